"""How often were findings right, as people judged them?"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)
"""Steps of confidence that are told apart."""


@dataclass(slots=True)
class Tally:
    """What was said of some findings."""

    said: Counter[str] = field(default_factory=Counter)
    claimed: list[float] = field(default_factory=list)
    """Confidences of those that people judged."""

    @property
    def judged(self) -> int:
        """How many people said something of."""
        return self.said["right"] + self.said["wrong"]

    @property
    def precision(self) -> float | None:
        """Share of right ones; None where nobody said anything."""
        return self.said["right"] / self.judged if self.judged else None

    @property
    def claim(self) -> float | None:
        """What the findings themselves claimed, on average."""
        return sum(self.claimed) / len(self.claimed) if self.claimed else None

    def to_dict(self) -> dict[str, float | int | None]:
        """The tally as a JSON object."""
        counts = {said: self.said[said] for said in ("right", "wrong", "mended")}
        return {**counts, "precision": self.precision, "claimed": self.claim}


def tallies(labels: Iterable[Mapping[str, Any]]) -> dict[str, Tally]:
    """By check, and under "all" and by step of confidence ("0.5-0.7"), what was said.

    labels: objects with check, confidence, and verdict ("right", "wrong" or "mended").
    """
    told: dict[str, Tally] = defaultdict(Tally)
    for label in labels:
        sure = float(label["confidence"])
        step = next(
            (f"{low:.1f}-{min(high, 1.0):.1f}" for low, high in itertools.pairwise(BINS) if low <= sure < high), ""
        )
        for name in (label["check"], "all", step):
            told[name].said[label["verdict"]] += 1
            if label["verdict"] != "mended":
                told[name].claimed.append(sure)
    return dict(told)


def table(told: Mapping[str, Tally]) -> Iterator[str]:
    """The tallies as lines: how many right, wrong, mended by a later edition; the share right, and what was claimed."""
    yield f"{'':14}{'right':>7}{'wrong':>7}{'mended':>8}{'precision':>11}{'claimed':>9}"
    for name in sorted(told, key=lambda name: (name[:1].isdigit(), name == "all", name)):
        row = told[name]
        shares = ["-" if share is None else f"{share:.2f}" for share in (row.precision, row.claim)]
        yield f"{name:14}{row.said['right']:7}{row.said['wrong']:7}{row.said['mended']:8}{shares[0]:>11}{shares[1]:>9}"
