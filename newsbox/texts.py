"""Which characters may stand in a text that is kept and printed, and which tell two texts apart?

Control characters break terminals and XML, half characters (lone surrogates) and NUL are refused by databases and by
UTF-8 itself; all of them come from other people's pages, none of them means anything in prose.
"""

from __future__ import annotations

import re
import unicodedata

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def unaccented(text: str) -> str:
    """The text without accents and in small letters, as names are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def printable(text: str) -> str:
    """The text without what can't be printed; line ends and tabs stay."""
    return UNPRINTABLE.sub("", text)
