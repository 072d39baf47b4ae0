"""Do checks take longer in the measure of what they read, and no faster? `python -m benchmarks.growth_checks [--largest WORDS]`.

Three things that grow: an article of ever more words (paragraphs of the fictional press, told again with other names, figures
and days, as a long live blog would), an article with one ever longer sentence, and a story of ever more reports. They are
read and understood before the clock starts. Printed: seconds of one core, the best of three, and milliseconds per 1,000 words
or per report; the latter should stay. --by-check also prints each check's own.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from collections.abc import Callable, Sequence

from benchmarks import checks as benchmark
from newsbox import checking, reading
from newsbox.checking import CHECKS, Sheet
from newsbox.types import Article, Reading

WORDS = (1_000, 4_000, 16_000)
LONG = (500, 2_000)
"""Words of one sentence."""
REPORTS = (50, 200)
TIMES = 3
"""Of so many runs the fastest counts: others share the machine."""
CLAUSES = (
    "{name} of {town} told {other} on {day} that {n} of the {m} homes had been repaired for ${k} million",
    "the minister, {name}, did not say whether the {m} workers of the yard in {town} would be paid by {day}",
    "at least {n} people were injured and {m} evacuated when a ferry hit the pier of {town} in {year}",
    "she and her brother {name}, {age}, rejected the plan that the council of {town} had approved by {m} votes to {n}",
    "“we lost {n} boats and he lost his house,” said {other}, who leads the harbour of {town}",
)
"""What long sentences and told-again paragraphs are made of."""
FIRST = "Ines Edda Tobias Katarina Marco Oriel Paula Henrik Sanna Jonas Mirela Anton Greta Luis Vera Nils".split()
BEGIN, END = (
    "Mar Har Kel Vos Sel Tar Bran Hol Dun Fen Gral Lin".split(),
    "lo msen lner sen la row deis gaard ne wick mer stad".split(),
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class _Teller:
    """Clauses with invented names and figures, the same ones in each run."""

    def __init__(self) -> None:
        self.draw = random.Random(7)

    def name(self) -> str:
        return f"{self.draw.choice(FIRST)} {self.draw.choice(BEGIN)}{self.draw.choice(END)}"

    def clause(self) -> str:
        draw = self.draw
        return draw.choice(CLAUSES).format(
            name=self.name(),
            other=self.name(),
            town=draw.choice(("Port Aldra", "Tresk", "Skarn", "Ilmara", "Almede")),
            day=draw.choice(DAYS),
            year=draw.randrange(1990, 2026),
            age=draw.randrange(20, 80),
            n=draw.randrange(2, 60),
            m=draw.randrange(61, 900),
            k=draw.randrange(2, 90),
        )


def long_article(words: int) -> Article:
    """An article of so many words in paragraphs of three sentences."""
    teller = _Teller()
    paragraphs: list[str] = []
    while words > 0:
        clauses = (teller.clause() for _ in range(3))
        paragraphs.append(" ".join(f"{each[0].upper()}{each[1:]}." for each in clauses))
        words -= len(paragraphs[-1].split())
    return _told(paragraphs)


def long_sentence(words: int) -> Article:
    """An article of two paragraphs, the second of which is one sentence of so many words."""
    teller = _Teller()
    clauses: list[str] = []
    while words > 0:
        clauses.append(teller.clause())
        words -= len(clauses[-1].split())
    return _told(["The harbour of Port Aldra was closed on Tuesday.", ", and ".join(clauses).capitalize() + "."])


def _told(paragraphs: Sequence[str]) -> Article:
    return Article(
        headline="Ferry hits pier at Port Aldra, 12 injured",
        outlet="Gazette",
        published="2026-11-12T10:00:00Z",
        paragraphs=tuple(paragraphs),
        language="en",
    )


def seconds(work: Callable[[], object]) -> float:
    """The least time of one core that a work took."""
    best = float("inf")
    for _ in range(TIMES):
        gc.collect()
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=max(WORDS), help="words of the longest article")
    parser.add_argument("--most", type=int, default=max(REPORTS), help="reports of the largest story")
    parser.add_argument("--by-check", action="store_true", help="each check's time in articles and sentences, too")
    given = parser.parse_args()
    for name, make, sizes in (("article", long_article, WORDS), ("sentence", long_sentence, LONG)):
        for size in (each for each in sizes if each <= given.largest):
            (told,) = reading.understood_all([Reading.of(make(size), None)])
            longest = max(len(each.words) for each in told.sentences)
            took = seconds(lambda told=told: checking.check([told]))  # type: ignore[misc]
            print(
                f"{name} of {size:>6} words{took:9.3f} s {1e6 * took / size:8.1f} ms per 1,000 words (longest sentence: {longest})",
                flush=True,
            )
            for each in CHECKS if given.by_check else ():
                if (within := each.within) is not None:
                    took = seconds(lambda within=within, told=told: list(within(Sheet(told))))  # type: ignore[misc]
                    print(f"  {each.name:<20}{took:9.3f} s {1e6 * took / size:8.1f} ms per 1,000 words")
    sizes = [each for each in REPORTS if each <= given.most]
    story = benchmark.reports(max(sizes)) if sizes else []
    for size in sizes:
        took = seconds(lambda size=size: checking.between(story[:size]))  # type: ignore[misc]
        print(
            f"story of {size:>4} reports{took:9.3f} s {1e3 * took / size:8.1f} ms a report, between them alone",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
