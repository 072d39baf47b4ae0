"""Does a summary's sentence say something else than its article, or more? `python -m evaluation.summedits FOLDER [--fit]`.

FOLDER holds summedits_news.jsonl.xz: articles, each with sentences that are true to it and others that were edited not to be
(SummEdits, Laban et al. 2023). The figure is balanced accuracy: the mean of the shares of true and of edited sentences that are
told as such. A third of the articles is held; of the others each is scored with weights fitted on the rest. --fit writes the
weights of all of them to newsbox/checking/support_weights.py; --held scores the held third with those that ship.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsbox.checking import support_weights
from newsbox.checking.shape import Sheet
from newsbox.checking.support import support
from newsbox.reading import language
from newsbox.types import Article, Reading, Sentence

Floats = NDArray[np.float64]
PENALTY = 8.0
STEPS = 30
FREE = "always"
DOC = '''"""How much each claim about a sentence speaks for its saying something else than an article, or more (data only).

Written by `python -m evaluation.summedits FOLDER --fit`; not by hand.
"""

'''


class Example(NamedTuple):
    """A sentence held against its article."""

    article: str
    """A digest of its text."""
    claims: dict[str, float]
    edited: bool
    edits: tuple[str, ...]
    """What was done to it, as the set calls it."""


def sentences(text: str) -> tuple[Sentence, ...]:
    """The parsed sentences of a text with blank lines."""
    paragraphs = tuple(filter(str.strip, text.split("\n\n")))
    return language.sentences_of(language.parsed(Article(paragraphs=paragraphs, language="en")))


def examples(folder: Path) -> Iterator[Example]:
    """What can be said of each sentence of the set."""
    with lzma.open(folder / "summedits_news.jsonl.xz", "rt", encoding="utf-8") as file:
        lines: list[dict[str, Any]] = [json.loads(line) for line in file]
    sheets: dict[str, Sheet] = {}
    for line in lines:
        text = line["article"]
        if text not in sheets:
            paragraphs = tuple(filter(str.strip, text.split("\n\n")))
            sheets[text] = Sheet(Reading(paragraphs=paragraphs, language="en", sentences=sentences(text)))
        words = [word for sentence in sentences(line["sentence"]) for word in sentence.words]
        told = support(words, sheets[text])
        yield Example(
            sha256(text.encode()).hexdigest(), told.claims, not line["consistent"], tuple(line["edit_types"] or ())
        )


def fit(given: Sequence[Example]) -> dict[str, float]:
    """Logistic regression by Newton's steps, true and edited sentences counting the same."""
    names = list(given[0].claims)
    rows: Floats = np.array([[each.claims[name] for name in names] for each in given])
    wanted: Floats = np.array([float(each.edited) for each in given])
    counts = np.where(wanted == 1, 0.5 / wanted.mean(), 0.5 / (1 - wanted.mean()))
    penalty: Floats = np.array([0.001 if name == FREE else PENALTY for name in names])
    weights: Floats = np.zeros(len(names))
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ ((told - wanted) * counts) + penalty * weights
        curve = (rows * (told * (1 - told) * counts)[:, None]).T @ rows + np.diag(penalty)
        weights = weights - np.linalg.solve(curve, slope)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def is_doubted(each: Example, weights: dict[str, float]) -> bool:
    """Whether a sentence is held for edited."""
    return sum(weights.get(name, 0.0) * value for name, value in each.claims.items()) > 0


def show(told: Sequence[tuple[Example, bool]]) -> None:
    """Balanced accuracy, and the share found of each kind of edit."""
    true = [not doubted for each, doubted in told if not each.edited]
    edited = [doubted for each, doubted in told if each.edited]
    shares = sum(true) / len(true), sum(edited) / len(edited)
    print(
        f"{len(told)} sentences: balanced accuracy {sum(shares) / 2:.3f} (true {shares[0]:.3f}, edited {shares[1]:.3f})"
    )
    for kind in sorted({kind for each, _ in told for kind in each.edits}):
        rows = [doubted for each, doubted in told if kind in each.edits]
        print(f"  {kind:30} {sum(rows) / len(rows):.3f} of {len(rows)}")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--held", action="store_true")
    args = parser.parse_args()
    given = list(examples(args.folder))
    articles = sorted({each.article for each in given})
    held = set(articles[::3])
    work = [each for each in given if each.article not in held]
    if args.held:
        show([(each, is_doubted(each, support_weights.UNSUPPORTED)) for each in given if each.article in held])
    elif args.fit:
        lines = [f'    "{name}": {weight},\n' for name, weight in fit(work).items()]
        text = f"{DOC}UNSUPPORTED: dict[str, float] = {{\n{''.join(lines)}}}\n"
        Path(support_weights.__file__).write_text(text, encoding="utf-8")
    else:
        told = []
        for article in articles:
            if article not in held:
                weights = fit([each for each in work if each.article != article])
                told += [(each, is_doubted(each, weights)) for each in work if each.article == article]
        show(told)


if __name__ == "__main__":
    main()
