"""Which slips in whole articles are found, when they conflict with other words? `python -m evaluation.edits [FOLDER]`.

FOLDER holds NAME.edits.jsonl, an article a line: {"id", "headline", "published", "caption", "paragraphs", "slips": [{"kind", "at", "from", "to", "against": [{"at",
"text"}]}], "harmless": [{"at", "from", "to"}]}. `at` is "headline", "caption" or a paragraph, counted from 0; `from` is a sentence as it stands,
`to` the same with an editor's slip (or reworded so that nothing contradicts it), `against` the sentences that can't be right with it. Every
edit is looked at by itself. Without FOLDER: evaluation/edits, fictional articles of four desks; whoever makes rules does not read the last one, culture.

Only errors and warnings count. A slip is found where a finding touches the words that differ; a finding on the article
as it was, or one that a harmless edit brings, is a false alarm.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation import floors
from evaluation.slips import span_of, touch
from newsbox import checking, reading
from newsbox.texts import differing
from newsbox.types import Article, Finding, Image, Place, Reading, Span

HERE = Path(__file__).parent / "edits"
PATTERN = "*.edits.jsonl"


@dataclass(frozen=True, slots=True)
class Case:
    """An article as it was, or with one edit."""

    article: str
    kind: str
    """"clean", "harmless", or the kind of slip."""
    edited: Span | None
    """The words that differ."""
    against: tuple[Span, ...]
    reading: Reading

    def is_shown_by(self, finding: Finding) -> bool:
        """Whether a finding touches the words that differ."""
        edited = self.edited
        return edited is not None and any(touch(edited, each.span) for each in finding.passages)

    def has_counterpart(self, finding: Finding) -> bool:
        """Whether a finding also shows a sentence that the edit contradicts."""
        return any(touch(other, each.span) for each in finding.passages for other in self.against)


def cases(path: Path) -> Iterator[Case]:
    """A file's articles and edits, understood. Raises ValueError where labelled words are not in their article."""
    bare = [case for line in path.read_text("utf-8").splitlines() for case in _cases(json.loads(line))]
    told = reading.understood_all((case.reading for case in bare), processes=2)
    for case, whole in zip(bare, told, strict=True):
        yield dataclasses.replace(case, reading=whole)


def _cases(says: dict[str, Any]) -> Iterator[Case]:
    yield Case(says["id"], "clean", None, (), _reading(says, {}))
    for edit in (*says["slips"], *({**each, "kind": "harmless", "against": []} for each in says["harmless"])):
        at: Place = edit["at"]
        part = says["paragraphs"][at] if isinstance(at, int) else says[at] or ""
        if part.count(edit["from"]) != 1:
            raise ValueError(f"{says['id']}: {edit['from']!r} does not stand once in {at}")
        whole = _reading(says, {at: part.replace(edit["from"], edit["to"])})
        against = tuple(span_of(whole, each["at"], each["text"]) for each in edit["against"])
        yield Case(says["id"], edit["kind"], _edited(part, whole.part(at), at), against, whole)


def _reading(says: dict[str, Any], changed: dict[Place, str]) -> Reading:
    caption = changed.get("caption", says["caption"])
    return Reading.of(
        Article(
            headline=changed.get("headline", says["headline"]),
            published=says["published"],
            images=(Image(None, caption, lead=True),) if caption else (),
            paragraphs=tuple(changed.get(place, text) for place, text in enumerate(says["paragraphs"])),
            language="en",
        ),
        None,
    )


def _edited(before: str, after: str, at: Place) -> Span:
    """From the first to the last word that differs; where words are only gone, the words beside the gap."""
    start = end = place = 0
    found = False
    for whose, piece in differing(after, before):
        if whose != "same" and not found:
            start, found = place, True
        if whose != "second":
            place += len(piece)
        if whose != "same":
            end = place
    return Span(at, start, end) if end > start else Span(at, max(0, start - 1), min(len(after), start + 1))


@dataclass(slots=True)
class Outcome:
    """What the checks say of a file."""

    articles: int = 0
    harmless: int = 0
    slips: Counter[str] = dataclasses.field(default_factory=Counter)
    found: Counter[str] = dataclasses.field(default_factory=Counter)
    counterparts: int = 0
    alarms: list[tuple[Case, Finding]] = dataclasses.field(default_factory=list)
    """On articles as they were."""
    stirred: list[tuple[Case, Finding]] = dataclasses.field(default_factory=list)
    """Brought by harmless edits."""
    missed: list[Case] = dataclasses.field(default_factory=list)


def outcome(kept: Iterable[Case], select: Sequence[str] | None = None) -> Outcome:
    """The checks' score on articles and their edits."""
    told = Outcome()
    for case in kept:
        loud = [each for each in checking.check([case.reading], select=select) if each.severity != "note"]
        shown = [finding for finding in loud if case.is_shown_by(finding)]
        if case.kind == "clean":
            told.articles += 1
            told.alarms += [(case, finding) for finding in loud]
        elif case.kind == "harmless":
            told.harmless += 1
            told.stirred += [(case, finding) for finding in shown]
        else:
            told.slips[case.kind] += 1
            told.found[case.kind] += bool(shown)
            told.counterparts += any(case.has_counterpart(finding) for finding in shown)
            if not shown:
                told.missed.append(case)
    return told


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE, help="or one of its files")
    parser.add_argument("--select", help="names or codes of checks, parted by commas")
    parser.add_argument(
        "--show", choices=("alarms", "missed"), help="print each false alarm, or each slip that was missed"
    )
    floors.options(parser)
    args = parser.parse_args(argv)
    figures: dict[str, dict[str, float]] = {}
    for path in [args.folder] if args.folder.is_file() else sorted(args.folder.glob(PATTERN)):
        name = path.name.partition(".")[0]
        told = outcome(cases(path), args.select.split(",") if args.select else None)
        total, found = sum(told.slips.values()), sum(told.found.values())
        print(
            f"{name}: {told.articles} articles with {len(told.alarms)} false alarms; {total} slips, {found} found "
            f"({told.counterparts} with the right counterpart); {told.harmless} harmless edits, {len(told.stirred)} false alarms"
        )
        print("  " + ", ".join(f"{kind} {told.found[kind]}/{count}" for kind, count in sorted(told.slips.items())))
        if args.show == "alarms":
            for case, finding in (*told.alarms, *told.stirred):
                print(f"  {case.article} {case.kind}: {finding.code} {finding.confidence} {finding.message}")
        elif args.show == "missed":
            for case in told.missed:
                assert case.edited is not None
                print(f"  {case.article} {case.kind} at {case.edited.at}: {case.reading.text_at(case.edited)!r}")
                print("".join(f"      {case.reading.text_at(span)}\n" for span in case.against), end="")
        figures[f"edits, {name}"] = {
            "found": found / max(1, total),
            "alarms a clean article": len(told.alarms) / max(1, told.articles),
        }
    return 0 if floors.held(figures, args.floors, raises=args.raises) else 1


if __name__ == "__main__":
    sys.exit(main())
