"""How well are attributions read without a parser? `python -m evaluation.quotations [--part held] [--errors]` tells.

The labels are evaluation/speech/LANG.txt: invented news, an article a block, a paragraph a line. "# tune" and "# held"
tell what the rules may be tuned on. `<d Name|cue>words</>` is an attribution: d direct, m mixed, i indirect; the name is
the speaker's fullest one in the article, "-" where nobody is named; the cue is empty where none stands there. `<+>words</>`
goes on with the attribution before it.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newsbox.reading import quotations
from newsbox.types import Article, Attribution

FOLDER = Path(__file__).parent / "speech"
MARK = re.compile(r"<(?:(?P<more>\+)|(?P<kind>[dmi]) (?P<name>[^|>]*)\|(?P<cue>[^>]*))>|(?P<close></>)")
KINDS = {"d": "direct", "m": "mixed", "i": "indirect"}


@dataclass(slots=True)
class Label:
    """An attribution as somebody marked it."""

    kind: str
    name: str
    cue: str
    places: list[tuple[int, int, int]] = field(default_factory=list)
    """Paragraph, start, end."""


def labelled(path: Path) -> Iterator[tuple[str, Article, list[Label]]]:
    """Each article of a file with its part and its labels."""
    part = "tune"
    for block in re.split(r"\n\s*\n", path.read_text("utf-8").strip()):
        lines = block.split("\n")
        if lines[0].startswith("# "):
            part, lines = lines[0][2:].strip(), lines[1:]
        if not lines:
            continue
        paragraphs, labels = [], []
        for number, line in enumerate(lines):
            text, found = unmarked(line, number, labels[-1] if labels else None)
            paragraphs.append(text)
            labels += found
        yield part, Article(language=path.stem, paragraphs=tuple(paragraphs)), labels


def unmarked(line: str, number: int, before: Label | None) -> tuple[str, list[Label]]:
    """A paragraph without its marks, and what they say."""
    text, labels, at, start = "", [], 0, 0
    current = before
    for match in MARK.finditer(line):
        text += line[at : match.start()]
        at = match.end()
        if match["close"]:
            assert current is not None, line
            current.places.append((number, start, len(text)))
            continue
        start = len(text)
        if not match["more"]:
            current = Label(KINDS[match["kind"]], match["name"], match["cue"])
            labels.append(current)
    return text + line[at:], labels


def covered(label: Label, found: Attribution) -> float:
    """How much of the label's words an attribution's content covers, as the share of both together."""
    ours = {(q.span.at, c) for q in found.content for c in range(q.span.start, q.span.end)}
    theirs = {(at, c) for at, start, end in label.places for c in range(start, end)}
    return len(ours & theirs) / max(1, len(ours | theirs))


def score(path: Path, part: str, *, errors: bool = False) -> dict[str, tuple[int, int]]:
    """By measure: hits and tries."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for at, article, labels in labelled(path):
        if part not in (at, "all"):
            continue
        left = list(quotations.attributions_of(article))
        for label in labels:
            best = max(left, key=lambda each: covered(label, each), default=None)
            ok = best is not None and covered(label, best) >= 0.5
            hits["found " + label.kind].append(ok)
            hits["found"].append(ok)
            if ok and best is not None:
                left.remove(best)
                name = best.speaker.name if best.speaker else None
                cue = best.cue.text if best.cue else ""
                same_name = (name or "-") == label.name
                same_cue = bool(set(cue.split()) & set(label.cue.split())) or label.cue in cue if label.cue else not cue
                hits["kind"].append(best.kind == label.kind)
                hits["cue"].append(same_cue)
                hits["speaker"].append(same_name)
                if errors and not (best.kind == label.kind and same_cue and same_name):
                    print(
                        f"{path.stem} WRONG {label.kind} {label.name}|{label.cue}  read {best.kind} {name}|{cue} [{best.speaker.text if best.speaker else ''}]  {best.content[0].text[:50]}"
                    )
            else:
                hits["speaker"].append(False)
                if errors:
                    where = label.places[0]
                    print(f"{path.stem} MISSED {label.kind} {label.name}|{label.cue} {article.paragraphs[where[0]]}")
        hits["right"] += [False] * len(left)
        hits["right"] += [True] * sum(hits["found"][-len(labels) :] if labels else [])
        if errors:
            for each in left:
                print(
                    f"{path.stem} EXTRA {each.kind} {each.speaker.name if each.speaker else None}|{each.cue.text if each.cue else ''}| {each.content[0].text[:80]}"
                )
    return {name: (sum(found), len(found)) for name, found in hits.items()}


COLUMNS = ("found", "found direct", "found mixed", "found indirect", "right", "speaker", "cue", "kind")


def main() -> None:
    """Print the figures, a line a language."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", choices=("tune", "held", "all"), default="held")
    asked.add_argument("--language")
    asked.add_argument("--errors", action="store_true")
    options = asked.parse_args()
    print("language  labels  " + "  ".join(f"{each:>14}" for each in COLUMNS))
    for path in sorted(FOLDER.glob("*.txt")):
        if options.language and path.stem not in options.language.split(","):
            continue
        figures = score(path, options.part, errors=options.errors)
        shown = [
            f"{a / b:>8.2f} ({b:>3})" if b else " " * 14 for a, b in (figures.get(each, (0, 0)) for each in COLUMNS)
        ]
        print(f"{path.stem:8}  {figures.get('found', (0, 0))[1]:>6}  " + "  ".join(shown))


if __name__ == "__main__":
    main()
