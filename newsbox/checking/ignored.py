"""What a draft's author asks the checks to pass over: a line of its own, or a comment, `newsbox: ignore cast, NB301`."""

from __future__ import annotations

import re

NAMES = r"[a-z]\w*(?:[ \t,]+[a-z]\w*)*"
ASKED = re.compile(
    # Files of other systems end their lines with two characters.
    rf"^[ \t]*newsbox:[ \t]*ignore[ \t]+(?P<line>{NAMES})[ \t,]*(?=\r?$)"
    rf"|<!--\s*newsbox:\s*ignore\s+(?P<comment>{NAMES})[\s,]*-->",
    re.MULTILINE | re.IGNORECASE | re.ASCII,
)


def taken_out(draft: str) -> tuple[str, frozenset[str]]:
    """The draft with such lines blank, so that every other word stays at its place, and the names of what to pass over.

    Only for texts that somebody wrote here: a page from elsewhere must not be able to silence a check.
    """
    names = frozenset(
        name for match in ASKED.finditer(draft) for name in re.split(r"[ \t,]+", match["line"] or match["comment"])
    )
    return ASKED.sub(lambda match: re.sub(r"[^\r\n]", " ", match[0]), draft), names
