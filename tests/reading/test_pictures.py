"""Which picture does a page open with, and whose is it?"""

import time

import pytest

import newsbox
from newsbox.reading import pictures
from newsbox.types import Reading

TEXT = "<p>" + "The port of Aldra was closed on Tuesday after a fire on a ferry, the harbour master said. " * 3 + "</p>"
SHARED = '<meta property="og:image" content="https://g.example/img/share-9001.jpg">'


def read(above: str, *, head: str = SHARED, below: str = "") -> Reading:
    """A page with something between its headline and its text, and something below."""
    return newsbox.read(
        f"<html><head>{head}</head><body><main><h1>Fire closes the port</h1>{above}{TEXT * 4}{below}</main></body></html>",
        url="https://g.example/news/fire",
    )


@pytest.mark.parametrize(
    ("above", "below", "lead"),
    [
        # What the page shows above its text, not what it hands to those who share it.
        ('<figure><img src="/img/ferry-17.jpg"></figure>', "", "ferry-17.jpg"),
        ("", '<figure><img src="/img/ferry-17.jpg"></figure>', "share-9001.jpg"),
        # The declared one, where it is shown, wherever another picture stands.
        (
            '<figure><img src="/img/a-1.jpg"></figure><img src="/t/share-9001-800x600.jpg">',
            "",
            "share-9001-800x600.jpg",
        ),
        ('<div class="teaser-image"><img src="/t/share-9001.jpg.webp"></div>', "", "share-9001.jpg.webp"),
        ('<img src="/resize?url=https%3A%2F%2Fg.example%2Fimg%2Fshare-9001.jpg&w=900">', "", "900"),
        # Faces, logos and other reports are no lead.
        ('<figure><img src="/img/authors/jane-roe.jpg"></figure>', "", "share-9001.jpg"),
        ('<figure><img src="/img/team/winter.jpg"></figure>', "", "share-9001.jpg"),
        ('<figure><img src="/img/bread-150x150.jpg"></figure>', "", "share-9001.jpg"),
        ('<figure><img src="/news/fire"></figure>', "", "share-9001.jpg"),
        ('<figure><img src="/img/logo-gazette.png"></figure>', "", "share-9001.jpg"),
        ('<figure><a href="/news/other"><img src="/img/other-3.jpg"></a></figure>', "", "share-9001.jpg"),
        ('<figure><a href="/img/ferry-17-large.jpg"><img src="/img/ferry-17.jpg"></a></figure>', "", "ferry-17.jpg"),
        # The file behind a placeholder, and the widest that is not too wide.
        ('<figure><img src="/img/grey-placeholder.png" data-src="/img/ferry-17.jpg"></figure>', "", "ferry-17.jpg"),
        (
            '<figure><picture><source srcset="/f/a-17.webp 400w, /f/b-17.webp 1600w,/f/c-17.webp 8000w">'
            '<img src="data:image/gif;base64,R0"></picture></figure>',
            "",
            "b-17.webp",
        ),
        ('<figure><img src="data:x"><noscript><img src="/img/ferry-17.jpg"></noscript></figure>', "", "ferry-17.jpg"),
        ('<figure><g-picture data-srcset="/f/a-17.jpg 900w"></g-picture></figure>', "", "a-17.jpg"),
        ("<figure><div style=\"background-image: url('/img/ferry-17.jpg')\"></div></figure>", "", "ferry-17.jpg"),
        ('<figure><video poster="/img/ferry-17.jpg"></video></figure>', "", "ferry-17.jpg"),
    ],
)
def test_the_lead_is_what_the_page_opens_with(above: str, below: str, lead: str) -> None:
    found = read(above, below=below).lead_image
    assert found is not None and found.url is not None and found.url.endswith(lead)


@pytest.mark.parametrize(
    ("figure", "caption", "credit"),
    [
        (
            '<figure><img src="/f-17.jpg"></figure><figcaption><span>The port</span> <span class="figcaption--author">Roe News</span></figcaption>',
            "The port",
            "Roe News",
        ),
        (
            '<figure><img src="/f-17.jpg"><figcaption><span class="author">Photo by <b class="photographer">Jane Roe</b></span> '
            '<span class="distributor">Getty Images</span></figcaption></figure>',
            None,
            "Jane Roe / Getty Images",
        ),
        (
            '<figure><img src="/f-17.jpg"><div><span>Foto: Jana Wiek</span><span>Der Hafen.</span></div></figure>',
            None,
            "Foto: Jana Wiek",
        ),
        ('<div><img src="/f-17.jpg"><h6>The port</h6><p>Photo: AFP</p></div>', None, "Photo: AFP"),
        (
            '<article><img src="/f-17.jpg"><figcaption>The port, Photo: LAR Images</figcaption></article>',
            "The port",
            "Photo: LAR Images",
        ),
        (
            '<figure><img src="/f-17.jpg"><figcaption>The port. <cite>AP</cite></figcaption></figure>',
            "The port.",
            "AP",
        ),
        (
            '<figure><img src="/f-17.jpg"><figcaption>The port.<span>  Photo: Jane Roe/AP</span><span hidden>Show more</span></figcaption></figure>',
            "The port.",
            "Photo: Jane Roe/AP",
        ),
        (
            '<figure><img src="/f-17.jpg" alt="The port burns © NRD Foto: Jana Wiek"></figure>',
            None,
            "© NRD Foto: Jana Wiek",
        ),
        ('<figure><img src="/f-17.jpg" alt="Illustration: a port"></figure>', None, None),
        ('<figure><img src="/f-17.jpg" data-credit="Jane Roe/AP"></figure>', None, "Jane Roe/AP"),
        ('<figure><img src="/f-17.jpg"><span class="credit">Image</span></figure>', None, None),
        ('<article><div><img src="/f-17.jpg"><span>Space Race Hazy IPA</span></div></article>', None, None),
        (
            '<article><div><img src="/f-17.jpg"><div class="description">A drink. Add to Favourites</div></div></article>',
            None,
            None,
        ),
        (
            f'<figure><img src="/f-17.jpg"><span class="credit">{"Always check the prices " * 5}</span></figure>',
            None,
            None,
        ),
    ],
)
def test_a_credit_is_found_where_it_stands(figure: str, caption: str | None, credit: str | None) -> None:
    lead = read(figure, head="").lead_image
    assert lead is not None
    assert lead.credit is None if credit is None else lead.credit is not None and lead.credit.text == credit
    if caption:
        assert lead.caption == caption


@pytest.mark.parametrize(
    ("ours", "theirs", "is_same"),
    [
        ("https://g.example/img/fire-1200x800.jpg", "https://g.example/img/fire-600x400.jpg?w=3", True),
        ("https://g.example/a/ab3Kx-1200-80.jpg", "https://g.example/a/ab3Kx.jpg.webp", True),
        ("https://g.example/c/dMzIz/02.jpeg?fl=a", "https://g.example/c/dMzIz/02.jpeg", True),
        ("https://g.example/c/dMzIz/02.jpeg", "https://g.example/c/Other/02.jpeg", False),
        ("https://g.example/P01-241016-317.jpg", "https://g.example/P01-241016-318.jpg", False),
    ],
)
def test_two_sizes_share_a_stem(ours: str, theirs: str, is_same: bool) -> None:
    assert (pictures.stem(ours) == pictures.stem(theirs)) is is_same


def test_hostile_sources_are_read_in_time() -> None:
    big = "a," * 200_000
    page = f'<img srcset="{big}"><img style="background:{"url(" * 50_000}"><figure><img alt="{"(" * 50_000}"><figcaption>{"(x" * 50_000}</figcaption></figure>'
    assert read(page, head="").paragraphs


def test_a_long_address_is_looked_at_in_time() -> None:
    begun = time.monotonic()
    assert not pictures.NO_PICTURE.search("/" + "a-" * 100_000)
    assert time.monotonic() - begun < 5
