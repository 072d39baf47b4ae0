"""A piece of HTML that is an article's text and nothing else, as feeds carry it."""

from __future__ import annotations

from lxml import html

from newsbox import addresses
from newsbox.errors import ReadingError
from newsbox.reading import credits, embeds, tongue
from newsbox.reading.body import Body, trimmed
from newsbox.reading.page import squeeze, tree_of, words_of
from newsbox.types import Article, Image

BLOCKS = frozenset(
    "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table td th tr ul".split()
)
SKIPPED = frozenset(
    "script style noscript template figcaption iframe object embed svg video audio button form select textarea".split()
)


def article(text: str, *, url: str | None = None) -> Article:
    """The text of a fragment as paragraphs, its pictures beside them. Raises ReadingError where it has no text."""
    tree = tree_of(f"<body><div>{text}</div></body>")
    others = embeds.found_in(tree, url)
    embeds.without(tree, others)
    images: list[Image] = []
    for picture in tree.iter("img"):
        if address := addresses.join(url, picture.get("src")):
            figure = next(picture.iterancestors("figure"), None)
            caption = next((words_of(each) for each in figure.iter("figcaption")), None) if figure is not None else None
            cut, credit = credits.cut(caption)
            images.append(
                Image(address, caption=cut, alt=squeeze(picture.get("alt")) or None, lead=not images, credit=credit)
            )
    body, _, notes = trimmed(blocks(tree), headline=None, captions=[image.caption or "" for image in images])
    if not body.paragraphs:
        raise ReadingError("there is no text in it.", about=url)
    return Article(
        url=url,
        language=tongue.of(" ".join(body.paragraphs)),
        images=tuple(images),
        embeds=embeds.placed(others, body.paragraphs),
        paragraphs=tuple(body.paragraphs),
        notes=notes,
        subheads=tuple(sorted(body.subheads)),
    )


def blocks(tree: html.HtmlElement) -> Body:
    """The text between the edges of block elements, and between two line breaks in a row."""
    found = Body([], set())
    pieces: list[str] = []
    heading = False

    def close() -> None:
        for line in "".join(pieces).split("\n\n"):
            if text := squeeze(line):
                if heading:
                    found.subheads.add(len(found.paragraphs))
                found.paragraphs.append(text)
        pieces.clear()

    # Without recursion: a feed may nest deeper than Python's stack.
    waiting: list[tuple[str, html.HtmlElement]] = [("open", tree)]
    while waiting:
        step, element = waiting.pop()
        if step == "close":
            if element.tag in BLOCKS:
                close()
                heading = False
            pieces.append(" ".join((element.tail or "").split("\n")) if element is not tree else "")
            continue
        waiting.append(("close", element))
        if not isinstance(element.tag, str) or element.tag in SKIPPED:
            continue
        if element.tag in BLOCKS:
            close()
            heading = element.tag in ("h1", "h2", "h3", "h4", "h5", "h6")
        pieces.append("\n" if element.tag == "br" else " ".join((element.text or "").split("\n")))
        waiting.extend(("open", child) for child in reversed(list(element)))
    close()
    return found
