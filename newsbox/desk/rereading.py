"""Kept pages, read anew by a NewsBox that reads better."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from django.db import DataError

from newsbox import reading
from newsbox.desk import checked, intake
from newsbox.errors import ReadingError, SettingsError
from newsbox.library import keep, queries
from newsbox.reading import credits
from newsbox.types import Image, Page, Reading

if TYPE_CHECKING:
    from newsbox.library.models import Edition

log = logging.getLogger(__name__)

BATCH, FEW = 200, 20
"""Pages that are read before they are kept, and pages from which it pays to begin other processes."""
HELD_UP = 600.0
"""Seconds for which reading with care is not asked for again, where something that it needs is missing on this machine."""
_held_up_until = float("-inf")


def reread_all(*, processes: int = 1) -> tuple[int, int, int]:
    """Every kept page read anew: how many, how many came out differently, how many could not be read any more.

    processes: among how many the work of understanding is shared.
    """
    done = different = failed = 0
    editions = queries.editions().iterator(chunk_size=BATCH)
    while batch := list(islice(editions, BATCH)):
        read: list[tuple[Edition, Reading, tuple[str, ...]]] = []
        for edition in batch:
            page = keep.original_of(edition)
            if page is None:
                continue
            done += 1
            bare, ignore = checked.without_directives(page)
            try:
                read.append((edition, _again(edition, bare), ignore))
            except ReadingError:
                failed += 1
        whole = reading.understood_all([again for _, again, _ in read], processes=processes if len(read) > FEW else 1)
        for (edition, _, ignore), again in zip(read, whole, strict=True):
            again = _in_its_voice(edition, again)
            different += keep.reread(edition, again, checked.findings_of(again, ignore=ignore))
    return done, different, failed


def is_any_waiting() -> bool:
    """Whether a report waits to be read with care, and nothing that is missing on this machine holds that up."""
    return time.monotonic() >= _held_up_until and queries.is_any_glanced()


def catch_up(*, limit: int | None = None, stopping: threading.Event | None = None) -> int:
    """Reads with care what was kept at a glance, the newest first: how many. limit: at most so many."""
    global _held_up_until
    done = 0
    while (limit is None or done < limit) and not (stopping and stopping.is_set()):
        editions = queries.glanced(limit=min(FEW, limit - done) if limit is not None else FEW)
        if not editions:
            break
        for edition in editions:
            page = keep.original_of(edition)
            again = before = keep.reading_of(edition)
            findings = None
            try:
                again, findings = checked.understood(_again(edition, page) if page else before)
            except ReadingError as error:
                log.info("%s", error)
            except (ImportError, SettingsError) as error:
                # What is missing on this machine is no fault of the text: it waits (`newsbox doctor` says for what).
                log.warning("Reports wait to be read with care: %s", error)
                _held_up_until = time.monotonic() + HELD_UP
                return done
            except Exception:
                log.exception("%s: this report could not be read by a fault of NewsBox.", edition.report.url)
            try:
                keep.reread(edition, again, findings)
            except (DataError, ValueError):
                # What came of it can't be kept: it stays as it was, and those behind it have their turn.
                log.exception("%s: this report could not be kept anew by a fault of NewsBox.", edition.report.url)
                keep.reread(edition, before)
            done += 1
            if stopping and stopping.is_set():
                break
    return done


def _in_its_voice(edition: Edition, again: Reading) -> Reading:
    """A statement's words are its speaker's, however its text is understood."""
    page = keep.original_of(edition)
    said = next(iter(keep.reading_of(edition).attributions), None)
    if page is None or page.content_type != intake.STATEMENT_TYPE or said is None or said.speaker is None:
        return again
    return intake.spoken(again, said.speaker.text, said.via.name if said.via else None)


def _again(edition: Edition, page: Page) -> Reading:
    """An edition's page read anew, with what only the feed had told. Raises ReadingError."""
    before = keep.reading_of(edition)
    again = (
        _entry_again(before, page.body.decode("utf-8", "replace"))
        if page.content_type in (intake.ENTRY_TYPE, intake.STATEMENT_TYPE)
        else reading.read(page)
    )
    if again.following and before.following != again.following:
        # It was saved with all its pages, of which the first is kept: the text stays as it was put together then.
        again = intake.with_text_of(again, before)
    return intake.completed(again, before).changed(url=again.url or before.url)


def _with_credit_apart(image: Image) -> Image:
    """A picture whose credit was kept as the feed has it, with the credit taken apart."""
    credit = image.credit
    if credit is None or credit.photographer or credit.agency:
        return image
    return replace(image, credit=credits.split(credit.text) or credit)


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
        images=tuple(map(_with_credit_apart, before.images)) or again.images,
        language=again.language,
    )
