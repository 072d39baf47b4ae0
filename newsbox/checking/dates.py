"""Days and dates that can't all be right."""

from __future__ import annotations

from newsbox.checking.between import dates
from newsbox.checking.shape import Check

CHECK = Check(
    name="dates",
    codes={
        "NB421": "Two reports of a story put one event on different days.",
    },
    across=dates.across,
)
