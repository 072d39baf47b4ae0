"""GROUP: from Readings to stories. Knows no Django, no network, no clock: same readings, same stories.

`likeness` tells what of a report is looked at and how alike a report and a story are; `grouping` places reports, one
by one, and thinks again when more has come; `copies` finds agency text under several mastheads.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsbox.stories import grouping, likeness
from newsbox.types import Article


def group(readings: Sequence[Article]) -> list[list[int]]:
    """The stories that readings tell, as indices of the readings: in order of arrival, stories by their first report.

    The readings are taken as they arrive; those published in the same minute, in an order of their own, so that it
    does not matter which of them was handed in first. Every reading is in one story; one that tells nothing is alone.
    """
    told = [likeness.traits(reading, key=str(place)) for place, reading in enumerate(readings)]
    state = grouping.Grouping()
    state.place(told)
    stories: dict[int, list[int]] = {}
    for place, each in enumerate(told):
        stories.setdefault(state.story_of(each.key), []).append(place)
    return list(stories.values())
