"""Rounds, additions, pictures and the worker, against a fake press over real HTTP."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import DataError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from newsbox.desk import additions, pictures, rereading, rounds, timetable, worker
from newsbox.errors import GatheringError
from newsbox.library import keep, queries, settling
from newsbox.library.models import Edition, Picture, Report, Source
from newsbox.press.draw import PICTURES, draw
from newsbox.shelf import marks
from newsbox.shelf import queries as shelf
from newsbox.types import Page
from tests.gathering.test_archives import warc
from tests.press import TEXT, Press
from tests.reading.test_article import page as html_page
from tests.reading.test_saved import RELEASE, mhtml, pdf

pytestmark = pytest.mark.django_db(transaction=True)


def add(person: Any, address: str = "", **more: Any) -> additions.Outcome:
    return additions.carry_out(marks.hand_in(person, address=address, quietly=True, **more))


def due_now() -> None:
    Source.objects.filter(due__isnull=False).update(due=timezone.now())


# Rounds ---------------------------------------------------------------------------------------------------------


def test_a_source_is_followed_visited_and_read(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port").publishes("Port opens")
    assert add(alice, gazette.feed).state == "done"
    done = rounds.refresh()
    assert (done.visited, done.new, done.failed) == (1, 2, 0)
    newest = shelf.latest(alice).reports[0]
    assert (newest.headline, newest.outlet) == ("Port opens", "Gazette")
    assert keep.reading_of(queries.latest_edition(newest)).paragraphs == TEXT
    source = Source.objects.get()
    assert (
        source.title == "Gazette"
        and source.visited
        and source.due
        and source.due > timezone.now() + timedelta(minutes=50)
    )


def test_the_visits_of_a_round_are_settled_together(press: Press, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    real = settling.settle
    monkeypatch.setattr(rounds, "HOLD", 60.0)
    monkeypatch.setattr(settling, "settle", lambda visits: sizes.append(len(visits)) or real(visits))
    for number in range(6):
        add(alice, press.outlet(f"Gazette {number}").publishes(f"Fire, {number}").feed)
    before = settling.remember(16_000)
    assert rounds.refresh(with_pages=False).new == 6
    assert sizes == [6]
    assert settling.remember(before) == 16_000  # what a round keeps in memory it gives back


def test_a_round_that_fails_gives_its_memory_back(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(settling, "claim", fail)
    before = settling.remember(16_000)
    with pytest.raises(RuntimeError, match="the disk is full"):
        rounds.refresh(with_pages=False)
    assert settling.remember(before) == 16_000


def test_an_unchanged_feed_costs_one_question(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    add(alice, gazette.feed)
    rounds.refresh()
    asked = len(press.requests)
    assert rounds.refresh().visited == 0  # nothing is due
    due_now()
    done = rounds.refresh()
    assert (done.unchanged, done.new) == (1, 0)
    assert len(press.requests) == asked + 1
    assert "if-none-match" in gazette.asked_for_feed()[-1].headers


def test_nothing_is_fetched_read_or_kept_twice(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    add(alice, gazette.feed)
    rounds.refresh()
    gazette.publishes("Port opens")
    due_now()
    assert rounds.refresh().new == 1
    assert len(press.asked("/gazette/fire-at-the-port")) == 1
    assert Report.objects.count() == Edition.objects.count() == 2


def test_a_report_that_another_feed_carries_is_not_fetched_again(press: Press, alice: Any) -> None:
    gazette, other = press.outlet("Gazette").publishes("Fire at the port"), press.outlet("Aggregator")
    add(alice, gazette.feed)
    rounds.refresh()
    link = gazette.address(gazette.articles[0])
    other.then_answers(
        200,
        f"<rss version='2.0'><channel><title>A</title><item><title>Fire</title><link>{link}?utm_source=agg</link><guid>a1</guid></item></channel></rss>".encode(),
    )
    add(alice, other.feed)
    assert rounds.refresh().new == 0
    assert len(press.asked("/gazette/fire-at-the-port")) == 1
    assert {source.title for source in Source.objects.all()} == {"Gazette", "A"}


def test_a_changed_article_gains_an_edition(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    add(alice, gazette.feed)
    rounds.refresh()
    gazette.articles[0].paragraphs = (
        "Two people were hurt in the fire, the harbour master said on Tuesday evening.",
        *TEXT[1:],
    )
    due_now()
    done = rounds.refresh()
    assert (done.new, done.changed) == (0, 1)
    assert Edition.objects.count() == 2
    due_now()
    assert rounds.refresh().changed == 0


def test_where_the_page_can_not_be_had_the_feeds_words_are_kept(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    from newsbox.press.server import Answer

    gazette.articles[0].answer = Answer(b"no", status=403)
    add(alice, gazette.feed)
    assert rounds.refresh().new == 1
    assert keep.reading_of(Edition.objects.get()).paragraphs == (TEXT[0][:60].strip(),)


def test_robots_are_obeyed_for_pages_and_the_feeds_words_kept(press: Press, alice: Any) -> None:
    press.answers("/robots.txt", b"User-agent: *\nDisallow: /gazette/\n", "text/plain")
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    add(alice, gazette.feed)
    assert rounds.refresh().new == 1
    assert press.asked("/gazette/fire-at-the-port") == []


def test_a_failing_source_says_why_and_is_tried_later(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    add(alice, gazette.feed)
    rounds.refresh()
    gazette.then_answers(429, Retry_After="7200")
    due_now()
    assert rounds.refresh().failed == 1
    source = Source.objects.get()
    assert "come back in 2 hours" in source.fault
    assert source.due is not None and source.due >= timezone.now() + timedelta(minutes=119)
    assert Report.objects.count() == 1  # what was kept stays
    gazette.recovers()
    due_now()
    rounds.refresh()
    source.refresh_from_db()
    assert (source.fault, source.failures) == ("", 0)


def test_gone_is_gone(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    add(alice, gazette.feed)
    gazette.then_answers(410)
    rounds.refresh()
    source = Source.objects.get()
    assert source.due is None and "gone" in source.fault


def test_a_source_that_moved_is_asked_at_its_new_address(press: Press, alice: Any) -> None:
    gazette, moved = press.outlet("Gazette").publishes("Fire"), press.outlet("Moved")
    add(alice, gazette.feed)
    moved.publishes("Fire")
    gazette.then_answers(301, Location=moved.feed)
    rounds.refresh()
    assert Source.objects.get().address == moved.feed


def test_one_fault_does_not_end_the_round(press: Press, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = press.outlet("Bad").publishes("Bad news"), press.outlet("Good").publishes("Good news")
    add(alice, bad.feed)
    add(alice, good.feed)
    real = rounds.feeds.parse

    def parse(page: Page) -> Any:
        if "bad" in (page.url or ""):
            raise ZeroDivisionError
        return real(page)

    monkeypatch.setattr(rounds.feeds, "parse", parse)
    done = rounds.refresh()
    assert (done.visited, done.failed, done.new) == (2, 1, 1)
    assert "NewsBox itself" in Source.objects.get(address=bad.feed).fault


def test_feeds_alone(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    add(alice, gazette.feed)
    assert rounds.refresh(everything=True, with_pages=False).new == 1
    assert press.asked("/gazette/fire-at-the-port") == []
    glanced = Edition.objects.get()
    assert (glanced.reader, keep.reading_of(glanced).paragraphs) == ("", (TEXT[0][:60].strip(),))
    assert rereading.catch_up() == 1
    read = Edition.objects.get()
    assert read.reader and keep.reading_of(read).paragraphs == (TEXT[0][:60].strip(),)
    assert rereading.catch_up() == 0


def test_what_can_not_be_understood_on_this_machine_waits(
    press: Press, alice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(read: Any) -> Any:
        raise ImportError("no model")

    monkeypatch.setattr(rereading, "_held_up_until", float("-inf"))
    add(alice, press.outlet("Gazette").publishes("Fire at the port").feed)
    rounds.refresh(everything=True, with_pages=False)
    with monkeypatch.context() as patched:
        patched.setattr(rereading.reading, "understood", missing)
        assert rereading.catch_up() == 0
        # The background work does not ask for it again every second.
        worker.work(threading.Event(), once=True)
        assert not DBTaskResult.objects.exists()
    assert queries.is_any_glanced()
    assert rereading.catch_up() == 1


def test_what_can_not_be_kept_anew_holds_nobody_up(press: Press, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    add(alice, press.outlet("Gazette").publishes("Fire at the port").publishes("Port opens").feed)
    rounds.refresh(everything=True, with_pages=False)
    note, refused = keep._note_statements, list[str]()

    def refuses_once(report: Report, read: Any) -> None:
        if report.headline == "Port opens" and not refused:
            refused.append(report.headline)
            raise DataError("a NUL in a text")
        note(report, read)

    monkeypatch.setattr(keep, "_note_statements", refuses_once)
    assert rereading.catch_up(limit=9) == 2
    assert refused and not queries.is_any_glanced() and Report.objects.count() == 2


@pytest.mark.parametrize(
    ("every", "fresh", "asked", "minutes"),
    [
        (3600, 0, None, 60),
        (3600, 7200, None, 120),
        (3600, 0, 10_800, 180),
        (3600, 0, 60, 60),
        (3600, 0, 10_000_000, 24 * 60),
    ],
)
def test_when_next(every: float, fresh: float, asked: float | None, minutes: float) -> None:
    wait, _ = timetable.next_visit(least=every, most=86_400, fresh_for=fresh, asked=asked)
    assert wait == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("failures", "guess", "wish", "minutes"),
    [
        (1, None, None, 10),
        (2, None, None, 20),
        (1, 3600, None, 60),
        (2, 3600, None, 20),
        (2, 7200, 7200, 120),
        (50, None, None, 24 * 60),
        (50, None, 7 * 86_400, 7 * 24 * 60),
        (1, None, 1e12, 7 * 24 * 60),
    ],
)
def test_after_a_failure(failures: int, guess: float | None, wish: float | None, minutes: float) -> None:
    assert timetable.after_failure(failures, guess=guess, wish=wish) == timedelta(minutes=minutes)


def feed_of(items: str, channel: str = "") -> bytes:
    return f"<rss version='2.0'><channel><title>Odd</title>{channel}{items}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("body", "kind", "headers"),
    [
        (feed_of("", "<ttl>1e400</ttl>"), "text/xml", {}),
        (feed_of("", "<ttl>99999999999999</ttl>"), "text/xml", {}),
        (feed_of("<item><title>A</title><pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate></item>"), "text/xml", {}),
        (
            feed_of("<item><title>A</title><link>http://.../x</link></item><item><title>B</title></item>"),
            "text/xml",
            {},
        ),
        (feed_of(f"<item><title>A</title><link>https://e.example/{'报' * 900}</link></item>"), "text/xml", {}),
        (feed_of("<item><title>A</title><guid>" + "报" * 2000 + "</guid></item>"), "text/xml", {}),
        (
            b'{"version": "https://jsonfeed.org/version/1.1", "language": "\\ud800", "items": [{"id": "\\u0000a", "title": "\\ud83d half"}]}',
            "application/json",
            {},
        ),
        (
            feed_of("<item><title>A</title></item>"),
            "text/xml",
            {"ETag": "\u00e9", "Expires": "Thu, 01 Jan 99999999999999999999 00:00:00 GMT"},
        ),
    ],
)
def test_an_odd_feed_spoils_nothing(press: Press, alice: Any, body: bytes, kind: str, headers: dict[str, str]) -> None:
    good = press.outlet("Good").publishes("Good news")
    odd = press.answers("/odd", body, kind, **headers)
    for address in (odd, good.feed):
        marks.subscribe(alice, keep.source(address, now=timezone.now())[0])
    rounds.refresh()
    assert Report.objects.filter(headline="Good news").exists()
    source = Source.objects.get(address=odd)
    assert source.visiting is None and source.due is not None and source.due > timezone.now()
    assert source.fault == ""


def test_a_source_without_a_title_takes_its_feeds(press: Press, alice: Any) -> None:
    marks.subscribe(alice, keep.source(press.outlet("Gazette").publishes("Fire").feed, now=timezone.now())[0])
    rounds.refresh()
    assert Source.objects.get().title == "Gazette"


def test_another_site_puts_no_words_into_an_articles_mouth(press: Press, alice: Any) -> None:
    """Hosts are told apart here by their spelling: localhost is not 127.0.0.1."""
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    link = gazette.address(gazette.articles[0])
    lies = "".join(f"<p>Hundreds of people died in the fire at the port, number {n}.</p>" for n in range(60))
    press.answers(
        "/agg",
        feed_of(
            f"<item><title>Hundreds dead</title><link>{link}</link><description><![CDATA[{lies}]]></description></item>"
        ),
        "text/xml",
    )
    marks.subscribe(alice, keep.source(press.url.replace("127.0.0.1", "localhost") + "/agg", now=timezone.now())[0])
    rounds.refresh()
    assert keep.reading_of(Edition.objects.get()).paragraphs == TEXT


def test_a_file_changes_nobody_elses_report(press: Press, alice: Any, bob: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    link = gazette.address(gazette.articles[0])
    add(alice, link)
    forged = f"<!-- saved from url=(0030){link} --><html><body><article><h1>Hundreds dead</h1>{''.join(f'<p>{line}</p>' for line in TEXT)}</article></body></html>"
    add(bob, body=forged.encode(), name="a.html")
    assert [report.headline for report in shelf.latest(alice).reports] == ["Fire at the port"]
    assert [report.headline for report in shelf.latest(bob).reports] == ["Hundreds dead"]


def test_two_entries_that_lead_to_one_wall_stay_two(press: Press, alice: Any) -> None:
    wall = f"<html><body><article><h1>Please accept</h1>{''.join(f'<p>{line}</p>' for line in TEXT)}</article></body></html>"
    press.answers("/wall", wall.encode())
    for name in "ab":
        press.answers(f"/{name}", status=302, Location="/wall")
    press.answers(
        "/feed",
        feed_of("".join(f"<item><title>{n}</title><link>{press.url}/{n}</link></item>" for n in "ab")),
        "text/xml",
    )
    marks.subscribe(alice, keep.source(press.url + "/feed", now=timezone.now())[0])
    rounds.refresh()
    assert Report.objects.count() == 2


def test_entries_that_lead_into_one_page_keep_their_own_words(press: Press, alice: Any) -> None:
    page = "<html><body><article><h1>Now</h1>" + "".join(f"<p>{line}</p>" for line in TEXT) + "</article></body></html>"
    press.answers("/now", page.encode())
    items = "".join(
        f"<item><title>Day {n}</title><link>{press.url}/now#{n}</link><guid>{n}</guid><description>Words of day {n}.</description></item>"
        for n in range(3)
    )
    press.answers("/feed", feed_of(items), "text/xml")
    marks.subscribe(alice, keep.source(press.url + "/feed", now=timezone.now())[0])
    assert rounds.refresh().new == 3
    assert sorted(report.headline for report in shelf.latest(alice).reports) == ["Day 0", "Day 1", "Day 2"]
    assert press.asked("/now") == []


def test_a_visit_that_is_stopped_frees_its_source_and_goes_on(
    press: Press, alice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gazette = press.outlet("Gazette")
    for number in range(4):
        gazette.publishes(f"Report {number}")
    add(alice, gazette.feed)
    stop = threading.Event()
    monkeypatch.setattr(rounds, "stopping", stop)
    real = rounds.intake.take

    async def take_one_and_stop(*args: Any, **kwargs: Any) -> Any:
        stop.set()
        return await real(*args, **kwargs)

    monkeypatch.setattr(rounds.intake, "take", take_one_and_stop)
    rounds.refresh()
    assert Report.objects.count() == 1
    source = Source.objects.get()
    assert source.visiting is None and source.visited is None
    stop.clear()
    monkeypatch.setattr(rounds.intake, "take", real)
    assert rounds.refresh().new == 3


def test_whom_another_process_visits_is_left_to_it(press: Press, alice: Any) -> None:
    add(alice, press.outlet("Gazette").publishes("Fire").feed)
    settling.claim(now=timezone.now(), lease=rounds.LEASE, limit=1)
    done = rounds.refresh()
    assert (done.visited, done.busy) == (0, 1)


def test_whom_nobody_follows_is_not_revived(press: Press, alice: Any) -> None:
    add(alice, press.outlet("Gazette").publishes("Fire").feed)
    marks.unsubscribe(alice, Source.objects.get())
    assert rounds.refresh(everything=True).visited == 0


# Additions ------------------------------------------------------------------------------------------------------


def test_a_site_is_followed_by_its_feed(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    outcome = add(alice, gazette.home)
    assert (outcome.state, Source.objects.get().address) == ("done", gazette.feed)
    assert "already" in add(alice, gazette.home).message


def test_a_site_that_names_no_feed_is_looked_through(press: Press, alice: Any) -> None:
    press.answers("/", b"<html><body><h1>Gazette</h1></body></html>")
    press.answers("/rss.xml", b"<rss version='2.0'><channel><title>G</title></channel></rss>", "text/xml")
    assert add(alice, press.url).state == "done"
    assert Source.objects.get().address == press.url + "/rss.xml"


def test_a_page_with_several_feeds_asks(press: Press, alice: Any) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/{name}">'
        for name in ("world", "sport")
    )
    press.answers("/", f"<html><head>{links}</head><body>x</body></html>".encode())
    for name in ("world", "sport"):
        item = f"<item><title>{name} today</title><link>/{name}/1</link><pubDate>Thu, 12 Nov 2026 08:15:00 GMT</pubDate></item>"
        feed = f"<rss version='2.0'><channel><title>Gazette: {name}</title>{item}</channel></rss>"
        press.answers(f"/{name}", feed.encode(), "application/rss+xml")
    outcome = add(alice, press.url)
    assert outcome.state == "choose"
    assert [(offer.title, offer.entries, offer.newest, offer.dated) for offer in outcome.offers] == [
        ("Gazette: world", 1, "world today", "2026-11-12T08:15:00+00:00"),
        ("Gazette: sport", 1, "sport today", "2026-11-12T08:15:00+00:00"),
    ]
    assert Source.objects.count() == 0


def test_a_single_article_is_saved(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    outcome = add(alice, gazette.address(gazette.articles[0]))
    assert outcome.state == "done" and outcome.report is not None
    assert outcome.report.headline == "Fire at the port"
    assert [report.headline for report in shelf.latest(alice).reports] == ["Fire at the port"]
    assert "have it already" in add(alice, gazette.address(gazette.articles[0]) + "?utm_source=x").message
    assert Report.objects.count() == 1


def test_a_paste_is_saved_and_known_again(alice: Any) -> None:
    text = ("Fire closes the harbour\n\nGazette\n\n12 November 2026, 08:15\n\n" + "\n\n".join(TEXT)).encode()
    outcome = add(alice, body=text, name="pasted text")
    assert outcome.state == "done" and outcome.report is not None
    assert (outcome.report.headline, outcome.report.outlet, outcome.report.url) == (
        "Fire closes the harbour",
        "Gazette",
        "",
    )
    assert "already" in add(alice, body=text, name="pasted text").message


def test_what_one_person_pastes_another_does_not_see(alice: Any, bob: Any) -> None:
    text = ("A private draft\n\n" + "\n\n".join(TEXT)).encode()
    add(alice, body=text)
    assert shelf.latest(bob).reports == []
    add(bob, body=text)
    assert Report.objects.count() == 2


def test_a_saved_page_knows_where_it_was(alice: Any) -> None:
    html = f"<!-- saved from url=(0031)https://gazette.example/2026/fire --><html><head><title>Fire - Gazette</title></head><body><article><h1>Fire</h1>{''.join(f'<p>{line}</p>' for line in TEXT)}</article></body></html>"
    outcome = add(alice, body=html.encode(), name="fire.html")
    assert outcome.report is not None and outcome.report.url == "https://gazette.example/2026/fire"


def test_a_list_of_sources_is_followed(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire")
    body = f'<opml version="2.0"><body><outline text="World"><outline type="rss" text="G" xmlUrl="{gazette.feed}"/></outline><outline type="rss" text="bad" xmlUrl="ftp://x"/></body></opml>'
    outcome = add(alice, body=body.encode(), name="list.opml")
    assert outcome.message == "1 source added, 1 with an address that can't be read."
    (source,) = [row for row in shelf.followed(alice) if row.is_visited]
    assert source.folder == "World"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"address": "nonsense"}, "no address"),
        ({"address": "http://10.1.2.3/"}, "private network"),
        ({"address": "http://nothing.invalid/feed"}, "no server of this name"),
        ({"body": b"%PDF-1.4", "name": "paper.pdf"}, "paper.pdf: this PDF is broken"),
        ({"body": b"\x00\x01\x02" * 99, "name": "x.bin"}, "x.bin"),
        ({"body": b"<opml></opml>", "name": "list.opml"}, "names no feed"),
    ],
)
def test_what_can_not_be_added_says_why(alice: Any, given: dict[str, Any], words: str) -> None:
    outcome = add(alice, **given)
    assert outcome.state == "failed"
    assert words in outcome.message
    row = shelf.additions(alice)[0]
    assert (row.state, row.message) == ("failed", outcome.message)


def test_a_fault_of_ours_settles_what_was_handed_in(alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(additions.addresses, "web", lambda text: 1 / 0)
    assert "NewsBox itself" in add(alice, "https://e.example/").message


def test_a_front_page_with_a_few_words_is_no_article(press: Press, alice: Any) -> None:
    press.answers("/", b"<html><body><h1>Welcome</h1><p>Nothing to see here on this page.</p></body></html>")
    assert "no feed found" in add(alice, press.url).message
    assert Report.objects.count() == 0


def test_an_undated_page_with_a_long_text_is_an_article(press: Press, alice: Any) -> None:
    body = "".join(f"<p>{line}</p>" for line in TEXT * 3)
    outcome = add(alice, press.answers("/about", f"<html><body><h1>About us</h1>{body}</body></html>".encode()))
    assert outcome.state == "done" and outcome.report is not None


def test_a_machine_at_home_that_speaks_http_alone(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire")
    assert add(alice, gazette.feed.removeprefix("http://")).state == "done"
    assert Source.objects.get().address == gazette.feed


def test_a_site_without_feed_or_article_says_so(press: Press, alice: Any) -> None:
    press.answers("/", b"<html><body><h1>Nothing here</h1></body></html>")
    assert "no feed found" in add(alice, press.url).message


# Pictures, rereading, the worker -------------------------------------------------------------------------------------


def test_a_picture_comes_into_the_box(press: Press, alice: Any) -> None:
    photo = press.answers("/photo.jpg", draw(PICTURES[0], 900, 600), "image/jpeg")
    gazette = press.outlet("Gazette").publishes("Fire at the port", picture=photo)
    add(alice, gazette.feed)
    rounds.refresh()
    row = Picture.objects.get()
    assert row.name and (row.width, row.height) == (900, 600)
    assert keep.picture_path(row.name).stat().st_size > keep.picture_path(row.name, small=True).stat().st_size > 1000
    due_now()
    rounds.refresh()
    assert len(press.asked("/photo.jpg")) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a",
        b"\xff\xd8\xff" + b"x" * 100,
        b"<html>no</html>",
    ],
)
def test_what_is_no_picture_is_not_kept(body: bytes) -> None:
    with pytest.raises(GatheringError):
        pictures.develop(Page("https://e.example/a.jpg", body))


def test_a_picture_bomb_is_not_opened() -> None:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    with pytest.raises(GatheringError, match=r"pixels|open"):
        pictures.develop(Page("https://e.example/a.png", out.getvalue()))


def test_what_a_camera_noted_does_not_come_along() -> None:
    import io

    from PIL import Image

    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "the photographer's home"
    Image.new("RGB", (300, 200), "red").save(out, "JPEG", exif=exif)
    assert b"home" not in pictures.develop(Page(None, out.getvalue())).large


def test_kept_pages_are_read_anew(press: Press, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    add(alice, gazette.feed)
    rounds.refresh()
    assert rereading.reread_all() == (1, 0, 0)
    edition = Edition.objects.get()
    edition.reading["headline"] = "read badly"
    edition.save()
    Report.objects.update(headline="read badly")
    assert rereading.reread_all() == (1, 1, 0)
    assert Report.objects.get().headline == "Fire at the port"


def test_the_worker_does_what_waits_once(press: Press, alice: Any) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    marks.hand_in(alice, address=gazette.home)
    worker.work(threading.Event(), once=True)
    assert shelf.additions(alice)[0].state == "done"
    worker.work(threading.Event(), once=True)
    assert Report.objects.count() == 1


def test_what_a_stopped_worker_left_is_taken_up(press: Press, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gazette = press.outlet("Gazette").publishes("Fire at the port")
    addition = marks.hand_in(alice, address=gazette.home, quietly=True)  # its task is lost
    type(addition).objects.update(asked=timezone.now() - timedelta(hours=1))
    worker.work(threading.Event(), once=True)
    assert shelf.additions(alice)[0].state == "done"


def test_a_saved_article_comes_with_all_its_pages_and_keeps_them_when_reread(press: Press, alice: Any) -> None:
    def page(text: str, *, following: str = "") -> bytes:
        link = f'<link rel="next" href="{following}">' if following else ""
        told = "".join(f"<p>{line} {text}</p>" for line in TEXT)
        return f"<html lang='en'><head><title>Fire - Gazette</title>{link}<meta property='article:published_time' content='2026-11-12T08:00:00Z'></head><body><article><h1>Fire in the port</h1>{told}</article></body></html>".encode()

    address = press.answers("/news/fire", page("One.", following="/news/fire/2"))
    press.answers("/news/fire/2", page("Two.", following="/news/fire/3"))  # the third can't be had
    outcome = additions.carry_out(marks.hand_in(alice, address=address, quietly=True))
    assert outcome.report is not None
    kept = keep.reading_of(outcome.report.editions.get())
    assert len(kept.paragraphs) == 2 * len(TEXT)
    rereading.reread_all()
    assert keep.reading_of(outcome.report.editions.get()).paragraphs == kept.paragraphs


@pytest.mark.parametrize("name", ["release.pdf", "fire.mhtml", "crawl.warc.gz"])
def test_files_of_every_kind_are_saved_and_the_form_offers_them(alice: Any, signed_in: Any, name: str) -> None:
    body = {
        "release.pdf": pdf(*RELEASE),
        "fire.mhtml": mhtml(html_page()),
        "crawl.warc.gz": warc(("https://gazette.example/2026/fire", "200 OK", "text/html", html_page().encode())),
    }[name]
    outcome = additions.carry_out(marks.hand_in(alice, body=body, name=name, quietly=True))
    assert outcome.report is not None, outcome.message
    offered = signed_in.get("/add/").content.decode()
    assert f".{name.rpartition('.')[2]}" in offered.partition('accept="')[2].partition('"')[0].split(",")


def test_what_is_not_kept_is_not_understood(press: Press, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []
    monkeypatch.setattr(additions.reading, "understood", lambda read: asked.append(read.headline) or read)
    outlet = press.outlet("Gazette")
    outlet.publishes("Harbour closed", *TEXT)
    # A front page that can be read as an article, and is none.
    front = f"<html><head><title>Gazette</title><link rel='alternate' type='application/rss+xml' href='{outlet.feed}'></head><body><article><h1>Gazette</h1>{''.join(f'<p>{line}</p>' for line in TEXT)}</article></body></html>"
    address = press.answers("/", front.encode())
    assert additions.carry_out(marks.hand_in(alice, address=address, quietly=True)).source is not None
    assert asked == []
