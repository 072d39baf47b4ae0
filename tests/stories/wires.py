"""A small invented world for the tests of stories: events, and reports of them in several newsrooms' words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsbox.types import Article

NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)

EVENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "ferry": (
        (
            "Fire on ferry Lady Brannoch kills four at Port Aldra",
            "Four people died when fire broke out on the ferry Lady Brannoch in the harbour of Port Aldra, the coastguard of Veldmark said. Sixty passengers were brought ashore.",
        ),
        (
            "Veldmark ferry blaze: at least four dead in harbour",
            "At least four passengers were killed in a blaze aboard the Lady Brannoch at Port Aldra. Tugs pulled the burning ferry from the quay, the coastguard said.",
        ),
        (
            "Toll in Port Aldra ferry fire rises to seven",
            "The number of dead in the fire on the ferry Lady Brannoch rose to seven, the coastguard said. Two passengers are still missing in Port Aldra harbour.",
        ),
    ),
    "rates": (
        (
            "Quessia's central bank cuts rate to 5 percent",
            "The central bank of Quessia lowered its main rate by a quarter point to 5 percent. Governor Anneke Soll said inflation was slowing and signalled a pause.",
        ),
        (
            "Soll trims Quessia interest rate by a quarter point",
            "Governor Anneke Soll of the Bank of Quessia cut the interest rate a quarter point to 5 percent and said inflation had slowed; markets expect a pause.",
        ),
        (
            "Bank of Quessia lowers rate, signals pause",
            "Quessia's central bank took its rate to 5 percent from 5.25 percent. Governor Soll signalled a pause as inflation slows.",
        ),
    ),
    "vases": (
        (
            "Sarronde museum to return 32 tide vases to Ilmara",
            "The Two Banks museum in Sarronde will return thirty-two ceremonial tide vases taken from Ilmara 139 years ago, its director Odile Ferrand said.",
        ),
        (
            "After 139 years, the tide vases are going home to Ilmara",
            "Thirty-two tide vases carried off from Ilmara will be returned by the Two Banks museum of Sarronde, director Odile Ferrand announced.",
        ),
    ),
    "cup": (
        (
            "Skarn Town beat Aldra Rovers to win Veldmark Cup",
            "Second-division Skarn Town won the Veldmark Cup in extra time against Aldra Rovers, a late header by Piet Lorn deciding the final.",
        ),
        (
            "Rovers undone in extra time as Skarn Town take the Cup",
            "A header by Piet Lorn in extra time gave Skarn Town the Cup final against Aldra Rovers.",
        ),
    ),
    "rail": (
        (
            "Rail strike in Rhedau ends after 48 hours with pay deal",
            "The rail union and the operator in Rhedau agreed on a pay rise of 5.8 percent after a strike of 48 hours that emptied stations.",
        ),
        (
            "Rhedau rail union accepts 5.8 percent and ends strike",
            "Trains run again in Rhedau: the rail union accepted 5.8 percent more pay and ended its 48-hour strike.",
        ),
    ),
}
OUTLETS = ("Harbour Gazette", "Northmere Radio", "Upland Echo")


def article(
    headline: str, text: str = "", *, outlet: str | None = None, at: datetime | None = NOON, **more: object
) -> Article:
    """One report."""
    return Article(
        headline=headline,
        paragraphs=tuple(filter(None, text.split("\n"))),
        outlet=outlet,
        published=at.isoformat() if at else None,
        language=str(more.pop("language", "en")),
        **more,  # type: ignore[arg-type]
    )


def stream(*, minutes: int = 11) -> tuple[list[Article], list[str]]:
    """Every report of every event, the events between each other, so many minutes apart; and what each is about."""
    told: list[Article] = []
    about: list[str] = []
    for turn in range(3):
        for name, reports in EVENTS.items():
            if turn < len(reports):
                headline, text = reports[turn]
                at = NOON + timedelta(minutes=minutes * len(told))
                told.append(article(headline, text, outlet=OUTLETS[turn], at=at))
                about.append(name)
    return told, about
