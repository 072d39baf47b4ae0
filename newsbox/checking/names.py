"""One name is spelled two ways."""

from __future__ import annotations

from newsbox.checking.shape import Check

CHECK = Check(name="names", codes={})
