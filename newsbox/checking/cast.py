"""The parts of an article name different people, bodies or countries for one part of one event."""

from __future__ import annotations

from newsbox.checking.shape import Check

CHECK = Check(name="cast", codes={})
