"""When is a source visited next, and why then? Decides; knows only values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from newsbox.library.pace import rate
from newsbox.types import Entry, moment

LONGEST = timedelta(hours=24)
"""Between two visits for a server's or a feed's own wish, and however often a source failed."""
ENOUGH = 3
"""Dated entries from which a feed's rhythm can be told."""
LATEST = 20
"""Entries that tell the rhythm: what it did last year is not what it does now."""
SPREAD = timedelta(minutes=10)
"""In which a box that was away for long catches up, so that no storm of requests goes out at its start."""
AT_ONCE = 100
"""Overdue sources that are visited without waiting."""
CALLED = 6 * 3600.0
"""Seconds between two visits to a source whose hub calls: hubs fall silent, and nobody says so."""
JITTER = 0.1
"""Of a wait, at most: what was added in one minute is not asked in one minute for ever."""


def next_visit(
    *,
    least: float,
    most: float,
    fresh_for: float = 0.0,
    asked: float | None = None,
    gap: float | None = None,
    is_called: bool = False,
) -> tuple[timedelta, str]:
    """How long to wait after a visit that succeeded, and why so.

    least, most: the owner's own bounds for what we choose by ourselves. fresh_for: how long the server says its answer
    holds. asked: what the feed asks for. gap: between two of its entries (`gap_of`); a feed is visited twice in it.
    is_called: a hub tells of its news. All in seconds. What is asked for counts above `most`, up to a day.
    """
    ours = min(max(least, (gap or 0.0) / 2), max(least, most))
    wait, why = max(
        (ours, f"it publishes {rate(gap)}" if gap and ours > least else f"every {told(least)}"),
        (CALLED if is_called else 0.0, "its hub tells of news before"),
        (min(fresh_for, LONGEST.total_seconds()), "its server says the answer holds until then"),
        (min(asked or 0.0, LONGEST.total_seconds()), f"the feed says every {told(asked or 0.0)}"),
        key=lambda each: each[0],
    )
    return timedelta(seconds=wait), why


def outside(due: datetime, *, hours: Sequence[int], days: Sequence[int]) -> datetime:
    """The time itself, or the first full hour after it that a feed does not ask us to leave alone (GMT; Monday is 0)."""
    moved = due.astimezone(UTC)
    for _ in range(8 * 24):
        if moved.hour not in hours and moved.weekday() not in days:
            return moved if moved != due else due
        moved = moved.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return due


def gap_of(entries: Sequence[Entry], *, now: datetime) -> float | None:
    """Seconds between two entries of a feed, as their dates tell; None where too few have a date.

    The mean over the latest ones, or the silence since the last one where that is longer.
    """
    stated = (moment(entry.published) for entry in entries)
    dates = sorted({each for each in stated if each and each <= now + timedelta(hours=1)}, reverse=True)[:LATEST]
    if len(dates) < ENOUGH:
        return None
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(dates)]
    return max(sum(gaps) / len(gaps), (now - dates[0]).total_seconds(), 1.0)


def after_failure(failures: int, *, guess: float | None = None, wish: float | None = None) -> timedelta:
    """How long to wait after so many failures in a row.

    Doubling from ten minutes to a day; at the first failure at least `guess`, our own idea of when it may be mended
    (seconds); always at least `wish`, what the server asks for (seconds, a week at most).
    """
    doubling = min(timedelta(minutes=10) * int(2 ** min(failures - 1, 10)), LONGEST)
    guessed = timedelta(seconds=guess or 0.0) if failures < 2 else timedelta()
    return max(doubling, min(guessed, LONGEST), min(timedelta(seconds=wish or 0.0), 7 * LONGEST))


def spread(count: int) -> list[timedelta]:
    """How long each of so many overdue sources waits when a box begins again: the first ones not at all."""
    late = max(count - AT_ONCE, 0)
    return [timedelta()] * (count - late) + [SPREAD * (place + 1) / late for place in range(late)]


def told(seconds: float) -> str:
    """A wait in words: "90 minutes", "2 hours", "a day"."""
    minutes = round(seconds / 60)
    if minutes < 120:
        return f"{minutes} minutes" if minutes != 60 else "hour"
    hours = round(seconds / 3600)
    return f"{hours} hours" if hours < 24 else "day" if hours < 36 else f"{round(hours / 24)} days"
