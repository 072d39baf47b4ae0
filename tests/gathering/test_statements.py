"""An account's posts as entries."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newsbox.errors import FeedError
from newsbox.gathering import feeds, statements
from newsbox.types import Page
from tests.press import Press

API = "https://server.example/api/v1/accounts/1001/statuses?limit=40"


def answer(*posts: dict[str, Any], url: str = API, **more: Any) -> Page:
    return Page(url, json.dumps(posts).encode(), "application/json", **more)


def posts_of(press: Press) -> Any:
    return (
        press.account("ministry", "Ministry of Harbours :anchor: :flag:")
        .says(
            "The port of Aldra is <b>open</b> again.",
            tags=[{"name": "Aldra"}],
            media_attachments=[
                {"type": "image", "url": "https://server.example/port.jpg", "description": "The port at dawn"},
                {"type": "video", "url": "https://server.example/port.mp4", "description": None},
            ],
            poll={"options": [{"title": "Yes"}, {"title": "No"}]},
            card={"title": "Port &amp; ships", "url": "https://gazette.example/port"},
            spoiler_text="About the port",
        )
        .passes_on("Jane Roe", "I was there.")
        .says("")
        .posts
    )


def test_what_a_post_says(press: Press) -> None:
    feed = feeds.parse(answer(*posts_of(press), following="https://server.example/next"))
    assert (feed.title, feed.site, feed.following) == (
        "Ministry of Harbours",
        f"{press.url}/@ministry",
        "https://server.example/next",
    )
    boost, own = feed.entries  # a post without anything in it is none
    assert (own.speaker, own.authors, own.passed_on_by) == ("Ministry of Harbours", ("Ministry of Harbours",), None)
    assert (own.published, own.modified, own.language, own.tags) == (
        "2026-11-12T00:01:00+00:00",
        None,
        "en",
        ("Aldra",),
    )
    for words in (
        "<p>About the port</p>",
        "is <b>open</b> again",
        'src="https://server.example/port.jpg" alt="The port at dawn"',
        "<p>[Picture: The port at dawn]</p>",
        "<p>[Film without a description]</p>",
        "<p>[Poll: Yes / No]</p>",
        "<p>[Link: Port &amp; ships, https://gazette.example/port]</p>",
    ):
        assert words in own.content
    assert (boost.speaker, boost.passed_on_by) == ("Jane Roe", "Ministry of Harbours")
    assert (boost.url, boost.platform) == ("https://elsewhere.example/@jane/77", "elsewhere.example")
    assert boost.guid != own.guid and "I was there." in boost.content


def test_truth_social_is_called_by_its_name() -> None:
    post = {
        "id": "1",
        "url": "https://truthsocial.com/@ministry/1",
        "content": "<p>Open.</p>",
        "account": {"username": "ministry"},
    }
    (entry,) = feeds.parse(answer(post, url=API.replace("server.example", "truthsocial.com"))).entries
    assert (entry.platform, entry.speaker) == ("Truth Social", "ministry")


def test_an_account_that_says_nothing_is_a_feed_all_the_same() -> None:
    assert feeds.is_feed(answer()) and feeds.parse(answer()).entries == ()
    assert not feeds.is_feed(Page("https://gazette.example/", b"[]"))


@pytest.mark.parametrize(
    "body", [b'{"error": "no"}', b"[", b"[1, null, {}]", b'[{"id": 1, "account": 7, "content": []}]']
)
def test_an_odd_answer_raises_nothing_else(body: bytes) -> None:
    try:
        assert feeds.parse(Page(API, body)).entries == ()
    except FeedError as error:
        assert str(error).endswith(".")


@pytest.mark.parametrize(
    ("url", "lookup"),
    [
        ("https://server.example/@ministry", "https://server.example/api/v1/accounts/lookup?acct=ministry"),
        ("https://server.example/users/ministry", "https://server.example/api/v1/accounts/lookup?acct=ministry"),
        (
            "https://server.example/@ministry/with_replies",
            "https://server.example/api/v1/accounts/lookup?acct=ministry",
        ),
        (
            "https://server.example/@jane@elsewhere.example",
            "https://elsewhere.example/api/v1/accounts/lookup?acct=jane",
        ),
        ("https://server.example/@ministry/1234", None),
        ("https://server.example/@ministry.rss", "https://server.example/api/v1/accounts/lookup?acct=ministry.rss"),
        ("https://server.example/about", None),
    ],
)
def test_the_addresses_of_accounts(url: str, lookup: str | None) -> None:
    assert statements.lookup(url) == lookup


def test_who_an_account_is() -> None:
    body = {"id": "1001", "username": "ministry", "display_name": "", "url": "https://server.example/@ministry"}
    page = Page("https://server.example/api/v1/accounts/lookup?acct=ministry", json.dumps(body).encode())
    found = statements.account(page)
    assert (found.name, found.url) == ("ministry", "https://server.example/@ministry")
    assert found.statuses == "https://server.example/api/v1/accounts/1001/statuses?limit=40&exclude_replies=true"
    for other in (b"<html>", b"{}", b"[]", b'{"id": "../../admin"}'):
        with pytest.raises(FeedError):
            statements.account(Page(page.url, other))
