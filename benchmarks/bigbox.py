"""Does a round's price hang on what is new, or on what is kept? `python -m benchmarks.bigbox [--sources N] [--reports N] [--at FOLDER]`.

Two boxes whose sources have a hundred generated reports each: five hundred sources, and ten thousand with a million reports.
Each has three rounds: the first (all entries of its feeds are new), one in which nothing changed, and one in which a tenth
of the feeds have one entry more. Printed: seconds by the clock, CPU seconds and peak memory of all
processes, and the time spent in the database by new entry. Then the site's pages on the big box (`benchmarks.site`).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks import site
from benchmarks.rounds import host_of

TEXTS = 20_000
"""Different texts; a box of more repeats them."""
SENTENCES, LENGTH = 3, 22
ENTRIES = (3, 7)
"""Of a feed, at least and at most."""
SMALL = 500
"""Sources of the small box."""


def texts() -> list[tuple[str, list[str]]]:
    """Headlines and paragraphs, their words as rare as in a language."""
    dice = random.Random(7)
    vocabulary, cumulative = site.vocabulary(dice)

    def words(count: int) -> str:
        return " ".join(dice.choices(vocabulary, cum_weights=cumulative, k=count)).capitalize()

    return [(words(9), [f"{words(LENGTH)}." for _ in range(SENTENCES)]) for _ in range(TEXTS)]


def fill(sources: int, reports: int) -> None:
    """Sources without a visit yet, all followed by one person, and their older reports, straight through the tables."""
    from django.db import connection, transaction
    from django.utils import timezone

    from newsbox.library import settling
    from newsbox.library.models import Appearance, Edition, Original, Report, Searchable, Source
    from newsbox.shelf import marks
    from newsbox.shelf.models import Subscription

    now = timezone.now()
    person = marks.create_person("reader", "a quiet harbour", is_owner=True)
    made = Source.objects.bulk_create(
        [
            Source(
                address=f"http://{host_of(n)}:1/feed", title=f"Gazette {n}", due=now, reports_count=reports // sources
            )
            for n in range(sources)
        ]
    )
    first = Subscription(person=person, source=made[0])
    Subscription.objects.bulk_create([first, *(Subscription(person=person, source=source) for source in made[1:])])
    numbers = [source.pk for source in made]
    at, told = connection.ops.adapt_datetimefield_value, texts() if reports else []
    for start in range(0, reports, TEXTS):
        batch: dict[str, list[tuple[Any, ...]]] = {
            "reports": [],
            "editions": [],
            "originals": [],
            "words": [],
            "stands": [],
        }
        for number, (headline, paragraphs) in enumerate(told, start + 1):
            if number > reports:
                break
            moment, place = at(now - timedelta(seconds=30 * (reports - number) + 3600)), number % sources
            text, outlet = "\n".join(["", *paragraphs]), f"Gazette {place}"
            url = f"http://{host_of(place)}/old/{number}"
            reading = json.dumps({"schema": 1, "headline": headline, "outlet": outlet, "paragraphs": paragraphs})
            batch["reports"].append(
                (number, f"{host_of(place)}/old/{number}", url, headline, outlet, "", moment, moment, moment, "en", paragraphs[0],
                 SENTENCES * LENGTH, f"{number:064}")
            )  # fmt: skip
            batch["editions"].append((number, number, 1, moment, f"{number:064}", reading, "[]", "0"))
            batch["originals"].append((number, url, "text/x-entry", "utf-8", None, zlib.compress(text.encode(), 1)))
            batch["words"].append((number, headline, outlet, text))
            batch["stands"].append((numbers[place], number, f"old-{number}", "", moment))
        with transaction.atomic():
            insert = settling._insert
            insert(
                Report,
                "id key url headline outlet byline published dated seen language teaser words digest",
                batch["reports"],
            )
            insert(Edition, "id report_id number seen digest reading subheads reader", batch["editions"])
            insert(Original, "edition_id url content_type charset fetched body", batch["originals"])
            insert(Searchable, "report_id headline outlet body", batch["words"])
            insert(Appearance, "source_id report_id guid digest seen", batch["stands"])
    if reports:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def one_round(port: int) -> None:
    """A round as the command makes it; prints what it took, as JSON."""
    from django.db import connection

    from newsbox.desk import intake, rounds
    from newsbox.library.models import Source

    with connection.cursor() as cursor:
        for pk, address in list(Source.objects.values_list("pk", "address")):
            host = address.partition("://")[2].partition(":")[0]
            cursor.execute("UPDATE library_source SET address = %s WHERE id = %s", [f"http://{host}:{port}/feed", pk])
    spent = {"wall": 0.0, "cpu": 0.0}
    real = intake.in_database

    async def timed(do: Any, *args: Any, **more: Any) -> Any:
        def asked() -> Any:
            wall, cpu = time.perf_counter(), time.thread_time()
            try:
                return do(*args, **more)
            finally:
                spent["wall"] += time.perf_counter() - wall
                spent["cpu"] += time.thread_time() - cpu

        return await real(asked)

    rounds.in_database = timed
    begun, before = time.perf_counter(), time.process_time()
    done = rounds.refresh(everything=True, with_pages=False)
    own, other = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - begun,
                "cpu": time.process_time() - before + other.ru_utime + other.ru_stime,
                "megabytes": (own.ru_maxrss + other.ru_maxrss) / 1024,
                "wall": spent["wall"],
                "database": spent["cpu"],
                "new": done.new,
                "visited": done.visited,
                "failed": done.failed,
            }
        )
    )


def measured(name: str, home: Path, sources: int, reports: int, *, kept: Path | None = None) -> None:
    """Fills a box where that was not done, and prints its rounds. They change it, so of one that is kept a copy is measured."""
    filled = kept or home
    command = [sys.executable, "-m", "benchmarks.bigbox", "--step"]
    if not (filled / "newsbox.sqlite3").exists():
        filled.mkdir(parents=True, exist_ok=True)
        begun = time.perf_counter()
        subprocess.run([*command, "fill", str(sources), str(reports)], env=_environment(filled), check=True)
        size = (filled / "newsbox.sqlite3").stat().st_size / 1e6
        print(f"{name}: filled in {time.perf_counter() - begun:.0f} s, {size:,.0f} MB", flush=True)
    if kept:
        shutil.copytree(kept, home)
    env = _environment(home)
    server = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.rounds", "--serve", str(sources), "--entries", *map(str, ENTRIES)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stdout
    try:
        port = server.stdout.readline().strip()
        for title in ("first", "nothing new", "a tenth"):
            if title == "a tenth":
                os.kill(server.pid, signal.SIGUSR1)
                time.sleep(0.2)
            done = subprocess.run([*command, "round", port], env=env, check=True, capture_output=True, text=True)
            took = json.loads(done.stdout.splitlines()[-1])
            each = f"{took['database'] / took['new'] * 1000:7.3f} ms" if took["new"] else "         -"
            print(
                f"{name:<6} {title:<12} {took['visited']:>6} sources {took['new']:>7} new {took['seconds']:7.1f} s "
                f"{took['cpu']:7.1f} s CPU {took['megabytes']:5.0f} MB; database {took['database']:6.1f} s CPU, {took['wall']:6.1f} s by the clock,{each} CPU a new entry",
                flush=True,
            )
    finally:
        server.terminate()
        server.wait()


def _environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "NEWSBOX_HOME": str(home),
        "NEWSBOX_DATABASE": "",
        "NEWSBOX_ALLOW_NETWORKS": "127.0.0.0/8",
        "NEWSBOX_LOG": "ERROR",
        "DJANGO_SETTINGS_MODULE": "newsbox.settings",
    }


def _step(what: str, *given: str) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    if what == "fill":
        call_command("migrate", verbosity=0)
        fill(*map(int, given))
    elif what == "round":
        one_round(int(given[0]))
    else:
        site.ask(int(given[0]))


def main() -> int:
    """Prints the lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=int, default=10_000)
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--at", type=Path, help="a folder where the filled box is kept, for the next time")
    parser.add_argument("--step", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        _step(*given.step)
        return 0
    with tempfile.TemporaryDirectory(prefix="newsbox-bench-") as folder:
        measured("small", Path(folder) / "small", SMALL, SMALL * given.reports // given.sources)
        home = Path(folder) / "big"
        measured("big", home, given.sources, given.reports, kept=given.at)
        print("Pages of the site, as the server makes them:")
        command = [sys.executable, "-m", "benchmarks.bigbox", "--step", "ask", str(given.reports)]
        subprocess.run(command, env=_environment(home), check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
