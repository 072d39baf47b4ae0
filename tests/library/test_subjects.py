"""What reports speak of: which names tell of a report, and how that is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsbox.library import keep, subjects
from newsbox.library.models import Mention, Subject
from newsbox.types import CastMember, Dateline, Place, Reading, Span, Witness
from tests.conftest import NOW


def member(name: str, kind: Any, *places: Place) -> CastMember:
    return CastMember(name, kind, tuple(Span(place, 30, 30 + len(name)) for place in places))


def told(**more: Any) -> Reading:
    given: dict[str, Any] = {
        "url": "https://gazette.example/ferry",
        "headline": "Ferry burns in Port Aldra harbour, and nobody knows why",
        "outlet": "Gazette",
        "published": "2026-11-15T08:00:00+00:00",
        "summary": "Ines Marlo of the coastguard speaks of a spark, and of luck",
        "paragraphs": tuple(f"Paragraph {number} goes on and on, and then says a little more." for number in range(8)),
        **more,
    }
    return Reading(**given)


@pytest.mark.parametrize(
    ("who", "weight"),
    [
        (member("Port Aldra", "place", "headline"), 3),
        (member("Ines Marlo", "person", "summary", 4), 2),
        (member("Ines Marlo", "person", 0), 2),
        (member("Harbour Board", "organisation", 3, 4, 5), 1),
        (member("Harbour Board", "organisation", 3, 4), None),  # in passing
        (member("Osric Vane", "person", "caption"), None),
        (member("Gazette", "organisation", "headline"), None),  # the outlet itself
        (member("MPA", "organisation", 0), None),  # the agency whose text it is
        (member("x" * 200, "person", "headline"), None),  # no name
        (member("—", "person", "headline"), None),
    ],
)
def test_which_names_tell_of_a_report(who: CastMember, weight: int | None) -> None:
    reading = told(cast=(who,), sources=(Witness("MPA", "agency", (Span(0, 0, 3),)),))
    assert [(each.name, each.weight) for each in subjects.of(reading)] == ([(who.name, weight)] if weight else [])


def test_where_a_report_was_written_is_not_what_it_speaks_of() -> None:
    line = "QUESSIA CITY, Nov 15 (MPA)"
    first = f"{line} — Far from here, the ferry burned."
    where = CastMember("Quessia City", "place", (Span(0, 0, 12),))
    reading = told(dateline=Dateline(line, "QUESSIA CITY", "MPA"), paragraphs=(first, "More."), cast=(where,))
    assert subjects.of(reading) == []
    again = CastMember("Quessia City", "place", (Span(0, 0, 12), Span(0, len(line) + 4, len(line) + 12)))
    assert [each.name for each in subjects.of(told(**{**fields(reading), "cast": (again,)}))] == ["Quessia City"]


def fields(reading: Reading) -> dict[str, Any]:
    return {"dateline": reading.dateline, "paragraphs": reading.paragraphs}


def test_topics_are_told_once_and_never_beside_the_name_they_are_part_of() -> None:
    reading = told(
        cast=(member("Ines Marlo", "person", "summary"), member("Farrow Islands", "place", 6)),
        topics=("ferry", "Marlo", "Farrow Islands", "Ferry", "sea rescue"),
    )
    found = {each.name: (each.kind, each.weight) for each in subjects.of(reading)}
    assert found == {
        "Ines Marlo": ("person", 2),
        "ferry": ("topic", 3),  # in the headline
        "sea rescue": ("topic", 2),
        "Farrow Islands": ("place", 1),  # named once, but the text has it for a topic
    }


def test_a_report_speaks_of_few_things() -> None:
    crowd = [member(f"Person {chr(65 + number)}", "person", "summary") for number in range(20)]
    crowd.append(member("Zora Pell", "person", "headline"))
    found = subjects.of(told(cast=tuple(crowd), topics=tuple(f"topic{number}" for number in range(20))))
    assert len(found) == 16 and found[0].name == "Zora Pell"


# As rows --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def source(db: None) -> Any:
    return keep.source("https://gazette.example/feed", now=NOW, title="Gazette")[0]


def kept(source: Any, reading: Reading, guid: str = "g") -> Any:
    return keep.keep(reading, source=source, guid=guid, now=NOW).report


def spoken(report: Any) -> set[tuple[str, str]]:
    return set(Mention.objects.filter(report=report).values_list("subject__name", "kind"))


def test_a_later_edition_speaks_of_what_it_says(source: Any) -> None:
    board, marlo = member("Harbour Board", "organisation", "headline"), member("Ines Marlo", "person", "summary")
    report = kept(source, told(cast=(board, marlo)))
    assert spoken(report) == {("Harbour Board", "organisation"), ("Ines Marlo", "person")}
    same = Mention.objects.get(report=report, subject__name="Harbour Board").pk
    vane = member("Osric Vane", "person", "summary")
    kept(source, told(cast=(board, vane), paragraphs=("Another text.",)))
    assert spoken(report) == {("Harbour Board", "organisation"), ("Osric Vane", "person")}
    assert Mention.objects.get(report=report, subject__name="Harbour Board").pk == same
    assert {row.name: row.as_person for row in Subject.objects.all()} == {
        "Harbour Board": 0, "Ines Marlo": 0, "Osric Vane": 1,
    }  # fmt: skip


def test_reading_anew_fills_a_report_from_before(source: Any) -> None:
    report = kept(source, told(cast=(member("Ines Marlo", "person", "summary"),)))
    Mention.objects.all().delete()
    Subject.objects.all().delete()
    edition = report.editions.get()
    assert not keep.reread(edition, keep.reading_of(edition))
    assert spoken(report) == {("Ines Marlo", "person")}


def test_reading_an_old_edition_anew_changes_nothing(source: Any) -> None:
    report = kept(source, told(cast=(member("Ines Marlo", "person", "summary"),)))
    kept(source, told(cast=(member("Osric Vane", "person", "summary"),), paragraphs=("Another text.",)))
    first = report.editions.get(number=1)
    keep.reread(first, keep.reading_of(first))
    assert spoken(report) == {("Osric Vane", "person")}


def test_a_name_is_one_subject_and_is_what_most_reports_take_it_for(source: Any) -> None:
    for number, kind in enumerate(("person", "place", "place")):
        kept(source, told(url=f"https://gazette.example/{number}", cast=(member("Véldmark", kind, "headline"),)), f"g{number}")  # fmt: skip
    row = Subject.objects.get()
    assert (row.kind, row.slug, row.key) == ("place", "veldmark", " veldmark ")
    # Newsrooms tag with names: a tag does not make a place a topic, many do.
    for number in range(3, 7):
        kept(source, told(url=f"https://gazette.example/{number}", topics=("Veldmark",)), f"g{number}")
    assert Subject.objects.get().kind == "place"
    kept(source, told(url="https://gazette.example/7", topics=("Veldmark",)), "g7")
    kept(source, told(url="https://gazette.example/8", topics=("Veldmark",)), "g8")
    kept(source, told(url="https://gazette.example/9", topics=("Veldmark",)), "g9")
    assert Subject.objects.get().kind == "topic"


@pytest.mark.parametrize(("name", "kind"), [("Skarn", "place"), ("Ada Skarn", "person")])
def test_a_bare_word_that_some_take_for_a_place_is_nobody(source: Any, name: str, kind: str) -> None:
    for number, taken_for in enumerate(("person", "person", "person", "place")):
        kept(source, told(url=f"https://gazette.example/{number}", cast=(member(name, taken_for, "headline"),)), f"g{number}")  # fmt: skip
    assert Subject.objects.get().kind == kind


def test_a_name_in_capitals_is_written_as_soon_as_somebody_writes_it(source: Any) -> None:
    kept(source, told(cast=(member("PORT ALDRA", "place", "headline"),)))
    kept(source, told(url="https://gazette.example/2", cast=(member("Port Aldra", "place", "headline"),)), "g2")
    kept(source, told(url="https://gazette.example/3", cast=(member("PORT ALDRA", "place", "headline"),)), "g3")
    assert Subject.objects.get().name == "Port Aldra"


def test_noting_costs_the_same_for_few_names_and_many(source: Any) -> None:
    counts = []
    for count in (1, 6):
        report = kept(source, told(url=f"https://gazette.example/{count}"), f"g{count}")
        reading = told(cast=tuple(member(f"Place {count} {chr(65 + n)}", "place", "headline") for n in range(count)))
        with CaptureQueriesContext(connection) as asked:
            subjects.note(report, reading)
        counts.append(len(asked))
        with CaptureQueriesContext(connection) as asked:
            subjects.note(report, reading)
        assert len(asked) == 1  # nothing changed, nothing written
    assert counts[0] == counts[1] <= 8, counts


def test_a_report_that_leaves_takes_its_mentions_along(source: Any) -> None:
    report = kept(source, told(cast=(member("Ines Marlo", "person", "summary"),)))
    keep.forget(report, source=source)
    assert not Mention.objects.exists()
