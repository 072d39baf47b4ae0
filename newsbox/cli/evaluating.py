"""`newsbox evaluate`: how often a box's findings were right."""

from __future__ import annotations

import json

from newsbox.cli.box import open_box
from newsbox.cli.sources import Json, Shape


def evaluate(format: Json = Shape.TEXT) -> None:
    """How often the box's findings were right, as its people judged them: by check, and by confidence beside what was claimed."""
    open_box()
    from newsbox.checking import verdicts
    from newsbox.library import doubts

    told = verdicts.tallies(doubts.labels())
    if format is Shape.JSON:
        print(json.dumps({name: row.to_dict() for name, row in told.items()}, indent=2))
    elif told:
        print("\n".join(verdicts.table(told)))
    else:
        print("Nobody has judged a finding yet: at an article, “This is wrong” and “This is right” do.")
