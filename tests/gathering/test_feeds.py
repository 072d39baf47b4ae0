"""A feed's entries, whatever its format."""

from __future__ import annotations

import json
import lzma
import tarfile

import pytest

from newsbox.errors import FeedError
from newsbox.gathering import feeds
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


def test_atom() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/"><title>Gazette</title><link href="/"/><id>urn:g</id><updated>2026-11-12T08:00:00Z</updated>
    <entry><title type="html">Fire &lt;i&gt;again&lt;/i&gt;</title><link href="2026/fire"/><id>urn:1</id><published>2026-11-12T08:15:00+01:00</published><updated>2026-11-12T09:00:00Z</updated><author><name>Jane Roe</name></author><summary>Short.</summary></entry></feed>"""
    (entry,) = feeds.parse(page(atom)).entries
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
