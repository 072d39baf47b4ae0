"""Which figures does a text give, and in what unit? By the ways in which languages write them, without a parser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsbox.reading import units
from newsbox.reading.numerals import WORDS, Numeral, numerals


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it stands, half-open in characters; of: what it measures; a range has its lower end as value."""

    start: int
    end: int
    value: float | str
    unit: str | None = None
    of: str | None = None


MODIFIER = re.compile(
    r"(?:\b(?:at least|at most|up to|no (?:more|fewer|less) than|not (?:more|less) than|(?:more|fewer|less|greater|higher|lower) than|as (?:many|much|few|little) as|nearly|almost|about|around|roughly|approximately|some"
    r"|over|under|above|below|an additional|another|an estimated|an extra|an average of|a record|a total of|a further|exactly|only|just over|just under|just|close to|well over|well under|barely|about another|at least another|additional"
    r"|mindestens|höchstens|rund|etwa|ungefähr|knapp|über|mehr als|weniger als|fast|bis zu|gut|circa|ca\.|insgesamt|weitere"
    r"|au moins|au plus|environ|près de|plus de|moins de|quelque|presque|jusqu['’]à|autour de|à peu près"
    r"|al menos|por lo menos|más de|menos de|unos|unas|casi|cerca de|alrededor de|hasta|aproximadamente|como mínimo"
    r"|almeno|circa|più di|meno di|quasi|pelo menos|mais de|menos de|quase|ten minste|minstens|ongeveer|meer dan|bijna"
    r"|не менее|более|менее|около|почти|примерно|свыше|больше)|至少|超过|超過|大约|约|約|近|将近|逾|不到|最多|多达|高达"
    r"|ما لا يقل عن|أكثر من|نحو|حوالي)\s?$",
    re.IGNORECASE,
)
SYMBOL = re.compile(
    r"(?:" + "|".join(sorted(map(re.escape, units.SYMBOLS), key=len, reverse=True)) + r")\s?$"
)  # fmt: skip
# Between the two ends of a range.
RANGE = re.compile(
    r"(?P<unit>\s?%|\s?percent|\s?per cent|\s?Prozent)?(?:\s?[-–—]\s?|\s(?:to|or|bis|à|a|ou|oder|bis zu|до|或|至)\s|至|到)(?P<sign>[$€£¥])?$"
)
CHANGED = re.compile(
    r"\b(?:rose|fell|gained|lost|dropped|climbed|jumped|slipped|slid|up|down|increased|declined|edged|added|shed|rises?|falls?|gains?|drops?|grew|surged|plunged|advanced|sank|higher|lower)\s(?:by\s)?[$€£¥]?$",
    re.IGNORECASE,
)
DE_CADA = re.compile(r"\sde cada\s|\sem cada\s")
AND = re.compile(r"\s(?:and|und|et|y|и|e|en)\s$")
BETWEEN = re.compile(r"(?:between|zwischen|entre|tra|fra|tussen|между)\s(?:[$€£])?$", re.IGNORECASE)
SCORE = re.compile(
    r"(?<![\w.,/–:$€£-])(\d{1,3})([-–])(\d{1,3})(?![\w%/]|[.,]\d|[-–]\d|\s?(?:per ?cent|percent|year|hour|minute|day|week|month|mile|km|metre|meter|point|people|degrees|million|billion))"
)
VOTE = re.compile(r"\s(?:vote|ruling|decision|majority|verdict|split|margin|judgment|opinion)\b", re.IGNORECASE)
VOTE_BEFORE = re.compile(
    r"\b(?:voted|votes?|ruled|ruling|vote of|by|senate|house|council|parliament|approved|passed|rejected)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
TALLY = re.compile(
    r"(?<![\w.,/–:$€£-])(\d{1,3})\sto\s(\d{1,3})(?![\w%/]|[.,]\d|\s(?:per|years?|months?|days?|million|billion))"
)
TALLIED = re.compile(r"\b(?:passed|voted|vote|votes|approved|rejected|ruled)\b[^.;:]{0,50}$", re.IGNORECASE)
# "half of", "two thirds of", "one in nine": shares, told in percent so that they can be laid beside percentages.
SHARE = re.compile(
    r"(?<![\w-])(?P<half>half)(?=\s+(?:of\b|the\b|its\b|his\b|her\b|their\b|our\b|all\b|a\s+percent|a\s+point))"
    r"|(?<![\w-])(?P<count>an?|one|two|three|four)[\s-](?P<part>thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)(?=\s+of\b(?!\s+an?\s+(?:million|billion|dozen|century)))"
    r"|(?<![\w-])(?P<top>one|two|three|four|five|six|seven|eight|nine|[1-9])\s(?:in|out of)\s(?:every\s)?(?P<bottom>two|three|four|five|six|seven|eight|nine|ten|twenty|\d{1,3})(?=\s[a-z])",
    re.IGNORECASE,
)
NOT_HALF = re.compile(
    r"\b(?:first|second|other|better|top|bottom|latter|final|northern|southern|eastern|western|upper|lower)\s$",
    re.IGNORECASE,
)
PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
POINT = re.compile(
    r"(?<![\w-])(?:(?P<count>a|one|three)[\s-](?P<quarter>quarters?)(?:\s(?:of\s)?(?:a\s)?|-)|(?P<half>(?:a\s)?half)[\s-](?:a\s|of a\s)?|(?P<bare>quarter)-|(?P<dotted>\d*\.\d+)[\s-])(?:(?:full\s)?percentage[\s-])?points?(?!\w)",
    re.IGNORECASE,
)
# Words before a number that make it a name: page 40, Article 5, Boeing 737.
LABELS = frozenset(
    """page pages article section chapter room flight line no number figure table part phase level stage grade category paragraph clause rule act title item volume issue episode season version
    channel route highway interstate road street platform gate terminal unit reactor block lot case docket bill proposition resolution amendment type class model mark series formula group
    seite absatz artikel paragraf kapitel nummer nr linie gleis zimmer page numéro n° página artículo número capítulo статья страница номер day round week game chapter verse appendix""".split()
)  # fmt: skip
AGE_AFTER = re.compile(
    r"[\s-]years?[\s-]olds?\b|[\s-]years? of age\b|-jährige[rnsm]?\b|\s?Jahre alt\b|\s?岁|-летн\w+|\sans\b(?=,|\.)|(?<=\d)\saños\b(?=,|\.)",
    re.IGNORECASE,
)
FOLLOWING = re.compile(r"[\s-]{0,2}(?P<word>[^\W\d_][\w’'-]*)")


class Masks:
    """Places of a text that are spoken for."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def covers(self, start: int, end: int) -> bool:
        """Whether one of the places touches [start, end)."""
        for number in range(bisect_right(self.starts, end - 1) - 1, -1, -1)[:4]:
            if self.spans[number][1] > start:
                return True
        return False


def merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places as few as possible: those that overlap are one."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if whole and start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def special(text: str) -> list[Figure]:
    """Scores, shares and fractions of a point, which are told in more than a number. English."""
    found = []
    for match in POINT.finditer(text):
        if match["dotted"]:
            value = float(match["dotted"])
        elif match["half"]:
            value = 0.5
        else:
            value = 0.75 if (match["count"] or "").lower() == "three" else 0.25
        found.append(Figure(match.start(), match.end(), value, "percentage points"))
    for match in SHARE.finditer(text):
        if match["half"]:
            if not NOT_HALF.search(text[max(0, match.start() - 12) : match.start()]):
                found.append(Figure(match.start(), match.end(), 50.0, "percent"))
        elif match["part"]:
            top = WORDS["en"].get(match["count"].lower(), 1)
            found.append(
                Figure(
                    match.start(),
                    match.end(),
                    round(100 * top / PARTS[match["part"].lower().rstrip("s")], 2),
                    "percent",
                )
            )
        else:
            top, bottom = (WORDS["en"].get(each.lower()) or int(each) for each in (match["top"], match["bottom"]))
            if top < bottom:
                found.append(Figure(match.start(), match.end(), round(100 * top / bottom, 2), "percent"))
    return found


def scores(text: str) -> list[Figure]:
    """Results of games and votes: "2-1", "5-2 ruling". A range (20-30 people) is none."""
    found = []
    for match in SCORE.finditer(text):
        after, before = text[match.end() : match.end() + 12], text[max(0, match.start() - 24) : match.start()]
        is_vote = bool(VOTE.match(after)) or bool(VOTE_BEFORE.search(before))
        is_rising = int(match[1]) < int(match[3])
        if is_rising and not is_vote and re.match(r"\s[a-z]+s\b", after):
            continue
        if len(match[1]) == 3 and not is_vote:
            continue
        found.append(Figure(match.start(), match.end(), f"{match[1]}-{match[3]}", "votes" if is_vote else "score"))
    tallies = [
        Figure(match.start(), match.end(), f"{match[1]}-{match[2]}", "votes")
        for match in TALLY.finditer(text)
        if TALLIED.search(text[max(0, match.start() - 60) : match.start()])
    ]
    return [*found, *tallies]


def modified(text: str, start: int) -> int:
    """Where a figure starts, the words before it included that belong to it: "at least", "more than"."""
    for _ in range(2):
        if match := MODIFIER.search(text, max(0, start - 26), start):
            start = match.start()
        else:
            break
    return start


def symbol_before(text: str, start: int) -> tuple[int, str | None]:
    """The currency sign before a number: where it starts, and which currency."""
    if match := SYMBOL.search(text, max(0, start - 6), start):
        before = text[match.start() - 1 : match.start()]
        if not (match[0][0].isalpha() and before.isalpha()):
            return match.start(), units.SYMBOLS[match[0].strip()]
    return start, None


# Units that are other words in English ("40 an hour").
GAP = re.compile(r"\s?-?\s?")
NOT_ENGLISH = frozenset("an ore mal mes dias tage fass rand grad an. fois ans tag t ha l x c f h g s".split())


def unit_behind(text: str, end: int, language: str) -> tuple[int, str | None]:
    """The unit right behind a number: where it ends, and its name."""
    gap = GAP.match(text, end)
    at = gap.end() if gap else end
    match = units.UNIT.match(text, at)
    if not match or (at > end and text[end] == "-" and not match[0][0].isalpha()):
        return end, None
    name = units.unit_named(match[0])
    if len(match[0]) == 1 and match[0].isupper() and at > end:
        return end, None  # "50 M1 tanks"
    if name is None or (language == "en" and match[0].lower() in NOT_ENGLISH and at > end):
        return end, None
    if (
        language == "en"
        and match[0].lower() == "pounds"
        and not re.search(r"\b(?:million|billion|bn)$", text[max(0, end - 8) : end])
    ):
        name = "pounds"
    return match.end(), name


def joined(found: list[Numeral], text: str) -> list[tuple[Numeral, Numeral | None]]:
    """Numbers, the two ends of a range as one: "20 million to 35 million", "between 5 and 10"."""
    pairs: list[tuple[Numeral, Numeral | None]] = []
    place = 0
    while place < len(found):
        low = found[place]
        high = found[place + 1] if place + 1 < len(found) else None
        if high and high.start - low.end < 14:
            gap = text[low.end : high.start]
            is_range = bool(
                RANGE.fullmatch(gap)
                or DE_CADA.fullmatch(gap)
                or (AND.fullmatch(gap) and BETWEEN.search(text[max(0, low.start - 12) : low.start]))
            )
            by = (
                high.value / high.bare
                if high.is_scaled and high.bare and not low.is_scaled and not low.is_words
                else 1.0
            )
            if is_range and CHANGED.search(text[max(0, low.start - 14) : low.start]) and " to " in gap:
                is_range = False  # "Oil rose $1.20 to $84.30", "fell 1.2% to 38,905".
            if is_range and low.value * by <= high.value and not (" to " in gap and _is_change(text, low.start)):
                pairs.append((replace(low, value=low.value * by, is_plain=False), high))
                place += 2
                continue
        pairs.append((low, None))
        place += 1
    return pairs


def _is_change(text: str, start: int) -> bool:
    """Whether a number is where something came from: "rose from 3 to 5"."""
    return bool(re.search(r"\bfrom\s(?:[$€£])?$", text[max(0, start - 8) : start], re.IGNORECASE))


# Other languages, and English without a parser ------------------------------------------------------------------------

CLAUSE = re.compile(r"[.!?;。！？；]\s?|，|,\s|\s(?:und|et|y|и|and|e|en|sowie|tandis|while)\s")
# Between a number and the one that tells its unit, and between two numbers of the same kind.
PART_OF = re.compile(
    r"\s(?:der|von|von den|des|de los|de las|dei|das|dos|of|of the|out of|sur|sur les|из|auf|à|a|до|to)\s",
    re.IGNORECASE,
)
SINCE = re.compile(r"\s(?:sur|von|de|di|из|auf|nach|gegen|contre|contra|против)\s", re.IGNORECASE)
IN_EACH = re.compile(
    r"\b(?:une?|ein|einer|eine|uno|una|um|uma)\s(?:\w+\s){0,2}(?:sur|von|de cada|su|em cada)\s$", re.IGNORECASE
)
# A year is no figure, and neither is a number with an ordinal's ending.
# Between a million and what there is a million of: "millions d’euros", "millones de dólares".
LINK = re.compile(r"\s(?:(?:de|di|von)\s|d['’])", re.IGNORECASE)
ORDINAL = re.compile(r"\.\s(?!\d)[^\W\d_]|(?:st|nd|rd|th|er|ère|e|ème|º|ª|-й|-го|-м|-я)\b|[-–]?[A-Z]\b|:\d|/\d")
# Half of, a third of, a quarter of, in percent.
PARTS_OF = {
    language: tuple((re.compile(words, re.IGNORECASE), value) for words, value in rows)
    for language, rows in {
        "de": ((r"\bdie hälfte(?=\s(?:der|des|von|aller))", 50.0), (r"\bein drittel(?=\s(?:der|des|von|aller))", 33.33), (r"\bein(?:em)? viertel(?=\s(?:der|des|von|aller))", 25.0),
               (r"\bzwei drittel(?=\s(?:der|des|von|aller))", 66.67), (r"\bdrei viertel(?=\s(?:der|des|von|aller))", 75.0)),
        "fr": ((r"\bla moitié(?=\s(?:des|du|de)\b)", 50.0), (r"\bun tiers(?=\s(?:des|du|de)\b)", 33.33), (r"\bun quart(?=\s(?:des|du|de la)\b)", 25.0), (r"\b(?:les )?deux tiers(?=\s(?:des|du|de)\b)", 66.67),
               (r"\btrois quarts(?=\s(?:des|du|de)\b)", 75.0)),
        "es": ((r"\bla mitad(?=\s(?:de|del)\b)", 50.0), (r"\bun tercio(?=\s(?:de|del)\b)", 33.33), (r"\bun cuarto(?=\s(?:de los|de las|del)\b)", 25.0), (r"\bdos tercios(?=\s(?:de|del)\b)", 66.67)),
        "ru": ((r"\bполовин[аыу](?=\s\w)", 50.0), (r"\bтреть(?=\s\w)", 33.33), (r"\bчетверть(?=\s\w)", 25.0)),
        "zh": ((r"(?<!\w[一])一半", 50.0), (r"三分之一", 33.33), (r"三分之二", 66.67), (r"四分之一", 25.0), (r"四分之三", 75.0)),
    }.items()
}  # fmt: skip
PERCENT_BEFORE = re.compile(r"百分之$")


def figures(text: str, language: str, masked: Sequence[tuple[int, int]]) -> list[Figure]:
    """The figures of a text in order, read without a parser, apart from what stands in the masked places."""
    more = (
        [*scores(text), *special(text)]
        if language == "en"
        else scores(text.replace(":", "-"))
        if language == "de"
        else scores(text)
    )
    more += [
        Figure(match.start(), match.end(), value, "percent", _plain_of(text, match.end(), language))
        for pattern, value in PARTS_OF.get(language, ())
        for match in pattern.finditer(text)
    ]
    masks = Masks(merged(masked))
    found = [each for each in more if not masks.covers(each.start, each.end)]
    busy = Masks(merged([*masked, *((each.start, each.end) for each in found)]))
    free = [each for each in numerals(text, language) if not busy.covers(each.start, each.end)]
    bare: list[Figure] = []
    for low, high in joined(free, text):
        if figure := _plain_figure(text, language, low, high or low):
            found.append(figure)
        elif not (low.is_plain and 1500 <= low.value <= 2100) and (low.value > 2 or not low.is_words):
            bare.append(Figure(low.start, (high or low).end, low.value))
    return _completed(text, found, bare)


def _completed(text: str, found: list[Figure], bare: list[Figure]) -> list[Figure]:
    """The figures without overlap, with what only their neighbours tell: "93 der 170 Sitze", "de 2,1 à 1,8 %"."""
    kept: list[Figure] = []
    for each in sorted([*found, *bare], key=lambda figure: figure.start):
        if kept and each.start < kept[-1].end:
            continue
        if kept and each.unit is None:
            gap = text[kept[-1].end : each.start]
            is_like = isinstance(each.value, float) and kept[-1].unit in ("percent", "seats", "votes")
            if (
                is_like
                and len(gap) < 80
                and ((each.value % 1 if isinstance(each.value, float) else 0) or SINCE.fullmatch(gap))
            ):
                each = replace(each, unit=kept[-1].unit)
        elif kept and kept[-1].unit is None and each.unit and PART_OF.fullmatch(text, kept[-1].end, each.start):
            kept[-1] = replace(kept[-1], unit=each.unit, of=each.of)
        kept.append(each)
    sure = {(each.start, each.end) for each in found}
    return [each for each in kept if each.unit or (each.start, each.end) in sure]


def _plain_figure(text: str, language: str, low: Numeral, high: Numeral) -> Figure | None:
    start, symbol = symbol_before(text, low.start)
    if match := PERCENT_BEFORE.search(text, max(0, start - 3), start):
        return Figure(modified(text, match.start()), high.end, low.value, "percent")
    if high is not low and low.value < high.value and DE_CADA.fullmatch(text, low.end, high.start):
        return Figure(low.start, high.end, round(100 * low.value / high.value, 2), "percent")
    if low.value > 1 and (match := IN_EACH.search(text, max(0, start - 30), start)):
        return Figure(match.start(), high.end, round(100 / low.value, 2), "percent")
    if match := AGE_AFTER.match(text, high.end):
        return Figure(modified(text, low.start), match.end(), low.value, "years old")
    end, unit = (high.end, symbol) if symbol else unit_behind(text, high.end, language)
    begin = modified(text, start)
    if unit in units.MEASURES or unit in units.MONEY:
        if low.is_words and low.value <= 1:
            return None
        return Figure(begin, end, low.value, unit, _plain_of(text, end, language) if unit not in units.TIMES else None)
    if low.is_plain and ORDINAL.match(text, high.end) and unit is None:
        return None
    if low.is_plain and 1500 <= low.value <= 2100 and high.end - low.start == 4 and unit is None:
        return None
    if low.is_scaled and unit is None and (linked := LINK.match(text, high.end)):
        return _plain_figure_of(text, begin, linked.end(), low, language)
    word = FOLLOWING.match(text, high.end)
    noun = word["word"] if word else None
    before = re.search(r"(\w+)[.\s]*$", text[max(0, start - 16) : start])
    if before and before[1].lower() in LABELS and low.is_plain:
        return None
    loss = _plain_loss(text, start, high.end, unit or noun)
    if unit or loss:
        stop = end if unit else word.end() if word and _is_part(word["word"]) else high.end
        return Figure(
            begin, stop, low.value, unit if unit and not loss else "people", loss or _plain_of(text, end, language)
        )
    if noun is None or not word:
        return Figure(begin, high.end, low.value) if low.is_scaled or "," in text[low.start : high.end] else None
    if low.is_words and low.value <= 2 and not noun[0].isupper():
        return None
    is_noun = noun[0].isupper() if language == "de" else len(noun) > 3
    if not is_noun:
        return Figure(begin, high.end, low.value) if low.is_scaled or (not low.is_plain and not low.is_words) else None
    is_people = units.PEOPLE_WORDS.fullmatch(noun) or (language == "en" and units.counts_people(noun))
    unit = "people" if is_people else noun if language == "de" else noun.lower()
    return Figure(begin, word.end(), low.value, unit, noun)


def _is_part(word: str) -> bool:
    """Whether the word behind a number of people belongs to the figure: "fünf Tote", "quarante sapeurs"."""
    return bool(units.LOSS_WORDS.fullmatch(word) or units.PEOPLE_WORDS.fullmatch(word))


def _plain_figure_of(text: str, begin: int, end: int, low: Numeral, language: str) -> Figure:
    """A figure whose unit stands behind an "of": "2 milliards d'euros", "3 millones de dólares"."""
    stop, unit = unit_behind(text, end, language)
    if unit:
        return Figure(begin, stop, low.value, unit, _plain_of(text, stop, language))
    word = FOLLOWING.match(text, end)
    return Figure(
        begin,
        word.end() if word else end,
        low.value,
        word["word"].lower() if word else None,
        word["word"] if word else None,
    )


def _plain_loss(text: str, start: int, end: int, noun: str | None) -> str | None:
    """Killed, injured or missing, by a word in the figure's own clause: behind it, or before it where people are counted."""
    window = text[end : end + 60]
    stop = CLAUSE.search(window)
    if match := units.LOSS_WORDS.search(window[: stop.start() if stop else 60]):
        return match.lastgroup
    if noun is not None and (noun == "people" or units.PEOPLE_WORDS.fullmatch(noun)):
        window = text[max(0, start - 40) : start]
        ends = [match.end() for match in CLAUSE.finditer(window)]
        if match := units.LOSS_WORDS.search(window[ends[-1] if ends else 0 :]):
            return match.lastgroup
    return None


OF = {"de": r"(?:der|des|von|vom|an)\s", "fr": r"(?:des|du|de la|de l['’]|de|d['’])\s?", "es": r"(?:de los|de las|de la|del|de)\s", "en": r"of\s(?:the\s|its\s|his\s|her\s|their\s)?"}  # fmt: skip
OF_PATTERNS = {
    language: re.compile(
        rf"\s{words}(?P<words>(?:[^\W\d_A-ZÄÖÜ][\w-]*\s)?[A-ZÄÖÜ][\w-]*)"
        if language == "de"
        else rf"\s{words}(?P<words>[^\W\d_][\w’'-]*)"
    )
    for language, words in OF.items()
}


def _plain_of(text: str, end: int, language: str) -> str | None:
    pattern = OF_PATTERNS.get(language)
    if pattern and (match := pattern.match(text, end)):
        return match["words"]
    if language in ("de", "en") and (word := re.compile(r"\s(?P<word>[^\W\d_][\w-]+)").match(text, end)):
        is_noun = word["word"][0].isupper() if language == "de" else False
        return word["word"] if is_noun else None
    return None
