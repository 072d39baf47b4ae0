"""The line that opens a report, taken apart; and what only looks like one."""

import time

import pytest

from newsbox.reading.body import dateline_of

FIRST = "The harbour was closed on Tuesday after a fire on a ferry."


@pytest.mark.parametrize(
    ("line", "place", "agency", "date"),
    [
        ("PORT ALDRA (MPA) — ", "PORT ALDRA", "MPA", None),
        ("PORT ALDRA, January 17 - ", "PORT ALDRA", None, "January 17"),
        ("Port Aldra, Jan. 17, 2025 (MPA) – ", "Port Aldra", "MPA", "Jan. 17, 2025"),
        ("MEXICO CITY, Jan. 17 (Xinhua) -- ", "MEXICO CITY", "Xinhua", "Jan. 17"),
        ("LONDON, Jan. 17 /PRNewswire/ -- ", "LONDON", "PRNewswire", "Jan. 17"),
        ("ST. JOSEPH, Mich. (AP) — ", "ST. JOSEPH, Mich.", "AP", None),
        ("RIO DE JANEIRO (AP) — ", "RIO DE JANEIRO", "AP", None),
        ("Frankfurt am Main (dpa/lhe) - ", "Frankfurt am Main", "dpa/lhe", None),
        ("New York, 17. Januar (Reuters) - ", "New York", "Reuters", "17. Januar"),
        ("BERLIN taz | ", "BERLIN", "taz", None),
        ("Kyjiw/Berlin. ", "Kyjiw/Berlin", None, None),
        ("Wien – ", "Wien", None, None),
        ("(ANSA) - ROMA, 17 GEN - ", "ROMA", "ANSA", "17 GEN"),
        ("Madrid, 17 ene (EFE).- ", "Madrid", "EFE", "17 ene"),
        ("LISBOA, 17 jan (Lusa) - ", "LISBOA", "Lusa", "17 jan"),
        ("Ramallah, (WAFA) - ", "Ramallah", "WAFA", None),
        ("İSTANBUL (AA) - ", "İSTANBUL", "AA", None),
        ("МОСКВА, 17 янв — РИА Новости. ", "МОСКВА", "РИА Новости", "17 янв"),
        ("МОСКВА, 17 января. /ТАСС/. ", "МОСКВА", "ТАСС", "17 января"),
        ("NEW DELHI: ", "NEW DELHI", None, None),
        ("(dpa/lno) - ", None, "dpa/lno", None),
    ],
)
def test_a_dateline_is_taken_apart(line: str, place: str | None, agency: str | None, date: str | None) -> None:
    found = dateline_of(line + FIRST)
    assert found is not None
    assert (found.place, found.agency, found.date) == (place, agency, date)


@pytest.mark.parametrize(
    ("first", "place", "agency", "date"),
    [
        ("新华社北京1月17日电（记者张三）港口周二因渡轮火灾而关闭，市长说没有人员受伤。", "北京", "新华社", "1月17日"),
        (
            "(서울=연합뉴스) 홍길동 기자 = 항구는 화요일 여객선 화재로 폐쇄되었으며 부상자는 없다.",
            "서울",
            "연합뉴스",
            None,
        ),
        ("【ロンドン共同】港は火曜日、フェリーの火災のため閉鎖された。負傷者はいない。", "ロンドン", "共同", None),
    ],
)
def test_datelines_of_the_east(first: str, place: str, agency: str, date: str | None) -> None:
    found = dateline_of(first)
    assert found is not None
    assert (found.place, found.agency, found.date) == (place, agency, date)


@pytest.mark.parametrize(
    "line",
    [
        "Mr. Smith - who ", "UPDATE: ", "WATCH: ", "Q: ", "LIVE - ", "FILE PHOTO: ", "BREAKING NEWS: ", "Monday – ", "May 17 - ", "In Berlin - ",
        "John Smith (45) - ", "WHO - ", "NASA: ", "U.S. ", "THE FIRE — ", "MH370 - ", "Silence. ", "The ferry – a new one – burned. ", "Dr. Jane Roe: ",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_dateline_stays(line: str) -> None:
    assert dateline_of(line + FIRST) is None


@pytest.mark.parametrize("piece", ["A", "A ", "Aa, ", "PORT ALDRA ", "(A", "北京", "Aa/", "A. de "])
def test_a_hostile_beginning_is_looked_at_in_no_time(piece: str) -> None:
    begun = time.monotonic()
    dateline_of(piece * 50_000)
    assert time.monotonic() - begun < 5
