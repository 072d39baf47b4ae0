"""Which measured figures fell below what they once were? Floors only rise."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

LOWER_IS_BETTER = ("UI phrase leaks", "headline repeated", "invented", "alarms a clean article", "false alarms")
SLACK = 0.001


def options(parser: argparse.ArgumentParser) -> None:
    """The two options that every evaluation with floors has."""
    parser.add_argument("--floors", type=Path, help="a JSON file of least figures")
    parser.add_argument("--raise", dest="raises", action="store_true", help="write better figures into the floors")


def held(table: Mapping[str, Mapping[str, float]], path: Path | None, *, raises: bool = False) -> bool:
    """Whether every figure of a table {set: {figure: value}} is at its floor or above; what fell is printed. raises: write better ones.

    Without a path nothing is compared, and all is well.
    """
    if path is None:
        return True
    floors = json.loads(path.read_text("utf-8")) if path.exists() else {}
    fallen = []
    for name, figures in table.items():
        for key, value in figures.items():
            is_lower_better = key in LOWER_IS_BETTER
            floor = floors.get(name, {}).get(key)
            if floor is not None and (value > floor + SLACK if is_lower_better else value < floor - SLACK):
                fallen.append(f"{name} {key}: {value:.3f}, the floor is {floor:.3f}")
            if raises and (floor is None or (value < floor if is_lower_better else value > floor)):
                floors.setdefault(name, {})[key] = round(value, 3)
    if raises:
        path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")
    print("\n" + ("\n".join(fallen) if fallen else "No figure fell below its floor."))
    return not fallen
