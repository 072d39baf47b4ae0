"""Which people, bodies and places does an article name, and in which part of which sentence?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from newsbox.checking.lands import DEMONYMS, is_place
from newsbox.checking.shape import Line, Sheet, once
from newsbox.types import CastMember, Place, Span, Word

Kind = Literal["person", "organisation", "place"]
HONORIFICS = frozenset("mr mrs ms miss mx dr prof sir lady dame lord rev".split())
"""Words before a name that say nobody's work."""
TITLES = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "lt": "lieutenant",
    "col": "colonel", "capt": "captain", "sgt": "sergeant", "pres": "president", "amb": "ambassador",
    "adm": "admiral", "prof": "professor", "dr": "doctor", "rev": "reverend", "sec": "secretary",
    "congressman": "representative", "congresswoman": "representative",
    "chairman": "chair", "chairwoman": "chair", "spokesman": "speaker", "spokeswoman": "speaker",
}  # fmt: skip
"""Titles by what else they are called."""
SAYING = frozenset(
    "say tell add note argue write tweet explain ask claim call warn insist acknowledge state comment recall".split()
)
HIS = frozenset("he his him himself".split())
HERS = frozenset("she her hers herself".split())
PLACING = frozenset(("in", "near", "at"))
"""What stands before places, and seldom before people."""
SETTLED = frozenset(
    "government people republic city town village port state county capital kingdom street parliament".split()
)
"""What is of a place: "the people of Veldmark"."""
OF_LANDS = frozenset("prime foreign interior president parliament capital supreme army constitution".split())
"""What a country has, by its first word: "Veldmark's prime minister"."""

NAME_AND_SURNAME = 2
OF_BODIES = frozenset(
    """united city town rovers wanderers athletic rangers university institute bank group party council court museum union
    hospital airlines airways motors steel energy foods pharma media press news times post house school college club league cup
    holdings industries technologies systems labs street road bridge""".split()
)
"""Words in the names of bodies."""
EVENTS = frozenset("show festival fair carnival marathon regatta parade".split())
"""What closes the names of events, and hardly ever those of people."""
NO_NAMES = OF_BODIES | SETTLED | TITLES.keys() | HONORIFICS
"""Words that are no part of a person's name by themselves."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where somebody or something is named."""

    line: Line
    first: int
    end: int
    """Words of the sentence, half-open."""
    root: int
    """The word of the name that the others hang on."""
    span: Span
    is_full: bool
    """Whether given name and surname stand there."""

    @property
    def at(self) -> Place:
        """The part of the article."""
        return self.line.at

    @property
    def head(self) -> Word:
        """The word that the name hangs on; the name's own for a root."""
        return self.line.words[self.line.words[self.root].head]


@dataclass(slots=True)
class Party:
    """A person, body or place of the article."""

    name: str
    kind: Kind
    mentions: list[Mention] = field(default_factory=list)
    member: CastMember | None = None

    @property
    def surname(self) -> str:
        """What it is called by after its first mention."""
        return surname_of(self.name)

    @property
    def lines(self) -> set[int]:
        """Numbers of the sentences that name it."""
        return {each.line.number for each in self.mentions}

    @property
    def is_introduced(self) -> bool:
        """Whether the article gives a full name anywhere."""
        return any(each.is_full for each in self.mentions)


def surname_of(name: str) -> str:
    """The last word of a name that is no ending, lower case."""
    words = [word.strip(".,").casefold() for word in name.split()]
    while len(words) > 1 and words[-1] in ("jr", "sr", "ii", "iii", "iv"):
        words.pop()
    return words[-1] if words else ""


@once
def parties(sheet: Sheet, kind: Kind) -> list[Party]:
    """The people, bodies or places of an article, those named most first; surnames that the model missed are found."""
    found = [party for member in sheet.reading.cast if (party := _party(sheet, member, kind)) is not None]
    if kind == "person":
        countries = {member.country for member in sheet.reading.cast if member.country}
        found = [party for party in found if party.name not in countries and not _is_place_after_all(party)]
        found += _unlabelled(sheet, found)
        _take_up(sheet, found)
        found += _overlooked(sheet, found)
    found = [party for party in found if party.mentions]
    for party in found:
        party.mentions.sort(key=lambda each: (each.line.number, each.first))
    found.sort(key=lambda party: (-len(party.mentions), party.mentions[0].line.number))
    return found


def may_be_person(party: Party) -> bool:
    """Whether what the model took for a body has the name of a person: two words, and no "the" before them."""
    words = party.name.split()
    return (
        len(words) == NAME_AND_SURNAME
        and all(word[:1].isupper() and word[1:].islower() and word.casefold() not in OF_BODIES for word in words)
        and not any(
            mention.first and mention.line.words[mention.first - 1].text.casefold() in ("the", "at", "of", "from")
            for mention in party.mentions
        )
    )


def _party(sheet: Sheet, member: CastMember, kind: Kind) -> Party | None:
    if member.kind != kind and (kind != "person" or " " in member.name):
        return None
    mentions = [mention for span in member.mentions if (mention := mention_at(sheet, span)) is not None]
    if member.kind != kind and not _is_person_after_all(member, mentions):
        return None
    return Party(member.name, kind, mentions, member)


def _is_person_after_all(member: CastMember, mentions: Sequence[Mention]) -> bool:
    """Whether a single word that was taken for a body or a place stands as people's names do: "Mr. Hask", "Hask said"."""
    if " " in member.name or not mentions or member.name.isupper() or is_place(member.name):
        return False
    signs = 0.0
    for mention in mentions:
        words = mention.line.words
        before = words[mention.first - 1].text.strip(".").casefold() if mention.first else ""
        if before in HONORIFICS or before in TITLES or before == "president":
            return True
        if member.kind == "place":
            continue
        here = words[mention.root]
        signs += (
            1.0
            if here.entity == "PERSON"
            else 0.5 * bool(_is_beside_person(words, mention.root)) + abs(gender_near(mention))
        )
    return signs >= 1.0 and 4 * signs >= len(mentions)


def _is_place_after_all(party: Party) -> bool:
    """Whether what was taken for a person mostly stands as places, bodies and events do: "in Port Aldra", "Saint Hilda's Hospital"."""
    if party.surname in EVENTS and party.surname.capitalize() in party.name:
        return True
    within = 0
    for mention in party.mentions:
        words = mention.line.words
        first = mention.first
        while first > 1 and words[first - 1].pos == "PROPN" and words[first - 1].dep == "compound":
            first -= 1  # "in Great Tresk Magna", of which the model saw the end
        before = words[first - 1].text.casefold() if first else ""
        is_owner = mention.end < len(words) and words[mention.end].tag == "POS"
        owned = words[mention.end + 1] if is_owner and mention.end + 1 < len(words) else None
        has_house = owned is not None and owned.text[:1].isupper() and owned.text.casefold() in OF_BODIES
        is_land = before == "of" and mention.first > 1 and words[mention.first - 2].lemma.casefold() in SETTLED
        has_post = owned is not None and owned.text.casefold() in OF_LANDS
        within += (before in PLACING and not is_owner) or is_land or has_post or has_house
    return 2 * within >= len(party.mentions) > 0


def _is_beside_person(words: Sequence[Word], root: int) -> bool:
    """Whether it stands in a row with people: "Tarrow and Hask"."""
    here = words[root]
    if here.dep == "conj" and words[here.head].entity == "PERSON":
        return True
    return any(
        word.dep == "conj" and word.head == root and word.entity == "PERSON" for word in words[root + 1 : root + 12]
    )


@once
def mention_at(sheet: Sheet, span: Span) -> Mention | None:
    """The words of a sentence that a span covers; None where no sentence was parsed there."""
    line = sheet.line_at(span.at, span.start)
    if line is None:
        return None
    begin = bisect_right(line.words, span.start, key=lambda word: word.end)
    inside = range(begin, bisect_left(line.words, span.end, lo=begin, key=lambda word: word.start))
    if not inside:
        return None
    first, end = inside[0], inside[-1] + 1
    while end - 1 > first and (line.words[end - 1].tag == "POS" or not line.words[end - 1].text[0].isalnum()):
        end -= 1
    root = next((place for place in inside if not first <= line.words[place].head < end), inside[-1])
    named = [
        word
        for word in line.words[first:end]
        if word.text[:1].isalpha()
        and word.text.strip(".").casefold() not in HONORIFICS
        and word.text.casefold() not in TITLES
    ]
    return Mention(
        line, first, end, root, Span(span.at, line.words[first].start, line.words[end - 1].end), len(named) > 1
    )


def _take_up(sheet: Sheet, people: Iterable[Party]) -> None:
    """Adds the places where a known surname stands that nobody was found at."""
    by_surname: dict[str, Party | None] = {}
    taken: set[tuple[int, int]] = set()
    for party in people:
        if party.surname:
            by_surname[party.surname] = None if party.surname in by_surname else party
        for each in party.mentions:
            taken.update((each.line.number, place) for place in range(each.first, each.end))
    for line in sheet.lines:
        for place, word in enumerate(line.words):
            if word.pos != "PROPN" or (line.number, place) in taken:
                continue
            owner = by_surname.get(line.small[place])
            if owner is None or not word.text[0].isupper() or _is_inside_name(line.words, place):
                continue
            owner.mentions.append(Mention(line, place, place + 1, place, Span(line.at, word.start, word.end), False))


def _unlabelled(sheet: Sheet, people: Iterable[Party]) -> list[Party]:
    """Given names with surnames that the model takes for nothing or for a people, and that the article takes up again."""
    known = {word.casefold() for member in sheet.reading.cast for word in member.name.split()}
    known |= {word.casefold() for party in people for word in party.name.split()}
    found: dict[str, Party] = {}
    alone: dict[str, int] = {}
    for line in sheet.lines:
        words = line.words
        for place, word in enumerate(words):
            if not _may_be_surname(words, place) and not (place and _is_plain_name(words[place - 1])):
                continue
            if not _is_plain_name(word):
                continue
            after = words[place + 1] if place + 1 < len(words) else None
            before = words[place - 1] if place else None
            if after is not None and _is_plain_name(after):
                continue
            if before is None or not _is_plain_name(before):
                alone[word.text] = alone.get(word.text, 0) + 1
                continue
            is_two = place < 2 or not words[place - 2].text[:1].isupper() or words[place - 2].opens
            is_led = place >= 2 and words[place - 2].text.casefold() in ("the", "in", "at")
            if is_two and not is_led and not {before.text.casefold(), word.text.casefold()} & known:
                name = f"{before.text} {word.text}"
                mention = Mention(line, place - 1, place + 1, place, Span(line.at, before.start, word.end), True)
                found.setdefault(name, Party(name, "person")).mentions.append(mention)
    surnames = [name.split()[1] for name in found]
    return [
        party
        for name, party in found.items()
        if surnames.count(name.split()[1]) == 1
        and (len(party.mentions) > 1 or name.split()[1] in alone)
        and not _is_place_after_all(party)
    ]


def _is_plain_name(word: Word) -> bool:
    """Whether a word may be part of a person's name that the model did not see."""
    return (
        word.pos == "PROPN"
        and word.text[:1].isupper()
        and word.text[1:].islower()
        and len(word.text) > 2
        and word.entity in ("", "NORP", "PERSON")
        and (plain := word.text.casefold()) not in NO_NAMES
        and plain not in DEMONYMS
        and not is_place(plain)
    )


def _overlooked(sheet: Sheet, people: Iterable[Party]) -> list[Party]:
    """Surnames that stand in several sentences as people's names do, and that the cast does not have."""
    taken = {
        (each.line.number, place)
        for party in people
        for each in party.mentions
        for place in range(each.first, each.end)
    }
    for member in sheet.reading.cast:
        known = [mention_at(sheet, span) for span in member.mentions]
        taken.update((each.line.number, place) for each in known if each for place in range(each.first, each.end))
    found: dict[str, Party] = {}
    signs: dict[str, float] = {}
    for line in sheet.lines:
        for place, word in enumerate(line.words):
            if not _may_be_surname(line.words, place) or (line.number, place) in taken:
                continue
            party = found.setdefault(word.text, Party(word.text, "person"))
            party.mentions.append(Mention(line, place, place + 1, place, Span(line.at, word.start, word.end), False))
            before = line.words[place - 1].text.strip(".").casefold() if place else ""
            says = word.dep in ("nsubj", "poss") and line.words[word.head].pos in ("VERB", "NOUN")
            signs[word.text] = signs.get(word.text, 0.0) + (
                2.0
                if before in HONORIFICS or before in TITLES
                else 1.0
                if word.entity == "PERSON"
                else 0.5
                if says
                else 0.0
            )
    return [
        party
        for party in found.values()
        if len(party.mentions) > 1 and 2 * signs[party.name] >= len(party.mentions) and not _is_place_after_all(party)
    ]


def _may_be_surname(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    return (
        word.pos in ("PROPN", "NOUN")
        and len(word.text) > 2
        and word.text[0].isupper()
        and word.text[1:].islower()
        and word.entity in ("", "PERSON", "ORG", "GPE")
        and (plain := word.text.casefold()) not in TITLES
        and plain not in HONORIFICS
        and not is_place(plain)
        and (place > 0 or (len(words) > 1 and (words[1].tag == "POS" or word.pos == "PROPN")))
        and not _is_inside_name(words, place)
    )


def _is_inside_name(words: Sequence[Word], place: int) -> bool:
    """Whether a word is part of a longer name: "Hask" of "Hask Street", of "Oriel Hask"."""
    if place + 1 < len(words):
        after = words[place + 1]
        if after.pos == "PROPN" and after.text[:1].isupper() and words[place].head == place + 1:
            return True
    if place:
        before = words[place - 1]
        plain = before.text.strip(".").casefold()
        if (
            before.pos == "PROPN"
            and before.entity
            and plain not in HONORIFICS
            and plain not in TITLES
            and before.head == place
        ):
            return True
    return False


def gender(people: Iterable[Party]) -> Mapping[str, float]:
    """By name, what pronouns and titles say of people: above 0 for his. Only what stands close enough to be theirs."""
    told: dict[str, float] = {}
    for party in people:
        for mention in party.mentions:
            told[party.name] = told.get(party.name, 0.0) + gender_near(mention)
    return told


def gender_near(mention: Mention) -> float:
    """What the words around one mention say of the gender: above 0 for his."""
    words = mention.line.words
    before = words[mention.first - 1].text.strip(".").casefold() if mention.first else ""
    if before in ("mr", "sir", "lord"):
        return 2.0
    if before in ("mrs", "ms", "miss", "lady", "dame"):
        return -2.0
    told = _genders(mention.line)
    place = bisect_left(told, mention.end, key=lambda each: each[0])
    return told[place][1] if place < len(told) else 0.0


@lru_cache(maxsize=64)
def _genders(line: Line) -> Sequence[tuple[int, float]]:
    """Where a sentence says "he" or "she" or names another person, and what that says of the gender of who was named before."""
    found = []
    for place, word in enumerate(line.words):
        if (small := line.small[place]) in HIS:
            found.append((place, 1.0))
        elif small in HERS:
            found.append((place, -1.0))
        elif word.entity == "PERSON" and word.opens:
            found.append((place, 0.0))
    return found
