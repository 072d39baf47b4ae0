"""`newsbox check`: a linter for the news, for a draft before it is published and for what others published."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from newsbox import __version__, addresses
from newsbox.cli.sources import FAILED, complain, page_of, with_progress
from newsbox.errors import GatheringError, NewsBoxError, ReadingError
from newsbox.types import Finding, Page

if TYPE_CHECKING:
    from newsbox.checking import printed
    from newsbox.gathering import opinion

FOUND = 1
"""The exit status where something doesn't add up."""


class Shape(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    MARKDOWN = "markdown"


def check(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE...", help="An address, a file (.md, .txt, .html, ...), or - for standard input."
        ),
    ] = None,
    format: Annotated[
        Shape, typer.Option("--format", "-f", help="One finding a line, or one JSON value.")
    ] = Shape.TEXT,
    select: Annotated[
        list[str] | None, typer.Option(metavar="NAMES", help="Only these checks or codes: cast,NB301. May come again.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="NAMES", help="Not these checks or codes.")] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="Weak findings too; they never make the exit status 1.")
    ] = False,
    apart: Annotated[
        bool, typer.Option("--apart", help="Each source by itself: they tell of different things.")
    ] = False,
    url: Annotated[str | None, typer.Option(help="The address that a file or standard input came from.")] = None,
    codes: Annotated[bool, typer.Option("--codes", help="Print the checks with their codes, and stop.")] = False,
) -> None:
    """Show where articles don't add up: in themselves, and against each other.

    Exit status: 0 nothing found, 1 found, 2 something could not be read. A draft may say on a line of its own, or in
    a comment, what to pass over: "newsbox: ignore cast".
    """
    from newsbox import checking
    from newsbox.checking import printed
    from newsbox.gathering import opinion

    if codes:
        for each in checking.CHECKS:
            for code, says in each.codes.items():
                print(f"{code} {each.name}: {says}")
        print(f"{opinion.CODE} {opinion.CHECK}: {opinion.SAYS} (only where NEWSBOX_OPINION_URL is set)")
        return
    if not sources:
        raise ReadingError(
            "name what is to be checked: a file, an address, or - for standard input.", about="newsbox check"
        )
    chosen, passed_over = _names(select, "--select"), _names(ignore, "--ignore")
    checked, failures = [], 0
    for source in with_progress(list(dict.fromkeys(sources))):
        try:
            checked.append(_read(source, url))
        except NewsBoxError as error:
            failures += 1
            complain(error if error.about else error.concerning("standard input" if source == "-" else source))
    found = _found(checked, chosen, passed_over or (), apart=apart)
    loud = [each for each in found if each.severity != "note"]
    shown = found if notes else loud
    if format is Shape.JSON:
        print(json.dumps(printed.plain(checked, shown), ensure_ascii=False, indent=2))
    elif format is Shape.SARIF:
        print(
            json.dumps(
                printed.sarif(checked, shown, checking.CHECKS, version=__version__), ensure_ascii=False, indent=2
            )
        )
    elif format is Shape.MARKDOWN:
        print(printed.markdown(checked, shown))
    else:
        for line in printed.lines(checked, shown):
            print(line)
    if failures:
        raise typer.Exit(FAILED)
    if loud:
        raise typer.Exit(FOUND)


def _names(given: Sequence[str] | None, option: str) -> frozenset[str] | None:
    """What an option names; None where it is not there. Raises ReadingError for a name that no check or code begins with."""
    from newsbox import checking
    from newsbox.gathering import opinion

    if given is None:
        return None
    names = frozenset(name.strip() for each in given for name in each.split(",") if name.strip())
    for name in sorted(names):
        if not checking.is_name(name) and not opinion.is_named([name]):
            raise ReadingError(f"there is no check or code named {name}; {_known()}.", about=option)
    if not names:
        raise ReadingError(f"this names no check; {_known()}.", about=option)
    return names


def _known() -> str:
    from newsbox import checking
    from newsbox.gathering import opinion

    return f"the checks are {', '.join([*(each.name for each in checking.CHECKS), opinion.CHECK])}"


def _read(source: str, url: str | None) -> printed.Checked:
    """A source, read and understood, with what its author asks to pass over. Raises GatheringError, ReadingError."""
    import newsbox
    from newsbox import checking
    from newsbox.checking import ignored, printed
    from newsbox.gathering import opinion

    page = page_of(source)
    draft, names = None, frozenset[str]()
    if not addresses.is_web(source):
        draft = _as_text(page)
    if draft is not None and not page.url and not url:
        # A page from elsewhere can't silence a check, not even one that was saved: only what was written here is a draft.
        text, names = ignored.taken_out(draft)
        for name in sorted(names):
            if not checking.is_name(name) and not opinion.is_named([name]):
                about = "standard input" if source == "-" else source
                complain(ReadingError(f"asks to pass over {name}, which is no check or code; {_known()}.", about=about))
        if names:
            page = Page(None, text.encode(), page.content_type, "utf-8")
    return printed.Checked(source, newsbox.read(page, url=url), draft, names)


def _as_text(page: Page) -> str | None:
    """A file's own text, where it is text at all."""
    if page.content_type not in (None, "text/plain", "text/markdown", "text/html"):
        return None
    from newsbox.reading import page as pages

    try:
        return pages.text_of(page.body, charset=page.charset)
    except ReadingError:
        return None


def _second_opinion(checked: printed.Checked, number: int, where: opinion.Endpoint) -> list[Finding]:
    """What the owner's own model finds; where it can't be had that is said, and the built-in checks stand."""
    from newsbox.gathering import opinion

    if opinion.is_named(checked.ignored):
        return []
    try:
        found = opinion.ask(checked.reading, where)
    except GatheringError as error:
        complain(error)
        return []
    return [
        replace(each, passages=tuple(replace(passage, reading=number) for passage in each.passages)) for each in found
    ]


def _found(
    checked: Sequence[printed.Checked], select: Collection[str] | None, ignore: Collection[str], *, apart: bool
) -> list[Finding]:
    """What doesn't add up in each source and between them; a passage's `reading` is its source's number."""
    from newsbox import checking
    from newsbox.gathering import opinion

    readings = [each.reading for each in checked]
    found = [
        replace(finding, passages=tuple(replace(passage, reading=number) for passage in finding.passages))
        for number, each in enumerate(checked)
        for finding in checking.check([each.reading], select=select, ignore={*ignore, *each.ignored})
    ]
    is_asked = (select is None or opinion.is_named(select)) and not opinion.is_named(ignore)
    if is_asked and (where := opinion.endpoint()):
        for number, each in enumerate(checked):
            found += _second_opinion(each, number, where)
    if not apart:
        between = checking.between(readings, select=select, ignore=ignore)
        found += [
            each
            for each in between
            if not any(checking.is_named(each, checked[passage.reading].ignored) for passage in each.passages)
        ]
    return sorted(found, key=checking.rank)
