"""Which figures of one sentence do not work out, by plain arithmetic?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsbox.checking.measures import Amount
from newsbox.checking.shape import Line
from newsbox.checking.telling import number
from newsbox.types import Word

SEXES = frozenset("man woman boy girl child adult teenager infant baby toddler male female".split())
"""People whose kinds leave nobody out: "12 people, 7 men and 5 women"."""
PEOPLE = SEXES | frozenset(
    """people person victim passenger student pupil worker migrant refugee patient prisoner detainee hostage body survivor resident
    miner sailor juror member judge justice civilian tourist pilgrim demonstrator protester""".split()
)
UP = frozenset("up rise increase grow jump gain climb surge soar growth more high higher leap add advance".split())
DOWN = frozenset("down fall drop decline cut decrease shrink reduce plunge slump reduction low lower less slip sink lose".split())  # fmt: skip
TIMES = {
    "double": (1.6, 3.0),
    "triple": (2.4, 4.0),
    "treble": (2.4, 4.0),
    "quadruple": (3.2, 5.0),
    "halve": (0.35, 0.65),
}
"""Between which bounds a quantity may go up or down where a verb says so."""
FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
PASSED = frozenset("approve pass adopt ratify confirm endorse back uphold".split())
BEATEN = frozenset("beat defeat".split())
SCORE = re.compile(r"(?<![\w.,/–:$-])(?P<one>\d{1,3})(?:[-–]|\sto\s)(?P<other>\d{1,3})(?![\w%/:]|[.,]\d|[-–]\d|\s(?:per\s?cent|percent|million|billion|years?|months?|days?|people|votes?\sago))")  # fmt: skip
CLOSE = 12
"""Words between a change and the percentage it is told as."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What does not work out: the characters of a part that show it, a code, a confidence and a sentence for people."""

    code: str
    confidence: float
    start: int
    end: int
    counterpart: tuple[int, int] | None
    message: str


def sums(line: Line, amounts: Sequence[Amount], text: str) -> Iterator[Sum]:
    """What does not work out in a sentence. text: of the whole part of the article that the sentence stands in."""
    if len(amounts) > 1:
        yield from _parts(line, amounts, text)
        yield from _listed(line, amounts, text)
        yield from _change(line, amounts, text)
        yield from _share_of_whole(line, amounts, text)
        yield from _two_shares(line, amounts, text)
    yield from _fraction(line, amounts, text)
    yield from _outcome(line, text)


def _shown(text: str, amount: Amount) -> str:
    end = amount.end
    if amount.noun is not None and 0 <= amount.noun - amount.last <= 3:
        end = max(end, amount.line.words[amount.noun].end)
    return text[amount.start : end]


def _between(words: Sequence[Word], one: Amount, other: Amount) -> list[Word]:
    return list(words[one.last + 1 : other.first])


def _parts(line: Line, amounts: Sequence[Amount], text: str) -> Iterator[Sum]:
    """As "12 people, 7 men and 4 women": parts that leave nobody out, and their sum."""
    words = line.words
    for place, whole in enumerate(amounts[:-2]):
        if whole.unit not in PEOPLE or whole.unit in SEXES - {"child", "adult"} or whole.bound:
            continue
        if whole.first and words[whole.first - 1].text.lower() in ("among", "of", "with"):
            continue
        opening = _between(words, whole, amounts[place + 1])
        marks = [word.text for word in opening if word.pos == "PUNCT"]
        if len(marks) != 1 or marks[0] not in (",", ":", "(", "—", "–", "-") or len(opening) > 5:
            continue
        if opening[-1].text != marks[0] or any(word.pos in ("VERB", "AUX", "ADP", "CCONJ") for word in opening):
            continue
        parts = [amounts[place + 1]]
        for following in amounts[place + 2 :]:
            between = _between(words, parts[-1], following)
            joints = [word for word in between if word.pos not in ("NOUN", "ADJ")]
            if len(between) > 4 or any(word.text not in (",", "and") for word in joints) or not joints:
                break
            parts.append(following)
        kinds = {part.unit for part in parts}
        if len(parts) < 2 or not kinds <= SEXES or len(kinds) < len(parts) or any(part.bound for part in parts):
            continue
        last = parts[-1].noun if parts[-1].noun is not None else parts[-1].last
        behind = words[last + 1].text if last + 1 < len(words) else "."
        total = sum(part.value for part in parts)
        if total != whole.value and behind not in ("and", "or") and whole.value < 1e6:
            told = " and ".join(_shown(text, part) for part in parts)
            yield Sum(
                "NB302", 0.9, parts[0].start, words[last].end, (whole.start, whole.end),
                f"{told} are {number(total)}, not {_shown(text, whole)}.",
            )  # fmt: skip


def _listed(line: Line, amounts: Sequence[Amount], text: str) -> Iterator[Sum]:
    """As "26 people: 14 in one village, eight in another and five in a third": a whole, and behind a colon all of its parts."""
    words = line.words
    colons = [place for place, word in enumerate(words) if word.text in (":", "—", "–")]
    if not colons:
        return
    colon = colons[0]
    wholes = [each for each in amounts if each.last < colon]
    parts = [each for each in amounts if each.first > colon]
    if not wholes or len(parts) < 2 or parts[0].first - colon > 2:
        return
    for place, (one, other) in enumerate(pairwise(parts)):
        between = _between(words, one, other)
        joints = [word.text for word in between if word.text in (",", "and", ";")]
        is_last = place == len(parts) - 2
        if len(between) > 8 or not joints or any(word.pos in ("VERB", "AUX") for word in between):
            return
        if is_last != ("and" in joints) or between[-1].text not in (",", "and", ";"):
            return
    if any(each.bound or each.unit in ("percent", "year old", "year", "$", "€", "£") for each in parts):
        return
    units = {each.unit for each in parts} - {None}
    whole, total = wholes[-1], sum(each.value for each in parts)
    if (
        whole.bound
        or whole.unit is None
        or whole.unit in ("percent", "year old")
        or len(units) not in (0, len(parts), 1)
    ):
        return
    if whole.value != total and max(each.value for each in parts) < whole.value and 0.6 < total / whole.value < 1.6:
        last = parts[-1]
        yield Sum(
            "NB302", 0.85, whole.start, whole.end, (parts[0].start, last.end),
            f"{' + '.join(number(each.value) for each in parts)} are {number(total)}, not {_shown(text, whole)}.",
        )  # fmt: skip


def _change(line: Line, amounts: Sequence[Amount], text: str) -> Iterator[Sum]:
    """As "from 10 to 15, up 20 percent", "doubled from 10 to 15": a change, and how it is told."""
    words = line.words
    moves = []
    for one, other in pairwise(amounts):
        between = [word.text.lower() for word in _between(words, one, other) if word.pos not in ("NOUN", "ADJ", "ADV")]
        before = [word.text.lower() for word in words[max(0, one.first - 4) : one.first]]
        if between == ["to"] and "from" in before[-2 - (one.bound is not None) * 2 :]:
            moves.append((one, other))
        elif between == ["from"] and before and before[-1] == "to":
            moves.append((other, one))
    if not moves:
        moves = list(_moves_by_share(words, amounts))
    if len(moves) != 1:
        return
    start, end = moves[0]
    units = {start.unit, end.unit} - {None}
    if len(units) > 1 or "percent" in units or not start.value or "year" in units or start.value < 0:
        return
    start, end = _scaled_alike(start, end)
    spread = _error(start) / start.value + _error(end) / max(end.value, 1e-9)
    change = 100 * (end.value - start.value) / start.value
    first, last = min(start.first, end.first), max(start.last, end.last)
    shares = [each for each in amounts if each.unit == "percent"]
    if len(shares) == 1:
        share = shares[0]
        away = 0 if first < share.first < last else min(abs(share.first - last), abs(first - share.last))
        near = {word.lemma.lower() for word in words[max(0, share.first - 4) : share.last + 3]}
        if share.first and words[share.first - 1].text.lower() == "by":
            near |= {word.lemma.lower() for word in words[: share.first]}
        # What one of the words around a change says of it; "rose 20 percent to 15 from 10".
        is_up, is_down = bool(near & UP), bool(near & DOWN)
        if away > CLOSE or is_up == is_down:
            return
        slack = max(1.0, 0.06 * abs(change)) + 100 * spread * (1 + abs(change) / 100)
        if share.bound is not None:
            slack += 0.15 * abs(change) + 2
        told = share.value if is_up else -share.value
        if abs(change - told) > slack:
            yield Sum(
                "NB303", 0.85, share.start, share.end, (min(start.start, end.start), max(start.end, end.end)),
                f"From {_shown(text, start)} to {_shown(text, end)} is a change of {change:+.0f} percent, not {told:+g}.",
            )  # fmt: skip
        return
    for place, word in enumerate(words):
        bounds = TIMES.get(word.lemma.lower())
        if bounds and word.pos in ("VERB", "ADJ", "NOUN") and 0 < first - place <= CLOSE:
            ratio = end.value / start.value
            more = words[place - 1].text.lower() == "than" if place else False
            if ratio < bounds[0] - spread or (ratio > bounds[1] + spread and not more):
                yield Sum(
                    "NB303", 0.8, word.start, word.end, (min(start.start, end.start), max(start.end, end.end)),
                    f"From {_shown(text, start)} to {_shown(text, end)} is a change by a factor of {ratio:.2g}, told as “{word.text}”.",
                )  # fmt: skip


def _moves_by_share(words: Sequence[Word], amounts: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    """As "448 million, up 12 percent from 320 million": the two ends of a change, with its percentage between them."""
    for end, share, start in zip(amounts, amounts[1:], amounts[2:], strict=False):
        if share.unit != "percent" or "percent" in (end.unit, start.unit) or share.first - end.last > 8:
            continue
        between = [word.text.lower() for word in _between(words, share, start)]
        told = {word.lemma.lower() for word in _between(words, end, share)}
        if between == ["from"] and told & (UP | DOWN):
            yield start, end


def _scaled_alike(start: Amount, end: Amount) -> tuple[Amount, Amount]:
    """As "From 10 to 15 million": what scale the second one names is also the first one's."""
    if start.unit is None and end.value >= 1e3 and start.value < 1000 and start.value <= end.value / 1e3 * 50:
        for scale in (1e12, 1e9, 1e6, 1e3):
            if end.value >= scale and end.line.words[end.last].text.lower() in (
                "trillion",
                "billion",
                "million",
                "thousand",
            ):
                line, first, last = start.line, start.first, start.last
                return Amount(line, first, last, start.value * scale, end.unit, None, start.bound), end
    return start, end


def _error(amount: Amount) -> float:
    """By how much a number as it is written may be rounded: half of its last digit."""
    if amount.bound is not None:
        return 0.1 * amount.value
    shown = f"{amount.value:.10g}"
    if "." in shown and "e" not in shown:
        return 0.5 * float(10 ** -len(shown.partition(".")[2]))
    digits = shown.rstrip("0")
    return 0.5 * float(10 ** (len(shown) - len(digits))) if amount.value >= 1000 else 0.0


def _share_of_whole(line: Line, amounts: Sequence[Amount], text: str) -> Iterator[Sum]:
    """As "14 of the 12 miners", and "four in ten voters — 60 percent"."""
    words = line.words
    for place, (one, other) in enumerate(pairwise(amounts)):
        between = [word.text.lower() for word in _between(words, one, other)]
        if one.unit == "percent" or other.unit in ("percent", "$", "€", "£") or other.value <= 0:
            continue
        is_of = between in (["of"], ["of", "the"], ["out", "of"], ["out", "of", "the"], ["of", "its"], ["of", "their"])
        if is_of and one.value > other.value and other.noun is not None and not one.bound and one.joined is None:
            if other.value >= 3 and one.value < 1e5 and other.unit not in ("year", "month", "day", "time", "point"):
                yield Sum(
                    "NB302", 0.75, one.start, one.end, (other.start, other.end),
                    f"{text[one.start : one.end]} cannot be of {_shown(text, other)}.",
                )  # fmt: skip
            continue
        if not is_of and between not in (["in"], ["in", "every"]):
            continue
        share = amounts[place + 2] if place + 2 < len(amounts) else None
        if share is None or share.unit != "percent" or share.first - other.last > 7 or one.value > other.value:
            continue
        marks = [word for word in words[other.last + 1 : share.first] if word.pos == "PUNCT" or word.text in ("or", "--", "(", "—", "–")]  # fmt: skip
        verbs = [
            word
            for word in words[other.last + 1 : share.first]
            if word.pos in ("VERB", "AUX", "CCONJ") and word.text != "or"
        ]
        if not marks or verbs or marks[-1].end < words[share.first].start - 12:
            continue
        meant = 100 * one.value / other.value
        slack = 7.0 if other.value <= 10 else 2.0 + 2 * (one.bound is not None)
        if abs(meant - share.value) > slack and (share.bound is None or abs(meant - share.value) > 2 * slack):
            yield Sum(
                "NB303", 0.75, one.start, other.end, (share.start, share.end),
                f"{text[one.start : other.end]} is {meant:.0f} percent, not {share.value:g}.",
            )  # fmt: skip


def _two_shares(line: Line, amounts: Sequence[Amount], text: str) -> Iterator[Sum]:
    """As "leads 46 percent to 60 percent": two shares of one whole that are more than the whole."""
    words = line.words
    for one, other in pairwise(amounts):
        between = [word.text.lower() for word in _between(words, one, other)]
        if between != ["to"] or "percent" not in (one.unit, other.unit) or one.value + other.value <= 101.5:
            continue
        if one.unit not in ("percent", None) or other.unit != "percent" or max(one.value, other.value) > 100:
            continue
        near = {word.lemma.lower() for word in words[max(0, one.first - 6) : one.first]}
        if near & (UP | DOWN | {"from", "between", "go", "move", "raise", "estimate", "range", "-", "be"}):
            continue
        head = {word.lemma.lower() for word in words[max(0, one.first - 14) : one.first]}
        if head & {"lead", "beat", "defeat", "trail", "ahead", "over", "vote", "margin", "split", "win", "lose"}:
            yield Sum(
                "NB302", 0.7, one.start, other.end, None,
                f"{text[one.start : other.end]} is more than the whole: {one.value + other.value:g} percent.",
            )  # fmt: skip


def _fraction(line: Line, amounts: Sequence[Amount], text: str) -> Iterator[Sum]:
    """As "a third, or 45 percent": one share, told in words and in percent."""
    words = line.words
    for share in amounts:
        if share.unit != "percent" or share.first < 2:
            continue
        place = share.first - 1
        if share.bound is not None:
            continue
        if words[place].text == "or" and place and words[place - 1].text == ",":
            place -= 1
        elif words[place].text not in ("(", "—", "–", "--"):
            continue
        name = words[place - 1].lemma.lower() if place else ""
        if name not in FRACTIONS or place < 2:
            continue
        if name == "half":
            count, first = 1, place - 1
        else:
            before = place - 2 - (words[place - 2].text == "-")
            counted = COUNTS.get(words[before].text.lower())
            if counted is None:
                continue
            count, first = counted, before
        meant = 100 * FRACTIONS[name] * count
        near = " ".join(word.text.lower() for word in words[max(0, first - 3) : first])
        slack = (
            12.0
            if re.search(r"more than|over|less than|fewer than|under|nearly|almost|about|around|roughly|some", near)
            else 4.0
        )
        if abs(meant - share.value) > slack:
            yield Sum(
                "NB303", 0.85, words[first].start, words[place - 1].end, (share.start, share.end),
                f"{text[words[first].start : words[place - 1].end]} is {meant:.0f} percent, not {share.value:g}.",
            )  # fmt: skip


def _outcome(line: Line, text: str) -> Iterator[Sum]:
    """As "approved the bill 45-54": a vote or a score whose larger number is the loser's."""
    scores = list(SCORE.finditer(text, line.start, line.end))
    if len(scores) != 1:
        return
    score = scores[0]
    one, other = int(score["one"]), int(score["other"])
    if one >= other:
        return
    at = next((place for place, word in enumerate(line.words) if word.start <= score.start() < word.end), None)
    if at is None:
        return
    words = line.words
    is_vote = False
    for place in range(at - 1, max(-1, at - 14), -1):
        word = words[place]
        if word.text in (";", ":", "."):
            return
        if word.text.lower() in ("record", "vs", "versus", "fail", "failed", "not", "after", "minimum", "pages"):
            return
        is_vote = is_vote or word.lemma.lower() == "vote"
        if word.pos != "VERB":
            continue
        lemma = word.lemma.lower()
        is_passive = any(each.head == place and each.dep in ("nsubjpass", "auxpass") for each in words)
        near = (
            ("to" not in score[0] and at - place <= 8)
            or place + 1 == at
            or words[at - 1].text.lower() in ("by", "of", ",", "vote")
        )
        if lemma in PASSED and (is_vote or near):
            yield Sum(
                "NB304", 0.8, score.start(), score.end(), (word.start, word.end),
                f"“{word.text}” does not go with {score[0]}.",
            )  # fmt: skip
        elif lemma in BEATEN and not is_passive and not is_vote and other < 200:
            yield Sum(
                "NB304", 0.6, score.start(), score.end(), (word.start, word.end),
                f"“{word.text}” does not go with {score[0]}.",
            )  # fmt: skip
        return
