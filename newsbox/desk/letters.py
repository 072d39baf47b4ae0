"""Which mailboxes are due? Their newsletters come in as reports: each letter one, its sender the outlet."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from newsbox import addresses
from newsbox.desk import intake, rounds, timetable
from newsbox.errors import GatheringError, NewsBoxError
from newsbox.gathering import letters
from newsbox.library import keep, queries, settling
from newsbox.types import Entry, Page

if TYPE_CHECKING:
    from newsbox.library.keep import Kept
    from newsbox.library.models import Source

log = logging.getLogger(__name__)
SOON = timedelta(minutes=1)
"""Where more letters wait than one visit takes."""


def collect(
    *, everything: bool = False, tell: Callable[[Source, str], None] | None = None, done: rounds.Round | None = None
) -> rounds.Round:
    """Visits the mailboxes that are due, or every one. tell: hears each and how its visit went. done: a round to be counted on in."""
    done = done or rounds.Round()
    before = done.new
    for number in [row.pk for row in queries.letterboxes(due=None if everything else timezone.now())]:
        if rounds.stopping.is_set():
            break
        rows = settling.claim(now=timezone.now(), lease=rounds.LEASE, limit=1, among=[number])
        if not rows:
            done.busy += 1
            continue
        try:
            outcome = visit(rows[0], done)
        except rounds.Stopped:
            break
        finally:
            settling.release([number])
        if tell is not None:
            tell(rows[0], outcome)
    # Only where a letter came: what a round of feeds alone left unplaced is not placed for a box without mailboxes.
    if done.new > before:
        from newsbox.desk import placing

        placing.place_waiting()
    return done


def visit(row: Source, done: rounds.Round) -> str:
    """One mailbox's visit; how it went, in a few words. A fault is kept with the source, whatever it is. Raises rounds.Stopped."""
    try:
        found, new = _take_letters(row)
    except NewsBoxError as error:
        log.info("%s", error)
        return _failed(row, done, error.what, again=error.again)
    except rounds.Stopped:
        raise
    except Exception:
        log.exception("%s: the visit failed by a fault of NewsBox.", row.shown_address)
        return _failed(row, done, "NewsBox itself failed here; its log says how.", again=6 * 3600.0)
    every = settings.NEWSBOX_INTERVAL
    wait, why = (SOON, "more letters wait") if found.is_more else timetable.next_visit(least=every, most=every)
    now = timezone.now()
    # The number of the last letter stands where a feed's validator does; it is written last.
    page = Page(None, b"", etag=found.validator)
    settling.settle([settling.Visit(row, now, now + wait * (1 + random.random() * timetable.JITTER), why, page=page)])
    done.visited += 1
    done.new += new
    done.unchanged += not new
    return f"{new} new" if new else "nothing new"


def _failed(row: Source, done: rounds.Round, fault: str, *, again: float | None) -> str:
    done.visited += 1
    done.failed += 1
    wait, now = timetable.after_failure(row.failures + 1, guess=again), timezone.now()
    due = now + wait * (1 + random.random() * timetable.JITTER)
    settling.settle([settling.Visit(row, now, due, "after a failure", fault=fault)])
    return f"failed: {fault}"


def _take_letters(row: Source) -> tuple[letters.Letters, int]:
    """Keeps the letters that came since the last visit: what was found, and how many are new."""
    mailbox, _ = addresses.mailbox(row.shown_address)
    password = queries.password_of(row)
    if password is None:
        raise GatheringError(
            "the password can't be read any more, since the box's secret key is another one now. Give it again on this source's page.",
            again=12 * 3600,
        )
    if not password:
        raise GatheringError("the mailbox's password is missing. Type it on this source's page.")
    found = letters.letters(mailbox, password, since=row.etag, allow=settings.NEWSBOX_ALLOW_NETWORKS)
    new = 0
    # What a visit that was stopped has kept need not be read again.
    for entry in queries.sort_entries(row, found.entries).new:
        if rounds.stopping.is_set():
            raise rounds.Stopped
        settling.still_visiting([row.pk], now=timezone.now())
        try:
            kept = take(entry, row)
        except Exception:
            # One letter's fault is one letter's: those behind it come in all the same.
            log.exception("%s: the letter “%s” could not be kept by a fault of NewsBox.", row.shown_address, entry.guid)
            continue
        new += kept is not None and kept.is_new
    return found, new


def take(entry: Entry, row: Source) -> Kept | None:
    """A letter as a report of its mailbox alone, whatever address stands in it; None where nothing is to be read in it."""
    # The reader takes its time to load, which a box without a new letter need not wait for.
    from newsbox.desk import checked

    read = intake.reading_of_entry(entry, row)
    if read is None:
        log.info("%s: the letter “%s” has nothing to read.", row.shown_address, entry.guid)
        return None
    read = read.changed(outlet=entry.authors[0] if entry.authors else row.title, authors=(), images=())
    whole, findings = checked.understood(read)
    original = Page(None, entry.content.encode("utf-8", "replace"), intake.ENTRY_TYPE, "utf-8")
    return keep.keep(
        whole,
        source=row,
        guid=entry.guid,
        now=timezone.now(),
        original=original,
        entry_digest=keep.digest_of_entry(entry),
        has_identity=False,
        findings=findings,
    )
