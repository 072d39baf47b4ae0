"""How well are claims read? `python -m evaluation.claims [--part tune|held|all] [--errors KIND] [--plain]`.

claims.jsonl has every claim of some articles of the fictional press, marked by hand. A claim is found where one of its kind
overlaps it and has its value (dates and outcomes to the letter, figures as numbers; places by their name). Of the figures
found, two further shares are told: whose unit is right, and whose measured thing shares a word with the marked one.
--plain reads as if there were no parser. Articles are split in two by a digest of their names, as in evaluation.reading.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.reading import is_held
from newsbox.press import outlets
from newsbox.reading import claims, language
from newsbox.types import Article, Claim

LABELS = Path(__file__).with_name("claims.jsonl")
KINDS = ("figure", "date", "place", "outcome")


def articles(part: str) -> Iterator[tuple[str, Article, list[dict[str, Any]]]]:
    """The labelled articles of a part, with their labels."""
    stories = {f"{paper.key}/{story.slug}": (paper, story) for paper in outlets.outlets() for story in paper.stories}
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        name = label["article"]
        if part != "all" and is_held(name) != (part == "held"):
            continue
        paper, story = stories[name]
        yield name, article_of(paper, story), label["claims"]


def article_of(paper: outlets.Outlet, story: outlets.Story) -> Article:
    """An article of the fictional press as it is written, without its page."""
    says = story.says
    return Article(
        headline=says["headline"],
        summary=says.get("summary"),
        outlet=paper.name,
        published=says["published"],
        language=paper.says["language"],
        tags=tuple(says.get("tags", ())),
        section=says.get("section"),
        paragraphs=tuple(words for _, words in story.blocks),
    )


def is_found(claim: Claim, label: dict[str, Any]) -> bool:
    """Whether a claim is the marked one."""
    span = claim.span
    if claim.kind != label["kind"] or span.at != label["at"]:
        return False
    if span.end <= label["start"] or label["end"] <= span.start:
        return False
    if isinstance(label["value"], float) and isinstance(claim.value, float):
        return abs(claim.value - label["value"]) < 0.01
    return str(claim.value).casefold() == str(label["value"]).casefold()


def shares_word(ours: str | None, theirs: str | None) -> bool:
    """Whether two phrases have a word in common, or are both missing."""
    if not ours or not theirs:
        return not theirs
    return bool(set(re.findall(r"\w+", ours.lower())) & set(re.findall(r"\w+", theirs.lower())))


def measure(part: str, *, plain: bool = False, errors: str | None = None) -> dict[str, float]:
    """Precision and recall by kind, with the number of claims marked; and the shares of figures with the right unit, and thing.

    errors: a kind, "unit" or "of", whose errors are printed.
    """
    hits, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    units = things = 0
    for name, article, labels in articles(part):
        left = list(labels)
        for claim in claims.claims_of(article, [] if plain else language.parsed(article), ()):
            label = next((each for each in left if is_found(claim, each)), None)
            where = f"{name} {claim.span.at} {claim.text!r}"
            if label is None:
                extra[claim.kind] += 1
                if errors == claim.kind:
                    print(f"+ {where} {claim.value} {claim.unit} {claim.of!r}")
                continue
            left.remove(label)
            hits[claim.kind] += 1
            if claim.kind == "figure":
                is_unit, is_thing = claim.unit == label.get("unit"), shares_word(claim.of, label.get("of"))
                units, things = units + is_unit, things + is_thing
                if errors == "unit" and not is_unit:
                    print(f"u {where} {claim.unit} instead of {label.get('unit')}")
                if errors == "of" and not is_thing:
                    print(f"o {where} {claim.of!r} instead of {label.get('of')!r}")
        for label in left:
            missed[label["kind"]] += 1
            if errors == label["kind"]:
                print(f"- {name} {label['at']} {label['text']!r} {label['value']}")
    found: dict[str, float] = {}
    for kind in KINDS:
        found[f"{kind} marked"] = hits[kind] + missed[kind]
        found[f"{kind} precision"] = hits[kind] / max(1, hits[kind] + extra[kind])
        found[f"{kind} recall"] = hits[kind] / max(1, hits[kind] + missed[kind])
    found["unit"], found["thing"] = units / max(1, hits["figure"]), things / max(1, hits["figure"])
    return found


def main() -> None:
    """Prints a line a kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("tune", "held", "all"), default="tune")
    parser.add_argument("--errors", choices=(*KINDS, "unit", "of"))
    parser.add_argument("--plain", action="store_true")
    given = parser.parse_args()
    found = measure(given.part, plain=given.plain, errors=given.errors)
    for kind in KINDS:
        told = (found[f"{kind} {each}"] for each in ("marked", "precision", "recall"))
        print("{:8} {:4} marked  precision {:.3f}  recall {:.3f}".format(kind, *told))
    print(f"of the figures found: unit right {found['unit']:.3f}, thing {found['thing']:.3f}")


if __name__ == "__main__":
    main()
