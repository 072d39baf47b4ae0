"""When pages are fetched, and whose text is kept: the feed's or the page's."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from newsbox.desk import intake, rounds
from newsbox.errors import MarkError
from newsbox.library import keep
from newsbox.library.models import Edition, Source
from newsbox.reading import read_text
from newsbox.shelf import marks
from newsbox.types import Reading
from tests.press import Press

LONG = [
    f"On day {n} of the inquiry the harbour master of Port Aldra told the council of Northmere what the crew of ferry {n} had seen in the engine room, and why nobody had called the port before the smoke reached the upper deck."
    for n in range(8)
]
WALL = [
    "Subscribe now to read on.",
    "Already a member? Sign in with your address.",
    *(f"Offer {n}: all reports on every device for {n} crowns a month, to be ended at any time by letter or on your own page, with the crossword, the weather and the tides." for n in range(2, 16)),
]  # fmt: skip


def text(*paragraphs: str, **more: Any) -> Reading:
    return read_text("\n\n".join(paragraphs), headline="Fire at the port").changed(**more)


@pytest.mark.parametrize(
    ("page", "feed", "winner"),
    [
        (LONG, LONG[:1], "page"),  # a teaser
        (LONG[:2], LONG, "feed"),  # a stub
        ([*LONG[:2], "Subscribe to read on."], LONG, "feed"),
        (WALL, LONG, "feed"),  # a wall that is longer than the article
        (WALL[:2], LONG, "feed"),
        (LONG, [*LONG, "The report first appeared in the Gazette."], "page"),  # a line of the feed's own
        (LONG[:7], LONG, "feed"),
        (["Another text, of another day, about other things than the fire at the port."] * 3, ["It burns."], "page"),
        (LONG, LONG, "page"),
    ],
)
def test_the_longer_that_holds_the_other_wins(page: list[str], feed: list[str], winner: str) -> None:
    chosen = intake.reconciled(text(*page), text(*feed), is_own=True)
    assert chosen and chosen.paragraphs == text(*(page if winner == "page" else feed)).paragraphs
    elsewhere = intake.reconciled(text(*page), text(*feed), is_own=False)
    assert elsewhere and elsewhere.paragraphs == text(*page).paragraphs  # another site's feed speaks for no page


def test_a_page_that_says_it_is_locked_replaces_no_longer_text() -> None:
    page = text(*LONG[:6], LONG[6][:100] + " ...", paywalled=True)
    chosen = intake.reconciled(page, text(*LONG[:7]), is_own=True)
    assert chosen and chosen.paragraphs == tuple(LONG[:7])


def test_of_two_texts_without_spaces_too() -> None:
    words = "港口的火灾在星期二早上开始并在几分钟内蔓延到上层甲板"
    chosen = intake.reconciled(text(words), text(words, words[::-1] * 2), is_own=True)
    assert chosen and len(chosen.paragraphs) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("when", "feed_text", "is_fetched"),
    [
        ("always", "It burns.", True),
        ("always", LONG, True),
        ("short", "It burns.", True),
        ("short", LONG, False),
        ("never", "It burns.", False),
    ],
)
def test_when_a_page_is_fetched(press: Press, alice: Any, when: str, feed_text: Any, is_fetched: bool) -> None:
    html = "".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in ([feed_text] if isinstance(feed_text, str) else feed_text))
    page = f"<html lang='en'><body><article><h1>Fire</h1>{''.join(f'<p>{line}</p>' for line in LONG)}</article></body></html>"
    link = press.answers("/fire", page.encode())
    address = press.answers(
        "/feed",
        f"<rss version='2.0'><channel><title>G</title><item><title>Fire</title><link>{link}</link><description>{html}</description></item></channel></rss>".encode(),
        "text/xml",
    )
    source, _ = keep.source(address, now=timezone.now())
    marks.subscribe(alice, source)
    marks.set_full_text(source, when)
    assert rounds.refresh().new == 1
    assert len(press.asked("/fire")) == is_fetched
    kept = keep.reading_of(Edition.objects.get()).paragraphs
    assert kept == (tuple(LONG) if is_fetched or when == "short" else ("It burns.",))


@pytest.mark.django_db
def test_it_is_set_on_the_sources_page(signed_in: Any, alice: Any) -> None:
    source, _ = keep.source("https://gazette.example/feed", now=timezone.now(), title="Gazette")
    marks.subscribe(alice, source)
    Source.objects.update(gap=8 * 3600.0, why="it publishes about 3 a day", visited=timezone.now())
    page = signed_in.get(f"/sources/{source.pk}/").content.decode()
    assert "fetched always" in page and "about 3 a day" in page and "<dt>Readers here</dt><dd>1</dd>" in page
    signed_in.post(f"/sources/{source.pk}/full-text/", {"when": "short"})
    assert Source.objects.get().full_text == "short"
    signed_in.post(f"/sources/{source.pk}/full-text/", {"when": "sometimes"})
    assert Source.objects.get().full_text == "short"
    with pytest.raises(MarkError):
        marks.set_full_text(source, "sometimes")


@pytest.mark.django_db
def test_somebody_elses_source_is_not_there(signed_in: Any, bob: Any) -> None:
    source, _ = keep.source("https://gazette.example/feed", now=timezone.now())
    marks.subscribe(bob, source)
    assert signed_in.post(f"/sources/{source.pk}/full-text/", {"when": "never"}).status_code == 404
    assert Source.objects.get().full_text == "always"
