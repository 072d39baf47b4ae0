"""The questions that pages and the desk ask of the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from newsbox.library import sealed
from newsbox.library.digests import digest_of_entry, key_of
from newsbox.library.models import (
    Appearance,
    Counterpart,
    Edition,
    Finding,
    Letterbox,
    Picture,
    Report,
    Revisit,
    Source,
)
from newsbox.types import Entry

Row = TypeVar("Row", Appearance, Report)
RETRY_PICTURE = timedelta(days=2)
"""A picture that could not be had is asked for once more after this, and then no more."""

SEVERITIES = ("error", "warning", "note")
"""Of findings, the gravest first."""


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
        _on_the_web()
        .exclude(kind=Source.Kind.SAVED)
        .filter(due__isnull=False)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def count_due(*, now: datetime) -> int:
    """How many sources want a visit."""
    return Source.objects.filter(due__lte=now).count()


def count_busy(*, now: datetime, lease: timedelta) -> int:
    """How many of the sources that want a visit are just getting it, from another process."""
    return _on_the_web().filter(due__lte=now, visiting__gt=now - lease).count()


def is_any_due(*, now: datetime, lease: timedelta) -> bool:
    """Whether a round has anything to do."""
    return _on_the_web().filter(due__lte=now).exclude(visiting__gt=now - lease).exists()


def _on_the_web() -> QuerySet[Source]:
    """All but mailboxes, which are visited in another way (desk/letters.py)."""
    return Source.objects.exclude(kind=Source.Kind.LETTERS)


def letterboxes(*, due: datetime | None = None) -> list[Source]:
    """The mailboxes that somebody follows; those that want a visit by then, where that is given."""
    rows = Source.objects.filter(kind=Source.Kind.LETTERS, due__isnull=False)
    return list((rows.filter(due__lte=due) if due else rows).order_by("due", "pk"))


def password_of(letterbox: Source) -> str | None:
    """The key to a mailbox; empty where it has none, None where what is kept can't be read any more."""
    kept = Letterbox.objects.filter(source=letterbox).values_list("sealed", flat=True).first()
    return sealed.opened(kept) if kept else ""


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


def numbered_editions(report: Report, numbers: Iterable[int]) -> dict[int, Edition]:
    """States of its text by their number; those that are not there are left out."""
    return {row.number: row for row in report.editions.filter(number__in=set(numbers))}


def changes(report: Report) -> list[Edition]:
    """What each later edition changed, the latest first: without the texts."""
    rows = report.editions.filter(number__gt=1).order_by("-number")
    return list(rows.only("report_id", "number", "seen", "kinds"))


def changes_in(source: Source, *, limit: int) -> list[Edition]:
    """The latest changes of a source's reports that are more than wording, the latest first, with their reports; without the texts."""
    here = Exists(Appearance.objects.filter(source=source, report=OuterRef("report")))
    rows = Edition.objects.filter(here, number__gt=1).exclude(kinds__in=("", "wording")).select_related("report")
    told = rows.only("number", "seen", "kinds", "report__headline", "report__url", "report__outlet")
    return list(told.order_by("-seen", "-id")[:limit])


def due_revisits(*, now: datetime, limit: int) -> list[Revisit]:
    """The reports whose pages are to be asked again, the longest waiting first."""
    return list(Revisit.objects.filter(due__lte=now).select_related("report").order_by("due", "pk")[:limit])


def is_any_revisit_due(*, now: datetime) -> bool:
    """Whether a page is to be asked again."""
    return Revisit.objects.filter(due__lte=now).exists()


def findings(edition: Edition) -> list[Finding]:
    """What doesn't add up in an edition, and between it and other reports: the surest first, notes last. With the other editions' reports."""
    concerned = Finding.objects.filter(Q(edition=edition) | Q(pk__in=edition.counterparts.values("finding")))
    rows = concerned.select_related("edition__report").prefetch_related("counterparts__edition__report")
    return sorted(rows, key=lambda row: (SEVERITIES.index(row.severity), -row.confidence, row.pk))


def mended(report: Report) -> list[Finding]:
    """What did not add up in earlier editions of a report until a later one mended it, the latest first; notes aside."""
    rows = Finding.objects.filter(edition__report=report, mended__isnull=False).exclude(severity="note")
    rows = rows.exclude(verdict=Finding.Verdict.WRONG).select_related("edition", "mended")
    return list(rows.order_by("-mended__number", "-confidence", "pk"))


def open_findings(reports: Iterable[Report]) -> dict[int, list[Finding]]:
    """The findings that count, by the number of their report, for a list of reports: two questions."""
    numbers = {report.pk for report in reports}
    told: dict[int, list[Finding]] = {}
    counted = Finding.objects.filter(is_open=True)
    for row in counted.filter(edition__report__in=numbers).select_related("edition"):
        told.setdefault(row.edition.report_id, []).append(row)
    beside = Counterpart.objects.filter(finding__in=counted, edition__report__in=numbers)
    for counterpart in beside.select_related("finding", "edition"):
        told.setdefault(counterpart.edition.report_id, []).append(counterpart.finding)
    return {pk: sorted(rows, key=lambda row: (-row.confidence, row.pk)) for pk, rows in told.items()}


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
