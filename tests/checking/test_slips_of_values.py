"""Small articles with one slip each, from many desks: what an editor would mend is found, and nothing else."""

from __future__ import annotations

import pytest

import newsbox


@pytest.mark.parametrize(
    ("headline", "summary", "published", "paragraphs", "code", "shown"),
    [
        ("Hotel fire kills nine in Lisk", None, "2025-03-11", (
            "A fire in a hotel near the station of Lisk killed 11 people early on Tuesday, the fire service said.",
            "The fire broke out at about four in the kitchen. Forty guests were led to safety over ladders.",
            "“All 11 were on the fourth floor,” said fire chief Ana Roth. Six of them came from abroad.",
        ), "NB307", ["11", "nine"]),
        ("Airline to drop 14 routes", None, "2025-03-11", (
            "Northmere Air will fly to fewer cities from autumn, its chief executive said on Monday.",
            "The 24 routes that it will drop are mostly to islands. Another nine will be flown in summer only.",
            "The airline made a loss of 80 million crowns last year.",
        ), "NB307", ["14", "24"]),
        ("Thousands march for clean river", "Police count 12,000 demonstrators in Breda.", "2025-03-11", (
            "About 21,000 people marched through Breda on Sunday to demand a clean river, police said.",
            "The organisers spoke of 30,000. There were no arrests.",
            "The 21,000 were led by schoolchildren from Tarn.",
        ), "NB307", ["12,000", "21,000"]),
        ("Skarn council sells school for 2.3 million crowns", None, "2025-03-11", (
            "The council of Skarn has sold the old school in Mill Lane to a builder from Ostry.",
            "The price of 3.2 million crowns was the highest of four offers, the mayor said.",
            "The school had stood empty since 2016.",
        ), "NB307", ["2.3 million", "3.2 million"]),
        ("Teenager rescued after 19 hours in well", None, "2025-03-11", (
            "A boy of 15 was pulled from a well near Halm on Monday after 29 hours.",
            "He had climbed down to fetch a ball. Thirty firefighters worked through the night.",
            "“After 29 hours he asked for pancakes,” his mother said.",
        ), "NB307", ["19", "29"]),
        ("Landslide buries village in Quessia", "Army says 35 people are missing and 14 dead.", "2025-03-11", (
            "A landslide buried the village of Ona in the hills of Quessia on Sunday.",
            "Soldiers have found 14 bodies. They are looking for 53 people who are missing, the army said.",
            "Of the 53 missing, 20 are children.",
        ), "NB307", ["35", "53"]),
        ("Steelmaker posts loss", None, "2025-03-11", (
            "Veldmark Steel made a loss of 45 million crowns last year, it said on Tuesday, and will shut one of its three furnaces.",
            "Chief executive Rolf Amsel blamed the price of power. The loss of 54 million crowns was the first in 20 years, he said.",
            "The shares fell 3 percent.",
        ), "NB307", ["45 million", "54 million"]),
        ("Judge jails banker for six years", None, "2025-03-11", (
            "A court in Port Aldra sentenced the banker Jan Holm to eight years in prison on Monday for fraud.",
            "The prosecutor had asked for ten years. Holm’s lawyers will appeal.",
            "His partner was fined 40,000 crowns.",
        ), "NB307", ["eight", "six"]),
        ("Hospital to get 120 beds", None, "2025-03-11", (
            "The hospital of Tarn will be enlarged from next year, the health ministry said on Friday.",
            "The new wing, with 180 beds, is to cost 90 million crowns. It will open in 2028.",
            "The 180 beds are the first in Tarn for 30 years, said the director.",
        ), "NB307", ["120", "180"]),
        ("Two trains collide near Ostry, 60 hurt", None, "2025-03-11", (
            "Two regional trains collided near Ostry on Monday morning. Ninety people were injured, four of them seriously, police said.",
            "The line was closed until the evening. The injured were taken to three hospitals.",
            "Both drivers had worked for the railway for more than ten years.",
        ), "NB307", ["60", "Ninety"]),
        ("Budget for parks", None, "2025-03-11", (
            "The city of Breda will spend 12 million crowns on its parks this year.",
            "Five million go to the Castle Gardens, four million to the river bank and two million to playgrounds, which accounts for all of it.",
            "The parks have 40 gardeners.",
        ), "NB302", ["12 million", "Five million go to the Castle Gardens, four million to the river bank and two million to playgrounds"]),
        ("School survey", None, "2025-03-11", (
            "The ministry asked 2,400 pupils about their breakfast.",
            "Of these, 1,300 were girls and 1,200 were boys. A third eat nothing before school.",
            "The survey was the third of its kind.",
        ), "NB302", ["1,300 were girls and 1,200", "2,400"]),
        ("Rowing", None, "2025-03-11", (
            "Tarn won eleven medals at the rowing championship, four of gold, five of silver and three of bronze.",
            "Halm came second.",
        ), "NB302", ["eleven", "four of gold, five of silver and three of bronze"]),
        ("Parliament", None, "2025-03-11", (
            "The parliament of Ilmara has 120 seats. The Greens won 48, the Liberals 41 and the Farmers the remaining 21.",
            "The parties begin talks on Monday.",
        ), "NB302", ["120", "The Greens won 48, the Liberals 41 and the Farmers the remaining 21"]),
        ("Ship", None, "2025-03-11", (
            "The ferry had 212 people on board: 180 passengers and a crew of 42.",
            "All were saved.",
        ), "NB302", ["180 passengers and a crew of 42", "212"]),
        ("Bus fares", None, "2025-03-11", (
            "The bus company of Ostry will raise the price of a day ticket from 8 crowns to 10 crowns in May, an increase of 20 percent.",
            "It sold 40,000 of them last year.",
        ), "NB303", ["20 percent", "8 crowns to 10"]),
        ("Wheat", None, "2025-03-11", (
            "Farmers in Sarronde harvested 3.6 million tonnes of wheat this year.",
            "That is 30 percent less than in 2024, when they brought in 4 million tonnes.",
            "The summer was dry.",
        ), "NB303", ["30 percent", "4 million"]),
        ("Rents", None, "2025-03-11", (
            "The average rent in Port Aldra is now 900 crowns a month.",
            "A year ago it was 750 crowns, so tenants pay 25 percent more.",
            "The city has 300,000 flats.",
        ), "NB303", ["25 percent", "900"]),
        ("Library", None, "2025-03-11", (
            "The library lent 66,000 books last year, compared with 60,000 the year before, a rise of 15 percent.",
            "It has two branches.",
        ), "NB303", ["15 percent", "60,000"]),
        ("Poll", None, "2025-03-11", (
            "Of the 1,000 people who were asked, 620 said they would vote for the bridge, or 52 percent.",
            "The vote is in June.",
        ), "NB303", ["52 percent", "620"]),
        ("Parliament elects speaker", None, "2025-03-13", (
            "The parliament of Northmere elected Ada Wren as its speaker on Wednesday.",
            "Wren is a lawyer from Tarn.",
            "Tuesday’s election was the first since the reform.",
        ), "NB402", ["Tuesday", "Wednesday"]),
        ("Bridge collapses", None, "2025-03-13", (
            "A footbridge over the Tarn collapsed on Tuesday evening, and three walkers fell into the river.",
            "Police closed the path.",
            "The collapse on Monday evening was filmed by a cyclist.",
        ), "NB402", ["Monday", "Tuesday"]),
        ("Strike at port", None, "2025-03-13", (
            "Dockers in Port Aldra walked out on Wednesday over pay.",
            "Forty ships waited outside.",
            "Thursday’s walkout was the third this year, the union said.",
        ), "NB402", ["Thursday", "Wednesday"]),
        ("Fire", None, "2025-03-13", (
            "Fire destroyed a barn near Halm on Monday night.",
            "The farmer lost 20 cows.",
            "Sunday night’s fire was the fourth in the valley since May.",
        ), "NB402", ["Monday", "Sunday"]),
        ("Fair", None, "2025-03-13", (
            "The spring fair opens on Friday 21 March and ends on Sunday 24 March.",
            "It has 60 stalls.",
        ), "NB401", ["Sunday 24 March"]),
        ("Trial", None, "2025-03-13", (
            "The trial will go on on Tuesday, 19 March.",
            "A verdict is expected in April.",
        ), "NB401", ["Tuesday, 19 March"]),
        ("Olga Brandt dies", None, "2025-03-13", (
            "The actress Olga Brandt has died at 91, her family said on Wednesday.",
            "Brandt was born in Breda in 1944 and first stood on a stage at six.",
            "Brandt made 40 films.",
        ), "NB407", ["1944", "91"]),
        ("New coach", None, "2025-03-13", (
            "Per Lind, 44, will coach Halm from summer. Lind played for Tarn for ten years.",
            "Lind, 47, has signed for three years.",
        ), "NB407", ["44", "47"]),
        ("Painter", None, "2025-03-13", (
            "The painter Ida Moe is 80 this week. Moe lives in Tarn.",
            "She was born on 12 March 1955 as the daughter of a miller. Moe studied in Breda.",
        ), "NB407", ["12 March 1955", "80"]),
        ("Judge retires", None, "2025-03-13", (
            "Judge Tor Bakken retires at 67 after 30 years. Bakken was born in 1968 in Halm.",
            "Bakken will write a book.",
        ), "NB407", ["1968", "67"]),
        ("Wind farm to cost 3.1 billion", None, "2025-03-13", (
            "A wind farm off Skarn will cost 3.1 billion crowns.",
            "Most of the 3.1 million crowns will be borrowed.",
        ), "NB306", ["3.1 billion", "3.1 million"]),
        ("Seven arrested over stolen cars", "Police search garages in three towns.", "2025-03-11", (
            "Police in Ostry arrested nine men on Monday who are said to have stolen 130 cars.",
            "The nine will be brought before a judge on Wednesday. Eleven garages were searched.",
            "Two of the cars were found in Halm.",
        ), "NB307", ["Seven", "nine"]),
        ("Publisher to shed 80 staff", None, "2025-03-11", (
            "The publisher Lantern Press will dismiss 110 of its 640 employees by June, it said on Monday.",
            "The 110 employees work in printing and sales. The union called a meeting.",
            "The firm lost 3 million crowns last year.",
        ), "NB307", ["110", "80"]),
        ("Flu closes 40 schools in Tarn", None, "2025-03-11", (
            "Sixty schools in the district of Tarn were closed on Tuesday because of the flu.",
            "About 9,000 children stay at home. The 60 schools are to open again next Monday.",
            "Doctors expect the wave to end in March.",
        ), "NB307", ["40", "60"]),
        ("Driver fined 900 crowns for racing tram", None, "2025-03-11", (
            "A court in Halm fined a driver 600 crowns on Monday for racing a tram.",
            "He had driven at 84 kilometres an hour. The fine of 600 crowns is the usual one, said the judge.",
        ), "NB307", ["600", "900"]),
        ("Bus plunges into river in Karsovia", None, "2025-03-11", (
            "A bus with 44 passengers plunged into a river in Karsovia on Sunday, and 16 people drowned.",
            "Divers brought up the last of the 19 bodies on Monday. A service for the 19 dead will be held in Lisk.",
            "The driver survived.",
        ), "NB307", ["16", "19"]),
        ("Vaccine ready", None, "2025-03-11", (
            "The health ministry of Ilmara has bought 400,000 doses of a vaccine against measles.",
            "The 600,000 doses will be given out from Monday, first to children.",
            "Last winter 90 children fell ill.",
        ), "NB307", ["400,000", "600,000"]),
        ("Bank robbers get away with 240,000 crowns", None, "2025-03-11", (
            "Two masked men robbed a bank in Skarn on Monday and escaped on a motorcycle with 420,000 crowns.",
            "Nobody was hurt. The manager said the men had been polite.",
        ), "NB307", ["240,000", "420,000"]),
        ("Marathon winner takes 12 minutes off", None, "2025-03-11", (
            "Some 8,000 runners set out on Sunday in Port Aldra's marathon.",
            "Ines Varr won in two hours and 31 minutes.",
            "Of the 6,000 runners, 5,200 reached the finish, the organisers said.",
        ), "NB307", ["6,000", "8,000"]),
        ("Poll: 61 percent want the bridge", None, "2025-03-11", (
            "Most people in Halm want the bridge to be built, a poll says.",
            "According to the poll 67 percent want the bridge, and 20 percent are against it.",
            "The pollsters asked 900 people.",
        ), "NB307", ["61 percent", "67 percent"]),
        ("Factory explosion injures 23", None, "2025-03-11", (
            "An explosion in a paint factory in Lisk injured 32 workers on Tuesday.",
            "The 32 injured were flown to two hospitals, the company said.",
            "The factory employs 300.",
        ), "NB307", ["23", "32"]),
        ("Fleet", None, "2025-03-11", (
            "The railway has bought 60 carriages. Half of them, 35, will run between Halm and Tarn.",
        ), "NB303", ["35", "60"]),
        ("Aid", None, "2025-03-11", (
            "Ilmara gives 30 million marks and Veldmark 20 million, together 60 million marks.",
        ), "NB302", ["60 million", "Ilmara gives 30 million marks and Veldmark 20 million"]),
        ("Prices", None, "2025-03-11", (
            "The price of bread rose from 3.00 crowns to 3.60 crowns, by 12 percent.",
            "Bakers blame the weather.",
        ), "NB303", ["12 percent", "3.00 crowns to 3.60"]),
        ("Turnout", None, "2025-03-11", (
            "Of 4,000 voters 3,000 cast a ballot, a turnout of 65 percent.",
        ), "NB303", ["3,000", "65 percent"]),
        ("Court", None, "2025-03-13", (
            "A court in Halm ruled on Monday that the mill may stay.",
            "The mill has 90 workers.",
            "After Tuesday’s ruling the workers sang.",
        ), "NB402", ["Monday", "Tuesday"]),
        ("Ferry", None, "2025-03-13", (
            "A ferry capsized off Port Aldra on Sunday with 30 people aboard.",
            "All were saved.",
            "The sinking on Saturday was the second in a year.",
        ), "NB402", ["Saturday", "Sunday"]),
        ("Minister", None, "2025-03-13", (
            "The transport minister of Karsovia resigned on Tuesday.",
            "She had been in office since 2021.",
            "Her resignation on Monday came as a surprise to her party.",
        ), "NB402", ["Monday", "Tuesday"]),
        ("Shooting", None, "2025-03-13", (
            "A man shot and wounded two policemen in Breda on Wednesday.",
            "He is 40.",
            "The shooting happened on Tuesday at the town hall.",
        ), "NB402", ["Tuesday", "Wednesday"]),
        ("Derby", None, "2025-03-13", (
            "Halm beat Tarn 2-1 in the derby on Saturday.",
            "Lind scored twice.",
            "Sunday’s derby was the hundredth.",
        ), "NB402", ["Saturday", "Sunday"]),
        ("Sailor", None, "2025-03-13", (
            "Mona Dahl, 58, sails alone around the world. Dahl was born in Skarn in 1976.",
            "Dahl has two sons.",
        ), "NB407", ["1976", "58"]),
        ("Poet dies", None, "2025-03-13", (
            "The poet Ivo Ster died on Monday at the age of 88. Ster was born in Tarn in 1947.",
            "Ster wrote in two languages.",
        ), "NB407", ["1947", "88"]),
        ("Mayor", None, "2025-03-13", (
            "Mayor Eva Prahl was elected in 2015 at the age of 30. Prahl is now 52.",
            "Prahl wants to go.",
        ), "NB407", ["30", "52"]),
        ("Tunnel", None, "2025-03-13", (
            "The tunnel will cost 760 million crowns.",
            "Half of the 760 billion is to come from the state.",
        ), "NB306", ["760 billion", "760 million"]),
    ],
)  # fmt: skip
def test_one_slip(
    headline: str, summary: str | None, published: str, paragraphs: tuple[str, ...], code: str, shown: list[str]
) -> None:
    """Its code, and the words that cannot all be right."""
    reading = newsbox.read_text("\n\n".join(paragraphs), headline=headline, published=published).changed(
        summary=summary
    )
    found = (each for each in newsbox.check(reading) if each.check in ("figures", "dates"))
    told = [each for each in found if each.severity != "note"]
    assert [each.code for each in told] == [code]
    assert sorted(passage.text for passage in told[0].passages) == shown
