"""A good guest: each line of what publishers ask of feed readers, against a server that looks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from newsbox.desk import rounds, timetable
from newsbox.errors import Throttled
from newsbox.gathering import wishes
from newsbox.gathering.fetch import Fetcher
from newsbox.library import keep, settling
from newsbox.library.models import Edition, Report, Source
from newsbox.press.server import Answer, Request
from newsbox.shelf import marks
from newsbox.types import Entry, NotModified, Page
from tests.press import Press

pytestmark = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)  # a Wednesday
HOUR, DAY = 3600.0, 86_400.0
LAST_MODIFIED = "Tue, 10 Nov 2026 08:00:00 GMT"


class Feed:
    """A feed at an address, which answers as it is told, and the source that follows it."""

    def __init__(self, press: Press, person: Any) -> None:
        self.press, self.path = press, "/feed"
        self.channel, self.items = "", "<item><title>Fire at the port</title><guid>a</guid></item>"
        self.answer: Answer | None = None
        self.headers: dict[str, str] = {}
        self.honours_validators = False
        press.at(self.path, self._answer)
        marks.subscribe(person, keep.source(press.url + self.path, now=timezone.now())[0])

    @property
    def source(self) -> Source:
        return Source.objects.get()

    @property
    def asked(self) -> list[Request]:
        return self.press.asked(self.path)

    def visit(self) -> Source:
        Source.objects.filter(due__isnull=False).update(due=timezone.now())
        rounds.refresh(with_pages=False)
        return self.source

    def wait(self) -> float:
        """Seconds until the next visit."""
        due = self.visit().due
        assert due is not None
        return (due - timezone.now()).total_seconds()

    def _answer(self, request: Request) -> Answer:
        is_known = self.honours_validators and {"if-none-match", "if-modified-since"} & set(request.headers)
        if self.answer or is_known:
            return self.answer or Answer(status=304, headers=self.headers)
        body = f"<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel><title>Gazette</title>{self.channel}{self.items}</channel></rss>"
        return Answer(body.encode(), "application/rss+xml", headers=self.headers)


@pytest.fixture
def feed(press: Press, alice: Any) -> Feed:
    return Feed(press, alice)


@pytest.fixture
def public() -> Iterator[Fetcher]:
    """A Fetcher to which this machine is a public host like any other."""
    fetcher = Fetcher(version="1", allow=(), contact="https://box.example/", pause=0)
    fetcher.networks.are_home = lambda address: False  # type: ignore[method-assign]
    fetcher.networks.permit = lambda address: True  # type: ignore[method-assign]
    yield fetcher


# Conditional requests -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ['"abc"', 'W/"abc"', "abc", '"a b, c"', "'single'", '"' + "x" * 300 + '"'])
def test_an_etag_comes_back_as_it_was_given(feed: Feed, tag: str) -> None:
    feed.headers["ETag"] = tag
    feed.visit()
    feed.visit()
    assert "if-none-match" not in feed.asked[0].headers
    assert feed.asked[1].headers["if-none-match"] == tag
    assert "if-modified-since" not in feed.asked[1].headers  # no date is made up


@pytest.mark.parametrize("date", [LAST_MODIFIED, "Tue, 10 Nov 2026 08:00:00 +0100", "2026-11-10", "yesterday"])
def test_a_date_comes_back_as_it_was_given(feed: Feed, date: str) -> None:
    feed.headers["Last-Modified"] = date
    feed.visit()
    feed.visit()
    assert feed.asked[1].headers["if-modified-since"] == date
    assert "if-none-match" not in feed.asked[1].headers


def test_both_go_back_where_both_were_given_at_every_visit_after_the_first(feed: Feed) -> None:
    feed.headers = {"ETag": '"1"', "Last-Modified": LAST_MODIFIED}
    for _ in range(4):
        feed.visit()
    given = [(each.headers.get("if-none-match"), each.headers.get("if-modified-since")) for each in feed.asked]
    assert given == [(None, None), *[('"1"', LAST_MODIFIED)] * 3]


def test_not_modified_leaves_everything_and_keeps_the_validators(feed: Feed) -> None:
    feed.headers = {"ETag": '"1"'}
    before = feed.visit()
    feed.honours_validators, feed.headers = True, {}
    after = feed.visit()
    assert (after.etag, after.title, after.reports_count, after.answered) == (
        '"1"',
        "Gazette",
        before.reports_count,
        before.answered,
    )
    assert after.visited and before.visited and after.visited > before.visited
    assert Report.objects.count() == Edition.objects.count() == 1


def test_validators_of_another_address_are_not_used(feed: Feed, press: Press) -> None:
    feed.headers = {"ETag": '"1"'}
    feed.visit()
    press.at("/new", lambda request: Answer(b"<rss version='2.0'><channel></channel></rss>", headers={"ETag": '"2"'}))
    feed.answer = Answer(status=301, headers={"Location": "/new"})
    feed.visit()
    assert "if-none-match" not in press.asked("/new")[0].headers
    assert (feed.source.address, feed.source.etag) == (press.url + "/new", "")


def test_validators_without_a_whole_answer_for_a_month_are_not_believed(feed: Feed) -> None:
    feed.headers, feed.honours_validators = {"ETag": '"1"'}, True
    feed.visit()
    Source.objects.update(answered=timezone.now() - timedelta(days=29))
    feed.visit()
    assert "if-none-match" in feed.asked[-1].headers
    Source.objects.update(answered=timezone.now() - timedelta(days=31))
    feed.visit()
    assert "if-none-match" not in feed.asked[-1].headers
    feed.visit()
    assert "if-none-match" in feed.asked[-1].headers


def test_what_is_new_alone_is_asked_for_and_understood(feed: Feed) -> None:
    """RFC 3229 with "feed": a server that knows what we have sends the rest, as 226 IM Used."""
    days = "".join(
        f"<item><title>Day {n}</title><guid>{n}</guid><pubDate>{n:02} Nov 2026 08:00:00 GMT</pubDate></item>"
        for n in range(1, 9)
    )
    feed.items, feed.headers = days, {"ETag": '"1"'}
    whole = feed.visit()
    assert "a-im" not in feed.asked[0].headers  # who has nothing wants it all
    body = b"<rss version='2.0'><channel><title>Gazette</title><item><title>News</title><guid>b</guid></item></channel></rss>"
    feed.answer = Answer(body, "application/rss+xml", status=226, headers={"ETag": '"2"', "IM": "feed"})
    part = feed.visit()
    assert feed.asked[1].headers["a-im"] == "feed" and feed.asked[1].headers["if-none-match"] == '"1"'
    assert (part.etag, part.reports_count, part.fault) == ('"2"', 9, "")
    assert part.gap == whole.gap and whole.gap
    assert part.answered == whole.answered  # a month without a whole answer, and all of it is asked for
    feed.answer = Answer(body, "application/rss+xml", status=226, headers={"ETag": '"3"', "IM": "vcdiff"})
    assert "in a way we did not offer" in feed.visit().fault
    assert feed.source.etag == '"2"'


def test_a_part_that_nobody_asked_for_is_no_answer(feed: Feed) -> None:
    feed.answer = Answer(b"<rss version='2.0'><channel/></rss>", "application/rss+xml", status=226)
    assert "226" in feed.visit().fault


def test_a_body_that_came_before_is_not_read_again(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    feed.visit()
    read: list[Page] = []
    real = rounds.feeds.parse
    monkeypatch.setattr(rounds.feeds, "parse", lambda page: read.append(page) or real(page))
    feed.headers["ETag"] = '"new"'
    assert (feed.visit().etag, read) == ('"new"', [])
    feed.items += "<item><title>Port opens</title><guid>b</guid></item>"
    feed.visit()
    assert (len(read), Report.objects.count()) == (1, 2)


# When next ----------------------------------------------------------------------------------------------------------


def test_an_hour_passes_where_nobody_asks_for_anything(feed: Feed) -> None:
    assert HOUR - 5 <= feed.wait() <= 1.1 * HOUR
    assert feed.source.why == "every hour"


@pytest.mark.parametrize(
    ("headers", "channel", "hours", "why"),
    [
        ({"Cache-Control": "max-age=7200"}, "", 2, "its server says the answer holds until then"),
        ({"Cache-Control": "public, Max-Age=10800, must-revalidate"}, "", 3, "its server"),
        ({"Cache-Control": "max-age=60"}, "", 1, "every hour"),
        ({}, "<ttl>120</ttl>", 2, "the feed says every 2 hours"),
        ({}, "<ttl>5</ttl>", 1, "every hour"),
        ({}, "<ttl>1e400</ttl>", 1, "every hour"),
        ({}, "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>", 1, ""),
        ({}, "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 6, "every 6 hours"),
        ({}, "<sy:updatePeriod>yearly</sy:updatePeriod>", 24, "every 365 days"),
        ({"Cache-Control": "max-age=9999999"}, "", 24, "its server"),
        ({"Cache-Control": "max-age=7200"}, "<ttl>180</ttl>", 3, "the feed says"),
    ],
)
def test_what_server_and_feed_ask_for(
    feed: Feed, headers: dict[str, str], channel: str, hours: float, why: str
) -> None:
    feed.headers, feed.channel = headers, channel
    assert hours * HOUR - 5 <= feed.wait() <= 1.1 * hours * HOUR + 5
    assert why in feed.source.why


def test_expires_is_a_wish_too(feed: Feed) -> None:
    feed.headers["Expires"] = format_datetime(datetime.now(UTC) + timedelta(hours=5), usegmt=True)
    assert 5 * HOUR - 10 <= feed.wait() <= 5.5 * HOUR + 10


def test_a_wish_holds_while_nothing_changes(feed: Feed) -> None:
    feed.channel, feed.headers, feed.honours_validators = "<ttl>240</ttl>", {"ETag": '"1"'}, True
    feed.visit()
    assert feed.wait() >= 4 * HOUR - 5
    assert feed.source.why == "the feed says every 4 hours"


def test_hours_and_days_that_a_feed_wants_for_itself(feed: Feed) -> None:
    tomorrow = (timezone.now() + timedelta(hours=1)).astimezone(UTC)
    hours = [(tomorrow.hour + n) % 24 for n in range(-2, 5)]
    feed.channel = f"<skipHours>{''.join(f'<hour>{hour}</hour>' for hour in hours)}</skipHours>"
    due = feed.visit().due
    assert due is not None and due.astimezone(UTC).hour not in hours
    assert feed.source.why == "the feed asks for no visit before"


@pytest.mark.parametrize(
    ("channel", "hours", "days"),
    [
        ("<skipHours><hour>0</hour><hour> 23 </hour></skipHours>", (0, 23), ()),
        ("<skipHours><hour>24</hour><hour>77</hour><hour>x</hour></skipHours>", (0,), ()),
        ("<skipDays><day>Sunday</day><day>saturday</day><day>Someday</day></skipDays>", (), (5, 6)),
        ("<skipHours>" + "".join(f"<hour>{n}</hour>" for n in range(24)) + "</skipHours>", (), ()),
        ("<skipHours/>", (), ()),
    ],
)
def test_which_hours_and_days(channel: str, hours: tuple[int, ...], days: tuple[int, ...]) -> None:
    told = wishes.of(Page("https://gazette.example/feed", f"<rss><channel>{channel}</channel></rss>".encode()))
    assert (told.hours, told.days) == (hours, days)


@pytest.mark.parametrize(
    ("hours", "days", "due"),
    [
        ([], [], NOON),
        ([12], [], NOON + timedelta(hours=1)),
        ([12, 13, 14], [], NOON + timedelta(hours=3)),
        ([], [2], datetime(2026, 11, 19, tzinfo=UTC)),
        ([0, 1], [2, 3], datetime(2026, 11, 20, 2, tzinfo=UTC)),
        (list(range(24)), [], NOON),
    ],
)
def test_a_visit_outside_of_them(hours: list[int], days: list[int], due: datetime) -> None:
    assert timetable.outside(NOON, hours=hours, days=days) == due


@pytest.mark.parametrize(
    ("every", "count", "hours", "why"),
    [
        (timedelta(minutes=10), 30, 1, "every hour"),
        (timedelta(hours=8), 20, 4, "it publishes about 3 a day"),
        (timedelta(days=1), 10, 12, "it publishes about one a day"),
        (timedelta(days=3), 10, 24, "it publishes about 2 a week"),
        (timedelta(days=60), 10, 24, "it publishes less than once a month"),
        (timedelta(hours=8), 2, 1, "every hour"),  # two make no rhythm
    ],
)
def test_a_feeds_own_rhythm(every: timedelta, count: int, hours: float, why: str) -> None:
    entries = [Entry(str(n), None, published=(NOON - n * every).isoformat()) for n in range(count)]
    gap = timetable.gap_of(entries, now=NOON)
    wait, told = timetable.next_visit(least=HOUR, most=DAY, gap=gap)
    assert (wait, told) == (timedelta(hours=hours), why)
    assert HOUR <= timetable.next_visit(least=HOUR, most=2 * HOUR, gap=gap)[0].total_seconds() <= 2 * HOUR


def test_a_feed_that_fell_silent_is_asked_less_often() -> None:
    entries = [Entry(str(n), None, published=(NOON - timedelta(hours=n)).isoformat()) for n in range(20)]
    assert timetable.gap_of(entries, now=NOON) == HOUR
    assert timetable.gap_of(entries, now=NOON + timedelta(days=9)) == 9 * DAY


def test_a_date_in_the_future_makes_no_rhythm() -> None:
    entries = [Entry(str(n), None, published=(NOON + timedelta(days=n)).isoformat()) for n in range(1, 20)]
    assert timetable.gap_of(entries, now=NOON) is None


# Failures -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_in_seconds_and_as_a_date(feed: Feed, status: int) -> None:
    feed.visit()
    feed.answer = Answer(status=status, headers={"Retry-After": "7200"})
    assert 2 * HOUR - 5 <= feed.wait() <= 2.2 * HOUR + 5
    date = format_datetime(datetime.now(UTC) + timedelta(hours=30), usegmt=True)
    feed.answer = Answer(status=status, headers={"Retry-After": date})
    assert 30 * HOUR - 5 <= feed.wait() <= 33 * HOUR + 5
    assert feed.source.why == "the server asked for it"


def test_a_host_that_asks_to_be_left_alone_is_left_alone_with_all_its_feeds(press: Press, public: Fetcher) -> None:
    busy = press.answers("/busy", status=429, Retry_After="600")
    other = press.answers("/other", b"x")

    async def both() -> None:
        async with public as ask:
            for address in (busy, other):
                with pytest.raises(Throttled) as caught:
                    await ask.get(address)
                assert caught.value.again == pytest.approx(600, abs=5)

    asyncio.run(both())
    assert len(press.requests) == 1


def test_failures_back_off_with_jitter(feed: Feed) -> None:
    feed.visit()
    feed.answer = Answer(status=500)
    waits = [feed.wait() for _ in range(12)]
    assert waits[0] >= HOUR - 5
    assert all(later > 1.5 * earlier for earlier, later in pairwise(waits[1:7]))
    assert all(DAY - 5 <= wait <= 1.1 * DAY for wait in waits[-3:])
    assert len({round(wait) for wait in waits[-3:]}) > 1
    assert feed.source.failures == 12
    feed.answer = None
    assert feed.wait() <= 1.1 * HOUR  # all is forgiven


def test_nothing_there_backs_off_and_is_asked_again(feed: Feed) -> None:
    feed.answer = Answer(status=404)
    assert feed.wait() >= 6 * HOUR - 5


def test_gone_is_asked_no_more(feed: Feed) -> None:
    feed.answer = Answer(status=410)
    assert feed.visit().due is None
    feed.visit()
    assert len(feed.asked) == 1


@pytest.mark.parametrize(
    ("hops", "is_kept"),
    [([301], True), ([308], True), ([301, 308], True), ([302], False), ([307], False), ([301, 302], False), ([302, 301], False)],
)  # fmt: skip
def test_an_address_changes_only_where_every_step_is_for_good(
    feed: Feed, press: Press, hops: list[int], is_kept: bool
) -> None:
    body = b"<rss version='2.0'><channel><title>New</title></channel></rss>"
    for place, status in enumerate(hops[1:], 1):
        press.answers(f"/hop{place}", status=status, Location=f"/hop{place + 1}")
    new = press.answers(f"/hop{len(hops)}", body, "text/xml")
    feed.answer = Answer(status=hops[0], headers={"Location": "/hop1"})
    feed.visit()
    assert feed.source.address == (new if is_kept else press.url + "/feed")


def test_a_move_to_what_is_no_feed_is_not_believed(feed: Feed, press: Press) -> None:
    press.answers("/sorry", b"<html><body>This domain is for sale.</body></html>")
    feed.answer = Answer(status=301, headers={"Location": "/sorry"})
    feed.visit()
    assert feed.source.address == press.url + "/feed" and "no feed" in feed.source.fault


# Manners --------------------------------------------------------------------------------------------------------------


def test_we_say_who_we_are_and_what_we_want(press: Press, public: Fetcher) -> None:
    from newsbox.gathering.fetch import ACCEPT_FEED

    async def once() -> None:
        async with public as ask:
            await ask.get(press.answers("/feed", b"x", Set_Cookie="id=1"), accept=ACCEPT_FEED)
            await ask.get(press.url + "/feed", accept=ACCEPT_FEED)

    asyncio.run(once())
    headers = press.requests[-1].headers
    assert headers["user-agent"] == "NewsBox/1 (+https://box.example/)"
    assert "application/atom+xml" in headers["accept"] and "application/rss+xml" in headers["accept"]
    assert "gzip" in headers["accept-encoding"] and "br" in headers["accept-encoding"]
    assert not {"cookie", "referer", "authorization"} & set(headers)
    assert press.requests[-1].path == "/feed"  # no number against caches hangs on it


def test_publishers_hear_how_many_follow_their_feed_and_nobody_else_does(
    feed: Feed, press: Press, alice: Any, bob: Any
) -> None:
    feed.items = f"<item><title>Fire</title><link>{press.url}/fire</link><description>It burns.</description></item>"
    press.answers("/fire", b"<html><body><p>It burns.</p></body></html>")
    Source.objects.update(due=timezone.now())
    rounds.refresh()
    assert feed.asked[-1].headers["user-agent"].endswith(" (self-hosted news reader; 1 subscriber)")
    marks.subscribe(bob, feed.source)
    feed.visit()
    assert feed.asked[-1].headers["user-agent"].endswith(" (self-hosted news reader; 2 subscribers)")
    assert "subscriber" not in press.asked("/fire")[-1].headers["user-agent"]
    assert "subscriber" not in press.asked("/robots.txt")[-1].headers["user-agent"]


def test_every_visit_asks_in_the_same_words(feed: Feed) -> None:
    """A cache that tells answers apart by our headers (Vary) has one of ours, not one a visit."""
    for _ in range(3):
        feed.visit()
    assert len(feed.asked) == 3
    assert {tuple(sorted(each.headers.items())) for each in feed.asked} == {
        tuple(sorted(feed.asked[0].headers.items()))
    }
    assert {each.path for each in feed.asked} == {"/feed"}


def test_crawl_delay_is_waited_for_between_pages(press: Press, public: Fetcher) -> None:
    press.answers("/robots.txt", b"User-agent: *\nCrawl-delay: 0.3\n", "text/plain")
    at: list[float] = []

    def page(request: Request) -> Answer:
        at.append(time.monotonic())
        return Answer(b"x", "text/html")

    for n in range(3):
        press.at(f"/{n}", page)

    async def several() -> None:
        async with public as ask:
            for n in range(3):
                await ask.get(f"{press.url}/{n}", unasked=True)

    asyncio.run(several())
    assert min(later - earlier for earlier, later in pairwise(at)) >= 0.29


def test_one_connection_a_host(press: Press, public: Fetcher) -> None:
    now, most = 0, 0

    def slow(request: Request) -> Answer:
        nonlocal now, most
        now += 1
        most = max(most, now)
        import time

        time.sleep(0.02)
        now -= 1
        return Answer(b"x")

    for n in range(6):
        press.at(f"/{n}", slow)

    async def several() -> None:
        async with public as ask:
            await asyncio.gather(*(ask.get(f"{press.url}/{n}") for n in range(6)))

    asyncio.run(several())
    assert most == 1


def test_robots_are_asked_for_pages_and_not_for_feeds(feed: Feed, press: Press, alice: Any) -> None:
    press.answers("/robots.txt", b"User-agent: *\nDisallow: /\n", "text/plain")
    feed.items = f"<item><title>Fire</title><link>{press.url}/fire</link><description>It burns.</description></item>"
    Source.objects.update(due=timezone.now())
    rounds.refresh()
    assert len(feed.asked) == 1 and len(press.asked("/robots.txt")) == 1 and press.asked("/fire") == []
    assert Report.objects.get().headline == "Fire"


def test_a_restart_asks_for_nothing_that_is_not_due(feed: Feed) -> None:
    feed.visit()
    rounds.begin_again()
    assert rounds.refresh().visited == 0
    assert len(feed.asked) == 1


def test_after_a_long_absence_sources_are_visited_one_after_another(db: None) -> None:
    now = timezone.now()
    for n in range(130):
        keep.source(f"https://{n}.example/feed", now=now - timedelta(days=2, minutes=n))
    rounds.begin_again()
    at_once = settling.claim(now=now + timedelta(seconds=10), lease=rounds.LEASE, limit=500)
    assert len(at_once) == timetable.AT_ONCE
    assert {row.address for row in at_once} == {f"https://{n}.example/feed" for n in range(30, 130)}
    latest = max(row.due for row in Source.objects.all() if row.due)
    assert now + timedelta(minutes=9) < latest <= timezone.now() + timetable.SPREAD


def test_sources_added_together_are_not_asked_together_for_ever(press: Press, alice: Any) -> None:
    for n in range(12):
        address = press.answers(f"/{n}", b"<rss version='2.0'><channel></channel></rss>", "text/xml")
        marks.subscribe(alice, keep.source(address, now=timezone.now())[0])
    rounds.refresh()
    dues = sorted(row.due for row in Source.objects.all() if row.due)
    assert (dues[-1] - dues[0]).total_seconds() > 60


def test_what_says_not_modified_unasked_is_an_answer_all_the_same(press: Press) -> None:
    async def once() -> Page | NotModified:
        async with Fetcher(version="1", allow=("127.0.0.0/8",), pause=0) as ask:
            return await ask.get(press.answers("/a", status=304), etag='"1"')

    assert isinstance(asyncio.run(once()), NotModified)
