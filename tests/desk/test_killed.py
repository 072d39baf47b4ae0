"""Killed at any moment, a round loses no entry and keeps none twice."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.press import Press

ROUNDS, TOWNS = 50, 5
COUNTS = """
import json
from django.db.models import Count, F
from newsbox.library import search
from newsbox.library.models import Appearance, Edition, Report, Searchable, Source
lost = [r.headline for r in Report.objects.all() if r.pk not in {f.pk for f in search.found(search.parse('"' + r.headline + '"'), Report.objects.all())}]
print(json.dumps({
    "headlines": sorted(Report.objects.values_list("headline", flat=True)),
    "guids": sorted(Appearance.objects.values_list("guid", flat=True)),
    "reports without an edition": Report.objects.filter(editions=None).count(),
    "reports of two editions": Report.objects.annotate(n=Count("editions")).filter(n__gt=1).count(),
    "editions without a page": Edition.objects.filter(original=None).count(),
    "not found": lost,
    "miscounted": [s.title for s in Source.objects.annotate(n=Count("appearances")) if s.n != s.reports_count],
    "visiting": Source.objects.exclude(visiting=None).count(),
}))
"""


def box(home: Path, *arguments: str, **more: Any) -> str:
    environment = {
        **os.environ,
        "NEWSBOX_HOME": str(home),
        "NEWSBOX_ALLOW_NETWORKS": "127.0.0.0/8",
        "NEWSBOX_PAUSE": "0",
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-m", "newsbox", *arguments], env=environment, capture_output=True, text=True, **more
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_killed_fifty_times_a_box_has_everything_once(press: Press, tmp_path: Path) -> None:
    outlets = [press.outlet(f"Gazette {n}").publishes(f"Fire of day 0 in town {n}") for n in range(TOWNS)]
    box(tmp_path, "add", *(outlet.feed for outlet in outlets))
    killer = subprocess.Popen(
        [sys.executable, "-m", "tests.desk.killing", str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert killer.stdin and killer.stdout
    assert killer.stdout.readline() == "ready\n"

    def make_round(seconds: float, what: str) -> str:
        assert killer.stdin and killer.stdout
        killer.stdin.write(f"round {seconds} {what}\n")
        killer.stdin.flush()
        return killer.stdout.readline().strip()

    chance = random.Random(6)
    outcomes = []
    for day in range(1, ROUNDS + 1):
        for n, outlet in enumerate(outlets):
            outlet.publishes(f"Fire of day {day} in town {n}")
        outcomes.append(make_round(chance.uniform(0.01, 0.5), chance.choice(["pages", "feeds"])))
    assert outcomes.count("killed") >= ROUNDS // 2, outcomes
    assert make_round(120, "pages") == "finished"
    asked = len(press.requests)
    assert make_round(120, "pages") == "finished"
    # The feeds, and nothing else, are asked for once all is there.
    assert len(press.requests) - asked == len(outlets)
    killer.stdin.close()
    killer.wait(timeout=20)

    told = json.loads(box(tmp_path, "manage", "shell", "-v", "0", "-c", COUNTS).splitlines()[-1])
    days = range(ROUNDS + 1)
    assert told.pop("headlines") == sorted(f"Fire of day {day} in town {n}" for day in days for n in range(TOWNS))
    assert len(set(told["guids"])) == len(told.pop("guids")) == len(days) * TOWNS
    assert not any(told.values()), told
