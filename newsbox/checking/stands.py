"""How does a sentence say that a question stands: yes or no, of what, by whom, and is it told as a fact?"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from newsbox.checking.deeds import BELIEVED, DOUBT, FAILING, UNREAL
from newsbox.checking.opposites import is_negation
from newsbox.checking.phrases import Phrase, phrases
from newsbox.checking.quoting import TITLES, plain_words
from newsbox.checking.shape import Line, Sheet, once
from newsbox.checking.words import EMPTY
from newsbox.texts import plain
from newsbox.types import Attribution, Span, Word

Mood = Literal["fact", "coming", "duty", "open"]
"""It is so; it will be, or is decided; it must be; or nobody knows yet: it may, would, is wished, believed, asked."""

WISHED = frozenset(
    """consider plan seek want hope expect threaten intend aim try wish like prepare propose urge mull weigh offer ask tell use
    call vow pledge promise demand request recommend appeal argue favour favor advise suggest campaign lobby fight plead
    continue warn apply refuse fear vote negotiate""".split()
)
"""Words whose infinitive or object is not yet done."""
DECIDING = frozenset("decide vote agree resolve choose rule".split())
"""Verbs whose infinitive is as good as coming."""
OBLIGING = frozenset("order oblige require tell instruct compel force urge".split())
"""Verbs whose passive makes an infinitive a duty."""
DUTY_NOUNS = frozenset("need order duty obligation requirement instruction".split())
ENDING = frozenset("lift end drop scrap cancel withdraw waive revoke rescind abolish suspend remove".split())
"""Verbs that make an order, a ban, a need no more."""
SHOWN = frozenset("show find prove know reveal demonstrate confirm establish".split())
"""Verbs whose clause is so."""
SAYING = frozenset(
    """say tell add write argue state declare announce claim insist note warn explain reply respond report hear learn think
    believe according""".split()
)
PAST = frozenset(
    "former previous previously earlier initially originally also separately once already first old lower original still twice".split()
)
"""Words that put an answer in another time, or speak of another thing."""
MORE = frozenset("another other further second additional".split())
OTHER = MORE | frozenset(
    "another other second similar separate different previous earlier first third rival lower".split()
)
"""Words that say of a thing that it is not the one spoken of."""
BODIES: tuple[frozenset[str], ...] = (
    frozenset("court judge panel tribunal bench justice".split()),
    frozenset("jury juror".split()),
    frozenset("council councillor councilor".split()),
    frozenset("parliament lawmaker mp deputy chamber house assembly senate senator legislature legislator".split()),
    frozenset("government cabinet minister ministry".split()),
    frozenset("voter electorate people citizen referendum".split()),
    frozenset("team side player club".split()),
    frozenset("law act statute legislation".split()),
)
"""Words by which one body of people is meant."""
GENERIC = frozenset(
    "plan proposal bill measure motion application request deal agreement decision scheme project idea move step it".split()
)
"""Words by which a thing is taken up again that was named before."""
COUNTS = ("raise",)
"""Questions that come up again and again."""
PERSONAL = ("he", "she")
NOT_AGAIN = frozenset("he she i you me him her who what which".split())
ARGUED = {"effect": ("of", "on"), "impact": ("of", "on"), "influence": ("of", "on")}
"""Nouns whose doer and thing stand behind prepositions of their own."""
NOUNS = frozenset(
    """approval adoption ratification rejection acceptance refusal conviction acquittal defeat victory triumph loss reopening closure
    shutdown accession effect impact influence injury harm""".split()
)
"""Nouns that give an answer; most nouns that look like a verb ("support", "cut") don't."""
BEATING = frozenset("beat defeat outplay thrash overcome outpoint".split())
"""Verbs whose object loses."""
STUDIES = frozenset("trial study research analysis survey report investigation inquiry data figure test poll".split())
"""What tells as a fact, though a sentence says that it "found" or "showed"."""
OBJECTS = ("dobj", "nsubjpass", "obj")
DATED = frozenset(("DATE", "TIME"))
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
NOBODY = "nobody"
UNDONE = ("xcomp", "ccomp", "dobj", "acl", "pobj", "prep", "nsubjpass", "advcl")
COMING = frozenset(("will", "wo", "'ll", "’ll", "shall", "'d", "’d", "would"))


@dataclass(frozen=True, slots=True)
class Question:
    """What an answer is about."""

    name: str
    """The word that says yes."""
    matters: str
    """"thing" or "doer": who or what must be the same."""
    contest: bool = False
    """Whether there are many of them, one a day."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts, or what is acted on."""

    head: str
    names: frozenset[str]
    figures: frozenset[str]
    others: frozenset[str]
    """Its words that say that it is another one."""
    is_we: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """An answer to a question, as a sentence gives it."""

    line: Line
    number: int
    """Of its word in the sentence."""
    question: Question
    yes: bool
    is_word: bool
    """Whether a word of the table gives it, and not a verb with or without a "not"."""
    mood: Mood
    doer: Party | None
    thing: Party | None
    days: frozenset[str]
    """Weekdays of its sentence."""
    is_past: bool
    """Whether it may be of another time."""
    presumed: bool
    """Whether it is taken for granted: "since the pill was shown to ..."."""
    speaker: str
    """Who says so; empty in the article's own words."""
    quoted: bool
    last: int = -1
    """The last word of a phrase that gives it; -1 where a single word does."""

    @property
    def word(self) -> str:
        """Its lemma."""
        return self.line.words[self.number].lemma.casefold()

    @property
    def span(self) -> Span:
        """The place of its word, with what turns it."""
        words = self.line.words
        near = [
            number
            for number, word in enumerate(words)
            if self.number <= number <= self.last
            or number == self.number
            or (
                word.head == self.number
                and word.dep in ("neg", "aux", "auxpass", "prt")
                and abs(number - self.number) < 5
            )
        ]
        return Span(self.line.at, words[min(near)].start, words[max(near)].end)


@cache
def table() -> Mapping[str, tuple[tuple[Question, bool], ...]]:
    """The answers that a lemma gives."""
    told = tomllib.loads(files("newsbox.checking").joinpath("stands.toml").read_text("utf-8"))
    found: dict[str, list[tuple[Question, bool]]] = {}
    for each in told["question"]:
        question = Question(each["yes"].split()[0], each["matters"], each.get("contest", False))
        for yes in (True, False):
            for word in each["yes" if yes else "no"].split():
                found.setdefault(word, []).append((question, yes))
    return {word: tuple(known) for word, known in found.items()}


@once
def contested(sheet: Sheet) -> tuple[Stand, ...]:
    """Of the answers of an article those to questions that it may answer both ways: of most verbs none is denied anywhere."""
    told: dict[str, list[bool]] = {}
    known: set[str] = set()
    for line in sheet.lines:
        tree = _Tree(line)
        for phrase in _phrases(sheet, line):
            question = questions()[phrase.question]
            told.setdefault(question.name, []).append(phrase.yes != phrase.denied)
            known |= {question.name} if question.contest else set()
        for number, _, answers in _answered(sheet, line):
            denied = _denied(tree, number)
            # "The bridge that nobody opened": its thing turns such a word, too, and isn't looked for here.
            may_turn = line.words[number].dep in ("acl", "relcl", "amod")
            for question, yes, _ in answers:
                told.setdefault(question.name, []).extend({yes != denied, (yes != denied) != may_turn})
                known |= {question.name} if question.contest else set()
    known |= {name for name, said in told.items() if len(set(said)) > 1}
    return tuple(stand for line in sheet.lines for stand in _told(sheet, line, known))


@once
def _phrases(sheet: Sheet, line: Line) -> tuple[Phrase, ...]:
    return tuple(phrases(line))


@once
def _answered(sheet: Sheet, line: Line) -> tuple[tuple[int, bool, list[tuple[Question, bool, bool]]], ...]:
    """The words of a sentence that answer questions: their numbers, whether they are verbs, and the answers."""
    tree = _Tree(line)
    found = []
    for number, word in enumerate(line.words):
        is_verb = word.pos in ("VERB", "AUX") and word.dep not in ("aux", "auxpass")
        if answers := _answers(tree, number, is_verb):
            found.append((number, is_verb, answers))
    return tuple(found)


@cache
def tied_words() -> frozenset[str]:
    """The first words of the answers that take two: "rule" of "rule_out"."""
    return frozenset(word.partition("_")[0] for word in table() if "_" in word)


@once
def stands(sheet: Sheet) -> tuple[Stand, ...]:
    """The answers of an article, in reading order."""
    return tuple(stand for line in sheet.lines for stand in _told(sheet, line))


class _Tree:
    """A sentence as a tree."""

    def __init__(self, line: Line) -> None:
        self.words = line.words
        self.line = line
        self.below = line.below

    def lemma(self, number: int) -> str:
        return self.line.lemmas[number]

    def child(self, number: int, *relations: str) -> int | None:
        return next((each for each in self.below[number] if self.words[each].dep in relations), None)

    def has(self, number: int, *words: str) -> bool:
        """Whether one of some words hangs on a word."""
        return any(plain(self.words[each].text) in words for each in self.below[number])

    def above(self, number: int) -> Iterator[int]:
        """The words it hangs on, from the nearest up."""
        steps = 0
        while self.words[number].head != number and steps < 12:
            number = self.words[number].head
            steps += 1
            yield number

    def subtree(self, number: int, stop: tuple[str, ...] = ()) -> Iterator[int]:
        yield number
        for each in self.below[number]:
            if self.words[each].dep not in stop:
                yield from self.subtree(each, stop)


def _told(sheet: Sheet, line: Line, asked: Collection[str] | None = None) -> Iterator[Stand]:
    """The answers of a sentence: what its phrases say, and the parser's where no phrase covers the word. asked: only to these questions."""
    said = tuple(_phrased(sheet, line))
    covered = {number for each in said for number in range(each.number, each.last + 1)}
    yield from (
        each for each in _of(sheet, line, asked) if each.number not in covered or each.question.name == "rule_out"
    )
    yield from said


def _phrased(sheet: Sheet, line: Line) -> Iterator[Stand]:
    """The answers that phrases give, whatever the parser makes of the sentence."""
    tree: _Tree | None = None
    days = WEEKDAYS.intersection(line.small)
    for phrase in _phrases(sheet, line):
        tree = tree or _Tree(line)
        slots = {name: _party(sheet, tree, number, pronouns=True) for name, number in phrase.slots.items()}
        if not any(slots.values()) and phrase.slots:
            continue
        question = questions()[phrase.question]
        speaker, quoted = _speaker(sheet, line, line.words[phrase.start])
        presumed = _is_presumed(tree, phrase.start)
        mood = _mood_of_words(line, phrase.start, _mood(tree, phrase.start))
        if phrase.question in COUNTS:
            if {tree.lemma(each) for each in range(phrase.start, phrase.end)} & MORE:
                continue  # A further one is not this one.
            if mood == "fact" and tree.lemma(phrase.start) == "rule":
                mood = "coming"
        doer = slots.get("D")
        if doer is not None and doer.head in PERSONAL and plain_words(speaker):
            said = plain_words(speaker)
            doer = Party(said[-1], frozenset(said), frozenset(), frozenset())
        stand = Stand(
            line,
            phrase.start,
            question,
            phrase.yes != phrase.denied,
            True,
            mood,
            doer,
            slots.get("T"),
            days,
            _is_past(tree, phrase.start, presumed),
            presumed,
            speaker,
            quoted,
            phrase.end - 1,
        )
        if not question.contest:
            yield stand
            continue
        won, lost = slots.get("W"), slots.get("L")
        if won is not None:
            yield replace(stand, doer=won, thing=lost)
        if lost is not None:
            yield replace(stand, yes=not stand.yes, doer=lost, thing=won)


def _mood_of_words(line: Line, number: int, parsed: Mood) -> Mood:
    """The mood of a phrase, by the words before it in its clause; the parser is believed where it doubts."""
    if parsed == "open":
        return "open"
    mood: Mood = parsed
    words = line.words
    for place in range(number, max(-1, number - 7), -1):
        word = words[place]
        text, lemma = word.text.casefold(), word.lemma.casefold()
        if word.pos in ("PUNCT", "SCONJ") and text not in UNREAL:
            break
        if text in ("may", "might", "could", "can", "should", "ca") or text in UNREAL or text in DOUBT:
            return "open"
        if place < number and (word.pos == "VERB" and lemma in WISHED - FAILING - DECIDING):
            return "open"
        if text in COMING and text not in ("would", "'d", "’d"):
            mood = "coming"
        if text in ("would", "'d", "’d"):
            if not any(each.lemma.casefold() in SAYING | {"rule"} for each in words):
                return "open"
            mood = "coming"
        if text == "to" and place == number - 1 and (line.at == "headline" or words[place - 1].lemma == "be"):
            mood = "coming"
    return mood


@cache
def questions() -> Mapping[str, Question]:
    """The questions by their names."""
    return {question.name: question for known in table().values() for question, _ in known}


def _of(sheet: Sheet, line: Line, asked: Collection[str] | None = None) -> Iterator[Stand]:
    tree = _Tree(line)
    days = WEEKDAYS.intersection(line.small)
    for number, is_verb, told in _answered(sheet, line):
        word = line.words[number]
        answers = [each for each in told if asked is None or each[0].name in asked]
        if not answers:
            continue
        doer, thing = _parties(sheet, tree, number, is_verb)
        speaker, quoted = _speaker(sheet, line, word)
        if doer is None and is_verb and speaker and tree.has(number, "he", "she", "i"):
            # "Dahl said that she would not stand".
            words = plain_words(speaker)
            doer = Party(words[-1], frozenset(words), frozenset(), frozenset()) if words else None
        if doer is None and thing is None:
            continue
        is_nobodys = thing is not None and thing.head == NOBODY and word.dep in ("acl", "relcl", "amod")
        denied, mood = _denied(tree, number), _mood(tree, number)
        presumed = _is_presumed(tree, number)
        past = _is_past(tree, number, presumed)
        for question, yes, is_word in answers:
            if tree.lemma(number) == "lose" and _is_bereaved(tree, number):
                continue
            if question.contest and not is_verb and tree.lemma(number) == "defeat":
                # One's own defeat, and the defeat of somebody else.
                yes = any(tree.lemma(each) == "of" for each in tree.below[number])
            stand = Stand(
                line,
                number,
                question,
                yes != (denied != is_nobodys),
                is_word,
                mood,
                doer,
                thing,
                days,
                past,
                presumed,
                speaker,
                quoted,
            )
            yield stand
            if question.contest and is_verb and thing is not None and tree.lemma(number) in BEATING:
                yield replace(stand, yes=not stand.yes, doer=thing, thing=doer)


def _is_bereaved(tree: _Tree, number: int) -> bool:
    """Whether it is a person that is lost."""
    what = tree.child(number, "dobj")
    return what is not None and tree.words[what].entity == "PERSON"


def _answers(tree: _Tree, number: int, is_verb: bool) -> list[tuple[Question, bool, bool]]:
    """The questions that a word answers, whether yes, and whether by the table."""
    word = tree.words[number]
    lemma = tree.lemma(number)
    known = table()
    if word.pos in ("PROPN", "ADV", "DET", "PRON", "PART") or (word.entity and not is_verb):
        return []
    if word.pos == "NOUN" and lemma not in NOUNS and not (tree.line.at == "headline" and word.tag == "NNS"):
        return []
    if not is_verb and lemma not in known and lemma not in tied_words():
        return []
    particle = tree.child(number, "prt", "acomp", "oprd")
    tied = f"{lemma}_{plain(tree.words[particle].text)}" if particle is not None else ""
    if not tied or tied not in known:
        behind = number + 1
        if behind < len(tree.words) and f"{lemma}_{plain(tree.words[behind].text)}" in known:
            tied = f"{lemma}_{plain(tree.words[behind].text)}"
    if tied in known:
        return [(question, yes, True) for question, yes in known[tied]]
    if particle is not None and tree.words[particle].dep == "prt":
        return [(Question(f"{lemma}_{tree.lemma(particle)}", "both"), True, False)] if is_verb else []
    if lemma in known:
        return [(question, yes, True) for question, yes in known[lemma]]
    if is_verb and lemma not in EMPTY and len(lemma) > 2:
        return [(Question(lemma, "both"), True, False)]
    return []


def _parties(sheet: Sheet, tree: _Tree, number: int, is_verb: bool) -> tuple[Party | None, Party | None]:
    words = tree.words
    word = words[number]
    if (
        not is_verb
        and word.pos == "NOUN"
        and word.dep == "compound"
        and tree.line.at == "headline"
        and word.tag == "NNS"
    ):
        # "Court upholds permit": the parser takes the verb for a noun.
        before = [each for each in range(number) if words[each].pos in ("NOUN", "PROPN")]
        return (_party(sheet, tree, before[-1]) if before else None), _party(sheet, tree, word.head)
    if is_verb:
        who, what = _of_verb(sheet, tree, number)
        behind = _run_behind(tree, number) if what is None and tree.line.at == "headline" else None
        if behind is not None:
            before = [each for each in range(number) if words[each].pos in ("NOUN", "PROPN")]
            who = who or (_party(sheet, tree, before[-1]) if before else None)
            what = Party(tree.lemma(behind), frozenset(), frozenset(), frozenset())
        if tree.line.at == "headline" and what is None and word.tag in ("VBD", "VBN") and _is_done_to(tree, number):
            who, what = None, who  # "Strike called off": headlines leave the "was" out.
        return who, what
    if word.pos == "ADJ":
        of = tree.child(word.head, "nsubj") if word.dep in ("acomp", "attr", "oprd") else None
        if of is None and word.dep in ("acomp", "oprd"):
            of = tree.child(word.head, "nsubjpass")
        # A plain "safe place" is no answer.
        return None, (_party(sheet, tree, of) if of is not None else None)
    doer = tree.child(number, "poss")
    by = {
        tree.lemma(each): tree.child(each, "pobj")
        for each in tree.below[number]
        if words[each].dep in ("prep", "agent")
    }
    lemma = tree.lemma(number)
    if lemma in ARGUED:
        first, second = ARGUED[lemma]
        doer = by.get(first, doer)
        thing = by.get(second)
        if thing is None and by.get(first) is not None:
            inner = next((each for each in tree.below[by[first] or 0] if tree.lemma(each) == second), None)
            thing = tree.child(inner, "pobj") if inner is not None else None
    else:
        thing = by.get("of")
        if thing is None:
            thing = tree.child(number, "compound", "nmod")
        doer = doer if doer is not None else by.get("by")
    return tuple(_party(sheet, tree, each) if each is not None else None for each in (doer, thing))  # type: ignore[return-value]


def _is_done_to(tree: _Tree, number: int) -> bool:
    """Whether a headline's participle tells what was done to its subject."""
    particle = tree.child(number, "prt", "acomp", "oprd")
    lemma = tree.lemma(number)
    tied = f"{lemma}_{plain(tree.words[particle].text)}" if particle is not None else lemma
    return tied in table() and all(question.matters == "thing" for question, _ in table()[tied])


def _run_behind(tree: _Tree, number: int) -> int | None:
    """The last word of the run behind a headline's verb that the parser gives no object: "law" of "upholds rent cap law"."""
    words = tree.words
    if words[number].tag != "VBZ" or words[number].lemma.casefold() not in table():
        return None
    last = number
    while last + 1 < len(words) and words[last + 1].pos in ("NOUN", "PROPN", "ADJ", "NUM", "VERB", "DET"):
        last += 1
    return last if last > number and words[last].pos in ("NOUN", "PROPN") else None


UNACCUSATIVE = frozenset(
    """open reopen close shut end expire lapse resume restart rise fall increase decrease grow shrink climb drop plunge decline jump
    soar surge slump gain vanish extend halt pass""".split()
)
"""Verbs whose subject is what it is done to, where they have no object."""
STATES = frozenset(
    "stay_open remain_open stay_closed remain_closed stay_shut remain_shut close_down shut_down go_ahead".split()
)
"""The same of verbs with another word."""


def _of_verb(sheet: Sheet, tree: _Tree, number: int) -> tuple[Party | None, Party | None]:
    words = tree.words
    word = words[number]
    doer = tree.child(number, "nsubj")
    passive = tree.child(number, "nsubjpass")
    thing = tree.child(number, "dobj", "attr", "dative")
    by = tree.child(number, "agent")
    if by is not None:
        doer = tree.child(by, "pobj")
    if passive is not None:
        thing = passive
    elif word.dep in ("acl", "relcl") and word.tag == "VBN" and tree.child(number, "aux", "nsubj") is None:
        thing = word.head  # "Seven turbines approved".
    elif word.dep == "acl" and tree.line.at == "headline" and doer is None and thing is None:
        doer = word.head  # "Library to close".
    elif word.dep == "relcl" and doer is not None and tree.lemma(doer) in ("who", "that", "which"):
        doer = word.head
    place, steps = number, 0
    while doer is None and passive is None and words[place].dep in ("conj", "xcomp", "advcl", "ccomp") and steps < 3:
        if words[place].dep in ("advcl", "ccomp") and not (words[number].tag == "VB" or words[number].tag == "VBG"):
            break
        place = words[place].head
        steps += 1
        doer = tree.child(place, "nsubj", "nsubjpass")
    if thing is None and tree.child(number, "ccomp") is not None and tree.lemma(number) in table():
        return (
            _party(sheet, tree, doer) if doer is not None else None,
            Party(f"clause {tree.line.number}", frozenset(), frozenset(), frozenset()),
        )
    if thing is None:
        with_it = next(
            (
                each
                for each in tree.below[number]
                if words[each].dep == "prep" and tree.lemma(each) in ("to", "from", "on", "in", "against")
            ),
            None,
        )
        state = tree.child(number, "acomp", "prt", "advmod", "oprd")
        tied = f"{tree.lemma(number)}_{plain(words[state].text)}" if state is not None else ""
        if tree.lemma(number) in UNACCUSATIVE or tied in STATES:
            doer, thing = None, doer
        elif with_it is not None and tree.lemma(number) in ("withdraw", "resign", "agree", "remain", "stay", "fail"):
            inside = tree.child(with_it, "pobj")
            thing = None if inside is None or words[inside].entity in DATED else inside
    return tuple(_party(sheet, tree, each) if each is not None else None for each in (doer, thing))  # type: ignore[return-value]


def _party(sheet: Sheet, tree: _Tree, number: int, *, again: bool = True, pronouns: bool = False) -> Party | None:
    """What a word and those that hang on it are compared by. again: "it" is looked up; pronouns: so are "he" and "she"."""
    words = tree.words
    word = words[number]
    if plain(word.text) in ("nobody", "none") or (plain(word.text) == "one" and tree.has(number, "no")):
        return Party(NOBODY, frozenset(), frozenset(), frozenset())
    if word.pos == "PRON" or word.tag in ("PRP$", "PRP", "WDT", "WP", "DT"):
        text = word.text.casefold()
        if text in ("we", "us", "our"):
            return Party("we", frozenset(), frozenset(), frozenset(), is_we=True)
        if pronouns and text in PERSONAL:
            return Party(text, frozenset(), frozenset(), frozenset())
        if not again or text in NOT_AGAIN:
            return None
        return _meant(sheet, tree, number)
    inside = [
        each
        for each in tree.subtree(number, ("relcl", "acl", "conj", "cc", "advcl", "punct", "ccomp"))
        if abs(each - number) < 9
    ]
    names = frozenset(
        key
        for each in inside
        if words[each].pos == "PROPN" and words[each].entity not in DATED
        if (key := plain(words[each].text)) not in TITLES and key not in _small(sheet)
    )
    figures = frozenset(
        plain(words[each].text) for each in inside if words[each].head == number and words[each].dep == "nummod"
    )
    others = frozenset(
        "another" if tree.lemma(each) in MORE else tree.lemma(each)
        for each in inside
        if tree.lemma(each) in OTHER and words[each].head == number
    )
    head = plain(word.text) if word.pos == "PROPN" else word.lemma.casefold()
    if any(head in body for body in BODIES):
        names -= {head}  # "The National Assembly" is an assembly.
    return Party(head, names, figures, others)


@once
def _small(sheet: Sheet) -> frozenset[str]:
    """Words that stand in small letters below the headline: there "Council" and "New" are no names."""
    return frozenset(
        plain(word.text)
        for line in sheet.lines
        if line.at != "headline"
        for word in line.words
        if word.text[:1].islower()
    )


def _meant(sheet: Sheet, tree: _Tree, number: int) -> Party | None:
    """Whom "it", "its", "they" or "their" most likely means: the last subject before it of the same number, here or a sentence back."""
    many = tree.words[number].text.casefold() in ("they", "them", "their")
    verb = next((each for each in tree.above(number) if tree.words[each].pos in ("VERB", "AUX")), -1)
    own = {each for each in tree.below[verb] if tree.words[each].dep in ("nsubj", "nsubjpass")} if verb >= 0 else set()
    for here in (tree, _Tree(before) if (before := _before(sheet, tree.line)) is not None else None):
        if here is None:
            return None
        subjects = [
            each
            for each, word in enumerate(here.words)
            if (
                word.dep in ("nsubj", "nsubjpass")
                or (word.dep == "dobj" and here.child(word.head, "xcomp") is not None)
            )
            and word.pos in ("NOUN", "PROPN")
            and (here is not tree or (each < number and each not in own))
            and (word.tag in ("NNS", "NNPS") or not many)
            and not (not many and word.tag == "NNS")
            and word.entity != "PERSON"
        ]
        if subjects:
            return _party(sheet, here, subjects[-1], again=False)
    return None


def _before(sheet: Sheet, line: Line) -> Line | None:
    before = sheet.lines[line.number - 1] if line.number else None
    return before if before is not None and before.at == line.at else None


def _denied(tree: _Tree, number: int) -> bool:
    """Whether an odd number of negations reaches a word."""
    words = tree.words
    count = _own_negations(tree, number)
    word = words[number]
    place = number
    for above in tree.above(number):
        relation, lemma = words[place].dep, tree.lemma(above)
        if relation == "xcomp":
            count += lemma in FAILING
            if lemma not in WISHED:
                count += _own_negations(tree, above, place)
        elif relation in ("dobj", "pobj", "attr", "nsubjpass") and word.pos in ("NOUN", "ADJ"):
            count += _own_negations(tree, above, place) if words[above].pos in ("VERB", "AUX") else 0
            count += lemma in ENDING and place == number and relation in ("dobj", "nsubjpass")
        elif relation == "acl" and lemma in DUTY_NOUNS:
            count += _own_negations(tree, above, place)
            over = words[above].head
            count += tree.lemma(over) in ENDING and words[above].dep in ("dobj", "nsubjpass")
            count += _own_negations(tree, over, above) if over != above and words[over].pos in ("VERB", "AUX") else 0
        elif relation in ("acomp", "oprd"):
            count += _own_negations(tree, above, place)
        elif relation == "pcomp":
            count += lemma in ("without", "instead")
        elif relation == "prep":
            count += tree.lemma(place) == "without" and place != number
        else:
            break
        if relation == "pobj":
            count += lemma == "without"
        place = above
        if words[place].pos in ("VERB", "AUX") and words[place].dep not in ("xcomp",):
            break
    return count % 2 == 1


def _own_negations(tree: _Tree, number: int, but: int = -1) -> int:
    """Negations that stand at a word, its subject or object, or behind it ("neither this year nor next"). but: a child that is not asked."""
    words = tree.words
    count = 0
    for each in tree.below[number]:
        text = plain(words[each].text)
        if each == but:
            continue
        if words[each].dep in ("neg", "advmod", "det", "preconj") and (is_negation(text) or text in ("hardly",)):
            # "Not only" and "no fewer than" deny nothing.
            behind = plain(words[each + 1].text) if each + 1 < len(words) else ""
            count += behind not in ("only", "just", "fewer", "less", "least", "until")
        elif words[each].dep == "advmod" and text == "longer":
            count += any(plain(words[other].text) == "no" for other in tree.below[each])
        elif words[each].dep in (*OBJECTS, "nsubj", "attr", "npadvmod") and words[number].pos in ("VERB", "AUX"):
            count += text in ("nobody", "none", "nothing", "neither")
            count += any(
                plain(words[other].text) in ("no", "neither") and words[other].dep in ("det", "preconj", "neg", "cc")
                for other in tree.below[each]
            )
    return count


def _mood(tree: _Tree, number: int) -> Mood:
    if any(word.text == "?" for word in tree.words[-2:]):
        return "open"
    mood: Mood = "fact"
    place = number
    for here in (number, *tree.above(number)):
        if here != number:
            if _opens_presumed(tree, place) or (
                tree.words[place].dep == "ccomp" and tree.lemma(here) in SAYING - BELIEVED
            ):
                break
            mood = _mood_under(tree, place, here, number) or mood
        if mood != "open":
            helped = _mood_helped(tree, here, number)
            mood = helped if mood == "fact" or helped == "open" else mood
        relation = tree.words[here].dep
        is_clause = relation == "relcl" or (here != number and relation in ("advcl", "acl"))
        is_clause = is_clause and tree.words[here].pos == "VERB"
        if (
            mood == "open"
            or is_clause
            or (relation == "prep" and tree.lemma(here) in ("after", "despite", "following"))
        ):
            break
        place = here
    return mood


def _mood_under(tree: _Tree, place: int, here: int, number: int) -> Mood | None:
    """What a word makes of the mood of one that hangs on it; None for nothing."""
    word, lemma = tree.words[place], tree.lemma(here)
    relation = word.dep
    if lemma in BELIEVED and relation in ("ccomp", "acl", "xcomp", "dobj", "pobj", "relcl"):
        return "open"
    if relation == "acl" and lemma in DUTY_NOUNS and word.tag == "VB":
        return "duty"
    if relation == "advcl" and lemma in DECIDING and word.tag == "VB" and tree.has(place, "to"):
        return "coming"  # "Voted by 14 to 11 to reject": the parser hangs what was decided there.
    if relation == "xcomp":
        if lemma in ("need", "have") or (lemma in OBLIGING and tree.child(here, "auxpass") is not None):
            return "duty"
        if lemma in DECIDING or lemma == "be":
            return "coming"
    if lemma in WISHED - FAILING and relation in UNDONE:
        return "open"
    # A purpose ("to win the cup") and an aim ("the plan to close") are not done by themselves.
    is_aim = relation == "acl" and word.tag == "VB" and tree.line.at != "headline"
    is_purpose = relation == "advcl" and word.tag == "VB" and place == number and tree.has(place, "to")
    return "open" if is_aim or is_purpose else None


def _mood_helped(tree: _Tree, here: int, number: int) -> Mood:
    """The mood that helping verbs and the words beside it give a word."""
    words = tree.words
    helpers = {words[each].text.casefold() for each in tree.below[here] if words[each].dep in ("aux", "auxpass")}
    if helpers & {"may", "might", "could", "can", "should", "ca"} or tree.has(here, *DOUBT, *UNREAL):
        return "open"
    if helpers & COMING:
        # "Would" in what somebody said is his "will".
        is_sure = "would" not in helpers or any(tree.lemma(each) in SAYING for each in tree.above(here))
        return "coming" if is_sure else "open"
    if "must" in helpers or (here == number and "need" in helpers):
        return "duty"
    is_headline = tree.line.at == "headline" and words[here].dep in ("acl", "ROOT", "ccomp", "relcl")
    return "coming" if here == number and "to" in helpers and is_headline else "fact"


def _opens_presumed(tree: _Tree, number: int) -> bool:
    """Whether a word heads a clause that takes it for granted: "since it was rejected", "the reasons why it was"."""
    words = tree.words
    marks = {plain(words[each].text) for each in tree.below[number] if words[each].dep in ("mark", "advmod")}
    if words[number].dep == "advcl" and marks & {"since", "because", "after"}:
        return True
    first = min(tree.below[number], default=number)
    if words[number].dep in ("advcl", "ccomp") and (
        [plain(word.text) for word in words[max(0, first - 1) : first + 1]] == ["now", "that"]
        or [plain(word.text) for word in words[first : first + 2]] == ["now", "that"]
        or (first == 0 and plain(words[0].text) in ("as", "given"))
    ):
        return True
    return words[number].dep in ("relcl", "advcl", "ccomp") and "why" in marks


def _is_presumed(tree: _Tree, number: int) -> bool:
    """Whether a word stands in a clause that takes it for granted, or tells what was shown."""
    words = tree.words
    shown = False
    for here in (number, *tree.above(number)):
        if here != number and tree.lemma(here) in SHOWN:
            shown = True
        if _opens_presumed(tree, here):
            return True
        if words[here].dep == "prep" and tree.lemma(here) in ("after", "despite", "since", "following"):
            return True
    return shown


def _is_past(tree: _Tree, number: int, presumed: bool) -> bool:
    """Whether an answer is of a time before the report's: "had rejected", "rejected in 2019", "once"."""
    words = tree.words
    place = number
    for above in tree.above(number):
        if words[place].pos in ("VERB", "AUX"):
            break
        place = above
    if words[place].pos not in ("VERB", "AUX"):
        place = number
    helpers = {words[each].text.casefold() for each in tree.below[place] if words[each].dep in ("aux", "auxpass")}
    if (
        words[place].dep == "xcomp"
        and tree.lemma(words[place].head) in ("have", "need")
        and words[words[place].head].tag == "VBD"
    ):
        return True  # "Had to boil".
    if "had" in helpers and not (presumed or any(tree.lemma(each) in SAYING for each in tree.above(place))):
        return True
    near = [
        each
        for below in tree.below[place]
        if words[below].dep in ("advmod", "npadvmod", "prep", "amod", "nmod")
        for each in tree.subtree(below, ("ccomp", "advcl", "relcl", "conj"))
    ]
    for each in near:
        text = plain(words[each].text)
        if text in PAST:
            return True
        if words[each].entity == "DATE" and (
            text in ("last", "ago", "previous") or (text.isdigit() and len(text) == 4)
        ):
            return True
    return False


def _speaker(sheet: Sheet, line: Line, word: Word) -> tuple[str, bool]:
    best: Attribution | None = None
    size = 10**9
    for attribution in sheet.said.get(line.at, ()):
        for piece in attribution.content:
            span = piece.span
            if span.at == line.at and span.start <= word.start < span.end and span.end - span.start < size:
                best, size = attribution, span.end - span.start
    if best is None:
        return "", False
    quoted = best.kind != "indirect"
    if best.speaker is None:
        return "?", quoted
    if best.speaker.text.casefold() in ("it", "they"):
        return "it", quoted
    who = best.speaker.name or best.speaker.text
    if set(plain_words(who)) & STUDIES and not quoted:
        return "", False
    return who, quoted


@dataclass(frozen=True, slots=True)
class Frame:
    """What a sentence says around a word."""

    mood: Mood
    is_past: bool
    doer: Party | None
    thing: Party | None


def frame(sheet: Sheet, line: Line, number: int) -> Frame:
    """Mood, time, doer and thing of any word of a sentence."""
    tree = _Tree(line)
    word = line.words[number]
    is_verb = word.pos in ("VERB", "AUX") and word.dep not in ("aux", "auxpass")
    doer, thing = _parties(sheet, tree, number, is_verb)
    return Frame(_mood(tree, number), _is_past(tree, number, _is_presumed(tree, number)), doer, thing)


def alike(first: Party | None, second: Party | None) -> int:
    """Whether two parties are one: 1 yes, -1 no, 0 where that can't be told."""
    if first is None or second is None or first.is_we or second.is_we:
        return 0
    if first.figures and second.figures and not first.figures & second.figures:
        return -1
    if first.others != second.others:
        return -1
    if first.head == second.head:
        if first.names and second.names and not first.names & second.names:
            return -1
        return 1
    if (
        first.head in second.names
        or second.head in first.names
        or (first.names & second.names and _is_name(first, second))
    ):
        return 1
    if any(first.head in body and second.head in body for body in BODIES):
        return -1 if first.names and second.names and not first.names & second.names else 1
    if first.head in GENERIC or second.head in GENERIC:
        return 0
    if NOBODY in (first.head, second.head) or bool(first.names) != bool(second.names):
        return 0  # "Dahl" may be "the mayor".
    return -1


def _is_name(first: Party, second: Party) -> bool:
    return first.head in first.names or second.head in second.names
