"""A feed's entries, whatever its format: RSS, RDF, Atom, JSON Feed, a news sitemap, an account's statements."""

from __future__ import annotations

import re

from newsbox.errors import FeedError
from newsbox.gathering import illformed, jsonfeed, sitemaps, statements, wellformed
from newsbox.types import Feed, Page

MOST_ENTRIES = 2000
"""A feed with more is an archive; its newest are taken."""
ROOTS = re.compile(rb"<(?:[\w.-]+:)?(rss|feed|rdf)\b", re.IGNORECASE)


def is_feed(page: Page) -> bool:
    """Whether a page is a feed, by its first element, JSON Feed's version line, or the question it answers."""
    try:
        page = sitemaps.unpacked(page)
    except FeedError:
        return False
    return (
        bool(ROOTS.match(from_first_element(page.body)))
        or jsonfeed.is_json_feed(page.body)
        or statements.are_statuses(page)
        or sitemaps.is_news(page)
    )


def from_first_element(body: bytes) -> bytes:
    """The beginning of a page from its first element on: declarations and comments are stepped over, one after another."""
    text = body[:65_536].lstrip(b"\xef\xbb\xbf \t\r\n")
    while text.startswith((b"<?", b"<!")):
        end = b"-->" if text.startswith(b"<!--") else b"?>" if text.startswith(b"<?") else b">"
        place = text.find(end)
        if place < 0:
            return b""
        text = text[place + len(end) :].lstrip()
    return text[:64]


def parse(page: Page) -> Feed:
    """A feed's entries, newest first as the feed has them. Raises FeedError for what is no feed."""
    page = sitemaps.unpacked(page)
    if statements.are_statuses(page):
        return statements.read(page, most=MOST_ENTRIES)
    if sitemaps.is_news(page):
        return sitemaps.read(page, most=MOST_ENTRIES)
    if jsonfeed.is_json_feed(page.body):
        return jsonfeed.read(page, most=MOST_ENTRIES)
    read = wellformed.read(page, most=MOST_ENTRIES)
    # A feed in which the fast reader finds nothing may be one whose elements bear unusual names.
    return read if read is not None and read.entries else illformed.read(page, most=MOST_ENTRIES)
