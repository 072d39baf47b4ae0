"""Which words differ between two tellings of one thing?"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

Kind = Literal["same", "first", "second"]
"""Of words: in both texts, in the first alone, in the second alone."""

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
"""A number with its points and commas, or a word with its apostrophes."""


@lru_cache(maxsize=2**14)
def plain(word: str) -> str:
    """What spellings of a word have in common: letters and digits, small."""
    return re.sub(r"['’,]", "", word.casefold())


def differing(first: str, second: str) -> list[tuple[Kind, str]]:
    """Two texts as one list of pieces, in order, each with whose words it is.

    Words are compared without case and marks. Pieces carry the marks and spaces behind their words; "same" pieces have the first
    text's spelling, so that the first's and the common ones, joined, are the first text to the letter.
    """
    ours, theirs = _cut(first), _cut(second)
    matcher = SequenceMatcher(None, [plain(key) for key, _ in ours], [plain(key) for key, _ in theirs], autojunk=False)
    pieces: list[tuple[Kind, str]] = []
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(text for _, text in ours[start:end])))
            continue
        if end > start:
            pieces.append(("first", "".join(text for _, text in ours[start:end])))
        if stop > begin:
            pieces.append(("second", "".join(text for _, text in theirs[begin:stop])))
    return pieces


def _cut(text: str) -> list[tuple[str, str]]:
    """Words with what stands behind them, the first also with what stands before it."""
    found = list(WORD.finditer(text))
    if not found:
        return [("", text)] if text else []
    bounds = [0, *(each.start() for each in found[1:]), len(text)]
    return [(each.group(), text[bounds[n] : bounds[n + 1]]) for n, each in enumerate(found)]
