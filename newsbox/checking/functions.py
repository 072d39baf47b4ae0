"""What is each person of an article said to be: prosecutor, goalkeeper, minister of what?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsbox.checking.lands import COUNTRIES, DEMONYMS
from newsbox.checking.people import HONORIFICS, SAYING, Mention, Party, may_be_person, parties
from newsbox.checking.posts import BEFORE
from newsbox.checking.shape import Line, Sheet, once
from newsbox.types import Span, Word

LONGEST = 7
"""Words of a title, or of the words beside a name that say what somebody is."""
SPOKESPERSON = frozenset("spokesman spokeswoman spokesperson".split())
HEADS = frozenset("leader chief head boss president chairman chairwoman chair director commander".split())
"""Who is first in a body, however it is called there."""
GENERAL = SPOKESPERSON | HEADS | frozenset("official officer representative negotiator secretary organiser".split())
"""Words that only say what somebody is together with a body: "union leader"."""
LEADING = {
    "lead": "leader", "head": "head", "chair": "chair", "command": "commander", "coach": "coach", "run": "head", "own": "owner",
    "preside": "judge", "prosecute": "prosecutor", "referee": "referee",
}  # fmt: skip
"""What somebody is who does that: "who leads the union"."""
NO_PORTFOLIO = frozenset(
    """state government cabinet senior junior regional provincial federal national chief new coalition party junior long
    current present longest serving then fellow two three british male female young popular powerful conservative liberal""".split()
)
"""Words before "minister" that do not say of what."""
PARTICLES = frozenset(
    [
        "the",
        "of",
        "for",
        "at",
        "in",
        "to",
        "and",
        "a",
        "an",
        "’s",
        "'s",
        "s",
        "’",
        "'",
        "its",
        "their",
        "his",
        "her",
        "since",
    ]
)
PEOPLE_ONCE = BEFORE | frozenset("until onetime since-retired once junior sub under chief-elect outgoing".split())
STYLES = HONORIFICS | frozenset("captain professor doctor councillor sister brother father justice".split())
"""What may stand between what somebody is and the name: "the harbour master, Captain Oriel Hask"."""
PARTICIPLES = {"prosecuting": "prosecutor", "defending": "barrister", "presiding": "judge"}
"""What somebody is, by the one word behind the name: "Oriel Hask, prosecuting,"."""
ON_SIDE = {"prosecution": "prosecutor", "crown": "prosecutor", "defence": "barrister", "defense": "barrister"}
"""What somebody is, by whom he appears for: "Oriel Hask, for the defence,"."""
TAILS = frozenset("of for at to in with".split())
"""Behind a function, what it is a function in."""
ENDS = frozenset("who whose in at since for to with until from told said says".split())
"""Words before which what somebody is may end without a comma."""
CLOSING = ',.—–-;:)”"'
COPULAS = (("is",), ("has", "been"), ("remains",), ("serves", "as"), ("works", "as"), ("acts", "as"), (",", "as"))
"""What stands behind a function: marks; and between a name and what its bearer is: words."""
CHANGING = frozenset(
    "appoint become promote succeed replace name elect nominate resign retire quit swear convert train".split()
)
"""Verbs by which somebody comes to be something else."""

_SIDES = """
court, prosecution: prosecutor; counsel/prosecuting prosecution crown; attorney/district prosecuting; lawyer/prosecution prosecuting
court, defence: counsel/defence defense; lawyer/defence defense; attorney/defence defense; solicitor/defence defense; barrister/defence defense; defender/public
court, bench: judge; magistrate
court, lawyer: lawyer; barrister; solicitor
court, accused: defendant; suspect; convict; accused
court, plaintiff: plaintiff; claimant; complainant
court, witness: witness
court, juror: juror
work, workers: */union unions workers staff dockers miners metalworkers; steward/shop
work, employers: */company management employers firm owners shipowners; director/managing; executive/chief; owner
team, goalkeeper: goalkeeper; keeper; goalie; goaltender
team, back: defender; fullback; sweeper
team, midfield: midfielder; playmaker
team, forward: striker; forward; winger
team, coach: coach; trainer
team, referee: referee; umpire; linesman; linesperson
ward, doctor: surgeon; physician; paediatrician; cardiologist; anaesthetist; oncologist
ward, nurse: nurse; midwife
ward, patient: patient
street, police: detective; constable; superintendent; */police; sheriff
street, fire: firefighter; */fire firefighters
street, coastguard: */coastguard lifeboat
street, ambulance: paramedic; */ambulance
street, hospital: */hospital clinic infirmary
street, army: */army
street, suspect: suspect; robber; burglar; gunman; arsonist; kidnapper
street, hostage: hostage
road, driver: driver; motorist
road, passenger: passenger
road, pedestrian: pedestrian
road, cyclist: cyclist
flat, landlord: landlord; landlady
flat, tenant: tenant; lodger
school, teacher: teacher; headteacher; headmaster; headmistress
school, pupil: pupil; schoolboy; schoolgirl
voice, high: soprano
voice, tenor: tenor
voice, low: baritone
club, treasurer: treasurer
club, chair: chairman; chairwoman; chair
house, opposition: */opposition
house, mayor: mayor
state, president: president/-
state, premier: minister/prime; premier
state, monarch: king/-; queen/-
state, ambassador: ambassador
house, government: */government; premier
"""  # fmt: skip
TOGETHER = (
    {"court lawyer", "court defence"}, {"court witness", "court plaintiff"}, {"court juror", "court witness"},
    {"team back", "team midfield"}, {"team forward", "team midfield"}, {"house mayor", "house government"},
)  # fmt: skip
"""Sides of one field that one person may be on."""
ONLY_BY_OTHERS = frozenset(
    ("street police", "street fire", "street coastguard", "street ambulance", "street hospital", "street army")
)
"""Sides that say what somebody speaks for."""

_OCCUPATIONS = """
prosecutor | judge magistrate | inspector/tax | inspector/police | inspector/school | inspector/health | priest vicar parson | bishop
archbishop | imam | rabbi | nurse midwife | surgeon | dentist | pharmacist chemist | vet veterinarian | teacher | headteacher headmaster
headmistress | farmer | baker | butcher | fisherman | plumber | electrician | carpenter joiner | architect | librarian | pilot | ambassador
consul | mayor | governor | firefighter | treasurer | accountant auditor bookkeeper | notary | undertaker | bailiff | postman postwoman
miner | tailor | blacksmith | locksmith | jeweller | watchmaker | florist | hairdresser barber | geologist | astronomer | botanist
zoologist biologist | physicist | mathematician | historian | archaeologist | economist | sculptor | composer | conductor | violinist
pianist | cellist | organist | goalkeeper | referee | coroner | detective | landlord | caretaker janitor | gardener | beekeeper | major colonel lieutenant
sergeant corporal
"""  # fmt: skip
PORTFOLIOS = {
    word: row.split()[0]
    for row in """
finance treasury economy economic economics budget fiscal
interior home
foreign external
defence defense war armed
justice
health
education schools universities science research
agriculture farming farm food rural fisheries fishing
environment environmental climate energy ecology
transport transportation infrastructure traffic rail
culture arts heritage
labour labor employment social welfare work pensions family
trade industry commerce business
sport sports
housing construction building
prime
""".strip().splitlines()
    for word in row.split()
}
"""What a minister is minister of, by its words; what one ministry often has together is one."""
_BODIES = """
museum gallery | theatre theater opera orchestra | hospital clinic infirmary | school academy college | university institute | bank |
airline airport | union | police | brigade firefighters | coastguard lifeboat | club team | port harbour harbor shipyard yard | zoo |
library | prison jail | church diocese parish | court tribunal | parliament assembly senate | opposition | government cabinet ministry |
council town city borough | charity | factory mill plant foundry | mine quarry | hotel inn | farm | brewery vineyard | newspaper
broadcaster | army navy | railway railways | festival | laboratory | observatory | province | district county | prosecution | company firm
"""
BODY_WORDS = {word: str(number) for number, row in enumerate(_BODIES.split("|")) for word in row.split()}
"""What somebody may be head of, by kind."""


def _parse(entry: str) -> tuple[str, frozenset[str]]:
    head, _, beside = entry.strip().partition("/")
    return head, frozenset(beside.split())


SIDES = [
    (row.partition(":")[0].replace(",", ""), *_parse(entry))
    for row in _SIDES.strip().splitlines()
    for entry in row.partition(":")[2].split(";")
]
"""Field and side, a word, and the words of which one must stand beside it."""
OCCUPATIONS = [
    (str(number), *_parse(entry))
    for number, group in enumerate(_OCCUPATIONS.replace("\n", " ").split("|"))
    for entry in ([group] if "/" in group else group.split())
]
BARE = frozenset("-")
"""In place of the words beside a word: that none stands there but a country's."""
NOUNS = frozenset(
    [head for _, head, _ in SIDES if head != "*"]
    + [head for _, head, _ in OCCUPATIONS]
    + [*GENERAL, "minister", "counsel"]
)
"""Words for what somebody is."""


@dataclass(frozen=True, slots=True)
class Function:
    """What a person is said to be, in one place."""

    party: Party
    mention: Mention
    head: str
    """Its noun, lower case: "minister"."""
    beside: frozenset[str]
    """The words around it: "interior"."""
    is_definite: bool
    """Whether it says which one, and not only what kind: a title, "the prosecutor", "his lawyer"."""
    is_owned: bool
    """Whether somebody's: "his lawyer"."""
    span: Span
    """Its words and the name."""

    @property
    def line(self) -> Line:
        """Its sentence."""
        return self.mention.line

    @property
    def sides(self) -> frozenset[str]:
        """Where it stands in each field that it belongs to: "court bench"."""
        found: dict[str, str] = {}
        for side, head, beside in SIDES:
            fits = head == self.head or (head == "*" and self.head in GENERAL)
            is_bare = beside == BARE and self.is_of_state
            if fits and (not beside or beside & self.beside or is_bare):
                found.setdefault(side.split()[0], side)
        return frozenset(found.values())

    @property
    def occupation(self) -> str | None:
        """Which trade it is, of those that nobody is by the way."""
        return next(
            (
                group
                for group, head, beside in OCCUPATIONS
                if head == self.head and (not beside or beside & self.beside)
            ),
            None,
        )

    @property
    def is_of_state(self) -> bool:
        """Whether it stands alone, or with what a country is called by: "President", "the president of Veldmark"."""
        words = [word for word in self.line.words if self.span.start <= word.start < self.span.end]
        titled = [word for word in words if word.text.casefold() in self.beside - {"the", "of", "’s", "'s", "s"}]
        return self.is_definite and all(word.entity in ("NORP", "GPE") or is_of_land(word.text) for word in titled)

    @property
    def owners(self) -> frozenset[str]:
        """Whose it is, by the words for them: "harbour" of "the harbour's chief engineer", "union" of "leader of the union"."""
        return frozenset(self.beside - self.kind - PARTICLES)

    @property
    def kind(self) -> frozenset[str]:
        """The words that say which of its kind it is, right before it: "medical", of a "medical director"."""
        words = self.line.words
        inside = [place for place, word in enumerate(words) if self.span.start <= word.start < self.span.end]
        head = next(
            (place for place in inside if words[place].text.casefold() == self.head and not self._is_named(place)), None
        )
        first = head
        while first is not None and first - 1 in inside and words[first - 1].text.casefold() in self.beside:
            if words[first - 1].tag in ("POS", "DT", "PRP$") or words[first - 1].text in TAILS:
                break
            first -= 1
        found = {word.text.casefold() for word in words[first or 0 : head or 0] if not _is_country(word)}
        if head is not None and head + 2 < len(words) and words[head + 1].text in ("of", "for"):
            # "The minister of water", "the director of nursing"; a body has its article.
            end = head + 2
            while (
                end in inside
                and words[end].pos in ("NOUN", "PROPN", "CCONJ")
                and words[end].text.casefold() in self.beside | {"and"}
            ):
                end += 1
            found |= {
                word.text.casefold() for word in words[head + 2 : end] if word.text.islower() or self.head == "minister"
            }
        return frozenset(found - {"and", "-"})

    def _is_named(self, place: int) -> bool:
        return (
            self.mention.first <= place < self.mention.end - 1
            and self.span.start == self.line.words[self.mention.first].start
        )

    @property
    def is_the(self) -> bool:
        """Whether there is only one, and it is not a mere title: "the harbour master"."""
        words = self.line.words
        begin = next((place for place, word in enumerate(words) if word.start >= self.span.start), 0)
        near = {word.text.casefold() for word in words[max(0, begin - 1) : begin + 3]} | self.beside
        is_apposed = self.mention.span.end < self.span.end or {",", "is"} & {
            word.text for word in words[begin : self.mention.first]
        }
        return (
            bool(is_apposed)
            and self.is_definite
            and not self.is_owned
            and ("the" in near or self.head in ("executive", "minister"))
        )

    @property
    def is_one_holder(self) -> bool:
        """As is_the, and also for what is a body's: "the hospital's medical director"; not for "his medical director"."""
        if self.is_the:
            return True
        inside = [word for word in self.line.words if self.span.start <= word.start < self.span.end]
        owns = [place for place, word in enumerate(inside) if word.tag == "POS"]
        return (
            self.is_definite
            and len(owns) == 1
            and inside[owns[0] - 1].entity != "PERSON"
            and not any(word.tag == "PRP$" for word in inside)
        )

    @property
    def told(self) -> frozenset[str]:
        """The words beside it that say more of it: "harbour"."""
        return (
            self.beside - {"the", "of", "a", "its", "’s", "'s", "chief"}
            if self.head == "executive"
            else self.beside - {"the", "of"}
        )

    @property
    def bodies(self) -> frozenset[str]:
        """Kinds of bodies that it is a function in."""
        return frozenset(BODY_WORDS[word] for word in self.beside if word in BODY_WORDS)

    @property
    def portfolios(self) -> frozenset[str]:
        """Of what somebody is minister."""
        if self.head not in ("minister", "secretary"):
            return frozenset()
        known = frozenset(PORTFOLIOS[word] for word in self.beside if word in PORTFOLIOS)
        if known or self.head == "secretary":
            return known
        nouns = {word.text.casefold() for word in self.line.words if word.pos in ("NOUN", "PROPN")} & self.kind
        return frozenset(word.removesuffix("s") for word in nouns - NO_PORTFOLIO if not is_of_land(word))


def is_of_land(word: str) -> bool:
    """Whether a word may be what a people is called: "Veldish"."""
    return (
        word.casefold() in DEMONYMS
        or word.casefold() in COUNTRIES
        or (word[:1].isupper() and word.casefold().endswith(("ian", "an", "ese", "ish", "i", "ic")))
    )


def _is_country(word: Word) -> bool:
    return word.entity in ("NORP", "GPE") or is_of_land(word.text)


@once
def functions(sheet: Sheet) -> list[Function]:
    """What people are said to be, in reading order; former and coming functions are left out. Worked out once."""
    found: list[Function] = []
    bodies = (each for each in parties(sheet, "organisation") if may_be_person(each))
    for party in (*parties(sheet, "person"), *bodies):
        for mention in party.mentions:
            found += _functions(party, mention)
    found.sort(key=lambda each: (each.line.number, each.mention.first))
    return found


def _functions(party: Party, mention: Mention) -> Iterator[Function]:
    words = mention.line.words
    for first, end, start, stop in (
        *_before(words, mention),
        *_apposed_before(words, mention),
        *_apposed_behind(words, mention),
        *_leading(words, mention),
        *_for_a_side(words, mention),
        *_said_of(words, mention),
        *_as_before(words, mention),
    ):
        function = _function(party, mention, first, end, start, stop)
        if function is not None:
            yield function


def _before(words: Sequence[Word], mention: Mention) -> Iterator[tuple[int, int, int, int]]:
    """A title right before the name: "Interior Minister Oriel Hask". Words of it, half-open; words of it and the name."""
    # The model takes some titles for a part of the name.
    name = mention.first
    while name < mention.end - 1 and words[name].text.casefold() in NOUNS:
        name += 1
    name = _without_style(words, name)
    first = _phrase_start(words, name)
    if first > 1 and words[first - 1].text == "of" and words[first - 2].text.casefold() in NOUNS | {"director"}:
        # "Director of nursing Oriel Hask".
        first = _phrase_start(words, first - 1) if words[first].text.islower() else first
    # "Before the vote President Hask": a title in capitals begins with the first of them.
    for place in range(name - 1, first, -1):
        if words[place].text[:1].isupper() and words[place - 1].text.islower() and words[place - 1].tag == "NN":
            first = place
            break
    if first < name:
        yield first, name, first, mention.end


def _apposed_before(words: Sequence[Word], mention: Mention) -> Iterator[tuple[int, int, int, int]]:
    """As _before, for "The prosecutor, Oriel Hask, said": only where the name is given in full and ends there."""
    comma = _without_style(words, mention.first) - 1
    behind = words[mention.end].text if mention.end < len(words) else "."
    is_full = mention.is_full or comma < mention.first - 1
    if comma < 1 or words[comma].text != "," or not is_full or behind[0] not in ',.—–-;:)”"':
        return
    first = _clause_start(words, comma)
    if first < comma:
        yield first, comma, first, mention.end


def _for_a_side(words: Sequence[Word], mention: Mention) -> Iterator[tuple[int, int, int, int]]:
    """As _before, for "Oriel Hask, for the defence,": the word is the side."""
    plain = [word.text.casefold() for word in words[mention.end : mention.end + 5]]
    if len(plain) == 5 and plain[:3] == [",", "for", "the"] and plain[3] in ON_SIDE and plain[4] in (",", "said"):
        yield mention.end + 3, mention.end + 4, mention.first, mention.end + 4


def _apposed_behind(words: Sequence[Word], mention: Mention) -> Iterator[tuple[int, int, int, int]]:
    """As _before, for "Oriel Hask, the justice minister,"."""
    first = mention.end + 1
    if first < len(words) and words[mention.end].text in (",", "(", "—", "–"):
        if words[first].pos == "NUM" and first + 1 < len(words) and words[first + 1].text == ",":
            first += 2
        end = _closed_end(words, first)
        if end > first:
            yield first, end, mention.first, end


def _without_style(words: Sequence[Word], name: int) -> int:
    """Where a name begins with the "Dr" before it; a "Captain" goes with it only where something stands before."""
    while name > 1 and words[name - 1].text.strip(".").casefold() in STYLES:
        is_apart = words[name - 2].text == "," or words[name - 2].text.casefold() in NOUNS | STYLES
        if not is_apart and words[name - 1].text.strip(".").casefold() not in HONORIFICS:
            break
        name -= 1
    return name


def _said_of(words: Sequence[Word], mention: Mention) -> Iterator[tuple[int, int, int, int]]:
    """As _before, for "Oriel Hask has been water minister since May", "Hask, as water minister, signs"."""
    behind = [word.text.casefold() for word in words[mention.end : mention.end + 2]]
    for link in COPULAS:
        if behind[: len(link)] == list(link):
            first = mention.end + len(link)
            end = _closed_end(words, first)
            if end > first:
                yield first, end, mention.first, end
            return


def _as_before(words: Sequence[Word], mention: Mention) -> Iterator[tuple[int, int, int, int]]:
    """As _before, for "As water minister, Oriel Hask signs"."""
    comma = _without_style(words, mention.first) - 1
    if comma >= 2 and words[comma].text == "is" and mention.is_full:
        # "The harbour master is Oriel Hask".
        first = _clause_start(words, comma)
        if 0 < first <= 1 and first < comma:
            yield first, comma, first, mention.end
        return
    if comma < 2 or words[comma].text != ",":
        return
    first = _clause_start(words, comma)
    behind = words[mention.end].pos if mention.end < len(words) else "PUNCT"
    if 0 < first < comma and words[first - 1].text.casefold() == "as" and first == 1 and behind in ("VERB", "AUX"):
        yield first, comma, first, mention.end


def _leading(words: Sequence[Word], mention: Mention) -> Iterator[tuple[int, int, int, int]]:
    """As _before, for "Oriel Hask, who leads the dockers' union"."""
    who = mention.end + 1
    if who + 1 < len(words) and words[mention.end].text == "," and words[who].text == "who":
        verb = words[who + 1]
        if verb.lemma.casefold() in LEADING and verb.tag in ("VBZ", "VBP"):
            end = _phrase_end(words, who + 2)
            yield who + 1, end, mention.first, end
            return
        first = who + 1
        plain = [word.text.casefold() for word in words[first : first + 2]]
        if plain == ["has", "been"]:
            first += 2
        elif plain[0] in ("is", "as"):
            first += 1
        else:
            return
        end = _phrase_end(words, first)
        yield first, end, mention.first, end


def _phrase_start(words: Sequence[Word], end: int) -> int:
    """Where the noun phrase begins that ends before a word; its article is not of it."""
    first = end
    while first > max(0, end - LONGEST):
        word = words[first - 1]
        is_part = word.pos in ("NOUN", "PROPN", "ADJ") or word.tag in ("POS", "VBG", "HYPH")
        # The model takes "Harbour master" for a verb and its object.
        is_part = is_part or (first == 1 < end and word.pos == "VERB" and word.lemma.casefold() not in SAYING)
        is_part = is_part or (first < end and first > 1 and _is_mistaken_verb(words, first - 1))
        if not is_part or (word.entity == "PERSON" and first < end and words[first].tag != "POS"):
            break
        first -= 1
    return first


def _is_mistaken_verb(words: Sequence[Word], place: int) -> bool:
    """Whether what the model takes for a verb is part of a function: "Skarn's harbour master"."""
    word = words[place]
    is_bare = word.tag in ("VB", "VBP") and word.pos == "VERB" and word.text == word.lemma
    before = words[place - 1].pos if place else "DET"
    is_led = before in ("DET", "PROPN", "ADJ", "PART", "PUNCT") or (place > 0 and words[place - 1].text[:1].isupper())
    is_led = is_led and place > 0 and words[place - 1].text.casefold() != "to"
    return is_bare and is_led and place + 1 < len(words) and words[place + 1].tag == "NN"


def _is_hyphened(words: Sequence[Word], place: int) -> bool:
    """Whether a word is a hyphen, or stands at one: "52-year-old"."""
    return any(words[at].text == "-" for at in range(max(0, place - 1), min(len(words), place + 2)))


def _closed_end(words: Sequence[Word], first: int) -> int:
    """As _phrase_end, where what ends there is followed by a comma or the like; else the phrase's beginning."""
    end = _phrase_end(words, first)
    closing = words[end].text if end < len(words) else "."
    if end > first and (closing[0] in CLOSING or closing in ENDS) and not _is_row(words, first, end):
        return end
    joint = next(
        (place for place in range(first + 1, end + 1) if place < len(words) and words[place].text == "and"), first
    )
    return (
        joint
        if (joint > first and words[joint - 1].text.casefold() in NOUNS | set(BODY_WORDS)) or _is_town(words, joint)
        else first
    )


def _is_row(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether two functions stand there: "medical director and board member"."""
    plain = [word.text for word in words[first:end]]
    return "and" in plain and not set(plain[: plain.index("and")]) & TAILS


def _is_town(words: Sequence[Word], joint: int) -> bool:
    """Whether a name of a place or body stands before an "and": "is the mayor of Skarn and"."""
    return joint > 1 and words[joint - 1].pos == "PROPN" and words[joint - 2].text in TAILS


def _clause_start(words: Sequence[Word], comma: int) -> int:
    """Where a noun phrase with its "of the council" begins that ends before a comma."""
    first = _phrase_start(words, comma)
    while 1 < first < comma:
        at = first - 1 if words[first - 1].pos == "DET" or words[first - 1].tag == "PRP$" else first
        if (
            words[at - 1].text in ("of", "for")
            or (words[at - 1].text in TAILS and at > 1 and words[at - 2].text.casefold() in NOUNS)
            or (first == at and words[at - 1].text == "and" and _is_tail(words, at - 1))
        ):
            earlier = _phrase_start(words, at - 1)
        else:
            break
        if earlier == at - 1:
            break
        first = earlier
    return first


def _is_tail(words: Sequence[Word], joint: int) -> bool:
    """Whether what stands before an "and" hangs on a function: "minister for water and energy"."""
    before = words[_phrase_start(words, joint) - 1]
    return before.text in TAILS


def _phrase_end(words: Sequence[Word], first: int) -> int:
    """Where the words end that began as "the justice minister" does."""
    end = first
    while end < min(len(words), first + 2 * LONGEST):
        word = words[end]
        is_part = word.pos in ("DET", "NOUN", "PROPN", "ADJ", "PRON") or word.tag in ("POS", "PRP$", "VBG", "HYPH")
        is_joint = end > first and (
            word.text in ("of", "for") or (word.text == "and" and words[end - 1].pos in ("NOUN", "PROPN"))
        )
        is_part = is_part or _is_mistaken_verb(words, end) or (word.text != "who" and _is_hyphened(words, end))
        if not (is_part or is_joint) or word.text == "who":
            break
        end += 1
    return end


def _function(party: Party, mention: Mention, first: int, end: int, start: int, stop: int) -> Function | None:
    """What somebody is, from the words that say it; None where they say what somebody was, or no such thing."""
    words = mention.line.words
    said = words[first:end]
    plain = [word.text.casefold() for word in said]
    around = (
        {word.text.casefold().strip(".") for word in words[max(0, first - 3) : end]}
        if first < mention.first
        else set(plain)
    )
    around -= {
        words[place].text.casefold() for place in range(max(0, first - 3), end) if _is_hyphened(words, place)
    } & {"old"}
    if (
        not said
        or around & PEOPLE_ONCE
        or (stop < len(words) and words[stop].text.casefold() in ("until", "from", "during"))
    ):
        return None
    leading = LEADING.get(said[0].lemma.casefold()) if said[0].pos in ("VERB", "AUX") else None
    if leading and plain[0] not in PARTICIPLES:
        head, rest = leading, plain[1:]
    elif len(plain) == 1 and plain[0] in ON_SIDE and words[first - 2].text.casefold() == "for":
        head, rest = ON_SIDE[plain[0]], []
    elif plain[0] in PARTICIPLES and len(plain) == 1 and first > mention.end:
        head, rest = PARTICIPLES[plain[0]], []
    else:
        cut = next((place for place, word in enumerate(plain) if place and word in TAILS), len(plain))
        nouns = [
            place
            for place in range(cut)
            if said[place].pos in ("NOUN", "PROPN") and said[place].tag not in ("NNS", "NNPS")
        ]
        if not nouns or nouns[-1] != cut - 1:
            return None
        head = said[nouns[-1]].lemma.casefold() if said[nouns[-1]].pos == "NOUN" else plain[nouns[-1]]
        rest = plain[: nouns[-1]] + plain[cut:]
        if "and" in plain[:cut] or head.strip(".") in HONORIFICS:
            return None
    before = words[first - 1] if first else None
    opening = {*plain[:1], before.text.casefold() if before is not None and first < mention.first else ""}
    is_owned = any(word.tag in ("POS", "PRP$") for word in said) or (before is not None and before.tag == "PRP$")
    is_title = end >= mention.first and first < end and stop == mention.end
    # "Who has been mayor": what is said without an article, there is one of.
    is_bare = first > mention.end and words[first - 1].text.casefold() in ("been", "is", "as") and said[0].pos != "DET"
    is_definite = (
        is_title or is_bare or "the" in opening or is_owned or (leading is not None and "the" in rest[:1])
    ) and not opening & {"a", "an", "another", "one"}
    beside = frozenset(rest) | {word.lemma.casefold() for word in said if word.text.casefold() in rest}
    begin, last = words[start], words[min(stop, len(words)) - 1]
    return Function(party, mention, head, beside, is_definite, is_owned, Span(mention.at, begin.start, last.end))


@dataclass(frozen=True, slots=True)
class Clash:
    """One person is said to be two things that nobody is at once."""

    first: Function
    second: Function
    confidence: float


SINGLE = frozenset(
    """mayor headteacher headmaster headmistress caretaker curator treasurer rector abbot bishop archbishop coroner conductor postmaster
    executive""".split()
)
"""What there is one of where an article says "the" before it."""
OF_STATES = frozenset("minister president premier ambassador leader secretary chancellor envoy".split())
"""What every country has."""
VAGUE = frozenset(
    "chief senior new general first second current young old main local national top leading other own".split()
)
"""Words before a function that don't make it the only one."""
SIDED, MINISTRIES, TRADES, BODIES = 0.8, 0.75, 0.6, 0.6
"""How sure a clash is: of sides, of what somebody is minister of, of trades, of what somebody speaks for."""


def clashes(found: Sequence[Function]) -> Iterator[Clash]:
    """Two functions of one person that rule each other out, the nearest two."""
    for of_person in by_person(found):
        best: Clash | None = None
        for number, one in enumerate(of_person):
            for other in of_person[number + 1 :]:
                confidence = rivalry_of(one, other)
                if one.line.number == other.line.number or _changes(one, other):
                    continue
                if confidence > (best.confidence if best else 0.0):
                    best = Clash(one, other, confidence)
        if best is not None:
            yield best


def are_two_people(one: Function, other: Function) -> bool:
    """Whether two functions are of two people; who shares a surname may be one, seen twice."""
    return one.party is not other.party and one.party.surname != other.party.surname


def by_person(found: Iterable[Function]) -> Collection[Sequence[Function]]:
    """Functions by whose they are."""
    told: dict[str, list[Function]] = {}
    for each in found:
        told.setdefault(each.party.name, []).append(each)
    return told.values()


def two_holders(found: Sequence[Function]) -> Iterator[tuple[Function, Function]]:
    """Two people who are both "the harbour master": the first of each, in reading order.

    "The foreign minister" need not be that of the country whose foreign minister was named before.
    """
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            if not are_two_people(one, other) or one.head != other.head or one.line is other.line:
                continue
            if not (one.is_one_holder and other.is_one_holder) or _changes(one, other):
                continue
            if not (one.is_the or other.is_the):
                continue
            told = one.told & other.told
            is_one = one.told == other.told and (len(told) > 0 or one.head in SINGLE)
            is_one = is_one or _is_one_post(one, other)
            is_one = is_one or (len(one.portfolios) > 0 and one.portfolios == other.portfolios)
            is_apart = bool(one.owners and other.owners) and not one.owners & other.owners
            is_apart = is_apart or (one.head in OF_STATES and bool(one.owners) != bool(other.owners))
            if is_one and not is_apart:
                yield one, other
                return


def _is_one_post(one: Function, other: Function) -> bool:
    """Whether two are "the medical director": of one body, or of one that only one of them names."""
    if one.kind != other.kind or not (one.kind - VAGUE or one.head in SINGLE):
        return False
    mine, theirs = one.owners, other.owners
    return not mine or not theirs or bool(mine & theirs)


def rivalry_of(one: Function, other: Function) -> float:
    """How sure it is that one person is not both; 0.0 where somebody may well be."""
    if one.portfolios and other.portfolios:
        return 0.0 if one.portfolios & other.portfolios or one.beside & other.beside & set(PORTFOLIOS) else MINISTRIES
    if are_sides_rival(one.sides, other.sides):
        if "court lawyer" in one.sides | other.sides and not (one.is_owned or other.is_owned):
            return 0.0
        if not (one.is_definite or other.is_definite):
            return 0.0
        by_others = one.sides & ONLY_BY_OTHERS and other.sides & ONLY_BY_OTHERS
        return BODIES if by_others else SIDED
    if (
        kind_of_head(one.head)
        and kind_of_head(one.head) == kind_of_head(other.head)
        and one.is_definite
        and other.is_definite
    ):
        mine, theirs = one.bodies, other.bodies
        if mine and theirs and not mine & theirs and not one.beside & other.beside & set(BODY_WORDS):
            return BODIES
    if (
        one.is_definite
        and other.is_definite
        and one.occupation
        and other.occupation
        and one.occupation != other.occupation
    ):
        return TRADES
    return 0.0


def kind_of_head(head: str) -> str | None:
    """Whether a word means who speaks for a body, or who is first in it; None for any other."""
    return "speaks" if head in SPOKESPERSON else "leads" if head in HEADS or head in ("manager", "owner") else None


def are_sides_rival(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two are on two sides of one field."""
    fields: Mapping[str, str] = {side.split()[0]: side for side in other}
    for side in one:
        there = fields.get(side.split()[0])
        if there is not None and there != side and {side, there} not in TOGETHER:
            return True
    return False


def _changes(one: Function, other: Function) -> bool:
    """Whether a sentence says that somebody comes to be something."""
    return any(
        word.lemma.casefold() in CHANGING and word.pos == "VERB" and abs(place - each.mention.root) <= LONGEST
        for each in (one, other)
        for place, word in enumerate(each.line.words)
    )
