"""What a person handed in: a feed, a site, a single article, a paste, a file, a list of sources."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils import timezone

from newsbox import addresses, reading
from newsbox.desk import checked, moving, pictures, rounds
from newsbox.desk.intake import in_database
from newsbox.errors import FeedError, GatheringError, MarkError, NewsBoxError, ReadingError, Refused
from newsbox.gathering import archives, discovery, feeds, links, sitemaps, statements
from newsbox.gathering.discovery import Offer
from newsbox.gathering.fetch import ACCEPT_FEED, Fetcher
from newsbox.library import keep
from newsbox.shelf import exports, marks, opml
from newsbox.types import Feed, Finding, Page, Reading

if TYPE_CHECKING:
    from newsbox.library.models import Report, Source
    from newsbox.shelf.models import Addition, Person

log = logging.getLogger(__name__)
MOST_PAGES = 20
"""Pages of one article that are fetched."""
MOST_LOOKED_AT = 12
"""Feeds of one page that are fetched to show what they hold."""
MOST_SITEMAPS = 6
"""Files asked for on the way to a sitemap of news."""
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
    offers: tuple[Offer, ...] = ()


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
        offers=[asdict(offer) for offer in outcome.offers],
    )
    return outcome


async def _carry_out(addition: Addition) -> Outcome:
    person = addition.person
    if addition.body is not None:
        body = bytes(addition.body)
        if exports.is_packed(body):
            return await _move_in(person, list(exports.unpacked(body)))
        if opml.is_opml(body) or exports.saved_in(body) is not None:
            return await _move_in(person, [(addition.name, body)])
        if archives.is_archive(addition.name, body):
            return await _save_all(person, archives.pages_in(body, name=addition.name))
        return await _save(person, archives.saved(body, name=addition.name), addition, named=addition.name)
    address = addresses.web(addition.address)
    async with rounds.fetcher() as ask:
        refusal: GatheringError | None = None
        if lookup := statements.lookup(address):
            try:
                return await _follow_account(person, lookup, ask, addition.folder)
            except GatheringError as error:
                # Many a site has such an address and speaks another language; it may have a feed of its own.
                refusal = error if error.status in (401, 403, 422, 429) else None
        try:
            outcome = await _at(address, ask, addition)
        except NewsBoxError as error:
            if refusal is None:
                raise
            raise GatheringError(
                f"this is an account, and its server does not let NewsBox read it: {refusal.what}", about=address
            ) from error
        if outcome.report is not None:
            await pictures.fetch_waiting(ask)
        return outcome


async def _at(address: str, ask: Fetcher, addition: Addition) -> Outcome:
    """What stands at an address that is no account's."""
    if meant := discovery.known(address):
        # The address alone tells; many a platform shows programs nothing but its feeds.
        found, _ = await _looked_at(ask, meant)
        if len(found) == 1:
            return await in_database(_follow_offer, addition.person, found[0], addition.folder)
    try:
        page = await ask.page(address, accept=ACCEPT_FEED)
    except GatheringError:
        if "://" in addition.address:
            raise
        # Nobody said https: many a machine at home speaks http alone.
        page = await ask.page("http" + address.removeprefix("https"), accept=ACCEPT_FEED)
    return await _settle_page(addition.person, page, ask, addition)


async def _settle_page(person: Person, page: Page, ask: Fetcher, addition: Addition) -> Outcome:
    """An address is a feed, an article or a site, in this order of certainty."""
    if feeds.is_feed(page):
        feed = await asyncio.to_thread(feeds.parse, page)
        offer = Offer(page.moved or _asked(addition.address, page), feed.title, site=feed.site or "")
        return await in_database(_follow_offer, person, offer, addition.folder)
    named = await asyncio.to_thread(discovery.candidates, page)
    is_platform = bool(discovery.known(page.url or "", page.body))
    read, why_not = (None, None) if is_platform else await asyncio.to_thread(_read, page)
    if read is not None and not _is_front(page, read):
        outcome = await _kept(person, await _whole(read, ask), page)
        return replace(outcome, offers=tuple(named[:3]))
    found, silent = await _looked_at(ask, named[:MOST_LOOKED_AT])
    if not found and not silent and page.url:
        found = await _guessed(ask, page.url)
    # Of a long list the rest is offered by name.
    found += named[MOST_LOOKED_AT:] if found else []
    if len(found) > 1:
        message = f"{page.url}: this page leads to {len(found)} feeds. Which one?"
        return Outcome(CHOOSE, message, offers=tuple(found))
    if found or silent:
        # A feed that a page names and that can't be had now may be had later; its page says what is wrong.
        return await in_database(_follow_offer, person, (found or silent)[0], addition.folder)
    listed = await asyncio.to_thread(links.articles, page)
    if read is not None and listed is None and _is_long(page, read):
        # An undated page with a short address, and no feed anywhere: whoever gave it wants its text.
        return await _kept(person, read, page)
    offers = await _without_feed(ask, page, listed)
    if offers:
        message = f"{page.url}: no feed found. The site can be followed all the same:"
        return Outcome(CHOOSE, message, offers=tuple(offers))
    raise why_not or GatheringError(
        "no feed found on this page. If you know its feed's address, add that instead.", about=page.url
    )


async def _follow_account(person: Person, lookup: str, ask: Fetcher, folder: str) -> Outcome:
    """Whoever has an account on a server that speaks Mastodon's API. Raises GatheringError where it does not, or refuses."""
    try:
        account = statements.account(await ask.page(lookup, accept=statements.ACCEPT))
    except GatheringError as error:
        elsewhere = await _home_of_account(lookup, ask) if error.status not in (401, 403, 429) else None
        if elsewhere is None:
            raise
        account = statements.account(await ask.page(elsewhere, accept=statements.ACCEPT))
    feeds.parse(await ask.page(account.statuses, accept=statements.ACCEPT))
    return await in_database(_follow_offer, person, Offer(account.statuses, account.name, site=account.url), folder)


async def _home_of_account(lookup: str, ask: Fetcher) -> str | None:
    """Where to ask for an account whose name bears another host than its server (WebFinger, RFC 7033)."""
    try:
        answer = await ask.page(statements.webfinger(lookup), accept="application/jrd+json,application/json")
    except GatheringError as error:
        log.debug("%s", error)
        return None
    profile = statements.profile_of(answer)
    elsewhere = statements.lookup(profile) if profile else None
    return elsewhere if elsewhere != lookup else None


async def _looked_at(ask: Fetcher, offers: Sequence[Offer]) -> tuple[list[Offer], list[Offer]]:
    """The offers that are feeds, with what they hold, each in one format; and those that can't be had for now."""

    async def look(offer: Offer) -> tuple[Offer, Feed] | Offer | None:
        try:
            page = await ask.page(offer.url, accept=ACCEPT_FEED)
            if not feeds.is_feed(page):
                return None
            feed = await asyncio.to_thread(feeds.parse, page)
        except FeedError:
            return None
        except GatheringError as error:
            if error.status in (404, 410):
                return None
            log.info("%s", error)
            return offer
        return discovery.previewed(replace(offer, url=page.moved or offer.url), feed), feed

    answers = await asyncio.gather(*map(look, offers))
    seen = discovery.distinct([each for each in answers if isinstance(each, tuple)])
    return [offer for offer, _ in seen], [each for each in answers if isinstance(each, Offer)]


async def _without_feed(ask: Fetcher, page: Page, listed: Feed | None) -> list[Offer]:
    """The ways to follow a site that has no feed: its sitemap of news, and the links its page gains."""
    found = []
    if page.url and (sitemap := await _sitemap(ask, page.url)) is not None:
        found.append(sitemap)
    if page.url and listed is not None and await _may_be_visited(page.url, ask):
        found.append(discovery.previewed(Offer(page.url, kind="page", site=addresses.home(page.url)), listed))
    return found


async def _may_be_visited(url: str, ask: Fetcher) -> bool:
    """Whether the site lets programs look at a page again and again."""
    try:
        await ask.robots.check(url)
    except Refused as error:
        log.info("%s", error)
        return False
    return True


async def _sitemap(ask: Fetcher, url: str) -> Offer | None:
    """A site's sitemap of news, named in robots.txt or where publishing systems put it; an index of sitemaps is followed."""
    home = addresses.home(url)
    waiting: list[str] = []
    asked: set[str] = set()
    try:
        waiting = sitemaps.named_in_robots(await ask.page(home + "robots.txt", accept="text/plain,*/*;q=0.1"))
    except GatheringError as error:
        log.debug("%s", error)
    waiting += [home + path for path in sitemaps.COMMON_PATHS]
    while waiting and len(asked) < MOST_SITEMAPS:
        address = waiting.pop(0)
        if address in asked:
            continue
        asked.add(address)
        try:
            page = sitemaps.unpacked(await ask.page(address, accept="application/xml,text/xml,*/*;q=0.1"))
            if sitemaps.is_news(page):
                feed = await asyncio.to_thread(feeds.parse, page)
                if feed.entries:
                    return discovery.previewed(Offer(page.moved or address), feed)
            waiting = [*sitemaps.parts(page)[:2], *waiting]
        except GatheringError as error:
            log.debug("%s", error)
    return None


def follow_links(person: Person, address: str, *, folder: str = "") -> Outcome:
    """Follows a page by the links it gains, feed or no feed. Raises GatheringError where it leads to no articles."""

    async def looked() -> Page:
        async with rounds.fetcher() as ask:
            return await ask.page(addresses.web(address), unasked=True)

    page = asyncio.run(looked())
    listed = links.articles(page)
    if listed is None:
        raise GatheringError("this page leads to no articles that NewsBox can make out.", about=page.url)
    return _follow_offer(person, Offer(page.url or address, listed.title, kind="page", site=page.url or ""), folder)


def _is_long(page: Page, read: Reading) -> bool:
    return bool(urlsplit(page.url or "").path.strip("/")) and sum(map(len, read.paragraphs)) >= ENOUGH


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


async def _guessed(ask: Fetcher, url: str) -> list[Offer]:
    """The feed of a site that names none, where publishing systems put it."""
    for address in discovery.guesses(url):
        found, _ = await _looked_at(ask, [Offer(address)])
        if found:
            return found
    return []


def _follow_offer(person: Person, offer: Offer, folder: str) -> Outcome:
    source, _ = keep.source(
        offer.url, now=timezone.now(), title=offer.title, site=offer.site, is_page=offer.kind == "page"
    )
    is_new = marks.subscribe(person, source, folder=folder)
    message = (
        f"You now follow {source}. Its reports arrive with the next visit."
        if is_new
        else f"You follow {source} already."
    )
    return Outcome(DONE, message, source=source)


async def _move_in(person: Person, files: Sequence[tuple[str, bytes]]) -> Outcome:
    """Takes in another reader's lists: sources are followed, what was kept there is bookmarked here."""
    told: list[Outcome] = []
    for _, body in files:
        if opml.is_opml(body):
            try:
                told.append(await in_database(_follow_list, person, body))
            except MarkError as error:
                told.append(Outcome(FAILED, str(error)))
        elif kept := exports.saved_in(body):
            told.append(Outcome(DONE, str(await moving.take(person, kept))))
    if not told:
        return Outcome(FAILED, "nothing in this file is starred, saved or a source.")
    state = DONE if any(each.state == DONE for each in told) else FAILED
    return Outcome(state, " ".join(each.message for each in told))


def _follow_list(person: Person, body: bytes) -> Outcome:
    outlines = opml.parse(body)
    now, new, broken = timezone.now(), 0, 0
    for outline in outlines:
        try:
            address = addresses.web(outline.address)
            source, is_new = keep.source(
                address, now=now, title=outline.title, site=outline.site, is_page=outline.is_page
            )
        except NewsBoxError:
            broken += 1
            continue
        if is_new and outline.full_text:
            # Where somebody follows it already, it stays as they have it.
            marks.set_full_text(source, outline.full_text)
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
