"""Which days and years stand in the sentences of an article, as it tells them?"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from newsbox.checking.measures import MONTHS
from newsbox.checking.shape import Line, Sheet, once
from newsbox.types import Span

WEEKDAYS = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)"
)
_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d|[-/]\w)"
DAY = re.compile(
    rf"(?<![\w/-])(?:(?P<weekday>{_WEEKDAY}),?\s+(?:the\s+)?)?(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d,.:%-]*\d|\w)|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})(?![\w-]))(?:,?\s+(?P<year>{_YEAR}))?"
    rf"|(?<![\w/-])(?P<month3>{_MONTH}),?\s+(?:of\s+)?(?P<year3>{_YEAR})"
    rf"|(?<![\w/-])(?P<alone>{_WEEKDAY})(?![\w-])"
    rf"|(?<![\w.,/$€£#@:*+-])(?P<year4>{_YEAR})(?!\w)",
    re.IGNORECASE,
)
"""A day, a month with its year, a weekday or a year."""
IN_DAYS = "1 20 day jan feb mar apr may jun jul aug sep oct nov dec".split()
"""Letters and digits of which one at least stands in each of these: looked for first, many times faster."""
NAMED_DAYS = re.compile(
    r"\b(?:black|bloody|good|cyber|super|fat|ash|easter|palm|holy|shrove|maundy|every|each|any|a|most|giving|the\s+sheffield)\s$",
    re.IGNORECASE,
)
NAMES_BEHIND = re.compile(r"\s(?:Night|Times|Morning|Post|Herald|Today|Show|Live)\b")
BEFORE_YEAR = re.compile(
    r"(?:['’]s|\b(?:in|since|until|till|by|during|from|of|before|after|for|to|and|through|between|around|circa|year|the|its|late|early|mid|his|her|their|our|as|a|,|summer|spring|autumn|fall|winter|election|back|,))[\s-]$|[(,–—]\s?$|^$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\s(?:people|men|women|children|votes|seats|million|billion|percent|per\s?cent|miles|km|feet|homes|dollars|euros|pounds|tons|tonnes|points|jobs|troops|soldiers)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month or year as one sentence tells it."""

    line: Line
    start: int
    end: int
    """Characters of its part of the article."""
    first: int
    last: int
    """Indices of its first and last word in the sentence."""
    kind: Literal["weekday", "day", "month", "year"]
    weekday: int | None = None
    """0 is Monday."""
    month: int | None = None
    day: int | None = None
    year: int | None = None

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.line.at, self.start, self.end)

    @property
    def value(self) -> tuple[int | None, ...]:
        """What makes it another one of its kind."""
        return {
            "weekday": (self.weekday,),
            "day": (self.month, self.day),
            "month": (self.year, self.month),
            "year": (self.year,),
        }[self.kind]

    def date(self, year: int | None = None) -> date | None:
        """The day on the calendar; year: where none is told. None where it is no day, or none that exists."""
        told = self.year or year
        if told is None or self.month is None or self.day is None:
            return None
        try:
            return date(told, self.month, self.day)
        except ValueError:
            return None


@once
def moments(sheet: Sheet) -> tuple[tuple[Moment, ...], ...]:
    """The days, months, weekdays and years of each sentence, by its number; "Black Friday" and numbers of things are none."""
    return tuple(tuple(_of_line(sheet, line)) for line in sheet.lines)


def _of_line(sheet: Sheet, line: Line) -> Iterator[Moment]:
    part = sheet.reading.part(line.at)
    small = part[line.start : line.end].casefold()
    if not any(each in small for each in IN_DAYS):
        return
    for match in DAY.finditer(part, line.start, line.end):
        start, end = match.span()
        first = bisect_right(line.words, start, key=lambda word: word.end)
        last = bisect_left(line.words, end, key=lambda word: word.start) - 1
        if last < first:
            continue
        before = part[max(line.start, start - 16) : start]
        if match["alone"]:
            if match["alone"][0].islower() or NAMED_DAYS.search(before) or NAMES_BEHIND.match(part, end):
                continue
            yield Moment(line, start, end, first, last, "weekday", weekday=WEEKDAYS[match["alone"].lower()])
        elif match["year4"]:
            if (BEFORE_YEAR.search(before) or line.words[first].entity == "DATE") and not COUNTED.match(part, end):
                yield Moment(line, start, end, first, last, "year", year=int(match["year4"]))
        elif match["month3"]:
            if match["month3"][0].isupper():
                month = MONTHS[match["month3"].lower().rstrip(".")]
                yield Moment(line, start, end, first, last, "month", month=month, year=int(match["year3"]))
        else:
            name = match["month"] or match["month2"]
            if not name[0].isupper():
                continue
            yield Moment(
                line, start, end, first, last, "day",
                weekday=WEEKDAYS[match["weekday"].lower()] if match["weekday"] else None,
                month=MONTHS[name.lower().rstrip(".")], day=int(match["day"] or match["day2"]),
                year=int(match["year"]) if match["year"] else None,
            )  # fmt: skip
