"""JSON Feed, 1.0 and 1.1."""

from __future__ import annotations

import json
from typing import Any

from newsbox import addresses
from newsbox.errors import FeedError
from newsbox.gathering import entries
from newsbox.texts import printable
from newsbox.types import Entry, Feed, Page


def is_json_feed(body: bytes) -> bool:
    """Whether a body is a JSON Feed, by its version line."""
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] == b"{" and b"jsonfeed.org/version" in start.replace(b"\\/", b"/")


def read(page: Page, *, most: int) -> Feed:
    """A feed's values. Raises FeedError for what is broken. most: entries."""
    try:
        given = json.loads(page.body.decode("utf-8-sig", "replace"), strict=False)
        items = [each for each in given.get("items") or [] if isinstance(each, dict)]
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise FeedError("this JSON Feed is broken.", about=page.url) from error
    house = _authors(given)
    found = tuple(_entry(item, page.url, house) for item in items)
    return Feed(
        entries.plain(text(given.get("title"))) or "",
        addresses.join(page.url, text(given.get("home_page_url"))),
        text(given.get("language")) or None,
        entries.named_once(entries.newest(found, most)),
    )


def _entry(item: dict[str, Any], base: str | None, house: tuple[str, ...]) -> Entry:
    url = addresses.join(base, text(item.get("url")) or text(item.get("external_url")))
    content = text(item.get("content_html")) or entries.paragraphs(text(item.get("content_text")))
    title = entries.plain(text(item.get("title"))) or ""
    attached = item.get("attachments") if isinstance(item.get("attachments"), list) else []
    pictures = [
        text(each.get("url"))
        for each in attached or []
        if isinstance(each, dict) and text(each.get("mime_type")).startswith("image")
    ]
    image = text(item.get("image")) or text(item.get("banner_image")) or next(iter(pictures), "")
    tags = item.get("tags") if isinstance(item.get("tags"), list) else []
    return Entry(
        guid=entries.name(text(item.get("id")) or url or entries.digest(title, content)),
        url=url,
        title=title,
        authors=_authors(item) or house,
        published=entries.rfc3339(item.get("date_published")),
        modified=entries.rfc3339(item.get("date_modified")),
        summary=entries.as_html(text(item.get("summary"))),
        content=content,
        image=addresses.join(base, image),
        tags=entries.tags(text(each) for each in tags or []),
        language=text(item.get("language")) or None,
    )


def _authors(given: dict[str, Any]) -> tuple[str, ...]:
    """1.1 has a list of authors, 1.0 one; both occur in either."""
    listed = given.get("authors") if isinstance(given.get("authors"), list) else []
    each = listed or [given.get("author")]
    return tuple(
        dict.fromkeys(name for one in each if isinstance(one, dict) and (name := entries.person(text(one.get("name")))))
    )


def text(value: Any) -> str:
    """A text of a JSON value; numbers are texts, too, and anything else is none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return printable(value) if isinstance(value, str) else ""
