"""The names of those who speak, compared."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
"""Characters of what a speaker is known by."""


def speaker_key(name: str) -> str:
    """What the spellings of a name have in common: "Kim Jong-un" and "KIM JONG UN" are one; it stands between spaces."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(letter)
    )
    words = " ".join(re.findall(r"\w+", re.sub(r"['’]s?\b", "", plain)))
    return f" {words[: LONGEST - 2]} " if words else ""
