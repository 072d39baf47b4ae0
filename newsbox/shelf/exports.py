"""What did somebody keep in another reader? Its export files, read: starred items, saved articles, bookmarks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from newsbox import addresses
from newsbox.errors import MarkError
from newsbox.types import moment

LARGEST = 64 * 1024 * 1024
"""Bytes of a file in a packed export, unpacked."""
MOST_FILES = 2000
STARRED = "/state/com.google/starred"
READ = "/state/com.google/read"
NETSCAPE = re.compile(rb"\s*(?:<!--.*?-->\s*)?<!DOCTYPE\s+NETSCAPE-Bookmark-file", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Saved:
    """Something that was kept: an address, and mostly a text."""

    url: str
    """As the file has it."""
    title: str = ""
    html: str = ""
    """Its text as the other reader kept it; empty where that kept the address alone."""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    """ISO 8601."""
    added: datetime | None = None
    """When it was kept, as far as the file tells."""
    is_read: bool = False


def is_packed(body: bytes) -> bool:
    """Whether a file is another reader's export as one archive: lists of sources and of items in a zip."""
    return body.startswith(b"PK\x03\x04") and bool(_names(body))


def unpacked(body: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a packed export that tell something, the lists of sources first. Raises MarkError for a broken one."""
    try:
        with ZipFile(BytesIO(body)) as packed:
            for name in sorted(_names(body), key=lambda name: not name.lower().endswith((".opml", ".opml.xml"))):
                with packed.open(name) as inside:
                    text = inside.read(LARGEST + 1)
                if len(text) <= LARGEST:
                    yield name, text
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise MarkError("this archive is broken or locked.") from error


def _names(body: bytes) -> list[str]:
    try:
        with ZipFile(BytesIO(body)) as packed:
            names = packed.namelist()[:MOST_FILES]
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return []
    # A web archive (WACZ) has its pages beside its lists.
    if any(re.search(r"\.warc(?:\.gz)?$", name, re.IGNORECASE) for name in names):
        return []
    return [name for name in names if re.search(r"\.(?:opml|opml\.xml|json)$", name, re.IGNORECASE)]


def saved_in(body: bytes) -> list[Saved] | None:
    """What a file of another reader's keeps, the oldest first; None for a file that is no such export.

    FreshRSS's and others' starred items (the JSON of Google Reader), Miniflux's entries, Wallabag's articles, the Netscape
    bookmark file that browsers and bookmark managers write. Of items only the starred ones: the others are yesterday's feed.
    """
    if NETSCAPE.match(body[:4096]):
        return _in_order(_bookmarks(body))
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"[", b"{"):
        return None
    try:
        told = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if isinstance(told, dict) and isinstance(told.get("items"), list):
        is_starred = str(told.get("id", "")).rpartition("/")[2] == "starred"
        return _in_order(_google(told["items"], all_starred=is_starred))
    if isinstance(told, dict) and isinstance(told.get("entries"), list):
        return _in_order(_miniflux(told["entries"]))
    if isinstance(told, list) and told and all(isinstance(each, dict) and "url" in each for each in told):
        is_miniflux = any("feed_id" in each or "starred" in each for each in told)
        return _in_order(_miniflux(told) if is_miniflux else _wallabag(told))
    return None


def _in_order(kept: Iterable[Saved]) -> list[Saved]:
    earliest = datetime.min.replace(tzinfo=UTC)
    return sorted((each for each in kept if addresses.is_web(each.url)), key=lambda each: each.added or earliest)


def _google(items: list[Any], *, all_starred: bool) -> Iterator[Saved]:
    """Items as Google Reader told them, and everything since that speaks its language."""
    for item in _objects(items):
        marks = [str(each) for each in _list(item.get("categories"))]
        if not all_starred and not any(each.endswith(STARRED) for each in marks):
            continue
        links = [*_objects(_list(item.get("canonical"))), *_objects(_list(item.get("alternate")))]
        content = item.get("content") or item.get("summary")
        origin = item.get("origin")
        origin = origin if isinstance(origin, dict) else {}
        yield Saved(
            url=next((text for link in links if (text := _text(link.get("href")))), ""),
            title=unescape(_text(item.get("title"))),
            html=_text(content.get("content") if isinstance(content, dict) else content),
            outlet=unescape(_text(origin.get("title"))),
            authors=_names_in(item.get("author")),
            published=_iso(item.get("published")),
            added=_moment(item.get("timestampUsec"), 1e6)
            or _moment(item.get("crawlTimeMsec"), 1e3)
            or _moment(item.get("published")),
            is_read=any(each.endswith(READ) for each in marks),
        )


def _miniflux(entries: list[Any]) -> Iterator[Saved]:
    for entry in _objects(entries):
        if not entry.get("starred"):
            continue
        feed = entry.get("feed")
        yield Saved(
            url=_text(entry.get("url")),
            title=_text(entry.get("title")),
            html=_text(entry.get("content")),
            outlet=_text(feed.get("title")) if isinstance(feed, dict) else "",
            authors=_names_in(entry.get("author")),
            published=_iso(entry.get("published_at")),
            # It tells no hour of the star: a starred entry changes last when that is set.
            added=_moment(entry.get("changed_at")) or _moment(entry.get("published_at")),
            is_read=entry.get("status") == "read",
        )


def _wallabag(articles: list[Any]) -> Iterator[Saved]:
    for article in _objects(articles):
        yield Saved(
            url=_text(article.get("url")) or _text(article.get("given_url")),
            title=_text(article.get("title")),
            html=_text(article.get("content")),
            outlet=_text(article.get("domain_name")),
            authors=_names_in(article.get("published_by")),
            published=_iso(article.get("published_at")),
            added=_moment(article.get("created_at")),
            is_read=str(article.get("is_archived", "0")) in ("1", "True", "true"),
        )


def _bookmarks(body: bytes) -> Iterator[Saved]:
    """A Netscape bookmark file; also one that closes nothing, as they all do."""
    from lxml import html

    tree = html.fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
    for link in tree.iter("a"):
        yield Saved(
            url=link.get("href", ""),
            title=" ".join("".join(link.itertext()).split()),
            added=_moment(link.get("add_date")),
        )


# What such files write in several ways ------------------------------------------------------------------------------


def _objects(values: list[Any]) -> Iterator[Mapping[str, Any]]:
    return (each for each in values if isinstance(each, dict))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _names_in(value: Any) -> tuple[str, ...]:
    """Authors: one text, several parted by semicolons, or a list."""
    given = value if isinstance(value, list) else _text(value).split(";")
    return tuple(name for each in given if (name := unescape(_text(each)).strip()))


def _moment(value: Any, per_second: float = 1.0) -> datetime | None:
    """A time as a number since 1970, or as ISO 8601."""
    if isinstance(value, str) and not value.strip().isdigit():
        # Older Pythons read no offset without a colon.
        return moment(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", value.strip()))
    try:
        seconds = float(value) / per_second
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _iso(value: Any) -> str | None:
    at = _moment(value)
    return at.isoformat() if at else None
