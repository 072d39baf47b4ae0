"""What a draft says should not be checked: `newsbox: ignore cast, figures`, in a comment or on a line of its own."""

from __future__ import annotations

import re

NAMES = r"[A-Za-z][A-Za-z0-9]*(?:[ \t]*,[ \t]*[A-Za-z][A-Za-z0-9]*)*"
COMMENT = re.compile(rf"<!--\s*newsbox:[ \t]*ignore[ \t]+({NAMES})\s*-->", re.IGNORECASE)
LINE = re.compile(rf"^[ \t]*newsbox:[ \t]*ignore[ \t]+({NAMES})[ \t]*\r?(?:\n|\Z)", re.IGNORECASE | re.MULTILINE)


def stripped(text: str) -> tuple[str, tuple[str, ...]]:
    """A draft without its directives, and what they name: checks in small letters ("cast"), codes in capitals ("NB101").

    A directive is an HTML comment, which Markdown takes too, or a line of its own; it holds for the whole text, wherever it
    stands. Other comments and other mentions stay. Linear in the text's length.
    """
    named: dict[str, None] = {}

    def out(match: re.Match[str]) -> str:
        for name in match[1].split(","):
            clean = name.strip()
            named[clean.upper() if any(map(str.isdigit, clean)) else clean.lower()] = None
        return ""

    return LINE.sub(out, COMMENT.sub(out, text)), tuple(named)
