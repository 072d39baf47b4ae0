"""From two passages that differ to a finding: how sure, which shown first, and once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsbox.checking.reports.matching import Ground, Item, Meeting
from newsbox.checking.shape import Sheet, logistic, severity_of
from newsbox.types import Finding

LEAST = 0.03
"""Confidence below which a disagreement is not worth a note."""
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two reports that say one thing differently, and what speaks for its being one thing."""

    code: str
    odd: Item
    """What fewer reports say; where that is even, what the later one says."""
    other: Item
    signs: Mapping[str, float]
    message: str
    about: Hashable
    """Disputes about the same are told once."""
    set_by_hand: float | None = None
    """The confidence of a kind too rare to learn from."""


def common_signs(meeting: Meeting) -> dict[str, float]:
    """What speaks for two passages being about one thing, whatever kind of thing it is."""
    before, behind = meeting.beside
    names = meeting.first.sentence.names, meeting.second.sentence.names
    alike = len(names[0] & names[1]) / (min(len(names[0]), len(names[1])) or 1)
    return {
        "always": 1.0,
        "likeness": meeting.likeness,
        "nearness": meeting.nearness,
        "likeness and nearness": meeting.likeness * meeting.nearness,
        "word for word": float(meeting.likeness > 0.6),
        "strangers": float(meeting.likeness < 0.2),
        "far off": float(meeting.nearness < 0.1),
        "weight": min(meeting.weight, 40.0) / 10,
        "before": min(before, 2) / 2,
        "behind": min(behind, 2) / 2,
        "beside": float(before > 0 and behind > 0),
        "names": alike,
        "other names": float(bool(names[0]) and bool(names[1]) and not names[0] & names[1]),
        "headline": float("headline" in (meeting.first.span.at, meeting.second.span.at)),
    }


def support(one: int, other: int) -> dict[str, float]:
    """Signs from how many further reports say the one and the other."""
    few, many = sorted((one, other))
    return {
        "outvoted": float(few == 0 and many > 0),
        "outvoted by many": float(few == 0 and many > 1),
        "both held": float(few > 0),
    }


def confidence(signs: Mapping[str, float], weights: Weights) -> float:
    """How likely an editor would mend one of two passages."""
    return logistic(sum([weights.get(name, 0.0) * value for name, value in signs.items() if value]))


def settled(disputes: Iterable[Dispute], weights: Weights) -> Iterator[tuple[float, Dispute]]:
    """The disputes worth telling, the surest first; each odd passage and each matter once."""
    told = ((each.set_by_hand or confidence(each.signs, weights), each) for each in disputes)
    ranked = sorted(told, key=lambda each: -each[0])
    spans: set[Hashable] = set()
    matters: set[Hashable] = set()
    for sure, dispute in ranked:
        if sure < LEAST:
            return
        odd = (dispute.odd.report, dispute.odd.span)
        if odd not in spans and dispute.about not in matters:
            spans.add(odd)
            matters.add(dispute.about)
            yield sure, dispute


LOUD = {"NB121": 0.75}
"""By code, how sure it must be for a warning: on real reports, what is said of people is mostly two who are only alike."""


def findings(check: str, ground: Ground, disputes: Iterable[Dispute], weights: Weights) -> Iterator[Finding]:
    """The findings of a check: the odd words first, then the other report's."""
    for sure, dispute in settled(disputes, weights):
        passages = tuple(ground.sheets[each.report].passage(each.span) for each in (dispute.odd, dispute.other))
        severity = severity_of(sure, "warning" if sure >= LOUD.get(dispute.code, 0.0) else "note")
        yield Finding(dispute.code, check, severity, round(sure, 3), dispute.message, passages)


def outlet(sheet: Sheet) -> str:
    """What a report is called in a message."""
    return (
        sheet.reading.outlet
        or (sheet.reading.headline and f"“{sheet.reading.headline}”")
        or f"report {sheet.index + 1}"
    )
