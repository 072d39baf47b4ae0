"""Which days, months and years does a text name, counted from the day it was published?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from newsbox.reading.dates import EARLIEST, LATEST, MONTHS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SOON = 2
"""Days ahead that a weekday may be, told in the present."""
EACH = re.compile(r"\b(?:chaque|jeden|cada|ogni|elke|каждый|каждую|tous les|todos los)\s$", re.IGNORECASE)
NEAR = 14
"""Days from publication within which a day is meant, whatever the tense."""
FURTHEST = 8
"""Steps up the tree in which the verb of a date is sought."""

WEEKDAYS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "monday montag lundi lunes lunedì segunda-feira maandag понедельник понедельника 星期一 周一 週一 الاثنين",
        "tuesday dienstag mardi martes martedì terça-feira dinsdag вторник вторника 星期二 周二 週二 الثلاثاء",
        "wednesday mittwoch mercredi miércoles mercoledì quarta-feira woensdag среда среду среды 星期三 周三 週三 الأربعاء",
        "thursday donnerstag jeudi jueves giovedì quinta-feira donderdag четверг четверга 星期四 周四 週四 الخميس",
        "friday freitag vendredi viernes venerdì sexta-feira vrijdag пятница пятницу пятницы 星期五 周五 週五 الجمعة",
        "saturday samstag sonnabend samedi sábado sabato zaterdag суббота субботу субботы 星期六 周六 週六 السبت",
        "sunday sonntag dimanche domingo domenica zondag воскресенье воскресенья 星期日 星期天 周日 週日 الأحد",
    )
):
    WEEKDAYS.update(dict.fromkeys(_names.split(), _number))
# Today, yesterday, tomorrow as days from publication. Words that also mean something else (German "morgen", Spanish
# "mañana", French "hier" in English text) are asked for by language.
RELATIVE: dict[str, dict[str, int]] = {
    "en": {"today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1, "last night": -1, "tomorrow": 1, "overnight today": 0},
    "de": {"heute": 0, "gestern": -1, "vorgestern": -2, "übermorgen": 2},
    "fr": {"aujourd'hui": 0, "aujourd’hui": 0, "hier": -1, "avant-hier": -2, "demain": 1, "après-demain": 2},
    "es": {"hoy": 0, "ayer": -1, "anteayer": -2, "esta mañana": 0, "esta noche": 0},
    "it": {"oggi": 0, "ieri": -1, "domani": 1},
    "pt": {"hoje": 0, "ontem": -1, "amanhã": 1},
    "nl": {"vandaag": 0, "gisteren": -1, "eergisteren": -2},
    "ru": {"сегодня": 0, "вчера": -1, "позавчера": -2, "завтра": 1},
    "zh": {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1},
    "ar": {"اليوم": 0, "أمس": -1, "غدا": 1, "غداً": 1},
}  # fmt: skip
# Days whose names have a weekday in them, and clubs: no date, or one that is not the nearest.
NAMED_DAYS = re.compile(
    r"\b(?:black|bloody|good|cyber|super|fat|ash|easter|palm|holy|whit|shrove|maundy|big|sheffield|ruby|giving|man|girl|sunny)\s$|(?:\b(?:every|each|any|a|an|alternate|most)\s)$",
    re.IGNORECASE,
)
# A capital inside a sentence is part of a name: a paper, a programme.
IN_NAME = re.compile(r"[A-Za-z]\s(?:Today|Tonight|Tomorrow|Yesterday)$")
# Today as in nowadays.
EVEN_TODAY = re.compile(r"\b(?:even|still|until|of|to)\s$", re.IGNORECASE)
EN_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan\\.?|feb\\.?|mar\\.?|apr\\.?|jun\\.?|jul\\.?|aug\\.?|sept?\\.?|oct\\.?|nov\\.?|dec\\.?"
)
EN_DAY_NAMES = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_WEEKDAY_BEFORE = rf"(?:(?P<weekday>{EN_DAY_NAMES}|(?:mon|tues?|wed|thur?s?|fri|sat|sun)\.?),?\s+(?:the\s+)?)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d|21\d\d)(?!\d|[.,]\d)"
_PART = r"(?:\s+(?:morning|afternoon|evening|night|lunchtime|noon)\b)?"
ENGLISH = re.compile(
    "|".join(
        pattern.replace("?P<", f"?P<{letter}_")
        for letter, pattern in {
            # 2025-01-17
            "a": r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",
            # Friday, 17 January 2025
            "b": rf"(?<![\w.,/-]){_WEEKDAY_BEFORE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<name>{EN_MONTHS})(?![\w-])(?:,?\s+{_YEAR})?",
            # Friday, January 17, 2025
            "c": rf"(?<![\w-]){_WEEKDAY_BEFORE}(?P<name>{EN_MONTHS})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d,.]*\d|[\w%])(?:\s?[-–]\s?(?P<until>\d{{1,2}})(?![\d:]|\.\d))?(?:,?\s+{_YEAR})?",
            "d": rf"(?<![\w-])(?P<name>{EN_MONTHS})(?:,|\s+of)?\s+{_YEAR}",
            "e": rf"(?<![\w-])(?:(?P<which>last|next|this|this past|this coming|past|coming)\s+)?(?P<weekday>{EN_DAY_NAMES})(?![\w-])(?!s\b){_PART}",
            "f": r"(?<![\w-])(?P<which>last|next|this|the past|later this|earlier this|early next|late last|early this|late this|the end of the|the end of this|the end of next)\s+(?P<unit>week(?:end)?|month|year)(?!\w|['’]s\s+(?:end|day)|-)",
            "g": r"(?<![\w.,-])(?P<count>an?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|(?:thir|four|fif|six|seven|eigh|nine)teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})\s+(?P<unit>day|week|month|year|decade|century|centurie)s?\s+(?:ago|earlier today)\b",
            "h": r"(?<![\w-])(?P<word>this (?:morning|afternoon|evening)|today|tonight|yesterday|last night|tomorrow)(?![\w-])(?:\s+(?:morning|afternoon|evening|night)\b)?",
            "i": rf"(?<![\w-])(?P<name>{EN_MONTHS})(?![\w-])",
            "j": rf"(?<![\w.,/$€£#@:-])(?:(?:(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?|(?:the\s+)?(?:early|mid|late|first half of|second half of|end of)[\s-])\s*)?{_YEAR}(?P<upto>\s?[-–/]\s?(?:\d\d(?!\d|[-/:.]\d)|(?:19|20)\d\d(?!\d)))?(?![-\w%°])",
        }.items()
    ),
    re.IGNORECASE,
)
# Words before a month or a year that show that one is meant: "May" is a verb, "1200" a number of people.
BEFORE_MONTH = re.compile(
    r"\b(?:in|since|until|till|by|last|next|early|late|mid|this|from|to|before|after|of|through|and|during|for|between|around|on|to|late-|mid-|early-|every|each|throughout|through)[\s-]$",
    re.IGNORECASE,
)
BEFORE_YEAR = re.compile(
    r"(?:['’]s|\b(?:in|since|until|till|by|during|from|of|before|after|for|to|and|through|between|around|circa|year|the|its|late|early|mid|his|her|their|our|as|throughout|over|a|back|,|than)|[(,–])[\s]?$",
    re.IGNORECASE,
)
AFTER_NUMBER = re.compile(
    r"\s+(?!(?:was|has|is|as|yes|its|this|his|us|vs|sales|elections?|olympics|games|plus|across|always|politics|news|loss|process|access|class|series)\b)[a-z]+s\b|\s+(?:people|men|women|children|million|billion|percent|per cent|km|kg|mw|miles)\b"
)
SKIPPED = re.compile(
    r"(?<![\w])(?:\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\b\.?|uhr\b|h\b|gmt\b|utc\b)|\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,2}\s?[ap]\.?m\b\.?|\d{1,2}\s?h\s?\d\d\b|\d{1,2}\s+uhr\b|(?:at|vers|à)\s+\d{1,2}\s?h\b|\d{4}\s+(?:gmt|utc|hours)\b"
    r"|(?:à|avant|après|vers|dès|depuis|jusqu['’]à)\s(?:(?:\d{1,2}|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze)\s?(?:heures?|h)(?!\w)(?:\s\d\d)?)|\d{1,2}\s?heures?\sdu\s(?:matin|soir)"
    r"|\ba las?\s(?:\d{1,2}|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)(?::\d\d)?(?!\w)|\d{1,2}\sчасов\s(?:утра|вечера|дня)|\w+\suhr\b"
    r"|\d{1,2}\s?时(?:\d{1,2}分)?|[上下]午\d{1,2}[点點时時]"
    r"|(?:\w+\s+(?:minutes\s+)?(?:past|to)\s+)?\w+\s+o['’]clock"
    r"|(?:five|ten|quarter|a quarter|twenty|twenty-five|half)\s(?:minutes\s)?(?:past|to)\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|(?:at|after|before|until|till|nearly|about|around|by|past)\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?:in the (?:morning|afternoon|evening)|at night|this (?:morning|afternoon|evening)|tonight)"
    r"|(?:19|20)?\d0['’]?s\b|['’]\d\ds?\b"
    r"|https?://\S+|www\.\S+|[\w.]+@[\w.]+"
    r"|\b9/11\b|\b7/7\b|\b24/7\b|\b50/50\b"
    r"|\+\d[\d\s()/-]{6,18}\d|\(\d{3}\)\s?\d{3}-\d{4}|\b\d{3}-\d{3}-\d{4}\b|\b1-\d{3}-\d{3}-\d{4}\b|\b\d{3}-\d{4}\b)",
    re.IGNORECASE,
)
"""Times of day, decades, addresses, telephone numbers: neither dates nor figures."""
ABBREVIATED = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
OF_YEAR = re.compile(r"\s(?:of\s)?(?P<which>last|this|next)\syear\b", re.IGNORECASE)
# A day that has become the name of what happened on it.
ATTACKS = re.compile(
    r"(?:,? 2001)?\s(?:terror|attack|hijack|memorial|victim|widow|commission|plot|anniversar)", re.IGNORECASE
)
ATTACKED = (9, 11, 2001)
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ONES = "one two three four five six seven eight nine".split()
COUNTS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)} | {
    "a": 1, "an": 1,
    **{word: number for number, word in enumerate(_TEENS, 13)},
    **{ten: 10 * number for number, ten in enumerate(_TENS, 2)},
    **{f"{ten}-{one}": 10 * number + digit for number, ten in enumerate(_TENS, 2) for digit, one in enumerate(_ONES, 1)},
}  # fmt: skip
FUTURE = re.compile(
    r"\b(?:will|shall|['’]ll|would|going to|is to|are to|due|expected|scheduled|planned|plans|until|by|from|wird|werden|soll|sollen|bis|ab|jusqu|aura|sera|seront|doit|doivent|será|serán|hasta"
    r"|будет|будут|до|sarà|saranno|fino|zal|zullen|tot|\w{2,}(?:era|eront|iront|ará|arán|erá|erán|irá|irán|erà|eranno)|doit|devra|devront)\b|将|將",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:was|were|had|did|said|has|have|\w+ed|war|waren|hatte|hatten|wurde|wurden|hat|haben|\w{3,}te|\w{3,}ten|est|sont|ont|était|étaient|avait|ha|han|fue|fueron|había|\w{2,}(?:aron|ieron|ió)|\w{3,}ó|был|была|были|\w+л|\w+ла|\w+ли)\b|了",
    re.IGNORECASE,
)
CLAUSE_MARKS = ".!?;,:。，；"
FUTURE_WORDS = frozenset(
    "due expected scheduled planned set slated plan expect schedule hope aim intend threaten vow promise agree".split()
)
# Verbs that say in the present what is past, or has lasted.
PRESENT = frozenset("be say show report remain have tell know think believe suggest want need".split())
MODALS = frozenset("will shall 'll ’ll wo would".split())


@dataclass(frozen=True, slots=True)
class Day:
    """A date as it stands in a text, half-open in characters, and which it is: ISO 8601, as precise as it is told."""

    start: int
    end: int
    value: str | None


def today_of(published: str | None) -> date | None:
    """The day of publication, on the newsroom's calendar."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def days(text: str, language: str, published: date | None, doc: Doc | None = None) -> list[Day]:
    """The dates of a text in order. Those that cannot be told (a weekday where nobody knows the day of publication) have no value."""
    found = _english(text, published, doc) if language == "en" else _others(text, language, published)
    return [*found]


def skipped(text: str) -> list[tuple[int, int]]:
    """Where times of day, decades, addresses and telephone numbers stand."""
    return [match.span() for match in SKIPPED.finditer(text)]


def _english(text: str, published: date | None, doc: Doc | None) -> Iterator[Day]:
    last = 0
    for match in ENGLISH.finditer(text):
        given = {key[2:]: value for key, value in match.groupdict().items() if value is not None}
        letter = next(key[0] for key, value in match.groupdict().items() if value is not None)
        start, end = match.span()
        before = text[max(0, start - 20) : start]
        if letter == "e" and (NAMED_DAYS.search(before) or not text[match.start("e_weekday")].isupper()):
            continue
        if letter == "i":
            if not _is_month(text, match, before):
                continue
            if not given["name"].endswith(".") and text[end : end + 1] == "." and given["name"].lower() in ABBREVIATED:
                end += 1
        if letter in "bcd" and not text[match.start(f"{letter}_name")].isupper():
            continue
        if letter == "h" and (
            EVEN_TODAY.search(before)
            or (given["word"].isupper() and not text.isupper())
            or IN_NAME.search(before + given["word"])
        ):
            continue
        if letter == "j" and not given.get("season") and "upto" not in given and not _is_year(text, start, end, before):
            continue
        value = _value(letter, given, published, text, start, end, doc)
        if letter in "bci" and "year" not in given and published and value:
            if of_year := OF_YEAR.match(text, end):
                # "June 16 of last year"
                year = published.year + {"last": -1, "this": 0, "next": 1}[of_year["which"].lower()]
                value, end = f"{year}{value[4:]}", of_year.end()
            elif value[5:] == f"{ATTACKED[0]:02}-{ATTACKED[1]:02}" and ATTACKS.match(text, end):
                value = f"{ATTACKED[2]}{value[4:]}"
        if value and "until" in given and (through := _through(value, int(given["until"]))):
            value = through
        if start < last:
            continue
        last = end
        yield Day(start, end, value)


def _is_month(text: str, match: re.Match[str], before: str) -> bool:
    name = match["i_name"].rstrip(".")
    if not name[0].isupper() or text[match.end() : match.end() + 1] == "-":
        return False
    if len(name) < 4 or name.lower() in ("may", "march", "june", "april", "august"):
        if len(name) < 4 and name.lower() != "may":
            return False
        # A person's name goes on: "April Jones".
        follows = re.match(r"\s+([A-Z]\w+)", text[match.end() : match.end() + 30])
        return bool(BEFORE_MONTH.search(before)) and not follows
    return True


def _is_year(text: str, start: int, end: int, before: str) -> bool:
    after = text[end : end + 20]
    if re.match(
        r"\s*(?:%|percent|per cent|degrees|metres|meters|km\b|kg\b|mw\b|miles|points|basis|people|votes|seats|tons|tonnes|homes|dollars|euros|pounds)",
        after,
    ):
        return False
    if re.match(r"\s+(?:million|billion|trillion|thousand)", after):
        return False
    is_after_word = bool(BEFORE_YEAR.search(before)) or not before.strip()
    return is_after_word and not (
        AFTER_NUMBER.match(after)
        and not re.search(r"\b(?:in|since|the|its|during|until|his|her|their)\s$", before, re.IGNORECASE)
    )


def _value(
    letter: str, given: dict[str, str], published: date | None, text: str, start: int, end: int, doc: Doc | None
) -> str | None:
    year = int(given["year"]) if "year" in given else None
    if letter == "a":
        return _iso(year, int(given["month"]), int(given["day"]))
    if letter == "j":
        upto = given.get("upto", "").strip(" -–/")
        return f"{year}" if not upto else f"{year}/{str(year)[: 4 - len(upto)]}{upto}"
    if letter in "bcdi":
        month = MONTHS[given["name"].lower().rstrip(".")[: 3 if len(given["name"].rstrip(".")) < 5 else 20]]
        if letter == "d":
            return f"{year}-{month:02}"
        if year is not None:
            return _iso(year, month, int(given["day"]))
        if published is None:
            return None
        before = text[max(0, start - 8) : start].lower()
        way = (
            "last" if before.endswith("last ") else "next" if before.endswith("next ") else tense(text, start, end, doc)
        )
        return nearest(published, month, int(given["day"]) if letter != "i" else None, way)
    if published is None:
        return None
    if letter == "h":
        return (published + timedelta(days=RELATIVE["en"][given["word"].lower()])).isoformat()
    if letter == "e":
        number = WEEKDAYS[given["weekday"].lower()]
        which = given.get("which", "").lower()
        way = tense(text, start, end, doc)
        return weekday(
            published,
            number,
            "last"
            if "last" in which or "past" in which
            else "next"
            if which in ("next", "this coming", "coming")
            else way,
        )
    if letter == "f":
        which, unit = given["which"].lower(), given["unit"].lower()
        if unit == "weekend" and which == "this" and published.weekday() < 4 and tense(text, start, end, doc) == "past":
            which = "last"
        return _period(published, which, unit)
    count = COUNTS.get(given["count"].lower()) or int(given["count"])
    return back(published, count, given["unit"].lower())


def _through(first: str, until: int) -> str | None:
    """The days from one to another of the same month, as ISO 8601 writes them."""
    last = _iso(int(first[:4]), int(first[5:7]), until)
    return f"{first}/{last}" if last and last > first else None


def back(published: date, count: int, unit: str) -> str | None:
    """So many days, weeks, months or years ago, as precise as the unit."""
    try:
        if unit == "day":
            return (published - timedelta(days=count)).isoformat()
        if unit == "week":
            year, number, _ = (published - timedelta(weeks=count)).isocalendar()
            return f"{year}-W{number:02}"
        if unit == "month":
            months = published.year * 12 + published.month - 1 - count
            return f"{months // 12:04}-{months % 12 + 1:02}"
        return f"{published.year - count}" if unit == "year" and published.year > count + EARLIEST else None
    except OverflowError:
        return None


def _period(published: date, which: str, unit: str) -> str | None:
    step = -1 if "last" in which or "past" in which else 1 if "next" in which else 0
    if unit == "year":
        return f"{published.year + step}"
    if unit == "month":
        return back(published, -step, "month")
    if unit == "week":
        return back(published, -step, "week")
    # The weekend begins on its Saturday.
    saturday = published + timedelta(days=(5 - published.weekday()) % 7)
    if published.weekday() == 6:
        saturday = published - timedelta(days=1)
    if (step < 0 and published.weekday() >= 5) or step < 0:
        saturday -= timedelta(days=7)
    elif step > 0 and published.weekday() >= 5:
        saturday += timedelta(days=7)
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"


def weekday(published: date, number: int, way: str) -> str:
    """The day of a weekday's name. way: "past" and "future" may mean the day itself, "last" and "next" may not."""
    behind, ahead = (published.weekday() - number) % 7, (number - published.weekday()) % 7
    if way == "future":
        return (published + timedelta(days=ahead)).isoformat()
    if way == "next":
        return (published + timedelta(days=ahead or 7)).isoformat()
    return (published - timedelta(days=behind or (7 if way == "last" else 0))).isoformat()


def nearest(published: date, month: int, day: int | None, way: str) -> str | None:
    """A month, or a day of it, in the year that the tense wants, and without one in the nearest year."""
    best: tuple[int, str] | None = None
    for year in (published.year - 1, published.year, published.year + 1):
        if (told := _iso(year, month, day or 15)) is None:
            continue
        away = (date.fromisoformat(told) - published).days
        # What is near is meant even against the tense: a report may have the day wrong, but hardly the year.
        is_same = month == published.month and year == published.year if day is None else abs(away) <= NEAR
        if (away > 0 and way in ("past", "last") and not is_same) or (
            away < 0 and way in ("future", "next") and not is_same
        ):
            continue
        if best is None or abs(away) < best[0]:
            best = (abs(away), told if day is not None else told[:7])
    return best[1] if best else None


def _iso(year: int | None, month: int, day: int) -> str | None:
    try:
        told = date(year or 0, month, day)
    except ValueError:
        return None
    return told.isoformat() if EARLIEST <= told.year <= LATEST else None


def tense(text: str, start: int, end: int, doc: Doc | None) -> str:
    """Whether the verb of a date looks back or ahead: "past" or "future"; "near" where nothing tells."""
    before = text[max(0, start - 24) : start].lower()
    if re.search(r"\b(?:since|as of)\s+(?:the\s+)?(?:early\s|late\s)?$", before):
        return "past"
    if doc is not None and (span := doc.char_span(start, end, alignment_mode="expand")) is not None and len(span):
        found = _tense_of(span.root)
        if found == "past" and re.search(r"\b(?:until|till)\s$", before):
            return "near"
        if found != "near":
            return found
    if text[end : end + 1] not in ("'", "’") and re.search(
        r"\b(?:until|till|by|before|from)\s+(?:the end of\s|early\s|late\s|mid-)?$", before
    ):
        return "near" if doc is not None and "before" in before else "future"
    if doc is None:
        first = max(text.rfind(mark, max(0, start - 160), start) for mark in CLAUSE_MARKS) + 1
        stops = [place for mark in CLAUSE_MARKS if (place := text.find(mark, end, end + 120)) >= 0]
        clause = text[max(first, start - 160) : min([*stops, len(text), end + 120])]
        return "future" if FUTURE.search(clause) else "past" if PAST.search(clause) else "near"
    return "near"


def _tense_of(token: Token) -> str:
    """The tense of the verb that a date hangs on. Only a verb right above it tells a timetable or a plan; "will" always tells."""
    # "Sunday's vote", "the Sunday vote": the verb is the vote's, and tells little of the day.
    is_direct = token.dep_ not in ("poss", "compound", "nmod", "amod", "nummod")
    for step in range(FURTHEST):
        if token.pos_ in ("VERB", "AUX") and (told := _of_verb(token, is_near=is_direct and step <= 2)):
            return told
        if token.head is token:
            break
        token = token.head
    return "near"


def _of_verb(verb: Token, *, is_near: bool) -> str | None:
    auxiliaries = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & MODALS:
        return "future"
    if "to" in auxiliaries:
        # "plans to open on Friday", "is to open on Friday"; but "was found to have left on Friday".
        return "past" if "have" in auxiliaries else "future" if is_near else None
    if verb.lemma_.lower() == "be" and any(child.lower_ in FUTURE_WORDS for child in verb.children):
        return "future"
    if verb.lower_ in FUTURE_WORDS and verb.tag_ == "VBN" and not auxiliaries & {"had", "has", "have"}:
        return "future"
    if auxiliaries & {"had", "has", "have", "was", "were", "did", "'d"}:
        return "past"
    if auxiliaries & {"is", "are", "being"}:
        return "past" if verb.tag_ == "VBN" else "future" if verb.tag_ == "VBG" and is_near else None
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not auxiliaries):
        return "past"
    if is_near and verb.tag_ in ("VBZ", "VBP") and verb.lemma_.lower() not in PRESENT:
        # "The court meets on Monday": a timetable.
        return "future"
    return None


# Other languages -------------------------------------------------------------------------------------------------

# Three letters that are a month in the languages read here, and no other word of theirs ("4 des Hafens").
SHORT_MONTHS = frozenset(
    "mai mei мая май jan feb mär apr jun jul aug sep okt oct nov dez déc dec ene abr ago dic gen giu lug ott".split()
)
_MONTH_WORD = r"(?P<name>(?:(?!\d)[^\W_]){3,12})(?:(?<=\s[^\W_]{3})\.|(?<=\s[^\W_]{4})\.)?"
OTHER = re.compile(
    rf"(?<![\w.,/-])(?P<day>\d{{1,2}})(?:\.|er|º|ª)?\s+(?:de\s+|d['’]|di\s+)?{_MONTH_WORD}(?:,?\s+(?:de\s+|del\s+)?(?P<year>(?:1[5-9]|20)\d\d)(?!\d))?"
    r"|(?<![\w.,/-])(?P<day2>\d{1,2})\.(?P<month2>\d{1,2})\.(?P<year2>(?:1[5-9]|20)\d\d)(?!\d)"
    r"|(?<!\d)(?:(?P<year3>(?:1[5-9]|20)\d\d)年)?(?P<month3>\d{1,2})月(?:(?P<day3>\d{1,2})[日号號])?|(?<!\d)(?P<year4>(?:1[5-9]|20)\d\d)年"
    r"|(?<![\d.,/月-])(?P<day5>\d{1,2})[日号號](?!\w{0,1}[内間])",
    re.IGNORECASE,
)
OTHER_MONTH = re.compile(
    rf"(?<![\w.-]){_MONTH_WORD}\s+(?:de\s+|del\s+)?(?P<year>(?:1[5-9]|20)\d\d)(?!\d)", re.IGNORECASE
)
OTHER_YEAR = re.compile(
    r"(?:\b(?:seit|jahr|jahre|jahres|bis|von|nach|vor|ende|anfang|mitte|en|depuis|jusqu['’]en|dès|de|fin|début|desde|hasta|año|nel|dal|del|em|no|in|sinds|в|с|до|около|к|anno|sommer|winter|frühjahr|herbst|l['’]an|d['’]ici|d['’]ici à|عام|سنة)\s+(?:dem\s+jahr\s+)?)(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|[.,]\d|\s?(?:%|prozent|euro|personen|menschen|personnes|personas|человек))(?:\s+(?:году|года|год|г\.))?",
    re.IGNORECASE,
)
OTHER_BARE = re.compile(
    r"\b(?:im|seit|bis|ab|ende|anfang|mitte|von|en|de|depuis|dès|fin|début|mi|desde|hasta|a|ad|in|di|da|em|sinds|eind|begin|в|с|до|к|конце|начале)[\s-](?P<name>(?:(?!\d)[^\W_]){3,12})(?!\w)(?!\s(?:de\s|del\s)?\d{4})",
    re.IGNORECASE,
)
RUSSIAN = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
PERIODS = {
    language: tuple((re.compile(rf"(?<!\w)(?:{words})(?!\w)" if language != "zh" else words, re.IGNORECASE), which, unit) for words, which, unit in rows)
    for language, rows in {
        "de": (("(?:letzten?|vergangenen?|vorigen?|letztes|vergangenes|voriges) jahre?s?|vorjahr", "last", "year"), ("(?:diese[sm]?|laufenden?) jahre?s?|heuer", "this", "year"),
               ("(?:nächstes|nächsten|kommenden|kommendes) jahre?s?", "next", "year"), ("(?:letzte|vergangene|vorige)n? woche", "last", "week"), ("diese[rn]? woche", "this", "week"),
               ("(?:nächste|kommende)n? woche", "next", "week"), ("(?:letzten|vergangenen|vorigen) monat", "last", "month"), ("(?:nächsten|kommenden) monat", "next", "month")),
        "fr": (("l['’]an (?:dernier|passé)|l['’]année (?:dernière|passée)", "last", "year"), ("cette année", "this", "year"), ("l['’]an prochain|l['’]année prochaine", "next", "year"),
               ("la semaine (?:dernière|passée)", "last", "week"), ("cette semaine", "this", "week"), ("la semaine prochaine", "next", "week"), ("le mois dernier", "last", "month"), ("le mois prochain", "next", "month")),
        "es": (("el año pasado", "last", "year"), ("este año", "this", "year"), ("el (?:próximo año|año próximo|año que viene)", "next", "year"), ("la semana pasada", "last", "week"),
               ("esta semana", "this", "week"), ("la próxima semana|la semana que viene", "next", "week"), ("el mes pasado", "last", "month"), ("el próximo mes|el mes que viene", "next", "month")),
        "it": (("l['’]anno scorso|lo scorso anno", "last", "year"), ("quest['’]anno", "this", "year"), ("l['’]anno prossimo|il prossimo anno", "next", "year"), ("la settimana scorsa|la scorsa settimana", "last", "week")),
        "pt": (("(?:o|no) ano passado", "last", "year"), ("(?:este|neste) ano", "this", "year"), ("(?:o|no) (?:próximo ano|ano que vem)", "next", "year"), ("(?:a|na) semana passada", "last", "week")),
        "nl": (("vorig jaar|afgelopen jaar", "last", "year"), ("dit jaar", "this", "year"), ("volgend jaar", "next", "year"), ("vorige week|afgelopen week", "last", "week")),
        "ru": (("(?:в )?прошл(?:ом году|ого года)", "last", "year"), ("(?:в )?эт(?:ом году|ого года)", "this", "year"), ("(?:в )?(?:следующ|будущ)(?:ем году|его года)", "next", "year"),
               ("(?:на )?прошлой неделе", "last", "week"), ("(?:на )?этой неделе", "this", "week"), ("(?:в )?прошлом месяце", "last", "month")),
        "zh": (("去年", "last", "year"), ("今年", "this", "year"), ("明年", "next", "year"), ("上(?:个|個)?月", "last", "month"), ("上(?:周|週|星期)(?![一二三四五六日天])", "last", "week"), ("下(?:周|週|星期)(?![一二三四五六日天])", "next", "week")),
    }.items()
}  # fmt: skip
# Between a weekday and its date: "Freitag, den 17. Januar", "viernes 17 de enero".
WEEKDAY_JOINT = re.compile(r",?\s(?:(?:den|dem|le|il|de)\s)?")
_NAMES = sorted(WEEKDAYS, key=len, reverse=True)
OTHER_WEEKDAY = re.compile(
    rf"(?<![\w-])(?P<name>{'|'.join(map(re.escape, (name for name in _NAMES if name.isalpha() and ord(name[0]) < 0x3000)))}|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira)(?:morgen|mittag|nachmittag|abend|nacht|vormittag)?(?![\w-])"
    rf"|(?P<han>{'|'.join(name for name in _NAMES if ord(name[0]) >= 0x3000)})",
    re.IGNORECASE,
)


def _others(text: str, language: str, published: date | None) -> list[Day]:
    found: list[Day] = []
    found += [
        Day(match.start(), match.end(), value)
        for match in OTHER.finditer(text)
        if (value := _other_value(match, published, text)) is not None
    ]
    found += [
        Day(match.start(), match.end(), f"{match['year']}-{month:02}")
        for match in OTHER_MONTH.finditer(text)
        if (month := MONTHS.get(match["name"].lower()))
    ]
    found += [Day(match.start("year"), match.end(), match["year"]) for match in OTHER_YEAR.finditer(text)]
    if published is not None:
        found += _bare_months(text, published)
        found += [
            Day(match.start(), match.end(), _period(published, which, unit))
            for pattern, which, unit in PERIODS.get(language, ())
            for match in pattern.finditer(text)
        ]
    if published is not None:
        for match in OTHER_WEEKDAY.finditer(text):
            if EACH.search(text, max(0, match.start() - 10), match.start()):
                continue
            number = WEEKDAYS[(match["name"] or match["han"]).lower()]
            way = tense(text, match.start(), match.end(), None)
            if way == "near":
                # The present tense of tomorrow: "Am Sonntag spielt die Kapelle."
                way = "future" if 0 < (number - published.weekday()) % 7 <= SOON else "past"
            found.append(Day(match.start(), match.end(), weekday(published, number, way)))
        words = RELATIVE.get(language, {})
        pattern = _relative(language)
        for match in pattern.finditer(text) if pattern else ():
            told = published + timedelta(days=words[match[0].lower()])
            found.append(Day(match.start(), match.end(), told.isoformat()))
    kept: list[Day] = []
    for each in sorted(found, key=lambda day: (day.start, -day.end)):
        if kept and WEEKDAY_JOINT.fullmatch(text, kept[-1].end, each.start) and text[each.start].isdigit():
            kept[-1] = Day(kept[-1].start, each.end, each.value)
        elif not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _bare_months(text: str, published: date) -> Iterator[Day]:
    """Months without a year behind a word that shows them to be meant: "im Oktober", "в октябре"."""
    for match in OTHER_BARE.finditer(text):
        name = match["name"].lower()
        month = MONTHS.get(name) if len(name) > 3 or name in SHORT_MONTHS else None
        month = month or next(
            (number for number, stem in enumerate(RUSSIAN, 1) if name.startswith(stem) and len(name) - len(stem) < 3),
            None,
        )
        if month:
            way = tense(text, match.start("name"), match.end("name"), None)
            yield Day(
                match.start("name"),
                match.end("name"),
                nearest(published, month, None, "near" if way == "near" else way),
            )


def _relative(language: str) -> re.Pattern[str] | None:
    return _RELATIVE_PATTERNS.get(language)


_RELATIVE_PATTERNS = {
    language: re.compile(
        "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        if language == "zh"
        else rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)",
        re.IGNORECASE,
    )
    for language, words in RELATIVE.items()
}


def _other_value(match: re.Match[str], published: date | None, text: str) -> str | None:
    way = tense(text, match.start(), match.end(), None) if published else "near"
    if match["name"]:
        month = MONTHS.get(match["name"].lower())
        if month is None or (len(match["name"]) < 4 and match["name"].lower() not in SHORT_MONTHS):
            return None
        if match["year"]:
            return _iso(int(match["year"]), month, int(match["day"]))
        return _near(published, month, int(match["day"]), way)
    if match["day2"]:
        return _iso(int(match["year2"]), int(match["month2"]), int(match["day2"]))
    if match["month3"]:
        month, day = int(match["month3"]), int(match["day3"] or 0)
        if not 1 <= month <= 12:
            return None
        if match["year3"]:
            return _iso(int(match["year3"]), month, day) if day else f"{match['year3']}-{month:02}"
        return _near(published, month, day or None, way)
    if match["year4"]:
        return str(match["year4"])
    if published is None:
        return None
    # "17日" in a report of the 18th: this month's, or the last month's where it would lie ahead.
    day = int(match["day5"])
    back_one = published.replace(day=1) - timedelta(days=1) if day > published.day and way != "future" else published
    return _iso(back_one.year, back_one.month, day)


def _near(published: date | None, month: int, day: int | None, way: str) -> str | None:
    """The nearest such day; tenses are not read here, so a far one in the tense's way only decides what is halfway."""
    if published is None:
        return None
    near = nearest(published, month, day, "near")
    return nearest(published, month, day, way) if near is None else near
