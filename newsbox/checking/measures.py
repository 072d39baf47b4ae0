"""Which amounts stand in the sentences of an article: how many, of what, and how exactly?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from newsbox.checking.losses import losses
from newsbox.checking.shape import Line, Sheet, once
from newsbox.types import Span, Word

SMALL = {
    word: float(number)
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen""".split()
    )
} | {word: 10.0 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}  # fmt: skip
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
CLINGING = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
DIGITS = re.compile(r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?(?P<scale>k|mn|m|bn|b|tn)?", re.IGNORECASE)
MONEY = frozenset(("$", "€", "£", "¥", "US$", "C$", "A$", "₹", "₽"))
CURRENCIES = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "rupee": "₹", "ruble": "₽", "rouble": "₽"}
PERCENT = frozenset(("%", "percent", "pct", "pc"))
LONGEST_NUMBER = 10
"""Words of a number written out."""
MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip
LABELS = frozenset(
    """no no. number page article section chapter room flight line part phase level stage grade category paragraph clause
    rule act title volume issue episode season version channel route highway interstate road street platform gate terminal
    unit reactor block lot case docket bill proposition amendment type class model series formula game week day round group
    lap district precinct ward division apollo""".split()
)
"""Words before a number that make it a name: page 40, Flight 17."""
LOW = ("at least", "more than", "over", "above", "no fewer than", "no less than", "not less than", "in excess of", "upwards of", "well over", "greater than", "a minimum of")  # fmt: skip
HIGH = ("at most", "up to", "less than", "fewer than", "under", "below", "no more than", "not more than", "as many as", "as much as", "a maximum of", "within")  # fmt: skip
NEAR = ("nearly", "almost", "about", "around", "roughly", "approximately", "some", "an estimated", "estimated", "close to", "or so", "circa", "just under", "just over", "barely", "another", "an additional")  # fmt: skip
BOUNDS: dict[str, Literal["low", "high", "near"]] = (
    dict.fromkeys(LOW, "low") | dict.fromkeys(HIGH, "high") | dict.fromkeys(NEAR, "near")  # type: ignore[assignment]
)
LOSSES = dict.fromkeys(
    "dead kill killed killing die died death deaths fatality fatalities drown drowned body bodies".split(), "killed"
)
LOSSES |= dict.fromkeys("injure injured injuring injury injuries wound wounded wounding hurt".split(), "injured")
LOSSES |= {"missing": "missing"}
FIXED_UNITS = frozenset("percent $ € £ year hour day week month metre mile kilometre".split()) | {"year old"}
"""Units of which no number counts losses."""
STEPS = 4
"""Steps up the tree to the noun that a number counts."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a sentence, with what it counts."""

    line: Line
    first: int
    last: int
    """Indices of its first and last word in the sentence, sign and percent included."""
    value: float
    unit: str | None
    """"percent", "points", a currency's sign, the noun's lemma ("tonne"), "year old"; None where it stands alone."""
    noun: int | None
    """Index of the word that it counts or is a measure of."""
    bound: Literal["low", "high", "near"] | None = None
    """"at least" is low, "up to" high, "about" near."""
    is_exact: bool = True
    """Whether it is written in digits: a number in words is more often a way to speak."""
    joined: str | None = None
    """What it is hyphened to: "month" in "a 52-month sentence"."""
    lost: str | None = None
    """"killed", "injured" or "missing", where it counts losses."""

    @property
    def start(self) -> int:
        """Characters of its part of the article."""
        return self.line.words[self.first].start

    @property
    def end(self) -> int:
        """Characters of its part of the article."""
        return self.line.words[self.last].end

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.line.at, self.start, self.end)

    @property
    def digits(self) -> int:
        """How many significant digits it has: 2,400 has two."""
        return _digits(self.value)


@lru_cache(maxsize=1 << 12)
def _digits(value: float) -> int:
    return len(f"{value:.10g}".replace(".", "").partition("e")[0].strip("0")) or 1


@once
def amounts(sheet: Sheet) -> tuple[tuple[Amount, ...], ...]:
    """The amounts of each sentence, by its number. Years, days, times, scores, ranges, ordinals and names ("page 40") are none."""
    return tuple(_counting(sheet, line) for line in sheet.lines)


def _counting(sheet: Sheet, line: Line) -> tuple[Amount, ...]:
    """A sentence's amounts; where the words around one tell that it counts losses, with that."""
    told = tuple(_of_line(line))
    if not told:
        return ()
    by_words = losses(sheet.reading.part(line.at)[line.start : line.end])
    return tuple(
        replace(each, lost=by_words[each.start - line.start])
        if each.lost is None and each.unit not in FIXED_UNITS and each.start - line.start in by_words
        else each
        for each in told
    )


def agree(one: Amount, other: Amount) -> bool:
    """Whether two amounts can be one: equal, one rounded, or one told as a bound that the other keeps."""
    small, large = sorted((one, other), key=lambda each: each.value)
    if math.isclose(small.value, large.value, rel_tol=1e-9):
        return True
    if small.bound == "low" and large.bound is None and large.value <= 1.5 * small.value:
        return True
    if large.bound == "high" and small.bound is None and large.value <= 1.5 * small.value:
        return True
    spread = abs(large.value - small.value) / max(abs(large.value), 1e-9)
    if "near" in (one.bound, other.bound) and spread <= 0.1:
        return True
    rough, fine = sorted((one, other), key=lambda each: each.digits)
    return rough.digits < fine.digits and _rounded_alike(rough.value, rough.digits, fine.value)


def _rounded_alike(rough: float, digits: int, fine: float) -> bool:
    """Whether a number is another one rounded up or down to so many digits."""
    if fine <= 0 or rough <= 0:
        return False
    step = 10.0 ** (math.floor(math.log10(fine)) - digits + 1)
    below = math.floor(fine / step) * step
    return min(abs(rough - below), abs(rough - below - step)) < step * 1e-6


def number_of(words: tuple[Word, ...], place: int) -> tuple[float, int, bool] | None:
    """The number that begins at a word: value, index behind its last word, whether it is in digits. None where there is none."""
    match = DIGITS.fullmatch(words[place].text)
    if match:
        value = float(match["digits"].replace(",", "") + (match["rest"] or ""))
        if match["scale"]:
            return value * CLINGING[match["scale"].lower()], place + 1, True
        after = place + 1
        if after < len(words) and words[after].text == "-" and after + 1 < len(words):
            after += words[after + 1].lemma.lower() in SCALES
        while after < len(words) and words[after].text.lower() in SCALES and after - place < 4:
            value *= SCALES[words[after].text.lower()]
            after += 1
        return value, after, True
    return _in_words(words, place)


def _in_words(words: tuple[Word, ...], place: int) -> tuple[float, int, bool] | None:
    total, current, after = 0.0, 0.0, place
    name = words[place].text.lower()
    if name in ("a", "an", "half") and place + 1 < len(words):
        if words[place + 1].text.lower() not in SCALES:
            return None
        current, after = 0.5 if name == "half" else 1.0, place + 1
    elif name not in SMALL:
        return None
    ones = True
    while after < len(words) and after - place < LONGEST_NUMBER:
        name = words[after].text.lower()
        if name in SMALL and ones:
            current += SMALL[name]
            ones = SMALL[name] >= 20
        elif name == "hundred":
            current, ones = max(current, 1.0) * 100, True
        elif name in SCALES:
            total, current, ones = total + max(current, 1.0) * SCALES[name], 0.0, True
        elif not (name in ("-", "and") and after + 1 < len(words) and _goes_on(words, after, current, total)):
            break
        after += 1
    return total + current, after, False


def _goes_on(words: tuple[Word, ...], joint: int, current: float, total: float) -> bool:
    """Whether a hyphen or "and" stands inside a number: "thirty-five", "two hundred and six", but "seven and nine"."""
    name, following = words[joint].text.lower(), words[joint + 1].text.lower()
    if name == "and":
        return following in SMALL and (current >= 100 or total > 0)
    return (following in SMALL and current % 100 >= 20 and SMALL[following] < 10) or following in SCALES


def _of_line(line: Line) -> Iterator[Amount]:
    words, place = line.words, 0
    while place < len(words):
        told = number_of(words, place)
        if told is None:
            place += 1
            continue
        value, after, is_exact = told
        if not _is_name(words, place, after, value, is_exact):
            yield _amount(line, place, after, value, is_exact)
        elif after < len(words) and words[after].text in ("-", "–", ":", "/"):
            # The second half of a score, a range, a time.
            after = min(after + 2, len(words))
        place = max(after, place + 1)


def _is_name(words: tuple[Word, ...], first: int, after: int, value: float, is_exact: bool) -> bool:
    """Whether a number counts nothing: a year, a day, a time, half of a score or range, page 40, Boeing 737, one of them."""
    before = words[first - 1] if first else None
    behind = words[after] if after < len(words) else None
    previous = before.text.lower().rstrip(".") if before else ""
    following = behind.text.lower() if behind else ""
    if previous in MONTHS and value <= 31 and before and before.text[0].isupper():
        return True
    if following.rstrip(".") in MONTHS and value <= 31 and behind and behind.text[0].isupper():
        return True
    if following in ("a.m.", "p.m.", "am", "pm", "o'clock", "gmt", ":", "/", "st", "nd", "rd", "th", "'s", "’s"):
        return True
    is_verb = previous in ("number", "numbers", "numbered") and before is not None and before.pos == "VERB"
    if previous in LABELS and not is_verb:
        return True
    if before and before.text in ("#", "/", ":", "@", "_", "*", "+") and before.end == words[first].start:
        return True
    # Halves of scores, ranges and codes: 2-1, 10-15, F-16.
    is_tight_behind = behind is not None and behind.text in ("-", "–", "—") and words[after - 1].end == behind.start
    if is_tight_behind and after + 1 < len(words) and words[after + 1].text[:1].isdigit():
        return True
    if before and before.text in ("-", "–") and before.end == words[first].start and first > 1:
        return words[first - 2].end == before.start
    if (
        following == "to"
        and previous != "from"
        and after + 1 < len(words)
        and is_exact
        and words[after + 1].text.isdigit()
        and value < 1000
    ):
        return True
    if not is_exact and value == 1 and following not in PERCENT:
        return not (behind and behind.pos in ("NOUN", "ADJ") and words[first].dep == "nummod")
    if is_exact and words[first].text.isdigit() and len(words[first].text) == 4 and 1500 <= value <= 2100:
        is_counting = behind is not None and behind.tag == "NNS" and words[first].entity != "DATE"
        return not (is_counting or previous in MONEY)
    is_scaled = after - first > 1 or "," in words[first].text  # "Berdan 30 million" is no name.
    is_named = before is not None and before.pos == "PROPN" and before.text[:1].isupper()
    if is_exact and is_named and not is_scaled and words[first].dep != "nummod":
        # "Boeing 737"; but "Karsovia 44 percent".
        return not (behind and (behind.text.lower() in PERCENT or behind.pos in ("NOUN", "ADJ")))
    return len(words[first].text) > 9 and words[first].text.isdigit()


def _amount(line: Line, first: int, after: int, value: float, is_exact: bool) -> Amount:
    words, last = line.words, after - 1
    unit: str | None = None
    joined: str | None = None
    noun: int | None = None
    if first and words[first - 1].text in MONEY:
        unit, first = words[first - 1].text[-1], first - 1
    if after < len(words) and words[after].text.lower() in PERCENT:
        unit, last = "percent", after
    elif words[after : after + 2] and [each.text.lower() for each in words[after : after + 2]] == ["per", "cent"]:
        unit, last = "percent", after + 1
    elif after + 1 < len(words) and words[after].text == "-" and words[after + 1].text.isalpha():
        joined = words[after + 1].lemma.lower()
        if joined in PERCENT:
            unit, last, joined = "percent", after + 1, None
        elif joined in ("year", "month") and [each.text.lower() for each in words[after + 2 : after + 4]] == [
            "-",
            "old",
        ]:
            unit, joined = f"{joined} old", None
            last = after + 3
        else:
            unit = joined
    noun = _noun(words, after - 1, last)
    if unit is None and noun is not None:
        unit = words[noun].lemma.lower()
        unit = CURRENCIES.get(unit, unit)
    if unit == "year" and noun is not None and noun + 1 < len(words) and words[noun + 1].text.lower() == "old":
        unit = "year old"
    return Amount(
        line, first, last, value, unit, noun, _bound(words, first), is_exact, joined, _lost(words, first, last, unit)
    )


def _lost(words: tuple[Word, ...], first: int, last: int, unit: str | None) -> str | None:
    """Killed, injured or missing, where a number counts losses: "eleven dead", "killing 13 people", "13 people died"."""
    if unit in FIXED_UNITS:
        return None
    if unit in LOSSES:
        return LOSSES[unit]
    for word in words[last + 1 : last + 7]:
        if word.pos in ("PUNCT", "NUM", "CCONJ", "SCONJ") or word.lemma.lower() in ("who", "that", "after", "before"):
            break
        if word.text.lower() in LOSSES:
            return LOSSES[word.text.lower()]
    for word in reversed(words[max(0, first - 5) : first]):
        if word.pos in ("NOUN", "PROPN", "PUNCT", "NUM"):
            break
        if word.pos == "VERB":
            return LOSSES.get(word.lemma.lower()) if word.lemma.lower() in ("kill", "injure", "wound", "hurt") else None
    if unit is None and any(word.lemma.lower() == "toll" for word in words[max(0, first - 8) : first]):
        return "killed"
    return None


def _noun(words: tuple[Word, ...], number: int, last: int) -> int | None:
    """The noun that a number counts, right of it, or of which a percentage is told."""
    at = number
    for _ in range(STEPS):
        head = words[at].head
        if words[at].dep not in ("nummod", "quantmod", "compound", "nmod", "amod", "advmod", "punct", "npadvmod"):
            break
        if head <= at or head - number > 7:
            break
        at = head
    if at > last and words[at].pos in ("NOUN", "PROPN"):
        return at
    for place in range(last + 1, min(last + 4, len(words))):
        if words[place].tag in ("NNS", "NNPS") or (place == last + 1 and words[place].pos == "NOUN"):
            return place
        if words[place].pos not in ("ADJ", "NOUN"):
            break
    if last + 1 < len(words) and words[last + 1].text.lower() == "of":
        # "44 percent of voters", "two of the miners"
        for place in range(last + 2, min(last + 8, len(words))):
            is_last = place + 1 == len(words) or words[place + 1].pos not in ("NOUN", "PROPN")
            if words[place].pos in ("NOUN", "PROPN") and is_last:
                return place
    return None


def _bound(words: tuple[Word, ...], first: int) -> Literal["low", "high", "near"] | None:
    for length in (3, 2, 1):
        if first >= length:
            told = " ".join(word.text.lower() for word in words[first - length : first])
            if told in BOUNDS:
                return BOUNDS[told]
    return None
