"""Other people's posts and films in an article, as values: who, what, where and when, and never a script.

A platform hands out a piece of markup to embed: a blockquote with the words in it, or a frame with nothing. Publishing
systems wrap either in their own way, so a platform is known by the addresses that lead to a post of its.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from lxml import html

from newsbox import addresses
from newsbox.reading import dates
from newsbox.reading.page import folded, squeeze, words_of
from newsbox.types import Embed

MOST = 60
"""Embeds that are looked at on a page."""
MOST_LINKS = 100
"""Links of a post that are looked at; quotations may stand in one another a thousand deep."""
LARGEST_STAND_IN = 400
"""Characters in a div that stands in for a player; one with more is a piece of the article with an address to share."""
LONGEST_TEXT = 3_000
"""Characters of a post; no platform's embed shows more."""


class Platform(NamedTuple):
    """How a platform's posts are recognised by their addresses."""

    kind: str
    post: re.Pattern[str]
    """Host and path of a post or film, and of its frame; named groups fill the two below."""
    url: str
    """The address for people."""
    frame: str
    """The address that shows it in a frame."""


def _platform(kind: str, post: str, url: str, frame: str) -> Platform:
    return Platform(kind, re.compile(post, re.IGNORECASE), url, frame)


# A host that is not named here and speaks like Mastodon's servers is one: see `_mastodon`.
PLATFORMS = (
    _platform("x", r"^(?:www\.|mobile\.)?(?:twitter|x)\.com/(?P<who>\w{1,20})/status(?:es)?/(?P<id>\d{5,25})",
              "https://x.com/{who}/status/{id}", "https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true"),
    _platform("x", r"^platform\.(?:twitter|x)\.com/embed/(?:tweet\.html)?.*?[?&]id=(?P<id>\d{5,25})",
              "https://x.com/i/status/{id}", "https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true"),
    _platform("truthsocial", r"^(?:www\.)?truthsocial\.com/@(?P<who>[\w.-]{1,40})/(?:posts/)?(?P<id>\d{8,25})",
              "https://truthsocial.com/@{who}/posts/{id}", "https://truthsocial.com/@{who}/{id}/embed"),
    _platform("youtube", r"^(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:embed/|shorts/|live/|v/|watch\?(?:.*&)?v=)|youtu\.be/)(?P<id>[\w-]{11})(?![\w-])",
              "https://www.youtube.com/watch?v={id}", "https://www.youtube-nocookie.com/embed/{id}"),
    _platform("tiktok", r"^(?:www\.|m\.)?tiktok\.com/@(?P<who>[\w.-]{1,40})/(?:video|photo)/(?P<id>\d{8,25})",
              "https://www.tiktok.com/@{who}/video/{id}", "https://www.tiktok.com/embed/v2/{id}"),
    _platform("tiktok", r"^(?:www\.)?tiktok\.com/(?:embed/(?:v[23]/)?|player/v1/)(?P<id>\d{8,25})",
              "https://www.tiktok.com/embed/v2/{id}", "https://www.tiktok.com/embed/v2/{id}"),
    _platform("instagram", r"^(?:www\.)?instagram\.com/(?:[\w.]{1,40}/)?(?P<sort>p|reel|tv)/(?P<id>[\w-]{5,40})",
              "https://www.instagram.com/{sort}/{id}/", "https://www.instagram.com/{sort}/{id}/embed/captioned/"),
    _platform("telegram", r"^(?:t|telegram)\.me/(?:s/)?(?P<who>[A-Za-z]\w{3,40})/(?P<id>\d{1,12})",
              "https://t.me/{who}/{id}", "https://t.me/{who}/{id}?embed=1"),
    _platform("facebook", r"^(?:www\.|m\.)?facebook\.com/(?P<path>[\w./-]{1,120}?/(?:posts|videos)/[\w.-]{3,120}|permalink\.php\?[\w=&]{5,200}|watch/?\?v=\d{5,25}|reel/\d{5,25})",
              "https://www.facebook.com/{path}", ""),
    _platform("threads", r"^(?:www\.)?threads\.(?:net|com)/@(?P<who>[\w.]{1,40})/post/(?P<id>[\w-]{5,40})",
              "https://www.threads.net/@{who}/post/{id}", "https://www.threads.net/@{who}/post/{id}/embed"),
    _platform("bluesky", r"^bsky\.app/profile/(?P<who>[\w.:-]{3,80})/post/(?P<id>\w{5,30})",
              "https://bsky.app/profile/{who}/post/{id}", ""),
    _platform("bluesky", r"^embed\.bsky\.app/embed/(?P<who>did:[\w.:-]{3,80})/app\.bsky\.feed\.post/(?P<id>\w{5,30})",
              "https://bsky.app/profile/{who}/post/{id}", "https://embed.bsky.app/embed/{who}/app.bsky.feed.post/{id}"),
    _platform("vimeo", r"^(?:www\.|player\.)?vimeo\.com/(?:video/)?(?P<id>\d{6,12})",
              "https://vimeo.com/{id}", "https://player.vimeo.com/video/{id}?dnt=1"),
    _platform("dailymotion", r"^(?:(?:www|geo)\.)?dailymotion\.com/(?:embed/)?(?:video/|player(?:/\w+)?\.html\?video=)(?P<id>[A-Za-z0-9]{5,12})",
              "https://www.dailymotion.com/video/{id}", "https://geo.dailymotion.com/player.html?video={id}"),
    _platform("reddit", r"^(?:www\.|old\.)?reddit\.com/r/(?P<who>\w{2,30})/comments/(?P<id>\w{4,12})",
              "https://www.reddit.com/r/{who}/comments/{id}/", "https://embed.reddit.com/r/{who}/comments/{id}/"),
    _platform("spotify", r"^open\.spotify\.com/(?:embed/)?(?P<sort>episode|show|track|playlist)/(?P<id>\w{10,30})",
              "https://open.spotify.com/{sort}/{id}", "https://open.spotify.com/embed/{sort}/{id}"),
)  # fmt: skip
MASTODON_POST = re.compile(
    r"^(?P<host>[\w.-]{2,70}\.[a-z][\w-]{1,20})/@(?P<who>[\w.@-]{1,80})/(?P<id>\d{8,25})(?:/embed)?/?$"
)
# The blockquotes and elements that platforms hand out, by their classes.
QUOTES = re.compile(
    r"\b(twitter-tweet|twitter-video|truthsocial-embed|mastodon-embed|tiktok-embed|instagram-media|telegram-post|bluesky-embed"
    r"|text-post-media|fb-post|fb-video|reddit-(?:embed-bq|card))\b"
)
# Where such an element, a frame or a lazy stand-in for one keeps the address of the post.
ADDRESS_ATTRIBUTES = (
    "src", "data-src", "data-lazy-src", "data-original-src", "data-embed-url", "data-instgrm-permalink", "cite", "data-href", "data-url",
    "data-text-post-permalink", "data-tweet-url", "data-oembed-url",
)  # fmt: skip
# Elements that carry a bare id, as AMP and lazy players do: element or class, attribute, and the address the id makes.
BARE_IDS = (
    ("data-tweet-id", "https://x.com/i/status/{}"),
    ("data-tweetid", "https://x.com/i/status/{}"),
    ("data-shortcode", "https://www.instagram.com/p/{}/"),
    ("data-telegram-post", "https://t.me/{}"),
    ("data-youtube-id", "https://www.youtube.com/watch?v={}"),
    ("data-youtubeid", "https://www.youtube.com/watch?v={}"),
    ("data-ytid", "https://www.youtube.com/watch?v={}"),
)
# Players whose id means a film of this platform only on an element of theirs.
PLAYERS = (
    ("lite-youtube", "videoid", "https://www.youtube.com/watch?v={}"),
    ("youtube-player", "data-id", "https://www.youtube.com/watch?v={}"),
    ("amp-youtube", "data-videoid", "https://www.youtube.com/watch?v={}"),
    ("amp-tiktok", "data-src", "https://www.tiktok.com/embed/v2/{}"),
    ("amp-vimeo", "data-videoid", "https://vimeo.com/{}"),
    ("lite-vimeo", "videoid", "https://vimeo.com/{}"),
)
TAGS = (
    "iframe", "amp-iframe", "embed", "script", "figure", "div", "blockquote", "amp-twitter", "amp-instagram", "amp-youtube", "amp-tiktok", "amp-vimeo",
    "amp-facebook", "lite-youtube", "lite-vimeo", "youtube-embed", "twitter-widget",
)  # fmt: skip
"""Elements that platforms and publishing systems use for embeds."""
# Regions of a page where posts are the site's own: follow buttons, players in a side bar.
OUTSIDE = "ancestor::nav or ancestor::footer or ancestor::header[not(ancestor::article)] or ancestor::aside[not(ancestor::article)]"
# What a platform's markup says to those who see no post.
IS_CALL = re.compile(
    r"(?:view (?:this|on|more)|see (?:this|new) |watch (?:this|on)|post by |ver esta |voir cette|sieh dir )",
    re.IGNORECASE,
)
SIGNED = re.compile(r"^[-—–\u2014]+\s*(?P<author>.{1,120}?)\s*\((?P<handle>@[\w.@-]{1,80})\)\s*(?P<rest>.*)$")


@dataclass(slots=True)
class Found:
    """An embed, the element it was, and the last words before it."""

    embed: Embed
    element: html.HtmlElement
    before: tuple[str, ...] = ()
    """The blocks of text that stand before it, the nearest first."""


def found_in(tree: html.HtmlElement, base: str | None) -> list[Found]:
    """The embeds of a page in order, each post once."""
    found: dict[str, Found] = {}
    inside: set[html.HtmlElement] = set()
    for element in tree.iter(*TAGS):
        if len(found) >= MOST or element in inside:
            continue
        embed = _embed(element, base)
        if embed is None:
            continue
        inside.update(element.iter())
        if element.xpath(OUTSIDE):
            continue
        known = found.get(embed.url)
        if known is None:
            found[embed.url] = Found(embed, element)
        elif not known.embed.text and embed.text:
            # Some pages carry a frame for the eye and a blockquote for those who run no scripts.
            found[embed.url] = replace(known, embed=embed)
    if found:
        _look_before(tree, {each.element: each for each in found.values()})
    return list(found.values())


def _look_before(tree: html.HtmlElement, found: Mapping[html.HtmlElement, Found]) -> None:
    """Notes the blocks of text that stand before each embed."""
    last: list[html.HtmlElement] = []
    for element in tree.iter("p", "h2", "h3", "h4", "li", *TAGS):
        if element in found:
            found[element].before = tuple(words_of(each)[:2_000] for each in last)
        elif element.tag in ("p", "h2", "h3", "h4", "li", "blockquote"):
            last = [element, *last[:3]]


def without(tree: html.HtmlElement, found: list[Found]) -> None:
    """Takes the embeds out of the tree: their words are not the article's."""
    for each in found:
        if each.element.getparent() is not None and each.element.tag not in ("body", "article", "main"):
            each.element.drop_tree()


def placed(found: list[Found], paragraphs: list[str]) -> tuple[Embed, ...]:
    """The embeds with the number of paragraphs that stand before each."""
    places: dict[str, int] = {}
    for place, text in enumerate(paragraphs):
        places[_key(text)] = place
    put = []
    for each in found:
        after = next((places[_key(text)] + 1 for text in each.before if _key(text) in places), None)
        put.append(replace(each.embed, after=after))
    return tuple(put)


def _key(text: str) -> str:
    """What tells a paragraph from others: its end, since a byline may have been cut from its beginning."""
    return folded(text)[-120:]


def post_at(url: str | None) -> Embed | None:
    """The post or film that an address leads to, with no more than the address tells; None for other addresses."""
    if not url or len(url) > 2_000:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("amp.")
    there = f"{host}{parts.path}" + (f"?{parts.query}" if parts.query else "")
    if host.endswith("facebook.com") and parts.path.startswith("/plugins/"):
        return post_at(next(iter(parse_qs(parts.query).get("href", [])), None))
    for platform in PLATFORMS:
        if match := platform.post.search(there):
            given = {name: unquote(value) for name, value in match.groupdict().items()}
            handle = given.get("who")
            return Embed(
                platform.kind,
                platform.url.format(**given),
                author=f"@{handle}" if handle and platform.kind not in ("reddit",) and handle != "i" else None,
                frame=platform.frame.format(**given) or None,
            )
    return None


def _mastodon(url: str | None) -> Embed | None:
    """A post on a server that speaks like Mastodon's: only where the markup says it is one."""
    parts = urlsplit(url or "")
    if match := MASTODON_POST.search(f"{parts.hostname or ''}{parts.path}"):
        whole = f"https://{match['host']}/@{match['who']}/{match['id']}"
        return Embed("mastodon", whole, author=f"@{match['who']}", frame=f"{whole}/embed")
    return None


def _embed(element: html.HtmlElement, base: str | None) -> Embed | None:
    classes = str(element.get("class") or "")[:400]
    tag = str(element.tag)
    is_quote = bool(classes and QUOTES.search(classes))
    if tag == "script":
        post = element.get("data-telegram-post")
        return post_at(f"https://t.me/{post}") if post else None
    is_mastodon = "mastodon-embed" in classes
    for url in _stated(
        element.attrib, tag, classes, base, is_frame=is_quote or tag in ("iframe", "amp-iframe", "embed")
    ):
        if tag == "div" and not is_quote and len(element.text_content()) > LARGEST_STAND_IN:
            return None  # A paragraph with a button to share it.
        embed = post_at(url) or (_mastodon(url) if is_mastodon or url.endswith("/embed") else None)
        if embed:
            return _told(embed, element) if is_quote or tag == "blockquote" else embed
    if is_quote:
        # The address of the post itself hangs on its date, the last of its links.
        for link in reversed(list(islice(element.iter("a"), MOST_LINKS))[-12:]):
            whole = addresses.join(base, link.get("href"))
            if embed := post_at(whole) or (_mastodon(whole) if is_mastodon else None):
                return _told(embed, element)
    if tag in ("figure", "div") and "wp-block-embed" in classes:
        # A publishing system that found no embed leaves the bare address.
        return post_at(words_of(element)) if len(element) <= 2 else None
    return None


def _stated(
    attributes: Mapping[str, str], tag: str, classes: str, base: str | None, *, is_frame: bool
) -> Iterator[str]:
    """The addresses that an element gives for what it shows."""
    for name, pattern in BARE_IDS:
        if (value := attributes.get(name)) and re.fullmatch(r"[\w/-]{5,80}", value):
            yield pattern.format(value)
    for player, name, pattern in PLAYERS:
        if (
            (tag == player or player in classes)
            and (value := attributes.get(name))
            and re.fullmatch(r"[\w-]{5,40}", value)
        ):
            yield pattern.format(value)
    names = ADDRESS_ATTRIBUTES if is_frame else ("data-embed-url", "data-oembed-url", "data-tweet-url")
    for name in names:
        value = attributes.get(name)
        if value and len(value) <= 2_000 and (whole := addresses.join(base, value)):
            yield whole


def _told(embed: Embed, element: html.HtmlElement) -> Embed:
    """With the words, the author and the day that the blockquote carries."""
    whole = words_of(element)
    lines = list(dict.fromkeys(line for each in element.iter("p", "section") if (line := words_of(each))))
    if lines and lines[-1] in whole:
        # The signature stands behind the last paragraph, or is one.
        lines.append(squeeze(whole[whole.rfind(lines[-1]) + len(lines[-1]) :]))
    elif whole:
        lines = [whole]
    author, about = embed.author, ""
    signed = [(place, match) for place, line in enumerate(lines) if (match := SIGNED.match(line))]
    if signed:
        place, match = signed[-1]
        author, about = f"{match['author']} ({match['handle']})", match["rest"]
        lines = lines[:place]
    elif len(lines) > 1:
        about = lines.pop()
    text = " ".join(filter(None, lines))
    if shared := re.search(r"A (?:post|reel|video) shared by (.{1,80}?\(@[\w.]{1,40}\))", whole):
        author, text = shared[1], ""
    elif IS_CALL.match(text):
        text = ""
    stamp = next((each.get("datetime") for each in element.iter("time")), None)
    day = dates.find(about)
    return replace(
        embed,
        author=author,
        text=text[:LONGEST_TEXT] or None,
        published=dates.iso(stamp) or (day[0] if day else None),
    )
