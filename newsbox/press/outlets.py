"""The outlets of the fictional press, and their pages as such outlets would print them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

from newsbox.press.draw import draw
from newsbox.press.server import NOTHING, Answer, Handler, Request, Server

WORDS = {
    "en": {
        "share": "Share this article",
        "more": "Read more",
        "newsletter": "Sign up for our newsletter",
        "by": "By",
        "correction": "Correction",
        "related": "Related stories",
    },
    "de": {
        "share": "Artikel teilen",
        "more": "Lesen Sie auch",
        "newsletter": "Newsletter abonnieren",
        "by": "Von",
        "correction": "Korrektur",
        "related": "Mehr zum Thema",
    },
    "fr": {
        "share": "Partager",
        "more": "Lire aussi",
        "newsletter": "S'abonner",
        "by": "Par",
        "correction": "Rectificatif",
        "related": "Sur le même sujet",
    },
}
FEED_NAMES = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}
FEED_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


@dataclass(frozen=True, slots=True)
class Story:
    """One article as its outlet wrote it: the front matter, and the text as (kind, words)."""

    slug: str
    says: dict[str, Any]
    blocks: tuple[tuple[str, str], ...]

    @property
    def published(self) -> datetime:
        """When it appeared, with its outlet's offset."""
        return datetime.fromisoformat(self.says["published"])


@dataclass(frozen=True, slots=True)
class Outlet:
    """A newspaper, agency or ministry of the fictional press."""

    key: str
    says: dict[str, Any]
    stories: tuple[Story, ...]
    """The newest first."""

    @property
    def name(self) -> str:
        """As it stands in its masthead."""
        return str(self.says["name"])

    @property
    def feed_path(self) -> str:
        """Where its feed is."""
        return f"/{self.key}/{FEED_NAMES[self.says['feed']]}"


@cache
def outlets() -> tuple[Outlet, ...]:
    """All of them, with their articles."""
    root = files("newsbox.press")
    listed = tomllib.loads((root / "outlets.toml").read_text("utf-8"))["outlet"]
    found = []
    for says in listed:
        stories = [
            _story(path.name.removesuffix(".md"), path.read_text("utf-8"))
            for path in (root / "articles" / says["key"]).iterdir()
            if path.name.endswith(".md")
        ]
        found.append(Outlet(says["key"], says, tuple(sorted(stories, key=lambda story: story.published, reverse=True))))
    return tuple(found)


def _story(slug: str, text: str) -> Story:
    _, front, body = text.split("+++\n", 2)
    blocks = []
    for piece in (piece.strip() for piece in body.split("\n\n")):
        if piece.startswith("## "):
            blocks.append(("h2", piece[3:]))
        elif piece.startswith("> "):
            blocks.append(("blockquote", " ".join(line.lstrip("> ") for line in piece.splitlines())))
        elif piece:
            blocks.append(("p", " ".join(piece.splitlines())))
    return Story(slug, tomllib.loads(front), tuple(blocks))


def publish(server: Server) -> None:
    """Lets a server play all of them."""
    root = server.url
    for outlet in outlets():
        server.at(f"/{outlet.key}/", _always(_front(outlet, root).encode(), "text/html; charset=utf-8"))
        kind = FEED_TYPES[outlet.says["feed"]]
        server.at(outlet.feed_path, _always(_feed(outlet, root), f"{kind}; charset=utf-8"))
        for story in outlet.stories:
            body = page(outlet, story, root).encode()
            server.at(f"/{outlet.key}/{story.slug}.html", _always(body, "text/html; charset=utf-8"))
    server.at("/pictures/*", _picture)
    server.at("/robots.txt", lambda request: Answer(b"User-agent: *\nAllow: /\n", "text/plain"))


def _always(body: bytes, content_type: str) -> Handler:
    """What answers with one body, and with 304 to whoever has it."""
    tag = f'"{sha256(body).hexdigest()[:16]}"'

    def answer(request: Request) -> Answer:
        if request.headers.get("if-none-match") == tag:
            return Answer(status=304, headers={"ETag": tag})
        return Answer(body, content_type, headers={"ETag": tag})

    return answer


@cache
def _drawn(name: str) -> bytes:
    return draw(name)


def _picture(request: Request) -> Answer:
    from newsbox.press.draw import PICTURES

    name = request.path.rsplit("/", 1)[-1].partition("?")[0].removesuffix(".jpg")
    return Answer(_drawn(name), "image/jpeg") if name in PICTURES else NOTHING


# Pages ----------------------------------------------------------------------------------------------------------


def _picture_url(story: Story, root: str) -> str | None:
    return f"{root}/pictures/{story.says['image']['draw']}.jpg" if "image" in story.says else None


def _text(story: Story) -> str:
    """The article's text as HTML, dateline and correction included."""
    dateline = story.says.get("dateline")
    pieces = []
    for place, (tag, words) in enumerate(story.blocks):
        lead_in = f"{escape(dateline)} — " if dateline and place == 0 else ""
        inner = f"<p>{escape(words)}</p>" if tag == "blockquote" else f"{lead_in}{escape(words)}"
        pieces.append(f"<{tag}>{inner}</{tag}>")
        pieces += [_post(post) for post in story.says.get("embeds", ()) if post["after"] == place + 1]
    return "\n".join(pieces)


def _post(post: dict[str, Any]) -> str:
    """Somebody's post in an article, as a Mastodon server hands it out."""
    return (
        f'<blockquote class="mastodon-embed" data-embed-url="{post["url"]}/embed"><p>{escape(post["text"])}</p>'
        f'— {escape(post["author"])} <a href="{post["url"]}">{post["date"]}</a></blockquote>'
    )


def _head(outlet: Outlet, story: Story, url: str, root: str) -> str:
    """What the page declares of itself, in its outlet's way."""
    says, picture = story.says, _picture_url(story, root)
    if outlet.says["markup"] == "jsonld":
        declared = {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "NewsMediaOrganization", "@id": "#outlet", "name": outlet.name},
                {
                    "@type": "NewsArticle",
                    "mainEntityOfPage": url,
                    "headline": says["headline"],
                    "description": says["summary"],
                    "datePublished": says["published"],
                    "dateModified": says.get("modified", says["published"]),
                    "author": [{"@type": "Person", "name": name} for name in says["authors"]],
                    "publisher": {"@id": "#outlet"},
                    "articleSection": says["section"],
                    "keywords": says["tags"],
                    "isAccessibleForFree": True,
                    **(
                        {"image": [{"@type": "ImageObject", "url": picture, "creditText": says["image"]["credit"]}]}
                        if picture
                        else {}
                    ),
                },
            ],
        }
        return (
            '<script type="application/ld+json">'
            + json.dumps(declared, ensure_ascii=False).replace("</", "<\\/")
            + "</script>"
        )
    if outlet.says["markup"] == "opengraph":
        properties = [
            ("og:type", "article"), ("og:title", f"{says['headline']} | {outlet.name}"), ("og:site_name", outlet.name), ("og:url", url), ("og:description", says["summary"]),
            ("article:published_time", says["published"]), ("article:modified_time", says.get("modified", says["published"])), ("article:section", says["section"]),
            *(("article:tag", tag) for tag in says["tags"]), *([("og:image", picture)] if picture else []),
        ]  # fmt: skip
        authors = f'<meta name="author" content="{escape(", ".join(says["authors"]))}">' if says["authors"] else ""
        return "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in properties) + authors
    return f'<meta name="description" content="{escape(says["summary"])}">'


def page(outlet: Outlet, story: Story, root: str) -> str:
    """An article's page, with all that such pages have around an article; root: the server's address."""
    words, says = WORDS[outlet.says["language"]], story.says
    url, picture = f"{root}/{outlet.key}/{story.slug}.html", _picture_url(story, root)
    is_microdata = outlet.says["markup"] == "microdata"

    def prop(name: str) -> str:
        return f' itemprop="{name}"' if is_microdata else ""

    figure = ""
    if picture:
        image = says["image"]
        credit = (
            f'<span class="credit">{escape(image["credit"])}</span>'
            if outlet.says["markup"] != "plain"
            else escape(image["credit"])
        )
        figure = f'<figure><img src="{picture}" alt="{escape(image["caption"])}" width="1200" height="800"><figcaption>{escape(image["caption"])} {credit}</figcaption></figure>'
    byline = (
        f'<p class="byline">{words["by"]} <span{prop("author")}>{escape(" and ".join(says["authors"]))}</span></p>'
        if says["authors"]
        else ""
    )
    correction = f"<p>{words['correction']}: {escape(says['correction'])}</p>" if says.get("correction") else ""
    others = [other for other in outlet.stories if other is not story][:4]
    related = "".join(
        f'<li><a href="/{outlet.key}/{other.slug}.html">{escape(other.says["headline"])}</a></li>' for other in others
    )
    return f"""<!doctype html>
<html lang="{outlet.says["language"]}"><head><meta charset="utf-8"><title>{escape(says["headline"])} - {escape(outlet.name)}</title>
<link rel="canonical" href="{url}"><link rel="alternate" type="{FEED_TYPES[outlet.says["feed"]]}" title="{escape(outlet.name)}" href="{outlet.feed_path}">
{_head(outlet, story, url, root)}</head>
<body><header><a href="/{outlet.key}/">{escape(outlet.name)}</a><nav><a href="/{outlet.key}/">{escape(says["section"])}</a></nav></header>
<main><article{' itemscope itemtype="https://schema.org/NewsArticle"' if is_microdata else ""}>
<h1{prop("headline")}>{escape(says["headline"])}</h1>
<p class="standfirst">{escape(says["summary"])}</p>
{byline}<p class="date"><time datetime="{says["published"]}" class="published"{prop("datePublished")}>{story.published:%d.%m.%Y, %H:%M}</time></p>
<div class="share"><button>{words["share"]}</button></div>
{figure}
<div class="article-body"{prop("articleBody")}>
{_text(story)}
{correction}
</div>
<div class="newsletter"><p>{words["newsletter"]}</p></div>
</article>
<aside><h2>{words["related"]}</h2><ul>{related}</ul></aside></main>
<footer><p>© 2026 {escape(outlet.name)}, {escape(outlet.says["place"])}</p></footer></body></html>
"""


def _front(outlet: Outlet, root: str) -> str:
    links = "".join(
        f'<li><a href="/{outlet.key}/{story.slug}.html">{escape(story.says["headline"])}</a></li>'
        for story in outlet.stories
    )
    return f"""<!doctype html><html lang="{outlet.says["language"]}"><head><meta charset="utf-8"><title>{escape(outlet.name)}</title>
<link rel="alternate" type="{FEED_TYPES[outlet.says["feed"]]}" title="{escape(outlet.name)}" href="{root}{outlet.feed_path}"></head>
<body><h1>{escape(outlet.name)}</h1><p>{escape(outlet.says["tagline"])}</p><ul>{links}</ul></body></html>"""


# Feeds ----------------------------------------------------------------------------------------------------------


def _feed(outlet: Outlet, root: str) -> bytes:
    writers: dict[str, Callable[[Outlet, Sequence[Story], str], str]] = {"rss": rss, "atom": atom, "json": json_feed}
    return writers[outlet.says["feed"]](outlet, outlet.stories, root).encode()


def rss(outlet: Outlet, stories: Sequence[Story], root: str) -> str:
    """RSS 2.0, with the text in content:encoded where the outlet gives it."""
    items = []
    for story in stories:
        url, says = f"{root}/{outlet.key}/{story.slug}.html", story.says
        full = f"<content:encoded>{escape(_text(story))}</content:encoded>" if outlet.says["fulltext"] else ""
        authors = "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in says["authors"])
        items.append(
            f'<item><title>{escape(says["headline"])}</title><link>{url}</link><guid isPermaLink="true">{url}</guid><pubDate>{format_datetime(story.published)}</pubDate>'
            f"<description>{escape(says['summary'])}</description>{authors}{full}</item>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{escape(outlet.name)}</title><link>{root}/{outlet.key}/</link><description>{escape(outlet.says['tagline'])}</description><language>{outlet.says['language']}</language>"
        + "".join(items)
        + "</channel></rss>"
    )


def atom(outlet: Outlet, stories: Sequence[Story], root: str) -> str:
    """Atom 1.0."""
    entries = []
    for story in stories:
        url, says = f"{root}/{outlet.key}/{story.slug}.html", story.says
        full = f'<content type="html">{escape(_text(story))}</content>' if outlet.says["fulltext"] else ""
        authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in says["authors"])
        entries.append(
            f'<entry><title>{escape(says["headline"])}</title><link href="{url}"/><id>{url}</id><published>{says["published"]}</published>'
            f"<updated>{says.get('modified', says['published'])}</updated><summary>{escape(says['summary'])}</summary>{authors}{full}</entry>"
        )
    updated = stories[0].says["published"] if stories else "2026-11-09T00:00:00Z"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.says["language"]}"><title>{escape(outlet.name)}</title>'
        f'<link href="{root}/{outlet.key}/"/><id>{root}/{outlet.key}/</id><updated>{updated}</updated><author><name>{escape(outlet.name)}</name></author>'
        + "".join(entries)
        + "</feed>"
    )


def json_feed(outlet: Outlet, stories: Sequence[Story], root: str) -> str:
    """JSON Feed 1.1."""
    items = []
    for story in stories:
        url, says = f"{root}/{outlet.key}/{story.slug}.html", story.says
        item = {
            "id": url,
            "url": url,
            "title": says["headline"],
            "summary": says["summary"],
            "date_published": says["published"],
            "authors": [{"name": name} for name in says["authors"]],
            "tags": says["tags"],
        }
        items.append({**item, **({"content_html": _text(story)} if outlet.says["fulltext"] else {})})
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": outlet.name,
            "home_page_url": f"{root}/{outlet.key}/",
            "language": outlet.says["language"],
            "items": items,
        },
        ensure_ascii=False,
    )
