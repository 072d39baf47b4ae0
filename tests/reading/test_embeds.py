"""Other people's posts and films in an article."""

import time
from time import process_time

import pytest

import newsbox
from newsbox.reading import embeds
from newsbox.reading.page import tree_of
from tests.reading.test_article import TEXT, page

QUOTE = (
    '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The ferry is towed away. <a href="https://t.example/x">pic</a></p>'
    '&mdash; Harbour of Aldra (@aldraport) <a href="https://twitter.com/aldraport/status/1234567890123456789?ref_src=tw">November 12, 2026</a></blockquote>'
    '<script async src="https://platform.twitter.com/widgets.js"></script>'
)


def read(*, inside: str = "", after: str = "") -> newsbox.Reading:
    return newsbox.read(page(inside=inside, after=after), url="https://gazette.example/2026/fire")


def test_a_quoted_post_is_a_value_with_author_text_address_and_day() -> None:
    reading = read(after=QUOTE + f"<p>{TEXT[0]} Again.</p>")
    (embed,) = reading.embeds
    assert embed.kind == "x"
    assert embed.url == "https://x.com/aldraport/status/1234567890123456789"
    assert embed.author == "Harbour of Aldra (@aldraport)"
    assert embed.text == "The ferry is towed away. pic"
    assert embed.published == "2026-11-12"
    assert embed.after == 3
    assert "towed" not in " ".join(reading.paragraphs)


@pytest.mark.parametrize(
    ("markup", "kind", "url"),
    [
        ('<iframe src="https://www.youtube.com/embed/abcdefghijk?rel=0"></iframe>', "youtube", "https://www.youtube.com/watch?v=abcdefghijk"),
        ('<iframe data-src="//www.youtube-nocookie.com/embed/abcdefghijk"></iframe>', "youtube", "https://www.youtube.com/watch?v=abcdefghijk"),
        ('<lite-youtube videoid="abcdefghijk"></lite-youtube>', "youtube", "https://www.youtube.com/watch?v=abcdefghijk"),
        ('<amp-youtube data-videoid="abcdefghijk"></amp-youtube>', "youtube", "https://www.youtube.com/watch?v=abcdefghijk"),
        ('<div class="wp-block-embed__wrapper wp-block-embed">https://youtu.be/abcdefghijk</div>', "youtube", "https://www.youtube.com/watch?v=abcdefghijk"),
        ('<iframe src="https://platform.twitter.com/embed/Tweet.html?dnt=1&id=1234567890123456789"></iframe>', "x", "https://x.com/i/status/1234567890123456789"),
        ('<amp-twitter data-tweetid="1234567890123456789"></amp-twitter>', "x", "https://x.com/i/status/1234567890123456789"),
        ('<iframe src="https://truthsocial.com/@someone/113845678901234567/embed" class="truthsocial-embed"></iframe>', "truthsocial", "https://truthsocial.com/@someone/posts/113845678901234567"),
        ('<iframe src="https://press.example/@someone/113845678901234567/embed" class="mastodon-embed"></iframe>', "mastodon", "https://press.example/@someone/113845678901234567"),
        ('<blockquote class="mastodon-embed" data-embed-url="https://press.example/@someone/113845678901234567/embed"><a href="https://press.example/@someone/113845678901234567">Post by @someone</a></blockquote>', "mastodon", "https://press.example/@someone/113845678901234567"),
        ('<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@someone/video/7123456789012345678" data-video-id="7123456789012345678"><section>Look</section></blockquote>', "tiktok", "https://www.tiktok.com/@someone/video/7123456789012345678"),
        ('<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Cabc_d-e/?utm_source=ig"><p>View this post on Instagram</p><p>A post shared by Some One (@someone)</p></blockquote>', "instagram", "https://www.instagram.com/p/Cabc_d-e/"),
        ('<script async src="https://telegram.org/js/telegram-widget.js" data-telegram-post="somechannel/1234"></script>', "telegram", "https://t.me/somechannel/1234"),
        ('<iframe src="https://t.me/somechannel/1234?embed=1"></iframe>', "telegram", "https://t.me/somechannel/1234"),
        ('<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:x"><p>Words of a post.</p>&mdash; Some One (<a href="https://bsky.app/profile/did:plc:abc">@some.one</a>) <a href="https://bsky.app/profile/did:plc:abc/post/3labcdef">2026-11-12</a></blockquote>', "bluesky", "https://bsky.app/profile/did:plc:abc/post/3labcdef"),
        ('<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fsomeone%2Fposts%2F123456"></iframe>', "facebook", "https://www.facebook.com/someone/posts/123456"),
        ('<iframe src="https://player.vimeo.com/video/123456789"></iframe>', "vimeo", "https://vimeo.com/123456789"),
    ],
)  # fmt: skip
def test_platforms_are_known_by_their_addresses(markup: str, kind: str, url: str) -> None:
    (embed,) = read(after=f"<figure>{markup}</figure><p>{TEXT[0]} Again.</p>").embeds
    assert (embed.kind, embed.url) == (kind, url)


@pytest.mark.parametrize(
    "markup",
    [
        '<iframe src="https://ads.example/frame?id=12345678901"></iframe>',
        '<nav><a href="https://x.com/aldraport/status/1234567890123456789">our post</a></nav>',
        '<footer><iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe></footer>',
        '<p>As <a href="https://x.com/aldraport/status/1234567890123456789">the port wrote</a> on Tuesday, the ferry burned out entirely.</p>',
        '<iframe src="https://192.168.1.1/@admin/12345678/embed"></iframe>',
        '<iframe src="https://localhost/@admin/12345678/embed"></iframe>',
        "<blockquote><p>A quotation is no post, and it stays in the text.</p></blockquote>",
    ],
)
def test_what_is_no_embed(markup: str) -> None:
    assert read(after=markup).embeds == ()


def test_a_post_that_is_shown_twice_is_one_and_a_call_to_look_is_no_text() -> None:
    reading = read(
        after='<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Cabc_d-e/"><p>View this post on Instagram</p><p>A post shared by Some One (@someone)</p></blockquote>'
        '<iframe src="https://www.instagram.com/p/Cabc_d-e/embed/"></iframe>'
    )
    (embed,) = reading.embeds
    assert embed.text is None
    assert embed.author == "Some One (@someone)"


def test_embeds_go_through_json() -> None:
    reading = read(after=QUOTE)
    assert newsbox.Reading.from_dict(reading.to_dict()).embeds == reading.embeds
    assert reading.to_dict()["embeds"][0]["kind"] == "x"


def test_an_embed_that_names_a_broken_address_breaks_nothing() -> None:
    assert read(inside='<figure class="wp-block-embed">https://[x.com/a/status/1234567</figure>').embeds == ()


def test_quotations_in_quotations_are_read_in_time() -> None:
    start = process_time()
    read(inside="<blockquote class='twitter-tweet'><a href='https://x'>a</a>" * 1_500 + "<a href='/x'>b</a>" * 4_000)
    assert process_time() - start < 20


def test_a_paragraph_with_an_address_to_share_it_stays_text() -> None:
    long = (
        "The harbour stays closed until the inspectors have looked at every deck of the ferry, the harbour master said. "
        * 5
    )
    reading = read(after=f'<div data-tweet-url="https://x.com/aldraport/status/1234567890"><p>{long}</p></div>')
    assert reading.embeds == ()
    assert " ".join(long.split()) in reading.paragraphs


def test_a_deep_page_with_a_frame_is_looked_through_once() -> None:
    deep = (
        "<div>" * 1_000 + '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>' + "<div>a</div>" * 5_000
    )
    begun = time.monotonic()
    found = embeds.found_in(tree_of(deep), None)
    assert [each.embed.kind for each in found] == ["youtube"]
    assert time.monotonic() - begun < 5
