"""Web archives as pages."""

import gzip
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsbox.errors import GatheringError
from newsbox.gathering import archives

PACKERS: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "br": brotli.compress, "none": bytes}


def warc(*answers: tuple[str, str, str, bytes], packed: bool = True, coding: str = "gzip") -> bytes:
    """An archive of answers: address, status, content type, body."""
    stream = BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for url, status, kind, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", kind), ("Content-Encoding", coding)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url, "request", payload=BytesIO(b""), http_headers=StatusAndHeaders("GET / HTTP/1.1", [])
            )
        )
        writer.write_record(
            writer.create_warc_record(url, "response", payload=BytesIO(PACKERS[coding](body)), http_headers=headers)
        )
    return stream.getvalue()


ANSWERS = (
    ("https://a.example/fire", "200 OK", 'text/html; charset="windows-1252"', "<p>Café</p>".encode("cp1252")),
    ("https://a.example/gone", "404 Not Found", "text/html", b"<p>no</p>"),
    ("https://a.example/site.css", "200 OK", "text/css", b"p{}"),
    ("https://a.example/r.pdf", "200 OK", "application/pdf", b"%PDF-1.4"),
)


@pytest.mark.parametrize("packed", [True, False])
def test_answers_that_can_be_articles_are_pages(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(warc(*ANSWERS, packed=packed))
    pages = list(archives.pages_at(path))
    assert [(page.url, page.content_type, page.charset) for page in pages] == [
        ("https://a.example/fire", "text/html", "windows-1252"),
        ("https://a.example/r.pdf", "application/pdf", None),
    ]
    assert pages[0].body == "<p>Café</p>".encode("cp1252")


@pytest.mark.parametrize("coding", ["br", "none"])
def test_answers_in_other_codings_are_unpacked(coding: str) -> None:
    pages = list(archives.pages_in(warc(*ANSWERS, coding=coding), name="crawl.warc.gz"))
    assert [page.body for page in pages] == [ANSWERS[0][3], ANSWERS[3][3]]


def test_a_packed_answer_that_would_fill_the_memory_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_FILE", 1_000_000)
    bomb = ("https://a.example/fire", "200 OK", "text/html", bytes(3_000_000))
    assert list(archives.pages_in(warc(bomb, coding="br"), name="crawl.warc.gz")) == []


def test_a_wacz_is_a_zip_of_archives() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        packed.writestr("archive/data.warc.gz", warc(*ANSWERS))
        packed.writestr("pages/pages.jsonl", "{}")
    assert len(list(archives.pages_in(stream.getvalue(), name="crawl.wacz"))) == 2


def wacz() -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        packed.writestr("archive/data.warc.gz", warc(*ANSWERS))
    return stream.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no archive at all",
        b"PK\x03\x04broken",
        warc(*ANSWERS)[:180],
        warc(*ANSWERS, packed=False).replace(b"WARC-Target-URI", b"WARC-Target"),
        wacz()[:40] + wacz()[60:],
    ],
)
def test_a_broken_archive_is_told_or_gives_what_it_has(body: bytes) -> None:
    try:
        assert list(archives.pages_in(body, name="crawl.warc")) == []
    except GatheringError as error:
        assert "crawl.warc" in str(error)


def test_archives_are_known_by_name_or_first_bytes() -> None:
    assert archives.is_archive("x.WARC.GZ")
    assert archives.is_archive("x.wacz")
    assert archives.is_archive("paste", b"WARC/1.0\r\n")
    assert not archives.is_archive("x.html", b"<html>")
    with pytest.raises(GatheringError, match="no such file"):
        list(archives.pages_at(Path("/nowhere/x.warc")))
