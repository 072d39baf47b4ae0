"""The paragraphs of an entry by its tags alone: many times as fast as reading it, for what must be found and shown at once."""

from __future__ import annotations

import re
from html import unescape

from newsbox.texts import printable

BLOCKS = "p div li address article aside blockquote center dd details dialog dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol pre section summary table td th tr ul".split()
UNSEEN = re.compile(r"<(?:(script|style|template|svg|select|textarea)\b|!--)", re.IGNORECASE)
# Letters of either case are meant in names alone: what begins with a plain character is looked for many times as fast.
EDGES = re.compile(rf"</?(?i:{'|'.join(BLOCKS)})(?:\s[^<>]*)?/?>|<[bB][rR]\s*/?>\s*<[bB][rR]\s*/?>|\n[ \t]*\n")
BREAKS = re.compile(r"<[bB][rR]\s*/?>")
TAGS = re.compile(r"<[^<>]*>")
EDGE = "\x00"


def paragraphs(html: str) -> tuple[str, ...]:
    """The paragraphs of a piece of HTML, or of plain text. Captions may stand among them, nothing else is lost or cut."""
    if "<" in html:
        if "<!--" in html or "<s" in html or "<t" in html or "<S" in html or "<T" in html:
            html = _seen(html)
        html = TAGS.sub("", BREAKS.sub(" ", EDGES.sub(EDGE, html)))
    elif "\n" in html:
        html = EDGES.sub(EDGE, html)
    if "&" in html:
        html = unescape(html)
    return tuple(line for piece in html.split(EDGE) if piece and (line := _line(piece)))


def _line(text: str) -> str:
    """A text on one line, with single spaces."""
    # Of white space only the plain space counts as printable.
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    line = " ".join(text.split())
    return line if line.isprintable() else " ".join(printable(line).split())


def _seen(html: str) -> str:
    """HTML without what no reader sees. What is opened and never closed stays; it is looked for once, however often it is opened."""
    kept, done, at = [], 0, 0
    unclosed: set[str] = set()
    while match := UNSEEN.search(html, at):
        at, name = match.end(), (match[1] or "").lower()
        if name in unclosed:
            continue
        end = re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE).search(html, at)
        if end is None:
            unclosed.add(name)
            continue
        kept.append(html[done : match.start()])
        done = at = end.end()
    return "".join([*kept, html[done:]])
