"""Are editors' slips found in whole articles? `python -m evaluation.slips [FOLDER] [--show]`.

FOLDER holds articles in Markdown with TOML front matter, and labels.jsonl: a line a slip, {"article", "kind", "at", "text",
"against": [{"at", "text"}], "was"}. Without FOLDER: evaluation/slips/workbench, forty fictional articles with thirty slips, on
which rules may be made. evaluation/slips/held has forty more by another hand, scored seldom.

Only errors and warnings count, as people see them. A slip is found where a passage of a finding touches the labelled words,
or stands beside them while another shows the counterpart, or two passages are those that the label sets against each other; every other
finding is a false alarm.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation import floors
from newsbox import checking, reading
from newsbox.types import Article, Dateline, Finding, Image, Place, Reading, Span

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Slip:
    """An error that an editor made: the wrong words, and those they can't be right with."""

    article: str
    kind: str
    wrong: Span
    against: tuple[Span, ...]

    def is_shown_by(self, finding: Finding) -> bool:
        """Whether a finding is about it."""
        spans = [each.span for each in finding.passages]
        if any(touch(self.wrong, span) for span in spans):
            return True
        touched = {number for number, other in enumerate(self.against) for span in spans if touch(other, span)}
        beside = any(_near(self.wrong, span) for span in spans) and self.has_counterpart(finding)
        return len(touched) > 1 or (beside and len({span.at for span in spans}) > 1)

    def has_counterpart(self, finding: Finding) -> bool:
        """Whether a finding also shows the words it contradicts; a sentence may contradict itself."""
        return any(_near(other, each.span) for other in self.against for each in finding.passages)


def touch(one: Span, other: Span) -> bool:
    """Whether two places share a character."""
    return one.at == other.at and one.start < other.end and other.start < one.end


def _near(one: Span, other: Span) -> bool:
    """In one part, and at most a sentence apart."""
    return one.at == other.at and one.start < other.end + 120 and other.start < one.end + 120


def article_of(path: Path) -> Article:
    """An article of the folder, as its author wrote it."""
    _, front, text = path.read_text("utf-8").split("+++\n", 2)
    says: dict[str, Any] = tomllib.loads(front)
    picture = says.get("image") or {}
    images = (Image(None, picture.get("caption"), lead=True),) if picture else ()
    line = says.get("dateline")
    return Article(
        headline=says["headline"],
        summary=says.get("summary"),
        outlet=says.get("outlet"),
        authors=tuple(says.get("authors", ())),
        published=str(says["published"]),
        section=says.get("section"),
        dateline=Dateline(line, line) if line else None,
        images=images,
        paragraphs=tuple(piece.strip() for piece in text.strip().split("\n\n")),
        language="en",
    )


def slips_of(folder: Path, articles: dict[str, Reading]) -> Iterator[Slip]:
    """The labels of a folder. Raises ValueError where labelled words are not in their article."""
    for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        whole = articles[label["article"]]
        against = tuple(span_of(whole, each["at"], each["text"]) for each in label["against"])
        yield Slip(label["article"], label["kind"], span_of(whole, label["at"], label["text"]), against)


def span_of(whole: Reading, at: Place, words: str) -> Span:
    """Where labelled words stand. Raises ValueError where they don't."""
    start = whole.part(at).find(words)
    if start < 0:
        raise ValueError(f"{whole.headline}: {words!r} is not in {at}")
    return Span(at, start, start + len(words))


def readings(folder: Path) -> dict[str, Reading]:
    """A folder's articles by their file's name, not yet understood."""
    bare = {path.stem: Reading.of(article_of(path), None) for path in sorted(folder.glob("*.md"))}
    return {name: reading.understood(each) for name, each in bare.items()}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the checks say of a folder."""

    articles: int
    slips: tuple[Slip, ...]
    found: dict[Slip, Finding]
    alarms: tuple[tuple[str, Finding], ...]
    notes: dict[Slip, Finding]
    """What only a note shows."""


def outcome(folder: Path, select: Sequence[str] | None = None) -> Outcome:
    """The checks' score on a folder of articles."""
    articles = readings(folder)
    slips = tuple(slips_of(folder, articles))
    found: dict[Slip, Finding] = {}
    notes: dict[Slip, Finding] = {}
    alarms = []
    for name, whole in articles.items():
        own = [slip for slip in slips if slip.article == name]
        for finding in checking.check([whole], select=select):
            shown = [slip for slip in own if slip.is_shown_by(finding)]
            for slip in shown:
                (notes if finding.severity == "note" else found).setdefault(slip, finding)
            if not shown and finding.severity != "note":
                alarms.append((name, finding))
    return Outcome(len(articles), slips, found, tuple(alarms), notes)


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE / "slips" / "workbench")
    parser.add_argument("--select", help="names or codes of checks, parted by commas")
    parser.add_argument("--show", action="store_true", help="print each slip that was missed, and each false alarm")
    floors.options(parser)
    args = parser.parse_args(argv)
    told = outcome(args.folder, args.select.split(",") if args.select else None)
    right = sum(slip.has_counterpart(finding) for slip, finding in told.found.items())
    print(
        f"{told.articles} articles, {len(told.slips)} slips: {len(told.found)} found ({right} with the right counterpart), "
        f"{len(told.alarms)} false alarms; {len(set(told.notes) - set(told.found))} more only as notes"
    )
    kinds, hits = Counter(slip.kind for slip in told.slips), Counter(slip.kind for slip in told.found)
    print("  " + ", ".join(f"{kind} {hits[kind]}/{count}" for kind, count in sorted(kinds.items())))
    if args.show:
        for slip in told.slips:
            state = "found" if slip in told.found else "note" if slip in told.notes else "missed"
            finding = told.found.get(slip) or told.notes.get(slip)
            print(
                f"{state:7}{slip.kind:12}{slip.article}"
                + (f"  {finding.confidence} {finding.message}" if finding else "")
            )
        for name, finding in told.alarms:
            passages = " | ".join(f"[{each.span.at}] {each.text}" for each in finding.passages)
            print(f"ALARM  {name}: {finding.code} {finding.confidence} {finding.message}\n         {passages}")
    figures = {"found": float(len(told.found)), "counterpart": float(right), "false alarms": float(len(told.alarms))}
    return 0 if floors.held({f"slips, {args.folder.name}": figures}, args.floors, raises=args.raises) else 1


if __name__ == "__main__":
    sys.exit(main())
