"""How does a finding speak of an article's parts and words?"""

from __future__ import annotations

from newsbox.types import Place

LONGEST = 90
"""Characters of an article's words that a message repeats."""


def part(at: Place) -> str:
    """A part of an article, as people count: "the headline", "paragraph 4"."""
    return f"paragraph {at + 1}" if isinstance(at, int) else f"the {at}"


def clipped(words: str) -> str:
    """An article's words between marks, cut at a word where they are long."""
    words = " ".join(words.split())
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
    return f"“{words}”"


def sentence(words: str) -> str:
    """Words with a capital letter at their beginning."""
    return words[:1].upper() + words[1:]
