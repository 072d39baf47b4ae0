"""Other people's markup on our pages: nothing of it survives."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import html

from newsbox.errors import FeedError
from newsbox.library import keep
from newsbox.shelf import marks
from newsbox.types import Image, Reading
from tests.conftest import NOW, SHARED


def elements(client: Client, person: Any, *readings: Reading) -> list[set[tuple[str, tuple[str, ...]]]]:
    """The elements of each report's page with their attributes' names; quiet neighbours stand around it."""
    source, _ = keep.source("https://gazette.example/feed", now=NOW, title="Gazette")
    marks.subscribe(person, source)
    found = []
    for place, reading in enumerate(readings):
        around = [Reading(headline=name, paragraphs=("Words.",)) for name in (f"Before {place}", f"After {place}")]
        kept = [
            keep.keep(each, source=source, guid=f"{place} {number}", now=NOW + timedelta(minutes=10 * place + number))
            for number, each in enumerate((around[0], reading, around[1]))
        ]
        page = client.get(f"/reports/{kept[1].report.pk}/")
        assert page.status_code == 200
        tree = html.document_fromstring(page.content)
        found.append({(str(each.tag), tuple(sorted(each.keys()))) for each in tree.iter() if isinstance(each.tag, str)})
    return found


@pytest.mark.shared
def test_the_cases_of_a_suite_for_cross_site_scripting(signed_in: Client, alice: Any) -> None:
    from evaluation import feeds as evaluation
    from newsbox.gathering import feeds

    paragraphs: list[str] = []
    count = 0
    for name, body in evaluation.files_in(SHARED / "data" / "feedparser-tests"):
        if name.startswith("wellformed/sanitize"):
            try:
                paragraphs += evaluation.shown(feeds.parse(evaluation.page_of(name, body, {}))).paragraphs
            except FeedError:
                continue
            count += 1
    assert count > 700 and len(paragraphs) > 200
    innocent = tuple(f"Paragraph {number} of a quiet report." for number in range(len(paragraphs)))
    quiet, loud = elements(
        signed_in,
        alice,
        Reading(headline="Quiet", paragraphs=innocent),
        Reading(headline="Loud", paragraphs=tuple(paragraphs)),
    )
    assert loud <= quiet


def test_titles_names_and_pictures_of_feeds_stay_words(signed_in: Client, alice: Any) -> None:
    evil = "<img src=x onerror=alert(1)>"
    picture = Image("https://gazette.example/a.jpg", caption="A ferry", lead=True)
    quiet, loud = elements(
        signed_in,
        alice,
        Reading(headline="Quiet", authors=("Jane",), paragraphs=("a", "b"), images=(picture,)),
        Reading(
            headline=evil,
            authors=(evil,),
            paragraphs=(evil, "b"),
            images=(replace(picture, url="javascript:x()", caption=evil),),
        ),
    )
    assert loud <= quiet
