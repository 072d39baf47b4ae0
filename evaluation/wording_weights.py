"""Fits the weights of the checks of wording: `python -m evaluation.wording_weights FOLDER [--cache FILE] [--folds 5]`.

FOLDER and --cache as in evaluation.contradiction; only its work part is read. Opposite words are also learned from copies of its
clean articles that evaluation.planting makes, for the file has few; they count for less, and what comes out is brought back to
the file's mixture by its scale and constant. Run it twice where claims were changed: the weights choose among candidates. What is fitted is the chance that a finding covers
a planted edit of its kind, over clean articles and copies as the file mixes them, so that confidences mean the same in all checks. With
--folds, nothing is written: each article's findings are weighed with weights fitted on the others, and what comes of it is
printed. Without, the weights go to newsbox/checking/*_weights.py.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from evaluation.contradiction import Case, cases
from evaluation.planting import planted
from newsbox.checking import headline, outcomes, quotes, quotes_weights
from newsbox.checking.quoting import quotations
from newsbox.checking.shape import Sheet
from newsbox.types import Span

Floats = NDArray[np.float64]
PENALTY = 2.0
"""Of the squared weights, half of it each; the constant's is free."""
PLANTED = 0.3
"""What a candidate in a copy of our own making counts, against one of the file's."""
STEPS = 40
FREE = "always"


class Example(NamedTuple):
    """A candidate of a check."""

    case: Case
    claims: dict[str, float]
    is_so: bool
    """Whether it covers a planted edit of its kind."""


class Table(NamedTuple):
    """A table of weights, and how its candidates are found."""

    module: str
    name: str
    kind: str
    """Of edit that it is for, as evaluation.contradiction calls it; "any"."""
    doc: str
    candidates: Callable[[Sheet], Iterator[tuple[dict[str, float], tuple[Span, ...]]]]
    is_planted: bool = False
    """Whether copies of our own making are learned from too."""


def _of_quotes(sheet: Sheet) -> Iterator[tuple[dict[str, float], tuple[Span, ...]]]:
    for each in quotes.retellings(quotations(sheet)):
        told = quotes.claims(each)
        if told is not None:
            yield told, quotes.spans(each)


def _of_opposites(sheet: Sheet) -> Iterator[tuple[dict[str, float], tuple[Span, ...]]]:
    for each in outcomes.oppositions(sheet):
        yield each.claims, (each.first.span,)


def _of_absences(sheet: Sheet) -> Iterator[tuple[dict[str, float], tuple[Span, ...]]]:
    for each in headline.absences(sheet):
        yield each.claims, (each.span,)


TABLES = (
    Table(
        "quotes_weights",
        "SPEAKERS",
        "quote",
        "How much each claim about two quotations speaks for a wrong speaker (data only).",
        _of_quotes,
    ),
    Table(
        "outcomes_weights",
        "OPPOSITES",
        "polarity",
        "How much each claim about two opposite words speaks for a slip (data only).",
        _of_opposites,
        is_planted=True,
    ),
    Table(
        "headline_weights",
        "ABSENCES",
        "any",
        "How much each claim about a name or figure that only the headline has speaks for a slip (data only).",
        _of_absences,
    ),
)


def examples(kept: Sequence[Case], table: Table) -> list[Example]:
    """A table's candidates in all articles."""
    found = []
    for case in kept:
        for claims, spans in table.candidates(Sheet(case.reading)):
            edit = case.edit
            places = [case.place(span) for span in spans]
            covers = edit is not None and any(start < edit.end and edit.start < end for start, end in places)
            # An edit of another kind that is covered by chance teaches nothing.
            is_so = covers and table.kind in ("any", case.kind)
            found.append(Example(case, claims, is_so))
    return found


def fit(given: Sequence[Example], more: Sequence[Example] = ()) -> dict[str, float]:
    """Logistic regression with a penalty on squared weights. more: of our own making, those that are so."""
    names = list(dict.fromkeys(name for each in given for name in each.claims))
    rows, others = _rows(given, names), _rows(more, names)
    wanted: Floats = np.array([float(each.is_so) for each in given])
    penalty: Floats = np.array([0.001 if name == FREE else PENALTY for name in names])
    weights = _newton(
        np.vstack([rows, others]),
        np.concatenate([wanted, np.ones(len(more))]),
        np.concatenate([np.ones(len(given)), np.full(len(more), PLANTED)]),
        penalty,
    )
    if more:
        score = rows @ weights
        constant, scale = _newton(
            np.stack([np.ones(len(given)), score], axis=1), wanted, np.ones(len(given)), np.full(2, 0.01)
        )
        weights = weights * scale
        weights[names.index(FREE)] += constant
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def _rows(given: Sequence[Example], names: Sequence[str]) -> Floats:
    return np.array([[each.claims.get(name, 0.0) for name in names] for each in given]).reshape(len(given), len(names))


def _newton(rows: Floats, wanted: Floats, counts: Floats, penalty: Floats) -> Floats:
    weights: Floats = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ ((told - wanted) * counts) + penalty * weights
        curve = (rows * (told * (1 - told) * counts)[:, None]).T @ rows + np.diag(penalty)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def confidence(claims: dict[str, float], weights: dict[str, float]) -> float:
    """What a candidate's claims make of it."""
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) * value for name, value in claims.items()))))


def fold_of(group: str, folds: int) -> int:
    """Which fold an article and its copies belong to."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) // 256 % folds


def show(kept: Sequence[Case], table: Table, given: Sequence[Example], more: Sequence[Example], folds: int) -> None:
    """Recall at budgets of false alarms, and calibration, each article weighed with weights fitted on the others."""

    def but(fold: int, those: Sequence[Example]) -> list[Example]:
        return [each for each in those if fold_of(each.case.group, folds) != fold]

    by_fold = [fit(but(fold, given), but(fold, more)) for fold in range(folds)]
    told = [(confidence(each.claims, by_fold[fold_of(each.case.group, folds)]), each) for each in given]
    clean = sum(case.edit is None for case in kept)
    copies = sum(case.edit is not None and table.kind in ("any", case.kind) for case in kept)
    alarms = sorted((sure for sure, each in told if each.case.edit is None), reverse=True)
    surest: dict[str, float] = {}
    for sure, each in told:
        if each.is_so:
            surest[each.case.id] = max(sure, surest.get(each.case.id, 0.0))
    print(f"{table.name}: {len(given)} candidates, {len(surest)} of {copies} copies have a right one")
    for budget in (0.01, 0.02, 0.05):
        allowed = int(budget * clean)
        line = alarms[allowed] if len(alarms) > allowed else 0.0
        found = sum(sure > line for sure in surest.values())
        print(f"  at {budget:.2f} false alarms an article (above {line:.2f}): {found / max(1, copies):.3f}")
    for low, high in ((0.0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        right = [each.is_so for sure, each in told if low <= sure < high]
        if right:
            print(f"  {low:.1f}-{min(high, 1.0):.1f}: {len(right):5d}  {sum(right) / len(right):.3f}")


def write(tables: Sequence[tuple[Table, dict[str, float]]]) -> None:
    """Puts weights into their files."""
    for module in dict.fromkeys(table.module for table, _ in tables):
        mine = [(table, weights) for table, weights in tables if table.module == module]
        lines = [
            f'"""{mine[0][0].doc}\n\nWritten by `python -m evaluation.wording_weights FOLDER`; not by hand.\n"""\n'
        ]
        for table, weights in mine:
            lines.append(f"\n{table.name}: dict[str, float] = {{\n")
            lines += [f'    "{name}": {weight},\n' for name, weight in weights.items()]
            lines.append("}\n")
        place = Path(quotes_weights.__file__).with_name(f"{module}.py")
        place.write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    kept = list(cases(args.folder, "work", args.cache))
    told = []
    for table in TABLES:
        given = examples(kept, table)
        copies = [copy for case in kept if case.edit is None for copy in planted(case)] if table.is_planted else []
        more = [each for each in examples(copies, table) if each.is_so]
        if args.folds:
            show(kept, table, given, more, args.folds)
        else:
            told.append((table, fit(given, more)))
    if told:
        write(told)


if __name__ == "__main__":
    main()
