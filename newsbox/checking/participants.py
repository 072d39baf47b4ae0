"""Who is told to do what belongs to somebody else of the article?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsbox.checking.functions import HEADS, SPOKESPERSON, Function, functions
from newsbox.checking.opposites import is_negation
from newsbox.checking.people import SAYING, Mention, Party, gender_near, may_be_person, parties
from newsbox.checking.shape import Line, Sheet, once
from newsbox.checking.words import key_of
from newsbox.types import Span, Word

PUNISHED = frozenset(
    "arrest detain charge convict sentence jail imprison acquit remand extradite indict handcuff prosecute apprehend fine".split()
)
"""What is done to somebody whom a case is about."""
HURT = frozenset(
    "injure hurt wound hospitalise hospitalize operate airlift bandage resuscitate revive stab shoot bite".split()
)
"""What befalls a patient."""
CARRYING = frozenset("fly take bring rush carry transfer admit drive transport".split())
HOSPITALS = frozenset("hospital infirmary clinic ward surgery".split())
HARM = frozenset(
    "injury wound fracture concussion burn leg arm wrist ankle rib collarbone shoulder knee hip pelvis skull neck".split()
)
"""What somebody suffers, or breaks."""
CASE = frozenset("charge accusation guilt offence offense murder theft fraud robbery killing count".split())
"""What somebody denies or admits, whom a case is about."""
CRIMES = frozenset(
    "burglary murder manslaughter robbery theft fraud arson rape assault embezzlement forgery bribery perjury".split()
)
TRIAL = frozenset("trial year sentence charge prison jail".split())
ALLEGED = frozenset("indictment prosecution prosecutor prosecutors investigators charge-sheet".split())
"""According to whom somebody did what he is tried for."""
RESEARCH = frozenset(
    """fit measure count tag collect weigh sequence sample dissect film recruit interview survey excavate analyse analyze map track
    test examine observe record catch ring photograph unearth scan""".split()
)
"""What those do who make a study."""
FOR = frozenset("table propose champion sponsor introduce draft initiate".split())
DONE_ONCE = frozenset(
    """table propose win score found discover design write paint compose invent lead chair open draft introduce kill shoot conduct
    captain build buy break set""".split()
)
"""What one person does to one thing."""
MAIN = {
    "resign": "resign", "quit": "resign", "retire": "retire", "win": "win", "die": "die", "arrest": "arrest", "detain": "arrest",
    "jail": "jail", "sentence": "jail", "imprison": "jail", "acquit": "acquit", "clear": "acquit", "convict": "convict",
    "sack": "sack", "dismiss": "sack", "fire": "sack", "beat": "beat", "defeat": "beat", "elect": "elect", "appoint": "appoint",
    "name": "appoint", "sue": "sue", "score": "score", "lose": "lose", "apologise": "apologise", "apologize": "apologise",
    "confess": "confess", "concede": "concede", "withdraw": "withdraw", "crash": "crash", "drown": "die", "suspend": "suspend",
}  # fmt: skip
"""What a headline can be about, by its verb."""
SUFFERED = frozenset("arrest jail acquit convict sack elect appoint suspend".split())
"""Of these, what others do to somebody: "Hask arrested"."""
BEST_BEFORE = frozenset("second third fourth fifth one next joint among".split())
"""What stands before a "fastest" that is not the fastest."""
OFFICE = frozenset(
    "court prosecution|court defence|court bench|court lawyer|street police|street fire|ward doctor".split("|")
)
"""Sides that have a case in hand, and are not what it is about."""

VICTIMS = frozenset(
    "rob burgle attack stab assault defraud deceive swindle cheat mug kidnap abduct threaten stalk harass blackmail rape molest".split()
)
"""What is done to whom a crime is done to."""
HOMES = frozenset("home house flat apartment shop office bungalow cottage farm car".split())
ORDERED = frozenset("pay serve repay do wear surrender undergo".split())
"""What a court orders somebody to do."""
LEAD, OF_HEADLINE = 2, 0.6
"""Paragraphs of the opening; how sure it is that the headline's only person belongs there who is not in it."""
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
TURNED = frozenset("beat defeat sue succeed replace shoot stab kill rob attack outsprint overtake pass".split())
"""What one does to another, and not the other to one."""
VICTIM, GENDER = 0.75, 0.7
WOMEN = frozenset(
    "woman female mother daughter sister wife widow actress grandmother girl lady businesswoman congresswoman".split()
)
MEN = frozenset("man father son brother husband widower grandfather boy businessman congressman".split())
"""Words for what only a woman, or only a man, is."""
IN_OFFICE, IN_CHARGE, ALLEGATION, OUTSIDER, CHAMPION, MAIN_ACT, THE_BEST, ONE_DOER = (
    0.8,
    0.6,
    0.8,
    0.75,
    0.7,
    0.75,
    0.7,
    0.62,
)
"""How sure each is."""


class Act(NamedTuple):
    """What somebody does, or what is done to somebody."""

    party: Party
    mention: Mention
    verb: int
    suffers: bool


@dataclass(frozen=True, slots=True)
class Wrong:
    """Somebody does what another does by the rest of the article, or what is not for such a person."""

    confidence: float
    wrong: Party
    """Who stands there."""
    act: Span
    """The name and the verb."""
    right: Party | None
    """Who probably belongs there."""
    against: tuple[Span, ...]
    """What the article says elsewhere."""


class Acts:
    """What the people of an article do, by person and by sentence."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.people = [
            *parties(sheet, "person"),
            *(each for each in parties(sheet, "organisation") if may_be_person(each)),
        ]
        self.at: dict[tuple[int, int], tuple[Party, Mention]] = {}
        for party in self.people:
            for mention in party.mentions:
                for place in range(mention.first, mention.end):
                    self.at.setdefault((mention.line.number, place), (party, mention))
        self.acts = [act for line in sheet.lines for act in self._of(line)]
        self.by_person: dict[str, list[Act]] = defaultdict(list)
        for act in self.acts:
            self.by_person[act.party.name].append(act)
        self.functions: dict[str, list[Function]] = defaultdict(list)
        for function in functions(sheet):
            self.functions[function.party.name].append(function)

    def _of(self, line: Line) -> Iterator[Act]:
        below = line.below
        if line.at in ("headline", "summary"):
            yield from self._in_headlines(line)
        for verb, word in enumerate(line.words):
            if word.pos not in ("VERB", "AUX") or word.dep in ("aux", "auxpass"):
                continue
            subject, is_passive = subject_of(line.words, below, verb)
            for place in _with_conjuncts(line.words, below, subject):
                if (found := self.who(line, place)) is not None:
                    yield Act(*found, verb, is_passive)
            for thing in (each for each in below[verb] if line.words[each].dep in ("dobj", "dative")):
                for place in _with_conjuncts(line.words, below, thing):
                    if (found := self.who(line, place)) is not None:
                        yield Act(*found, verb, True)

    def _in_headlines(self, line: Line) -> Iterator[Act]:
        """As _of, where the model takes a headline's verb for a noun: "Oriel Hask wins by a minute"."""
        for place, word in enumerate(line.words):
            found = self.at.get((line.number, place - 1))
            is_verb = word.pos == "NOUN" and word.text.endswith("s") and word.lemma.casefold() in MAIN
            if found is not None and is_verb and found[1].end == place:
                yield Act(*found, place, False)

    def who(self, line: Line, place: int) -> tuple[Party, Mention] | None:
        """The person at a word, or whom a "who" there means."""
        if (line.number, place) not in self.at and line.words[place].pos in ("NOUN", "PROPN"):
            # "The minister, Oriel Hask, resigned": the name hangs on the minister.
            names = (each for each, word in enumerate(line.words) if word.dep == "appos" and word.head == place)
            place = next((each for each in names if (line.number, each) in self.at), place)
        if line.words[place].text.casefold() in ("who", "that"):
            verb = line.words[place].head
            while line.words[verb].dep in ("conj", "xcomp") and line.words[verb].head != verb:
                verb = line.words[verb].head
            if line.words[verb].dep == "relcl":
                place = line.words[verb].head
        return self.at.get((line.number, place))


@once
def acts_of(sheet: Sheet) -> Acts:
    """The acts of a sheet, worked out once."""
    return Acts(sheet)


def subject_of(words: Sequence[Word], below: Sequence[Sequence[int]], verb: int) -> tuple[int | None, bool]:
    """A verb's subject, its own or that of the verb it is joined to; and whether something is done to it."""
    at = verb
    for _ in range(4):
        for each in below[at]:
            if words[each].dep in ("nsubj", "nsubjpass"):
                own = any(words[aux].dep == "auxpass" for aux in below[verb])
                return each, words[each].dep == "nsubjpass" and (at == verb or own or words[verb].tag == "VBN")
        if words[at].dep not in ("conj", "xcomp") or words[at].head == at:
            break
        at = words[at].head
    return None, False


def _with_conjuncts(words: Sequence[Word], below: Sequence[Sequence[int]], place: int | None) -> list[int]:
    if place is None:
        return []
    return [place, *(each for each in below[place] if words[each].dep == "conj")]


def _things(words: Sequence[Word], below: Sequence[Sequence[int]], verb: int) -> list[int]:
    return [each for each in below[verb] if words[each].dep in ("dobj", "attr", "oprd")]


def _objects(words: Sequence[Word], below: Sequence[Sequence[int]], verb: int) -> set[str]:
    """Lemmas of what is done something to, rows included."""
    found = [place for each in _things(words, below, verb) for place in _with_conjuncts(words, below, each)]
    return {words[place].lemma.casefold() for place in found}


def _behind(words: Sequence[Word], below: Sequence[Sequence[int]], verb: int) -> set[str]:
    """Lemmas behind the prepositions of a verb."""
    found = set()
    for prep in below[verb]:
        if words[prep].dep in ("prep", "agent", "dative"):
            for noun in below[prep]:
                if words[noun].dep == "pobj":
                    found |= {words[noun].lemma.casefold(), *(words[each].lemma.casefold() for each in below[noun])}
    return found


def group(act: Act) -> str | None:
    """Whether an act is that of somebody whom a case is about ("held"), or of a patient ("hurt")."""
    words = act.mention.line.words
    below = act.mention.line.below
    verb = words[act.verb].lemma.casefold()
    if act.suffers:
        if verb in PUNISHED:
            return "held"
        if verb == "order" and set(_plain(words, act.verb + 1, 2)) & ORDERED and "to" in _plain(words, act.verb + 1, 2):
            return "held"
        if verb in HURT or (verb in CARRYING and _behind(words, below, act.verb) & HOSPITALS):
            return "hurt"
        if verb in CARRYING and any(word.text.casefold() in HOSPITALS for word in words[act.verb + 1 : act.verb + 6]):
            return "hurt"
        return None
    things = _objects(words, below, act.verb)
    if verb == "admit" and any(word.lemma.casefold() in CRIMES for word in words[act.verb + 1 : act.verb + 4]):
        return "held"
    if verb in ("confess", "plead") or (verb in ("show", "express") and "remorse" in things):
        return "held"
    if (
        (verb in ("deny", "admit") and things & CASE)
        or (verb == "face" and things & TRIAL)
        or (verb == "serve" and "sentence" in things)
    ):
        return "held"
    if (verb in ("break", "fracture", "suffer", "sustain", "injure", "hurt", "bruise", "sprain") and things & HARM) or (
        verb == "undergo" and things & {"surgery", "operation"}
    ):
        return "hurt"
    return None


def _plain(words: Sequence[Word], first: int, count: int) -> list[str]:
    return [word.text.casefold() for word in words[first : first + count]]


def wrongs(sheet: Sheet) -> list[Wrong]:
    """Everybody who does what is another's, the surest first, one finding a sentence."""
    acts = acts_of(sheet)
    found = [
        *_out_of_office(acts), *_alleged(acts), *_outsiders(acts), *_champions(acts), *_main_act(acts), *_superlatives(acts),
        *_one_doer(acts), *_turned(acts), *_acquitted(acts), *_victims(acts), *_other_gender(acts), *_not_in_the_lead(acts),
    ]  # fmt: skip
    kept: dict[tuple[object, int], Wrong] = {}
    for each in sorted(found, key=lambda each: -each.confidence):
        kept.setdefault((each.act.at, each.act.start), each)
    return list(kept.values())


def _span(act: Act) -> Span:
    """From the name to the verb, or the other way round."""
    words = act.mention.line.words
    first, last = (
        sorted((act.mention.first, act.verb)) if act.verb < act.mention.first else (act.mention.first, act.verb)
    )
    last = max(last, act.mention.end - 1)
    return Span(act.mention.at, words[first].start, words[last].end)


def _says(acts: Acts, party: Party) -> bool:
    """Whether somebody is asked, and answers."""
    return any(
        not act.suffers and act.mention.line.words[act.verb].lemma.casefold() in SAYING | {"report"}
        for act in acts.by_person[party.name]
    )


def _out_of_office(acts: Acts) -> Iterator[Wrong]:
    """Who has a case in hand, or answers for a body, is arrested or flown to hospital in one sentence, and another in the rest."""
    grouped: dict[str, list[tuple[str, Act]]] = defaultdict(list)
    for act in acts.acts:
        if (kind := group(act)) is not None:
            grouped[act.party.name].append((kind, act))
    for name, theirs in grouped.items():
        for kind in ("held", "hurt"):
            mine = [act for each, act in theirs if each == kind]
            lines = {act.mention.line.number for act in mine}
            if len(lines) != 1:
                continue
            act = mine[0]
            office = next(
                (each for each in acts.functions[name] if each.line.number not in lines and _is_office(each, kind)),
                None,
            )
            if office is None or any(each.line.number in lines and each.is_definite for each in acts.functions[name]):
                continue
            sides_office = bool(office.sides & OFFICE)
            if not _says(acts, act.party) and not sides_office:
                continue
            others = [
                other
                for other_name, rest in grouped.items()
                for each, other in rest
                if each == kind
                and other_name != name
                and other.mention.line.number not in lines
                and not any(_is_office(function, kind) for function in acts.functions[other_name])
            ]
            if not others:
                continue
            other = others[0]
            yield Wrong(
                IN_OFFICE if sides_office and kind == "held" else IN_CHARGE,
                act.party, _span(act), other.party, (office.span, _span(other)))  # fmt: skip


def _is_office(function: Function, kind: str) -> bool:
    """Whether somebody with this function tells of a case, and is not what it is about."""
    if not function.is_definite:
        return False
    return (
        bool(function.sides & OFFICE)
        or function.head in SPOKESPERSON | HEADS | {"inspector", "commissioner"}
        or (kind == "held" and function.head in ("minister", "coach"))
    )


def _alleged(acts: Acts) -> Iterator[Wrong]:
    """What the indictment says that the defendant did is told of a lawyer or the judge."""
    for act in acts.acts:
        words = act.mention.line.words
        plain = [word.text.casefold() for word in words]
        is_alleged = any(
            plain[place : place + 2] == ["according", "to"] and set(plain[place + 2 : place + 6]) & ALLEGED
            for place in range(len(plain))
        )
        if act.suffers or not is_alleged or words[act.verb].lemma.casefold() in SAYING:
            continue
        office = next(
            (
                each
                for each in acts.functions[act.party.name]
                if each.sides & {"court prosecution", "court defence", "court bench", "court lawyer"}
                and each.line.number != act.mention.line.number
            ),
            None,
        )
        other = next((each for each in acts.acts if group(each) == "held" and each.party is not act.party), None)
        if office is not None and other is not None:
            yield Wrong(ALLEGATION, act.party, _span(act), other.party, (office.span, _span(other)))


def _outsiders(acts: Acts) -> Iterator[Wrong]:
    """Somebody "who was not involved in the study" is told to do its work."""
    for party in acts.people:
        outside = next((span for mention in party.mentions if (span := _not_involved(mention))), None)
        if outside is None:
            continue
        for act in acts.by_person[party.name]:
            words = act.mention.line.words
            below = act.mention.line.below
            if (
                act.suffers
                or words[act.verb].lemma.casefold() not in RESEARCH
                or words[act.verb].tag not in ("VBD", "VBN", "VBZ")
            ):
                continue
            owned = any(
                word.tag == "PRP$" or word.text.casefold() in ("another", "similar", "own")
                for word in words[act.verb :]
            )
            if owned or not _things(words, below, act.verb) or _span(act).at == outside.at:
                continue
            yield Wrong(OUTSIDER, party, _span(act), None, (outside,))


def _not_involved(mention: Mention) -> Span | None:
    words = mention.line.words
    plain = [word.text.casefold() for word in words]
    for place in range(mention.end, len(plain) - 2):
        said = plain[place : place + 5]
        is_out = any(is_negation(each) for each in said) and {"involved", "part", "connected"} & set(said)
        if plain[place] == "who" and is_out:
            last = min(len(words) - 1, place + 6)
            return Span(mention.at, words[place].start, words[last].end)
        if words[place].entity == "PERSON" and words[place].opens:
            return None
    return None


def _champions(acts: Acts) -> Iterator[Wrong]:
    """Who spoke and voted against is told to have won the others over."""
    for party in acts.people:
        mine = acts.by_person[party.name]
        against = [act for act in mine if _stance(act) < 0]
        for act in mine:
            lines = {each.mention.line.number for each in against}
            if against and _stance(act) > 0 and act.mention.line.number not in lines:
                rival = next(
                    (
                        each
                        for each in acts.acts
                        if _stance(each) > 0
                        and each.party is not party
                        and each.mention.line.number != act.mention.line.number
                    ),
                    None,
                )
                if rival is not None:
                    yield Wrong(CHAMPION, party, _span(act), rival.party, (_span(against[0]), _span(rival)))


def _stance(act: Act) -> int:
    """Above 0 for who brings a thing in or carries it, below for who is against it."""
    words = act.mention.line.words
    below = act.mention.line.below
    verb = words[act.verb].lemma.casefold()
    if act.suffers or any(words[each].dep == "neg" for each in below[act.verb]):
        return 0
    if verb in ("vote", "speak", "argue", "campaign") and any(
        word.text.casefold() == "against" for word in words[act.verb + 1 : act.verb + 5]
    ):
        return -1
    things = _objects(words, below, act.verb)
    if verb in FOR and things & {
        "motion",
        "bill",
        "amendment",
        "plan",
        "proposal",
        "ban",
        "law",
        "resolution",
        "petition",
    }:
        return 1
    if verb in ("persuade", "convince") and any(words[each].dep in ("xcomp", "ccomp") for each in below[act.verb]):
        return 1
    return 0


def _main_act(acts: Acts) -> Iterator[Wrong]:
    """The headline says of one what the opening says of another: "Pryce resigns", "Owen Lathby resigned"."""
    lead = [act for act in acts.acts if act.mention.at in (0, 1, "summary")]
    for act in acts.acts:
        if act.mention.at not in ("headline", "summary"):
            continue
        words = act.mention.line.words
        below = act.mention.line.below
        kind = MAIN.get(words[act.verb].lemma.casefold())
        things = _nouns(words, below, act.verb)
        if kind is None or (kind == "beat" and act.suffers):
            continue
        if any(is_negation(words[each].text.casefold()) for each in below[act.verb]):
            continue
        same = [other for other in acts.acts if other.mention.at != act.mention.at and _kind(other) == kind]
        if any(other.party is act.party for other in same):
            continue
        named = {each.party.name for each in acts.acts if each.mention.at in ("headline", act.mention.at)}
        body = [mention for mention in act.party.mentions if mention.at not in ("headline", "summary", "caption")]
        if not body or not act.party.is_introduced:
            continue
        for other in lead:
            if _kind(other) != kind or other.party.name in named or other.mention.at in ("headline", act.mention.at):
                continue
            if kind not in SUFFERED and other.suffers != act.suffers:
                continue
            there = other.mention.line.below
            theirs = _nouns(other.mention.line.words, there, other.verb)
            if things and theirs and not things & theirs:
                continue
            margin = _margins(words, act.verb) & _margins(other.mention.line.words, other.verb)
            if kind in ("win", "beat", "lose", "score") and not (things & theirs or margin):
                continue
            yield Wrong(MAIN_ACT, act.party, _span(act), other.party, (_span(other),))
            break


def _turned(acts: Acts) -> Iterator[Wrong]:
    """The headline has one beat the other, and the opening the other the one."""
    pairs: dict[tuple[int, int], dict[bool, Act]] = defaultdict(dict)
    for act in acts.acts:
        if (
            act.mention.at in ("headline", "summary", 0, 1)
            and act.mention.line.words[act.verb].lemma.casefold() in TURNED
        ):
            pairs[act.mention.line.number, act.verb].setdefault(act.suffers, act)
    whole = [each for each in pairs.values() if len(each) > 1]
    for one in whole:
        for other in whole:
            verbs = {MAIN.get(lemma, lemma) for each in (one, other) for lemma in (_verb(each[False]),)}
            is_turned = one[False].party is other[True].party and one[True].party is other[False].party
            if (
                is_turned
                and len(verbs) == 1
                and one[False].mention.at == "headline"
                and other[False].mention.at != "headline"
            ):
                yield Wrong(MAIN_ACT, one[False].party, _span(one[False]), other[False].party, (_span(other[False]),))


def _not_in_the_lead(acts: Acts) -> Iterator[Wrong]:
    """The headline is about one who comes up once, far down, and the opening about another whom it does not name."""
    introduced = [each for each in acts.people if each.is_introduced]
    above = [each for each in introduced if any(mention.at == "headline" for mention in each.mentions)]
    if len(above) != 1:
        return
    (stranger,) = above
    first = stranger.mentions[0]
    body = [mention.at for mention in stranger.mentions if isinstance(mention.at, int)]
    words = first.line.words
    if (
        len(body) != 1
        or body[0] < LEAD
        or words[first.root].dep not in ("nsubj", "poss")
        or first.head.lemma.casefold() in SAYING
    ):
        return
    opening = [line for line in acts.sheet.lines if line.at in (0, 1)]
    shared = first.line.about & {key for line in opening for key in line.about}
    hosts = [each for each in introduced if any(mention.at == 0 and mention.is_full for mention in each.mentions)]
    if len(hosts) == 1 and shared and len(hosts[0].mentions) > len(stranger.mentions):
        host = hosts[0].mentions[0]
        yield Wrong(OF_HEADLINE, stranger, first.span, hosts[0], (host.span,))


def _acquitted(acts: Acts) -> Iterator[Wrong]:
    """Who was acquitted has a sentence to serve, where another was convicted."""
    for name, mine in acts.by_person.items():
        free = next((act for act in mine if act.suffers and _verb(act) in ("acquit", "exonerate")), None)
        bound = next((act for act in mine if _serves(act)), None)
        if free is None or bound is None or free.mention.line.number == bound.mention.line.number:
            continue
        if any(
            word.lemma.casefold() in ("appeal", "overturn", "quash", "retrial")
            for each in mine
            for word in each.mention.line.words
        ):
            continue
        other = next(
            (each for each in acts.acts if each.party.name != name and (group(each) == "held" or _serves(each))), None
        )
        if other is not None:
            yield Wrong(IN_OFFICE, free.party, _span(bound), other.party, (_span(free), _span(other)))


def _victims(acts: Acts) -> Iterator[Wrong]:
    """Who was robbed is sentenced, where another was convicted."""
    suffered: dict[str, tuple[int, Span]] = {}
    for line in acts.sheet.lines:
        for place in range(len(line.words)):
            found = acts.at.get((line.number, place))
            if found is not None and found[1].first == place and (span := _is_victim(found[1])) is not None:
                suffered.setdefault(found[0].name, (line.number, span))
    for act in acts.acts:
        if act.suffers and _verb(act) in VICTIMS and not _is_denied(act):
            suffered.setdefault(act.party.name, (act.mention.line.number, _span(act)))
    held = [act for act in acts.acts if group(act) == "held"]
    for name, (number, span) in suffered.items():
        mine = [act for act in held if act.party.name == name and act.suffers]
        others = [act for act in held if act.party.name not in suffered and act.mention.line.number != number]
        lines = {act.mention.line.number for act in mine}
        if len(lines) == 1 and number not in lines and others:
            yield Wrong(VICTIM, mine[0].party, _span(mine[0]), others[0].party, (span, _span(others[0])))


def _is_denied(act: Act) -> bool:
    words = act.mention.line.words
    return any(is_negation(words[each].text.casefold()) for each in act.mention.line.below[act.verb])


def _is_victim(mention: Mention) -> Span | None:
    """Whose home was broken into, or from whom something was stolen: the words that say so."""
    words = mention.line.words
    before = [word.lemma.casefold() for word in words[max(0, mention.first - 7) : mention.first]]
    behind = [word.text.casefold() for word in words[mention.end : mention.end + 3]]
    broke = "break" in before and "into" in before
    taken = {"steal", "burgle", "raid"} & set(before)
    owns = bool(set(before[-3:]) & HOMES) and before[-1:] == ["of"]
    owns = owns or (behind[:1] in (["’s"], ["'s"], ["’"]) and bool(set(behind) & HOMES))
    is_robbed = bool(taken) and before[-1:] == ["from"]
    first = max(0, mention.first - 7)
    if (broke and owns) or ("burgle" in taken and owns) or is_robbed:
        verb = next(
            place for place in range(first, mention.first) if words[place].lemma.casefold() in {"break", *taken}
        )
        return Span(mention.at, words[verb].start, words[mention.end - 1].end)
    is_called = before[-1:] == ["victim"] or before[-2:] == ["victim", ","]
    if is_called:
        return Span(mention.at, words[mention.first - len(before[-2:])].start, words[mention.end - 1].end)
    return None


def _serves(act: Act) -> bool:
    """Whether somebody is punished."""
    words = act.mention.line.words
    if act.suffers:
        return _verb(act) in ("sentence", "jail", "imprison", "convict")
    behind = {word.text.casefold() for word in words[act.verb + 1 : act.verb + 8]}
    return _verb(act) == "serve" and bool(behind & {"sentence", "prison", "jail"})


def _verb(act: Act) -> str:
    return act.mention.line.words[act.verb].lemma.casefold()


def _kind(act: Act) -> str | None:
    return MAIN.get(act.mention.line.words[act.verb].lemma.casefold())


def _nouns(words: Sequence[Word], below: Sequence[Sequence[int]], verb: int) -> set[str]:
    """Lemmas of the objects of a verb and of the nouns that stand in one with them: "stage six of the tour"."""
    things = [place for place in _things(words, below, verb) if words[place].pos in ("NOUN", "PROPN", "NUM")]
    found = set()
    for place in things:
        found |= {
            words[each].lemma.casefold() for each in (place, *below[place]) if words[each].pos in ("NOUN", "PROPN")
        }
    return found


def _margins(words: Sequence[Word], verb: int) -> set[tuple[str, str]]:
    """By how much, behind a verb: "by eleven seconds"."""
    return {
        (words[place + 1].text.casefold(), words[place + 2].lemma.casefold())
        for place in range(verb + 1, len(words) - 2)
        if words[place].text == "by" and words[place + 1].pos == "NUM"
    }


def _gender_of_predicate(mention: Mention) -> float:
    """What somebody is said to be, a woman or a man: above 0 for his; 0.0 where it is not said."""
    words = mention.line.words
    place = mention.end
    while place < len(words) and (
        words[place].pos in ("AUX", "ADV") or words[place].lemma in ("become", ",", "remain")
    ):
        place += 1
    if place == mention.end:
        return 0.0
    for word in words[place : place + 6]:
        plain = word.text.casefold()
        if plain in WOMEN | MEN:
            return -1.0 if plain in WOMEN else 1.0
        if word.pos not in ("DET", "ADJ", "NOUN", "PART", "NUM", "PROPN") or word.entity == "PERSON":
            break
    return 0.0


def _pronoun_behind(acts: Acts, mention: Mention) -> tuple[float, Span] | None:
    """The "He" that opens the next sentence of the part, where this one names nobody else: above 0 for his."""
    number = mention.line.number + 1
    if number >= len(acts.sheet.lines):
        return None
    behind = acts.sheet.lines[number]
    here = {
        acts.at[key][0].name
        for place in range(len(mention.line.words))
        if (key := (mention.line.number, place)) in acts.at
    }
    opening = behind.words[0].text if behind.words else ""
    is_subject = mention.line.words[mention.root].dep == "nsubj"
    if behind.at != mention.at or len(here) != 1 or not is_subject or opening not in ("He", "She"):
        return None
    return (1.0 if opening == "He" else -1.0), Span(behind.at, behind.words[0].start, behind.words[0].end)


def _other_gender(acts: Acts) -> Iterator[Wrong]:
    """Somebody of whom the article says "he" would be the second woman in a post."""
    surnames = [party.surname for party in acts.people]
    for party in acts.people:
        if surnames.count(party.surname) > 1:
            continue
        called = [(told, mention) for mention in party.mentions if (told := _gender_of_predicate(mention))]
        said = [(near, mention) for mention in party.mentions if (near := _pronoun_behind(acts, mention)) is not None]
        for gender, mention in called:
            against = [(each[1], other) for each, other in said if each[0] * gender < 0]
            agrees = any(each[0] * gender > 0 for each, _ in said) or any(
                each.line.number != mention.line.number and gender_near(each) * gender > 1 for each in party.mentions
            )
            if against and not agrees:
                last = min(mention.end + 6, len(mention.line.words)) - 1
                wrong = Span(mention.at, mention.span.start, mention.line.words[last].end)
                pronoun, other = against[0]
                yield Wrong(GENDER, party, wrong, None, (other.span, pronoun))
                break


def _superlatives(acts: Acts) -> Iterator[Wrong]:
    """Two people have the fastest lap."""
    claims: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act, key in _best(acts):
        claims[key].append(act)
    for of_key in claims.values():
        for one in of_key:
            for other in of_key:
                apart = one.party is not other.party and one.mention.line.number < other.mention.line.number
                if apart and _share(one.mention.line, other.mention.line):
                    yield Wrong(THE_BEST, other.party, _span(other), one.party, (_span(one),))


def _best(acts: Acts) -> Iterator[tuple[Act, tuple[str, str]]]:
    for act in acts.acts:
        words = act.mention.line.words
        below = act.mention.line.below
        if act.suffers:
            continue
        for thing in _things(words, below, act.verb):
            adjective = next((each for each in below[thing] if words[each].tag == "JJS"), None)
            plain = {words[each].text.casefold() for each in below[thing]}
            if adjective is None or "the" not in plain or words[thing].tag == "NNS" or _is_second(words, adjective):
                continue
            yield act, (words[adjective].text.casefold(), words[thing].lemma.casefold())
    for line in acts.sheet.lines:
        below = line.below
        for verb, word in enumerate(line.words):
            if word.lemma != "be":
                continue
            subject, _ = subject_of(line.words, below, verb)
            if subject is None or line.words[subject].tag == "NNS":
                continue
            owner = next((each for each in below[subject] if line.words[each].dep == "poss"), None)
            found = acts.who(line, owner) if owner is not None else None
            for each in below[verb] if found is not None else ():
                is_it = line.words[each].dep in ("attr", "acomp")
                best = (
                    next((place for place in (each, *below[each]) if line.words[place].tag == "JJS"), None)
                    if is_it
                    else None
                )
                if best is not None and found is not None and not _is_second(line.words, best):
                    yield (
                        Act(*found, verb, False),
                        (line.words[best].text.casefold(), line.words[subject].lemma.casefold()),
                    )


def _is_second(words: Sequence[Word], adjective: int) -> bool:
    return any(word.text.casefold() in BEST_BEFORE for word in words[max(0, adjective - 3) : adjective])


def _share(one: Line, other: Line) -> bool:
    """Whether two sentences may speak of one event: no year, day or number of a round tells them apart."""
    mine, theirs = _when(one), _when(other)
    return mine == theirs or not (mine and theirs)


def _when(line: Line) -> frozenset[str]:
    return frozenset(
        plain
        for word in line.words
        if (plain := word.text.casefold()) in BEST_BEFORE | {"first", "last"} | DAYS
        or (len(plain) == 4 and plain.isdigit())
    )


def _one_doer(acts: Acts) -> Iterator[Wrong]:
    """Two people are told to have done to one thing what only one does: "tabled the motion"."""
    done: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in acts.acts:
        words = act.mention.line.words
        below = act.mention.line.below
        verb = words[act.verb].lemma.casefold()
        if act.suffers or verb not in DONE_ONCE or words[act.verb].tag not in ("VBD", "VBN", "VBG"):
            continue
        if any(words[each].dep == "neg" or words[each].tag == "MD" for each in below[act.verb]):
            continue
        for thing in _things(words, below, act.verb):
            around = {words[each].text.casefold() for each in below[thing]}
            plain = words[thing]
            if plain.dep == "dobj" and plain.tag == "NN" and "the" in around:
                told = frozenset(key for each in below[thing] if (key := key_of(words[each])))
                done[verb, " ".join(sorted({plain.lemma.casefold(), *told}))].append(act)
    for of_key in done.values():
        by_line = {act.mention.line.number: act for act in of_key}
        people: Mapping[str, list[Act]] = _by_name(of_key)
        if len(people) != 2 or len(by_line) < 2:
            continue
        one, other = sorted((each[0] for each in people.values()), key=lambda act: act.mention.line.number)
        if one.mention.line.number != other.mention.line.number and _share(one.mention.line, other.mention.line):
            yield Wrong(ONE_DOER, other.party, _span(other), one.party, (_span(one),))


def _by_name(acts: Collection[Act]) -> dict[str, list[Act]]:
    found: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        found[act.party.name].append(act)
    return found
