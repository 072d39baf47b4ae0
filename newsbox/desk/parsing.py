"""What a feed's answer says: its entries at a glance, its rhythm, its wishes.

Loads no Django and no reader of pages, so that another process is begun in a moment.
"""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass, replace
from functools import lru_cache

from newsbox import addresses
from newsbox.desk import timetable
from newsbox.errors import FeedError
from newsbox.gathering import feeds, glances, links, wishes
from newsbox.library.digests import digest_of_entry, digest_of_texts, key_of
from newsbox.library.glance import Glance, teaser_of
from newsbox.types import Credit, Entry, Feed, Page, Reading, moment

ENTRY_TYPE = "text/x-entry"
"""The content type under which a feed's own words are kept."""
PLAIN = json.JSONEncoder(ensure_ascii=False).encode
TOLD = (
    "url",
    "headline",
    "outlet",
    "authors",
    "published",
    "modified",
    "language",
    "tags",
    "images",
    "paragraphs",
    "coordinates",
)
"""What an entry tells of a reading."""
UNTOLD = PLAIN({name: value for name, value in Reading().to_dict().items() if name not in TOLD})
"""All the rest of a reading, as JSON: the same for every entry."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a source before its answer is looked at."""

    address: str
    site: str
    is_page: bool
    """It is no feed: it is followed by the links it gains."""
    is_first: bool
    """Nothing of it is here yet, and its entries are wanted at a glance alone."""
    title: str = ""
    language: str = ""
    """What it is called and written in, where that is known."""

    def hearing(self, feed: Feed) -> Asked:
        """The same with what its feed says of itself."""
        return replace(
            self,
            site=feed.site or self.site,
            title=self.title or feed.title[:500],
            language=feed.language or self.language,
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer says."""

    feed: Feed
    wishes: wishes.Wishes
    gap: float | None
    """Seconds between two of its entries."""
    glances: tuple[Glance, ...]
    """Its entries, the oldest first, where they were wanted; then the feed itself names none, unless older ones follow."""


def glance(entry: Entry, asked: Asked) -> Glance:
    """A new entry as its feed tells it, ready to be kept with many others."""
    html = entry.content or entry.summary
    paragraphs = glances.paragraphs(html)
    first = paragraphs[0] if paragraphs else ""
    headline = entry.title or first[:120]
    outlet, language = asked.title[:200], (entry.language or asked.language)[:20]
    text = "\n".join(("", *paragraphs))
    return Glance(
        guid=entry.guid,
        url=entry.url or "",
        is_own=entry.url is None or is_of((asked.address, asked.site), entry.url),
        key=key_of(entry.url) if entry.has_page else None,
        digest=digest_of_entry(entry),
        text_digest=digest_of_texts((headline, *paragraphs)),
        headline=(headline or entry.url or "")[:1000],
        outlet=outlet,
        byline=", ".join(entry.authors)[:500],
        published=(entry.published or "")[:40],
        language=language,
        teaser=teaser_of(first),
        words=text.count(" ") + len(paragraphs),
        image=entry.image or "",
        reading=_reading(entry, headline, outlet, language, paragraphs),
        text=text,
        packed=_packed(html),
        content_type=ENTRY_TYPE,
    )


def _reading(entry: Entry, headline: str, outlet: str, language: str, paragraphs: tuple[str, ...]) -> str:
    """What an entry tells, as a reading's JSON. Put together, since most of a reading is not told, and the same for all."""
    credit = Credit(entry.credit).to_dict() if entry.credit else None
    picture = {"url": entry.image, "caption": entry.caption or None, "alt": None, "lead": True, "credit": credit}
    told = {
        "url": entry.url,
        "headline": headline or None,
        "outlet": outlet or None,
        "authors": entry.authors,
        "published": entry.published,
        "modified": entry.modified if entry.modified != entry.published else None,
        "language": language or None,
        "tags": entry.tags,
        "images": [picture] if entry.image else [],
        "paragraphs": paragraphs,
        "coordinates": entry.coordinates.to_dict() if entry.coordinates else None,
    }
    return f"{UNTOLD[:-1]}, {PLAIN(told)[1:]}"


def _packed(html: str) -> bytes:
    # A window of 4 KB: to make a larger one ready takes longer than to pack an entry.
    packer = zlib.compressobj(1, zlib.DEFLATED, 12, 5)
    return packer.compress(html.encode("utf-8", "replace")) + packer.flush()


def is_of(ours: tuple[str, ...], url: str) -> bool:
    """Whether an address is of a source's own site; ours: the source's addresses."""
    scheme, _, rest = url.partition("://")
    return _is_site_of(ours, f"{scheme}://{re.split('[/?#]', rest, maxsplit=1)[0]}/")


@lru_cache(maxsize=4096)
def _is_site_of(ours: tuple[str, ...], site: str) -> bool:
    hosts = {addresses.host(each) for each in ours if addresses.is_web(each)}
    host = addresses.host(site)
    return any(host == own or host.endswith(f".{own}") or own.endswith(f".{host}") for own in hosts)


def told(answer: Page, asked: Asked) -> Told:
    """What an answer says. Raises FeedError."""
    feed = listed(answer, is_page=asked.is_page)
    now = answer.fetched or moment("2000-01-01")
    assert now is not None
    seen, gap = all_glances(feed, asked.hearing(feed)), timetable.gap_of(feed.entries, now=now)
    # It passes between processes: what is told at a glance need not be told twice.
    return Told(replace(feed, entries=()) if seen and not feed.following else feed, wishes.of(answer), gap, seen)


def listed(answer: Page, *, is_page: bool) -> Feed:
    """What a source lists: its feed's entries, or the articles that a page without a feed leads to. Raises FeedError."""
    if not is_page:
        return feeds.parse(answer)
    found = links.articles(answer)
    if found is None:
        raise FeedError("this page leads to no articles any more that NewsBox can make out.", about=answer.url)
    return found


def all_glances(feed: Feed, asked: Asked) -> tuple[Glance, ...]:
    """A feed's entries at a glance, the oldest first; none where somebody speaks, whose words are to be read with care."""
    if not asked.is_first or any(entry.speaker for entry in feed.entries):
        return ()
    return tuple(glance(entry, asked) for entry in reversed(feed.entries))
