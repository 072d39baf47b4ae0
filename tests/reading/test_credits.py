"""Whose picture is it?"""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbox.reading import credits


@pytest.mark.parametrize(
    ("line", "photographer", "agency", "via"),
    [
        ("Ju Peng Xinhua via AP", "Ju Peng", "Xinhua", "AP"),
        ("Jane Roe/AFP via Getty Images", "Jane Roe", "AFP", "Getty Images"),
        ("AP Photo/Jane Roe", "Jane Roe", "AP", None),
        ("(AP Photo/Jane Roe)", "Jane Roe", "AP", None),
        ("REUTERS/Jane Roe", "Jane Roe", "Reuters", None),
        ("Photo: Jane Roe / MPA", "Jane Roe", "MPA", None),
        ("Photo by Jane Roe/Getty Images", "Jane Roe", "Getty Images", None),
        ("Photograph: Jane Roe/The Northern Herald", "Jane Roe", "The Northern Herald", None),
        ("Foto: Jana W./dpa", "Jana W.", "dpa", None),
        ("Crédit photo : Jeanne Dupont / AFP", "Jeanne Dupont", "AFP", None),
        ("Photo Jeanne Dupont / Le Courrier", "Jeanne Dupont", "Le Courrier", None),
        ("Picture: Northern Newsroom/Dov Ellery", "Dov Ellery", "Northern Newsroom", None),
        ("Ju Maren MPA via HG", "Ju Maren", "MPA", "HG"),
        ("© 2024 Reuters", None, "Reuters", None),
        ("Courtesy of NASA", None, "NASA", None),
        ("Jane Roe", "Jane Roe", None, None),
        ("Handout", None, None, None),
        ("Photo: Presidential Office / Handout", None, "Presidential Office", None),
    ],
)
def test_a_credit_taken_apart(line: str, photographer: str | None, agency: str | None, via: str | None) -> None:
    credit = credits.split(line)
    assert credit is not None
    assert (credit.photographer, credit.agency, credit.via) == (photographer, agency, via)


LINES = tomllib.loads((Path(__file__).parent / "credits.toml").read_text("utf-8"))["credit"]


@pytest.mark.parametrize("told", LINES, ids=[told["line"] for told in LINES])
def test_every_way_of_crediting_is_taken_apart(told: dict[str, str]) -> None:
    credit = credits.split(told["line"])
    assert credit is not None and credit.text
    found = (credit.photographer or "", credit.agency or "", credit.via or "")
    assert found == (told["photographer"], told["agency"], told["via"])


@pytest.mark.parametrize(
    ("caption", "rest", "credit"),
    [
        ("The harbour burnt on Tuesday. Supplied", "The harbour burnt on Tuesday.", "Supplied"),
        ("The harbour burnt on Tuesday. (Roe's)", "The harbour burnt on Tuesday.", "Roe's"),
        ("The harbour on Tuesday. Jane Roe (REUTERS)", "The harbour on Tuesday.", "Jane Roe (REUTERS)"),
        ("항구가 화요일에 불탔다. 연합뉴스", "항구가 화요일에 불탔다.", "연합뉴스"),
        ("火曜日の港（架空花子撮影）", "火曜日の港", "架空花子撮影"),
        ("Pelabuhan terbakar pada Selasa(Dok.IGZ )", "Pelabuhan terbakar pada Selasa", "Dok.IGZ"),
        ("The harbour burns, Photo: LAR Images", "The harbour burns", "Photo: LAR Images"),
        ("Der Hafen brennt © NRD Foto: Jana Wiek", "Der Hafen brennt", "© NRD Foto: Jana Wiek"),
        ("BERND GRAU / AFP", None, "BERND GRAU / AFP"),
        ("The minister, Jane Roe (CDU)", "The minister, Jane Roe (CDU)", None),
        ("The harbour burnt. It was closed", "The harbour burnt. It was closed", None),
        ("항구가 불탔다. 배는 떠났다", "항구가 불탔다. 배는 떠났다", None),
    ],
)
def test_a_bare_name_closes_a_caption(caption: str, rest: str | None, credit: str | None) -> None:
    cut, found = credits.cut(caption, is_caption=True)
    assert (cut, found.text if found else None) == (rest, credit)


@pytest.mark.parametrize(
    ("caption", "rest", "credit"),
    [
        ("The harbour on Tuesday. (AP Photo/Jane Roe)", "The harbour on Tuesday.", "AP Photo/Jane Roe"),
        ("The harbour on Tuesday. Photo: Jane Roe", "The harbour on Tuesday.", "Photo: Jane Roe"),
        ("The harbour at dusk. Jane Roe/Getty Images", "The harbour at dusk.", "Jane Roe/Getty Images"),
        ("Der Hafen. Foto: Jana Wiek/dpa", "Der Hafen.", "Foto: Jana Wiek/dpa"),
        ("The harbour at dusk", "The harbour at dusk", None),
        (
            "Photo by night is hard to make, and everyone in the town knew about it",
            "Photo by night is hard to make, and everyone in the town knew about it",
            None,
        ),
        ("", None, None),
    ],
)
def test_a_credit_behind_its_caption(caption: str, rest: str | None, credit: str | None) -> None:
    cut, found = credits.cut(caption)
    assert cut == rest
    assert (found.text if found else None) == credit


@given(st.text(max_size=300))
def test_any_line_gives_a_credit_or_none(line: str) -> None:
    credit = credits.split(line)
    assert credit is None or credit.text
    credits.cut(line)
