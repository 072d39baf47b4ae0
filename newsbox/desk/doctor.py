"""What is wrong with a box, and what to do about it?"""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError

from newsbox import configuration
from newsbox.errors import NewsBoxError
from newsbox.library import checkup

LATE = timedelta(hours=2)
"""How long a source may be due before somebody should look."""
ALIVE = timedelta(minutes=5)
"""How long the background work may give no sign."""
LEAST_ROOM = 500 * 2**20
"""Bytes."""
CLOCK = timedelta(minutes=10)
"""By which the clock may lie behind what the box has seen."""
BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""This NewsBox was not there before."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one look at the box gave."""

    check: str
    says: str
    todo: str = ""
    """What to do; empty where all is well."""

    @property
    def is_well(self) -> bool:
        """Whether nothing need be done."""
        return not self.todo


def examine(*, now: datetime) -> list[Result]:
    """Looks at everything. What can't even be looked at is a finding, too."""
    found = [_folder(), _room(), *_settings(), _database()]
    if found[-1].is_well:
        for name, check in CHECKS.items():
            try:
                found.append(check(now))
            except DatabaseError as error:
                found.append(Result(name, f"The database gives no answer: {error}.", "Look at the database's own log."))
    return [*found, *_models()]


def mend() -> str:
    """Builds the search index anew from the reports the box keeps; what was done, as a sentence."""
    return f"The search index is built anew, of {checkup.index_again()} reports."


def _folder() -> Result:
    home = Path(settings.NEWSBOX_HOME)
    try:
        with tempfile.NamedTemporaryFile(dir=home):
            pass
    except OSError as error:
        return Result(
            "folder",
            f"The box's folder {home} can't be written ({error.strerror}).",
            "Give it to the user that NewsBox runs as (chown), or name another with NEWSBOX_HOME.",
        )
    return Result("folder", f"The box's folder {home} can be written.")


def _room() -> Result:
    home = Path(settings.NEWSBOX_HOME)
    try:
        free = shutil.disk_usage(home).free
    except OSError:
        return Result("disk", "How much room is left can't be told.", "See to the box's folder first.")
    if free < LEAST_ROOM:
        todo = "Make room on the disk; NEWSBOX_PICTURES=no keeps no more pictures."
        return Result("disk", f"{free // 2**20} MB are left on the disk.", todo)
    return Result(
        "disk", f"{free // 2**30} GB are left on the disk." if free >= 2**30 else f"{free // 2**20} MB are left."
    )


def _settings() -> Iterator[Result]:
    """Settings of which each is right, and two together are not."""
    wrong = []
    if settings.NEWSBOX_LONGEST_INTERVAL < settings.NEWSBOX_INTERVAL:
        wrong.append(
            (
                "NEWSBOX_LONGEST_INTERVAL is shorter than NEWSBOX_INTERVAL.",
                "Make it longer, or leave it out: the other one counts.",
            )
        )
    if settings.NEWSBOX_OPINION_MODEL and not settings.NEWSBOX_OPINION_URL:
        wrong.append(
            ("NEWSBOX_OPINION_MODEL names a model, and NEWSBOX_OPINION_URL no server.", "Set both, or neither.")
        )
    address = urlsplit(settings.NEWSBOX_ADDRESS)
    if address.hostname in ("localhost", "127.0.0.1", "::1"):
        wrong.append(
            (
                "NEWSBOX_ADDRESS is an address of this machine alone.",
                "Leave it out, or name the one others reach it by.",
            )
        )
    wrong += [
        (f"NEWSBOX_HOSTS has {name}, which is no name.", "Leave out https:// and what follows the name.")
        for name in configuration.listed("NEWSBOX_HOSTS")
        if "/" in name
    ]
    place = Path(settings.NEWSBOX_HOME) / "newsbox.toml"
    has_secret = "NEWSBOX_OPINION_KEY" in configuration.from_file(place) or "@" in str(
        configuration.from_file(place).get("NEWSBOX_DATABASE", "")
    )
    if has_secret and place.stat().st_mode & 0o044:
        wrong.append(
            (f"{place} holds a key or a password, and others on this machine can read it.", f"chmod 600 {place}")
        )
    key = Path(settings.NEWSBOX_HOME) / "secret.key"
    if key.exists() and key.stat().st_mode & 0o044:
        wrong.append((f"{key} is the box's secret, and others on this machine can read it.", f"chmod 600 {key}"))
    for says, todo in wrong:
        yield Result("settings", says, todo)
    if not wrong:
        yield Result("settings", "The settings agree with each other.")


def _database() -> Result:
    try:
        if missing := checkup.tables_missing():
            return Result(
                "database",
                f"The tables are not those of this version: {missing} changes are to be made.",
                "Start NewsBox, or run any command like `newsbox list`: it brings them up to date.",
            )
        checkup.is_written()
        broken = checkup.broken_pages()
    except DatabaseError as error:
        return Result(
            "database",
            f"The database does not work: {str(error).strip()}.",
            "Look whether it runs, whether NEWSBOX_DATABASE names it right, and whether its file may be written.",
        )
    if broken:
        return Result(
            "database",
            f"The database's file is broken: {broken}.",
            "Stop NewsBox and go back to your last copy of the file.",
        )
    return Result("database", "The database can be written, and its tables are up to date.")


def _index(now: datetime) -> Result:
    missing = checkup.not_indexed()
    if missing:
        return Result("search", f"The search does not know {missing} of the reports.", "newsbox doctor --mend")
    return Result("search", "The search knows every report.")


def _work(now: datetime) -> Result:
    sign = checkup.last_sign("work")
    if sign is None or now - sign > ALIVE:
        since = "has never run" if sign is None else f"has given no sign since {sign:%Y-%m-%d %H:%M} UTC"
        return Result(
            "work",
            f"The background work {since}.",
            "Start `newsbox serve`, or `newsbox work` where the site runs with --no-work.",
        )
    return Result("work", "The background work is alive.")


def _sources(now: datetime) -> Result:
    told = checkup.sources(now=now, late=LATE)
    if told.late and told.latest_late:
        hours = round((now - told.latest_late).total_seconds() / 3600)
        return Result(
            "sources",
            f"{told.late} of {told.all} sources are due and not visited, the first for {hours} hours.",
            "`newsbox refresh` visits them now. Where the background work is alive, its log says what holds it up.",
        )
    if told.failing > 2 and told.failing * 2 > told.all:
        return Result(
            "sources",
            f"{told.failing} of {told.all} sources could not be visited.",
            "See whether this machine reaches the internet; the page “Sources” says what failed at each.",
        )
    return Result(
        "sources", f"All {told.all} sources are visited in time; {told.failing} could not be visited last time."
    )


def _mailboxes(now: datetime) -> Result:
    if closed := checkup.closed_mailboxes():
        names = ", ".join(map(str, closed[:5])) + (" ..." if len(closed) > 5 else "")
        return Result(
            "mailboxes",
            f"The passwords of {len(closed)} mailbox{'es' if len(closed) != 1 else ''} can't be read any more ({names}): secret.key is another one now.",
            "Bring back the former secret.key, or give each password again on its source's page.",
        )
    return Result("mailboxes", "Every mailbox's password can be read, by this box alone.")


def _clock(now: datetime) -> Result:
    last = checkup.last_event()
    if now < BUILT or (last is not None and last > now + CLOCK):
        seen = f", and the box has seen {last:%Y-%m-%d %H:%M}" if last and last > now else ""
        return Result(
            "clock",
            f"The clock says {now:%Y-%m-%d %H:%M} UTC{seen}.",
            "Set this machine's clock, best by a time service (NTP).",
        )
    return Result("clock", f"The clock says {now:%Y-%m-%d %H:%M} UTC.")


def _waiting(now: datetime) -> Result:
    count = checkup.glanced()
    return Result(
        "reading", f"{count} reports are still to be read with care." if count else "Every report is read with care."
    )


CHECKS: dict[str, Callable[[datetime], Result]] = {
    "search": _index,
    "work": _work,
    "sources": _sources,
    "mailboxes": _mailboxes,
    "clock": _clock,
    "reading": _waiting,
}


def _models() -> Iterator[Result]:
    from newsbox.reading import language

    try:
        packages = sorted(set(language.models().values()))
    except NewsBoxError as error:
        yield Result("language", str(error), "Mend NEWSBOX_MODELS, or leave it out.")
        return
    missing = [name for name in packages if importlib.util.find_spec(name) is None]
    for name in missing:
        yield Result(
            "language",
            f"There is no language model in a package called {name}: no report of its language can be understood.",
            f"Install it (pip install {name}), or name another with NEWSBOX_MODELS.",
        )
    if not missing:
        yield Result("language", "The language models are there.")
