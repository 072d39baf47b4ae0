"""Which figure of an article is denied by the figure that it tells elsewhere for the same thing?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from newsbox.checking.measures import Amount, agree, amounts
from newsbox.checking.moments import moments
from newsbox.checking.shape import Line, Sheet
from newsbox.checking.slots import SAYING, verb_of
from newsbox.checking.words import EMPTY, key_of
from newsbox.types import Place, Word

TOP: tuple[Place, ...] = ("headline", "summary", "caption", 0)
LEAD = (0, 1)
ABOVE: tuple[Place, ...] = ("headline", "summary")
SYNONYMS = {
    word: row.split()[0]
    for row in (
        "job post position",
        "home house household property",
        "car vehicle",
        "case infection",
        "ton tonne",
        "kilometre kilometer km",
        "hectare ha",
        "arrest detention",
        "firm company",
        "shop store",
        "plane aircraft jet",
        "ship vessel",
        "boat dinghy",
    )
    for word in row.split()
}
"""Nouns that count the same things, by what we call them."""
DEEDS = {
    word: row.split()[0]
    for row in (
        "leave evacuate evacuation flee clear displace drive",
        "hospital hospitalise hospitalize treat",
        "arrest detain detention hold custody",
        "rescue save pull free",
        "cut shed axe dismiss go lose loss slash eliminate redundancy layoff",
        "destroy burn gut raze flatten",
        "power electricity blackout outage current",
        "hire recruit create creation employ",
        "order",
        "build construct construction building",
        "close closure shut",
        "open opening",
        "fine penalty",
        "give gift donate donation donor",
        "sentence jail imprison prison",
        "march protest demonstrate demonstration rally demonstrator protester protestor marcher",
        "infect infection catch ill sick measles",
        "strand strandee stuck trap",
        "charge indict indictment",
        "win victory",
        "price buy purchase cost worth sell sale fetch pay",
    )
    for word in row.split()
}
"""What happens to what is counted, by what we call it."""
PEOPLE = frozenset(
    """person people man woman resident inhabitant villager passenger traveller traveler tourist worker employee staff staffer miner pupil student
    schoolchild child demonstrator protester protestor marcher activist suspect fan supporter migrant refugee patient prisoner
    detainee hostage victim survivor civilian hiker skier soldier sailor guest visitor customer others""".split()
)
"""Nouns that count people; whom they count, what happens to them has to tell."""
BEFALL = frozenset(("cut", "march", "hospital", "leave", "arrest", "rescue", "strand", "charge", "infect", "hire"))
"""What happens to people, of DEEDS."""
DURATIONS = frozenset("second minute hour day night week month year decade century season time age".split())
LEFT_OUT = (
    DURATIONS
    | frozenset(
        """percent point year-old old degree goal lap mark place part way thing side set half quarter member type kind sort reason
        question step stage round match game vote seat minute metre meter mile kilometre per cent""".split()
    )
    | {"year old", "month old"}
)
"""Nouns of which an article counts many, each of its own."""
EARLIER = frozenset(
    """earlier previously initially originally still ago revise correct initial previous raise lower yesterday before
    already first plan estimate forecast promise target than instead until predict original then""".split()
)
"""Lemmas beside a figure that does not hold any more, or never did."""
OTHERS = frozenset(
    """more another other additional further each per every apiece average extra second third next separate include among
    including remain remaining rest half least most only last similar elsewhere than every apart former fewer less latter
    alone maximum minimum limit capacity least if would could""".split()
)
"""Lemmas beside a figure that is of something else, or of a part."""
ORDINALS = frozenset("first second third last only least most".split())
"""Of OTHERS those that tell nothing of a figure before them: "the 180 beds are the first"."""
DEFINITE = frozenset("the all these those its their his her".split())
MOVES = frozenset("raise rise increase grow climb bring lower fall drop reduce revise correct cut go put jump".split())
"""Verbs behind which "to" gives the newer figure."""
MEASURED = "measured in "
"""What the kind of a length, a share or a time begins with: for these a verb has to say what was measured."""
SUMS = frozenset(
    "gift donation price loss profit cost sum fine sale order contract deficit surplus debt loan grant prize ransom turnover budget".split()
)
"""What an amount of money is of."""
MONEY = frozenset(
    "$ € £ ¥ crown mark dinar franc krona krone peso lira rupee thaler ducat florin guilder shilling".split()
)
HYPHENED = frozenset(
    "strong storey story man member way hand foot pound inch stone tonne ton acre piece part page run page".split()
)
"""What a number is hyphened to where it tells of what kind a thing is, not how many: "a 24-man squad"."""
CROWDS = frozenset("crowd group column march protest".split())
NUMBER_OF = frozenset("number toll total count tally".split())
NEAR = 9
"""Words between which a deed or thing is what a figure is told of."""
ROUNDED = 100
"""Smaller numbers are seldom rounded without saying so."""
LEAST = 3
"""Smaller numbers are told of anything."""
FURTHEST = 12.0
"""Times by which two figures of one thing may differ."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things, of a loss or of money."""

    amount: Amount
    kind: str
    """What is counted, one name for its synonyms; "killed", "injured" and "missing" for losses."""
    about: frozenset[str]
    """What stands near it, one name for synonyms."""
    restricts: frozenset[str]
    """What stands with the counted noun, and may make it another thing: "city posts", "posts abroad"."""
    places: frozenset[str]
    """Of these the names."""
    is_definite: bool
    """Whether the reader is taken to know it already: "the 450 jobs", "all 450"."""
    is_earlier: bool
    is_new: bool
    """Whether it is told as what a figure has come to: "raised to 7,200"."""
    is_other: bool
    """Whether it is told of a part, a rest or a rate."""
    verb: str | None
    """What it hangs on, one name for synonyms."""
    times: frozenset[object]
    """The years and months of its sentence."""

    @property
    def line(self) -> Line:
        """Its sentence."""
        return self.amount.line


@dataclass(frozen=True, slots=True)
class Denied:
    """A figure that nothing bears out, and the one that the article tells instead."""

    suspect: Amount
    other: Amount
    confidence: float


def denied(sheet: Sheet) -> Iterator[Denied]:
    """The figures of the top that the text denies."""
    every = [count for line in sheet.lines for count in counts(line, amounts(sheet)[line.number], _times(sheet, line))]
    numbers = [each for line in amounts(sheet) for each in line]
    shown = set[tuple[str, float]]()
    for top in every:
        if top.line.at not in TOP or top.is_earlier or top.is_other or top.amount.value < LEAST:
            continue
        if (top.kind, top.amount.value) in shown:
            continue
        rivals = [each for each in every if each.line.number != top.line.number and _is_rival(top, each)]
        rivals = [each for each in rivals if each.amount.value == max(_values(rivals, each.line))]
        rivals = list(_of_opening(top, rivals))
        if not rivals or len({each.amount.value for each in rivals}) > 1:
            continue
        if not top.kind.startswith(MEASURED) and _is_reckoned(top, every, numbers):
            continue
        if any(_bears_out(each, top, every) for each in numbers):
            new = None if top.kind.startswith(MEASURED) else _unintroduced(top, rivals, numbers)
            if new is not None:
                shown.add((top.kind, top.amount.value))
                yield Denied(new.amount, top.amount, 0.65)
            continue
        sure = _sureness(top, rivals)
        if sure:
            other = next((each for each in rivals if each.is_definite), rivals[0])
            shown.add((top.kind, top.amount.value))
            yield Denied(top.amount, other.amount, sure)


def _of_opening(top: Count, rivals: Sequence[Count]) -> Sequence[Count]:
    """For the headline and summary the figure of the first paragraphs, where they tell one and all that follow are smaller: its parts."""
    opening = [each for each in rivals if each.line.at in LEAD]
    if top.line.at not in ABOVE or not opening:
        return rivals
    first = opening[0].amount.value
    is_whole = all(each.amount.value <= first for each in rivals) and len({each.amount.value for each in opening}) == 1
    return [each for each in rivals if each.amount.value == first] if is_whole else rivals


def _values(counts: Sequence[Count], line: Line) -> list[float]:
    """The values of a sentence: its largest is the whole, where others are parts."""
    return [each.amount.value for each in counts if each.line is line]


def _unintroduced(top: Count, rivals: Sequence[Count], numbers: Sequence[Amount]) -> Count | None:
    """A figure of the text that the reader is taken to know, where only the top's has been told: "40 paintings", then "the 60 paintings"."""
    if len(rivals) != 1 or _is_narrower(top, rivals[0]):
        return None
    (only,) = rivals
    other_unit = {each.value for each in numbers if each is not only.amount and agree(each, only.amount)}
    is_behind = isinstance(only.line.at, int) and only.line.number > top.line.number
    if not only.is_definite or not is_behind or other_unit or only.amount.noun is None or only.amount.value < 10:
        return None
    return only


def _sureness(top: Count, rivals: Sequence[Count]) -> float:
    """How sure it is that figures of one value tell what the top's figure tells; 0.0 where they may be of another thing."""
    in_text = [each for each in rivals if isinstance(each.line.at, int)]
    lines = {each.line.number for each in rivals}
    is_loss = top.kind in ("killed", "injured", "missing")
    shared = [each.about & top.about for each in rivals]
    if not in_text:
        return 0.0
    if top.kind.startswith(MEASURED):
        return 0.65 if top.line.at != 0 and (top.times or any(each.line.at in LEAD for each in in_text)) else 0.0
    if is_loss:
        if any(each.is_definite for each in in_text) or len(lines) > 1:
            return 0.75
        return 0.65 if in_text[0].line.at in LEAD else 0.0
    if any((each.is_definite or each.is_new) and both for each, both in zip(rivals, shared, strict=True)):
        return 0.75
    if len(lines) > 1 and any(shared):
        return 0.7
    most = 0 if top.kind == "person" and top.line.at in ("headline", "summary") else 1
    if any(each.line.at in LEAD and len(both) > most for each, both in zip(rivals, shared, strict=True)):
        return 0.65
    if top.line.at in ABOVE and top.kind not in MONEY and top.kind != "person" and in_text[0].line.at in LEAD:
        return 0.6
    is_like = _is_slip_of_pen(top.amount.value, rivals[0].amount.value)
    if is_like and top.line.at in ("headline", "summary") and any(each.line.at in LEAD for each in in_text):
        return 0.65
    if top.kind in MONEY and not is_like:
        return 0.0
    is_definite = any(each.is_definite for each in in_text)
    if top.kind != "person" and is_definite and (len(lines) == 1 or top.line.at != 0):
        return 0.6
    return 0.0


def _is_slip_of_pen(one: float, other: float) -> bool:
    """Whether two numbers have the same digits in another order: 2.3 and 3.2 million."""
    digits = [f"{each:.10g}".replace(".", "").strip("0") for each in (one, other)]
    return 0.1 < one / other < 10 and digits[0] != digits[1] and sorted(digits[0]) == sorted(digits[1])


def _is_rival(top: Count, other: Count) -> bool:
    """Whether a figure may be of what the top's figure is of, and can't be true with it."""
    if other.kind != top.kind or other.is_earlier or other.is_other or other.amount.value < LEAST:
        return False
    if top.kind == "person" and not top.about & other.about & BEFALL:
        return False
    if agree(top.amount, other.amount) or agree(other.amount, top.amount):
        return False
    if not 1 / FURTHEST <= other.amount.value / top.amount.value <= FURTHEST:
        return False
    if top.times ^ other.times:
        return False
    if top.kind.startswith(MEASURED):
        is_one = top.verb is not None and top.verb == other.verb
        is_of_opening = top.line.at in ("headline", "summary") and other.line.at in LEAD and top.verb in BEFALL
        return is_one and (bool(top.times) or is_of_opening or len(top.about & other.about) > 1)
    # A headline leaves out what narrows: "6,500 homes in the west of the city".
    return (top.line.at in ABOVE and other.line.at in LEAD) or not _is_narrower(top, other)


def _is_narrower(top: Count, other: Count) -> bool:
    """Whether a counted noun has something with it that the top's lacks, and may be of less."""
    narrows = (
        other.restricts - other.places if other.line.at in LEAD and top.line.at != other.line.at else other.restricts
    )
    return not narrows <= (top.restricts | top.about)


def _bears_out(amount: Amount, top: Count, every: Sequence[Count]) -> bool:
    """Whether another number of the article says the same as the top's, as one that holds."""
    if amount.line is top.line or not (agree(amount, top.amount) or agree(top.amount, amount)):
        return False
    if (
        max(amount.value, top.amount.value) < ROUNDED
        and amount.value != top.amount.value
        and amount.bound is top.amount.bound is None
    ):
        return False  # 30 beds are not 28.
    known = next((each for each in every if each.amount is amount), None)
    if known is None:
        if _is_from(amount.line.words, amount):
            return False
        return amount.unit is None or SYNONYMS.get(amount.unit, amount.unit) == top.kind
    if top.kind.startswith(MEASURED) and amount.value != top.amount.value and known.verb != top.verb:
        return False
    return known.kind == top.kind and not known.is_earlier


def _is_reckoned(top: Count, every: Sequence[Count], numbers: Sequence[Amount]) -> bool:
    """Whether the top's figure is a sum or difference of others of its kind: "12 dead" of seven in one town and five in another."""
    is_of_people = top.kind == "person"
    kin = [
        each.amount for each in every if each.kind == top.kind and (not is_of_people or each.about & top.about & BEFALL)
    ]
    beside = {each.line.number for each in kin}
    bare = [each for each in numbers if each.unit is None and each.noun is None and each.line.number in beside]
    told = [each for each in (*kin, *bare) if each.line is not top.line]
    values = sorted({each.value for each in told})[:40]
    added = {each.value for each in told if _is_added(each)} - {each.value for each in told if not _is_added(each)}
    goal = top.amount.value
    return any(
        abs(one + other - goal) < 1e-9 or (abs(other - one - goal) < 1e-9 and one not in added)
        for one, other in combinations(values, 2)
    )


def _is_added(amount: Amount) -> bool:
    """As "six more bodies": without them it is the count of before."""
    words = amount.line.words
    behind = words[amount.last + 1].text.lower() if amount.last + 1 < len(words) else ""
    before = words[amount.first - 1].text.lower() if amount.first else ""
    return behind in ("more", "further", "additional", "other") or before in ("another", "further", "additional")


def counts(line: Line, told: Sequence[Amount], times: frozenset[object] = frozenset()) -> Iterator[Count]:
    """The counts of a sentence: its amounts with what they count, one name for synonyms. times: years and months that it tells."""
    words = line.words
    for amount in told:
        if amount.value <= 0 or (amount.joined and amount.joined in LEFT_OUT | PEOPLE | HYPHENED):
            continue
        kind, noun, unit = amount.lost, amount.noun, _currency(words, amount) or amount.joined or amount.unit
        if kind is None:
            if unit is None and (place := _number_of(words, amount)) is not None:
                unit, noun = words[place].lemma.lower(), place
            deeds = (_about(words, amount, noun) | {DEEDS.get(unit or "", "")}) & BEFALL
            if unit is None and amount.unit is None and deeds and _is_bare(words, amount):
                unit = "person"
            if unit is None:
                continue
            kind = (
                MEASURED + unit
                if unit in LEFT_OUT
                else "person"
                if unit in PEOPLE or (unit in DEEDS and deeds)
                else SYNONYMS.get(unit, unit)
            )
        yield Count(
            amount, kind, _about(words, amount, noun) | _own(unit), _restricts(line, noun), _restricts(line, noun, only="PROPN"), _is_definite(words, amount, noun),
            not _is_new(words, amount)
            and (_has(words, amount, EARLIER, 12, 0) or _has(words, amount, EARLIER - ORDINALS, 0, 4) or _is_from(words, amount) or _had(words, amount)),
            _is_new(words, amount),
            _is_other(words, amount),
            _verb(line, amount),
            times,
        )  # fmt: skip


def _own(unit: str | None) -> frozenset[str]:
    """What a noun tells of a deed by itself: demonstrators march."""
    return frozenset((DEEDS[unit],)) if unit in DEEDS else frozenset()


def _is_bare(words: Sequence[Word], amount: Amount) -> bool:
    """Whether no noun follows a number: "drives 4,000 from their homes", "the 80 detained"."""
    if amount.first and words[amount.first - 1].text.lower() == "of":
        # "A town of 30,000"; but "a crowd of 3,000".
        return amount.first > 1 and words[amount.first - 2].lemma.lower() in CROWDS
    behind = words[amount.last + 1] if amount.last + 1 < len(words) else None
    return behind is None or behind.pos in ("ADP", "VERB", "AUX", "PUNCT", "SCONJ", "PRON", "CCONJ", "ADV", "PART")


def _currency(words: Sequence[Word], amount: Amount) -> str | None:
    """The money of "a 1.5 million crown grant", where the parser counts the grant."""
    behind = words[amount.last + 1].text.lower() if amount.last + 1 < len(words) else ""
    return behind if behind in MONEY and behind.isalpha() else None


def _times(sheet: Sheet, line: Line) -> frozenset[object]:
    return frozenset(each.value for each in moments(sheet)[line.number] if each.kind in ("year", "month"))


def _verb(line: Line, amount: Amount) -> str | None:
    verb = verb_of(line, amount.first, amount.last)
    return None if verb is None or verb in SAYING or verb in EMPTY else DEEDS.get(verb, verb)


def _number_of(words: Sequence[Word], amount: Amount) -> int | None:
    """As the people of "raised the number of people who have left to 7,200"."""
    for place in range(amount.first - 1, max(-1, amount.first - 18), -1):
        if words[place].lemma.lower() in NUMBER_OF and place + 2 < amount.first and words[place + 1].text == "of":
            following = range(place + 2, min(place + 6, amount.first))
            return next((each for each in following if words[each].pos == "NOUN"), None)
        if words[place].text in (";", ":"):
            return None
    return None


def _name(word: Word) -> str | None:
    lemma = word.lemma.lower()
    return DEEDS.get(lemma) or SYNONYMS.get(lemma) or key_of(word)


def _about(words: Sequence[Word], amount: Amount, noun: int | None) -> frozenset[str]:
    found = set[str]()
    for place in range(max(0, amount.first - NEAR), min(len(words), amount.last + NEAR + 1)):
        word = words[place]
        if place == noun or amount.first <= place <= amount.last or word.pos in ("NUM", "ADV"):
            continue
        if name := _name(word):
            found.add(name)
    return frozenset(found - {"say"})


def _restricts(line: Line, noun: int | None, *, only: str = "") -> frozenset[str]:
    """What narrows a counted noun: adjectives and nouns before it, and what hangs on it behind."""
    if noun is None:
        return frozenset()
    found = set[str]()
    for place in line.below[noun]:
        word = line.words[place]
        if word.dep in ("amod", "compound", "relcl", "acl", "prep", "poss"):
            if word.dep == "prep":
                behind = (line.words[each] for each in line.below[place])
                found |= {name for each in behind if each.pos.startswith(only) and (name := _name(each))}
            elif word.pos.startswith(only) and (name := _name(word)):
                found.add(name)
    return frozenset(found)


def _is_definite(words: Sequence[Word], amount: Amount, noun: int | None) -> bool:
    before = words[amount.first - 1].text.lower() if amount.first else ""
    if before == "of" and amount.first > 2 and words[amount.first - 2].pos == "NOUN":
        # "The loss of 54 million crowns".
        return words[amount.first - 3].text.lower() in DEFINITE and words[amount.first - 2].lemma.lower() in SUMS
    return before in DEFINITE and not (noun is not None and words[noun].dep == "attr")


def _has(words: Sequence[Word], amount: Amount, lemmas: frozenset[str], before: int, behind: int) -> bool:
    near = words[max(0, amount.first - before) : amount.last + behind + 1]
    return any(word.lemma.lower() in lemmas or word.text.lower() in lemmas for word in near)


def _is_from(words: Sequence[Word], amount: Amount) -> bool:
    """As "from 12": where something began."""
    before = [word.text.lower() for word in words[max(0, amount.first - 2) : amount.first]]
    return bool({"from", "against", "than"} & set(before)) or ("after" in before and amount.unit not in DURATIONS)


def _is_new(words: Sequence[Word], amount: Amount) -> bool:
    """As "raised to 7,200", "had risen to 40": where something has come to."""
    before = words[max(0, amount.first - 20) : amount.first]
    return bool(before) and before[-1].text.lower() == "to" and any(word.lemma.lower() in MOVES for word in before)


def _is_other(words: Sequence[Word], amount: Amount) -> bool:
    """Whether a figure is of a part, a rest or a rate; what stands before "of the 17 injured" is of a part of them."""
    near = list(words[max(0, amount.first - 4) : amount.last + 4])
    before = [word.text.lower() for word in words[max(0, amount.first - 4) : amount.first]]
    if before[-2:] in (["of", "its"], ["of", "their"]) and amount.first > 2 and words[amount.first - 3].pos == "NUM":
        return True  # "110 of its 640 employees".
    if before[-2:] == ["of", "the"]:
        near = near[len(before) :]
    verb = next(
        (word.start for word in near if word.pos in ("VERB", "AUX") and word.start > words[amount.last].start), None
    )
    if verb is not None:
        # "36 beds mean fewer nights": what a verb parts from a figure is of something else.
        near = [word for word in near if word.start < verb]
    near = [word for word in near if word.start < words[amount.first].start or word.lemma.lower() not in ORDINALS]
    return any(word.lemma.lower() in OTHERS or word.text.lower() in OTHERS for word in near)


def _had(words: Sequence[Word], amount: Amount) -> bool:
    return any(
        word.text.lower() == "had" and word.dep == "aux" for word in words[max(0, amount.first - 8) : amount.first]
    )
