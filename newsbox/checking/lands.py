"""Which country, people and larger place does a word belong to? Data only.

General knowledge: a country by its names, what is called after it, and its best-known cities; states of the United States with
theirs; regions with the countries in them.
"""

from __future__ import annotations

_COUNTRIES = """
United States: US, U.S., USA, U.S.A., America, the States; American, Americans; Washington, New York, Los Angeles, Chicago | Canada; Canadian, Canadians; Ottawa, Toronto, Montreal, Vancouver, Quebec, Ontario, Alberta, Calgary | Mexico; Mexican, Mexicans; Mexico City, Guadalajara, Tijuana, Monterrey
United Kingdom: UK, U.K., Britain, Great Britain; British, Britons, Briton; London, Birmingham, Manchester, Liverpool, Belfast, England, Scotland, Wales, Northern Ireland, Glasgow, Edinburgh, Cardiff, Leeds | England; English; London, Manchester, Liverpool, Birmingham, Leeds | Scotland; Scottish, Scots; Edinburgh, Glasgow, Aberdeen | Wales; Welsh; Cardiff, Swansea | Northern Ireland; Northern Irish; Belfast | Ireland; Irish; Dublin, Cork
France; French; Paris, Marseille, Lyon, Nice, Toulouse, Calais | Germany; German, Germans; Berlin, Munich, Hamburg, Frankfurt, Cologne, Bavaria | Austria; Austrian, Austrians; Vienna, Salzburg | Switzerland; Swiss; Bern, Geneva, Zurich | Italy; Italian, Italians; Rome, Milan, Naples, Turin, Venice, Sicily | Spain; Spanish, Spaniard, Spaniards; Madrid, Barcelona, Valencia, Catalonia | Portugal; Portuguese; Lisbon, Porto
Belgium; Belgian, Belgians; Brussels, Antwerp | Netherlands: Holland; Dutch; Amsterdam, The Hague, Hague, Rotterdam | Luxembourg; Luxembourgish; Luxembourg City | Denmark; Danish, Dane, Danes; Copenhagen | Norway; Norwegian, Norwegians; Oslo, Bergen | Sweden; Swedish, Swede, Swedes; Stockholm, Gothenburg, Malmo | Finland; Finnish, Finn, Finns; Helsinki | Iceland; Icelandic; Reykjavik
Poland; Polish, Poles; Warsaw, Krakow, Gdansk | Czech Republic: Czechia; Czech, Czechs; Prague, Brno | Slovakia; Slovak, Slovaks; Bratislava | Hungary; Hungarian, Hungarians; Budapest | Romania; Romanian, Romanians; Bucharest | Bulgaria; Bulgarian, Bulgarians; Sofia | Greece; Greek, Greeks; Athens, Thessaloniki | Cyprus; Cypriot, Cypriots; Nicosia | Malta; Maltese; Valletta | Serbia; Serbian, Serb, Serbs; Belgrade | Croatia; Croatian, Croat, Croats; Zagreb
Slovenia; Slovenian, Slovene; Ljubljana | Bosnia: Bosnia and Herzegovina; Bosnian, Bosnians; Sarajevo | Kosovo; Kosovar; Pristina | Montenegro; Montenegrin; Podgorica | North Macedonia: Macedonia; Macedonian; Skopje | Albania; Albanian, Albanians; Tirana | Moldova; Moldovan; Chisinau | Ukraine; Ukrainian, Ukrainians; Kyiv, Kiev, Kharkiv, Odesa, Odessa, Lviv, Donetsk, Mariupol | Belarus; Belarusian, Belarusians; Minsk | Russia; Russian, Russians; Moscow, St. Petersburg, Kremlin
Estonia; Estonian, Estonians; Tallinn | Latvia; Latvian, Latvians; Riga | Lithuania; Lithuanian, Lithuanians; Vilnius | Turkey: Türkiye; Turkish, Turk, Turks; Ankara, Istanbul, Izmir | Georgia; Georgian, Georgians; Tbilisi | Armenia; Armenian, Armenians; Yerevan | Azerbaijan; Azerbaijani, Azeri; Baku | Kazakhstan; Kazakh, Kazakhs; Astana, Almaty | Uzbekistan; Uzbek, Uzbeks; Tashkent | Kyrgyzstan; Kyrgyz; Bishkek | Tajikistan; Tajik; Dushanbe | Turkmenistan; Turkmen; Ashgabat
China; Chinese; Beijing, Shanghai, Wuhan, Shenzhen, Guangzhou, Xinjiang, Tibet | Hong Kong; Hongkonger, Hongkongers | Taiwan; Taiwanese; Taipei | Japan; Japanese; Tokyo, Osaka, Kyoto, Hiroshima, Okinawa, Fukushima | South Korea; South Korean, South Koreans; Seoul, Busan, Incheon | North Korea; North Korean, North Koreans; Pyongyang | Mongolia; Mongolian, Mongolians; Ulaanbaatar | India; Indian, Indians; New Delhi, Delhi, Mumbai, Kolkata, Chennai, Bangalore, Bengaluru, Kashmir | Pakistan; Pakistani, Pakistanis; Islamabad, Karachi, Lahore, Peshawar
Bangladesh; Bangladeshi, Bangladeshis; Dhaka | Sri Lanka; Sri Lankan, Sri Lankans; Colombo | Nepal; Nepalese, Nepali; Kathmandu | Bhutan; Bhutanese; Thimphu | Afghanistan; Afghan, Afghans; Kabul, Kandahar, Kunduz | Myanmar: Burma; Burmese; Yangon, Naypyidaw | Thailand; Thai, Thais; Bangkok, Phuket | Vietnam; Vietnamese; Hanoi, Ho Chi Minh City, Saigon | Cambodia; Cambodian, Cambodians; Phnom Penh | Laos; Laotian, Lao; Vientiane | Malaysia; Malaysian, Malaysians; Kuala Lumpur | Singapore; Singaporean, Singaporeans
Indonesia; Indonesian, Indonesians; Jakarta, Bali | Philippines; Philippine, Filipino, Filipinos; Manila | Australia; Australian, Australians; Canberra, Sydney, Melbourne, Brisbane, Perth, Queensland, Victoria, New South Wales | New Zealand; New Zealander, New Zealanders; Wellington, Auckland, Christchurch | Papua New Guinea; Papua New Guinean; Port Moresby | Fiji; Fijian; Suva | Israel; Israeli, Israelis; Jerusalem, Tel Aviv, Haifa | Palestine: Palestinian territories, Palestinian Territories; Palestinian, Palestinians; Ramallah, Gaza, Gaza City, West Bank
Lebanon; Lebanese; Beirut | Syria; Syrian, Syrians; Damascus, Aleppo, Raqqa, Idlib, Homs | Jordan; Jordanian, Jordanians; Amman | Iraq; Iraqi, Iraqis; Baghdad, Mosul, Basra, Fallujah, Ramadi | Iran; Iranian, Iranians; Tehran, Isfahan | Saudi Arabia; Saudi, Saudis, Saudi Arabian; Riyadh, Jeddah, Mecca | Yemen; Yemeni, Yemenis; Sanaa, Aden | Oman; Omani; Muscat | Qatar; Qatari, Qataris; Doha | Kuwait; Kuwaiti; Kuwait City | Bahrain; Bahraini; Manama | United Arab Emirates: UAE, U.A.E.; Emirati; Dubai, Abu Dhabi
Egypt; Egyptian, Egyptians; Cairo, Alexandria, Sinai | Libya; Libyan, Libyans; Tripoli, Benghazi | Tunisia; Tunisian, Tunisians; Tunis | Algeria; Algerian, Algerians; Algiers | Morocco; Moroccan, Moroccans; Rabat, Casablanca | Sudan; Sudanese; Khartoum, Darfur | South Sudan; South Sudanese; Juba | Ethiopia; Ethiopian, Ethiopians; Addis Ababa, Tigray | Eritrea; Eritrean, Eritreans; Asmara | Somalia; Somali, Somalis; Mogadishu | Kenya; Kenyan, Kenyans; Nairobi, Mombasa | Uganda; Ugandan, Ugandans; Kampala | Tanzania; Tanzanian, Tanzanians; Dodoma, Dar es Salaam
Rwanda; Rwandan, Rwandans; Kigali | Burundi; Burundian; Bujumbura | Democratic Republic of Congo: DRC, Congo, DR Congo; Congolese; Kinshasa, Goma | Nigeria; Nigerian, Nigerians; Abuja, Lagos | Niger; Nigerien; Niamey | Ghana; Ghanaian, Ghanaians; Accra | Ivory Coast: Côte d'Ivoire; Ivorian; Abidjan | Liberia; Liberian, Liberians; Monrovia | Sierra Leone; Sierra Leonean; Freetown | Guinea; Guinean; Conakry | Senegal; Senegalese; Dakar | Gambia; Gambian; Banjul | Mali; Malian, Malians; Bamako | Burkina Faso; Burkinabe; Ouagadougou | Cameroon; Cameroonian; Yaoundé
Chad; Chadian; N'Djamena | Gabon; Gabonese; Libreville | Angola; Angolan; Luanda | Mozambique; Mozambican; Maputo | Zambia; Zambian; Lusaka | Zimbabwe; Zimbabwean, Zimbabweans; Harare | South Africa; South African, South Africans; Pretoria, Johannesburg, Cape Town, Durban | Namibia; Namibian; Windhoek | Botswana; Botswanan; Gaborone | Malawi; Malawian; Lilongwe | Madagascar; Malagasy; Antananarivo
Guatemala; Guatemalan, Guatemalans; Guatemala City | Honduras; Honduran, Hondurans; Tegucigalpa | El Salvador; Salvadoran, Salvadorans; San Salvador | Nicaragua; Nicaraguan; Managua | Costa Rica; Costa Rican; San José | Panama; Panamanian; Panama City | Cuba; Cuban, Cubans; Havana, Guantánamo, Guantanamo Bay | Haiti; Haitian, Haitians; Port-au-Prince | Dominican Republic; Dominican, Dominicans; Santo Domingo | Jamaica; Jamaican; Kingston | Colombia; Colombian, Colombians; Bogotá, Bogota, Medellín | Venezuela; Venezuelan, Venezuelans; Caracas
Ecuador; Ecuadorian, Ecuadorean; Quito | Peru; Peruvian, Peruvians; Lima | Bolivia; Bolivian; La Paz | Brazil; Brazilian, Brazilians; Brasília, Brasilia, Rio de Janeiro, São Paulo, Sao Paulo, Rio | Chile; Chilean, Chileans; Santiago | Argentina; Argentine, Argentinian, Argentines; Buenos Aires | Uruguay; Uruguayan; Montevideo | Paraguay; Paraguayan; Asunción | Vatican: Holy See, Vatican City | Greenland; Greenlandic, Greenlander; Nuuk
"""  # fmt: skip
_STATES = """
Alabama: Montgomery, Birmingham, Mobile, Selma | Alaska: Juneau, Anchorage | Arizona: Phoenix, Tucson, Mesa, Scottsdale | Arkansas: Little Rock | California: Sacramento, Los Angeles, San Francisco, San Diego, San Jose, Oakland, San Bernardino, Hollywood, Silicon Valley, Anaheim, Berkeley | Colorado: Denver, Boulder, Colorado Springs, Aurora | Connecticut: Hartford, New Haven, Newtown | Delaware: Dover, Wilmington | Florida: Tallahassee, Miami, Orlando, Tampa, Jacksonville, Palm Beach, Parkland
Georgia: Atlanta, Savannah | Hawaii: Honolulu | Idaho: Boise | Illinois: Springfield, Chicago | Indiana: Indianapolis, South Bend, Gary | Iowa: Des Moines, Cedar Rapids, Iowa City, Sioux City, Davenport | Kansas: Topeka, Wichita | Kentucky: Frankfort, Louisville, Lexington | Louisiana: Baton Rouge, New Orleans, Shreveport | Maine: Augusta, Portland, Bangor | Maryland: Annapolis, Baltimore, Bethesda | Massachusetts: Boston, Cambridge, Worcester | Michigan: Lansing, Detroit, Flint, Ann Arbor
Minnesota: St. Paul, Minneapolis, Duluth | Mississippi: Jackson, Biloxi | Missouri: Jefferson City, St. Louis, Kansas City, Ferguson | Montana: Helena, Billings | Nebraska: Lincoln, Omaha | Nevada: Carson City, Las Vegas, Reno | New Hampshire: Concord, Manchester, Nashua | New Jersey: Trenton, Newark, Atlantic City, Jersey City | New Mexico: Santa Fe, Albuquerque | New York: Albany, New York City, Brooklyn, Manhattan, Buffalo, Queens, Bronx, Harlem | North Carolina: Raleigh, Charlotte, Durham, Greensboro
North Dakota: Bismarck, Fargo | Ohio: Columbus, Cleveland, Cincinnati, Toledo, Dayton, Akron | Oklahoma: Oklahoma City, Tulsa | Oregon: Salem, Portland, Eugene | Pennsylvania: Harrisburg, Philadelphia, Pittsburgh, Scranton, Erie | Rhode Island: Providence | South Carolina: Columbia, Charleston, Greenville | South Dakota: Pierre, Sioux Falls | Tennessee: Nashville, Memphis, Knoxville | Texas: Austin, Houston, Dallas, San Antonio, El Paso, Fort Worth | Utah: Salt Lake City, Provo | Vermont: Montpelier, Burlington
Virginia: Richmond, Norfolk, Arlington, Charlottesville, Alexandria | Washington: Olympia, Seattle, Spokane, Tacoma | West Virginia: Charleston | Wisconsin: Madison, Milwaukee, Green Bay, Kenosha | Wyoming: Cheyenne
"""  # fmt: skip
_REGIONS = """
Europe: France, Germany, Italy, Spain, Greece, Poland, Belgium, Netherlands, United Kingdom, Austria, Sweden, Denmark, Hungary, Portugal, Ireland | European Union: France, Germany, Italy, Spain, Greece, Poland, Belgium, Netherlands, Austria, Sweden, Denmark, Hungary, Portugal, Ireland | EU: France, Germany, Italy, Spain, Greece, Poland, Belgium, Netherlands, Austria, Sweden, Denmark, Hungary, Portugal, Ireland
Asia: China, Japan, India, South Korea, North Korea, Vietnam, Indonesia, Philippines, Pakistan, Afghanistan, Thailand | Middle East: Israel, Syria, Iraq, Iran, Saudi Arabia, Egypt, Lebanon, Jordan, Yemen, Qatar, Turkey | Africa: Egypt, Libya, Nigeria, Kenya, South Africa, Somalia, Ethiopia, Ghana, Sudan, Mali, Senegal | Latin America: Mexico, Brazil, Argentina, Cuba, Venezuela, Colombia, Chile, Peru | South America: Brazil, Argentina, Venezuela, Colombia, Chile, Peru, Ecuador, Bolivia | North America: United States, Canada, Mexico
Balkans: Serbia, Croatia, Bosnia, Kosovo, Albania, Montenegro | Caribbean: Cuba, Haiti, Jamaica, Dominican Republic | Gulf: Qatar, Saudi Arabia, Kuwait, Bahrain, United Arab Emirates, Oman | Korean Peninsula: North Korea, South Korea
"""  # fmt: skip

COUNTRIES: dict[str, str] = {}
"""By every name of a country, lower case, its first name."""
DEMONYMS: dict[str, str] = {}
"""By what is called after a country, lower case, its first name."""
WITHIN: dict[str, frozenset[str]] = {}
"""By a place, lower case, the larger places it lies in, lower case."""
STATES: frozenset[str]
"""States of the United States, lower case."""


def _split(text: str, mark: str) -> list[str]:
    return [each.strip() for each in text.split(mark) if each.strip()]


def _fill() -> frozenset[str]:
    within: dict[str, set[str]] = {}
    for entry in _split(_COUNTRIES.replace("\n", "|"), "|"):
        called, demonyms, cities, *_ = [*entry.split(";"), "", ""]
        first, _, others = called.partition(":")
        for name in (first, *_split(others, ",")):
            COUNTRIES[name.strip().casefold()] = first.strip()
        for name in _split(demonyms, ","):
            DEMONYMS[name.casefold()] = first.strip()
        for name in _split(cities, ","):
            within.setdefault(name.casefold(), set()).add(first.strip().casefold())
    states = set()
    for entry in _split(_STATES.replace("\n", "|"), "|"):
        state, _, cities = entry.partition(":")
        states.add(state.strip().casefold())
        within.setdefault(state.strip().casefold(), set()).add("united states")
        for name in _split(cities, ","):
            within.setdefault(name.casefold(), set()).update((state.strip().casefold(), "united states"))
    for entry in _split(_REGIONS.replace("\n", "|"), "|"):
        region, _, lands = entry.partition(":")
        for name in _split(lands, ","):
            within.setdefault(name.casefold(), set()).add(region.strip().casefold())
    for name, larger in within.items():
        WITHIN[name] = frozenset(larger)
    return frozenset(states)


STATES = _fill()


def country_of(name: str) -> str | None:
    """The country that a name, or a word called after one, means: "Dutch" and "Holland" are Netherlands."""
    plain = " ".join(name.casefold().replace("’", "'").removeprefix("the ").removesuffix("'s").split())
    return COUNTRIES.get(plain) or DEMONYMS.get(plain)


def are_nested(one: str, other: str) -> bool:
    """Whether one place lies in the other, or both are one: a city and its state, a state and its country."""
    first, second = (_plain(one), _plain(other))
    return first == second or second in _around(first) or first in _around(second)


def _plain(name: str) -> str:
    plain = " ".join(name.casefold().removeprefix("the ").split())
    return COUNTRIES.get(plain, plain).casefold()


def _around(name: str) -> frozenset[str]:
    larger = WITHIN.get(name, frozenset())
    return larger.union(*(WITHIN.get(each, frozenset()) for each in larger))


def is_place(name: str) -> bool:
    """Whether a name is that of a country, a state or a well-known city."""
    plain = name.casefold()
    return plain in COUNTRIES or plain in DEMONYMS or plain in WITHIN
