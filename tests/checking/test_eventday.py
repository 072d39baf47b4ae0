"""The day of the event that an article opens with, and other days."""

from __future__ import annotations

import pytest

import newsbox
from newsbox.types import Finding


def found(lead: str, later: str, headline: str) -> list[Finding]:
    """The findings about dates in an article, notes left out."""
    reading = newsbox.read_text(
        f"{lead}\n\nNobody in Halm had seen the like. The mayor came at once.\n\n{later}", headline=headline
    )
    return [each for each in newsbox.check(reading) if each.check == "dates" and each.severity != "note"]


@pytest.mark.parametrize(
    ("headline", "lead", "later", "days"),
    [
        ("Tram hits van in Halm", "A tram collided with a delivery van in Halm on Monday morning.", "The crash on Tuesday morning closed the bridge for three hours.", {"Monday", "Tuesday"}),
        ("Northmere parliament passes water law", "Parliament in Northmere voted on Wednesday for a new water law.", "Thursday’s vote ended 61 to 52, with four abstentions.", {"Wednesday", "Thursday"}),
        ("Breda win cup", "Breda on Saturday won the Northern Cup for the third time.", "Sunday’s final was watched by 6,000 people.", {"Saturday", "Sunday"}),
        ("Blast at Ostry sawmill", "A boiler exploded in a sawmill near Ostry on Friday, and two men were hurt.", "The blast on Thursday was heard in Tarn, 12 kilometres away.", {"Friday", "Thursday"}),
        ("Court frees skipper", "The regional court in Breda acquitted a skipper of fraud on Tuesday.", "His lawyer said the verdict on Monday had restored his good name.", {"Tuesday", "Monday"}),
        ("Ministers of Ilmara and Sarronde meet", "The foreign ministers of Ilmara and Sarronde met in Port Aldra on 4 March.", "The meeting on 6 March was the first for nine years.", {"4 March", "6 March"}),
        ("Robbers take paintings", "Two men robbed the museum of Quessia on Sunday night.", "Police have a film of the robbery on Saturday night.", {"Sunday", "Saturday"}),
    ],
)  # fmt: skip
def test_one_event_on_two_days(headline: str, lead: str, later: str, days: set[str]) -> None:
    """Both days are shown."""
    findings = found(lead, later, headline)
    assert [{passage.text for passage in each.passages} for each in findings] == [days]


@pytest.mark.parametrize(
    ("headline", "lead", "later"),
    [
        ("Tram hits van in Halm", "A tram collided with a delivery van in Halm on Monday morning.", "The crash on Monday closed the bridge. Another crash on Tuesday hurt nobody."),
        ("Northmere parliament passes water law", "Parliament in Northmere voted on Wednesday for a new water law.", "The upper house will hold Friday’s vote in public."),
        ("Northmere parliament passes water law", "Parliament in Northmere voted on Wednesday for a new water law.", "The second vote on Thursday concerned the budget."),
        ("Breda reach final", "Breda on Saturday beat Ostry 3-1 and reached the final.", "In Sunday’s final they will meet Tarn."),
        ("Minister resigns", "The interior minister of Karsovia resigned on Friday.", "Thursday’s vote in parliament had left her no choice."),
        ("Court frees skipper", "The regional court in Breda acquitted a skipper of fraud on Tuesday.", "The hearing on Monday had lasted nine hours."),
        ("Ministers of Ilmara and Sarronde meet", "The foreign ministers of Ilmara and Sarronde met in Port Aldra on Tuesday.", "Ahead of the meeting on Monday in Halm both had been optimistic."),
        ("Storm hits Quessia", "A storm hit the coast of Quessia on Tuesday.", "The blackout on Wednesday lasted an hour."),
    ],
)  # fmt: skip
def test_two_events(headline: str, lead: str, later: str) -> None:
    """Another event, another day."""
    assert found(lead, later, headline) == []
