"""What does a feed ask of those who visit it: when to stay away, and whom to ask for news of it?"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from newsbox import addresses
from newsbox.types import Page

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HEAD = 65_536
"""Bytes in which a feed names its hub."""
SKIP_HOURS = re.compile(rb"<skipHours\b[^>]*>(.{0,4000}?)</skipHours", re.IGNORECASE | re.DOTALL)
SKIP_DAYS = re.compile(rb"<skipDays\b[^>]*>(.{0,2000}?)</skipDays", re.IGNORECASE | re.DOTALL)
HOUR = re.compile(rb"<hour\b[^>]*>\s*(\d{1,2})\s*<", re.IGNORECASE)
DAY = re.compile(rb"<day\b[^>]*>\s*([a-z]+)\s*<", re.IGNORECASE)
ENTRY = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>/]", re.IGNORECASE)
LINK = re.compile(rb"<(?:[\w.-]+:)?link\s[^<>]{1,2000}>", re.IGNORECASE)
ATTRIBUTE = re.compile(rb"\b(rel|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
HEADER = re.compile(r"<([^<>]{1,2000})>((?:\s*;[^,<]*)*)")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a feed asks for, beside how often (Feed.every)."""

    hours: tuple[int, ...] = ()
    """Of the day in GMT, from 0 to 23, in which it wants no visit (RSS: skipHours)."""
    days: tuple[int, ...] = ()
    """Of the week in GMT, Monday is 0, on which it wants none (RSS: skipDays)."""
    hub: str | None = None
    """Who tells of its news (WebSub)."""
    topic: str | None = None
    """The address under which the hub knows it."""


def of(page: Page) -> Wishes:
    """What the feed on a page asks for. A wish to be left alone at all hours, or on all days, is a slip and no wish."""
    body, head = page.body, page.body[: 4 * HEAD]
    hours: set[int] = set()
    if b"skiphours" in (low := head.lower()) and (match := SKIP_HOURS.search(head)):
        # The RSS of 1999 counted to 24.
        hours = {int(each) % 24 for each in HOUR.findall(match[1]) if int(each) <= 24}
    days: set[int] = set()
    if b"skipdays" in low and (match := SKIP_DAYS.search(head)):
        days = {DAYS.index(name) for each in DAY.findall(match[1]) if (name := each.decode().lower()) in DAYS}
    links = {**_in_body(body), **_in_headers(page.links)}
    hub = addresses.join(page.url, links.get("hub"))
    return Wishes(
        hours=tuple(sorted(hours)) if len(hours) < 24 else (),
        days=tuple(sorted(days)) if len(days) < 7 else (),
        hub=hub,
        topic=(addresses.join(page.url, links.get("self")) or page.url) if hub else None,
    )


def _in_headers(links: str) -> dict[str, str]:
    """The first hub and self among Link headers, which count more than what the feed says (WebSub, 4)."""
    found: dict[str, str] = {}
    for target, parameters in HEADER.findall(links):
        for rel in re.findall(r"rel\s*=\s*\"?([\w\s-]+)", parameters, re.IGNORECASE):
            for name in rel.lower().split():
                found.setdefault(name, target)
    return {name: target for name, target in found.items() if name in ("hub", "self")}


def _in_body(body: bytes) -> dict[str, str]:
    head = body[:HEAD]
    if b"hub" not in head:
        return {}
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _in_json(body)
    first = ENTRY.search(head)
    found: dict[str, str] = {}
    for link in LINK.findall(head[: first.start()] if first else head):
        given = {name.lower(): (double or single) for name, double, single in ATTRIBUTE.findall(link)}
        href = given.get(b"href", b"").decode("utf-8", "replace").replace("&amp;", "&").strip()
        for rel in given.get(b"rel", b"").decode("ascii", "replace").lower().split():
            if rel in ("hub", "self") and href:
                found.setdefault(rel, href)
    return found


def _in_json(body: bytes) -> dict[str, str]:
    try:
        given = json.loads(body.decode("utf-8-sig", "replace"), strict=False)
        hubs = [str(each["url"]) for each in given.get("hubs") or () if str(each.get("type", "")).lower() == "websub"]
        return {"hub": hubs[0], "self": str(given.get("feed_url") or "")} if hubs else {}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
