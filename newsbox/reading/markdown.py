"""A draft in Markdown: its headings, paragraphs and pictures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsbox import addresses
from newsbox.errors import ReadingError
from newsbox.reading import credits, dates, tongue
from newsbox.reading.body import Body, trimmed
from newsbox.reading.metadata import people
from newsbox.reading.page import squeeze
from newsbox.types import Article, Image

MOST_CELLS = 2_000
"""A text with more bars is no draft with a table, and tables cost time by the square."""
FRONT_MATTER = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)


def is_markdown(text: str) -> bool:
    """Whether plain text is marked up as Markdown: front matter, or a heading with a number sign."""
    return bool(FRONT_MATTER.match(text)) or bool(re.match(r"\s*#{1,2} \S", text))


def article(text: str, *, url: str | None = None) -> Article:
    """The article in a Markdown text; front matter (TOML, or plain `name: value` lines) gives what a page would declare."""
    says: Mapping[str, Any] = {}
    if match := FRONT_MATTER.match(text):
        says, text = _front_matter(match[1], match[2]), text[match.end() :]
    headline = squeeze(str(says.get("headline") or says.get("title") or "")) or None
    body, images = Body([], set()), []
    opened: list[str] = []
    parser = MarkdownIt("commonmark")
    if text.count("|") <= MOST_CELLS:
        parser.enable("table")
    for token in parser.parse(text):
        if token.nesting == 1:
            opened.append(token.type)
        elif token.nesting == -1 and opened:
            opened.pop()
        if token.type in ("fence", "code_block"):
            body.paragraphs += [line for piece in token.content.split("\n\n") if (line := squeeze(piece))]
        if token.type != "inline":
            continue
        images += [_picture(child, url) for child in token.children or () if child.type == "image"]
        line = squeeze(_text(token))
        if not line:
            continue
        if "heading_open" in opened:
            if headline is None and not body.paragraphs:
                headline = line
                continue
            body.subheads.add(len(body.paragraphs))
        body.paragraphs.append(line)
    kept, dateline, notes = trimmed(body, headline=headline)
    if not kept.paragraphs:
        raise ReadingError("no article was found in this text: it has no paragraph.")
    authors = says.get("authors") or says.get("author") or says.get("byline") or ()
    stated = says.get("language") or says.get("lang")
    return Article(
        # A page that was fetched is where it was found, whatever it says of itself.
        url=url or addresses.join(None, str(says.get("url") or "")),
        headline=headline,
        outlet=squeeze(str(says.get("outlet") or "")) or None,
        authors=tuple(
            people(authors)
            if isinstance(authors, str)
            else [str(name) for name in authors if isinstance(name, str)]
            if isinstance(authors, list)
            else ()
        ),
        published=dates.iso(str(says.get("published") or says.get("date") or "")),
        modified=dates.iso(str(says.get("modified") or "")),
        dateline=dateline,
        language=tongue.of(" ".join(kept.paragraphs), [str(stated)] if stated else []),
        section=squeeze(str(says.get("section") or "")) or None,
        summary=squeeze(str(says.get("summary") or says.get("description") or "")) or None,
        tags=tuple(map(str, tags)) if isinstance(tags := says.get("tags"), list) else (),
        images=tuple(
            Image(image.url, caption=image.caption, alt=image.alt, lead=place == 0, credit=image.credit)
            for place, image in enumerate(images)
        ),
        paragraphs=tuple(kept.paragraphs),
        notes=notes,
        subheads=tuple(sorted(kept.subheads)),
    )


def _front_matter(fence: str, text: str) -> Mapping[str, Any]:
    if fence == "+++":
        try:
            return tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise ReadingError(f"the front matter is not TOML: {error}.") from error
    pairs = (line.partition(":") for line in text.splitlines() if ":" in line and not line.startswith((" ", "-", "#")))
    return {name.strip().lower(): value.strip().strip("\"'") for name, _, value in pairs}


def _text(inline: Token) -> str:
    """The words of a line; pictures are not among them."""
    kinds = {"text", "code_inline", "html_inline"}
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content if child.type in kinds else ""
        for child in inline.children or ()
    )


def _picture(token: Token, url: str | None) -> Image:
    caption, credit = credits.cut(str(token.attrs.get("title") or ""))
    return Image(
        addresses.join(url, str(token.attrs.get("src") or "")),
        caption=caption,
        alt=squeeze(token.content) or None,
        credit=credit,
    )
