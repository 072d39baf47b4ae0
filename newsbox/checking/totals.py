"""Does a sum that is told as one ("190 in all") go with the parts beside it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsbox.checking.measures import Amount
from newsbox.checking.shape import Line
from newsbox.checking.sums import Sum
from newsbox.checking.telling import number
from newsbox.types import Word

BEHIND = (("in", "all"), ("in", "total"), ("altogether",), ("all", "told"), ("combined",))
"""What follows a sum: "190 jobs in all"."""
AHEAD = (("a", "total", "of"), ("in", "total", ","), ("in", "all", ","), ("totalling",), ("totaling",))
"""What opens one: "a total of 190"."""
OPEN = frozenset(
    """including include among other others rest remaining further another about around nearly almost least most mostly some more
    also average each only alone apart""".split()
)
"""Words beside parts that need not be all."""
NEVER_SUMMED = frozenset(("percent", "point", "points", "year old", "year", "month", "week", "day", "hour", "minute"))
NEAR = 9
"""Words between two parts."""
CLOSEST, FARTHEST = 0.55, 1.8
"""Between which shares of the sum parts that are all of it will add up, though one of the numbers is wrong."""


def totals(line: Line, amounts: Sequence[Amount], text: str) -> Iterator[Sum]:
    """Sums of a sentence that its own parts do not make. text: of the whole part of the article that the sentence stands in."""
    wholes = [place for place, each in enumerate(amounts) if _is_told_as_sum(line.words, each)]
    if len(wholes) != 1 or len(amounts) < 3:
        return
    whole = amounts[wholes[0]]
    before = amounts[: wholes[0]]
    parts = _row(line.words, before if len(before) > 1 else amounts[wholes[0] + 1 :])
    if len(parts) < 2 or whole.bound or not _are_parts(line.words, whole, parts):
        return
    total = sum(each.value for each in parts)
    if not whole.value or abs(total - whole.value) <= 0.006 * total or not CLOSEST < total / whole.value < FARTHEST:
        return
    if max(each.value for each in parts) >= whole.value and total > whole.value:
        return  # It counts one of them, or something else.
    yield Sum(
        "NB302", 0.85, whole.start, whole.end, (parts[0].start, parts[-1].end),
        f"{' + '.join(text[each.start : each.end] for each in parts)} are {number(total)}, not {text[whole.start : whole.end]}.",
    )  # fmt: skip


def _is_told_as_sum(words: Sequence[Word], each: Amount) -> bool:
    after = each.last + 1
    if each.noun is not None and 0 < each.noun - each.last <= 2:
        after = each.noun + 1
    behind = [word.text.lower() for word in words[after : after + 2]]
    ahead = [word.text.lower() for word in words[max(0, each.first - 3) : each.first]]
    return any(tuple(behind[: len(told)]) == told for told in BEHIND) or any(
        tuple(ahead[-len(told) :]) == told for told in AHEAD
    )


def _row(words: Sequence[Word], amounts: Sequence[Amount]) -> list[Amount]:
    """The last of some amounts that stand in a row, with an "and" before the last of them alone."""
    row = list(amounts[-1:])
    for one, other in reversed(list(pairwise(amounts))):
        between = words[one.last + 1 : other.first]
        told = {word.text.lower() for word in between}
        is_broken = any(word.pos == "SCONJ" or word.text in (":", ".") for word in between)
        if (
            not 0 < len(between) <= NEAR
            or is_broken
            or not told & {",", ";", "and"}
            or ("and" in told) != (len(row) == 1)
        ):
            break
        row.insert(0, one)
    return row


def _are_parts(words: Sequence[Word], whole: Amount, parts: Sequence[Amount]) -> bool:
    """Whether they are of one unit and lie beside the sum, and nothing says that they are not all."""
    first, last = min(whole.first, parts[0].first), max(whole.last, parts[-1].last)
    if OPEN & {word.lemma.lower() for word in words[max(0, first - 4) : last + 3]}:
        return False
    units = {each.unit for each in (*parts, whole)} - {None}
    if units & NEVER_SUMMED or any(each.bound for each in parts) or len({each.unit for each in parts} - {None}) > 1:
        return False
    gap = (
        words[parts[-1].last + 1 : whole.first]
        if parts[-1].last < whole.first
        else words[whole.last + 1 : parts[0].first]
    )
    return len(gap) <= 2 * NEAR and any(word.text in (",", ":", ";", "—", "–", "(") for word in gap)
