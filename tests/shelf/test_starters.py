"""Feeds to begin with."""

from __future__ import annotations

from typing import Any

from django.test import Client

from newsbox import addresses
from newsbox.shelf import queries, starters


def test_the_lists_are_whole() -> None:
    lists = starters.lists()
    feeds = [starter for each in lists for starter in each.starters]
    assert len(lists) >= 10 and len(feeds) >= 60
    assert len({starter.url for starter in feeds}) == len(feeds)
    for starter in feeds:
        assert starter.title and starter.region and addresses.clean(starter.url) == starter.url


def test_some_are_picked(signed_in: Client, alice: Any) -> None:
    page = signed_in.get("/add/starters/").content.decode()
    first, second = starters.lists()[0].starters[:2]
    assert first.url in page and "Addresses change" in page and 'lang="ar" dir="rtl"' in page
    signed_in.post(
        "/add/starters/follow/", {"url": [first.url, second.url, "https://evil.example/"], "folder": "World"}
    )
    followed = queries.followed(alice)
    assert {(source.address, source.title, source.folder) for source in followed} == {  # type: ignore[attr-defined]
        (first.url, first.title, "World"),
        (second.url, second.title, "World"),
    }
    assert all(source.due for source in followed)
    assert "you follow it" in signed_in.get("/add/starters/").content.decode()
    assert signed_in.post("/add/starters/follow/", {}).headers["Location"] == "/add/starters/"
