"""NewsBox as a library: a page in, a reading out. Loads no Django; `import newsbox` loads nothing heavy.

>>> import newsbox
>>> reading = newsbox.read_text("The port was closed on Tuesday.", headline="Port closed")
>>> reading.to_dict()["headline"]
'Port closed'
"""

from __future__ import annotations

from collections.abc import Sequence

from newsbox.errors import NewsBoxError, ReadingError
from newsbox.types import Finding, Page, Reading

__all__ = [
    "Finding",
    "NewsBoxError",
    "Page",
    "Reading",
    "ReadingError",
    "__version__",
    "check",
    "group",
    "join",
    "read",
    "read_text",
]
__version__ = "0.1.0"


def read(page: Page | bytes | str, *, url: str | None = None) -> Reading:
    """The reading of a page: HTML as bytes or str, Markdown, a page pasted as text, or a Page value.

    `url` is where it was found; links and pictures are joined to it. Raises ReadingError, with a sentence a person
    can read, where there is no article: nothing else is raised, whatever the page.
    """
    from newsbox import reading

    return reading.read(page, url=url)


def check(readings: Reading | Sequence[Reading]) -> list[Finding]:
    """What doesn't add up in one reading, or in and between the readings of one story: the surest first.

    Each finding shows passages that can't all be right, and never says which is. Those of severity "note" are weak: most
    people want only errors and warnings.
    """
    from newsbox import checking, reading

    several = [readings] if isinstance(readings, Reading) else list(readings)
    return checking.check([reading.with_sentences(each) for each in several])


def join(readings: Sequence[Reading]) -> Reading:
    """One reading out of those of an article's pages, in order: the first one's, with the text of all."""
    from newsbox import reading

    return reading.join(readings)


def group(readings: Sequence[Reading]) -> list[list[int]]:
    """The stories that readings tell: for each, which of the readings, counted from 0. The readings are in order of arrival.

    Every reading is in one story. Takes no language model; looks at headline, opening, outlet and time.
    """
    from newsbox import stories

    return stories.group(readings)


def read_text(
    text: str,
    *,
    headline: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Reading:
    """The reading of an article that is already clean: paragraphs parted by blank lines are kept as they are.

    published: ISO 8601, as precise as it is known.
    """
    from newsbox import reading

    return reading.read_text(text, headline=headline, outlet=outlet, published=published, url=url)
