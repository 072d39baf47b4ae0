"""A date as somebody wrote it, as ISO 8601: as precise as it was written, no invented zone or hour."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

EARLIEST, LATEST = 1700, 2200
"""Years. Archives put newspapers of the 18th century on the web; a year outside is a number and no date."""
BUDDHIST = 543

# Month names as dates print them: by the dozen languages most news is written in, then by others.
MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan janvier janv januar jänner januari enero ene gennaio gen janeiro января январь stycznia styczeń ocak ledna tammikuuta ianuarie січня"
        " styczen gener xaneiro януари јануар јануара јануари студзеня siječnja januara januára januarja janvāris janvārī sausio jaanuar január ιανουαρίου ιανουάριος ינואר בינואר يناير جانفي ژانویه جنوری जनवरी জানুয়ারি มกราคม yanvar қаңтар janar янв sty oca",
        "february feb février févr fevrier februar februari feber febrero febbraio fevereiro fev февраля февраль lutego luty şubat února helmikuuta februarie лютого"
        " febrer febreiro февруари фебруар фебруара лютага veljače februára februarja februāris februārī vasario veebruar február φεβρουαρίου φεβρουάριος פברואר בפברואר فبراير فيفري فوریه فروری फरवरी फ़रवरी ফেব্রুয়ারি กุมภาพันธ์ fevral ақпан shkurt фев lut şub",
        "march mar mars märz maerz maart mrt marzo março marco марта март marca marzec mart března maaliskuuta martie березня"
        " març сакавіка ožujka marts martā kovo märts március μαρτίου μάρτιος מרץ במרץ מרס במרס مارس مارچ मार्च মার্চ มีนาคม наурыз mac мар",
        "april apr avril avr abril abr aprile апреля апрель kwietnia kwiecień nisan dubna huhtikuuta aprilie квітня"
        " април априла красавіка travnja apríla aprila aprīlis aprīlī balandžio aprill április απριλίου απρίλιος אפריל באפריל أبريل ابريل إبريل أفريل آوریل اپریل अप्रैल এপ্রিল เมษายน aprel сәуір prill апр kwi nis",
        "may mai mei mayo maggio mag maio maj мая май maja mayıs května toukokuuta травня"
        " maig мај маја svibnja mája maijs maijā gegužės május μαΐου μάιος מאי במאי مايو ماي مه مئی मई মে พฤษภาคม mamır мамыр",
        "june jun juin juni junio giugno giu junho июня июнь czerwca czerwiec haziran června kesäkuuta iunie червня"
        " juny xuño юни јун јуна јуни чэрвеня lipnja júna junija jūnijs jūnijā birželio juuni június ιουνίου ιούνιος יוני ביוני يونيو جوان ژوئن جون जून জুন มิถุนายน iyun маусым qershor июн cze haz",
        "july jul juillet juil juli julio luglio lug julho июля июль lipca lipiec temmuz července heinäkuuta iulie липня"
        " juliol xullo юли јул јула јули ліпеня srpnja júla julija jūlijs jūlijā liepos juuli július ιουλίου ιούλιος יולי ביולי يوليو جويلية ژوئیه جولائی जुलाई জুলাই กรกฎาคม iyul шілде korrik июл lip tem",
        "august aug août aout augustus agosto ago augusti августа август sierpnia sierpień ağustos srpna elokuuta серпня"
        " agost avgust жніўня kolovoza augusta avgusta augusts augustā rugpjūčio augusztus αυγούστου αύγουστος אוגוסט באוגוסט أغسطس اغسطس أوت اوت اگست अगस्त আগস্ট สิงหาคม ogos agustus тамыз gusht авг sie ağu agu",
        "september sept sep septembre septiembre settembre set setembro сентября сентябрь września wrzesień eylül září syyskuuta septembrie вересня"
        " setembre septembar septembra септември септембар септембра верасня rujna septembris septembrī rugsėjo szeptember σεπτεμβρίου σεπτέμβριος ספטמבר בספטמבר سبتمبر سپتامبر ستمبر सितंबर सितम्बर সেপ্টেম্বর กันยายน sentyabr қыркүйек shtator сен сент wrz eyl",
        "october oct octobre oktober okt octubre ottobre ott outubro out октября октябрь października październik ekim října lokakuuta octombrie жовтня"
        " октомври октобар октобра кастрычніка oktobar oktobra októbra oktobris oktobrī spalio oktoober október οκτωβρίου οκτώβριος אוקטובר באוקטובר أكتوبر اكتوبر اکتبر اکتوبر अक्टूबर অক্টোবর ตุลาคม oktyabr қазан tetor окт paź eki",
        "november nov novembre noviembre novembro ноября ноябрь listopada listopad kasım listopadu marraskuuta noiembrie листопада"
        " novembar novembra ноември новембар новембра лістапада studenoga studenog novembris novembrī lapkričio νοεμβρίου νοέμβριος נובמבר בנובמבר نوفمبر نوامبر نومبر नवंबर नवम्बर নভেম্বর พฤศจิกายน noyabr қараша nëntor ноя нояб lis kas",
        "december dec décembre decembre dezember dez diciembre dic dicembre dezembro desember des декабря декабрь grudnia grudzień aralık prosince joulukuuta decembrie грудня"
        " desembre decembar decembra декември децембар децембра снежня prosinca decembris decembrī gruodžio detsember δεκεμβρίου δεκέμβριος דצמבר בדצמבר ديسمبر دسامبر دسمبر दिसंबर दिसम्बर ডিসেম্বর ธันวาคม dekabr желтоқсан dhjetor дек gru déc ara",
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

_ZONE = r"(?P<zone>z\b|[+-]\d{2}(?::?\d{2})?\b|(?:gmt|utc)\s*[+-]\s*\d{1,2}(?::?\d{2})?\b|[a-z]{3,4}\b)"
# Half of the day before the hour, as Korean, Japanese and Chinese write it; True for the second half.
HALVES = {"오전": False, "오후": True, "午前": False, "午後": True, "上午": False, "下午": True}
_TIME = (
    rf"(?:(?P<early>{'|'.join(HALVES)})\s?)?"
    # 05.04.2025 is no time of day.
    r"(?!\d{1,2}[./]\d{1,2}[./]\d{4})(?P<hour>\d{1,2})\s?(?:[:.h]|\s?uhr\s?|时|時|시)\s?(?P<minute>\d{2})?(?:[:.](?P<second>\d{2}))?(?:[.,]\d{1,9})?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?(?:\s*uhr\b|\s*h\b|分)?\s*\(?" + _ZONE + r"?"
)
_HALF_HOUR = r"(?P<hour>\d{1,2})\s*(?P<half>[ap]\.?m\b\.?)\s*\(?" + _ZONE + "?"
ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:\s*[t ,]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"(?:[.,]\d{1,9})?\s*" + _ZONE + r"?)?",
    re.IGNORECASE,
)
# Letters, with the vowel signs of Indian and Thai scripts, which Python does not count as such.
_WORD = r"(?:(?!\d)[^\W_]|[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0981-\u09bf\u09c0-\u09d7\u0e31-\u0e4e])+"
DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª)?\s*(?:de\s+|of\s+)?[-/ ]?(?P<name>{_WORD})\.?,?\s*(?:de\s+|del\s+)?[-/ ]?(?P<year>\d{{4}})(?!\d)",
        rf"\b(?P<name>{_WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)",
        # Hungarian "2025. január 17.", Lithuanian "2025 m. sausio 17 d.".
        rf"(?<!\d)(?P<year>\d{{4}})(?:\.| m\.)?\s+(?P<name>{_WORD})\.?\s+(?P<day>\d{{1,2}})(?!\d)",
        # Vietnamese "17 tháng 1 năm 2025", Latvian "2025. gada 17. janvāris".
        r"(?<!\d)(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}),? (?:năm )?(?P<year>\d{4})(?!\d)",
        rf"(?<!\d)(?P<year>\d{{4}})\. gada (?P<day>\d{{1,2}})\. (?P<name>{_WORD})",
        r"(?P<era>令和)\s?(?P<year>\d{1,2}|元)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        r"(?<!\d)(?P<year>\d{4})[/.]\s?(?P<month>\d{1,2})[/.]\s?(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})[./-]\s?(?P<month>\d{1,2})[./-]\s?(?P<year>\d{4})(?!\d)",
        # Two digits of a year only where both others have two: 17.01.25 is a date, 1.2.25 a version.
        r"(?<![\d./-])(?P<day>\d{2})(?P<mark>[./])(?P<month>\d{2})(?P=mark)(?P<short>[0-4]\d)(?![\d/]|\.\d)",
    )
)
# What may end with a point between a day and its hour.
GAP = re.compile(r"\.?\s*(?:(?:г|р|god|kl|klo|godz|str)\.)?,?\s*", re.IGNORECASE)
TIME = re.compile(
    rf"(?<![\d.,/-]){_TIME}|(?<![\d.,/-]){_HALF_HOUR.replace('?P<hour>', '?P<hour2>').replace('?P<half>', '?P<half2>').replace('?P<zone>', '?P<zone2>')}",
    re.IGNORECASE,
)
# Seconds or milliseconds since 1970, bare or as .NET writes them; with ten digits from 2001 to 2033.
UNIX = re.compile(r"\s*(?:/Date\()?(1\d{9})(?:\d{3})?(?:\)/)?\s*")
# ISO 8601 without its hyphens: "20250117", "20250117T200400Z".
BASIC = re.compile(
    r"\s*((?:19|20)\d\d)([01]\d)([0-3]\d)(?:[T ]?([0-2]\d):?([0-5]\d)(?::?([0-5]\d))?(?:\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?)?\s*",
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
    if match := UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(match[1]), UTC).isoformat(timespec="seconds"), 0, len(text)
    if match := BASIC.fullmatch(text):
        told = find(
            f"{match[1]}-{match[2]}-{match[3]}"
            + (f"T{match[4]}:{match[5]}" if match[4] else "")
            + (f":{match[6]}" if match[6] else "")
            + (match[7] or "")
        )
        return (told[0], 0, len(text)) if told else None
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
    if "short" in given:
        given["year"] = f"20{given['short']}"
    if "era" in given:
        given["year"] = str(2018 + (1 if given["year"] == "元" else int(given["year"])))
    if "name" in given:
        if given["name"].lower() == "listopada" and "." in match[0][:4]:
            # Polish November, but Croatian October; Croatian has a point behind the day.
            return _date(given["year"], "10", given["day"])
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
    if (
        match
        and (GAP.fullmatch(after, 0, match.start()) or not re.search(r"[.!?]\s|\d{4}", after[: match.start()]))
        and (clock := _clock_of(match))
    ):
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
    if given["early"] and not half:
        half = "pm" if HALVES[given["early"]] else "am"
    return _clock(hour, given["minute"] or "00", given["second"], half, zone)


def _date(year: str, month: str, day: str) -> str | None:
    try:
        # The Thai calendar counts from the year 543 before ours.
        date = datetime(int(year) - (BUDDHIST if int(year) > LATEST else 0), int(month), int(day))
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
