"""Is a young report still what its page says? Pages are asked again at growing intervals, so that silent changes are seen."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from newsbox import addresses, reading
from newsbox.desk import checked, intake, rounds
from newsbox.desk.intake import in_database
from newsbox.errors import AddressError, GatheringError, ReadingError, Refused, Throttled
from newsbox.gathering.fetch import Fetcher
from newsbox.library import keep, queries
from newsbox.types import NotModified, Page, Reading

if TYPE_CHECKING:
    from newsbox.library.models import Report, Revisit

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=10)
"""A page that nobody answered for so long may be asked by another worker."""
TOGETHER = 8
"""Pages asked at the same time; of one host, one after the other."""
BATCH = 100
PATIENCE = 240.0
"""Seconds after which no further page is asked: rounds wait in the same line."""


@dataclass(slots=True)
class Revisits:
    """What came of asking again."""

    asked: int = 0
    changed: int = 0
    gone: int = 0
    failed: int = 0


def revisit() -> Revisits:
    """Asks again for the pages that are due, at most a hundred."""
    return asyncio.run(_revisit())


async def _revisit() -> Revisits:
    done = Revisits()
    places = asyncio.Semaphore(TOGETHER)
    until = time.monotonic() + PATIENCE

    async def one(row: Revisit, ask: Fetcher) -> None:
        async with places:
            if rounds.stopping.is_set() or time.monotonic() > until:
                return
            if not await in_database(keep.claim_revisit, row, now=timezone.now(), lease=LEASE):
                return
            done.asked += 1
            try:
                await _ask(row, ask, done)
            except Exception:
                done.failed += 1
                log.exception("%s: this page could not be asked again by a fault of NewsBox.", row.report.url)
                await in_database(keep.revisit_failed, row, now=timezone.now())

    rows = await in_database(queries.due_revisits, now=timezone.now(), limit=BATCH)
    async with rounds.fetcher() as ask:
        await asyncio.gather(*(one(row, ask) for row in rows))
    return done


async def _ask(row: Revisit, ask: Fetcher, done: Revisits) -> None:
    """One page, asked again; what came of it is kept."""
    try:
        page = await ask.get(
            row.report.url, etag=row.etag or None, last_modified=row.last_modified or None, unasked=True
        )
    except GatheringError as error:
        log.info("%s", error)
        if error.status in (404, 410):
            done.gone += await in_database(keep.missed, row, now=timezone.now(), for_good=error.status == 410)
        elif isinstance(error, Refused):
            await in_database(keep.revisit_no_more, row)
        else:
            done.failed += 1
            wish = error.again if isinstance(error, Throttled) else None
            await in_database(keep.revisit_failed, row, now=timezone.now(), again=wish)
        return
    if isinstance(page, NotModified):
        await in_database(keep.revisited, row, now=timezone.now())
        return
    edition = await in_database(queries.latest_edition, row.report)
    former = await in_database(keep.original_of, edition)
    before = keep.reading_of(edition)
    again = await asyncio.to_thread(_changed, row.report, before, former, page)
    if again is not None:
        whole, findings = await asyncio.to_thread(checked.understood, again)
        done.changed += await in_database(
            keep.revised, row.report, whole, original=page, now=timezone.now(), findings=findings
        )
    await in_database(keep.revisited, row, now=timezone.now(), page=page)


def _changed(report: Report, before: Reading, former: Page | None, page: Page) -> Reading | None:
    """What a report's page says now, if that is something else than it said; None where it is not, or where another page answers.

    former: the page its latest edition was read from. It is read anew, so that what this NewsBox reads otherwise is no change.
    """
    if former is None or former.content_type == intake.ENTRY_TYPE or former.body == page.body:
        return None
    try:
        now, then = reading.read(page), reading.read(former)
    except ReadingError as error:
        # A page in whose place a login or a notice stands has nothing to read.
        log.info("%s", error if error.about else error.concerning(report.url))
        return None
    if keep.digest_of(now) == keep.digest_of(then) or is_another(report.url, page.url, then, now):
        return None
    again = intake.completed(now, before).changed(url=report.url)
    if then.paragraphs != before.paragraphs:
        # The feed told more than the page, or it was saved with its further pages: that text stays.
        again = intake.with_text_of(again, before)
    if now.headline == then.headline:
        # The report may have the feed's headline, which changes only with the page's own.
        again = again.changed(headline=before.headline)
    return again


def is_another(asked: str, answered: str | None, then: Reading, now: Reading) -> bool:
    """Whether another page answers than the one we know: it stands elsewhere, or has nothing in common with it; or a wall stands before it."""
    if now.paywalled and not then.paywalled and sum(map(len, now.paragraphs)) < sum(map(len, then.paragraphs)):
        return True
    try:
        is_elsewhere = bool(answered) and addresses.key(answered or "") != addresses.key(asked)
    except AddressError:
        is_elsewhere = True
    if is_elsewhere and not (now.url and addresses.same(now.url, asked)):
        return True
    words, known = (set((each.headline or "").casefold().split()) for each in (now, then))
    return not words & known and not set(now.paragraphs) & set(then.paragraphs)
