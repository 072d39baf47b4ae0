"""Which figures of neighbouring sentences do not work out, taken together?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsbox.checking.measures import MONEY, Amount, amounts
from newsbox.checking.moments import moments
from newsbox.checking.shape import Line, Sheet
from newsbox.checking.sums import DOWN, FRACTIONS, PEOPLE, SEXES, UP
from newsbox.checking.telling import number
from newsbox.types import Span, Word

OTHERWISE = frozenset("now currently until before previously earlier ago last previous old former present today so instead against compare had year still this".split())  # fmt: skip
"""Words that lay a quantity beside what it was."""
TIMES = frozenset("year month week day hour minute second night age time".split())
LEAVING = frozenset("leave other remain remaining".split())
MOVED = frozenset("raise lower trim put bring take revise".split())
BEING = frozenset("be make represent constitute account equal".split())
OPEN = frozenset(
    """most mostly among include including rest other others elsewhere mainly alone only first about around nearly almost least
    example instance largest biggest remainder remaining further another addition too also more each""".split()
)
"""Words beside parts that need not be all."""
WHOLE = frozenset("whole total altogether all sum entire together".split())
CLOSEST, FARTHEST = 0.6, 1.7
"""Between which shares of the whole parts that are wrong will add up."""
GAP = 9
"""Words between the parts of a list."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What does not work out: the suspicious words, what they do not go with, a code, a confidence and a sentence for people."""

    code: str
    confidence: float
    suspect: Span
    other: Span
    message: str


def wrongs(sheet: Sheet) -> Iterator[Wrong]:
    """What does not work out in an article, beyond what a sentence says in a row."""
    told = amounts(sheet)
    for line in sheet.lines:
        mine = told[line.number]
        if not mine:
            continue
        before = _before(sheet, line)
        if len(mine) > 1:
            yield from _by_from_to(sheet, mine)
            yield from _more_than(sheet, mine)
            yield from _to_from(sheet, mine)
            yield from _compared(sheet, mine)
            yield from _whole_first(sheet, mine)
            yield from _share(sheet, line, mine)
            yield from _or_share(sheet, mine)
        yield from _beside(sheet, line, mine, before)
        yield from _half_of_them(sheet, mine, before)
        yield from _that_is(sheet, line, mine, before)
        yield from _leaving(sheet, mine, before)
        yield from _parts(sheet, line, mine, before)
        yield from _majority(sheet, mine)


def _before(sheet: Sheet, line: Line) -> Line | None:
    """The sentence before one, in its paragraph or at the end of the last."""
    if not isinstance(line.at, int) or not line.number:
        return None
    earlier = sheet.lines[line.number - 1]
    return earlier if isinstance(earlier.at, int) and line.at - earlier.at <= 1 else None


def _shown(sheet: Sheet, amount: Amount) -> str:
    return sheet.reading.text_at(amount.span)


def _step(amount: Amount) -> float:
    """Half of the last digit that a number is written with."""
    if amount.bound is not None:
        return 0.1 * amount.value
    shown = f"{amount.value:.10g}"
    if "." in shown and "e" not in shown:
        return float(0.5 * 10 ** -len(shown.partition(".")[2]))
    digits = shown.rstrip("0")
    return min(0.02 * amount.value, float(0.5 * 10 ** (len(shown) - len(digits)))) if amount.value >= 1e4 else 0.0


def _words_near(words: Sequence[Word], first: int, last: int) -> set[str]:
    near = words[max(0, first) : last + 1]
    return {word.lemma.lower() for word in near} | {word.text.lower() for word in near}


def _direction(words: Sequence[Word], share: Amount) -> int:
    """1 where a percentage is told as a rise, -1 as a fall, 0 where that is not clear."""
    near = _words_near(words, share.first - 5, share.last + 3)
    is_up, is_down = bool(near & UP), bool(near & DOWN)
    return 0 if is_up == is_down else 1 if is_up else -1


def _does_not_follow(share: Amount, direction: int, one: Amount, other: Amount) -> float | None:
    """The change between two amounts in percent, where a percentage told of it is another; None where it may be that."""
    small, large = sorted((one.value, other.value))
    if small <= 0 or small == large:
        return None
    base = small if direction > 0 else large
    change = 100 * (large - small) / base
    rounding = 100 * (_step(one) + _step(other)) / base * (1 + change / 100)
    slack = max(1.0, 0.06 * change) + rounding + (0.15 * change + 2 if share.bound else 0)
    return None if abs(change - share.value) <= slack else change


def _changed(
    sheet: Sheet, share: Amount, direction: int, one: Amount, other: Amount, confidence: float
) -> Iterator[Wrong]:
    change = _does_not_follow(share, direction, one, other)
    if change is not None:
        small, large = sorted((one, other), key=lambda each: each.value)
        shown = [_shown(sheet, each) for each in ((small, large) if direction > 0 else (large, small))]
        yield Wrong(
            "NB303", confidence, share.span, one.span,
            f"From {shown[0]} to {shown[1]} is a change of {direction * change:+.0f} percent, not {direction * share.value:+g}.",
        )  # fmt: skip


def _beside(sheet: Sheet, line: Line, mine: Sequence[Amount], before: Line | None) -> Iterator[Wrong]:
    """As "will cost 120 marks" and "It now costs 100 marks, so that the price rises by 12 percent"."""
    shares = [each for each in mine if each.unit == "percent"]
    if before is None or len(shares) != 1:
        return
    share, words = shares[0], line.words
    direction = _direction(words, share)
    here = [each for each in mine if each is not share and each.unit not in TIMES]
    there = [each for each in amounts(sheet)[before.number] if each.unit not in TIMES]
    if not direction or len(here) != 1 or len(there) != 1 or share.first < here[0].last:
        return
    one, other = there[0], here[0]
    if one.unit is None or one.unit in (*TIMES, "percent") or one.joined or other.joined:
        return
    if other.unit not in (one.unit, None) or not 0.25 <= one.value / other.value <= 4:
        return
    times = [{each.value for each in moments(sheet)[each.number]} for each in (before, line)]
    near = _words_near(words, 0, len(words)) | _words_near(before.words, 0, len(before.words))
    subject = next((word for word in words if word.dep in ("nsubj", "nsubjpass", "expl")), None)
    is_same = (
        (subject is not None and subject.pos == "PRON")
        or bool(_verbs(line) & _verbs(before))
        or _is_meant(words, share)
    )
    if is_same and near & OTHERWISE and not _is_compared(words, share) and not (times[0] and times[1]):
        yield from _changed(sheet, share, direction, one, other, 0.75)


def _is_meant(words: Sequence[Word], share: Amount) -> bool:
    """As "which makes an increase of 40 percent", "so it is a rise of 5 percent"."""
    near = words[max(0, share.first - 8) : share.first]
    leading = [word.text.lower() for word in near[-4:]]
    return (leading[:2] in ([",", "a"], [",", "an"]) and leading[-1] == "of") or any(
        one.text.lower() in ("which", "it", "that", "this") and other.lemma.lower() in ("be", "make", "mean")
        for one, other in pairwise(near)
    )


def _verbs(line: Line) -> set[str]:
    return {word.lemma.lower() for word in line.words if word.pos == "VERB"} - {"say"}


def _is_compared(words: Sequence[Word], share: Amount) -> bool:
    """Whether a percentage says itself what it is reckoned from: "3 percent more than last year"."""
    return any(
        word.text.lower() in ("than", "from", "on", "since", "compared")
        for word in words[share.last + 1 : share.last + 6]
    )


def _more_than(sheet: Sheet, mine: Sequence[Amount]) -> Iterator[Wrong]:
    """As "63 million parcels last year, 5 percent more than the 60 million of 2023"."""
    for one, share, other in zip(mine, mine[1:], mine[2:], strict=False):
        words = one.line.words
        if share.unit != "percent" or "percent" in (one.unit, other.unit) or share.first - one.last > 8:
            continue
        between = [word.text.lower() for word in words[share.last + 1 : other.first]]
        if "than" not in between or len(between) > 5 or (None not in (one.unit, other.unit) and one.unit != other.unit):
            continue
        direction = _direction(words, share)
        told = direction * (one.value - other.value)
        if direction and one.value < 20 * other.value and other.value < 20 * one.value and told > 0:
            yield from _changed(sheet, share, direction, one, other, 0.8)


def _to_from(sheet: Sheet, mine: Sequence[Amount]) -> Iterator[Wrong]:
    """As "rose 20 percent to 96 million marks, from 80 million a year earlier"."""
    for share, end, start in zip(mine, mine[1:], mine[2:], strict=False):
        words = share.line.words
        if share.unit != "percent" or end.unit in ("percent", *TIMES) or start.unit in ("percent", *TIMES):
            continue
        if None not in (end.unit, start.unit) and end.unit != start.unit:
            continue
        leading = [word.text.lower() for word in words[share.last + 1 : end.first]]
        between = words[end.last + 1 : start.first]
        opening = [word.text.lower() for word in between[-2:]]
        is_from = opening[-1:] in (["from"], ["against"]) or opening in (["compared", "with"], ["compared", "to"])
        is_broken = any(
            (word.pos in ("VERB", "CCONJ") and word.text.lower() != "compared") or word.text == ";" for word in between
        )
        if leading not in (["to"], [",", "to"]) or not is_from or is_broken or len(between) > 12:
            continue
        direction = _direction(words, share)
        if direction and direction * (end.value - start.value) > 0:
            yield from _changed(sheet, share, direction, start, end, 0.85)


def _compared(sheet: Sheet, mine: Sequence[Amount]) -> Iterator[Wrong]:
    """As "66,000 books last year, compared with 60,000 the year before, a rise of 15 percent"."""
    for end, start, share in zip(mine, mine[1:], mine[2:], strict=False):
        words = share.line.words
        if share.unit != "percent" or end.unit in ("percent", *TIMES) or start.unit in ("percent", *TIMES):
            continue
        if None not in (end.unit, start.unit) and end.unit != start.unit:
            continue
        between = words[end.last + 1 : start.first]
        opening = [word.text.lower() for word in between[-2:]]
        is_from = opening[-1:] in (["from"], ["against"]) or opening in (["compared", "with"], ["compared", "to"])
        behind = words[start.last + 1 : share.first]
        if (
            not is_from
            or len(between) > 9
            or len(behind) > 11
            or not any(word.text in (",", "—", "–") for word in behind)
        ):
            continue
        if any(
            word.pos in ("VERB", "AUX", "CCONJ") and word.text.lower() != "compared" for word in (*between, *behind)
        ):
            continue
        direction = _direction(words, share)
        if direction and direction * (end.value - start.value) > 0 and not _is_compared(words, share):
            yield from _changed(sheet, share, direction, start, end, 0.8)


def _that_is(sheet: Sheet, line: Line, mine: Sequence[Amount], before: Line | None) -> Iterator[Wrong]:
    """As "harvested 3.6 million tonnes" and "That is 10 percent less than in 2024, when they brought in 4 million tonnes"."""
    words = line.words
    is_that = words[0].text.lower() in ("that", "this", "it") and len(words) > 2
    there = amounts(sheet)[before.number] if before else ()
    if not is_that or words[1].text.lower() not in ("is", "was", "means", "meant") or len(mine) != 2 or len(there) != 1:
        return
    share, start, end = mine[0], mine[1], there[0]
    between = [word.text.lower() for word in words[share.last + 1 : start.first]]
    if (
        share.unit != "percent"
        or start.unit != end.unit
        or end.unit in (None, "percent", *TIMES)
        or "than" not in between
    ):
        return
    direction = _direction(words, share)
    if direction and direction * (end.value - start.value) > 0:
        yield from _changed(sheet, share, direction, start, end, 0.8)


def _half_of_them(sheet: Sheet, mine: Sequence[Amount], before: Line | None) -> Iterator[Wrong]:
    """As "60 carriages. Half of them, 30, will run in the north"."""
    wholes = [each for each in amounts(sheet)[before.number] if each.unit not in TIMES] if before else []
    if len(wholes) != 1 or wholes[0].bound or wholes[0].unit == "percent":
        return
    whole = wholes[0]
    for part in mine:
        words = part.line.words
        leading = [word.text.lower() for word in words[max(0, part.first - 5) : part.first]]
        if leading[-3:] not in (["of", "them", ","], ["of", "these", ","]) or len(leading) < 4:
            continue
        name = words[part.first - 4].lemma.lower()
        is_one = name == "half" or (name in FRACTIONS and leading[0] in ("a", "one"))
        if not is_one or part.last + 1 >= len(words) or words[part.last + 1].text != "," or part.bound:
            continue
        if abs(part.value - FRACTIONS[name] * whole.value) > max(1.0, 0.1 * part.value):
            yield Wrong(
                "NB303", 0.8, part.span, whole.span,
                f"{_shown(sheet, part)} of {_shown(sheet, whole)} is {100 * part.value / whole.value:.0f} percent.",
            )  # fmt: skip


def _whole_first(sheet: Sheet, mine: Sequence[Amount]) -> Iterator[Wrong]:
    """As "twelve medals, four of gold, five of silver and three of bronze"."""
    run = _list(mine, is_mixed=True)
    if len(run) < 4:
        return
    whole, parts = run[0], run[1:]
    words = whole.line.words
    opening = words[whole.last + 1 : parts[0].first]
    total = sum(each.value for each in parts)
    is_whole = whole.noun is not None and 1 < len(opening) < 9 and opening[-1].text in (",", ":") and not whole.bound
    is_whole = is_whole and not any(word.pos in ("VERB", "AUX", "CCONJ", "NUM") for word in opening)
    kinds = {words[each.last + 1].text.lower() for each in parts if each.last + 1 < len(words)}
    is_row = len(kinds) == 1 and kinds <= {"of", "in", "from", "for", "by", "to"}
    if is_whole and is_row and total != whole.value and CLOSEST < total / whole.value < FARTHEST:
        last = parts[-1].last + 2 if parts[-1].last + 2 < len(words) else parts[-1].last
        yield Wrong(
            "NB302", 0.75, Span(whole.line.at, parts[0].start, words[last].end), whole.span,
            f"{' + '.join(_shown(sheet, each) for each in parts)} are {number(total)}, not {_shown(sheet, whole)}.",
        )  # fmt: skip


def _by_from_to(sheet: Sheet, mine: Sequence[Amount]) -> Iterator[Wrong]:
    """As "fell by 1.8 metres from 6.2 metres to 4.4"."""
    ways: dict[str, list[Amount]] = {"by": [], "from": [], "to": []}
    for each in mine:
        for word in reversed(each.line.words[max(0, each.first - 6) : each.first]):
            if word.text.lower() in ways:
                ways[word.text.lower()].append(each)
                break
            if word.pos in ("VERB", "NUM") or word.text == ";":
                break
    if any(len(each) != 1 for each in ways.values()):
        return
    by, start, end = ways["by"][0], ways["from"][0], ways["to"][0]
    if start.first >= end.first or abs(by.first - start.first) > 12 or end.first - start.last > 8:
        return
    words = by.line.words
    units = {start.unit, end.unit} - {None}
    is_point = by.unit in ("point", "percentage")
    if (
        len(units) > 1
        or by.bound
        or (by.unit == "percent")
        or (by.unit is not None and not is_point and by.unit not in units)
    ):
        return
    if (is_point and "percent" not in units) or not _words_near(words, 0, len(words)) & (UP | DOWN | MOVED):
        return
    if is_point and any(word.text.lower() == "basis" for word in words):
        return
    change = abs(end.value - start.value)
    if abs(change - by.value) > 1e-6 + _step(start) + _step(end) + _step(by):
        end_of = by.end if by.noun is None or by.noun - by.last > 2 else words[by.noun].end
        yield Wrong(
            "NB303", 0.8, Span(by.line.at, by.start, end_of), Span(by.line.at, start.start, end.end),
            f"From {_shown(sheet, start)} to {_shown(sheet, end)} is a change by {number(change)}, not {number(by.value)}.",
        )  # fmt: skip


def _whole_and_part(mine: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    """As "32 of its 150 shops" or "Of the 26 buses, 14": the part and the whole."""
    for one, other in pairwise(mine):
        words = one.line.words
        between = [word.text.lower() for word in words[one.last + 1 : other.first]]
        if between in (["of", "the"], ["of", "its"], ["of", "their"], ["of"], ["of", "his"], ["of", "her"]):
            yield one, other
        before = [word.text.lower() for word in words[max(0, one.first - 2) : one.first]]
        if (
            before in (["of", "the"], ["of", "its"], ["of", "their"])
            and "," in between
            and len(between) < 5
            and one.first <= 3
        ):
            yield other, one


def _leaving(sheet: Sheet, mine: Sequence[Amount], before: Line | None) -> Iterator[Wrong]:
    """As "32 of its 150 shops, leaving 118", and "The other 12"."""
    earlier = amounts(sheet)[before.number] if before else ()
    for row in (mine, earlier):
        told = list(_whole_and_part(row))
        if len(told) != 1:
            continue
        part, whole = told[0]
        if part.bound or whole.bound or "percent" in (part.unit, whole.unit) or part.value > whole.value:
            continue
        for rest in mine:
            words = rest.line.words
            if rest in (part, whole) or rest.bound or rest.unit in ("percent", *TIMES):
                continue
            cue = words[rest.first - 1].lemma.lower() if rest.first else ""
            opening = words[rest.first - 2].text.lower() if rest.first > 1 else ""
            is_rest = cue == "leave" or (cue in LEAVING and opening == "the")
            is_same = rest.noun is None or rest.unit == whole.unit or words[rest.noun].tag != "NNS"
            if cue == "leave" and row is not mine:
                continue
            if is_rest and is_same and abs(part.value + rest.value - whole.value) > 1e-6 and rest.value < whole.value:
                yield Wrong(
                    "NB302", 0.75, rest.span, Span(whole.line.at, min(part.start, whole.start), max(part.end, whole.end)),
                    f"{_shown(sheet, part)} and {_shown(sheet, rest)} are {number(part.value + rest.value)}, not {_shown(sheet, whole)}.",
                )  # fmt: skip


def _parts(sheet: Sheet, line: Line, mine: Sequence[Amount], before: Line | None) -> Iterator[Wrong]:
    """As "75 million to three harbours" and "Aldra gets 40 million, Skarn 20 million and Halm 10 million"."""
    after = sheet.lines[line.number + 1] if line.number + 1 < len(sheet.lines) else None
    run = _list(mine)
    if not run:
        return
    words = line.words
    is_rest = _is_rest(words, run[-1])
    if (_words_near(words, 0, run[-1].first - 2 * is_rest) & OPEN) or any(each.bound for each in run):
        return
    if not is_rest and _words_near(words, run[-1].first, len(words)) & OPEN:
        return
    total = sum(each.value for each in run)
    units = {each.unit for each in run} - {None}
    rows = [[each for each in mine if each not in run]]
    rows += [
        list(amounts(sheet)[each.number])
        for each in (before, after)
        if each is not None and each.at in (line.at, _above(line))
    ]
    wholes = [each for row in rows for each in row if each not in _list(row) and _may_be_whole(each, run, units)]
    if not wholes or any(abs(each.value - total) <= 0.006 * total for row in rows for each in row):
        return
    whole = wholes[0]
    if len({each.value for each in wholes}) > 1:
        return
    counts = {each.value for row in rows for each in row if each.value <= 12}
    near = _words_near(whole.line.words, 0, len(whole.line.words))
    if after is not None:
        following = _words_near(after.words, 0, len(after.words))
        if following & {"rest", "remaining", "other", "others", "remainder"}:
            return
    is_sexes = len(run) > 1 and {each.unit for each in run} <= SEXES - {"child", "adult"}
    is_all = bool(_words_near(words, run[-1].last + 1, len(words)) & {"all", "whole"})
    is_summed = bool(near & WHOLE) or (after is not None and bool(following & WHOLE))
    is_told = is_rest or is_all or is_sexes or is_summed or float(len(run)) in counts
    opening = [word.text.lower() for word in words[:2]]
    is_of = (whole.line is line and whole.first <= 3 and opening[0] == "of") or (
        whole.line is before and opening in (["of", "these"], ["of", "those"], ["of", "them"])
    )
    is_colon = whole.line is line and any(word.text in (":", "—", "–") for word in words[whole.last : run[0].first])
    is_closed = is_colon and _ends(words, run[-1])
    is_too_many = total > whole.value and (is_of or (len(run) > 2 and whole.line.number <= line.number))
    if not (is_told and len(run) > 1) and not is_too_many and not (is_colon and (len(run) > 2 or is_closed)):
        return
    names = [word for word in words[: run[-1].last + 12] if word.pos == "PROPN"]
    if not (is_of or is_rest or is_all or is_sexes or is_closed) and len({word.text for word in names}) < len(run):
        return
    start, end = (run[0].start, run[-1].end) if is_of else _clause(words, run)
    shown = " + ".join(_shown(sheet, each) for each in run)
    yield Wrong(
        "NB302", 0.75, Span(line.at, start, end), whole.span,
        f"{shown} are {number(total)}, not {_shown(sheet, whole)}.",
    )  # fmt: skip


def _above(line: Line) -> int:
    return line.at - 1 if isinstance(line.at, int) else -1


def _clause(words: Sequence[Word], run: Sequence[Amount]) -> tuple[int, int]:
    """The characters of a list with what opens its first part and closes its last."""
    opens = [place for place, word in enumerate(words[: run[0].first]) if word.text in (":", ";", "—", "–")]
    first = opens[-1] + 1 if opens else 0
    last = next((place for place in range(run[-1].last + 1, len(words)) if words[place].pos == "PUNCT"), len(words))
    return words[first].start, words[max(last - 1, run[-1].last)].end


def _list(mine: Sequence[Amount], *, is_mixed: bool = False) -> list[Amount]:
    """The longest row of amounts of one unit, joined by commas and an "and" before the last."""
    best: list[Amount] = []
    mine = [each for each in mine if not _is_age(each)]
    opening = [word.text.lower() for word in mine[0].line.words[:2]] if mine else []
    if mine and mine[0].first <= 3 and opening[:1] == ["of"] and opening[1:] not in (["these"], ["those"], ["them"]):
        mine = mine[1:]  # "Of the 740 posts, ..."
    for begin in range(len(mine)):
        run = [mine[begin]]
        is_closed = False
        for following in mine[begin + 1 :]:
            between = following.line.words[run[-1].last + 1 : following.first]
            joints = [word.text.lower() for word in between if word.text.lower() in (",", "and", ";")]
            verbs = [
                word for word in between if word.pos in ("VERB", "AUX", "SCONJ") and not word.dep.startswith("aux")
            ]
            if not joints or len(between) > GAP or len(verbs) > 1 or is_closed:
                break
            run.append(following)
            is_closed = "and" in joints
        units = {each.unit for each in run} - {None}
        is_odd = any(each.unit in ("percent", "year old", *TIMES) or each.joined for each in run)
        is_even = not (units & MONEY) or len({each.unit for each in run}) == 1
        is_one = is_mixed or len(units) < 2 or units <= PEOPLE | {"crew"}
        if is_closed and len(run) > max(1, len(best)) and not is_odd and is_even and is_one:
            best = run
    return best


def _is_age(amount: Amount) -> bool:
    """As ", 41," behind a name."""
    words, first, last = amount.line.words, amount.first, amount.last
    behind = words[last + 1].text if last + 1 < len(words) else "."
    return (
        amount.unit is None
        and amount.value < 115
        and first > 1
        and words[first - 1].text in (",", "(")
        and behind in (",", ")", ".")
    )


def _ends(words: Sequence[Word], last: Amount) -> bool:
    """Whether a sentence ends right behind an amount and its noun."""
    return len(words) - last.last <= 4 and all(word.pos in ("NOUN", "ADJ", "PUNCT") for word in words[last.last + 1 :])


def _is_rest(words: Sequence[Word], last: Amount) -> bool:
    """As "and the remaining 220 in Halm": what closes a list."""
    before = [word.text.lower() for word in words[max(0, last.first - 2) : last.first]]
    return before in (["the", "remaining"], ["the", "other"], ["the", "last"])


def _may_be_whole(whole: Amount, run: Sequence[Amount], units: set[str | None]) -> bool:
    total = sum(each.value for each in run)
    if whole.bound or whole.joined or whole.unit in ("percent", "year old", *TIMES):
        return False
    if whole.value <= max(each.value for each in run) or not CLOSEST <= total / whole.value <= FARTHEST:
        return False
    if len(units) > 1 or units & SEXES:
        return whole.unit in PEOPLE and whole.unit not in units
    if whole.unit in ("people", "person") and units <= PEOPLE:
        return True
    return not units or whole.unit in units or (whole.unit is None and whole.value >= 1e3)


def _share(sheet: Sheet, line: Line, mine: Sequence[Amount]) -> Iterator[Wrong]:
    """As "The 740 jobs are a tenth of the staff of 7,400", and "make up 40 percent of its 1,200 members"."""
    words = line.words
    percents = {each.last: each for each in reversed(mine) if each.unit == "percent"}
    counted = [each for each in mine if each.unit != "percent"]
    for place, word in enumerate(words[:-2]):
        name = word.lemma.lower()
        if name == "half" or (name in FRACTIONS and place and words[place - 1].text.lower() in ("a", "one")):
            share, first, last = FRACTIONS[name], place - (name != "half"), place
        else:
            percent = percents.get(place)
            if percent is None or percent.bound:
                continue
            share, first, last = percent.value / 100, percent.first, place
        if words[last + 1].text.lower() != "of" or first < 2:
            continue
        verbs = [each for each in words[max(0, first - 3) : first] if each.lemma.lower() in BEING]
        # Only one part and one whole are wanted, so two from either end of a long sentence tell whether there are more.
        parts = [each for each in counted[:2] if each.last < first]
        wholes = [each for each in counted[-2:] if each.first > last + 1]
        if not verbs or len(parts) != 1 or len(wholes) != 1 or wholes[0].first - last > 8:
            continue
        part, whole = parts[0], wholes[0]
        between = words[last + 2 : whole.first]
        is_bare = all(
            each.pos in ("DET", "NOUN", "PROPN", "PART", "PRON", "ADJ") or each.text == "of" for each in between
        )
        is_kin = part.unit == whole.unit or None in (part.unit, whole.unit) or share < 1
        if not is_bare or not is_kin or part.bound or part.value >= whole.value or whole.unit in TIMES:
            continue
        if words[first - 1].text.lower() in ("about", "nearly", "almost", "over", "around", "roughly", "than"):
            continue
        meant = part.value / whole.value
        if abs(meant - share) > max(0.02, 0.12 * share):
            yield Wrong(
                "NB303", 0.75, Span(line.at, words[first].start, words[last].end), Span(line.at, part.start, part.end),
                f"{_shown(sheet, part)} of {_shown(sheet, whole)} is {100 * meant:.0f} percent, not {100 * share:.0f}.",
            )  # fmt: skip


def _or_share(sheet: Sheet, mine: Sequence[Amount]) -> Iterator[Wrong]:
    """As "Of the 1,000 people who were asked, 620 said yes, or 62 percent", and "62 percent of the group"."""
    counted = [each for each in mine if each.unit not in TIMES]
    for whole, part, share in zip(counted, counted[1:], counted[2:], strict=False):
        words = share.line.words
        if share.unit != "percent" or "percent" in (whole.unit, part.unit):
            continue
        if part.value > whole.value:
            whole, part = part, whole
        if not 0 < part.value < whole.value or part.bound or whole.bound or not _is_of(words, whole, part):
            continue
        if not _is_apposed(words, part, share):
            continue
        meant = 100 * part.value / whole.value
        if abs(meant - share.value) > (1.5 if share.bound is None else 3.0):
            yield Wrong(
                "NB303", 0.8, share.span, part.span,
                f"{_shown(sheet, part)} of {_shown(sheet, whole)} is {meant:.0f} percent, not {share.value:g}.",
            )  # fmt: skip


def _is_of(words: Sequence[Word], whole: Amount, part: Amount) -> bool:
    """Whether one number is told as part of another: "of 4,000 children 320", "320 of the 4,000", "tested 4,000, and 320 of them"."""
    before = {word.text.lower() for word in words[max(0, whole.first - 3) : whole.first]}
    if whole.first < part.first:
        opens = whole.first <= 4 or words[max(0, whole.first - 4)].text in (",", ";", ".")
        behind = [word.text.lower() for word in words[part.last + 1 : part.last + 3]]
        return (opens and bool(before & {"of", "among"})) or behind == ["of", "them"]
    return "of" in before and whole.first - part.last <= 5


def _is_apposed(words: Sequence[Word], part: Amount, share: Amount) -> bool:
    """Whether a percentage is told of a number before it: ", or 8 percent", "(8 percent)", ", 8 percent of the group"."""
    before = [word.text.lower() for word in words[part.last + 1 : share.first]]
    while before and before[-1] in ("about", "some", "around", "roughly", "nearly", "almost", "just", "over", "under"):
        before.pop()
    text = " ".join(before)
    behind = [word.text.lower() for word in words[share.last + 1 : share.last + 4]]
    ends = not behind or behind[0] in (".", ",", ";", ")", "-", "–", "—")
    of_whole = behind[:2] in (["of", each] for each in ("the", "them", "those", "all", "its", "their", "his", "her"))
    if not ends and not of_whole:
        return False
    return (
        text.endswith((", or", "turnout of", "which is", "that is", "a share of", "(", ",", " -", " –", " —"))
        or text == ","
    )


def _majority(sheet: Sheet, mine: Sequence[Amount]) -> Iterator[Wrong]:
    """As "by 61 votes to 52, a majority of nine"."""
    for one, other, margin in zip(mine, mine[1:], mine[2:], strict=False):
        words = one.line.words
        between = [word.text.lower() for word in words[one.last + 1 : other.first]]
        leading = [word.text.lower() for word in words[other.last + 1 : margin.first]]
        is_majority = between in (["votes", "to"], ["to"]) and leading in (
            [",", "a", "majority", "of"], [",", "a", "margin", "of"],
        )  # fmt: skip
        difference = abs(one.value - other.value)
        if is_majority and "percent" not in (one.unit, other.unit, margin.unit) and difference != margin.value:
            yield Wrong(
                "NB302", 0.85, margin.span, Span(one.line.at, one.start, other.end),
                f"{_shown(sheet, one)} to {_shown(sheet, other)} is a majority of {number(difference)}.",
            )  # fmt: skip
