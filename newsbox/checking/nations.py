"""Which countries does an article speak of, and which may stand where another belongs?"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from newsbox.checking.lands import COUNTRIES, DEMONYMS, WITHIN, is_place
from newsbox.checking.people import Mention, parties, surname_of
from newsbox.checking.rivalry import Named, Rival
from newsbox.checking.shape import Line, Sheet, once
from newsbox.checking.signs import is_listed, signs_of, slot_of
from newsbox.types import Span

LONGEST = 4
"""Words of a place's name that are looked up."""
MOST = 12
"""Countries that are compared with each other: those spoken of most."""
FEW = 3
"""Places beyond which a country is no stranger to an article."""
BETWEEN = 3
"""Words of a title between its country and the name."""
SHORTEST = 4
"""Letters of a country's stem from which what begins alike is called after it."""
ENDINGS = ("ians", "ian", "ans", "an", "ese", "ish", "ns", "n", "i", "ers", "er")
"""Of words for a people."""
LABELS = ("NORP", "GPE")
"""The model's labels of peoples and countries."""
MIXED = frozenset("african latin asian native central south north arab hispanic muslim".split())
"""What may stand before "American" so that it says no country."""
OF_STATES = frozenset(
    """
    president minister premier chancellor king queen prince government official authority parliament senator lawmaker army
    military force troop soldier navy police leader ambassador embassy diplomat envoy court law economy border people citizen
    voter public politics politician intelligence election spokesman spokeswoman ministry state foreign prime capital company
    bank presidential political federal national congressional
    """.split()
)
"""What most countries have: words behind "Dutch", by their lemmas."""


@dataclass(slots=True)
class Land:
    """A country in an article."""

    name: str
    called: list[Mention] = field(default_factory=list)
    """Where its people, or what is called after it, is named: "Dutch"."""
    named: list[Mention] = field(default_factory=list)
    """Where it is named itself: "the Netherlands"."""
    around: int = 0
    """How often places in it are named."""

    @property
    def mentions(self) -> list[Mention]:
        """All of it, in reading order."""
        return sorted((*self.called, *self.named), key=lambda each: (each.line.number, each.first))

    @property
    def total(self) -> int:
        """How often the article speaks of it, places in it aside."""
        return len(self.called) + len(self.named)

    @property
    def lines(self) -> set[int]:
        """Numbers of the sentences that speak of it."""
        return {each.line.number for each in (*self.called, *self.named)}


@once
def lands(sheet: Sheet) -> list[Land]:
    """The countries of an article, those spoken of most first."""
    found: dict[str, Land] = {}
    surnames = {surname_of(each.name) for each in sheet.reading.cast if each.kind == "person"}
    here = _peoples(sheet, surnames)
    own = set(here.values())
    for line in sheet.lines:
        for first, end, plain in _looked_up(line, {*here, *map(str.casefold, own)}):
            if plain in surnames and plain in DEMONYMS:
                continue
            called = here.get(plain) or DEMONYMS.get(plain)
            country = called or COUNTRIES.get(plain) or next((each for each in own if each.casefold() == plain), None)
            if country is not None:
                land = found.setdefault(country, Land(country))
                (land.called if called else land.named).append(_mention(line, first, end))
                continue
            for larger in WITHIN.get(plain, ()):
                if (wide := COUNTRIES.get(larger)) is not None:
                    found.setdefault(wide, Land(wide)).around += 1
    return sorted(found.values(), key=lambda each: -each.total)


def _peoples(sheet: Sheet, surnames: Collection[str]) -> dict[str, str]:
    """Countries that only this article knows, by what it calls after them, lower case: "Karsovian" for Karsovia."""
    stems = {
        each.name.casefold().rstrip("aeiouy"): each.name
        for each in sheet.reading.cast
        if each.kind != "person" and " " not in each.name and not is_place(each.name)
    }
    stems = {stem: name for stem, name in stems.items() if len(stem) >= SHORTEST}
    found: dict[str, str] = {}
    for line in sheet.lines if stems else ():
        for word in line.words:
            plain = word.text.casefold()
            if not word.text[:1].isupper() or plain in surnames or is_place(plain):
                continue
            for ending in ENDINGS:
                stem = plain.removesuffix(ending)
                if (
                    stem != plain
                    and (stem.rstrip("aeiouy") in stems)
                    and plain != stems[stem.rstrip("aeiouy")].casefold()
                ):
                    found[plain] = stems[stem.rstrip("aeiouy")]
                    break
    return found


def _looked_up(line: Line, known: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """The longest names of places in a sentence: words, half-open, and the name in lower case."""
    words = line.words
    end = 0
    for place, word in enumerate(words):
        if place < end or not word.text[:1].isupper():
            continue
        for stop in range(min(len(words), place + LONGEST), place, -1):
            plain = " ".join(each.text for each in words[place:stop]).casefold()
            if is_place(plain) or plain in known:
                end = stop
                if not _is_else(line, place, stop):
                    yield place, stop, plain
                break


def _is_else(line: Line, first: int, end: int) -> bool:
    """Whether the words mean no country: "Jordan Hask", "African American", "Dutch-American", "us"."""
    words = line.words
    plain = words[first].text.casefold()
    if (plain == "us" and words[first].text != "US") or any(word.entity == "PERSON" for word in words[first:end]):
        return True
    before = words[first - 1].text.casefold() if first else ""
    after = words[end].text.casefold() if end < len(words) else ""
    if (before in MIXED and plain.startswith("american")) or (plain == "american" and after in ("indian", "indians")):
        return True
    if before == "-" and first > 1 and words[first - 2].text[:1].isupper():
        return True
    return after == "-" and end + 1 < len(words) and words[end + 1].text[:1].isupper()


def _mention(line: Line, first: int, end: int) -> Mention:
    root = next((place for place in range(first, end) if not first <= line.words[place].head < end), end - 1)
    return Mention(line, first, end, root, Span(line.at, line.words[first].start, line.words[end - 1].end), True)


def introduces(called: Mention, name: Mention) -> bool:
    """Whether a word for a country belongs to the title before a name: "Dutch president Oriel Hask"."""
    return called.line.number == name.line.number and 0 <= name.first - called.end <= BETWEEN


def mixes(sheet: Sheet) -> Iterator[Rival]:
    """Countries that something is called after in few places, with every other that may have been meant."""
    found = [each for each in lands(sheet) if each.total][:MOST]
    if len(found) < 2:
        return
    article = _Article(sheet, found)
    for stranger in found:
        if not stranger.called or stranger.total > FEW:
            continue
        alone = article.alone(stranger)
        called = _words(stranger.called[0])
        for host in found:
            if host is stranger or stranger.total > host.total:
                continue
            together, nearest = article.together(stranger, host, alone)
            name = _words(host.called[0]) if host.called else host.name
            yield Rival(
                Named(called, tuple(stranger.called)), Named(name, tuple(host.mentions)), {**alone, **together}, nearest
            )


def _words(mention: Mention) -> str:
    return " ".join(each.text for each in mention.line.words[mention.first : mention.end])


class _Article:
    """What the signs of all pairs of an article's countries are worked out from."""

    def __init__(self, sheet: Sheet, found: Sequence[Land]) -> None:
        self.found = found
        self.signs = signs_of(sheet)
        self.total = sum(each.total for each in found)
        self.once = sum(each.total == 1 for each in found)
        self.people = parties(sheet, "person")
        self.company: dict[int, set[str]] = {}
        for person in self.people:
            for number in person.lines:
                self.company.setdefault(number, set()).add(person.name)
        self.lines = {each.name: each.lines for each in found}
        self.crowd: dict[int, int] = {}
        for lines in self.lines.values():
            for number in lines:
                self.crowd[number] = self.crowd.get(number, 0) + 1
        self.slots = {each.name: slot_of(each.mentions) for each in found}
        self.nouns = {each.name: _nouns(each) for each in found}
        self.last = max(1, len(sheet.reading.paragraphs) - 1)
        self.sentences = len(sheet.lines)

    def alone(self, stranger: Land) -> dict[str, float]:
        """What the stranger's own places say."""
        first = stranger.called[0]
        words = first.line.words
        root = words[first.root]
        behind = words[first.end : first.end + 3]
        return {
            "x once": float(stranger.total == 1),
            "x nowhere else": float(stranger.total == 1 and not stranger.around),
            "x country named": float(bool(stranger.named)),
            "x around": math.log1p(stranger.around),
            "x first": float(first.at in (0, "headline")),
            "x depth": first.at / self.last if isinstance(first.at, int) else 0.0,
            "x listed": float(any(is_listed(each, LABELS) for each in stranger.called)),
            "x a noun": float(root.pos in ("NOUN", "PROPN") and root.dep not in ("amod", "compound")),
            "x of states": float(words[root.head].lemma.casefold() in OF_STATES),
            "x of states, near": float(any(each.lemma.casefold() in OF_STATES for each in behind)),
            "x born": float(any(each.text == "-" or each.lemma in ("bear", "descent", "origin") for each in behind)),
            "x in company": float(self.crowd[first.line.number] > 1),
            "others once": math.log1p(self.once - (stranger.total == 1)),
            "countries": math.log1p(len(self.found)),
            "sentences": math.log1p(self.sentences),
        }

    def together(
        self, stranger: Land, host: Land, alone: dict[str, float]
    ) -> tuple[dict[str, float], tuple[int, int] | None]:
        """What the places of both say; and the two sentences that have most in common."""
        mine, theirs = {each.line.number for each in stranger.called}, self.lines[host.name]
        names = {stranger.name.casefold(), host.name.casefold()}
        for each in (*stranger.called, *host.called, *host.named):
            names.update(word.text.casefold() for word in each.line.words[each.first : each.end])
        shared = self.signs.shared(mine, theirs, names)
        _, clause, near = self.slots[stranger.name].same(self.slots[host.name])
        company, others = self._company(mine), self._company(theirs)
        same_noun = bool(self.nouns[stranger.name] & self.nouns[host.name])
        apart = not mine & theirs
        words = min(shared.count, 6.0) / 3
        here = stranger.called[0].line.number
        near_by = min((abs(each - here) for each in theirs if each != here), default=0)
        return {
            "y many": math.log(host.total),
            "y share": host.total / self.total,
            "y most, x nowhere else": alone["x nowhere else"] * (host is self.found[0]),
            "y in headline": float(any(each.at == "headline" for each in (*host.called, *host.named))),
            "y near": 1 / near_by if near_by else 0.0,
            "y in same sentence": float(not apart),
            "shared best": min(shared.best, 15.0) / 5,
            "shared words": words,
            "shared words, apart": words * apart,
            "same noun": float(same_noun),
            "same noun, apart": float(same_noun and apart),
            "same clause": clause,
            "same neighbours": near,
            "same company": len(company & others) / len(company) if company else 0.5,
            "same person": float(bool(self._apposed(stranger) & others)),
        }, shared.lines

    def _company(self, lines: set[int]) -> set[str]:
        """Who is named in sentences."""
        return set().union(*(self.company.get(number, set()) for number in lines))

    def _apposed(self, stranger: Land) -> set[str]:
        """Who is said to be of a country: "Dutch president Oriel Hask"."""
        ends = {(each.line.number, each.end + gap) for each in stranger.called for gap in range(BETWEEN + 1)}
        return {
            person.name for person in self.people for each in person.mentions if (each.line.number, each.first) in ends
        }


def _nouns(land: Land) -> set[str]:
    """Lemmas of what a country has, or is called after it: "president"."""
    told = set()
    for each in (*land.called, *land.named):
        words = each.line.words
        head = words[words[each.root].head]
        if words[each.root].dep == "pobj" and head.lemma == "of":
            head = words[head.head]
        told |= {word.lemma.casefold() for word in (head, *words[each.end : each.end + 2]) if word.pos == "NOUN"}
    return told
