"""What does an article say a person is, for whom, of which country?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsbox.reading import names
from newsbox.reading.language import Block
from newsbox.reading.mentions import Member, gender_of_name, ministry_key
from newsbox.reading.nametable import is_role, key_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

REACH_BEFORE = 9
"""Words before a name that are looked at for its title."""
REACH_AFTER = 26
"""Words after a name in which an apposition ends."""
MOST_ROLES = 6
"""Roles kept of one person."""
FINITE = ("VBD", "VBZ", "VBP", "MD")
STOPS = frozenset(',.;:—–"”“()…')


@dataclass(frozen=True, slots=True)
class Phrase:
    """A role as stated: words of a doc, the place of its head, and where its possessor stands, if it has one."""

    first: int
    end: int
    head: int
    possessor: tuple[int, int] | None = None


class Places:
    """Which member stands where: by block, in order."""

    def __init__(self, blocks: Sequence[Block], members: Sequence[Member]) -> None:
        self._starts: list[list[int]] = [[] for _ in blocks]
        self._at: list[list[tuple[int, int, Member]]] = [[] for _ in blocks]
        for member in members:
            for number, start, end in member.mentions:
                self._at[number].append((start, end, member))
        for number, found in enumerate(self._at):
            found.sort(key=lambda each: each[0])
            self._starts[number] = [start for start, _, _ in found]

    def within(self, number: int, start: int, end: int) -> list[tuple[int, int, Member]]:
        """The mentions that begin in a stretch of a block or reach into it."""
        found = self._at[number]
        place = bisect_left(self._starts[number], start)
        if place and found[place - 1][1] > start:
            place -= 1
        last = bisect_left(self._starts[number], end)
        return found[place:last]


def describe(blocks: Sequence[Block], members: Sequence[Member], places: Places) -> None:
    """Gives members their roles, affiliations, countries, and what is known of their gender."""
    for member in members:
        if member.kind == "person":
            member.his += gender_of_name(member.name)
            for number, start, end in member.mentions:
                _at_mention(blocks, places, member, number, start, end)
        elif member.kind == "organisation":
            member.country = member.country or _country_in_name(member.name)
    for member in members:
        if member.kind == "organisation" and member.country is None and member.mentions:
            member.country = _possessing_country(blocks, places, member)


def _at_mention(blocks: Sequence[Block], places: Places, member: Member, number: int, start: int, end: int) -> None:
    doc = blocks[number].doc
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return
    before = _bare(doc[span.start - 1].text) if span.start else ""
    if before in names.HIS_TITLES:
        member.his += 3
    elif before in names.HER_TITLES:
        member.his -= 3
    found = [
        role_before(doc, span.start),
        _before_comma(doc, span.start, span.end),
        role_after(doc, span.end),
        _copula(doc, span.start, span.end),
    ]
    for phrase in found:
        if phrase is not None:
            _take(places, member, number, doc, phrase)
    _doing(places, member, number, doc, span.end)
    _belongs(places, member, number, doc, span.end)


def _bare(word: str) -> str:
    return word.lower().strip(".")


def role_before(doc: Doc, name: int) -> Phrase | None:
    """The title that leads up to a name: "U.S. President", "North Korean leader", "the baker"."""
    last = name - 1
    while last >= 0 and _bare(doc[last].text) in names.HONORIFICS and _bare(doc[last].text) not in names.ROLES:
        last -= 1
    if last < 0 or (doc[name].is_sent_start and last < name - 1):
        return None
    head = _bare(doc[last].text)
    if not (is_role(head) or head in names.SHORT_TITLES) or doc[last + 1].is_sent_start:
        return None
    first, possessor = last, None
    for place in range(last - 1, max(last - REACH_BEFORE, -1), -1):
        token = doc[place]
        if token.tag_ == "POS":
            possessor = (_phrase_start(doc, place), place)
            break
        if token.sent.start > place or doc[place + 1].is_sent_start:
            break
        if (
            token.text == "-"
            or (token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") and token.text not in STOPS)
            or token.lower_ in names.FORMER
            or (token.lower_ == "and" and is_role(_bare(doc[place - 1].text)) and place)
            or (token.tag_ == "VBN" and token.lower_ in ("retired", "elected"))
        ):
            first = place
        else:
            break
    while first < last and doc[first].text in ("-",):
        first += 1
    return Phrase(first, last + 1, last, possessor)


def _phrase_start(doc: Doc, possessive: int) -> int:
    place = possessive
    while (
        place > 0
        and possessive - place < REACH_BEFORE
        and (
            doc[place - 1].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "NUM")
            or doc[place - 1].tag_ in ("POS", "PRP$", "HYPH")
        )
        and not doc[place].is_sent_start
    ):
        place -= 1
    return place


def _before_comma(doc: Doc, name: int, end: int) -> Phrase | None:
    """The role that a name is set behind: "The Mining Minister, Claudio Verast,"."""
    if name < 2 or doc[name - 1].text != "," or doc[name].is_sent_start:
        return None
    if (
        end < len(doc)
        and doc[end].text not in STOPS
        and doc[end].tag_ != "POS"
        and doc[end].pos_ not in ("VERB", "AUX", "ADV")
    ):
        return None
    closes = end >= len(doc) or doc[end].text in STOPS
    head = name - 2
    while head > 0 and name - head < REACH_AFTER and not doc[head].is_sent_start:
        if doc[head].text in STOPS or doc[head].tag_ in FINITE:
            return None
        if is_role(_bare(doc[head].text)) and (doc[head + 1].text == "," or doc[head + 1].pos_ == "ADP"):
            break
        head -= 1
    if not is_role(_bare(doc[head].text)):
        return None
    first = _phrase_start(doc, head)
    # "In a meeting with the premier, Ilan Vorsht said" names somebody else: the role must open the sentence or close it.
    if not closes and not doc[first].is_sent_start:
        return None
    return _noun_phrase(doc, first, name - 1)


def role_after(doc: Doc, end: int) -> Phrase | None:
    """The apposition behind a name: ", the senior director for the China program at the Foundation ...,"."""
    if end + 1 >= len(doc) or doc[end].text not in (",", "—", "–", "("):
        return None
    first = end + 1
    if doc[first].text.isdigit() and first + 2 < len(doc) and doc[first + 1].text == ",":
        first += 2
    if doc[first].lower_ == "himself" or doc[first].lower_ == "herself":
        return None
    limit = min(len(doc), first + REACH_AFTER)
    stop = first
    while (
        stop < limit
        and doc[stop].text not in STOPS
        and doc[stop].tag_ not in FINITE
        and doc[stop].tag_ not in ("WP", "WDT", "WP$", "WRB")
    ):
        stop += 1
    if stop < len(doc) and doc[stop].tag_ in FINITE:
        # ", the mayor said": the words behind the comma are somebody else's.
        return None
    return _noun_phrase(doc, first, stop)


def _noun_phrase(doc: Doc, first: int, stop: int) -> Phrase | None:
    """A noun phrase whose head is a role; its article is left out, its possessor told apart."""
    possessor = None
    if (
        first < stop
        and doc[first].pos_ in ("DET", "PRON")
        and doc[first].lower_ not in ("who", "he", "she", "it", "they")
    ):
        if doc[first].tag_ == "PRP$":
            possessor = (first, first + 1)
        first += 1
    if first >= stop or (
        doc[first].pos_ in ("ADP", "VERB", "AUX", "SCONJ", "CCONJ") and doc[first].lower_ not in names.FORMER
    ):
        return None
    head = None
    for place in range(first, stop):
        token = doc[place]
        if token.tag_ == "POS":
            possessor, first, head = (first, place), place + 1, None
        elif token.pos_ == "ADP" and token.lower_ not in ("-",):
            break
        elif is_role(_bare(token.text)) and token.pos_ in ("NOUN", "PROPN", "ADJ"):
            head = place
        elif token.tag_ in ("NNS",) and head is None and is_role(token.lemma_.lower()):
            return None
    if head is None or (head + 1 < stop and doc[head + 1].pos_ == "PROPN" and not is_role(_bare(doc[head + 1].text))):
        # ", officer Jane Roe": the phrase names somebody else.
        return None
    return Phrase(first, stop, head, possessor)


def _copula(doc: Doc, first: int, end: int) -> Phrase | None:
    """What a name is said to be: "Itt is a hydrologist at the university"."""
    if end + 1 >= len(doc) or doc[end].lower_ not in ("is", "was") or doc[end + 1].lower_ not in ("a", "an", "the"):
        return None
    stop = end + 1
    while (
        stop < min(len(doc), end + REACH_AFTER)
        and doc[stop].text not in STOPS
        and doc[stop].tag_ not in ("WP", "WDT", "VBD", "VBZ")
    ):
        stop += 1
    return _noun_phrase(doc, end + 1, stop)


def _take(places: Places, member: Member, number: int, doc: Doc, phrase: Phrase) -> None:
    last = phrase.end
    while last > phrase.first and (doc[last - 1].text in STOPS or doc[last - 1].pos_ in ("ADP", "CCONJ")):
        last -= 1
    words = doc[phrase.first : last]
    text = words.text.strip()
    head = _bare(doc[phrase.head].text)
    if not text or (head in names.HONORIFICS and head not in names.ROLES):
        return
    member.heads |= {
        _bare(token.text)
        for token in doc[phrase.first : phrase.head + 1]
        if is_role(_bare(token.text)) or _bare(token.text) in names.FORMER
    } | {head, names.LONG_TITLES.get(head, head)}
    if head in names.HIS_ROLES or head in names.HER_ROLES:
        member.his += 2 if head in names.HIS_ROLES else -2
    if (
        text.casefold() not in {role.casefold() for role in member.roles}
        and len(member.roles) < MOST_ROLES
        and head not in ("man", "woman", "friend", "rival", "opponent", "counterpart")
    ):
        member.roles.append(text)
    if phrase.possessor is not None:
        member.owners.append((number, doc[phrase.possessor[1] - 1].idx))
    begin = doc[phrase.possessor[0]].idx if phrase.possessor else words.start_char
    for start, end, other in places.within(number, begin, words.end_char):
        if other is member:
            continue
        if other.kind == "organisation" and member.affiliation is None and end <= words.end_char:
            member.affiliation = other.name
        if other.kind == "place" and member.country is None:
            member.country = _country_of(doc, phrase, head, start, other)
    if member.country is None:
        member.country = _demonym(doc, phrase, places)


def _country_of(doc: Doc, phrase: Phrase, head: str, start: int, place: Member) -> str | None:
    """The country that a place in a role gives: "Veldmark's prime minister", "the president of Karsovia"."""
    idx = doc[phrase.head].idx
    is_state = head in names.OFFICIAL_ROLES or head == "leader"
    if start <= idx:
        return place.country or (place.name if is_state and phrase.possessor is not None else None)
    after_head = idx + len(doc[phrase.head].text)
    if is_state and doc.text[after_head:start].strip() in ("of", "of the"):
        return place.country or (place.name if head in NATIONAL else None)
    return None


NATIONAL = ("president", "minister", "premier", "chancellor", "king", "queen", "ambassador")
"""Whom a country has; a mayor's place is a town."""


def _demonym(doc: Doc, phrase: Phrase, places: Places) -> str | None:
    start = phrase.possessor[0] if phrase.possessor else phrase.first
    for place in range(start, phrase.head + 1):
        for size in (2, 1):
            text = doc[place : place + size].text
            if country := names.DEMONYMS.get(text) or names.COUNTRIES.get(text):
                return country
    return None


def _doing(places: Places, member: Member, number: int, doc: Doc, end: int) -> None:
    """What follows "who" is the role as stated: "X, who leads the port"."""
    place = end
    if place < len(doc) and doc[place].text == ",":
        place += 1
    if place + 1 < len(doc) and doc[place].text.isdigit() and doc[place + 1].text == ",":
        place += 2
    if (
        place + 2 >= len(doc)
        or doc[place].lower_ != "who"
        or doc[place + 1].lemma_.lower() not in names.ROLE_VERBS
        or doc[place + 1].tag_ not in ("VBZ", "VBD", "VBP")
    ):
        return
    stop = place + 1
    while (
        stop < min(len(doc), place + 16)
        and doc[stop].text not in STOPS
        and not (stop > place + 1 and doc[stop].tag_ in FINITE)
        and doc[stop].lower_ != "and"
    ):
        stop += 1
    words = doc[place + 1 : stop]
    if len(words) > 1 and len(member.roles) < MOST_ROLES and words.text not in member.roles:
        member.roles.append(words.text)
        if member.affiliation is None:
            member.affiliation = next(
                (
                    other.name
                    for _, _, other in places.within(number, words.start_char, words.end_char)
                    if other.kind == "organisation"
                ),
                None,
            )


def _belongs(places: Places, member: Member, number: int, doc: Doc, end: int) -> None:
    """Where the organisation follows directly: "X of the Institute"."""
    place = end + 1 if end < len(doc) and doc[end].text == "," else end
    if member.affiliation is not None or place + 1 >= len(doc) or doc[place].lower_ not in ("of", "from", "at", "with"):
        return
    if doc[place].lower_ in ("at", "with") and place != end:
        return
    start = doc[place].idx + len(doc[place].text)
    member.affiliation = next(
        (
            other.name
            for begin, _, other in places.within(number, start, start + 8)
            if other.kind == "organisation" and begin - start <= 5
        ),
        None,
    )


def _country_in_name(name: str) -> str | None:
    if ministry := ministry_key(name):
        return ministry[0] or None
    words = name.replace("’", "'").replace("'s", "").split()
    for place in range(len(words)):
        for size in (2, 1):
            text = " ".join(words[place : place + size])
            if country := names.DEMONYMS.get(text) or names.COUNTRIES.get(text):
                return country
    return None


def _possessing_country(blocks: Sequence[Block], places: Places, member: Member) -> str | None:
    """The country that stands before the name as its owner: "Veldmark's Supreme Court"."""
    number, start, _ = member.mentions[0]
    before = blocks[number].text[:start]
    if not before.rstrip().endswith(("'s", "’s", "s’", "s'")) or not key_of(member.name):
        return None
    owner = places.within(number, max(0, start - 4), start)
    return next((other.country or other.name for _, _, other in owner if other.kind == "place"), None)
