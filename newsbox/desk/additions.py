"""What a person handed in: a feed, a site, a single article, a paste, a file, a list of sources."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils import timezone

from newsbox import addresses, reading
from newsbox.desk import checked, pictures, rounds
from newsbox.desk.intake import in_database
from newsbox.errors import GatheringError, NewsBoxError, ReadingError
from newsbox.gathering import archives, feeds
from newsbox.gathering.fetch import ACCEPT_FEED, Fetcher
from newsbox.library import keep
from newsbox.shelf import marks, opml
from newsbox.types import Finding, Page, Reading

if TYPE_CHECKING:
    from newsbox.library.models import Report, Source
    from newsbox.shelf.models import Addition, Person

log = logging.getLogger(__name__)
MOST_PAGES = 20
"""Pages of one article that are fetched."""
ENOUGH = 600
"""Characters from which an undated page is more than a greeting."""
KNOWN = "You have it already"
DONE, FAILED, CHOOSE = "done", "failed", "choose"
"""What can become of something handed in (shelf.models.Addition.State)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of something handed in."""

    state: str
    message: str
    source: Source | None = None
    report: Report | None = None
    offers: tuple[feeds.Offer, ...] = ()


def carry_out(addition: Addition) -> Outcome:
    """Looks at what was handed in, does what it asks for, and writes down how that went. Doing it twice does no harm."""
    try:
        outcome = asyncio.run(_carry_out(addition))
    except NewsBoxError as error:
        outcome = Outcome(FAILED, str(error))
    except Exception:
        # Whoever waits for it must hear of it, and nothing is tried for ever.
        log.exception("%s: this could not be taken in by a fault of NewsBox.", addition.address or addition.name)
        outcome = Outcome(FAILED, "NewsBox itself failed here; its log says how.")
    marks.settle(
        addition,
        state=outcome.state,
        message=outcome.message,
        source=outcome.source,
        report=outcome.report,
        offers=[{"url": offer.url, "title": offer.title} for offer in outcome.offers],
    )
    return outcome


async def _carry_out(addition: Addition) -> Outcome:
    person = addition.person
    if addition.body is not None:
        body = bytes(addition.body)
        if opml.is_opml(body):
            return await in_database(_follow_list, person, body)
        if archives.is_archive(addition.name, body):
            return await _save_all(person, archives.pages_in(body, name=addition.name))
        return await _save(person, archives.saved(body, name=addition.name), addition, named=addition.name)
    address = addresses.web(addition.address)
    async with rounds.fetcher() as ask:
        try:
            page = await ask.page(address, accept=ACCEPT_FEED)
        except GatheringError:
            if "://" in addition.address:
                raise
            # Nobody said https: many a machine at home speaks http alone.
            page = await ask.page("http" + address.removeprefix("https"), accept=ACCEPT_FEED)
        outcome = await _settle_page(person, page, ask, addition)
        if outcome.report is not None:
            await pictures.fetch_waiting(ask)
        return outcome


async def _settle_page(person: Person, page: Page, ask: Fetcher, addition: Addition) -> Outcome:
    """An address is a feed, an article or a site, in this order of certainty."""
    if feeds.is_feed(page):
        return await in_database(
            _follow, person, page.moved or _asked(addition.address, page), feeds.parse(page).title, addition.folder
        )
    offers = await asyncio.to_thread(feeds.offered, page)
    read, why_not = await asyncio.to_thread(_read, page)
    if read is not None and not _is_front(page, read):
        outcome = await _kept(person, await _whole(read, ask), page)
        return replace(outcome, offers=tuple(offers[:3]))
    if not offers and page.url:
        offers = await _guessed(ask, page.url)
    if len(offers) > 1 and len(distinct := {offer.url: offer for offer in offers}) > 1:
        return Outcome(
            CHOOSE, f"{page.url}: this page names {len(distinct)} feeds. Which one?", offers=tuple(distinct.values())
        )
    if offers:
        return await in_database(_follow, person, offers[0].url, offers[0].title, addition.folder)
    if read is not None and urlsplit(page.url or "").path.strip("/") and sum(map(len, read.paragraphs)) >= ENOUGH:
        # An undated page with a short address, and no feed anywhere: whoever gave it wants its text.
        return await _kept(person, read, page)
    raise why_not or GatheringError(
        "no feed found on this page. If you know its feed's address, add that instead.", about=page.url
    )


async def _whole(read: Reading, ask: Fetcher) -> Reading:
    """An article that somebody saves with all its pages; one that can't be had ends it."""
    pages, seen = [read], {read.url}
    while (address := pages[-1].following) and address not in seen and len(pages) < MOST_PAGES:
        seen.add(address)
        try:
            pages.append(await asyncio.to_thread(reading.read, await ask.page(address, unasked=True)))
        except (GatheringError, ReadingError) as error:
            log.info("%s", error if error.about else error.concerning(address))
            break
    return reading.join(pages) if len(pages) > 1 else read


def _asked(typed: str, page: Page) -> str:
    """The address a feed is followed at: as it was typed, with the scheme that answered."""
    address = addresses.web(typed)
    return address if "://" in typed or not page.url else page.url.partition(":")[0] + address.removeprefix("https")


def _read(page: Page) -> tuple[Reading | None, NewsBoxError | None]:
    try:
        return reading.read(page), None
    except ReadingError as error:
        is_front = not urlsplit(page.url or "").path.strip("/")
        return None, None if is_front else error.concerning(page.url or "")


def _is_front(page: Page, read: Reading) -> bool:
    """Whether a page is a site's front rather than an article: its path says so, or it dates and signs nothing."""
    depth = urlsplit(page.url or "").path.strip("/")
    return not depth or (read.published is None and not read.authors and "/" not in depth and len(depth) < 20)


async def _guessed(ask: Fetcher, url: str) -> list[feeds.Offer]:
    """The feed of a site that names none, where publishing systems put it."""
    for path in feeds.COMMON_PATHS:
        try:
            page = await ask.page(addresses.home(url) + path, accept=ACCEPT_FEED)
        except GatheringError:
            continue
        if feeds.is_feed(page):
            return [feeds.Offer(page.url or url)]
    return []


def _follow(person: Person, address: str, title: str, folder: str) -> Outcome:
    source, _ = keep.source(address, now=timezone.now(), title=title)
    is_new = marks.subscribe(person, source, folder=folder)
    message = (
        f"You now follow {source}. Its reports arrive with the next visit."
        if is_new
        else f"You follow {source} already."
    )
    return Outcome(DONE, message, source=source)


def _follow_list(person: Person, body: bytes) -> Outcome:
    outlines = opml.parse(body)
    now, new, broken = timezone.now(), 0, 0
    for outline in outlines:
        try:
            source, _ = keep.source(addresses.web(outline.address), now=now, title=outline.title)
        except NewsBoxError:
            broken += 1
            continue
        new += marks.subscribe(person, source, folder=outline.folder, title=outline.title)
    rest = len(outlines) - new - broken
    if broken == len(outlines):
        return Outcome(FAILED, "this list has no address that can be read.")
    message = f"{new} source{'s' if new != 1 else ''} added"
    message += f", {rest} followed already" if rest else ""
    message += f", {broken} with an address that can't be read" if broken else ""
    return Outcome(DONE, message + ".")


async def _save(person: Person, page: Page, addition: Addition, *, named: str) -> Outcome:
    bare, ignore = checked.without_directives(page)
    try:
        read = await asyncio.to_thread(reading.read, bare)
    except ReadingError as error:
        raise error.concerning(named or "your text") from error
    outcome = await _kept(person, read, page, is_fetched=False, ignore=ignore)
    async with rounds.fetcher() as ask:
        await pictures.fetch_waiting(ask)
    return outcome


def take_archive(person: Person, path: Path) -> Outcome:
    """Saves the articles of a web archive, page by page. Raises GatheringError for a file that is none."""
    return asyncio.run(_save_all(person, archives.pages_at(path)))


async def _save_all(person: Person, pages: Iterator[Page]) -> Outcome:
    saved = known = others = 0
    report = None
    for page in pages:
        read, _ = await asyncio.to_thread(_read, page)
        if read is None or _is_front(page, read):
            others += 1
            continue
        outcome = await _kept(person, read, page, is_fetched=False)
        is_known = outcome.message.startswith(KNOWN)
        known += is_known
        saved += not is_known
        report = outcome.report
    if not saved and not known:
        return Outcome(FAILED, f"none of the {others} pages in this archive is an article.")
    async with rounds.fetcher() as ask:
        await pictures.fetch_waiting(ask)
    message = f"{saved} article{'s' if saved != 1 else ''} saved"
    message += f", {known} you have already" if known else ""
    message += f", {others} page{'s' if others != 1 else ''} with no article" if others else ""
    return Outcome(DONE, message + ".", report=report)


async def _kept(
    person: Person, read: Reading, page: Page, *, is_fetched: bool = True, ignore: Sequence[str] = ()
) -> Outcome:
    """What is kept is understood first, and not in the database's thread; what is not kept costs no language model.

    ignore: names and codes of checks that the text itself silences.
    """
    whole, findings = await asyncio.to_thread(checked.understood, read, ignore=ignore)
    return await in_database(_keep, person, whole, page, findings, is_fetched=is_fetched)


def _keep(
    person: Person, read: Reading, page: Page, findings: Sequence[Finding] | None, *, is_fetched: bool = True
) -> Outcome:
    """A single article among the pages she saved. A paste without an address is known again by its text.

    is_fetched: we had the page from its server; what somebody hands in is hers alone, whatever address stands in it.
    """
    guid = read.url or page.url or f"digest:{keep.digest_of(read)}"
    kept = keep.keep(
        read,
        source=marks.saved_source(person),
        guid=guid,
        now=timezone.now(),
        original=page,
        page_url=page.url,
        has_identity=is_fetched,
        findings=findings,
    )
    what = "Saved" if kept.is_new else "Saved again, changed since" if kept.is_changed else KNOWN
    return Outcome(DONE, f"{what}: {kept.report}", report=kept.report)
