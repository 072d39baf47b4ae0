"""How newspapers say that a question stands: one matter, in many turns of phrase."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.checking import WARNING
from newsbox.checking.shape import Sheet
from newsbox.checking.stands import Stand, stands
from newsbox.types import Finding

FILLER = "Trains ran on time."


def told(words: str) -> list[Stand]:
    """The answers of a sentence, or of a headline: those end without a full stop."""
    above, text = ("News of the day", words) if words.endswith(".") else (words, "The weather was mild.")
    sheet = Sheet(newsbox.read_text(f"{text}\n\n{FILLER}", headline=above))
    return [each for each in stands(sheet) if each.line.at == (0 if words.endswith(".") else "headline")]


WON = [
    "Veldmark beat Ilmara 2-1 on Tuesday to reach the finals.",
    "Two goals by Per Oland took Veldmark past Ilmara and into the finals on Tuesday.",
    "A late header from Oland sent Veldmark through at the expense of Ilmara.",
    "Veldmark edged Ilmara 2-1 on Tuesday.",
    "Veldmark eased past Ilmara on Tuesday.",
    "Veldmark saw off Ilmara with two late goals.",
    "Veldmark came from behind to beat Ilmara on Tuesday.",
    "Ilmara were beaten 2-1 by Veldmark on Tuesday.",
    "Ilmara lost 2-1 to Veldmark on Tuesday.",
    "Ilmara went down 2-1 to Veldmark on Tuesday.",
    "Ilmara fell to Veldmark in the semi-final on Tuesday.",
    "Ilmara crashed out after losing 2-1 to Veldmark on Tuesday.",
    "Oland scored twice as Veldmark sank Ilmara on Tuesday.",
    "It was Veldmark's first win over Ilmara since the war.",
    "Ilmara's 2-1 defeat by Veldmark on Tuesday ended their run.",
    "Veldmark knocked Ilmara out of the cup on Tuesday.",
    "Veldmark stunned Ilmara 2-1 on Tuesday.",
    "Veldmark ran out 2-1 winners against Ilmara on Tuesday.",
]


@pytest.mark.parametrize("words", WON)
def test_veldmark_beat_ilmara(words: str) -> None:
    sides = {
        (name, each.yes)
        for each in told(words)
        if each.question.name == "win" and each.doer is not None
        for name in {each.doer.head, *each.doer.names} & {"veldmark", "ilmara"}
    }
    assert sides and sides <= {("veldmark", True), ("ilmara", False)}


TOLD: list[tuple[str, bool, list[str]]] = [
    (
        "uphold",
        True,
        [
            "Supreme Court upholds quota law",
            "The Supreme Court upheld the quota law on Tuesday.",
            "By five votes to two, Karsovia's Supreme Court declared the quota law valid.",
            "The judges let the quota law stand.",
            "Karsovia's highest court has confirmed the quota law.",
            "The quota law is constitutional, the Supreme Court ruled on Tuesday.",
            "The quota law is in line with the constitution, the judges found.",
            "The Supreme Court has backed the quota law.",
            "The quota law was upheld by five votes to two.",
            "The quota law survived a challenge in the Supreme Court on Tuesday.",
            "The quota law stands, the Supreme Court ruled.",
            "The judges left the quota law in place.",
            "The court found nothing wrong with the quota law.",
            "The court refused to strike down the quota law.",
        ],
    ),
    (
        "uphold",
        False,
        [
            "Supreme Court strikes down quota law",
            "The Supreme Court has struck down the quota law.",
            "By five votes to two, Karsovia's Supreme Court had declared the quota law void.",
            "The judges threw out the quota law on Tuesday.",
            "The quota law is void, the Supreme Court ruled.",
            "The quota law breaks the constitution, the judges found.",
            "The quota law violates the constitution, the Supreme Court ruled on Tuesday.",
            "The court ruled the quota law unconstitutional.",
            "The court declared the quota law null and void.",
            "The quota law was quashed by the Supreme Court on Tuesday.",
            "The quota law has been overturned.",
            "The quota law is unlawful, the judges found.",
            "The judges ruled that the quota law was unlawful.",
            "The court scrapped the quota law on Tuesday.",
            "The Supreme Court has ruled against the quota law.",
            "The quota law must go, the Supreme Court ruled.",
        ],
    ),
    (
        "approve",
        True,
        [
            "Council approves stadium plan",
            "Aldmouth council has given the stadium plan the go-ahead.",
            "Councillors gave the green light to the stadium plan on Monday.",
            "The stadium plan was given the green light on Monday.",
            "Councillors said yes to the stadium plan.",
            "The stadium plan was passed by 14 votes to 11.",
            "Councillors voted 14 to 11 for the stadium plan.",
            "Councillors voted in favour of the stadium plan.",
            "The stadium plan cleared the council by 14 votes to 11.",
            "The stadium plan was waved through on Monday.",
            "The council backed the stadium plan on Monday.",
            "Permission for the stadium plan was granted on Monday.",
            "The stadium plan won the backing of the council on Monday.",
            "Councillors signed off the stadium plan on Monday.",
        ],
    ),
    (
        "approve",
        False,
        [
            "Council rejects stadium plan",
            "The stadium plan was thrown out by Aldmouth councillors on Monday.",
            "Councillors said no to the stadium plan.",
            "Councillors voted 14 to 11 against the stadium plan.",
            "Councillors voted down the stadium plan.",
            "The stadium plan failed by three votes on Monday.",
            "The stadium plan fell by 14 votes to 11.",
            "The stadium plan was turned down on Monday.",
            "Councillors blocked the stadium plan on Monday.",
            "The council refused permission for the stadium plan.",
            "The stadium plan did not get a majority on Monday.",
            "The council vetoed the stadium plan on Monday.",
            "The stadium plan was sunk by three votes.",
        ],
    ),
    (
        "stay",
        True,
        [
            "Interior minister Vesna Kral stays in office",
            "Vesna Kral will not resign.",
            "Interior minister Vesna Kral told this newspaper that she would not resign.",
            "Vesna Kral has refused to resign.",
            "Vesna Kral said she would stay on.",
            "Vesna Kral says she stays.",
            "Vesna Kral has ruled out resigning.",
            "Vesna Kral will stay in her post, she said.",
            "Vesna Kral is to remain interior minister.",
            "Vesna Kral is not stepping down.",
            "Vesna Kral will not step down.",
            "Vesna Kral rejected calls to resign.",
            "Vesna Kral insisted that she would not go.",
            "Vesna Kral is not going anywhere.",
            "Vesna Kral keeps her job.",
            "Vesna Kral holds on to her post.",
        ],
    ),
    (
        "stay",
        False,
        [
            "Interior minister Vesna Kral resigns",
            "Vesna Kral will resign.",
            "Vesna Kral is to resign.",
            "Vesna Kral will step down at the end of the month.",
            "Vesna Kral stepped down on Monday.",
            "Vesna Kral announced her resignation on Monday.",
            "Vesna Kral handed in her resignation on Monday.",
            "Vesna Kral has quit.",
            "Vesna Kral is stepping down.",
            "Vesna Kral gives up her post.",
            "Vesna Kral is leaving the government.",
            "Vesna Kral has offered her resignation.",
            "Vesna Kral tendered her resignation on Monday.",
        ],
    ),
    (
        "raise",
        True,
        [
            "Central bank will raise rates before autumn",
            "The central bank will raise its rate in June.",
            "The central bank is to raise its rate in June.",
            "There will be an increase in the rate before the autumn.",
            "The rate will go up in June.",
            "The rate is to rise in June.",
            "The bank announced an increase in the rate for June.",
        ],
    ),
    (
        "raise",
        False,
        [
            "Central bank will not raise rates before autumn",
            "There would be no increase in the rate before the autumn, governor Ines Dahl said.",
            "The governor, Ines Dahl, said there would be no rise in the rate before the autumn.",
            "Governor Ines Dahl ruled out an increase in the rate.",
            "The rate will not go up before the autumn.",
            "The rate will not be raised before the autumn.",
            "The bank has no plans to raise the rate.",
            "The rate will stay where it is.",
            "The rate will remain unchanged.",
        ],
    ),
    (
        "go_ahead",
        True,
        [
            "Buses will run as normal",
            "Buses in Aldmouth will run as normal this weekend.",
            "The late buses on Saturday will run.",
            "The buses are running again.",
            "All buses will operate on Saturday.",
            "The parade will go ahead on Sunday.",
            "The parade is to take place on Sunday.",
            "The parade will be held on Sunday as planned.",
            "The strike is on.",
            "The strike will begin on Sunday.",
            "The match goes ahead on Sunday.",
        ],
    ),
    (
        "go_ahead",
        False,
        [
            "Buses cancelled",
            "The late buses on Saturday will not run.",
            "No buses will run on Saturday.",
            "The buses will stand still on Saturday.",
            "All buses are cancelled on Saturday.",
            "The parade has been called off.",
            "The parade will not take place on Sunday.",
            "The parade has been scrapped.",
            "The parade was cancelled on Monday.",
            "The union called off the strike.",
            "The union withdrew the strike it had called for Saturday.",
            "The strike has been averted.",
            "There will be no strike on Sunday.",
            "There will be no parade on Sunday.",
        ],
    ),
    (
        "open",
        True,
        [
            "Fenwick Road library to stay open",
            "The library in Fenwick Road is to stay open.",
            "The library will remain open.",
            "The library has been saved.",
            "The library will not close.",
            "The council voted not to close the library.",
            "The library reopened on Monday.",
            "The library has opened its doors again.",
            "The council decided to keep the library open.",
            "The library is saved from closure.",
            "The library escapes closure.",
        ],
    ),
    (
        "open",
        False,
        [
            "Fenwick Road library to close",
            "The library in Fenwick Road is to close.",
            "The library will shut its doors in May.",
            "The library closes in May.",
            "The council voted to close the library.",
            "The library will close for good in May.",
            "The library faces closure.",
            "The closure of the library was decided on Monday.",
            "The library is being closed.",
            "The library will not reopen.",
            "The library remains shut.",
        ],
    ),
    (
        "convict",
        True,
        [
            "Former mayor Per Oland found guilty of fraud",
            "Per Oland was found guilty of fraud on Monday.",
            "Per Oland was convicted of fraud.",
            "A jury convicted Per Oland of fraud.",
            "The jury found Per Oland guilty of fraud.",
            "Per Oland was jailed for four years.",
            "Per Oland was sentenced to four years in prison.",
            "Per Oland got four years in prison for fraud.",
            "Per Oland's conviction for fraud came on Monday.",
        ],
    ),
    (
        "convict",
        False,
        [
            "Former mayor Per Oland cleared of fraud",
            "Per Oland was acquitted of fraud on Monday.",
            "Per Oland was cleared of fraud.",
            "A jury acquitted Per Oland of fraud.",
            "The jury found Per Oland not guilty of fraud.",
            "Per Oland was found not guilty.",
            "Per Oland walked free on Monday.",
            "Per Oland left the court a free man.",
            "Per Oland's acquittal came on Monday.",
            "The court dropped all charges against Per Oland.",
        ],
    ),
    (
        "accept",
        True,
        [
            "Dockers accept pay offer",
            "The dockers voted to accept the pay offer.",
            "The dockers have agreed to the pay offer.",
            "The dockers said yes to the pay offer.",
            "The pay offer was accepted by the dockers.",
            "The dockers took the pay offer.",
        ],
    ),
    (
        "accept",
        False,
        [
            "Dockers reject pay offer",
            "The dockers voted to reject the pay offer.",
            "The dockers turned down the pay offer.",
            "The dockers said no to the pay offer.",
            "The pay offer was rejected by the dockers.",
            "The dockers spurned the pay offer.",
            "The dockers refused the pay offer.",
        ],
    ),
    (
        "injure",
        True,
        [
            "Three people were injured in the fire.",
            "The fire left three people injured.",
            "Three people were taken to hospital after the fire.",
            "Three people suffered burns in the fire.",
            "The fire hurt three people.",
        ],
    ),
    (
        "injure",
        False,
        [
            "Nobody was hurt in the fire.",
            "No one was injured in the fire.",
            "All residents escaped unhurt from the fire.",
            "The fire caused no injuries.",
        ],
    ),
    (
        "agree",
        True,
        [
            "Ministers reach deal on quota",
            "The ministers reached a deal on the quota.",
            "The ministers agreed on the quota on Monday.",
            "The ministers struck a deal on the quota.",
            "The talks on the quota ended with an agreement.",
        ],
    ),
    (
        "agree",
        False,
        [
            "Quota talks collapse",
            "The ministers failed to agree on the quota.",
            "The ministers failed to reach a deal on the quota.",
            "The talks on the quota broke down on Monday.",
            "The talks on the quota ended without an agreement.",
        ],
    ),
]


@pytest.mark.parametrize(("name", "yes", "words"), [(name, yes, each) for name, yes, told in TOLD for each in told])
def test_a_question_is_answered_in_many_ways(name: str, yes: bool, words: str) -> None:
    said = [each for each in told(words) if each.question.name == name and each.mood != "open"]
    assert {each.yes for each in said} == {yes}


def found(headline: str, *paragraphs: str) -> list[Finding]:
    reading = newsbox.read_text("\n\n".join((*paragraphs, FILLER)), headline=headline)
    return [each for each in newsbox.check(reading) if each.code in ("NB801", "NB802") and each.confidence >= WARNING]


@pytest.mark.parametrize(
    ("headline", "paragraphs"),
    [
        ("Ilmara beat Veldmark 2-1 to reach finals", ["Two goals by Per Oland took Veldmark past Ilmara on Tuesday."]),
        ("Court upholds herring law", ["Karsovia's Supreme Court declared the herring law void on Monday."]),
        ("Councillors approve stadium plan", ["Councillors said no to the stadium plan on Monday."]),
        ("Trains cancelled", ["The trains in Sarronde will run as normal this weekend, the railway said."]),
        (
            "Kral resigns as interior minister",
            ["The interior minister, Vesna Kral, rejected calls to resign on Monday."],
        ),
    ],
)
def test_headline_and_lead_do_not_agree(headline: str, paragraphs: list[str]) -> None:
    assert found(headline, *paragraphs)


@pytest.mark.parametrize(
    ("headline", "paragraphs"),
    [
        (
            "Library to open on Sundays",
            ["The library will open every Sunday.", "In exchange it will close at 5 on Mondays."],
        ),
        ("Old hospital gets new ward", ["The hospital in Aldmouth has opened a new ward."]),
        ("Kral resigns", ["Interior minister Vesna Kral resigned on Monday. She will stay in office until June."]),
        ("Bank raises rate", ["The bank raised its rate on Monday. Governor Ines Dahl ruled out a further increase."]),
    ],
)
def test_hours_degrees_and_what_follows_are_no_contradiction(headline: str, paragraphs: list[str]) -> None:
    assert [each.message for each in found(headline, *paragraphs)] == []
