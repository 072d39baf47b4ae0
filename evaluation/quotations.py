"""How well are attributions read without a parser? `python -m evaluation.quotations [--part held] [--errors]` tells.

The labels are evaluation/speech/LANG.txt: invented news, an article a block, a paragraph a line. "# tune" and "# held"
tell what the rules may be tuned on. `<d Name|cue>words</>` is an attribution: d direct, m mixed, i indirect; the name is
the speaker's fullest one in the article, "-" where nobody is named; the cue is empty where none stands there. `<+>words</>`
goes on with the attribution before it.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newsbox.reading import quotations
from newsbox.types import Article, Attribution, Span

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


def polnear(path: Path) -> dict[str, float]:
    """English read without its parser, on PolNeAR's articles: the independent test of the method.

    Cues by overlap; direct and mixed quotations with a marked source: half of the content covered, and its speaker right.
    """
    counts: dict[str, int] = defaultdict(int)
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            paragraphs, starts, at = [], [], 0
            for paragraph in article["text"].split("\n"):
                if paragraph.strip():
                    paragraphs.append(paragraph)
                    starts.append(at)
                at += len(paragraph) + 1
            found = quotations.attributions_of(Article(language="en", paragraphs=tuple(paragraphs)))
            counts["read"] += len(found)
            left = [characters(starts, [each.cue.span]) if each.cue else set() for each in found]
            for label in article["attributions"]:
                cue, content, source = (
                    {c for a, b in label[key] for c in range(a, b)} for key in ("cue", "content", "source")
                )
                counts["labels"] += 1
                if (hit := next((each for each in left if each & cue), None)) is not None:
                    left.remove(hit)
                    counts["cue"] += 1
                if label["type"] not in ("direct", "mixed") or not source:
                    continue
                counts["quoted"] += 1
                near = [
                    each
                    for each in found
                    if len(characters(starts, [part.span for part in each.content]) & content) >= 0.5 * len(content)
                ]
                counts["found"] += bool(near)
                counts["speaker"] += any(
                    each.speaker and characters(starts, [each.speaker.span]) & source for each in near
                )
    return {
        "cue precision": counts["cue"] / counts["read"],
        "cue recall": counts["cue"] / counts["labels"],
        "quotations found": counts["found"] / counts["quoted"],
        "speaker right": counts["speaker"] / counts["quoted"],
    }


def characters(starts: list[int], spans: Iterable[Span]) -> set[int]:
    """The characters of a text that spans in its paragraphs cover; starts: where each paragraph begins."""
    return {starts[span.at] + c for span in spans if isinstance(span.at, int) for c in range(span.start, span.end)}


COLUMNS = ("found", "found direct", "found mixed", "found indirect", "right", "speaker", "cue", "kind")


def main() -> None:
    """Print the figures, a line a language."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", choices=("tune", "held", "all"), default="held")
    asked.add_argument("--language")
    asked.add_argument("--errors", action="store_true")
    asked.add_argument("--polnear", type=Path, help="PolNeAR's articles as JSON lines, packed with xz")
    options = asked.parse_args()
    if options.polnear:
        for name, figure in polnear(options.polnear).items():
            print(f"{name:18} {figure:.3f}")
        return
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
