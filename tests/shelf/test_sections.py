"""Which sections a front page has, and what its reader says of them."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from newsbox.errors import MarkError, QueryError
from newsbox.library import search
from newsbox.library.models import Subject
from newsbox.shelf import fronts, sections, subjects
from newsbox.shelf.models import SavedSearch, Section
from newsbox.shelf.sections import Candidate
from newsbox.types import Article, CastMember, Span
from tests import newsroom
from tests.newsroom import arrives
from tests.stories.wires import NOON

# What is chosen ---------------------------------------------------------------------------------------------------------


def about(name: str, *stories: int, kind: str = "topic", hers: bool = False) -> Candidate:
    return Candidate(hash(name), name, kind, f" {name} ", dict.fromkeys(stories, (1, 1)), hers)


def shown(*candidates: Candidate, stories: int = 20) -> dict[str, list[int]]:
    weights = {story: 2.0 - story / 100 for story in range(stories)}
    return {each.name: found for each, found in sections.chosen(candidates, weights)}


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([about("rail", 1, 2)], {}),  # two stories make no section
        ([about("rail", 1, 2, hers=True)], {"rail": [1, 2]}),  # unless she asked for it
        ([about("rail", 1, hers=True)], {}),
        ([about("rail", 3, 1, 2)], {"rail": [1, 2, 3]}),  # in the order of their weight
        ([about("rail", *range(9, 3, -1))], {"rail": [4, 5, 6, 7]}),  # four of six; the rest stands on its page
        ([about("everything", *range(18))], {}),  # what nearly all are about tells none apart
        ([about("everything", *range(18), hers=True)], {"everything": [0, 1, 2, 3]}),
        # No story stands in two sections: what is left must be enough.
        ([about("rail", 1, 2, 3, hers=True), about("strike", 2, 3, 4, 5, 6, 7)], {"rail": [1, 2, 3], "strike": [4, 5, 6, 7]}),
        ([about("rail", 1, 2, 3, 4, hers=True), about("strike", 3, 4, 5, 6)], {"rail": [1, 2, 3, 4]}),
        # The same under another name is no section of its own.
        ([about("island", *range(8)), about("islands", *range(8))], {"islands": [0, 1, 2, 3]}),
        ([about("land", *range(8), hers=True), about("dam", 0, 5, 6, 7)], {"land": [0, 1, 2, 3]}),
        # What few are about goes first.
        ([about("land", *range(8)), about("dam", 0, 1, 2)], {"dam": [0, 1, 2], "land": [3, 4, 5, 6]}),
        ([], {}),
    ],
)  # fmt: skip
def test_which_sections_there_are(candidates: list[Candidate], expected: dict[str, list[int]]) -> None:
    assert shown(*candidates) == expected


def test_a_front_page_is_no_portal() -> None:
    many = [about(f"topic {number}", *range(3 * number, 3 * number + 3)) for number in range(20)]
    found = shown(*many, stories=60)
    assert len(found) == sections.MOST
    assert "topic 0" in found and "topic 19" not in found  # those of the weightiest stories


def test_the_order_of_candidates_does_not_matter() -> None:
    some = [about("rail", 1, 2, 3), about("dam", 2, 3, 4, 5), about("fever", 6, 7, 8), about("land", *range(9))]
    assert shown(*some) == shown(*reversed(some))


@pytest.mark.parametrize(
    ("kind", "told", "sentence"),
    [
        ("topic", (1, 1), "It stands under “rail” because its report speaks of that in headline or opening, or often."),
        ("topic", (1, 2), "It stands under “rail” because 1 of its 2 reports speaks of that in headline or opening, or often."),
        ("topic", (2, 2), "It stands under “rail” because both of its reports speak of that in headline or opening, or often."),
        ("place", (3, 3), "It stands under “rail” because all of its 3 reports speak of that in headline or opening, or often."),
        ("place", (4, 6), "It stands under “rail” because 4 of its latest 6 reports speak of that in headline or opening, or often."),
        ("search", (2, 3), "It stands under “rail” because your search finds 2 of its 3 reports."),
    ],
)  # fmt: skip
def test_why_a_story_stands_there(kind: str, told: tuple[int, int], sentence: str) -> None:
    assert sections.why(Candidate(1, "rail", kind, " rail ", {7: told}), 7) == sentence


# In a box -----------------------------------------------------------------------------------------------------------------


def matter(person: Any, number: int, *names: str, kind: str = "place", words: str = "") -> Any:
    """A report of an event of its own that speaks of some names in its headline."""
    at = NOON - timedelta(minutes=number)
    told = newsroom.reading(
        Article(
            headline=f"Matter {number * 7919} of {number * 104729}",
            outlet=f"Outlet {number % 5}",
            published=at.isoformat(),
            paragraphs=(f"Word{number * 31} met word{number * 37} at word{number * 41}. {words}",),
        ),
        cast=tuple(CastMember(name, kind, (Span("headline", 0, 6),)) for name in names if kind != "topic"),
        topics=tuple(names) if kind == "topic" else (),
    )
    return arrives(person, told, seen=at)


@pytest.fixture
def day(alice: Any) -> Any:
    """Thirty matters: those from the eighth on may stand in sections."""
    for number in range(30):
        names = {8: "Port Aldra", 9: "Port Aldra", 10: "Port Aldra", 11: "Skarn", 12: "Skarn"}.get(number)
        topic = "marsh fever" if number in (10, 20, 21, 22) else ""
        words = "lanternfish" if number in (15, 16, 22) else ""
        matter(alice, number, *filter(None, (names or topic,)), kind="place" if names else "topic", words=words)
    return alice


def sections_of(person: Any) -> dict[str, list[str]]:
    """Sections by name, with the numbers of their stories."""
    return {
        column.about.name: [number(card) for card in column.cards]
        for column in sections.front(person, now=NOON).columns
    }


def number(card: Any) -> str:
    return str(int(card.lead.headline.split()[1]) // 7919)


def test_the_day_s_stories_make_the_sections(day: Any) -> None:
    assert sections_of(day) == {"Port Aldra": ["8", "9", "10"], "marsh fever": ["20", "21", "22"]}


def test_every_story_stands_in_one_place(day: Any) -> None:
    sections.save_search(day, "lanternfish", "Fish", now=NOON)
    for count in range(30, 60):
        matter(day, count)
    pages = [sections.front(day, now=NOON, page=page) for page in (1, 2, 3)]
    first = pages[0]
    assert len(first.leading) == sections.LEADING and first.is_more and not pages[2].is_more
    assert not pages[1].leading and not pages[1].columns
    placed = [card.best for page in pages for card in (*page.leading, *(c for column in page.columns for c in column.cards), *page.rest)]  # fmt: skip
    assert len(placed) == len(set(placed)) == 60
    assert all(card.lead and card.why for page in pages for card in page.rest)


def test_people_make_a_section_only_where_she_wants_them(day: Any) -> None:
    for count in (40, 41, 42):
        matter(day, count, "Ines Marlo", kind="person")
    assert "Ines Marlo" not in sections_of(day)
    sections.choose(day, "pinned", now=NOON, subject=subjects.subject(day, "Ines Marlo"))
    assert next(iter(sections_of(day))) == "Ines Marlo"


def test_what_she_pins_comes_first_and_needs_two_stories(day: Any) -> None:
    skarn = subjects.subject(day, "skarn")
    sections.choose(day, "pinned", now=NOON, subject=skarn)
    sections.choose(day, "pinned", now=NOON + timedelta(hours=1), subject=skarn)
    assert sections_of(day) == {"Skarn": ["11", "12"], "Port Aldra": ["8", "9", "10"], "marsh fever": ["20", "21", "22"]}  # fmt: skip
    sections.choose(day, "", now=NOON, subject=skarn)
    assert "Skarn" not in sections_of(day) and not Section.objects.exists()


def test_what_she_hides_is_gone_for_her_alone(day: Any, bob: Any) -> None:
    from newsbox.library.models import Source
    from newsbox.shelf import marks

    for source in Source.objects.all():
        marks.subscribe(bob, source)
    sections.choose(day, "hidden", now=NOON, subject=subjects.subject(day, "Port Aldra"))
    assert "Port Aldra" not in sections_of(day) and "Port Aldra" in sections_of(bob)


def test_a_story_is_about_what_half_of_its_reports_speak_of(day: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsbox.library.models import Report, Story

    monkeypatch.setattr(sections, "LEADING", 0)
    # Two of Port Aldra's three stories gain other reports that do not speak of it.
    for count, (about_it, others) in enumerate((("8", (50, 51)), ("9", (52,)))):
        story = Story.objects.create(number=count, begun=NOON, newest=NOON, reports_count=3)
        wanted = [int(about_it), *others]
        for other in others:
            matter(day, other)
        heads = [f"Matter {each * 7919} of {each * 104729}" for each in wanted]
        Report.objects.filter(headline__in=heads).update(story=story)
    sections.choose(day, "pinned", now=NOON, subject=subjects.subject(day, "Port Aldra"))
    front = sections.front(day, now=NOON)
    (column,) = [each for each in front.columns if each.about.name == "Port Aldra"]
    assert sorted(column.about.tells.values()) == [(1, 1), (1, 2)]


def test_saved_searches_are_sections(day: Any) -> None:
    row = sections.save_search(day, "lanternfish", "  Fish \n of the deep ", now=NOON)
    assert str(row) == "Fish of the deep"
    found = sections_of(day)
    assert next(iter(found)) == "Fish of the deep" and found["Fish of the deep"] == ["15", "16", "22"]
    assert "marsh fever" not in found  # two are left of it
    sections.choose(day, "hidden", now=NOON, saved=row)
    assert "Fish of the deep" not in sections_of(day)
    sections.delete_search(day, row.pk)
    assert not Section.objects.exists()


def test_a_search_by_her_own_marks_is_a_section_too(day: Any) -> None:
    from newsbox.shelf import marks

    for card in sections.front(day, now=NOON).rest[:2]:
        assert card.lead
        marks.bookmark(day, card.lead, now=NOON)
    sections.save_search(day, "is:bookmarked", "Mine", now=NOON)
    assert len(sections_of(day)["Mine"]) == 2


def test_a_search_that_no_longer_makes_sense_harms_nobody(day: Any) -> None:
    SavedSearch.objects.create(person=day, name="Broken", query="(", added=NOON)
    assert list(sections_of(day)) == ["Port Aldra", "marsh fever"]


@pytest.mark.parametrize(("query", "error"), [("(ferry", QueryError), ("  ", MarkError), ("\x00", MarkError)])
def test_what_can_t_be_saved(alice: Any, query: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        sections.save_search(alice, query, "name", now=NOON)
    assert not SavedSearch.objects.exists()


def test_a_search_as_long_as_one_can_be_is_saved_and_known_again(alice: Any) -> None:
    # PostgreSQL's indexes hold 2,704 bytes of a row, and letters of rare scripts have four each.
    letters = Random(1).choices([chr(point) for point in range(0x20000, 0x2A6D0)], k=search.LONGEST)
    for name in ("Long", "Longer"):
        sections.save_search(alice, "".join(letters), name, now=NOON)
    assert [(row.name, len(row.query)) for row in sections.searches(alice)] == [("Longer", 500)]


def test_saving_twice_keeps_once_under_the_new_name(alice: Any) -> None:
    sections.save_search(alice, "ferry", "Ferries", now=NOON)
    sections.save_search(alice, "ferry", "", now=NOON)
    assert [(row.name, row.query) for row in sections.searches(alice)] == [("ferry", "ferry")]


def test_there_are_limits(alice: Any, bob: Any) -> None:
    for number in range(sections.MOST_SAVED):
        sections.save_search(alice, f"word{number}", "", now=NOON)
    with pytest.raises(MarkError, match="40 searches"):
        sections.save_search(alice, "another", "", now=NOON)
    sections.save_search(alice, "word1", "A new name", now=NOON)
    sections.save_search(bob, "another", "", now=NOON)
    rows = [Subject.objects.create(name=f"S{number}", key=f" s{number} ") for number in range(13)]
    for row in rows[:12]:
        sections.choose(alice, "pinned", now=NOON, subject=row)
    sections.choose(alice, "pinned", now=NOON, subject=rows[0])
    with pytest.raises(MarkError, match="12 sections"):
        sections.choose(alice, "pinned", now=NOON, subject=rows[12])
    sections.choose(alice, "hidden", now=NOON, subject=rows[12])
    with pytest.raises(ValueError):
        sections.choose(alice, "loved", now=NOON, subject=rows[12])


def test_a_box_of_few_stories_has_no_sections(alice: Any) -> None:
    for count in range(4):
        matter(alice, count, "Port Aldra")
    front = sections.front(alice, now=NOON)
    assert len(front.leading) == 4 and not front.columns and not front.rest
    assert [card.best for card in front.leading] == [card.best for card in fronts.front(alice, now=NOON)[0]]
