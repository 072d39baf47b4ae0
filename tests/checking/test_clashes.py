"""Two answers that can't both stand."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.checking import WARNING
from newsbox.types import Finding

FILLER = "The weather in Northmere was mild for the season, and the trains ran on time."


def found(headline: str, *paragraphs: str) -> list[Finding]:
    """What the check of outcomes is sure of."""
    reading = newsbox.read_text("\n\n".join((*paragraphs, FILLER)), headline=headline)
    return [each for each in newsbox.check(reading) if each.code in ("NB801", "NB802") and each.confidence >= WARNING]


TURNED = [
    # The lead has the opposite of the headline.
    ("Veldmark court upholds licence for Ilmara mine", "The high court of Veldmark struck down the licence for the Ilmara mine on Monday. Seven judges heard the case."),
    ("Judges overturn ban on night fishing", "The court of appeal in Aldmouth upheld the ban on night fishing on Tuesday, and the boats stay in port."),
    ("Senate rejects pension reform", "Karsovia's senate passed the pension reform late on Thursday by 31 votes to 30."),
    ("Council turns down stadium plan", "Sarronde council approved the stadium plan on Monday evening after a long debate."),
    ("Regulator suspends flights to Quessia", "The aviation regulator resumed flights to Quessia on Friday, two years after the war."),
    ("Jury convicts banker of fraud", "A jury in Ilmara acquitted the banker Tomas Varga of fraud on Wednesday."),
    # What will be, and what was decided.
    ("Fenwick Road swimming pool to close", "The town council of Aldmouth voted on Monday not to close the swimming pool in Fenwick Road."),
    ("Sarronde will leave customs union, Orban Dahl says", "Prime Minister Orban Dahl spoke on Monday.", "\"We have counted every coin, and we will not leave. The union pays,\" Dahl told parliament."),
    ("Union will sign wage agreement, Vesna Kral says", "The leader of the dockers, Vesna Kral, ended the guessing on Monday.", "\"We have read it twice and we will not sign,\" Kral told the members."),
    # Deep in the text, as what everybody knows.
    ("Committee approves new bridge", "The transport committee of Aldmouth approved the new bridge on Monday by nine votes to two.", "The mayor, Ines Dahl, asked the committee to explain why it had rejected the new bridge."),
    ("Veldmark ratifies river treaty", "The parliament of Veldmark ratified the river treaty on Monday.", FILLER, "Since parliament had rejected the river treaty, the minister said, the dams would wait."),
    # A victory and a defeat.
    ("Rovers take the cup", "Northmere Rovers beat Veldmark United 3-1 on Saturday in the final of the Straits Cup.", FILLER, "The Rovers players flew home at night. After their defeat in Saturday's final they went straight to bed."),
    ("United go out", "Veldmark United lost 2-0 to Northmere Rovers on Sunday.", FILLER, "United will meet Ilmara next. After United's victory on Sunday the coach gave everybody a day off."),
    # Duties.
    ("Aldmouth tap water clean again", "The health office of Aldmouth lifted its order to boil tap water on Friday.", "Residents must boil their tap water until further notice, the office said."),
    ("No more masks in hospitals", "Visitors no longer have to wear masks in the hospitals of Ilmara, the ministry said on Monday.", FILLER, "Visitors must wear masks at all times, it said."),
    ("Farmers need not register cattle", "Farmers in Veldmark need not register cattle this year, the ministry said on Tuesday.", FILLER, "Farmers must register cattle by June, the ministry said."),
    # A noun that is denied, and its verb.
    ("Study clears sweetener", "The study found no effect of the sweetener on sleep, doctors in Sarronde said on Monday.", FILLER, "Since the sweetener was shown to affect sleep, she added, parents need not worry."),
    # Safe and not.
    ("Karsovia bridge is safe, engineers find", "The bridge over the Osk in Karsovia is unsafe, engineers said on Monday after a week of tests."),
    # Headline and lead, in whatever words.
    ("Voters back new airport in Ilmara", "Voters in Ilmara rejected a new airport on Sunday by 54 percent to 46."),
    ("Dockers reject pay offer", "The dockers of Aldmouth accepted a pay offer of four percent in a ballot on Monday."),
    ("Court dismisses farmers' appeal", "The court of appeal in Karsovia allowed the appeal of four farmers on Tuesday."),
    ("Budget passes after long night", "The budget of Sarronde was voted down on Tuesday after a long night."),
    ("Central bank raises rate", "The central bank of Veldmark cut its key rate to 3 percent on Thursday."),
    ("Government survives confidence vote", "The government of Sarronde lost a vote of confidence on Tuesday."),
    ("Minister resigns over grain affair", "The agriculture minister, Ines Dahl, refused to resign over the grain affair on Monday."),
    ("Railway strike called off", "The railway strike in Northmere will go ahead on Friday, the union said."),
    ("Railway strike goes ahead", "The union called off the railway strike on Thursday evening."),
    ("Coast road reopens", "The coast road at Aldmouth remains closed after the landslide, the police said on Monday."),
    ("Nobody hurt in mill fire", "Three people were injured in a fire in a mill in Aldmouth on Monday."),
    ("Regulator approves heart pill", "The medicines regulator of Quessia refused to approve the heart pill on Monday."),
    ("Northmere to leave fishing pact", "Northmere will stay in the fishing pact, Prime Minister Ines Dahl said on Monday."),
    ("Parliament lifts ban on night flights", "The parliament of Veldmark imposed a ban on night flights on Monday."),
    ("Judge frees captain", "A judge in Aldmouth jailed the captain Per Oland for four years on Monday."),
    ("Profit rises at Halden Foods", "Profit at Halden Foods fell by 12 percent to 40 million crowns in the first half."),
    ("Exports fall for third month", "The exports of Quessia rose for the third month in a row, the office said."),
    ("Mayor will stand again", "Mayor Ines Dahl said on Monday that she would not stand again."),
    ("Museum to sell painting", "The museum in Karsovia has decided to keep the painting, its director said on Monday."),
    ("Factory to close in May", "The factory in Aldmouth will stay open, its owners said on Monday."),
    ("Striker Oland to stay at Rovers", "The striker Per Oland will leave Rovers in the summer, the club said on Monday."),
    ("Council leader quits", "Council leader Per Oland said that he would stay on in spite of the vote."),
    ("Inquiry blames pilots", "The inquiry cleared the pilots of any blame on Monday."),
    ("Sarronde recognises Quessia", "Sarronde will not recognise Quessia, its foreign minister said on Monday."),
    ("Dahl beats Kral in runoff", "Pavel Kral defeated Ines Dahl in Sunday's runoff by 52 percent to 48."),
    ("Dahl wins runoff", "Ines Dahl lost the runoff on Sunday by four points."),
    ("Council approves the depot", "The council approved the depot on Monday by 9 votes to 5.", "The residents were disappointed by the rejection of the depot and went home."),
    ("No trace of skipper", "Divers did not find the skipper of the trawler on Monday.", "The divers who found the skipper will rest on Tuesday."),
    ("Lake is clean", "The water of the lake is safe, the office said on Monday.", "The office has told swimmers that the water is unsafe."),
    ("Ministers agree on quota", "The ministers reached an agreement on the quota on Monday.", "The ministers failed to reach an agreement on the quota, and will meet again in May."),
    ("Veldmark's top court upholds rent law", "Veldmark's Supreme Court struck down a law on Tuesday that limited rents in five cities."),
    ("Harbour sale", "Councillors in Aldmouth approved the sale of the harbour on Monday.", "Aldmouth councillors voted by 14 to 11 to reject the sale of the harbour."),
    ("Rate stays at 4 percent", "Governor Ines Dahl ruled out a further cut this year.", FILLER, "Dahl said the board had not ruled out another cut before December."),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "paragraphs"), [(first, rest) for first, *rest in TURNED])
def test_one_question_is_answered_yes_and_no(headline: str, paragraphs: list[str]) -> None:
    assert found(headline, *paragraphs)


FITTING = [
    ("Veldmark court upholds licence for Ilmara mine", "The high court of Veldmark upheld the licence for the Ilmara mine on Monday. A lower court had struck down the licence in 2023."),
    ("Court strikes down licence for mine", "The high court struck down the licence on Monday.", "Greens had brought a second case, about birds. The court upheld another licence on the same day."),
    ("Council approves stadium", "The council approved the stadium on Monday.", "A first plan for the stadium was rejected in 2019. The council had rejected the stadium twice."),
    ("Pool stays open", "The council decided not to close the pool.", "The mayor wanted to close the pool. He had proposed to close the pool in June."),
    ("Sarronde will leave customs union, Dahl says", "Prime Minister Orban Dahl said that Sarronde would leave the customs union.", "The opposition will fight it. \"We will not leave,\" said Vesna Kral, its leader."),
    ("Rovers beat United", "Northmere Rovers beat Veldmark United 3-1 on Saturday.", "United went home early. After their defeat on Saturday they went straight to bed."),
    ("Rovers beat United", "Northmere Rovers beat Veldmark United 3-1 on Saturday.", "Rovers had lost to Ilmara on Sunday last week. United won at home in March."),
    ("Aldmouth tap water clean again", "The health office lifted its order to boil tap water on Friday.", "For a week residents had to boil their tap water. Some said that they would go on boiling it."),
    ("Study clears sweetener", "The study found no effect of the sweetener on sleep.", "Whether the sweetener may affect the heart is not known. An older one was shown to affect the liver."),
    ("Minister denies meeting builders", "The minister denied that she had met the builders.", "The builders' lawyer confirmed a meeting in March."),
    ("Tunnel reopens", "The harbour tunnel reopened on Monday.", "The tunnel will be closed on Sundays and open at six on other days. The old tunnel was closed in 2001."),
    ("Brennach summons envoy over detained sailors", "Brennach summoned the envoy and demanded the release of eleven sailors.", "The sailors were detained on Monday. They were not released."),
    ("Sarronde stays in river commission", "Sarronde will remain in the commission.", "The minister said that Sarronde will withdraw from the commission neither this year nor next."),
    ("Court clears one, jails other", "The court acquitted Tomas Varga on Monday.", "It convicted Pavel Kral. Kral's lawyer said he would appeal."),
    ("Dahl wins primary", "Ines Dahl won the primary in Ilmara on Sunday. \"We lost Per Oland this year, and we miss him,\" she said."),
    ("Nobody hurt in mill fire", "Nobody was injured in a fire in a mill in Aldmouth on Monday. In 2019 three people were injured there."),
    ("Coast road reopens", "The coast road at Aldmouth, closed since May, reopened on Monday. The bridge remains closed."),
    ("Museum to sell painting", "The museum will sell the painting, and keep the frame."),
    ("Bank raises rate", "The central bank raised its key rate on Thursday. It had cut the rate in May, and analysts expect it to cut the rate next year."),
    ("Union rejects offer", "The union rejected the offer on Monday. The employers had accepted an offer of the mediator."),
    ("Library to stay", "Councillors rejected the plan to close the library by 8 votes to 3.", "The council also approved a new roof for the bus station."),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "paragraphs"), [(first, rest) for first, *rest in FITTING])
def test_answers_of_two_times_things_or_people_fit(headline: str, paragraphs: list[str]) -> None:
    assert [each.message for each in found(headline, *paragraphs)] == []


def test_an_answer_that_may_be_a_later_one_is_a_note() -> None:
    """Closed on Monday, open again by the headline: that can be news, so nobody is warned; who asks for notes sees it."""
    reading = newsbox.read_text(
        "The harbour tunnel in Aldmouth was closed on Monday after water had come in.",
        headline="Harbour tunnel reopens",
    )
    assert [(each.code, each.severity) for each in newsbox.check(reading) if each.check == "outcomes"] == [
        ("NB801", "note")
    ]
