"""Which answers that an article gives to one question can't both stand?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsbox.checking.quoting import plain_words, same_name
from newsbox.checking.shape import TOP, Sheet
from newsbox.checking.stands import NOBODY, NOUNS, PERSONAL, Party, Stand, alike, contested, table

SURE = {"word": 0.75, "not": 0.7, "below": 0.6}
"""Confidence that two answers are a slip: opposite words, one verb with and without a "not", and both below the lead."""
SEATS = 30
"""Answers to one question that are compared: a verb that is everywhere is compared where it stands first."""
VAGUE = frozenset(
    """be have do say tell make get go take come see know want need think seem mean call use work look give feel try keep let put
    like believe hope expect help play happen become remain stay leave include show want talk speak move hear understand
    ask answer change matter live lead run hold turn face pay win lose find grow follow stop begin start end""".split()
)
"""Verbs that are denied of one thing and told of another in one breath."""
HURT = "injure"
"""The question whether people were hurt."""
MOVING = frozenset(("rise", "raise"))
"""Questions whose answer changes with each count: only the top is held together."""
HOURS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|at weekends|(?:at|from|until|till) \d{1,2}(?:[:.]\d\d)?\b(?! [A-Z]))",
    re.I,
)
"""Words by which opening and closing is a matter of hours, not of staying in business."""
LEAVING = "stay"
"""The question whether somebody stays in office."""
FOR_NOW = frozenset("until till caretaker interim pending successor".split())
"""Words by which somebody who leaves stays for a while."""
STANCES = frozenset(("accept", "support", "approve", "uphold"))
"""Questions whose answer does not change from today to tomorrow: "rejects" and "will accept"."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two answers; the first is the one above."""

    first: Stand
    second: Stand
    kind: str
    confidence: float


def clashes(sheet: Sheet) -> Iterator[Clash]:
    """Pairs of answers that can't both stand, one for each answer, those at the top first."""
    asked: dict[str, list[Stand]] = defaultdict(list)
    for stand in contested(sheet):
        if stand.mood != "open" and not stand.is_past:
            asked[stand.question.name].append(stand)
    seen: set[tuple[int, int]] = set()
    for name, raw in asked.items():
        known = _resolved(raw) if name == LEAVING else raw
        if len({each.yes for each in known}) < 2:
            continue
        torn = {each.line.number for each in known if _is_torn(each)}
        for place, first in enumerate(known[:SEATS]):
            if first.line.number in torn:
                continue
            for second in known[place + 1 : SEATS]:
                if second.line.number in torn:
                    continue
                kind = clash(first, second)
                mark = (first.line.number, second.line.number)
                if kind and mark not in seen:
                    seen.add(mark)
                    yield Clash(first, second, kind, SURE[kind])


def _resolved(known: list[Stand]) -> list[Stand]:
    """Answers whose "she" is who was last spoken of with this question."""
    last: Party | None = None
    found = []
    for each in known:
        doer = each.doer
        if doer is not None and doer.head in PERSONAL:
            each = replace(each, doer=last or doer)
        elif doer is not None and doer.names:
            last = doer
        found.append(each)
    return found


def _is_torn(stand: Stand) -> bool:
    """Whether a sentence has words for both answers: "shut on Mondays, open on other days", "closed since May, reopened"."""
    if stand.question.contest:
        return False
    if stand.question.name == "open" and HOURS.search(" ".join(word.text for word in stand.line.words)):
        return True
    said = {
        yes
        for word in stand.line.words
        if word.pos != "NOUN" or word.lemma.casefold() in NOUNS
        for question, yes in table().get(word.lemma.casefold(), ())
        if question == stand.question
    }
    return len(said) > 1


def clash(first: Stand, second: Stand) -> str:
    """What kind of clash two answers to one question are; empty for none."""
    if first.yes == second.yes or first.line is second.line:
        return ""
    both_leave = first.question.name == LEAVING and first.mood == second.mood == "coming"
    if first.line.at not in TOP and max(first.last, second.last) >= 0 and not both_leave:
        return ""  # What a phrase says further down is held against the top alone.
    if first.question.name == LEAVING and any(
        word.text.casefold() in FOR_NOW for each in (first, second) for word in each.line.words
    ):
        return ""  # Who resigns stays on until somebody follows.
    both_top = first.line.at in TOP and second.line.at in TOP
    if not _one_time(first, second, both_top=both_top) or not _may_speak(first, second, both_top=both_top):
        return ""
    doers, things = alike(first.doer, second.doer), alike(first.thing, second.thing)
    if doers <= 0 and not first.question.contest and _speaks_for(first, second):
        doers = 1
    if doers < 0 or things < 0 or not _one_matter(first, second, doers, things, both_top=both_top):
        return ""
    if first.line.at not in TOP and second.line.at not in TOP:
        return "below"
    return "word" if first.is_word and second.is_word else "not"


def _one_time(first: Stand, second: Stand, *, both_top: bool) -> bool:
    """Whether two answers are of one time, as far as their verbs tell."""
    if first.mood == second.mood:
        return True
    if {first.mood, second.mood} != {"fact", "coming"}:
        return False
    # A headline tells in the present what will be.
    return first.question.name in STANCES or (both_top and first.line.at == "headline")


def _one_matter(first: Stand, second: Stand, doers: int, things: int, *, both_top: bool) -> bool:
    """Whether two answers are about one matter, by how alike doers and things are: 1, or 0 where that can't be told."""
    question = first.question
    nothing = first.thing is None and second.thing is None
    if question.contest:
        one_day = first.days & second.days or (both_top and not (first.days and second.days))
        is_one = things > 0 or both_top or first.presumed or second.presumed
        return doers > 0 and bool(one_day) and is_one and first.line.at != second.line.at
    if question.name in MOVING and not both_top:
        return False
    if both_top and first.is_word and second.is_word:
        # Headline and lead tell of one thing, in whatever words.
        return doers > 0 or things > 0 or (question.name == HURT and _nobody(first, second)) or _taken_up(first, second)
    if question.matters == "thing":
        held = things > 0
    elif question.matters == "doer":
        held = doers > 0 and (things > 0 or nothing)
    else:
        told = first.doer is not None and second.doer is not None
        held = question.name not in VAGUE and (
            things > 0 or (nothing and (doers > 0 or (both_top and told and first.mood == second.mood == "coming")))
        )
        held = held and (doers > 0 or both_top or first.doer is None or second.doer is None)
    if not held and first.speaker and second.speaker and first.line.at in TOP:
        # "Tavenna will join the pact, she says" and "we will not join".
        is_we = any(each is not None and each.is_we for each in (first.doer, second.doer))
        held = is_we or (doers > 0 and first.is_word and second.is_word)
    return held


def _taken_up(first: Stand, second: Stand) -> bool:
    """Whether one has no word for what it is about, and its sentence has the other's: "left its rate alone; no increase is planned"."""
    for one, other in ((first, second), (second, first)):
        if one.last < 0 or one.thing is not None:
            continue
        said = {word.lemma.casefold() for word in one.line.words} - {one.word}
        about = {other.thing.head} if other.thing is not None else set()
        if about & said or (
            not about
            and len(said & {word.lemma.casefold() for word in other.line.words if word.pos in ("NOUN", "PROPN")}) > 1
        ):
            return True
    return False


def _nobody(first: Stand, second: Stand) -> bool:
    return any(each.thing is not None and each.thing.head == NOBODY for each in (first, second))


def _may_speak(first: Stand, second: Stand, *, both_top: bool) -> bool:
    """Whether two answers are told by one voice, or one as a fact that the other's teller doesn't dispute."""
    if both_top and not (first.quoted or second.quoted) and not (first.speaker and second.speaker):
        return True
    if first.speaker and second.speaker:
        if "it" in (first.speaker, second.speaker) and not (first.quoted or second.quoted):
            return True
        if "?" not in (first.speaker, second.speaker) and same_name(first.speaker, second.speaker):
            return True
        # "Governor says" above, her name below.
        if both_top and not (first.quoted or second.quoted):
            return _is_role(first) != _is_role(second)
        return any(each.presumed and not each.quoted for each in (first, second))
    if first.speaker == second.speaker:
        return True
    told = first if first.speaker else second
    if _speaks_for(first, second):
        return True
    if told.quoted:
        return False
    return told.presumed or told.mood == "duty" or (told.is_word and told.question.matters == "thing")


def _is_role(stand: Stand) -> bool:
    """Whether its speaker is told by his office alone."""
    return stand.speaker.islower()


def _speaks_for(first: Stand, second: Stand) -> bool:
    """Whether who does something in one sentence tells it of her people in the other: "Dahl ruled it out", "the board had not, Dahl said"."""
    return any(
        one.doer is not None
        and bool(one.doer.names)
        and one.doer.names & set(plain_words(other.speaker))
        and not one.speaker
        for one, other in ((first, second), (second, first))
    )
