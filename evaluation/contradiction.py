"""Which planted contradictions are found, at how many false alarms? `python -m evaluation.contradiction FOLDER`.

FOLDER holds contra.jsonl.xz: clean articles, and copies of them with one edit of a known kind each (see its README). A copy
counts as found where a passage of a finding covers the edit; every finding on a clean article is a false alarm. Recall is
given at budgets of false alarms an article: for the whole set of checks with one threshold on confidence, and for each kind
of edit alone (a check that is switched off by `--select` costs no alarms). Two thirds of the clean articles and their copies are for
making rules and fitting weights (--part work), the rest is scored seldom (--part held).

--cache FILE keeps the readings (a pickle; many times faster the second time). --show KIND prints what was missed and the
strongest alarms on clean text. Only what a file of --cache holds is trusted: make it yourself.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import itertools
import json
import lzma
import pickle
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from evaluation import floors
from newsbox import checking, reading
from newsbox.types import Article, Finding, Place, Reading, Span

BUDGETS = (0.05, 0.10)
KINDS = ("cast", "person", "nationality", "place", "number", "date", "quote", "polarity")
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)


class Edit(NamedTuple):
    """What was changed in a copy, and the sentence that still says the original; characters of the whole text."""

    start: int
    end: int
    was: str
    other: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Case:
    """A clean article or a copy of one, understood."""

    id: str
    group: str
    """The clean article's id."""
    kind: str
    """"clean", or the kind of edit."""
    reading: Reading
    starts: dict[Place, int]
    """Where each part begins in the whole text."""
    edit: Edit | None = None

    def place(self, span: Span) -> tuple[int, int]:
        """A span as characters of the whole text."""
        begin = self.starts.get(span.at, 0)
        return begin + span.start, begin + span.end

    def covers(self, finding: Finding) -> bool:
        """Whether a finding shows the edited words."""
        edit = self.edit
        if edit is None:
            return False
        return any(
            start < edit.end and edit.start < end for start, end in (self.place(each.span) for each in finding.passages)
        )

    def shows_other(self, finding: Finding) -> bool:
        """Whether a finding also shows where the original still stands."""
        edit = self.edit
        if edit is None:
            return False
        for passage in finding.passages:
            start, end = self.place(passage.span)
            touches = start < edit.other[1] and edit.other[0] < end
            if not (start < edit.end and edit.start < end) and (touches or (edit.was and edit.was in passage.text)):
                return True
        return False


def article_of(line: dict[str, Any]) -> tuple[Article, dict[Place, int]]:
    """A line's article, its text cut nowhere but at blank lines; and where its parts begin."""
    starts: dict[Place, int] = {}
    paragraphs: list[str] = []
    headline, begin = None, 0
    for place, text in enumerate(line["text"].split("\n\n")):
        if place == 0 and line["headline"]:
            headline, starts["headline"] = text, begin
        else:
            starts[len(paragraphs)] = begin
            paragraphs.append(text)
        begin += len(text) + 2
    return Article(headline=headline, paragraphs=tuple(paragraphs), language="en"), starts


def part_of(group: str) -> str:
    """Which part an article and its copies belong to, from its id alone."""
    return "held" if hashlib.sha256(group.encode()).digest()[0] % 3 == 0 else "work"


def cases(folder: Path, part: str = "all", cache: Path | None = None) -> Iterator[Case]:
    """The articles of a part, understood."""
    if cache and cache.exists():
        kept: list[Case] = pickle.loads(cache.read_bytes())  # noqa: S301
    else:
        kept = list(_understood(folder))
        if cache:
            cache.write_bytes(pickle.dumps(kept))
    yield from (case for case in kept if part in ("all", part_of(case.group)))


def _understood(folder: Path) -> Iterator[Case]:
    with lzma.open(folder / "contra.jsonl.xz", "rt", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    articles = [article_of(line) for line in lines]
    bare = (Reading.of(article, None) for article, _ in articles)
    for line, (_, starts), told in zip(lines, articles, reading.understood_all(bare, processes=2), strict=True):
        whole = Reading(
            **{name: getattr(told, name) for name in Reading.__dataclass_fields__ if name not in ("how", "findings")}
        )
        edit = None
        if line["type"] != "clean":
            edit = Edit(*line["a"]["span"], line["a"]["was"], tuple(line["b"]["span"]))
        yield Case(line["id"], line.get("clean_id", line["id"]), line["type"], whole, starts, edit)


def findings_of(case: Case, select: Sequence[str] | None) -> list[Finding]:
    """What is found in an article."""
    return checking.check([case.reading], select=select)


@dataclass(slots=True)
class Score:
    """What the checks say of a set of articles."""

    alarms: list[float]
    """Confidence of each finding on clean text."""
    clean: int
    best: dict[str, list[tuple[float, bool]]]
    """By kind, of each copy: the confidence of the surest finding that covers the edit (-1: none), and whether it shows the other place."""
    all: list[tuple[float, bool]]
    """Of every finding: confidence, and whether it covers an edit."""

    def threshold(self, budget: float) -> float:
        """The lowest confidence at which at most so many alarms an article are raised on clean text."""
        ranked = sorted(self.alarms, reverse=True)
        allowed = int(budget * self.clean)
        return ranked[allowed] if len(ranked) > allowed else 0.0

    def recall(self, kind: str, budget: float) -> float:
        """Share of a kind's copies that are found above the budget's threshold."""
        line, rows = self.threshold(budget), self.best[kind]
        return sum(surest > line for surest, _ in rows) / len(rows) if rows else 0.0

    def counterparts(self, budget: float) -> float:
        """Of the copies found at a budget, the share whose finding also shows the right other place."""
        line = self.threshold(budget)
        found = [right for rows in self.best.values() for surest, right in rows if surest > line]
        return sum(found) / len(found) if found else 0.0


def score(kept: Iterable[Case], select: Sequence[str] | None) -> Score:
    """The checks' score on articles."""
    result = Score([], 0, defaultdict(list), [])
    for case in kept:
        findings = findings_of(case, select)
        if case.edit is None:
            result.clean += 1
            result.alarms += [each.confidence for each in findings]
            result.all += [(each.confidence, False) for each in findings]
            continue
        result.all += [(each.confidence, case.covers(each)) for each in findings]
        surest = max((each for each in findings if case.covers(each)), key=lambda each: each.confidence, default=None)
        result.best[case.kind].append((surest.confidence, case.shows_other(surest)) if surest else (-1.0, False))
    return result


def figures(result: Score) -> dict[str, float]:
    """The figures that floors hold."""
    told: dict[str, float] = {}
    for budget in BUDGETS:
        for kind in (*KINDS, "all"):
            rows = KINDS if kind == "all" else (kind,)
            total = sum(len(result.best[each]) for each in rows)
            hits = sum(result.recall(each, budget) * len(result.best[each]) for each in rows)
            told[f"{kind} at {budget:.2f}"] = hits / total if total else 0.0
    told["counterpart at 0.05"] = result.counterparts(0.05)
    loud = [each for each in result.alarms if each >= checking.WARNING]
    told["alarms a clean article"] = len(loud) / max(1, result.clean)
    return told


def calibration(result: Score) -> Iterator[tuple[float, float, int, float]]:
    """Of findings between two confidences: the bounds, how many, and the share that covers an edit."""
    for low, high in itertools.pairwise(BINS):
        rows = [right for confidence, right in result.all if low <= confidence < high]
        if rows:
            yield low, min(high, 1.0), len(rows), sum(rows) / len(rows)


def show(kept: Iterable[Case], kind: str, select: Sequence[str] | None, limit: int) -> None:
    """What was missed of a kind, or (kind "clean") the strongest alarms on clean text."""
    rows: list[tuple[float, str]] = []
    for case in kept:
        if case.kind != kind:
            continue
        findings = findings_of(case, select)
        if case.edit is None:
            rows += [(each.confidence, f"{case.id} {_told(each)}") for each in findings]
        elif not any(case.covers(each) for each in findings):
            begin, text = case.starts, case.reading
            whole = {at: text.part(at) for at in begin}
            at = next(at for at in whole if begin[at] <= case.edit.start <= begin[at] + len(whole[at]))
            rows.append((0.0, f"{case.id} was {case.edit.was!r} at {at}: {whole[at][:300]}"))
    for confidence, told in sorted(rows, reverse=True)[:limit]:
        print(f"{confidence:.2f} {told}\n")


def _told(finding: Finding) -> str:
    passages = " | ".join(f"[{each.span.at}] {each.text}" for each in finding.passages)
    return f"{finding.code} {finding.message}\n     {passages}"


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("work", "held", "all"), default="work")
    parser.add_argument("--select", help="names or codes of checks, parted by commas")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--show", metavar="KIND", help="clean, or a kind of edit")
    parser.add_argument("--limit", type=int, default=20)
    floors.options(parser)
    args = parser.parse_args(argv)
    select = args.select.split(",") if args.select else None
    kept = list(cases(args.folder, args.part, args.cache))
    if args.show:
        show(kept, args.show, select, args.limit)
        return 0
    result = score(kept, select)
    told = figures(result)
    print(f"{result.clean} clean articles, {sum(map(len, result.best.values()))} with an edit ({args.part})")
    print("recall       " + "".join(f"{kind:>12}" for kind in (*KINDS, "all")))
    for budget in BUDGETS:
        print(
            f"at {budget:.2f}      " + "".join(f"{told[f'{kind} at {budget:.2f}']:12.3f}" for kind in (*KINDS, "all"))
        )
    print(f"right counterpart shown, of those found at .05: {told['counterpart at 0.05']:.3f}")
    print(f"errors and warnings a clean article: {told['alarms a clean article']:.3f}")
    print("confidence: findings, share right")
    for low, high, count, right in calibration(result):
        print(f"  {low:.1f}-{high:.1f}: {count:5d}  {right:.3f}")
    print("alarms an article on clean text, by threshold: recall of all kinds")
    for budget in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5):
        hits = sum(result.recall(each, budget) * len(result.best[each]) for each in KINDS)
        total = sum(len(result.best[each]) for each in KINDS)
        print(f"  {budget:.2f} (confidence above {result.threshold(budget):.2f}): {hits / max(1, total):.3f}")
    return 0 if floors.held({f"contradiction, {args.part}": told}, args.floors, raises=args.raises) else 1


if __name__ == "__main__":
    # By its full name, so that what --cache keeps can be read from elsewhere too.
    sys.exit(importlib.import_module("evaluation.contradiction").main())
