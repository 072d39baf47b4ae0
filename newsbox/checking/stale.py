"""Does the top of an article tell a figure that its text calls an earlier one, or one in another magnitude?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsbox.checking.measures import Amount, agree, amounts
from newsbox.checking.pairs import weights
from newsbox.checking.shape import Line, Sheet
from newsbox.checking.telling import sentence
from newsbox.types import in_words

EARLIER = frozenset("earlier previously initially originally first still ago revise correct initial previous raise lower yesterday before".split())  # fmt: skip
"""Lemmas beside a figure that does not hold any more."""
UNCOUNTED = frozenset(("percent", "year old", "month old", *"second minute hour day night week month year".split()))
"""Units of which an article tells many, each of its own."""
AFTER = 3
"""Sentences around an earlier figure in which the newer one stands."""
FURTHEST = 5.0
"""Times by which a figure may have grown or shrunk."""
EVERYWHERE = 24
"""Figures of one value that are looked at: one that stands everywhere tells nothing, and time stays linear."""
TOP = ("headline", "summary", "caption", 0)


@dataclass(frozen=True, slots=True)
class Stale:
    """A figure at the top, and the one that the text tells instead."""

    code: str
    confidence: float
    suspect: Amount
    other: Amount
    message: str


def stale(sheet: Sheet) -> Iterator[Stale]:
    """Figures at the top that the text has left behind, and pairs that differ only in their magnitude."""
    yield from _left_behind(sheet)
    yield from _magnitudes(sheet)


def _left_behind(sheet: Sheet) -> Iterator[Stale]:
    every = [each for line in amounts(sheet) for each in line if each.unit not in UNCOUNTED]
    body: dict[float, list[Amount]] = {}
    for each in every:
        if isinstance(each.line.at, int):
            body.setdefault(each.value, []).append(each)
    for top in every:
        if top.line.at not in TOP or top.value < 3 or _is_earlier(top) or top.bound == "near" or _is_start(top):
            continue
        alike = body.get(top.value, ())
        if len(alike) > EVERYWHERE:
            continue
        same = [each for each in alike if each is not top and _may_be_one(each, top)]
        if not same or not all(_is_earlier(each) for each in same):
            continue
        rows = (amounts(sheet)[number] for number in _near(sheet, same[0].line.number))
        newer = [each for row in rows for each in row if _is_newer(each, top, same)]
        if not newer or any(each.line is top.line for each in newer):
            continue
        other = min(
            newer, key=lambda each: (abs(each.line.number - same[0].line.number), abs(each.first - same[0].first))
        )
        text = sheet.reading.part
        told = text(top.line.at)[top.start : top.end]
        newest = text(other.line.at)[other.start : other.end]
        yield Stale(
            "NB305", 0.7, top, other,
            f"{sentence(in_words(top.line.at))} says {told}, which {in_words(same[0].line.at)} tells as an earlier figure;"
            f" {in_words(other.line.at)} says {newest}.",
        )  # fmt: skip


def _near(sheet: Sheet, number: int) -> Sequence[int]:
    return range(max(0, number - AFTER), min(len(sheet.lines), number + AFTER + 1))


def _may_be_one(one: Amount, other: Amount) -> bool:
    """Whether two numbers may count the same: of one unit, or one has none; the dead and the injured are two."""
    if None not in (one.lost, other.lost):
        return one.lost == other.lost
    return None in (one.unit, other.unit) or one.unit == other.unit


def _is_newer(each: Amount, top: Amount, same: Sequence[Amount]) -> bool:
    if each.value <= 0 or agree(each, top) or _is_earlier(each, EARLIER):
        return False
    if not 1 / FURTHEST <= each.value / top.value <= FURTHEST:
        return False
    # "After three bodies had been found": why the figure changed, not what it became.
    if any(word.text.lower() == "after" for word in each.line.words[max(0, each.first - 2) : each.first]):
        return False
    if top.lost is not None:
        return each.lost == top.lost and each.lost is not None
    if each.unit is not None and each.unit == top.unit:
        return each.lost is None
    # "61 people", and "84 cases ... counted 61": what the earlier figure's sentence counts.
    return top.unit == "people" and each.unit == "case" and 0 <= same[0].line.number - each.line.number <= 1


def _is_earlier(amount: Amount, cues: frozenset[str] = EARLIER | {"had"}) -> bool:
    """Whether a sentence tells a figure as one that held before: "had been 40,000", "was revised from 11", "a week ago"."""
    words = amount.line.words
    near = words[max(0, amount.first - 8) : amount.last + 5]
    if any(word.lemma.lower() in cues for word in near):
        return True
    before = words[max(0, amount.first - 8) : amount.first]
    return "had" in cues and any(word.text.lower() == "had" and word.dep == "aux" for word in before)


def _is_start(amount: Amount) -> bool:
    """As "lowered from eight": the top itself tells it as the figure that held before."""
    return any(word.text.lower() == "from" for word in amount.line.words[max(0, amount.first - 2) : amount.first])


def _magnitudes(sheet: Sheet) -> Iterator[Stale]:
    """As "1.4 million" and "1.4 billion" of one thing."""
    known: dict[float, list[Amount]] = {}
    told = weights(sheet)
    for line in amounts(sheet):
        for each in line:
            if each.value < 1e5 or each.bound:
                continue
            mantissa = round(each.value / 10 ** math.floor(math.log10(each.value)), 6)
            if each.digits < 2:
                continue
            for earlier in known.get(mantissa, ()):
                ratio = max(each.value, earlier.value) / min(each.value, earlier.value)
                if round(math.log10(ratio), 6) not in (3.0, 6.0) or earlier.line is each.line:
                    continue
                both = _about(earlier.line) & _about(each.line)
                shared = sum(told.get(key, 0.0) for key in both) + len(both) / 2
                if each.unit != earlier.unit and None not in (each.unit, earlier.unit) and shared < 1.5:
                    continue
                suspect, other = (each, earlier) if earlier.line.at in TOP else (earlier, each)
                text = sheet.reading.part
                shown = [text(one.line.at)[one.start : one.end] for one in (suspect, other)]
                yield Stale(
                    "NB306", 0.85 if shared > 2 or each.digits > 2 else 0.6, suspect, other,
                    f"{sentence(in_words(suspect.line.at))} says {shown[0]}, {in_words(other.line.at)} {shown[1]}.",
                )  # fmt: skip
                break
            if len(seen := known.setdefault(mantissa, [])) < EVERYWHERE:
                seen.append(each)


def _about(line: Line) -> frozenset[str]:
    return frozenset(
        key for key in line.about if not key[:1].isdigit() and key not in ("million", "billion", "trillion")
    )
