"""Facts about the box that `newsbox doctor` looks at: its tables, its index, its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max

from newsbox.library import keep, sealed, search
from newsbox.library.models import Edition, Letterbox, Report, Searchable, Sign, Source

LARGE = 2 * 1024**3
"""Bytes of a database that is not read through from end to end: that would take minutes."""


@dataclass(frozen=True, slots=True)
class Sources:
    """How the sources are doing."""

    all: int
    """Those the box visits."""
    failing: int
    """Those whose last visit failed."""
    late: int
    """Those due for longer than they should be."""
    latest_late: datetime | None
    """Since when the one that waits longest is due."""


def is_written() -> None:
    """Writes into the database, and takes it back. Raises DatabaseError where that can't be done."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE newsbox_probe (id integer)")
        transaction.set_rollback(True)


def tables_missing() -> int:
    """How many changes of the tables are still to be made."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def broken_pages() -> str | None:
    """What SQLite finds broken in its file; None where all is well, where the file is too large to look, and on PostgreSQL."""
    if connection.vendor != "sqlite":
        return None
    place = Path(str(settings.DATABASES["default"]["NAME"]))
    if not place.exists() or place.stat().st_size > LARGE:
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        (said,) = cursor.fetchone()
    return None if said == "ok" else str(said)


def not_indexed() -> int:
    """How many reports the search can't find."""
    return abs(Report.objects.count() - Searchable.objects.count()) + abs(
        Searchable.objects.count() - search.indexed_count()
    )


def index_again() -> int:
    """Builds the search index anew, of every report: how many it holds."""
    with transaction.atomic():
        for report in Report.objects.filter(searchable=None, editions__isnull=False).distinct():
            keep.index_again(report)
        search.rebuild()
    return search.indexed_count()


def sources(*, now: datetime, late: timedelta) -> Sources:
    """How the sources are doing; late: for so long due."""
    visited = Source.objects.exclude(kind=Source.Kind.SAVED)
    overdue = visited.filter(due__lt=now - late).order_by("due")
    return Sources(
        visited.filter(due__isnull=False).count(),
        visited.filter(due__isnull=False).exclude(fault="").count(),
        overdue.count(),
        overdue.values_list("due", flat=True).first(),
    )


def closed_mailboxes() -> list[Source]:
    """The mailboxes whose passwords can't be read any more: they were sealed with another secret key."""
    rows = Letterbox.objects.select_related("source").order_by("source")
    return [row.source for row in rows if sealed.opened(row.sealed) is None]


def give_sign(name: str, *, now: datetime) -> None:
    """Somebody is alive: the background work says so while it runs."""
    Sign.objects.update_or_create(name=name, defaults={"given": now})


def last_sign(name: str) -> datetime | None:
    """When somebody was last heard of."""
    return Sign.objects.filter(name=name).values_list("given", flat=True).first()


def last_event() -> datetime | None:
    """The latest moment that the box has written down as past."""
    stated = (
        Source.objects.aggregate(at=Max("visited"))["at"],
        Report.objects.order_by("-seen").values_list("seen", flat=True).first(),
        last_sign("work"),
    )
    return max(filter(None, stated), default=None)


def glanced() -> int:
    """How many reports are still to be read with care."""
    return Edition.objects.filter(reader="").count()
