"""The headline says what the text does not."""

from __future__ import annotations

from newsbox.checking.shape import Check

CHECK = Check(name="headline", codes={})
