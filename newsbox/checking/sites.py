"""Is one thing, or what happened to one person, said to be in two places?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsbox.checking.captions import KINDS
from newsbox.checking.lands import are_nested
from newsbox.checking.participants import acts_of
from newsbox.checking.shape import TOP, Line, Sheet, once
from newsbox.types import Span, Word

WITHIN = frozenset(("in", "at", "near"))
ONCE = frozenset("bear die kill bury arrest crash marry drown shoot execute capture baptise collapse".split())
"""What happens to somebody in one place."""
ALL = {"dead": "die", "victim": "die", "killed": "die", "injured": "hurt", "wounded": "hurt", "casualty": "die"}
FATE = {"die": "die", "kill": "die", "perish": "die", "injure": "hurt", "hurt": "hurt", "wound": "hurt"}
"""Words for those something happened to, and the verbs of it."""
SEVERAL = frozenset(
    """court police hospital embassy consulate office company team club government parliament ministry prison university man woman
    girl boy child person resident part area place case life headquarters branch house home street church position post role job""".split()
)
"""What there is more than one of, each in its place."""
OTHERS = frozenset("other second another similar next third first old new".split())
"""Words by a thing that tell it from a thing of its kind."""
THING, SOMEBODY, EVERYBODY = 0.65, 0.7, 0.7
"""How sure each is."""
HAPPENING = frozenset("happen occur".split())
EVENTS = frozenset(
    "accident crash attack explosion blast fire collision shooting robbery incident collapse derailment disaster it".split()
)
"""What happens once in an article, by whichever name; and the verbs of it."""
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Site:
    """Something in a place."""

    what: str
    place: str
    line: Line
    noun: int
    span: Span
    is_definite: bool


@dataclass(frozen=True, slots=True)
class Astray:
    """One thing in two places."""

    confidence: float
    wrong: Span
    against: Span


def astray(sheet: Sheet) -> Iterator[Astray]:
    """What is in two places, at most one finding a thing."""
    shown: set[Span] = set()
    for each in (*_things(sheet), *_twice(sheet), *_events(sheet), *_people(sheet), *_everybody(sheet)):
        if each.wrong not in shown:
            shown.add(each.wrong)
            yield each


def _place(words: Sequence[Word], below: Sequence[Sequence[int]], prep: int) -> int | None:
    """The named place behind an "in"; None where it is no name."""
    if words[prep].text.casefold() not in WITHIN:
        return None
    for place in below[prep]:
        word = words[place]
        if (
            word.dep == "pobj"
            and word.pos == "PROPN"
            and word.text[:1].isupper()
            and word.entity not in ("DATE", "TIME")
        ):
            # The model takes small towns for bodies; but never the longer names.
            is_name = word.entity != "ORG" or (
                (words[prep].text == "in" or words[prep].text == "at") and not word.text.isupper() and not below[place]
            )
            is_name = is_name and not any(words[each].pos in ("NOUN", "DET") for each in below[place] if each < place)
            return place if is_name else None
    return None


def _name(words: Sequence[Word], below: Sequence[Sequence[int]], place: int) -> str:
    parts = sorted([place, *(each for each in below[place] if words[each].dep == "compound")])
    return " ".join(words[each].text for each in parts)


@once
def _led(sheet: Sheet) -> Sequence[tuple[Line, int]]:
    """The words right behind which a preposition of place hangs on them."""
    return [
        (line, number)
        for line in sheet.lines
        for number, behind in enumerate(line.small[1:])
        if behind in WITHIN and line.words[number + 1].head == number
    ]


def sites(sheet: Sheet, *, compounds: bool = False) -> list[Site]:
    """Every singular thing that is said to be in a named place: "the bridge in Skarn". compounds: also "the car park"."""
    found = []
    for line, noun in _led(sheet):
        below, word = line.below, line.words[noun]
        if (
            not (word.pos == "NOUN" or line.small[noun] in KINDS)
            or word.tag in ("NNS", "NNPS")
            or len(word.text) < SHORTEST
            or word.entity in ("PERSON", "GPE", "DATE", "TIME")
        ):
            continue
        place = _place(line.words, below, noun + 1)
        if place is None:
            continue
        articles = {line.small[each] for each in below[noun]}
        lower = {
            line.words[each].text
            for each in below[noun]
            if line.words[each].dep in ("amod", "compound") and line.words[each].text.islower()
        }
        if articles & OTHERS or (lower and not compounds) or line.small[noun] in SEVERAL:
            continue
        first = min([noun, *(each for each in below[noun] if each < noun)])
        span = Span(line.at, line.words[first].start, line.words[place].end)
        what = " ".join([*sorted(lower), line.small[noun]])
        found.append(Site(what, _name(line.words, below, place), line, noun, span, "the" in articles))
    return found


def _things(sheet: Sheet) -> Iterator[Astray]:
    """A footbridge broke at Skarn, and it is the bridge in Tresk."""
    known = sites(sheet)
    if not any(each.is_definite and each.line.at not in TOP for each in known):
        return
    lead = [line for line in sheet.lines if line.at in TOP]
    plurals = {word.lemma.casefold() for line in sheet.lines for word in line.words if word.tag == "NNS"}
    others = {
        word.lemma.casefold()
        for line in sheet.lines
        if line.at not in TOP
        for place, word in enumerate(line.words)
        if word.pos == "NOUN"
        and any(each.text.casefold() in OTHERS | {"a", "an"} for each in line.words[max(0, place - 2) : place])
    }
    for each in known:
        if not each.is_definite or each.line.at in TOP or each.what in plurals or each.what in others:
            continue
        home = _home(lead, each)
        if home is None:
            continue
        span, place = home
        named = sum(each.place in sheet.reading.text_at(line.span) for line in lead)
        same = [other for other in known if other.what == each.what and _one_place(other.place, each.place)]
        if not named and len(same) == 1 and not _one_place(place, each.place):
            yield Astray(THING, each.span, span)


def _twice(sheet: Sheet) -> Iterator[Astray]:
    """The car park at Skarn, and the car park at Tresk: where the article has nothing else of the second."""
    by_thing: dict[str, list[Site]] = defaultdict(list)
    for each in sites(sheet, compounds=True):
        if each.is_definite:
            by_thing[each.what].append(each)
    whole = " ".join(sheet.reading.text_at(line.span) for line in sheet.lines)
    for of_thing in by_thing.values():
        first = of_thing[0]
        rest = [each for each in of_thing if not _one_place(each.place, first.place)]
        if len(rest) == 1 and rest[0].line.at != first.line.at and whole.count(rest[0].place) == 1:
            yield Astray(THING, rest[0].span, first.span)


def _events(sheet: Sheet) -> Iterator[Astray]:
    """The crash happened near Skarn, and the accident near Tresk."""
    told: list[tuple[str, Span, Line]] = []
    for line in sheet.lines:
        below = line.below
        for verb, word in enumerate(line.words):
            is_event = line.lemmas[verb] in HAPPENING or (
                word.lemma == "take" and any(line.words[each].text == "place" for each in below[verb])
            )
            if not is_event:
                continue
            subject = next((each for each in below[verb] if line.words[each].dep in ("nsubj", "nsubjpass")), None)
            if (
                subject is None
                or line.words[subject].lemma.casefold() not in EVENTS
                or line.words[subject].tag == "NNS"
            ):
                continue
            places = [place for prep in below[verb] if (place := _place(line.words, below, prep)) is not None]
            if len(places) == 1:
                first, last = sorted((subject, places[0]))
                span = Span(line.at, line.words[first].start, line.words[last].end)
                told.append((_name(line.words, below, places[0]), span, line))
    if len(told) == 2:
        (one, first_span, first_line), (other, span, line) = told
        if first_line.at != line.at and not _one_place(one, other):
            yield Astray(THING, span, first_span)


def _home(lead: Sequence[Line], site: Site) -> tuple[Span, str] | None:
    """Where the headline or the opening says that the thing is: the words, and the place."""
    for line in sorted(lead, key=lambda line: line.at != 0):
        below = line.below
        nouns = [
            place
            for place, word in enumerate(line.words)
            if word.pos in ("NOUN", "PROPN") and word.text.casefold().endswith(site.what)
        ]
        places = [place for prep in range(len(line.words)) if (place := _place(line.words, below, prep)) is not None]
        if len(nouns) == 1 and len(places) == 1:
            first, last = sorted((nouns[0], places[0]))
            return Span(line.at, line.words[first].start, line.words[last].end), _name(line.words, below, places[0])
    return None


def _one_place(one: str, other: str) -> bool:
    return bool(set(one.casefold().split()) & set(other.casefold().split())) or are_nested(one, other)


def _people(sheet: Sheet) -> Iterator[Astray]:
    """Somebody was born in Skarn, and was born in Tresk."""
    acts = acts_of(sheet)
    told: dict[tuple[str, str], list[tuple[str, Span, Line]]] = defaultdict(list)
    for act in acts.acts:
        words = act.mention.line.words
        below = act.mention.line.below
        verb = words[act.verb].lemma.casefold()
        if verb not in ONCE:
            continue
        for prep in below[act.verb]:
            place = _place(words, below, prep)
            if place is not None:
                first, last = sorted((act.verb, place))
                told[act.party.name, verb].append(
                    (
                        _name(words, below, place),
                        Span(act.mention.at, words[first].start, words[last].end),
                        act.mention.line,
                    )
                )
    for of_act in told.values():
        first_name, first_span, first_line = of_act[0]
        for name, span, line in of_act[1:]:
            if line.number != first_line.number and not _one_place(first_name, name):
                yield Astray(SOMEBODY, span, first_span)
                break


def _everybody(sheet: Sheet) -> Iterator[Astray]:
    """All the dead lived in Skarn, and the four people died in Tresk."""
    homes: list[tuple[str, str, Span]] = []
    for line in sheet.lines:
        below = line.below
        for noun, word in enumerate(line.words):
            fate = ALL.get(line.lemmas[noun]) if word.dep in ("nsubj", "nsubjpass") else None
            if fate is None or "all" not in line.small[max(0, noun - 4) : noun]:
                continue
            for prep in below[word.head]:
                place = _place(line.words, below, prep)
                if place is not None:
                    first, last = sorted((noun, place))
                    span = Span(line.at, line.words[first].start, line.words[last].end)
                    homes.append((fate, _name(line.words, below, place), span))
    for line in sheet.lines if homes else ():
        below = line.below
        for verb, word in enumerate(line.words):
            fate = FATE.get(word.lemma.casefold()) if word.dep in ("relcl", "acl", "ROOT", "ccomp") else None
            for prep in below[verb] if fate else ():
                place = _place(line.words, below, prep)
                name = _name(line.words, below, place) if place is not None else ""
                for each, home, span in homes:
                    if place is not None and each == fate and not _one_place(home, name) and span.at != line.at:
                        first, last = sorted((verb, place))
                        yield Astray(EVERYBODY, Span(line.at, line.words[first].start, line.words[last].end), span)
