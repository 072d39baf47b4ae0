"""Where do the quotations of a text stand, by their marks alone?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# An opening mark and the marks that may close it. Newsrooms mix them, so each language accepts all of them.
CLOSERS = {
    "„": "“”\"",
    "“": "”\"",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‚": "‘’",
    "‘": "’",
    "「": "」",
    "『": "』",
    '"': '"',
    "＂": "＂",
    "〝": "〞〟",
}  # fmt: skip
ALWAYS_OPEN = frozenset("„‚「『〝")
"""Marks that never close anything. The others open or close by what stands beside them."""
APOSTROPHES = frozenset("‘’'")
"""Marks that also stand inside words, so that a closing one must not be followed by a letter."""
NESTING = 3_000
"""Characters within which marks of one kind are counted in pairs; beyond it the first closing mark closes."""
MARKS = re.compile("[" + "".join(CLOSERS) + "]")
PAIRS = {mark: re.compile("[" + re.escape(mark + closers) + "]") for mark, closers in CLOSERS.items()}
BEFORE_OPENING = frozenset(" \t\n\u00a0\u202f([{—–-:/،,：，。、")
DASH = re.compile(r"[—–―]\s?(?=\S)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in one paragraph: `start` and `end` with its marks, `inner` and `outer` without them."""

    start: int
    end: int
    inner: int
    outer: int
    runs_on: bool = False
    """Whether it goes on in the next paragraph, which then opens with a mark again."""
    by_dash: bool = False
    """Whether a dash opens it, as dialogue in French, Spanish and Russian."""


def quotations(text: str, following: str = "", *, from_before: bool = False) -> list[Quotation]:
    """The outermost quotations of a paragraph, in order.

    following: the paragraph after it, which tells whether an unclosed quotation runs on. from_before: whether the
    paragraph before ran on, so that a closing mark may open this one (French puts » there).
    """
    found: list[Quotation] = []
    at = 0
    hopeless: set[str] = set()
    while match := MARKS.search(text, at):
        start, mark = match.start(), match.group()
        continued = from_before and start == len(text) - len(text.lstrip()) and mark in "»”"
        if mark in hopeless or not (continued or opens(text, start, mark)):
            at = start + 1
            continue
        end = (
            start + 1 + len(text[start + 1 :].split("»")[0]) if continued and mark == "»" else close(text, start, mark)
        )
        if end is not None and end < len(text):
            found.append(trimmed(text, start, end, end + 1))
            at = end + 1
        elif begins_with(following, mark) or (continued and following):
            found.append(trimmed(text, start, len(text), len(text), runs_on=True))
            break
        else:
            hopeless.add(mark)
            at = start + 1
    return found


def trimmed(text: str, start: int, close_at: int, end: int, *, runs_on: bool = False) -> Quotation:
    """The quotation between two marks, without the spaces that French puts inside them."""
    inner, outer = start + 1, close_at
    while inner < outer and text[inner].isspace():
        inner += 1
    while outer > inner and text[outer - 1].isspace():
        outer -= 1
    return Quotation(start, end, inner, outer, runs_on)


def opens(text: str, at: int, mark: str) -> bool:
    """Whether a mark opens a quotation where it stands."""
    if mark in ALWAYS_OPEN:
        return True
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark == "«":
        return not after.isspace() or after in "\u00a0\u202f" or before.isspace()
    if mark in "»›":
        return before in BEFORE_OPENING and not after.isspace()
    if mark == "“":
        return not after.isspace() and (before in BEFORE_OPENING or not before.isascii() or not before.isalnum())
    if mark in APOSTROPHES:
        return before in BEFORE_OPENING and after.isalpha()
    return (before in BEFORE_OPENING or not before.isascii() or before in "“«(") and not after.isspace()


def close(text: str, start: int, mark: str) -> int | None:
    """Where the mark stands that closes the quotation opened at `start`; None if nothing closes it."""
    depth = 1
    first: int | None = None
    closers = CLOSERS[mark]
    for match in PAIRS[mark].finditer(text, start + 1):
        at, found = match.start(), match.group()
        if found in closers and (found not in APOSTROPHES or not text[at + 1 : at + 2].isalpha()):
            first = at if first is None else first
            depth -= 1
            if depth == 0:
                return at
        elif found == mark and opens(text, at, mark):
            depth += 1
        if first is not None and at - start > NESTING:
            break
    return first


def begins_with(paragraph: str, mark: str) -> bool:
    """Whether a paragraph opens with a mark, or with the one that French repeats there."""
    opening = paragraph.lstrip()[:1]
    return bool(opening) and (opening == mark or (mark == "«" and opening == "»"))


def dialogue(text: str, ends: re.Pattern[str] | None) -> list[Quotation]:
    """The spoken parts of a paragraph that opens with a dash: up to the dash or the comma before its cue.

    ends: what closes a spoken part; what follows it up to the next dash is the narrator's.
    """
    opening = DASH.match(text)
    if opening is None or ends is None:
        return []
    parts: list[Quotation] = []
    at = opening.end()
    start = 0
    while at < len(text):
        stop = ends.search(text, at)
        outer = stop.start() if stop else len(text.rstrip())
        while outer > at and text[outer - 1] in " \u00a0,":
            outer -= 1
        if outer > at:
            parts.append(Quotation(start, outer, at, outer, by_dash=True))
        again = re.compile(r"[.,;:!?…]\s*[—–―]\s?").search(text, stop.end()) if stop else None
        if again is None:
            break
        start, at = again.end(), again.end()
    return parts


def masked(text: str, found: Sequence[Quotation]) -> str:
    """The text with every character of the quotations replaced, so that offsets stay."""
    pieces: list[str] = []
    at = 0
    for each in found:
        pieces += [text[at : each.start], MASK * (each.end - each.start)]
        at = each.end
    return "".join([*pieces, text[at:]])


MASK = "\ue000"
"""Stands for what is inside quotation marks: a private character that news has no use for."""
