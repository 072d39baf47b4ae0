"""A reading understood, and what doesn't add up in it: the one place where the box looks."""

from __future__ import annotations

import logging
from collections.abc import Collection

from newsbox import checking, reading
from newsbox.types import Finding, Reading

log = logging.getLogger(__name__)


def understood(read: Reading) -> tuple[Reading, list[Finding] | None]:
    """The reading with everything found out, and its findings, as `findings_of` gives them."""
    whole = reading.understood(read)
    return whole, findings_of(whole)


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
