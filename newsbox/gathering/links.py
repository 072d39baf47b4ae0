"""The articles a page leads to: how a site without a feed is followed by the links it gains.

What makes a link an article's: words enough to be a headline, an address of the site that is deeper than a section's,
has a date, a number or a long slug in it, and stands among others of its make: same way from the root, same kind of path.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree, html

from newsbox import addresses
from newsbox.gathering import entries
from newsbox.gathering.markup import tree_of
from newsbox.types import Entry, Feed, Page

LARGEST = 4_000_000
"""Bytes of a page that are looked through."""
MOST = 60
"""Links a page may have as articles; the first on the page."""
FEWEST = 4
"""Articles below which a page is no list of them."""
SHORTEST, LONGEST = 15, 400
"""Characters of a headline, where letters are letters; where they are words, a third of it."""
ENOUGH = 3.0
"""The score from which a group of links is one of articles."""
FURNITURE = frozenset({"nav", "footer", "menu", "form", "aside", "header"})
UNSEEN = ("script", "style", "svg", "noscript", "template")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
DATE = re.compile(r"/(?:19|20)\d\d[/-]?(?:[01]?\d|[a-z]{3})(?:[/-]?[0-3]?\d)?(?:/|-|$)|[-_/](?:19|20)\d{6}(?:\D|$)")
NUMBER = re.compile(r"\d{5,}")
QUERY_NUMBER = re.compile(r"(?:^|&)\w{1,12}=\d{4,}(?:&|$)")
SLUG = re.compile(r"(?:[^\W_]+[-_]){3,}[^\W_]+")
NO_ARTICLE = re.compile(
    r"/(?:tags?|topics?|themen?|categor\w*|sections?|authors?|autor\w*|people|search|suche|login|signin|register|account|subscri\w*|abo\w*"
    r"|newsletters?|contact|kontakt|about|impressum|privacy|datenschutz|terms|legal|help|faq|jobs|careers|shop|events?|podcasts?|videos?|live-?tv"
    r"|rss|feeds?|sitemap|archives?|page)(?:/|\.|$)",
    re.IGNORECASE,
)
FILE = re.compile(r"\.(?:pdf|jpe?g|png|gif|svg|mp[34]|zip|docx?|xlsx?|xml|rss|ics)$", re.IGNORECASE)
WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(slots=True)
class _Link:
    url: str
    words: str
    make: tuple[str, ...]
    """The way to it from the root, without classes and numbers."""
    is_heading: bool
    is_aside: bool


def articles(page: Page) -> Feed | None:
    """The articles a page leads to, as a feed, in the page's order; None for a page that is no list of articles."""
    tree, base = tree_of(page, largest=LARGEST)
    if tree is None:
        return None
    etree.strip_elements(tree, *UNSEEN, with_tail=False)
    groups: dict[tuple[str, ...], dict[str, _Link]] = defaultdict(dict)
    for link in _links(tree, base, page.url):
        kept = groups[link.make].setdefault(link.url, link)
        if len(link.words) > len(kept.words):
            groups[link.make][link.url] = link
    chosen: dict[str, _Link] = {}
    for group in groups.values():
        if _worth(list(group.values())) >= ENOUGH:
            for url, link in group.items():
                if _looks_like_one(link) and (url not in chosen or len(link.words) > len(chosen[url].words)):
                    chosen[url] = link
    if len(chosen) < FEWEST:
        return None
    order = {url: place for place, url in enumerate(_in_order(tree, base))}
    found = sorted(chosen.values(), key=lambda link: order.get(link.url, len(order)))[:MOST]
    title = next((entries.plain(each.text_content()) for each in tree.iter("title")), None)
    return Feed(
        title=title or "",
        site=page.url,
        language=entries.literal(tree.get("lang")),
        entries=tuple(Entry(guid=entries.name(link.url), url=link.url, title=link.words) for link in found),
    )


def _links(tree: html.HtmlElement, base: str | None, own: str | None) -> list[_Link]:
    found = []
    lengths: dict[html.HtmlElement, int] = {}
    here = addresses.key(own) if own else ""
    host = _site(own) if own else ""
    for element in tree.iter("a"):
        url = addresses.join(base, (element.get("href") or "").partition("#")[0])
        if url is None or _site(url) != host or addresses.key(url) == here:
            continue
        path = urlsplit(url).path
        if len(path.strip("/")) < 4 or NO_ARTICLE.search(path) or FILE.search(path):
            continue
        way = [each for each in element.iterancestors() if isinstance(each.tag, str)]
        if _is_within_text(element, lengths):
            continue
        headings = list(element.iter(*HEADINGS))
        words = _words(headings[0] if headings else element)
        found.append(
            _Link(
                url,
                words,
                (*(str(each.tag) for each in way[:6]), _path_make(path, urlsplit(url).query)),
                bool(headings) or any(each.tag in HEADINGS for each in way[:3]),
                any(each.tag in FURNITURE for each in way) and not any(each.tag == "article" for each in way),
            )
        )
    return found


def _is_within_text(element: html.HtmlElement, lengths: dict[html.HtmlElement, int]) -> bool:
    """Whether a link is some words of a sentence, not a line of its own. lengths: words of the elements around links, each counted once."""
    parent = element.getparent()
    if parent is None or parent.tag not in ("p", "em", "strong", "b", "i", "span"):
        return False
    around = parent if parent.tag == "p" else next(parent.iterancestors("p"), parent)
    if around not in lengths:
        lengths[around] = len(around.text_content().split())
    return lengths[around] > 1.6 * len(element.text_content().split()) + 3


def _words(element: html.HtmlElement) -> str:
    """A link's words as a headline; a picture alone has none."""
    return " ".join(entries.readable(" ".join(element.itertext())).split())[:LONGEST]


def _in_order(tree: html.HtmlElement, base: str | None) -> list[str]:
    found = (addresses.join(base, (each.get("href") or "").partition("#")[0]) for each in tree.iter("a"))
    return list(dict.fromkeys(url for url in found if url))


def _site(url: str) -> str:
    """The last two or three labels of a host: news.gazette.example and www.gazette.example are one site."""
    labels = addresses.host(url).split(".")
    is_short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if is_short else -2 :])


def _path_make(path: str, query: str) -> str:
    """The kind of a path: how deep it is, and whether it has a date, a number (or its query has) or a slug."""
    depth = min(path.strip("/").count("/"), 4)
    return f"{depth}{'d' if DATE.search(path) else ''}{'n' if NUMBER.search(path) or QUERY_NUMBER.search(query) else ''}{'s' if SLUG.search(path) else ''}"


def _is_headline(words: str) -> bool:
    shortest = SHORTEST // 3 if WIDE.search(words) else SHORTEST
    return shortest <= len(words) and (bool(WIDE.search(words)) or len(words.split()) >= 3)


def _looks_like_one(link: _Link) -> bool:
    """Whether a link of a good group is an article's by itself: the group has sections and buttons in it, too."""
    make = link.make[-1]
    return _is_headline(link.words) and ("d" in make or "n" in make or "s" in make or make[0] not in "0")


def _worth(group: list[_Link]) -> float:
    """How much a group of links looks like a list of articles: headlines, addresses, headings, and how many there are."""
    headlines = sum(_is_headline(link.words) for link in group) / len(group)
    make = group[0].make[-1]
    path = 1.5 * ("d" in make) + 1.0 * ("n" in make) + 1.0 * ("s" in make) + 0.5 * (make[0] not in "0")
    headings = sum(link.is_heading for link in group) / len(group)
    aside = sum(link.is_aside for link in group) / len(group)
    many = min(len(group), 5) / 5
    return 2 * headlines + path + headings + many - 2.5 * aside - (2.0 if headlines < 0.5 else 0.0)
