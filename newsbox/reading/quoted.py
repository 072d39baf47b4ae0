"""Where do quotation marks open and close?

“ ” " " '' '' „ “ « » ‹ › 「 」 『 』 and single ‘ ’ ' '. Marks inside other marks belong to the outer pair. A quotation that is never closed
runs to the end of its paragraph where the next paragraph goes on with an opening mark, as newspapers print speech of several
paragraphs, or where nothing speaks against it: it is longer than a few words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

CLOSING = {
    "“": ("”", '"', "“"),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "「": ("」",),
    "『": ("』",),
    '"': ('"', "”"),
    "''": ("''",),
    "‘": ("’", "'"),
    "'": ("'", "’"),
}
"""By opening mark: what may close it. “ closes itself where a page turned all its marks the same way."""
MARK = re.compile(r"''|[“”„«»‹›「」『』\"‘’']")
OPENS_AFTER = re.compile(r"[\s(\[{—–\-:/,]$")
SINGLE = "‘’'"
BOTH_WAYS = ('"', "''", "»", "”")
"""Marks that open and close alike: one without a partner is more often a slip."""
LONGEST_SINGLE = 600
"""Characters: a single mark is mostly an apostrophe, so its pair must stand near."""
SHORTEST_OPEN = 20
"""Characters from which a quotation that is never closed is believed."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of a text between quotation marks, the marks included: half-open, in characters."""

    start: int
    end: int
    inner: tuple[int, int]
    """Without the marks."""
    is_closed: bool = True


def quotations(text: str, *, goes_on: bool = False) -> list[Quotation]:
    """The outermost quotations of a paragraph, in order. goes_on: the next paragraph opens with a quotation mark."""
    found: list[Quotation] = []
    marks = list(MARK.finditer(text))
    place, alone = 0, set[str]()
    while place < len(marks):
        mark = marks[place]
        if mark[0] in alone or not _opens(text, mark.start(), mark[0]):
            place += 1
            continue
        closing = _closing(text, marks, place)
        if closing is not None:
            end = marks[closing]
            found.append(Quotation(mark.start(), end.end(), (mark.end(), end.start())))
            place = closing + 1
        elif mark[0] not in SINGLE and (
            goes_on or (mark[0] not in BOTH_WAYS and len(text) - mark.end() >= SHORTEST_OPEN)
        ):
            found.append(Quotation(mark.start(), len(text), (mark.end(), len(text)), is_closed=False))
            break
        else:
            if mark[0] not in SINGLE:
                alone.add(mark[0])
            place += 1
    return found


def opens(text: str) -> bool:
    """Whether a paragraph begins with an opening mark."""
    return text[:1] in ("“", '"', "„", "«", "「", "‘") or text.startswith("''")


def _opens(text: str, at: int, mark: str) -> bool:
    before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
    if mark in ("“", "„", "«", "‹", "「", "『", "‘"):
        return bool(after)
    if mark in ("’", "”", "›", "」", "』"):
        return False
    free = not before or bool(OPENS_AFTER.match(before))
    return free and bool(after) and not after.isspace()


def _closing(text: str, marks: Sequence[re.Match[str]], opening: int) -> int | None:
    """The number of the mark that closes the one with the number `opening`."""
    mark = marks[opening]
    wanted = CLOSING.get(mark[0], ())
    depth = 0
    for place in range(opening + 1, len(marks)):
        other = marks[place]
        if mark[0] in SINGLE:
            if other.start() - mark.start() > LONGEST_SINGLE or other[0] in '“”"':
                return None
            if other[0] in wanted and _closes_single(text, other.start()) and other.start() > mark.end():
                return place
        elif other[0] == mark[0] and mark[0] in "「『":
            depth += 1
        elif other[0] in wanted:
            if other[0] == "“" and mark[0] == "“" and OPENS_AFTER.match(text[other.start() - 1 : other.start()] or " "):
                return None
            if depth == 0:
                return place
            depth -= 1
    return None


def _closes_single(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not before.isspace() and not after.isalnum()
