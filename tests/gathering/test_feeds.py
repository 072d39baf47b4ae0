"""A feed's entries, whatever its format."""

from __future__ import annotations

import json
import lzma
import tarfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbox.errors import FeedError
from newsbox.gathering import feeds, illformed, wellformed
from newsbox.types import Page
from tests.conftest import SHARED


def page(body: str | bytes, url: str = "https://gazette.example/feed") -> Page:
    return Page(url, body.encode() if isinstance(body, str) else body)


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Gazette &amp; Co</title><link>https://gazette.example/</link><language>en-gb</language><ttl>90</ttl>
<item><title>Fire &amp;amp; water</title><link>/2026/fire?utm_source=rss</link><guid isPermaLink="false">g1</guid><pubDate>Thu, 12 Nov 2026 08:15:00 +0100</pubDate>
<dc:creator>Jane Roe</dc:creator><category>World</category><description>Short.</description><content:encoded><![CDATA[<p>Long <b>text</b>.</p><script>x()</script>]]></content:encoded>
<media:content url="https://gazette.example/fire.jpg" medium="image"/></item>
<item><title>No date</title><link>https://gazette.example/2026/no-date</link></item>
<item><title>Same guid</title><link>https://gazette.example/2026/other</link><guid isPermaLink="false">g1</guid></item>
</channel></rss>"""


def test_rss() -> None:
    feed = feeds.parse(page(RSS))
    assert (feed.title, feed.site, feed.language, feed.every) == (
        "The Gazette & Co",
        "https://gazette.example/",
        "en-gb",
        5400,
    )
    fire, undated, other = feed.entries
    assert (fire.guid, fire.url, fire.title) == ("g1", "https://gazette.example/2026/fire", "Fire & water")
    assert (fire.published, fire.authors, fire.tags, fire.image) == (
        "2026-11-12T07:15:00+00:00",
        ("Jane Roe",),
        ("World",),
        "https://gazette.example/fire.jpg",
    )
    assert "Long" in fire.content and fire.summary == "Short."
    assert undated.published is None and undated.guid == undated.url
    assert other.guid == "https://gazette.example/2026/other"  # two of one name: the second is known by its address


SAMPLE_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/"><title>Gazette</title><link href="/"/><id>urn:g</id><updated>2026-11-12T08:00:00Z</updated>
    <entry><title type="html">Fire &lt;i&gt;again&lt;/i&gt;</title><link href="2026/fire"/><id>urn:1</id><published>2026-11-12T08:15:00+01:00</published><updated>2026-11-12T09:00:00Z</updated><author><name>Jane Roe</name></author><summary>Short.</summary></entry></feed>"""


def test_atom() -> None:
    (entry,) = feeds.parse(page(SAMPLE_ATOM)).entries
    assert (entry.title, entry.url, entry.guid) == ("Fire again", "https://gazette.example/2026/fire", "urn:1")
    assert (entry.published, entry.modified) == ("2026-11-12T07:15:00+00:00", "2026-11-12T09:00:00+00:00")


def test_json_feed() -> None:
    given = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Gazette",
        "home_page_url": "https://gazette.example/",
        "items": [
            {
                "id": 7,
                "url": "/fire",
                "title": "Fire",
                "content_text": "One <two>.\n\nThree.",
                "date_published": "2026-11-12T08:15:00Z",
                "authors": [{"name": "Jane Roe"}],
            },
            "junk",
        ],
    }
    (entry,) = feeds.parse(page(json.dumps(given))).entries
    assert (entry.guid, entry.url, entry.authors, entry.published) == (
        "7",
        "https://gazette.example/fire",
        ("Jane Roe",),
        "2026-11-12T08:15:00+00:00",
    )
    assert entry.content == "<p>One &lt;two&gt;.</p><p>Three.</p>"


@pytest.mark.parametrize("body", ["<html><body>Hello</body></html>", "", "just text", '{"a": 1}', "\x00\x01"])
def test_what_is_no_feed_is_refused(body: str) -> None:
    assert not feeds.is_feed(page(body))
    with pytest.raises(FeedError):
        feeds.parse(page(body))


def test_comments_before_a_page_cost_no_time() -> None:
    assert not feeds.is_feed(page("<!-- a -->\n" * 60 + "<html><body>x</body></html>"))
    assert feeds.is_feed(page("<?xml version='1.0'?>" + "<!-- a -->\n" * 60 + "<!DOCTYPE rss><rss></rss>"))


def test_of_an_archive_the_newest_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_ENTRIES", 2)
    items = "".join(
        f"<item><title>t{n}</title><guid>g{n}</guid><pubDate>0{n} Nov 2026 08:00:00 GMT</pubDate></item>"
        for n in range(1, 6)
    )
    feed = feeds.parse(page(f"<rss version='2.0'><channel><title>A</title>{items}</channel></rss>"))
    assert [entry.title for entry in feed.entries] == ["t5", "t4"]


def test_a_broken_json_feed_is_refused() -> None:
    with pytest.raises(FeedError, match="broken"):
        feeds.parse(page('{"version": "https://jsonfeed.org/version/1", "items": ['))


XML = '<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>G</title>{}</channel></rss>'
EXPANDING = """<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel><title>{} now</title><item><title>one</title></item></channel></rss>"""


@pytest.mark.parametrize("entity", ["&a;", "&b;", "&f;"])
def test_a_documents_own_entities_are_never_expanded(entity: str) -> None:
    assert feeds.parse(page(EXPANDING.format(entity))).title == f"{entity} now"


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        ("<title>AT&amp;T</title>", "title", "AT&T"),
        ("<title><![CDATA[1 < 2]]></title>", "title", "1 < 2"),
        ("<title>Fire &lt;b&gt;now&lt;/b&gt;&lt;script&gt;x()&lt;/script&gt;</title>", "title", "Fire now"),
        ("<title>It\u0092s open</title>", "title", "It’s open"),
        ("<link>/a</link><guid>tag:a</guid>", "url", "https://gazette.example/a"),
        ("<guid>https://gazette.example/b</guid>", "url", "https://gazette.example/b"),
        ('<guid isPermaLink="false">https://gazette.example/b</guid>', "url", None),
        ('<atom:link href="/c"/><link></link>', "url", "https://gazette.example/c"),
        ("<author>jane@gazette.example (Jane Roe)</author>", "authors", ("Jane Roe",)),
        ("<author>Jane Roe &lt;jane@gazette.example&gt;</author>", "authors", ("Jane Roe",)),
        ("<author>jane@gazette.example</author>", "authors", ("jane@gazette.example",)),
        ("<dc:creator>Jane Roe</dc:creator><dc:creator>Ed Mar</dc:creator>", "authors", ("Jane Roe", "Ed Mar")),
        ("<itunes:author>Jane Roe</itunes:author>", "authors", ("Jane Roe",)),
        ("<pubDate>Thu, 12 Nov 2026 08:15:00 EST</pubDate>", "published", "2026-11-12T13:15:00+00:00"),
        ("<pubDate>12 Nov 26 08:15 GMT</pubDate>", "published", "2026-11-12T08:15:00+00:00"),
        ("<pubDate>2026-11-12</pubDate>", "published", "2026-11-12"),
        ("<dc:date>2026-11-12T08:15:00+01:00</dc:date>", "published", "2026-11-12T07:15:00+00:00"),
        ("<pubDate>Thu, 01 Jan 0001 00:00:00 GMT</pubDate>", "published", None),
        ("<pubDate>soon</pubDate>", "published", None),
        ("<pubDate>Thu, 12 Nov 2026 08:15:00 GMT</pubDate>", "published", "2026-11-12T08:15:00+00:00"),
        ("<pubDate>2 Nov 2026 08:15:00 +0000</pubDate>", "published", "2026-11-02T08:15:00+00:00"),
        ("<pubDate>Tue, 31 Nov 2026 08:15:00 GMT</pubDate>", "published", None),
        ("<pubDate>Sun, 29 Feb 2026 08:15:00 GMT</pubDate>", "published", None),
        ("<description>5 &lt; 6 and AT&amp;T</description>", "summary", "5 &lt; 6 and AT&amp;T"),
        ("<description>&lt;a href='/x'&gt;x&lt;/a&gt;</description>", "summary", '<a href="https://gazette.example/x">x</a>'),
        ("<description xml:base='https://cdn.example/d/'>&lt;img src='x.jpg'&gt;</description>", "summary", '<img src="https://cdn.example/d/x.jpg">'),
        ("<media:group><media:title>T</media:title><media:description>Film</media:description></media:group>", "summary", "<p>Film</p>"),
        ("<media:group><media:title>T</media:title><media:description>Film</media:description></media:group>", "title", "T"),
        ('<media:content url="/a.jpg" medium="image" width="300"/><media:content url="/b.jpg" medium="image" width="900"/>', "image", "https://gazette.example/b.jpg"),
        ('<media:thumbnail url="/t"/>', "image", "https://gazette.example/t"),
        ('<enclosure url="/a.mp3" type="audio/mpeg"/><itunes:image href="/p"/>', "image", "https://gazette.example/p"),
        ('<media:content url="/a.jpg"><media:credit>Ines Marlo</media:credit></media:content>', "credit", "Ines Marlo"),
        ('<category>World</category><itunes:category text="Talk"/><media:category>Port</media:category>', "tags", ("World", "Port", "Talk")),
    ],
)  # fmt: skip
def test_items_as_they_come(item: str, field: str, value: object) -> None:
    (entry,) = feeds.parse(page(XML.format(f"<item>{item}</item>"))).entries
    assert getattr(entry, field) == value


@pytest.mark.parametrize(
    ("broken", "title"),
    [
        (XML.format("<item><title>Fish & chips</title></item>"), "Fish & chips"),
        (XML.format("<item><title>Caf&eacute;&nbsp;closed</title></item>"), "Café closed"),
        (XML.format("<item><title>Cut off</title><description>It was"), "Cut off"),
        ("\n \n" + XML.format("<item><title>Space first</title></item>"), "Space first"),
        ("<rss><channel><item><title>No version</title></item></channel></rss>", "No version"),
        (XML.format("<item><title>Bad\x08 letter</title></item>"), "Bad letter"),
    ],
)
def test_what_is_broken_is_read_patiently(broken: str, title: str) -> None:
    (entry,) = feeds.parse(page(broken)).entries
    assert entry.title == title


@pytest.mark.parametrize(
    ("declared", "said", "written"),
    [
        ("utf-8", "iso-8859-1", "utf-8"),
        ("utf-8", "windows-1251", "windows-1251"),
        ("windows-1251", None, "windows-1251"),
        ("windows-1251", "utf-8", "utf-8"),
        ("utf-8", None, "utf-8-sig"),
        ("utf-16", None, "utf-16"),
    ],
)
def test_what_the_server_says_of_letters_and_what_the_feed_says(declared: str, said: str | None, written: str) -> None:
    body = f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>Пожар в порту</title></channel></rss>'
    given = Page("https://gazette.example/feed", body.encode(written), "application/rss+xml", said)
    assert feeds.parse(given).title == "Пожар в порту"


def test_the_fast_and_the_patient_reader_agree() -> None:
    for body in (RSS, SAMPLE_ATOM):
        fast, patient = (reader.read(page(body), most=9) for reader in (wellformed, illformed))
        assert fast is not None
        for ours, theirs in zip(fast.entries, patient.entries, strict=True):
            assert (ours.guid, ours.url, ours.title, ours.authors, ours.published, ours.modified, ours.tags) == (
                theirs.guid, theirs.url, theirs.title, theirs.authors, theirs.published, theirs.modified, theirs.tags)  # fmt: skip
        assert (fast.title, fast.site, fast.language, fast.every) == (
            patient.title, patient.site, patient.language, patient.every)  # fmt: skip


@given(st.data())
def test_nothing_but_our_own_error_is_raised(data: st.DataObject) -> None:
    body = bytearray(data.draw(st.sampled_from([RSS, SAMPLE_ATOM])).encode())
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(body) - 1))
        body[start : start + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=12))
    try:
        feed = feeds.parse(page(bytes(body)))
    except FeedError:
        return
    assert len({entry.guid for entry in feed.entries}) == len(feed.entries)


@pytest.mark.shared
def test_real_feeds_are_read() -> None:
    count = 0
    with tarfile.open(fileobj=lzma.open(SHARED / "data" / "feeds" / "feeds.tar.xz")) as archive:
        for member in archive:
            if member.isfile():
                body = archive.extractfile(member).read()  # type: ignore[union-attr]
                assert feeds.is_feed(page(body)), member.name
                feed = feeds.parse(page(body))
                assert feed.entries, member.name
                assert len({entry.guid for entry in feed.entries}) == len(feed.entries)
                count += 1
    assert count > 100


PLACED = (
    "xmlns:georss='http://www.georss.org/georss' xmlns:gml='http://www.opengis.net/gml' "
    "xmlns:geo='http://www.w3.org/2003/01/geo/wgs84_pos#'"
)


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("<georss:point>45.256 -71.92</georss:point>", (45.256, -71.92)),
        ("<georss:point>  -45.5,\n 171 </georss:point>", (-45.5, 171.0)),
        (
            "<georss:where><gml:Point><gml:pos>45.256 -71.92</gml:pos></gml:Point></georss:where>",
            (45.256, -71.92),
        ),
        ("<geo:lat>45.256</geo:lat><geo:long>-71.92</geo:long>", (45.256, -71.92)),
        ("<geo:Point><geo:lat>45.256</geo:lat><geo:long>-71.92</geo:long></geo:Point>", (45.256, -71.92)),
        ("<georss:point>here</georss:point><geo:lat>1</geo:lat><geo:long>2</geo:long>", (1.0, 2.0)),
        ("<georss:point>0 0</georss:point>", None),
        ("<georss:point>91 10</georss:point>", None),
        ("<georss:point>nan inf</georss:point>", None),
        ("<georss:point>1</georss:point>", None),
        ("<geo:lat>45.256</geo:lat>", None),
        ("<georss:line>45 -71 46 -72</georss:line>", None),
        (
            "<georss:where><gml:LineString><gml:posList>45 -71 46 -72</gml:posList></gml:LineString></georss:where>",
            None,
        ),
        ("", None),
    ],
)
@pytest.mark.parametrize("reader", [wellformed.read, illformed.read])
def test_where_an_entry_happened(reader: Any, said: str, point: tuple[float, float] | None) -> None:
    rss = f"<rss version='2.0' {PLACED}><channel><title>G</title><item><title>A</title>{said}</item></channel></rss>"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom' {PLACED}><title>G</title><entry><id>1</id><title>A</title>{said}</entry></feed>"
    for body in (rss, atom):
        (entry,) = reader(Page("https://g.example/feed", body.encode()), most=9).entries
        found = entry.coordinates
        assert (found and (found.latitude, found.longitude)) == point
