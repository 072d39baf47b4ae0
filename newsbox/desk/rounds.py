"""Which sources are due? Visit them; set the next visit."""

from __future__ import annotations

import asyncio
import logging
import random
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from newsbox.desk import intake, parsing, timetable
from newsbox.desk.bench import Bench
from newsbox.desk.hubs import keep_called
from newsbox.desk.intake import in_database
from newsbox.desk.parsing import Asked, Told
from newsbox.errors import GatheringError, Gone, Throttled
from newsbox.gathering import feeds
from newsbox.gathering.fetch import ACCEPT_FEED, Fetcher
from newsbox.library import keep, queries, settling
from newsbox.library.glance import Glance
from newsbox.library.settling import Visit
from newsbox.shelf import queries as shelf
from newsbox.types import NotModified, Page

if TYPE_CHECKING:
    from newsbox.library.models import Source

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=3)
"""A worker that gave no sign for so long is taken for dead; another may visit its sources."""
SIGN = 60.0
"""Seconds between two signs of ours."""
TOGETHER = 64
"""Sources visited at the same time."""
BATCH = 128
"""Sources claimed at a time, and visits settled at a time."""
MOST_GLANCES = 3000
"""Entries kept in one transaction."""
HOLD = 0.5
"""Seconds for which a visit waits for others to be settled with."""
FIRST_PAGES = 60
"""Pages fetched at a source's first visit; what its feed lists beyond the newest of these is kept in the feed's words."""
FIRST_OLDER, MOST_OLDER = 2, 10
"""Further pages of a feed that comes in pages: at its first visit, and at any other."""
CAREFUL = 200
"""Reports that were only glanced at, read with care after a round of the background work."""
stopping = threading.Event()
"""Set when this process is asked to stop: a visit ends after the report at hand, and goes on at the next start."""


@dataclass(slots=True)
class Round:
    """What a round did."""

    visited: int = 0
    unchanged: int = 0
    failed: int = 0
    new: int = 0
    changed: int = 0
    busy: int = 0
    """Sources that another process was visiting."""


@dataclass(frozen=True, slots=True)
class _Went:
    """A visit that is to be settled, and the reports that were kept by themselves on its way."""

    visit: Visit
    new: int = 0
    changed: int = 0


def fetcher() -> Fetcher:
    """A Fetcher as the box's settings want it."""
    return Fetcher(
        version=settings.NEWSBOX_VERSION,
        allow=settings.NEWSBOX_ALLOW_NETWORKS,
        contact=settings.NEWSBOX_CONTACT,
        pause=settings.NEWSBOX_PAUSE,
        connections=TOGETHER,
    )


def refresh(
    *,
    everything: bool = False,
    with_pages: bool = True,
    careful: int | None = None,
    tell: Callable[[Source, str], None] | None = None,
) -> Round:
    """One round of the sources that are due, or of every one. tell: hears each source and how its visit went.

    with_pages: fetch the pages of new entries, and read with care what was kept at a glance; careful: so many at most.
    """
    done = asyncio.run(
        _refresh(everything=everything, with_pages=with_pages, tell=tell or (lambda source, outcome: None))
    )
    if with_pages:
        # The reader takes its time to load, which a round of feeds alone need not wait for.
        from newsbox.desk import placing, rereading

        rereading.catch_up(limit=careful, stopping=stopping)
        placing.place_waiting()
    return done


def begin_again() -> None:
    """A box that was away for long visits what is overdue one after another, and not all at once."""
    now = timezone.now()
    if (count := queries.count_due(now=now)) > timetable.AT_ONCE:
        settling.spread(timetable.spread(count), now=now)


@asynccontextmanager
async def _remembering() -> AsyncIterator[None]:
    """More of the box in memory, for as long as a round takes, however it ends."""
    before = await in_database(settling.remember, settling.CACHE)
    try:
        yield
    finally:
        await in_database(settling.remember, before)


async def _refresh(*, everything: bool, with_pages: bool, tell: Callable[[Source, str], None]) -> Round:
    done = Round()
    claimed: set[int] = set()
    line: asyncio.Queue[Source | None] = asyncio.Queue(TOGETHER)
    went: asyncio.Queue[_Went | None] = asyncio.Queue(2 * TOGETHER)
    async with _remembering(), Bench() as bench, fetcher() as ask:

        async def claim() -> None:
            """Fills the line."""
            await _claim_all(line, claimed, done, everything=everything)
            for _ in range(TOGETHER):
                await line.put(None)

        async def visit() -> None:
            """Visits whoever is next in the line."""
            while (row := await line.get()) is not None:
                try:
                    if stopping.is_set():
                        raise Stopped
                    await went.put(await _visit(row, ask, bench, with_pages=with_pages))
                except Stopped:
                    claimed.discard(row.pk)
                    await in_database(settling.release, [row.pk])

        async def give_signs() -> None:
            while True:
                await asyncio.sleep(SIGN)
                await in_database(settling.still_visiting, list(claimed), now=timezone.now())

        try:
            async with asyncio.TaskGroup() as group:
                signs = group.create_task(give_signs())
                settler = group.create_task(_settle_all(went, claimed, done, tell))
                claimer = group.create_task(claim())
                visitors = [group.create_task(visit()) for _ in range(TOGETHER)]
                await asyncio.gather(claimer, *visitors)
                await went.put(None)
                await settler
                signs.cancel()
        except BaseExceptionGroup as several:
            raise several.exceptions[0] from several
        finally:
            if claimed:
                await asyncio.shield(in_database(settling.release, list(claimed)))
        if with_pages and not stopping.is_set():
            from newsbox.desk import pictures

            await pictures.fetch_waiting(ask)
    return done


async def _claim_all(line: asyncio.Queue[Source | None], claimed: set[int], done: Round, *, everything: bool) -> None:
    """Claims sources, some at a time and no sooner than their turn is near, and puts them into the line."""
    tried: set[int] = set()
    waiting = await in_database(queries.visited_numbers) if everything else []
    if not everything:
        done.busy = await in_database(queries.count_busy, now=timezone.now(), lease=LEASE)
    while not stopping.is_set():
        among, waiting = (waiting[:BATCH], waiting[BATCH:]) if everything else (None, waiting)
        if among == []:
            break
        rows = await in_database(settling.claim, now=timezone.now(), lease=LEASE, limit=BATCH, among=among)
        if among is not None:
            done.busy += len(among) - len(rows)
        again = [row.pk for row in rows if row.pk in tried]
        if again:
            # Asked for anew meanwhile, or it could not be settled: the next round's.
            await in_database(settling.release, again)
        rows = [row for row in rows if row.pk not in tried]
        if not rows and among is None:
            break
        tried |= {row.pk for row in rows}
        claimed |= {row.pk for row in rows}
        readers = await in_database(shelf.readers_of, [row.pk for row in rows])
        for row in rows:
            row.readers = readers.get(row.pk, 0)
            await line.put(row)


async def _settle_all(
    went: asyncio.Queue[_Went | None], claimed: set[int], done: Round, tell: Callable[[Source, str], None]
) -> None:
    """Settles visits as they come, many together: a transaction, and a piece of the search index, has its own price."""
    loop = asyncio.get_running_loop()
    is_over = False
    while not is_over:
        batch: list[_Went] = []
        weight, until = 0, 0.0
        while not is_over and len(batch) < BATCH and weight < MOST_GLANCES:
            try:
                async with asyncio.timeout_at(until if batch else None):
                    one = await went.get()
            except TimeoutError:
                break
            is_over = one is None
            if one is not None:
                until = until if batch else loop.time() + HOLD
                batch.append(one)
                weight += len(one.visit.glances)
        if not batch:
            continue
        counts = await in_database(settling.settle, [one.visit for one in batch])
        for one, count in zip(batch, counts, strict=True):
            claimed.discard(one.visit.source.pk)
            tell(one.visit.source, _count(one, count, done))


def _count(one: _Went, count: int, done: Round) -> str:
    """Adds a settled visit to what the round did; how it went, in a few words."""
    done.visited += 1
    new, changed = one.new + count, one.changed
    done.new += new
    done.changed += changed
    if one.visit.fault is not None:
        done.failed += 1
        return f"failed: {one.visit.fault}"
    done.unchanged += not new and not changed
    if new or changed:
        return f"{new} new" + (f", {changed} changed" if changed else "")
    return "unchanged" if one.visit.feed is None else "nothing new"


class Stopped(Exception):
    """The process is asked to stop."""


async def _visit(row: Source, ask: Fetcher, bench: Bench, *, with_pages: bool) -> _Went:
    """One source's visit. A fault is kept with the source, whatever it is."""
    try:
        # Validators of long ago are not believed: a server that lost count says 304 for ever.
        is_fresh = row.answered is not None and timezone.now() - row.answered < settling.FRESH
        answer = await ask.get(
            row.address,
            accept=ACCEPT_FEED,
            etag=(row.etag or None) if is_fresh else None,
            last_modified=(row.last_modified or None) if is_fresh else None,
            # A feed is there for programs; for a page robots.txt decides.
            unasked=row.is_page,
            is_feed=not row.is_page,
            readers=0 if row.is_page else row.readers,
        )
        if isinstance(answer, NotModified):
            await keep_called(row, None, ask)
            return _Went(_settled(row, fresh_for=answer.fresh_for))
        digest, fresh_for = sha256(answer.body).hexdigest(), max(answer.fresh_for, answer.rest)
        if digest == row.body_digest:
            await keep_called(row, None, ask)
            return _Went(_settled(row, fresh_for=fresh_for, page=answer))
        told = await bench.told(answer, _asked(row, with_pages=with_pages))
        # Many visits wait to be settled; what their answers weighed need not.
        answer = replace(answer, body=b"")
        row.title = row.title or told.feed.title[:500]
        row.site = told.feed.site or row.site
        if told.feed.following:
            told = await _with_older(row, told, ask, with_pages=with_pages)
        await keep_called(row, told.wishes, ask)
        new, changed, glances = await _take_entries(row, told, ask, with_pages=with_pages)
        visit = _settled(row, fresh_for=fresh_for, page=answer, digest=digest, told=told, glances=glances)
        return _Went(visit, new, changed)
    except GatheringError as error:
        log.info("%s", error)
        return _Went(_failed(row, error))
    except Stopped:
        raise
    except Exception:
        # A fault of ours must not end the round for the others; it is in the log with all its causes.
        log.exception("%s: the visit failed by a fault of NewsBox.", row.address)
        return _Went(_failed(row, GatheringError("NewsBox itself failed here; its log says how.", again=6 * 3600)))


def _asked(row: Source, *, with_pages: bool) -> Asked:
    is_first = not with_pages and row.answered is None and not row.reports_count
    return Asked(row.address, row.site, row.is_page, is_first, row.title, row.language)


async def _with_older(row: Source, told: Told, ask: Fetcher, *, with_pages: bool) -> Told:
    """A feed that comes in pages, back to what we have: all that was said since the last visit, however much.

    At a first visit some pages. One that can't be had, or a server whose allowance is used up, ends it: the next
    visit begins at the top again, and what lies between is lost only where more than MOST_OLDER pages came at once.
    """
    feed = told.feed
    found, most = list(feed.entries), FIRST_OLDER if row.visited is None else MOST_OLDER
    while feed.following and most and not stopping.is_set():
        known = await in_database(queries.sort_entries, row, feed.entries)
        if len(known.new) < len(feed.entries):
            break
        most -= 1
        try:
            page = await ask.page(feed.following, accept=ACCEPT_FEED)
            feed = replace(await asyncio.to_thread(feeds.parse, page), title=feed.title, site=feed.site)
        except GatheringError as error:
            log.info("%s", error)
            break
        found += feed.entries
        if page.rest:
            break
    whole = replace(told.feed, entries=tuple({entry.guid: entry for entry in found}.values()))
    return replace(
        told, feed=whole, glances=parsing.all_glances(whole, _asked(row, with_pages=with_pages).hearing(whole))
    )


async def _take_entries(
    row: Source, told: Told, ask: Fetcher, *, with_pages: bool
) -> tuple[int, int, tuple[Glance, ...]]:
    """Keeps what wants its page, and what the feed tells otherwise now: how many are new and changed; and the rest, at a glance."""
    if told.glances:
        return 0, 0, told.glances
    feed = told.feed
    found = await in_database(queries.sort_entries, row, feed.entries)
    for entry, report in found.elsewhere:
        await in_database(keep.appear, row, report, entry, now=timezone.now())
    paged = [
        entry
        for place, entry in enumerate(found.new)
        if with_pages and not (row.visited is None and place >= FIRST_PAGES) and intake.wants_page(entry, row)
    ]
    # What somebody says is read with care at once, so that it stands under the name of who says it.
    paged += [entry for entry in found.new if entry.speaker]
    chosen = {entry.guid for entry in paged}
    asked = _asked(row, with_pages=with_pages).hearing(feed)
    glances = tuple(parsing.glance(entry, asked) for entry in reversed(found.new) if entry.guid not in chosen)
    new = changed = 0
    # The oldest first: a visit that is cut off leaves no hole, and equal times keep the feed's order.
    for entry in reversed([*paged, *(entry for entry, _ in found.changed)]):
        if stopping.is_set():
            raise Stopped
        try:
            with_page = with_pages and intake.wants_page(entry, row)
            kept = await intake.take(entry, row, fetcher=ask, now=timezone.now(), with_page=with_page)
        except Exception:
            # One entry's fault is one entry's: the others of the feed come in all the same.
            log.exception("%s: this entry could not be kept by a fault of NewsBox.", entry.url or entry.guid)
            continue
        new += kept is not None and kept.is_new
        changed += kept is not None and kept.is_changed
    return new, changed, glances


# When next? -------------------------------------------------------------------------------------------------------


def _settled(
    row: Source,
    *,
    fresh_for: float,
    page: Page | None = None,
    digest: str = "",
    told: Told | None = None,
    glances: tuple[Glance, ...] = (),
) -> Visit:
    """A visit that succeeded. told: None where nothing had changed, so what the feed asked for last time still holds."""
    now = timezone.now()
    # What is new alone tells no rhythm.
    gap = told.gap if told and not (page and page.is_part) else row.gap
    asked = told.feed.every if told else row.wishes.get("every")
    hours = told.wishes.hours if told else tuple(row.wishes.get("hours", ()))
    days = told.wishes.days if told else tuple(row.wishes.get("days", ()))
    wait, why = timetable.next_visit(
        least=settings.NEWSBOX_INTERVAL,
        most=settings.NEWSBOX_LONGEST_INTERVAL,
        fresh_for=fresh_for,
        asked=asked,
        gap=gap,
        is_called=row.is_called,
    )
    due = now + wait * (1 + timetable.JITTER * random.random())
    if (later := timetable.outside(due, hours=hours, days=days)) != due:
        due, why = later + timedelta(minutes=15 * random.random()), "the feed asks for no visit before"
    return Visit(
        row, now, due, why, page=page, digest=digest, feed=told.feed if told else None, gap=gap, hours=hours, days=days,
        glances=glances,
    )  # fmt: skip


def _failed(row: Source, error: GatheringError) -> Visit:
    """A visit that failed; what was kept before it stays. No next one where that makes no sense."""
    now = timezone.now()
    if isinstance(error, Gone):
        return Visit(row, now, None, "gone for good", fault=error.what)
    wish = error.again if isinstance(error, Throttled) else None
    wait = timetable.after_failure(row.failures + 1, guess=error.again, wish=wish)
    due = now + wait * (1 + timetable.JITTER * random.random())
    return Visit(row, now, due, "the server asked for it" if wish else "after a failure", fault=error.what)
