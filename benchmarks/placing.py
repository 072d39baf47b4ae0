"""How fast does a box put reports into stories? `python -m benchmarks.placing [REPORTS]`.

A box of its own, SQLite, with so many invented reports (1500) by thirty outlets, half of them about events of eight reports. All are placed as a
box that was just updated does it, copies and disagreements looked for; then twenty come one by one; then the state is made anew as after a kill.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
OUTLETS, PER_EVENT, ONE_BY_ONE = 30, 8, 20


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(NEWSBOX_HOME=home, DJANGO_SETTINGS_MODULE="newsbox.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.utils import timezone

        from newsbox.desk.placing import Placer
        from newsbox.library import keep
        from newsbox.library.models import Story
        from newsbox.shelf import fronts, marks
        from newsbox.types import Reading

        call_command("migrate", verbosity=0)
        person = marks.create_person("alice", "a quiet harbour", is_owner=True)
        sources = [keep.source(f"https://o{n}.example/feed", now=NOON, title=f"O{n}")[0] for n in range(OUTLETS)]
        for source in sources:
            marks.subscribe(person, source)
        dice = random.Random(1)
        parts = ("ka", "lo", "mi", "tra", "ven", "sor", "du", "bel", "qui", "ar", "no", "th")
        words = ["".join(dice.choice(parts) for _ in range(4)) for _ in range(20_000)]

        def arrives(number: int, event: int) -> None:
            own = random.Random(event).choices(words, k=40)
            texts = [
                [dice.choice(own) if dice.random() < 0.5 else words[min(int(dice.paretovariate(0.7)), 19_999)] for _ in range(60)]
                for _ in range(5)
            ]  # fmt: skip
            at = NOON + timedelta(seconds=20 * number)
            source = dice.choice(sources)
            reading = Reading(
                headline=" ".join(dice.sample(own, 6)),
                outlet=source.title,
                published=at.isoformat(),
                language="en",
                paragraphs=tuple(f"{' '.join(text).capitalize()}." for text in texts),
            )
            keep.keep(reading, source=source, guid=str(number), now=at)

        for number in range(count):
            arrives(number, number // PER_EVENT if dice.random() < 0.5 else count + number)
        worker = Placer()
        seconds = _timed(worker.place_waiting)
        stories = Story.objects.filter(reports_count__gt=0).count()
        print(f"{count} reports at once: {count / seconds:.0f} a second, {stories} stories")
        one = []
        for number in range(count, count + ONE_BY_ONE):
            arrives(number, number // PER_EVENT)
            one.append(_timed(worker.place_waiting))
        print(f"one by one: median {1000 * statistics.median(one):.0f} ms, slowest {1000 * max(one):.0f} ms")
        arrives(count + ONE_BY_ONE, 0)
        print(f"after a kill, state and one report: {_timed(Placer().place_waiting):.2f} s")
        print(
            f"front page, without its template: {1000 * _timed(lambda: fronts.front(person, now=timezone.now())):.0f} ms"
        )


def _timed(do: object) -> float:
    began = time.perf_counter()
    do()  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
