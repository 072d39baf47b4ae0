"""An entry as its feed tells it, ready to be kept with many others. Loads no Django: it comes from other processes."""

from __future__ import annotations

from dataclasses import dataclass

from newsbox.types import Entry


@dataclass(frozen=True, slots=True)
class Glance:
    """An entry in its feed's own words, as far as a glance tells: its careful reading comes later."""

    entry: Entry
    paragraphs: tuple[str, ...]
    is_own: bool
    """Whether it is of the feed's own site: another's feed may not speak for a page."""
    key: str | None
    """What all spellings of its address have in common; None where its address is not its own."""
    digest: str
    """Of the entry's words."""
    text_digest: str
    """Of what is read from them."""
    packed: bytes
    """The words themselves, as HTML, compressed with zlib."""
    content_type: str
    """Under which they are kept."""
