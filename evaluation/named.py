"""Is the right person found behind "she", "the minister", "Tarrow"? `python -m evaluation.named [FOLDER] [--errors]`.

Without FOLDER: the direct quotes of the project's own fictional articles, whose speakers are marked in
named_speakers.jsonl. With FOLDER (../shared/data/attribution): PolNeAR's articles, where the speaker of a direct quote is
a pronoun or a common noun: those of its part dev, on which rules were made, and --part train, drawn at random;
named_marks.jsonl says by offsets alone where the article names that speaker (null: nowhere). The
place of the speaker's mention is given in both, so only the name is judged. A nameless speaker is right without a name.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.measures import share
from newsbox.press.outlets import Outlet, Story, outlets
from newsbox.reading.cast import Cast, cast_of, same_name
from newsbox.reading.language import parsed
from newsbox.types import Article

HERE = Path(__file__).parent
PRONOUNS = frozenset("he she they it i we you who him her them".split())


def article_of(outlet: Outlet, story: Story) -> Article:
    """A fictional article as if it had been read."""
    return Article(
        headline=story.says["headline"],
        outlet=outlet.name,
        summary=story.says.get("summary"),
        published=story.says["published"],
        paragraphs=tuple(text for _, text in story.blocks),
        language="en",
    )


def sort_of(mention: str, speaker: str | None) -> str:
    """Whether a mention is a pronoun, a name, or a common noun alone; or its speaker has no name in the article."""
    if speaker is None:
        return "nameless"
    if mention.casefold() in PRONOUNS:
        return "pronoun"
    return "name" if speaker.split()[-1] in mention else "common"


def fictional() -> Iterator[tuple[str, str, bool, str]]:
    """Of each marked quote: the sort of its speaker's mention, where it is, whether the name is right, and what was found."""
    stories = {
        f"{outlet.key}/{story.slug}": article_of(outlet, story) for outlet in outlets() for story in outlet.stories
    }
    casts: dict[str, Cast] = {}
    for line in (HERE / "named_speakers.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        article = stories[label["article"]]
        if label["article"] not in casts:
            casts[label["article"]] = cast_of(article, parsed(article))
        at, start, end = label["mention"].values()
        found = casts[label["article"]].named(at, start, end)
        mention, wanted = article.paragraphs[at][start:end], label["speaker"]
        right = found is None if wanted is None else found is not None and same_name(found, wanted)
        sort = sort_of(mention, wanted)
        yield sort, f"{label['article']}:{at}", right, f"{mention!r}: found {found}, is {wanted}"


def polnear(folder: Path, part: str) -> Iterator[tuple[str, str, bool, str]]:
    """The same for the marked mentions of a part of PolNeAR."""
    with lzma.open(folder / f"{part}.jsonl.xz", "rt", encoding="utf-8") as file:
        texts = {line["id"]: line["text"] for line in map(json.loads, file)}
    casts: dict[str, tuple[Cast, list[tuple[int, int]]]] = {}
    for line in (HERE / "named_marks.jsonl").read_text("utf-8").splitlines():
        mark = json.loads(line)
        if mark["part"] != part:
            continue
        text = texts[mark["id"]]
        if mark["id"] not in casts:
            places = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
            article = Article(paragraphs=tuple(text[start:end] for start, end in places), language="en")
            casts[mark["id"]] = cast_of(article, parsed(article)), places
        cast, places = casts[mark["id"]]
        found = _named(cast, places, *mark["mention"])
        mention = text[slice(*mark["mention"])]
        if mark["name"] is None:
            yield "nameless", mark["id"], found is None, f"{mention!r}: found {found}, is nobody"
            continue
        wanted = text[slice(*mark["name"])]
        right = found is not None and (_named(cast, places, *mark["name"]) == found or same_name(found, wanted))
        yield sort_of(mention, wanted), mark["id"], right, f"{mention!r}: found {found}, is {wanted}"


def _named(cast: Cast, places: list[tuple[int, int]], start: int, end: int) -> str | None:
    for number, (first, last) in enumerate(places):
        if first <= start < last:
            return cast.named(number, start - first, min(end, last) - first)
    return None


def main() -> None:
    """Prints the share of right names by sort of mention."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--part", choices=["dev", "train"], default="dev")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    by_sort: dict[str, list[bool]] = defaultdict(list)
    for sort, where, right, said in polnear(options.folder, options.part) if options.folder else fictional():
        by_sort[sort].append(right)
        if options.errors and not right:
            print(f"{where:55} {said}")
    figures: dict[str, Any] = {sort: f"{share(each):.3f} of {len(each)}" for sort, each in sorted(by_sort.items())}
    behind = by_sort["pronoun"] + by_sort["common"]
    figures["pronouns and common nouns"] = f"{share(behind):.3f} of {len(behind)}"
    figures["all"] = f"{share([right for each in by_sort.values() for right in each]):.3f}"
    for sort, figure in figures.items():
        print(f"{sort:28} {figure}")


if __name__ == "__main__":
    main()
