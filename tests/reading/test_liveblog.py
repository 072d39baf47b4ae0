"""A live blog as dated posts, and an article over several pages as one."""

from dataclasses import replace

import newsbox
from newsbox import addresses
from tests.reading.test_article import TEXT, ld, page

INTRO = "We follow the day in the port of Aldra here, from the first alarm to the last tug."


def post(number: int) -> dict[str, object]:
    return {
        "@type": "BlogPosting",
        "headline": f"Tug number {number} is on its way",
        "datePublished": f"2026-11-12T1{number}:05:00+01:00",
        "author": {"@type": "Person", "name": "Ines Marlo"},
        "articleBody": f"The tug number {number} left the eastern quay a minute ago.\n\nIts crew of {number + 3} carries pumps and foam, the harbour master said.",
    }


def test_a_declared_live_blog_gives_its_posts_with_their_times() -> None:
    html = page(
        head=ld(**{"@type": "LiveBlogPosting", "headline": "Fire closes the harbour", "liveBlogUpdate": [post(3), post(2), post(1)]}),
    ).replace(f"<p>{TEXT[0]}</p>", f"<p>{INTRO}</p>").replace(f"<p>{TEXT[1]}</p>", "").replace(f"<p>{TEXT[2]}</p>", "")  # fmt: skip
    reading = newsbox.read(html)
    assert [each.published for each in reading.posts] == [f"2026-11-12T1{n}:05:00+01:00" for n in (3, 2, 1)]
    assert [each.headline for each in reading.posts] == [f"Tug number {n} is on its way" for n in (3, 2, 1)]
    assert reading.posts[0].authors == ("Ines Marlo",)
    first = reading.posts[0]
    assert reading.paragraphs[first.start : first.end] == (
        "Tug number 3 is on its way",
        "The tug number 3 left the eastern quay a minute ago.",
        "Its crew of 6 carries pumps and foam, the harbour master said.",
    )
    assert first.start in reading.subheads
    assert reading.paragraphs[0] == INTRO
    assert newsbox.Reading.from_dict(reading.to_dict()).posts == reading.posts


def test_posts_are_seen_in_the_markup_too() -> None:
    posts = "".join(
        f'<article class="liveblog-entry" id="e{n}"><time datetime="2026-11-12T1{n}:05:00Z">1{n}.05</time><h3>Tug {n} arrives</h3><p>The tug number {n} left the eastern quay with pumps and foam, the harbour master said.</p></article>'
        for n in (4, 3, 2, 1)
    )
    html = f"<html><head><title>Live</title></head><body><main><h1>Fire closes the harbour</h1><p>{INTRO}</p>{posts}</main></body></html>"
    reading = newsbox.read(html)
    assert [each.published for each in reading.posts] == [f"2026-11-12T1{n}:05:00+00:00" for n in (4, 3, 2, 1)]
    assert reading.paragraphs[reading.posts[1].start] == "Tug 3 arrives"


def test_a_box_of_updates_beside_an_article_is_no_live_blog() -> None:
    html = page(
        head=ld(
            liveBlogUpdate=[{"headline": "One", "articleBody": "Short."}, {"headline": "Two", "articleBody": "Also."}]
        )
    )
    reading = newsbox.read(html)
    assert reading.posts == ()
    assert reading.paragraphs == TEXT


def test_pages_of_one_article_are_joined_without_saying_anything_twice() -> None:
    more = "A second ferry was sent back at noon, and its passengers were brought to the neighbouring port of Lunde by bus."
    one = newsbox.read(page(head='<link rel="next" href="/2026/fire?page=2">'), url="https://gazette.example/2026/fire")
    two = newsbox.read(page(after=f"<p>{more}</p>"), url="https://gazette.example/2026/fire?page=2")
    assert one.following == "https://gazette.example/2026/fire?page=2"
    joined = newsbox.join([one, two])
    assert joined.paragraphs == (*TEXT, more)
    assert joined.following is None
    assert joined.headline == one.headline
    post = replace(two, posts=(newsbox.types.Post(3, 4, headline="x"),))
    assert newsbox.join([one, post]).posts[0].start == 3


def test_the_next_article_is_no_next_page() -> None:
    for ours, theirs, is_next in (
        ("https://a.example/x/fire", "https://a.example/x/fire?page=2", True),
        ("https://a.example/x/fire?page=2", "https://a.example/x/fire?page=3", True),
        ("https://a.example/x/fire?page=2", "https://a.example/x/fire?page=4", False),
        ("https://a.example/x/fire.html", "https://a.example/x/fire-2.html", True),
        ("https://a.example/x/fire/", "https://a.example/x/fire/2/", True),
        ("https://a.example/x/fire/", "https://www.a.example/x/fire/page/2", True),
        ("https://a.example/x/fire", "https://a.example/x/flood", False),
        ("https://a.example/2026/11/12", "https://a.example/2026/11/13", False),
        ("https://a.example/x/fire", "https://b.example/x/fire?page=2", False),
        ("https://a.example/news/101", "https://a.example/news/102", False),
    ):
        assert addresses.is_next_page(ours, theirs) is is_next, (ours, theirs)
