"""By what are texts and addresses known again? Loads no Django: it is asked in other processes, too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from newsbox import addresses
from newsbox.errors import AddressError
from newsbox.types import Entry, Reading


def digest_of(reading: Reading) -> str:
    """Two readings of one digest tell the same: headline, paragraphs and notes."""
    return digest_of_texts([reading.headline or "", *reading.paragraphs, *(note.text for note in reading.notes)])


def digest_of_entry(entry: Entry) -> str:
    """Two entries of one digest say the same."""
    return digest_of_texts([entry.title, entry.summary, entry.content, entry.url or ""])


def digest_of_texts(texts: Iterable[str]) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256("\x00".join(texts).encode("utf-8", "replace")).hexdigest()


def key_of(url: str | None) -> str | None:
    """What all spellings of an address have in common; None for no address."""
    try:
        return addresses.key(url) if url else None
    except AddressError:
        return None
