"""Which sentences of an article speak of the same thing?"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newsbox.checking.shape import Line, Sheet, once

COMMON = 12
"""Sentences that a word may stand in and still lead to pairs: one that is everywhere tells nothing, and pairs stay linear."""


class Pair(NamedTuple):
    """Two sentences, in reading order, and what they share."""

    first: Line
    second: Line
    shared: frozenset[str]
    weight: float
    """Sum of the shared words' weights."""


@once
def weights(sheet: Sheet) -> Mapping[str, float]:
    """How much it tells that two sentences of this article share a word: its inverse sentence frequency, in nats."""
    counts: dict[str, int] = defaultdict(int)
    for line in sheet.lines:
        for key in line.about:
            counts[key] += 1
    return {key: math.log((len(sheet.lines) + 1) / count) for key, count in counts.items()}


def pairs(sheet: Sheet, *, least: float) -> Iterator[Pair]:
    """Pairs of sentences whose shared words weigh at least so much, in reading order."""
    return (pair for pair in _pairs(sheet) if pair.weight >= least)


@once
def _pairs(sheet: Sheet) -> Sequence[Pair]:
    told = weights(sheet)
    where: dict[str, list[int]] = defaultdict(list)
    shared: dict[tuple[int, int], set[str]] = defaultdict(set)
    for line in sheet.lines:
        for key in line.about:
            places = where[key]
            if len(places) < COMMON:
                for earlier in places:
                    shared[earlier, line.number].add(key)
            places.append(line.number)
    return [
        Pair(sheet.lines[first], sheet.lines[second], frozenset(keys), math.fsum(told[key] for key in keys))
        for (first, second), keys in sorted(shared.items())
    ]
