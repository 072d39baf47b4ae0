"""Which names does an article use, of what kind are they, and where do they stand?

The model's entities are only witnesses here: every name is judged once for the whole article, by all its occurrences and
by the words around them, and then looked for by string. So a name the model missed or mistook in one place is mended by
the places where it did not.
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
NOT_SHORTENED = names.PUBLIC_WORDS | frozenset(
    "campaign organization organisation team tower fund trust center centre group family show".split()
)
"""What is called by its first word alone only if that is no person's: "Clinton Foundation" is not "Clinton"."""
QUOTE_MARKS = '“”"„«»‹›「」‘'


@dataclass(slots=True)
class Member:
    """Somebody or something the article names: what `cast` tells of it, while it is being found out."""

    name: str
    kind: Kind
    surfaces: set[str] = field(default_factory=set)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    """(number of the block, start, end), in order."""
    roles: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    """The nouns of its roles, lower case."""
    owners: list[tuple[int, int]] = field(default_factory=list)
    """(number of the block, place) of the words whose owner the role is: "its" president, "the company's" head."""
    affiliation: str | None = None
    country: str | None = None
    his: float = 0.0
    """How sure we are that it is "he": above 0; "she": below 0."""


@dataclass(slots=True)
class _Name:
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
        return self.key.split()

    @property
    def surface(self) -> str:
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


# Collecting ---------------------------------------------------------------------------------------------------


def members_of(blocks: Sequence[Block], outlet: str | None = None) -> list[Member]:
    """Everybody and everything named, with every mention; in the order of the first mention.

    outlet: who publishes the article; it may speak of itself by a part of its name.
    """
    table = _table(blocks)
    if outlet and key_of(outlet):
        own = table.setdefault(
            key_of(outlet.removeprefix("The ")), _Name(key_of(outlet.removeprefix("The ")), order=len(table))
        )
        own.surfaces[outlet] += 1
        own.votes["organisation"] += 2 * KEYWORD
    _part(table)
    _named_after(table, blocks)
    _lend(table)
    members, aliases = _members(table)
    _find(blocks, members, aliases)
    found = [member for member in members if member.mentions]
    return sorted(found, key=lambda member: _first(member, blocks))


def _part(table: dict[str, _Name]) -> None:
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
            single = table.setdefault(part, _Name(part, order=name.order))
            single.surfaces[surface] += 1
            single.count += 1
            if not single.votes:
                other = table.get(parts[1 - parts.index(part)])
                single.votes.update(other.votes if other is not None and other is not single else name.votes)


def _named_after(table: dict[str, _Name], blocks: Sequence[Block]) -> None:
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


def _lend(table: dict[str, _Name]) -> None:
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


def _first(member: Member, blocks: Sequence[Block]) -> tuple[int, int]:
    number, start, _ = member.mentions[0]
    return number, start


def _table(blocks: Sequence[Block]) -> dict[str, _Name]:
    table: dict[str, _Name] = {}
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
    table: dict[str, _Name], doc: Doc, first: int, end: int, label: str, weight: float, *, titled: bool = False
) -> None:
    text = doc[first:end].text
    key = key_of(text)
    if not key or text in names.DEMONYMS:
        return
    name = table.setdefault(key, _Name(key, order=len(table)))
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


# Joining ------------------------------------------------------------------------------------------------------


def _members(table: dict[str, _Name]) -> tuple[list[Member], dict[str, list[Member]]]:
    """One member for each name with its variants; and by each string, whom it may mean."""
    members: list[Member] = []
    aliases: dict[str, list[Member]] = defaultdict(list)
    kinds = {key: _judged(name) for key, name in table.items()}
    _persons(table, kinds, members, aliases)
    _others(table, kinds, members, aliases)
    return members, aliases


def _judged(name: _Name) -> Kind | None:
    surface = name.surface
    if surface in names.COUNTRIES:
        return "place"
    known = name.key in names.AGENCY_NAMES or name.key in names.PLATFORMS
    if known and (len(name.key) > 4 or " " in name.key or surface.isupper()) and name.votes["person"] < SIGN:
        return "organisation"
    return name.kind()


def _full(name: str) -> list[str]:
    """The words that make up a person's name, without endings like "Jr."."""
    words = key_of(name).split()
    while len(words) > 2 and words[-1] in names.NAME_ENDINGS:
        words = words[:-1]
    return words


def _same_person(one: list[str], other: list[str]) -> bool:
    """Whether two full names can be one person's: "Donald Trump" and "Donald J. Trump", "Joe" and "Joseph Biden"."""
    if one == other:
        return True
    if one[-1] != other[-1] or len(one) < 2 or len(other) < 2:
        return False
    given, their = one[0], other[0]
    if names.NICKNAMES.get(given, given) != names.NICKNAMES.get(their, their):
        return False
    return (
        len(one) != len(other)
        or one[1:-1] == other[1:-1]
        or all(a[0] == b[0] for a, b in zip(one[1:-1], other[1:-1], strict=True))
    )


def _has_ending(name: str) -> str | None:
    words = key_of(name).split()
    return words[-1] if len(words) > 2 and words[-1] in names.NAME_ENDINGS else None


def _persons(
    table: dict[str, _Name], kinds: dict[str, Kind | None], members: list[Member], aliases: dict[str, list[Member]]
) -> None:
    full = [name for key, name in table.items() if kinds[key] == "person" and len(name.words) > 1]
    fulls = {name.key for name in full}
    by_family: dict[str, list[tuple[list[str], str | None, Member]]] = defaultdict(list)
    for name in sorted(full, key=lambda name: (-name.strong, -name.count)):
        words, ending = _full(name.surface), _has_ending(name.surface)
        if len(words) < 2 or (len(words) > 2 and words[0] not in names.GIVEN_NAMES and " ".join(words[1:]) in fulls):
            # "Crooked Hillary Clinton" is Hillary Clinton, found by her name.
            continue
        same = next(
            (member for other, mark, member in by_family[words[-1]] if mark == ending and _same_person(words, other)),
            None,
        )
        if same is None:
            same = Member(name.surface, "person")
            members.append(same)
            by_family[words[-1]].append((words, ending, same))
        same.surfaces |= set(name.surfaces)
    for member in members:
        for surface in member.surfaces:
            _alias(aliases, surface, member)
    _by_part(table, kinds, members, aliases)


def _by_part(
    table: dict[str, _Name], kinds: dict[str, Kind | None], members: list[Member], aliases: dict[str, list[Member]]
) -> None:
    """Persons by a part of their names: the family name, the given name where it stands alone, a single name."""
    families: dict[str, list[Member]] = defaultdict(list)
    givens: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        words = _full(member.name)
        families[words[-1]].append(member)
        if len(words) == 3 and words[1] in ("van", "von", "de", "di", "da", "al", "el", "bin", "le", "la", "del"):
            families[" ".join(words[1:])].append(member)
        if words[0] not in LINKS:
            givens[words[0]].append(member)
    companies = {
        name.words[0]
        for key, name in table.items()
        if kinds[key] == "organisation" and len(name.words) > 1 and name.words[-1] not in NOT_SHORTENED
    }
    for key, name in list(table.items()):
        if len(name.words) > 3:
            continue
        owners, by_given = families.get(key, []), givens.get(key, [])
        votes = name.votes
        if owners and not _is_elsewhere(name, votes, is_company=key in companies):
            kinds[key] = "person"
            for owner in owners:
                for surface in name.surfaces:
                    _alias(aliases, surface, owner)
        elif (
            by_given
            and len(by_given) == 1
            and len(name.words) == 1
            and votes["place"] <= votes["person"]
            and votes["organisation"] <= votes["person"] + 1
        ):
            kinds[key] = "person"
            for surface in name.surfaces:
                _alias(aliases, surface, by_given[0])
        elif kinds[key] == "person" and len(name.words) == 1 and not owners:
            if votes["person"] < SIGN and name.count < 2 and name.surface.lower() in names.NO_NAMES:
                continue
            single = Member(name.surface, "person", set(name.surfaces))
            members.append(single)
            for surface in name.surfaces:
                _alias(aliases, surface, single)
    for family, owners in families.items():
        if family not in table and len(family) > 1:
            # The model saw the name nowhere alone; it may still stand there.
            for owner in owners:
                _alias(aliases, owner.name.split()[-1].strip(",") if " " not in family else family, owner)


def _is_elsewhere(name: _Name, votes: dict[str, float], *, is_company: bool) -> bool:
    """Whether a family name standing alone mostly means something else in this article: a place, the family's company."""
    if name.surface in names.COUNTRIES and votes["person"] < votes["place"]:
        return True
    if is_company and votes["organisation"] > votes["person"]:
        return True
    return votes["place"] > 2 * (votes["person"] + votes["organisation"])


def _alias(aliases: dict[str, list[Member]], surface: str, member: Member) -> None:
    if member not in aliases[surface]:
        aliases[surface].append(member)
    for spelled in (surface.replace("-", " "), surface.replace("’", "'"), surface.replace("'", "’")):
        if spelled != surface and member not in aliases[spelled]:
            aliases[spelled].append(member)


def ministry_key(name: str) -> tuple[str, frozenset[str]] | None:
    """What two names of one ministry share: its country and its field. "Foreign Ministry" is "Ministry of Foreign Affairs"."""
    if not re.search(r"\b(ministry|department)\b", name, re.IGNORECASE):
        return None
    country = ""
    for word, named in (*names.DEMONYMS.items(), *names.COUNTRIES.items()):
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", name):
            country = named
            name = re.sub(rf"(?<!\w){re.escape(word)}(?:[’']s)?(?!\w)", " ", name)
    content = {word for word in key_of(name).split() if word not in LINKS}
    return country, frozenset(content - {"ministry", "department", "affairs", "office", "s"})


def _others(
    table: dict[str, _Name], kinds: dict[str, Kind | None], members: list[Member], aliases: dict[str, list[Member]]
) -> None:
    shorts = _Shorts()
    by_key: dict[str, Member] = {}
    by_ministry: dict[tuple[str, frozenset[str]], Member] = {}
    orders: dict[int, int] = {}
    ordered = sorted(table.items(), key=lambda item: (-len(item[1].words), -item[1].count))
    for key, name in ordered:
        kind = kinds[key]
        if kind not in ("organisation", "place"):
            continue
        surface = name.surface
        country = names.COUNTRIES.get(surface)
        known = names.AGENCY_NAMES.get(key) or names.PLATFORMS.get(key) if kind == "organisation" else None
        ministry = ministry_key(surface) if kind == "organisation" else None
        shared = f"={country or known}" if country or known else key
        member = by_key.get(shared) or (by_ministry.get(ministry) if ministry else None)
        if member is None and kind == "organisation" and len(name.words) == 1:
            member = shorts.longer(name)
        if member is None:
            article = "The " if name.with_article * 2 > name.count and kind == "organisation" else ""
            member = Member(known or article + surface, kind)
            members.append(member)
            by_key[shared] = member
            if ministry:
                by_ministry[ministry] = member
            if kind == "organisation":
                shorts.add(member)
                if name.acronym:
                    _alias(aliases, name.acronym, member)
        elif ministry and name.order < orders[id(member)]:
            # Of two names of a ministry, the one that stands first.
            member.name = surface
        orders[id(member)] = min(name.order, orders.get(id(member), name.order))
        if country:
            member.country = country
        member.surfaces |= set(name.surfaces)
        for each in name.surfaces:
            _alias(aliases, each, member)
    for key, name in table.items():
        # A short form that the model left without a label: "Rovers" of Aldra Rovers.
        if (
            kinds[key] is None
            and len(name.words) == 1
            and name.key not in names.NO_NAMES
            and (member := shorts.longer(name))
        ):
            for each in name.surfaces:
                _alias(aliases, each, member)


class _Shorts:
    """By each short name, the organisation that may be called so: by its initials, its first word, its last."""

    def __init__(self) -> None:
        self._initials: dict[str, Member] = {}
        self._parts: dict[str, Member] = {}

    def add(self, member: Member) -> None:
        """An organisation with a name of several words; of two with one short name, the one added first has it."""
        words = key_of(member.name.removeprefix("The ")).split()
        if len(words) < 2:
            return
        self._initials.setdefault("".join(word[0] for word in words if word not in LINKS), member)
        self._initials.setdefault("".join(word[0] for word in words), member)
        if words[-1] not in NOT_SHORTENED and words[0] != words[-1]:
            self._parts.setdefault(words[0], member)
            if len(words[-1]) > 4:
                self._parts.setdefault(words[-1], member)

    def longer(self, name: _Name) -> Member | None:
        """The organisation whose short name this is."""
        if name.surface.isupper() and len(name.key) > 1 and (member := self._initials.get(name.key.replace(" ", ""))):
            return member
        return None if name.surface in names.COUNTRIES else self._parts.get(name.key)


# Finding ------------------------------------------------------------------------------------------------------

WORD = re.compile(r"[^\W_]+")


def _find(blocks: Sequence[Block], members: list[Member], aliases: dict[str, list[Member]]) -> None:
    """Every place where an alias stands: the longest first, whole words only."""
    by_word: dict[str, list[str]] = defaultdict(list)
    shouted: dict[str, list[str]] = defaultdict(list)
    upper: dict[str, list[Member]] = {}
    for alias in sorted(aliases, key=len, reverse=True):
        if match := WORD.search(alias):
            by_word[match[0]].append(alias)
            upper.setdefault(alias.upper(), aliases[alias])
            shouted[match[0].upper()].append(alias.upper())
    latest: dict[int, int] = {}
    counts: Counter[int] = Counter()
    earliest: dict[str, Member] = {}
    common = {word for block in blocks for word in WORD.findall(block.text) if word.islower()}
    for block in blocks:
        for _, _, _, owners in _occurrences(block.text, by_word, aliases):
            if len(owners) == 1:
                counts[id(owners[0])] += 1
                if owners[0].kind == "person" and block.at != "headline":
                    counts[id(owners[0])] += 2 * (
                        earliest.setdefault(key_of(owners[0].name).split()[-1], owners[0]) is owners[0]
                    )
    for number, block in enumerate(blocks):
        loud = is_shouted(block.text) and len(block.text.upper()) == len(block.text)
        text = block.text.upper() if loud else block.text
        is_weak = loud or is_headline_case(block.text)
        for start, end, alias, owners in _occurrences(text, shouted if loud else by_word, upper if loud else aliases):
            if not is_weak and not _stands_as_name(block, start, end, alias, common):
                continue
            member = owners[0] if len(owners) == 1 else _which(block, number, start, owners, latest, counts)
            if len(owners) == 1:
                latest[id(member)] = number
            member.mentions.append((number, start, end))


def _occurrences(
    text: str, by_word: dict[str, list[str]], aliases: dict[str, list[Member]]
) -> Iterator[tuple[int, int, str, list[Member]]]:
    reached = 0
    for match in WORD.finditer(text):
        start = match.start()
        if start < reached:
            continue
        for alias in by_word.get(match[0], ()):
            offset = WORD.search(alias)
            begin = start - (offset.start() if offset else 0)
            if begin < reached or not text.startswith(alias, begin):
                continue
            end = begin + len(alias)
            if end < len(text) and (text[end].isalnum() or text[end] == "_") and alias[-1:].isalnum():
                continue
            reached = end
            yield begin, end, alias, aliases[alias]
            break


def _stands_as_name(block: Block, start: int, end: int, alias: str, common: set[str]) -> bool:
    """Whether a single word found by string is the name there, and not a common word or a part of another name."""
    if " " in alias:
        return True
    span = block.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    first, last = span[0], span[-1]
    if (
        not any(token.pos_ in ("PROPN", "X") or token.ent_type_ for token in span)
        and not alias.isupper()
        and first.is_sent_start
        and (alias.lower() in common or alias.lower() in names.NO_NAMES)
    ):
        return False
    if last.i + 1 < len(block.doc):
        after = block.doc[last.i + 1]
        if (
            after.text[:1].isupper()
            and after.lower_ in names.ORGANISATIONS
            and after.pos_ == "PROPN"
            and span.start == first.i
            and len(alias) > 1
        ):
            return False
    if first.i:
        before = block.doc[first.i - 1]
        if (
            before.text[:1].isupper()
            and before.lower_ in names.GIVEN_NAMES
            and before.pos_ == "PROPN"
            and before.ent_type_ == first.ent_type_ == "PERSON"
        ):
            return False
    return True


def _which(
    block: Block, number: int, start: int, owners: list[Member], latest: dict[int, int], counts: Counter[int]
) -> Member:
    """Which of several people of one name: whom the title before fits, else whom this paragraph names in full, else the first."""
    before = block.text[max(0, start - 12) : start].casefold().split()
    title = before[-1].strip(".") if before else ""
    if title in names.HER_TITLES or title in names.HIS_TITLES:
        fitting = [
            owner for owner in owners if gender_of_name(owner.name) * (1 if title in names.HIS_TITLES else -1) > 0
        ]
        owners = fitting or [owner for owner in owners if gender_of_name(owner.name) == 0] or owners
    return max(owners, key=lambda owner: (latest.get(id(owner)) == number, counts[id(owner)]))


def gender_of_name(name: str) -> float:
    """What a given name says: above 0 for his, below 0 for hers, 0 for nothing; half where only the ending says it."""
    words = name.split()
    given = key_of(words[0]).split()[0] if words and key_of(words[0]) else ""
    if given in names.HIS_NAMES:
        return 1.0
    if given in names.HER_NAMES:
        return -1.0
    if given in names.LEANING:
        return names.LEANING[given]
    return -0.4 if len(words) > 1 and given.endswith("a") else 0.0
