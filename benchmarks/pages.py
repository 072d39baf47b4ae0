"""Pages read per second and peak memory, beside trafilatura's own extraction of the same pages.

    python -m benchmarks.pages [FOLDER]

FOLDER: saved .html pages, or .jsonl / .jsonl.xz files whose lines have "html" and "url". Without one, the fictional press.
Each reader runs in a process of its own, so that its peak memory is its own; the pages lie in memory before the clock starts.
"""

from __future__ import annotations

import json
import lzma
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ENOUGH = 300


def pages(folder: str | None) -> Iterator[tuple[str, str]]:
    """Address and HTML."""
    if folder is None:
        from newsbox.press import outlets

        for paper in outlets.outlets():
            for story in paper.stories:
                url = f"http://127.0.0.1/{paper.key}/{story.slug}.html"
                yield url, outlets.page(paper, story, "http://127.0.0.1")
        return
    for path in sorted(Path(folder).iterdir()):
        if path.suffix in (".html", ".htm"):
            yield f"https://example.org/{path.name}", path.read_text("utf-8", "replace")
        elif path.name.endswith((".jsonl", ".jsonl.xz")):
            with (
                lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file
            ):
                for line in file:
                    page = json.loads(line)
                    if "html" in page:
                        yield page.get("url") or "https://example.org/", page["html"]


def measure(reader: str, folder: str | None) -> dict[str, float]:
    """Pages per second of CPU, and megabytes at the peak above what the pages themselves take."""
    import logging

    logging.disable(logging.CRITICAL)
    given = [page for _, page in zip(range(ENOUGH), pages(folder), strict=False)]
    if reader == "newsbox":
        import newsbox

        def read(url: str, html: str) -> None:
            try:
                newsbox.read(html, url=url)
            except newsbox.ReadingError:
                pass
    else:
        import trafilatura

        def read(url: str, html: str) -> None:
            trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False)

    read(*given[0])  # loads what is loaded once
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    for url, html in given:
        read(url, html)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    scale = 1024 if sys.platform == "linux" else 1024 * 1024
    return {
        "pages": len(given),
        "pages_per_second": len(given) / seconds,
        "peak_mb": peak / scale,
        "grown_mb": (peak - before) / scale,
    }


def main(folder: str | None = None) -> None:
    """Prints a line for each reader."""
    print(f"Reading pages with their metadata, one core{f', {folder}' if folder else ', the fictional press'}:")
    for reader in ("newsbox", "trafilatura", "newsbox", "trafilatura"):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.pages", "--one", reader, *([folder] if folder else [])],
            capture_output=True,
            text=True,
            check=True,
        )
        figures = json.loads(done.stdout)
        print(
            f"  {reader:<12} {figures['pages_per_second']:7.1f} pages/s   peak {figures['peak_mb']:5.0f} MB   ({figures['pages']:.0f} pages)"
        )


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--one"]:
        print(json.dumps(measure(arguments[1], arguments[2] if len(arguments) > 2 else None)))
    else:
        main(arguments[0] if arguments else None)
