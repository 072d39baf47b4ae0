"""Reports go into stories as they come: together or one by one, across restarts, and as people corrected it."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from newsbox.desk import placing
from newsbox.desk.placing import LEASE, Placer
from newsbox.errors import MarkError
from newsbox.library import keep, stories
from newsbox.library.models import Copy, Edition, Finding, Placing, Report, Story, StoryChange, Traits
from newsbox.shelf import fronts
from newsbox.types import Article, Dateline, Reading
from newsbox.types import Finding as Found
from tests import newsroom
from tests.newsroom import arrives, as_sets, place
from tests.stories.wires import NOON, stream

pytestmark = pytest.mark.django_db

WIRE = (
    "A fire on the ferry Lady Brannoch killed four people in the harbour of Port Aldra on Tuesday, the coastguard of Veldmark said.",
    "Sixty passengers were brought ashore by tugs after the engine room began to burn shortly before dawn, a spokesman told reporters at the quay.",
    "The ship was on its way from Ostrava Bay with timber and mail, and had passed its yearly inspection in the spring without complaint.",
    "Divers will look at the hull on Wednesday. The ministry of harbours closed the northern basin until further notice.",
)

OWN = (
    "We stood on the mole of Port Aldra when the Lady Brannoch came in under a black cloud, with her passengers in blankets along the rail.",
    "Four did not come home. The coastguard of Veldmark named no cause for the fire on the ferry, and asked people to keep away from the harbour.",
)


def wire(outlet: str, *, paragraphs: tuple[str, ...] = WIRE, minutes: int = 0, agency: str | None = "MPA") -> Article:
    return Article(
        headline="Fire on ferry Lady Brannoch kills four at Port Aldra",
        outlet=outlet,
        paragraphs=paragraphs,
        published=(NOON + timedelta(minutes=minutes)).isoformat(),
        language="en",
        dateline=Dateline(f"PORT ALDRA ({agency})", "PORT ALDRA", agency) if agency else None,
    )


def test_each_event_is_a_story(alice: Any) -> None:
    reports, about = newsroom.events(alice)
    assert place() == len(reports)
    told = defaultdict(set)
    for report, event in zip(Report.objects.order_by("pk"), about, strict=True):
        told[report.story_id].add(event)
    assert all(len(events) == 1 for events in told.values()) and len(told) == len(set(about))
    story = Report.objects.order_by("pk")[0].story
    assert story and (story.reports_count, story.begun, story.newest) == (
        story.reports.count(),
        min(report.dated for report in story.reports.all()),
        max(report.dated for report in story.reports.all()),
    )
    assert Traits.objects.count() == len(reports) and not stories.is_any_waiting() and place() == 0


@pytest.mark.parametrize("minutes", [0, 1, 3])
@pytest.mark.parametrize("size", [1, 2, 5])
def test_one_batch_or_one_by_one_gives_the_same_stories(alice: Any, minutes: int, size: int) -> None:
    """The law: how the reports of a minute came, and when somebody started the box anew, changes nothing."""
    told, about = stream(minutes=minutes)
    for number, each in enumerate(told):
        arrives(alice, each, seen=NOON + timedelta(minutes=minutes * number + 1))
    place()
    together = as_sets()
    Report.objects.all().delete()
    Story.objects.all().delete()
    Placing.objects.all().delete()
    waiting = list(enumerate(told))
    if not minutes:
        random.Random(size).shuffle(waiting)
    worker = Placer()
    for start in range(0, len(waiting), size):
        for number, each in waiting[start : start + size]:
            arrives(alice, each, seen=NOON + timedelta(minutes=minutes * number + 1))
        if start % 3 == 0:
            worker = Placer()  # killed, and started anew
        worker.place_waiting()
    assert as_sets() == together
    assert len(together) == len(set(about))


def test_what_was_kept_and_not_placed_is_placed_later(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.events(alice)
    worker = Placer()

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(stories, "_move", killed)
        with pytest.raises(KeyboardInterrupt):
            worker.place_waiting()
    assert not Report.objects.filter(story__isnull=False).exists() and not Traits.objects.exists()
    assert place() == Report.objects.count()


def test_one_worker_places_at_a_time_and_a_dead_one_is_followed(alice: Any) -> None:
    one, other = Placer(), Placer()
    newsroom.arrive(alice, stream()[0][:2])
    assert one.place_waiting(once=False) == 2
    newsroom.arrive(alice, stream()[0][2:4], minutes=5)
    assert other.place_waiting(once=False) == 0
    assert one.place_waiting(once=False) == 2
    newsroom.arrive(alice, stream()[0][4:6], minutes=7)
    Placing.objects.update(held=timezone.now() - 2 * LEASE)
    assert other.place_waiting(once=False) == 2
    newsroom.arrive(alice, stream()[0][6:8], minutes=9)
    Placing.objects.update(held=timezone.now() - 2 * LEASE)
    assert one.place_waiting(once=False) == 2  # what the other did meanwhile is known
    newsroom.events(alice, minutes=11)
    place_all = Placer()
    Placing.objects.update(held=None)
    place_all.place_waiting()
    assert not Report.objects.filter(story=None).exists()


def test_who_places_or_looks_is_not_taken_for_dead(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The law: each batch placed and each story looked at is a sign, however long all of them take."""
    newsroom.events(alice)
    worker, signs = Placer(), list[Any]()

    def nearly_dead(*_: Any) -> None:
        signs.append(Placing.objects.get().held > timezone.now() - LEASE / 2)
        Placing.objects.update(held=timezone.now() - LEASE * 0.9)

    monkeypatch.setattr(placing, "BATCH", 3)
    traits, look_at = placing._traits, placing.look_at
    monkeypatch.setattr(placing, "_traits", lambda edition: (nearly_dead(), traits(edition))[1])
    worker.place_waiting()
    first_of_batches = signs[::3]
    assert len(first_of_batches) > 2 and all(first_of_batches)
    signs.clear()
    Story.objects.update(is_looked_at=False)
    monkeypatch.setattr(placing, "look_at", lambda story: (nearly_dead(), look_at(story))[1])
    worker.place_waiting()
    assert len(signs) == Story.objects.count() > 2 and all(signs)


def test_a_report_says_why_it_stands_where_it_stands(alice: Any) -> None:
    newsroom.events(alice)
    place()
    told = list(StoryChange.objects.order_by("pk"))
    assert {change.what for change in told} >= {"begun", "joined"}
    joined = next(change for change in told if change.what == "joined")
    assert "shares" in joined.why and joined.by == "" and Report.objects.filter(pk__in=joined.reports).exists()
    # Every report has one beginning, however often its minute was thought over.
    firsts = [pk for change in told if change.what in ("begun", "joined") for pk in change.reports]
    assert sorted(firsts) == sorted(Report.objects.values_list("pk", flat=True))


def test_the_same_minute_is_told_once(alice: Any) -> None:
    worker = Placer()
    for each in stream(minutes=0)[0]:
        arrives(alice, each, seen=NOON)
        worker.place_waiting()
    firsts = [pk for change in StoryChange.objects.all() if change.what in ("begun", "joined") for pk in change.reports]
    assert sorted(firsts) == sorted(Report.objects.values_list("pk", flat=True))


# Beside each other ----------------------------------------------------------------------------------------------------


def test_a_text_under_several_mastheads_is_one_witness(alice: Any) -> None:
    first = arrives(alice, wire("MPA"), seen=NOON)
    shorter = arrives(
        alice,
        wire("Gazette", paragraphs=(*WIRE[:3], "Our own reporter saw the smoke from the town hall's roof.")),
        seen=NOON + timedelta(minutes=5),
    )
    own = arrives(
        alice,
        wire("Herald", paragraphs=OWN, minutes=7, agency=None),
        seen=NOON + timedelta(minutes=9),
    )
    place()
    assert len(as_sets()) == 1
    copy = Copy.objects.get()
    assert (copy.report, copy.of, copy.agency) == (shorter, first, "MPA")
    assert copy.cut == [[3, 0, len(WIRE[3])]] and copy.added == [[3, 0, 57]]
    (card,), _ = fronts.front(alice, now=NOON)
    assert {each.witness for each in card.tellings} == {first.pk, own.pk} and card.witnesses == 2


@pytest.mark.parametrize(
    ("readings", "whose"),
    [
        ([Reading(authors=("Jane Roe",)), Reading(authors=("Associated Press",))], "The Associated Press"),
        ([Reading(outlet="Reuters"), Reading(outlet="Gazette", authors=("Jane Roe",))], "Reuters"),
        ([Reading(dateline=Dateline("SKARN (MPA)", "SKARN", "MPA")), Reading(outlet="Reuters")], "MPA"),
        ([Reading(outlet="Gazette", authors=("Jane Roe",)), Reading(outlet="Herald")], ""),
    ],
)
def test_whose_text_it_is_by_dateline_byline_or_the_agency_itself(readings: list[Reading], whose: str) -> None:
    assert placing.agency_of(readings) == whose


def test_an_edition_that_is_no_copy_any_more_is_a_witness_again(alice: Any) -> None:
    arrives(alice, wire("MPA"), seen=NOON)
    report = arrives(alice, wire("Gazette"), seen=NOON + timedelta(minutes=5))
    place()
    assert Copy.objects.get().report == report
    anew = tuple(
        f"Word for word the desk wrote sentence {n} of its own about harbour {n * 7} and quay {n * 3}."
        for n in range(6)
    )
    arrives(alice, wire("Gazette", paragraphs=anew), seen=NOON + timedelta(minutes=9))
    assert Edition.objects.filter(report=report).count() == 2 and stories.is_any_waiting()
    place()
    assert not Copy.objects.exists()


def test_a_page_read_anew_leaves_its_report_where_it_was_put_meanwhile(alice: Any) -> None:
    report = arrives(alice, wire("MPA"), seen=NOON)
    edition = Edition.objects.select_related("report").get()  # asked for before the report was placed
    place()
    keep.reread(edition, newsroom.reading(wire("MPA", paragraphs=OWN)))
    assert now_in(report) and stories.is_any_waiting()
    place()
    assert not stories.is_any_waiting()


def test_what_does_not_add_up_between_reports_is_kept(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsbox.types import Passage, Span

    def found(readings: Any) -> list[Found]:
        assert len(readings) == 2
        passages = (Passage(0, "four", Span(0, 0, 4)), Passage(1, "seven", Span(0, 0, 5)))
        return [Found("NB310", "figures", "warning", 0.8, "Four or seven.", passages)]

    one = arrives(alice, wire("Gazette"), seen=NOON)
    arrives(alice, wire("Herald"), seen=NOON + timedelta(minutes=5))
    with monkeypatch.context() as patch:
        patch.setattr(placing.checking, "between", found)
        place()
    row = Finding.objects.get()
    assert (row.edition.report, row.counterparts.count(), row.is_open) == (one, 1, True)
    # Set apart, they say nothing of each other any more.
    stories.set_apart(one, by="alice", now=timezone.now())
    place()
    assert not Finding.objects.exists()


def test_a_fault_of_a_check_keeps_nobody_from_the_story(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    arrives(alice, wire("Gazette"), seen=NOON)
    arrives(alice, wire("Herald"), seen=NOON + timedelta(minutes=5))

    def fails(readings: Any) -> list[Found]:
        raise RuntimeError("a fault")

    with monkeypatch.context() as patch:
        patch.setattr(placing.checking, "between", fails)
        place()
    assert Copy.objects.count() == 1 and not stories.is_any_waiting()
    Story.objects.update(is_looked_at=False)
    monkeypatch.setattr(placing.copies, "witnesses", fails)
    place()
    assert not stories.is_any_waiting()


# When reporting ends ---------------------------------------------------------------------------------------------------


def test_a_story_is_over_after_a_silence_and_goes_on_with_the_next_report(alice: Any) -> None:
    newsroom.events(alice)
    place()
    assert not Story.objects.filter(closed__isnull=False).exists()  # the news themselves are the clock
    told = replace(stream()[0][0], headline="Quite another thing", paragraphs=("Bees swarm in Upper Quessia.",))
    much_later = NOON + timedelta(days=12)
    arrives(alice, newsroom.dated(told, much_later), seen=much_later)
    place()
    assert Story.objects.filter(closed=None).count() == 1
    again = newsroom.dated(stream()[0][0], NOON + timedelta(hours=3), outlet="Late Post")
    report = arrives(alice, again, seen=much_later + timedelta(hours=1))
    place()
    report.refresh_from_db()
    assert report.story and report.story.reports_count > 1


# By hand ---------------------------------------------------------------------------------------------------------------


def ferry_and_rates(person: Any) -> tuple[list[Report], list[Report]]:
    reports, about = newsroom.events(person)
    place()
    ferry = [Report.objects.get(pk=report.pk) for report, event in zip(reports, about, strict=True) if event == "ferry"]
    rates = [Report.objects.get(pk=report.pk) for report, event in zip(reports, about, strict=True) if event == "rates"]
    return ferry, rates


def now_in(report: Report) -> Story:
    story = Report.objects.get(pk=report.pk).story
    assert story
    return story


def test_not_this_story_holds(alice: Any) -> None:
    ferry, _ = ferry_and_rates(alice)
    own = stories.set_apart(ferry[0], by="alice", now=timezone.now())
    assert now_in(ferry[0]) == own != now_in(ferry[1]) and now_in(ferry[1]).reports_count == len(ferry) - 1
    with pytest.raises(MarkError, match="alone"):
        stories.set_apart(ferry[0], by="alice", now=timezone.now())
    # Further reports ask whether the two are one: grouping would say yes, and is not heard.
    for number in range(3):
        at = NOON + timedelta(hours=2 + number)
        arrives(alice, newsroom.dated(stream()[0][0], at, outlet=f"Late Post {number}"), seen=at)
        place()
    assert now_in(ferry[0]) != now_in(ferry[1])


def test_without_a_hand_they_would_be_one(alice: Any) -> None:
    ferry, _ = ferry_and_rates(alice)
    stories.set_apart(ferry[0], by="alice", now=timezone.now())
    StoryChange.objects.exclude(by="").delete()
    for number in range(3):
        at = NOON + timedelta(hours=2 + number)
        arrives(alice, newsroom.dated(stream()[0][0], at, outlet=f"Late Post {number}"), seen=at)
        place()
    assert now_in(ferry[0]) == now_in(ferry[1])


def test_the_same_story_holds_and_can_be_taken_back(alice: Any) -> None:
    ferry, rates = ferry_and_rates(alice)
    one, other = ferry[0].story, rates[0].story
    assert one and other
    stories.united(one, other, by="alice", now=timezone.now())
    other.refresh_from_db()
    assert stories.where(other) == one and {
        row.story for row in Report.objects.filter(pk__in=[*(r.pk for r in rates)])
    } == {one}
    place()
    (said, *_) = stories.corrections()
    assert said.is_same and set(said.others) >= {ferry[0].pk}
    change = stories.changes(one)[0]
    assert change.by == "alice" and stories.undo(change, now=timezone.now()) == other
    assert Report.objects.get(pk=rates[0].pk).story == other and not stories.corrections()
    place()
    assert Report.objects.get(pk=rates[0].pk).story == other
    with pytest.raises(MarkError, match="take back"):
        stories.undo(change, now=timezone.now())


@pytest.mark.parametrize("taken_back", [False, True])
def test_an_event_behind_a_hand_gets_a_story_of_its_own(alice: Any, taken_back: bool) -> None:
    """The law: no story gets the number of another, though the minute of the last ones was still open."""
    newsroom.events(alice, minutes=0)
    place()
    one, other = Story.objects.order_by("number")[:2]
    stories.united(one, other, by="alice", now=timezone.now())
    if taken_back:
        place()
        stories.undo(stories.changes(one)[0], now=timezone.now())
    before = as_sets()
    bees = replace(stream()[0][0], headline="Quite another thing", paragraphs=("Bees swarm in Upper Quessia.",))
    report = arrives(alice, newsroom.dated(bees, NOON + timedelta(hours=5)), seen=NOON + timedelta(hours=5))
    place()
    assert now_in(report).reports_count == 1
    assert {frozenset(each) for each in as_sets()} >= before


def test_who_says_otherwise_takes_the_first_back(alice: Any) -> None:
    ferry, _ = ferry_and_rates(alice)
    own = stories.set_apart(ferry[0], by="alice", now=timezone.now())
    stories.united(Report.objects.get(pk=ferry[1].pk).story, own, by="bob", now=timezone.now())
    assert [said.is_same for said in stories.corrections()] == [True]
    (label,) = stories.labels()
    assert label["same"] and label["reports"] == [ferry[0].headline] and "bob" not in str(label)


def test_a_hand_between_asking_and_writing_wins(alice: Any) -> None:
    ferry, _ = ferry_and_rates(alice)
    worker = Placer()
    arrives(alice, wire("Late Post", minutes=200), seen=NOON + timedelta(minutes=200))
    keep_it = worker._keep

    def after_a_hand(*args: Any, **kwargs: Any) -> None:
        worker._keep = keep_it  # type: ignore[method-assign]
        stories.set_apart(ferry[0], by="alice", now=timezone.now())
        keep_it(*args, **kwargs)

    worker._keep = after_a_hand  # type: ignore[method-assign]
    worker.place_waiting()
    assert Report.objects.filter(story=None).count() == 1  # nothing of it was written
    worker.place_waiting()
    assert not Report.objects.filter(story=None).exists()
    assert Report.objects.get(pk=ferry[0].pk).story != Report.objects.get(pk=ferry[1].pk).story


# Bad input -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "told",
    [
        Article(),
        Article(headline="Your horoscope", outlet="Gazette", paragraphs=("The stars are kind.",)),
        Article(headline="Undated", outlet="Gazette", paragraphs=WIRE),
        Article(headline="x" * 5000, paragraphs=("y " * 20000,), published="9999-99-99"),
    ],
)
def test_nothing_odd_stops_the_placing(alice: Any, told: Article) -> None:
    arrives(alice, told, seen=NOON)
    arrives(alice, wire("Herald"), seen=NOON)
    assert place() == 2 and not stories.is_any_waiting()


def test_a_reading_that_cannot_be_read_is_placed_by_its_headline(alice: Any) -> None:
    report = arrives(alice, wire("Herald"), seen=NOON)
    Edition.objects.filter(report=report).update(reading={"schema": 1, "paragraphs": 5, "headline": report.headline})
    assert place() == 1 and now_in(report) and not stories.is_any_waiting()


def test_a_report_that_goes_leaves_its_story_in_order(alice: Any) -> None:
    ferry, rates = ferry_and_rates(alice)
    keep.forget(ferry[0], source=ferry[0].sources.get())
    assert now_in(ferry[1]).reports_count == len(ferry) - 1
    for report in rates:
        keep.forget(report, source=report.sources.get())
    assert not Story.objects.filter(reports=None).exists() and not Story.objects.filter(reports_count=0).exists()


def test_old_papers_that_came_in_one_minute_stay_where_they_are_after_a_restart(alice: Any) -> None:
    """Stories that are long over are numbered as they were: a box that reads a year's papers at once, and starts anew."""
    told, _ = stream(minutes=0)
    for number, each in enumerate(told):
        told_then = newsroom.dated(each, NOON - timedelta(days=30 * number))
        arrives(alice, told_then, seen=NOON + timedelta(seconds=1))
    Placer().place_waiting()
    before = as_sets()
    arrives(alice, wire("Gazette"), seen=NOON + timedelta(seconds=2))
    Placer().place_waiting()
    assert {frozenset(each) for each in as_sets()} >= before
