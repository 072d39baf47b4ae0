"""A live blog as dated posts: what the page declares of them (schema.org LiveBlogPosting), or shows one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html

from newsbox.reading import dates
from newsbox.reading.body import Body, declared_paragraphs
from newsbox.reading.metadata import Update, people
from newsbox.reading.page import folded, words_of
from newsbox.reading.phrases import is_furniture
from newsbox.types import Post

FEWEST = 2
"""Posts from which a page is a live blog."""
MOST = 1_000
"""Posts that are read of a page."""
SHARE = 0.5
"""Of the body's length that the posts must have to stand for it: else they are a box beside an article."""
# Elements that hold one post, by the class names of the publishing systems for live blogs and of their imitators.
POST_CLASS = re.compile(
    r"(?:^|[\s_-])(?:live-?blog|live-?ticker|ticker|live|lb|timeline)(?:__|--?|_)?(?:post|entry|update|item|event|card|block)(?:$|[\s_-])",
    re.IGNORECASE,
)
HEADS = ("h2", "h3", "h4")


@dataclass(slots=True)
class Told:
    """A post with its text."""

    update: Update
    paragraphs: list[str]


def posts_of(tree: html.HtmlElement, updates: Sequence[Update]) -> list[Told]:
    """The posts of a live blog in the page's order; none for other pages."""
    told = _on_page(_declared(tree, updates), tree)
    if sum(1 for each in told if each.paragraphs) < FEWEST:
        told = _shown(tree)
    told = [each for each in told if each.paragraphs]
    return told if len(told) >= FEWEST else []


def joined(intro: Body, told: Sequence[Told]) -> tuple[Body, tuple[Post, ...]] | None:
    """The body of a live blog: what stands above the posts, and the posts; None where the posts are not the article."""
    size = sum(len(text) for each in told for text in each.paragraphs)
    if size < SHARE * intro.length:
        return None
    known = {folded(text) for each in told for text in (*each.paragraphs, each.update.headline or "")} - {""}
    above = next((place for place, text in enumerate(intro.paragraphs) if folded(text) in known), None)
    if above is None:
        above = min(3, len(intro.paragraphs)) if intro.length < size else len(intro.paragraphs)
    body = Body(intro.paragraphs[:above], {place for place in intro.subheads if place < above})
    while body.paragraphs and len(body.paragraphs) - 1 in body.subheads:
        body = body.without([len(body.paragraphs) - 1])
    posts = []
    for each in told:
        start = len(body.paragraphs)
        headline = each.update.headline
        if headline:
            body.subheads.add(start)
            body.paragraphs.append(headline)
        body.paragraphs += [text for text in each.paragraphs if folded(text) != folded(headline or "")]
        update = each.update
        posts.append(Post(start, len(body.paragraphs), update.published, headline, update.authors, update.url))
    return body, tuple(posts)


def _declared(tree: html.HtmlElement, updates: Sequence[Update]) -> list[Told]:
    named = {str(element.get("id")): element for element in tree.xpath("//*[@id]")} if updates else {}
    told = []
    for update in updates[:MOST]:
        paragraphs = declared_paragraphs(update.body or "")
        place = named.get(urlsplit(update.url or "").fragment)
        if not paragraphs and place is not None:
            paragraphs = _texts(place)
        told.append(Told(update, [text for text in paragraphs if not is_furniture(text)]))
    return told


def _on_page(told: list[Told], tree: html.HtmlElement) -> list[Told]:
    """The declared posts that the page shows, where it shows any: older ones have pages of their own."""
    if not told:
        return told
    shown = {folded(words_of(each)[:400])[:80] for each in tree.iter("p", "h2", "h3", "h4", "li")} - {""}
    here = [each for each in told if any(folded(text)[:80] in shown for text in each.paragraphs[:3])]
    return here if len(here) >= FEWEST else told


def _shown(tree: html.HtmlElement) -> list[Told]:
    """Posts by the markup: elements of one class, each with its time."""
    marked = (
        tree.xpath("//*[contains(concat(' ', @itemprop, ' '), ' liveBlogUpdate ')]")[:MOST]
        or [element for element in _around_times(tree) if POST_CLASS.search(element.get("class", "")[:300])][:MOST]
    )
    held = set(marked)
    told = []
    for element in marked:
        if any(above in held for above in element.iterancestors()):
            continue
        time = element.find(".//time[@datetime]")
        title = next((line for each in element.iter(*HEADS) if (line := words_of(each))), None)
        author = next(iter(element.xpath(".//*[contains(@class, 'author') or contains(@class, 'byline')]")), None)
        anchor = element.get("id")
        told.append(
            Told(
                Update(
                    published=dates.iso(time.get("datetime")) if time is not None else None,
                    headline=title[:300] if title else None,
                    authors=tuple(people(words_of(author))) if author is not None else (),
                    url=f"#{anchor}" if anchor else None,
                ),
                _texts(element),
            )
        )
    return told if len(told) > FEWEST else []


def _around_times(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """The elements around the times of a page with several, in order: a post shows when it was written."""
    times = tree.xpath("//time[@datetime]")[:MOST]
    if len(times) <= FEWEST:
        return []
    return list(
        dict.fromkeys(above for time in times for above in time.iterancestors("article", "div", "li", "section"))
    )


def _texts(element: html.HtmlElement) -> list[str]:
    """The paragraphs of a post, each once: an item of a list may hold paragraphs of its own."""
    return [
        line
        for each in element.iter("p", "li", "blockquote")
        if (each.tag == "p" or each.find(".//p") is None) and (line := words_of(each)) and not is_furniture(line)
    ]
