"""`newsbox outlets`: the owner's own table of outlets, in which country they are, who owns them, where they lean."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from newsbox.cli.box import open_box
from newsbox.cli.sources import Json, Shape
from newsbox.errors import MarkError


def outlets(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE",
            help="A CSV file with a line of headers, or - for standard input; without it, the table is printed.",
        ),
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="Keep the outlets that are not in the file.")] = False,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="OUTLET", help="Take an outlet out, by its name or domain.")
    ] = None,
    remove_all: Annotated[bool, typer.Option("--remove-all", help="The whole table goes.")] = False,
    format: Json = Shape.TEXT,
) -> None:
    """Load a table of outlets (outlet, domain, country, owner, leaning), change it, or print it. NewsBox ships none."""
    if (file is not None) + bool(remove) + remove_all > 1 or (add and file is None):
        raise MarkError(
            "a file, --remove and --remove-all are three things; --add goes with a file.", about="newsbox outlets"
        )
    open_box()
    from newsbox.library import outlet_table
    from newsbox.library import outlets as library

    if file is not None:
        try:
            body = sys.stdin.buffer.read(outlet_table.LARGEST + 1) if file == "-" else _bytes(Path(file))
            table = outlet_table.read(body)
            there = library.load(table.outlets, is_all=not add)
        except MarkError as error:
            raise error.concerning("standard input" if file == "-" else file) from error
        print(f"{len(table.outlets)} outlet{'' if len(table.outlets) == 1 else 's'} read; the table has {there}.")
        for remark in table.remarks:
            print(f"newsbox: {remark}", file=sys.stderr)
    elif remove_all:
        print(f"The table is empty; outlets that went: {library.remove_all()}.")
    elif remove:
        for name in remove:
            library.remove(name)
            print(f"{name} is no longer in the table.")
    elif format is Shape.JSON:
        print(json.dumps([asdict(each) for each in library.table()], ensure_ascii=False, indent=2))
    else:
        rows = library.table()
        for each in rows:
            site = f" ({each.domain})" if each.name and each.domain else ""
            print(f"{each.shown}{site}: " + ("; ".join(f"{name}: {value}" for name, value in each.said) or "nothing"))
        if not rows:
            print("No table of outlets is loaded. Load yours: newsbox outlets FILE.csv")


def export() -> None:
    """Your table of outlets as a CSV file, to standard output."""
    open_box()
    from newsbox.library import outlet_table
    from newsbox.library import outlets as library

    print(outlet_table.written(library.table()), end="")


def _bytes(path: Path) -> bytes:
    from newsbox.library import outlet_table

    try:
        with path.open("rb") as file:
            return file.read(outlet_table.LARGEST + 1)
    except OSError as error:
        raise MarkError(f"the file can't be read ({error.strerror}).") from error
