"""News sitemaps: the list of its latest articles that a site without a feed keeps for search engines.

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap: the last two days, a thousand at most.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

from lxml import etree

from newsbox import addresses
from newsbox.errors import FeedError
from newsbox.gathering import entries
from newsbox.types import Entry, Feed, Page

COMMON_PATHS = ("news-sitemap.xml", "sitemap-news.xml", "sitemap_news.xml", "sitemap/news.xml", "sitemap.xml")
"""Where publishing systems put them, when robots.txt names none."""
ROOT = re.compile(rb"<(?:[\w.-]+:)?(urlset|sitemapindex)\b")
LARGEST = 50 * 1024 * 1024
"""Bytes after unpacking: what the protocol allows a sitemap."""
NAMES_NEWS = re.compile(r"news|nachricht|actualite|noticia|latest|recent", re.IGNORECASE)


def unpacked(page: Page) -> Page:
    """The page, unpacked where it is a gzip file (sitemap.xml.gz). Raises FeedError for a broken or an enormous one."""
    if not page.body.startswith(b"\x1f\x8b"):
        return page
    try:
        unpacker = zlib.decompressobj(31)
        body = unpacker.decompress(page.body, LARGEST)
    except zlib.error as error:
        raise FeedError("this packed file is broken.", about=page.url) from error
    if unpacker.unconsumed_tail:
        raise FeedError(f"this sitemap is larger than {LARGEST // 2**20} MB.", about=page.url)
    return replace(page, body=body)


def is_news(page: Page) -> bool:
    """Whether a page is a sitemap of news: one that dates and names its articles."""
    match = ROOT.search(page.body[:4096])
    return bool(
        match and match[1] == b"urlset" and b"sitemap-news" in page.body[:8192] and b"publication_date" in page.body
    )


def named_in_robots(page: Page) -> list[str]:
    """The sitemaps a robots.txt names, those of news first."""
    found = re.findall(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", page.body[:500_000].decode("utf-8", "replace"), re.I | re.M)
    return _news_first([url for each in found if (url := addresses.join(page.url, each))])


def parts(page: Page) -> list[str]:
    """The sitemaps an index of sitemaps names, those of news first; none for anything else."""
    match = ROOT.search(page.body[:4096])
    if match is None or match[1] != b"sitemapindex":
        return []
    root = _tree(page)
    found = [
        url
        for each in root.iter("{*}sitemap")
        if (url := addresses.join(page.url, (each.findtext("{*}loc") or "").strip()))
    ]
    return _news_first(found)


def read(page: Page, *, most: int) -> Feed:
    """A news sitemap's articles, the newest first. Raises FeedError for what is broken. most: entries."""
    root = _tree(page)
    found, title, language = [], "", None
    for each in root.iter("{*}url"):
        url = addresses.join(page.url, (each.findtext("{*}loc") or "").strip())
        news = each.find("{*}news")
        if url is None or news is None:
            continue
        title = title or entries.literal(news.findtext("{*}publication/{*}name")) or ""
        language = language or entries.literal(news.findtext("{*}publication/{*}language"))
        image = each.find("{*}image")
        found.append(
            Entry(
                guid=entries.name(url),
                url=url,
                title=entries.plain(news.findtext("{*}title")) or "",
                published=_time(news.findtext("{*}publication_date")),
                image=addresses.join(page.url, (image.findtext("{*}loc") or "").strip()) if image is not None else None,
                caption=entries.plain(image.findtext("{*}caption")) or "" if image is not None else "",
                tags=entries.tags((news.findtext("{*}keywords") or "").split(",")),
            )
        )
    newest_first = sorted(found, key=lambda entry: entry.published or "", reverse=True)
    return Feed(
        title, addresses.home(page.url) if page.url else None, language, entries.named_once(tuple(newest_first[:most]))
    )


def _tree(page: Page) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        root = etree.fromstring(page.body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FeedError("this sitemap is broken.", about=page.url) from error
    if root is None:
        raise FeedError("this sitemap is broken.", about=page.url)
    return root


def _time(written: str | None) -> str | None:
    """A W3C date and time: in UTC where it has an hour, else the day."""
    written = (written or "").strip()
    return written if re.fullmatch(r"\d{4}-\d\d-\d\d", written) else entries.utc(entries.rfc3339(written))


def _news_first(urls: list[str]) -> list[str]:
    return sorted(dict.fromkeys(urls), key=lambda url: not NAMES_NEWS.search(url.partition("//")[2].partition("/")[2]))
