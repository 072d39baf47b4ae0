"""How well is speech attributed? `python -m evaluation.attribution FOLDER [--part train|dev] [--errors cue|source|content|direct]`.

FOLDER holds `PART.jsonl.xz`, an article a line: `{"id", "title", "text", "attributions": [{"source", "cue", "content", "type"}]}`, each
a list of [start, end) offsets into the text, as PolNeAR (Newell, Margolin, Ruths 2018) is handed out here.

cue: attributions whose cues share a word, one to one. full: those whose sources share a word as well, or are both empty, and whose
contents agree (word F of .5). content, source: words in any content, any source. A direct quotation is found where one of
our contents covers half of its words; its speaker is right where our speaker shares a word with the marked one.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsbox.reading import attribution, language
from newsbox.types import Article, Attribution, Quoted, Span

WORD = re.compile(r"\w+")
LINE = re.compile(r"[^\n]+")
ALIKE = 0.5
"""Word F from which two contents count as the same."""
ERRORS = ("cue", "source", "content", "direct")
SHOWN = 160
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution as the sets of its words' offsets."""

    kind: str
    source: Words
    cue: Words
    content: Words


@dataclass(slots=True)
class Counts:
    """Hits, what was found and what was wanted."""

    hits: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, hits: int, found: int, wanted: int) -> None:
        """One article more."""
        self.hits += hits
        self.found += found
        self.wanted += wanted

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall, F."""
        precision, recall = self.hits / max(1, self.found), self.hits / max(1, self.wanted)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


@dataclass(slots=True)
class Scores:
    """What is counted over the articles."""

    counts: dict[str, Counts] = field(default_factory=dict)

    def add(self, name: str, hits: int, found: int, wanted: int) -> None:
        """One article more, for one of the measures."""
        self.counts.setdefault(name, Counts()).add(hits, found, wanted)


def articles(folder: Path, part: str) -> Iterator[dict[str, Any]]:
    """The lines of a part."""
    with lzma.open(folder / f"{part}.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def article_of(text: str) -> tuple[Article, list[int]]:
    """The text as an article of one paragraph a line, and where in the text each paragraph begins."""
    paragraphs, starts = [], []
    for line in LINE.finditer(text.replace("\xa0", " ")):
        if words := line[0].strip():
            paragraphs.append(words)
            starts.append(line.start() + len(line[0]) - len(line[0].lstrip()))
    return Article(paragraphs=tuple(paragraphs), language="en"), starts


def words_of(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand."""
    return [word.span() for word in WORD.finditer(text)]


def covered(words: list[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> Words:
    """The words that the spans touch."""
    return frozenset(start for begin, end in spans for start, stop in words if start < end and stop > begin)


def marked(label: dict[str, Any], words: list[tuple[int, int]]) -> Marked:
    """An attribution as the annotators marked it."""
    return Marked(label["type"], *(covered(words, label[part]) for part in ("source", "cue", "content")))


def found(one: Attribution, starts: list[int], words: list[tuple[int, int]]) -> Marked:
    """An attribution as we found it."""

    def place(span: Span) -> tuple[int, int]:
        begin = starts[span.at] if isinstance(span.at, int) else 0
        return begin + span.start, begin + span.end

    def places(quoted: Iterable[Quoted]) -> Words:
        return covered(words, [place(each.span) for each in quoted])

    speaker = covered(words, [place(one.speaker.span)]) if one.speaker else frozenset()
    return Marked(one.kind, speaker, places([one.cue] if one.cue else []), places(one.content))


def word_f(ours: Words, theirs: Words) -> float:
    """How well two sets of words agree."""
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def is_full(ours: Marked, theirs: Marked) -> bool:
    """Whether cue, source and content agree."""
    same_source = bool(ours.source & theirs.source) or not (ours.source or theirs.source)
    return bool(ours.cue & theirs.cue) and same_source and word_f(ours.content, theirs.content) >= ALIKE


def pairs(ours: list[Marked], theirs: list[Marked], *, full: bool = False) -> list[tuple[int, int]]:
    """Which of ours is which of theirs, one to one: the most alike first."""
    alike = sorted(
        (
            (is_full(one, other), word_f(one.cue, other.cue) + word_f(one.content, other.content), -i, -j)
            for i, one in enumerate(ours)
            for j, other in enumerate(theirs)
            if one.cue & other.cue and (not full or is_full(one, other))
        ),
        reverse=True,
    )
    left, right, paired = set[int](), set[int](), []
    for _, _, i, j in alike:
        if -i not in left and -j not in right:
            left.add(-i)
            right.add(-j)
            paired.append((-i, -j))
    return paired


def score(scores: Scores, ours: list[Marked], theirs: list[Marked]) -> None:
    """One article's part in the scores."""
    with_cue = [each for each in theirs if each.cue]
    ours_with_cue = sum(bool(each.cue) for each in ours)
    scores.add("cue", len(pairs(ours, with_cue)), ours_with_cue, len(with_cue))
    scores.add("full", len(pairs(ours, with_cue, full=True)), ours_with_cue, len(with_cue))
    for part in ("content", "source"):
        have = frozenset[int]().union(*(getattr(each, part) for each in ours))
        want = frozenset[int]().union(*(getattr(each, part) for each in theirs))
        scores.add(f"{part} words", len(have & want), len(have), len(want))
    for name, kinds in (("direct", ("direct",)), ("direct and mixed", ("direct", "mixed"))):
        wanted = [each for each in with_cue if each.kind in kinds]
        mine = [each for each in ours if each.kind in kinds]
        paired = pairs(ours, with_cue, full=True)
        recalled = sum(with_cue[j].kind in kinds for _, j in paired)
        scores.add(f"{name}, full recall", recalled, 0, len(wanted))
        exact = sum(ours[i].kind in kinds and with_cue[j].kind in kinds for i, j in paired)
        scores.add(f"{name}, full and so called", exact, len(mine), len(wanted))
    for quote in theirs:
        if quote.kind == "direct" and quote.source and quote.content:
            near = [each for each in ours if 2 * len(each.content & quote.content) >= len(quote.content)]
            scores.add("direct quote found", bool(near), 0, 1)
            scores.add("direct quote: right speaker", any(each.source & quote.source for each in near), 0, 1)


def said(text: str, words: Words) -> str:
    """The words at these offsets, as one line."""
    if not words:
        return "-"
    last = WORD.match(text, max(words))
    line = " ".join(text[min(words) : last.end() if last else max(words)].split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN // 2]} ... {line[-SHOWN // 2 :]}"


def show(text: str, mark: str, one: Marked) -> None:
    """An attribution on a line, for those who look for errors."""
    print(f"  {mark} {one.kind}: {said(text, one.source)} | {said(text, one.cue)} | {said(text, one.content)}")


def errors(kind: str, text: str, ours: list[Marked], theirs: list[Marked]) -> None:
    """What was missed (-), invented (+) or read otherwise (~ ours, = theirs)."""
    paired = pairs(ours, theirs)
    if kind == "cue":
        for j, other in enumerate(theirs):
            if j not in {each for _, each in paired}:
                show(text, "-", other)
        for i, one in enumerate(ours):
            if i not in {each for each, _ in paired}:
                show(text, "+", one)
    elif kind == "direct":
        for quote in theirs:
            near = [each for each in ours if 2 * len(each.content & quote.content) >= len(quote.content)]
            wrong = not any(each.source & quote.source for each in near)
            if quote.kind == "direct" and quote.source and quote.content and wrong:
                show(text, "=", quote)
                for each in near:
                    show(text, "~", each)
    else:
        for i, j in paired:
            mine, other = getattr(ours[i], kind), getattr(theirs[j], kind)
            if word_f(mine, other) < ALIKE and (mine or other):
                show(text, "=", theirs[j])
                show(text, "~", ours[i])


def main() -> int:
    """Prints the scores; with --errors, what was missed or invented as well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="dev", help="train or dev")
    parser.add_argument("--errors", choices=ERRORS)
    asked = parser.parse_args()
    scores, spent, length = Scores(), 0.0, 0
    for line in articles(asked.folder, asked.part):
        article, starts = article_of(line["text"])
        blocks = language.parsed(article)
        begun = time.perf_counter()
        attributions = attribution.attributions_of(article, blocks, lambda at, start, end: None)
        spent += time.perf_counter() - begun
        words = words_of(line["text"])
        length += len(words)
        ours = [found(each, starts, words) for each in attributions]
        theirs = [marked(each, words) for each in line["attributions"]]
        score(scores, ours, theirs)
        if asked.errors:
            print(line["id"])
            errors(asked.errors, line["text"], ours, theirs)
    for name, counts in scores.counts.items():
        precision, recall, f = counts.scores
        both = f"P {precision:.3f}  R {recall:.3f}  F {f:.3f}" if counts.found else f"{recall:.3f}"
        print(f"{name:30} {both}   ({counts.hits} of {counts.wanted})")
    print(f"seconds for 600 words, beyond the parse: {600 * spent / max(1, length):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
