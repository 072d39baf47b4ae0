"""Which numbers stand in a text? Digits in the ways the world groups them, number words, and the scales behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Languages that write 2,5 for two and a half. The others that are read here write 2.5.
COMMA_DECIMAL = frozenset(
    "de fr es ru it pt nl pl uk sv nb no da fi cs sk tr id ro hu el bg sr hr sl et lv lt ca gl be kk vi".split()
)
LARGEST = 1e18
"""A number above is a code."""
LONGEST_DIGITS = 24
"""Characters of a number in digits; what is longer is a code."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands: half-open in characters, the scale included ("2.3 billion")."""

    start: int
    end: int
    value: float
    is_words: bool = False
    """Whether it is written out, at least in part: "three", "a dozen"."""
    is_plain: bool = False
    """Whether it is a whole number in digits without marks or scale: it may be a year, a page, a model."""
    is_scaled: bool = False
    """Whether a scale stands behind the digits: "2.3 billion"."""
    bare: float = 0.0
    """The number before its scale."""


# Scales by language. "m" and "b" count only where they cling to the digits ("$1.2m"); m may still be metres.
SCALES: dict[str, dict[str, float]] = {
    "en": {
        "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mln": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12,
        "k": 1e3, "m": 1e6, "b": 1e9, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7, "dozen": 12.0,
    },
    "de": {
        "hundert": 1e2, "tausend": 1e3, "million": 1e6, "millionen": 1e6, "mio.": 1e6, "mio": 1e6, "milliarde": 1e9, "milliarden": 1e9, "mrd.": 1e9,
        "mrd": 1e9, "billion": 1e12, "billionen": 1e12, "bio.": 1e12, "tsd.": 1e3, "dutzend": 12.0,
    },
    "fr": {"mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "billion": 1e12, "billions": 1e12, "md": 1e9, "mds": 1e9},
    "es": {
        "mil millones": 1e9, "mil": 1e3, "millón": 1e6, "millones": 1e6, "mill.": 1e6, "billón": 1e12, "billones": 1e12, "millardos": 1e9,
    },
    "pt": {
        "mil milhões": 1e9, "mil": 1e3, "milhão": 1e6, "milhões": 1e6, "bilhão": 1e9, "bilhões": 1e9, "mi": 1e6, "bi": 1e9, "trilhão": 1e12, "trilhões": 1e12,
    },
    "it": {"mila": 1e3, "milione": 1e6, "milioni": 1e6, "mln": 1e6, "miliardo": 1e9, "miliardi": 1e9, "mld": 1e9},
    "nl": {"duizend": 1e3, "miljoen": 1e6, "mln": 1e6, "miljard": 1e9, "mld": 1e9, "biljoen": 1e12},
    "ru": {
        "тыс.": 1e3, "тыс": 1e3, "тысяча": 1e3, "тысячи": 1e3, "тысяч": 1e3, "млн": 1e6, "миллион": 1e6, "миллиона": 1e6, "миллионов": 1e6,
        "млрд": 1e9, "миллиард": 1e9, "миллиарда": 1e9, "миллиардов": 1e9, "трлн": 1e12, "триллион": 1e12, "триллиона": 1e12, "триллионов": 1e12,
    },
    "ar": {"ألف": 1e3, "آلاف": 1e3, "مليون": 1e6, "ملايين": 1e6, "مليار": 1e9, "مليارات": 1e9, "تريليون": 1e12},
    "zh": {"万亿": 1e12, "萬億": 1e12, "千万": 1e7, "百万": 1e6, "亿": 1e8, "億": 1e8, "万": 1e4, "萬": 1e4, "千": 1e3, "百": 1e2},
    "ja": {"兆": 1e12, "億": 1e8, "万": 1e4, "千": 1e3},
}  # fmt: skip
CLINGING = frozenset(("k", "m", "b", "mi", "bi"))

# Number words by language. "One" and its like are mostly articles or pronouns, so callers look at them twice.
WORDS: dict[str, dict[str, int]] = {
    "en": {
        word: number
        for number, word in enumerate(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=1
        )
    }
    | {word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)},
    "de": dict(zip("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend".split(), [*range(2, 16), *range(20, 101, 10), 1000], strict=True)),
    "fr": dict(zip("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent mille".split(), [*range(2, 17), *range(20, 61, 10), 100, 1000], strict=True)),
    "es": dict(zip("dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien mil".split(), [*range(2, 16), *range(20, 101, 10), 1000], strict=True)),
    "pt": dict(zip("dois duas três quatro cinco seis sete oito nove dez onze doze vinte trinta quarenta cinquenta cem mil".split(), [2, *range(2, 13), 20, 30, 40, 50, 100, 1000], strict=True)),
    "it": dict(zip("due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta quaranta cinquanta cento mille".split(), [*range(2, 13), 20, 30, 40, 50, 100, 1000], strict=True)),
    "nl": dict(zip("twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig honderd duizend".split(), [*range(2, 13), 20, 30, 40, 50, 100, 1000], strict=True)),
    "ru": dict(zip("два две двое три трое четыре четверо пять шесть семь восемь девять десять двадцать тридцать сорок пятьдесят сто".split(), [2, 2, 2, 3, 3, 4, 4, *range(5, 11), 20, 30, 40, 50, 100], strict=True)),
}  # fmt: skip
# Italian "sei" is also "you are", Spanish "once" is English "once"; each list is only asked for its own language.
DE_COMPOUND = re.compile(
    r"(?P<ones>ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(?P<tens>zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)\b"
    r"|(?P<head>zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|vierzig|fünfzig|ein)(?P<scale>hundert|tausend)\b",
    re.IGNORECASE,
)

DIGITS = re.compile(r"(?<![\w/#@:])(?P<run>\d{1,15}(?:[.,'’٫٬]\d{1,6}){0,6})(?!\d)")
DIGITS_CJK = re.compile(r"(?<![\d.,:A-Za-z/-])(?P<run>\d{1,15}(?:[.,]\d{1,6}){0,5})(?![A-Za-z\d])")
SPACED = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3}){1,5}(?:[.,]\d{1,6})?(?!\d|[.,]\d)")
HAN = {
    **{sign: number for number, sign in enumerate("〇一二三四五六七八九")}, "零": 0, "两": 2, "兩": 2,
}  # fmt: skip
HAN_SCALES = {"十": 10, "百": 100, "千": 1000}
HAN_RUN = re.compile(
    r"[〇零一二两兩三四五六七八九十百千]{1,9}[万萬亿億]?(?=[多余餘]?(?:人|名|位|个|個|年|天|日间|小时|小時|次|艘|家|国|國|票|席|岁|歲|周|项|項|架|辆|輛|间|所|座|件))"
)


def _pattern(language: str) -> re.Pattern[str]:
    words = sorted(SCALES.get(language, {}), key=len, reverse=True)
    joint = r"\s?" if language in ("zh", "ja") else r"[ \u00a0\u202f-]{0,1}"
    end = "" if language in ("zh", "ja") else r"(?!\w)"
    return re.compile(rf"{joint}(?P<scale>{'|'.join(map(re.escape, words))}){end}", re.IGNORECASE)


DIGITS_CJK_NEXT = re.compile(r"(?P<run>[0-9]{1,6})(?P<scale>[万億千亿萬])")
SCALE_PATTERNS = {language: _pattern(language) for language in SCALES}
WORD_PATTERNS = {
    language: re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
    for language, words in WORDS.items()
}
# Between tens and ones: trente-deux, treinta y dos, двадцать три.
JOINTS = re.compile(r"-| (?:y |e )?")
EN_WORD = re.compile(
    rf"(?:{'|'.join(sorted([*WORDS['en'], 'hundred', 'thousand', 'million', 'billion', 'trillion', 'dozen'], key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)
EN_FIRST = re.compile(
    rf"(?<![\w.])(?:(?P<quarter>a quarter of an? )(?=(?:million|billion)\b)|(?P<half>half an? )(?=(?:million|billion|trillion|dozen|thousand)\b)|(?P<article>an? )(?=(?:hundred|thousand|million|billion|trillion|dozen)\b)"
    rf"|(?=(?:{'|'.join(WORDS['en'])})(?!\w)))",
    re.IGNORECASE,
)
EN_JOINT = re.compile(r"[ \u00a0-](?:and )?", re.IGNORECASE)


def numerals(text: str, language: str) -> list[Numeral]:
    """The numbers of a text, in order and without overlap. Ordinals and codes ("F-16") are none; years and pages still are."""
    found = sorted(
        [*_digits(text, language), *(_english(text) if language == "en" else _words(text, language))],
        key=lambda each: (each.start, -each.end),
    )
    kept: list[Numeral] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _digits(text: str, language: str) -> Iterator[Numeral]:
    is_han = language in ("zh", "ja")
    scales = language if language in SCALES else "en"
    place = 0
    while match := (DIGITS_CJK if is_han else DIGITS).search(text, place):
        start, place, raw = match.start(), match.end(), match["run"]
        if not is_han and not _may_begin(text, start):
            continue
        # A plain space groups digits only in languages that do so; a narrow one in all.
        if (spaced := None if is_han else SPACED.match(text, start)) and (
            language in COMMA_DECIMAL or " " not in spaced[0]
        ):
            raw, place = spaced[0], spaced.end()
        value = value_of(raw, language)
        if value is None or len(raw) > LONGEST_DIGITS:
            continue
        scale = SCALE_PATTERNS[scales].match(text, place)
        if scale and scale["scale"].lower() in CLINGING and not _is_scale(text, scale, start):
            scale = None
        if scale:
            place = scale.end()
            total, last = value * SCALES[scales][scale["scale"].lower()], SCALES[scales][scale["scale"].lower()]
            # 1億2000万 is one number.
            while (
                is_han and (more := DIGITS_CJK_NEXT.match(text, place)) and (by := SCALES[scales][more["scale"]]) < last
            ):
                total, last, place = total + float(more["run"]) * by, by, more.end()
            yield Numeral(start, place, total, is_scaled=True, bare=value)
        elif is_han or not text[place : place + 1].isalpha() or CLINGS.match(text, place):
            yield Numeral(start, place, value, is_plain=raw.isdigit(), bare=value)


def _may_begin(text: str, start: int) -> bool:
    """Whether digits begin a number here, and not the tail of a code: F-16, 10.1.2, +49."""
    before, farther = text[start - 1 : start], text[start - 2 : start - 1]
    if before in ("-", "–", "−", "—"):
        return before == "—" or not farther or not (farther.isalpha() or farther in "_-")
    if before in (".", ",", "'", "’", "+") and before:
        return not farther.isalnum() and before in ("'", "’")
    return True


# Units that cling to digits: 5km, 30C, 60pc, 100m, 9h.
CLINGS = re.compile(
    r"(?:km²|km/h|km|kg|kw|mw|gw|kwh|mwh|gwh|cm|mm|m²|m|g|t|l|ha|mph|kph|ft|lb|lbs|oz|mg|bps|bp|pc|pct|pp|x|c|f|hz|ghz|gb|mb|tb|€|h|°|s|min)(?![\w])|[%°€£$¥]",
    re.IGNORECASE,
)
SYMBOLS_BEFORE = re.compile(r"[$€£¥₹₽₩₪₴₺]\s?$")
AFTER_M = re.compile(
    r"\s+(?!(?:long|wide|high|tall|deep|away|above|below|hurdles|race|sprint|final|freestyle|record|title)\b)[a-z]+s\b|\s+(?:people|children|of|tons)\b"
)


def _is_scale(text: str, scale: re.Match[str], start: int) -> bool:
    """Whether a letter behind digits means a scale and not metres: beside a currency sign, or before what is counted."""
    if not scale[0][0].isalpha():
        return False
    if scale["scale"].lower() != "m":
        return scale["scale"].lower() != "b" or bool(SYMBOLS_BEFORE.search(text[max(0, start - 2) : start]))
    return bool(SYMBOLS_BEFORE.search(text[max(0, start - 2) : start]) or AFTER_M.match(text, scale.end()))


def value_of(raw: str, language: str) -> float | None:
    """What digits with marks mean: 1,234.5 in English is 1.234,5 in German and 1 234,5 in French. None for no number."""
    plain = re.sub(r"[ \u00a0\u202f\u2009'’]", "", raw).replace("٫", ".").replace("٬", ",")
    marks = [mark for mark in plain if mark in ".,"]
    decimal = "," if language in COMMA_DECIMAL else "."
    if len(set(marks)) == 2:
        decimal = marks[-1]
        if marks.count(decimal) > 1:
            return None
    elif len(marks) > 1:
        decimal = "." if marks[0] == "," else ","
    elif marks and marks[0] != decimal:
        head, tail = plain.split(marks[0])
        if len(tail) == 3 and head.lstrip("0"):
            decimal = "." if marks[0] == "," else ","
        elif marks[0] == ".":
            decimal = "."
        else:
            return None
    group = "." if decimal == "," else ","
    whole, _, rest = plain.partition(decimal)
    pieces = whole.split(group)
    if len(pieces) > 1 and (len(pieces[-1]) != 3 or not all(2 <= len(piece) <= 3 for piece in pieces[1:])):
        return None
    try:
        value = float("".join(pieces) + (f".{rest}" if rest else ""))
    except ValueError:
        return None
    return value if value < LARGEST else None


def _english(text: str) -> Iterator[Numeral]:
    """Numbers written out in English, joined as they are said: "two hundred and twelve", "half a million"."""
    place = 0
    while match := EN_FIRST.search(text, place):
        start, at = match.start(), match.end()
        total, current, last_scale = (
            0.0,
            (0.25 if match["quarter"] else 0.5 if match["half"] else 1.0 if match["article"] else 0.0),
            1e18,
        )
        is_open, end = bool(match["quarter"] or match["half"] or match["article"]), at
        level = 1e18  # What may still be added to the current part: below a hundred, below ten.
        while word := EN_WORD.match(text, at):
            name = word[0].lower()
            if name in WORDS["en"]:
                number = WORDS["en"][name]
                if is_open and not (number < level and level <= 100):
                    break
                current += number
                level = 10 if number >= 20 else 1
            elif name == "hundred":
                if current > 99:
                    break
                current, level = max(current, 1.0) * 100, 100
            else:
                by = SCALES["en"][name]
                if by >= last_scale:
                    break
                total, current, last_scale, level = total + (current or 1.0) * by, 0.0, by, 100
            is_open, end = True, word.end()
            joint = EN_JOINT.match(text, end)
            if not joint or ("and" in joint[0].lower() and level != 100):
                break
            at = joint.end()
        place = max(end, match.end(), start + 1)
        if end > match.end() or (end > start and (match["quarter"] or match["half"] or match["article"])):
            yield Numeral(start, end, total + current, is_words=True, bare=total + current)


def _words(text: str, language: str) -> Iterator[Numeral]:
    if language == "zh":
        for signs in HAN_RUN.finditer(text):
            if (told := han(signs[0])) is not None:
                yield Numeral(signs.start(), signs.end(), told, is_words=True, bare=told)
    if language == "de":
        for compound in DE_COMPOUND.finditer(text):
            words = WORDS["de"] | {"ein": 1}
            number = (
                words[compound["ones"].lower()] + words[compound["tens"].lower()]
                if compound["ones"]
                else words[compound["head"].lower()] * words[compound["scale"].lower()]
            )
            yield Numeral(compound.start(), compound.end(), float(number), is_words=True, bare=float(number))
    place = 0
    while language in WORD_PATTERNS and (match := WORD_PATTERNS[language].search(text, place)):
        value, place = float(WORDS[language][match[0].lower()]), match.end()
        if (joint := JOINTS.match(text, place)) and 20 <= value < 100:
            ones = WORD_PATTERNS[language].match(text, joint.end())
            if ones and WORDS[language][ones[0].lower()] < 10:
                value, place = value + WORDS[language][ones[0].lower()], ones.end()
        elif joint and value == 100 and language in ("fr", "it", "ru"):
            rest = WORD_PATTERNS[language].match(text, joint.end())
            if rest and WORDS[language][rest[0].lower()] < 100:
                value, place = value + WORDS[language][rest[0].lower()], rest.end()
                ones = WORD_PATTERNS[language].match(text, place + 1) if text[place : place + 1] == "-" else None
                if ones and WORDS[language][ones[0].lower()] < 10:
                    value, place = value + WORDS[language][ones[0].lower()], ones.end()
        if text[place : place + 1] == "-":
            continue
        scale = SCALE_PATTERNS[language].match(text, place)
        if scale and scale["scale"].lower() not in CLINGING:
            place = scale.end()
            by = SCALES[language][scale["scale"].lower()]
            yield Numeral(match.start(), place, value * by, is_words=True, bare=value)
        else:
            yield Numeral(match.start(), place, value, is_words=True, bare=value)


def han(run: str) -> float | None:
    """A number in Chinese signs: 二十三 is 23, 两万 is 20000."""
    by = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8}.get(run[-1], 1.0)
    signs = run[:-1] if by > 1 else run
    total, current = 0, 0
    for sign in signs:
        if sign in HAN:
            current = HAN[sign]
        else:
            total, current = total + (current or 1) * HAN_SCALES[sign], 0
    return (total + current) * by if signs else None
