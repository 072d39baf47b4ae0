"""Words that rest on nobody."""

from __future__ import annotations

from newsbox.checking.shape import Check

CHECK = Check(name="sourcing", codes={})
