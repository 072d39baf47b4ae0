"""How fast are feeds read, and do both readers agree? `python -m benchmarks.feeds FOLDER`.

FOLDER holds feeds as their servers gave them, as files or in a feeds.tar.xz. Prints feeds per CPU second of the fast reader, of the
patient one (feedparser), and the share of entries in which they say the same.
"""

from __future__ import annotations

import re
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

from newsbox.gathering import illformed, wellformed
from newsbox.types import Entry, Feed, Page

FIELDS = ("guid", "url", "title", "authors", "published", "modified", "image", "tags")
MOST = 2000


def pages_in(folder: Path) -> Iterator[Page]:
    """Every file as the answer of one server."""
    archive = folder / "feeds.tar.xz"
    if archive.exists():
        with tarfile.open(archive) as packed:
            bodies = [packed.extractfile(each).read() for each in packed if each.isfile()]  # type: ignore[union-attr]
    else:
        bodies = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    for body in bodies:
        yield Page("https://gazette.example/feed", body)


def timed(read: Callable[[Page], Feed | None], pages: list[Page]) -> tuple[list[Feed | None], float]:
    """What a reader makes of the pages, and its CPU seconds."""
    begun = time.process_time()
    found = [read(page) for page in pages]
    return found, time.process_time() - begun


def words(entry: Entry) -> str:
    """An entry's text without markup and spaces."""
    return re.sub(r"\s+", "", unescape(unescape(re.sub(r"<[^>]*>", "", entry.content or entry.summary))))


def main() -> int:
    """Prints the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    pages = list(pages_in(folder)) if folder and folder.is_dir() else []
    if not pages:
        print("Name a folder of feeds: python -m benchmarks.feeds FOLDER", file=sys.stderr)
        return 2
    illformed.read(pages[0], most=MOST)
    fast, fast_time = timed(lambda page: wellformed.read(page, most=MOST), pages)
    patient, patient_time = timed(lambda page: illformed.read(page, most=MOST), pages)
    read = sum(each is not None for each in fast)
    size = sum(len(page.body) for page in pages) / 1e6
    print(f"{len(pages)} feeds, {size:.1f} MB; {read} of them for the fast reader")
    print(f"fast     {len(pages) / fast_time:6.0f} feeds a CPU second, {size / fast_time:.0f} MB")
    print(f"patient  {len(pages) / patient_time:6.0f} feeds a CPU second, {size / patient_time:.0f} MB")
    same: Counter[str] = Counter()
    count = 0
    for ours, theirs in zip(fast, patient, strict=True):
        if ours is None or theirs is None:
            continue
        for one, other in zip(ours.entries, theirs.entries, strict=False):
            count += 1
            same.update(name for name in FIELDS if getattr(one, name) == getattr(other, name))
            same["text"] += words(one) == words(other)
    print(f"\nof {count} entries both say the same:")
    for name in (*FIELDS, "text"):
        print(f"  {name:<10} {same[name] / max(count, 1):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
