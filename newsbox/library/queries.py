"""The questions that pages and the desk ask of the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Q, QuerySet

from newsbox.library.digests import digest_of_entry, key_of
from newsbox.library.models import Appearance, Edition, Picture, Report, Source
from newsbox.types import Entry

Row = TypeVar("Row", Appearance, Report)
RETRY_PICTURE = timedelta(days=2)
"""A picture that could not be had is asked for once more after this, and then no more."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """A feed's entries, by what we know of them."""

    new: tuple[Entry, ...]
    """Nothing of them is here."""
    changed: tuple[tuple[Entry, Report], ...]
    """The feed tells them otherwise than last time."""
    elsewhere: tuple[tuple[Entry, Report], ...]
    """Another source carries the report."""


def visited_numbers() -> list[int]:
    """The numbers of the sources the box goes to by itself, and somebody follows."""
    return list(
        Source.objects.exclude(kind=Source.Kind.SAVED)
        .filter(due__isnull=False)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def count_due(*, now: datetime) -> int:
    """How many sources want a visit."""
    return Source.objects.filter(due__lte=now).count()


def count_busy(*, now: datetime, lease: timedelta) -> int:
    """How many of the sources that want a visit are just getting it, from another process."""
    return Source.objects.filter(due__lte=now, visiting__gt=now - lease).count()


def is_any_due(*, now: datetime, lease: timedelta) -> bool:
    """Whether a round has anything to do."""
    return Source.objects.filter(due__lte=now).exclude(visiting__gt=now - lease).exists()


def sort_entries(source: Source, entries: Sequence[Entry]) -> Sorted:
    """Which entries are new, changed, or known from elsewhere: two questions, however many entries."""
    known = {
        row.guid: row
        for row in _in_parts(
            Appearance.objects.filter(source=source).select_related("report"), "guid", [entry.guid for entry in entries]
        )
    }
    keys = {
        key: entry for entry in entries if entry.guid not in known and entry.has_page and (key := key_of(entry.url))
    }
    reports = {row.key: row for row in _in_parts(Report.objects.all(), "key", list(keys))}
    new, changed, elsewhere = [], [], []
    for entry in entries:
        if row := known.get(entry.guid):
            if row.digest and row.digest != digest_of_entry(entry):
                changed.append((entry, row.report))
        elif entry.has_page and (report := reports.get(key_of(entry.url))):
            elsewhere.append((entry, report))
        else:
            new.append(entry)
    return Sorted(tuple(new), tuple(changed), tuple(elsewhere))


def _in_parts(rows: QuerySet[Row], column: str, values: Sequence[str]) -> Iterator[Row]:
    """Rows by a list of values that may be longer than a statement can hold."""
    for start in range(0, len(values), 500):
        yield from rows.filter(**{f"{column}__in": values[start : start + 500]})


def latest_edition(report: Report) -> Edition:
    """The state of its text we saw last."""
    return report.editions.order_by("-number")[0]


def editions(pks: Iterable[int] | None = None) -> QuerySet[Edition]:
    """Editions whose page is kept, for reading them anew."""
    rows = Edition.objects.filter(original__isnull=False).select_related("report").order_by("pk")
    return rows if pks is None else rows.filter(report__in=list(pks))


def glanced(*, limit: int) -> list[Edition]:
    """Editions that were only glanced at, the newest first."""
    return list(Edition.objects.filter(reader="").select_related("report").order_by("-id")[:limit])


def is_any_glanced() -> bool:
    """Whether a report waits to be read with care."""
    return Edition.objects.filter(reader="").exists()


def waiting_pictures(*, now: datetime, limit: int) -> list[Picture]:
    """Pictures to ask for, the newest reports' first."""
    waiting = Picture.objects.filter(name=None).filter(
        Q(tried=None) | Q(tried__lt=now - RETRY_PICTURE, fault__startswith="?")
    )
    return list(waiting.order_by("-pk")[:limit])
