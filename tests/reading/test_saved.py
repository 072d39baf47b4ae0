"""Pages from files: PDF, MHTML, webarchive."""

import plistlib
import quopri
import zlib
from collections.abc import Sequence
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsbox
from newsbox.types import Page
from tests.reading.test_article import TEXT, page

URL = "https://gazette.example/2026/fire"
Line = tuple[float, float, float, str]
"""Size of type, x, y, text."""


def pdf(*pages: Sequence[Line], info: str = "", packed: bool = False) -> bytes:
    """A PDF of lines at their places, in Helvetica."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        drawn = b"\n".join(
            b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET"
            % (size, x, y, text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)"))
            for size, x, y, text in lines
        )
        data, kind = (zlib.compress(drawn), b"/Filter /FlateDecode ") if packed else (drawn, b"")
        objects.append(b"<< %s/Length %d >>\nstream\n%s\nendstream" % (kind, len(data), data))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    objects.append(f"<< {info} >>".encode())
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    return out + b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(objects),
        start,
    )


RELEASE = (
    [
        (9, 60, 820, "Port Authority of Aldra · Press release"),
        (22, 60, 760, "Harbour of Aldra closed after"),
        (22, 60, 734, "fire on a ferry"),
        (9, 60, 710, "By Ines Marlo, 12 November 2026"),
        (11, 60, 680, "The harbour of Port Aldra was closed on Tuesday after a fire on a ferry, the har-"),
        (11, 60, 666, "bour master said."),
        (11, 60, 640, "Nobody was hurt. The crew brought everybody ashore within the hour, as the"),
        (11, 60, 626, "master of the port told reporters on the quay, and the ferry was towed to the"),
        (9, 290, 30, "Page 1 of 2"),
    ],
    [
        (9, 60, 820, "Port Authority of Aldra · Press release"),
        (11, 60, 780, "outer basin in the evening."),
        (14, 60, 750, "What comes next"),
        (11, 60, 730, "The company will begin an inquiry on Wednesday and expects first results soon."),
        (9, 290, 30, "Page 2 of 2"),
    ],
)


@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_is_read_in_paragraphs(packed: bool) -> None:
    reading = newsbox.read(
        pdf(*RELEASE, info="/Title (release_v3_final.docx) /Keywords (port, fire)", packed=packed),
        url="https://port.example/r.pdf",
    )
    assert reading.headline == "Harbour of Aldra closed after fire on a ferry"
    assert reading.authors == ("Ines Marlo",)
    assert reading.published == "2026-11-12"
    assert reading.tags == ("port", "fire")
    assert reading.url == "https://port.example/r.pdf"
    assert reading.paragraphs == (
        "The harbour of Port Aldra was closed on Tuesday after a fire on a ferry, the harbour master said.",
        "Nobody was hurt. The crew brought everybody ashore within the hour, as the master of the port told reporters on the quay, "
        "and the ferry was towed to the outer basin in the evening.",
        "What comes next",
        "The company will begin an inquiry on Wednesday and expects first results soon.",
    )
    assert reading.subheads == (2,)


def test_a_declared_title_counts_where_the_type_is_all_of_one_size() -> None:
    lines = [
        (11, 60, 700 - 14 * n, f"This is the line number {n} of a long text that is set in one size and has no end")
        for n in range(9)
    ]
    assert newsbox.read(pdf(lines, info="/Title (Opinion of the court)")).headline == "Opinion of the court"


def test_two_columns_drawn_row_by_row_are_read_one_after_the_other() -> None:
    left = (
        "The harbour of Aldra was closed",
        "on Tuesday after a fire on the",
        "ferry, the harbour master said.",
        "Nobody was hurt in the fire, and",
        "all were ashore within an hour.",
    )
    right = (
        "The company will begin its own",
        "inquiry on Wednesday and hopes",
        "for first results in a month. It",
        "has three more ferries of this",
        "kind, and all of them will stay.",
    )
    rows = [
        line
        for n, pair in enumerate(zip(left, right, strict=True))
        for line in ((11, 60, 680 - 14 * n, pair[0]), (11, 320, 680 - 14 * n, pair[1]))
    ]
    reading = newsbox.read(pdf([(22, 60, 740, "Ferry burns in the harbour"), *rows]))
    assert reading.headline == "Ferry burns in the harbour"
    assert " ".join(reading.paragraphs) == " ".join((*left, *right))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (pdf([]), "no text"),
        (b"%PDF-1.7\nnothing more", "broken"),
        (pdf(*RELEASE)[:400], "broken|no text"),
    ],
)
def test_a_pdf_without_text_is_told(body: bytes, words: str) -> None:
    with pytest.raises(newsbox.ReadingError, match=words):
        newsbox.read(body)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_pdf_raises_nothing_else(data: st.DataObject) -> None:
    whole = bytearray(pdf(*RELEASE))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(8, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        newsbox.read(bytes(whole))
    except newsbox.ReadingError:
        return


def mhtml(html: str, *, head: str = "") -> bytes:
    packed = quopri.encodestring(html.encode()).decode()
    return (
        f"From: <Saved by Blink>\n{head}Snapshot-Content-Location: {URL}\nSubject: Fire\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----Part"\n\n\n------Part\n'
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\nContent-Location: {URL}\n\n{packed}\n"
        "------Part\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n------Part--\n"
    ).replace("\n", "\r\n").encode()  # fmt: skip


def test_a_page_saved_with_its_parts_is_read_with_its_address() -> None:
    reading = newsbox.read(Page(None, mhtml(page())))
    assert reading.paragraphs == TEXT
    assert reading.url == URL
    webarchive = plistlib.dumps(
        {"WebMainResource": {"WebResourceData": page().encode(), "WebResourceURL": URL, "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8"}},
        fmt=plistlib.FMT_BINARY,
    )  # fmt: skip
    assert newsbox.read(webarchive).paragraphs == TEXT
    assert newsbox.read(webarchive).url == URL


@pytest.mark.parametrize(
    "body",
    [
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--",
        b"Content-Type: multipart/related\n\n",
        b"bplist00" + b"\xff" * 40,
        plistlib.dumps({"WebMainResource": 3}, fmt=plistlib.FMT_BINARY),
    ],
)
def test_a_saved_page_without_a_page_is_told(body: bytes) -> None:
    with pytest.raises(newsbox.ReadingError, match=r"holds no|is empty|broken"):
        newsbox.read(body)


def test_the_time_for_a_pdf_grows_with_its_length() -> None:
    # A table without a full stop is one paragraph of many lines.
    page = [
        (10, 60, 740 - 11 * row, f"value {row} of a table that goes on without an end of a sentence")
        for row in range(60)
    ]
    start = process_time()
    assert len(newsbox.read(pdf(*[page] * 60)).paragraphs) == 1
    assert process_time() - start < 8
