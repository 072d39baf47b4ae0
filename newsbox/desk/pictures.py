"""Pictures come into the box: fetched once, checked by opening them, kept in two sizes as JPEG."""

from __future__ import annotations

import asyncio
import io
import logging
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from newsbox.desk.intake import in_database
from newsbox.errors import GatheringError
from newsbox.gathering.fetch import Fetcher
from newsbox.library import keep, queries
from newsbox.types import Page

if TYPE_CHECKING:
    from newsbox.library.models import Picture

log = logging.getLogger(__name__)

LARGEST = 20 * 1024 * 1024
"""Bytes as the server sends them."""
MOST_PIXELS, MOST_PIXELS_PNG = 60_000_000, 25_000_000
"""A JPEG can be opened at half its size, others only whole."""
WIDE, SMALL = 1600, 480
"""Pixels across, at most: for the article, for lists."""
KINDS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "BMP", "TIFF")
ACCEPT = "image/avif,image/webp,image/jpeg,image/png,image/*;q=0.8"
BATCH = 200


@dataclass(frozen=True, slots=True)
class Developed:
    """A picture in our two sizes."""

    large: bytes
    small: bytes
    width: int
    height: int


async def fetch_waiting(ask: Fetcher) -> int:
    """Fetches the pictures that wait, several hosts at a time; how many were kept."""
    rows = await in_database(queries.waiting_pictures, now=timezone.now(), limit=BATCH)
    # One is opened at a time: a picture of few bytes may need much memory.
    bench = asyncio.Semaphore(1)
    return sum(await asyncio.gather(*(_fetch(row, ask, bench) for row in rows)))


async def _fetch(row: Picture, ask: Fetcher, bench: asyncio.Semaphore) -> bool:
    try:
        page = await ask.page(row.url, accept=ACCEPT, largest=LARGEST)
        async with bench:
            developed = await asyncio.to_thread(develop, page)
    except GatheringError as error:
        # A question mark at the front: worth one more try (queries.waiting_pictures).
        hopeful = "?" if error.again and row.tried is None else ""
        await in_database(keep.picture_failed, row, now=timezone.now(), fault=hopeful + error.what)
        return False
    except Exception:
        log.exception("%s: this picture could not be kept by a fault of NewsBox.", row.url)
        await in_database(keep.picture_failed, row, now=timezone.now(), fault="NewsBox itself failed here.")
        return False
    await in_database(
        keep.picture,
        row,
        large=developed.large,
        small=developed.small,
        width=developed.width,
        height=developed.height,
        now=timezone.now(),
    )
    return True


def develop(page: Page) -> Developed:
    """A page's bytes as a picture in our two sizes. Raises GatheringError for what is none, or one too large to open.

    What is kept is drawn anew: no script, no second file and no hidden note of a camera comes along.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(io.BytesIO(page.body), formats=KINDS)
            if picture.width * picture.height > (MOST_PIXELS if picture.format == "JPEG" else MOST_PIXELS_PNG):
                raise GatheringError("the picture has too many pixels.", about=page.url)
            picture.draft("RGB", (WIDE, WIDE))
            picture = ImageOps.exif_transpose(picture)
            if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
                picture = picture.convert("RGBA")
                picture.thumbnail((WIDE, WIDE * 2))
                ground = Image.new("RGB", picture.size, "white")
                ground.paste(picture, mask=picture.getchannel("A"))
                picture = ground
            picture = picture.convert("RGB")
            picture.thumbnail((WIDE, WIDE * 2))
    except (
        RuntimeError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
    ) as error:
        raise GatheringError("this is no picture that NewsBox can open.", about=page.url) from error
    if min(picture.size) < 40:
        raise GatheringError("the picture is too small to be one of an article.", about=page.url)
    large = _jpeg(picture)
    small = picture.copy()
    small.thumbnail((SMALL, SMALL * 2))
    return Developed(large, _jpeg(small), picture.width, picture.height)


def _jpeg(picture: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True, progressive=True)  # type: ignore[attr-defined]
    return out.getvalue()
