"""What a page says: declared and shown, weighed."""

import json

import pytest

import newsbox
from newsbox.reading import article, body, metadata

TEXT = (
    "The harbour of Port Aldra was closed on Tuesday after a fire on a ferry, the harbour master said.",
    "Nobody was hurt. “We brought everybody ashore within the hour,” said Ines Marlo, who leads the port.",
    "The ferry company will begin an inquiry on Wednesday and expects first results within the month.",
)


def page(
    *,
    head: str = "",
    body: str = "",
    headline: str = "Fire closes the harbour",
    title: str = "Fire closes the harbour - Gazette",
    inside: str = "",
    after: str = "",
) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    return f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head><body>{body}<article><h1>{headline}</h1>{inside}{text}{after}</article></body></html>"


def ld(**declared: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **declared})}</script>'


def read(html: str) -> newsbox.Reading:
    return newsbox.read(html, url="https://gazette.example/2026/fire")


def test_a_plain_page() -> None:
    reading = read(page())
    assert reading.headline == "Fire closes the harbour"
    assert reading.outlet == "Gazette"
    assert reading.paragraphs == TEXT
    assert reading.language == "en"
    assert reading.url == "https://gazette.example/2026/fire"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (ld(datePublished="2026-11-12T08:15:00+01:00"), "published", "2026-11-12T08:15:00+01:00"),
        (ld(datePublished="2026-11-12", dateModified="2026-11-13T09:00Z"), "modified", "2026-11-13T09:00+00:00"),
        (
            ld(author=[{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "Jon Doe"}]),
            "authors",
            ("Jane Roe", "Jon Doe"),
        ),
        (ld(author="By Jane Roe and Jon Doe"), "authors", ("Jane Roe", "Jon Doe")),
        (ld(publisher={"@type": "Organization", "name": "Harbour Gazette"}), "outlet", "Harbour Gazette"),
        (ld(articleSection=["World"]), "section", "World"),
        (ld(keywords="port, fire"), "tags", ("port", "fire")),
        (ld(isAccessibleForFree="False"), "paywalled", True),
        (ld(isAccessibleForFree=True), "paywalled", False),
        (ld(description="The ferry burned."), "summary", "The ferry burned."),
        (
            '<meta property="article:published_time" content="2026-11-12T08:15:00Z">',
            "published",
            "2026-11-12T08:15:00+00:00",
        ),
        ('<meta property="og:site_name" content="The Gazette">', "outlet", "The Gazette"),
        ('<meta name="author" content="Jane Roe, Jon Doe">', "authors", ("Jane Roe", "Jon Doe")),
        ('<meta name="news_keywords" content="port,fire">', "tags", ("port", "fire")),
        (
            '<link rel="canonical" href="/2026/fire-closes-harbour">',
            "url",
            "https://gazette.example/2026/fire-closes-harbour",
        ),
        ('<link rel="canonical" href="/">', "url", "https://gazette.example/2026/fire"),
        ('<link rel="canonical" href="https://other.example/copy">', "url", "https://gazette.example/2026/fire"),
    ],
)
def test_what_a_page_declares(head: str, field: str, value: object) -> None:
    assert getattr(read(page(head=head)), field) == value


def test_json_ld_in_a_graph_with_references() -> None:
    graph = {
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "Gazette Online"},
            {"@type": "Person", "@id": "#jane", "name": "Jane Roe"},
            {
                "@type": ["Article", "NewsArticle"],
                "headline": "Fire closes the harbour",
                "author": {"@id": "#jane"},
                "publisher": {"@id": "#paper"},
                "image": {"@id": "#photo"},
            },
            {"@type": "NewsMediaOrganization", "@id": "#paper", "name": "Gazette"},
            {
                "@type": "ImageObject",
                "@id": "#photo",
                "contentUrl": "https://gazette.example/fire.jpg",
                "creditText": "Jane Roe/AP",
            },
        ]
    }
    reading = read(page(head=f'<script type="application/ld+json">{json.dumps(graph)}</script>'))
    assert reading.authors == ("Jane Roe",)
    assert reading.outlet == "Gazette"
    assert reading.lead_image is not None and reading.lead_image.credit is not None
    assert (reading.lead_image.url, reading.lead_image.credit.agency) == ("https://gazette.example/fire.jpg", "AP")


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "NewsArticle", "datePublished": "2026-11-12",}',
        '<!-- {"@type": "NewsArticle", "datePublished": "2026-11-12"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2026-11-12"}\n//]]>',
        '{"@type": "NewsArticle", "description": "two\nlines", "datePublished": "2026-11-12"};',
        '[{"@type": "BreadcrumbList"}, {"@type": "http://schema.org/NewsArticle", "datePublished": "2026-11-12"}]',
    ],
)
def test_broken_json_ld_is_mended(broken: str) -> None:
    assert read(page(head=f'<script type="application/ld+json">{broken}</script>')).published == "2026-11-12"


def test_of_several_declared_articles_this_page_counts() -> None:
    others = [
        {
            "@type": "NewsArticle",
            "url": f"https://gazette.example/other-{n}",
            "headline": f"Other {n}",
            "datePublished": "2020-01-01",
        }
        for n in range(3)
    ]
    here = {
        "@type": "NewsArticle",
        "url": "https://gazette.example/2026/fire",
        "headline": "Fire closes the harbour",
        "datePublished": "2026-11-12",
    }
    assert (
        read(page(head=f'<script type="application/ld+json">{json.dumps([*others, here])}</script>')).published
        == "2026-11-12"
    )


@pytest.mark.parametrize(
    ("headline", "title", "head", "found"),
    [
        ("Fire closes the harbour", "Fire closes the harbour | Gazette", "", "Fire closes the harbour"),
        (
            "Gazette",
            "Fire closes the harbour | Gazette",
            ld(headline="Fire closes the harbour"),
            "Fire closes the harbour",
        ),
        ("Fire closes the harbour", "Harbour fire: live", ld(headline="Harbour fire"), "Harbour fire"),
        (
            "Fire closes the harbour of Port Aldra",
            "x",
            '<meta property="og:title" content="Fire closes the harbour of Port Aldra | Gazette"><meta property="og:site_name" content="Gazette">',
            "Fire closes the harbour of Port Aldra",
        ),
    ],
)
def test_the_headline_is_found_by_a_vote(headline: str, title: str, head: str, found: str) -> None:
    assert read(page(headline=headline, title=title, head=head)).headline == found


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Fire at the port - Gazette", "Fire at the port"),
        ("Gazette: Fire at the port | Gazette", "Gazette: Fire at the port"),
        ("Fire at the port | World | Gazette", "Fire at the port | World"),
        ("Fire - and water", "Fire - and water"),
        ("Gazette | Fire at the port", "Fire at the port"),
    ],
)
def test_a_title_without_its_outlet(title: str, bare: str) -> None:
    assert article.without_outlet(title, ["Gazette"]) == bare


def test_furniture_stays_out_of_the_body() -> None:
    inside = '<div class="share"><p>Share this article</p></div><p>Advertisement</p>'
    after = "<p>Read more: Another fire</p><p>Sign up for our newsletter and get the news into your inbox</p><h3>Related stories</h3>"
    assert read(page(inside=inside, after=after)).paragraphs == TEXT


def test_the_lead_image_has_its_caption_and_credit() -> None:
    figure = '<figure><img src="/img/fire-1200x800.jpg" alt="A ferry"><figcaption>The ferry on Tuesday. <span class="credit">Photo: Jane Roe / AFP</span></figcaption></figure>'
    head = '<meta property="og:image" content="https://gazette.example/img/fire-600x400.jpg">'
    lead = read(page(head=head, inside=figure)).lead_image
    assert lead is not None and lead.credit is not None
    assert (lead.url, lead.caption, lead.alt) == (
        "https://gazette.example/img/fire-1200x800.jpg",
        "The ferry on Tuesday.",
        "A ferry",
    )
    assert (lead.credit.photographer, lead.credit.agency) == ("Jane Roe", "AFP")
    assert len(read(page(head=head, inside=figure)).images) == 1


@pytest.mark.parametrize(
    ("first", "dateline", "place", "agency"),
    [
        ("PORT ALDRA (MPA) — The harbour was closed on Tuesday after a fire.", "PORT ALDRA (MPA)", "PORT ALDRA", "MPA"),
        (
            "PARIS, May 3 (Reuters) - The harbour was closed on Tuesday after a fire.",
            "PARIS, May 3 (Reuters)",
            "PARIS",
            "Reuters",
        ),
        ("LONDON — The harbour was closed on Tuesday after a fire on a ferry.", "LONDON", "LONDON", None),
        ("Berlin (dpa) - Der Hafen wurde am Dienstag nach einem Brand geschlossen.", "Berlin (dpa)", "Berlin", "dpa"),
        ("(Reuters) - The harbour was closed on Tuesday after a fire on a ferry.", "(Reuters)", None, "Reuters"),
        ("The fire — the third this year — closed the harbour on Tuesday.", None, None, None),
        ("Monday - a quiet day - ended with a fire in the harbour of the town.", None, None, None),
    ],
)
def test_a_dateline_is_cut_from_the_first_paragraph(
    first: str, dateline: str | None, place: str | None, agency: str | None
) -> None:
    found, rest = body.cut_dateline(first)
    assert (found.text if found else None) == dateline
    if found:
        assert (found.place, found.agency) == (place, agency)
        assert rest.startswith(("The harbour", "Der Hafen"))
    else:
        assert rest == first


def test_a_correction_is_a_note_and_no_paragraph() -> None:
    reading = read(
        page(after="<p>Correction: an earlier version of this article gave a wrong number of passengers.</p>")
    )
    assert reading.paragraphs == TEXT
    assert [note.kind for note in reading.notes] == ["correction"]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jane Roe", ["Jane Roe"]),
        ("Von Jana Wiek und Jon Doe", ["Jana Wiek", "Jon Doe"]),
        ("Jane Roe, Jon Doe and Ann Poe", ["Jane Roe", "Jon Doe", "Ann Poe"]),
        ("Staff", []),
        ("admin", []),
        ("https://example.org/jane", []),
        ("Jane Roe (Washington)", ["Jane Roe"]),
    ],
)
def test_names_in_a_byline(byline: str, names: list[str]) -> None:
    assert metadata.people(byline) == names


def test_a_body_that_only_the_declaration_has() -> None:
    shell = f"<html><head>{ld(headline='Fire closes the harbour', articleBody=chr(10).join(TEXT * 3))}</head><body><div id='app'></div></body></html>"
    assert read(shell).paragraphs[0] == TEXT[0]


def test_the_language_is_the_texts_own() -> None:
    html = page().replace("lang='en'", "lang='fr'")
    assert read(html).language == "en"
    assert read(page().replace("lang='en'", "lang='en-GB'")).language == "en-GB"


@pytest.mark.parametrize(
    ("markup", "caption", "credit"),
    [
        ("<figure><img src='/a.jpg'><figcaption>The ferry. <span class='credit'>Jane Roe/AFP</span></figcaption></figure>", "The ferry.", "Jane Roe/AFP"),
        ("<figure><img src='/a.jpg'></figure><figcaption>The ferry. (AP Photo/Jane Roe)</figcaption>", "The ferry.", "AP Photo/Jane Roe"),
        ("<figure><img src='/a.jpg'><figcaption><span>The ferry.</span> <span>(Jane Roe)</span></figcaption></figure>", "The ferry.", "Jane Roe"),
        ("<div class='frame'><picture><source srcset='/a.webp'><img src='/a.jpg'></picture><div class='caption'><p>The ferry. <span>(AP Photo/Jane Roe)</span></p></div></div>", "The ferry.", "AP Photo/Jane Roe"),
        ("<div><img src='/a.jpg'><p class='teaser-image__credits'> Jane Roe/Gazette </p></div>", None, "Jane Roe/Gazette"),
        ("<figure><img src='/a.jpg' title='The ferry | Bildquelle: Jane Roe/dpa'></figure>", None, "Bildquelle: Jane Roe/dpa"),
        ("<figure><img src='/a.jpg'><figcaption>The ferry. <em>Photo: Jane Roe</em><button>Show more</button></figcaption></figure>", "The ferry.", "Photo: Jane Roe"),
        ("<figure><img src='/a.jpg'><figcaption>The ferry on Tuesday</figcaption></figure>", "The ferry on Tuesday", None),
    ],
)  # fmt: skip
def test_where_a_pictures_credit_stands(markup: str, caption: str | None, credit: str | None) -> None:
    image = read(page(inside=f"<div>{markup}</div>")).images[0]
    assert image.url == "https://gazette.example/a.jpg"
    assert (image.caption, image.credit.text if image.credit else None) == (caption, credit)


def test_pictures_beside_an_article_are_not_its_own() -> None:
    beside = "<div class='related-stories'><img src='/other.jpg'><span class='caption'>Other</span></div><nav><img src='/n.jpg'></nav><img src='/icon.png' width='20'>"
    assert read(page(inside=beside)).images == ()


def test_a_picture_that_the_page_describes_in_its_data() -> None:
    described = '<script type="application/ld+json">{"@type": "ImageObject", "contentUrl": "/img/ferry-1200x800.jpg", "author": {"name": "Jane Roe"}, "caption": "The ferry."}</script>'
    image = read(page(head=described, inside="<figure><img src='/img/ferry-600x400.jpg'></figure>")).images[0]
    assert image.caption == "The ferry." and image.credit is not None and image.credit.photographer == "Jane Roe"
