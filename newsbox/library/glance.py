"""An entry as its feed tells it, ready to be kept with many others. Loads no Django: it comes from other processes."""

from __future__ import annotations

from typing import NamedTuple

TEASER = 280
"""Characters of a report that a list shows."""


class Glance(NamedTuple):
    """An entry in its feed's own words, as its rows will have it: its careful reading comes later.

    A named tuple and no frozen value, since tens of thousands pass from one process to another in a round: they are made
    and handed over several times as fast.
    """

    guid: str
    """What the feed calls it."""
    url: str
    """Empty where it has none."""
    is_own: bool
    """Whether it is of the feed's own site: another's feed may not speak for a page."""
    key: str | None
    """What all spellings of its address have in common; None where its address is not its own."""
    digest: str
    """Of the entry's words."""
    text_digest: str
    """Of what is read from them."""
    headline: str
    outlet: str
    byline: str
    published: str
    """As precise as the feed says it; empty for nothing."""
    language: str
    teaser: str
    words: int
    image: str
    """The address of its picture; empty for none."""
    reading: str
    """Schema 1 of docs/reference/json.md, as JSON."""
    text: str
    """Its paragraphs, each behind a line's end, as they are searched."""
    packed: bytes
    """The feed's words themselves, as HTML, compressed with zlib."""
    content_type: str
    """Under which these are kept."""


def teaser_of(text: str) -> str:
    """The beginning of a text as lists show it, whole words of it."""
    return text if len(text) <= TEASER else text[:TEASER].rpartition(" ")[0] + " …"
