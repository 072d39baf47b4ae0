"""How well are reports grouped into stories, and wire copies found? `python -m evaluation.stories FOLDER [--set NAME] [--fit | --leave-out | --halves]`.

FOLDER has NAME.jsonl or NAME.jsonl.xz, a report a line in order of arrival (`story` is the label; `title`, `text`, `time`,
`source`), and perhaps wire_copy.json(.xz): `{corpus: [{id, text}], pos: [[a, b, kind]], neg: [[a, b, kind]]}`.
Printed are precision, recall and F1 by BCubed (Bagga and Baldwin 1998), all sets with the one setting that is shipped; and which share
of each kind of copy is found, beside pairs that only tell one story. --floors FILE fails where a figure fell below its floor;
with --raise, better figures become floors.

--fit writes newsbox/stories/odds.py: a logistic regression over (report, candidate story) pairs, the stories so far being
as labelled. --leave-out prints each group of sets as it is with weights fitted on the others alone; --halves, each half of the
stories of every set with weights fitted on the other half.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from newsbox.stories import copies, grouping, likeness
from newsbox.stories import odds as shipped
from newsbox.types import Article

WEIGHT = {"g5_newscluster": 3.0, "allsides_2021": 3.0, "mix_dense": 2.0}
"""How much a set counts when weights are fitted, beside 1; within a set every pair counts the same."""
PENALTY = 3e-5
"""Of the squared weights of standardised features."""
KIN = (("g5_newscluster", "mix_dense", "wikinews_events", "basil"),)
"""Sets that share reports: they are left out together."""
DAY_ALONE = "T00:00:00Z"
Odds = tuple[likeness.Floats, float]
Case = tuple[list[str], list[likeness.Traits]]


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The reports of a set."""
    text = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    return [json.loads(line) for line in text.decode("utf-8").splitlines() if line.strip()]


def sets_of(folder: Path) -> dict[str, Path]:
    """The sets of a folder by name."""
    return {path.name.split(".")[0]: path for path in sorted(folder.glob("*.jsonl*"))}


def case_of(path: Path) -> Case:
    """Labels, and what is looked at. Midnight to the second is a day without an hour."""
    labels, seen = [], []
    for number, line in enumerate(lines_of(path)):
        stated = line.get("time")
        article = Article(
            headline=line["title"],
            paragraphs=tuple(filter(None, (line.get("text") or "").split("\n"))),
            published=stated.removesuffix(DAY_ALONE) if stated else None,
            outlet=line.get("source"),
            language="en",
        )
        labels.append(line["story"])
        seen.append(likeness.traits(article, key=str(number)))
    return labels, seen


def bcubed(labels: Sequence[str], found: Sequence[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a grouping, each report weighing the same."""
    both, wanted, got = Counter(zip(labels, found, strict=True)), Counter(labels), Counter(found)
    precision = sum(count * count / got[one] for (_, one), count in both.items()) / len(labels)
    recall = sum(count * count / wanted[label] for (label, _), count in both.items()) / len(labels)
    return precision, recall, 2 * precision * recall / (precision + recall)


def grouped(seen: Sequence[likeness.Traits], odds: Odds | None = None) -> list[int]:
    """The story of each report; with the odds that are shipped, or others."""
    state = grouping.Grouping(weights=odds[0], bias=odds[1]) if odds else grouping.Grouping()
    state.place(seen)
    return [state.story_of(each.key) for each in seen]


# Wire copy ------------------------------------------------------------------------------------------------------------


def copies_of(path: Path) -> dict[str, float]:
    """Share of the pairs of each kind that are called copies, those found through the index of sketches alone."""
    raw = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    marked = json.loads(raw)
    texts = {each["id"]: each["text"] for each in marked["corpus"]}
    sketches = {name: copies.sketch(text) for name, text in texts.items()}
    index = copies.Index()
    numbers = {name: index.add(each) for name, each in sketches.items()}
    kinds: dict[str, list[bool]] = {}
    for one, other, kind in (*marked["pos"], *marked["neg"]):
        is_met = numbers[other] in index.find(sketches[one])
        kinds.setdefault(kind, []).append(is_met and copies.is_copy(texts[one], texts[other]))
    return {kind: sum(found) / len(found) for kind, found in kinds.items()}


# Fitting --------------------------------------------------------------------------------------------------------------


def examples(case: Case) -> tuple[likeness.Floats, likeness.Floats]:
    """Features of each report and each of its candidates, and whether it is the report's story; stories so far as labelled."""
    state = grouping.Grouping()
    homes: dict[str, int] = {}
    features, answers = [], []
    for label, seen in zip(*case, strict=True):
        for candidate, values in state.measured(seen):
            features.append(values)
            answers.append(float(homes.get(label) == candidate))
        homes[label] = state.keep(seen, homes.get(label))
    return np.vstack(features), np.array(answers)


def fit(cases: dict[str, tuple[likeness.Floats, likeness.Floats]]) -> Odds:
    """Weights and bias of a logistic regression (Newton's method)."""
    values = np.vstack([features for features, _ in cases.values()])
    answers = np.concatenate([given for _, given in cases.values()])
    counted = np.concatenate(
        [np.full(len(given), WEIGHT.get(name, 1.0) / len(given)) for name, (_, given) in cases.items()]
    )
    counted /= counted.sum()
    middle, spread = values.mean(0), values.std(0) + 1e-9
    scaled = np.column_stack([(values - middle) / spread, np.ones(len(values))])
    penalty = np.full(scaled.shape[1], PENALTY)
    penalty[-1] = 1e-9
    weights = np.zeros(scaled.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        slope = scaled.T @ (counted * (chance - answers)) + penalty * weights
        bend = (scaled * (counted * chance * (1 - chance))[:, None]).T @ scaled + np.diag(penalty)
        weights -= np.linalg.solve(bend, slope)
    own = weights[:-1] / spread
    return own, float(weights[-1] - own @ middle)


def write(weights: likeness.Floats, bias: float) -> None:
    """odds.py."""
    lines = "".join(
        f'    "{name}": {weight:.4f},\n' for name, weight in zip(likeness.NAMES, weights.tolist(), strict=True)
    )
    place = Path(shipped.__file__)
    head = place.read_text("utf-8").partition("ODDS")[0]
    place.write_text(
        f'{head}ODDS = {{\n{lines}}}\n"""By name of feature, in its own unit."""\nBIAS = {bias:.4f}\n', "utf-8"
    )


def leave_out(cases: dict[str, Case]) -> None:
    """Prints each group of sets with weights fitted on the others."""
    known = {name: examples(case) for name, case in cases.items()}
    groups: list[tuple[str, ...]] = [group for group in KIN if set(group) & set(cases)]
    groups += [(name,) for name in cases if not any(name in group for group in KIN)]
    for group in groups:
        odds = fit({name: each for name, each in known.items() if name not in group})
        for name in group:
            if name in cases:
                labels, seen = cases[name]
                _say(f"{name} (left out)", bcubed(labels, grouped(seen, odds)))


def halves(cases: dict[str, Case]) -> None:
    """Prints what each half of the stories of each set gets with weights fitted on the other half: the mean of both."""
    parts = {
        is_other: {name: _part(case, is_other=is_other) for name, case in cases.items()} for is_other in (False, True)
    }
    odds = {is_other: fit({name: examples(case) for name, case in parts[is_other].items()}) for is_other in parts}
    for name in cases:
        figures = [bcubed(parts[one][name][0], grouped(parts[one][name][1], odds[not one])) for one in parts]
        precision, recall, both = (sum(column) / len(figures) for column in zip(*figures, strict=True))
        _say(f"{name} (other half)", (precision, recall, both))


def _part(case: Case, *, is_other: bool) -> Case:
    chosen = [pair for pair in zip(*case, strict=True) if (crc32(pair[0].encode()) % 2 == 1) == is_other]
    return [label for label, _ in chosen], [seen for _, seen in chosen]


# Printing -------------------------------------------------------------------------------------------------------------


def _say(name: str, figures: tuple[float, float, float]) -> None:
    print(f"{name:30}" + "".join(f"{100 * figure:8.1f}" for figure in figures), flush=True)


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", dest="only", action="append", help="these sets alone")
    parser.add_argument("--fit", action="store_true", help="fit the weights on the sets and write them")
    parser.add_argument("--leave-out", action="store_true", help="fit without each group of sets, and score it")
    parser.add_argument(
        "--halves", action="store_true", help="fit on half of the stories, score the others, and the other way round"
    )
    parser.add_argument("--floors", type=Path, help="a JSON file of least figures")
    parser.add_argument("--raise", dest="raises", action="store_true", help="write better figures into the floors")
    given = parser.parse_args()
    cases = {
        name: case_of(path) for name, path in sets_of(given.folder).items() if not given.only or name in given.only
    }
    if not cases:
        print(
            f"evaluation.stories: {given.folder} has no set of reports (NAME.jsonl or NAME.jsonl.xz).", file=sys.stderr
        )
        return 2
    odds: Odds | None = None
    if given.fit:
        odds = fit({name: examples(case) for name, case in cases.items()})
        write(*odds)
    print(f"{'BCubed':30}{'prec.':>8}{'recall':>8}{'F1':>8}")
    if given.leave_out:
        leave_out(cases)
        return 0
    if given.halves:
        halves(cases)
        return 0
    figures: dict[str, float] = {}
    for name, (labels, seen) in cases.items():
        precision, recall, both = bcubed(labels, grouped(seen, odds))
        figures |= {f"{name} F1": both, f"{name} precision": precision}
        _say(name, (precision, recall, both))
    scored = [figures[f"{name} F1"] for name in cases]
    print(f"{'mean':46}{100 * sum(scored) / len(scored):8.1f}")
    for path in sorted(given.folder.glob("wire_copy.json*"))[:1]:
        print("\nCalled copies")
        for kind, found in copies_of(path).items():
            figures[f"{kind} called copies"] = found
            print(f"{kind:46}{100 * found:8.1f}")
    return _held(figures, given.floors, raises=given.raises) if given.floors else 0


NO_COPIES = ("same-story called copies", "quote1 called copies")
"""Of these, less is better; they have no floor."""


def _held(figures: dict[str, float], place: Path, *, raises: bool) -> int:
    """Whether no figure fell below its floor: the exit status."""
    floors = json.loads(place.read_text()) if place.exists() else {}
    own = floors.setdefault("stories", {})
    fallen = 0
    for name, figure in figures.items():
        if name in NO_COPIES:
            continue
        if name in own and figure < own[name] - 5e-4:
            print(f"stories: {name} is {figure:.4f}, below its floor {own[name]:.3f}", file=sys.stderr)
            fallen = 1
        elif raises and figure > own.get(name, 0.0):
            own[name] = round(figure, 3)
    if raises and not fallen:
        place.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
    return fallen


if __name__ == "__main__":
    sys.exit(main())
