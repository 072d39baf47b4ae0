"""How long does checking take, and how does it grow with a story's reports? `python -m benchmarks.checks [--most REPORTS]`.

A story is made of invented reports of 1,000 words each: paragraphs of the fictional press under a lede that tells one event
with other figures, days and names in each report. They are read and understood before the clock starts: what is timed is
`checking.check` for ever more reports at once, each in itself and between them. Printed: seconds of one core, and milliseconds a report; the latter should stay.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Sequence

from newsbox import checking, reading
from newsbox.press.outlets import outlets
from newsbox.types import Article, Reading

SIZES = (1, 10, 50, 100)
WORDS = 1000
PEOPLE = ("Ines Marlo", "Edda Harmsen", "Tobias Kellner", "Katarina Voss", "Marco Sella")
DAYS = ("Monday", "Tuesday", "Wednesday")
LEDE = (
    "At least {dead} people were killed and {hurt} injured when the ferry Aldra sank off the harbour of Port Aldra on {day}, police said.",
    "The president of Northmere, {person}, phoned the families on {day} and promised {money} million crowns for {homes} homes.",
    "{person} said that {missing} passengers were still missing and that the captain had been arrested.",
)


def report(number: int, paragraphs: Sequence[str]) -> Article:
    """One invented report of some 1,000 words."""
    lede = [
        sentence.format(
            dead=12 + number % 7,
            hurt=30 + number % 11,
            day=DAYS[number % len(DAYS)],
            person=PEOPLE[number % len(PEOPLE)],
            money=40 + number % 5,
            homes=150 + number % 9,
            missing=5 + number % 4,
        )
        for sentence in LEDE
    ]
    text, words = [" ".join(lede)], sum(len(sentence.split()) for sentence in lede)
    place = number * 7
    while words < WORDS:
        text.append(paragraphs[place % len(paragraphs)])
        words += len(text[-1].split())
        place += 1
    hour = f"2026-11-{12 + number // 24:02d}T{number % 24:02d}:00:00Z"
    return Article(
        headline=f"Ferry sinks off Port Aldra, {12 + number % 7} dead",
        outlet=f"Gazette {number + 1}",
        published=hour,
        paragraphs=tuple(text),
        language="en",
    )


def reports(most: int) -> list[Reading]:
    """The reports of the story, understood."""
    paragraphs = [
        words
        for outlet in outlets()
        if outlet.says.get("language", "en") == "en"
        for story in outlet.stories
        for _, words in story.blocks
    ]
    articles = (report(number, paragraphs) for number in range(most))
    return list(reading.understood_all(Reading.of(article, None) for article in articles))


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=100, help="reports of the largest story")
    most = parser.parse_args().most
    understood = reports(most)
    print(f"{'reports':>8}{'in each and between':>28}{'between alone':>28}{'findings':>10}")
    for size in (each for each in SIZES if each <= most):
        story = understood[:size]
        gc.collect()
        begun = time.process_time()
        found = checking.check(story)
        whole = time.process_time() - begun
        begun = time.process_time()
        checking.between(story)
        alone = time.process_time() - begun
        cells = (f"{took:8.3f} s {1000 * took / size:7.1f} ms each" for took in (whole, alone))
        print(f"{size:>8}" + "".join(f"{cell:>28}" for cell in cells) + f"{len(found):>10}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
