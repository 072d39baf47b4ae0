"""A page as a tree to look for links in, and the address its links hang on."""

from __future__ import annotations

from lxml import etree, html

from newsbox import addresses
from newsbox.types import Page


def tree_of(page: Page, *, largest: int) -> tuple[html.HtmlElement | None, str | None]:
    """The page's tree, None for what is no HTML; and the base of its links. largest: bytes that are looked through.

    The server's charset counts, then UTF-8 where the bytes are that, then what the page says of itself.
    """
    body = page.body[:largest] or b"<html/>"
    try:
        parser = html.HTMLParser(encoding=page.charset or ("utf-8" if _is_utf8(body) else None))
    except LookupError:
        parser = html.HTMLParser()
    try:
        tree = html.document_fromstring(body, parser=parser)
    except (etree.ParserError, ValueError):
        return None, page.url
    return tree, addresses.join(page.url, next(iter(tree.xpath("//base/@href")), None)) or page.url


def _is_utf8(body: bytes) -> bool:
    """Whether bytes are UTF-8, but for a letter that is cut through at their end."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(body) - 3
    return True
