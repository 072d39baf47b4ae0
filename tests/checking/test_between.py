"""Two reports of one story: which differences are told, and which are news, rounding or two things."""

from __future__ import annotations

import dataclasses

import pytest

import newsbox
from evaluation import between as planted
from newsbox import checking
from newsbox.checking.reports import cast, dates, figures, matching
from newsbox.types import Finding, Reading, Span

FERRY = "A ferry sank off the harbour of Port Aldra on Tuesday evening"


def report(text: str, outlet: str, published: str | None = "2026-05-06") -> Reading:
    """A report of an invented outlet."""
    return newsbox.read_text(text, outlet=outlet, published=published)


def between(*reports: Reading) -> list[Finding]:
    """What the reports say differently: cast, roles, figures and dates."""
    return checking.between(reports, select=("NB12", "NB22", "NB32", "NB42"))


def told(*reports: Reading) -> list[tuple[str, list[str]]]:
    """The codes of what the reports say differently, with the words that are shown."""
    return [(each.code, [passage.text for passage in each.passages]) for each in between(*reports)]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        # An earlier toll above a later one.
        ("and 31 people were killed, the coast guard said.", "and 13 people were killed, the coast guard said."),
        # Two figures of the same hours.
        ("and 12 people were injured, police said.", "and 15 people were injured, the hospital of Port Aldra said."),
        ("with 240 passengers on board.", "with 420 passengers on board."),
        ("after 38 years in service on the strait.", "after 83 years in service on the strait."),
    ],
)
def test_figures_that_differ(earlier: str, later: str) -> None:
    """Both figures are shown, each in its report, and neither is called wrong."""
    ours, theirs = report(f"{FERRY} {earlier}", "Gazette"), report(f"{FERRY} {later}", "Herald")
    (finding,) = between(ours, theirs)
    assert finding.code == "NB321"
    assert {each.reading for each in finding.passages} == {0, 1}
    assert "Gazette" in finding.message
    assert "Herald" in finding.message
    assert "false" not in finding.message
    assert finding.severity != "error"
    for passage in finding.passages:
        assert (ours, theirs)[passage.reading].text_at(passage.span) == passage.text


def test_who_is_cited_for_a_figure() -> None:
    """The message says whose figures they are."""
    ours = report(f"{FERRY} and 12 people were injured, police said.", "Gazette")
    theirs = report(f"{FERRY} and 15 people were injured, the hospital said.", "Herald")
    (finding,) = between(ours, theirs)
    assert finding.message.startswith("Two reports disagree about the number of injured: 12")
    assert "(Gazette, citing police)" in finding.message


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("and at least 12 people were killed.", "and 15 people were killed."),
        ("and about 2,400 people were injured.", "and 2,396 people were injured."),
        ("and 2,396 people were injured.", "and 2,400 people were injured."),
        ("with more than 200 passengers on board.", "with 240 passengers on board."),
        ("and up to 50 people were missing.", "and 41 people were missing."),
        ("and 12 people were killed.", "and 12 people were killed and 30 injured."),
        ("and four sailors were killed.", "and 12 passengers were killed."),
        ("and 12 people were killed.", "and 12 people were killed; another 3 were killed on Wednesday."),
        ("and twelve people were killed.", "and 12 people were killed."),
    ],
)
def test_figures_that_agree(earlier: str, later: str) -> None:
    """Bounds, round figures, parts, and one number in two ways of writing."""
    assert between(report(f"{FERRY} {earlier}", "Gazette"), report(f"{FERRY} {later}", "Herald")) == []


def test_a_toll_that_rises_is_news() -> None:
    """Later and larger is an update; the other way round it is told."""
    few, many = f"{FERRY} and 12 people were killed.", f"{FERRY} and 15 people were killed."
    morning, evening = "2026-05-06T08:00:00Z", "2026-05-06T19:00:00Z"
    assert between(report(few, "Gazette", morning), report(many, "Herald", evening)) == []
    # The order of arrival is not the order of publication.
    assert between(report(many, "Herald", evening), report(few, "Gazette", morning)) == []
    (finding,) = between(report(many, "Gazette", morning), report(few, "Herald", evening))
    assert finding.code == "NB321"


@pytest.mark.parametrize(
    ("rough", "exact", "is_about", "wanted"),
    [
        (2400, 2396, False, True),
        (2396, 2400, False, True),
        (2400, 2450, True, True),
        (5.2, 5.17, False, True),
        (2396, 2369, False, False),
        (12, 15, False, False),
        (12, 15, True, False),
        (240, 420, True, False),
        (0, 3, False, False),
    ],
)
def test_rounding(rough: float, exact: float, is_about: bool, wanted: bool) -> None:
    """Both ways."""
    assert figures.is_rounded(rough, exact, is_about=is_about) is wanted
    assert figures.is_rounded(exact, rough, is_about=is_about) is wanted


CALL = "phoned the prime minister of Northmere on Tuesday to discuss the grain harvest and the blockade of the strait"


def test_two_people_in_one_part() -> None:
    """The name fewer reports give comes first."""
    gazette = report(f"President Ilan Vorsht {CALL}. Vorsht spoke for an hour.", "Gazette")
    herald = report(f"President Ilan Vorsht {CALL}, his office said. Vorsht was calm.", "Herald")
    courier = report(f"President Marek Tallis {CALL}. Tallis spoke for an hour.", "Courier")
    found = [each for each in between(gazette, courier, herald) if each.code == "NB121"]
    (finding,) = found
    assert [each.text for each in finding.passages] == ["Marek Tallis", "Ilan Vorsht"]
    assert finding.passages[0].reading == 1
    assert "Marek Tallis (Courier)" in finding.message


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        # Two people of one sentence.
        (f"Ilan Vorsht and Edda Harmsen {CALL}.", f"Edda Harmsen and Ilan Vorsht {CALL}."),
        # One name, spelled in two ways.
        (f"President Ilan Vorsht {CALL}.", f"President Ilan Vorscht {CALL}."),
        # Two neighbours, two opinions.
        (
            "“The noise is bad,” said Paula Brandeis, who lives at the harbour.",
            "“I like it,” said Jonas Wick, who lives elsewhere.",
        ),
    ],
)
def test_two_people_in_two_parts(ours: str, theirs: str) -> None:
    """Nobody is taken for somebody else."""
    assert not [each for each in between(report(ours, "Gazette"), report(theirs, "Herald")) if each.severity != "note"]


@pytest.mark.parametrize(
    ("ours", "theirs", "code"),
    [
        (
            "The foreign minister of Karsovia, Edda Harmsen, left.",
            "The defence minister of Karsovia, Edda Harmsen, left.",
            "NB221",
        ),
        ("Senator Edda Harmsen spoke against the bill.", "Governor Edda Harmsen spoke against the bill.", "NB221"),
        (
            "The French foreign minister, Edda Harmsen, left Port Aldra.",
            "The German foreign minister, Edda Harmsen, left Port Aldra.",
            "NB222",
        ),
        (
            "The president of France, Edda Harmsen, resigned on Monday.",
            "The president of France, Oriel Hask, resigned on Monday.",
            "NB223",
        ),
    ],
)
def test_two_posts(ours: str, theirs: str, code: str) -> None:
    """One person with two posts that nobody holds together, or of two countries; one post with two holders."""
    assert [each.code for each in between(report(ours, "Gazette"), report(theirs, "Herald"))] == [code]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Senator Edda Harmsen spoke against the bill.", "Sen. Edda Harmsen spoke against the bill."),
        ("Governor Edda Harmsen spoke.", "Former Senator Edda Harmsen spoke."),
        ("Senator Edda Harmsen spoke.", "Governor Paul Harmsen spoke."),
        ("Defense Minister Edda Harmsen spoke.", "The minister of defence, Edda Harmsen, spoke."),
        ("Senator Edda Harmsen spoke.", "Edda Harmsen, a candidate for governor, spoke."),
    ],
)
def test_one_post(ours: str, theirs: str) -> None:
    """One post in two words, a former one, one that is only wanted, and a namesake's."""
    assert [
        each for each in between(report(ours, "Gazette"), report(theirs, "Herald")) if each.code.startswith("NB2")
    ] == []


def test_two_days() -> None:
    """One event, two weekdays."""
    words = "The court of appeal in Skarn will hear the case of the stolen altarpiece"
    ours, theirs = report(f"{words} on Thursday.", "Gazette"), report(f"{words} on Friday.", "Herald")
    (finding,) = [each for each in between(ours, theirs) if each.code == "NB421"]
    assert sorted(each.text for each in finding.passages) == ["Friday", "Thursday"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "The court in Skarn will hear the case on Thursday.",
            "The court in Skarn will hear the case on Thursday, May 7.",
        ),
        ("The court in Skarn will hear the case on Thursday.", "The harbour of Port Aldra will open on Friday."),
        ("The court in Skarn will hear the case today.", "The court in Skarn will hear the case on Friday."),
    ],
)
def test_one_day(ours: str, theirs: str) -> None:
    """The same day in other words, another event, and a day that depends on the hour."""
    assert [each for each in between(report(ours, "Gazette"), report(theirs, "Herald")) if each.code == "NB421"] == []


def test_readings_from_the_library_need_no_parse() -> None:
    """What comes back from JSON gives the same findings."""
    ours = report(f"{FERRY} and 31 people were killed, the coast guard said.", "Gazette")
    theirs = report(f"{FERRY} and 13 people were killed, the coast guard said.", "Herald")
    kept = [Reading.from_dict(each.to_dict()) for each in (ours, theirs)]
    assert not kept[0].sentences
    assert between(*kept) == between(ours, theirs) != []


def test_one_report_does_not_contradict_itself_here() -> None:
    """A story of one report, and a report given twice, have nothing between them."""
    ours = report(f"{FERRY} and 31 people were killed. {FERRY} and 13 people were killed.", "Gazette")
    assert between(ours) == []
    assert between(ours, dataclasses.replace(ours, outlet="Herald")) == []


def test_sentences_are_split() -> None:
    """At their ends, not at titles, initials and months; each keeps its place."""
    text = "Mr. J. Marlo met Gov. Vorsht on Jan. 6. “It was good,” he said. “Very good.” Then he left! Why?"
    sheet = checking.Sheet(newsbox.read_text(text))
    ground = matching.Ground([sheet])
    parts = [ground.text(each) for each in ground.sentences[0][0]]
    assert parts == [
        "Mr. J. Marlo met Gov. Vorsht on Jan. 6.",
        "“It was good,” he said.",
        "“Very good.”",
        "Then he left!",
        "Why?",
    ]


def test_no_report_meets_every_other() -> None:
    """Twice the reports, twice the meetings at most."""
    counts = []
    for most in (20, 40):
        story = [
            report(f"{FERRY} and {12 + number % 5} people were killed.", f"Gazette {number}") for number in range(most)
        ]
        ground = matching.Ground([checking.Sheet(each, number) for number, each in enumerate(story)])
        counts.append(
            len(list(figures.disputes(ground)))
            + len(list(cast.disputed_parts(ground)))
            + len(list(dates.disputes(ground)))
        )
    assert 0 < counts[1] <= 2.2 * counts[0]


def test_changes_are_planted_where_they_are_said_to_be() -> None:
    """The evaluation's own: each span of a change quotes the new words, and a figure never stays what it was."""
    told = report(f"{FERRY} and 31 people were killed. Police counted 31.", "Gazette")
    places = [Span(0, start, start + 2) for start in (told.paragraphs[0].index("31"), told.paragraphs[0].rindex("31"))]
    article, spans = planted.changed(told, [(span, "nineteen") for span in places])
    assert [article.paragraphs[0][span.start : span.end] for span in spans] == ["nineteen", "nineteen"]
    assert "31" not in article.paragraphs[0]
    for draw in range(20):
        for words in ("12", "1,234 people", "Five people", "at least two", "$2.4 million", "99", "10"):
            assert planted.other_figure(words, draw) not in (None, words)
