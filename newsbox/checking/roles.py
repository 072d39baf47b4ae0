"""A person has two posts or countries, or a post two holders."""

from __future__ import annotations

from newsbox.checking.shape import Check

CHECK = Check(name="roles", codes={})
