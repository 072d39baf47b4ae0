"""The standfirst: text in some newsrooms, beside the text in others."""

import pytest

import newsbox

LEAD = "Ein Feuer auf einer Fähre legt den Hafen von Aldra für einen ganzen Tag lahm. Verletzt wird niemand."
TEXT = (
    "Der Hafen von Aldra ist am Dienstag nach einem Feuer auf einer Fähre geschlossen worden, teilte die Hafenmeisterin mit.",
    "„Wir haben alle innerhalb einer Stunde an Land gebracht“, sagte Ines Marlo, die den Hafen für die Stadt leitet.",
    "Die Reederei will am Mittwoch mit einer Untersuchung beginnen und erwartet erste Ergebnisse noch in diesem Monat.",
)


def page(above: str, *, language: str = "de", text: tuple[str, ...] = TEXT) -> str:
    body = "".join(f"<p>{each}</p>" for each in text)
    return f"<html lang='{language}'><head><title>Feuer im Hafen</title><meta name='description' content='{LEAD}'></head><body><article><header><h1>Feuer im Hafen</h1>{above}</header><div class='text'>{body}</div></article></body></html>"


@pytest.mark.parametrize(
    "above",
    [
        f"<p class='article__lead'>{LEAD}</p>",
        f"<div class='x17'><p>{LEAD}</p></div>",
        f"<h2 class='subtitle'>{LEAD}</h2>",
    ],
)
def test_a_standfirst_opens_the_text(above: str) -> None:
    reading = newsbox.read(page(above))
    assert reading.paragraphs == (LEAD, *TEXT)
    assert reading.summary == LEAD
    assert reading.standfirst is None  # the page does not show it a second time


@pytest.mark.parametrize(
    "above",
    [
        "",
        "<figure><img src='/a.jpg'><figcaption class='lead'>Die Fähre im Hafen von Aldra, am Abend nach dem Feuer.</figcaption></figure>",
        "<p class='intro author'>Unsere Korrespondentin schreibt seit vielen Jahren über Häfen und Schiffe.</p>",
        "<nav><p class='lead'>Alle Nachrichten aus der Stadt, dem Hafen und der Umgebung auf einen Blick.</p></nav>",
    ],
)
def test_what_is_none_stays_out(above: str) -> None:
    assert newsbox.read(page(above)).paragraphs == TEXT


def test_in_english_it_is_a_line_beside_the_text() -> None:
    text = (
        "The harbour of Port Aldra was closed on Tuesday after a fire on a ferry, the harbour master said.",
        "Nobody was hurt. “We brought everybody ashore within the hour,” said Ines Marlo, who leads the port.",
        "The ferry company will begin an inquiry on Wednesday and expects first results within the month.",
    )
    above = (
        "<p class='standfirst'>A fire on a ferry closes the harbour of Aldra for a whole day, and nobody is hurt.</p>"
    )
    html = (
        page(above, language="en", text=text)
        .replace("<article><header>", "<header>")
        .replace("</header>", "</header><article>")
    )
    assert newsbox.read(html).paragraphs == text
    assert newsbox.read(html.replace("'en'", "'de'")).paragraphs == text  # it is the text's own language that counts
