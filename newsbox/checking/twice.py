"""Which values of an article may be one fact, told twice and each time otherwise?"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from newsbox.checking.pairs import pairs, weights
from newsbox.checking.shape import Line, Sheet, logistic, once
from newsbox.checking.slots import Slot, alike, slot_of
from newsbox.types import Place

LEAST = 2.0
"""Weight of shared words from which two sentences are looked at; nats, as pairs.weights."""
MOST = 8
"""Values of a sentence; one with more is a table."""


class Value(Protocol):
    """A number or a day in a sentence."""

    @property
    def line(self) -> Line:
        """Its sentence."""

    @property
    def first(self) -> int:
        """Index of its first word."""

    @property
    def last(self) -> int:
        """Index of its last word."""


V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True)
class Twice(Generic[V]):
    """Two values that may be of one fact: the lonelier one first, that which the article tells more often second."""

    suspect: V
    other: V
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Kind(Generic[V]):
    """How values of a kind are compared."""

    name: Callable[[V], Hashable]
    """What makes a value the same as another one."""
    sort: Callable[[V], Hashable]
    """Its unit: only values of one sort are counted together."""
    may_differ: Callable[[V, V], bool]
    """Whether two values are comparable, and not one value told two ways."""
    features: Callable[[Sheet, V, V], dict[str, float]]
    """What else speaks for one fact, beside the places they stand in."""


def twice(sheet: Sheet, values: Sequence[Sequence[V]], kind: Kind[V]) -> Iterator[Twice[V]]:
    """The pairs of values of one kind that stand in sentences with words in common. values: by the sentences' numbers."""
    counts: dict[Hashable, int] = defaultdict(int)
    sorts: dict[Hashable, set[Hashable]] = defaultdict(set)
    together: set[tuple[Hashable, Hashable]] = set()
    for each_line in values:
        names = {(kind.sort(each), kind.name(each)) for each in each_line}
        for name in names:
            counts[name] += 1
            sorts[name[0]].add(name[1])
        if len(names) <= MOST:
            together |= {(one, other) for one in names for other in names if one != other}
    told = weights(sheet)
    crowd = math.log1p(sum(map(len, values)) / max(1, len(values)))
    series = [Counter(map(kind.sort, each)) for each in values]
    slots: dict[tuple[int, int], Slot] = {}

    def slot(value: V) -> Slot:
        key = value.line.number, value.first
        if key not in slots:
            slots[key] = slot_of(value.line, value.first, value.last)
        return slots[key]

    keyed = [[(each, (kind.sort(each), kind.name(each))) for each in mine] for mine in values]
    for pair in pairs(sheet, least=LEAST):
        mine, theirs = keyed[pair.first.number], keyed[pair.second.number]
        if not mine or not theirs or max(len(mine), len(theirs)) > MOST:
            continue
        of_mine = {key[1] for _, key in mine}
        same = sum(key[1] in of_mine for _, key in theirs)
        for one, own in mine:
            for other, its in theirs:
                if not kind.may_differ(one, other):
                    continue
                keys = (own, its)
                mine_slot, their_slot = slot(one), slot(other)
                often = [counts[key] for key in keys]
                in_line = [series[value.line.number][key[0]] for value, key in zip((one, other), keys, strict=True)]
                features = {
                    **alike(sheet, mine_slot, their_slot),
                    **kind.features(sheet, one, other),
                    "alone": float(min(often) == 1),
                    "backed": float(max(often) >= 2),
                    "both backed": float(min(often) >= 2),
                    "meet": float((keys[0], keys[1]) in together),
                    "series": math.log(max(in_line)),
                    "variety": math.log(len(sorts[keys[0][0]])),
                    "only two": float(keys[0][0] == keys[1][0] and len(sorts[keys[0][0]]) == 2),
                    "verbless": sum(
                        float(each.verb is None and each.line.at != "headline") for each in (mine_slot, their_slot)
                    ),
                    "long": float(max(len(each.line.words) for each in (one, other)) > 60),
                    "same values": float(min(same, 2)),
                    "event": event(mine_slot, their_slot, told),
                    "crowd": crowd,
                    "other speaker": other_speaker(sheet, one, other),
                    "its event": its_event(mine_slot, their_slot, told),
                    "bias": 1.0,
                }
                is_first = often[0] < often[1] or (often[0] == often[1] and pair.first.number != 0)
                yield Twice(one, other, features) if is_first else Twice(other, one, features)


def event(one: Slot, other: Slot, told: Mapping[str, float]) -> float:
    """How much it tells that what one value hangs on stands near the other: "Tuesday's vote", "voted on Friday"."""
    heads = [
        max((told.get(head, 0.0) for head in (mine.thing, mine.verb) if head and theirs.keys.get(head, 99) <= 6), default=0.0)
        for mine, theirs in ((one, other), (other, one))
    ]  # fmt: skip
    return max(heads)


def its_event(one: Slot, other: Slot, told: Mapping[str, float]) -> float:
    """The same where a value owns what it hangs on, wherever that stands in the other sentence: "Sunday's final"."""
    owned = [
        told.get(mine.thing, 0.0)
        for mine, theirs in ((one, other), (other, one))
        if mine.thing in theirs.keys and mine.right[:1] in (("'s",), ("’s",))
        if mine.thing
    ]
    return max(owned, default=0.0)


def other_speaker(sheet: Sheet, *values: V) -> float:
    """1.0 where two people speak, 0.5 where one value is a person's and the other the report's, 0.0 where one voice tells both."""
    voices = speakers(sheet)
    told = [
        next((name for start, end, name in voices.get(value.line.at, ()) if start <= value.line.words[value.first].start < end), None)
        for value in values
    ]  # fmt: skip
    if told[0] == told[1]:
        return 0.0
    return 0.5 if None in told else 1.0


@once
def speakers(sheet: Sheet) -> Mapping[Place, Sequence[tuple[int, int, str]]]:
    """Whose words stand where, by part of the article: characters, and the speaker."""
    found: dict[Place, list[tuple[int, int, str]]] = defaultdict(list)
    for attribution in sheet.reading.attributions:
        if attribution.speaker:
            name = attribution.speaker.name or attribution.speaker.text
            for content in attribution.content:
                found[content.span.at].append((content.span.start, content.span.end, name))
    return found


def probability(features: Mapping[str, float], weighing: Mapping[str, float]) -> float:
    """How probable it is that an editor would mend it: logistic regression."""
    return logistic(sum([weighing.get(name, 0.0) * value for name, value in features.items() if value]))


def surest(found: Iterable[tuple[float, Twice[V]]], *, least: float) -> Iterator[tuple[float, Twice[V]]]:
    """Of pairs with their probabilities those from `least` on, the surest first; what was suspected is not shown again."""
    suspected, shown = set[tuple[int, int]](), set[tuple[int, int]]()
    for confidence, pair in sorted(found, key=lambda each: -each[0]):
        if confidence < least:
            return
        suspect, other = ((value.line.number, value.first) for value in (pair.suspect, pair.other))
        if suspect not in suspected and suspect not in shown and other not in suspected:
            suspected.add(suspect)
            shown.add(other)
            yield confidence, pair
