"""`newsbox user ...`: the people of a box, and whom a command is for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from newsbox.cli.box import open_box
from newsbox.errors import MarkError

if TYPE_CHECKING:
    from newsbox.shelf.models import Person

app = typer.Typer(help="The people of a box.", no_args_is_help=True)


def whose(name: str | None) -> Person:
    """The person a command is for: the one named, else the owner; before the site was ever opened, an owner without a password."""
    from newsbox.shelf import marks, queries

    if name:
        if person := queries.person_named(name):
            return person
        raise MarkError("there is nobody of this name. `newsbox user add NAME` makes one.", about=name)
    return queries.owner() or marks.create_keyless_owner()


User = Annotated[str | None, typer.Option("--user", "-u", help="For whom; without it, for the owner.")]
Name = Annotated[str, typer.Argument(metavar="NAME")]
PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking.")
]


def asked_password(prompt: str = "Password", *, from_stdin: bool, is_new: bool = False) -> str:
    """A password as it is typed, twice where it is new; or a line of standard input."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt(prompt, hide_input=True, confirmation_prompt=is_new))


@app.command("add")
def add(name: Name, password_stdin: PasswordStdin = False) -> None:
    """Make somebody who may sign in; the first one is the owner."""
    open_box()
    from newsbox.shelf import marks, queries

    password = asked_password(from_stdin=password_stdin, is_new=True)
    person = (
        marks.create_person(name, password, is_owner=False) if queries.is_owned() else marks.make_owner(name, password)
    )
    print(f"{person.username} may sign in.")


@app.command("password")
def password(name: Name, password_stdin: PasswordStdin = False) -> None:
    """Give somebody a new password."""
    open_box()
    from newsbox.shelf import marks

    marks.set_password(whose(name), asked_password(from_stdin=password_stdin, is_new=True))
    print(f"{name} has a new password.")


@app.command("link")
def link(name: Name, port: Annotated[int, typer.Option(help="Where the site listens.")] = 8000) -> None:
    """Print a link that signs somebody in once, within ten minutes: for a forgotten password."""
    open_box()
    from newsbox.web import entry

    print(f"http://127.0.0.1:{port}{entry.visit_path(name)}")
