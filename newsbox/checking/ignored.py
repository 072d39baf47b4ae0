"""What a draft's author asks the checks to pass over: a line of its own, or a comment, `newsbox: ignore cast, NB301`."""

from __future__ import annotations

import re

ASKED = re.compile(
    r"^[ \t]*(?P<open><!--[ \t]*)?newsbox:[ \t]*ignore[ \t]+(?P<names>[A-Za-z][\w]*(?:[ \t]*[, ][ \t]*[A-Za-z][\w]*)*)[ \t]*(?(open)-->)[ \t]*$",
    re.MULTILINE,
)


def taken_out(draft: str) -> tuple[str, frozenset[str]]:
    """The draft with such lines blank, so that every other word stays at its place, and the names of what to pass over.

    Only for texts that somebody wrote here: a page from elsewhere must not be able to silence a check.
    """
    names = frozenset(
        name for match in ASKED.finditer(draft) for name in re.split(r"[ \t,]+", match["names"].strip()) if name
    )
    return ASKED.sub(lambda match: " " * len(match[0]), draft), names
