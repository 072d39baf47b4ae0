"""The invented events of tests/stories/wires.py, kept in a box: each outlet is a source of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

from newsbox.desk.placing import Placer
from newsbox.library import keep
from newsbox.library.models import Report, Story
from newsbox.shelf import marks
from newsbox.types import Article, Reading
from tests.stories.wires import NOON, stream


def reading(article: Article, **more: Any) -> Reading:
    """An article as a reading of which nothing more is understood than what a test says."""
    return Reading(**{each.name: getattr(article, each.name) for each in fields(Article)}, **more)


def arrives(person: Any, told: Article, *, seen: datetime, follows: bool = True) -> Report:
    """A report of its outlet, kept and not placed."""
    outlet = told.outlet or "Gazette"
    source, _ = keep.source(
        f"https://{re.sub('[^a-z0-9]+', '-', outlet.lower()).strip('-')}.example/feed", now=seen, title=outlet
    )
    if follows:
        marks.subscribe(person, source)
    whole = told if isinstance(told, Reading) else reading(told)
    guid = f"{told.headline} {told.published}"
    return keep.keep(whole, source=source, guid=guid, now=seen).report


def arrive(person: Any, told: Sequence[Article], *, minutes: int = 3) -> list[Report]:
    """Reports, one every few minutes; none is placed."""
    return [
        arrives(person, each, seen=NOON + timedelta(minutes=minutes * place + 1)) for place, each in enumerate(told)
    ]


def events(person: Any, *, minutes: int = 3) -> tuple[list[Report], list[str]]:
    """All invented events, kept, and which each report tells of."""
    told, about = stream(minutes=minutes)
    return arrive(person, told, minutes=minutes), list(about)


def place() -> int:
    """A worker that has just started places what waits."""
    return Placer().place_waiting()


def as_sets(reports: Iterable[Report] = ()) -> set[frozenset[str]]:
    """The stories of the box, as the headlines that stand together."""
    return {
        frozenset(story.reports.values_list("headline", flat=True))
        for story in Story.objects.filter(reports_count__gt=0)
    }


def dated(article: Article, published: datetime, **changes: Any) -> Article:
    """An article at another time."""
    return replace(article, published=published.isoformat(), **changes)
