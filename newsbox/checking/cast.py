"""The parts of an article name different people, bodies or countries for one part of one event."""

from __future__ import annotations

from newsbox.checking.between import cast
from newsbox.checking.shape import Check

CHECK = Check(
    name="cast",
    codes={
        "NB121": "Two reports of a story name different people for one part.",
    },
    across=cast.across_cast,
)
