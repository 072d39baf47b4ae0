"""What somebody writes at the desk, looked at while she edits it."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import close_old_connections, connection
from django.utils import timezone

from newsbox import checking, reading
from newsbox.checking import ignored
from newsbox.desk import checked
from newsbox.errors import ReadingError
from newsbox.gathering import opinion
from newsbox.shelf import marks, queries

if TYPE_CHECKING:
    from newsbox.shelf.models import Draft

log = logging.getLogger(__name__)

PULSE, REST = 0.1, 1.0
"""Seconds between two looks for drafts: while somebody is at the desk, and while nobody is."""
AWAKE = timedelta(minutes=10)
"""How long after the last keystroke somebody counts as being at the desk."""
WARM = "The desk is open. “Come in,” the editor said."
"""A text that is parsed when somebody opens the desk, so that the language model is in memory when she types."""


def keep_looking(stop: threading.Event) -> None:
    """Looks at drafts as they change, until told to stop."""
    while not stop.is_set():
        pause = 10.0
        try:
            look_at_waiting()
            last = queries.last_at_desk()
            pause = PULSE if last and timezone.now() - last < AWAKE else REST
        except Exception:
            log.exception("The desk met a fault; it goes on.")
            close_old_connections()
        stop.wait(pause)
    connection.close()


def look_at_waiting() -> int:
    """Looks at every draft that changed; how many those were."""
    waiting = queries.waiting_drafts(now=timezone.now())
    for draft in waiting:
        look_at(draft)
    return len(waiting)


def look_at(draft: Draft) -> None:
    """Reads and checks a draft as it is now, and writes down what came of it."""
    if not draft.text.strip():
        reading.understood(reading.read_text(WARM))
        marks.settle_draft(draft, reading=None, subheads=(), ignored=(), fault="")
        return
    text, asked = ignored.taken_out(draft.text)
    unknown = sorted(name for name in asked if not checking.is_name(name) and not opinion.is_named([name]))
    names = sorted(asked.difference(unknown))
    try:
        whole = reading.understood(reading.read(text))
    except ReadingError as error:
        marks.settle_draft(draft, reading=None, subheads=(), ignored=names, fault=str(error))
        return
    found = checked.findings_of(whole, ignore=names)
    plain = whole.with_findings(found or ()).to_dict()
    fault = f"There is no check or code named {', '.join(unknown)}: that silences nothing." if unknown else ""
    if found is None:
        fault = "The checks failed by a fault of NewsBox; its log says how."
    marks.settle_draft(draft, reading=plain, subheads=whole.subheads, ignored=names, fault=fault)
