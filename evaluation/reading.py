"""How well are pages read? `python -m evaluation.reading FOLDER [--part tune|held|all] [--errors FIELD]`.

FOLDER holds `*.jsonl` or `*.jsonl.xz`, a page a line: `{"id", "url", "site", "gt": {...}, "html"}`. Whatever the label has is
scored: body, title, authors, date, images (url, is_cover, caption, credit), with, without, meta.lang; a file named
dateline* has `dataset`, `id`, `dateline`, `place`, `agency`, `date` for pages of the other files.

--part: sites are split in two by a digest of their names: rules are made on `tune`, and `held` is looked at once.
"""

from __future__ import annotations

import argparse
import json
import logging
import lzma
import multiprocessing
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from hashlib import md5
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import newsbox
from evaluation import floors
from evaluation.measures import Overlap, set_f1, share
from newsbox.reading import page as pages
from newsbox.reading.phrases import is_furniture

Scores = dict[str, float]
FIELDS = ("headline", "authors", "date", "image", "credit", "body", "dateline", "language")


def labelled(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The name of the set, and each of its lines."""
    for path in sorted(folder.glob("*.jsonl*")):
        name = path.name.partition(".")[0]
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
            for line in file:
                yield name, json.loads(line)


def is_held(site: str) -> bool:
    """Whether a site's pages are kept aside."""
    return int(md5(site.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 1


def read_one(given: tuple[str, dict[str, Any]]) -> tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A page's reading as JSON, and the reading of its visible text as a paste; empty where there is none."""
    name, line = given
    logging.disable(logging.CRITICAL)
    try:
        reading = newsbox.read(line["html"], url=line["url"]).as_article().to_dict()
    except newsbox.ReadingError:
        reading = {}
    pasted: dict[str, Any] = {}
    if line["gt"].get("body") and name in ("aeb", "fundus", "wcxb"):
        try:
            pasted = newsbox.read(visible(line["html"])).as_article().to_dict()
        except newsbox.ReadingError:
            pasted = {}
    del line["html"]
    return name, line, reading, pasted


def visible(html: str) -> str:
    """A page's text as it would be copied: a line a block."""
    from newsbox.reading.fragment import blocks

    try:
        return "\n\n".join(blocks(pages.tree_of(html)).paragraphs)
    except newsbox.ReadingError:
        return ""


def squeezed(text: Any) -> str:
    """On one line, entities resolved."""
    return " ".join(unescape(str(text or "")).split())


def score(folder: Path, *, part: str = "all", errors: str | None = None) -> dict[str, Scores]:
    """The figures by set."""
    lines = [(name, line) for name, line in labelled(folder)]
    datelines = {(line["dataset"], line["id"]): line for name, line in lines if name == "dateline"}
    chosen = [
        (name, line)
        for name, line in lines
        if "html" in line and (part == "all" or is_held(line.get("site") or line["url"]) == (part == "held"))
    ]
    hits: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    bodies: dict[tuple[str, str], Overlap] = defaultdict(Overlap)

    def told(field: str, name: str, line: dict[str, Any], found: Any, wanted: Any) -> None:
        if errors == field:
            print(f"{name} {line['id']} {line['url'][:100]}\n    read   {found!r}\n    label  {wanted!r}")

    with multiprocessing.Pool(2) as pool:
        for name, line, reading, pasted in pool.imap(read_one, chosen, chunksize=4):
            gt, into = line["gt"], hits[name]
            into["read"].append(bool(reading))
            paragraphs = reading.get("paragraphs", [])
            body = "\n".join(paragraphs)
            if gt.get("body") and name != "moz":
                p, r = bodies[name, "body"].add(body, gt["body"])
                into["pages at .95"].append(p >= 0.95 and r >= 0.95)
                if min(p, r) < 0.9:
                    told("body", name, line, f"p {p:.2f} r {r:.2f}", "")
                bodies[name, "pasted"].add("\n".join(pasted.get("paragraphs", [])), gt["body"])
                into["paragraphs F1"].append(
                    set_f1(
                        list(map(squeezed, paragraphs)),
                        [squeezed(each) for each in re.split(r"\n\s*\n", gt["body"]) if each.strip()],
                    )
                )
                if (reading.get("language") or "")[:2] in ("zh", "ja", "ko"):
                    bodies[name, "CJK"].add(body, gt["body"])
            if gt.get("with"):
                flat = squeezed(body)
                into["segments kept"] += [squeezed(each) in flat for each in gt["with"]]
                into["segments left out"] += [squeezed(each) not in flat for each in gt.get("without") or ()]
            if reading:
                into["UI phrase leaks"].append(any(is_leak(line) for line in paragraphs))
                headline = re.sub(r"\W", "", reading["headline"] or "").casefold()
                into["headline repeated"].append(
                    bool(headline) and any(re.sub(r"\W", "", each).casefold() == headline for each in paragraphs)
                )
            if gt.get("title") and name != "moz":
                ok = squeezed(reading.get("headline")) == squeezed(gt["title"])
                into["headline"].append(ok)
                if not ok:
                    told("headline", name, line, reading.get("headline"), gt["title"])
            if gt.get("authors") is not None and "authors" in gt:
                ok = {squeezed(each) for each in reading.get("authors", [])} == {
                    squeezed(each) for each in gt["authors"]
                }
                into["authors"].append(ok)
                if not ok:
                    told("authors", name, line, reading.get("authors"), gt["authors"])
            if isinstance(gt.get("date"), str):
                ok = same_time(reading.get("published"), gt["date"])
                into["date"].append(ok)
                if not ok:
                    told("date", name, line, reading.get("published"), gt["date"])
            if name == "fundus":
                image_scores(line, reading, into, told)
            if gt.get("meta", {}).get("lang"):
                ok = (reading.get("language") or "")[:2].lower() == gt["meta"]["lang"][:2].lower()
                into["language"].append(ok)
                if not ok:
                    told("language", name, line, reading.get("language"), gt["meta"]["lang"])
            if wanted := datelines.get((name, line["id"])):
                found = reading.get("dateline") or {}
                ok = all(
                    squeezed(found.get(key)).casefold() == squeezed(wanted.get(key)).casefold()
                    for key in ("place", "agency", "date")
                )
                hits["dateline"]["dateline"].append(ok)
                if not ok:
                    told(
                        "dateline",
                        name,
                        line,
                        found,
                        {key: wanted.get(key) for key in ("dateline", "place", "agency", "date")},
                    )
            elif name == "fundus" and reading and reading.get("dateline"):
                hits["dateline"]["invented"].append(True)
                told("dateline", name, line, reading["dateline"], None)
    table: dict[str, Scores] = {}
    for name, figures in hits.items():
        table[name] = {
            key: (
                float(len(each))
                if key == "invented"
                else sum(each) / len(each)
                if key == "paragraphs F1"
                else share(each)
            )
            for key, each in figures.items()
        }
    for (name, kind), overlap in bodies.items():
        table[name][f"{kind} F1"] = overlap.f1
        table[name][f"{kind} precision"] = overlap.precision
        if kind == "body":
            table[name]["body recall"] = overlap.recall
            table[name]["body exact"] = overlap.exact / len(overlap.pages)
    return table


LEAKS = re.compile(
    r"^(share( this)?( article| story)?|subscribe( now)?|read more|sign (in|up)|log in|advertisement|comments?|follow us|related( articles| stories)?|newsletter|teilen|kommentare|anzeige|lire aussi|partager|compartir)\W*$",
    re.IGNORECASE,
)


def is_leak(paragraph: str) -> bool:
    """Whether a paragraph is a button of the page."""
    return bool(LEAKS.match(paragraph)) or is_furniture(paragraph)


def image_scores(line: dict[str, Any], reading: dict[str, Any], into: dict[str, list[Any]], told: Any) -> None:
    """The lead image by its file, and the credits of all labelled pictures."""
    covers = [each for each in line["gt"].get("images") or () if each.get("is_cover")]
    lead = next((each for each in reading.get("images", ()) if each["lead"]), None)
    if covers:
        ok = lead is not None and lead["url"] is not None and same_picture(lead["url"], covers[0]["url"])
        into["lead image"].append(ok)
        if not ok:
            told("image", "fundus", line, lead and lead["url"], covers[0]["url"])
    wanted = [squeezed(name) for each in line["gt"].get("images") or () for name in as_list(each.get("credit"))]
    found = [squeezed(each["credit"]["text"]) for each in reading.get("images", ()) if each["credit"]]
    into["credit recall"] += [any(covers_name(name, text) for text in found) for name in wanted]
    into["credit precision"] += [any(covers_name(name, text) for name in wanted) for text in found]
    if errors_in(wanted, found):
        told("credit", "fundus", line, found, wanted)


def errors_in(wanted: list[str], found: list[str]) -> bool:
    """Whether credits are missing or too many."""
    return not all(any(covers_name(name, text) for text in found) for name in wanted) or not all(
        any(covers_name(name, text) for name in wanted) for text in found
    )


def covers_name(name: str, text: str) -> bool:
    """Whether a credit line as read says what the label says: most of its words."""
    want, have = set(re.findall(r"\w+", name.casefold())), set(re.findall(r"\w+", text.casefold()))
    return bool(want) and len(want & have) >= 0.75 * len(want) and len(want & have) >= 0.4 * len(have)


def as_list(value: Any) -> list[str]:
    """A label's list, or its one value."""
    return [str(each) for each in value] if isinstance(value, list) else [str(value)] if value else []


def same_picture(ours: str, theirs: str) -> bool:
    """Whether two addresses are of one picture in two sizes: they share a name that no other picture has."""
    return bool(names_in(ours) & names_in(theirs))


def names_in(url: str) -> set[str]:
    """What can name a picture in its address: long, with a digit in it or a hyphen; no measures, no dates."""
    words = re.findall(r"[a-z0-9][a-z0-9_-]{6,}", unquote(unquote(url)).partition("//")[2].partition("/")[2].lower())
    plain = (
        re.sub(r"(?:^|[-_])\d{2,4}x\d{2,4}(?=[-_]|$)|[-_](?:\d{2,4}w?|large|small)(?=$)", "", word).strip("-_")
        for word in words
    )
    return {word for word in plain if len(word) >= 7 and re.search(r"[\d-]", word)}


def same_time(found: str | None, wanted: str) -> bool:
    """Within a minute where the label has an hour, else the same day."""
    if not found:
        return False
    if len(wanted) <= 10:
        return found[:10] == wanted[:10]
    try:
        ours, theirs = datetime.fromisoformat(found), datetime.fromisoformat(wanted)
        if (ours.tzinfo is None) != (theirs.tzinfo is None):
            ours, theirs = ours.replace(tzinfo=None), theirs.replace(tzinfo=None)
            return (theirs.hour == 0 == theirs.minute and ours.date() == theirs.date()) or abs(
                (ours - theirs).total_seconds()
            ) <= 60
        return abs((ours - theirs).total_seconds()) <= 60
    except ValueError:
        return found[:16] == wanted[:16]


def main() -> int:
    """Prints the table; with --floors, fails where a figure fell below its floor, and raises floors with --raise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("tune", "held", "all"), default="all")
    parser.add_argument("--errors", choices=FIELDS, help="print what was read otherwise than labelled")
    floors.options(parser)
    given = parser.parse_args()
    if not given.folder.is_dir() or not list(given.folder.glob("*.jsonl*")):
        print(f"{given.folder}: there are no *.jsonl or *.jsonl.xz files here.", file=sys.stderr)
        return 2
    table = score(given.folder, part=given.part, errors=given.errors)
    for name, figures in sorted(table.items()):
        print(f"\n{name}")
        for key, value in sorted(figures.items()):
            print(f"  {key:<20} {value:8.3f}")
    return 0 if floors.held(table, given.floors, raises=given.raises) else 1


if __name__ == "__main__":
    sys.exit(main())
