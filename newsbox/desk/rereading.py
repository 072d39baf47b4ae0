"""Kept pages, read anew by a NewsBox that reads better."""

from __future__ import annotations

from dataclasses import replace

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
        different += keep.reread(edition, _with_what_only_the_feed_said(again, before))
    return done, different, failed


def _entry_again(before: Reading, html: str) -> Reading:
    """A report that was kept in its feed's words: its text anew, the rest as the feed gave it."""
    try:
        again = reading.read_fragment(html, url=before.url)
    except ReadingError:
        # The feed gave a headline and no text.
        return before
    return replace(
        before,
        paragraphs=again.paragraphs,
        subheads=again.subheads,
        images=before.images or again.images,
        language=again.language,
    )


def _with_what_only_the_feed_said(again: Reading, before: Reading) -> Reading:
    """The new reading, with what the old one had from the feed where the page says nothing."""
    return replace(
        again,
        url=again.url or before.url,
        headline=again.headline or before.headline,
        outlet=again.outlet or before.outlet,
        authors=again.authors or before.authors,
        published=again.published or before.published,
        tags=again.tags or before.tags,
        images=again.images or before.images,
    )
