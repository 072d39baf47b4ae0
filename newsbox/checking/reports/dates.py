"""Do the reports of a story put what happened on the same day?

Days are compared as the reading tells them (a weekday counts back from the day of publication). "Today" and "yesterday" are
left out: the hour of publication and the zone decide what they mean.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from newsbox.checking.reports.disputes import Dispute, common_signs, findings, outlet, support
from newsbox.checking.reports.matching import Ground, Item, stem
from newsbox.checking.reports.weights import DATES
from newsbox.checking.shape import Sheet
from newsbox.types import Claim, Finding

LEAST = 6.0
"""Weight of the words that two days' sentences share."""
DAY = 10
"""Characters of a whole day."""
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
SAYING = frozenset(
    map(stem, "said told says announced according statement interview reported tweeted wrote called".split())
)
RELATIVE = re.compile(r"\b(?:today|tonight|yesterday|tomorrow|ago|overnight|this|next|last|week\w*)\b", re.IGNORECASE)


def across(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Days that two reports of a story give differently for one event, the surest first."""
    ground = Ground.of(sheets)
    yield from findings("dates", ground, disputes(ground), DATES)


def disputes(ground: Ground) -> Iterator[Dispute]:
    """Days in sentences about one thing that differ."""
    claims: dict[tuple[int, object], Claim] = {}
    items: list[Item] = []
    said: dict[int, set[object]] = defaultdict(set)
    days_in: dict[tuple[int, object], int] = defaultdict(int)
    for report in ground.order:
        for claim in ground.sheets[report].reading.claims:
            if (item := _item(ground, report, claim)) is not None:
                items.append(item)
                claims[report, claim.span] = claim
                said[report].add(item.value)
                days_in[report, item.sentence.span] += 1
    supporters: dict[object, int] = defaultdict(int)
    for values in said.values():
        for value in values:
            supporters[value] += 1
    for meeting in ground.meetings(items, least=LEAST):
        one, other = meeting.first, meeting.second
        first, second = claims[one.report, one.span], claims[other.report, other.span]
        if one.value == other.value or (_weekday(first) and _weekday(first) == _weekday(second)):
            continue
        # Two days in one sentence are two events' in one sentence.
        if days_in[one.report, one.sentence.span] > 1 or days_in[other.report, other.sentence.span] > 1:
            continue
        held = supporters[one.value] - 1, supporters[other.value] - 1
        apart = abs((date.fromisoformat(str(one.value)) - date.fromisoformat(str(other.value))).days)
        signs = common_signs(meeting) | support(*held)
        signs |= {
            "said there too": float(other.value in said[one.report]) + float(one.value in said[other.report]),
            "said then": float(_is_saying(one)) + float(_is_saying(other)),
            "two weekdays": float(bool(_weekday(first) and _weekday(second))),
            "within a week": float(apart < 7),
            "a day": float(apart == 1),
            "same day's reports": float(_same_day(ground, one.report, other.report)),
        }
        odd, rest = (one, other) if held[0] < held[1] else (other, one)
        told = [
            f"{claim.text} ({outlet(ground.sheets[item.report])})" for item, claim in ((one, first), (other, second))
        ]
        yield Dispute(
            "NB421",
            odd,
            rest,
            signs,
            f"Two reports seem to put one event on different days: {told[0]}, {told[1]}.",
            frozenset((one.value, other.value)),
        )


def _item(ground: Ground, report: int, claim: Claim) -> Item | None:
    if claim.kind != "date" or claim.span.at == "caption" or RELATIVE.search(claim.text):
        return None
    value = str(claim.value)
    sentence = ground.sentence_at(report, claim.span.at, claim.span.start)
    if sentence is None or len(value) != DAY:
        return None
    try:
        date.fromisoformat(value)
    except ValueError:
        return None
    before, behind = ground.beside(sentence, claim.span.start, claim.span.end)
    near = ground.near(sentence, claim.span.start, claim.span.end)
    return Item(report, claim.span, sentence, sentence.keys, near, DAY, value, before, behind)


def _is_saying(item: Item) -> bool:
    """Whether the day is that of a remark, not of what it is about."""
    return bool(SAYING & {*item.before[:2], *item.behind[:1]})


def _weekday(claim: Claim) -> str | None:
    found = WEEKDAY.search(claim.text)
    return found[0].casefold() if found else None


def _same_day(ground: Ground, one: int, other: int) -> bool:
    first, second = (ground.sheets[each].reading.published for each in (one, other))
    return first is not None and second is not None and first[:DAY] == second[:DAY]
