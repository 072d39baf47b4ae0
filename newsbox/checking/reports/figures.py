"""Do the reports of a story agree on casualties, sums, votes and counts?

Later and larger is news, and no contradiction: a toll that rises from report to report, "at least 12" and then 15. What is
told is an earlier toll above a later one, two figures of the same hours, and figures that nobody revises.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from newsbox.checking.reports.disputes import Dispute, common_signs, findings, outlet, support
from newsbox.checking.reports.matching import Ground, Item, Meeting, stem
from newsbox.checking.reports.weights import FIGURES
from newsbox.checking.shape import Sheet
from newsbox.types import Claim, Finding

LEAST = 3.0
"""Weight of the words that two figures' sentences share."""
LOSSES = frozenset(("killed", "injured", "missing"))
RISING = LOSSES | {"votes", "seats"}
"""What is counted while reports are written: later and larger is news."""
SAME_HOURS = 3
"""Hours between two reports that may know the same."""
TIMES = frozenset("seconds minutes hours days weeks months years decades centuries times".split()) | {"years old"}
GENERAL = frozenset(
    map(
        stem,
        "people person persons victims dead others more lives men casualties about some least than around nearly almost roughly over up".split(),
    )
)
"""Words of a figure that say nothing about whom it counts."""
ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|approximately|estimated|nearly|almost|close to|or so|dozens|hundreds)\b",
    re.IGNORECASE,
)
AT_LEAST = re.compile(
    r"\b(?:at least|more than|over|no fewer than|no less than|not less than|upwards? of|exceed\w*|plus)\b|\+$",
    re.IGNORECASE,
)
AT_MOST = re.compile(
    r"\b(?:up to|as many as|as much as|fewer than|less than|under|nearly|almost|at most|below)\b", re.IGNORECASE
)
RANGE = re.compile(r"\d\s?(?:-|–|to)\s?\$?\d|\bbetween\b|\bfrom\b", re.IGNORECASE)
FURTHER = re.compile(r"\b(?:another|other|others|more|additional|extra|further|remaining|rest)\b", re.IGNORECASE)
PERIOD = re.compile(
    r"\b(?:last (?:year|month|week|season)|previous\w*|earlier|since|ago|average|a (?:year|month|week|day)|annual\w*|per|each|every|record|prior|once|then|initially|first|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
FAR = 2.0
"""Times by which a figure may pass its bound."""
NEAR = 45
"""Characters on each side of a figure where its period is told."""


def across(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Figures that two reports of a story give differently, the surest first."""
    ground = Ground.of(sheets)
    yield from findings("figures", ground, disputes(ground), FIGURES)


def disputes(ground: Ground) -> Iterator[Dispute]:
    """Figures of one kind in sentences about one thing, that can't be reconciled."""
    claims: dict[tuple[int, object], Claim] = {}
    items: list[Item] = []
    said: dict[int, dict[object, set[object]]] = defaultdict(lambda: defaultdict(set))
    for report in ground.order:
        for claim in ground.sheets[report].reading.claims:
            if (item := _item(ground, report, claim)) is not None:
                items.append(item)
                claims[report, claim.span] = claim
                said[report][item.group].add(item.value)
    supporters: dict[tuple[object, object], int] = defaultdict(int)
    for groups in said.values():
        for group, values in groups.items():
            for value in values:
                supporters[group, value] += 1
    for meeting in ground.meetings(items, least=LEAST):
        one, other = meeting.first, meeting.second
        if one.value == other.value:
            continue
        if other.value in said[one.report][one.group] or one.value in said[other.report][one.group]:
            continue  # Who gives both figures means two things.
        first, second = claims[one.report, one.span], claims[other.report, other.span]
        hours = ground.hours(one.report, other.report)
        if _is_reconciled(ground, meeting, first, second, hours):
            continue
        held = supporters[one.group, one.value] - 1, supporters[other.group, other.value] - 1
        signs = common_signs(meeting) | support(*held) | _signs(ground, meeting, first, second, hours)
        odd, rest = (one, other) if held[0] < held[1] else (other, one)
        yield Dispute(
            "NB321",
            odd,
            rest,
            signs,
            _message(ground, meeting, first, second),
            (one.group, frozenset((one.value, other.value))),
        )


def _item(ground: Ground, report: int, claim: Claim) -> Item | None:
    value = _value(claim)
    if value is None or claim.span.at == "caption" or RANGE.search(claim.text) or FURTHER.search(claim.text):
        return None
    sentence = ground.sentence_at(report, claim.span.at, claim.span.start)
    if sentence is None:
        return None
    if claim.of in LOSSES:
        group: object = claim.of
    elif isinstance(value, str):
        group = f"score of {claim.unit}"
    elif value < 2:
        return None
    else:
        group = claim.unit or "number"
    before, behind = ground.beside(sentence, claim.span.start, claim.span.end)
    near = ground.near(sentence, claim.span.start, claim.span.end)
    return Item(report, claim.span, sentence, sentence.keys, near, group, value, before, behind)


def _value(claim: Claim) -> float | str | None:
    """A figure; a score with the larger side first."""
    if claim.kind != "figure" or claim.value is None:
        return None
    if isinstance(claim.value, str):
        sides = claim.value.split("-")
        if len(sides) != 2 or not all(side.isdigit() for side in sides):
            return None
        return "-".join(sorted(sides, key=int, reverse=True))
    return float(claim.value)


def _is_reconciled(ground: Ground, meeting: Meeting, first: Claim, second: Claim, hours: float | None) -> bool:
    """Whether two figures can both be right: rounded, a bound, an update, or of different people."""
    one, other = meeting.first.value, meeting.second.value
    if not isinstance(one, float) or not isinstance(other, float):
        return False
    near = _near(ground, meeting.first), _near(ground, meeting.second)
    if is_rounded(one, other, is_about=bool(ABOUT.search(near[0][0]) or ABOUT.search(near[1][0]))):
        return True
    bounds = [(bool(AT_LEAST.search(text)), bool(AT_MOST.search(text))) for text, _ in near]
    for (least, most), mine, theirs in ((bounds[0], one, other), (bounds[1], other, one)):
        # Two bounds of one kind are compared like figures; nobody says "over 200" of 600.
        is_near = max(mine, theirs) < FAR * min(mine, theirs)
        if is_near and bounds[0] != bounds[1] and ((least and theirs >= mine) or (most and theirs <= mine)):
            return True
    if meeting.first.group in RISING and _rose(one, other, hours):
        return True  # The toll rose, more votes were counted.
    whom = _whom(first), _whom(second)
    return bool(whom[0] and whom[1] and not whom[0] & whom[1])


def _rose(one: float, other: float, hours: float | None) -> bool:
    """Whether the larger of two figures stands in the report that was clearly published later."""
    return hours is not None and abs(hours) > SAME_HOURS and (other > one) == (hours > 0)


def is_rounded(one: float, other: float, *, is_about: bool) -> bool:
    """Whether one of two numbers is the other in round figures: 2,400 and 2,396, or "about 2,400" and 2,450."""
    small, large = sorted((abs(one), abs(other)))
    if not small or large / small > 1.12:
        return False
    if is_about and large / small <= 1.06:
        return True
    for rough, exact in ((one, other), (other, one)):
        digits = _significant(rough)
        if digits < _significant(exact) and abs(rough) >= 10 and float(f"{exact:.{max(digits, 1)}g}"[:30]) == rough:
            return True
        if (
            digits < _significant(exact)
            and f"{rough:g}" != f"{exact:g}"
            and abs(rough - exact) / large < 0.5 * 10 ** (1 - digits) / 2
        ):
            return True
    return False


def _significant(value: float) -> int:
    """Digits of a number that are not mere noughts at its end."""
    return len(f"{value:.12g}".split("e")[0].replace(".", "").replace("-", "").strip("0")) or 1


def _near(ground: Ground, item: Item) -> tuple[str, str]:
    """A figure with the words right before it, and all the words around it in its sentence."""
    part = ground.sheets[item.report].reading.part(item.span.at)
    begin, end = item.sentence.start, item.sentence.end
    tight = part[max(begin, item.span.start - 18) : min(end, item.span.end + 6)]
    return tight, part[max(begin, item.span.start - NEAR) : min(end, item.span.end + NEAR)]


def _whom(claim: Claim) -> frozenset[str]:
    """What the figure's own words say it counts: "four soldiers"."""
    words = (stem(word) for word in re.findall(r"[^\W\d_]+", claim.text))
    return frozenset(word for word in words if word not in GENERAL and word not in NUMBERS and len(word) > 2)


NUMBERS = frozenset(
    map(
        stem,
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
        hundred thousand million billion trillion dozen dozens percent per cent and year years old dollars euros pounds""".split(),
    )
)  # fmt: skip


def _signs(ground: Ground, meeting: Meeting, first: Claim, second: Claim, hours: float | None) -> dict[str, float]:
    one, other = meeting.first.value, meeting.second.value
    group = meeting.first.group
    near = _near(ground, meeting.first)[1], _near(ground, meeting.second)[1]
    counts_people = group in LOSSES or group == "people"
    whom = (_whom(first), _whom(second)) if counts_people else (frozenset(), frozenset())
    signs = {
        "loss": float(group in LOSSES),
        "time": float(group in TIMES - {"years old"}),
        "age": float(group == "years old"),
        "people": float(group == "people"),
        "bare number": float(group == "number"),
        "money or measure": float(group not in LOSSES | TIMES | {"people", "number"}),
        "same whom": float(bool(whom[0] & whom[1])),
        "whom of one": float(bool(whom[0]) != bool(whom[1])),
        "same of": float(bool(first.of) and (first.of or "").casefold() == (second.of or "").casefold()),
        "period of one": float(bool(PERIOD.search(near[0])) != bool(PERIOD.search(near[1]))),
        "about": float(bool(ABOUT.search(near[0]) or ABOUT.search(near[1]))),
        "same hours": float(hours is None or abs(hours) <= SAME_HOURS),
        "days apart": min(abs(hours or 0.0) / 24, 30.0) / 10,
        "two speakers": float(
            first.speaker is not None and second.speaker is not None and first.speaker != second.speaker
        ),
        "one speaker": float(first.speaker is not None and first.speaker == second.speaker),
    }
    if isinstance(one, float) and isinstance(other, float):
        ratio = abs(math.log(other / one)) if one > 0 and other > 0 else 3.0
        signs["far apart"] = min(ratio, 5.0)
        signs["small"] = float(min(one, other) <= 4)
        signs["rose"] = float(_rose(one, other, hours))
        is_backwards = hours is not None and hours < 0
        signs["larger later"] = float((other > one) != is_backwards)
        signs["same length"] = float(len(f"{one:.0f}") == len(f"{other:.0f}"))
        if group in LOSSES:
            signs["loss fell"] = float((other < one) != is_backwards)
    else:
        signs["score"] = 1.0
    return signs


def _message(ground: Ground, meeting: Meeting, first: Claim, second: Claim) -> str:
    what = _what(meeting.first.group, first, second)
    told = [
        _told(ground.sheets[item.report], claim) for item, claim in ((meeting.first, first), (meeting.second, second))
    ]
    return f"Two reports disagree about {what}: {told[0]}, {told[1]}."


def _what(group: object, first: Claim, second: Claim) -> str:
    if group in LOSSES:
        return f"the number of {group}" if group != "killed" else "the number of people killed"
    if group == "years old":
        return "an age"
    if first.unit == "votes":
        return "the votes"
    of = first.of if first.of and first.of == second.of else None
    return f"a figure ({of})" if of else "a figure"


def _told(sheet: Sheet, claim: Claim) -> str:
    who = f", citing {claim.speaker}" if claim.speaker else ""
    return f"{claim.text} ({outlet(sheet)}{who})"
