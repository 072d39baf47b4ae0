"""Which planted disagreements between reports are found, at how many alarms a story? `python -m evaluation.between FOLDER`."""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import lzma
import pickle
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsbox import reading
from newsbox.types import Article, Reading

SETS = {"wikinews_events": 30, "basil": 54, "g5_newscluster": 35, "allsides_2021": 100}
"""How many stories of each set are looked at: those whose digests come first."""
MOST_REPORTS = 6
UNDERSTOOD = tuple(name for name in Reading.__dataclass_fields__ if name not in ("how", "findings", "sentences"))


@dataclass(frozen=True, slots=True)
class Told:
    """A story, understood: its reports in order of arrival, without their parsed sentences, as the library keeps them."""

    set: str
    story: str
    reports: tuple[Reading, ...]


def part_of(story: str) -> str:
    """Which half a story belongs to, from its label alone."""
    return "held" if _digest(story) % 2 else "work"


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def article_of(line: dict[str, Any]) -> Article:
    """A line's report."""
    return Article(
        headline=line["title"] or None,
        outlet=line["source"],
        published=(line["time"] or "").removesuffix("T00:00:00Z") or None,
        paragraphs=tuple(each.strip() for each in line["text"].split("\n") if each.strip()),
        language="en",
    )


def drawn(folder: Path) -> Iterator[tuple[str, str, list[Article]]]:
    """The stories that are looked at: set, label, reports in order of arrival."""
    for name, most in SETS.items():
        with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in lines:
            stories[line["story"]].append(line)
        several = sorted((each for each in stories if len(stories[each]) > 1), key=_digest)
        for story in several[:most]:
            yield name, story, [article_of(line) for line in stories[story][:MOST_REPORTS]]


def bare(told: Reading) -> Reading:
    """A reading as the library keeps it: without sentences."""
    return Reading(**{name: getattr(told, name) for name in UNDERSTOOD})


def stories(folder: Path, cache: Path | None = None) -> list[Told]:
    """The stories that are looked at, understood."""
    if cache and cache.exists():
        kept: list[Told] = pickle.loads(cache.read_bytes())  # noqa: S301
        return kept
    kept = []
    for name, story, articles in drawn(folder):
        reports = reading.understood_all(Reading.of(article, None) for article in articles)
        kept.append(Told(name, story, tuple(map(bare, reports))))
    if cache:
        cache.write_bytes(pickle.dumps(kept))
    return kept


def main(argv: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path)
    args = parser.parse_args(argv)
    print(len(stories(args.folder, args.cache)))


if __name__ == "__main__":
    # By its full name, so that what --cache keeps can be read from elsewhere too.
    importlib.import_module("evaluation.between").main()
