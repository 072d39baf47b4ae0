"""The fictional press is read right, page by page: what it printed is known to the letter."""

from __future__ import annotations

import urllib.request

import pytest

import newsbox
from newsbox.press import draw, outlets
from newsbox.press.server import Server


@pytest.fixture(scope="module")
def server() -> object:
    with Server() as press:
        outlets.publish(press)
        yield press


def test_it_is_a_press_of_some_size() -> None:
    papers = outlets.outlets()
    stories = [story for paper in papers for story in paper.stories]
    assert len(papers) >= 8 and len(stories) >= 60
    assert {paper.says["feed"] for paper in papers} == {"rss", "atom", "json"}
    assert {paper.says["language"] for paper in papers} == {"en", "de", "fr"}
    assert len({story.says.get("event") for story in stories}) >= 8
    assert [story.says["flaw"] for story in stories if "flaw" in story.says] == ["cast"]
    assert all(story.says["image"]["draw"] in draw.PICTURES for story in stories if "image" in story.says)


@pytest.mark.parametrize("paper", outlets.outlets(), ids=lambda paper: paper.key)
def test_every_article_is_read_as_it_was_written(server: Server, paper: outlets.Outlet) -> None:
    for story in paper.stories:
        url = f"{server.url}/{paper.key}/{story.slug}.html"
        with urllib.request.urlopen(url) as answer:
            reading = newsbox.read(answer.read(), url=url)
        says = story.says
        assert reading.headline == " ".join(says["headline"].split()), url
        assert reading.outlet == paper.name, url
        assert list(reading.authors) == says["authors"], url
        assert (reading.published or "")[:16] == says["published"][:16], url
        assert reading.language == paper.says["language"], url
        written = [" ".join(words.split()) for _, words in story.blocks]
        if says.get("dateline"):
            written[0] = f"{says['dateline']} — {written[0]}"
        if paper.says["language"] != "en":
            # In German and French newsrooms the standfirst opens the text.
            written.insert(0, " ".join(says["summary"].split()))
        assert list(reading.paragraphs) == written, url
        assert bool(reading.notes) == bool(says.get("correction")), url
        if "image" in says:
            lead = reading.lead_image
            assert lead is not None and lead.credit is not None, url
            assert (lead.caption, lead.credit.text) == (
                " ".join(says["image"]["caption"].split()),
                " ".join(says["image"]["credit"].split()).strip("()"),
            ), url
