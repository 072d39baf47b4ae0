"""One page's trip through the box: fetch, read, check, keep."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError, connection

from newsbox.desk import parsing
from newsbox.desk.parsing import ENTRY_TYPE as ENTRY_TYPE
from newsbox.errors import GatheringError, ReadingError
from newsbox.gathering import glances
from newsbox.gathering.fetch import Fetcher
from newsbox.library import keep
from newsbox.library.keep import Kept
from newsbox.types import Attribution, Channel, Credit, Entry, Finding, Image, Page, Quoted, Reading, Span, Speaker

if TYPE_CHECKING:
    from newsbox.library.models import Source

log = logging.getLogger(__name__)
Result = TypeVar("Result")
SHORT = 800
"""Characters below which a feed's text is a teaser."""
STATEMENT_TYPE = "text/x-statement"
"""The content type under which an account's own words are kept."""
OPENING = 120
"""Characters of a text without a headline that stand in for one."""
LONGER, CLEARLY = 1.1, 1.3
"""How much more text the feed must have than a page that stands whole in it, and than one that does not: feeds end with a line of their own."""
WHOLE, STRANGE = 0.8, 0.1
"""Shares of one text's runs of words in another: it stands whole in it, it has nothing to do with it."""
RUN = 4
"""Words."""


async def take(entry: Entry, source: Source, *, fetcher: Fetcher, now: datetime, with_page: bool = True) -> Kept | None:
    """An entry of a feed as a report: its page read, or the feed's own text where the page can't be had or says less.

    None where neither has anything to read; that is written to the log with its reason.
    """
    # The reader takes its time to load, which a round that brings nothing new need not wait for.
    from newsbox import reading

    from_feed = await asyncio.to_thread(reading_of_entry, entry, source)
    page, from_page = None, None
    if entry.url and with_page:
        try:
            page = await fetcher.page(entry.url, unasked=True)
            from_page = await asyncio.to_thread(reading.read, page)
        except (GatheringError, ReadingError) as error:
            log.info("%s", error if error.about else error.concerning(entry.url))
    is_own = entry.url is None or parsing.is_of((source.address, source.site), entry.url)
    chosen = reconciled(from_page, from_feed, is_own=is_own)
    if chosen is None:
        log.warning("%s: neither the page nor the feed has anything to read.", entry.url or entry.guid)
        return None
    original = page if from_page is not None else _entry_as_page(entry)
    chosen, findings = await asyncio.to_thread(_understood, chosen, entry)
    return await in_database(
        keep.keep,
        chosen,
        source=source,
        guid=entry.guid,
        now=now,
        original=original,
        entry_digest=keep.digest_of_entry(entry),
        page_url=entry.url,
        has_identity=entry.has_page and (is_own or from_page is not None),
        findings=findings,
    )


def wants_page(entry: Entry, source: Source) -> bool:
    """Whether an entry's page is to be fetched: always, never, or where the feed says little, as the source is set."""
    if not entry.url or not entry.has_page or entry.speaker or source.full_text == source.FullText.NEVER:
        # A statement is whole as it is; its page shows programs mostly a script.
        return False
    if source.full_text == source.FullText.SHORT:
        return sum(map(len, glances.paragraphs(entry.content or entry.summary))) < SHORT
    return True


def _understood(chosen: Reading, entry: Entry) -> tuple[Reading, list[Finding] | None]:
    """The reading understood, a statement's in its speaker's voice, and what doesn't add up in it."""
    from newsbox import reading
    from newsbox.desk import checked

    if not entry.speaker:
        return checked.understood(chosen)
    whole = spoken(reading.understood(chosen), entry.speaker, entry.platform)
    return whole, checked.findings_of(whole)


def reading_of_entry(entry: Entry, source: Source) -> Reading | None:
    """What the feed itself says of a report; a bare headline is a reading, too."""
    from newsbox import reading
    from newsbox.reading import credits

    html = entry.content or entry.summary
    read: Reading | None = None
    if html:
        try:
            # A fragment has no head and no furniture: its block elements are its paragraphs.
            read = reading.read_fragment(html, url=entry.url)
        except ReadingError:
            read = None
    if read is None and not entry.title:
        return None
    read = read or Reading()
    image = (
        (
            Image(
                entry.image,
                caption=entry.caption or None,
                lead=True,
                credit=(credits.split(entry.credit) or Credit(entry.credit)) if entry.credit else None,
            ),
        )
        if entry.image and not read.images
        else ()
    )
    headline = entry.title or read.headline or _opening(read.paragraphs)
    if entry.speaker:
        passed_on = f" (passed on by {entry.passed_on_by})" if entry.passed_on_by else ""
        headline = f"{entry.speaker}{passed_on}: {headline or ''}".strip()
    return read.changed(
        url=entry.url,
        headline=headline,
        language=read.language or entry.language,
        outlet=source.title or None,
        authors=entry.authors,
        published=entry.published,
        modified=entry.modified if entry.modified != entry.published else None,
        tags=entry.tags,
        images=image or read.images,
        coordinates=entry.coordinates,
    )


def _opening(paragraphs: tuple[str, ...]) -> str | None:
    """The first words of a text that has no headline."""
    first = paragraphs[0] if paragraphs else ""
    return (first if len(first) <= OPENING else first[:OPENING].rpartition(" ")[0] + " …") or None


def spoken(read: Reading, speaker: str, platform: str | None) -> Reading:
    """The reading of a statement: all its words are its speaker's, who is named where the headline begins."""
    if not read.headline or not read.headline.startswith(speaker) or not read.paragraphs:
        return read
    said = Attribution(
        kind="direct",
        content=tuple(Quoted(words, Span(place, 0, len(words))) for place, words in enumerate(read.paragraphs)),
        speaker=Speaker(speaker, Span("headline", 0, len(speaker)), speaker),
        via=Channel(platform, "platform") if platform else None,
    )
    return replace(read, attributions=(said,))


def reconciled(from_page: Reading | None, from_feed: Reading | None, *, is_own: bool) -> Reading | None:
    """One reading out of the page's and the feed's: the page's, with what only the feed says, unless the page is a stub.

    is_own: the feed is of the site that the page is of; another's feed may not put words into a page's mouth.
    """
    if from_page is None or from_feed is None:
        return from_page or from_feed
    body = from_feed if is_own and _says_more(from_feed, from_page) else from_page
    if body is from_feed:
        # Places in the page's text mean nothing in the feed's.
        loose = tuple(replace(embed, after=None) for embed in from_page.embeds)
        from_page = from_page.changed(paragraphs=body.paragraphs, subheads=body.subheads, posts=(), embeds=loose)
    return completed(from_page, from_feed)


def _says_more(feed: Reading, page: Reading) -> bool:
    """Whether the feed's text is the article, and the page's a piece of it, or a wall before it: the longer that holds the other wins."""
    ours, theirs = _runs(feed), _runs(page)
    lengths = _length(feed), _length(page)
    if lengths[0] <= lengths[1]:
        # A wall has words enough of its own; an article has the feed's teaser in it, or a teaser is too short to tell.
        return lengths[0] >= SHORT and _share(ours, theirs) < STRANGE
    if page.paywalled and _share(theirs, ours) > STRANGE:
        return True
    return lengths[0] > (LONGER if _share(theirs, ours) >= WHOLE else CLEARLY) * lengths[1]


def _runs(read: Reading) -> set[tuple[str, ...]]:
    """A text's runs of words (shingles, Broder 1997); of a script without spaces, of characters."""
    text = " ".join(read.paragraphs).casefold()
    words = text.split()
    pieces = words if len(words) > len(text) / 15 else list(text)
    return {tuple(pieces[at : at + RUN]) for at in range(max(1, len(pieces) - RUN + 1))}


def _share(ours: set[tuple[str, ...]], theirs: set[tuple[str, ...]]) -> float:
    """Which share of ours stands in theirs: 0.0 to 1.0."""
    return len(ours & theirs) / max(1, len(ours))


def completed(read: Reading, other: Reading) -> Reading:
    """A reading, with what only another one of the same report says."""
    return read.changed(
        headline=read.headline or other.headline,
        outlet=read.outlet or other.outlet,
        authors=read.authors or other.authors,
        published=read.published or other.published,
        modified=read.modified or other.modified,
        tags=read.tags or other.tags,
        images=read.images or other.images,
        coordinates=read.coordinates or other.coordinates,
    )


def with_text_of(read: Reading, other: Reading) -> Reading:
    """A reading, with the text of another one of the same report, and whatever has its place in that text."""
    return read.changed(
        paragraphs=other.paragraphs,
        subheads=other.subheads,
        embeds=other.embeds,
        posts=other.posts,
        following=other.following,
    )


def _length(read: Reading) -> int:
    return sum(map(len, read.paragraphs))


def _entry_as_page(entry: Entry) -> Page:
    kind = STATEMENT_TYPE if entry.speaker else ENTRY_TYPE
    return Page(entry.url, (entry.content or entry.summary).encode("utf-8", "replace"), kind, "utf-8")


async def in_database(do: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
    """A question to the database from the event loop: on one thread, in order.

    A connection that was lost is put away, so that the next question opens another.
    """

    def asked() -> Result:
        try:
            return do(*args, **kwargs)
        except (OperationalError, InterfaceError):
            connection.close()
            raise

    return await sync_to_async(asked, thread_sensitive=True)()
