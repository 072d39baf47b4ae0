"""FACE: the newsbox command. Commands that need no box load no Django."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsbox import __version__, addresses
from newsbox.cli import checking, doctor
from newsbox.cli import outlets as outlet_table
from newsbox.cli.box import open_box
from newsbox.cli.sources import (
    FAILED,
    Json,
    Shape,
    complain,
    page_of,
    pages_of,
    with_progress,
)
from newsbox.errors import MarkError, NewsBoxError, ReadingError, SettingsError
from newsbox.types import Reading

if TYPE_CHECKING:
    from newsbox.shelf.models import Person

app = typer.Typer(
    name="newsbox",
    help="A news box you run yourself.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
user_app = typer.Typer(help="The people of a box.", no_args_is_help=True)
export_app = typer.Typer(help="What you keep, for elsewhere.", no_args_is_help=True)
app.add_typer(user_app, name="user")
app.add_typer(export_app, name="export")

MOST_PAGES = 20
"""Pages of one article that are fetched."""
DEMO_PORT, DEMO_PRESS_PORT = 8010, 8011


class Format(StrEnum):
    """How a reading is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


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


# Reading --------------------------------------------------------------------------------------------------------


@app.command()
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


app.command()(checking.check)
app.command()(doctor.doctor)
app.command()(outlet_table.outlets)
export_app.command("outlets")(outlet_table.export)


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


@app.command()
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


# The box -------------------------------------------------------------------------------------------------------


def _whose(name: str | None) -> Person:
    """The person a command is for: the one named, else the owner; before the site was ever opened, an owner without a password."""
    from newsbox.shelf import marks, queries

    if name:
        if person := queries.person_named(name):
            return person
        raise MarkError("there is nobody of this name. `newsbox user add NAME` makes one.", about=name)
    return queries.owner() or marks.create_keyless_owner()


User = Annotated[str | None, typer.Option("--user", "-u", help="For whom; without it, for the owner.")]


@app.command()
def add(
    what: Annotated[list[str], typer.Argument(metavar="ADDRESS...", help="Of a feed, a site or a single article.")],
    folder: Annotated[str, typer.Option(help="Where a new source is put: World/Europe.")] = "",
    links: Annotated[
        bool, typer.Option("--links", help="Follow the page by the links it gains, whether it has a feed or not.")
    ] = False,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read a mailbox's password from standard input instead of asking.")
    ] = False,
    user: User = None,
    format: Json = Shape.TEXT,
) -> None:
    """Follow a feed, a site, a channel, an account or the letters in a mailbox, or save a single article."""
    if files := [each for each in what if Path(each).is_file()]:
        raise MarkError("this is a file; `newsbox import` takes those.", about=files[0])
    open_box()
    from newsbox.shelf import marks

    person = _whose(user)
    letterboxes = [each for each in what if addresses.is_mailbox(each)]
    followed = _follow_letters(person, letterboxes, folder, from_stdin=password_stdin) if letterboxes else []
    what = [each for each in what if each not in letterboxes]
    if links:
        from newsbox.desk import additions as desk

        told, failures = [], 0
        for address in what:
            try:
                told.append((address, desk.follow_links(person, address, folder=folder)))
            except NewsBoxError as error:
                failures += 1
                complain(error)
        _report_outcomes([], format, failures=failures, already=[*followed, *told])
        return
    _report_outcomes(
        [(address, marks.hand_in(person, address=address, folder=folder, quietly=True)) for address in what],
        format,
        already=followed,
    )


def _follow_letters(person: Person, given: Sequence[str], folder: str, *, from_stdin: bool) -> list[tuple[str, Any]]:
    """Follows folders of mailboxes; their passwords are asked for, where no address has one. Raises AddressError."""
    from django.utils import timezone

    from newsbox.desk import additions as desk
    from newsbox.shelf import marks

    told: list[tuple[str, Any]] = []
    for each in given:
        mailbox, password = addresses.mailbox(each)
        password = password or _asked_password(f"Password for {mailbox.address}", from_stdin=from_stdin)
        source = marks.follow_letters(person, mailbox, password, now=timezone.now(), folder=folder)
        message = f"You now follow {source}. Its letters arrive with the next visit."
        told.append((mailbox.address, desk.Outcome(desk.DONE, message, source=source)))
    return told


@app.command("import")
def import_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Saved pages (.html, .mhtml, .pdf, .txt, .md), web archives (.warc, .wacz), lists of sources (OPML), exports of FreshRSS, Miniflux and Wallabag, bookmark files; - for standard input.",
        ),
    ],
    user: User = None,
    format: Json = Shape.TEXT,
) -> None:
    """Save pages from files; follow the sources of an OPML list; bookmark what another reader kept."""
    open_box()
    from newsbox.desk import additions as desk
    from newsbox.gathering import archives
    from newsbox.shelf import marks

    person = _whose(user)
    additions, told, failures = [], [], 0
    for name in files:
        try:
            if archives.is_archive(name) and not addresses.is_web(name):
                outcome = desk.take_archive(person, Path(name))
                told.append((name, outcome))
                continue
            page = page_of(name) if name == "-" or not addresses.is_web(name) else None
            if page is None:
                raise MarkError("this is an address; `newsbox add` takes those.", about=name)
        except NewsBoxError as error:
            complain(error)
            failures += 1
            continue
        additions.append(
            (
                name,
                marks.hand_in(
                    person, body=page.body, name=Path(name).name if name != "-" else "standard input", quietly=True
                ),
            )
        )
    _report_outcomes(additions, format, failures=failures, already=told)


def _report_outcomes(
    additions: Sequence[tuple[str, Any]],
    format: Shape,
    *,
    failures: int = 0,
    already: Sequence[tuple[str, Any]] = (),
) -> None:
    """Carries out what was handed in, and says what became of each, and of what was done already."""
    from newsbox.desk import additions as desk

    told = []
    for name, outcome in (*already, *((name, desk.carry_out(addition)) for name, addition in additions)):
        bad = outcome.state in ("failed", "choose")
        failures += bad
        told.append(
            {
                "given": name,
                "state": str(outcome.state),
                "message": outcome.message,
                "feeds": [offer.url for offer in outcome.offers if offer.kind == "feed"],
                "offers": [dataclasses.asdict(offer) for offer in outcome.offers],
            }
        )
        if format is not Shape.JSON:
            print(outcome.message if not bad else f"newsbox: {outcome.message}", file=sys.stderr if bad else sys.stdout)
            if outcome.offers:
                lead_in = "Add one of them by its address:" if bad else "Its site has a feed, too:"
                print(
                    "\n".join([lead_in, *(line for offer in outcome.offers for line in _offered(offer))]),
                    file=sys.stderr if bad else sys.stdout,
                )
    if format is Shape.JSON:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    if failures:
        raise typer.Exit(FAILED)


def _offered(offer: Any) -> Iterator[str]:
    """What may be followed: its address and name, and what it looks like today."""
    way = "--links " if offer.kind == "page" else ""
    yield f"  {way}{offer.url}  {offer.title}".rstrip()
    if offer.entries:
        newest = f", the {'first' if way else 'newest'}: “{offer.newest}”" if offer.newest else ""
        yield f"      {offer.entries} entr{'ies' if offer.entries > 1 else 'y'}{newest}" + (
            f", {offer.dated.replace('T', ' ')[:16]}" if offer.dated else ""
        )


@app.command()
def refresh(
    all: Annotated[bool, typer.Option("--all", help="Every source, due or not.")] = False,
    pages: Annotated[
        bool, typer.Option(help="Fetch the page of each new entry; --no-pages keeps what the feeds say.")
    ] = True,
    format: Json = Shape.TEXT,
) -> None:
    """Visit what is due, once, and say what came of it."""
    open_box()
    from dataclasses import asdict

    from newsbox.desk import letters, rounds

    def tell(source: object, outcome: str) -> None:
        if format is not Shape.JSON and sys.stderr.isatty():
            print(f"  {source}: {outcome}", file=sys.stderr)

    done = rounds.refresh(everything=all, with_pages=pages, tell=tell)
    letters.collect(everything=all, tell=tell, done=done)
    if format is Shape.JSON:
        print(json.dumps({name: count for name, count in asdict(done).items() if name != "busy"}))
    else:
        print(
            f"{done.visited} sources visited, {done.unchanged} unchanged, {done.failed} failed; {done.new} reports new, {done.changed} changed."
        )
    if done.busy:
        print(f"{done.busy} more are being visited by another process.", file=sys.stderr)


@app.command("full-text")
def full_text(
    when: Annotated[str, typer.Argument(metavar="WHEN", help="always, short (where the feed says little), or never.")],
    what: Annotated[list[str], typer.Argument(metavar="ADDRESS...", help="Of sources you follow.")],
    user: User = None,
) -> None:
    """Say when the pages of a source's new reports are fetched, beside what its feed says of them."""
    open_box()
    from newsbox.shelf import marks, queries

    followed = {row.address: row for row in queries.followed(_whose(user))}
    for address in what:
        row = followed.get(addresses.web(address))
        if row is None:
            raise MarkError("you follow no source at this address.", about=address)
        marks.set_full_text(row, when)
        print(f"{row}: {when}.")


@app.command("list")
def list_(
    search: Annotated[
        str | None,
        typer.Option(
            "--search",
            "-s",
            metavar="QUERY",
            help='As on the site: words, "phrases", -not, headline:, after:2026-11-01.',
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100_000)] = 50,
    user: User = None,
    format: Json = Shape.JSON,
) -> None:
    """Print your newest reports, or what a search finds, as JSON lines."""
    open_box()
    from newsbox.library import search as language
    from newsbox.shelf import queries

    query = language.parse(search) if search else None
    for report in queries.reports(_whose(user), query=query, limit=limit):
        if format is Shape.JSON:
            line = {"id": report.pk, "url": report.url or None, "headline": report.headline, "outlet": report.outlet or None, "published": report.published or None,
                    "story": report.story_id, "read": report.is_read, "bookmarked": report.is_bookmarked}  # type: ignore[attr-defined]  # fmt: skip
            print(json.dumps(line, ensure_ascii=False))
        else:
            print(f"{report.dated:%Y-%m-%d}  {report.outlet}: {report.headline}")


@app.command()
def reread() -> None:
    """Read every kept page anew, as this version of NewsBox reads."""
    open_box()
    from newsbox.desk import rereading

    done, different, failed = rereading.reread_all(processes=min(2, os.cpu_count() or 1))
    print(
        f"{done} pages read anew; {different} came out differently"
        + (f", {failed} could not be read any more and stay as they were." if failed else ".")
    )


@export_app.command("opml")
def export_opml(user: User = None) -> None:
    """What you follow, as OPML, to standard output."""
    open_box()
    from django.utils import timezone

    from newsbox.shelf import opml

    sys.stdout.buffer.write(opml.written(_whose(user), now=timezone.now()))


@export_app.command("bookmarks")
def export_bookmarks(user: User = None) -> None:
    """Your bookmarks as a Netscape bookmark file, which every browser and reader takes, to standard output."""
    open_box()
    from newsbox.shelf import exchange

    print(exchange.bookmarks_file(_whose(user)), end="")


@app.command()
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


@export_app.command("labels")
def export_labels() -> None:
    """What the people of the box, and later editions, said of its findings, as JSON lines, to standard output."""
    open_box()
    from newsbox.library import doubts

    for label in doubts.labels():
        print(json.dumps(label, ensure_ascii=False))


@export_app.command("corrections")
def export_corrections() -> None:
    """What the people of the box said of its stories ("not this story", "the same story"), as JSON lines, to standard output."""
    open_box()
    from newsbox.library import stories

    for label in stories.labels():
        print(json.dumps(label, ensure_ascii=False))


PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking.")
]


def _asked_password(prompt: str, *, from_stdin: bool, is_new: bool = False) -> str:
    """A password as it is typed, twice where it is new; or a line of standard input."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt(prompt, hide_input=True, confirmation_prompt=is_new))


@user_app.command("add")
def user_add(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    password_stdin: PasswordStdin = False,
) -> None:
    """Make somebody who may sign in; the first one is the owner."""
    open_box()
    from newsbox.shelf import marks, queries

    password = _asked_password("Password", from_stdin=password_stdin, is_new=True)
    person = (
        marks.create_person(name, password, is_owner=False) if queries.is_owned() else marks.make_owner(name, password)
    )
    print(f"{person.username} may sign in.")


@user_app.command("password")
def user_password(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    password_stdin: PasswordStdin = False,
) -> None:
    """Give somebody a new password."""
    open_box()
    from newsbox.shelf import marks

    password = _asked_password("Password", from_stdin=password_stdin, is_new=True)
    marks.set_password(_whose(name), password)
    print(f"{name} has a new password.")


@user_app.command("link")
def user_link(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    port: Annotated[int, typer.Option(help="Where the site listens.")] = 8000,
) -> None:
    """Print a link that signs somebody in once, within ten minutes: for a forgotten password."""
    open_box()
    from newsbox.web import entry

    print(f"http://127.0.0.1:{port}{entry.visit_path(name)}")


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
def manage(context: typer.Context) -> None:
    """Django's own commands: newsbox manage dbshell."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsbox.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["newsbox manage", *context.args])


# Serving --------------------------------------------------------------------------------------------------------


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="Where to listen: 127.0.0.1 for this machine alone, 0.0.0.0 for the network.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    work: Annotated[
        bool, typer.Option(help="Do the background work, too; --no-work where another machine does.")
    ] = True,
) -> None:
    """Start the site and its background work; Ctrl-C stops both."""
    open_box()
    from newsbox.shelf import queries
    from newsbox.web import entry

    address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else f'[{host}]' if ':' in host else host}:{port}"
    if queries.is_owned():
        greeting = f"NewsBox is ready: {address}/"
    else:
        greeting = f"NewsBox is ready. Open this link to make the box yours (it works once, for a day):\n\n  {address}{entry.welcome_path()}\n"
    _serve(host, port, with_work=work, greeting=greeting)


def _serve(host: str, port: int, *, with_work: bool, greeting: str) -> None:
    """The site in this process, the background work in a second one of the same group: both end together."""
    import socket

    import uvicorn
    from django.conf import settings

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise SettingsError(
            f"port {port} can't be listened on ({error.strerror}). Another one: newsbox serve --port {port + 1}",
            about=host,
        ) from error
    if host not in ("127.0.0.1", "localhost", "::1"):
        settings.ALLOWED_HOSTS.append(host)
        os.environ["NEWSBOX_HOSTS"] = ",".join(filter(None, [os.environ.get("NEWSBOX_HOSTS", ""), host]))
    ending, hurry = threading.Event(), threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(ending, hurry), name="newsbox-keeper")
    if with_work:
        keeper.start()

    class Site(uvicorn.Server):
        """Greets when it really listens."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                print(f"{greeting}\nCtrl-C stops it.", flush=True)

    def end(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    # Uvicorn hands a signal on once it has finished; by itself that would end us before the worker has ended.
    signal.signal(signal.SIGTERM, end)
    config = uvicorn.Config(
        "newsbox.asgi:application",
        log_level="warning",
        lifespan="off",
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=5,
        proxy_headers=bool(settings.NEWSBOX_ADDRESS),
    )
    try:
        Site(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        # From here on a second Ctrl-C means: now.
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda number, frame: hurry.set())
        listener.close()
        ending.set()
        if with_work:
            keeper.join()
    print("NewsBox has stopped.", flush=True)


def _keep_worker(ending: threading.Event, hurry: threading.Event) -> None:
    """Runs the background work in a process of its own, and begins another where one was killed."""
    # Ctrl-C in a terminal reaches the whole group. The worker inherits that it hears nothing of it, from its first
    # moment on: the site ends it in order.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    pause = 1.0
    while not ending.is_set():
        worker = subprocess.Popen([sys.executable, "-m", "newsbox", "work", "--with", str(os.getpid())])
        while worker.poll() is None and not ending.wait(0.2):
            pass
        if worker.poll() is None:
            worker.terminate()
            patience = time.monotonic() + 20
            while worker.poll() is None and time.monotonic() < patience and not hurry.wait(0.1):
                pass
            if worker.poll() is None:
                worker.kill()
            worker.wait()
        if not ending.is_set():
            print(
                f"newsbox: the background work ended ({worker.returncode}) and begins again.",
                file=sys.stderr,
                flush=True,
            )
            ending.wait(pause)
            pause = min(pause * 2, 60.0)


@app.command()
def work(
    once: Annotated[bool, typer.Option("--once", help="Do what waits, then stop.")] = False,
    parent: Annotated[int | None, typer.Option("--with", hidden=True, help="Stop when this process is gone.")] = None,
) -> None:
    """Do the background work: visit sources, take in what was handed in."""
    open_box()
    from newsbox.desk import worker

    stop = threading.Event()
    for name in (signal.SIGTERM, *([signal.SIGINT] if parent is None else [])):
        signal.signal(name, lambda number, frame: stop.set())
    if parent is not None:
        threading.Thread(target=_stop_without, args=(parent, stop), daemon=True).start()
    worker.work(stop, once=once)


def _stop_without(parent: int, stop: threading.Event) -> None:
    """A server that was killed must not leave its worker behind."""
    while not stop.wait(1.0):
        if os.getppid() != parent:
            stop.set()


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535)] = DEMO_PORT,
    serve: Annotated[bool, typer.Option(help="Start the site when the box is full; --no-serve only fills it.")] = True,
    home: Annotated[Path | None, typer.Option(help="The demo's own folder.")] = None,
    press_port: Annotated[int, typer.Option(help="Where the fictional press answers.")] = DEMO_PRESS_PORT,
) -> None:
    """Fill a box of its own with a small fictional press, and start it: the whole site, offline, in a minute."""
    place = home or Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "newsbox-demo"
    os.environ["NEWSBOX_HOME"] = str(place)
    os.environ["NEWSBOX_ALLOW_NETWORKS"] = "127.0.0.0/8"
    os.environ.pop("NEWSBOX_DATABASE", None)
    open_box()
    from newsbox.desk import rounds
    from newsbox.press import outlets
    from newsbox.web import entry

    with _press(press_port) as press:
        outlets.publish(press)
        person = _demo_person()
        _follow_the_press(person, press.url)
        print("The fictional press prints its papers, and NewsBox reads them ...", flush=True)
        done = rounds.refresh()
        print(f"{done.visited} sources visited; {done.new} reports new.", flush=True)
        if serve:
            link = f"http://127.0.0.1:{port}{entry.visit_path(person.username)}"
            _serve(
                "127.0.0.1",
                port,
                with_work=True,
                greeting=f"Open this link (it signs you in once, within ten minutes):\n\n  {link}\n",
            )


@contextmanager
def _press(port: int) -> Iterator[Any]:
    from newsbox.press.server import Server

    try:
        server = Server(port)
    except OSError as error:
        raise SettingsError(
            f"port {port} is taken, perhaps by another demo. Stop that one first, or name another: --press-port {port + 2}"
        ) from error
    with server:
        yield server


def _demo_person() -> Person:
    import secrets

    from newsbox.shelf import marks, queries

    return queries.owner() or marks.create_person("reader", secrets.token_urlsafe(24), is_owner=True)


def _follow_the_press(person: Person, root: str) -> None:
    from django.utils import timezone

    from newsbox.library import keep
    from newsbox.press import outlets
    from newsbox.shelf import marks

    for outlet in outlets.outlets():
        source, is_new = keep.source(
            root + outlet.feed_path, now=timezone.now(), title=outlet.name, site=f"{root}/{outlet.key}/"
        )
        if is_new:
            marks.subscribe(person, source, folder=outlet.says["country"])
