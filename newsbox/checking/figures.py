"""Figures that can't all be right."""

from __future__ import annotations

from newsbox.checking.shape import Check

CHECK = Check(name="figures", codes={})
