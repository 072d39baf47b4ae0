"""Is the event that an article opens with told on another day further down?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsbox.checking.moments import Moment, moments
from newsbox.checking.shape import TOP, Line, Sheet
from newsbox.types import Word

EVENTS = {
    word: row.split()[0]
    for row in (
        "accident crash collide collision strike hit derail derailment overturn plunge smash pile-up wreck ram",
        "explosion explode blast blow detonate detonation",
        "fire blaze burn inferno",
        "vote ballot",
        "election elect",
        "referendum plebiscite",
        "ruling rule judgment judgement verdict convict acquit sentence",
        "hearing",
        "meeting meet talks summit",
        "final",
        "attack raid assault storm",
        "shooting shoot gunfire",
        "stabbing stab",
        "robbery rob robber heist",
        "theft steal",
        "break-in burgle burglary",
        "resignation resign quit",
        "death die",
        "funeral bury burial",
        "signing sign signature",
        "protest demonstration demonstrate march rally",
        "walkout",
        "arrest detain detention",
        "earthquake quake tremor shake",
        "avalanche",
        "landslide mudslide",
        "flood",
        "sinking sink capsize",
        "collapse",
        "opening open inauguration inaugurate",
        "launch",
        "landing land",
        "jailbreak escape",
        "concert",
        "derby",
        "parade",
        "congress",
        "semi-final",
        "wedding",
        "ceremony",
        "debate",
        "speech",
        "auction",
        "rescue",
        "evacuation evacuate",
        "dismissal dismiss sack sacking",
        "appointment appoint",
        "premiere",
        "race",
        "outage blackout",
        "release free",
        "abduction abduct kidnap kidnapping",
        "murder killing kill slaying",
        "decision decide",
        "announcement announce",
        "arrival arrive",
        "departure depart",
        "visit",
        "closure close",
        "defeat victory win",
    )
    for word in row.split()
}
"""Words for one event, verbs and nouns, by what we call it."""
WINNING = frozenset("win beat take lift claim retain defend lose defeat triumph clinch".split())
TITLES = frozenset("cup title championship trophy crown final tournament".split())
"""What is won in a final."""
THIS = frozenset("the this that its their his her".split())
OTHER = frozenset(
    """another second third other earlier previous last first next similar separate semi new further later coming upcoming
    annual weekly monthly follow-up repeat preliminary informal then former subsequent planned final-round before until
    ahead yet again""".split()
)
"""Words that make an event another one, or lay another one beside it."""
TO_COME = frozenset(
    "will would plan schedule due expect set want hope shall may might could should call cancel postpone".split()
)
LINKING = frozenset("on of".split())
PARTS_OF_DAY = frozenset("morning afternoon evening night noon".split())
PHRASALS = {
    ("walk", "out"): "walkout",
    ("break", "in"): "break-in",
    ("break", "out"): "jailbreak",
    ("step", "down"): "resignation",
    ("blow", "up"): "explosion",
    ("go", "off"): "explosion",
}
"""Events that are told by a verb and its particle."""
TAKING_PLACE = frozenset("happen occur take follow begin start come".split())
STEPS = 6
"""Steps up the tree from a day to its verb."""
FARTHEST = 3
"""Words between an event and its day."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event and the day that it is told for."""

    event: str
    day: Moment
    start: int
    end: int
    """Characters of its part, the day included."""


@dataclass(frozen=True, slots=True)
class Twice:
    """One event on two days: as it is told later, and as it is told first."""

    suspect: Happening
    other: Moment
    word: str


def twice(sheet: Sheet) -> Iterator[Twice]:
    """The days of the opening's event that do not go with it."""
    opening = _opening(sheet)
    if opening is None:
        return
    lead, day, events = opening
    told = [each for line in sheet.lines if line.number != lead.number for each in _named(sheet, line)]
    for each in told:
        if each.event not in events or each.day.kind != day.kind or each.day.value == day.value:
            continue
        if each.day.line.at == lead.at or _also(sheet, each.day.value, lead):
            continue
        words = each.day.line.words
        near = {word.lemma.lower() for word in words if word.pos != "PROPN"}
        if (near & TO_COME and day.kind == "weekday") or _is_another(words, each):
            continue
        same = [other for other in told if other.event == each.event and other.day.value == each.day.value]
        right = [other for other in told if other.event == each.event and other.day.value == day.value]
        if len(same) < 2 or not right:
            yield Twice(each, day, sheet.reading.part(each.day.line.at)[each.start : each.end])
            return


def _opening(sheet: Sheet) -> tuple[Line, Moment, frozenset[str]] | None:
    """The first sentence of the text that tells one past day, with what happened on it."""
    lead = next((line for line in sheet.lines if line.at == 0), None)
    if lead is None:
        return None
    days = [each for each in moments(sheet)[lead.number] if each.kind in ("weekday", "day")]
    if len(days) != 1:
        return None
    day, words = days[0], lead.words
    verb = _verb_above(words, day.last)
    if verb is None:
        verb = next((at for at in range(day.first - 1, -1, -1) if words[at].pos == "VERB"), None)
    if verb is None:
        return None
    # What is still to come has a date, where the weekdays of several plans meet.
    is_past = words[verb].tag in ("VBD", "VBN")
    is_planned = any(word.head == verb and word.lemma.lower() in TO_COME for word in words)
    if day.kind == "weekday" and (not is_past or is_planned):
        return None
    events = set[str]()
    for place, word in enumerate(words):
        lemma = word.lemma.lower()
        is_near = place == verb or (word.head == verb and word.dep in ("nsubj", "nsubjpass", "dobj"))
        is_near = is_near or (words[verb].dep == "conj" and place == words[verb].head and word.pos == "VERB")
        above = words[word.head]
        is_near = is_near or (word.dep == "pobj" and above.head == verb and above.text.lower() in ("in", "at"))
        if is_near and lemma in EVENTS:
            events.add(EVENTS[lemma])
        if place == verb and place + 1 < len(words):
            events |= {PHRASALS.get((lemma, words[place + 1].text.lower()), lemma)} & set(EVENTS.values())
    if words[verb].lemma.lower() in WINNING:
        top = {word.lemma.lower() for line in sheet.lines if line.at in TOP for word in line.words}
        events |= {"final"} if top & TITLES else set()
    return (lead, day, frozenset(events)) if events else None


def _verb_above(words: Sequence[Word], place: int) -> int | None:
    """The verb that a day hangs on, over prepositions."""
    for _ in range(STEPS):
        if words[place].pos in ("VERB", "AUX"):
            return place
        if words[place].head == place:
            return None
        place = words[place].head
    return place if words[place].pos in ("VERB", "AUX") else None


def _named(sheet: Sheet, line: Line) -> Iterator[Happening]:
    """The events of a sentence that are named with their day, as known to the reader: "the crash on Friday", "Sunday's final"."""
    words = line.words
    for day in moments(sheet)[line.number]:
        if day.kind not in ("weekday", "day"):
            continue
        behind = day.last + 1
        if behind < len(words) and words[behind].text.lower() in PARTS_OF_DAY:
            behind += 1
        if behind < len(words) and words[behind].text in ("'s", "’s"):
            following = range(behind + 1, min(behind + 4, len(words)))
            noun = next((at for at in following if _is_event(words, at)), None)
            between = [] if noun is None else words[behind + 1 : noun]
            if noun is not None and all(word.pos in ("NOUN", "ADJ") for word in between):
                yield Happening(_event_of(words[noun]) or "", day, day.start, words[noun].end)
            continue
        above = _verb_above(words, day.last)
        if above is not None and words[above].lemma.lower() in TAKING_PLACE:
            subjects = (at for at, word in enumerate(words) if word.head == above and word.dep == "nsubj")
            noun = next((at for at in subjects if _is_event(words, at) and _is_known(words, at)), None)
            if noun is not None:
                yield Happening(_event_of(words[noun]) or "", day, words[noun].start, day.end)
                continue
        first = day.first
        if first and words[first - 1].text.lower() in LINKING:
            first -= 1
        for noun in range(first - 1, max(-1, first - FARTHEST), -1):
            if words[noun].pos in ("VERB", "AUX", "PUNCT", "ADP"):
                break
            if _is_event(words, noun) and _is_known(words, noun):
                yield Happening(_event_of(words[noun]) or "", day, words[noun].start, day.end)
                break


def _is_event(words: Sequence[Word], place: int) -> bool:
    last = place + 1 == len(words) or words[place + 1].pos not in ("NOUN", "PROPN")
    return words[place].tag in ("NN", "VBG") and _event_of(words[place]) is not None and last


def _event_of(word: Word) -> str | None:
    """What a noun calls: "ruling" is one where the model takes it for a form of "rule", too."""
    return EVENTS.get(word.text.lower() if word.tag == "VBG" else word.lemma.lower())


def _is_known(words: Sequence[Word], noun: int) -> bool:
    """Whether only an article stands before an event: another word may make it another event."""
    return bool(noun) and words[noun - 1].text.lower() in THIS


def _is_another(words: Sequence[Word], each: Happening) -> bool:
    near = [word for word in words if each.start - 24 <= word.start and word.end <= each.end + 12]
    return any(word.text.lower() in OTHER or word.lemma.lower() in OTHER for word in near)


def _also(sheet: Sheet, value: tuple[int | None, ...], lead: Line) -> bool:
    """Whether the headline or the summary tells the other day too."""
    tops = [line for line in sheet.lines if line.at in ("headline", "summary") or line.at == lead.at]
    return any(each.value == value for line in tops for each in moments(sheet)[line.number])
