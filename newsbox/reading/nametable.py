"""What are the names of an article, and what speaks for each being a person's, an organisation's or a place's?

The model's entities are only witnesses here. Every name is judged once for the whole article, by all its occurrences and by
the words around them, so that what the model missed or mistook in one place is mended by the places where it did not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from newsbox.reading import names
from newsbox.reading.language import Block

if TYPE_CHECKING:
    from spacy.tokens import Doc

Kind = Literal["person", "organisation", "place"]
LABELS: dict[str, Kind] = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}
"""The model's labels that name somebody or something for our purposes."""
LONGEST_NAME = 9
"""Words; a longer name is a slip of the model."""
MOST_NAMES = 3000
"""An article with more names than this is a list; the rest is passed over."""
WEAK = 0.3
"""What the model's word weighs in a headline in title case or in capitals, where it sees names everywhere."""
SIGN = 2.0
"""What the words around a name weigh ("Mr.", ", 47,", ", who"), against 1.0 for the model's label at one place."""
OF_STATES = frozenset(
    "president prime premier chancellor government parliament supreme capital foreign army military central ambassador constitution economy border president national interior defence defense".split()
)
"""What countries have: the word that follows "Veldmark's"."""
KEYWORD = 4.0
"""What a word like "Ministry" in a name weighs."""
LINKS = frozenset("of for de del della di da van von der den la le al el bin ibn and & the du dos das y".split())
"""Small words inside names."""
QUOTE_MARKS = '“”"„«»‹›「」‘'


@dataclass(slots=True)
class Name:
    """A name in all its spellings, with the votes for its kind."""

    key: str
    surfaces: Counter[str] = field(default_factory=Counter)
    votes: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    count: int = 0
    strong: int = 0
    order: int = 0
    """Which of the article's names it is, counted from the first."""
    """How often it stands in running text."""
    with_article: int = 0
    acronym: str | None = None

    @property
    def words(self) -> list[str]:
        """The words of its key."""
        return self.key.split()

    @property
    def surface(self) -> str:
        """Its spelling, as it mostly stands."""
        return max(self.surfaces.items(), key=lambda item: (item[1], -len(item[0])))[0]

    def kind(self) -> Kind | None:
        """What most speaks for; None where nothing does."""
        if not self.votes:
            return None
        best, weight = max(self.votes.items(), key=lambda item: item[1])
        return best if weight >= 0.8 else None  # type: ignore[return-value]


def key_of(name: str) -> str:
    """What the spellings of a name share: lower case, without accents, full stops and hyphens."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    plain = re.sub(r"[’']s?(?=\s|$)", "", plain)
    return " ".join(re.sub(r"[-‐‑–/]", " ", plain.replace(".", "").replace("’", "'")).casefold().split())


def is_headline_case(text: str) -> bool:
    """Whether a line capitalises its words, so that capitals tell nothing of names."""
    if text.rstrip().endswith((".", "”", '"', "…", "»", ",", ";", ":")):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def is_shouted(text: str) -> bool:
    """Whether a text is all in capitals."""
    letters = [letter for letter in text[:2000] if letter.isalpha()]
    return len(letters) > 8 and sum(letter.isupper() for letter in letters) > 0.9 * len(letters)


def named_in(blocks: Sequence[Block], outlet: str | None) -> dict[str, Name]:
    """The names of an article by their keys. outlet: who publishes it."""
    table = _table(blocks)
    if outlet and (key := key_of(outlet.removeprefix("The "))):
        own = table.setdefault(key, Name(key, order=len(table)))
        own.surfaces[outlet] += 1
        own.votes["organisation"] += 2 * KEYWORD
    _part(table)
    _named_after(table, blocks)
    _lend(table)
    return table


def _part(table: dict[str, Name]) -> None:
    """Two names that the model took for one: "Veldmark and Sarronde", where the article names one of them elsewhere."""
    for key in [key for key in table if " and " in key]:
        name, parts = table[key], key.split(" and ")
        spelled = name.surface.split(" and ")
        if (
            len(parts) != 2
            or len(spelled) != 2
            or name.surface in names.COUNTRIES
            or not any(part in table for part in parts)
        ):
            continue
        if name.words[-1] in names.ORGANISATIONS or name.words[0] in names.ORGANISATIONS:
            continue
        del table[key]
        for part, surface in zip(parts, spelled, strict=True):
            single = table.setdefault(part, Name(part, order=name.order))
            single.surfaces[surface] += 1
            single.count += 1
            if not single.votes:
                other = table.get(parts[1 - parts.index(part)])
                single.votes.update(other.votes if other is not None and other is not single else name.votes)


def _named_after(table: dict[str, Name], blocks: Sequence[Block]) -> None:
    """A place is what a people is called after: "Karsovian" makes a place of Karsovia."""
    peoples = {
        token.lower_
        for block in blocks
        for token in block.doc
        if token.text[:1].isupper() and token.lower_.endswith(("an", "ese", "ish"))
    }
    for key, name in table.items():
        stem = key.rstrip("aeiouy")
        if (
            " " not in key
            and len(stem) >= 4
            and any(people.startswith(stem) and people != key and len(people) - len(stem) <= 4 for people in peoples)
        ):
            name.votes["place"] += 1.5


def _lend(table: dict[str, Name]) -> None:
    """What is known of a family name tells of the full name, too: "Mrs. Hask" makes a person of Oriel Hask."""
    for name in table.values():
        words = name.words
        if (
            2 <= len(words) <= 4
            and (short := table.get(words[-1]))
            and short.votes["person"] >= SIGN
            and words[-1] not in names.ORGANISATIONS
        ):
            name.votes["person"] += min(short.votes["person"], KEYWORD) - 0.5


def _table(blocks: Sequence[Block]) -> dict[str, Name]:
    table: dict[str, Name] = {}
    weak: list[tuple[Doc, int, int, str]] = []
    for block in blocks:
        is_weak = is_headline_case(block.text) or is_shouted(block.text)
        for first, end, label, titled in _candidates(block.doc):
            if is_weak:
                weak.append((block.doc, first, end, label))
            elif len(table) < MOST_NAMES:
                _count(table, block.doc, first, end, label, 1.0, titled=titled)
    known = {tuple(name.words) for name in table.values() if len(name.words) > 1}
    singles = {name.key for name in table.values()}
    for doc, first, end, label in weak:
        words = tuple(key_of(doc[first:end].text).split())
        if not words or len(table) >= MOST_NAMES:
            continue
        holds = any(words[a:b] in known for a in range(len(words)) for b in range(a + 2, len(words) + 1))
        if holds or (len(words) > 1 and words not in known and any(word in singles for word in words)):
            continue
        if len(words) == 1 and words[0] not in singles and doc[first:end].text not in names.COUNTRIES:
            continue
        _count(table, doc, first, end, label, WEAK if " ".join(words) in singles else 3 * WEAK)
    return table


def _candidates(doc: Doc) -> Iterator[tuple[int, int, str, bool]]:
    """Runs of words that may be names: first word, end, the model's label, and whether a title was cut off before it."""
    taken = bytearray(len(doc) + 1)
    for entity in doc.ents:
        if entity.label_ in LABELS:
            first, end, titled = _trimmed(doc, _widened(doc, entity.start, taken), entity.end, entity.label_)
            if first < end:
                taken[first:end] = b"\1" * (end - first)
                yield first, end, entity.label_, titled
        elif entity.label_ in ("NORP", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"):
            taken[entity.start : entity.end] = b"\1" * (entity.end - entity.start)
    place = 0
    while place < len(doc):
        start = place
        while place < len(doc) and not taken[place] and _looks_named(doc, place):
            place += 1
        if place > start:
            first, end, titled = _trimmed(doc, start, place, "")
            if first < end:
                yield first, end, "", titled
        else:
            place += 1


def _looks_named(doc: Doc, place: int) -> bool:
    """Whether a word outside the model's entities may be part of a name."""
    token = doc[place]
    if not token.text[:1].isupper():
        return False
    return (
        token.pos_ == "PROPN"
        or token.lower_ in names.GIVEN_NAMES
        or (
            not token.is_sent_start
            and token.is_alpha
            and len(token.text) > 2
            and _bare(token.text) not in names.NO_NAMES
        )
    )


def _widened(doc: Doc, first: int, taken: bytearray) -> int:
    """Where a name begins of which the model saw only the last word: "Gro Tveit"."""
    while first and not doc[first].is_sent_start and not taken[first - 1]:
        token = doc[first - 1]
        word = _bare(token.text)
        if (
            not token.text[:1].isupper()
            or not token.is_alpha
            or len(word) < 2
            or token.text in names.DEMONYMS
            or token.text in names.COUNTRIES
        ):
            break
        if word in names.NO_NAMES or (token.is_sent_start and word not in names.GIVEN_NAMES and token.pos_ != "PROPN"):
            break
        first -= 1
    return first


def _bare(word: str) -> str:
    return word.lower().strip(".")


def _trimmed(doc: Doc, first: int, end: int, label: str) -> tuple[int, int, bool]:
    """A name without the article and the titles before it and without what hangs on behind."""
    titled = False
    for place in range(first, end):
        if doc[place].tag_ == "POS":
            # "Karsovia's Ilan Vorsht": the name is what follows; "Vorsht's 1995 return": what stands before.
            follows = place + 1 < end and doc[end - 1].text[:1].isupper()
            if label in ("PERSON", "") or not any(
                _bare(doc[each].text) in names.ORGANISATIONS for each in range(place + 1, end)
            ):
                first, end = (place + 1, end) if follows and label in ("PERSON", "") else (first, place)
            break
    while (
        first + 1 < end
        and doc[first].tag_ in ("VB", "VBG", "VBD", "VBZ", "MD", "VBP")
        and doc[first].lower_ not in names.GIVEN_NAMES
    ):
        first += 1
    if label == "PERSON":
        end = next((place for place in range(first + 1, end) if _breaks_person(doc, first, place)), end)
    if label in LABELS or not label:
        cut = _after_title(doc, first, end)
        first, titled = cut, titled or cut > first
    while end > first and not _ends_name(doc, first, end, label):
        end -= 1
    while first < end:
        word = _bare(doc[first].text)
        if word in ("the", "a", "an") or not doc[first].text[:1].isalpha():
            first += 1
        elif (
            first + 1 < end
            and word in names.HONORIFICS
            and word != "st"
            and not (first and doc[first - 1].lower_ == "the")
        ) or (first + 1 < end and label in ("PERSON", "") and _is_title(doc, first, end)):
            first, titled = first + 1, True
        else:
            break
    if end - first > LONGEST_NAME or end <= first:
        return first, first, titled
    text = doc[first:end].text
    if (not any(letter.isupper() for letter in text) or (label == "PERSON" and text[:1].islower())) and text.isascii():
        return first, first, titled
    if (
        any(mark in text for mark in QUOTE_MARKS)
        or "\n" in text
        or all(_bare(t.text) in names.NO_NAMES for t in doc[first:end])
    ):
        return first, first, titled
    if end - first > 1 and _bare(doc[end - 1].text) in names.OFFICIAL_ROLES:
        return first, first, titled
    if (
        end - first == 1
        and (_bare(text) in names.ROLES or _bare(text) in names.HONORIFICS or len(text) < 2)
        and text != "X"
    ):
        return first, first, titled
    return first, end, titled


def _breaks_person(doc: Doc, first: int, place: int) -> bool:
    """Whether a word inside what the model takes for a person is none of the name: "Calder congratulates Northmere"."""
    word = doc[place].text
    if word in ("-", "–", "—") and doc[place - 1].whitespace_:
        return True
    if not word[:1].isalpha() or word[:1].isupper() or not word.isascii() or word in LINKS:
        return False
    return doc[place - 1].text not in "-‐‑" and doc[first].text[:1].isupper()


def _after_title(doc: Doc, first: int, end: int) -> int:
    """Where the name begins in "Economy Minister Anselm Dray", whatever the model takes it for."""
    for place in range(end - 2, first - 1, -1):
        word = _bare(doc[place].text)
        if word in names.ROLES and word not in ("general", "star", "independent", "union", "justice", "guard", "model"):
            rest = [_bare(doc[each].text) for each in range(place + 1, end)]
            is_name = all(
                doc[each].text[:1].isupper() or doc[each].text in "-." or not doc[each].text.isascii()
                for each in range(place + 1, end)
            )
            return (
                place + 1
                if is_name and not any(each in names.ORGANISATIONS or each in names.ROLES for each in rest)
                else first
            )
    return first


def _ends_name(doc: Doc, first: int, end: int, label: str) -> bool:
    """Whether the last word can be a name's: a person's has a capital, or a hyphen before it, as in "Jong-un"."""
    word = doc[end - 1].text
    if not word[:1].isalnum() or (word.islower() and doc[end - 1].pos_ in ("VERB", "AUX", "ADP", "DET", "SCONJ")):
        return False
    return (
        label != "PERSON"
        or word[:1].isupper()
        or (end - 2 > first and doc[end - 2].text in "-‐‑")
        or not word.isascii()
    )


def _is_title(doc: Doc, first: int, end: int) -> bool:
    """Whether the word opens a title that leads up to a name: "Chief Executive Rafael Onda"."""
    word = _bare(doc[first].text)
    if word in names.ROLES or word in names.SHORT_TITLES:
        return not any(_bare(doc[place].text) in ("of", "for", "and") for place in range(first, end))
    ahead = [_bare(doc[place].text) for place in range(first + 1, min(end, first + 5))]
    return any(each in names.ROLES for each in ahead[:-1]) and (
        word in names.FORMER
        or doc[first].text in names.DEMONYMS
        or doc[first].text in names.COUNTRIES
        or word.isalpha()
    )


def _count(
    table: dict[str, Name], doc: Doc, first: int, end: int, label: str, weight: float, *, titled: bool = False
) -> None:
    text = doc[first:end].text
    key = key_of(text)
    if not key or text in names.DEMONYMS:
        return
    name = table.setdefault(key, Name(key, order=len(table)))
    name.surfaces[text] += 1
    name.count += 1
    name.strong += weight == 1.0
    if first and doc[first - 1].text == "The" and not doc[first - 1].is_sent_start:
        name.with_article += 1
    if kind := LABELS.get(label):
        name.votes[kind] += weight
    for kind, sign in _signs(doc, first, end, titled=titled):
        name.votes[kind] += sign * weight
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")" and _is_acronym(doc[end + 1].text):
        name.acronym = doc[end + 1].text
        if end - first > 1:
            name.votes["organisation"] += SIGN


def _is_acronym(word: str) -> bool:
    return (
        2 <= len(word) <= 8
        and word.replace("-", "").isalpha()
        and sum(letter.isupper() for letter in word) >= max(2, len(word) - 2)
    )


def _signs(doc: Doc, first: int, end: int, *, titled: bool) -> Iterator[tuple[Kind, float]]:
    """What the words of a name and those around it say of its kind."""
    words = [_bare(token.text) for token in doc[first:end]]
    if words[-1] in names.ORGANISATIONS or (len(words) > 1 and any(word in names.ORGANISATIONS for word in words)):
        yield "organisation", KEYWORD if len(words) > 1 else 1.5
    elif len(words) > 1 and words[-1] in names.PLACE_WORDS:
        yield "place", SIGN
    elif 2 <= len(words) <= 4 and words[0] in names.GIVEN_NAMES and not any(word in LINKS for word in words[:1]):
        yield "person", SIGN
    before = _bare(doc[first - 1].text) if first and not doc[first].is_sent_start else ""
    if (
        titled
        or (before in names.HONORIFICS and before != "st")
        or before in names.SHORT_TITLES
        or before in names.ROLES - names.LOOSE_ROLES
    ):
        yield "person", SIGN
    elif before in names.ORGANISATION_HEADS:
        yield "organisation", 1.0
    elif (
        before == ","
        and end < len(doc)
        and doc[end].text in (",", ".", ";")
        and _role_in(doc, max(first - 9, doc[first].sent.start), first - 1)
    ):
        yield "person", 1.0
    last = doc[end - 1]
    if before == "the" and len(words) > 1 and last.dep_ != "compound":
        yield "person", -SIGN
    if before == "in" and last.dep_ == "pobj":
        yield "place", 1.2
    if end + 1 < len(doc) and doc[end].tag_ == "POS" and doc[end + 1].lower_ in OF_STATES:
        yield "place", 1.2
    if (
        last.dep_ == "nsubj"
        and last.head.lemma_.lower() in names.SPEAKS
        and not any(word in names.ORGANISATIONS for word in words)
    ):
        yield "person", 0.8
    if before in ("for", "of", "at") and first > 1 and _bare(doc[first - 2].text) in names.SPOKESPEOPLE:
        yield "organisation", SIGN
    if end >= len(doc):
        return
    after = doc[end].lower_
    if after == "who":
        yield "person", 1.0
    elif after == "," and end + 1 < len(doc):
        following = doc[end + 1]
        if following.lower_ in ("who", "whose"):
            yield "person", SIGN
        elif following.lower_ == "which":
            yield "organisation", 0.5
        elif (
            following.text.isdigit()
            and len(following.text) < 3
            and end + 2 < len(doc)
            and doc[end + 2].text in (",", ".", ";", "of")
        ):
            yield "person", SIGN
        elif following.pos_ in ("DET", "PRON", "NOUN", "ADJ") and _role_in(doc, end + 1, min(end + 9, len(doc))):
            yield "person", 1.5


def _role_in(doc: Doc, first: int, end: int) -> bool:
    """Whether a phrase, up to its first mark or verb, has a noun for a person as its head."""
    for place in range(first, max(first, end)):
        token = doc[place]
        if token.text in ',.;:—–"”“(' or token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return False
        if is_role(token.lower_):
            return True
    return False


ROLE_ENDINGS = (
    "teacher",
    "worker",
    "maker",
    "keeper",
    "owner",
    "holder",
    "ologist",
    "fighter",
    "leader",
    "master",
    "minister",
    "secretary",
    "manager",
    "officer",
    "director",
    "driver",
    "player",
    "writer",
    "grower",
    "seller",
)


def is_role(word: str) -> bool:
    """Whether a noun (singular, lower case) says what a person does or is."""
    return word in names.ROLES or (len(word) > 7 and word.endswith(ROLE_ENDINGS))
