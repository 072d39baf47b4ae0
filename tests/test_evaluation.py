"""The evaluations: of reading, on labelled pages of the fictional press; of feeds, on feedparser's files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.labels import labels
from evaluation.measures import Overlap, runs, set_f1
from evaluation.reading import is_held, same_picture, same_time
from newsbox.checking.verdicts import tallies
from newsbox.press import outlets
from tests.conftest import SHARED

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with (tmp_path / "press.jsonl").open("w") as file:
        for paper in outlets.outlets()[:3]:
            for story in paper.stories:
                url = f"https://{paper.key}.example/{story.slug}.html"
                label = {
                    "body": "\n\n".join(words for _, words in story.blocks),
                    "title": story.says["headline"],
                    "authors": story.says["authors"],
                    "date": story.says["published"],
                }
                line = {"id": story.slug, "url": url, "site": paper.key, "gt": label}
                file.write(json.dumps({**line, "html": outlets.page(paper, story, "https://press.example")}) + "\n")
    return tmp_path


def evaluate(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "evaluation.reading", *args], cwd=ROOT, capture_output=True, text=True)


def test_a_folder_is_scored_and_floors_only_rise(folder: Path) -> None:
    floors = folder / "floors.json"
    done = evaluate(str(folder), "--floors", str(floors), "--raise")
    assert done.returncode == 0, done.stderr
    kept = json.loads(floors.read_text())["press"]
    assert kept["headline"] == kept["authors"] == kept["date"] == 1.0
    assert kept["body F1"] > 0.99
    floors.write_text(json.dumps({"press": {"body F1": 1.01}}))
    fallen = evaluate(str(folder), "--floors", str(floors))
    assert fallen.returncode == 1 and "press body F1" in fallen.stdout


def test_a_folder_without_labels_says_so(tmp_path: Path) -> None:
    done = evaluate(str(tmp_path))
    assert done.returncode == 2 and "no *.jsonl" in done.stderr


def test_the_measures() -> None:
    overlap = Overlap()
    assert overlap.add("a b c d e", "a b c d e") == (1.0, 1.0)
    assert overlap.add("a b c d e f g h", "a b c d e") == (0.4, 1.0)
    assert overlap.exact == 1 and 0.7 < overlap.f1 < 0.9
    assert len(runs("北京的新闻")) == 2
    assert set_f1(["a", "b"], ["a", "c"]) == 0.5
    assert same_time("2026-11-12T08:15:30+01:00", "2026-11-12T07:15:00+00:00")
    assert not same_time("2026-11-12T09:15:00+01:00", "2026-11-12T07:15:00+00:00")
    assert same_picture("https://a.example/x/fire-2026-1200x800.jpg", "https://b.example/fire-2026-600x400.webp")
    assert not same_picture("https://a.example/fire-2026.jpg", "https://a.example/flood-2026.jpg")
    assert {is_held(f"site-{number}") for number in range(20)} == {True, False}


@pytest.mark.shared
def test_feedparsers_own_files_are_read_as_they_expect() -> None:
    from evaluation import feeds

    scores = feeds.score(SHARED / "data" / "feedparser-tests")
    assert not [each for score in scores.values() for each in score.raised]
    assert not scores["wellformed/sanitize"].wrong
    floors = json.loads((ROOT / "evaluation" / "floors.json").read_text())["feeds"]
    for name, value in feeds.figures(scores).items():
        assert value >= floors[name] - 0.0005, name


@pytest.mark.parametrize(
    ("expression", "held"),
    [
        ("not bozo and entries[0]['title'] == 'Fire'", [True]),
        ("entries[0].title == 'Flood'", [False]),
        ("entries[0]['link'] == 'http://gazette.example/a' and feed['title'] == 'G'", [True, True]),
        ("entries[0]['published_parsed'] == (2026, 11, 12, 8, 15, 0, 3, 316, 0)", [True]),
        ("entries[0]['published_parsed'] == (2026, 11, 12, 8, 16, 0, 3, 316, 0)", [False]),
        ("entries[0]['description'] == '<p>It <b>burns</b>.</p>'", [True]),
        ("entries[0]['description'] == 'It is out.'", [False]),
        ("entries[0]['author'] == 'Jane Roe (jane@gazette.example)'", [True]),
        ("not entries[0].has_key('link')", [False]),
        ("feed['rights'] == 'x' and encoding == 'utf-8'", []),
    ],
)
def test_how_an_expectation_is_compared(expression: str, held: list[bool]) -> None:
    from evaluation import feeds
    from newsbox.types import Entry, Feed

    entry = Entry(
        "1",
        "http://gazette.example/a",
        "Fire",
        ("Jane Roe",),
        "2026-11-12T08:15:00+00:00",
        summary="<p>It <i>burns</i>.</p>",
    )
    verdicts = [feeds.verdict(node, Feed("G", None, None, (entry,))) for node in feeds.parts(expression)]
    assert [each for each in verdicts if isinstance(each, bool)] == held


def test_what_would_run_is_told_from_what_is_shown() -> None:
    from evaluation import feeds
    from newsbox.types import Image, Reading

    assert feeds.is_inert(Reading(headline="<script>x()</script>", paragraphs=("<b onclick='x()'>",)))
    assert not feeds.is_inert(Reading(headline="x", images=(Image("javascript:x()", lead=True),)))


def test_a_box_s_own_labels_give_the_precision_of_its_checks(tmp_path: Path) -> None:
    def label(check: str, verdict: str, confidence: float) -> str:
        return json.dumps({"check": check, "verdict": verdict, "confidence": confidence, "code": "NB101"})

    kept = tmp_path / "findings.jsonl"
    said = [("cast", "right", 0.95)] * 15 + [("cast", "wrong", 0.92)] * 5 + [("dates", "mended", 0.6)]
    kept.write_text("\n".join(label(*each) for each in said) + "\n\n")
    told = tallies(labels([kept]))
    assert (told["cast"].precision, told["cast"].judged, told["dates"].precision) == (0.75, 20, None)
    assert told["0.9-1.0"].judged == 20 and told["0.5-0.7"].said["mended"] == 1
    floors = tmp_path / "floors.json"
    for floor, status in ((0.75, 0), (0.76, 1)):
        floors.write_text(json.dumps({"labels": {"cast": floor}}))
        command = [sys.executable, "-m", "evaluation", str(tmp_path), "--floors", str(floors)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1])
        assert done.returncode == status, done.stdout + done.stderr
        assert "0.75" in done.stdout and "0.94" in done.stdout
    kept.write_text(label("cast", "maybe", 0.5))
    with pytest.raises(ValueError, match="this is no label"):
        list(labels([kept]))
