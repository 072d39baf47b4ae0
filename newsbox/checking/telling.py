"""How does a finding tell an article's words and numbers?"""

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


def number(value: float) -> str:
    """A number for people: "1.5 million", "12,345"; none of its digits is lost."""
    for scale, name in ((1e9, "billion"), (1e6, "million")):
        if value >= scale and round(value / scale, 3) * scale == value:
            return f"{value / scale:.10g} {name}"
    return f"{value:,.10g}"
