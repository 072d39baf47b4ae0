"""What somebody kept in another reader moves in: each a bookmark, with its text as it was kept, or as its page has it now."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from newsbox import addresses, reading
from newsbox.desk import checked, intake, rounds
from newsbox.desk.intake import in_database
from newsbox.errors import AddressError, GatheringError, ReadingError
from newsbox.gathering.fetch import Fetcher
from newsbox.library import keep
from newsbox.shelf import marks, queries
from newsbox.texts import printable
from newsbox.types import Page, Reading

if TYPE_CHECKING:
    from newsbox.shelf.exports import Saved
    from newsbox.shelf.models import Person

log = logging.getLogger(__name__)
TOGETHER = 8
"""Pages fetched at the same time, of one host one after the other."""
MOST_FETCHED = 1000
"""Pages of a file's bare addresses that are fetched, the newest; the rest is kept by title and address."""


@dataclass(slots=True)
class Moved:
    """What became of a list."""

    new: int = 0
    known: int = 0
    bare: int = 0
    """Of the new ones those whose text could not be had."""
    broken: int = 0
    """Addresses that can't be read."""
    failed: int = 0
    """Those at which NewsBox itself failed."""

    def __str__(self) -> str:
        """One sentence for the person."""
        told = [f"{self.new} bookmark{'s' if self.new != 1 else ''} added"]
        told += [f"{self.known} you have already"] if self.known else []
        told += [f"{self.bare} by title and address alone, since their pages can't be had"] if self.bare else []
        told += [f"{self.broken} with an address that can't be read"] if self.broken else []
        told += [f"{self.failed} at which NewsBox itself failed, as its log says"] if self.failed else []
        return ", ".join(told) + "."


async def take(person: Person, kept: Sequence[Saved]) -> Moved:
    """Bookmarks everything in a list. Doing it twice does no harm."""
    done = Moved()
    kept = list({each.url: each for each in kept}.values())
    without = [each for each in kept if not each.html]
    fetched = {id(each) for each in without[-MOST_FETCHED:]}
    places = asyncio.Semaphore(TOGETHER)

    async def one(saved: Saved, ask: Fetcher) -> None:
        async with places:
            if rounds.stopping.is_set():
                raise GatheringError("NewsBox was stopped; give it the file again, and it goes on.")
            try:
                await _take(person, saved, ask if id(saved) in fetched else None, done)
            except Exception:
                # One item's fault is one item's: the others of the list move in all the same.
                done.failed += 1
                log.exception("%s: this could not be moved in by a fault of NewsBox.", saved.url)

    async with rounds.fetcher() as ask:
        # In their order, and a few at a time: a list may have ten thousand.
        for start in range(0, len(kept), 100):
            await asyncio.gather(*(one(each, ask) for each in kept[start : start + 100]))
    return done


async def _take(person: Person, saved: Saved, ask: Fetcher | None, done: Moved) -> None:
    try:
        url = addresses.web(saved.url)
    except AddressError:
        done.broken += 1
        return
    now = timezone.now()
    report = await in_database(queries.kept_at, person, url)
    if report is not None:
        done.known += 1
    else:
        read, page = await _read(saved, url, ask)
        whole, findings = await asyncio.to_thread(checked.understood, read)
        # A text that somebody hands in is hers alone, whatever address it claims; a page we fetched is the report itself.
        is_fetched = page.fetched is not None
        kept = await in_database(
            keep.keep,
            whole,
            source=await in_database(marks.saved_source, person),
            guid=url,
            now=now,
            original=page,
            page_url=url,
            has_identity=is_fetched,
            findings=findings,
        )
        report = kept.report
        done.new += 1
        done.bare += not read.paragraphs
    added = min(saved.added or now, now)
    await in_database(marks.bookmark, person, report, now=max(added, now - timedelta(days=365 * 60)))
    if saved.is_read:
        await in_database(marks.mark, person, report, is_read=True)


async def _read(saved: Saved, url: str, ask: Fetcher | None) -> tuple[Reading, Page]:
    """What was kept, as a reading; where that is an address alone, what its page says. And what it was read from."""
    own = Page(url, saved.html.encode("utf-8", "replace"), intake.ENTRY_TYPE, "utf-8")
    said = Reading(
        url=url,
        headline=printable(saved.title)[:1000] or None,
        outlet=printable(saved.outlet) or None,
        authors=tuple(map(printable, saved.authors)),
        published=saved.published,
    )
    if saved.html:
        try:
            text = await asyncio.to_thread(reading.read_fragment, saved.html, url=url)
            return intake.completed(text.changed(headline=said.headline or text.headline), said).changed(url=url), own
        except ReadingError:
            log.info("%s: what was kept of it has no text.", url)
    if ask is not None:
        try:
            page = await ask.page(url)
            return intake.completed(await asyncio.to_thread(reading.read, page), said), page
        except (GatheringError, ReadingError) as error:
            log.info("%s", error if error.about else error.concerning(url))
    return said.changed(headline=said.headline or url), own
