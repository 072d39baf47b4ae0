"""Feeds in every way they are broken: feedparser reads what the fast reader leaves."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from time import struct_time
from typing import Any

from newsbox import addresses
from newsbox.errors import FeedError
from newsbox.gathering import entries
from newsbox.types import Coordinates, Entry, Feed, Page

DECLARATION = re.compile(rb"<!ENTITY\b[^>]*(?:>|$)", re.IGNORECASE)
HTML_TYPES = ("text/html", "application/xhtml+xml")


def read(page: Page, *, most: int) -> Feed:
    """A feed's values; the same as the fast reader's, where both can. Raises FeedError for what is no feed. most: entries."""
    import feedparser

    headers = {
        "content-location": page.url or "",
        "content-type": f"{page.content_type or 'application/xml'}"
        + (f"; charset={page.charset}" if page.charset else ""),
    }
    # A document's own entities are taken out and stay the names they are: one of them used often enough fills a machine.
    body = DECLARATION.sub(b"", page.body) if b"<!ENTITY" in page.body[:65_536].upper() else page.body
    try:
        # What we show is sanitised where it is shown; feedparser's own pass would cost three quarters of its time.
        parsed = feedparser.parse(body, response_headers=headers, sanitize_html=False)
        if not parsed.get("version") and not parsed.entries:
            raise FeedError("this is no feed that NewsBox knows (RSS, Atom, RDF, JSON Feed).", about=page.url)
        found = tuple(_entry(each, page.url, parsed.get("version", "")) for each in parsed.entries)
    except FeedError:
        raise
    except Exception as error:
        # Feeds break libraries in ways nobody has named yet; the cause is kept for the log.
        raise FeedError("this feed is too broken to read.", about=page.url) from error
    head = parsed.feed
    return Feed(
        title=_words(head, "title", parsed.get("version", "")),
        site=addresses.join(page.url, head.get("link")),
        language=entries.literal(head.get("language")),
        entries=entries.named_once(entries.newest(found, most)),
        every=entries.period(head.get("ttl"), head.get("sy_updateperiod"), str(head.get("sy_updatefrequency") or "1")),
    )


def _entry(given: Any, base: str | None, version: str) -> Entry:
    link = given.get("feedburner_origlink") or given.get("link")
    url = addresses.join(base, link)
    contents = [_html(each) for each in given.get("content", ()) if _is_text(each)]
    content = entries.readable(max(contents, key=len, default=""))
    summary = entries.readable(_html(given.get("summary_detail") or {"value": given.get("summary") or ""}))
    title = _words(given, "title", version)
    modified = _stamp(_own(given, "updated_parsed"), _own(given, "updated"))
    image, credit = _picture(given, base)
    detail = given.get("author_detail") or {}
    names = [entries.person(each.get("name") or each.get("email")) for each in given.get("authors", ())]
    return Entry(
        guid=entries.name(given.get("id") or url or entries.digest(title, summary, content)),
        url=url,
        title=title,
        authors=tuple(dict.fromkeys(filter(None, names)))
        or tuple(filter(None, [entries.person(detail.get("name") or given.get("author"))])),
        published=_stamp(given.get("published_parsed"), given.get("published"))
        or modified
        or _stamp(given.get("created_parsed"), given.get("created")),
        modified=modified,
        summary=summary if summary != content else "",
        content=content,
        image=image,
        tags=entries.tags(each.get("term") for each in given.get("tags", ())),
        credit=credit,
        language=given.get("language") or None,
        coordinates=_coordinates(given),
    )


def _coordinates(given: Any) -> Coordinates | None:
    """Where an entry says it happened: GeoRSS's point, which feedparser tells like GeoJSON (the longitude first), or W3C's geo."""
    where = given.get("where")
    if isinstance(where, dict) and where.get("type") == "Point" and len(where.get("coordinates") or ()) > 1:
        longitude, latitude = where["coordinates"][:2]
        if point := entries.coordinates(str(latitude), str(longitude)):
            return point
    return entries.coordinates(given.get("geo_lat") or "", given.get("geo_long") or "")


def _is_text(given: Any) -> bool:
    kind = (given.get("type") or "text/plain").lower()
    # The last is how Atom 0.3 called a text in base 64, which feedparser has unpacked.
    return kind.startswith("text/") or kind.endswith(("xml", "html", "octet-stream"))


def _html(given: Any) -> str:
    """A text of feedparser's as HTML: what it calls plain is escaped."""
    value = str(given.get("value") or "")
    if (given.get("type") or "").lower() in HTML_TYPES:
        return value
    return entries.as_html(value)


def _words(given: Any, name: str, version: str) -> str:
    detail = given.get(f"{name}_detail") or {}
    is_literal = version.startswith("atom") and detail.get("type") == "text/plain"
    text = given.get(name)
    return (entries.literal(text) if is_literal else entries.plain(text)) or ""


def _own(given: Any, name: str) -> Any:
    """A value the feed really has: feedparser lends `updated` the value of `published`, and warns of it."""
    return dict.get(given, name)


def _picture(given: Any, base: str | None) -> tuple[str | None, str]:
    credit = next((entries.plain(each.get("content")) for each in given.get("media_credit", ())), None) or ""
    for each in [
        *given.get("media_content", ()),
        *given.get("enclosures", ()),
        *({"url": each.get("url"), "medium": "image"} for each in given.get("media_thumbnail", ())),
    ]:
        link = each.get("url") or each.get("href")
        if link and entries.is_picture(link, each.get("medium") or each.get("type") or ""):
            return addresses.join(base, link), credit
    return None, ""


def _stamp(parsed: struct_time | None, written: str | None) -> str | None:
    """Feedparser's time, which is UTC; a date that was written without an hour stays a date."""
    if parsed is None:
        return None
    try:
        stamp = datetime(*parsed[:6], tzinfo=UTC)
    except ValueError:
        return None
    if not entries.EARLIEST <= stamp.year <= entries.LATEST:
        return None
    is_day = bool(written) and ":" not in str(written) and "T" not in str(written)
    return f"{stamp:%Y-%m-%d}" if is_day else entries.moment(stamp)
