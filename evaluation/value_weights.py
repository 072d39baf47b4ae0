"""Fits the weights of newsbox/checking/value_weights.py: `python -m evaluation.value_weights FOLDER --cache FILE [--folds 8]`.

FOLDER and --cache as in evaluation.contradiction; only its part work is read. With --folds, nothing is written: the pairs of each fold's
articles are weighed by the others', and the share of planted edits found at several budgets of false alarms is printed.
Logistic regression with a penalty on squared weights, in which each weight stays on the side of nothing that its feature
should speak for (AGAINST, EITHER): with so few edits, a weight on the other side has learned the articles by heart. What comes
out is then brought to the scale of confidence: the share of findings that cover an edit, over all articles of the file.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.contradiction import Case, cases
from newsbox.checking import Sheet, dates, figures, twice
from newsbox.checking import value_weights as shipped
from newsbox.checking.measures import Amount, amounts
from newsbox.checking.moments import Moment, moments

Floats = NDArray[np.float64]
PLACE = Path(shipped.__file__)
KINDS = {"FIGURES": "number", "DATES": "date"}
PENALTY = 3.0
STEPS = 400
LEAST = 0.005
"""Weights nearer to nothing are left out."""
BUDGETS = (0.01, 0.02, 0.03, 0.05, 0.07, 0.10, 0.15, 0.20)
AGAINST = frozenset(
    """saying/other subject/other name/half name/strange names/compared/beside/far/both backed/meet/series/variety/verbless
    long/crowd/other speaker/no unit/other unit/small/words/bound/far off/ratio/other time/dense/other month/rivals
    other tense/other order/far year""".replace("\n    ", "/").split("/")
)
"""Features that can only speak against one fact told twice."""
EITHER = frozenset(("percent", "money", "age", "year", "day", "bias"))
"""Features that may speak for or against."""
DOC = '''"""How much each feature speaks for two values being one fact, told twice and otherwise (data only).

Written by `python -m evaluation.value_weights FOLDER --cache FILE`; not by hand.
"""

'''


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of values of an article."""

    group: str
    case: str
    kind: str
    features: dict[str, float]
    is_told_twice: bool
    """Whether one is an edit and the other what stood there."""
    covers: bool
    """Whether one is an edit."""
    places: tuple[tuple[int, int], tuple[int, int]]
    """Sentence and word of the two values, the suspected one first."""


def examples(case: Case, name: str) -> list[Example]:
    """The pairs of figures or of days of an article."""
    sheet, found = Sheet(case.reading), []
    pairs: list[twice.Twice[Amount]] | list[twice.Twice[Moment]]
    if name == "FIGURES":
        pairs = list(twice.twice(sheet, amounts(sheet), figures.KIND))
    else:
        pairs = list(twice.twice(sheet, moments(sheet), dates.KIND))
    for pair in pairs:
        spans = pair.suspect.span, pair.other.span
        covering = []
        for span in spans:
            start, end = case.place(span)
            covering.append(case.edit is not None and start < case.edit.end and case.edit.start < end)
        other = spans[0] if covering[1] else spans[1]
        is_told_twice = any(covering) and case.edit is not None and case.edit.was in case.reading.text_at(other)
        places = tuple((each.line.number, each.first) for each in (pair.suspect, pair.other))
        found.append(Example(case.group, case.id, case.kind, dict(pair.features), is_told_twice, any(covering), places))  # type: ignore[arg-type]
    return found


def table(found: Sequence[Example], names: Sequence[str]) -> Floats:
    """The features, examples x names, float64."""
    return np.array([[each.features.get(name, 0.0) for name in names] for each in found])


def names_of(found: Sequence[Example]) -> list[str]:
    """The names of all features but the bias."""
    return sorted({name for each in found for name in each.features} - {"bias"})


def fit(found: Sequence[Example], names: Sequence[str]) -> tuple[Floats, float]:
    """Weights and bias. Pairs that cover an edit but not what stood there tell neither way and are left out."""
    kept = [each for each in found if each.is_told_twice or not each.covers]
    rows, wanted = table(kept, names), np.array([float(each.is_told_twice) for each in kept])
    middle, spread = rows.mean(0), rows.std(0) + 1e-9
    rows = (rows - middle) / spread
    side = np.array([0 if name in EITHER else -1 if name in AGAINST else 1 for name in names])
    weights, first, second = np.zeros(len(names) + 1), np.zeros(len(names) + 1), np.zeros(len(names) + 1)
    weights[-1] = np.log(max(wanted.sum(), 1) / max(len(wanted) - wanted.sum(), 1))
    for step in range(1, STEPS + 1):
        off = 1 / (1 + np.exp(-np.clip(rows @ weights[:-1] + weights[-1], -30, 30))) - wanted
        slope = np.append(rows.T @ off + PENALTY * weights[:-1], off.sum())
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        pace = 0.05 if step < 0.6 * STEPS else 0.015
        weights = weights - pace * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        weights[:-1] = np.where(weights[:-1] * side < 0, 0.0, weights[:-1])
    told = weights[:-1] / spread
    return told, float(weights[-1] - told @ middle)


def crossed(found: Sequence[Example], names: Sequence[str], folds: int) -> Floats:
    """The log-odds of each example, by weights that its article had no part in."""
    rows = table(found, names)
    fold = np.array([hashlib.sha256(each.group.encode()).digest()[1] % folds for each in found])
    told = np.zeros(len(found))
    for number in range(folds):
        weights, bias = fit([each for each, mine in zip(found, fold, strict=True) if mine != number], names)
        told[fold == number] = rows[fold == number] @ weights + bias
    return told


def shown(found: Sequence[Example], told: Floats) -> list[int]:
    """Which examples become findings, as twice.surest decides."""
    by_case: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(found):
        by_case[each.case].append(number)
    kept = []
    for numbers in by_case.values():
        suspected, counterparts = set[tuple[int, int]](), set[tuple[int, int]]()
        for number in sorted(numbers, key=lambda each: -told[each]):
            suspect, other = found[number].places
            if suspect not in suspected | counterparts and other not in suspected:
                suspected.add(suspect)
                counterparts.add(other)
                kept.append(number)
    return kept


def scaled(told: Floats, right: Floats) -> tuple[float, float]:
    """Slope and shift that bring log-odds to the share that is right (Platt), by Newton's steps."""
    rows, line = np.stack([told, np.ones(len(told))], axis=1), np.array([1.0, 0.0])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(rows @ line, -30, 30)))
        bend = rows.T @ (rows * (chance * (1 - chance))[:, None]) + 1e-6 * np.eye(2)
        line = line - np.clip(np.linalg.solve(bend, rows.T @ (chance - right)), -1, 1)
    return float(line[0]), float(line[1])


def report(found: Sequence[Example], told: Floats, kind: str, articles: int, edits: int) -> None:
    """Prints the share of a kind's edits found at each budget of false alarms a clean article."""
    kept = shown(found, told)
    alarms = sorted((told[number] for number in kept if found[number].kind == "clean"), reverse=True)
    best: dict[str, float] = {}
    for number in kept:
        each = found[number]
        if each.kind == kind and each.covers:
            best[each.case] = max(best.get(each.case, -99.0), float(told[number]))
    shares = []
    for budget in BUDGETS:
        allowed = int(budget * articles)
        line = alarms[allowed] if len(alarms) > allowed else -99.0
        shares.append(f"{budget:.2f}: {sum(each > line for each in best.values()) / edits:.3f}")
    print(f"{kind:8} {'  '.join(shares)}")


def write(weights: dict[str, dict[str, float]]) -> None:
    """Puts the weights into value_weights.py."""
    lines = [DOC]
    for name, given in weights.items():
        lines.append(f"{name}: dict[str, float] = {{\n")
        lines += [f'    "{feature}": {weight:.3f},\n' for feature, weight in given.items()]
        lines.append("}\n\n")
    PLACE.write_text("".join(lines).rstrip() + "\n", encoding="utf-8")


def main() -> int:
    """Fits, and writes the weights or prints the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    asked = parser.parse_args()
    read = list(cases(asked.folder, "work", asked.cache))
    articles = sum(case.edit is None for case in read)
    weights: dict[str, dict[str, float]] = {}
    for name, kind in KINDS.items():
        found = [each for case in read for each in examples(case, name)]
        names = names_of(found)
        told = crossed(found, names, asked.folds or 8)
        report(found, told, kind, articles, sum(case.kind == kind for case in read))
        kept = shown(found, told)
        slope, shift = scaled(told[kept], np.array([float(found[number].covers) for number in kept]))
        given, bias = fit(found, names)
        weights[name] = {"bias": slope * bias + shift}
        weights[name] |= {
            feature: slope * float(weight) for feature, weight in zip(names, given, strict=True) if abs(weight) >= LEAST
        }
    if not asked.folds:
        write(weights)
    return 0


if __name__ == "__main__":
    sys.exit(main())
