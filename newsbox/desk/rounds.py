"""Which sources are due? Visit them; set the next visit."""

from __future__ import annotations

import asyncio
import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from newsbox.desk import intake, pictures, placing
from newsbox.desk.intake import in_database
from newsbox.errors import FeedError, GatheringError, Gone, Throttled
from newsbox.gathering import feeds, links
from newsbox.gathering.fetch import ACCEPT_FEED, Fetcher
from newsbox.library import keep, queries
from newsbox.types import Feed, NotModified, Page

if TYPE_CHECKING:
    from newsbox.library.models import Source

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=3)
"""A worker that gave no sign for so long is taken for dead; another may visit its sources."""
TOGETHER = 32
"""Sources visited at the same time."""
FIRST_PAGES = 60
"""Pages fetched at a source's first visit; what its feed lists beyond the newest of these is kept in the feed's words."""
stopping = threading.Event()
"""Set when this process is asked to stop: a visit ends after the report at hand, and goes on at the next start."""
FIRST_OLDER, MOST_OLDER = 2, 10
"""Further pages of a feed that comes in pages: at its first visit, and at any other."""
LONGEST = timedelta(hours=24)
"""Between two visits, however often a source failed."""


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
    *, everything: bool = False, with_pages: bool = True, tell: Callable[[Source, str], None] | None = None
) -> Round:
    """One round of the sources that are due, or of every one. tell: hears each source and how its visit went."""
    done = asyncio.run(
        _refresh(everything=everything, with_pages=with_pages, tell=tell or (lambda source, outcome: None))
    )
    placing.place_waiting()
    return done


async def _refresh(*, everything: bool, with_pages: bool, tell: Callable[[Source, str], None]) -> Round:
    done = Round()
    tried: set[int] = set()
    places = asyncio.Semaphore(TOGETHER)

    async def one(row: Source, ask: Fetcher) -> None:
        async with places:
            # Claimed when its turn comes: a claim that waits in a line would run out.
            if stopping.is_set():
                return
            ours = await in_database(keep.claim, row, now=timezone.now(), lease=LEASE, only_due=not everything)
            if ours is None:
                done.busy += 1
                return
            try:
                tell(ours, await _visit(ours, ask, done, with_pages=with_pages))
            finally:
                await asyncio.shield(in_database(keep.release, row))

    async with fetcher() as ask:
        while not stopping.is_set():
            if everything:
                rows = await in_database(queries.visited_sources)
            else:
                rows = await in_database(queries.due_sources, now=timezone.now(), limit=500)
            rows = [row for row in rows if row.pk not in tried]
            if not rows:
                break
            tried |= {row.pk for row in rows}
            await asyncio.gather(*(one(row, ask) for row in rows))
        if with_pages and not stopping.is_set():
            await pictures.fetch_waiting(ask)
    return done


class _Stopped(Exception):
    """The process is asked to stop."""


async def _visit(row: Source, ask: Fetcher, done: Round, *, with_pages: bool) -> str:
    """One source's visit; how it went, in a few words. A fault is kept with the source, whatever it is."""
    done.visited += 1
    try:
        answer = await ask.get(
            row.address,
            accept=ACCEPT_FEED,
            etag=row.etag or None,
            last_modified=row.last_modified or None,
            # A feed is there for programs; for a page robots.txt decides.
            unasked=row.is_page,
        )
        if isinstance(answer, NotModified):
            done.unchanged += 1
            due, why = _next(None, fresh_for=answer.fresh_for)
            await in_database(keep.visited, row, now=timezone.now(), due=due, why=why, page=None)
            return "unchanged"
        feed = await _with_older(row, await asyncio.to_thread(_listed, row, answer), ask)
        title = "" if row.title else feed.title
        new, changed = await _take_entries(row, feed, ask, with_pages=with_pages)
        due, why = _next(feed, fresh_for=max(answer.fresh_for, answer.rest))
        await in_database(
            keep.visited,
            row,
            now=timezone.now(),
            due=due,
            why=why,
            page=answer,
            title=title,
            site=feed.site,
            language=feed.language,
        )
    except GatheringError as error:
        done.failed += 1
        again, why = _after_failure(row, error)
        log.info("%s", error)
        await in_database(keep.failed, row, now=timezone.now(), due=again, why=why, fault=error.what)
        return f"failed: {error.what}"
    except _Stopped:
        return "stopped; it goes on at the next start"
    except Exception:
        # A fault of ours must not end the round for the others; it is in the log with all its causes.
        done.failed += 1
        log.exception("%s: the visit failed by a fault of NewsBox.", row.address)
        again, why = _after_failure(row, GatheringError("", again=6 * 3600))
        await in_database(
            keep.failed,
            row,
            now=timezone.now(),
            due=again,
            why=why,
            fault="NewsBox itself failed here; its log says how.",
        )
        return "failed"
    done.new += new
    done.changed += changed
    done.unchanged += not new and not changed
    return f"{new} new" + (f", {changed} changed" if changed else "") if new or changed else "nothing new"


def _listed(row: Source, answer: Page) -> Feed:
    """What a source lists: its feed's entries, or the articles that a page without a feed leads to. Raises FeedError."""
    if not row.is_page:
        return feeds.parse(answer)
    listed = links.articles(answer)
    if listed is None:
        raise FeedError("this page leads to no articles any more that NewsBox can make out.", about=answer.url)
    return listed


async def _with_older(row: Source, feed: Feed, ask: Fetcher) -> Feed:
    """A feed that comes in pages, back to what we have: all that was said since the last visit, however much.

    At a first visit some pages. One that can't be had, or a server whose allowance is used up, ends it: the next
    visit begins at the top again, and what lies between is lost only where more than MOST_OLDER pages came at once.
    """
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
    return replace(feed, entries=tuple({entry.guid: entry for entry in found}.values()))


async def _take_entries(row: Source, feed: Feed, ask: Fetcher, *, with_pages: bool) -> tuple[int, int]:
    """Keeps what is new in a feed and what it tells otherwise now: how many of each."""
    if not row.title and feed.title:
        row.title = feed.title
    sorted_entries = await in_database(queries.sort_entries, row, feed.entries)
    for entry, report in sorted_entries.elsewhere:
        await in_database(keep.appear, row, report, entry, now=timezone.now())
    new = changed = 0
    is_first = row.visited is None
    entries = [*sorted_entries.new, *(entry for entry, _ in sorted_entries.changed)]
    # The oldest first: a visit that is cut off leaves no hole, and equal times keep the feed's order.
    for place, entry in reversed(list(enumerate(entries))):
        if stopping.is_set():
            raise _Stopped
        await in_database(keep.still_visiting, row, now=timezone.now())
        try:
            kept = await intake.take(
                entry,
                row,
                fetcher=ask,
                now=timezone.now(),
                with_page=with_pages and not (is_first and place >= FIRST_PAGES),
            )
        except Exception:
            # One entry's fault is one entry's: the others of the feed come in all the same.
            log.exception("%s: this entry could not be kept by a fault of NewsBox.", entry.url or entry.guid)
            continue
        new += kept is not None and kept.is_new
        changed += kept is not None and kept.is_changed
    return new, changed


# When next? -------------------------------------------------------------------------------------------------------


def _next(feed: Feed | None, *, fresh_for: float) -> tuple[datetime, str]:
    wait, why = next_visit(every=settings.NEWSBOX_INTERVAL, fresh_for=fresh_for, asked=feed.every if feed else None)
    return timezone.now() + wait * (1 + random.random() / 10), why


def next_visit(*, every: float, fresh_for: float, asked: float | None) -> tuple[timedelta, str]:
    """How long to wait after a visit that succeeded, and why: our own interval, or longer where the source asks for it."""
    wait, why = max(
        (every, f"every {round(every / 60)} minutes"),
        (fresh_for, "its server says the answer holds until then"),
        (asked or 0.0, "the feed asks for it"),
    )
    return min(timedelta(seconds=wait), LONGEST), why


def _after_failure(row: Source, error: GatheringError) -> tuple[datetime | None, str]:
    if isinstance(error, Gone):
        return None, "gone for good"
    wish = error.again if isinstance(error, Throttled) else None
    wait = after_failure(row.failures + 1, guess=error.again, wish=wish)
    return timezone.now() + wait * (1 + random.random() / 10), "the server asked for it" if wish else "after a failure"


def after_failure(failures: int, *, guess: float | None = None, wish: float | None = None) -> timedelta:
    """How long to wait after so many failures in a row.

    Doubling from ten minutes to a day; at the first failure at least `guess`, our own idea of when it may be mended
    (seconds); always at least `wish`, what the server asks for (seconds, a week at most).
    """
    doubling = min(timedelta(minutes=10) * int(2 ** min(failures - 1, 10)), LONGEST)
    guessed = timedelta(seconds=guess or 0.0) if failures < 2 else timedelta()
    return max(doubling, min(guessed, LONGEST), min(timedelta(seconds=wish or 0.0), 7 * LONGEST))
