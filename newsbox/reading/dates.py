"""A date as somebody wrote it, as ISO 8601: as precise as it was written, no invented zone or hour."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

EARLIEST, LATEST = 1700, 2200
"""Years. Archives put newspapers of the 18th century on the web; a year outside is a number and no date."""

# Month names by their beginnings, in the languages most news is written in; longer beginnings win ("marz" before "mar").
MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan janvier janv januar jänner januari enero ene gennaio gen janeiro января январь stycznia styczeń ocak ledna tammikuuta ianuarie січня",
        "february feb février févr fevrier februar februari feber febrero febbraio fevereiro fev февраля февраль lutego luty şubat února helmikuuta februarie лютого",
        "march mar mars märz maerz maart mrt marzo março marco марта март marca marzec mart března maaliskuuta martie березня",
        "april apr avril avr abril abr aprile апреля апрель kwietnia kwiecień nisan dubna huhtikuuta aprilie квітня",
        "may mai mei mayo maggio mag maio maj мая май maja mayıs května toukokuuta травня",
        "june jun juin juni junio giugno giu junho июня июнь czerwca czerwiec haziran června kesäkuuta iunie червня",
        "july jul juillet juil juli julio luglio lug julho июля июль lipca lipiec temmuz července heinäkuuta iulie липня",
        "august aug août aout augustus agosto ago augusti августа август sierpnia sierpień ağustos srpna elokuuta серпня",
        "september sept sep septembre septiembre settembre set setembro сентября сентябрь września wrzesień eylül září syyskuuta septembrie вересня",
        "october oct octobre oktober okt octubre ottobre ott outubro out октября октябрь października październik ekim října lokakuuta octombrie жовтня",
        "november nov novembre noviembre novembro ноября ноябрь listopada listopad kasım listopadu marraskuuta noiembrie листопада",
        "december dec décembre decembre dezember dez diciembre dic dicembre dezembro desember des декабря декабрь grudnia grudzień aralık prosince joulukuuta decembrie грудня",
    ),
    start=1,
):
    MONTHS.update(dict.fromkeys(_names.split(), _number))

# Abbreviations that mean one offset wherever a newsroom prints them. CST, IST and the like mean several: no zone then.
ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120, "eet": 120, "eest": 180,
    "msk": 180, "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "jst": 540, "kst": 540, "aest": 600,
    "aedt": 660, "hkt": 480, "sgt": 480,
}  # fmt: skip

_ZONE = r"(?P<zone>z\b|[+-]\d{2}:?\d{2}\b|(?:gmt|utc)\s*[+-]\s*\d{1,2}(?::?\d{2})?\b|[a-z]{3,4}\b)"
_TIME = (
    r"(?P<hour>\d{1,2})\s?(?:[:.h]|\s?uhr\s?|时|時|시)\s?(?P<minute>\d{2})?(?:[:.](?P<second>\d{2}))?(?:[.,]\d{1,9})?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?(?:\s*uhr\b|\s*h\b|分)?\s*\(?" + _ZONE + r"?"
)
_HALF_HOUR = r"(?P<hour>\d{1,2})\s*(?P<half>[ap]\.?m\b\.?)\s*\(?" + _ZONE + "?"
ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:\s*[t ,]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"(?:[.,]\d{1,9})?\s*" + _ZONE + r"?)?",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_]+"
DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª)?\s*(?:de\s+|of\s+)?[-/ ]?(?P<name>{_WORD})\.?,?\s*(?:de\s+|del\s+)?[-/ ]?(?P<year>\d{{4}})(?!\d)",
        rf"\b(?P<name>{_WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        r"(?<!\d)(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})(?!\d)",
    )
)
TIME = re.compile(
    rf"(?<![\d.,/-]){_TIME}|(?<![\d.,/-]){_HALF_HOUR.replace('?P<hour>', '?P<hour2>').replace('?P<half>', '?P<half2>').replace('?P<zone>', '?P<zone2>')}",
    re.IGNORECASE,
)
RFC_ORDER = re.compile(
    rf"\b{_WORD}\s+(?P<name>{_WORD})\s+(?P<day>\d{{1,2}})\s+(?P<time>\d{{2}}:\d{{2}}:\d{{2}})\s+(?P<zone>\S+\s+)?(?P<year>\d{{4}})\b"
)


def iso(written: str | None) -> str | None:
    """The first date in the text as ISO 8601: "2025-01-17", "2025-01-17T20:04" or with its offset. None without one.

    Knows ISO, RFC 2822, Unix times in seconds and milliseconds, and dates in the words and orders of a dozen languages.
    In 03/04/2025 the day comes first unless that is impossible, as in most of the world.
    """
    found = find(written)
    return found[0] if found else None


def find(written: str | None) -> tuple[str, int, int] | None:
    """The first date in the text with where it starts and ends, its time of day included."""
    if not written:
        return None
    text = written[:400]
    if re.fullmatch(r"\s*\d{10}(?:\d{3})?\s*", text):
        seconds = int(text) / (1000 if len(text.strip()) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds"), 0, len(text)
    if match := ISO.search(text):
        given = match.groupdict()
        if date := _date(given["year"], given["month"], given["day"]):
            clock = (
                _clock(given["hour"], given["minute"], given["second"], None, given["zone"]) if given["hour"] else ""
            )
            return date + clock, match.start(), match.end()
    if match := RFC_ORDER.search(text):
        told = find(f"{match['day']} {match['name']} {match['year']} {match['time']} {match['zone'] or ''}")
        return (told[0], match.start(), match.end()) if told else None
    for pattern in DAYS:
        for match in pattern.finditer(text):
            if date := _written_date(match):
                clock, end = _time_near(text, match)
                return date + clock, match.start(), end
    return None


def _written_date(match: re.Match[str]) -> str | None:
    given = match.groupdict()
    if "name" in given:
        month = MONTHS.get(given["name"].lower()) or MONTHS.get(
            given["name"].lower()[:3] if given["name"].isascii() else ""
        )
        return _date(given["year"], str(month), given["day"]) if month else None
    return _date(given["year"], given["month"], given["day"]) or (
        # 04/25/2025 can only be the American order.
        _date(given["year"], given["day"], given["month"]) if match.start("day") < match.start("month") else None
    )


def _time_near(text: str, day: re.Match[str]) -> tuple[str, int]:
    """The time of day beside a date: just after it, else just before it."""
    after = text[day.end() : day.end() + 40]
    match = TIME.search(after)
    if match and not re.search(r"[.!?]\s|\d{4}", after[: match.start()]) and (clock := _clock_of(match)):
        return clock, day.end() + match.end()
    before = text[max(0, day.start() - 30) : day.start()]
    for match in TIME.finditer(before):
        if clock := _clock_of(match):
            return clock, day.end()
    return "", day.end()


def _clock_of(match: re.Match[str]) -> str:
    given = match.groupdict()
    hour, half, zone = (given[name] or given[f"{name}2"] for name in ("hour", "half", "zone"))
    if (
        given["hour"]
        and not given["minute"]
        and not half
        and not re.search(r"uhr|[时時시]|\dh", match[0], re.IGNORECASE)
    ):
        return ""
    return _clock(hour, given["minute"] or "00", given["second"], half, zone)


def _date(year: str, month: str, day: str) -> str | None:
    try:
        date = datetime(int(year), int(month), int(day))
    except ValueError:
        return None
    return f"{date:%Y-%m-%d}".rjust(10, "0") if EARLIEST <= date.year <= LATEST else None


def _clock(hour: str, minute: str | None, second: str | None, half: str | None, zone: str | None) -> str:
    """The time of day behind a date, with its leading T; empty where it is no time of day."""
    hours, minutes, seconds = int(hour), int(minute or 0), int(second or 0)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        return ""
    shown = f"T{hours:02}:{minutes:02}" + (f":{seconds:02}" if second else "")
    return shown + _offset(zone)


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    name = zone.strip().lower()
    if name in ZONES:
        minutes = ZONES[name]
    elif match := re.fullmatch(r"(?:gmt|utc)?\s*([+-])\s*(\d{1,2}):?(\d{2})?", name):
        minutes = (int(match[2]) * 60 + int(match[3] or 0)) * (-1 if match[1] == "-" else 1)
    else:
        return ""
    if abs(minutes) > 14 * 60:
        return ""
    return datetime(2000, 1, 1, tzinfo=timezone(timedelta(minutes=minutes))).isoformat()[-6:]
