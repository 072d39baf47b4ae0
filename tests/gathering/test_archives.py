"""Web archives as pages."""

import gzip
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsbox.errors import GatheringError
from newsbox.gathering import archives


def warc(*answers: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """An archive of answers: address, status, content type, body."""
    stream = BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for url, status, kind, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", kind), ("Content-Encoding", "gzip")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url, "request", payload=BytesIO(b""), http_headers=StatusAndHeaders("GET / HTTP/1.1", [])
            )
        )
        writer.write_record(
            writer.create_warc_record(url, "response", payload=BytesIO(gzip.compress(body)), http_headers=headers)
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


def test_a_wacz_is_a_zip_of_archives() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        packed.writestr("archive/data.warc.gz", warc(*ANSWERS))
        packed.writestr("pages/pages.jsonl", "{}")
    assert len(list(archives.pages_in(stream.getvalue(), name="crawl.wacz"))) == 2


@pytest.mark.parametrize("body", [b"", b"no archive at all", b"PK\x03\x04broken", warc(*ANSWERS)[:180]])
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
