"""The owner's own table of outlets: files of many habits, whose outlet a report's is, and how a story is covered."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from newsbox.errors import MarkError
from newsbox.library import outlet_table, outlets
from newsbox.library.outlet_table import Outlet, read, written
from newsbox.library.outlets import Heard, coverage, known

GAZETTE = Outlet("Harbour Gazette", "gazette.example", "Veldmark", "Aldra Press", "left")
PLAIN = "outlet,domain,country,owner,leaning\nHarbour Gazette,gazette.example,Veldmark,Aldra Press,left\n"


@pytest.mark.parametrize(
    "body",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode("utf-16"),
        PLAIN.replace("\n", "\r\n").encode(),
        ("sep=;\n" + PLAIN.replace(",", ";")).encode(),
        ("\n\n" + PLAIN + "\n,,,,\n").encode(),
        b'Bias Rating,Website,Parent Company,Newspaper,Country\nleft,https://www.gazette.example/news,"Aldra Press"," Harbour  Gazette",Veldmark\n',
        b"NAME;URL;Land;Publisher;Lean\nHarbour Gazette;gazette.example;Veldmark;Aldra Press;left\n",
        (PLAIN + "Harbour Gazette,gazette.example,Veldmark,Aldra Press,left\n").encode(),
    ],
)
def test_a_table_of_many_habits_is_read(body: bytes) -> None:
    table = read(body)
    assert table.outlets == (GAZETTE,) and table.ignored == () and not table.is_windows


def test_a_column_nobody_knows_is_left_out_and_said() -> None:
    table = read(b"outlet,founded,country,notes\nGazette,1871,Veldmark,old\n")
    assert table.outlets == (Outlet("Gazette", country="Veldmark"),) and table.ignored == ("founded", "notes")
    assert table.remarks == ["Left out, as NewsBox has no use for them: the columns “founded”, “notes”."]


def test_windows_letters_are_read_and_said() -> None:
    table = read("outlet,owner\nZürcher Bote,Gebrüder Møller\n".encode("cp1252"))
    assert table.outlets[0].owner == "Gebrüder Møller" and "Windows-1252" in table.remarks[0]


def test_sites_in_the_column_of_names_are_sites() -> None:
    assert read(b"source,bias\nnews.gazette.example,left\n").outlets[0].domain == "news.gazette.example"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b",,,\n,,\n", "empty"),
        (b"sep=;\r\n", "empty"),
        (b"outlet,country," + b"x" * 200_000 + b"\nGazette,Veldmark\n", "line 1 has a field longer than"),
        (b"outlet,country\nGazette," + b"x" * 200_000 + b"\n", "line 2 has a field longer than"),
        (b"outlet,country\n", "no outlet beneath"),
        (b"colour,shape\nred,round\n", "line 1 names no column for the outlet"),
        (b"outlet,founded\nGazette,1871\n", "line 1 names no column for the country"),
        (b"outlet,country\nGazette,Veldmark\nHerald,Quessia,left\n", "line 3 has 3 fields"),
        (b"outlet,country\nGazette,Veldmark\n,Quessia\n", "line 3 names neither"),
        (b"outlet,domain,country\nGazette,ga zette,Veldmark\n", "line 2: “ga zette” is no domain"),
        (b"outlet,domain,country\nGazette,co.uk,Veldmark\n", "line 2: “co.uk” is nobody's own"),
        (b"outlet,country\nGazette,Veldmark\nThe Gazette,Quessia\n", "line 3 says something else of The Gazette than line 2"),
        (b"outlet,domain,owner\nA,x.example,One\nB,x.example,Two\n", "line 3 says something else of B than line 2"),
        (b'outlet,country\n"Gazette\n,Veldmark', "line 2 is no line of a table"),
        (b'outlet,country\nEcho,Skarn\n"Gaz"ette,Veldmark\n', "line 3 is no line of a table"),
        (b"outlet,country\nGazette,Veldmark\nZ\x81,Veldmark\n", "line 3 has bytes"),
        (b"PK\x03\x04\x00\x00", "no CSV file"),
        (b"\xff\xfea", "begins like UTF-16"),
        (b"outlet,owner\nGazette," + b"x" * 400 + b"\n", "line 2: the owner is longer"),
        (b"x" * (outlet_table.LARGEST + 1), "larger than 8 MB"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence_that_names_the_line(body: bytes, words: str) -> None:
    with pytest.raises(MarkError) as caught:
        read(body)
    assert words in str(caught.value) and "\n" not in str(caught.value)


def test_a_line_s_number_counts_lines_of_the_file_not_rows() -> None:
    with pytest.raises(MarkError, match="line 5 names neither"):
        read(b'outlet,owner\n\n"Gazette","Aldra\nPress"\n,x\n')


def test_what_is_written_is_read_again_and_runs_nowhere() -> None:
    odd = (Outlet("=cmd()", "", "+1", "@sum", "-2"), Outlet("'quoted", "x.example", "A,B", 'C "D"', ""), GAZETTE)
    text = written(odd)
    assert read(text.encode()).outlets == odd
    assert not any(cell.startswith(outlet_table.FORMULA) for row in csv.reader(StringIO(text)) for cell in row)


@pytest.mark.django_db
def test_an_address_tells_before_a_name() -> None:
    herald = Outlet("The Herald", "herald.example", "Skarn", "", "right")
    town = Outlet("The Herald", "herald.town.example", "Quessia", "", "")
    echo = Outlet("Écho du Port", "", "Skarn", "", "")
    outlets.load([GAZETTE, herald, town, echo])
    asked = {
        ("https://www.gazette.example/a/1", "Something else"): GAZETTE,
        ("https://live.gazette.example/a", ""): GAZETTE,
        ("https://herald.town.example/a", "Herald"): town,
        ("https://elsewhere.example/a", "harbour-gazette"): GAZETTE,
        ("", "THE ECHO DU PORT"): echo,
        ("https://elsewhere.example/a", "Herald"): None,  # two have that name
        ("https://notgazette.example/", ""): None,
        ("", ""): None,
        ("no address", "…"): None,
    }
    assert known(asked) == {each: outlet for each, outlet in asked.items() if outlet}


@pytest.mark.django_db
def test_a_file_is_the_table_unless_the_others_are_kept() -> None:
    outlets.load([GAZETTE, Outlet("Echo", "", "Skarn")])
    assert outlets.load([Outlet("echo", "", "Quessia"), Outlet("Post", "post.example", "Skarn")], is_all=False) == 3
    assert [(each.name, each.country) for each in outlets.table()] == [
        ("echo", "Quessia"), ("Harbour Gazette", "Veldmark"), ("Post", "Skarn"),
    ]  # fmt: skip
    outlets.remove("www.post.example")
    outlets.remove("ECHO")
    with pytest.raises(MarkError, match="no such outlet"):
        outlets.remove("Echo")
    assert outlets.load([Outlet("Post", "post.example", "Skarn")]) == outlets.count() == 1
    assert outlets.remove_all() == 1 and not outlets.is_any()


def test_how_a_story_is_covered() -> None:
    aldra = [Outlet(name, "", "Veldmark", owner, leaning) for name, owner, leaning in (("Gazette", "Aldra Press", "left"), ("Echo", "ALDRA PRESS", ""), ("Post", "", "-2"))]  # fmt: skip
    told = coverage(
        [
            Heard(1, "Gazette", aldra[0]),
            Heard(2, "Echo", aldra[1], is_copy=True),
            Heard(3, "Post", aldra[2], is_copy=True),
            Heard(4, "Post", aldra[2]),
            Heard(5, "Herald", None),
            Heard(6, "", None),
        ]
    )
    assert told and (told.outlets, told.copying) == (5, 1)
    shown = {name: [(group.value, len(group.outlets), group.own) for group in groups] for name, groups in told.aspects.items()}  # fmt: skip
    assert shown == {
        "country": [("Veldmark", 3, 2), ("", 2, 2)],
        "owner": [("Aldra Press", 2, 1), ("", 3, 3)],
        "leaning": [("-2", 1, 1), ("left", 1, 1), ("", 3, 2)],
    }
    assert [(group.value, group.outlets) for group in told.kin] == [("Aldra Press", ("Gazette", "Echo"))]
    assert coverage([Heard(5, "Herald", None)]) is None and coverage([]) is None
    only_country = coverage([Heard(1, "Gazette", Outlet("Gazette", country="Veldmark"))])
    assert only_country and list(only_country.aspects) == ["country"]
