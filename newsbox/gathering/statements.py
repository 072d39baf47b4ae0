"""What an account says, on any server that speaks Mastodon's API (Truth Social does, too): its posts as entries of a feed.

https://docs.joinmastodon.org/methods/accounts/: lookup by name, statuses by number, older ones by the Link header.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from newsbox import addresses
from newsbox.errors import FeedError
from newsbox.gathering import entries
from newsbox.gathering.jsonfeed import text
from newsbox.types import Entry, Feed, Page

ACCEPT = "application/json"
PROFILE = re.compile(r"/(?:web/)?(?:@|users/)([\w.-]+(?:@[\w-]+(?:\.[\w-]+)+)?)/?(?:with_replies|media)?/?")
"""How profile pages are called on Mastodon, Pleroma, Akkoma, GoToSocial, Pixelfed and Truth Social."""
STATUSES = re.compile(r"/api/v1/accounts/[\w-]+/statuses")
SHORTCODE = re.compile(r":[\w-]{2,40}:")
"""A server's own little pictures in a name."""
PAGE = 40
"""Posts of one answer; servers give no more."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who has a profile on a server."""

    name: str
    url: str
    """Its page."""
    statuses: str
    """The address at which its posts are asked for."""
    posts: int = 0


def lookup(url: str) -> str | None:
    """Where a server is asked for the account whose profile has this address; None for what is no profile's address.

    "https://server.example/@ministry" names one: whether that server speaks the API is found out by asking.
    """
    match = PROFILE.fullmatch(urlsplit(url).path)
    if match is None:
        return None
    # An account of another server has that server's address.
    name, _, server = match[1].partition("@")
    home = f"https://{server}/" if server else addresses.home(url)
    return f"{home}api/v1/accounts/lookup?acct={quote(name)}"


def webfinger(lookup: str) -> str:
    """Where a host tells on which server an account of its name lives (RFC 7033). lookup: where we asked first."""
    name = parse_qs(urlsplit(lookup).query)["acct"][0]
    resource = f"acct:{name}@{urlsplit(lookup).netloc}"
    return f"{addresses.home(lookup)}.well-known/webfinger?resource={quote(resource, safe='')}"


def profile_of(page: Page) -> str | None:
    """The profile that an answer of WebFinger names; None where it names none."""
    try:
        given = _dict(_json(page))
    except FeedError:
        return None
    links = [_dict(each) for each in _list(given.get("links"))]
    named = [
        text(each.get("href"))
        for rel in ("profile-page", "self")
        for each in links
        if text(each.get("rel")).endswith(rel)
    ]
    return next((url for each in named if (url := addresses.join(None, each))), None)


def account(page: Page) -> Account:
    """The account a server names when it is asked for one. Raises FeedError for an answer that is none."""
    given = _json(page)
    number = text(given.get("id")) if isinstance(given, dict) else ""
    if not isinstance(given, dict) or not re.fullmatch(r"[\w-]+", number) or page.url is None:
        raise FeedError("there is no account of this name on this server.", about=page.url)
    home = addresses.home(page.url)
    count = given.get("statuses_count")
    return Account(
        name=_name(given),
        url=addresses.join(home, text(given.get("url"))) or home,
        statuses=f"{home}api/v1/accounts/{number}/statuses?limit={PAGE}&exclude_replies=true",
        posts=count if isinstance(count, int) else 0,
    )


def are_statuses(page: Page) -> bool:
    """Whether a page is the answer to a question for an account's posts."""
    return bool(page.url and STATUSES.fullmatch(urlsplit(page.url).path)) and page.body.lstrip()[:1] in (b"[", b"{")


def read(page: Page, *, most: int) -> Feed:
    """An account's posts as a feed, with the way to older ones. Raises FeedError for an answer that is broken. most: entries."""
    given = _json(page)
    if not isinstance(given, list):
        raise FeedError("the server's answer is no list of posts.", about=page.url)
    posts = [each for each in given if isinstance(each, dict)]
    found = tuple(entry for each in posts if (entry := _entry(each, page.url)))
    owner = _dict(posts[0].get("account")) if posts else {}
    return Feed(
        title=_name(owner) if owner else "",
        site=addresses.join(page.url, text(owner.get("url"))) if owner else None,
        language=None,
        entries=entries.newest(found, most),
        following=page.following if posts else None,
    )


def _json(page: Page) -> Any:
    try:
        return json.loads(page.body.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError) as error:
        raise FeedError("the server's answer is no JSON.", about=page.url) from error


def _entry(given: dict[str, Any], base: str | None) -> Entry | None:
    """One post, or somebody else's that the account passes on; None for what says nothing."""
    boosted = _dict(given.get("reblog"))
    post = boosted or given
    owner, speaker = _dict(given.get("account")), _dict(post.get("account"))
    content = "".join(_content(post))
    name = text(given.get("uri")) or text(given.get("id"))
    if not name or not content:
        return None
    url = addresses.join(base, text(post.get("url")) or text(post.get("uri")))
    tags = post.get("tags") if isinstance(post.get("tags"), list) else []
    return Entry(
        guid=entries.name(name),
        url=url,
        authors=tuple(filter(None, [_name(speaker)])),
        published=entries.rfc3339(post.get("created_at")),
        modified=entries.rfc3339(post.get("edited_at")),
        content=content,
        tags=entries.tags(text(_dict(each).get("name")) for each in tags or []),
        language=text(post.get("language")) or None,
        speaker=_name(speaker) or None,
        platform=_platform(url or base),
        passed_on_by=_name(owner) or None if boosted else None,
    )


def _content(post: dict[str, Any]) -> Iterator[str]:
    """A post as HTML: its warning, its words, what its pictures and films show, its poll, the page it links to."""
    if warning := text(post.get("spoiler_text")).strip():
        yield entries.paragraphs(warning)
    yield text(post.get("content")).strip()
    for each in map(_dict, _list(post.get("media_attachments"))):
        kind, says = text(each.get("type")), text(each.get("description")).strip()
        link = text(each.get("url")) or text(each.get("remote_url")) or text(each.get("preview_url"))
        if kind == "image" and link:
            yield f'<img src="{escape(link)}" alt="{escape(says)}">'
        what = {"image": "Picture", "video": "Film", "gifv": "Film", "audio": "Recording"}.get(kind)
        if what and says:
            yield entries.paragraphs(f"[{what}: {says}]")
        elif what:
            yield entries.paragraphs(f"[{what} without a description]")
    options = [text(_dict(each).get("title")) for each in _list(_dict(post.get("poll")).get("options"))]
    if options:
        yield entries.paragraphs(f"[Poll: {' / '.join(options)}]")
    card = _dict(post.get("card"))
    title, target = entries.plain(text(card.get("title"))), addresses.join(None, text(card.get("url")))
    if title and target:
        yield entries.paragraphs(f"[Link: {title}, {target}]")


def _name(account: dict[str, Any]) -> str:
    """What an account calls itself, without its server's little pictures; its handle where it calls itself nothing."""
    shown = entries.plain(SHORTCODE.sub(" ", text(account.get("display_name"))))
    return shown or text(account.get("username")) or text(account.get("acct"))


def _platform(url: str | None) -> str | None:
    host = addresses.host(url) if url else None
    return "Truth Social" if host == "truthsocial.com" else host


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
