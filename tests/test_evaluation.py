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


DIVERS = "Divers of the coastguard found 14 lamps in the hull at Port Aldra, Ines Marlo said on Monday evening."
OWNER = "The owner of the ferry, Tam Rusk, promised that the crew of the Lady Brannoch would be paid until spring."
REPORTS = (
    f"Nobody who was asked at the quay could remember an evening as quiet as that one was before it.\n{DIVERS}",
    f"{OWNER}\nIn Port Aldra, Ines Marlo said that on Monday the divers found 14 lamps lying inside the burned hull.",
    "Crew of the Lady Brannoch will be paid until spring, promised Tam Rusk, who owns the ferry and two barges.\nGulls stood on the mole, as they always do there in autumn.",
)


def events(folder: Path, reports: tuple[str, ...] = REPORTS) -> Path:
    """Stories of three reports, which share facts in words of their own."""
    place = folder / "quays.jsonl"
    lines = [
        {"id": f"{story}-{at}", "story": story, "title": "Ferry", "time": None, "source": f"Paper {at}", "text": text}
        for story in ("one", "two", "three", "four")
        for at, text in enumerate(reports)
    ]
    place.write_text("\n".join(map(json.dumps, lines)))
    return place


def test_a_digest_is_laid_beside_leads_of_its_length(tmp_path: Path) -> None:
    from evaluation import digest

    place = events(tmp_path)
    kept: dict[str, object] = {}
    stories = list(digest.stories_of(place, part="all", kept=kept))
    assert len(stories) == 4 and len(kept) == 3
    split = {part: len(list(digest.stories_of(place, part=part, kept=dict(kept)))) for part in ("work", "held")}
    assert sum(split.values()) == 4
    told = digest.summaries(stories[0], 0)
    length = len(told[digest.DIGEST][0].split())
    assert all(len(each.split()) == length for each in told["first sentences of each"])
    assert told["the first report's lead"][0].startswith(REPORTS[0][:40])
    known = {fact.kind for fact in digest.shared(stories[0])}
    assert {digest.NAMES, digest.FIGURES, digest.STATEMENTS} <= known
    scores = digest.score(stories)
    assert scores.mean(digest.DIGEST, "facts") > scores.mean("the first report's lead", "facts")
    assert 0 < scores.mean(digest.DIGEST, "lead pairs") <= scores.mean(digest.DIGEST, "lead words") <= 1


def test_what_a_summary_has_of_a_fact_and_of_a_lead() -> None:
    from evaluation.digest import FIGURES, NAMES, STATEMENTS, Fact, lines, rouge

    text = lines([f"{DIVERS} {OWNER}"])
    assert Fact(NAMES, ("port", "aldra")).stands_in(text) and not Fact(NAMES, ("aldra", "port")).stands_in(text)
    assert Fact(FIGURES, (14.0, "lamps")).stands_in(text) and not Fact(FIGURES, (14.0, "owner")).stands_in(text)
    said = frozenset({"divers", "found", "lamps", "hull"})
    assert Fact(STATEMENTS, ("marlo", said)).stands_in(text) and not Fact(STATEMENTS, ("rusk", said)).stands_in(text)
    assert rouge("a b c d", "b c x", 1) == 0.5 and rouge("a b c d", "b c x", 2) == pytest.approx(1 / 3)
    assert rouge("", "a", 1) == 0.0


def test_the_digest_s_floors_only_rise(tmp_path: Path) -> None:
    events(tmp_path)
    floors = tmp_path / "floors.json"
    kept = tmp_path / "kept"
    command = [sys.executable, "-m", "evaluation.digest", str(tmp_path), "--kept", str(kept), "--floors", str(floors)]
    done = subprocess.run([*command, "--raise"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0 and "together, 4 stories" in done.stdout, done.stdout + done.stderr
    assert kept.exists() and 0 < json.loads(floors.read_text())["digest, all"]["facts"] <= 1
    floors.write_text(json.dumps({"digest, all": {"facts": 1.01}}))
    assert subprocess.run(command, capture_output=True, text=True, cwd=ROOT).returncode == 1
    done = subprocess.run([*command, "--set", "moon"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 2 and "has no moon" in done.stderr
    events(tmp_path, REPORTS[:1])
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 2 and "no story of two texts" in done.stderr


def edited_article(**changes: object) -> str:
    says = {
        "id": "mill", "headline": "Ossmoor mill to close", "published": "2026-11-12", "caption": None,
        "paragraphs": [
            "The paper mill at Ossmoor will close in March, its owner said on Thursday.",
            "In all, 150 jobs go: 80 in Ossmoor, 45 in Lenn and 25 in Harle.",
            "The mayor, Piet Orlo, called it a black day for the valley.",
        ],
        "slips": [
            {"kind": "figure", "at": 1, "from": "In all, 150 jobs go: 80 in Ossmoor, 45 in Lenn and 25 in Harle.",
             "to": "In all, 190 jobs go: 80 in Ossmoor, 45 in Lenn and 25 in Harle.",
             "against": [{"at": 1, "text": "80 in Ossmoor, 45 in Lenn and 25 in Harle"}]},
        ],
        "harmless": [
            {"at": 2, "from": "The mayor, Piet Orlo, called it a black day for the valley.",
             "to": "The mayor, Piet Orlo, spoke of a black day."},
        ],
    }  # fmt: skip
    return json.dumps({**says, **changes}, ensure_ascii=False) + "\n"


def test_articles_with_an_edit_each_are_scored(tmp_path: Path) -> None:
    (tmp_path / "own.edits.jsonl").write_text(edited_article(), "utf-8")
    done = subprocess.run([sys.executable, "-m", "evaluation", str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "own: 1 articles with 0 false alarms; 1 slips, 1 found (1 with the right counterpart)" in done.stdout
    assert "1 harmless edits, 0 false alarms" in done.stdout
    (tmp_path / "own.edits.jsonl").write_text(edited_article(harmless=[{"at": 0, "from": "Not there.", "to": ""}]))
    wrong = subprocess.run(
        [sys.executable, "-m", "evaluation.edits", str(tmp_path)], cwd=ROOT, capture_output=True, text=True
    )
    assert wrong.returncode != 0 and "does not stand once in 0" in wrong.stderr
