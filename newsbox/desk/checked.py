"""A reading understood, and what doesn't add up in it: the one place where the box looks."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace

from newsbox import checking, reading
from newsbox.checking import ignored
from newsbox.errors import GatheringError, SettingsError
from newsbox.gathering import opinion
from newsbox.types import Finding, Page, Reading

log = logging.getLogger(__name__)
DIRECTIVE = b"newsbox:"
"""What every directive of a draft has in it, in small letters."""


def understood(read: Reading, *, ignore: Collection[str] = ()) -> tuple[Reading, list[Finding] | None]:
    """The reading with everything found out, and its findings, as `findings_of` gives them, and as the owner's own model does."""
    whole = reading.understood(read)
    found = findings_of(whole, ignore=ignore)
    return whole, found if found is None else [*found, *second_opinion(whole, ignore=ignore)]


def second_opinion(whole: Reading, *, ignore: Collection[str] = ()) -> list[Finding]:
    """What the owner's own model finds, where one is set; a model that can't be asked is a line in the log, and nothing more."""
    try:
        where = opinion.endpoint()
        if where is None or opinion.is_named(ignore):
            return []
        return opinion.ask(whole, where)
    except (GatheringError, SettingsError) as error:
        log.warning("%s", error)
        return []


def without_directives(page: Page) -> tuple[Page, tuple[str, ...]]:
    """A page that somebody handed in, without its lines `newsbox: ignore ...`, and what these name.

    A page from the web silences nobody: there such a line is text.
    """
    if page.url or DIRECTIVE not in page.body.lower():
        return page, ()
    try:
        text, names = ignored.taken_out(page.body.decode(page.charset or "utf-8").replace("\r\n", "\n"))
    except (UnicodeDecodeError, LookupError):
        return page, ()
    return replace(page, body=text.encode(), charset="utf-8"), tuple(sorted(names))


def findings_of(whole: Reading, *, ignore: Collection[str] = ()) -> list[Finding] | None:
    """What doesn't add up in a reading that was understood in this process, the surest first.

    ignore: names and codes of checks. None where the checks themselves failed: the report is kept all the same, and the
    log says why.
    """
    try:
        return checking.check([reading.with_sentences(whole)], ignore=ignore)
    except Exception:
        log.exception("%s: this text could not be checked by a fault of NewsBox.", whole.url or whole.headline)
        return None
