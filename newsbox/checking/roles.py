"""A person has two posts or countries, or a post two holders."""

from __future__ import annotations

from newsbox.checking.between import cast
from newsbox.checking.shape import Check

CHECK = Check(
    name="roles",
    codes={
        "NB221": "Two reports of a story give one person different posts.",
        "NB222": "Two reports of a story give one person different countries.",
        "NB223": "Two reports of a story name different holders of one post.",
    },
    across=cast.across_roles,
)
