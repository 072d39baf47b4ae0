"""When an article was published, by what its page shows."""

import time

import pytest

from newsbox import read
from newsbox.reading import dated, page

TEXT = "".join(
    f"<p>The harbour of Port Aldra was closed on Tuesday after a fire on a ferry, said {who}, and nobody was hurt there.</p>"
    for who in ("the coast guard", "the mayor of the town", "a captain who was near", "the owners of the ferry")
)


def published(line: str, *, head: str = "", after: str = "", url: str | None = None) -> str | None:
    """What is read of a page with a line below its headline."""
    return read(
        f"<html><head>{head}<title>Fire closes the harbour of Port Aldra</title></head><body><nav>5 March 2011</nav><article>"
        f"<h1>Fire closes the harbour of Port Aldra</h1>{line}{TEXT}</article>{after}</body></html>",
        url=url,
    ).published


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("<span class='date'>17 January 2025, 20:04</span>", "2025-01-17T20:04"),
        ("<div><b>17.01.2025</b> <i>20:04</i></div>", "2025-01-17T20:04"),
        ("<time>17. Januar 2025</time>", "2025-01-17"),
        ("<p>Published: 17/01/2025 | Updated: 19/01/2025</p>", "2025-01-17"),
        ("<p class='meta'>Jane Roe</p><p class='meta'>17 janvier 2025 à 20h04</p>", "2025-01-17T20:04"),
        ("<span class='odd'>2025年1月17日 20:04</span>", "2025-01-17T20:04"),
        ("<p class='updated'>Updated 19 January 2025</p><p class='date'>Published 17 January 2025</p>", "2025-01-17"),
    ],
)
def test_the_date_by_the_headline_is_the_articles(line: str, when: str) -> None:
    other = "<div class='related'><h3>An older fire</h3><span class='date'>12 May 2012</span></div>"
    assert published(line, after=other) == when


def test_a_date_in_the_pages_data_or_its_address_stands_in_for_one_that_is_shown() -> None:
    data = '<script>window.page = {"id": 7, "publishedAt": "2025-01-17T20:04:00Z"};</script>'
    assert published("", head=data) == "2025-01-17T20:04:00+00:00"
    assert dated.in_url("https://gazette.example/2025/01/17/fire") == "2025-01-17"
    assert dated.in_url("https://gazette.example/fire-20250117.html") == "2025-01-17"
    assert dated.in_url("https://gazette.example/fire-12025011799") is None


@pytest.mark.parametrize(
    ("stored", "shown", "told"),
    [
        ("2025-01-18T02:25:54Z", "January 17, 2025 9:25pm", "2025-01-17T21:25:54-05:00"),
        ("2025-01-17T19:34:00Z", "18 January 2025, 01:04", "2025-01-18T01:04:00+05:30"),
        ("2025-01-18T02:25:54Z", "January 17, 2025 9:13pm", "2025-01-18T02:25:54+00:00"),
        ("2025-01-18T02:25:54+01:00", "January 17, 2025 9:25pm", "2025-01-18T02:25:54+01:00"),
    ],
)
def test_a_stored_time_is_told_by_the_newsrooms_clock(stored: str, shown: str, told: str) -> None:
    head = f"<meta property='article:published_time' content='{stored}'>"
    assert published(f"<p class='date'>{shown}</p>", head=head) == told


def test_a_date_that_may_be_of_the_last_change_is_believed_last() -> None:
    head = "<meta name='date' content='2025-01-19T08:00:00+01:00'>"
    assert published("", head=head) == "2025-01-19T08:00:00+01:00"
    assert (
        published("<time datetime='2025-01-17T20:04:00+01:00'>Friday</time>", head=head) == "2025-01-17T20:04:00+01:00"
    )


@pytest.mark.parametrize(
    "inside",
    [
        "<h1>" * 3_000 + "17.01.2025",
        "<div class='date'>" * 3_000 + "17.01.2025",
        "<p>1.1.2025 <b>2</b>" * 20_000,
        f"<p class='{'date ' * 100_000}'>17 January{' ' * 100_000}2025</p>",
        f"<script>{'publishedAt: ' * 100_000}</script>",
        "<p>" + '"publishedAt":"1' * 50_000,
    ],
)
def test_a_hostile_page_is_searched_in_no_time(inside: str) -> None:
    tree = page.tree_of(f"<html><body>{inside}")
    begun = time.monotonic()
    dated.published(tree, headline="Fire", url="https://gazette.example/" + "2025/" * 50_000)
    assert time.monotonic() - begun < 5
