"""Is what people are said to be read, however a newspaper prints it?"""

from __future__ import annotations

import pytest

from newsbox import checking, reading
from newsbox.checking.functions import functions
from newsbox.checking.reshuffles import moves
from newsbox.checking.shape import Sheet
from newsbox.types import Article, Finding, Image, Reading


def sheet_of(*paragraphs: str) -> Sheet:
    """A short article, understood."""
    return Sheet(reading.understood(Reading.of(Article(headline=None, paragraphs=paragraphs, language="en"), None)))


PRINTED = [
    ("Water minister Ilsa Kettering said the dam would be finished in May.", "Ilsa Kettering", "minister", "water"),
    ("Water Minister Ilsa Kettering said the dam would be finished in May.", "Ilsa Kettering", "minister", "water"),
    (
        "The water minister, Ilsa Kettering, said the dam would be finished in May.",
        "Ilsa Kettering",
        "minister",
        "water",
    ),
    ("The water minister Ilsa Kettering said the dam would be finished in May.", "Ilsa Kettering", "minister", "water"),
    (
        "Northmere’s water minister, Ilsa Kettering, said the dam would be finished in May.",
        "Ilsa Kettering",
        "minister",
        "water",
    ),
    (
        "Ilsa Kettering, Northmere’s water minister, said the dam would be finished in May.",
        "Ilsa Kettering",
        "minister",
        "water",
    ),
    (
        "Ilsa Kettering, the minister for water, said the dam would be finished in May.",
        "Ilsa Kettering",
        "minister",
        "water",
    ),
    (
        "Ilsa Kettering, minister of water and sanitation, said the dam would be finished in May.",
        "Ilsa Kettering",
        "minister",
        "water",
    ),
    ("Ilsa Kettering (water minister) said the dam would be finished in May.", "Ilsa Kettering", "minister", "water"),
    ("“It will be finished in May,” said the water minister, Ilsa Kettering.", "Ilsa Kettering", "minister", "water"),
    ("“It will be finished in May,” said water minister Ilsa Kettering.", "Ilsa Kettering", "minister", "water"),
    (
        "“It will be finished in May,” Ilsa Kettering, the water minister, told reporters.",
        "Ilsa Kettering",
        "minister",
        "water",
    ),
    (
        "Ilsa Kettering, who is water minister, said the dam would be finished in May.",
        "Ilsa Kettering",
        "minister",
        "water",
    ),
    (
        "Ilsa Kettering, who has been water minister since 2021, said the dam would be finished in May.",
        "Ilsa Kettering",
        "minister",
        "water",
    ),
    (
        "Ilsa Kettering, 52, the water minister, said the dam would be finished in May.",
        "Ilsa Kettering",
        "minister",
        "water",
    ),
    ("Ilsa Kettering has been water minister since 2021.", "Ilsa Kettering", "minister", "water"),
    ("Ilsa Kettering is the water minister of Northmere.", "Ilsa Kettering", "minister", "water"),
    (
        "The minister of water, Ilsa Kettering, said the dam would be finished in May.",
        "Ilsa Kettering",
        "minister",
        "water",
    ),
    (
        "The minister for water and energy, Ilsa Kettering, said the dam would be finished in May.",
        "Ilsa Kettering",
        "minister",
        "water",
    ),
    (
        "The government’s water minister, Ilsa Kettering, who visited the site on Monday, promised more.",
        "Ilsa Kettering",
        "minister",
        "water",
    ),
    ("Kettering, as water minister, is responsible for the dam.", "Ilsa Kettering", "minister", "water"),
    ("As water minister, Kettering is responsible for the dam.", "Ilsa Kettering", "minister", "water"),
    ("Water minister Kettering said nothing of the cost.", "Ilsa Kettering", "minister", "water"),
    (
        "According to the water minister, Ilsa Kettering, 300 families will have to move.",
        "Ilsa Kettering",
        "minister",
        "water",
    ),
    ("A letter by the water minister, Ilsa Kettering, was read out.", "Ilsa Kettering", "minister", "water"),
    ("The medical director, Piers Stranger, said the ward was full.", "Piers Stranger", "director", "medical"),
    ("Dr Nuria Roa, the hospital’s medical director, said the ward was full.", "Nuria Roa", "director", "medical"),
    (
        "Dr. Nuria Roa, medical director of Skarn General Hospital, said the ward was full.",
        "Nuria Roa",
        "director",
        "medical",
    ),
    ("The hospital’s medical director, Dr Nuria Roa, said the ward was full.", "Nuria Roa", "director", "medical"),
    ("The medical director, Dr Nuria Roa, said that the ward was full.", "Nuria Roa", "director", "medical"),
    ("Medical director Nuria Roa said the ward was full.", "Nuria Roa", "director", "medical"),
    ("Nuria Roa, the medical director, opened the ward.", "Nuria Roa", "director", "medical"),
    ("Nuria Roa, who is the hospital’s medical director, opened the ward.", "Nuria Roa", "director", "medical"),
    ("The ward is full, said medical director Nuria Roa.", "Nuria Roa", "director", "medical"),
    ("Dr Roa, the medical director, opened the ward.", "Nuria Roa", "director", "medical"),
    ("Roa, medical director since 2019, opened the ward.", "Nuria Roa", "director", "medical"),
    ("The director of nursing, Piers Stranger, said the ward was full.", "Piers Stranger", "director", "nursing"),
    (
        "Piers Stranger, director of nursing at the hospital, said the ward was full.",
        "Piers Stranger",
        "director",
        "nursing",
    ),
    ("Prime Minister Tullio Ferra opened the debate.", "Tullio Ferra", "minister", "prime"),
    ("Veldmark’s prime minister, Tullio Ferra, opened the debate.", "Tullio Ferra", "minister", "prime"),
    ("Prime minister Tullio Ferra opened the debate.", "Tullio Ferra", "minister", "prime"),
    ("Tullio Ferra, Veldmark’s prime minister since 2020, opened the debate.", "Tullio Ferra", "minister", "prime"),
    ("Tullio Ferra, prime minister since the spring, opened the debate.", "Tullio Ferra", "minister", "prime"),
    ("President Ferra said he would sign the bill.", "Tullio Ferra", "president", ""),
    ("President Umbert Galla has to sign the bill.", "Umbert Galla", "president", ""),
    ("The president, Umbert Galla, has to sign the bill.", "Umbert Galla", "president", ""),
    ("The Veldish president, Umbert Galla, has to sign the bill.", "Umbert Galla", "president", ""),
    ("Umbert Galla, the president of Veldmark, has to sign the bill.", "Umbert Galla", "president", ""),
    ("The leader of the opposition, Karen Dale, said the government had failed.", "Karen Dale", "leader", "opposition"),
    ("Opposition leader Karen Dale said the government had failed.", "Karen Dale", "leader", "opposition"),
    ("Karen Dale, who leads the opposition, said the government had failed.", "Karen Dale", "leader", "opposition"),
    (
        "Karen Dale, leader of the opposition Labour Party, said the government had failed.",
        "Karen Dale",
        "leader",
        "opposition",
    ),
    ("The harbour master, Joan Pellew, closed the quay.", "Joan Pellew", "master", "harbour"),
    ("Joan Pellew, harbour master at Skarn, closed the quay.", "Joan Pellew", "master", "harbour"),
    ("Joan Pellew, the harbour master, closed the quay.", "Joan Pellew", "master", "harbour"),
    ("The port’s harbour master, Captain Joan Pellew, closed the quay.", "Joan Pellew", "master", "harbour"),
    ("Harbour master Joan Pellew closed the quay.", "Joan Pellew", "master", "harbour"),
    ("Mina Okafor-Lind, chief executive of Halvar Foods, said prices would fall.", "Mina Okafor-Lind", "executive", ""),
    ("Halvar’s chief executive, Mina Okafor-Lind, said prices would fall.", "Mina Okafor-Lind", "executive", ""),
    ("Chief executive Mina Okafor-Lind said prices would fall.", "Mina Okafor-Lind", "executive", ""),
    (
        "Mina Okafor-Lind, who has been chief executive since 2018, said prices would fall.",
        "Mina Okafor-Lind",
        "executive",
        "",
    ),
    ("The group’s finance director, Aled Price, said prices would fall.", "Aled Price", "director", "finance"),
    ("Aled Price, finance director, said prices would fall.", "Aled Price", "director", "finance"),
    (
        "Aled Price, the finance director of the group, which owns four mills, said prices would fall.",
        "Aled Price",
        "director",
        "finance",
    ),
    ("The head teacher, Joan Merrick, wrote to parents.", "Joan Merrick", "teacher", "head"),
    ("Joan Merrick, head of Mill Road since 2016, wrote to parents.", "Joan Merrick", "head", ""),
    ("Joan Merrick, the headteacher of Mill Road primary school, wrote to parents.", "Joan Merrick", "headteacher", ""),
    ("Mrs Merrick, the headteacher, wrote to parents.", "Joan Merrick", "headteacher", ""),
    ("His trainer, Kurt Ambrosch, said he had slept badly.", "Kurt Ambrosch", "trainer", ""),
    ("Tarrow’s coach, Kurt Ambrosch, said he had slept badly.", "Kurt Ambrosch", "coach", ""),
    ("Detective Inspector Ruth Hallam appealed for witnesses.", "Ruth Hallam", "inspector", "detective"),
    (
        "Detective Inspector Ruth Hallam, of Skarn police, appealed for witnesses.",
        "Ruth Hallam",
        "inspector",
        "detective",
    ),
    ("Fire chief Oluf Brand said the roof had come down.", "Oluf Brand", "chief", "fire"),
    ("The city’s fire chief, Oluf Brand, said the roof had come down.", "Oluf Brand", "chief", "fire"),
    (
        "Oluf Brand, who commands the city’s fire brigade, said the roof had come down.",
        "Oluf Brand",
        "commander",
        "fire",
    ),
    ("Prosecutor Lena Mars asked for eight years.", "Lena Mars", "prosecutor", ""),
    ("Lena Mars, prosecuting, asked for eight years.", "Lena Mars", "prosecutor", ""),
    ("Lena Mars, for the prosecution, asked for eight years.", "Lena Mars", "prosecutor", ""),
    ("Tobias Fenner, defending, asked for four.", "Tobias Fenner", "barrister", ""),
    ("Tobias Fenner, for the defence, asked for four.", "Tobias Fenner", "barrister", ""),
    ("Raike’s barrister, Tobias Fenner, asked for four.", "Tobias Fenner", "barrister", ""),
    ("The judge, Mr Justice Anders Holme, adjourned the case.", "Anders Holme", "judge", ""),
    ("The spokeswoman for the union, Rita Sol, called the offer an insult.", "Rita Sol", "spokeswoman", "union"),
    ("Rita Sol, a spokeswoman for the dockers’ union, called the offer an insult.", "Rita Sol", "spokeswoman", "union"),
    (
        "Rita Sol, general secretary of the dockers’ union, called the offer an insult.",
        "Rita Sol",
        "secretary",
        "union",
    ),
    ("Sarronde’s ambassador to Northmere, Fabi Ricca, was summoned.", "Fabi Ricca", "ambassador", ""),
    ("Fabi Ricca, the ambassador of Sarronde in Northmere, was summoned.", "Fabi Ricca", "ambassador", ""),
    ("The ambassador, Fabi Ricca, was summoned.", "Fabi Ricca", "ambassador", ""),
    ("Joan Pellew, Skarn’s long-serving harbour master, closed the quay.", "Joan Pellew", "master", "harbour"),
    ("Joan Pellew, the 52-year-old harbour master, closed the quay.", "Joan Pellew", "master", "harbour"),
    ("The harbour master is Joan Pellew.", "Joan Pellew", "master", "harbour"),
    ("Joan Pellew works as harbour master in Skarn.", "Joan Pellew", "master", "harbour"),
    ("Skarn harbour master Joan Pellew closed the quay.", "Joan Pellew", "master", "harbour"),
    ("Maria Chave is the mayor of Skarn and chairs the board.", "Maria Chave", "mayor", "skarn"),
    ("Nuria Roa, medical director and board member, opened the ward.", "Nuria Roa", "director", "medical"),
    ("Director of nursing Piers Stranger opened the ward.", "Piers Stranger", "director", "nursing"),
    ("The hospital’s director of nursing is Piers Stranger.", "Piers Stranger", "director", "nursing"),
    ("Piers Stranger — the director of nursing — opened the ward.", "Piers Stranger", "director", "nursing"),
    ("Before the vote President Umbert Galla had left.", "Umbert Galla", "president", ""),
]
"""A sentence, whom it is about, what that person is, and a word that must stand with it."""


@pytest.mark.parametrize(("sentence", "name", "head", "beside"), PRINTED)
def test_what_somebody_is_said_to_be(sentence, name, head, beside) -> None:
    found = functions(sheet_of(f"{name} spoke in Skarn on Monday.", sentence))
    said = [each for each in found if each.party.name == name and each.line.at == 1]
    assert [each.head for each in said if not beside or beside in each.beside] == [head]


@pytest.mark.parametrize(
    "sentence",
    [
        "The former water minister, Ilsa Kettering, spoke first.",
        "Ilsa Kettering, the former water minister, spoke first.",
        "Then water minister Ilsa Kettering spoke first.",
        "Ilsa Kettering, water minister until 2019, spoke first.",
        "Ilsa Kettering, deputy water minister, spoke first.",
        "Acting water minister Ilsa Kettering spoke first.",
        "In a talk with the water minister, Ilsa Kettering said so.",
        "Ilsa Kettering met the water minister, Oriel Hask, in Skarn.",
    ],
)
def test_what_somebody_was_or_what_another_is(sentence) -> None:
    found = functions(sheet_of("Ilsa Kettering spoke in Skarn on Monday.", sentence))
    assert not [each for each in found if each.party.name == "Ilsa Kettering" and each.head == "minister"]


@pytest.mark.parametrize(
    ("sentence", "surname", "new", "old"),
    [
        ("The finance portfolio goes to Livia Santa.", "Santa", "finance", ""),
        ("Livia Santa becomes finance minister.", "Santa", "finance", ""),
        (
            "Mauro Renz, until now minister of agriculture, moves to the interior ministry.",
            "Renz",
            "interior",
            "agriculture",
        ),
        ("Mauro Renz moves from agriculture to the interior ministry.", "Renz", "interior", "agriculture"),
        ("Livia Santa was appointed finance minister.", "Santa", "finance", ""),
        ("Livia Santa takes over as finance minister.", "Santa", "finance", ""),
        ("Livia Santa, a 44-year-old lawyer, will be the new finance minister.", "Santa", "finance", ""),
        (
            "Mauro Renz, the former farm minister, was named minister of the interior on Monday.",
            "Renz",
            "interior",
            "agriculture",
        ),
        ("The health ministry passes to Mauro Renz, a surgeon.", "Renz", "health", ""),
        ("Mauro Renz takes over the health ministry.", "Renz", "health", ""),
        ("Mauro Renz takes the transport portfolio.", "Renz", "transport", ""),
        ("Mauro Renz has been given the housing ministry.", "Renz", "housing", ""),
        ("Livia Santa, 52, is to become justice minister.", "Santa", "justice", ""),
        ("Livia Santa will head the ministry of water.", "Santa", "water", ""),
        (
            "Mauro Renz, who was health minister, switches to defence, and Livia Santa gets the health ministry.",
            "Santa",
            "health",
            "",
        ),
        ("The ministry of culture goes to Carla Onest.", "Onest", "culture", ""),
        ("Carla Onest becomes minister of culture and Giorgio Tullo minister of transport.", "Onest", "culture", ""),
        ("The justice ministry will be led by Carla Onest.", "Onest", "justice", ""),
        ("He made Carla Onest minister of culture.", "Onest", "culture", ""),
        ("The premier appointed Carla Onest minister of culture.", "Onest", "culture", ""),
        ("The premier named Carla Onest as her new finance minister.", "Onest", "finance", ""),
        ("Carla Onest succeeds Piet Lanz as finance minister.", "Onest", "finance", ""),
        ("Carla Onest replaces Piet Lanz at the finance ministry.", "Onest", "finance", ""),
        ("Her new finance minister is Carla Onest.", "Onest", "finance", ""),
        ("The new finance minister, Carla Onest, is a lawyer.", "Onest", "finance", ""),
        ("Odd Raven, the leader of the Coast Party, becomes minister of fisheries.", "Raven", "agriculture", ""),
    ],
)
def test_who_gets_which_ministry(sentence, surname, new, old) -> None:
    found = {
        each.party.surname: each for each in moves(sheet_of("The premier, Teresa Vald, spoke in Skarn.", sentence))
    }
    assert new in found[surname.casefold()].new
    assert not old or old in found[surname.casefold()].old


def aloud(headline: str | None, text: str, caption: str | None = None, summary: str | None = None) -> list[Finding]:
    """What the checks cast and roles say aloud."""
    images = (Image(None, caption, lead=True),) if caption else ()
    article = Article(
        headline=headline, summary=summary, paragraphs=tuple(text.split("\n\n")), images=images, language="en"
    )
    found = checking.check([reading.understood(Reading.of(article, None))], select=["cast", "roles"])
    return [each for each in found if each.severity != "note"]


PREMIER = "Veldmark’s prime minister, Tullio Ferra, won a vote in parliament on Thursday.\n\nPresident Umbert Galla signed the law.\n\n"
WARD = "“The ward is full,” said Dr Nuria Roa, the hospital’s medical director.\n\nThe ward has 24 beds.\n\n"
TALKS = (
    "Ilmara and Karsovia will open the border, Ilmara’s foreign minister, Grace Nwand, said after the talks.\n\n"
    "The crossing between Ilmara and Karsovia had been closed for a year.\n\n"
)
CABINET = "The premier replaced four ministers on Tuesday. Mauro Renz, until now minister of agriculture, moves to the interior ministry.\n\n"
THEFT = (
    "Dan Cotter, 33, of Skarn, admitted burglary on Monday.\n\nHe broke into the home of Roland Bayne, 87, in May. "
    "Mr Bayne was on holiday.\n\nA neighbour heard a window break.\n\n"
)
VOTE = "The party of Karen Dale won the election in Jorrin on Sunday.\n\nJens Thorne conceded at ten. He said he would step down.\n\n"


@pytest.mark.parametrize(
    ("code", "text", "wrong"),
    [
        ("NB204", PREMIER + "Before the vote President Ferra had spoken for an hour.", "President Ferra"),
        (
            "NB202",
            WARD + "The medical director, Piers Stranger, said the plan was good.",
            "medical director, Piers Stranger",
        ),
        (
            "NB204",
            CABINET + "Finance minister Mauro Renz said he would travel on Friday.",
            "Finance minister Mauro Renz",
        ),
        (
            "NB204",
            "Water minister Ilsa Kettering opened the dam.\n\nIt took ten years.\n\nHealth minister Ilsa Kettering then left.",
            "Health minister Ilsa Kettering",
        ),
        ("NB104", THEFT + "Mr Bayne was also ordered to pay back 600 crowns.", "Mr Bayne was also ordered"),
        (
            "NB104",
            VOTE + "Thorne would become the second woman prime minister.",
            "Thorne would become the second woman prime",
        ),
    ],
)
def test_what_does_not_go_together(code, text, wrong) -> None:
    found = {each.code: [passage.text for passage in each.passages] for each in aloud(None, text)}
    assert any(wrong in told or told in wrong for told in found.get(code, []))


@pytest.mark.parametrize(
    "text",
    [
        PREMIER + "Before the vote Prime Minister Ferra had spoken for an hour.",
        WARD + "The director of nursing, Piers Stranger, said the plan was good.",
        WARD + "The former medical director, Piers Stranger, said the plan was good.",
        WARD + "The clinic’s medical director, Piers Stranger, said the plan was good.",
        TALKS + "The Karsovian foreign minister, Hadi Prast, said the step was small.",
        TALKS + "Karsovia’s foreign minister, Hadi Prast, said the step was small.",
        TALKS + "Karsovia had sent the foreign minister, Hadi Prast, who said the step was small.",
        CABINET + "Interior minister Mauro Renz said he would travel on Friday.",
        CABINET + "The agriculture minister, Mauro Renz, said he would travel on Friday.",
        "Senior minister Ilsa Kettering opened the dam.\n\nIt took ten years.\n\nWater minister Ilsa Kettering then left.",
        "Ruo Amad, the director of heritage, spoke in Skarn.\n\nShe was clear.\n\nThe director of the museum disagreed.",
        THEFT + "Cotter was also ordered to pay back 600 crowns.",
        THEFT + "Mr Bayne was also asked to pay for the window.",
        VOTE + "Dale would become the second woman prime minister.",
    ],
)
def test_what_goes_together(text) -> None:
    assert [each for each in aloud(None, text) if each.code not in ("NB101", "NB102")] == []


RACE = "Anders Holm rode away from Fabian Reiss and won the race by eleven seconds.\n\nReiss came second. Holm is from Skarn."


def test_the_standfirsts_winner() -> None:
    assert [
        each.code
        for each in aloud("Race decided on the last climb", RACE, summary="Fabian Reiss wins by eleven seconds.")
    ] == ["NB104"]
    assert aloud("Race decided on the last climb", RACE, summary="Anders Holm wins by eleven seconds.") == []


FIRE = "A fire destroyed a bakery in Mill Road, Skarn, on Thursday.\n\nFour engines came, one of them from Tresk."


def test_a_caption_of_another_house() -> None:
    assert [
        each.code
        for each in aloud("Fire in Skarn bakery", FIRE, "Firefighters at the carpet shop in Tresk on Thursday.")
    ] == ["NB105"]
    assert aloud("Fire in Skarn bakery", FIRE, "Firefighters at the bakery in Skarn on Thursday.") == []
    assert aloud("Fire in Skarn bakery", FIRE, "Firefighters at the shop in Skarn on Thursday.") == []
