"""What is wrong with a box is found, and nothing is wrong with a box that is well."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from newsbox.desk import doctor
from newsbox.library import checkup, keep, settling
from newsbox.library.models import Report, Searchable, Source

pytestmark = pytest.mark.django_db(transaction=True)


def wrong(**more: Any) -> dict[str, doctor.Result]:
    return {each.check: each for each in doctor.examine(now=more.get("now", timezone.now())) if not each.is_well}


@pytest.fixture
def box(keep_reports: Callable[..., list[Any]], alice: Any) -> Source:
    """A box that is well."""
    keep_reports(alice, 3)
    source = Source.objects.get()
    settling.settle([settling.Visit(source, timezone.now(), timezone.now() + timedelta(hours=1), "every hour")])
    checkup.give_sign("work", now=timezone.now())
    Report.objects.update(seen=timezone.now())
    return source


def test_a_box_that_is_well(box: Source) -> None:
    assert wrong() == {}
    assert len({each.check for each in doctor.examine(now=timezone.now())}) == 11


def test_background_work_that_ended(box: Source) -> None:
    assert "no sign since" in wrong(now=timezone.now() + timedelta(minutes=6))["work"].says


def test_sources_that_are_due_and_not_visited(box: Source) -> None:
    Source.objects.update(due=timezone.now() - timedelta(hours=5))
    assert "1 of 1 sources are due and not visited, the first for 5 hours" in wrong()["sources"].says


def test_no_way_into_the_internet(box: Source) -> None:
    for n in range(4):
        row, _ = keep.source(f"https://{n}.example/feed", now=timezone.now())
        settling.settle(
            [settling.Visit(row, timezone.now(), timezone.now() + timedelta(hours=1), "", fault="no server was found.")]
        )
    assert "4 of 5 sources could not be visited" in wrong()["sources"].says


def test_an_index_with_holes_and_one_that_is_mended(box: Source) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO library_search(library_search, rowid, headline, outlet, body) "
                "SELECT 'delete', report_id, headline, outlet, body FROM library_searchable LIMIT 1"
            )
        assert "does not know 1 of the reports" in wrong()["search"].says
    Searchable.objects.last().delete()
    assert "search" in wrong()
    assert doctor.mend() == "The search index is built anew, of 3 reports."
    assert wrong() == {}


def test_a_clock_that_went_back(box: Source) -> None:
    now = timezone.now() - timedelta(hours=3)
    assert "and the box has seen" in wrong(now=now)["clock"].says
    assert "clock" in wrong(now=timezone.now() - timedelta(days=20_000))


def test_a_full_disk(box: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_ROOM", 2**80)
    assert "left on the disk" in wrong()["disk"].says


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"NEWSBOX_LONGEST_INTERVAL": 600.0}, "shorter than NEWSBOX_INTERVAL"),
        ({"NEWSBOX_OPINION_MODEL": "m"}, "NEWSBOX_OPINION_URL no server"),
        ({"NEWSBOX_ADDRESS": "http://localhost:8000"}, "this machine alone"),
    ],
)
def test_settings_that_contradict_each_other(box: Source, settings: Any, given: dict[str, Any], words: str) -> None:
    for name, value in given.items():
        setattr(settings, name, value)
    assert words in wrong()["settings"].says


def test_a_secret_that_others_can_read(box: Source, settings: Any, tmp_path: Path) -> None:
    settings.NEWSBOX_HOME = tmp_path
    key = tmp_path / "secret.key"
    key.write_text("secret")
    key.chmod(0o640)
    assert "others on this machine can read it" in wrong()["settings"].says
    key.chmod(0o600)
    assert "settings" not in wrong()


def test_a_model_that_is_not_there(box: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsbox.reading import language

    monkeypatch.setenv("NEWSBOX_MODELS", "en=en_core_web_nowhere")
    language.models.cache_clear()
    found = wrong()["language"]
    language.models.cache_clear()
    assert "en_core_web_nowhere" in found.says and found.todo


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NEWSBOX_HOME": str(home)}
    for name in ("DJANGO_SETTINGS_MODULE", "NEWSBOX_DATABASE"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "newsbox", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def test_on_the_command_line(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor")
    assert done.returncode == 1
    assert "WRONG database: The tables are not those of this version" in done.stdout
    assert "What to do: Start NewsBox" in done.stdout
    assert run(tmp_path, "list").returncode == 0
    found = {each["check"]: each for each in json.loads(run(tmp_path, "doctor", "--format", "json").stdout)}
    assert not found["work"]["well"] and found["database"]["well"] and found["search"]["well"]
    (tmp_path / "newsbox.sqlite3").write_bytes(b"no database at all, but some text" * 100)
    done = run(tmp_path, "doctor")
    assert done.returncode == 1 and "The database does not work" in done.stdout and "Traceback" not in done.stderr
