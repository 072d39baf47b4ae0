"""Poster-like illustrations drawn by code, used as the photographs of the demonstration press."""

from __future__ import annotations

from newsbox.press import places, rooms
from newsbox.press.canvas import PAINTERS, Canvas, H, W

__all__ = ["PICTURES", "draw", "places", "rooms"]

PICTURES: tuple[str, ...] = tuple(PAINTERS)


def draw(name: str, width: int = 1200, height: int = 800) -> bytes:
    """Return the named picture as a JPEG of the given size; the same call gives the same bytes."""
    canvas = Canvas(name, 2 * max(width / W, height / H))
    PAINTERS[name](canvas)
    return canvas.jpeg(width, height)
