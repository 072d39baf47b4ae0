"""Scores whatever labels a folder holds: `python -m evaluation FOLDER`, as `make evaluate FOLDER=...` does.

A folder is known by its files: contra.jsonl.xz (where articles don't add up), labels.jsonl (editors' slips), *.edits.jsonl (articles with an edit each), tests.tar.xz (feedparser's test files), findings.jsonl
(what people judged in a box), otherwise *.jsonl or *.jsonl.xz of labelled pages. Each has more options of its own: `python -m evaluation.NAME --help`.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

KNOWN = {
    "contra.jsonl.xz": "contradiction",
    "labels.jsonl": "slips",
    "*.edits.jsonl": "edits",
    "tests.tar.xz": "feeds",
    "findings.jsonl": "labels",
}
"""By a file's name or its pattern, the module that scores its folder."""


def module_for(folder: Path) -> str:
    """The evaluation that knows a folder's labels."""
    return next((module for name, module in KNOWN.items() if any(folder.glob(name))), "reading")


def main() -> int:
    """The command."""
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        print(__doc__)
        return 0 if len(sys.argv) > 1 else 2
    name = module_for(Path(sys.argv[1]))
    status: int | None = importlib.import_module(f"evaluation.{name}").main()
    return status or 0


if __name__ == "__main__":
    sys.exit(main())
