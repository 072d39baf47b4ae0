"""Saved pages as Pages: a file somebody kept, and where it came from; a web archive (WARC) with all its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

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
    ".pdf": "application/pdf",
}
# What browsers and SingleFile write into a page they save: the address it had.
SAVED_FROM = re.compile(
    rb"saved from url=\(\d+\)(https?://[^\s>]+)|Page saved with SingleFile\s+url: (https?://\S+)", re.IGNORECASE
)


def page_at(path: Path) -> Page:
    """A file as a Page. Raises GatheringError: no such file, a folder, too large, no right to read it."""
    with _opened(path) as size:
        if size > LARGEST_FILE:
            raise GatheringError(
                f"the file is {size / 2**20:,.0f} MB large; NewsBox reads pages up to {LARGEST_FILE // 2**20} MB.",
                about=str(path),
            )
        body = path.read_bytes()
    return saved(body, name=path.name)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """A file's size in bytes; what goes wrong with it is said as a GatheringError."""
    about = str(path)
    try:
        if path.is_dir():
            raise GatheringError("this is a folder; name the files in it.", about=about)
        yield path.stat().st_size
    except FileNotFoundError as error:
        raise GatheringError("there is no such file.", about=about) from error
    except PermissionError as error:
        raise GatheringError("this file may not be read by you.", about=about) from error
    except OSError as error:
        raise GatheringError(f"the file can't be read ({error.strerror}).", about=about) from error


def saved(body: bytes, *, name: str) -> Page:
    """A saved page, by its bytes and its file's name; its address is what the browser wrote into it."""
    url = None
    if match := SAVED_FROM.search(body[:4096]):
        url = addresses.join(None, (match[1] or match[2]).decode("utf-8", "replace"))
    return Page(url=url, body=body, content_type=CONTENT_TYPES.get(Path(name).suffix.lower()))


# Web archives -----------------------------------------------------------------------------------------------------

WARC_NAMES = (".warc", ".warc.gz", ".arc", ".arc.gz", ".wacz")
READABLE = ("text/html", "application/xhtml+xml", "application/pdf")
"""Media types of an archive's records that can be articles; the rest of a crawl are scripts, styles and pictures."""


def is_archive(name: str, body: bytes = b"") -> bool:
    """Whether a file is a web archive, by its name or its first bytes."""
    return name.lower().endswith(WARC_NAMES) or body.startswith(b"WARC/")


def pages_at(path: Path) -> Iterator[Page]:
    """The pages in a web archive (WARC, ISO 28500; WACZ), one at a time: an archive may be larger than memory.

    Raises GatheringError: what page_at raises, and what is no archive or breaks off.
    """
    with _opened(path), path.open("rb") as file:
        yield from pages_in(file, name=path.name)


def pages_in(file: BinaryIO | bytes, *, name: str) -> Iterator[Page]:
    """The pages in a web archive that is at hand: answers of servers with status 200 that can be articles."""
    stream = BytesIO(file) if isinstance(file, bytes) else file
    try:
        if stream.read(4) == b"PK\x03\x04":
            with ZipFile(stream) as packed:
                for each in packed.namelist():
                    if each.lower().endswith(WARC_NAMES[:2]):
                        with packed.open(each) as inside:
                            yield from _records(inside)
            return
        stream.seek(0)
        yield from _records(stream)
    except (BadZipFile, NotImplementedError, RuntimeError) as error:
        raise GatheringError("this archive is broken or locked.", about=name) from error
    except Exception as error:
        # Archives break the libraries that read them in ways nobody has named yet; the cause is kept for the log.
        raise GatheringError("this web archive breaks off or is broken.", about=name) from error


def _records(stream: object) -> Iterator[Page]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import BufferedReader

    BufferedReader.DECOMPRESSORS["br"] = _Brotli
    for record in ArchiveIterator(stream, arc2warc=True):
        if record.rec_type not in ("response", "resource"):
            continue
        headers = record.http_headers
        said = (headers or record.rec_headers).get_header("Content-Type") or ""
        kind, _, rest = said.partition(";")
        if (headers is not None and headers.get_statuscode() != "200") or kind.strip().lower() not in READABLE:
            continue
        body = record.content_stream().read(LARGEST_FILE + 1)
        url = addresses.join(None, record.rec_headers.get_header("WARC-Target-URI"))
        if url is None or not body or len(body) > LARGEST_FILE:
            continue
        charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", rest, re.IGNORECASE)
        yield Page(url, body, kind.strip().lower(), charset[1] if charset else None)


class _Brotli:
    """Brotli in the way warcio asks for it: its own way stops with an error at every release of the library."""

    unused_data = b""
    """What stands behind the packed bytes; a server's answer has nothing there."""

    def __init__(self) -> None:
        import brotli

        self._unpacker = brotli.Decompressor()
        self._size = 0

    def decompress(self, data: bytes) -> bytes:
        """The next bytes, unpacked; no more of them than a page may have, since a few bytes can hold gigabytes."""
        pieces: list[bytes] = []
        for start in range(0, len(data), 64):
            if self._size > LARGEST_FILE:
                break
            pieces.append(self._unpacker.process(data[start : start + 64]))
            self._size += len(pieces[-1])
        return b"".join(pieces)

    def flush(self) -> bytes:
        """Nothing is held back."""
        return b""
