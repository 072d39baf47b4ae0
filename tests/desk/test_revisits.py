"""Pages of young reports are asked again: silent changes become editions, what vanished is told."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from newsbox.desk import additions, revisits, rounds, worker
from newsbox.library import keep, stories
from newsbox.library.models import Edition, Report, Revisit
from newsbox.press.server import Answer
from newsbox.shelf import marks
from tests.press import TEXT, Outlet, Press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gazette(press: Press, alice: Any) -> Outlet:
    """A paper that printed two reports just now, and a box that has both."""
    outlet = press.outlet("Gazette")
    for headline in ("Port opens", "Fire at the port"):
        outlet.publishes(headline, published=timezone.now().isoformat())
    additions.carry_out(marks.hand_in(alice, address=outlet.feed, quietly=True))
    rounds.refresh()
    return outlet


def hours_pass(hours: float) -> None:
    """The reports came so many hours earlier, and what was planned for since then is due."""
    for report in Report.objects.all():
        report.seen -= timedelta(hours=hours)
        report.save()
    for row in Revisit.objects.all():
        row.due -= timedelta(hours=hours)
        row.save()


def report(headline: str = "Fire at the port") -> Report:
    return Report.objects.get(headline=headline)


def asked(press: Press, slug: str = "fire-at-the-port") -> int:
    return len(press.asked(f"/gazette/{slug}"))


def edit(outlet: Outlet, old: str, new: str, slug: str = "fire-at-the-port") -> None:
    article = next(each for each in outlet.articles if each.slug == slug)
    article.paragraphs = tuple(text.replace(old, new) for text in article.paragraphs)


def test_a_silent_change_becomes_an_edition(gazette: Outlet, press: Press) -> None:
    assert revisits.revisit().asked == 0
    edit(gazette, "until Thursday", "until Saturday")
    hours_pass(1)
    done = revisits.revisit()
    assert (done.asked, done.changed, done.gone, done.failed) == (2, 1, 0, 0)
    first, second = report().editions.order_by("number")
    assert (first.kinds, second.kinds) == ("", "date")
    assert "until Saturday" in second.reading["paragraphs"][2]
    assert report("Port opens").editions.count() == 1
    assert revisits.revisit().asked == 0


def test_a_silent_change_is_laid_beside_what_others_tell(gazette: Outlet) -> None:
    assert not stories.is_any_waiting()
    edit(gazette, "until Thursday", "until Saturday")
    hours_pass(1)
    revisits.revisit()
    assert [story.pk for story in stories.waiting(limit=9)] == [report().story_id]


def test_the_feeds_text_and_headline_stay_where_the_page_says_less(gazette: Outlet) -> None:
    """A report whose text and headline are its feed's: what changes on the page is its own headline alone."""
    edition, article = report().editions.get(), gazette.articles[0]
    told = keep.reading_of(edition).changed(
        headline="Fire: the whole story", paragraphs=(*TEXT, "Divers go down on Friday.")
    )
    former = keep.original_of(edition)
    assert former
    article.paragraphs = ("The harbour is open again since noon.", *TEXT[1:])
    again = revisits._changed(report(), told, former, replace(former, body=article.page(gazette)))
    assert again and (again.headline, again.paragraphs) == (told.headline, told.paragraphs)
    article.headline = "Fire at the port is out"
    again = revisits._changed(report(), told, former, replace(former, body=article.page(gazette)))
    assert again and (again.headline, again.paragraphs) == (article.headline, told.paragraphs)


def test_the_hours_grow_and_end(gazette: Outlet, press: Press) -> None:
    passed = 0.0
    for hours, times in ((1, 2), (5, 2), (4, 0), (14, 2), (24, 0), (24, 2), (48, 0)):
        passed += hours
        hours_pass(hours)
        assert revisits.revisit().asked == times, passed
    assert not Revisit.objects.exists()
    assert Edition.objects.count() == 2


def test_validators_are_sent_back_as_they_came(gazette: Outlet, press: Press) -> None:
    article = gazette.articles[0]
    article.answer = Answer(
        article.page(gazette), headers={"ETag": 'W/"7"', "Last-Modified": "Tue, 24 Nov 2026 08:00:00 GMT"}
    )
    hours_pass(1)
    revisits.revisit()
    article.answer = Answer(status=304)
    hours_pass(5)
    assert revisits.revisit().failed == 0
    headers = press.asked(f"/gazette/{article.slug}")[-1].headers
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('W/"7"', "Tue, 24 Nov 2026 08:00:00 GMT")
    assert Revisit.objects.count() == 2


def test_a_report_that_vanished_is_gone_once_that_is_certain(gazette: Outlet, press: Press) -> None:
    article = gazette.articles[0]
    article.answer = Answer(b"<h1>Not found</h1>", status=404)
    hours_pass(1)
    assert revisits.revisit().gone == 0
    assert report().gone is None
    hours_pass(1)
    assert revisits.revisit().gone == 1
    assert report().gone is not None
    article.answer = None
    hours_pass(4)
    revisits.revisit()
    assert report().gone is None


def test_a_report_that_leaves_the_box_while_its_page_is_asked(gazette: Outlet, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = keep.claim_revisit

    def forgotten(row: Revisit, **more: Any) -> bool:
        is_ours = claim(row, **more)
        Report.objects.filter(pk=row.report_id, headline="Fire at the port").delete()
        return is_ours

    monkeypatch.setattr(keep, "claim_revisit", forgotten)
    hours_pass(1)
    done = revisits.revisit()
    assert (done.asked, done.failed) == (2, 1)
    assert [row.report.headline for row in Revisit.objects.all()] == ["Port opens"]


def test_410_is_believed_at_once(gazette: Outlet) -> None:
    gazette.articles[0].answer = Answer(status=410)
    hours_pass(1)
    assert revisits.revisit().gone == 1
    assert report().editions.count() == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=503),
        Answer(
            b"<html><body><h1>Please sign in</h1><p>Subscribers of this paper go on here with name and password.</p></body></html>"
        ),
        Answer(status=302, headers={"Location": "/gazette/port-opens"}),
        Answer(b""),
    ],
    ids=["fault", "wall", "elsewhere", "empty"],
)
def test_what_is_no_state_of_the_report_makes_no_edition(gazette: Outlet, answer: Answer) -> None:
    gazette.articles[0].answer = answer
    hours_pass(1)
    assert revisits.revisit().changed == 0
    assert report().editions.count() == 1
    assert report().gone is None
    assert Revisit.objects.count() == 2


def test_a_server_that_asks_for_patience_gets_it(gazette: Outlet) -> None:
    gazette.articles[0].answer = Answer(status=429, headers={"Retry-After": str(48 * 3600)})
    hours_pass(1)
    revisits.revisit()
    row = Revisit.objects.get(report=report())
    assert row.due > timezone.now() + timedelta(hours=47)


def test_robots_decide(gazette: Outlet, press: Press) -> None:
    press.answers("/robots.txt", b"User-agent: *\nDisallow: /gazette/fire", "text/plain")
    hours_pass(1)
    before = asked(press)
    revisits.revisit()
    assert asked(press) == before
    assert not Revisit.objects.filter(report=report()).exists()


def test_what_a_person_pasted_and_what_is_old_is_not_asked_for(press: Press, alice: Any) -> None:
    additions.carry_out(
        marks.hand_in(alice, body=b"Port opens\n\n" + "\n\n".join(TEXT).encode(), name="pasted text", quietly=True)
    )
    outlet = press.outlet("Herald").publishes("Old news", published="2020-01-01T10:00:00+00:00")
    additions.carry_out(marks.hand_in(alice, address=outlet.feed, quietly=True))
    rounds.refresh()
    assert Report.objects.count() == 2
    assert not Revisit.objects.exists()


def test_the_owner_may_do_without(press: Press, alice: Any, settings: Any) -> None:
    settings.NEWSBOX_REVISITS = False
    outlet = press.outlet("Herald").publishes("News", published=timezone.now().isoformat())
    additions.carry_out(marks.hand_in(alice, address=outlet.feed, quietly=True))
    rounds.refresh()
    assert not Revisit.objects.exists()


def test_the_background_work_asks_by_itself(gazette: Outlet, press: Press) -> None:
    edit(gazette, "engine room", "galley")
    hours_pass(1)
    worker.work(threading.Event(), once=True)
    assert report().editions.count() == 2
