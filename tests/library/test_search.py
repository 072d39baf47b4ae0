"""Words to reports, in both dialects."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbox.errors import QueryError
from newsbox.library import keep, search
from newsbox.library.models import Report
from newsbox.reading import read_text
from tests.conftest import NOW

REPORTS = {
    "fire": (
        "Fire at the port",
        "Gazette",
        "A ferry burned in the harbour on Tuesday. The minister spoke.",
        "2026-11-10",
    ),
    "strike": (
        "Port workers on strike",
        "Herald",
        "No ship leaves the harbour. Ministers meet in Zürich.",
        "2026-11-12",
    ),
    "court": ("Court rules on the dam", "Gazette", "The ruling was expected. A port of call it is not.", "2026-10-01"),
    "peking": ("北京的新闻", "日报", "北京发生了一件大事。港口关闭。", "2026-11-13"),
}
FINDS = [
    ("port", {"fire", "strike", "court"}),
    ("PORT", {"fire", "strike", "court"}),
    ("port harbour", {"fire", "strike"}),
    ("port AND harbour", {"fire", "strike"}),
    ("ferry OR strike", {"fire", "strike"}),
    ("ferry | strike", {"fire", "strike"}),
    ("port -ferry", {"strike", "court"}),
    ("port NOT ferry", {"strike", "court"}),
    ("-ferry", {"strike", "court", "peking"}),
    ('"port of call"', {"court"}),
    ("“port of call”", {"court"}),
    ('"call of port"', set()),
    ("minist*", {"fire", "strike"}),
    ("minister", {"fire"}),
    ("headline:port", {"fire", "strike"}),
    ("title:port outlet:gazette", {"fire"}),
    ("body:port", {"court"}),
    ('headline:"port workers"', {"strike"}),
    ("(ferry OR dam) outlet:gazette", {"fire", "court"}),
    ("(port (ferry OR strike)) -herald", {"fire"}),
    ("port (harbour -ferry)", {"strike"}),
    ("zurich", {"strike"}),
    ("ZÜRICH", {"strike"}),
    ("北京", {"peking"}),
    ("港口", {"peking"}),
    ("京北", set()),
    ("after:2026-11-11", {"strike", "peking"}),
    ("port before:2026-11", {"court"}),
    ("port after:2026-11 before:2026-11-12", {"fire"}),
    ("on:2026-11-10", {"fire"}),
    ("it's", set()),
    ("foo:bar", set()),
    ("don't OR ferry", {"fire"}),
]  # fmt: skip


@pytest.fixture
def kept(db: None) -> dict[int, str]:
    source, _ = keep.source("https://gazette.example/feed", now=NOW)
    names = {}
    for name, (headline, outlet, body, published) in REPORTS.items():
        reading = read_text(
            body, headline=headline, outlet=outlet, published=published, url=f"https://gazette.example/{name}"
        )
        names[keep.keep(reading, source=source, guid=name, now=NOW).report.pk] = name
    return names


@pytest.mark.parametrize(("query", "names"), FINDS)
def test_what_a_search_finds(kept: dict[int, str], query: str, names: set[str]) -> None:
    assert {kept[report.pk] for report in search.found(search.parse(query), Report.objects.all())} == names


def test_hits_are_marked(kept: dict[int, str]) -> None:
    query = search.parse("port minist* 北京")
    assert search.highlighted(query, []) == {}
    query = search.parse("port OR minist* OR 北京")
    passages = {kept[pk]: texts for pk, texts in search.highlighted(query, Report.objects.all()).items()}
    assert passages["fire"][0] == f"Fire at the {search.START}port{search.END}"
    assert f"{search.START}minister{search.END}" in passages["fire"][1]
    assert search.GAP not in passages["peking"][0]


def test_a_deleted_report_is_not_found(kept: dict[int, str]) -> None:
    Report.objects.filter(headline__startswith="Fire").delete()
    assert not search.found(search.parse("ferry"), Report.objects.all()).exists()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "type a word"),
        ('"port', "character 1"),
        ("(port", "character 1: “(port”: a bracket is still open"),
        ("port)", "character 5"),
        ("port OR", "the search stops making sense at its end: a word is missing."),
        ("speaker:marlo OR speaker:vance", "speaker: stands for the whole search and can't be one side of OR"),
        ("port OR -is:read", "is: stands for the whole search and can't be one side of OR"),
        ("()", "nothing stands in the brackets"),
        ("headline:", "character 1"),
        ("after:yesterday", "2026-11-24"),
        ("(after:2026 OR port)", "whole search"),
        ("port OR -ferry", "minus"),
        ("is:nice", "is:unread"),
        ("x" * 501, "500"),
        ("(" * 30 + "a" + ")" * 30, "deep"),
    ],
)
def test_a_search_that_makes_no_sense_says_where(query: str, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        search.parse(query)
    assert words in str(caught.value)


def test_what_stands_for_the_whole_search() -> None:
    query = search.parse("port is:unread -is:bookmarked after:2026-11-01 before:2026-12")
    assert query.marks == (("unread", True), ("bookmarked", False))
    assert (query.after, query.before) == (date(2026, 11, 1), date(2026, 12, 1))
    assert search.parse("is:read").marks == (("unread", False),)


@pytest.mark.django_db
@given(st.text(alphabet=st.sampled_from("ab \"()-*:ORNTis'\\%_\x00é北"), max_size=30))
def test_any_query_finds_something_nothing_or_says_why(text: str) -> None:
    try:
        query = search.parse(text)
    except QueryError:
        return
    list(search.found(query, Report.objects.all()))


@pytest.mark.postgres
def test_the_same_in_postgresql() -> None:
    """The archive's and the shelf's tests once more, on the other database: a process of its own, since Django has one a process."""
    if os.environ.get("NEWSBOX_DATABASE", "").startswith("postgres"):
        return
    address = os.environ.get("NEWSBOX_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/test")
    root = Path(__file__).parents[2]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "tests/library",
        "tests/shelf",
        "tests/web",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        command, cwd=root, env={**os.environ, "NEWSBOX_DATABASE": address}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-6000:]
