"""What is a word of a sentence compared by?"""

from __future__ import annotations

from newsbox.types import Word

TELLING = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"))
"""Parts of speech that carry what a sentence is about."""
EMPTY = frozenset(
    "be have do say tell make get go take come see know also more most other one two new first last year".split()
)
"""Lemmas that two sentences share by chance."""


def key_of(word: Word) -> str | None:
    """What a word is compared by; None for one that tells nothing."""
    if word.pos not in TELLING or not (word.text.isalnum() or any(map(str.isalnum, word.text))):
        return None
    key = word.text.casefold() if word.pos in ("PROPN", "NUM") else word.lemma.casefold()
    return None if key in EMPTY else key
