"""The pages of the checks: the docs' own (docs/checks), which come along in the package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Page:
    """What a check's page says."""

    name: str
    """As in `--select`: "cast"."""
    title: str
    lead: str
    """Its first paragraph, as plain text."""
    body: SafeString
    """Everything below the title, as HTML."""


def folder() -> Path:
    """Where the pages lie: in the package, or beside it where NewsBox runs from its source."""
    packed = HERE / "check_pages"
    return packed if packed.is_dir() else HERE.parents[1] / "docs" / "checks"


@cache
def pages() -> tuple[Page, ...]:
    """The checks' pages, in the order of their codes."""
    found = [(path, path.read_text("utf-8")) for path in folder().glob("*.md") if path.stem != "index"]
    return tuple(
        _page(path.stem, text) for path, text in sorted(found, key=lambda each: (_code(each[1]), each[0].stem))
    )


@cache
def page(name: str) -> Page | None:
    """The page of a check; None where there is none of this name."""
    if name == "index":
        path = folder() / "index.md"
        return _page(name, path.read_text("utf-8")) if path.is_file() else None
    return next((each for each in pages() if each.name == name), None)


def _code(text: str) -> str:
    """The first code that a page names: checks come in this order."""
    match = re.search(r"\bNB\d+\b", text)
    return match[0] if match else "NC"


def _page(name: str, text: str) -> Page:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    title, lead = name.capitalize(), ""
    if tokens and tokens[0].type == "heading_open":
        title, tokens = _plain(tokens[1]), tokens[3:]
    opening = next((place for place, token in enumerate(tokens) if token.type == "paragraph_open"), None)
    if opening is not None:
        lead = _plain(tokens[opening + 1])
    for token in tokens:
        _lead_on(token)
    return Page(name, title, lead, mark_safe(parser.renderer.render(tokens, parser.options, {})))


def _plain(token: Token) -> str:
    return "".join(child.content if child.content else " " for child in token.children or [] if child.nesting == 0)


def _lead_on(token: Token) -> None:
    """Links between the docs' pages lead on where the box has the page, and are plain words where it does not."""
    children = token.children or []
    kept: list[Token] = []
    is_dropped = False
    for child in children:
        if child.type == "link_open":
            target = str(child.attrGet("href") or "")
            match = re.fullmatch(r"(?:\./)?([a-z]+)\.md(#.*)?", target)
            is_dropped = not (match and (folder() / f"{match[1]}.md").is_file()) and not target.startswith("#")
            if match and not is_dropped:
                place = reverse("checks") if match[1] == "index" else reverse("check", args=[match[1]])
                child.attrSet("href", place + (match[2] or ""))
        if not (is_dropped and child.type in ("link_open", "link_close")):
            kept.append(child)
        if child.type == "link_close":
            is_dropped = False
    token.children = kept or token.children
