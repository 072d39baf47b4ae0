"""Figures over time, as a drawing that a page holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

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


def number(value: float) -> str:
    """A figure as people write it: 1,250; 6.4 billion; 5.25."""
    for size, word in ((1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:.3g} {word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"
