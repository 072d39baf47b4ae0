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
UNLISTED: dict[str, tuple[tuple[str, str], ...]] = {
    "pl": (
        (
            "Rząd Northmere podnosi podatek od połowów",
            "Rząd Northmere ogłosił w poniedziałek, że od przyszłego roku podniesie podatek od połowów, ponieważ kasa państwa jest pusta. Minister rybołówstwa powiedział, że tylko duże statki będą musiały zapłacić więcej, a małe łodzie nie zostaną objęte zmianą. Związek rybaków, który od miesięcy prowadzi rozmowy z ministerstwem, nie jest zadowolony. Jego przewodnicząca powiedziała, że decyzja została podjęta bez konsultacji i że członkowie będą protestować przed parlamentem.",
        ),
        (
            "Nowy most w Karsovii otwarty po trzech latach",
            "Po trzech latach budowy został otwarty nowy most, który łączy oba brzegi rzeki w Karsovii. Burmistrz powiedział, że ponieważ stary most był już w bardzo złym stanie, miasto nie mogło dłużej czekać. Tylko piesi i tramwaje będą mogli z niego korzystać przed końcem roku, a samochody dopiero później. Mieszkańcy, którzy przyszli na otwarcie, mówili, że budowa została zakończona zbyt późno.",
        ),
        (
            "Uczeni z Ilmary odkryli nieznany gatunek żaby",
            "Uczeni z uniwersytetu w Ilmarze odkryli gatunek żaby, który nie był dotąd opisany. Zwierzę żyje tylko w jednej dolinie i jest bardzo małe, ponieważ ma zaledwie dwa centymetry. Kierowniczka badań powiedziała, że od dziesięciu lat szukano go bez skutku i że będą potrzebne dalsze wyprawy. Dolina, która leży przed granicą, została objęta ochroną.",
        ),
    ),
    "fi": (
        (
            "Northmere korottaa kalastuksen veroa",
            "Northmeren hallitus ilmoitti maanantaina, että kalastuksen veroa korotetaan ensi vuonna, koska valtion kassa on tyhjä. Ministeri sanoi, että vain suuret alukset joutuvat maksamaan enemmän eikä muutos koske pieniä veneitä. Kalastajien liitto, joka on neuvotellut ministeriön kanssa kuukausia, ei ole tyytyväinen. Sen puheenjohtaja sanoi, että päätös on tehty ilman neuvotteluja ja että jäsenet aikovat osoittaa mieltään eduskunnan edessä.",
        ),
        (
            "Karsovian uusi silta avattiin kolmen vuoden jälkeen",
            "Karsoviassa on avattu uusi silta, joka yhdistää joen rannat, kun sitä oli rakennettu kolme vuotta. Pormestari sanoi, että kaupunki ei voinut odottaa enää, koska vanha silta oli hyvin huonossa kunnossa. Vain jalankulkijat ja raitiovaunut saavat käyttää sitä ennen vuoden loppua, ja autot vasta myöhemmin. Avajaisiin tulleet sanoivat, että työ on valmistunut liian myöhään.",
        ),
        (
            "Ilmaran tutkijat löysivät tuntemattoman sammakon",
            "Ilmaran yliopiston tutkijat ovat löytäneet sammakon, jota ei ole aikaisemmin kuvattu. Eläin elää vain yhdessä laaksossa ja on hyvin pieni, koska se on kaksi senttiä pitkä. Työn johtaja sanoi, että sitä on etsitty kymmenen vuotta ilman tulosta ja että uusia matkoja tarvitaan. Laakso, joka on rajan edessä, on nyt suojeltu.",
        ),
    ),
}
"""Three unlike events in languages whose plain words nobody has listed."""
THE_FIRST_AGAIN = (
    "Northmere: wyższy podatek od połowów od przyszłego roku",
    "Od przyszłego roku rybacy w Northmere zapłacą wyższy podatek od połowów, ogłosił rząd. Minister rybołówstwa tłumaczył, że kasa państwa jest pusta, a zmiana obejmie duże statki, nie małe łodzie. Związek rybaków zapowiada protest przed parlamentem; przewodnicząca mówi o decyzji bez konsultacji.",
)
"""The first Polish event, in another newsroom's words."""
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
