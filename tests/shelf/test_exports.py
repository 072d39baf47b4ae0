"""Other readers' export files, in the shapes they write."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest

from newsbox.errors import MarkError
from newsbox.shelf import exports, opml
from newsbox.shelf.exports import Saved

GOOGLE_ITEM = {
    "id": "tag:google.com,2005:reader/item/000642e3", "timestampUsec": "1794744000000000", "published": 1794700000, "title": "Fire &amp; water",
    "author": "Jane Roe; Jon Roe", "alternate": [{"href": "https://gazette.example/fire?a=1&b=2", "type": "text/html"}],
    "content": {"content": "<p>The ferry burned.</p>"}, "categories": ["port", "user/-/state/com.google/read", "user/-/state/com.google/starred"],
    "origin": {"streamId": "7", "title": "Gazette", "htmlUrl": "https://gazette.example/", "feedUrl": "https://gazette.example/feed"},
}  # fmt: skip
UNSTARRED = {
    **GOOGLE_ITEM,
    "alternate": [{"href": "https://gazette.example/other"}],
    "categories": ["user/-/state/com.google/unread"],
}
MINIFLUX = {
    "total": 2,
    "entries": [
        {"id": 888, "feed_id": 42, "status": "unread", "title": "Port opens", "url": "https://herald.example/port", "published_at": "2026-11-12T08:15:00Z",
         "changed_at": "2026-11-13T09:00:00.5Z", "content": "<p>It opened.</p>", "author": "Ann", "starred": True, "feed": {"title": "Herald", "feed_url": "https://herald.example/feed"}},
        {"id": 889, "feed_id": 42, "title": "Not starred", "url": "https://herald.example/x", "starred": False},
    ],
}  # fmt: skip
WALLABAG = [
    {"is_archived": 1, "is_starred": 0, "title": "Quay", "url": "https://courier.example/quay", "content": "<p>A quay.</p>", "created_at": "2026-11-10T10:00:00+0100",
     "published_at": "2026-11-09T00:00:00+0000", "published_by": ["Ann", ""], "domain_name": "courier.example", "tags": []},
]  # fmt: skip
NETSCAPE = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1">Ports</H3>
    <DL><p>
        <DT><A HREF="https://gazette.example/fire" ADD_DATE="1794744000" ICON="data:x">Fire – at the <b>port</b></A>
        <DD>A note
        <DT><A HREF="javascript:alert(1)">Not this</A>
        <DT><A HREF="https://gazette.example/older" ADD_DATE="1694744000">Older</A>
    </DL><p>
</DL><p>"""


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return out.getvalue()


def google(*items: dict[str, Any], which: str = "starred") -> bytes:
    return json.dumps({"id": f"user/alice/state/org.freshrss/{which}", "title": "x", "items": [*items]}).encode()


def test_starred_items_of_freshrss() -> None:
    assert exports.saved_in(google(GOOGLE_ITEM)) == [
        Saved(
            "https://gazette.example/fire?a=1&b=2", "Fire & water", "<p>The ferry burned.</p>", "Gazette", ("Jane Roe", "Jon Roe"),
            published="2026-11-14T23:46:40+00:00", added=datetime(2026, 11, 15, 12, 0, tzinfo=UTC), is_read=True,
        )
    ]  # fmt: skip
    by_feed = exports.saved_in(google(GOOGLE_ITEM, UNSTARRED, which="feed/7"))
    assert by_feed is not None and [each.title for each in by_feed] == ["Fire & water"]


def test_entries_of_miniflux() -> None:
    for told in (MINIFLUX, MINIFLUX["entries"]):
        assert exports.saved_in(json.dumps(told).encode()) == [
            Saved(
                "https://herald.example/port", "Port opens", "<p>It opened.</p>", "Herald", ("Ann",),
                published="2026-11-12T08:15:00+00:00", added=datetime(2026, 11, 13, 9, 0, 0, 500_000, tzinfo=UTC),
            )
        ]  # fmt: skip


def test_articles_of_wallabag() -> None:
    assert exports.saved_in(json.dumps(WALLABAG).encode()) == [
        Saved(
            "https://courier.example/quay", "Quay", "<p>A quay.</p>", "courier.example", ("Ann",),
            published="2026-11-09T00:00:00+00:00", added=datetime(2026, 11, 10, 9, 0, tzinfo=UTC), is_read=True,
        )
    ]  # fmt: skip


def test_a_browsers_bookmarks_the_oldest_first() -> None:
    found = exports.saved_in(NETSCAPE.encode())
    assert found is not None
    assert [(each.url, each.title) for each in found] == [
        ("https://gazette.example/older", "Older"),
        ("https://gazette.example/fire", "Fire – at the port"),
    ]
    assert found[1].added == datetime(2026, 11, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[",
        b"[1, 2]",
        b"[not json](https://a.example)",
        b'{"a": 1}',
        b"<html><a href='https://a.example'>x</a></html>",
        b"# Draft",
        b"[]",
    ],
)
def test_other_files_are_no_exports(body: bytes) -> None:
    assert exports.saved_in(body) is None
    assert not exports.is_packed(body)


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"title": 7},
        {"alternate": "x", "categories": 3},
        {"alternate": [{"href": None}]},
        {"content": [], "origin": [], "published": "soon"},
        5,
        None,
        {"timestampUsec": "9" * 40},
    ],
)
def test_broken_items_are_passed_over(item: Any) -> None:
    whole = exports.saved_in(google(item, GOOGLE_ITEM))
    assert whole is not None and [each.outlet for each in whole] == ["Gazette"]


def test_a_packed_export_is_unpacked_the_sources_first() -> None:
    body = packed(
        {"starred_2026.json": google(GOOGLE_ITEM), "feeds_2026.opml.xml": b"<opml></opml>", "readme.txt": b"x"}
    )
    assert exports.is_packed(body)
    assert [name for name, _ in exports.unpacked(body)] == ["feeds_2026.opml.xml", "starred_2026.json"]
    assert not exports.is_packed(packed({"archive/data.warc.gz": b"", "datapackage.json": b"{}"}))
    assert not exports.is_packed(packed({"a.docx": b""}))
    assert not exports.is_packed(b"PK\x03\x04 broken")
    with pytest.raises(MarkError, match="broken or locked"):
        list(exports.unpacked(body.replace(b"\x00\x00", b"\x00\x07", 400)[:-40] + body[-40:]))


FRESHRSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml xmlns:frss="https://freshrss.org/opml" version="2.0"><head><title>FreshRSS</title></head><body>
<outline text="World"><outline text="Gazette &amp; Co" type="rss" xmlUrl="https://g.example/feed?a=1&amp;b=2" htmlUrl="https://g.example/" description="d" frss:priority="important" frss:cssFullContent="article" frss:filtersActionRead="x"/>
<outline text="Europe"><outline text="Herald" type="rss" xmlUrl="https://h.example/feed"/></outline></outline>
<outline text="Either/or"><outline text="Page" type="HTML+XPath" xmlUrl="https://p.example/news" frss:xPathItem="//a"/></outline>
</body></opml>"""
MINIFLUX_OPML = b"""<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>Miniflux</title></head><body>
<outline text="All"><outline title="Courier" text="Courier" xmlUrl="https://c.example/feed" htmlUrl="https://c.example/" type="rss" crawler="true"></outline></outline></body></opml>"""


def test_lists_of_freshrss_and_miniflux_come_in_whole() -> None:
    assert opml.parse(FRESHRSS) == [
        opml.Outline("https://g.example/feed?a=1&b=2", "Gazette & Co", "World", site="https://g.example/"),
        opml.Outline("https://h.example/feed", "Herald", "World/Europe"),
        opml.Outline("https://p.example/news", "Page", "Either∕or", is_page=True),
    ]
    assert opml.parse(MINIFLUX_OPML) == [
        opml.Outline("https://c.example/feed", "Courier", "All", site="https://c.example/")
    ]


def test_odd_attributes_of_a_list_change_nothing() -> None:
    body = b"""<opml version="2.0" xmlns:newsbox="urn:newsbox:opml"><body>
    <outline text="https://a.example/feed" xmlUrl="https://a.example/feed" htmlUrl="javascript:alert(1)" newsbox:fullText="sometimes" newsbox:kind="saved"/>
    <outline type="link" text="Another list" url="https://b.example/list.opml"/>
    <outline type="link" text="A page" url="https://c.example/" newsbox:kind="page"/>
    <outline text="One more" xmlUrl="https://d.example/" newsbox:kind="page" newsbox:fullText="never"/></body></opml>"""
    assert opml.parse(body) == [
        opml.Outline("https://a.example/feed"),
        opml.Outline("https://d.example/", "One more", is_page=True, full_text="never"),
        opml.Outline("https://c.example/", "A page", is_page=True),
    ]


def test_entities_of_a_list_are_not_expanded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "https://secret.example/feed"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    body = bomb + b'<opml version="2.0"><body><outline text="&f;" xmlUrl="https://g.example/feed"/></body></opml>'
    (line,) = opml.parse(body)
    assert line.address == "https://g.example/feed"
    assert not line.title.strip() or line.title.startswith(("&", "https://g."))
