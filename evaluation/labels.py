"""How often are the checks right on a box's own reports? `newsbox export labels > FOLDER/findings.jsonl; make evaluate FOLDER=FOLDER`.

`python -m evaluation.labels FILE ...` takes labels of several boxes at once (JSON lines; of a folder its findings.jsonl). Precision is the share of
"right" among "right" and "wrong", for every check and for every step of confidence, beside what the findings
themselves claimed. What later editions mended is told apart: an editor touched those words, which mostly, but not always, means that
something was wrong with them. People say more often that something is wrong than that it is right: read the figures as the
lower end. --floors FILE (JSON, {"labels": {CHECK: share}}) fails where a check of at least 20 labels is right less often.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from newsbox.checking.verdicts import table, tallies

ENOUGH = 20
"""Labels from which a floor can hold."""


def labels(files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The labels of some files. Raises ValueError, with file and line, for a line that is none."""
    for given in files:
        path = given / "findings.jsonl" if given.is_dir() else given
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                label = json.loads(line)
                known = label["verdict"] in ("right", "wrong", "mended") and isinstance(label["check"], str)
                float(label["confidence"])
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{path}:{number}: this is no label.") from error
            if not known:
                raise ValueError(f"{path}:{number}: this is no label.")
            yield label


def main(argv: Sequence[str] | None = None) -> int:
    """The command: 1 where a floor does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--floors", type=Path)
    args = parser.parse_args(argv)
    told = tallies(labels(args.files))
    for line in table(told):
        print(line)
    below = []
    floors = json.loads(args.floors.read_text("utf-8")).get("labels", {}) if args.floors else {}
    for name, row in told.items():
        floor = floors.get(name)
        if floor is not None and row.precision is not None and row.judged >= ENOUGH and row.precision < floor:
            below.append(f"{name}: {row.precision:.3f} is below its floor of {floor}")
    print("\n".join(below), end="\n" if below else "")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
