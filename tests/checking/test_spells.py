"""Lengths of time that a report opens with, reckoned back to the beginning that its text tells."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.types import Finding


def found(headline: str, text: str, published: str | None = "2026-03-12") -> list[Finding]:
    """The findings of lengths of time, notes left out."""
    return [
        each
        for each in newsbox.check(newsbox.read_text(text, headline=headline, published=published))
        if each.code == "NB406" and each.severity != "note"
    ]


@pytest.mark.parametrize(
    ("headline", "text", "length", "beginning"),
    [
        (
            "Fish market in Skarn closes after 48 years",
            "The stalls in Skarn were cleared on Tuesday.\n\nThe mayor came to say goodbye.\n\nThe market opened in 1991, in a shed.",
            "48",
            "1991",
        ),
        (
            "Geyser wakes up",
            "The geyser near Tresk erupted on Monday for the first time in 12 years.\n\nVisitors cheered.\n\nThe geyser last erupted in 1987.",
            "12",
            "1987",
        ),
        (
            "Dockers end five-day walkout",
            "The port of Skarn was at work again on Wednesday.\n\nThe owners agreed to talks.\n\nThe walkout began on February 12.",
            "five",
            "February 12",
        ),
    ],
)
def test_a_length_that_does_not_reach_back_is_found(headline: str, text: str, length: str, beginning: str) -> None:
    """With the length and the beginning as passages."""
    (finding,) = found(headline, text)
    assert length in finding.passages[0].text
    assert finding.passages[1].text == beginning
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("headline", "text", "published"),
    [
        # It fits.
        (
            "Fish market in Skarn closes after 35 years",
            "Stalls were cleared.\n\nThe market opened in 1991.",
            "2026-03-12",
        ),
        # Another date fits.
        (
            "Fish market in Skarn closes after 48 years",
            "Stalls were cleared.\n\nThe market moved here in 1978.\n\nThe hall was opened in 1991.",
            "2026-03-12",
        ),
        # No day of publication.
        ("Fish market in Skarn closes after 48 years", "Stalls were cleared.\n\nThe market opened in 1991.", None),
        # Days are not reckoned back to a year.
        ("Miners freed after five days", "They came up on Tuesday.\n\nThe mine was opened in 1991.", "2026-03-12"),
        # A length that does not end now.
        ("Market to stay for ten years", "The lease was signed.\n\nThe market opened in 1991.", "2026-03-12"),
        # Nothing began then.
        (
            "Fish market in Skarn closes after 48 years",
            "Stalls were cleared.\n\nThe market was repainted in 1991.",
            "2026-03-12",
        ),
        # Something else began then.
        (
            "Coach leaves Skarn after eight years",
            "The coach said goodbye.\n\nThe port has been shut since 1999.",
            "2026-03-12",
        ),
    ],
)
def test_what_fits_or_tells_of_something_else_is_none(headline: str, text: str, published: str | None) -> None:
    """No finding where the sum works out, or cannot be done."""
    assert not found(headline, text, published)
