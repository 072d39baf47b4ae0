"""How fast is it found out who said what? `python -m benchmarks.speech [FOLDER]`, beside textacy's quotations where it is installed.

FOLDER: text files, or .jsonl / .jsonl.xz files whose lines have "text" (and "title"). Without one, the English articles of the
fictional press. Both read the same texts with the same language model, one core, after loading.
"""

from __future__ import annotations

import importlib.util
import json
import lzma
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import newsbox
from newsbox.reading import language

ENOUGH = 80


def texts(folder: str | None) -> Iterator[str]:
    """The articles."""
    if folder is None:
        from newsbox.press import outlets

        for paper in outlets.outlets():
            if paper.says["language"] == "en":
                yield from ("\n\n".join(words for _, words in story.blocks) for story in paper.stories)
        return
    for path in sorted(Path(folder).iterdir()):
        if path.suffix == ".txt":
            yield path.read_text("utf-8", "replace")
        elif path.name.endswith((".jsonl", ".jsonl.xz")):
            with (
                lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file
            ):
                yield from (line["text"] for line in map(json.loads, file) if "text" in line)


def timed(name: str, read: Callable[[str], int], given: list[str]) -> None:
    """Prints seconds for 600 words, quotations found, and texts that could not be read."""
    words = sum(len(text.split()) for text in given)
    found = failed = 0
    begun = time.process_time()
    for text in given:
        try:
            found += read(text)
        except ValueError:
            failed += 1
    seconds = (time.process_time() - begun) / words * 600
    print(f"  {name:<22} {seconds:6.3f} s for 600 words   {found:5} found   {failed:3} texts raised")


def main(folder: str | None = None) -> int:
    """Prints the table."""
    given = [text for _, text in zip(range(ENOUGH), texts(folder), strict=False)]
    nlp = language.model("en")
    newsbox.read_text(given[0]).to_dict()
    print(f"Who said what, {len(given)} articles of {sum(len(text.split()) for text in given) // len(given)} words:")
    timed("the parse alone", lambda text: len([1 for _ in nlp.pipe(text.split("\n\n"))]) * 0, given)
    timed("newsbox, everything", lambda text: len(newsbox.read_text(text).attributions), given)
    if importlib.util.find_spec("textacy"):
        from textacy.extract import triples

        timed("textacy, quotations", lambda text: len(list(triples.direct_quotations(nlp(text)))), given)
    else:
        print("  textacy is not installed; `pip install textacy` shows it beside.")
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
