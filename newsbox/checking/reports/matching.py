"""Which passages of two reports speak of the same thing?

Reports that the library keeps have no parsed sentences, so sentences are split and words are compared in a plain way, by
rare words they share (their inverse frequency among the sentences of the story). No passage is compared with every other:
each meets the few before it that share a word with it, the latest ones, so the work grows with the words of the reports.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from newsbox.checking.shape import Sheet
from newsbox.texts import unaccented
from newsbox.types import Place, Span, moment

BACKGROUND = 60
"""Sentences of other stories that are thought of beside those of this one, so that two short reports have rare words, too."""
RECENT = 6
"""Passages that share a word and are looked at: the latest ones."""
BEST = 4
"""Of those, how many are compared closely."""
LONGEST = 60
"""Words of a sentence that are looked at."""
BESIDE = 3
"""Words on each side of a figure or a name that tell what it is."""
REACH = 40
"""Characters in which those words stand."""
AROUND = 60
"""Characters on each side of a figure or a name that are its surroundings."""
EDGES = ("^", "$")
"""Where a sentence begins, and ends."""
END = re.compile(r"(?<=[.!?])[”\"’')\]]*\s+(?=[“\"‘(\[]?[^\W_a-z])|[。！？]|\n")
SHORTENED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Maj|Rev|Hon|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|vs|Inc|Corp|Co|Ltd|Jr|Sr|Prof|Adm|Cmdr|Ald|Supt|approx|est))\.$"
)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
EMPTY = frozenset(
    """a about above after again against all almost also although am among an and another any are around as at away back be became because become been before being below between both but by
    came can could day days did do does doing down during each early even ever every few first for former from get go got had has have having he her here him his how however i if in into is it
    its itself just last late later least less like made make many may me might more most much must my near never new next no nor not now of off on once one only or other our out over own part
    people percent per put said same saw say saying says second see she should since so some still such take taken than that the their them then there these they this those though three through
    time told took too two under until up upon us very was way we week weeks well went were what when where which while who whom whose why will with within without would year years yet you your
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december according reported reports report news
    million billion thousand hundred dozen four five six seven eight nine ten amid including told today yesterday tomorrow morning evening afternoon night""".split()
)  # fmt: skip
"""Words that two sentences share by chance, and words for numbers and days, which are what is compared."""


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """A word without its ending: "arrested", "arrests" and "arrest" are one."""
    low = unaccented(word).removesuffix("’s").removesuffix("'s")
    for ending in ("ing", "ed", "es", "s"):
        if low.endswith(ending) and len(low) - len(ending) > 3:
            return low[: -len(ending)].removesuffix("e")
    return low.removesuffix("e") if len(low) > 4 else low


@lru_cache(maxsize=1 << 15)
def key_of(word: str) -> str | None:
    """What a word is compared by; None for numbers, days and empty words."""
    return None if len(word) < 3 or word[0].isdigit() or unaccented(word) in EMPTY else stem(word)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report that was split off without a parser."""

    report: int
    at: Place
    start: int
    end: int
    keys: frozenset[str]
    """What it is about."""
    names: frozenset[str]
    """Of those, the words with capitals; the first word is not counted."""

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.at, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Item:
    """Something a report says that another one may say otherwise."""

    report: int
    span: Span
    """The words themselves."""
    sentence: Sentence
    keys: frozenset[str]
    """What its sentence is about, itself left out."""
    near: frozenset[str]
    """What the words around it are about."""
    group: Hashable
    """Only items of one group can be about the same thing."""
    value: Hashable
    """Items with the same value agree."""
    before: tuple[str, ...]
    """The words right before it, the nearest first."""
    behind: tuple[str, ...]
    """The words right behind it, the nearest first."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two items of two reports, the earlier report's first, that may be about the same thing."""

    first: Item
    second: Item
    weight: float
    """Sum of the shared words' weights, in nats."""
    likeness: float
    """Cosine of the two sentences' words: 0 to 1."""
    nearness: float
    """Cosine of the words around the two: 0 to 1."""

    @property
    def beside(self) -> tuple[int, int]:
        """How many of the words right before, and right behind, are the same."""
        return _same(self.first.before, self.second.before), _same(self.first.behind, self.second.behind)


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right or left in EDGES:
            break
        count += 1
    return count


class Ground:
    """The reports of one story, with what every comparison asks of them worked out once."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = {sheet.index: sheet for sheet in sheets}
        self.order = [sheet.index for sheet in sheets]
        self.sentences = {sheet.index: _sentences(sheet) for sheet in sheets}
        self._squares: dict[frozenset[str], float] = {}

    @classmethod
    def of(cls, sheets: Sequence[Sheet]) -> Ground:
        """The ground of these sheets, made once for all checks."""
        known = sheets[0].notes.get("ground")
        if isinstance(known, cls) and known.order == [sheet.index for sheet in sheets]:
            return known
        made = cls(sheets)
        sheets[0].notes["ground"] = made
        return made

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much it tells that two sentences share a word: its inverse sentence frequency, in nats."""
        counts: Counter[str] = Counter()
        total = 0
        for parts in self.sentences.values():
            for sentences in parts.values():
                total += len(sentences)
                for sentence in sentences:
                    counts.update(sentence.keys)
        return {key: math.log((total + BACKGROUND) / count) for key, count in counts.items()}

    def sentence_at(self, report: int, at: Place, start: int) -> Sentence | None:
        """The sentence that covers a character of a part."""
        sentences = self.sentences[report].get(at, [])
        place = bisect_right(sentences, start, key=lambda each: each.start) - 1
        return sentences[place] if place >= 0 and start < sentences[place].end else None

    def text(self, sentence: Sentence) -> str:
        """A sentence's words."""
        return self.sheets[sentence.report].reading.text_at(sentence.span)

    def hours(self, first: int, second: int) -> float | None:
        """Hours from one report's publication to another's; None where they can't be told within the day."""
        one, other = (self.sheets[each].reading.published for each in (first, second))
        begun, ended = moment(one), moment(other)
        if begun is None or ended is None:
            return None
        apart = (ended - begun).total_seconds() / 3600
        if len(one or "") > 10 and len(other or "") > 10:
            return apart
        # A day alone counts from its midnight.
        return None if abs(apart) < 24 else apart

    def beside(self, sentence: Sentence, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words before and behind a place in its sentence, the nearest first; both end where the sentence does."""
        part = self.sheets[sentence.report].reading.part(sentence.at)
        left = WORD.findall(part[max(sentence.start, start - REACH) : start])[-BESIDE:]
        right = WORD.findall(part[end : min(sentence.end, end + REACH)])[:BESIDE]
        before, behind = [*map(stem, reversed(left)), EDGES[0]], [*map(stem, right), EDGES[1]]
        return tuple(before[:BESIDE]), tuple(behind[:BESIDE])

    def near(self, sentence: Sentence, start: int, end: int) -> frozenset[str]:
        """What the words around a place are about, in its sentence."""
        part = self.sheets[sentence.report].reading.part(sentence.at)
        left, right = max(sentence.start, start - AROUND), min(sentence.end, end + AROUND)
        return keys_of(part[left:start]) | keys_of(part[end:right])

    def cosine(self, one: frozenset[str], other: frozenset[str]) -> float:
        """How alike two sets of words are, the rare ones weighing more: 0 to 1."""
        if not one or not other:
            return 0.0
        if not (both := one & other):
            return 0.0
        shared, left, right = map(self._square, (both, one, other))
        return shared / math.sqrt(left * right) if left and right else 0.0

    def _square(self, keys: frozenset[str]) -> float:
        """Sum of the squares of words' weights; a set is laid beside many others, so it is added up once."""
        known = self._squares.get(keys)
        if known is None:
            known = self._squares[keys] = math.fsum(self.weights.get(key, 0.0) ** 2 for key in keys)
        return known

    def meetings(self, items: Sequence[Item], *, least: float) -> Iterator[Meeting]:
        """Items of different reports that may be about the same thing, those of equal value included.

        items: by report in order of arrival. least: weight of the words they share. Of those an item could meet, only the
        likeliest are given, and each pair once.
        """
        lately: dict[tuple[Hashable, str], deque[int]] = defaultdict(lambda: deque(maxlen=RECENT))
        sizes = [math.sqrt(math.fsum(self.weights.get(key, 0.0) ** 2 for key in item.keys)) or 1.0 for item in items]
        for number, item in enumerate(items):
            shared: dict[int, float] = defaultdict(float)
            squares: dict[int, float] = defaultdict(float)
            for key in sorted(item.keys):  # A set's order is another in each process.
                weight = self.weights.get(key, 0.0)
                for earlier in lately[item.group, key]:
                    if items[earlier].report != item.report:
                        shared[earlier] += weight
                        squares[earlier] += weight * weight
            near = sorted(
                (other for other, weight in shared.items() if weight >= least),
                key=lambda other: -squares[other] / sizes[other],
            )
            for other in near[:BEST]:
                likeness = squares[other] / (sizes[other] * sizes[number])
                nearness = self.cosine(items[other].near, item.near)
                yield Meeting(items[other], item, shared[other], likeness, nearness)
            for key in item.keys:
                lately[item.group, key].append(number)


def _sentences(sheet: Sheet) -> dict[Place, list[Sentence]]:
    found: dict[Place, list[Sentence]] = {}
    for at in sheet.places:
        if at == "caption":
            continue
        text = sheet.reading.part(at)
        begin = 0
        kept: list[Sentence] = []
        for last, stop in [*(each.span() for each in END.finditer(text)), (len(text), len(text))]:
            if stop < len(text) and SHORTENED.search(text, max(begin, last - 12), last):
                continue
            whole = text[begin:stop]
            if whole.strip():
                start = begin + len(whole) - len(whole.lstrip())
                end = begin + len(whole.rstrip())
                words = WORD.findall(whole)[:LONGEST]
                names = (word for word in words[1:] if word[0].isupper())
                kept.append(Sentence(sheet.index, at, start, end, _keys(words), _keys(names)))
            begin = stop
        found[at] = kept
    return found


def keys_of(text: str) -> frozenset[str]:
    """What a text is about: its words without their endings, numbers, days and empty words left out."""
    return _keys(WORD.findall(text)[:LONGEST])


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset({*map(key_of, words)} - {None})  # type: ignore[arg-type]
