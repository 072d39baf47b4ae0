"""Who is said to be two things, to do what is another's, or to be in two places: what is found, and what must not be."""

from __future__ import annotations

import pytest

from newsbox import checking, reading
from newsbox.types import Article, Finding, Image, Reading


def told(headline: str | None, text: str, caption: str | None = None) -> list[Finding]:
    """What the checks cast and roles say aloud."""
    images = (Image(None, caption, lead=True),) if caption else ()
    article = Article(headline=headline, paragraphs=tuple(text.split("\n\n")), images=images, language="en")
    found = checking.check([reading.understood(Reading.of(article, None))], select=["cast", "roles"])
    return [each for each in found if each.severity != "note"]


def shown(headline: str | None, text: str, code: str, caption: str | None = None) -> list[str]:
    """The words that a finding of one code shows; empty where there is none."""
    found = [each for each in told(headline, text, caption) if each.code == code]
    return [passage.text for passage in found[0].passages] if found else []


BETWEEN = "The case concerns the collapse of a dam. Eleven people have been heard.\n\n"


@pytest.mark.parametrize(
    ("first", "second", "wrong", "against"),
    [
        (
            "Judge Orla Venn opened the hearing in Skarn on Monday.",
            "Venn, the prosecutor, told the jurors not to read the newspapers.",
            "Venn, the prosecutor",
            "Judge Orla Venn",
        ),
        (
            "The plaintiff, Rosa Tamm, wants 40,000 crowns from the clinic.",
            "The defendant, Rosa Tamm, will be heard in March.",
            "defendant, Rosa Tamm",
            "plaintiff, Rosa Tamm",
        ),
        (
            "Goalkeeper Idris Volle kept Skarn in the match with four saves.",
            "Volle, the striker, will be out for two weeks with a sore knee.",
            "Volle, the striker",
            "Goalkeeper Idris Volle",
        ),
        (
            "Health Minister Jonas Ekdal promised more beds on Monday.",
            "The opposition said Finance Minister Ekdal had promised the same in May.",
            "Finance Minister Ekdal",
            "Health Minister Jonas Ekdal",
        ),
        (
            "The mayor of Skarn, Livia Brandt, wants to close the old bridge.",
            "Opposition leader Livia Brandt said the bridge would be closed in June.",
            "Opposition leader Livia Brandt",
            "mayor of Skarn, Livia Brandt",
        ),
        (
            "The dockers' union leader, Finn Alder, said the strike would go on.",
            "Employers' spokesman Finn Alder said nobody would go back to work before Friday.",
            "Employers' spokesman Finn Alder",
            "dockers' union leader, Finn Alder",
        ),
        (
            "The patient, Carla Voss, was given the new heart in a seven-hour operation.",
            "Surgeon Carla Voss went home after two weeks and rides her bicycle again.",
            "Surgeon Carla Voss",
            "patient, Carla Voss",
        ),
        (
            "A witness, Milo Tarn, saw a grey van leave the yard at ten.",
            "The suspect, Milo Tarn, told police that the van had turned left.",
            "suspect, Milo Tarn",
            "witness, Milo Tarn",
        ),
        (
            "The director of the museum, Petra Olin, said the painting was safe.",
            "Petra Olin, the director of the hospital, said the wing would be closed until May.",
            "Petra Olin, the director of the hospital",
            "director of the museum, Petra Olin",
        ),
        (
            "Police chief Arvid Noll said the fire had been laid.",
            "Fire chief Arvid Noll said the man was about thirty.",
            "Fire chief Arvid Noll",
            "Police chief Arvid Noll",
        ),
        (
            "The landlord, Oskar Penn, wants his tenants out by May.",
            "Tenant Oskar Penn said he had bought the house to live in it.",
            "Tenant Oskar Penn",
            "landlord, Oskar Penn",
        ),
        (
            "Her lawyer, Gregor Salt, called the sentence too harsh.",
            "Judge Gregor Salt said he would appeal.",
            "Judge Gregor Salt",
            "lawyer, Gregor Salt",
        ),
        (
            "The driver, Nils Hebb, braked too late.",
            "Nils Hebb, a passenger, told the court that he had not seen the lamp.",
            "Nils Hebb, a passenger",
            "driver, Nils Hebb",
        ),
    ],
)
def test_one_person_in_two_functions(first, second, wrong, against) -> None:
    assert shown(None, f"{first}\n\n{BETWEEN}{second}", "NB204") == [wrong, against]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Lena Marl, a former prosecutor, opened the defence on Monday.",
            "Defence counsel Marl said the letters were forged.",
        ),
        (
            "Justice Minister Karl Osk was appointed interior minister on Monday.",
            "Interior Minister Osk said the border stays open.",
        ),
        (
            "Labour and Social Minister Ida Krog spoke on Monday.",
            "The social minister, Ida Krog, wants higher pensions.",
        ),
        ("The priest, Odo Lamm, grows apples.", "Lamm, a farmer's son, sells them on Saturdays."),
        ("Judge Orla Venn opened the trial.", "In a letter to the prosecutor, Venn asked for patience."),
        ("Pavel Drin, then goalkeeper of Skarn, broke his hand in 1998.", "Coach Pavel Drin still feels it."),
        ("Director Petra Olin opened the museum.", "The chairwoman, Petra Olin, cut the ribbon."),
    ],
)
def test_functions_that_one_person_may_have(first, second) -> None:
    assert not shown(None, f"{first}\n\n{BETWEEN}{second}", "NB204")


@pytest.mark.parametrize(
    ("headline", "text", "wrong"),
    [
        (
            None,
            "Tomas Vell, 40, was convicted of arson on Tuesday. He had set fire to three barns in Karsovia.\n\nProsecutor Irma Soll had asked for eight years.\n\nThe barns burned down in one night of May. Twelve cows died.\n\nSoll was sentenced to six years in prison and led out of the room.",
            "Soll was sentenced",
        ),
        (
            None,
            "Adam Kerr, 29, denied the theft of the paintings. He was arrested in June.\n\nJudge Nora Blythe adjourned the trial until Thursday.\n\nThe paintings are worth two million crowns.\n\nBlythe had confessed to the police in the first night, the court was told.",
            "Blythe had confessed",
        ),
        (
            None,
            "A climber, Sven Aldar, broke his arm in a fall on Mount Torrin. He hung on the rope for four hours.\n\nPolice spokeswoman Mira Gant said the weather had been good. She praised the rescuers.\n\nGant was taken to hospital in Skarn, where the arm was set.",
            "Gant was taken",
        ),
        (
            None,
            "Elena Marr, 12, was injured when a swing broke in the park. Her mother called for help.\n\nThe town's spokesman, Bodo Reik, said the swing had been checked in March. He said it would be replaced.\n\nReik was operated on for a broken leg in the evening and is doing well.",
            "Reik was operated",
        ),
        (
            "Tarnow arrested over harbour fraud",
            "Police arrested Erik Sund, the manager of the harbour, on Monday. He is said to have taken two million crowns.\n\nThe treasurer, Olga Tarnow, had reported the missing money in May. She found three bills that nobody could explain, she said.\n\nSund denies it. He will be heard on Friday.",
            "Tarnow arrested",
        ),
        (
            "Novelist Brenner dies at 88",
            "The novelist Maria Kolb died in Skarn on Monday, her publisher said. She was 88.\n\nKolb wrote eleven novels. Her rival Anton Brenner once called her the better of the two.\n\nBrenner said on Monday that he would miss her.",
            "Brenner dies",
        ),
        (
            "Ferrant wins mayoral race in Skarn",
            "Livia Brandt won the mayoral race in Skarn on Sunday with 54 percent of the vote. She beat Paul Ferrant, who had 46.\n\nFerrant said he would not contest the result. Brandt takes office in May.",
            "Ferrant wins",
        ),
        (
            "Dahl beats Moreno in Skarn final",
            "Lucia Moreno beat Ingrid Dahl 6-3 6-4 in the final of the Skarn Open on Sunday. She did not lose a service game.\n\nDahl had beaten the champion in the semi-final. Moreno said it was her best week.",
            "Dahl beats",
        ),
        (
            "Coach Drin quits Northmere",
            "Northmere's coach, Lars Holt, quit on Monday after nine defeats. He had been there for a year.\n\nPavel Drin, his assistant, will lead the training until a new coach is found. Drin said he was sorry for Holt.",
            "Drin quits",
        ),
        (
            None,
            "Ada Miro jumped 6.80 metres and had the longest jump of the evening. She is 21.\n\nThe stadium was full. It rained.\n\nBea Lund's jump was the longest, the coach said, and nobody came near it.",
            "Bea Lund's jump was",
        ),
        (
            None,
            "Noor Azim scored the most goals... no.\n\nOtto Falk made the highest bid for the yard, 40 million crowns. He is a shipowner.\n\nThe sale took an hour.\n\nThe owners said that Hanna Weiss made the highest bid and would get the yard.",
            "Hanna Weiss made",
        ),
        (
            None,
            "Nadia Orr designed the bridge in 1988. It was her first.\n\nSteel was dear at the time. The town paid half.\n\nThe mayor thanked Felix Amsel, who designed the bridge, and his office.",
            "Felix Amsel, who designed",
        ),
        (
            None,
            "Kira Holm scored the winner in the 88th minute. She is 19.\n\nNorthmere had led until then.\n\nThe coach said that Jana Pohl had scored the winner with her weaker foot.",
            "Jana Pohl had scored",
        ),
        (
            None,
            "Parliament will ban fireworks after Deputy Hugo Lenz convinced the committee to give up its doubts.\n\nDeputy Sara Quint, who proposed the ban, said it had taken her six years.\n\nDeputy Hugo Lenz, who voted against it, called it a ban on joy.",
            "Hugo Lenz convinced",
        ),
        (
            None,
            "The study was led by Iris Hahn of the University of Skarn. It looked at 300 hives.\n\nPaul Reiter of Northmere Institute, who did not take part in the study, called it careful. He doubted that mites were the only cause.\n\nReiter counted dead bees in front of the hives every morning for two years.",
            "Reiter counted",
        ),
    ],
)
def test_somebody_does_what_is_anothers(headline, text, wrong) -> None:
    assert shown(headline, text, "NB104")[:1] == [wrong]


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (
            None,
            "Prosecutor Ilan Boll was arrested on Monday. He is accused of taking money.\n\nTwo officers were arrested with him. "
            "Officer Tim Asch denies the charge.\n\nBoll was charged on Tuesday.",
        ),
        (
            None,
            "Two people were hurt when the roof fell in. Mayor Livia Brandt was taken to hospital with a broken arm.\n\n"
            "Clerk Ada Noor broke her leg. Brandt said from her bed that the roof had been checked.",
        ),
        (
            "Brandt wins, Ferrant concedes",
            "Livia Brandt won the election in Skarn on Sunday. Paul Ferrant conceded at ten.\n\nFerrant said he would go on.",
        ),
        (
            None,
            "Ada Miro ran the fastest lap in the first race. In the second race, on Sunday, Bea Lund ran the fastest lap.",
        ),
        (None, "Kira Holm scored the opener and Jana Pohl scored the winner. The opener was disputed."),
        (
            None,
            "Paul Reiter, who was not involved in the study, called it careful.\n\nReiter counted bees in another study, in Karsovia.",
        ),
        (
            None,
            "Hugo Lenz, who voted against the ban in 2019, has changed his mind. Sara Quint proposed the ban.\n\nLenz praised her.",
        ),
    ],
)
def test_what_people_did_is_theirs(headline, text) -> None:
    assert not shown(headline, text, "NB104")


@pytest.mark.parametrize(
    ("headline", "text", "caption", "wrong"),
    [
        (
            "Fire destroys stage of Skarn's Royal Theatre",
            "The Royal Theatre in Skarn lost its stage in a fire on Monday night. Nobody was hurt.\n\nThe fire began in a dressing room. Forty firemen fought it until morning.",
            "The Summer Theatre in Tresk after the fire on Tuesday.",
            "Summer Theatre",
        ),
        (
            "Mayor of Skarn to resign in May",
            "The mayor of Skarn, Livia Brandt, will resign in May, she said on Monday in the town hall.\n\nBrandt has been in office for nine years.",
            "Mayor Paul Ferrant in the town hall on Monday, announcing that he would resign.",
            "Mayor Paul Ferrant",
        ),
        (
            "Dam at Lake Orrin leaks",
            "The dam at Lake Orrin has been leaking since Sunday, engineers said. The villages below it were cleared.\n\nThe dam was built in 1931.",
            "Water runs from the leaking dam at Lake Tarvis on Monday.",
            "Lake Tarvis",
        ),
        (
            "Miro wins Skarn marathon",
            "Ada Miro won the Skarn marathon on Sunday in two hours and 25 minutes.\n\nBea Lund was second.",
            "Marathon winner Jana Pohl crosses the line in Skarn on Sunday.",
            "Jana Pohl",
        ),
        (
            "Minister opens new bridge",
            "Transport Minister Ida Krog opened the bridge over the Orrin on Friday.\n\nIt cost 40 million crowns.",
            "Transport Minister Oskar Penn cuts the ribbon on the bridge on Friday.",
            "Transport Minister Oskar Penn",
        ),
        (
            "Storm topples spire of Saint Orla Church in Skarn",
            "A storm toppled the spire of Saint Orla Church in Skarn on Friday night. Nobody was hurt.\n\nThe church dates from 1611.",
            "The toppled spire of Saint Benno Church in Velden on Saturday.",
            "Saint Benno Church",
        ),
    ],
)
def test_a_caption_of_another_picture(headline, text, caption, wrong) -> None:
    assert shown(headline, text, "NB105", caption)[:1] == [wrong]


@pytest.mark.parametrize(
    ("headline", "text", "caption"),
    [
        (
            "Bank cuts jobs",
            "The Velden Bank will cut 300 jobs, it said.",
            "A branch of the Velden Bank in Skarn. Photo: Oriel Hask",
        ),
        (
            "Museum gets painting",
            "The Royal Museum in Skarn has bought a painting, it said. It came from the City Museum of Tresk.",
            "The City Museum in Tresk, where the painting hung.",
        ),
        (
            "Minister wants higher taxes",
            "Finance Minister Ida Krog wants higher taxes, she said.",
            "A tax office in Velden.",
        ),
        (
            "Miro wins marathon",
            "Ada Miro won the marathon in Skarn. Bea Lund was second.",
            "Miro, Lund and Jana Pohl in Skarn.",
        ),
        ("Storm hits church", "A storm hit Saint Orla Church in Skarn.", "The church of Saint Orla in Skarn."),
    ],
)
def test_captions_that_belong_there(headline, text, caption) -> None:
    assert not shown(headline, text, "NB105", caption)


@pytest.mark.parametrize(
    ("headline", "text", "wrong"),
    [
        (
            "School roof falls in at Skarn",
            "The roof of a school in Skarn fell in on Sunday night. Nobody was inside.\n\nThe mayor spoke of luck.\n\nThe last inspection of the school in Tresk was in 2019, the authorities said.",
            "the school in Tresk",
        ),
        (
            "Blast at paint factory kills two",
            "Two workers died in an explosion at a paint factory in Velden on Monday.\n\nThe cause is not known.\n\nThe factory in Ostmark employs 120 people and makes paint for ships.",
            "The factory in Ostmark",
        ),
        (
            "Ferry sinks in harbour of Skarn",
            "A ferry sank at Skarn on Friday. All passengers were saved.\n\nThe captain was the last to leave.\n\nDivers will examine the ferry in Tresk on Saturday, the police said.",
            "the ferry in Tresk",
        ),
        (
            "Composer Ada Venn dies",
            "Ada Venn was born in Skarn in 1938 and studied there. She wrote four operas.\n\nShe had two sons.\n\nVenn was born in Tresk, the daughter of a baker.",
            "born in Tresk",
        ),
        (
            "Flood kills six",
            "Six people died in a flood on Monday. All the victims lived in Velden.\n\nThe water rose within an hour.\n\nPrayers were said for the six people who were killed in Ostmark.",
            "killed in Ostmark",
        ),
    ],
)
def test_one_thing_in_two_places(headline, text, wrong) -> None:
    assert shown(headline, text, "NB106")[:1] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "A school in Skarn will close in May, the council said. The school in Tresk will close in June.\n\nParents protest.",
        "The court in Skarn sentenced a man on Monday.\n\nThe appeals court in Velden had sent the case back. He was tried in Tresk first.",
        "A bridge fell at Skarn on Sunday.\n\nThe other bridge in Tresk is safe, engineers said.",
        "Ada Venn was born in Skarn and grew up in Tresk.\n\nShe died in Velden.",
        "All the victims lived in Velden.\n\nEleven people were hurt in Ostmark, where nobody died.",
    ],
)
def test_things_that_are_where_they_are(text) -> None:
    assert not shown(None, text, "NB106")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "Ilse Brandt won the race on Sunday. The 31-year-old Veldmarker led from the start.\n\nThe lake was calm.\n\nThe 31-year-old Karsovian said she would stop in May. Veldmark has never won more. Karsovia came third.",
            "31-year-old Karsovian",
        ),
        (
            "The Italian Paolo Renzi beat Spain's Juan Ortiz on Sunday. Italy is glad.\n\nIt rained twice.\n\nSpain's Paolo Renzi will meet a Swede in the final.",
            "Spain's Paolo Renzi",
        ),
        (
            "Norwegian player Ola Dahl leads the tournament. He beat Marie Blanc of France.\n\nTwo games were drawn.\n\nMarie Blanc of Belgium has the white pieces on Friday.",
            "Marie Blanc of Belgium",
        ),
        (
            "Headmaster Odo Lamm closed the school on Monday because of the heat. The pupils cheered.\n\nIt was 39 degrees.\n\nThe headmaster of the hospital said that lessons would begin on Thursday.",
            "The headmaster of the hospital",
        ),
        (
            "Captain Sven Aldar brought the ship to Skarn on Monday with a hole in its side. Nobody was hurt.\n\nThe hole is a metre wide.\n\nThe captain of the airport said that he had seen the rock too late.",
            "The captain of the airport",
        ),
    ],
)
def test_somebody_belongs_to_two(text, wrong) -> None:
    assert shown(None, text, "NB205")[:1] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "The Italian Paolo Renzi, who was born in Spain, won on Sunday.\n\nSpain's Paolo Renzi, they sang.",
        "Ada Miro, 21, and Bea Lund, 21, met in the final.\n\nThe 21-year-old Veldmarker won the first set.\n\n"
        "The 21-year-old Karsovian won the others.",
        "Governor Farida Ismat cut the rate on Monday.\n\nThe president of the club said that nobody noticed.",
        "The province has a new governor, Farida Ismat.\n\nThe governor of the province said that she would travel.",
        "Marie Blanc of France won.\n\nThe French player Marie Blanc will meet Ola Dahl of Norway.",
    ],
)
def test_people_and_posts_that_belong_where_they_do(text) -> None:
    assert not shown(None, text, "NB205")
