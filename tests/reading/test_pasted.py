"""A page pasted as text."""

import pytest

import newsbox
from newsbox.errors import ReadingError
from tests.conftest import SHARED

PARAGRAPHS = (
    "The harbour of Port Aldra was closed on Tuesday after a fire on a ferry, the harbour master said in the evening.",
    "Nobody was hurt. “We brought everybody ashore within the hour,” said Ines Marlo, who has led the port since spring.",
    "The inquiry",
    "The ferry company will begin an inquiry on Wednesday and expects first results within the month, according to a spokesman.",
)


def pasted(*lines: str) -> newsbox.Reading:
    return newsbox.read("\n\n".join(lines))


@pytest.mark.shared
def test_the_page_newsbox_began_with() -> None:
    text = (SHARED / "seed" / "trump-xi-call.txt").read_text()
    reading = newsbox.read(text)
    body = [line for line in text.split("\n") if len(line) > 100]
    assert reading.headline == "Fentanyl, TikTok, and Taiwan: What Did Trump and Xi Jinping Discuss?"
    assert reading.outlet == "NewsBox"
    assert reading.published == "2025-01-17T20:04"
    assert list(reading.paragraphs) == body
    assert len(body) == 10
    credit = reading.lead_image.credit  # type: ignore[union-attr]
    assert (credit.text, credit.photographer, credit.agency, credit.via) == (
        "Ju Peng Xinhua via AP",
        "Ju Peng",
        "Xinhua",
        "AP",
    )  # type: ignore[union-attr]


def test_what_surrounds_an_article_goes() -> None:
    reading = pasted(
        "Menu",
        "Sign in",
        "Fire closes the harbour",
        "Gazette",
        "12 November 2026, 08:15",
        "Fire closes the harbour",
        "Jane Roe/AFP",
        *PARAGRAPHS,
        "Share",
        "Related stories",
        "Link copied to clipboard!",
    )
    assert reading.headline == "Fire closes the harbour"
    assert reading.outlet == "Gazette"
    assert reading.published == "2026-11-12T08:15"
    assert reading.paragraphs == PARAGRAPHS
    assert reading.subheads == (2,)
    assert reading.lead_image is not None and reading.lead_image.credit is not None
    assert (reading.lead_image.url, reading.lead_image.credit.photographer) == (None, "Jane Roe")


@pytest.mark.parametrize(
    ("head", "headline", "outlet", "published", "authors"),
    [
        (
            ["Fire closes the harbour", "By Jane Roe and Jon Doe", "November 12, 2026"],
            "Fire closes the harbour",
            None,
            "2026-11-12",
            ("Jane Roe", "Jon Doe"),
        ),
        (
            ["Gazette", "World", "Fire closes the harbour", "Published 12 November 2026"],
            "Fire closes the harbour",
            None,
            "2026-11-12",
            (),
        ),
        (
            ["Fire closes the harbour", "The Gazette | 12 Nov 2026 8:15 am"],
            "Fire closes the harbour",
            "The Gazette",
            "2026-11-12T08:15",
            (),
        ),
        (
            ["Brand legt den Hafen still", "Von Jana Wiek", "12. November 2026, 08:15 Uhr"],
            "Brand legt den Hafen still",
            None,
            "2026-11-12T08:15",
            ("Jana Wiek",),
        ),
        (["Fire closes the harbour"], "Fire closes the harbour", None, None, ()),
    ],
)
def test_the_head_of_a_pasted_page(
    head: list[str], headline: str, outlet: str | None, published: str | None, authors: tuple[str, ...]
) -> None:
    reading = pasted(*head, *PARAGRAPHS)
    assert (reading.headline, reading.published, reading.authors) == (headline, published, authors)
    assert reading.outlet == outlet
    assert reading.paragraphs == PARAGRAPHS


def test_hard_wrapped_text_is_joined() -> None:
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in (PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[3]))
    assert newsbox.read("Fire closes the harbour\n\n" + wrapped).paragraphs == (
        PARAGRAPHS[0],
        PARAGRAPHS[1],
        PARAGRAPHS[3],
    )


def test_lines_without_blank_ones_between_them_are_paragraphs() -> None:
    assert newsbox.read("\n".join(["Fire closes the harbour", *PARAGRAPHS])).paragraphs == PARAGRAPHS


@pytest.mark.parametrize("text", ["Menu\nShare\nHome", "12345", "!!!"])
def test_a_text_without_a_sentence_is_refused(text: str) -> None:
    with pytest.raises(ReadingError, match="no article"):
        newsbox.read(text)


def test_a_draft_in_markdown() -> None:
    draft = f'---\noutlet: Gazette\ndate: 2026-11-12\nauthor: Jane Roe\n---\n# Fire closes the harbour\n\n![A ferry](https://e.example/f.jpg "The ferry. Photo: Jane Roe")\n\n{PARAGRAPHS[0]}\n\n## The inquiry\n\nIt *begins* on [Wednesday](https://e.example/w), with **care**.\n\n* one thing\n* another\n'
    reading = newsbox.read(draft)
    assert (reading.headline, reading.outlet, reading.published, reading.authors) == (
        "Fire closes the harbour",
        "Gazette",
        "2026-11-12",
        ("Jane Roe",),
    )
    assert reading.paragraphs == (
        PARAGRAPHS[0],
        "The inquiry",
        "It begins on Wednesday, with care.",
        "one thing",
        "another",
    )
    assert reading.subheads == (1,)
    lead = reading.lead_image
    assert lead is not None and (lead.url, lead.caption, lead.alt) == (
        "https://e.example/f.jpg",
        "The ferry.",
        "A ferry",
    )


def test_markdown_out_and_in_again_says_the_same() -> None:
    from newsbox.reading import printed

    first = pasted("Fire closes the harbour", "The Gazette | 12 Nov 2026 8:15 am", *PARAGRAPHS)
    again = newsbox.read(printed.markdown(first))
    assert (again.headline, again.outlet, again.published, again.paragraphs, again.subheads) == (
        first.headline,
        first.outlet,
        first.published,
        first.paragraphs,
        first.subheads,
    )


def test_html_out_and_in_again_says_the_same() -> None:
    from newsbox.reading import printed

    first = pasted("Fire closes the <harbour> & more", *PARAGRAPHS)
    again = newsbox.read(printed.html(first))
    assert (again.headline, again.paragraphs) == (first.headline, first.paragraphs)


def test_a_feeds_fragment() -> None:
    from newsbox.reading import read_fragment

    html = "<p>One <b>bold</b> word.</p><h3>Part</h3>first<br><br>second<ul><li>a thing</li></ul><script>x()</script><img src='/a.jpg' alt='A'>"
    reading = read_fragment(html, url="https://e.example/a")
    assert reading.paragraphs == ("One bold word.", "Part", "first", "second", "a thing")
    assert reading.subheads == (1,)
    assert reading.images[0].url == "https://e.example/a.jpg"
