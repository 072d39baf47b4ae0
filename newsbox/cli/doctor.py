"""`newsbox doctor`: what is wrong with a box, and what to do about it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from newsbox.cli.box import load
from newsbox.cli.sources import Json, Shape

ILL = 1
"""The exit status where something is wrong."""


def doctor(
    format: Json = Shape.TEXT,
    mend: Annotated[bool, typer.Option("--mend", help="Build the search index anew first.")] = False,
) -> None:
    """Look the box over: folder, disk, settings, database, search, background work, sources, clock, language models.

    Exit status: 0 all is well, 1 something is wrong, 2 the settings can't be read at all. It changes nothing, unless
    it is told to mend.
    """
    load()
    from django.utils import timezone

    from newsbox.desk import doctor as desk

    if mend:
        typer.echo(desk.mend(), err=True)
    found = desk.examine(now=timezone.now())
    if format is Shape.JSON:
        print(json.dumps([{**asdict(each), "well": each.is_well} for each in found], ensure_ascii=False, indent=2))
    else:
        for each in found:
            print(f"{'ok   ' if each.is_well else 'WRONG'} {each.check}: {each.says}")
            if each.todo:
                print(f"      What to do: {each.todo}")
    if not all(each.is_well for each in found):
        raise typer.Exit(ILL)
