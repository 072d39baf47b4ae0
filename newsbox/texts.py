"""Which characters may stand in a text that is kept and printed, and which words tell two texts apart?

Control characters break terminals and XML, half characters (lone surrogates) and NUL are refused by databases and by
UTF-8 itself; all of them come from other people's pages, none of them means anything in prose.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def unaccented(text: str) -> str:
    """The text without accents and in small letters, as names are compared."""
    if text.isascii():
        return text.lower()  # Nothing to take off, in many times less time.
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def printable(text: str) -> str:
    """The text without what can't be printed; line ends and tabs stay."""
    # Python's own look is many times as fast, and what it lets pass holds none of them.
    return text if text.isprintable() else UNPRINTABLE.sub("", text)


# Two tellings of one thing ------------------------------------------------------------------------------------------

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
