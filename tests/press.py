"""A fake press that speaks the domain, over real HTTP on this machine.

gazette = press.outlet("Gazette").publishes("Fire at the port")
gazette.then_is_gone()
ministry = press.account("ministry", "Ministry of Harbours").says("The port is open.")
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from newsbox.press.server import Answer, Request, Server

TEXT = (
    "The fire began in the engine room shortly before noon and spread to the upper deck within minutes.",
    "“Everybody on board was brought ashore,” said harbour master Ines Marlo. The cause is not yet known.",
    "The port remains closed until Thursday, according to the authorities in the town.",
)


@dataclass
class Article:
    """One article of an outlet, and its page."""

    slug: str
    headline: str
    paragraphs: tuple[str, ...] = TEXT
    published: str = "2026-11-12T08:15:00+00:00"
    picture: str | None = None
    answer: Answer | None = None

    def page(self, outlet: Outlet) -> bytes:
        picture = f'<meta property="og:image" content="{self.picture}">' if self.picture else ""
        body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in self.paragraphs)
        return (
            f'<!doctype html><html lang="en"><head><title>{escape(self.headline)} - {outlet.name}</title>'
            f'<meta property="og:type" content="article"><meta property="og:site_name" content="{outlet.name}">'
            f'<meta property="article:published_time" content="{self.published}">{picture}</head>'
            f"<body><nav><a href='/'>Home</a></nav><article><h1>{escape(self.headline)}</h1>{body}</article></body></html>"
        ).encode()


@dataclass
class Outlet:
    """A newspaper with a front page, a feed, and articles."""

    server: Server
    key: str
    name: str
    articles: list[Article] = field(default_factory=list)
    answer: Answer | None = None
    """What its feed answers instead of itself."""
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.server.at(f"/{self.key}/feed.xml", self._feed)
        self.server.at(f"/{self.key}/*", self._page)

    @property
    def feed(self) -> str:
        return f"{self.server.url}/{self.key}/feed.xml"

    @property
    def home(self) -> str:
        return f"{self.server.url}/{self.key}/"

    def address(self, article: Article) -> str:
        return f"{self.home}{article.slug}"

    def publishes(self, headline: str, *paragraphs: str, **more: object) -> Outlet:
        slug = headline.lower().replace(" ", "-")
        self.articles.insert(0, Article(slug, headline, paragraphs or TEXT, **more))  # type: ignore[arg-type]
        return self

    def then_answers(self, status: int, body: bytes = b"", delay: float = 0.0, **headers: str) -> Outlet:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answer = Answer(body, status=status, headers=named, delay=delay)
        return self

    def recovers(self) -> Outlet:
        self.answer = None
        return self

    def asked_for_feed(self) -> list[Request]:
        return [request for request in self.server.requests if request.path == f"/{self.key}/feed.xml"]

    def _feed(self, request: Request) -> Answer:
        if self.answer:
            return self.answer
        items = "".join(
            f"<item><title>{escape(article.headline)}</title><link>{self.address(article)}</link>"
            f"<guid>{self.key}-{article.slug}</guid><description>{escape(article.paragraphs[0][:60])}</description></item>"
            for article in self.articles
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{self.name}</title><link>{self.home}</link>{items}</channel></rss>'.encode()
        tag = f'W/"{sha256(body).hexdigest()[:8]}"'
        if request.headers.get("if-none-match") == tag:
            return Answer(status=304, headers={"ETag": tag, **self.headers})
        return Answer(body, "application/rss+xml", headers={"ETag": tag, **self.headers})

    def _page(self, request: Request) -> Answer:
        slug = request.path.partition("?")[0].rsplit("/", 1)[-1]
        if not slug:
            link = f'<link rel="alternate" type="application/rss+xml" title="{self.name}" href="feed.xml">'
            return Answer(
                f"<html><head><title>{self.name}</title>{link}</head><body><h1>{self.name}</h1></body></html>".encode()
            )
        for article in self.articles:
            if article.slug == slug:
                return article.answer or Answer(article.page(self))
        return Answer(b"<h1>Not found</h1>", status=404)


@dataclass
class Account:
    """Somebody who says things on a server that speaks Mastodon's API."""

    server: Server
    handle: str
    name: str
    posts: list[dict[str, Any]] = field(default_factory=list)
    """The newest first."""
    answer: Answer | None = None
    """What the API answers instead of itself."""
    allowance: int | None = None
    """Requests left of the server's allowance; None for a server that counts none."""

    def __post_init__(self) -> None:
        self.server.at("/api/v1/accounts/lookup", self._lookup)
        self.server.at(f"/api/v1/accounts/{self.number}/statuses", self._statuses)
        self.server.at(f"/@{self.handle}", lambda request: Answer(b"<html><body><div id='app'></div></body></html>"))

    @property
    def number(self) -> str:
        return "1001"

    @property
    def profile(self) -> str:
        return f"{self.server.url}/@{self.handle}"

    @property
    def statuses(self) -> str:
        return f"{self.server.url}/api/v1/accounts/{self.number}/statuses?limit=40&exclude_replies=true"

    @property
    def own(self) -> dict[str, Any]:
        return {
            "id": self.number,
            "username": self.handle,
            "acct": self.handle,
            "display_name": self.name,
            "url": self.profile,
            "statuses_count": len(self.posts),
        }

    def says(self, words: str, **more: Any) -> Account:
        """Posts something; `more` are further values of the API's status."""
        number = str(len(self.posts) + 1)
        self.posts.insert(
            0,
            {
                "id": number,
                "uri": f"{self.server.url}/users/{self.handle}/statuses/{number}",
                "url": f"{self.profile}/{number}",
                "created_at": f"2026-11-12T{int(number) // 60:02}:{int(number) % 60:02}:00.000Z",
                "edited_at": None,
                "content": f"<p>{words}</p>" if words else "",
                "language": "en",
                "account": self.own,
                "reblog": None,
                "media_attachments": [],
                **more,
            },
        )
        return self

    def passes_on(self, speaker: str, words: str) -> Account:
        """Boosts what somebody on another server said."""
        theirs = {
            "id": "77",
            "uri": "https://elsewhere.example/users/jane/statuses/77",
            "url": "https://elsewhere.example/@jane/77",
            "created_at": "2026-11-11T07:00:00.000Z",
            "content": f"<p>{words}</p>",
            "account": {"username": "jane", "display_name": speaker, "url": "https://elsewhere.example/@jane"},
        }
        return self.says("", reblog=theirs)

    def edits(self, number: int, words: str) -> Account:
        post = next(each for each in self.posts if each["id"] == str(number))
        post.update(content=f"<p>{words}</p>", edited_at="2026-11-12T10:00:00.000Z")
        return self

    def refuses(self, status: int, reason: str) -> Account:
        self.answer = Answer(json.dumps({"error": reason}).encode(), "application/json; charset=utf-8", status)
        return self

    def asked(self) -> list[Request]:
        return [request for request in self.server.requests if "/statuses" in request.path]

    def _lookup(self, request: Request) -> Answer:
        if self.answer:
            return self.answer
        if parse_qs(urlsplit(request.path).query).get("acct") != [self.handle]:
            return Answer(b'{"error": "Record not found"}', "application/json", 404)
        return Answer(json.dumps(self.own).encode(), "application/json; charset=utf-8")

    def _statuses(self, request: Request) -> Answer:
        if self.answer:
            return self.answer
        asked = parse_qs(urlsplit(request.path).query)
        below = int(asked.get("max_id", ["999999"])[0])
        rows = [post for post in self.posts if int(post["id"]) < below][: int(asked["limit"][0])]
        headers = {}
        if rows:
            headers["Link"] = (
                f'<{self.statuses}&max_id={rows[-1]["id"]}>; rel="next", <{self.statuses}&min_id={rows[0]["id"]}>; rel="prev"'
            )
        if self.allowance is not None:
            self.allowance -= 1
            headers |= {
                "X-RateLimit-Limit": "300",
                "X-RateLimit-Remaining": str(max(self.allowance, 0)),
                "X-RateLimit-Reset": (datetime.now(UTC) + timedelta(hours=3)).isoformat().replace("+00:00", "Z"),
            }
            if self.allowance < 0:
                return Answer(b'{"error": "Too many requests"}', "application/json", 429, headers)
        return Answer(json.dumps(rows).encode(), "application/json; charset=utf-8", headers=headers)


class Press(Server):
    """The press of a town."""

    def outlet(self, name: str) -> Outlet:
        return Outlet(self, name.lower().replace(" ", "-"), name)

    def account(self, handle: str, name: str) -> Account:
        return Account(self, handle, name)

    def answers(
        self,
        path: str,
        body: bytes = b"",
        content_type: str = "text/html",
        status: int = 200,
        delay: float = 0.0,
        **headers: str,
    ) -> str:
        """A single address that answers as told; gives the address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.at(path, lambda request: Answer(body, content_type, status, named, delay))
        return self.url + path

    def bomb(self, path: str, size: int) -> str:
        """Little gzip that becomes very much."""
        return self.answers(path, gzip.compress(b"\0" * size), Content_Encoding="gzip")

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path.partition("?")[0] == path]
