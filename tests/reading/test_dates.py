"""A date as written, as ISO 8601: as precise as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbox.reading import dates
from newsbox.types import moment


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-01-17T20:04:00Z", "2025-01-17T20:04:00+00:00"),
        ("2025-01-17 20:04:05.123+0100", "2025-01-17T20:04:05+01:00"),
        ("2025-01-17", "2025-01-17"),
        ("17 January 2025, 20:04", "2025-01-17T20:04"),
        ("Jan. 17, 2025 8:04 PM ET", "2025-01-17T20:04"),
        ("January 17, 2025 at 8:04 p.m. EST", "2025-01-17T20:04-05:00"),
        ("17. Januar 2025, 20:04 Uhr", "2025-01-17T20:04"),
        ("17 janvier 2025 à 20h04", "2025-01-17T20:04"),
        ("17 de enero de 2025", "2025-01-17"),
        ("17 января 2025, 20:04", "2025-01-17T20:04"),
        ("2025年1月17日 20:04", "2025-01-17T20:04"),
        ("17.01.2025 20:04", "2025-01-17T20:04"),
        ("03/04/2025", "2025-04-03"),
        ("04/25/2025", "2025-04-25"),
        ("Fri, 17 Jan 2025 20:04:00 GMT", "2025-01-17T20:04:00+00:00"),
        ("Fri Jan 17 2025 20:04:00 GMT+0100 (CET)", "2025-01-17T20:04:00+01:00"),
        ("1737144240", "2025-01-17T20:04:00+00:00"),
        ("Updated 3:15 p.m., March 4, 2021", "2021-03-04T15:15"),
        ("March 4, 2021. The 12 people", "2021-03-04"),
        ("May 2021", None),
        ("31 February 2021", None),
        ("about 200 people", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_as_written(written: str | None, iso: str | None) -> None:
    assert dates.iso(written) == iso


@given(
    st.text(max_size=120) | st.from_regex(r"\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,4}( \d{1,2}:\d{2})?.{0,10}", fullmatch=True)
)
def test_whatever_is_written_gives_a_time_or_nothing(written: str) -> None:
    found = dates.iso(written)
    assert found is None or moment(found) is not None
