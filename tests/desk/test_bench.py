"""Answers that a process of our own looks at: in their order, with their errors, and whatever becomes of the process."""

from __future__ import annotations

import asyncio
import os
from typing import Any

import pytest

from newsbox.desk import bench, parsing
from newsbox.desk.bench import Bench, Broken
from newsbox.desk.parsing import Asked, Told
from newsbox.errors import FeedError
from newsbox.types import Page

ASKED = Asked("https://gazette.example/feed", "", is_page=False, is_first=True)


def answer(number: int) -> Page:
    items = "".join(
        f"<item><guid>{number}-{n}</guid><title>Harbour closed, {number}-{n}</title><description>{'Rain. ' * n}</description></item>"
        for n in range(3 + number * 40)
    )
    body = f"<rss version='2.0'><channel><title>Gazette {number}</title>{items}</channel></rss>"
    return Page("https://gazette.example/feed", body.encode(), "application/xml")


class Deadly:
    """Ends the process that looks at it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (3,)


def looked_at(answers: list[Any]) -> list[Told | BaseException]:
    async def all_told() -> list[Told | BaseException]:
        async with Bench() as open_bench:
            return await asyncio.gather(*(open_bench.told(each, ASKED) for each in answers), return_exceptions=True)

    return asyncio.run(all_told())


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "MANY", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def test_a_process_says_what_a_thread_says(at_once: None) -> None:
    answers = [answer(number) for number in range(12)]
    assert looked_at(answers) == [parsing.told(each, ASKED) for each in answers]


def test_what_is_no_feed_is_that_in_a_process_too(at_once: None) -> None:
    good, bad = looked_at([answer(1), Page("https://gazette.example/feed", b"<p>Welcome", "text/html")])
    assert isinstance(good, Told) and len(good.glances) == 43
    assert isinstance(bad, FeedError) and bad.what


def test_an_answer_that_ends_the_process_spoils_no_other(at_once: None) -> None:
    first, deadly, *others = looked_at([answer(0), Deadly(), answer(1), answer(2), Deadly(), answer(3)])
    assert isinstance(first, Told) and first.feed.title == "Gazette 0"
    assert isinstance(deadly, Broken)
    assert [each.feed.title if isinstance(each, Told) else type(each) for each in others] == [
        "Gazette 1", "Gazette 2", Broken, "Gazette 3",
    ]  # fmt: skip


def test_what_is_told_at_a_glance_is_not_told_twice() -> None:
    told = parsing.told(answer(0), ASKED)
    assert [each.headline for each in told.glances] == [f"Harbour closed, 0-{n}" for n in (2, 1, 0)]
    assert told.feed.entries == ()
    later = parsing.told(answer(0), Asked(ASKED.address, "", is_page=False, is_first=False))
    assert (later.glances, len(later.feed.entries)) == ((), 3)
