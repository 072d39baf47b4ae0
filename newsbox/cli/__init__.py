"""The newsbox command: what it is called, and which file does what."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from newsbox import __version__
from newsbox.cli import checking, doctor, evaluating, following, keeping, outlets, people, reading, serving
from newsbox.cli.sources import FAILED, complain
from newsbox.errors import NewsBoxError, SettingsError

app = typer.Typer(
    name="newsbox",
    help="A news box you run yourself.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(reading.read)
app.command()(checking.check)
app.command()(reading.group)
app.command()(evaluating.evaluate)
app.command()(following.add)
app.command("import")(following.import_)
app.command()(following.refresh)
app.command("full-text")(following.full_text)
app.command("list")(following.list_)
app.command()(following.reread)
app.command()(outlets.outlets)
app.command()(doctor.doctor)
app.command()(serving.serve)
app.command()(serving.work)
app.command()(serving.demo)
keeping.app.command("outlets")(outlets.export)
app.add_typer(people.app, name="user")
app.add_typer(keeping.app, name="export")


def main() -> None:
    """The command's own start: an error of ours is one sentence, Ctrl-C is no error, a closed pipe is the reader's wish."""
    try:
        app()
    except NewsBoxError as error:
        complain(error)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        # A box that can't be written is for its owner to mend; anything else is ours, and comes with all its causes.
        if isinstance(error, BrokenPipeError) or not any(
            cls.__module__ == "django.db.utils" for cls in type(error).__mro__
        ):
            raise
        complain(SettingsError(f"the box's database does not work: {str(error).strip()}."))
        sys.exit(FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


@app.callback(invoke_without_command=True)
def _common(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    if version:
        print(f"newsbox {__version__}")
        raise typer.Exit


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
def manage(context: typer.Context) -> None:
    """Django's own commands: newsbox manage dbshell."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsbox.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["newsbox manage", *context.args])
