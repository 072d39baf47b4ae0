"""How much of a story does its digest tell? `python -m evaluation.digest FOLDER [--part work|held|all] [--set NAME] [--kept FILE]`.

FOLDER has NAME.jsonl or NAME.jsonl.xz, a report a line in order of arrival (`story` is the label; `title`, `text`, `time`, `source`), as evaluation.stories has
them. Scored are stories that two independent texts tell at least; copies of one text stand once. Nobody wrote summaries of these stories, so two things are asked:

* facts: of the figures, names and statements that two independent reports share at least, which share stands in the digest? What a report says is
  found by the reader of NewsBox, with its language model, which the digest itself does not use;
* an unseen lead: a report is left out, the digest made of the others, and compared with the first fifty words of the one left out, which an editor wrote for
  that very purpose: which share of their words (ROUGE-1 recall, Lin 2004) and pairs of words (ROUGE-2) does it have? Stories of three texts at least.

Beside it stand simple leads at the same length to the word: the first report from its beginning; the first sentence of each report, then the second of each;
sentences of their openings by chance. Stories are split in two by a digest of their labels: rules are made on `work`.
--floors FILE fails where a figure fell below its floor; with --raise, better figures become floors.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import newsbox
from evaluation import floors
from evaluation.stories import lines_of, sets_of
from newsbox.library.digest import OPENING, sentences
from newsbox.library.ledger import Heard, in_short
from newsbox.library.names import speaker_key
from newsbox.reading.numerals import numerals
from newsbox.stories import copies
from newsbox.texts import unaccented
from newsbox.types import Reading

FULL_TEXTS = ("g5_newscluster", "wikinews_events", "basil", "allsides_2021")
"""Sets of a folder that are scored unless others are named: those of headlines alone have nothing to choose from."""
MOST = 12
"""Reports of a story that are looked at: the first."""
LEAD = 50
"""Words of an unseen report's opening."""
DRAWS = 5
SAME = 0.5
"""Share of a statement's words from which a text has it."""
WORD = re.compile(r"\w+")
NAMES, FIGURES, STATEMENTS = "names", "figures", "statements"
Summary = Callable[[Sequence[Heard], int, int], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, as facts are looked for in it."""

    words: tuple[str, ...]
    values: frozenset[float]
    text: str
    """Its words between spaces."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a report says."""

    kind: str
    key: tuple[Any, ...]
    """A name's words; a figure's value and the beginning of what it counts; a statement's speaker and the words of it that tell something."""

    def stands_in(self, lines: Iterable[Line]) -> bool:
        """Whether a text says it: in one of its sentences."""
        if self.kind == NAMES:
            return any(f" {' '.join(self.key)} " in line.text for line in lines)
        if self.kind == FIGURES:
            value, what = self.key
            return any(value in line.values and any(word.startswith(what) for word in line.words) for line in lines)
        speaker, content = self.key
        return any(
            f" {speaker} " in line.text and len(content & frozenset(line.words)) >= SAME * len(content)
            for line in lines
        )


def lines(text: Iterable[str]) -> list[Line]:
    """The sentences of some paragraphs."""
    found = []
    for paragraph in text:
        for sentence in sentences(paragraph):
            words = tuple(WORD.findall(unaccented(sentence)))
            found.append(
                Line(words, frozenset(each.value for each in numerals(sentence, "en")), f" {' '.join(words)} ")
            )
    return found


def facts(reading: Reading) -> set[Fact]:
    """What a report says: whom and what it names, what it counts, who says what in it."""
    found = set()
    for member in reading.cast:
        words = speaker_key(member.name).split()
        # A person is told by the surname once the report has named her.
        if key := tuple(words[-1:] if member.kind == "person" else words):
            found.add(Fact(NAMES, key))
    for claim in reading.claims:
        what = WORD.findall(unaccented(claim.of or claim.unit or ""))
        if claim.kind == "figure" and isinstance(claim.value, int | float) and what:
            found.add(Fact(FIGURES, (float(claim.value), what[-1][:5])))
    for said in reading.attributions:
        name = speaker_key(said.speaker.name).split() if said.speaker and said.speaker.name else []
        content = _telling(" ".join(piece.text for piece in said.content))
        if name and len(content) >= 4:
            found.add(Fact(STATEMENTS, (name[-1], content)))
    return found


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in WORD.findall(unaccented(text)) if len(word) > 3 or word.isdigit())


def shared(heard: Sequence[Heard]) -> list[Fact]:
    """The facts that two reports of a story have at least."""
    texts = [lines(each.reading.paragraphs) for each in heard]
    found: list[Fact] = []
    for fact in sorted({fact for each in heard for fact in facts(each.reading)}, key=str):
        if sum(fact.stands_in(text) for text in texts) < 2:
            continue
        # One statement, told in several ways, is one.
        if fact.kind == STATEMENTS and any(_is_one(fact, other) for other in found if other.kind == STATEMENTS):
            continue
        found.append(fact)
    return found


def _is_one(ours: Fact, theirs: Fact) -> bool:
    fewer = min(len(ours.key[1]), len(theirs.key[1]))
    return bool(ours.key[0] == theirs.key[0] and len(ours.key[1] & theirs.key[1]) >= SAME * fewer)


# Summaries ------------------------------------------------------------------------------------------------------------


def _cut(pieces: Iterable[str], words: int) -> str:
    """So many words of some sentences."""
    return " ".join(" ".join(pieces).split()[:words])


def _sentences_of(each: Heard) -> list[str]:
    return [sentence for paragraph in each.reading.paragraphs for sentence in sentences(paragraph)]


def first_report(heard: Sequence[Heard], words: int, seed: int) -> str:
    """The first report from its beginning."""
    return _cut(_sentences_of(heard[0]), words)


def first_sentences(heard: Sequence[Heard], words: int, seed: int) -> str:
    """The first sentence of each report, then the second of each, and so on."""
    told = [_sentences_of(each) for each in heard]
    longest = max(map(len, told))
    return _cut((each[place] for place in range(longest) for each in told if place < len(each)), words)


def by_chance(heard: Sequence[Heard], words: int, seed: int) -> str:
    """Sentences of the reports' openings in a random order."""
    told = [
        sentence
        for each in heard
        for paragraph in each.reading.paragraphs[:OPENING]
        for sentence in sentences(paragraph)
    ]
    random.Random(seed).shuffle(told)
    return _cut(told, words)


LEADS: Mapping[str, tuple[Summary, int]] = {
    "the first report's lead": (first_report, 1),
    "first sentences of each": (first_sentences, 1),
    "by chance": (by_chance, DRAWS),
}
"""What the digest is laid beside, and how often each is drawn."""
DIGEST = "digest"


def summaries(heard: Sequence[Heard], seed: int) -> dict[str, list[str]]:
    """The digest, and the leads at its length; empty where there is no digest."""
    told = " ".join(each.text for each in in_short(heard))
    length = len(told.split())
    if not length:
        return {}
    return {DIGEST: [told]} | {
        name: [made(heard, length, seed + draw) for draw in range(draws)] for name, (made, draws) in LEADS.items()
    }


# Scoring --------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Scores:
    """Sums over stories, by summary."""

    stories: int
    figures: dict[str, dict[str, list[float]]]

    @classmethod
    def empty(cls) -> Scores:
        """Nothing scored yet."""
        return cls(0, defaultdict(lambda: defaultdict(list)))

    def mean(self, name: str, figure: str) -> float:
        """A figure of a summary, each story weighing the same."""
        kept = self.figures[name][figure]
        return sum(kept) / len(kept) if kept else float("nan")


def score(stories: Iterable[Sequence[Heard]]) -> Scores:
    """All figures of some stories."""
    scores = Scores.empty()
    for seed, heard in enumerate(stories):
        scores.stories += 1
        known = shared(heard)
        for name, told in summaries(heard, seed).items():
            scores.figures[name]["words"].append(len(told[0].split()))
            kinds = {"facts": known} | {
                kind: [fact for fact in known if fact.kind == kind] for kind in (NAMES, FIGURES, STATEMENTS)
            }
            texts = [lines([each]) for each in told]
            for kind, wanted in kinds.items():
                if wanted:
                    there = [sum(fact.stands_in(text) for fact in wanted) / len(wanted) for text in texts]
                    scores.figures[name][kind].append(sum(there) / len(there))
        if len(heard) > 2:
            _unseen(scores, heard, seed)
    return scores


def _unseen(scores: Scores, heard: Sequence[Heard], seed: int) -> None:
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place, left_out in enumerate(heard):
        lead = " ".join(_sentences_of(left_out)).split()[:LEAD]
        for name, told in summaries([*heard[:place], *heard[place + 1 :]], seed).items():
            found[name] += [(rouge(" ".join(lead), each, 1), rouge(" ".join(lead), each, 2)) for each in told]
    for name, pairs in found.items():
        scores.figures[name]["lead words"].append(sum(one for one, _ in pairs) / len(pairs))
        scores.figures[name]["lead pairs"].append(sum(two for _, two in pairs) / len(pairs))


def rouge(wanted: str, found: str, size: int) -> float:
    """Which share of a text's runs of so many words another has, each as often as it stands there."""

    def runs(text: str) -> Counter[tuple[str, ...]]:
        words = WORD.findall(unaccented(text))
        return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))

    ours = runs(wanted)
    return (ours & runs(found)).total() / ours.total() if ours else 0.0


# The stories of a folder ----------------------------------------------------------------------------------------------


def is_held(label: str) -> bool:
    """Whether a story is of the half that rules are not made on."""
    return bool(crc32(f"digest {label}".encode()) % 2)


def stories_of(path: Path, *, part: str, kept: dict[str, Any]) -> Iterator[list[Heard]]:
    """The stories of a set that two texts of their own tell at least. kept: readings by text, asked and added to."""
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in lines_of(path):
        told[line["story"]].append(line)
    for label, rows in told.items():
        if part != "all" and is_held(label) != (part == "held"):
            continue
        rows = [row for row in rows if row.get("text")][:MOST]
        own = [rows[places[0]] for places in copies.witnesses([row["text"] for row in rows])]
        if len(own) < 2:
            continue
        yield [
            Heard(number, row.get("source") or "", datetime(2026, 1, 1, tzinfo=UTC), _reading(row, kept))
            for number, row in enumerate(own)
        ]


def _reading(row: Mapping[str, Any], kept: dict[str, Any]) -> Reading:
    text = "\n\n".join(filter(None, (line.strip() for line in row["text"].split("\n"))))
    key = f"{crc32(text.encode()):08x}{len(text)}"
    if key not in kept:
        kept[key] = newsbox.read_text(text, headline=row.get("title"), outlet=row.get("source")).to_dict()
    return Reading.from_dict(kept[key])


# Printing -------------------------------------------------------------------------------------------------------------

COLUMNS = ("words", "facts", NAMES, FIGURES, STATEMENTS, "lead words", "lead pairs")
FLOORED = ("facts", "lead words", "lead pairs")


def _say(name: str, scores: Scores) -> None:
    print(f"\n{name}, {scores.stories} stories".ljust(42) + "".join(f"{column:>12}" for column in COLUMNS))
    for summary in (DIGEST, *LEADS):
        figures = [scores.mean(summary, column) for column in COLUMNS]
        print(
            f"{summary:40}" + f"{figures[0]:12.0f}" + "".join(f"{figure:12.3f}" for figure in figures[1:]), flush=True
        )


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("work", "held", "all"), default="all")
    parser.add_argument("--set", dest="only", action="append", help="these sets alone")
    parser.add_argument("--kept", type=Path, help="a file that keeps what was read, for the next run")
    floors.options(parser)
    given = parser.parse_args()
    there = sets_of(given.folder)
    chosen = given.only or [name for name in there if name in FULL_TEXTS] or list(there)
    if missing := [name for name in chosen if name not in there] or ([] if there else ["a set of reports"]):
        print(f"evaluation.digest: {given.folder} has no {missing[0]} (NAME.jsonl or NAME.jsonl.xz).", file=sys.stderr)
        return 2
    kept = json.loads(given.kept.read_text()) if given.kept and given.kept.exists() else {}
    table: dict[str, dict[str, float]] = {}
    everything: list[list[Heard]] = []
    for name in chosen:
        stories = list(stories_of(there[name], part=given.part, kept=kept))
        everything += stories
        if stories:
            _say(name, score(stories))
    if not everything:
        print(f"evaluation.digest: {given.folder} has no story of two texts of their own.", file=sys.stderr)
        return 2
    if given.kept:
        given.kept.write_text(json.dumps(kept))
    scores = score(everything)
    _say("together", scores)
    table[f"digest, {given.part}"] = {
        name: scores.mean(DIGEST, name) for name in FLOORED if scores.figures[DIGEST][name]
    }
    return 0 if floors.held(table, given.floors, raises=given.raises) else 1


if __name__ == "__main__":
    sys.exit(main())
