"""How fast are reports grouped, beside a plain TF-IDF pass, and does a report's cost grow with the open stories? `python -m benchmarks.stories [--largest N] [--kept N] [--alone]`.

The stream is made up: events with their own names and words among common words, whose frequencies fall as in prose (Zipf);
one to eight reports of each, an opening of a hundred words. The TF-IDF pass is the plain one: a report joins the story of the nearest report
above a threshold, found through an index of all words. Printed: reports a second, over the last thousand of each size; bytes a report.
Then copies: sketches taken and looked up among so many (--kept), and the most memory that this process ever took.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import resource
import sys
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from newsbox.stories import copies, likeness
from newsbox.stories.grouping import Grouping
from newsbox.types import Article

SIZES = (1_000, 10_000, 30_000, 100_000)
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
SYLLABLES = [
    one + two for one in "b d f g k l m n p r s t v z br dr gr kr st tr".split() for two in "a e i o u".split()
]


def stream(number: int, *, seed: int = 1) -> Iterator[Article]:
    """So many reports, in order of arrival."""
    chance = random.Random(seed)
    common = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(40_000)]
    sums, total = [], 0.0
    for rank in range(len(common)):
        total += 1 / (rank + 10)
        sums.append(total)
    live: list[tuple[list[str], int]] = []
    for place in range(number):
        if not live or chance.random() < 0.3:
            own = ["".join(chance.choices(SYLLABLES, k=4)) for _ in range(4)] + chance.choices(
                common, cum_weights=sums, k=12
            )
            live.append((own, chance.randint(1, 8)))
        at = chance.randrange(len(live))
        own, left = live[at]
        if left > 1:
            live[at] = (own, left - 1)
        else:
            live[at] = live[-1]
            live.pop()
        words = chance.choices(common, cum_weights=sums, k=80) + chance.choices(own, k=20)
        chance.shuffle(words)
        headline = chance.sample(own, 5) + chance.choices(common, cum_weights=sums, k=3)
        yield Article(
            headline=" ".join(headline),
            paragraphs=(" ".join(words),),
            outlet=f"Paper {chance.randrange(60)}",
            published=(BEGIN + timedelta(minutes=2 * place)).isoformat(),
            language="en",
        )


class Plain:
    """A single pass over TF-IDF vectors with an index of all words: what a box would do without thinking."""

    def __init__(self) -> None:
        self.met: Counter[str] = Counter()
        self.reports = 0
        self.index: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self.stories: list[int] = []

    def place(self, article: Article) -> int:
        """The story of a report, which is kept."""
        weights = self.weighed(article)
        near: dict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            for report, other in self.index[word]:
                near[report] += weight * other
        best = max(near, key=lambda report: near[report], default=None)
        self.keep(weights, self.stories[best] if best is not None and near[best] > 0.3 else len(self.stories))
        return self.stories[-1]

    def weighed(self, article: Article) -> dict[str, float]:
        """What is compared, of length one."""
        words = Counter(likeness.WORD.findall(f"{article.headline} {article.headline} {article.paragraphs[0]}".lower()))
        self.reports += 1
        self.met.update(words.keys())
        weights = {word: count * math.log((self.reports + 1) / self.met[word]) for word, count in words.items()}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / norm for word, weight in weights.items()}

    def keep(self, weights: dict[str, float], story: int) -> None:
        """A report among those that later ones are compared with."""
        for word, weight in weights.items():
            self.index[word].append((len(self.stories), weight))
        self.stories.append(story)


PLAIN_MOST, PLAIN_TIMED = 30_000, 50
"""Reports up to which the plain pass is waited for, and how many of them are timed: it grows slow, and large."""


def grouped(largest: int, plain_most: int) -> None:
    """Prints a line a size."""
    state, plain = Grouping(), Plain()
    pace: dict[str, float] = {}
    print(f"{'open reports':>14}{'NewsBox':>14}{'plain TF-IDF':>14}   reports a second")
    waiting: list[Article] = []
    for place, article in enumerate(stream(largest), 1):
        waiting.append(article)
        if len(waiting) < 1000:
            continue
        begun = time.process_time()
        for number, each in enumerate(waiting, place - len(waiting)):
            state.place([likeness.traits(each, key=str(number))])
        pace["NewsBox"] = len(waiting) / (time.process_time() - begun)
        pace.pop("plain", None)
        if place <= plain_most:
            for each in waiting[:-PLAIN_TIMED]:
                plain.keep(plain.weighed(each), len(plain.stories))
            begun = time.process_time()
            for each in waiting[-PLAIN_TIMED:]:
                plain.place(each)
            pace["plain"] = PLAIN_TIMED / (time.process_time() - begun)
        else:
            plain = Plain()
        waiting = []
        if place in SIZES:
            other = f"{pace['plain']:14,.0f}" if "plain" in pace else f"{'not waited for':>14}"
            print(f"{place:14,}{pace['NewsBox']:14,.0f}{other}   {len(state.stories()):,} stories", flush=True)


def remembered(number: int) -> None:
    """Prints what an open report takes in memory."""
    told = [likeness.traits(each, key=str(place)) for place, each in enumerate(stream(number))]
    likeness.stem.cache_clear()
    gc.collect()
    tracemalloc.start()
    state = Grouping()
    for each in told:
        state.place([each])
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{size / number:,.0f} bytes an open report ({number:,} reports)")


def copied(largest: int) -> None:
    """Prints how fast sketches are taken and looked up."""
    chance = random.Random(3)
    words = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(20_000)]
    texts = [" ".join(chance.choices(words, k=450)) for _ in range(2000)]
    index = copies.Index()
    drawn = np.random.default_rng(1)
    for _ in range(largest):
        hashes = np.unique(drawn.integers(0, 2**32 // copies.PART, 56, dtype=np.uint32))
        index.add(copies.Sketch(hashes, 2**32 // copies.PART, 446))
    begun = time.process_time()
    for text in texts:
        sketch = copies.sketch(text)
        index.find(sketch)
        index.add(sketch)
    pace = len(texts) / (time.process_time() - begun)
    print(
        f"{pace:,.0f} texts of 450 words a CPU second sketched, looked up and kept among {largest:,}; {index.size / len(index):,.0f} bytes a text"
    )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{most / (1 << 20 if sys.platform != 'darwin' else 1 << 30):,.2f} GB at most")


def main() -> int:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=100_000, help="open reports; 0 for copies alone")
    parser.add_argument("--kept", type=int, default=100_000, help="texts among which copies are looked up")
    parser.add_argument("--alone", action="store_true", help="without the plain pass, which takes long")
    given = parser.parse_args()
    if given.largest:
        grouped(given.largest, 0 if given.alone else PLAIN_MOST)
        remembered(min(given.largest, 10_000))
    copied(given.kept)
    return 0


if __name__ == "__main__":
    sys.exit(main())
