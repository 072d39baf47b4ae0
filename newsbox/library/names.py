"""The names of those who speak, compared."""

from __future__ import annotations

import re

from newsbox.texts import unaccented

LONGEST = 200
"""Characters of what a speaker is known by."""


def speaker_key(name: str) -> str:
    """What the spellings of a name have in common: "Kim Jong-un" and "KIM JONG UN" are one; it stands between spaces."""
    words = " ".join(re.findall(r"\w+", re.sub(r"['’]s?\b", "", unaccented(name))))
    return f" {words[: LONGEST - 2]} " if words else ""


def slug(key: str) -> str:
    """A key as an address has it: "ines-marlo"."""
    return key.strip().replace(" ", "-")
