"""Which feeds an address leads to."""

from __future__ import annotations

import pytest

from newsbox.errors import FeedError
from newsbox.gathering import discovery, feeds, sitemaps
from newsbox.gathering.discovery import Offer
from newsbox.types import Page
from tests.gathering.test_feeds import RSS, page

HANDLE = b'<html><script>var data = {"externalId":"UCabcdefghijklmnopqrstuv"};</script></html>'


@pytest.mark.parametrize(
    ("head", "urls"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', ["https://gazette.example/rss"]),
        (
            '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments"><link rel="alternate" type="application/atom+xml" href="/atom">',
            ["https://gazette.example/atom", "https://gazette.example/comments"],
        ),
        (
            '<base href="https://cdn.example/"><link rel="alternate" type="application/feed+json" href="f.json">',
            ["https://cdn.example/f.json"],
        ),
        ('<link rel="alternate" type="text/html" hreflang="de" href="/de">', []),
        ('<link rel="stylesheet" href="/a.css">', []),
    ],
)
def test_the_feeds_a_page_names(head: str, urls: list[str]) -> None:
    assert [
        offer.url
        for offer in discovery.offered(
            page(f"<html><head>{head}</head><body>x</body></html>", "https://gazette.example/")
        )
    ] == urls


@pytest.mark.parametrize(
    ("url", "feed"),
    [
        (
            "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/videos",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv",
        ),
        (
            "https://m.youtube.com/@gazette",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv",
        ),
        (
            "https://www.youtube.com/playlist?list=PL123&si=x",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PL123",
        ),
        ("https://old.reddit.com/r/worldnews/top/", "https://www.reddit.com/r/worldnews/.rss"),
        ("https://github.com/example/press", "https://github.com/example/press/releases.atom"),
        ("https://github.com/example/press.git", "https://github.com/example/press/releases.atom"),
        ("https://github.com/example/press/releases/tag/v1", "https://github.com/example/press/releases.atom"),
        ("https://github.com/example/press/commits/main", "https://github.com/example/press/commits/main.atom"),
        ("https://bsky.app/profile/gazette.example", "https://bsky.app/profile/gazette.example/rss"),
        ("https://medium.com/@gazette", "https://medium.com/feed/@gazette"),
        ("https://medium.com/@gazette/a-story-1", None),
        ("https://www.reddit.com/r/worldnews/comments/1abc/fire_at_the_port/", None),
        ("https://www.youtube.com/watch?v=abc", None),
        ("https://github.com/example", None),
        ("https://gazette.example/@jane", None),
    ],
)
def test_addresses_of_platforms(url: str, feed: str | None) -> None:
    assert [offer.url for offer in discovery.known(url, HANDLE)] == ([feed] if feed else [])


def test_a_page_that_names_no_feed_may_link_to_some() -> None:
    links = "".join(
        f'<a href="{href}">{words}</a>'
        for href, words in (
            ("/rss/world.xml", "World"),
            ("/feeds/sport", "no feed: a page"),
            ("/politics/feed/", "Politics"),
            ("/about-rss.html", "About our RSS"),
            ("/2026/11/fish-feed-prices", "Fish feed prices rise"),
            ("/comments/feed", "Comments"),
        )
    )
    found = discovery.candidates(page(f"<html><body>{links}</body></html>", "https://gazette.example/"))
    assert [offer.url.removeprefix("https://gazette.example") for offer in found] == [
        "/rss/world.xml",
        "/politics/feed/",
        "/comments/feed",
    ]


def test_a_list_of_feeds_is_one_though_its_head_names_a_feed() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    links = "".join(f'<a href="/rss/{name}.xml">{name}</a>' for name in ("world", "sport"))
    body = f"<html><head>{head}</head><body>{links}</body></html>"
    assert len(discovery.candidates(page(body, "https://gazette.example/service/rss"))) == 3
    assert len(discovery.candidates(page(body, "https://gazette.example/"))) == 1


def test_where_to_look_when_nothing_is_named() -> None:
    found = discovery.guesses("https://gazette.example/blog")
    assert found[0] == "https://gazette.example/blog/feed" and "https://gazette.example/rss.xml" in found
    assert discovery.guesses("https://gazette.example/index.html")[0] == "https://gazette.example/feed"


def test_what_an_offer_looks_like() -> None:
    offer = discovery.previewed(Offer("https://gazette.example/rss"), feeds.parse(page(RSS)))
    assert (offer.title, offer.entries, offer.newest, offer.dated) == (
        "The Gazette & Co",
        3,
        "Fire & water",
        "2026-11-12T07:15:00+00:00",
    )


def test_the_same_feed_in_two_formats_is_no_choice() -> None:
    feed = feeds.parse(page(RSS))
    other = feeds.parse(page(RSS.replace("/2026/", "/sport/")))
    empty = feeds.parse(page("<rss version='2.0'><channel><title>Empty</title></channel></rss>"))
    kept = discovery.distinct(
        [
            (Offer("https://a.example/rss"), feed),
            (Offer("https://a.example/atom"), feed),
            (Offer("https://a.example/sport"), other),
            (Offer("https://a.example/1"), empty),
            (Offer("https://a.example/2"), empty),
        ]
    )
    assert [offer.url.rpartition("/")[2] for offer, _ in kept] == ["rss", "sport", "1", "2"]


# Sitemaps -----------------------------------------------------------------------------------------------------------

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://gazette.example/2026/11/port-opens?utm_source=x</loc><news:news><news:publication><news:name>Gazette</news:name><news:language>en</news:language></news:publication><news:publication_date>2026-11-12</news:publication_date><news:title>Port opens &amp; ships sail</news:title></news:news></url>
<url><loc>https://gazette.example/about</loc></url>
<url><loc>https://gazette.example/2026/11/fire</loc><news:news><news:publication_date>2026-11-12T09:15:00+01:00</news:publication_date><news:title>Fire at the port</news:title><news:keywords>port, fire</news:keywords></news:news><image:image><image:loc>https://gazette.example/fire.jpg</image:loc></image:image></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://gazette.example/pages.xml</loc></sitemap><sitemap><loc>/news-sitemap.xml</loc></sitemap></sitemapindex>"""


def test_a_sitemap_of_news_is_a_feed() -> None:
    assert feeds.is_feed(page(SITEMAP))
    feed = feeds.parse(page(SITEMAP))
    assert (feed.title, feed.language) == ("Gazette", "en")
    fire, port = feed.entries
    assert (fire.url, fire.title, fire.published) == (
        "https://gazette.example/2026/11/fire",
        "Fire at the port",
        "2026-11-12T08:15:00+00:00",
    )
    assert (fire.tags, fire.image) == (("port", "fire"), "https://gazette.example/fire.jpg")
    assert (port.url, port.title, port.published) == (
        "https://gazette.example/2026/11/port-opens",
        "Port opens & ships sail",
        "2026-11-12",
    )


def test_other_sitemaps_are_none() -> None:
    assert not feeds.is_feed(page(INDEX))
    assert not feeds.is_feed(page(SITEMAP.replace("sitemap-news", "sitemap-other")))
    assert sitemaps.parts(page(INDEX)) == [
        "https://gazette.example/news-sitemap.xml",
        "https://gazette.example/pages.xml",
    ]
    assert sitemaps.parts(page(SITEMAP)) == []


def test_the_sitemaps_a_robots_txt_names() -> None:
    text = b"User-agent: *\nDisallow: /x\nSitemap: https://gazette.example/all.xml\nsitemap: /googlenews.xml\n"
    assert sitemaps.named_in_robots(Page("https://gazette.example/robots.txt", text)) == [
        "https://gazette.example/googlenews.xml",
        "https://gazette.example/all.xml",
    ]


def test_a_sitemap_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import gzip

    packed = Page("https://gazette.example/s.xml.gz", gzip.compress(SITEMAP.encode()))
    assert feeds.parse(packed).title == "Gazette"
    monkeypatch.setattr(sitemaps, "LARGEST", 100)
    with pytest.raises(FeedError, match="larger"):
        feeds.parse(packed)
