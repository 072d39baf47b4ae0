"""Does the time to read a page grow with its size, and no faster? `python -m benchmarks.growth [--largest MB]`.

Four pages that grow: an article of ever more paragraphs, a page with ever more links beside one article, one with ever more
data in its scripts, and a live blog of ever more posts. Printed: seconds, and seconds a megabyte; the latter should stay.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable

import newsbox

SIZES = (0.01, 0.1, 1, 10, 50)
"""Megabytes."""
SENTENCES = "The harbour of Port Aldra was closed on Tuesday after a fire on ferry number {n}. “Nobody was hurt,” said Ines Marlo, who leads the port. "
STORY = "".join(f"<p>{SENTENCES.format(n=n)}</p>" for n in range(8))


def article(size: int) -> str:
    """An article of so many characters."""
    return _page("".join(f"<p>{SENTENCES.format(n=n) * 3}</p>\n" for n in range(max(3, size // 440))))


def links(size: int) -> str:
    """An article of eight paragraphs beside so many characters of links."""
    beside = "".join(
        f'<li><a href="/reports/{n}">Harbour closed for the {n}th time</a></li>' for n in range(size // 75)
    )
    return _page(STORY, beside=f"<ul>{beside}</ul>")


def scripts(size: int) -> str:
    """An article of eight paragraphs beside so many characters of script state."""
    state = [{"id": n, "title": f"Report {n}", "body": SENTENCES.format(n=n)} for n in range(size // 190)]
    return _page(STORY, beside=f'<script type="application/json">{json.dumps(state)}</script>')


def posts(size: int) -> str:
    """A live blog of so many characters."""
    told = "".join(
        f'<article class="live-post" id="p{n}"><time datetime="2026-11-12T10:05:00Z">10.05</time><h3>Tug {n}</h3><p>{SENTENCES.format(n=n)}</p></article>'
        for n in range(max(3, size // 290))
    )
    return _page(told)


def _page(text: str, *, beside: str = "") -> str:
    return (
        "<!doctype html><html lang='en'><head><title>Fire closes the harbour - Gazette</title></head>"
        f"<body><nav>{beside}</nav><main><article><h1>Fire closes the harbour</h1>{text}</article></main></body></html>"
    )


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=float, default=50, help="megabytes of the largest page")
    largest = parser.parse_args().largest
    newsbox.read(article(10_000))
    kinds: tuple[Callable[[int], str], ...] = (article, links, scripts, posts)
    print(f"{'MB':>6}" + "".join(f"{kind.__name__:>22}" for kind in kinds))
    for size in SIZES:
        if size > largest:
            break
        cells = []
        for kind in kinds:
            body = kind(int(size * 1e6)).encode()
            gc.collect()
            begun = time.perf_counter()
            newsbox.read(body, url="https://gazette.example/fire")
            took = time.perf_counter() - begun
            cells.append(f"{took:9.3f} s {took / (len(body) / 1e6):6.2f} s/MB")
        print(f"{size:>6g}" + "".join(f"{cell:>22}" for cell in cells), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
