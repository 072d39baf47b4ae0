"""Does the length of time that a report opens with reach back to when the thing began?

"Ends after seven years" at the top and "it began in 2015" further down are one sum: the day of publication less the
length is the beginning. Only what ends with the news is reckoned, and only where no other day of the report fits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from newsbox.checking.measures import Amount, amounts
from newsbox.checking.moments import Moment, moments
from newsbox.checking.shape import TOP, Line, Sheet
from newsbox.checking.years import day_of
from newsbox.types import Span

DAYS = {"year": 365.25, "month": 30.4, "week": 7.0, "day": 1.0}
FIRST = re.compile(r"\bfirst (?:\w+ ){0,3}(?:in|for) (?:\w+ ){0,2}$", re.IGNORECASE)
AFTER = re.compile(
    r"\b(?:after|end|ends|ended|ending) (?:(?:a|an|about|nearly|almost|more than|over|some) ){0,2}$", re.IGNORECASE
)
JOINED = re.compile(r"[\w.]+-(?:year|month|week|day)\b(?!-old)", re.IGNORECASE)
AGO = re.compile(r"\W*(?:years?|months?|weeks?|days?)? ago\b", re.IGNORECASE)
FINE = {"day": ("day",), "week": ("day",), "month": ("day", "month")}
"""What a beginning must be told by to be reckoned in a unit: no number of days goes back to a mere year."""
BEGINNING = frozenset("begin start open launch erupt break found".split())
"""Verbs by which something begins."""
NOTHING = frozenset("year month week day last first time begin start end after since".split())
"""Words that two sentences of different matters share."""
RECENT = 2
"""Days before the publication that are part of the news."""
SURE, LIKELY = 0.8, 0.65
"""How sure it is where both sentences share a word for what lasted, and where only one beginning is told at all."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A length of time at the top that does not reach back to the beginning that the text tells."""

    length: Span
    beginning: Span
    told: str
    """When it should have begun, in words."""
    confidence: float


@dataclass(frozen=True, slots=True)
class _When:
    moment: Moment
    earliest: date
    latest: date


def spells(sheet: Sheet) -> Iterator[Spell]:
    """Lengths of time that end with the news and begin elsewhere than the text says; none without a date of publication."""
    published = day_of(sheet.reading.published)
    if published is None:
        return
    dated = [each for line in moments(sheet) for moment in line if (each := _when(moment, published)) is not None]
    past = [each for each in dated if each.latest < published - timedelta(RECENT)]
    starts = [each for each in past if _begins(each.moment)]
    if not starts:
        return
    for line in sheet.lines:
        if line.at not in TOP:
            continue
        for length in amounts(sheet)[line.number]:
            if length.unit not in DAYS or not _ends_now(sheet, line, length):
                continue
            if any(_fits(length, each, published) for each in past):
                continue
            about = _about(line)
            finest = [each for each in starts if each.moment.kind in FINE.get(length.unit, ("year", "month", "day"))]
            near = [
                each for each in finest if each.moment.line.number != line.number and about & _about(each.moment.line)
            ]
            alone = [each for each in starts if not _is_since(each.moment) and each in finest]
            if len(near) == 1 or len(starts) == len(alone) == 1:
                start = near[0] if len(near) == 1 else alone[0]
                yield Spell(
                    length.span,
                    start.moment.span,
                    _told(length, start, published),
                    SURE if near else LIKELY,
                )


def _when(moment: Moment, published: date) -> _When | None:
    """The days that a moment may be; one without a year is the last before the publication."""
    if moment.kind == "year" and moment.year:
        return _When(moment, date(moment.year, 1, 1), date(moment.year, 12, 31))
    if moment.kind == "month" and moment.year and moment.month:
        first = date(moment.year, moment.month, 1)
        return _When(moment, first, first + timedelta(30))
    if moment.kind != "day":
        return None
    day = moment.date(published.year)
    if day is not None and moment.year is None and day > published:
        day = moment.date(published.year - 1)
    return _When(moment, day, day) if day is not None else None


def _is_since(moment: Moment) -> bool:
    return moment.first > 0 and moment.line.words[moment.first - 1].text.casefold() == "since"


def _begins(moment: Moment) -> bool:
    """Whether something began then: "it opened in 1985", "since 2012", "last erupted in 1965"."""
    if _is_since(moment):
        return True
    words = moment.line.words
    at = moment.last
    for _ in range(3):
        at = words[at].head
        if words[at].pos == "VERB":
            clause = {words[child].text.casefold() for child in moment.line.below[at]}
            is_past = words[at].tag in ("VBD", "VBN")
            return is_past and (words[at].lemma.casefold() in BEGINNING or "last" in clause)
    return False


def _ends_now(sheet: Sheet, line: Line, length: Amount) -> bool:
    part = sheet.reading.part(line.at)
    before = part[max(line.start, length.start - 60) : length.start]
    behind = part[length.end : line.end]
    return bool(
        FIRST.search(before) or AFTER.search(before) or AGO.match(behind) or JOINED.match(part, length.start, line.end)
    )


def _fits(length: Amount, when: _When, published: date) -> bool:
    """Whether a length reaches back to a day, give or take one of its unit and an eighth of it."""
    unit = DAYS[length.unit or "day"]
    days = length.value * unit
    slack = max(1.05 * unit, 0.12 * days)
    return (published - when.latest).days - slack <= days <= (published - when.earliest).days + slack


def _about(line: Line) -> frozenset[str]:
    return line.about - NOTHING


def _told(length: Amount, start: _When, published: date) -> str:
    unit = length.unit or "day"
    low, high = sorted(round((published - day).days / DAYS[unit]) for day in (start.earliest, start.latest))
    count = f"{low}" if low == high else f"{low} or {high}" if high - low == 1 else f"{low} to {high}"
    return f"{count} {unit}{'' if count == '1' else 's'}"
