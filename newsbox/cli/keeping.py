"""`newsbox export ...`: what somebody keeps, for elsewhere."""

from __future__ import annotations

import json
import sys

import typer

from newsbox.cli.box import open_box
from newsbox.cli.people import User, whose

app = typer.Typer(help="What you keep, for elsewhere.", no_args_is_help=True)


@app.command("opml")
def opml_(user: User = None) -> None:
    """What you follow, as OPML, to standard output."""
    open_box()
    from django.utils import timezone

    from newsbox.shelf import opml

    person = whose(user)
    sys.stdout.buffer.write(opml.written(person, now=timezone.now()))
    if count := opml.left_out(person):
        them = "a mailbox is" if count == 1 else f"{count} mailboxes are"
        print(f"newsbox: {them} left out: a list has no passwords.", file=sys.stderr)


@app.command("bookmarks")
def bookmarks_(user: User = None) -> None:
    """Your bookmarks as a Netscape bookmark file, which every browser and reader takes, to standard output."""
    open_box()
    from newsbox.shelf import exchange

    print(exchange.bookmarks_file(whose(user)), end="")


@app.command("labels")
def labels_() -> None:
    """What the people of the box, and later editions, said of its findings, as JSON lines, to standard output."""
    open_box()
    from newsbox.library import doubts

    for label in doubts.labels():
        print(json.dumps(label, ensure_ascii=False))


@app.command("corrections")
def corrections_() -> None:
    """What the people of the box said of its stories ("not this story", "the same story"), as JSON lines, to standard output."""
    open_box()
    from newsbox.library import stories

    for label in stories.labels():
        print(json.dumps(label, ensure_ascii=False))
