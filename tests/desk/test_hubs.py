"""A hub is asked to call, is believed where it signs, and is missed by nobody where it falls silent."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from newsbox.desk import rounds
from newsbox.gathering import wishes
from newsbox.library import hubs, keep
from newsbox.library.models import Hub, Report, Source
from newsbox.press.server import Answer, Request
from newsbox.shelf import marks
from newsbox.types import Page
from tests.press import Press

pytestmark = pytest.mark.django_db(transaction=True)

TOPIC = "https://gazette.example/feed"


def feed(press: Press, head: str) -> bytes:
    return f"<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Gazette</title>{head}<item><title>Fire</title><guid>a</guid></item></channel></rss>".encode()


@pytest.fixture
def visit(press: Press, alice: Any, settings: Any) -> Callable[[], Source]:
    """Visits a source whose feed names a hub of the same press."""
    settings.NEWSBOX_ADDRESS = "https://box.example"
    settings.ALLOWED_HOSTS = ["*"]
    head = f"<atom:link rel='hub' href='{press.url}/hub'/><atom:link rel='self' href='{TOPIC}'/>"
    press.at("/feed", lambda request: Answer(feed(press, head), "text/xml", headers={"ETag": '"1"'}))
    press.answers("/hub", status=202)
    marks.subscribe(alice, keep.source(press.url + "/feed", now=timezone.now())[0])

    def visited() -> Source:
        Source.objects.update(due=timezone.now())
        rounds.refresh(with_pages=False)
        return Source.objects.get()

    return visited


def form(request: Request) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(request.body.decode()).items()}


def agree(client: Any, asked: dict[str, str], **other: str) -> Any:
    given = {
        "hub.mode": "subscribe",
        "hub.topic": asked["hub.topic"],
        "hub.challenge": "c0ffee",
        "hub.lease_seconds": "864000",
    }
    return client.get(
        urlsplit(asked["hub.callback"]).path, {**given, **{f"hub.{name}": value for name, value in other.items()}}
    )


def tell(client: Any, asked: dict[str, str], body: bytes, *, method: str = "sha256", secret: str | None = None) -> Any:
    digest = hmac.new((secret or asked["hub.secret"]).encode(), body, method).hexdigest()
    path = urlsplit(asked["hub.callback"]).path
    return client.post(
        path, body, content_type="application/rss+xml", headers={"X-Hub-Signature": f"{method}={digest}"}
    )


def test_a_hub_is_asked_once_and_agrees(press: Press, client: Any, visit: Callable[[], Source]) -> None:
    visit()
    (request,) = press.asked("/hub")
    asked = form(request)
    assert (asked["hub.mode"], asked["hub.topic"]) == ("subscribe", TOPIC)
    assert asked["hub.callback"].startswith("https://box.example/hub/") and len(asked["hub.secret"]) >= 32
    answer = agree(client, asked)
    assert (answer.status_code, answer.content) == (200, b"c0ffee")
    source = visit()
    assert len(press.asked("/hub")) == 1
    assert source.due and source.due > timezone.now() + timedelta(hours=5)
    assert source.why == "its hub tells of news before" and source.is_called


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_news_make_the_source_due_and_are_not_believed(
    press: Press, client: Any, visit: Callable[[], Source], method: str
) -> None:
    visit()
    asked = form(press.asked("/hub")[0])
    agree(client, asked)
    visit()
    forged = feed(press, "").replace(b"Fire", b"Hundreds dead")
    assert tell(client, asked, forged, method=method).status_code == 202
    source = Source.objects.get()
    assert source.due and source.due <= timezone.now() and source.why == "its hub told of news"
    rounds.refresh(with_pages=False)
    assert [report.headline for report in Report.objects.all()] == ["Fire"]


def test_what_is_not_signed_as_agreed_changes_nothing(press: Press, client: Any, visit: Callable[[], Source]) -> None:
    visit()
    asked = form(press.asked("/hub")[0])
    agree(client, asked)
    due = visit().due
    path = urlsplit(asked["hub.callback"]).path
    assert tell(client, asked, b"x", secret="guessed").status_code == 202
    for signature in ("", "sha256=", "md5=" + hashlib.md5(b"x").hexdigest(), "sha256=é", "nonsense"):
        answer = client.post(path, b"x", content_type="text/xml", headers={"X-Hub-Signature": signature})
        assert answer.status_code == 202
    assert Source.objects.get().due == due
    assert Hub.objects.get().called is None


def test_whom_nobody_asked_is_told_nothing(press: Press, client: Any, visit: Callable[[], Source]) -> None:
    visit()
    asked = form(press.asked("/hub")[0])
    assert agree(client, asked, topic="https://herald.example/feed").status_code == 404
    assert agree(client, asked, mode="unsubscribe").status_code == 404
    assert agree(client, {**asked, "hub.callback": "https://box.example/hub/guessed/"}).status_code == 404
    assert client.post("/hub/guessed/", b"x", content_type="text/xml").status_code == 404
    assert Hub.objects.get().until is None


def test_an_agreement_is_renewed_before_it_ends(press: Press, client: Any, visit: Callable[[], Source]) -> None:
    visit()
    agree(client, form(press.asked("/hub")[0]))
    Hub.objects.update(asked=timezone.now() - timedelta(days=8), until=timezone.now() + timedelta(days=1))
    visit()
    assert len(press.asked("/hub")) == 2
    visit()
    assert len(press.asked("/hub")) == 2  # it has been asked a moment ago
    agree(client, form(press.asked("/hub")[1]))
    until = Hub.objects.get().until
    assert until and until > timezone.now() + timedelta(days=9)


def test_without_a_hub_that_agrees_we_ask_as_ever(press: Press, client: Any, visit: Callable[[], Source]) -> None:
    press.answers("/hub", b"no", status=403)
    assert "every hour" in visit().why and "refuses (403)" in Hub.objects.get().fault
    press.answers("/hub", status=202)
    Hub.objects.update(asked=timezone.now() - timedelta(days=1))
    visit()
    asked = form(press.asked("/hub")[-1])
    assert agree(client, asked, mode="denied").status_code == 200
    assert visit().why == "every hour"
    agree(client, asked)
    Hub.objects.update(asked=timezone.now(), until=timezone.now() - timedelta(seconds=1))
    source = visit()
    assert source.why == "every hour" and not source.is_called  # the agreement has ended


def test_a_box_without_an_address_asks_no_hub(press: Press, visit: Callable[[], Source], settings: Any) -> None:
    settings.NEWSBOX_ADDRESS = ""
    visit()
    assert press.asked("/hub") == [] and not Hub.objects.exists()


def test_a_hub_in_a_private_network_is_not_asked(press: Press, visit: Callable[[], Source]) -> None:
    press.at(
        "/feed", lambda request: Answer(feed(press, "<atom:link rel='hub' href='http://10.0.0.1/hub'/>"), "text/xml")
    )
    visit()
    assert "private network" in Hub.objects.get().fault


@pytest.mark.parametrize(
    ("body", "links", "hub", "topic"),
    [
        ("<feed><link rel='hub' href='https://h.example/'/><link rel='self' href='/f'/></feed>", "", "https://h.example/", "https://gazette.example/f"),
        ("<feed><link href=\"https://h.example/?a=1&amp;b=2\" rel=\"hub\"/></feed>", "", "https://h.example/?a=1&b=2", TOPIC),
        ("<rss/>", '<https://h.example/>; rel="hub", <https://g.example/f>; rel="self"', "https://h.example/", "https://g.example/f"),
        ("<rss/>", "<https://h.example/>; rel=hub", "https://h.example/", TOPIC),
        ('{"version": "https://jsonfeed.org/version/1.1", "feed_url": "https://g.example/j", "hubs": [{"type": "rssCloud", "url": "https://c.example/"}, {"type": "WebSub", "url": "https://h.example/"}]}', "", "https://h.example/", "https://g.example/j"),
        ("<feed><entry><link rel='hub' href='https://h.example/'/></entry></feed>", "", None, None),
        ("<feed><link rel='hub' href='javascript:alert(1)'/></feed>", "", None, None),
        ('{"hubs": "hub"}', "", None, None),
        ("<rss/>", '<https://g.example/next>; rel="next"', None, None),
    ],
)  # fmt: skip
def test_where_a_feed_names_its_hub(body: str, links: str, hub: str | None, topic: str | None) -> None:
    told = wishes.of(Page(TOPIC, body.encode(), links=links))
    assert (told.hub, told.topic) == (hub, topic)


def test_a_short_agreement_is_renewed_in_time(press: Press, client: Any, visit: Callable[[], Source]) -> None:
    visit()
    agree(client, form(press.asked("/hub")[0]), lease_seconds="3600")
    row, now = Hub.objects.get(), timezone.now()
    assert hubs.to_ask(row.source, hub=None, topic=None, now=now + timedelta(minutes=20)) is None
    assert hubs.to_ask(row.source, hub=None, topic=None, now=now + timedelta(minutes=40)) is not None
