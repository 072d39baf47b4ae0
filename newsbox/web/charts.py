"""Figures and reports over time, as drawings that a page holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newsbox.library.ledger import Point, Series

WIDTH, HEIGHT = 420, 160
LEFT, RIGHT, TOP, BOTTOM = 20, 50, 26, 26
"""Of the drawing's edges that are free for words, in its own units."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One report's figure, where it stands in the drawing."""

    point: Point
    outlet: str
    x: float
    y: float
    label: str
    """The value, where it is another than the one before; empty otherwise, so that labels do not lie over each other."""
    is_below: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A series as a page draws it, with the table beneath."""

    title: str
    description: str
    dots: tuple[Dot, ...]
    line: str
    """The points of the line through the dots."""
    first: datetime
    last: datetime
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM


def chart(series: Series, outlets: Mapping[int, str]) -> Chart:
    """A series drawn: time to the right, from no less than its smallest value to its largest upwards; 0 only where that is near."""
    points = sorted(series.points, key=lambda point: (point.dated, point.report))
    values = [point.value for point in points]
    low, high = min(values), max(values)
    low = min(low, 0.0) if low <= 0.8 * high or low == high else low
    start, end = points[0].dated, points[-1].dated
    span = (end - start).total_seconds() or 1.0
    height = high - low or 1.0
    dots: list[Dot] = []
    shown: float | None = None
    edge = -100.0
    for point in points:
        x = LEFT + (WIDTH - LEFT - RIGHT) * (point.dated - start).total_seconds() / span
        y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (point.value - low) / height
        label = number(point.value) if point.value != shown else ""
        shown = point.value
        is_below = bool(label) and x < edge
        if label:
            edge = x + 8 * len(label) + 6
        dots.append(Dot(point, outlets.get(point.report, ""), round(x, 1), round(y, 1), label, is_below))
    title = series.what[:1].upper() + series.what[1:]
    if series.unit and series.unit not in ("people", series.what):
        title += f" ({series.unit})"
    told = "; ".join(f"{dot.outlet or 'an outlet'}: {dot.point.text}" for dot in dots)
    line = " ".join(f"{dot.x},{dot.y}" for dot in dots)
    return Chart(title, told, tuple(dots), line, start, end)


# Reports by day -----------------------------------------------------------------------------------------------------

LONGEST_SPAN, SHORTEST_SPAN = 60, 21
"""Days that a drawing shows at most, and at least."""
RECENT = timedelta(days=30)
"""Where the last report is not older, the drawing goes on to today."""
STEP, BAR, TALLEST = 12, 9, 56
"""From one day's bar to the next, a bar's width, and the tallest one's height, in the drawing's own units."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A day's reports, where they stand in the drawing."""

    day: date
    count: int
    x: int
    height: int


@dataclass(frozen=True, slots=True)
class Days:
    """Reports by day as a page draws them, with the table beneath."""

    bars: tuple[Bar, ...]
    """The earliest first; of days with no report there is none."""
    first: date
    last: date
    earlier: int
    """Reports from before the first day drawn."""
    description: str
    width: int
    height: int = TALLEST
    bar: int = BAR
    """How wide each bar is."""


def days(counted: Sequence[tuple[date, int]], *, today: date) -> Days | None:
    """How many reports each day had, drawn: the last sixty days at most, up to today where the last report is not old.

    counted: the earliest first, without days of none. None where that is a single day: a drawing would tell nothing more.
    """
    if len(counted) < 2:
        return None
    latest = counted[-1][0]
    last = max(today, latest) if today - latest <= RECENT else latest
    first = min(max(counted[0][0], last - timedelta(days=LONGEST_SPAN - 1)), last - timedelta(days=SHORTEST_SPAN - 1))
    shown = [(day, count) for day, count in counted if day >= first]
    most, busiest = max((count, day) for day, count in shown)
    bars = tuple(
        Bar(day, count, STEP * (day - first).days, max(3, round(TALLEST * count / most))) for day, count in shown
    )
    total = sum(count for _, count in shown)
    told = f"{total} report{'s' if total > 1 else ''} on {len(shown)} day{'s' if len(shown) > 1 else ''}"
    told += f"; most on {busiest.day} {busiest:%B}: {most}." if len(shown) > 1 else "."
    earlier = sum(count for day, count in counted if day < first)
    return Days(bars, first, last, earlier, told, STEP * ((last - first).days + 1) - STEP + BAR)


def number(value: float) -> str:
    """A figure as people write it: 1,250; 6.4 billion; 5.25."""
    for size, word in ((1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:.3g} {word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"
