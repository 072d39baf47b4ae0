"""How does a finding quote an article's words?"""

from __future__ import annotations

LONGEST = 90
"""Characters of an article's words that a message repeats."""


def clipped(words: str) -> str:
    """An article's words between marks, cut at a word where they are long."""
    words = " ".join(words.split())
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
    return f"“{words}”"


def sentence(words: str) -> str:
    """Words with a capital letter at their beginning."""
    return words[:1].upper() + words[1:]
