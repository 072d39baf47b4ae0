"""A box; Alice owns it, Bob shares it, Charlie is a stranger to both. A fake press."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.press import Press

SHARED = Path(__file__).parents[2] / "shared"
NOW = datetime(2026, 11, 15, 12, 0, tzinfo=UTC)


@cache
def _missing() -> dict[str, str]:
    """What this machine lacks, by marker, with the command that brings it."""
    lacks = {
        "browser": (chromium() is None, "no chromium on this machine. On Debian: sudo apt-get install chromium"),
        "shared": (
            not SHARED.exists(),
            "the labelled data of NewsBox's makers is not on this machine; nothing brings it",
        ),
        "postgres": (not _answers(5432), "no PostgreSQL on 127.0.0.1:5432. On Debian: sudo apt-get install postgresql"),
    }
    return {name: why for name, (is_missing, why) in lacks.items() if is_missing}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips from one place, so that the summary says each need in one line, however many tests have it."""
    for name, why in _missing().items():
        if item.get_closest_marker(name):
            pytest.skip(why)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs chromium")
    config.addinivalue_line("markers", "shared: needs the makers' labelled data")
    config.addinivalue_line("markers", "postgres: needs PostgreSQL on 127.0.0.1:5432")


def chromium() -> str | None:
    """Debian's chromium, or one that a variable names."""
    return os.environ.get("NEWSBOX_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def press() -> Iterator[Press]:
    with Press() as server:
        yield server


@pytest.fixture
def alice(db: None) -> Any:
    from newsbox.shelf import marks

    return marks.create_person("alice", "a quiet harbour", is_owner=True)


@pytest.fixture
def bob(db: None) -> Any:
    from newsbox.shelf import marks

    return marks.create_person("bob", "a loud market")


@pytest.fixture
def keep_reports(db: None) -> Callable[..., list[Any]]:
    """Keeps so many reports of a source that somebody follows: one an hour, the last the newest."""
    from newsbox.library import keep
    from newsbox.reading import read_text
    from newsbox.shelf import marks

    def kept(
        person: Any,
        count: int = 1,
        *,
        title: str = "Gazette",
        address: str = "https://gazette.example/feed",
        text: str = "",
    ) -> list[Any]:
        source, _ = keep.source(address, now=NOW, title=title)
        marks.subscribe(person, source)
        reports = []
        for number in range(count):
            published = (NOW - timedelta(hours=count - number)).isoformat()
            reading = read_text(
                text or f"The harbour was closed for the {number + 1}th time. Nobody was hurt.\n\nIt opens on Monday.",
                headline=f"Harbour closed, {number + 1}",
                outlet=title,
                published=published,
                url=f"{address.removesuffix('feed')}report-{number + 1}",
            )
            reports.append(keep.keep(reading, source=source, guid=f"g{number}", now=NOW).report)
        return reports

    return kept


@pytest.fixture
def signed_in(client: Any, alice: Any) -> Any:
    """Alice's browser."""
    client.force_login(alice)
    return client
