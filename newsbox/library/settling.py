"""How visits went, many of them in one transaction: what their feeds brought, and when they are due again.

A round of thousands of feeds must not ask the database thousands of questions: what is new is written by a statement a
table, and a source's validators stand in the same transaction as the reports they speak for.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, models, transaction
from django.db.models import Exists, OuterRef, Q

from newsbox.library import search
from newsbox.library.glance import Glance
from newsbox.library.keep import dated
from newsbox.library.models import Appearance, Edition, Original, Picture, Report, Searchable, Source
from newsbox.types import Feed, Page

log = logging.getLogger(__name__)

PART = 500
"""Values a statement asks for."""
CACHE = 64_000
"""Kilobytes of an SQLite box that a round keeps in memory."""
FRESH = timedelta(days=30)
"""How long validators are believed without a whole answer: servers lose count, and say 304 for ever."""


@dataclass(frozen=True, slots=True)
class Visit:
    """How a visit to a source went."""

    source: Source
    now: datetime
    due: datetime | None
    why: str
    fault: str | None = None
    """What failed, in one sentence; None where nothing did."""
    page: Page | None = None
    """Its whole answer; None where nothing had changed."""
    digest: str = ""
    """Of the answer's body."""
    feed: Feed | None = None
    """None where the answer was the same as last time."""
    gap: float | None = None
    hours: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    glances: tuple[Glance, ...] = ()
    """Entries that are new, to be kept as the feed tells them."""


def remember(kilobytes: int) -> int:
    """How much of an SQLite box stays in memory from now on, for the thread that asks: how much it was, in kilobytes.

    A round looks each entry up in indexes, and puts it in at a place of its own.
    """
    if connection.vendor != "sqlite":
        return kilobytes
    with connection.cursor() as cursor:
        before = -int(cursor.execute("PRAGMA cache_size").fetchone()[0])
        cursor.execute(f"PRAGMA cache_size = {-int(kilobytes)}")
    return before


def claim(*, now: datetime, lease: timedelta, limit: int, among: Sequence[int] | None = None) -> list[Source]:
    """Sources for us alone until the lease ends or their visit is settled: those due, the longest waiting first.

    among: these, whether due or not. Another worker's are left to it, and mailboxes to those who name them.
    """
    with transaction.atomic():
        free = Source.objects.filter(Q(visiting=None) | Q(visiting__lte=now - lease), due__isnull=False)
        free = (
            free.filter(due__lte=now).exclude(kind=Source.Kind.LETTERS).order_by("due", "pk")
            if among is None
            else free.filter(pk__in=among)
        )
        if connection.vendor == "postgresql":
            free = free.select_for_update(skip_locked=True, of=("self",))
        rows = list(free.select_related("hub")[:limit])
        Source.objects.filter(pk__in=[row.pk for row in rows]).update(visiting=now)
    return rows


def still_visiting(numbers: Iterable[int], *, now: datetime) -> None:
    """Long visits go on: our claims hold for another lease."""
    for part in _parts(list(numbers)):
        Source.objects.filter(pk__in=part, visiting__isnull=False).update(visiting=now)


def release(numbers: Iterable[int]) -> None:
    """We are done with sources, however it went."""
    for part in _parts(list(numbers)):
        Source.objects.filter(pk__in=part).update(visiting=None)


def spread(waits: Sequence[timedelta], *, now: datetime) -> None:
    """Overdue sources are visited one after another: the longest waiting first, each after its wait."""
    with transaction.atomic():
        overdue = Source.objects.filter(due__lte=now).order_by("due", "pk").values_list("pk", flat=True)
        later = [
            (connection.ops.adapt_datetimefield_value(now + wait), pk)
            for pk, wait in zip(overdue[: len(waits)], waits, strict=False)
            if wait
        ]
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE library_source SET due = %s WHERE id = %s", later)


def settle(visits: Sequence[Visit]) -> list[int]:
    """Writes down how visits went, and frees their sources: how many reports are new of each.

    All of them in one transaction; where that fails each has its own, so that one that can't be kept spoils no other.
    Such a one is released, and its source is visited again when it is due.
    """
    try:
        with transaction.atomic():
            return _settle(visits)
    except (DatabaseError, ValueError):
        log.info("%s visits can't be settled together; each is settled by itself.", len(visits), exc_info=True)
    counts = []
    for visit in visits:
        try:
            with transaction.atomic():
                counts += _settle([visit])
        except (DatabaseError, ValueError):
            log.exception("%s: this visit could not be settled.", visit.source.address)
            release([visit.source.pk])
            counts.append(0)
    return counts


def _settle(visits: Sequence[Visit]) -> list[int]:
    counts = _keep_all(visits)
    _settle_sources(visits, counts)
    return counts


# The sources -----------------------------------------------------------------------------------------------------


def _settle_sources(visits: Sequence[Visit], counts: Sequence[int]) -> None:
    moved = {visit.page.moved for visit in visits if visit.page and visit.page.moved}
    taken = set(Source.objects.filter(address__in=moved).values_list("address", flat=True)) if moved else set()
    failed, well = [], []
    at = connection.ops.adapt_datetimefield_value
    for visit in visits:
        row = visit.source
        if visit.fault is not None:
            failed.append(
                (at(visit.due), visit.why, row.failures + 1, at(visit.now), visit.fault[:1000], row.pk),
            )
            continue
        page, feed = visit.page, visit.feed
        etag, last_modified, address, answered = row.etag, row.last_modified, row.address, row.answered
        if page is not None:
            etag, last_modified, answered = page.etag or "", page.last_modified or "", visit.now
            if page.is_part:
                # A server that lost count would send parts for ever.
                answered = row.answered
            if page.moved and page.moved not in taken:
                # Validators belong to the address that gave them.
                taken.add(page.moved)
                address, etag, last_modified = page.moved, "", ""
        title, site, language, gap, wishes = row.title, row.site, row.language, row.gap, row.wishes
        if feed is not None:
            title, site, gap = title or feed.title[:500], feed.site or site, visit.gap
            language = (feed.language or language)[:20]
            wishes = {"every": feed.every, "hours": list(visit.hours), "days": list(visit.days)}
        well.append(
            (at(visit.due), visit.why, at(visit.now), etag, last_modified, at(answered), visit.digest or row.body_digest,
             address, title, site, language, gap, json.dumps(wishes), row.pk)
        )  # fmt: skip
    # Whom everybody stopped following meanwhile gets no next visit.
    due = "due = CASE WHEN due IS NULL THEN due ELSE %s END, why = CASE WHEN due IS NULL THEN why ELSE %s END"
    with connection.cursor() as cursor:
        if failed:
            cursor.executemany(
                f"UPDATE library_source SET {due}, failures = %s, failed = %s, fault = %s, visiting = NULL WHERE id = %s",
                failed,
            )
        if well:
            cursor.executemany(
                f"UPDATE library_source SET {due}, visited = %s, failures = 0, failed = NULL, fault = '', visiting = NULL, "
                "etag = %s, last_modified = %s, answered = %s, body_digest = %s, address = %s, title = %s, site = %s, "
                "language = %s, gap = %s, wishes = %s WHERE id = %s",
                well,
            )


# The reports -----------------------------------------------------------------------------------------------------


def _keep_all(visits: Sequence[Visit]) -> list[int]:
    """Keeps what the visits' glances tell, each report once: how many are new of each visit."""
    found = _Found()
    known = _known_entries(visits)
    fresh = [
        (place, visit, glance)
        for place, visit in enumerate(visits)
        for glance in visit.glances
        if (visit.source.pk, glance.guid) not in known
    ]
    counts = [0] * len(visits)
    if not fresh:
        return counts
    keys = {glance.key for _, _, glance in fresh if glance.key}
    reports: dict[str, tuple[int, datetime]] = {
        key: (number, moment) for key, number, moment in _by(Report.objects.all(), "key", keys, "key", "id", "dated")
    }
    pictures = _pictures(glance.image for _, _, glance in fresh if glance.image)
    numbers = iter(_numbers(Report, len(fresh)))
    named: set[tuple[int, str]] = set()
    for place, visit, glance in fresh:
        key = glance.key
        if (name := (visit.source.pk, glance.guid)) in named:
            continue
        named.add(name)
        known_one = reports.get(key) if key else None
        if known_one is None:
            number = next(numbers)
            own_key = key if glance.is_own else None
            known_one = number, found.add_report(number, own_key, glance, visit, pictures)
            if own_key:
                reports[own_key] = known_one
            counts[place] += 1
        found.add_appearance(*known_one, glance, visit)
    found.write()
    return counts


class _Found:
    """The rows of what is new, table by table."""

    def __init__(self) -> None:
        self.reports: list[tuple[Any, ...]] = []
        self.editions: list[tuple[Any, ...]] = []
        self.originals: list[tuple[Any, ...]] = []
        self.searchables: list[tuple[Any, ...]] = []
        self.appearances: list[tuple[Any, ...]] = []
        self.latest: dict[int, tuple[int, datetime]] = {}
        self._at = lru_cache(maxsize=1024)(connection.ops.adapt_datetimefield_value)

    def add_report(
        self, number: int, key: str | None, glance: Glance, visit: Visit, pictures: dict[str, int]
    ) -> datetime:
        """A report that is new here, as its feed tells it; when it is dated."""
        now = self._at(visit.now)
        moment = dated(glance.published, seen=visit.now)
        self.reports.append(
            (number, key, glance.url, glance.headline, glance.outlet, glance.byline, glance.published, self._at(moment),
             now, glance.language, glance.teaser, glance.words, pictures.get(glance.image), glance.text_digest)
        )  # fmt: skip
        # The edition's number comes when all are counted.
        self.editions.append((number, 1, now, glance.text_digest, glance.reading, "[]", ""))
        self.originals.append((glance.url, glance.content_type, "utf-8", None, glance.packed))
        outlet = f"{glance.outlet} {glance.byline}".strip()
        self.searchables.append(
            (number, search.gapped(glance.headline), search.gapped(outlet), search.gapped(glance.text))
        )
        return moment

    def add_appearance(self, number: int, moment: datetime, glance: Glance, visit: Visit) -> None:
        """A report stands in a source, whether it is new or known from elsewhere."""
        source = visit.source.pk
        self.appearances.append((source, number, glance.guid, glance.digest, self._at(visit.now)))
        count, latest = self.latest.get(source, (0, moment))
        self.latest[source] = (count + 1, max(latest, moment))

    def write(self) -> None:
        """One statement a table."""
        _insert(
            Report,
            "id key url headline outlet byline published dated seen language teaser words picture_id digest",
            self.reports,
        )
        numbers = _numbers(Edition, len(self.editions))
        _insert(
            Edition,
            "id report_id number seen digest reading subheads reader",
            [(number, *row) for number, row in zip(numbers, self.editions, strict=True)],
        )
        _insert(
            Original,
            "edition_id url content_type charset fetched body",
            [(number, *row) for number, row in zip(numbers, self.originals, strict=True)],
        )
        _insert(Searchable, "report_id headline outlet body", self.searchables)
        _insert(Appearance, "source_id report_id guid digest seen", self.appearances)
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE library_source SET reports_count = reports_count + %s, "
                "latest = CASE WHEN latest IS NULL OR latest < %s THEN %s ELSE latest END WHERE id = %s",
                [(count, self._at(latest), self._at(latest), pk) for pk, (count, latest) in self.latest.items()],
            )


def _known_entries(visits: Sequence[Visit]) -> set[tuple[int, str]]:
    """Which of the glances' entries we have by now: another worker may have been there."""
    sources = [visit.source.pk for visit in visits if visit.glances]
    is_any = Exists(Appearance.objects.filter(source=OuterRef("pk")))
    begun = set(_by(Source.objects.filter(is_any), "pk", sources, "pk"))
    found = set()
    for visit in visits:
        source, guids = visit.source.pk, [glance.guid for glance in visit.glances]
        if (source,) in begun:
            found |= {
                (source, guid) for (guid,) in _by(Appearance.objects.filter(source=source), "guid", guids, "guid")
            }
    return found


def _pictures(urls: Iterable[str]) -> dict[str, int]:
    """The pictures at so many addresses, by number; new ones wait to be fetched."""
    wanted = set(urls)
    if not wanted or not settings.NEWSBOX_PICTURES:
        return {}
    have = dict(_by(Picture.objects.all(), "url", wanted, "url", "id"))
    if new := wanted - have.keys():
        # Two workers may meet the same picture at once.
        Picture.objects.bulk_create([Picture(url=url) for url in sorted(new)], ignore_conflicts=True)
        have.update(_by(Picture.objects.all(), "url", new, "url", "id"))
    return have


def _by(rows: models.QuerySet[Any], column: str, values: Iterable[Any], *wanted: str) -> Iterator[Any]:
    for part in _parts(sorted(values)):
        yield from rows.filter(**{f"{column}__in": part}).values_list(*wanted)


def _insert(table: type[models.Model], columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
    names = columns.split()
    # What a glance says nothing about stands at its default, as if Django had made the row.
    others = {
        field.column: field.get_db_prep_save(field.get_default(), connection)
        for field in table._meta.concrete_fields
        if field.column not in names and field.has_default()
    }
    names += map(str, others)
    rows = [(*row, *others.values()) for row in rows] if others else rows
    quoted, marks = ", ".join(f'"{name}"' for name in names), ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{table._meta.db_table}" ({quoted}) VALUES ({marks})', rows)


def _numbers(table: type[models.Model], count: int) -> Sequence[int]:
    """So many numbers that no row of a table has or will be given. Within a transaction, which on SQLite writes alone."""
    name = table._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [name, count]
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [name])
        last = next(iter(cursor.fetchall()), (0,))[0]
        return range(last + 1, last + 1 + count)


def _parts(values: Sequence[Any]) -> Iterator[list[Any]]:
    waiting = iter(values)
    while part := list(islice(waiting, PART)):
        yield part
