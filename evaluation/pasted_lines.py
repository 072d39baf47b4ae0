"""Fits the weights of newsbox/reading/lines.py: `python -m evaluation.pasted_lines FOLDER [--folds 4]`.

FOLDER as in evaluation.reading. Only the `tune` half of its sites is read. With --folds, nothing is written: the pages are
read with weights fitted on the other sites, and the figures printed. Without, the weights go to line_weights.py.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import newsbox
from evaluation.measures import RUN, Overlap, tokens
from evaluation.reading import is_held, labelled, visible
from newsbox.reading import lines as rules
from newsbox.reading.page import squeeze

Floats = NDArray[np.float64]
NEVER = -1e9
LONGEST = 900
"""Lines; longer pages are few, and would take most of the time."""
SELDOM = 8
"""Lines of which a claim must hold to be given a weight."""
NEWS = ("aeb", "fundus")
"""Sets of news pages: these weigh twice, for news is what is pasted, and the other set has twice their pages."""
PLACE = Path(rules.__file__).with_name("line_weights.py")


@dataclass(slots=True)
class Sample:
    """A page as text: its lines, what each of them is, and what is claimed of it, by number."""

    name: str
    site: str
    lines: list[str]
    states: list[int]
    body: str
    claims: list[list[str]]
    numbers: list[list[int]]


def samples(folder: Path) -> list[Sample]:
    """Every labelled page, and every other one once more without its <title>, which a person does not copy."""
    found = []
    for name, line in labelled(folder):
        site = line.get("site") or line.get("url", "")
        if "html" not in line or name not in (*NEWS, "wcxb") or is_held(site) or not line["gt"].get("body"):
            continue
        text = [each for piece in visible(line["html"]).split("\n") if (each := squeeze(piece))]
        variants = {name: text, f"{name} untitled": text[1:] if len(found) % 3 == 0 else []}
        for variant, lines in variants.items():
            if lines:
                states = states_of(lines, line["gt"]["body"])
                found.append(Sample(variant, site, lines, states, line["gt"]["body"], rules.claims(lines), []))
        if len(found) % 2 == 0:
            found.append(_alone(site, line["gt"]))
    return found


def _alone(site: str, label: dict[str, Any]) -> Sample:
    """The labelled body by itself, as somebody pastes it who has marked the article alone."""
    paragraphs = [each for piece in label["body"].split("\n") if (each := squeeze(piece))]
    title = [squeeze(label["title"])] if label.get("title") else []
    lines, states = [*title, *paragraphs], [rules.HEAD] * len(title) + [rules.ARTICLE] * len(paragraphs)
    return Sample("alone", site, lines, states, label["body"], rules.claims(lines), [])


def states_of(lines: list[str], body: str) -> list[int]:
    """What each line is by the label: the article is the run of lines that has most of the body and least else."""
    words = tokens(body)
    known = {tuple(words[place : place + RUN]) for place in range(len(words))}
    flat = f" {' '.join(words)} "
    sizes, within = [], []
    for line in lines:
        own = tokens(line)
        runs = [tuple(own[place : place + RUN]) for place in range(len(own) - RUN + 1)]
        sizes.append(len(own))
        within.append(
            sum(run in known for run in runs) > len(runs) / 2
            if len(own) > RUN
            else bool(own) and f" {' '.join(own)} " in flat
        )
    best, now, start, run = 0.0, 0.0, 0, (0, 0)
    for place, (size, is_known) in enumerate(zip(sizes, within, strict=True)):
        if now <= 0:
            now, start = 0.0, place
        # A short line stands in many bodies by chance.
        now += size * (1.0 if size > RUN else 0.2) if is_known else -0.3 * size - 0.3
        if now > best:
            best, run = now, (start, place + 1)
    return [
        rules.TAIL if place >= run[1] > 0 else rules.HEAD if place < run[0] or not run[1]
        else rules.ARTICLE if is_known else rules.INSIDE
        for place, is_known in enumerate(within)
    ]  # fmt: skip


@dataclass(slots=True)
class Batch:
    """Pages of about one length: claims (page, line, claim), lines that exist (page, line), states, weights by page."""

    said: NDArray[np.float32]
    there: NDArray[np.bool_]
    states: Floats
    moves: Floats
    weights: Floats


def batches(pages: list[Sample], count: int) -> list[Batch]:
    """The pages in batches, the short ones first. count: how many claims there are."""
    pages = sorted(pages, key=lambda page: len(page.lines))
    groups: list[list[Sample]] = [[]]
    for page in pages:
        if len(groups[-1]) * len(page.lines) > 12_000:
            groups.append([])
        groups[-1].append(page)
    return [_batch(group, count) for group in groups if group]


def _batch(group: list[Sample], count: int) -> Batch:
    shape = (len(group), max(len(page.lines) for page in group))
    said = np.zeros((*shape, count), np.float32)
    there, states = np.zeros(shape, np.bool_), np.zeros((*shape, 4))
    moves, weights = np.zeros((4, 4)), np.zeros(len(group))
    for place, page in enumerate(group):
        there[place, : len(page.lines)] = True
        # A line of a long page weighs less: pages count alike in the figures.
        weights[place] = (2.0 if page.name.startswith(NEWS) else 1.0) / np.sqrt(len(page.lines) / 100)
        for at, (numbers, state) in enumerate(zip(page.numbers, page.states, strict=True)):
            said[place, at, numbers] = 1
            states[place, at, state] = 1
            if at:
                moves[page.states[at - 1], state] += weights[place]
    return Batch(said, there, states, moves, weights)


def allowed() -> Floats:
    """0 for every step that can be taken (from, to), else NEVER."""
    steps = np.full((4, 4), NEVER)
    for to, before in enumerate(rules.FROM):
        steps[list(before), to] = 0
    return steps


def _sum(logs: Floats, axis: int) -> Floats:
    most = logs.max(axis=axis, keepdims=True)
    return np.asarray(np.squeeze(most, axis) + np.log(np.exp(logs - most).sum(axis=axis)))


def expected(scores: Floats, there: NDArray[np.bool_], moves: Floats) -> tuple[Floats, Floats]:
    """Probabilities of the states (page, line, state), and of the steps between two lines (page, line, from, to)."""
    ahead, behind = np.zeros_like(scores), np.zeros_like(scores)
    ahead[:, 0] = scores[:, 0] + np.array([0, 0, NEVER, NEVER])
    for at in range(1, scores.shape[1]):
        step = _sum(ahead[:, at - 1][:, :, None] + moves[None], 1) + scores[:, at]
        ahead[:, at] = np.where(there[:, at][:, None], step, ahead[:, at - 1])
    for at in range(scores.shape[1] - 2, -1, -1):
        step = _sum(moves[None] + (scores[:, at + 1] + behind[:, at + 1])[:, None, :], 2)
        behind[:, at] = np.where(there[:, at + 1][:, None], step, 0)
    whole = _sum(ahead[:, -1], 1)
    states = np.exp(np.minimum(0, ahead + behind - whole[:, None, None])) * there[:, :, None]
    after = (scores + behind)[:, 1:, None, :]
    steps = np.exp(np.clip(ahead[:, :-1, :, None] + moves + after - whole[:, None, None, None], -700, 0))
    return states, steps * there[:, 1:, None, None]


def fit(pages: list[Sample], count: int, *, shrink: float, rounds: int = 70) -> tuple[Floats, Floats]:
    """Weights (claim, state) and moves (from, to) under which the labels are likeliest; shrink: how dear large ones are."""
    groups = batches([page for page in pages if len(page.lines) < LONGEST and rules.ARTICLE in page.states], count)
    values = [np.zeros((count, 4)), np.zeros((4, 4))]
    mean, square = [np.zeros_like(each) for each in values], [np.zeros_like(each) for each in values]
    for turn in range(rounds):
        slopes = [shrink * each for each in values]
        for group in groups:
            flat = group.said.reshape(-1, count)
            scores = (flat @ values[0].astype(np.float32)).reshape(group.states.shape).astype(np.float64)
            states, steps = expected(scores, group.there, allowed() + values[1])
            error = (states - group.states) * group.weights[:, None, None]
            slopes[0] += flat.T @ error.reshape(-1, 4).astype(np.float32)
            slopes[1] += np.einsum("n,ntij->ij", group.weights, steps) - group.moves
        # Adam (Kingma and Ba 2015): claims that hold seldom take as long steps as the common ones.
        for place, slope in enumerate(slopes):
            mean[place] = 0.9 * mean[place] + 0.1 * slope
            square[place] = 0.99 * square[place] + 0.01 * slope**2
            size = 0.1 * min(1.0, 3 * (1 - turn / rounds)) / (1 - 0.9 ** (turn + 1))
            values[place] -= size * mean[place] / (np.sqrt(square[place] / (1 - 0.99 ** (turn + 1))) + 1e-8)
    return values[0], values[1]


def use(vocabulary: list[str], weights: Floats, moves: Floats) -> None:
    """Lets newsbox read with these weights, in this process."""
    rules.WEIGHTS = {claim: tuple(map(float, row)) for claim, row in zip(vocabulary, weights, strict=True)}  # type: ignore[assignment]
    rules.MOVES = tuple(tuple(map(float, row)) for row in moves)


def fold_of(site: str, folds: int) -> int:
    """Which fold a site is in."""
    return int(md5(f"fold {site}".encode(), usedforsecurity=False).hexdigest(), 16) % folds


def cross_validated(pages: list[Sample], vocabulary: list[str], *, folds: int, shrink: float) -> dict[str, Overlap]:
    """Every page read with what was learned from other sites."""
    figures: dict[str, Overlap] = defaultdict(Overlap)
    for fold in range(folds):
        others = [page for page in pages if fold_of(page.site, folds) != fold]
        use(vocabulary, *fit(others, len(vocabulary), shrink=shrink))
        for page in pages:
            if fold_of(page.site, folds) == fold:
                try:
                    paragraphs = newsbox.read("\n\n".join(page.lines)).paragraphs
                except newsbox.ReadingError:
                    paragraphs = ()
                figures[page.name].add("\n".join(paragraphs), page.body)
    return figures


def written(vocabulary: list[str], weights: Floats, moves: Floats) -> str:
    """The module line_weights.py."""
    rows = "\n".join(
        f'    "{claim}": ({", ".join(f"{value:.2f}" for value in row)}),'
        for claim, row in zip(vocabulary, weights, strict=True)
    )
    steps = "\n".join(f"    ({', '.join(f'{value:.2f}' for value in row)})," for row in moves)
    return (
        '"""How much each claim about a pasted line speaks for head, article, junk inside it and tail (data only).\n\n'
        'Written by `python -m evaluation.pasted_lines FOLDER`; not by hand.\n"""\n\n'
        f"WEIGHTS: dict[str, tuple[float, float, float, float]] = {{\n{rows}\n}}\n\n"
        f"MOVES: tuple[tuple[float, ...], ...] = (\n{steps}\n)\n"
        '"""What each step costs or gains: from (row) to (column)."""\n'
    )


def main() -> int:
    """Writes the weights, or prints what they would be worth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--shrink", type=float, default=5.0)
    given: Any = parser.parse_args()
    pages = samples(given.folder)
    if not pages:
        print(f"{given.folder}: there are no labelled pages here.", file=sys.stderr)
        return 2
    seen = Counter(claim for page in pages for said in page.claims for claim in set(said))
    vocabulary = sorted(claim for claim, times in seen.items() if times >= SELDOM)
    number = {claim: place for place, claim in enumerate(vocabulary)}
    for page in pages:
        page.numbers = [sorted({number[claim] for claim in said if claim in number}) for said in page.claims]
    if given.folds:
        for name, overlap in cross_validated(pages, vocabulary, folds=given.folds, shrink=given.shrink).items():
            print(f"{name:<10} F1 {overlap.f1:.3f}  precision {overlap.precision:.3f}  recall {overlap.recall:.3f}")
        return 0
    PLACE.write_text(written(vocabulary, *fit(pages, len(vocabulary), shrink=given.shrink)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
