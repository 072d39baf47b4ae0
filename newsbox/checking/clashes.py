"""Which answers that an article gives to one question can't both stand?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from newsbox.checking.quoting import same_name
from newsbox.checking.shape import Sheet
from newsbox.checking.stands import Stand, alike, stands

TOP = ("headline", "summary", 0)
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
MOVING = frozenset(("rise",))
"""Questions whose answer changes with each count: only the top is held together."""
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
    for stand in stands(sheet):
        if stand.mood != "open" and not stand.is_past:
            asked[stand.question.name].append(stand)
    seen: set[tuple[int, int]] = set()
    for known in asked.values():
        if len({each.yes for each in known}) < 2:
            continue
        # A sentence that gives both answers parts the matter: "shut on Mondays, open at ten on other days".
        torn = {each.line.number for each in known} & {
            each.line.number
            for each in known
            for other in known
            if other.line is each.line and other.yes != each.yes and not each.question.contest
        }
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


def clash(first: Stand, second: Stand) -> str:
    """What kind of clash two answers to one question are; empty for none."""
    if first.yes == second.yes or first.line is second.line:
        return ""
    question = first.question
    by_word = first.is_word and second.is_word
    if first.mood != second.mood and not (question.name in STANCES and {first.mood, second.mood} == {"fact", "coming"}):
        return ""
    if not _may_speak(first, second):
        return ""
    doers, things = alike(first.doer, second.doer), alike(first.thing, second.thing)
    if doers < 0 or things < 0:
        return ""
    one_voice = bool(first.speaker) and bool(second.speaker)
    both_top = first.line.at in TOP and second.line.at in TOP
    is_top = first.line.at in TOP or second.line.at in TOP
    if question.contest:
        one_day = first.days & second.days or (both_top and not (first.days and second.days))
        is_one = things > 0 or both_top or first.presumed or second.presumed
        return "word" if doers > 0 and one_day and is_one and first.line.at != second.line.at else ""
    if question.name in MOVING and not both_top:
        return ""
    if question.matters == "thing":
        held = things > 0 or (both_top and doers > 0)
    elif question.matters == "doer":
        held = doers > 0 and (things > 0 or (first.thing is None and second.thing is None))
    else:
        held = question.name not in VAGUE and (
            things > 0 or (doers > 0 and first.thing is None and second.thing is None)
        )
        held = held and (doers > 0 or first.doer is None or second.doer is None)
    if not held and one_voice and first.line.at in TOP:
        # "Tavenna will join the pact, she says" and "we will not join".
        held = any(each is not None and each.is_we for each in (first.doer, second.doer)) or (doers > 0 and by_word)
    if not held:
        return ""
    if not is_top:
        return "below"
    return "word" if by_word else "not"


def _may_speak(first: Stand, second: Stand) -> bool:
    """Whether two answers are told by one voice, or one as a fact that the other's teller doesn't dispute."""
    if first.speaker and second.speaker:
        if "it" in (first.speaker, second.speaker) and not (first.quoted or second.quoted):
            return True
        if "?" not in (first.speaker, second.speaker) and same_name(first.speaker, second.speaker):
            return True
        return any(each.presumed and not each.quoted for each in (first, second))
    if first.speaker == second.speaker:
        return True
    told = first if first.speaker else second
    if told.quoted:
        return False
    return told.presumed or told.mood == "duty" or (told.is_word and told.question.matters == "thing")
