"""Fits the weights of the checks cast and roles: `python -m evaluation.people_weights FOLDER [--cache FILE] [--folds 5]`.

FOLDER and --cache as in evaluation.contradiction; only its part "work" is read. With --folds, nothing is written: each fold's articles
are judged with weights fitted on the others, and recall and calibration printed. Without, the weights go to cast_weights.py
and roles_weights.py.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.contradiction import BUDGETS, Case, cases
from newsbox.checking import Sheet, cast, nations, rivalry, whereabouts
from newsbox.checking.lands import country_of
from newsbox.checking.people import surname_of
from newsbox.checking.rivalry import Rival, Weights

Floats = NDArray[np.float64]
PARTS = 5
"""Parts of the articles, each scored by weights of the others, on which confidence is fitted."""
BINS = (0.03, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)
HOME = Path(rivalry.__file__).parent


def same_surname(was: str, host: str) -> bool:
    """Whether a host is the person that was replaced."""
    return surname_of(was) == surname_of(host)


def same_country(was: str, host: str) -> bool:
    """Whether a host is the country that was replaced."""
    return country_of(was) == country_of(host) is not None


def same_words(was: str, host: str) -> bool:
    """Whether a host is the place that was replaced."""
    return was.casefold() == host.casefold() or same_country(was, host)


@dataclass(frozen=True, slots=True)
class Task:
    """A set of weights, and what it is fitted on."""

    name: str
    file: str
    rivals: Callable[[Sheet], Iterator[Rival]]
    kinds: tuple[str, ...]
    is_same: Callable[[str, str], bool]
    penalty: float
    """Of the squared weights, signs of equal spread."""
    doubt: float
    """The same for confidence: more where there are few examples."""


TASKS = (
    Task("PEOPLE", "cast_weights", cast.rivals, ("cast", "person"), same_surname, 100.0, 1.0),
    Task("PLACES", "cast_weights", whereabouts.moves, ("place",), same_words, 60.0, 10.0),
    Task("NATIONS", "roles_weights", nations.mixes, ("nationality",), same_country, 30.0, 10.0),
)


@dataclass(slots=True)
class Rows:
    """All rivals of all articles."""

    names: list[str]
    signs: Floats
    """Rivals x signs."""
    article: NDArray[np.int64]
    stranger: NDArray[np.int64]
    """A number for each stranger of each article."""
    covers: NDArray[np.bool_]
    """Whether the stranger covers an edit, of any kind."""
    right: NDArray[np.bool_]
    """Whether the host also is what was replaced, by an edit of the task's kinds."""
    fold: NDArray[np.int64]


def rows_of(task: Task, kept: Sequence[Case], folds: int) -> Rows:
    """What a task sees in articles."""
    signs: list[list[float]] = []
    told: list[tuple[int, int, bool, bool, int]] = []
    names: list[str] = []
    strangers: dict[tuple[int, str], int] = {}
    for number, case in enumerate(kept):
        fold = md5(case.group.encode(), usedforsecurity=False).digest()[0] % folds
        for rival in task.rivals(Sheet(case.reading)):
            names = names or list(rival.signs)
            covers = _covers(case, rival)
            was = case.edit.was if case.edit else ""
            right = covers and case.kind in task.kinds and task.is_same(was, rival.host.name)
            signs.append([float(rival.signs[name]) for name in names])
            stranger = strangers.setdefault((number, rival.stranger.name), len(strangers))
            told.append((number, stranger, covers, right, fold))
    article, stranger_ids, covered, rights, fold_ids = (np.array(column) for column in zip(*told, strict=True))
    return Rows(names, np.array(signs), article, stranger_ids, covered, rights, fold_ids)


def _covers(case: Case, rival: Rival) -> bool:
    edit = case.edit
    return edit is not None and any(
        start < edit.end and edit.start < end
        for start, end in (case.place(each.span) for each in rival.stranger.mentions)
    )


def fitted(signs: Floats, right: NDArray[np.bool_], penalty: float) -> tuple[Floats, float]:
    """Weights and bias of a logistic regression with a penalty on the squared weights of standardised signs, by Newton's method."""
    middle, spread = signs.mean(axis=0), signs.std(axis=0)
    spread[spread == 0] = 1.0
    told = np.column_stack([(signs - middle) / spread, np.ones(len(signs))])
    weights = np.zeros(told.shape[1])
    pull = np.full(told.shape[1], penalty)
    pull[-1] = 0.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(told @ weights, -30, 30)))
        slope = told.T @ (right - chance) - pull * weights
        bend = (told * (chance * (1 - chance))[:, None]).T @ told + np.diag(pull + 1e-9)
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ middle)


def surest(rows: Rows, scores: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """What confidence is fitted on: the score, lead and rank of each article's likeliest strangers; and which rivals they are."""
    best: dict[int, int] = {}
    for row, stranger in enumerate(rows.stranger):
        if stranger not in best or scores[row] > scores[best[stranger]]:
            best[stranger] = row
    by_article: dict[int, list[int]] = defaultdict(list)
    for row in best.values():
        by_article[rows.article[row]].append(row)
    told, chosen = [], []
    for each in by_article.values():
        ranked = sorted(each, key=lambda row: -scores[row])[: rivalry.MOST_FINDINGS]
        ahead = rivalry.leads([float(scores[row]) for row in ranked])
        told += [(scores[row], lead, float(lead >= 0)) for row, lead in zip(ranked, ahead, strict=True)]
        chosen += ranked
    return np.array(told), np.array(chosen)


def crossed(rows: Rows, use: NDArray[np.bool_], folds: Sequence[int], penalty: float) -> Floats:
    """The score of each rival by weights fitted on the other folds; 0 outside `folds`."""
    scores = np.zeros(len(rows.right))
    for fold in folds:
        train = use & (rows.fold != fold) & np.isin(rows.fold, folds)
        weights, bias = fitted(rows.signs[train], rows.right[train], penalty)
        here = rows.fold == fold
        scores[here] = rows.signs[here] @ weights + bias
    return scores


def learnt(rows: Rows, folds: Sequence[int], task: Task) -> tuple[Floats, float, tuple[float, ...]]:
    """Weights, bias and confidence from the articles of some folds."""
    inside = np.isin(rows.fold, folds)
    # A stranger that covers an edit, with another host than the one replaced, is neither right nor wrong.
    use = inside & ~(rows.covers & ~rows.right)
    weights, bias = fitted(rows.signs[use], rows.right[use], task.penalty)
    told, chosen = surest(rows, np.where(inside, crossed(rows, use, folds, task.penalty), -99.0))
    told, chosen = told[inside[chosen]], chosen[inside[chosen]]
    calibrated, added = fitted(told, rows.covers[chosen], task.doubt)
    return weights, bias, (*map(float, calibrated), added)


def report(task: Task, kept: Sequence[Case], folds: int) -> None:
    """Prints recall and calibration where no article is judged by weights that have seen it."""
    rows = rows_of(task, kept, folds)
    scores, confidence = np.zeros(len(rows.right)), {}
    for fold in range(folds):
        weights, bias, (score, lead, first, added) = learnt(rows, [each for each in range(folds) if each != fold], task)
        here = rows.fold == fold
        scores[here] = rows.signs[here] @ weights + bias
        told, chosen = surest(rows, np.where(here, scores, -99.0))
        for (one, ahead, is_first), row in zip(told, chosen, strict=True):
            if here[row]:
                confidence[int(row)] = 1 / (1 + np.exp(-(added + score * one + lead * ahead + first * is_first)))
    clean = sum(case.kind == "clean" for case in kept)
    alarms = sorted((p for row, p in confidence.items() if kept[rows.article[row]].kind == "clean"), reverse=True)
    print(f"{task.name}: {len(rows.right)} rivals")
    for budget in BUDGETS:
        line = alarms[int(budget * clean)]
        for kind in task.kinds:
            asked = {number for number, case in enumerate(kept) if case.kind == kind}
            found = {rows.article[row] for row, p in confidence.items() if p > line and rows.covers[row]} & asked
            print(f"  at {budget:.2f}, above {line:.2f}: {kind} {len(found) / len(asked):.3f}")
    for low, high in itertools.pairwise(BINS):
        hits = [bool(rows.covers[row]) for row, p in confidence.items() if low <= p < high]
        if hits:
            print(f"  {low:.2f}-{high:.2f}: {len(hits):5d} {sum(hits) / len(hits):.3f}")


def write(found: dict[str, list[tuple[str, Weights]]]) -> None:
    """Writes weights to their files."""
    for file, sets in found.items():
        checks = file.removesuffix("_weights")
        text = (
            f'"""How much each sign speaks for a name standing where another belongs, for the check {checks} (data only).\n\n'
            'Written by `python -m evaluation.people_weights FOLDER`; not by hand.\n"""\n\n'
            "from __future__ import annotations\n\nfrom newsbox.checking.rivalry import Weights\n"
        )
        for name, weights in sets:
            rows = "".join(f'        "{sign}": {weight:.3f},\n' for sign, weight in weights.signs.items())
            numbers = ", ".join(f"{each:.3f}" for each in weights.confidence)
            text += f"\n{name} = Weights(\n    signs={{\n{rows}    }},\n    bias={weights.bias:.3f},\n"
            text += f"    confidence=({numbers}),\n)\n"
        (HOME / f"{file}.py").write_text(text, encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args(argv)
    kept = list(cases(args.folder, "work", args.cache))
    if args.folds:
        for task in TASKS:
            report(task, kept, args.folds)
        return
    found: dict[str, list[tuple[str, Weights]]] = defaultdict(list)
    for task in TASKS:
        rows = rows_of(task, kept, PARTS)
        weights, bias, confidence = learnt(rows, range(PARTS), task)
        signs = dict(zip(rows.names, map(float, weights), strict=True))
        score, lead, first, added = confidence
        found[task.file].append((task.name, Weights(signs, bias, (score, lead, first, added))))
    write(found)


if __name__ == "__main__":
    importlib.import_module("evaluation.people_weights").main()
