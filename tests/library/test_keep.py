"""Values to rows, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from newsbox.desk import parsing
from newsbox.library import keep, queries, search, settling
from newsbox.library.glance import Glance
from newsbox.library.models import Appearance, Edition, Report, Searchable, Source
from newsbox.library.settling import Visit
from newsbox.reading import read_text
from newsbox.types import Entry, Feed, Image, Page
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
READING = read_text(
    "The harbour was closed.\n\nNobody was hurt.",
    headline="Harbour closed",
    outlet="Gazette",
    published="2026-11-12T08:15+01:00",
    url="https://gazette.example/fire",
)


@pytest.fixture
def gazette() -> Any:
    return keep.source("https://gazette.example/feed", now=NOW, title="Gazette")[0]


def test_two_entries_that_lead_to_one_wall_stay_two(gazette: Any) -> None:
    """A page of consent answers at every address, under its own: each entry stays what its own address says."""
    wall = replace(READING, url="https://gazette.example/consent", headline="Before you go on")
    for name in ("fire", "port"):
        page = f"https://gazette.example/{name}"
        keep.keep(wall, source=gazette, guid=name, now=NOW, page_url=page)
        keep.keep(wall, source=gazette, guid=name, now=NOW, page_url=page)
    assert Report.objects.count() == Edition.objects.count() == Appearance.objects.count() == 2


def test_keeping_twice_keeps_once(gazette: Any) -> None:
    first = keep.keep(READING, source=gazette, guid="g1", now=NOW)
    second = keep.keep(READING, source=gazette, guid="g1", now=NOW)
    assert (first.is_new, second.is_new, second.is_changed) == (True, False, False)
    assert (Report.objects.count(), Edition.objects.count(), Appearance.objects.count()) == (1, 1, 1)


def test_a_reading_comes_back_as_it_went_in(gazette: Any) -> None:
    reading = replace(READING, subheads=(1,), images=(Image("https://gazette.example/a.jpg", lead=True),))
    report = keep.keep(reading, source=gazette, guid="g1", now=NOW).report
    assert keep.reading_of(queries.latest_edition(report)) == reading


def test_one_report_however_many_feeds_carry_it(gazette: Any) -> None:
    world, _ = keep.source("https://gazette.example/world/feed", now=NOW)
    keep.keep(READING, source=gazette, guid="g1", now=NOW)
    twin = replace(READING, url="https://www.gazette.example/fire/?utm_source=world")
    again = keep.keep(twin, source=world, guid="w7", now=NOW)
    assert not again.is_new
    assert Report.objects.count() == 1
    assert {source.pk for source in Source.objects.filter(appearances__report=again.report)} == {gazette.pk, world.pk}


def test_a_changed_text_is_a_new_edition_and_is_found(gazette: Any) -> None:
    keep.keep(READING, source=gazette, guid="g1", now=NOW)
    changed = replace(READING, paragraphs=("The harbour was closed.", "One man was hurt."))
    kept = keep.keep(changed, source=gazette, guid="g1", now=NOW + timedelta(hours=1))
    assert kept.is_changed
    assert [edition.number for edition in kept.report.editions.order_by("number")] == [1, 2]
    assert "One man" in Searchable.objects.get().body
    assert kept.report.seen == NOW


def test_a_report_that_moved_keeps_its_place(gazette: Any) -> None:
    keep.keep(READING, source=gazette, guid="g1", now=NOW)
    kept = keep.keep(replace(READING, url="https://gazette.example/new-address"), source=gazette, guid="g1", now=NOW)
    assert not kept.is_new


def test_a_name_that_a_feed_uses_again_is_another_report(gazette: Any) -> None:
    first = keep.keep(READING, source=gazette, guid="slot1", now=NOW).report
    another = replace(READING, url="https://gazette.example/two", headline="Two", paragraphs=("Another text.",))
    second = keep.keep(another, source=gazette, guid="slot1", now=NOW).report
    assert second.pk != first.pk
    first.refresh_from_db()
    assert first.headline == "Harbour closed"


def test_what_has_no_identity_is_a_report_by_itself(gazette: Any) -> None:
    keep.keep(READING, source=gazette, guid="g1", now=NOW)
    shelf = keep.shelf_source("Saved pages")
    forged = keep.keep(replace(READING, headline="Forged"), source=shelf, guid="f", now=NOW, has_identity=False)
    assert forged.is_new and forged.report.key is None
    assert Report.objects.get(key__isnull=False).headline == "Harbour closed"


def test_the_page_is_kept_to_be_read_anew(gazette: Any) -> None:
    page = Page("https://gazette.example/fire", b"<p>raw</p>" * 1000, "text/html", "utf-8", NOW)
    report = keep.keep(READING, source=gazette, guid="g1", now=NOW, original=page).report
    edition = queries.latest_edition(report)
    assert len(edition.original.body) < 1000
    assert keep.original_of(edition) == page


def test_rereading_changes_the_edition_in_place(gazette: Any) -> None:
    edition = queries.latest_edition(keep.keep(READING, source=gazette, guid="g1", now=NOW).report)
    assert keep.reread(edition, replace(READING, headline="Harbour closed at noon"))
    assert not keep.reread(edition, replace(READING, headline="Harbour closed at noon"))
    assert (Report.objects.get().headline, Edition.objects.count()) == ("Harbour closed at noon", 1)
    assert Searchable.objects.get().headline == "Harbour closed at noon"


@pytest.mark.parametrize(
    ("published", "dated"),
    [
        ("2026-11-12T08:15+01:00", "2026-11-12T07:15:00+00:00"),
        ("2026-11-12", "2026-11-12T00:00:00+00:00"),
        ("2026-11-15", NOW.isoformat()),  # today: below the morning's news it would hide
        ("2031-01-01", NOW.isoformat()),  # a feed that lives in the future
        ("0001-01-01", NOW.isoformat()),
        (None, NOW.isoformat()),
        ("soon", NOW.isoformat()),
    ],
)
def test_what_lists_sort_by(published: str | None, dated: str) -> None:
    assert keep.dated(published, seen=NOW) == datetime.fromisoformat(dated)


def test_entries_are_sorted_in_few_questions(gazette: Any, django_assert_num_queries: Any) -> None:
    keep.keep(READING, source=gazette, guid="g1", now=NOW, entry_digest="old")
    other, _ = keep.source("https://other.example/feed", now=NOW)
    keep.keep(replace(READING, url="https://other.example/x"), source=other, guid="o1", now=NOW)
    entries = [
        Entry("g1", "https://gazette.example/fire", "Harbour closed, again"),
        Entry("n1", "https://other.example/x?utm_source=a"),
        *(Entry(f"n{n}", f"https://gazette.example/{n}") for n in range(2, 300)),
    ]
    with django_assert_num_queries(2):
        found = queries.sort_entries(gazette, entries)
    assert [entry.guid for entry, _ in found.changed] == ["g1"]
    assert [entry.guid for entry, _ in found.elsewhere] == ["n1"]
    assert len(found.new) == 298


def test_a_source_is_claimed_by_one_worker(gazette: Any) -> None:
    lease = timedelta(minutes=3)

    def claim(minute: int) -> bool:
        return bool(settling.claim(now=NOW + timedelta(minutes=minute), lease=lease, limit=10))

    assert claim(0)
    assert not claim(1)
    assert not queries.is_any_due(now=NOW + timedelta(minutes=1), lease=lease)
    settling.still_visiting([gazette.pk], now=NOW + timedelta(minutes=2))
    assert not claim(4)
    assert claim(6)  # the first worker is dead
    settling.release([gazette.pk])
    assert claim(6)


def test_a_source_that_got_its_visit_meanwhile_is_left_alone(gazette: Any) -> None:
    later, lease = NOW + timedelta(minutes=1), timedelta(minutes=3)
    settling.settle([Visit(gazette, NOW, NOW + timedelta(hours=1), "")])
    assert settling.claim(now=later, lease=lease, limit=10) == []
    assert settling.claim(now=later, lease=lease, limit=10, among=[gazette.pk]) == [gazette]


def test_a_permanent_move_changes_the_address_and_drops_validators(gazette: Any) -> None:
    page = Page("x", b"", etag='"1"', moved="https://gazette.example/new")
    settling.settle([Visit(gazette, NOW, NOW, "", page=page)])
    gazette.refresh_from_db()
    assert (gazette.address, gazette.etag) == ("https://gazette.example/new", "")


def glance(guid: str, title: str, *, url: str | None = None, text: str = "Nobody was hurt.") -> Glance:
    entry = Entry(guid, url or f"https://gazette.example/{guid}", title, summary=f"<p>{text}</p>")
    return parsing.glance(
        entry, parsing.Asked("https://gazette.example/feed", "", False, is_first=True, title="Gazette", language="en")
    )


def visit(source: Any, *glances: Glance) -> Visit:
    feed = Feed("Gazette", "https://gazette.example/", "en", ())
    return Visit(source, NOW, NOW + timedelta(hours=1), "every hour", page=Page("x", b"x"), feed=feed, glances=glances)


def test_what_many_feeds_bring_is_kept_in_as_many_questions_as_what_few_bring(
    gazette: Any, django_assert_max_num_queries: Any
) -> None:
    sources = [keep.source(f"https://{n}.example/feed", now=NOW)[0] for n in range(5)]
    visits = [
        visit(source, *(glance(f"{source.pk}-{n}", f"Harbour closed, {n}") for n in range(40))) for source in sources
    ]
    with django_assert_max_num_queries(5 + 14):
        assert settling.settle(visits) == [40] * 5
    assert Report.objects.count() == Edition.objects.filter(reader="").count() == 200
    with django_assert_max_num_queries(5 + 14):
        assert settling.settle(visits) == [0] * 5  # the same again brings nothing, and spoils nothing
    assert Report.objects.count() == Appearance.objects.count() == 200
    assert {source.reports_count for source in Source.objects.exclude(pk=gazette.pk)} == {40}
    kept = keep.reading_of(Edition.objects.first())
    assert (kept.headline, kept.paragraphs, kept.outlet) == ("Harbour closed, 0", ("Nobody was hurt.",), "Gazette")


def test_what_is_kept_at_a_glance_is_found(gazette: Any) -> None:
    settling.settle([visit(gazette, glance("g", "Fire", text="The lighthouse keeper saw it first."))])
    found = search.found(search.parse("lighthouse"), Report.objects.all())
    assert [report.headline for report in found] == ["Fire"]


def test_one_report_that_two_feeds_of_a_batch_carry_is_kept_once(gazette: Any) -> None:
    other, _ = keep.source("https://gazette.example/world", now=NOW)
    address = "https://gazette.example/fire"
    counts = settling.settle(
        [visit(gazette, glance("a", "Fire", url=address)), visit(other, glance("b", "Fire", url=address + "?utm_id=1"))]
    )
    assert counts == [1, 0]
    assert (Report.objects.count(), Appearance.objects.count()) == (1, 2)


def test_a_feed_that_names_two_entries_alike_is_settled_with_one(gazette: Any) -> None:
    assert settling.settle([visit(gazette, glance("a", "Fire"), glance("a", "Fire"))]) == [1]
    gazette.refresh_from_db()
    assert gazette.visited == NOW


def test_another_sites_feed_does_not_speak_for_a_page(gazette: Any) -> None:
    forged = glance("a", "Hundreds dead", url="https://herald.example/fire")._replace(is_own=False)
    settling.settle([visit(gazette, forged)])
    assert Report.objects.get().key is None


def test_a_visit_that_can_not_be_settled_spoils_no_other(gazette: Any) -> None:
    other, _ = keep.source("https://herald.example/feed", now=NOW)
    broken = visit(other, glance("b\ud800", "Port opens"))  # half a character, which no database takes
    assert settling.settle([visit(gazette, glance("a", "Fire")), broken]) == [1, 0]
    assert Report.objects.get().headline == "Fire"


def test_a_single_article_leaves_the_box_with_its_last_source(gazette: Any) -> None:
    shelf = keep.shelf_source("Saved pages")
    report = keep.keep(READING, source=gazette, guid="g1", now=NOW).report
    keep.keep(READING, source=shelf, guid="s1", now=NOW)
    keep.forget(report, source=shelf)
    assert Report.objects.count() == 1
    keep.forget(report, source=gazette)
    assert Report.objects.count() == 0
