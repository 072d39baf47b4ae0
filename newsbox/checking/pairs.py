"""Which sentences of an article speak of the same thing?"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsbox.checking.shape import Line, Sheet
from newsbox.types import Word

TELLING = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"))
"""Parts of speech that carry what a sentence is about."""
EMPTY = frozenset(
    "be have do say tell make get go take come see know also more most other one two new first last year".split()
)
"""Lemmas that two sentences share by chance."""
COMMON = 12
"""Sentences that a word may stand in and still lead to pairs: one that is everywhere tells nothing, and pairs stay linear."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, in reading order, and what they share."""

    first: Line
    second: Line
    shared: frozenset[str]
    weight: float
    """Sum of the shared words' weights."""


def key_of(word: Word) -> str | None:
    """What a word is compared by; None for one that tells nothing."""
    if word.pos not in TELLING or not any(map(str.isalnum, word.text)):
        return None
    key = word.text.casefold() if word.pos in ("PROPN", "NUM") else word.lemma.casefold()
    return None if key in EMPTY else key


def keys_of(line: Line) -> frozenset[str]:
    """What a sentence is about."""
    return frozenset(key for word in line.words if (key := key_of(word)))


def weights(sheet: Sheet) -> Mapping[str, float]:
    """How much it tells that two sentences of this article share a word: its inverse sentence frequency, in nats."""
    known = sheet.notes.get("weights")
    if isinstance(known, dict):
        return known
    counts: dict[str, int] = defaultdict(int)
    for line in sheet.lines:
        for key in keys_of(line):
            counts[key] += 1
    told = {key: math.log((len(sheet.lines) + 1) / count) for key, count in counts.items()}
    sheet.notes["weights"] = told
    return told


def pairs(sheet: Sheet, *, least: float) -> Iterator[Pair]:
    """Pairs of sentences whose shared words weigh at least so much, in reading order."""
    known = sheet.notes.get("pairs")
    if not isinstance(known, list):
        known = list(_pairs(sheet))
        sheet.notes["pairs"] = known
    for pair in known:
        if pair.weight >= least:
            yield pair


def _pairs(sheet: Sheet) -> Iterator[Pair]:
    told = weights(sheet)
    where: dict[str, list[int]] = defaultdict(list)
    shared: dict[tuple[int, int], set[str]] = defaultdict(set)
    for line in sheet.lines:
        for key in keys_of(line):
            places = where[key]
            if len(places) < COMMON:
                for earlier in places:
                    shared[earlier, line.number].add(key)
            places.append(line.number)
    for (first, second), keys in sorted(shared.items()):
        yield Pair(sheet.lines[first], sheet.lines[second], frozenset(keys), sum(told[key] for key in keys))
