"""A person has two posts or countries, or a post two holders."""

from __future__ import annotations

from collections.abc import Iterator

from newsbox.checking import rivalry
from newsbox.checking.cast import suspects
from newsbox.checking.nations import introduces, mixes
from newsbox.checking.roles_weights import NATIONS
from newsbox.checking.shape import WARNING, Check, Sheet
from newsbox.types import Finding

BEHIND = 0.01
"""How much less sure a strange country is than the strange person it goes with: the person is told first."""


def within(sheet: Sheet) -> Iterator[Finding]:
    """What is said to belong to another country than the rest of the article says."""
    for confidence, rival in rivalry.surest(mixes(sheet), NATIONS):
        # Where the person so introduced is out of place too, that is the slip, and this comes with it.
        for suspicion in suspects(sheet):
            names = suspicion.rival.stranger.mentions
            if any(introduces(each, name) for each in rival.stranger.mentions for name in names):
                confidence = (
                    min(confidence, suspicion.confidence - BEHIND) if suspicion.confidence >= WARNING else confidence
                )
        shown = rivalry.passages(sheet, rival)
        yield CHECK.finding("NB201", confidence, rivalry.message(shown, rival), shown)


CHECK = Check(
    name="roles",
    codes={
        "NB201": "Somebody or something is called after one country where the rest of the article speaks of another.",
    },
    within=within,
)
