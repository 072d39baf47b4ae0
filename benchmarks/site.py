"""How long the front page, an article and a search take at 1,000 and at 100,000 reports.

    python -m benchmarks.site [COUNT ...]

A box of its own, filled with generated reports; the pages are asked for as the site answers them, templates, sign-in and all,
without the network in between. Medians of 15 after two that warm up.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from itertools import accumulate

COUNTS = (1_000, 100_000)
WORDS = 20_000
SENTENCES, LENGTH = 12, 22


def vocabulary(dice: random.Random) -> tuple[list[str], list[float]]:
    """Words, and their cumulated weights: as rare as in a language (Zipf), so that a search meets common and rare ones."""
    words = ["".join(dice.choices("abcdefghijklmnoprstuvw", k=dice.randint(3, 10))) for _ in range(WORDS)]
    words[30], words[3000] = "harbour", "lighthouse"
    return words, list(accumulate(1 / (rank + 1) for rank in range(WORDS)))


def fill(count: int) -> None:
    """Fills the box straight through its tables: reading and keeping is measured elsewhere."""
    from django.db import transaction
    from django.utils import timezone

    from newsbox.library import keep
    from newsbox.library.models import Appearance, Edition, Report, Searchable
    from newsbox.shelf import marks

    dice = random.Random(7)
    words, cumulative = vocabulary(dice)
    person = marks.create_person("reader", "a quiet harbour", is_owner=True)
    now = timezone.now()
    sources = []
    for number in range(200):
        source, _ = keep.source(f"https://paper-{number}.example/feed", now=now, title=f"Paper {number}")
        marks.subscribe(person, source)
        sources.append(source)
    for start in range(0, count, 2_000):
        reports, bodies = [], []
        for number in range(start, min(start + 2_000, count)):
            sentences = [
                " ".join(dice.choices(words, cum_weights=cumulative, k=LENGTH)).capitalize() + "."
                for _ in range(SENTENCES)
            ]
            headline = " ".join(dice.choices(words, cum_weights=cumulative, k=9)).capitalize()
            dated = now - timedelta(minutes=count - number)
            source = sources[number % 200]
            reports.append(
                Report(
                    key=f"paper/{number}",
                    url=f"https://paper.example/{number}",
                    headline=headline,
                    outlet=source.title,
                    published=dated.isoformat(),
                    dated=dated,
                    seen=dated,
                    language="en",
                    teaser=sentences[0],
                    words=SENTENCES * LENGTH,
                    digest=str(number),
                )
            )
            bodies.append(sentences)
        with transaction.atomic():
            Report.objects.bulk_create(reports)
            Appearance.objects.bulk_create(
                [
                    Appearance(source=sources[place % 200], report=report, guid=report.key, seen=report.seen)
                    for place, report in enumerate(reports, start)
                ]
            )
            Searchable.objects.bulk_create(
                [
                    Searchable(report=report, headline=report.headline, outlet=report.outlet, body="\n".join(body))
                    for report, body in zip(reports, bodies, strict=True)
                ]
            )
            Edition.objects.bulk_create(
                [
                    Edition(
                        report=report,
                        number=1,
                        seen=report.seen,
                        digest=report.digest,
                        reading={
                            "schema": 1,
                            "headline": report.headline,
                            "outlet": report.outlet,
                            "published": report.published,
                            "paragraphs": body,
                        },
                        reader="0",
                    )
                    for report, body in zip(reports, bodies, strict=True)
                ]
            )


def ask(count: int) -> None:
    """Prints a line for each page."""
    from django.test import Client

    from newsbox.library.models import Report
    from newsbox.shelf.models import Person, ReadMark

    person = Person.objects.get()
    # A reader who keeps up: all but the last few hundred are read, a thousand of them one by one.
    newest = list(Report.objects.order_by("-dated")[:1500])
    person.read_before = newest[-1].dated
    person.save()
    ReadMark.objects.bulk_create([ReadMark(person=person, report=report) for report in newest[500:]])
    client = Client(headers={"Host": "localhost"})
    client.force_login(person)
    middle = Report.objects.order_by("dated")[count // 2].pk
    for name, path in [
        ("latest reports", "/latest/"),
        ("unread", "/latest/?show=unread"),
        ("article", f"/reports/{middle}/"),
        ("search, a rare word", "/search/?q=lighthouse"),
        ("search, a common word", "/search/?q=harbour"),
        ("search, two words and a field", "/search/?q=harbour+headline:lighthouse"),
        ("sources", "/sources/"),
    ]:
        times = []
        for _ in range(17):
            begun = time.perf_counter()
            response = client.get(path)
            times.append(time.perf_counter() - begun)
            assert response.status_code == 200, response.status_code
        print(f"  {count:>9,} reports  {name:<30} {statistics.median(times[2:]) * 1000:7.1f} ms", flush=True)


def main(counts: tuple[int, ...] = COUNTS) -> None:
    """A process for each size, with a box of its own."""
    print("Pages of the site, as the server makes them:")
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="newsbox-bench-") as home:
            env = {
                **os.environ,
                "NEWSBOX_HOME": home,
                "DJANGO_SETTINGS_MODULE": "newsbox.settings",
                "NEWSBOX_DATABASE": "",
            }
            subprocess.run([sys.executable, "-m", "benchmarks.site", "--one", str(count)], env=env, check=True)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--one"]:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        fill(int(arguments[1]))
        ask(int(arguments[1]))
    else:
        main(tuple(map(int, arguments)) or COUNTS)
