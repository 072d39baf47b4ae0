"""One quotation is given to two speakers, or with other words."""

from __future__ import annotations

from newsbox.checking.shape import Check

CHECK = Check(name="quotes", codes={})
