"""Figures that can't all be right."""

from __future__ import annotations

from newsbox.checking.between import figures
from newsbox.checking.shape import Check

CHECK = Check(
    name="figures",
    codes={
        "NB321": "Two reports of a story give one figure differently.",
    },
    across=figures.across,
)
