"""Saved pages as Pages: a file somebody kept, and where it came from."""

from __future__ import annotations

import re
from pathlib import Path

from newsbox import addresses
from newsbox.errors import GatheringError
from newsbox.types import Page

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes."""
CONTENT_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}
# What browsers and SingleFile write into a page they save: the address it had.
SAVED_FROM = re.compile(
    rb"saved from url=\(\d+\)(https?://[^\s>]+)|Page saved with SingleFile\s+url: (https?://\S+)", re.IGNORECASE
)


def page_at(path: Path) -> Page:
    """A file as a Page. Raises GatheringError: no such file, a folder, too large, no right to read it."""
    about = str(path)
    try:
        if path.is_dir():
            raise GatheringError("this is a folder; name the files in it.", about=about)
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise GatheringError(
                f"the file is {size / 2**20:,.0f} MB large; NewsBox reads pages up to {LARGEST_FILE // 2**20} MB.",
                about=about,
            )
        body = path.read_bytes()
    except FileNotFoundError as error:
        raise GatheringError("there is no such file.", about=about) from error
    except PermissionError as error:
        raise GatheringError("this file may not be read by you.", about=about) from error
    except OSError as error:
        raise GatheringError(f"the file can't be read ({error.strerror}).", about=about) from error
    return saved(body, name=path.name)


def saved(body: bytes, *, name: str) -> Page:
    """A saved page, by its bytes and its file's name; its address is what the browser wrote into it."""
    url = None
    if match := SAVED_FROM.search(body[:4096]):
        url = addresses.join(None, (match[1] or match[2]).decode("utf-8", "replace"))
    return Page(url=url, body=body, content_type=CONTENT_TYPES.get(Path(name).suffix.lower()))
