"""`newsbox group`, and `python -m evaluation.stories`, as a person calls them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from evaluation import stories as evaluation
from tests.stories.wires import EVENTS, stream

ROOT = Path(__file__).parents[2]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSBOX_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=kept, capture_output=True, text=True, timeout=300
    )


def pages(folder: Path) -> list[str]:
    """A file of text for two reports of each of two events."""
    files = []
    for turn in range(2):
        for name in ("ferry", "cup"):
            headline, text = EVENTS[name][turn]
            path = folder / f"{name}{turn}.txt"
            path.write_text(f"{headline}\n\n{text} {text}\n\n{text}\n")
            files.append(str(path))
    return files


def test_files_are_grouped(tmp_path: Path) -> None:
    files = pages(tmp_path)
    done = run("newsbox", "group", *files)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.split("\n\n")
    assert first.splitlines()[0] == second.splitlines()[0] == "2 reports"
    assert [line.strip() for line in first.splitlines()[1:]] == [headline for headline, _ in EVENTS["ferry"][:2]]
    told = json.loads(run("newsbox", "group", "--format", "json", *files).stdout)
    assert [[report["reading"] for report in story] for story in told] == [[0, 2], [1, 3]]


def test_what_was_read_once_is_grouped_again(tmp_path: Path) -> None:
    files = pages(tmp_path)
    read = run("newsbox", "read", "--format", "json", *files)
    lines = tmp_path / "monday.jsonl"
    lines.write_text("\n".join(json.dumps(json.loads(line)) for line in read.stdout.splitlines()))
    told = json.loads(run("newsbox", "group", "-f", "json", str(lines)).stdout)
    assert [len(story) for story in told] == [2, 2]
    assert told[0][0]["headline"] == EVENTS["ferry"][0][0]


def test_lines_that_are_no_readings_say_so(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"schema": 1, "headline": "Port closed", "paragraphs": ["The port was closed."]}\n[1, 2]\n')
    done = run("newsbox", "group", str(bad), str(tmp_path / "none.jsonl"))
    assert done.returncode == 2
    assert "bad.jsonl: line 2 is no reading" in done.stderr
    assert "none.jsonl: it can't be read: No such file" in done.stderr


def test_a_folder_is_scored_and_floors_are_kept(tmp_path: Path) -> None:
    told, about = stream()
    with (tmp_path / "made.jsonl").open("w") as file:
        for each, story in zip(told, about, strict=True):
            line = {
                "story": story,
                "time": each.published,
                "title": each.headline,
                "text": each.paragraphs[0],
                "source": each.outlet,
            }
            file.write(json.dumps(line) + "\n")
    texts = [{"id": str(place), "text": each.paragraphs[0] * 3} for place, each in enumerate(told)]
    copied = {
        "corpus": [*texts, {"id": "0c", "text": texts[0]["text"]}],
        "pos": [["0", "0c", "exact"]],
        "neg": [["0", "1", "same-story"]],
    }
    (tmp_path / "wire_copy.json").write_text(json.dumps(copied))
    floors = tmp_path / "floors.json"
    done = run("evaluation.stories", str(tmp_path), "--floors", str(floors), "--raise")
    assert done.returncode == 0, done.stderr
    kept = json.loads(floors.read_text())["stories"]
    assert kept == {"made F1": 1.0, "made precision": 1.0, "exact called copies": 1.0}
    floors.write_text(json.dumps({"stories": {"made F1": 1.01}}))
    assert run("evaluation.stories", str(tmp_path), "--floors", str(floors)).returncode == 1
    assert run("evaluation.stories", str(tmp_path / "empty")).returncode == 2


def test_bcubed() -> None:
    assert evaluation.bcubed(["a", "a", "b"], [1, 1, 2]) == (1.0, 1.0, 1.0)
    precision, recall, _ = evaluation.bcubed(["a", "a", "b", "b"], [1, 1, 1, 1])
    assert (precision, recall) == (0.5, 1.0)
    precision, recall, _ = evaluation.bcubed(["a", "a", "b", "b"], [1, 2, 3, 3])
    assert (precision, recall) == (1.0, 0.75)


def test_weights_can_be_fitted() -> None:
    """On a stream of its own, the fit finds weights that place it."""
    from newsbox.stories import likeness

    told, about = stream()
    case = (about, [likeness.traits(each, key=str(place)) for place, each in enumerate(told)])
    features, answers = evaluation.examples(case)
    assert features.shape == (len(answers), len(likeness.NAMES))
    assert 0 < answers.mean() < 1
    weights, bias = evaluation.fit({"made": (features, answers)})
    assert (((features @ weights + bias) > 0) == (answers > 0.5)).all()
