"""`newsbox add`, `import`, `refresh`, `full-text`, `list`, `reread`: what a box gathers and holds."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsbox import addresses
from newsbox.cli.box import open_box
from newsbox.cli.people import PasswordStdin, User, asked_password, whose
from newsbox.cli.sources import FAILED, Json, Shape, complain, page_of
from newsbox.errors import MarkError, NewsBoxError

if TYPE_CHECKING:
    from newsbox.shelf.models import Person


def add(
    what: Annotated[list[str], typer.Argument(metavar="ADDRESS...", help="Of a feed, a site or a single article.")],
    folder: Annotated[str, typer.Option(help="Where a new source is put: World/Europe.")] = "",
    links: Annotated[
        bool, typer.Option("--links", help="Follow the page by the links it gains, whether it has a feed or not.")
    ] = False,
    password_stdin: PasswordStdin = False,
    user: User = None,
    format: Json = Shape.TEXT,
) -> None:
    """Follow a feed, a site, a channel, an account or the letters in a mailbox, or save a single article."""
    if files := [each for each in what if Path(each).is_file()]:
        raise MarkError("this is a file; `newsbox import` takes those.", about=files[0])
    open_box()
    from newsbox.shelf import marks

    person = whose(user)
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
        password = password or asked_password(f"Password for {mailbox.address}", from_stdin=from_stdin)
        source = marks.follow_letters(person, mailbox, password, now=timezone.now(), folder=folder)
        message = f"You now follow {source}. Its letters arrive with the next visit."
        told.append((mailbox.address, desk.Outcome(desk.DONE, message, source=source)))
    return told


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

    person = whose(user)
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


def full_text(
    when: Annotated[str, typer.Argument(metavar="WHEN", help="always, short (where the feed says little), or never.")],
    what: Annotated[list[str], typer.Argument(metavar="ADDRESS...", help="Of sources you follow.")],
    user: User = None,
) -> None:
    """Say when the pages of a source's new reports are fetched, beside what its feed says of them."""
    open_box()
    from newsbox.shelf import marks, queries

    followed = {row.address: row for row in queries.followed(whose(user))}
    for address in what:
        row = followed.get(addresses.web(address))
        if row is None:
            raise MarkError("you follow no source at this address.", about=address)
        marks.set_full_text(row, when)
        print(f"{row}: {when}.")


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
    for report in queries.reports(whose(user), query=query, limit=limit):
        if format is Shape.JSON:
            line = {"id": report.pk, "url": report.url or None, "headline": report.headline, "outlet": report.outlet or None, "published": report.published or None,
                    "story": report.story_id, "read": report.is_read, "bookmarked": report.is_bookmarked}  # type: ignore[attr-defined]  # fmt: skip
            print(json.dumps(line, ensure_ascii=False))
        else:
            print(f"{report.dated:%Y-%m-%d}  {report.outlet}: {report.headline}")


def reread() -> None:
    """Read every kept page anew, as this version of NewsBox reads."""
    open_box()
    from newsbox.desk import rereading

    done, different, failed = rereading.reread_all(processes=min(2, os.cpu_count() or 1))
    print(
        f"{done} pages read anew; {different} came out differently"
        + (f", {failed} could not be read any more and stay as they were." if failed else ".")
    )
