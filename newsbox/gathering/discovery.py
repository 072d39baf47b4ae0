"""Which feeds does an address lead to? What a page names, what its links look like, what a platform's addresses mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from newsbox import addresses
from newsbox.gathering import entries
from newsbox.gathering.markup import tree_of
from newsbox.types import Feed, Page

FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
)
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
LARGEST = 2_000_000
"""Bytes of a page that are looked through."""
MOST_LINKED = 60
"""Feeds taken from a page's links: a directory of feeds is for its reader to choose from."""
LISTING = re.compile(r"(?:^|[/_-])(?:rss|feeds?)(?:[/._-]|$)", re.IGNORECASE)
FEED_PATH = re.compile(
    r"(?:^|[/._-])(?:rss|feeds?|atom|rdf)(?:[/._-]?\d{0,2})?(?:\.(?:xml|rdf|rss|php|json))?/?$|\.(?:rss|rdf|atom)$"
    r"|/(?:rss|feeds?)/[\w./-]+\.(?:xml|rdf|rss|json)$",
    re.IGNORECASE,
)
NO_FEED = re.compile(r"\.(?:html?|pdf|jpe?g|png|css|js)$", re.IGNORECASE)
COMMENTS = re.compile(r"comment|kommentar|commentaire|comentario", re.IGNORECASE)
CHANNEL = re.compile(rb'"(?:externalId|channelId|browseId)"\s*:\s*"(UC[\w-]{22})"')


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a person may follow, and what it looks like today."""

    url: str
    title: str = ""
    kind: Literal["feed", "page"] = "feed"
    """page: no feed, but a page that is followed by the links it gains."""
    site: str = ""
    entries: int | None = None
    """How many it lists now; None as long as nobody looked."""
    newest: str = ""
    """The headline of its newest entry."""
    dated: str = ""
    """When that was published: ISO 8601, as precise as the feed."""


def candidates(page: Page) -> list[Offer]:
    """The feeds a page leads to, each once: those its address means, those it names, those its links look like; of comments last."""
    found = [*known(page.url or "", page.body), *offered(page)]
    # Links are guesses: they count where the page names nothing itself, or is a list of feeds by its address.
    if not found or LISTING.search(urlsplit(page.url or "").path):
        found += linked(page)
    return _once(found)


def known(url: str, body: bytes = b"") -> list[Offer]:
    """The feeds that addresses of a platform mean, by its documented scheme. body: the page, where the address alone does not tell."""
    if not addresses.is_web(url):
        return []
    parts, host = urlsplit(url), re.sub(r"^(m|mobile|old|new)\.", "", addresses.host(url))
    path, query = parts.path.rstrip("/"), parse_qs(parts.query)
    if host == "youtube.com":
        return _youtube(path, query, body)
    if host == "reddit.com" and (
        match := re.fullmatch(
            r"/(r/\w+|user/[\w-]+|u/[\w-]+)(?:/(?:new|top|hot|best|rising|controversial|submitted))?", path
        )
    ):
        return [Offer(f"https://www.reddit.com/{match[1]}/.rss", match[1])]
    if host == "github.com" and (
        match := re.fullmatch(r"/([\w.-]+/[\w.-]+?)(?:\.git)?(/releases|/tags|/commits)?(/.*)?", path)
    ):
        name, what = match[1], match[2] or "/releases"
        if what == "/commits":
            branch = f"/{match[3].strip('/')}" if match[3] else ""
            return [Offer(f"https://github.com/{name}/commits{branch}.atom", f"{name}: commits")]
        return [Offer(f"https://github.com/{name}{what}.atom", f"{name}: {what[1:]}")]
    if host == "bsky.app" and (match := re.fullmatch(r"/profile/([\w.:-]+)", path)):
        return [Offer(f"https://bsky.app/profile/{match[1]}/rss", match[1])]
    if host == "medium.com" and (match := re.fullmatch(r"/(@?[\w.-]+)", path)):
        return [Offer(f"https://medium.com/feed/{match[1]}", match[1])]
    return []


def _youtube(path: str, query: dict[str, list[str]], body: bytes) -> list[Offer]:
    feed = "https://www.youtube.com/feeds/videos.xml"
    if path == "/playlist" and (number := query.get("list")):
        return [Offer(f"{feed}?playlist_id={number[0]}")]
    if match := re.match(r"/channel/(UC[\w-]{22})", path):
        return [Offer(f"{feed}?channel_id={match[1]}")]
    # Handles and old names are told in the page alone; the first channel it names is its own.
    if re.match(r"/(@|c/|user/)", path) and (found := CHANNEL.search(body)):
        return [Offer(f"{feed}?channel_id={found[1].decode()}")]
    return []


def offered(page: Page) -> list[Offer]:
    """The feeds a page names in its head (link rel=alternate), those of comments last."""
    tree, base = tree_of(page, largest=LARGEST)
    found = []
    for link in tree.xpath("//link[@href] | //a[@href and @type]") if tree is not None else ():
        rel, kind = (link.get("rel") or "").lower().split(), (link.get("type") or "").lower().partition(";")[0].strip()
        url = addresses.join(base, link.get("href"))
        if (
            url
            and kind in FEED_TYPES[:4] + (("application/json",) if "feed" in url else ())
            and ("alternate" in rel or "feed" in rel)
        ):
            found.append(Offer(url, " ".join((link.get("title") or "").split())))
    return _once(found)


def linked(page: Page) -> list[Offer]:
    """The feeds to which a page's links seem to lead, by their addresses; only asking tells."""
    tree, base = tree_of(page, largest=LARGEST)
    found = []
    for link in tree.iter("a") if tree is not None else ():
        url = addresses.join(base, link.get("href"))
        if url and FEED_PATH.search(urlsplit(url).path) and not NO_FEED.search(urlsplit(url).path):
            found.append(Offer(url, " ".join(link.text_content().split())[:100]))
    return _once(found)[:MOST_LINKED]


def guesses(url: str) -> list[str]:
    """Where publishing systems would put the feed of a site that names none: beside the page, then at the root."""
    home = addresses.home(url)
    path = urlsplit(url).path
    folder = home + path.strip("/") + "/" if path.strip("/") and "." not in path.rpartition("/")[2] else home
    return list(dict.fromkeys([*(folder + each for each in COMMON_PATHS[:3]), *(home + each for each in COMMON_PATHS)]))


def previewed(offer: Offer, feed: Feed) -> Offer:
    """An offer with what its feed looks like today."""
    newest = max(feed.entries, key=lambda entry: entry.published or "", default=None)
    headline = ""
    if newest is not None:
        headline = newest.title or entries.plain(newest.content or newest.summary) or ""
    return replace(
        offer,
        title=feed.title or offer.title,
        site=feed.site or "",
        entries=len(feed.entries),
        newest=headline if len(headline) <= 140 else headline[:139].rpartition(" ")[0] + " …",
        dated=newest.published or "" if newest is not None else "",
    )


def distinct(found: Iterable[tuple[Offer, Feed]]) -> list[tuple[Offer, Feed]]:
    """Feeds without their twins: the same entries in another format are no choice. The first of each stays."""
    kept: dict[frozenset[str], tuple[Offer, Feed]] = {}
    for place, (offer, feed) in enumerate(found):
        pages = frozenset(addresses.key(entry.url) for entry in feed.entries if entry.url)
        kept.setdefault(pages or frozenset({f"none {place}"}), (offer, feed))
    return list(kept.values())


def _once(found: Iterable[Offer]) -> list[Offer]:
    once: dict[str, Offer] = {}
    for offer in found:
        once.setdefault(offer.url, offer)
    return sorted(once.values(), key=lambda offer: bool(COMMENTS.search(offer.url + offer.title)))
