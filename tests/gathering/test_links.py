"""The articles a page leads to."""

from __future__ import annotations

import pytest

from newsbox.gathering import links
from newsbox.types import Page

HEADLINES = (
    "Fire closes the port of Aldra",
    "Hask wins the vote in Northmere",
    "Court stops the dam at Orrin",
    "Bank of Quessia lowers its rate",
    "Storm Perrin reaches the coast",
)


def slug(words: str) -> str:
    return words.lower().replace(" ", "-")


def front(*items: str, around: str = "", language: str = "en") -> Page:
    body = f'<html lang="{language}"><head><title>Gazette</title></head><body>{around}<main>{"".join(items)}</main></body></html>'
    return Page("https://gazette.example/", body.encode())


def found(page: Page) -> list[str]:
    feed = links.articles(page)
    return [] if feed is None else [entry.title for entry in feed.entries]


@pytest.mark.parametrize(
    "item",
    [
        '<h3><a href="/2026/11/{slug}">{words}</a></h3>',
        '<article><a href="/world/{slug}.html"><img src="x.jpg"><h2>{words}</h2><p>A long teaser that says more than that.</p></a></article>',
        '<div><a href="/a/{slug}"><img src="x.jpg" alt="A picture"></a><a href="/a/{slug}"><span>{words}</span></a></div>',
        '<li><a href="/news/article-10{place}778">{words}</a> <time>12 November</time></li>',
        '<p><a href="https://www.gazette.example/{slug}-1000{place}#comments">{words}</a></p>',
        '<tr><td>12.11.</td><td><a href="story.php?id=4471{place}&amp;utm_source=x"><b>{words}</b></a></td></tr>',
    ],
)
def test_a_front_page_leads_to_its_articles_in_its_order(item: str) -> None:
    items = [item.format(slug=slug(words), words=words, place=place) for place, words in enumerate(HEADLINES)]
    assert found(front(*items)) == list(HEADLINES)


def test_what_stands_around_is_no_article() -> None:
    items = [f'<h3><a href="/2026/11/{slug(words)}">{words}</a></h3>' for words in HEADLINES]
    around = """
    <nav><ul><li><a href="/world">News from all of the world</a></li><li><a href="/sport">All the sport of the day</a></li></ul></nav>
    <p>We told you <a href="/2026/10/an-older-report-of-ours">of an older report</a> some weeks ago, and it has found many readers since.</p>
    <a href="/tag/port-of-aldra">Everything on the port of Aldra</a><a href="/author/jane-roe-of-aldra">Reports by Jane Roe of Aldra</a>
    <a href="https://elsewhere.example/2026/11/somebody-elses-report">Somebody else's report of today</a>
    <a href="/2026/11/report.pdf">The whole report as a PDF file</a><a href="/newsletter/subscribe-to-our-letter">Subscribe to our letter of the day</a>
    <footer><a href="/about/who-we-are-and-why">Who we are and why we are here</a><a href="/privacy">Your privacy is ours to keep</a></footer>"""
    assert found(front(*items, around=around)) == list(HEADLINES)


def test_a_language_without_spaces() -> None:
    titles = (
        "港で大きな火事がありました",
        "ノースミアの選挙が終わる",
        "オーリンのダムを裁判所が止める",
        "中央銀行が金利を下げました",
    )
    items = [f'<li><a href="/articles/2026111{place}/k00">{title}</a></li>' for place, title in enumerate(titles)]
    assert found(front(*items, language="ja")) == list(titles)


@pytest.mark.parametrize(
    "page",
    [
        front('<p>Nothing to see.</p>'),
        front(*(f'<a href="/{name}">{name}</a>' for name in ("world", "sport", "arts", "weather", "about"))),
        front(*(f'<h3><a href="/2026/11/{slug(words)}">{words}</a></h3>' for words in HEADLINES[:3])),
        Page("https://gazette.example/", b""),
        Page("https://gazette.example/", b"\xff\xfe\x00<"),
        Page("https://gazette.example/", b'{"a": 1}'),
    ],
)  # fmt: skip
def test_pages_that_are_no_list(page: Page) -> None:
    assert links.articles(page) is None
