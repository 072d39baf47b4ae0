"""`newsbox read`, `newsbox group`: what pages say, without a box."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from newsbox import addresses
from newsbox.cli.sources import FAILED, Json, Shape, complain, page_of, pages_of, with_progress
from newsbox.errors import NewsBoxError, ReadingError
from newsbox.types import Reading

MOST_PAGES = 20
"""Pages of one article that are fetched."""


class Format(StrEnum):
    """How a reading is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="An address, a file (.html, .mhtml, .pdf, .txt, .md, .warc.gz), or - for standard input.",
        ),
    ],
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="One source is printed as text unless this says otherwise; several as one JSON object a line.",
        ),
    ] = None,
    url: Annotated[str | None, typer.Option(help="The address that a file or standard input came from.")] = None,
    who: Annotated[
        bool, typer.Option("--who", help="Print who said what, on whose word, below the text (JSON always tells).")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Add what doesn't add up: to the JSON, or below the text.")
    ] = False,
    all_pages: Annotated[
        bool, typer.Option("--all-pages", help="Fetch the further pages of an article that is spread over several.")
    ] = False,
) -> None:
    """Print what a page says: headline, outlet, time, picture and its credit, paragraphs."""
    import newsbox
    from newsbox.gathering import archives

    is_single = len(sources) == 1 and not archives.is_archive(sources[0])
    chosen = format or (Format.TEXT if is_single or who else Format.JSON)
    if (who or check) and chosen in (Format.MARKDOWN, Format.HTML):
        raise ReadingError(f"--{'who' if who else 'check'} goes with --format text and json.", about="newsbox read")
    failures = printed = 0
    for source in with_progress(sources):
        empty = found = 0
        try:
            for page in pages_of(source):
                found += 1
                try:
                    reading = newsbox.read(page, url=url)
                except ReadingError:
                    if not archives.is_archive(source):
                        raise
                    empty += 1
                    continue
                if all_pages:
                    reading = _with_further_pages(reading)
                if chosen is Format.TEXT and printed:
                    print("\n" + "─" * 72 + "\n")
                if check:
                    reading = reading.with_findings(newsbox.check(reading))
                _print(reading, chosen, is_single=is_single, with_who=who)
                printed += 1
            if not found:
                raise ReadingError("this archive holds no page.")
        except NewsBoxError as error:
            failures += 1
            complain(error if error.about else error.concerning("standard input" if source == "-" else source))
        if empty:
            print(f"newsbox: {source}: {empty} pages of this archive are no articles.", file=sys.stderr)
    if failures:
        raise typer.Exit(FAILED)


def _with_further_pages(reading: Reading) -> Reading:
    """An article that is spread over several pages as one; a page that can't be had ends it, and that is said."""
    import newsbox

    pages, seen = [reading], {reading.url}
    while (address := pages[-1].following) and address not in seen and len(pages) < MOST_PAGES:
        seen.add(address)
        try:
            pages.append(newsbox.read(page_of(address)))
        except NewsBoxError as error:
            complain(error if error.about else error.concerning(address))
            break
    return newsbox.join(pages)


def _print(reading: Reading, format: Format, *, is_single: bool, with_who: bool = False) -> None:
    if format is Format.JSON:
        print(json.dumps(reading.to_dict(), ensure_ascii=False, indent=2 if is_single else None))
    elif format is Format.TEXT:
        _print_text(reading, with_who=with_who)
    else:
        from newsbox.reading import printed

        print(printed.markdown(reading) if format is Format.MARKDOWN else printed.html(reading))


def _print_text(reading: Reading, *, with_who: bool = False) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    # Through a pipe a paragraph is a line: for grep, and for addresses that are to be copied.
    console = Console(highlight=False, soft_wrap=True)
    if sys.stdout.isatty():
        console = Console(highlight=False, width=min(console.width, 78))

    def say(text: str, style: str = "", *, indent: int = 0) -> None:
        if indent and console.is_terminal:
            console.print(Padding(Text(text, style=style), (0, 0, 0, indent)))
        else:
            console.print(Text(" " * indent + text, style=style))

    if reading.headline:
        say(reading.headline, "bold")
    said = " · ".join(
        filter(
            None,
            [
                reading.outlet,
                _told(reading.published),
                f"changed {_told(reading.modified)}"
                if reading.modified and reading.modified != reading.published
                else "",
            ],
        )
    )
    if said:
        say(said, "dim")
    if reading.authors:
        say("By " + ", ".join(reading.authors), "dim")
    if (lead := reading.lead_image) and (lead.caption or lead.credit):
        credit = lead.credit
        parts = (
            [
                f"by {credit.photographer}" if credit.photographer else "",
                credit.agency or "",
                f"via {credit.via}" if credit.via else "",
            ]
            if credit
            else []
        )
        told = ", ".join(filter(None, parts)) or (credit.text if credit else "")
        say("[Picture: " + " – ".join(filter(None, [lead.caption, told])) + "]", "italic")
    if reading.standfirst:
        console.print()
        say(reading.standfirst, "italic")
    posts = {post.start: post for post in reading.posts}
    for place, paragraph in enumerate(reading.paragraphs):
        console.print()
        if post := posts.get(place):
            say(" · ".join(filter(None, [_told(post.published), ", ".join(post.authors)])) or "·", "dim")
        say(paragraph, "bold" if place in reading.subheads else "")
        for embed in reading.embeds_after(place):
            console.print()
            about = " · ".join(filter(None, [embed.kind, embed.author, _told(embed.published), embed.url]))
            say("\n".join(filter(None, [embed.text, about])), "dim", indent=2)
    for note in reading.notes:
        console.print()
        say(note.text, "italic")
    if with_who:
        _say_who(reading, console.print, say)
    if loud := [finding for finding in reading.findings if finding.severity != "note"]:
        console.print()
        say("Where it doesn't add up", "bold")
        for finding in loud:
            say(f"{finding.message} ({finding.code})", indent=2)
            for passage in finding.passages:
                say(f"“{passage.text}”", "dim", indent=4)
    if reading.url:
        console.print()
        say(reading.url, "dim")


def _say_who(reading: Reading, gap: Callable[[], None], say: Callable[..., None]) -> None:
    """Speakers with their words, whom the article rests on, people with their roles."""
    gap()
    say("Who said what", "bold")
    voices: dict[str, list[str]] = {}
    for said in reading.attributions:
        if said.speaker and said.is_telling:
            words = " … ".join(piece.text for piece in said.content)
            through = f" (through {said.via.name})" if said.via else ""
            voices.setdefault(said.speaker.name or f"{said.speaker.text} (not named)", []).append(words + through)
    for name, statements in voices.items():
        say(name, "bold", indent=2)
        for words in statements:
            say(words, indent=4)
    if not voices:
        say("Nobody speaks in this text.", "dim", indent=2)
    if reading.sources:
        gap()
        say("Whom it rests on", "bold")
        for source in reading.sources:
            say(f"{source.name}: {'the outlet itself' if source.kind == 'self' else source.kind}", indent=2)
    if alone := reading.resting_on_nobody:
        gap()
        say(f"Paragraphs that name no source: {', '.join(str(place + 1) for place in alone)}", "dim")
    people = [member for member in reading.cast if member.kind == "person"]
    if people:
        gap()
        say("People", "bold")
        for member in people:
            roles = ", ".join(filter(None, [*member.roles, member.affiliation if not member.roles else None]))
            say(f"{member.name}: {roles}" if roles else member.name, indent=2)


def group(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="What `newsbox read` takes, or the JSON lines it prints (.jsonl), in order of arrival.",
        ),
    ],
    format: Json = Shape.TEXT,
) -> None:
    """Group what pages say into stories: reports of one event stand together."""
    import newsbox

    readings: list[Reading] = []
    failures = 0
    for source in with_progress(sources):
        try:
            readings.extend(_readings_of(source))
        except NewsBoxError as error:
            failures += 1
            complain(error if error.about else error.concerning("standard input" if source == "-" else source))
    stories = newsbox.group(readings)
    if format is Shape.JSON:
        told = [[_told_of(place, readings[place]) for place in story] for story in stories]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for number, story in enumerate(stories):
            print("\n" * (number > 0) + f"{len(story)} report{'s' * (len(story) > 1)}")
            for place in story:
                each = readings[place]
                name = each.headline or each.url or f"reading {place}, without a headline"
                print("  " + " · ".join(filter(None, [name, each.outlet, _told(each.published)])))
    if failures:
        raise typer.Exit(FAILED)


def _told_of(place: int, reading: Reading) -> dict[str, Any]:
    return {
        "reading": place,
        "url": reading.url,
        "headline": reading.headline,
        "outlet": reading.outlet,
        "published": reading.published,
    }


def _readings_of(source: str) -> Iterator[Reading]:
    """What an argument says: one reading, those of an archive, or those of JSON lines. Raises NewsBoxError."""
    import newsbox
    from newsbox.gathering import archives

    if source.endswith((".jsonl", ".ndjson")) and not addresses.is_web(source):
        yield from _json_lines(Path(source))
        return
    for page in pages_of(source):
        try:
            yield newsbox.read(page)
        except ReadingError:
            if not archives.is_archive(source):
                raise


def _json_lines(path: Path) -> Iterator[Reading]:
    """Readings as `newsbox read --format json` prints them. Raises ReadingError."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    told = json.loads(line)
                    if not isinstance(told, dict):
                        raise TypeError("no object")
                    yield Reading.from_dict(told)
                except (ValueError, TypeError, AttributeError, KeyError) as error:
                    raise ReadingError(
                        f"line {number} is no reading as `newsbox read --format json` prints them.", about=str(path)
                    ) from error
    except OSError as error:
        raise ReadingError(f"it can't be read: {error.strerror}.", about=str(path)) from error


def _told(stated: str | None) -> str:
    return stated.replace("T", " ", 1) if stated else ""
