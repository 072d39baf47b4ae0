"""The many ways in which newspapers tell a count, a loss or an age, and that all of them are read."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.checking import tops
from newsbox.checking.losses import losses
from newsbox.checking.measures import amounts
from newsbox.checking.shape import Sheet
from newsbox.types import Finding


def _table(text: str) -> list[str]:
    return [row.strip() for row in text.strip().splitlines()]


COUNTS = _table(
    """
        A blast in the mine killed 13 people on Monday.|killed|13
        Thirteen people were killed when a bus overturned.|killed|13
        The fire claimed 13 lives, the mayor said.|killed|13
        The storm claimed the lives of 13 people.|killed|13
        The death toll rose to 13 on Tuesday, the ministry said.|killed|13
        The number of people killed when a barge sank off the port of Aldra rose to 23 on Wednesday.|killed|23
        The number of dead has reached 13.|killed|13
        The number of deaths climbed to 13 overnight.|killed|13
        Thirteen people lost their lives in the flood.|killed|13
        The accident cost 13 lives.|killed|13
        Thirteen people are confirmed dead.|killed|13
        The quake left 13 dead and 40 injured.|killed|13
        The quake left 13 dead and 40 injured.|injured|40
        Thirteen miners perished underground.|killed|13
        The bodies of 13 people have been recovered.|killed|13
        Rescuers recovered 13 bodies from the river.|killed|13
        At least 13 people, among them three children, died in the fire.|killed|13
        There were 13 fatalities, the police said.|killed|13
        Thirteen dead as coach leaves the road in Ilmara|killed|13
        Landslide kills 13 in Karsovia|killed|13
        Toll in Karsovia landslide climbs to 13|killed|13
        Thirteen villagers drowned when the ferry sank.|killed|13
        The toll stood at 13 on Friday evening.|killed|13
        Of the 90 passengers, 13 did not survive.|killed|13
        Thirteen people have so far been found dead.|killed|13
        The coroner put the number of deaths at 13.|killed|13
        Another 40 people were hurt, some of them badly.|injured|40
        The blaze injured 40 people.|injured|40
        Forty were taken to hospital with burns and 40 were wounded.|injured|40
        The number of injured was put at 40.|injured|40
        Forty people suffered injuries.|injured|40
        Forty others sustained minor injuries.|injured|40
        Ninety passengers are still unaccounted for.|missing|90
        Ninety people remained missing on Thursday.|missing|90
        The number of missing fell to 90.|missing|90
        Hopes fade for 90 missing in Quessia|missing|90
        Police said 13 had died at the scene.|killed|13
        A gunman shot dead 13 people in a market.|killed|13
        Thirteen soldiers were shot dead at a checkpoint.|killed|13
        The attack, which killed 13, was the worst in years.|killed|13
        Ward 9 has 36 beds.|bed|36
        Thirty-six beds mean fewer nights on trolleys.|bed|36
        The clinic will get 36 new beds in spring.|bed|36
        The hospital opened 36 new single-room beds on Monday.|bed|36
        A 36-bed ward opens in Halm|bed|36
        The number of beds will rise to 36.|bed|36
        All 36 of the beds were taken by Friday.|bed|36
        The burst main left 6,500 homes in the west of Breda without water.|home|6500
        Some 6,500 households lost their water on Thursday.|home|6500
        6,500 homes without water|home|6500
        Power was cut to about 6,500 houses and flats.|home|6500
        A total of 6,500 properties were without power.|home|6500
        The company will cut 850 jobs by summer.|job|850
        Skarn Steel axes 850 jobs|job|850
        Some 850 posts are to go.|job|850
        The loss of 850 positions was announced on Monday.|job|850
        The mill will shed 850 workers.|person|850
        The yard is to lay off 850 of its staff.|person|850
        The council wants to build 240 affordable homes on the site.|home|240
        Plans for 240 homes go to the vote|home|240
        The scheme, for 240 flats and houses, was approved.|flat|240
        Thieves took 17 paintings from the museum.|painting|17
        Seventeen paintings stolen in Halm|painting|17
        Seventeen valuable old paintings were taken.|painting|17
        Police seized 40 kilos of cocaine.|kilo|40
        Police arrested 62 people at the march.|person|62
        Sixty-two held after harbour march|person|62
        Sixty-two demonstrators were detained.|person|62
        The police took 62 into custody.|person|62
        About 3,000 people marched through the capital.|person|3000
        A crowd of 3,000 marched through the capital.|person|3000
        Fire forces 3,000 to flee their homes|person|3000
        More than 3,000 residents had to be evacuated.|person|3000
        The evacuation of 3,000 people began at noon.|person|3000
        The airline has ordered 35 new jets.|plane|35
        An order for 35 aircraft was signed on Friday.|plane|35
        The order covers 35 long-haul aircraft.|plane|35
        Eighteen schools will close in June.|school|18
        The closure of 18 village schools was approved.|school|18
        The strike grounded 250 flights.|flight|250
        Two hundred and fifty flights were cancelled.|flight|250
        The grant is worth 1.5 million crowns.|crown|1500000
        A 1.5 million crown grant for the pool|crown|1500000
        The council will spend 1.5 million crowns on the pool.|crown|1500000
        He was fined 40,000 crowns.|crown|40000
        A fine of 40,000 crowns was imposed.|crown|40000
        The festival sold 12,000 tickets.|ticket|12000
        Volunteers planted 1,450 young oak trees.|tree|1450
        Vaccine given to 4,000 children|person|4000
    """
)
"""A sentence, what is counted, and how many."""
TOO_YOUNG = _table(
    """
        Istvan Horak, who was born in Belopol on 4 March 1941 and became a conductor, died on Tuesday, 10 September, at the age of 78.
        Istvan Horak, born in Belopol in 1941, died on Tuesday at the age of 78.
        Istvan Horak died on Tuesday. He was 78.|Horak was born in Belopol on 4 March 1941.
        Istvan Horak, the conductor, has died at 78.|He was born in Belopol on 4 March 1941, the son of a baker.
        Istvan Horak, the conductor, has died aged 78.|Istvan Horak was born in 1941 in a mill.
        The conductor Istvan Horak died in Drovnik on Tuesday, aged 78.|Born in Belopol in March 1941, Horak studied the piano.
        Istvan Horak (1941-2024) died at the age of 78.
        Istvan Horak, 78, died on Monday at his home.|Horak was born on 4 March 1941 in Belopol.
        At the age of 78, Istvan Horak has died in Drovnik.|Horak, who was born in 1941, made 61 records.
        Istvan Horak was 78 when he died on Tuesday.|He was born in March 1941.
        The death of Istvan Horak at 78 was announced on Tuesday.|Istvan Horak was born in Belopol in 1941.
        Istvan Horak died on Tuesday at the age of seventy-eight.|Horak was born in 1941.
        Istvan Horak passed away on Monday at 78.|He was born in Belopol in 1941.
        Istvan Horak, the conductor, who has died aged 78, made 61 records.|Istvan Horak was born on March 4, 1941, in Belopol.
        Istvan Horak, now 78, still conducts.|Horak was born in 1941 in Belopol.
        Istvan Horak, who is 78, still conducts.|Born in 1941, Horak began as a drummer.
        Istvan Horak (born 1941) still conducts. Horak, 78, laughs at this.
        Istvan Horak turned 78 on Monday.|He was born in Belopol in September 1941.
        Istvan Horak celebrates his 78th birthday on Friday.|Istvan Horak was born in 1941.
        The 78-year-old Istvan Horak still conducts.|Horak was born in 1941.
        Istvan Horak (78) still conducts.|Horak was born in 1941.
        Istvan Horak is 78 and still conducts.|Horak was born in 1941 and went to school in Belopol.
        Istvan Horak, aged 78, still conducts.|Horak, born 1941, went to school in Belopol.
        Istvan Horak died on Tuesday. He was 78 years old.|Horak was born in 1941.
        Istvan Horak, at 78 the oldest conductor of the land, was on stage.|Istvan Horak was born in 1941.
        In 1962, at the age of 31, Istvan Horak won a prize.|Horak was born in 1941.
        Istvan Horak was 31 when he won a prize in 1962.|Horak was born in 1941.
        Istvan Horak won a prize in 1962, aged 31.|Horak was born in 1941.
    """
)
"""Paragraphs of September 2024 in which an age does not go with the year of birth."""
OLD_ENOUGH = _table(
    """
        Istvan Horak, who was born in Belopol on 4 March 1941, died on Tuesday, 10 September, at the age of 83.
        Istvan Horak, 83, died on Monday.|His wife Eva, 78, survives him.|Horak was born in 1941.
        Istvan Horak died on Tuesday. He was 83.|Horak was born in 1941. His son Pavel was born in 1970 and is 54.
        Istvan Horak, who was born in 1941, lost his mother when she was 78.
        Istvan Horak died on Tuesday at 83.|He was born in 1941. His brother had died at the age of 60.
        Istvan Horak, born in 1941, married Eva Lind, who died at the age of 38.
        Istvan Horak, born in 1941, led 78 players.
        Istvan Horak's father, who was born in 1901, died at the age of 60. Istvan Horak is 83.
    """
)
"""The same where all ages are right."""


WRONG_SHARES = _table(
    """
        Of 4,000 children who were given the drug, 320 fell ill within a year, 18 percent of the group.
        Of the 4,000 children who were given the drug, 320 fell ill, or 18 percent.
        Of 4,000 children, 320 fell ill, which is 18 percent.
        Of 4,000 pupils tested, 320 (18 percent) were short-sighted.
        Some 320 of the 4,000 pupils, 18 percent, were short-sighted.
        Some 320 of the 4,000 pupils, or 18 percent, were short-sighted.
        Out of 4,000 pupils, 320 failed, a share of 18 percent.
        Among 4,000 pupils, 320 were short-sighted - 18 percent of them.
        Of its 4,000 staff, 320 are to go, about 18 percent of the workforce.
        The mill will cut 320 of its 4,000 jobs, 18 percent of the total.
        The mill will cut 320 of its 4,000 jobs, or 18 percent of its workforce.
        Of the 2,500 votes cast, 500 were for the mayor, 45 percent.
        Of 1,200 houses, 300 stood empty, 40 percent of the stock.
    """
)
"""Shares that do not follow from the numbers beside them."""
OTHER_SHARES = _table(
    """
        Of 4,000 children who were given the drug, 320 fell ill within a year, 8 percent of the group.
        Of 4,000 children, 320 fell ill, and 18 percent of the parents were worried.
        Of 4,000 pupils tested, 320 (8 percent) were short-sighted.
        Of 1,230 houses, 300 stood empty, about a quarter or 24 percent.
        Of 4,000 homes, 320 were empty, 18 percent more than in 2019.
        The mill will cut 320 of its 4,000 jobs. Sales fell by 18 percent.
        Of 4,000 children, 320 fell ill, up 18 percent on last year.
        Of 4,000 children, 320 fell ill, against 18 percent in the other group.
        Of 4,000 voters, 320 abstained, a rise of 18 percent.
    """
)
"""Shares that are right, or of something else."""


@pytest.mark.parametrize("row", COUNTS)
def test_a_count_is_read(row: str) -> None:
    """However the paper tells it."""
    text, kind, value = row.split("|")
    sheet = Sheet(newsbox.read_text(f"A day in Veldmark.\n\n{text}", headline="News"))
    told = [each for line in sheet.lines for each in tops.counts(line, amounts(sheet)[line.number])]
    assert (kind, float(value)) in [(each.kind, each.amount.value) for each in told]


@pytest.mark.parametrize(
    "text",
    [
        "The 13 survivors were flown home.",
        "Police arrested 13 people after the murder.",
        "A man of 40 was hurt.",
        "The number of tourists rose to 13,000.",
        "The bridge cost 13 million crowns.",
    ],
)
def test_what_counts_no_losses(text: str) -> None:
    """Numbers beside other words."""
    assert losses(text) == {}


def _of_ages(row: str) -> list[Finding]:
    reading = newsbox.read_text("\n\n".join(row.split("|")), headline="The conductor").changed(published="2024-09-13")
    return [each for each in newsbox.check(reading) if each.check == "dates" and each.severity != "note"]


@pytest.mark.parametrize("row", TOO_YOUNG)
def test_an_age_that_does_not_go_with_the_birth(row: str) -> None:
    """Born in 1941, one is no 78 in 2024, and was no 31 in 1962."""
    assert {each.code for each in _of_ages(row)} == {"NB407"}


@pytest.mark.parametrize("row", OLD_ENOUGH)
def test_ages_that_go_with_the_births(row: str) -> None:
    """Also those of other people in the paragraph."""
    assert _of_ages(row) == []


def _of_shares(text: str) -> list[Finding]:
    findings = newsbox.check(newsbox.read_text(f"A day in Halm.\n\n{text}", headline="The news"))
    return [each for each in findings if each.check == "figures" and each.severity != "note"]


@pytest.mark.parametrize("text", WRONG_SHARES)
def test_a_share_that_does_not_follow(text: str) -> None:
    """320 of 4,000 are 8 percent."""
    assert {each.code for each in _of_shares(text)} == {"NB303"}


@pytest.mark.parametrize("text", OTHER_SHARES)
def test_shares_that_may_stand(text: str) -> None:
    """A change, another group, another sentence."""
    assert _of_shares(text) == []
