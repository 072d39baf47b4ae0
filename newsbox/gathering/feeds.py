"""A home page's feeds, and a feed's entries: RSS, Atom, RDF, JSON Feed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import struct_time
from typing import Any

from lxml import etree, html

from newsbox import addresses
from newsbox.errors import FeedError
from newsbox.texts import printable
from newsbox.types import Entry, Feed, Page

EARLIEST, LATEST = 1700, 2200
"""Years; what lies outside is a publishing system's zero, or its infinity."""
LONGEST_GUID = 500
"""Bytes; a longer name is kept as its digest, since indexes have their limits."""
MOST_ENTRIES = 2000
"""A feed with more is an archive; its newest are taken."""
FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
)
ROOTS = re.compile(rb"<(?:[\w.-]+:)?(rss|feed|rdf)\b", re.IGNORECASE)
COMMON_PATHS = (
    "feed",
    "feed/",
    "rss",
    "rss.xml",
    "feed.xml",
    "atom.xml",
    "index.xml",
    "feeds/posts/default",
    "feed.json",
)
"""Where publishing systems put a feed that the page does not name."""
PERIODS = {
    "hourly": 3600.0,
    "daily": 86_400.0,
    "weekly": 7 * 86_400.0,
    "monthly": 30 * 86_400.0,
    "yearly": 365 * 86_400.0,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed that a page names."""

    url: str
    title: str = ""


def is_feed(page: Page) -> bool:
    """Whether a page is a feed, by its first element or JSON Feed's version line."""
    return bool(ROOTS.match(_from_first_element(page.body))) or _is_json_feed(page.body)


def _from_first_element(body: bytes) -> bytes:
    """The beginning of a page from its first element on: declarations and comments are stepped over, one after another."""
    text = body[:65_536].lstrip(b"\xef\xbb\xbf \t\r\n")
    while text.startswith((b"<?", b"<!")):
        end = b"-->" if text.startswith(b"<!--") else b"?>" if text.startswith(b"<?") else b">"
        place = text.find(end)
        if place < 0:
            return b""
        text = text[place + len(end) :].lstrip()
    return text[:64]


def offered(page: Page) -> list[Offer]:
    """The feeds a page names in its head (link rel=alternate), comment feeds last."""
    try:
        tree = html.document_fromstring(page.body[:2_000_000] or b"<html/>")
    except (etree.ParserError, ValueError):
        return []
    base = addresses.join(page.url, next(iter(tree.xpath("//base/@href")), None)) or page.url
    found: dict[str, Offer] = {}
    for link in tree.xpath("//link[@href] | //a[@href and @type]"):
        rel, kind = (link.get("rel") or "").lower().split(), (link.get("type") or "").lower().partition(";")[0].strip()
        url = addresses.join(base, link.get("href"))
        if (
            url
            and kind in FEED_TYPES[:4] + (("application/json",) if "feed" in url else ())
            and ("alternate" in rel or "feed" in rel)
        ):
            found.setdefault(url, Offer(url, " ".join((link.get("title") or "").split())))
    return sorted(
        found.values(),
        key=lambda offer: bool(re.search(r"comment|kommentar|commentaire", offer.url + offer.title, re.IGNORECASE)),
    )


def parse(page: Page) -> Feed:
    """A feed's entries, newest first as the feed has them. Raises FeedError for what is no feed."""
    return _json_feed(page) if _is_json_feed(page.body) else _xml_feed(page)


def _xml_feed(page: Page) -> Feed:
    import feedparser

    headers = {
        "content-location": page.url or "",
        "content-type": f"{page.content_type or 'application/xml'}"
        + (f"; charset={page.charset}" if page.charset else ""),
    }
    # What we show is sanitised where it is shown; feedparser's own pass would cost three quarters of its time.
    parsed = feedparser.parse(page.body, response_headers=headers, sanitize_html=False)
    if not parsed.get("version") and not parsed.entries:
        raise FeedError("this is no feed that NewsBox knows (RSS, Atom, RDF, JSON Feed).", about=page.url)
    site = addresses.join(page.url, parsed.feed.get("link"))
    entries = _newest(tuple(_entry(each, page.url) for each in parsed.entries))
    return Feed(
        title=_plain(parsed.feed.get("title")) or "",
        site=site,
        language=_plain(parsed.feed.get("language")),
        entries=_named_once(entries),
        every=_period(parsed.feed),
    )


def _entry(given: Any, base: str | None) -> Entry:
    url = addresses.join(base, given.get("feedburner_origlink") or given.get("link"))
    contents = [
        each.get("value", "")
        for each in given.get("content", ())
        if each.get("type", "") != "text/plain" or len(given.content) == 1
    ]
    content = printable(max(contents, key=len, default=""))
    summary = printable(given.get("summary") or "")
    title = _plain(given.get("title")) or ""
    return Entry(
        guid=_name(given.get("id") or url or _digest(title, summary, content)),
        url=url or (addresses.join(base, given["id"]) if addresses.is_web(given.get("id") or "") else None),
        title=title,
        authors=tuple(dict.fromkeys(name for each in given.get("authors", ()) if (name := _plain(each.get("name")))))
        or tuple(filter(None, [_plain(given.get("author"))])),
        published=_stamp(given.get("published_parsed"), given.get("published"))
        or _stamp(_own(given, "updated_parsed"), _own(given, "updated")),
        modified=_stamp(_own(given, "updated_parsed"), _own(given, "updated")),
        summary=summary if summary != content else "",
        content=content,
        image=_picture(given, base),
        tags=tuple(
            dict.fromkeys(tag for each in given.get("tags", ()) if (tag := _plain(each.get("term"))) and len(tag) <= 80)
        ),
    )


def _own(given: Any, name: str) -> Any:
    """A value the feed really has: feedparser lends `updated` the value of `published`, and warns of it."""
    return dict.get(given, name)


def _picture(given: Any, base: str | None) -> str | None:
    for each in [*given.get("media_content", ()), *given.get("enclosures", ()), *given.get("media_thumbnail", ())]:
        link = each.get("url") or each.get("href")
        kind = each.get("medium") or each.get("type") or ""
        if link and (
            kind.startswith("image") or (not kind and re.search(r"\.(jpe?g|png|webp|gif)([?#]|$)", link, re.IGNORECASE))
        ):
            return addresses.join(base, link)
    return None


def _is_json_feed(body: bytes) -> bool:
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b"jsonfeed.org/version" in body[:2000].replace(
        b"\\/", b"/"
    )


def _json_feed(page: Page) -> Feed:
    try:
        given = json.loads(page.body.decode("utf-8-sig", "replace"), strict=False)
        items = given.get("items") or []
    except (ValueError, RecursionError, AttributeError) as error:
        raise FeedError("this JSON Feed is broken.", about=page.url) from error
    entries = []
    for item in (each for each in items if isinstance(each, dict)):
        url = addresses.join(page.url, _str(item.get("url")) or _str(item.get("external_url")))
        authors = item.get("authors") or ([item["author"]] if isinstance(item.get("author"), dict) else [])
        content = _str(item.get("content_html")) or "".join(
            f"<p>{html_escaped}</p>" for html_escaped in _escaped_paragraphs(_str(item.get("content_text")))
        )
        title = _plain(_str(item.get("title"))) or ""
        entries.append(
            Entry(
                guid=_name(_str(item.get("id")) or url or _digest(title, content)),
                url=url,
                title=title,
                authors=tuple(
                    name for each in authors if isinstance(each, dict) and (name := _plain(_str(each.get("name"))))
                ),
                published=_rfc3339(item.get("date_published")),
                modified=_rfc3339(item.get("date_modified")),
                summary=_str(item.get("summary")),
                content=content,
                image=addresses.join(page.url, _str(item.get("image")) or _str(item.get("banner_image"))),
                tags=tuple(tag for each in item.get("tags") or () if (tag := _plain(_str(each)))),
            )
        )
    return Feed(
        _plain(_str(given.get("title"))) or "",
        addresses.join(page.url, _str(given.get("home_page_url"))),
        _str(given.get("language")) or None,
        _named_once(_newest(tuple(entries))),
    )


def _escaped_paragraphs(text: str) -> Iterator[str]:
    for piece in re.split(r"\n\s*\n", text):
        if piece.strip():
            yield piece.strip().replace("&", "&amp;").replace("<", "&lt;")


def _newest(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Of an archive its newest entries; what has no date keeps its place among the first."""
    if len(entries) <= MOST_ENTRIES:
        return entries
    return tuple(sorted(entries, key=lambda entry: entry.published or "9999", reverse=True)[:MOST_ENTRIES])


def _named_once(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Feeds carry an entry twice, name several alike, and link several to one page.

    The first of a name stays; others with an address of their own take that as their name. Entries that share an
    address are told apart by their headlines, and have no page of their own.
    """
    named: dict[str, Entry] = {}
    for entry in entries:
        kept = named.get(entry.guid)
        if kept is None:
            named[entry.guid] = entry
        elif entry.url and entry.url != kept.url and entry.url not in named:
            named[entry.url] = replace(entry, guid=entry.url)
    titles: dict[str, set[str]] = {}
    for entry in named.values():
        titles.setdefault(entry.url or entry.guid, set()).add(entry.title)
    return tuple(
        replace(entry, has_page=False) if len(titles[entry.url or entry.guid]) > 1 else entry
        for entry in named.values()
    )


def _stamp(parsed: struct_time | None, written: str | None) -> str | None:
    """Feedparser's time, which is UTC; a date that was written without an hour stays a date."""
    if parsed is None:
        return None
    try:
        moment = datetime(*parsed[:6], tzinfo=UTC)
    except ValueError:
        return None
    if not EARLIEST <= moment.year <= LATEST:
        return None
    return f"{moment:%Y-%m-%d}" if written and ":" not in written and "T" not in written else moment.isoformat()


def _rfc3339(written: Any) -> str | None:
    try:
        moment = datetime.fromisoformat(str(written)) if written else None
    except ValueError:
        return None
    return moment.isoformat(timespec="seconds") if moment and EARLIEST <= moment.year <= LATEST else None


def _period(feed: Any) -> float | None:
    """Seconds between visits the feed asks for."""
    ttl = str(feed.get("ttl") or "").strip()
    if re.fullmatch(r"[0-9]{1,7}", ttl):
        return float(ttl) * 60
    base = PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
    times = str(feed.get("sy_updatefrequency", "1")).strip()
    return base / max(1, int(times)) if base and re.fullmatch(r"[0-9]{1,4}", times) else base


def _plain(text: str | None) -> str | None:
    """A title or name without the markup that feeds put into it, on one line."""
    if not text:
        return None
    if "<" in text or "&" in text:
        try:
            text = html.fromstring(f"<div>{text}</div>").text_content()
        except (etree.ParserError, ValueError):
            text = re.sub(r"<[^>]*>", "", text)
    return " ".join(printable(str(text)).split()) or None


def _str(value: Any) -> str:
    """A text of a JSON Feed; numbers are texts, too, and anything else is none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return printable(value) if isinstance(value, str) else ""


def _name(guid: str) -> str:
    """What the feed calls an entry, as far as an index can hold it."""
    name = printable(guid)
    return name if len(name.encode("utf-8")) <= LONGEST_GUID else _digest(name)


def _digest(*texts: str) -> str:
    return "digest:" + hashlib.sha256("\x00".join(texts).encode("utf-8", "replace")).hexdigest()[:32]
