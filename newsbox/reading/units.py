"""What is counted, by the words for it: units and currencies in the languages that are read, people, losses (data and a look-up).

The names that come out are the same in every language, so that two reports can be laid beside each other.
"""

from __future__ import annotations

import re

# A unit, and how it is written behind a number. Words in English, German, French, Spanish, Italian, Portuguese, Dutch,
# Russian, Arabic and Chinese; the endings of inflected words are cut and stand for all of them where they end in *.
UNITS: dict[str, str] = {
    "percentage points": "percentage points|percentage point|percent points|pp|pct pts|prozentpunkt*|points de pourcentage|point de pourcentage|puntos porcentuales|punto porcentual"
    "|pontos percentuais|punti percentuali|procentpunt*|процентн* пункт*|个百分点|個百分點|百分点|نقطة مئوية",
    "basis points": "basis points|basis point|bps|bp|basispunkt*|points de base|puntos básicos|puntos base|pontos-base|punti base|базисн* пункт*|个基点|個基點|基点",
    "percent": "%|٪|％|percent|per cent|percents|pct|pc|prozent*|pour cent|por ciento|por cento|per cento|procent|процент*|في المئة|بالمئة|في المائة|بالمائة",
    "km/h": "km/h|kph|kmh|kilometers per hour|kilometres per hour|kilometers an hour|kilometres an hour|kilometer per hour|kilometre per hour|stundenkilometer|kilometer pro stunde|kilomètres par heure"
    "|kilomètres-heure|kilómetros por hora|км/ч|公里每小时",
    "mph": "mph|miles per hour|miles an hour",
    "square kilometres": "km²|km2|sq km|sq. km|square kilometers|square kilometres|square kilometer|square kilometre|quadratkilometer*|kilomètres carrés|kilómetros cuadrados|平方公里",
    "square miles": "square miles|sq miles",
    "square metres": "m²|m2|sq m|square meters|square metres|quadratmeter*|mètres carrés|metros cuadrados|平方米",
    "square feet": "square feet|sq ft|square foot|square-foot",
    "cubic metres": "m³|cubic meters|cubic metres|kubikmeter*|mètres cubes|metros cúbicos|立方米",
    "hectares": "hectares|hectare|ha|hektar*|hectáreas|ettari|гектар*|公顷",
    "acres": "acres|acre",
    "km": "km|kms|kilometers|kilometres|kilometer|kilometre|kilometern|kilomètres|kilomètre|kilómetros|chilometri|quilômetros|километр*|км|公里|千米|كيلومتر*",
    "metres": "m|meters|metres|meter|metre|metern|mètres|mètre|metros|metro|metri|метр*|米|متر*",
    "cm": "cm|centimeters|centimetres|centimeter|centimetre|zentimeter*|centimètres|centímetros|сантиметр*|厘米",
    "mm": "mm|millimeters|millimetres|millimeter|millimetre|millimeter*|millimètres|milímetros|миллиметр*|毫米",
    "miles": "miles|mile|meilen|millas",
    "nautical miles": "nautical miles|nautical mile|seemeilen|海里",
    "feet": "feet|foot|ft",
    "inches": "inches|inch",
    "yards": "yards|yard",
    "tons": "tons|tonnes|ton|tonne|metric tons|metric tonnes|t|tonnen|tonne|toneladas|tonelada|tonnellate|тонн*|吨|噸|طن|أطنان",
    "kg": "kg|kgs|kilos|kilo|kilograms|kilogram|kilogramm*|kilogrammes|kilogramos|килограмм*|кг|公斤|千克",
    "grams": "grams|gram|gramm*|grammes|gramos|грамм*|克",
    "pounds (weight)": "lb|lbs",
    "ounces": "ounces|ounce|oz",
    "litres": "litres|liters|litre|liter|litern|litros|литр*|升",
    "gallons": "gallons|gallon",
    "barrels": "barrels|barrel|fass|barils|barriles|баррел*|桶|برميل",
    "bushels": "bushels|bushel",
    "megawatts": "mw|megawatts|megawatt|mégawatts|мегаватт*|兆瓦",
    "gigawatts": "gw|gigawatts|gigawatt|гигаватт*|吉瓦",
    "kilowatt hours": "kwh|kilowatt hours|kilowatt-hours|kilowattstunde*",
    "degrees Celsius": "°c|° c|degrees celsius|degrees c|grad celsius|degrés celsius|grados celsius|摄氏度",
    "degrees Fahrenheit": "°f|° f|degrees fahrenheit|degrees f",
    "degrees": "°|degrees|degree|grad|degrés|degré|grados|gradi|graus|градус*|度|درجة",
    "seconds": "seconds|second|sekunden|sekunde|secondes|segundos|secondi|секунд*|秒",
    "minutes": "minutes|minute|minuten|minutos|minuti|минут*|分钟|分鐘|دقيقة|دقائق",
    "hours": "hours|hour|hrs|stunden|stunde|stündig*|heures|heure|horas|hora|ore|uren|часа|часов|小时|小時|个小时|個小時|ساعة|ساعات",
    "days": "days|day|tage|tagen|tag|tägig*|jours|jour|días|día|giorni|dias|dagen|дней|дня|天|أيام",
    "weeks": "weeks|week|wochen|woche|wöchig*|semaines|semaine|semanas|semana|settimane|weken|недел*|周|星期|أسابيع",
    "months": "months|month|monate|monaten|monat|monatig*|mois|meses|mes|mesi|maanden|месяц*|个月|個月|أشهر",
    "years": "years|year|yrs|jahre|jahren|jahr|ans|an|années|années|años|año|anni|anos|jaren|лет|года|年|سنوات|عاما|عاماً",
    "decades": "decades|decade|jahrzehnte|jahrzehnten|décennies|décadas|десятилети*",
    "centuries": "centuries|century|jahrhunderte|jahrhunderten|siècles|siglos",
    "years old": "years old|year old|years-old|year-old|years of age|jahre alt|jährige*|jähriger|ans d'âge|años de edad|岁|歲|-летн*",
    "votes": "votes|vote|stimmen|voix|votos|voti|голос*|票",
    "seats": "seats|seat|sitze|sitzen|mandate|mandaten|sièges|escaños|seggi|мандат*|席|席位|个席位",
    "times": "times|mal|fois|veces|volte|раз|次|مرات",
    "people": "people|persons|person|menschen|personen|leute|personnes|personne|personas|gente|persone|pessoas|mensen|человек*|людей|人|名|شخص*|أشخاص",
}  # fmt: skip
# Currencies whose word is plain. A word that several countries use for their money (crowns, pesos) names itself.
CURRENCIES: dict[str, str] = {
    "USD": "us dollars|u.s. dollars|american dollars|dollars|dollar|us-dollar|usd|долларов сша|доллар*|美元|دولار*|dólares|dólar|dollari|dollars américains",
    "EUR": "euros|euro|eur|евро|欧元|歐元|يورو",
    "GBP": "british pounds|pounds sterling|sterling|pounds|gbp|britische pfund|pfund|livres sterling|libras esterlinas|фунт*|英镑",
    "CNY": "chinese yuan|yuan|renminbi|rmb|cny|юан*|人民币|元",
    "JPY": "japanese yen|yen|jpy|иен*|日元|円",
    "RUB": "russian rubles|rubles|roubles|ruble|rouble|rub|rubel|roubles|rublos|руб.|рубл*|卢布",
    "INR": "indian rupees|inr|卢比",
    "CHF": "swiss francs|chf|schweizer franken|franken|francs suisses|瑞士法郎",
    "UAH": "hryvnia|hryvnias|griwna|гривен|гривн*",
    "KRW": "south korean won|korean won|韩元",
    "CAD": "canadian dollars", "AUD": "australian dollars", "HKD": "hong kong dollars|港元", "NZD": "new zealand dollars", "SGD": "singapore dollars",
    "TRY": "turkish lira|liras", "BRL": "reais|brazilian reais", "ZAR": "rand", "ILS": "shekels", "PLN": "zloty|zlotys|złoty*|zł", "SEK": "swedish kronor|swedish crowns",
    "NOK": "norwegian kroner|norwegian crowns", "DKK": "danish kroner|danish crowns", "MXN": "mexican pesos", "ARS": "argentine pesos", "CZK": "czech crowns|czech koruna",
}  # fmt: skip
SYMBOLS = {
    "US$": "USD", "U.S.$": "USD", "HK$": "HKD", "NZ$": "NZD", "NT$": "TWD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "S$": "SGD", "R$": "BRL",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₴": "UAH", "₺": "TRY", "₦": "NGN", "₫": "VND",
    "฿": "THB", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "CHF": "CHF", "RMB": "CNY", "Rs": "INR", "Rs.": "INR",
}  # fmt: skip
MONEY = frozenset(
    (
        *CURRENCIES,
        *SYMBOLS.values(),
        "crowns",
        "pesos",
        "francs",
        "rupees",
        "dinars",
        "kronor",
        "kroner",
        "lira",
        "won",
        "cents",
    )
)
TIMES = frozenset("seconds minutes hours days weeks months years decades centuries times".split()) | {"years old"}
# What a thing is part of, and not how many things there are: these take what they measure from the words around.
MEASURES = frozenset(UNITS) - {"people", "votes", "seats"}

# Nouns that count people. What people do by trade ends in -er, -or, -ist too often to be listed whole.
PEOPLE = frozenset(
    """people person man woman men women child children boy girl kid baby infant teenager adult victim passenger resident worker employee staff member soldier troop civilian migrant refugee
    student pupil teacher doctor nurse patient volunteer officer policeman police firefighter lawmaker senator deputy director minister economist expert scientist researcher analyst journalist
    reporter voter citizen protester demonstrator fan spectator supporter player defender crew crewmember sailor fisherman pilot driver tourist visitor guest prisoner hostage inmate detainee
    suspect gunman attacker militant fighter rebel insurgent terrorist hiker walker climber farmer miner judge juror lawyer prosecutor executive manager customer client user subscriber
    shareholder investor candidate delegate diplomat leader official governor mayor mourner relative parent mother father son daughter brother sister friend neighbor neighbour survivor
    casualty fatality participant respondent attendee athlete rower swimmer runner actor musician artist singer dancer rescuer paramedic medic engineer builder contractor recruit veteran
    servicemember servicewoman serviceman marine guard ranger peacekeeper inspector monitor observer witness lodger tenant homeowner household-member evacuee inhabitant commuter
    apprentice trainee graduate professor academic bishop priest nun monk pilgrim worshipper believer immigrant asylum-seeker national foreigner president premier pope king queen prince princess chancellor secretary chairman chairwoman ceo coach author novelist writer activist general admiral colonel captain liberal conservative democrat republican independent latino muslim christian jew catholic bystander passerby passersby refugee recruit intern donor voter backer critic ally aide adviser advisor counselor co-founder founder owner tenant landlord buyer seller trader investor broker banker economist player teammate rival opponent contender champion runner-up winner loser patient carer orphan widow twin triplet""".split()
)  # fmt: skip
NOT_PEOPLE = frozenset("number order factor paper letter water border power quarter matter center centre computer river tower counter sector motor tractor reactor error door floor chapter meter "
    "layer corner shelter helicopter newspaper container trailer tanker freighter list server barrier marker poster sticker buyer-fee offer answer dinner winter summer member-state sensor "
    "mirror color colour flavor flavour favor favour hour tenor finger hammer laser filter router charter cluster crater burger timber transfer carrier bunker boiler cooler printer "
    "semester trimester disaster encounter register parameter diameter disorder shower flower feather folder header footer order number checker bomber cruiser destroyer freezer locker "
    "quarter waiver answer loader truckload steamer digger chamber lever river-bank cancer tumor tumour donor-fund corridor harbor harbour error vendor-fee indicator generator elevator "
    "investor-group ladder thriller rafter drawer counter-offer winner-take fighter-jet quarter-final acre fibre litre metre theatre centre spectre".split())  # fmt: skip
TRADES = re.compile(r"[a-z]{3,}(?:ers?|ors?|ists?|ians?|men|women|ees)$")

# Losses, by the words that tell them; what comes out is the first word of each list.
KILLED = "killed"
INJURED = "injured"
MISSING = "missing"
LOSSES = {
    **dict.fromkeys("kill die slay murder perish drown execute massacre".split(), KILLED),
    **dict.fromkeys("injure wound hurt maim hospitalize hospitalise".split(), INJURED),
    **dict.fromkeys("dead killed died deaths death fatalities fatality lives toll dying".split(), KILLED),
    **dict.fromkeys("injured wounded hurt injuries injury hospitalised hospitalized".split(), INJURED),
    **dict.fromkeys(("missing", "unaccounted"), MISSING),
}  # fmt: skip
# The same for languages that are read without a parser: looked for in the clause of the figure.
LOSS_WORDS = re.compile(
    r"(?P<killed>\btot(?:e[nrs]?)?\b|todesopfer\w*|getötet\w*|ums leben|gestorben|starben|\bmort[es]?s?\b|\btuée?s?\b|décès|\bpéri\b|périssent|décédée?s?|\bmuert[oa]s\b|\bmuert[oa]\b|fallecid\w+|murieron|matan|mató"
    r"|погиб\w*|убит\w*|жертв\w*|умер\w*|死亡|遇难|遇難|身亡|丧生|死者|死去|قتلى|\bقتل\b|لقي|مصرع|قتيل\w*|مقتل|\bmort[ei]\b|\bmorti\b|\bmortos\b|\bdoden\b|\bdead\b|\bkilled\b|\bdied\b|\bdeaths\b)"
    r"|(?P<injured>verletzt\w*|verwundet\w*|blessée?s?\b|herid[oa]s?\b|lesionad\w+|ранен\w*|пострадав\w*|受伤|受傷|伤者|جرحى|\bأصيب\b|إصابة|جريح\w*|feriti\b|feridos\b|gewond\w*|\binjured\b|\bwounded\b|\bhurt\b)"
    r"|(?P<missing>vermisst\w*|disparue?s?\b|desaparecid\w+|пропавш\w*|пропали|失踪|失蹤|失联|مفقود\w*|dispersi\b|desaparecidos\b|\bvermist\w*|\bmissing\b)",
    re.IGNORECASE,
)  # fmt: skip


# Words that count people, in languages read without a parser.
PEOPLE_WORDS = re.compile(
    r"(?:beschäftigten?|mitarbeiter\w*|arbeiter\w*|streikenden?|bürgern?|bürgerinnen|einwohnern?|passagieren?|soldaten|kindern?|opfern?|toten?|verletzten?|vermissten?|polizisten|demonstranten|flüchtlingen?"
    r"|frauen|männern?|schülern?|studenten|teilnehmern?|zuschauern?|besuchern?|fußgängern?|touristen|insassen|helfern?|feuerwehrleuten?|richtern?|abgeordneten?|wählern?|staatsangehörigen?"
    r"|employés|salariés|habitants|passagers|soldats|enfants|victimes|morts|blessés|disparus|policiers|manifestants|réfugiés|femmes|hommes|élèves|étudiants|participants|spectateurs|visiteurs|touristes|pompiers"
    r"|sapeurs|frontaliers|députés|électeurs|juges|directeurs|civils|otages|migrants|collègues"
    r"|empleados|trabajadores|habitantes|pasajeros|soldados|niños|víctimas|muertos|heridos|desaparecidos|policías|manifestantes|refugiados|mujeres|hombres|estudiantes|espectadores|visitantes|turistas|bomberos"
    r"|diputados|votantes|jueces|civiles|migrantes|rehenes|detenidos"
    r"|lavoratori|abitanti|passeggeri|soldati|bambini|vittime|morti|feriti|dispersi|agenti|manifestanti|donne|uomini|studenti|turisti|trabalhadores|moradores|passageiros|crianças|vítimas|mortos|feridos"
    r"|сотрудник\w*|рабочи\w*|жител\w*|пассажир\w*|солдат\w*|военн\w*|дет(?:ей|и)|ребен\w*|жертв\w*|погибши\w*|раненых|пострадавши\w*|полицейски\w*|женщин\w*|мужчин\w*|студент\w*|туристов|депутат\w*)",
    re.IGNORECASE,
)  # fmt: skip


def _pattern(table: dict[str, str]) -> tuple[re.Pattern[str], dict[str, str], list[tuple[str, str]]]:
    """One expression for all spellings, the longest first; what each spelling means; the beginnings that end in *."""
    whole: dict[str, str] = {}
    beginnings: list[tuple[str, str]] = []
    spellings: list[str] = []
    for name, words in table.items():
        for word in dict.fromkeys(words.split("|")):
            spelling = r"\s".join(
                re.escape(piece.rstrip("*")) + (r"\w*" if piece.endswith("*") else "") for piece in word.split()
            ).replace(r"\-", "[- ]")
            # Words end where they end; signs and Chinese words end anywhere.
            last = word.rstrip("*")[-1]
            is_open = word.endswith("*") or not last.isalnum() or "\u3040" <= last <= "\u9fff"
            spellings.append(spelling + ("" if is_open else r"(?!\w)"))
            if "*" in word:
                beginnings.append((word, name))
            else:
                whole.setdefault(word.replace("-", " "), name)
    order = sorted(spellings, key=len, reverse=True)
    return re.compile("(?:" + "|".join(order) + ")", re.IGNORECASE), whole, beginnings


_ALL = {**CURRENCIES, **UNITS}
UNIT, WHOLE, _BEGINNINGS = _pattern(_ALL)
_BEGINNING_PATTERNS = [
    (re.compile(r"\s".join(re.escape(piece.rstrip("*")) + (r"\w*" if piece.endswith("*") else "") for piece in word.split()), re.IGNORECASE), name)
    for word, name in _BEGINNINGS
]  # fmt: skip
_CUT = re.compile(r"[\s-]+")


def unit_named(written: str) -> str | None:
    """The unit that words mean: "per cent" is percent, "Stundenkilometer" km/h. None for another word."""
    plain = _CUT.sub(" ", written.strip().casefold())
    if plain in WHOLE:
        return WHOLE[plain]
    return next((name for pattern, name in _BEGINNING_PATTERNS if pattern.fullmatch(plain)), None)


def counts_people(lemma: str) -> bool:
    """Whether a noun counts people."""
    word = lemma.casefold()
    if word in PEOPLE or word.rstrip("s") in PEOPLE:
        return True
    bare = word.rstrip("s")
    return bool(TRADES.fullmatch(word)) and bare not in NOT_PEOPLE and len(bare) > 5
