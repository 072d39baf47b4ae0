"""One quotation is given to two speakers, or with other words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise

from newsbox.checking.opposites import COUNTED, is_negation, opposite_forms
from newsbox.checking.quotes_weights import SPEAKERS
from newsbox.checking.quoting import Quotation, quotations, same_name
from newsbox.checking.shape import WARNING, Check, Sheet, logistic
from newsbox.checking.telling import clipped, sentence
from newsbox.texts import plain
from newsbox.types import Finding, Passage, Span, in_words

RUN = 4
"""Words in a row by which quotations find each other."""
SEATS = 6
"""Quotations that a run of words may lead to: one that stands everywhere is a saying, and the index stays linear."""
LEAST = 0.03
"""Confidence below which nothing is said."""
NAMED = re.compile(r"[A-Z][\w’'-]+ [A-Z]")
"""A name, by its capitals."""
UNNAMED = 0.45
"""The same where one of the two is a description: "the candidate" may be who is named elsewhere."""
QUOTED_BACK = 0.2
"""Confidence that two speakers are a slip, at most, where one says that he quotes."""
BACK = frozenset("quote repeat echo cite paraphrase mimic mock recite".split())
CUT, ABOVE = 0.35, 0.7
"""Confidence that a quotation cut behind a "not" or an "if" is a slip; of that of a changed word, what is left in a headline."""
TURNING = frozenset("if unless hardly barely without until whether deny denied denies doubt".split())
"""Words before a quotation's that turn its meaning, besides negations."""
LIMITED = 0.65
"""Confidence that a headline's quotation without its condition says more than it may."""
LIMITING = frozenset(
    "in if unless under without for until when once provided only among theoretically assuming should".split()
)
"""Words that open what limits a sentence, before it."""
CONDITIONS = frozenset(
    ("if", "unless", "until", "provided", "only", "assuming", "as long", "so long", "on condition", "when", "once", "in mice",
     "in rats", "in animals", "in theory", "in principle", "in the lab", "in the laboratory", "but not", "except", "without")
)  # fmt: skip
"""And behind it."""
AFTER = 2
"""Words behind a cut in which one is looked for."""
REACH = 3
"""Words before a cut in which they are looked for."""
NEAR = 0.7
"""Share of a headline quotation's words that stand in its source."""
ALIKE = 0.75
"""Share of the words, between the first and the last shared run, that two tellings of one quotation share."""
HELD = 0.5
"""Share of the shorter of them that stands in the other."""
TAIL = 2
"""Words behind the last shared run that are compared too, where both have some."""
LEAST_WORDS, LEAST_TELLING = 5, 3
"""Words that two reports share of a quotation, and of them those that a hundred people don't say in a day."""
NEAREST = 3
"""Earlier tellings that a quotation is compared with."""
SPELLED = 0.75
"""Likeness of letters from which two words are spellings or forms of one."""
TWO_SPEAKERS = 0.6
CHANGED = {"negation": 0.7, "figure": 0.65, "opposite": 0.6, "name": 0.5, "word": 0.25, "left out": 0.1}
"""Confidence that two tellings of one quotation differ by a slip, by what differs."""
COMMON = frozenset(
    """a an the this that these those and or but if so as at by for from in into of off on onto out over to up with about than then
    i we you he she it they me us him her them my our your his its their who what which when where why how there here
    am is are was were be been being have has had do does did will would can could should may might must shall not no yes
    im ive id ill were weve youre hes shes theyre its thats dont doesnt didnt cant wont isnt arent wasnt
    going go get got just very really more most all some any one lot""".split()
)
"""Words that a hundred people say in a day."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """Two quotations that share words."""

    first: Quotation
    second: Quotation
    start: int
    """Where the longest shared run begins in the first's words."""
    begin: int
    """And in the second's."""
    length: int
    shared: int
    """Words in all shared runs."""


def retellings(quotes: Sequence[Quotation]) -> Iterator[Retelling]:
    """Pairs of quotations that share a run of words, in reading order."""
    seen: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    runs: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for number, quote in enumerate(quotes):
        words = quote.words
        for place in range(len(words) - RUN + 1):
            key = words[place : place + RUN]
            for other, there in seen[key]:
                known = runs[other, number]
                if (
                    known
                    and known[-1][1] + known[-1][2] >= place + RUN
                    and known[-1][0] - known[-1][1] == there - place
                ):
                    continue
                length, theirs = RUN, quotes[other].words
                while (
                    place + length < len(words)
                    and there + length < len(theirs)
                    and words[place + length] == theirs[there + length]
                ):
                    length += 1
                known.append((there, place, length))
        for place in range(len(words) - RUN + 1):
            seats = seen[words[place : place + RUN]]
            if len(seats) < SEATS:
                seats.append((number, place))
    for (other, number), found in sorted(runs.items()):
        start, begin, length = max(found, key=lambda each: each[2])
        shared = min(sum(each[2] for each in found), len(quotes[other].words), len(quotes[number].words))
        yield Retelling(quotes[other], quotes[number], start, begin, length, shared)


def claims(retelling: Retelling) -> dict[str, float] | None:
    """What can be said of two quotations' speakers and words, as figures near 1; None where the speaker is or may be one."""
    ours, theirs = retelling.first.voice, retelling.second.voice
    is_above = isinstance(retelling.first.span.at, str) or isinstance(retelling.second.span.at, str)
    if (ours is None or theirs is None) and (is_above or ours is theirs):
        # A headline need not say who speaks.
        return None
    if ours is not None and theirs is not None and same_name(ours.name, theirs.name):
        return None
    voices = (ours, theirs)
    words = retelling.first.words[retelling.start : retelling.start + retelling.length]
    shorter, longer = sorted((len(retelling.first.words), len(retelling.second.words)))
    return {
        "always": 1.0,
        "short": float(retelling.length < 6),
        "tells nothing": float(sum(word not in COMMON for word in words) < 2),
        "of the shorter": retelling.shared / shorter,
        "of the longer": retelling.shared / longer,
        "named": sum(voice is not None and voice.named for voice in voices) / 2,
        "named there": sum(voice is not None and voice.named and voice.here for voice in voices) / 2,
        "nobody": float(None in voices),
        "one paragraph": float(retelling.first.span.at == retelling.second.span.at),
        "above the text": float(is_above),
    }


def _within(sheet: Sheet) -> Iterator[Finding]:
    quotes = quotations(sheet)
    for each in retellings(quotes):
        told = claims(each)
        if told is None:
            continue
        confidence = logistic(sum(SPEAKERS.get(claim, 0.0) * value for claim, value in told.items()))
        if not all(
            voice and (voice.named or NAMED.search(voice.name)) for voice in (each.first.voice, each.second.voice)
        ):
            confidence = min(confidence, UNNAMED)
        if any(_quotes_back(sheet, quote) for quote in (each.first, each.second)):
            confidence = min(confidence, QUOTED_BACK)
        if confidence >= LEAST:
            yield CHECK.finding("NB601", confidence, _message(sheet, each), map(sheet.passage, spans(each)))
    yield from _headline(sheet, quotes)


def _quotes_back(sheet: Sheet, quote: Quotation) -> bool:
    """Whether somebody says that the words are another's: "she said, quoting the minister"."""
    line = sheet.line_at(quote.span.at, quote.span.start)
    return line is not None and any(
        lemma in BACK and not quote.span.start <= line.words[place].start < quote.span.end
        for place, lemma in (enumerate(line.lemmas) if not BACK.isdisjoint(line.lemmas) else ())
    )


def _message(sheet: Sheet, each: Retelling) -> str:
    words = clipped(sheet.reading.text_at(each.second.passage_span(each.begin, each.begin + each.length - 1)))
    said = [
        f"{quote.voice.name if quote.voice else 'nobody we can make out'} in {in_words(quote.span.at)}"
        for quote in (each.first, each.second)
    ]
    return f"{words} is said by {said[0]}, and by {said[1]}."


def spans(each: Retelling) -> tuple[Span, Span]:
    """The two places of a retelling, first that of the quotation that has less of its own: it is the likelier slip."""
    ours = each.first.passage_span(each.start, each.start + each.length - 1)
    theirs = each.second.passage_span(each.begin, each.begin + each.length - 1)
    return (ours, theirs) if len(each.first.words) <= len(each.second.words) else (theirs, ours)


def _headline(sheet: Sheet, quotes: Sequence[Quotation]) -> Iterator[Finding]:
    """Quotations above the text that say more, or something else, than the quotation they are taken from."""
    below = [quote for quote in quotes if isinstance(quote.span.at, int)]
    for quote in quotes:
        if isinstance(quote.span.at, int):
            continue
        source = _source(quote, below)
        if source is None:
            continue
        taken, first, last = source
        if quote.words == taken.words[first : last + 1]:
            before = taken.words[_sentence_start(sheet, taken, first) : first]
            turned = next((word for word in reversed(before[-REACH:]) if word in TURNING or is_negation(word)), None)
            if turned is None:
                turned = _condition(sheet, taken, first, last)
                sure = LIMITED
            else:
                sure = CUT
            if turned is not None:
                told = (
                    f"{sentence(in_words(quote.span.at))} leaves out “{turned}” of a quotation; "
                    f"{in_words(taken.span.at)} has it whole."
                )
                start = max(0, first - REACH)
                yield CHECK.finding(
                    "NB602", sure, told, _both(sheet, quote, taken.passage_span(start, last)), at_most="warning"
                )
            continue
        left_out = _left_out(sheet, quote, taken, first, last)
        if left_out is not None:
            told = (
                f"{sentence(in_words(quote.span.at))} leaves out “{left_out}” inside a quotation; "
                f"{in_words(taken.span.at)} has it whole."
            )
            yield CHECK.finding(
                "NB602", LIMITED, told, _both(sheet, quote, taken.passage_span(first, last)), at_most="warning"
            )
            continue
        change = compare(sheet, quote, sheet, taken)
        if change is not None and change.confidence >= LEAST:
            told = (
                f"{sentence(in_words(quote.span.at))} quotes {clipped(sheet.reading.text_at(quote.span))}; "
                f"{in_words(taken.span.at)} has {change.told}."
            )
            yield CHECK.finding(
                "NB603",
                change.confidence * ABOVE,
                told,
                _both(sheet, quote, taken.passage_span(first, last)),
                at_most="warning",
            )


def _left_out(sheet: Sheet, quote: Quotation, taken: Quotation, first: int, last: int) -> str | None:
    """The "not" or "never" that stands in the midst of what a quotation joins, and not in it; None where a mark shows the cut."""
    if re.search(r"\.\s?\.|…|[\[\]]", sheet.reading.text_at(quote.span)) or any(map(is_negation, quote.words)):
        return None
    inside = taken.words[first : last + 1]
    if len(inside) < 2 * len(quote.words) or not set(quote.words) <= set(inside):
        return None
    return next((word for word in inside if is_negation(word)), None)


def _condition(sheet: Sheet, quote: Quotation, first: int, last: int) -> str | None:
    """The words of a quotation's sentence that limit what is quoted of it: "if there is no agreement" behind, "in our mice" before."""
    text = sheet.reading.part(quote.span.at)
    begin = _sentence_start(sheet, quote, first)
    before, behind = quote.words[begin:first], quote.words[last + 1 : last + 1 + AFTER]
    if (
        before
        and before[0] in LIMITING
        and text[quote.places[first - 1][1] : quote.places[first][0]].strip() in (",", "")
    ):
        return text[quote.places[begin][0] : quote.places[first - 1][1]]
    if not behind or any(mark in text[quote.places[last][1] : quote.places[last + 1][0]] for mark in ".?!;"):
        return None
    for number, word in enumerate(behind):
        pair = " ".join(behind[number : number + 2])
        if (number == 0 or behind[number - 1] in ("but", "only")) and (word in CONDITIONS or pair in CONDITIONS):
            end = next(
                (
                    each
                    for each in range(last + 1 + number, len(quote.places) - 1)
                    if any(mark in text[quote.places[each][1] : quote.places[each + 1][0]] for mark in ",.?!;")
                ),
                len(quote.places) - 1,
            )
            return text[quote.places[last + 1][0] : quote.places[end][1]]
    return None


def _both(sheet: Sheet, quote: Quotation, other: Span) -> tuple[Passage, Passage]:
    return sheet.passage(quote.span), sheet.passage(other)


def _sentence_start(sheet: Sheet, quote: Quotation, number: int) -> int:
    """The first word of a quotation that stands in the same sentence as one of its words."""
    text = sheet.reading.part(quote.span.at)
    while number and not any(mark in text[quote.places[number - 1][1] : quote.places[number][0]] for mark in ".?!;"):
        number -= 1
    return number


def _source(quote: Quotation, below: Sequence[Quotation]) -> tuple[Quotation, int, int] | None:
    """The quotation that has most of another's words, in their order, and the first and last of them."""
    best: tuple[float, Quotation, int, int] | None = None
    mine = set(quote.words)
    for other in below:
        if len(mine & set(other.words)) < len(mine) * NEAR:
            continue
        matcher = SequenceMatcher(None, quote.words, other.words, autojunk=False)
        blocks = [each for each in matcher.get_matching_blocks() if each.size]
        share = sum(each.size for each in blocks) / len(quote.words)
        if not blocks or share < NEAR:
            continue
        # A word at either end may be the one that was changed.
        first = max(0, blocks[0].b - blocks[0].a)
        last = min(len(other.words), blocks[-1].b + len(quote.words) - blocks[-1].a) - 1
        if best is None or share > best[0]:
            best = share, other, first, last
    return best[1:] if best else None


@dataclass(frozen=True, slots=True)
class Change:
    """How the words of two tellings of one quotation differ."""

    confidence: float
    """That an editor would mend it."""
    told: str
    """"“not” where the other has nothing"."""
    first: Span
    second: Span
    """What of each tells the same, from the first shared word to the last."""


def compare(ours: Sheet, first: Quotation, theirs: Sheet, second: Quotation) -> Change | None:
    """What differs inside the words that two quotations share; None where they share too few, or differ in marks and grammar only.

    Words before the first shared run and behind the last are no difference: one report quotes more than another.
    """
    matcher = SequenceMatcher(None, first.words, second.words, autojunk=False)
    blocks = [each for each in matcher.get_matching_blocks() if each.size]
    held = [each for each in blocks if each.size >= 2]
    if not held:
        return None
    start, end = held[0], held[-1]
    blocks = [each for each in blocks if start.a <= each.a <= end.a]
    spread = (end.a + end.size - start.a) + (end.b + end.size - start.b)
    shared = [word for each in blocks for word in first.words[each.a : each.a + each.size]]
    shorter = min(len(first.words), len(second.words))
    if 2 * len(shared) < ALIKE * spread or len(shared) < max(LEAST_WORDS, HELD * shorter) or not _tells(shared):
        return None
    surest, told = 0.0, ""
    changed = 0
    tail = len(first.words) - end.a - end.size, len(second.words) - end.b - end.size
    if min(tail) > 0 and max(tail) <= TAIL:
        # Both end with other words, not one before the other.
        blocks.append(Match(len(first.words), len(second.words), 0))
        end = blocks[-1]
    for one, two in pairwise(blocks):
        left = _gap(ours, first, one.a + one.size, two.a)
        right = _gap(theirs, second, one.b + one.size, two.b)
        weight = _weight(left, right)
        changed += weight > 0
        if weight > surest:
            told = f"{_shown(right)} for {_shown(left)}" if left and right else _added(left, right)
            surest = weight
    if not surest:
        return None
    return Change(
        # Many small differences are two translations of one saying.
        surest if surest >= WARNING or changed < 3 else surest / 2,
        told,
        first.passage_span(start.a, end.a + end.size - 1),
        second.passage_span(start.b, end.b + end.size - 1),
    )


def _gap(sheet: Sheet, quote: Quotation, first: int, last: int) -> list[str] | None:
    """The words between two shared runs as they are printed; None where a mark between them says that something was changed."""
    text = sheet.reading.part(quote.span.at)
    begin = quote.places[first - 1][1]
    end = quote.places[last][0] if last < len(quote.places) else quote.span.end
    if re.search(r"\.\s?\.|…|[\[\]\"“”]", text[begin:end]):
        return None
    return [text[start:stop] for start, stop in quote.places[first:last]]


def _shown(words: list[str] | None) -> str:
    return clipped(" ".join(words or ()))


def _added(left: list[str] | None, right: list[str] | None) -> str:
    return f"{_shown(right)} besides" if right else f"no {_shown(left)}"


def _weight(left: list[str] | None, right: list[str] | None) -> float:
    """How much it changes what is said that one text has some words and the other others: a confidence; 0.0 for nothing."""
    if left is None or right is None or not (left or right):
        return 0.0
    ours, theirs = [plain(word) for word in left], [plain(word) for word in right]
    if sum(map(is_negation, ours)) % 2 != sum(map(is_negation, theirs)) % 2:
        return CHANGED["negation"]
    only = [word for word in left if plain(word) not in theirs], [word for word in right if plain(word) not in ours]
    figures = [
        sorted(plain(word) for word in each if any(map(str.isdigit, word)) or plain(word) in COUNTED) for each in only
    ]
    if figures[0] != figures[1] and figures[0] and figures[1]:
        return CHANGED["figure"]
    mine, other = ([word for word in each if plain(word) not in COMMON] for each in only)
    if not mine and not other:
        return 0.0
    if mine and other:
        if opposite_forms(mine, other):
            return CHANGED["opposite"]
        if all(any(SequenceMatcher(None, plain(a), plain(b)).ratio() > SPELLED for b in other) for a in mine):
            return 0.0
        if all(word[:1].isupper() for word in mine + other):
            return CHANGED["name"]
        return CHANGED["word"]
    return CHANGED["left out"]


def _across(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """What reports of one story make of one quotation; each is compared with the first tellings of it alone."""
    seen: dict[tuple[str, ...], list[int]] = defaultdict(list)
    tellings: list[tuple[Sheet, Quotation]] = []
    for sheet in sheets:
        fresh: list[Quotation] = []
        for quote in quotations(sheet):
            if len(quote.words) < LEAST_WORDS:
                continue
            votes: Counter[int] = Counter()
            for place in range(len(quote.words) - RUN + 1):
                votes.update(seen.get(quote.words[place : place + RUN], ()))
            known = [tellings[number] for number, _ in votes.most_common(NEAREST)]
            is_new = True
            for their_sheet, theirs in known:
                found = list(_between(their_sheet, theirs, sheet, quote))
                yield from found
                if found or _stands_in(quote.words, theirs.words):
                    is_new = False
                    break
            if is_new:
                fresh.append(quote)
        for quote in fresh:
            tellings.append((sheet, quote))
            for place in range(len(quote.words) - RUN + 1):
                seats = seen[quote.words[place : place + RUN]]
                if len(seats) < SEATS:
                    seats.append(len(tellings) - 1)


def _stands_in(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether words stand in others, in a row."""
    return f" {' '.join(words)} " in f" {' '.join(other)} "


def _tells(words: Sequence[str]) -> bool:
    """Whether words are more than a turn of speech."""
    return sum(word not in COMMON for word in words) >= LEAST_TELLING


def _between(ours: Sheet, first: Quotation, theirs: Sheet, second: Quotation) -> Iterator[Finding]:
    """What two reports make of one quotation."""
    one, two = first.voice, second.voice
    if one is not None and two is not None and one.named and two.named and not same_name(one.name, two.name):
        shared = SequenceMatcher(None, first.words, second.words, autojunk=False).find_longest_match()
        run = first.words[shared.a : shared.a + shared.size]
        if _tells(run) and shared.size >= max(LEAST_WORDS, ALIKE * min(len(first.words), len(second.words))):
            words = clipped(ours.reading.text_at(first.passage_span(shared.a, shared.a + shared.size - 1)))
            told = f"{words} is said by {one.name} in one report, and by {two.name} in another."
            passages = (
                ours.passage(first.passage_span(shared.a, shared.a + shared.size - 1)),
                theirs.passage(second.passage_span(shared.b, shared.b + shared.size - 1)),
            )
            sure = TWO_SPEAKERS if one.here and two.here else TWO_SPEAKERS / 2
            yield CHECK.finding("NB601", sure, told, passages, at_most="warning")
        return
    change = compare(ours, first, theirs, second)
    if change is None or change.confidence < LEAST:
        return
    who = next((voice.name for voice in (one, two) if voice is not None and voice.named), "somebody")
    told = f"Two reports quote {who} with other words: the second has {change.told}."
    passages = (ours.passage(change.first), theirs.passage(change.second))
    yield CHECK.finding("NB604", change.confidence, told, passages, at_most="warning")


CHECK = Check(
    name="quotes",
    codes={
        "NB601": "The same words are given to two speakers.",
        "NB602": "The headline cuts a quotation so that it says more than it does in the text.",
        "NB603": "The headline quotes other words than the text.",
        "NB604": "Two reports give one quotation with other words.",
    },
    within=_within,
    across=_across,
)
