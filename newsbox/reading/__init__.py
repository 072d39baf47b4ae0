"""READ: from a page to a reading. Touches no network, clock or database: same input, same output."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, replace
from multiprocessing import get_context
from typing import Any

from newsbox import addresses
from newsbox.errors import ReadingError
from newsbox.reading import article as shown
from newsbox.reading import fragment, language, markdown, page, pasted, pdf, saved, tongue, understanding
from newsbox.reading.page import squeeze
from newsbox.types import Article, Page, Reading

NOT_PAGES = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(opml|rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL
)
MARKUP_TYPES = ("text/html", "application/xhtml+xml")


def read(what: Page | bytes | str, *, url: str | None = None) -> Reading:
    """The reading of a page: HTML as bytes or str, a PDF, a page saved with its parts, Markdown, a page pasted as text, or a Page.

    url: where it was found; what is no web address counts as not given. Raises ReadingError, with a sentence, where
    there is no article to read, and nothing else.
    """
    try:
        return _read(what, url)
    except (ReadingError, ImportError):
        # What is missing on this machine is no fault of the page.
        raise
    except Exception as error:
        # Pages come from everywhere and break libraries in ways nobody has named yet; the cause is kept for the log.
        raise ReadingError("this page is too broken to read.") from error


def _read(what: Page | bytes | str, url: str | None) -> Reading:
    url = addresses.join(None, url or (what.url if isinstance(what, Page) else None))
    body = what.body if isinstance(what, Page) else what if isinstance(what, bytes) else b""
    if body.startswith(pdf.MARK) or pdf.MARK in body[:1024]:
        return _reading(pdf.article(body, url=url))
    if body.startswith(saved.WEBARCHIVE) or saved.is_mhtml(body):
        within = saved.webarchive(body) if body.startswith(saved.WEBARCHIVE) else saved.mhtml(body)
        return _read(within, url or within.url)
    if isinstance(what, Page):
        text = page.text_of(what.body, charset=what.charset)
        as_markup = what.content_type in MARKUP_TYPES or page.is_markup(text)
        as_markdown = what.content_type == "text/markdown" or markdown.is_markdown(text)
    else:
        text = page.text_of(what) if isinstance(what, bytes) else page.as_text(what)
        as_markup, as_markdown = page.is_markup(text), markdown.is_markdown(text)
    if match := NOT_PAGES.match(text):
        is_list = match[1].lower() == "opml"
        raise ReadingError(
            "this is a list of sources; `newsbox import` takes it."
            if is_list
            else "this is a feed; `newsbox add` follows it."
        )
    if as_markup:
        return _reading(shown.article(page.tree_of(text), url=url))
    return _reading(markdown.article(text, url=url) if as_markdown else pasted.article(text, url=url))


def understood_all(readings: Iterable[Reading], *, processes: int = 1) -> Iterator[Reading]:
    """The readings with everything found out, in their order; several processes share the work of a batch.

    Each process loads the language model for itself, some 150 MB.
    """
    if processes <= 1:
        yield from map(understood, readings)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for article, told in pool.map(_understood, (reading.as_article() for reading in readings), chunksize=4):
            yield Reading(**{each.name: getattr(article, each.name) for each in fields(article)}, **told)


def _understood(article: Article) -> tuple[Article, Mapping[str, Any]]:
    return article, understanding.understand(article)


def read_fragment(html: str, *, url: str | None = None) -> Reading:
    """The reading of a piece of HTML that is an article's text and nothing else, as feeds carry it. Raises ReadingError."""
    return _reading(fragment.article(html, url=url))


def join(readings: Sequence[Reading]) -> Reading:
    """One reading out of those of an article's pages, in order: the first one's, with the text of all.

    What every page says anew (a standfirst, a box, a picture) is kept once.
    """
    if not readings:
        raise ReadingError("there is no page to join.")
    first = readings[0]
    paragraphs, subheads, posts = list(first.paragraphs), set(first.subheads), list(first.posts)
    embeds, images, notes = list(first.embeds), list(first.images), list(first.notes)
    for each in readings[1:]:
        known = set(paragraphs)
        kept = [place for place, text in enumerate(each.paragraphs) if text not in known]
        places = {old: len(paragraphs) + new for new, old in enumerate(kept)}
        end = len(paragraphs) + len(kept)
        subheads |= {places[place] for place in each.subheads if place in places}
        embeds += [
            replace(
                embed,
                after=None if embed.after is None else next((places[old] for old in kept if old >= embed.after), end),
            )
            for embed in each.embeds
            if embed.url not in {other.url for other in embeds}
        ]
        posts += [
            replace(post, start=places[within[0]], end=places[within[-1]] + 1)
            for post in each.posts
            if (within := [place for place in kept if post.start <= place < post.end])
        ]
        images += [
            replace(image, lead=False) for image in each.images if image.url not in {other.url for other in images}
        ]
        notes += [note for note in each.notes if note not in notes]
        paragraphs += [each.paragraphs[place] for place in kept]
    return first.changed(
        paragraphs=tuple(paragraphs),
        subheads=tuple(sorted(subheads)),
        embeds=tuple(embeds),
        images=tuple(images),
        posts=tuple(posts),
        notes=tuple(notes),
        following=readings[-1].following,
    )


def read_text(
    text: str,
    *,
    headline: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Reading:
    """The reading of an article that is already clean: its paragraphs, parted by blank lines, are kept as they are."""
    paragraphs = tuple(line for piece in text.replace("\r\n", "\n").split("\n\n") if (line := squeeze(piece)))
    return _reading(
        Article(
            url=url,
            headline=headline,
            outlet=outlet,
            published=published,
            language=tongue.of(" ".join(paragraphs)),
            paragraphs=paragraphs,
        )
    )


def _reading(article: Article) -> Reading:
    return Reading.of(article, understanding.understand)


def understood(reading: Reading) -> Reading:
    """The reading with everything found out now: who speaks, on whose word, what can be checked.

    For those who keep it: the work is done here and not in the middle of theirs.
    """
    if reading.how is None:
        reading = Reading.of(reading.as_article(), understanding.understand)
    if not reading.is_understood:
        len(reading.attributions)
    return reading


def with_sentences(reading: Reading) -> Reading:
    """The reading with its parsed sentences, which JSON does not carry: one that came from there is understood anew."""
    if reading.is_understood and not reading.sentences and reading.paragraphs and language.is_parsed(reading.language):
        return Reading.of(reading.as_article(), understanding.understand)
    return reading
