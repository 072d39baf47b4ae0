"""Kept pages, read anew by a NewsBox that reads better."""

from __future__ import annotations

from newsbox import reading
from newsbox.desk import intake
from newsbox.errors import ReadingError
from newsbox.library import keep, queries
from newsbox.types import Reading


def reread_all() -> tuple[int, int, int]:
    """Every kept page read anew: how many, how many came out differently, how many could not be read any more."""
    done = different = failed = 0
    for edition in queries.editions().iterator(chunk_size=50):
        page = keep.original_of(edition)
        if page is None:
            continue
        before = keep.reading_of(edition)
        done += 1
        try:
            again = (
                _entry_again(before, page.body.decode("utf-8", "replace"))
                if page.content_type == intake.ENTRY_TYPE
                else reading.read(page)
            )
        except ReadingError:
            failed += 1
            continue
        whole = intake.completed(again, before).changed(url=again.url or before.url)
        different += keep.reread(edition, reading.understood(whole))
    return done, different, failed


def _entry_again(before: Reading, html: str) -> Reading:
    """A report that was kept in its feed's words: its text anew, the rest as the feed gave it."""
    try:
        again = reading.read_fragment(html, url=before.url)
    except ReadingError:
        # The feed gave a headline and no text.
        return before
    return before.changed(
        paragraphs=again.paragraphs,
        subheads=again.subheads,
        images=before.images or again.images,
        language=again.language,
    )
