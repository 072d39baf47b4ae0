"""What the arguments of the command line mean: the page behind an address, a file, or standard input; how to print."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from newsbox import __version__, addresses, configuration
from newsbox.errors import NewsBoxError, ReadingError, SettingsError
from newsbox.types import Page

FAILED = 2
"""The exit status where something could not be read or done, whatever else was."""


class Shape(StrEnum):
    """How most commands print what they have to say."""

    TEXT = "text"
    JSON = "json"


Json = Annotated[Shape, typer.Option("--format", "-f", help="json prints one JSON value.")]


def complain(error: NewsBoxError) -> None:
    """Say an error on standard error."""
    print(f"newsbox: {error}", file=sys.stderr)


def pages_of(source: str) -> Iterator[Page]:
    """The page behind an argument; of a web archive, all of its pages. Raises GatheringError, ReadingError."""
    from newsbox.gathering import archives

    if archives.is_archive(source) and not addresses.is_web(source):
        yield from archives.pages_at(Path(source))
    else:
        yield page_of(source)


def page_of(source: str) -> Page:
    """The page behind an argument. Raises GatheringError, ReadingError."""
    from newsbox.gathering import archives, fetch

    if not source.strip():
        raise ReadingError(
            "one of the names is empty; name an address, a file, or - for standard input.", about="SOURCE"
        )
    if source == "-":
        body = sys.stdin.buffer.read(archives.LARGEST_FILE + 1)
        if len(body) > archives.LARGEST_FILE:
            raise ReadingError(
                f"more than {archives.LARGEST_FILE // 2**20} MB came; NewsBox reads pages up to that size.",
                about="standard input",
            )
        return Page(None, body)
    if addresses.is_web(source):
        return fetch.get_now(source, version=__version__, allow=allowed_networks(), contact=configuration.contact())
    path = Path(source)
    if not path.exists() and "://" in source:
        addresses.clean(source)
    return archives.page_at(path)


def allowed_networks() -> tuple[str, ...]:
    """NEWSBOX_ALLOW_NETWORKS. Raises SettingsError."""
    from newsbox.gathering.permission import Networks

    given = configuration.listed("NEWSBOX_ALLOW_NETWORKS")
    try:
        Networks(given)
    except ValueError as error:
        raise SettingsError(
            f"this is no list of networks like 10.0.0.0/8,127.0.0.0/8: {error}.", about="NEWSBOX_ALLOW_NETWORKS"
        ) from error
    return given


def with_progress(sources: Sequence[str]) -> Iterator[str]:
    """The sources one by one, with a bar on stderr where somebody looks at it."""
    if len(sources) < 2 or not sys.stderr.isatty():
        yield from sources
        return
    from rich.console import Console
    from rich.progress import Progress

    # The bar must leave standard output alone: by itself it would carry what is printed over to stderr, wrapped.
    bar = Progress(console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False)
    with bar:
        yield from bar.track(sources, description="Reading")
