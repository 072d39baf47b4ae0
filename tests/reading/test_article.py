"""What a page says: declared and shown, weighed."""

import json

import pytest

import newsbox
from newsbox.reading import article, body, metadata, phrases
from newsbox.reading.page import tree_of

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
        # The data and og:title agree against an h1 that the <title> repeats.
        (
            "Port Aldra burns",
            "Port Aldra burns | Gazette",
            ld(headline="Fire closes the harbour") + '<meta property="og:title" content="Fire closes the harbour">',
            "Fire closes the harbour",
        ),
        # og:title is no witness for itself: where no data say so too, an h1 in nearly the same words is the headline.
        (
            "Fire at night closes the whole harbour of Port Aldra",
            "Port Aldra: harbour closes, fire | Gazette",
            '<meta property="og:type" content="article"><meta property="og:title" content="Port Aldra: harbour closes, fire">',
            "Fire at night closes the whole harbour of Port Aldra",
        ),
        # An outlet that is named nowhere is known by the h1 without it.
        (
            "“Tireless work”",
            "“Tireless work” – The New Harbour Daily",
            '<meta property="og:type" content="article"><meta property="og:title" content="“Tireless work” - The New Harbour Daily">',
            "“Tireless work”",
        ),
        # The section stands in the h1.
        (
            "<span>Culture : </span>What the islands read",
            "What the islands read",
            '<meta property="og:title" content="What the islands read">',
            "What the islands read",
        ),
        # An h1 that leads home, or that ends the way here, is not the headline.
        (
            "<a href='/'>The Harbour Gazette Online</a>",
            "Fire closes the harbour of Aldra : The Harbour Gazette Online",
            '<meta property="og:title" content="Fire closes the harbour of Aldra">',
            "Fire closes the harbour of Aldra",
        ),
        (
            "<a href='/'>Gazette</a></h1><h1 class='breadcrumb_last'>Harbour fire</h1><h2>Fire closes the harbour</h2><h1>",
            "Harbour fire",
            ld(headline="Harbour fire") + '<meta property="og:title" content="Fire closes the harbour">',
            "Fire closes the harbour",
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
        ("Mayor: »The port is safe«", "Mayor: »The port is safe«"),
        ("Mayor: »The port is safe« | Gazette", "Mayor: »The port is safe«"),
    ],
)
def test_a_title_without_its_outlet(title: str, bare: str) -> None:
    assert article.without_outlet(title, ["Gazette"]) == bare


@pytest.mark.parametrize(
    ("headline", "title", "outlet"),
    [
        ("Fire closes the harbour", "Fire closes the harbour - Port Aldra Daily", "Port Aldra Daily"),
        ("Fire closes the harbour", "Gazette – Fire closes the harbour", "Gazette"),
        ("The harbour - a love story", "The harbour - a love story", "gazette.example"),
        ("The harbour", "The harbour – Where the ferries finally went home", "gazette.example"),
        ("The harbour", "The harbour | The Old Harbour Gazette of Port Aldra", "The Old Harbour Gazette of Port Aldra"),
        ("The harbour", "The harbour - by Jane Roe", "gazette.example"),
    ],
)
def test_the_outlet_in_a_title(headline: str, title: str, outlet: str) -> None:
    assert read(page(headline=headline, title=title)).outlet == outlet


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
def test_a_dateline_is_a_value_and_stays_in_the_text(
    first: str, dateline: str | None, place: str | None, agency: str | None
) -> None:
    found = body.dateline_of(first)
    assert (found.text if found else None) == dateline
    assert found is None or (found.place, found.agency) == (place, agency)
    reading = read(page().replace(TEXT[0], first))
    assert reading.dateline == found
    assert reading.paragraphs[0] == first


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
        ("By Jane Roe and Jon Doe, Washington", ["Jane Roe", "Jon Doe"]),
        ("Jane Roe, Reuters", ["Jane Roe", "Reuters"]),
        ("Posted byJane Roe", ["Jane Roe"]),
        ("VonJana Wiek", ["Jana Wiek"]),
        ("Byron Doe", ["Byron Doe"]),
        ("Article by: Jane Roe", ["Jane Roe"]),
        ("JANE ROEAssociated Press", ["JANE ROE", "Associated Press"]),
        ("Jane Roe - Gazette Editorial Team", ["Jane Roe"]),
        ("Ann-Marie Roe", ["Ann-Marie Roe"]),
        ("Jane Roe, DVM, AFP", ["Jane Roe", "AFP"]),
        ("한가람 기자", ["한가람"]),
        ("Jana   Wiek", ["Jana Wiek"]),
        ("G24 Redaktion", ["G24 Redaktion"]),
        ("Jane Roe, 12 min", ["Jane Roe"]),
    ],
)
def test_names_in_a_byline(byline: str, names: list[str]) -> None:
    assert metadata.people(byline) == names


@pytest.mark.parametrize(
    ("head", "inside", "names"),
    [
        # Pieces of a byline that only the layout keeps apart.
        ("", "<div class='author'><b>By</b><a>Jane Roe</a><i>Harbour Reporter</i></div>", ("Jane Roe",)),
        (
            "",
            "<div class='byline'>By <a>Jane Roe</a> and <a>Jon Doe</a><time>Jul 18, 2026</time></div>",
            ("Jane Roe", "Jon Doe"),
        ),
        ("", "<p class='byline'>Jane Roe</p><p class='byline'>Jon Doe</p>", ("Jane Roe", "Jon Doe")),
        ("", "<div class='CardAuthorName'>Jane Roe</div>", ("Jane Roe",)),
        ("", "<p>From <a href='/authors/jane-roe'>Jane Roe</a></p>", ("Jane Roe",)),
        ("", "<div class='author-box'><h4>The Author</h4><span>JR</span><p>Jane Roe</p></div>", ("Jane Roe",)),
        # Buttons, dates and comments beside a mark are nobody.
        ("", "<div class='byline'>Updated July 18, 2026</div><div class='author'>Follow Us</div>", ()),
        ("", "<div class='comment-author'>Jon Doe</div>", ()),
        ("", "<div id='comments'><b class='author'>Jon Doe</b></div>", ()),
        # A house signs: what it declares stays, whatever agencies the page thanks.
        (
            ld(author="gazette.example", publisher={"name": "gazette.example"}),
            "<div class='byline'>Source: dpa</div>",
            ("gazette.example",),
        ),
        (ld(author="Gazette", publisher={"name": "Gazette"}), "<div class='byline'>Jane Roe</div>", ("Jane Roe",)),
        # A login is no name, where the page knows better or the house is called so.
        (ld(author="janeroe77"), "<a rel='author'>Jane Roe</a>", ("Jane Roe",)),
        (ld(author="harbourgazette", publisher={"name": "Harbour Gazette"}), "", ()),
        (ld(author="janeroe77"), "", ("janeroe77",)),
        # A template names the outlet in every page's <meta>.
        (
            '<meta property="og:site_name" content="Harbour Gazette"><meta name="author" content="Harbour Gazette"><meta name="author" content="Jane Roe">',
            "",
            ("Jane Roe",),
        ),
        (ld(creator=["Jane Roe"]), "", ("Jane Roe",)),
    ],
)
def test_who_signs_a_page(head: str, inside: str, names: tuple[str, ...]) -> None:
    assert read(page(head=head, inside=inside)).authors == names


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


@pytest.mark.parametrize(
    "sentence",
    [
        "Credit Suisse Group AG fell in early trading.",
        "Crédit Agricole Assurances a annoncé un accord.",
        "Source de tensions depuis dix ans, le barrage est fini.",
        "An dieser Stelle befindet sich ein Denkmal.",
    ],
)
def test_a_sentence_that_opens_like_a_credit_or_a_placeholder_stays(sentence: str) -> None:
    kept, _, _ = body.trimmed(body.Body([*TEXT, sentence, TEXT[0] + " Again."], set()), headline=None)
    assert sentence in kept.paragraphs


def test_a_list_that_a_sentence_announces_ends_the_text() -> None:
    announced = "The first league played five matches on Tuesday, and these are their results in full:"
    found = body._loose_end(
        body.Body([*TEXT, announced, "Aldra 3-1 Borhaven", "Tiel 0-0 Marlo"], set()), set(), tree_of("<p>x</p>")
    )
    assert found == set()
    assert body._loose_end(
        body.Body([*TEXT, "More results:", "Aldra 3-1 Borhaven"], set()), set(), tree_of("<p>x</p>")
    ) == {len(TEXT) + 1}


def test_the_next_page_is_looked_for_where_the_page_stands() -> None:
    head = '<base href="https://elsewhere.example/2026/fire"><link rel="next" href="?page=2">'
    assert read(page(head=head)).following is None
    assert read(page(head='<link rel="next" href="?page=2">')).following == "https://gazette.example/2026/fire?page=2"


@pytest.mark.parametrize(
    ("line", "is_note"),
    [
        ("Sources close to the talks said that a deal was near.", False),
        ("Reporting by phone is no longer allowed, the police said.", False),
        ("Editing genes has become cheap in the past ten years.", False),
        ("About five million people are expected to sign up for the scheme by December.", False),
        ("She has written a newsletter on the climate of the Alps since 2019.", False),
        ("Reporting by Jane Roe in Aldra; Editing by John Doe", True),
        ("Sources: AP, Gazette", True),
        ("Sign up for the Gazette's morning briefing.", True),
        ("You can get our weekly newsletter here.", True),
        ("Folgen Sie uns bei Google News", True),
    ],
)
def test_what_a_house_says_below_its_article(line: str, is_note: bool) -> None:
    assert phrases.is_house_note(line) is is_note


def test_a_news_text_may_end_in_a_list_of_its_own() -> None:
    head = ld(headline="Fire closes the harbour")
    for end, kept in (
        ("<p>Three ships wait outside</p><ul><li>Warm clothes</li><li>A torch</li></ul>", True),
        ("<p>1. Ann Lee</p><p>2. Bob Ray</p>", True),
        ('<p><a href="/x">Storm closes the bridge</a></p><p>Gazette / Meridian</p>', False),
    ):
        paragraphs = read(page(head=head, after=end)).paragraphs
        assert (len(paragraphs) > len(TEXT)) is kept, paragraphs
