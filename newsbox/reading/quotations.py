"""Who said what, told by quotation marks and cue words alone: for languages without a parser."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import Literal

from newsbox.reading.naming import Names
from newsbox.reading.quotemarks import MASK, Quotation, dialogue, masked, quotations
from newsbox.reading.speech import CHANNELS, Speech, speech_of
from newsbox.types import Article, Attribution, Channel, Place, Quoted, Span, Speaker

Kind = Literal["direct", "indirect", "mixed"]
LONGEST_SENTENCE = 1_500
"""Characters: a longer one is no prose and is cut, so that the time stays linear in the text."""
SCARE = 3
"""Words: quotations up to this length need a cue to count as speech."""
TITLE = 4
"""Words: quotations up to this length may be a title or a name."""
SIGNS_A_WORD = 2
"""Characters of Chinese and Japanese that we count as a word."""
NEAR = 90
"""Characters between a cue and the clause it opens: room for a speaker, an apposition and "on Monday in Paris"."""
HEADING = re.compile(r"\s[-–—]\s|:\s")
"""Closes what stands before a quotation like a heading."""
SPACE = re.compile(r"\s*")
SHORTEST_CLAUSE = 8
"""Characters that the rest of a sentence must have to be something said."""
RELATIVE = re.compile(
    r"\s*,\s*(?:who|which|whose|qui|dont|que|quien|cuyo|котор\w+|der|die|das|deren|dessen|che|die|dat)\b", re.IGNORECASE
)
"""What goes on about the speaker behind a comma, and not about what was said."""
FAR = 240
"""Characters in which a speaker is looked for on each side of a cue."""
MOST_CUES = 12
"""Cues of a sentence that are looked at."""
INDEFINITE = re.compile(r"eine?|une?|una|uma?|an?|один|одна|een")
"""Opens the description of somebody, whatever their role: "said a firefighter"."""
AT_A_BODY = frozenset(("в", "во", "на"))
"""Russian says "they reported in the ministry"."""
RELATIVE_BARE = re.compile(r"\s*(?:who|which|whose|qui|quienes|que|che)\b[^,;]{3,120},", re.IGNORECASE)
"""The same without the comma before it."""
LONGEST_LINK = 5
"""Letters of a small word that joins others."""
LONGEST_NAME = 14
"""Words of a speaker's description."""
TERMINAL = re.compile(r"[.!?…؟。！？]+[\"”’»“)\]』」]*(?:\s+|$)|(?<=[。！？])|\n+")
INSIDE_END = re.compile(r"[.!?…؟。！？,،，]\W?$")
WORD = re.compile(r"[^\W_](?:[\w’'.&·-]*[\w])?", re.UNICODE)
BREAK = re.compile(rf"[;:()\[\]—–{MASK}؛。！？：；（）]|\s-\s")
TOUCHING = re.compile(rf"[{MASK}][\s,،，.…—–-]*$")
COMMA_LEFT = re.compile(r"[,،，]\s*(?:[—–-]\s*)?$")
DASH_LEFT = re.compile(r"[—–]\s*$")
NOT_BEFORE = frozenset("反相面针絕绝")
"""Signs that make another word of the sign behind them: 反对 is no preposition."""


@dataclass(slots=True)
class Draft:
    """An attribution in the making: places are (start, end) in their block."""

    kind: Kind
    content: list[tuple[Place, int, int]]
    speaker: tuple[Place, int, int] | None = None
    cue: tuple[Place, int, int] | None = None
    via: Channel | None = None
    name: str | None = None


@dataclass(slots=True)
class Told:
    """A paragraph as the rules see it: quotations found, and its text with them masked."""

    at: Place
    text: str
    bare: str
    speech: list[Quotation]
    sentences: list[tuple[int, int]]

    def spoken(self, start: int, end: int) -> list[Quotation]:
        """The quotations that begin between two places."""
        return self.speech[
            bisect_left(self.speech, start, key=attrgetter("start")) : bisect_left(
                self.speech, end, key=attrgetter("start")
            )
        ]

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that a place stands in, or of the first."""
        return max(0, bisect_right(self.sentences, place, key=itemgetter(0)) - 1)


@dataclass(slots=True)
class Cue:
    """A word that tells of speech, with the speaker found beside it."""

    start: int
    end: int
    speaker: tuple[int, int] | None
    way: Literal["says", "calls", "according", "as", "inside"]
    inverted: bool = False
    begins: int = 0
    """Where its frame begins: "according to" stands before its speaker."""
    ends: int = 0
    """Where its frame ends, speaker included."""


@dataclass(slots=True)
class Teller:
    """One article being read; knows its names and who spoke last."""

    speech: Speech
    names: Names
    drafts: list[Draft] = field(default_factory=list)
    carried: Draft | None = None
    """The quotation that runs on into the next paragraph."""
    last: Draft | None = None
    """The last attribution with a speaker."""
    heard: list[str] = field(default_factory=list)
    """The last sentences of the paragraph before."""
    announced: Draft | None = None
    """A cue with a colon at the end of a paragraph: what it opens is the next one."""


def attributions_of(article: Article) -> tuple[Attribution, ...]:
    """Who said what in an article, in the order of the text; for a language we know nothing of, its long quotations."""
    blocks = blocks_of(article)
    speech = speech_of(article.language)
    if speech is None:
        return tuple(loose(blocks))
    teller = Teller(speech, Names(speech, [text for _, text in blocks]))
    runs_on = False
    for number, (at, text) in enumerate(blocks):
        following = blocks[number + 1][1] if isinstance(at, int) and number + 1 < len(blocks) else ""
        told = told_of(at, text, following, speech, runs_on=runs_on)
        if not runs_on:
            teller.carried = None
        read_block(teller, told)
        runs_on = bool(told.speech) and told.speech[-1].runs_on
        teller.heard = [told.bare[start:end] for start, end in told.sentences[-3:]]
    texts = dict(blocks)
    finished = [finished_of(draft, texts) for draft in teller.drafts]
    order = {at: number for number, (at, _) in enumerate(blocks)}
    return tuple(sorted(finished, key=lambda each: (order[each.content[0].span.at], each.content[0].span.start)))


def blocks_of(article: Article) -> list[tuple[Place, str]]:
    """The headline, the standfirst and the paragraphs, each with its place."""
    blocks: list[tuple[Place, str]] = []
    if article.headline:
        blocks.append(("headline", article.headline))
    if article.standfirst:
        blocks.append(("summary", article.standfirst))
    return [*blocks, *enumerate(article.paragraphs)]


def loose(blocks: list[tuple[Place, str]]) -> Iterator[Attribution]:
    """The quotations of more than a few words, nobody's."""
    for at, text in blocks:
        for each in quotations(text):
            words = text[each.inner : each.outer]
            if len(words.split()) > TITLE or len(words) > TITLE * 8:
                yield Attribution("direct", (Quoted(words, Span(at, each.inner, each.outer)),))


def finished_of(draft: Draft, texts: dict[Place, str]) -> Attribution:
    """The attribution as a value: every span quotes its text."""

    def quoted(place: tuple[Place, int, int]) -> Quoted:
        at, start, end = place
        return Quoted(texts[at][start:end], Span(at, start, end))

    speaker = None
    if draft.speaker is not None:
        words = quoted(draft.speaker)
        speaker = Speaker(words.text, words.span, draft.name)
    cue = quoted(draft.cue) if draft.cue else None
    return Attribution(draft.kind, tuple(map(quoted, draft.content)), speaker, cue, draft.via)


# A paragraph, its quotations and sentences ---------------------------------------------------------------------


def told_of(at: Place, text: str, following: str, speech: Speech, *, runs_on: bool) -> Told:
    """A paragraph with its speech masked; titles and names in quotation marks stay readable."""
    marked = dialogue(text, speech.dash_ends) if text.lstrip()[:1] in "—–―" else []
    found = marked or quotations(text, following, from_before=runs_on)
    whole = [(each.start, each.end) for each in found]
    found = [part for each in found for part in interrupted(text, each, speech)]
    spoken = [each for each in found if each.by_dash or each.runs_on or not is_title(text, each, speech)]
    bare = masked(text, spoken)
    return Told(at, text, bare, spoken, list(sentences(text, bare, spoken, speech, whole)))


def interrupted(text: str, each: Quotation, speech: Speech) -> list[Quotation]:
    """A quotation in the parts that its narrator leaves: « Oui, dit-elle, bien sûr » has a cue inside its marks."""
    if each.by_dash or speech.interrupts is None:
        return [each]
    parts: list[Quotation] = []
    start, inner = each.start, each.inner
    for match in speech.interrupts.finditer(text, each.inner, each.outer):
        told = speech.inside.match(text, match.end())
        if told is None:
            told = speech.cue.match(text, match.end())
            if told is None or not re.match(r"\s\w", text[told.end() : told.end() + 2]):
                continue
        again = speech.resumes.search(text, told.end(), min(each.outer, told.end() + NEAR))
        outer = match.start() + len(match.group().rstrip("—– \u00a0,"))
        parts.append(Quotation(start, match.start() + 1, inner, outer))
        if again is None:
            return parts
        start = inner = again.end()
    if inner < each.outer:
        parts.append(Quotation(start, each.end, inner, each.outer, each.runs_on))
    return parts


def length(words: str, speech: Speech) -> int:
    """How many words; Chinese and Japanese are counted by signs."""
    return -(-len(words) // SIGNS_A_WORD) if speech.signs else len(words.split())


def is_title(text: str, each: Quotation, speech: Speech) -> bool:
    """Whether a quotation is the title of a work, the name of a ship or a company, and not speech."""
    words = text[each.inner : each.outer]
    before = text[max(0, each.start - 40) : each.start]
    after = text[each.end : each.end + 40]
    if not words or length(words, speech) > TITLE + 3 or INSIDE_END.search(words):
        return not words
    work = list(speech.works.finditer(before))
    if work and not re.search(r"[.,;:!?：，。]|\S\s+\S", before[work[-1].end() :].strip() or ""):
        return True
    if length(words, speech) > TITLE or re.search(r"[:：]\s*$", before):
        return False
    if re.match(r"\s?[,，.]?\s?(?:[—–-]\s?)?", after) and is_told(after, before, speech):
        return False
    if speech.calls.search(before[-12:] if speech.signs else before):
        return False
    if speech.signs:
        told = speech.cue.search(re.split(r"[。！？]", before)[-1])
        return not re.search(r"[，。,！？]", words) and not (told and len(words) > SIGNS_A_WORD * 2)
    if speech.language == "ar":
        return False
    many = words.split()
    return words[0].isupper() and (all(word[0].isupper() or len(word) <= 3 for word in many) and bool(before.strip()))


def is_told(after: str, before: str, speech: Speech) -> bool:
    """Whether what follows a quotation is a cue, as in "…", said X."""
    follows = re.match(r"\s?[,，]?\s?(?:[—–-]\s?)?(?=\S)(.{0,32})", after)
    if follows is None:
        return False
    rest = follows.group(1)
    match = speech.inside.match(rest) or speech.cue.match(rest) if speech.inside else None
    return bool(match) or (bool(re.match(r"\s?[,，]", after)) and bool(speech.cue.search(rest)))


def sentences(
    text: str, bare: str, spoken: list[Quotation], speech: Speech, whole: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; a quotation is never cut, and its last full stop may end one.

    whole: the quotations with the narrator's words inside them.
    """
    at = 0
    stops = {match.end() for match in TERMINAL.finditer(bare) if is_end(bare, match, speech)}
    ends = outside(sorted(stops | quote_ends(text, bare, spoken, speech)), whole)
    for end in [*ends, len(text)]:
        while end - at > LONGEST_SENTENCE and MASK not in bare[at:end]:
            yield at, at + LONGEST_SENTENCE
            at += LONGEST_SENTENCE
        if text[at:end].strip():
            yield at, end
        at = max(at, end)


def outside(ends: list[int], whole: list[tuple[int, int]]) -> list[int]:
    """The ends that stand in none of the (sorted) places."""
    kept: list[int] = []
    number = 0
    for end in ends:
        while number < len(whole) and whole[number][1] <= end:
            number += 1
        if number == len(whole) or end <= whole[number][0]:
            kept.append(end)
    return kept


def is_end(bare: str, match: re.Match[str], speech: Speech) -> bool:
    """Whether a full stop ends a sentence: not after an abbreviation, an initial or a German ordinal."""
    if not match.group().startswith("."):
        return True
    before = re.search(r"[\w’'.]*$", bare[max(0, match.start() - 12) : match.start()])
    word = before.group() if before else ""
    following = bare[match.end() : match.end() + 1]
    if word and (speech.short.fullmatch(word.rpartition(".")[2]) or (len(word) == 1 and word.isupper())):
        return not following
    if word.isdigit() and len(word) <= 2 and speech.language in ("de",):
        return not following
    return not following.islower()


def quote_ends(text: str, bare: str, spoken: list[Quotation], speech: Speech) -> set[int]:
    """Where a quotation that ends in a full stop ends its sentence, because the narrator starts anew behind it."""
    ends: set[int] = set()
    for each in spoken:
        if each.by_dash:
            continue
        words = text[each.inner : each.outer]
        gap = re.match(r"\s*", bare[each.end :])
        behind = each.end + (gap.end() if gap else 0)
        following = bare[behind : behind + 1]
        closed = words[-1:] in tuple(".!?…。！？؟")
        if (
            closed
            and following
            and (
                following == MASK
                or following.isupper()
                or following.isdigit()
                or (following.isalpha() and not following.islower())
            )
        ):
            near = bare[behind : behind + 60]
            near = near.split(MASK)[0].split(".")[0].split("。")[0]
            if words[-1] in "!?！？？؟" and speech.cue.search(near):
                continue
            if speech.signs and speech.cue.match(near):
                continue
            if speech.language == "ar" and speech.cue.match(near) and not near.startswith("و"):
                continue
            ends.add(behind)
    return ends


# A paragraph, read ------------------------------------------------------------------------------------------------


def read_block(teller: Teller, told: Told) -> None:
    """Add a paragraph's attributions."""
    pending: list[Quotation] = []
    previous: tuple[int, int] | None = None
    first = len(teller.drafts)
    announced, teller.announced = teller.announced, None
    for start, end in told.sentences:
        own = told.spoken(start, end)
        if teller.carried is not None and own and own[0] is told.speech[0]:
            teller.carried.content.append((told.at, own[0].inner, own[0].outer))
            cues = cues_in(teller, told, start, end) if teller.carried.speaker is None else []
            if cues:
                attach(teller, told, teller.carried, cues[0])
            if not own[0].runs_on:
                teller.last = teller.carried if teller.carried.speaker else teller.last
                teller.carried = None
            own = own[1:]
            if not own:
                previous = (start, end)
                continue
        if announced is not None and own and is_first(told, own[0], 0) and is_whole(told, own[0], start, end):
            announced.content = [(told.at, own[0].inner, own[0].outer)]
            keep(teller, told, announced)
            teller.carried = announced if own[0].runs_on else None
            announced, previous = None, (start, end)
            continue
        pending = read_sentence(teller, told, start, end, own, pending, previous, fresh=len(teller.drafts) > first)
        previous = (start, end)
    for each in pending:
        orphan(teller, told, each, None, same_paragraph=len(teller.drafts) > first)
    if previous is not None and told.text.rstrip().endswith((":", "：")):
        cues = [cue for cue in cues_in(teller, told, *previous) if cue.speaker and cue.way in ("says", "inside")]
        if cues:
            teller.announced = Draft("direct", [])
            attach(teller, told, teller.announced, cues[-1])


def read_sentence(
    teller: Teller,
    told: Told,
    start: int,
    end: int,
    own: list[Quotation],
    pending: list[Quotation],
    previous: tuple[int, int] | None,
    *,
    fresh: bool,
) -> list[Quotation]:
    """Add a sentence's attributions; the quotations that still wait for a cue."""
    cues = cues_in(teller, told, start, end)
    used: set[int] = set()
    made = 0
    for number, cue in enumerate(cues):
        mine = [each for each in own if each.start not in used and nearest(told, each, cues) == number]
        draft = draft_of(teller, told, cue, mine, cues, start, end)
        if draft is None and pending and not own and cue.way in ("says", "inside") and made == 0 and cue.speaker:
            draft = Draft("direct", [(told.at, each.inner, each.outer) for each in pending])
            pending = []
        if draft is None:
            continue
        made += 1
        used |= {each.start for each in mine}
        attach(teller, told, draft, cue)
        keep(teller, told, draft)
        if mine and mine[-1].runs_on:
            teller.carried = draft
    for each in pending:
        orphan(teller, told, each, previous, same_paragraph=fresh)
    waiting: list[Quotation] = []
    for each in own:
        if each.start in used:
            continue
        whole = is_whole(told, each, start, end)
        if not whole:
            fragment(teller, told, each, start, end, cues)
        elif length(told.text[each.inner : each.outer], teller.speech) > 1 or fresh:
            if each.runs_on or (fresh or made or (previous and person_in(teller, told, previous))):
                orphan(
                    teller,
                    told,
                    each,
                    previous or ((start, each.start) if each.start > start else None),
                    same_paragraph=fresh or bool(made),
                )
            else:
                waiting.append(each)
    return waiting


def keep(teller: Teller, told: Told, draft: Draft) -> None:
    """Add a draft, and remember who spoke."""
    teller.drafts.append(draft)
    if draft.speaker is not None:
        teller.last = draft


def attach(teller: Teller, told: Told, draft: Draft, cue: Cue) -> None:
    """Give a draft its cue, its speaker and the speaker's name."""
    draft.cue = (told.at, cue.start, cue.end)
    draft.via = draft.via or channel_of(teller.speech, told, cue)
    if cue.speaker is None:
        last = teller.last
        if teller.speech.drops and last is not None and last.speaker is not None and near_by(last.speaker[0], told.at):
            draft.speaker, draft.name = last.speaker, last.name
        return
    spoken = told.text[cue.speaker[0] : cue.speaker[1]]
    if teller.speech.language == "de" and spoken.lower() == "es":
        return  # "hieß es": nobody says it
    draft.speaker = (told.at, *cue.speaker)
    draft.name = teller.names.resolve(
        spoken,
        told.at,
        cue.speaker[0],
        [*teller.heard, *before(told, cue.speaker[0])],
        said=told.text[cue.start : cue.end],
    )


def near_by(earlier: Place, at: Place) -> bool:
    """Whether one place is the same paragraph as another or the one before it."""
    return earlier == at or (isinstance(earlier, int) and isinstance(at, int) and at - earlier == 1)


def before(told: Told, at: int) -> list[str]:
    """The sentences before a place, the nearest last, at most four; the one it stands in up to the place."""
    last = told.sentence_at(at)
    return [told.bare[start : min(end, at)] for start, end in told.sentences[max(0, last - 3) : last + 1]]


def nearest(told: Told, quote: Quotation, cues: list[Cue]) -> int:
    """Which of a sentence's cues a quotation belongs to: the one with the fewest words between."""

    def gap(cue: Cue) -> float:
        between = told.bare[quote.end : cue.start] if cue.start >= quote.end else told.bare[cue.end : quote.start]
        far = len(between.replace(MASK, ""))
        return far + (0.5 if cue.start >= quote.end else 0) + (200 if cue.way in ("according", "as") else 0)

    return min(range(len(cues)), key=lambda number: gap(cues[number]))


def is_whole(told: Told, quote: Quotation, start: int, end: int) -> bool:
    """Whether a quotation is a sentence by itself, not a few words within the narrator's."""
    lead = told.bare[start : quote.start].strip(" \t\u00a0-–—")
    rest = told.bare[quote.end : end].strip(" \t\n.,;!?…。،")
    return (not lead or lead.endswith((":", "：")) or not lead.strip(MASK + " ")) and not rest.strip(MASK + " ,")


def person_in(teller: Teller, told: Told, place: tuple[int, int]) -> tuple[int, int] | None:
    """Whom a sentence names first."""
    return teller.names.first_in(told.bare, *place)


def orphan(
    teller: Teller, told: Told, quote: Quotation, previous: tuple[int, int] | None, *, same_paragraph: bool
) -> None:
    """Add a quotation without a cue of its own: whoever spoke just before, or whom the sentence before names."""
    draft = Draft("direct", [(told.at, quote.inner, quote.outer)])
    lead = told.bare[: quote.start].strip()
    named = person_in(teller, told, previous) if previous else None
    if named is None and lead.endswith((":", "：")):
        named = person_in(teller, told, (0, quote.start))
    last = teller.last
    if same_paragraph and last is not None and last.speaker is not None and last.speaker[0] == told.at:
        draft.speaker, draft.name = last.speaker, last.name
    elif named is not None:
        draft.speaker = (told.at, *named)
        spoken = told.text[named[0] : named[1]]
        draft.name = teller.names.resolve(spoken, told.at, named[0], [])
    elif last is not None and isinstance(told.at, int) and last.speaker is not None and last.speaker[0] == told.at - 1:
        draft.speaker, draft.name = last.speaker, last.name
    elif told.at in ("headline", "summary"):
        draft.speaker = None
    keep(teller, told, draft)
    if quote.runs_on:
        teller.carried = draft


def fragment(teller: Teller, told: Told, quote: Quotation, start: int, end: int, cues: list[Cue]) -> None:
    """Add a few quoted words within the narrator's sentence, if they are more than a scare quote."""
    words = told.text[quote.inner : quote.outer]
    if length(words, teller.speech) <= SCARE + (2 if teller.speech.signs else 1):
        return
    whole = words[:1].isupper() and words[-1] in ".!?…" and length(words, teller.speech) > 2 * TITLE
    draft = Draft("direct" if whole else "mixed", [(told.at, quote.inner, quote.outer)])
    named = person_in(teller, told, (start, quote.start))
    if named is not None:
        draft.speaker = (told.at, *named)
        draft.name = teller.names.resolve(told.text[named[0] : named[1]], told.at, named[0], [])
    teller.drafts.append(draft)
    if quote.runs_on:
        teller.carried = draft


# What belongs to a cue ----------------------------------------------------------------------------------------------


def draft_of(
    teller: Teller, told: Told, cue: Cue, mine: list[Quotation], cues: list[Cue], start: int, end: int
) -> Draft | None:
    """What a cue tells of: quotations, a clause, or nothing (then it told of no speech)."""
    speech, bare = teller.speech, told.bare
    others = [other for other in cues if other is not cue]
    if cue.way in ("according", "as"):
        return rest_of(told, cue, others, start, end, signs=speech.signs)
    clause = clause_after(teller, told, cue, others, end)
    if clause is None and cue.way != "calls" and not any(is_first(told, each, start) for each in mine):
        clause = clause_before(told, cue, others, start, speech)
    if clause is not None and mine and not bare[clause[0] : clause[1]].replace(MASK, "").strip(" ,.،，"):
        return Draft("direct", [(told.at, each.inner, each.outer) for each in mine])
    if clause is not None:
        within = [each for each in told.spoken(*clause) if each.end <= clause[1] + 2]
        if not mine or within:
            inside = told.bare[clause[0] : clause[1]]
            if within and len(inside.replace(MASK, "").split()) <= 1 and not speech.signs:
                return Draft("direct", [(told.at, each.inner, each.outer) for each in within])
            if within and speech.signs and not inside.replace(MASK, "").strip("，。：、 「」と"):
                return Draft("direct", [(told.at, each.inner, each.outer) for each in within])
            return Draft("mixed" if within else "indirect", [(told.at, *clause)])
    if not mine:
        return None
    if cue.way == "calls":
        near = [
            each
            for each in mine
            if length(told.text[each.inner : each.outer], speech) > SCARE or beside(told, each, cue)
        ]
        if not near:
            return None
        mine = near
    kind: Kind = "direct" if any(is_independent(told, each, cue, start) for each in mine) else "mixed"
    if cue.way == "calls" and kind == "direct" and not is_first(told, mine[0], start):
        kind = "direct" if re.search(r"[:：]\s*$", bare[start : mine[0].start]) else "mixed"
    return Draft(kind, [(told.at, each.inner, each.outer) for each in mine])


def beside(told: Told, quote: Quotation, cue: Cue) -> bool:
    """Whether few words stand between a cue and a quotation."""
    return -2 < quote.start - cue.end < NEAR // 2 or -2 < cue.start - quote.end < NEAR // 3


def is_first(told: Told, quote: Quotation, start: int) -> bool:
    """Whether a sentence opens with this quotation."""
    return not told.bare[start : quote.start].strip(" \t\u00a0—–-…")


def is_independent(told: Told, quote: Quotation, cue: Cue, start: int) -> bool:
    """Whether a quotation is a sentence of its own and not a few words of the narrator's."""
    lead = told.bare[start : quote.start].rstrip()
    if is_first(told, quote, start) or lead.endswith((":", "：")) or quote.by_dash:
        return True
    words = told.text[quote.inner : quote.outer]
    if lead.endswith((",", "，", "、", "،", "说", "說", "道")):
        return True
    return words[:1].isupper() and len(words.split()) > TITLE


def ended(bare: str, start: int, end: int) -> tuple[int, int] | None:
    """A clause without the spaces and marks around it; None where nothing is left."""
    while start < end and bare[start] in " \t\n\u00a0\u202f,،，:：;—–-、":
        start += 1
    while end > start and bare[end - 1] in " \t\n\u00a0\u202f,،，:;—–-.。!?！？…؟":
        end -= 1
    return (start, end) if end - start > 3 else None


def rest_of(told: Told, cue: Cue, others: list[Cue], start: int, end: int, *, signs: bool) -> Draft | None:
    """What "according to X" and "as X said" leave of their sentence."""
    if others and any(other.way in ("says", "inside") for other in others) and told.speech:
        return None
    lead, tail = ended(told.bare, start, cue.begins), ended(told.bare, cue.ends, end)
    if lead and tail and RELATIVE.match(told.bare[cue.ends : tail[0] + 12]):
        tail = None
    if tail and (opened := RELATIVE_BARE.match(told.bare, cue.ends, end)):
        tail = ended(told.bare, opened.end(), end)
    behind_comma = bool(lead and COMMA_LEFT.search(told.bare[start : cue.begins]))
    if tail and behind_comma and not re.match(r"\s*[,،，]", told.bare[cue.ends : end]):
        tail = None
    parts = [part for part in (lead, tail) if part is not None]
    parts = [part for part in parts if len(parts) == 1 or signs or " " in told.bare[part[0] : part[1]]]
    if not parts or sum(end - start for start, end in parts) * (SIGNS_A_WORD if signs else 1) < SHORTEST_CLAUSE:
        return None
    within = [each for a, b in parts for each in told.spoken(a, b) if each.end <= b + 2]
    bare = "".join(told.bare[a:b] for a, b in parts)
    if within and not bare.replace(MASK, "").strip(" ,.،，"):
        return Draft("direct", [(told.at, each.inner, each.outer) for each in within])
    return Draft("mixed" if within else "indirect", [(told.at, *part) for part in parts])


def clause_after(teller: Teller, told: Told, cue: Cue, others: list[Cue], end: int) -> tuple[int, int] | None:
    """The clause that a cue opens: "that …", ": …", or German's reported speech behind a comma."""
    speech, bare = teller.speech, told.bare
    if cue.way == "calls":
        return None
    behind = max(cue.end, cue.ends)
    stop = min([other.begins for other in others if other.begins > behind and other.way != "calls"], default=end)
    stop = end if stop < behind + 12 else stop
    if speech.signs:
        stop = min([other.start for other in others if other.start > behind], default=end)
        return signs_after(told, cue, behind, stop, speech)
    near = bare[behind : min(behind + NEAR, stop)].split(MASK)[0]
    for match in speech.that.finditer(near):
        ahead = near[: match.start()]
        if re.search(r"[.;:]", ahead) or (not cue.inverted and cue.speaker and len(ahead) > 60):
            break
        return ended(bare, behind + match.start(), stop)
    colon = re.match(r"[^.;,:]{0,60}:\s*", near)
    if colon and not bare[behind + colon.end() :].startswith(MASK):
        return ended(bare, behind + colon.end(), stop)
    comma = re.match(r"[^.;,:]{0,70},\s*", near)
    if comma and speech.clause.search(bare, behind + comma.end(), stop):
        return ended(bare, behind + comma.end(), stop)
    return None


def signs_after(told: Told, cue: Cue, behind: int, stop: int, speech: Speech) -> tuple[int, int] | None:
    """What follows a Chinese cue up to the end of its sentence."""
    if speech.language == "ja":
        return None
    while stop > behind and told.bare[stop - 1] in "并且还又也，,並還":
        stop -= 1
    return ended(told.bare, behind, stop) if stop - behind > 4 else None


def clause_before(told: Told, cue: Cue, others: list[Cue], start: int, speech: Speech) -> tuple[int, int] | None:
    """The clause that ends at a comma before its cue: "The bridge stays closed, said the mayor"."""
    if speech.language == "ja" and cue.speaker:
        return ended(told.bare, max(cue.speaker[1] + 1, start), cue.start)
    front = min(cue.start, cue.speaker[0] if cue.speaker else cue.start)
    lead = told.bare[start:front]
    if not (COMMA_LEFT.search(lead) or (lead.endswith(MASK) and not lead.startswith(MASK))) or cue.speaker is None:
        return None
    if not cue.inverted and cue.way != "inside" and speech.language not in ("en", "nl", "ru", "de"):
        return None
    opening = max([other.ends for other in others if other.ends < front and other.way != "calls"], default=start)
    opening = max([opening, *(match.end() for match in HEADING.finditer(told.bare, start, front - 20))])
    place = ended(told.bare, opening, front)
    return place if place and (place[1] - place[0] > 15) else None


# Cues and the speakers beside them --------------------------------------------------------------------------------------


def cues_in(teller: Teller, told: Told, start: int, end: int) -> list[Cue]:
    """A sentence's cues with their speakers, in order."""
    speech, bare = teller.speech, told.bare
    found = [*according(teller, told, start, end)]
    taken = [(cue.begins, max(cue.end, cue.ends)) for cue in found]
    for match in speech.inside.finditer(bare, start, end):
        groups = {name: span for name, span in ((name, match.span(name)) for name in match.groupdict()) if span[0] >= 0}
        cue_span = groups.pop("cue")
        speaker = next(iter(groups.values()), None)
        found.append(Cue(*cue_span, speaker, "inside", inverted=True, begins=cue_span[0], ends=cue_span[1]))
        taken.append(cue_span)
    spots = [(match, "says") for match in speech.cue.finditer(bare, start, end)]
    spots += [(match, "calls") for match in speech.calls.finditer(bare, start, end)]
    seen: set[int] = set()
    for match, way in spots[: 2 * MOST_CUES]:
        if match.start() in seen or any(a <= match.start() < b for a, b in taken):
            continue
        seen.add(match.start())
        cue = cue_of(teller, told, match, "says" if way == "says" else "calls", start, end)
        if cue.speaker is not None or speech.drops:
            found.append(cue)
    return sorted(found, key=lambda cue: cue.start)[:MOST_CUES]


def according(teller: Teller, told: Told, start: int, end: int) -> Iterator[Cue]:
    """The frames without a verb of their own, and "as X said": "according to X", "X zufolge"."""
    speech, bare = teller.speech, told.bare
    for match in speech.before.finditer(bare, start, end):
        if "speaker" in speech.before.groupindex:
            speaker: tuple[int, int] | None = match.span("speaker")
            yield Cue(*match.span("cue"), speaker, "according", begins=match.start(), ends=match.end())
            continue
        behind = SPACE.match(bare, match.end(), end)
        behind_at = behind.end() if behind else match.end()
        verb = speech.cue.match(bare, behind_at, end) or speech.calls.match(bare, behind_at, end)
        opening = verb.end() if verb else match.end()
        speaker = speaker_after(teller, bare, opening, end, loose=speech.language != "de")
        if speaker is not None and not bare[opening : speaker[0]].strip(" \u00a0"):
            left, right = bare[start : match.start()], bare[speaker[1] : end]
            if match.group().lower() == "so" and not (
                (COMMA_LEFT.search(left) or TOUCHING.search(left))
                and re.match(r"\s*(?:[.,;:!?]|$)", right)
                and (bare[speaker[0]].isupper() or re.match(r"d(er|ie|as)\b|er\b|sie\b", bare[speaker[0] :]))
            ):
                continue
            if re.match(r"eigene|sein|ihr|own|propi|propr|собственн", bare[speaker[0] :]):
                continue
            trimmed = match.end() - (len(match.group()) - len(match.group().rstrip()))
            yield Cue(match.start(), trimmed, speaker, "according", begins=match.start(), ends=speaker[1])
    for match in speech.after.finditer(bare, start, end):
        if speech.signs:
            continue
        speaker = speaker_before(teller, bare, start, match.start(), fronted=True)
        if speaker is not None:
            yield Cue(*match.span(), speaker, "according", begins=speaker[0], ends=match.end())
    for match in speech.as_said.finditer(bare, start, end):
        opened = match.start() == start or COMMA_LEFT.search(bare[start : match.start()])
        verb = speech.cue.search(bare, match.end(), min(end, match.end() + NEAR)) if opened else None
        if verb is None or "," in bare[match.end() : verb.start()].strip(" ,"):
            continue
        speaker = speaker_after(teller, bare, match.end(), verb.start()) or speaker_after(teller, bare, verb.end(), end)
        if speaker is not None:
            stop = re.compile(r"[,.;:]|$").search(bare, max(verb.end(), speaker[1]), end)
            yield Cue(*verb.span(), speaker, "as", begins=match.start(), ends=stop.start() if stop else verb.end())


def cue_of(
    teller: Teller, told: Told, match: re.Match[str], way: Literal["says", "calls"], start: int, end: int
) -> Cue:
    """A verb with its speaker, behind it or before it."""
    speech, bare = teller.speech, told.bare
    left = bare[start : match.start()]
    if speech.signs:
        speaker = signs_before(teller, bare, start, match.start())
        return Cue(*match.span(), speaker, way, begins=speaker[0] if speaker else match.start(), ends=match.end())
    if (
        speech.language == "en"
        and match.group().endswith("ing")
        and (first := names_first(teller, bare, start, match.start()))
    ):
        return Cue(*match.span(), first, way, begins=match.start(), ends=match.end())
    turned = bool(TOUCHING.search(left) or COMMA_LEFT.search(left) or DASH_LEFT.search(left) or not left.strip())
    behind = speaker_after(teller, bare, match.end(), end)
    ahead = speaker_before(teller, bare, start, match.start())
    first, second = (behind, ahead) if turned or speech.first == "verb" else (ahead, behind)
    speaker = first or second
    inverted = speaker is not None and speaker is behind
    ends = max(match.end(), speaker[1]) if speaker else match.end()
    begins = min(match.start(), speaker[0]) if speaker else match.start()
    return Cue(*match.span(), speaker, way, inverted=inverted, begins=begins, ends=ends)


def names_first(teller: Teller, bare: str, start: int, end: int) -> tuple[int, int] | None:
    """Whom a sentence names first: the subject of its participles ("emphasizing that")."""
    return teller.names.first_in(bare, start, end)


def speaker_after(teller: Teller, bare: str, start: int, end: int, *, loose: bool = False) -> tuple[int, int] | None:
    """The name or description of a speaker that follows a cue.

    loose: whether any noun may speak, as behind "according to", where nothing else can stand.
    """
    speech, names = teller.speech, teller.names
    end = min(end, start + FAR)
    hard = HARD_WORDS.search(bare, start, end)
    edge = hard.start() if hard else end
    first: int | None = None
    last = start
    named = False
    for number, match in enumerate(WORD.finditer(bare, start, edge)):
        between = bare[last : match.start()] if first is not None else bare[start : match.start()]
        word = match.group()
        if first is None and between.strip(" \t\u00a0\u202f«»\"“”'’„"):
            return None
        if first is None and word.lower() in speech.pronouns:
            return match.span()
        if (
            first is None
            and word in AT_A_BODY
            and speech.language == "ru"
            and names.is_body_at(bare, match.end(), edge)
        ):
            start = match.end()
            continue
        loose = loose or (first is None and bool(INDEFINITE.fullmatch(word)))
        if number >= LONGEST_NAME:
            break
        if any(mark in between for mark in ",،") and not names.is_apposition(bare, match.start(), edge, named=named):
            break
        if speech.stop.fullmatch(word) and not (speech.link.fullmatch(word) and names.goes_on(bare, match.end(), edge)):
            if first is None and (speech.articles.fullmatch(word) and not speech.stop.fullmatch(word)):
                continue
            break
        proper = names.is_proper(word)
        if names.ends_noun(bare[first:last] if first is not None else "", word):
            break
        if first is not None and last != first and names.is_known(bare[first:last]):
            break
        if (
            named
            and not proper
            and not speech.link.fullmatch(word)
            and not speech.people.fullmatch(word)
            and names.cased
        ):
            break
        if speech.cue.fullmatch(word) and not proper:
            break
        first = match.start() if first is None else first
        last = match.end()
        named = named or (proper and names.looks_named(bare[first:last]))
    if first is None:
        return None
    last = first + names.cut(bare[first : trim_links(speech, bare, first, last)])
    return (first, last) if last > first and (loose or names.may_speak(bare[first:last])) else None


HARD_WORDS = re.compile(
    rf"[;:()\[\]—–{MASK}؛!?…。！？：；（）]|\s-\s|\.(?=\s|$)(?<!\b[A-ZА-Я]\.)(?<!\bM\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bSr\.)(?<!\bMs\.)"
)


def trim_links(speech: Speech, bare: str, first: int, last: int) -> int:
    """The end of a description without the small words it can't end with."""
    words = list(WORD.finditer(bare, first, last))
    while (
        words
        and len(words[-1].group()) <= LONGEST_LINK
        and (speech.link.fullmatch(words[-1].group()) or speech.articles.fullmatch(words[-1].group()))
    ):
        words.pop()
    return words[-1].end() if words else first


def speaker_before(teller: Teller, bare: str, start: int, end: int, *, fronted: bool = False) -> tuple[int, int] | None:
    """The subject that stands before a cue, within its clause."""
    names = teller.names
    start = max(start, end - FAR)
    hard = [match.end() for match in BREAK.finditer(bare, start, end)]
    opening = hard[-1] if hard else start
    text = bare[opening:end]
    closed = bool(COMMA_LEFT.search(text))
    pieces = [
        (opening + match.start(), opening + match.end())
        for match in re.finditer(r"[^,،]+", text)
        if match.group().strip()
    ]
    if not pieces:
        return None
    tried = [pieces[-2], pieces[-1]] if closed and len(pieces) > 1 else [pieces[-1]]
    if len(pieces) > 2 and closed:
        tried.insert(0, pieces[-3])
    if (
        closed
        and len(pieces) > 1
        and names.is_apposition(bare, *pieces[-1], named=names.looks_named(bare[slice(*pieces[-2])]))
    ):
        whole = subject_in(teller, bare, *pieces[-2], fronted=fronted)
        if whole is not None:
            return whole[0], pieces[-1][0] + len(bare[slice(*pieces[-1])].rstrip())
    for a, b in tried:
        if (place := subject_in(teller, bare, a, b, fronted=fronted)) is not None:
            return place
    return None


def subject_in(teller: Teller, bare: str, start: int, end: int, *, fronted: bool) -> tuple[int, int] | None:
    """The subject of a piece of a clause."""
    speech, names = teller.speech, teller.names
    words = list(WORD.finditer(bare, start, end))
    while words and speech.lead.fullmatch(words[0].group()) and not speech.pronouns.get(words[0].group().lower()):
        words.pop(0)
    if not words:
        return None
    if words[-1].group().lower() in speech.pronouns:
        return words[-1].span()
    if words[0].group().lower() in speech.pronouns and len(words) <= 4:
        return words[0].span()
    if speech.no_subject.fullmatch(words[0].group()) and not fronted and speech.language in ("de", "nl"):
        return None
    chosen: list[re.Match[str]] = []
    for number, match in enumerate(words):
        word = match.group()
        nexts = words[number + 1].group() if number + 1 < len(words) else ""
        if speech.stop.fullmatch(word) and not (chosen and speech.link.fullmatch(word) and nexts):
            if chosen and names.may_speak(bare[chosen[0].start() : chosen[-1].end()]):
                break
            chosen = []
            continue
        fresh = chosen and speech.articles.fullmatch(word) and not speech.link.fullmatch(chosen[-1].group())
        if fresh and speech.language not in ("de", "nl"):
            chosen = []
        chosen.append(match)
    if not chosen:
        return None
    chosen = chosen[-LONGEST_NAME:]
    while (
        len(chosen) > 1
        and speech.link.fullmatch(chosen[0].group())
        and not speech.articles.fullmatch(chosen[0].group())
    ):
        chosen.pop(0)
    if names.is_only_start(bare[chosen[0].start() : chosen[-1].end()]):
        return None
    first = chosen[0].start()
    last = first + names.cut(bare[first : trim_links(speech, bare, first, chosen[-1].end())])
    return (first, last) if last > first and names.may_speak(bare[first:last]) else None


def signs_before(teller: Teller, bare: str, start: int, end: int) -> tuple[int, int] | None:
    """The subject before a Chinese or Japanese cue."""
    speech = teller.speech
    if speech.language == "ja":
        text = bare[start:end]
        for match in re.finditer(
            r"(?:^|(?<=[、。「」\s"
            + MASK
            + r"]))([^、。「」\s"
            + MASK
            + r"]{2,40}?)(?:は|が|も)(?=[^」]*$|[、"
            + MASK
            + "])",
            text,
        ):
            if teller.names.may_speak(match.group(1)):
                return start + match.start(1), start + match.end(1)
        return None
    text = bare[start:end]
    pieces = [(match.start(), match.end()) for match in re.finditer(rf"[^，。；：！？\s,:;（）{MASK}]+", text)]
    for a, b in reversed(pieces[-3:]):
        piece = text[a:b]
        while (opened := speech.lead.match(piece)) and not speech.pronouns.get(opened.group()):
            a, piece = a + opened.end(), piece[opened.end() :]
        cuts = [match.start() for match in speech.stop.finditer(piece, 1) if piece[match.start() - 1] not in NOT_BEFORE]
        cuts += [match.start() for match in speech.cue.finditer(piece, 1)]
        piece = piece[: min(cuts)] if cuts else piece
        pronoun = next((each for each in speech.pronouns if piece.startswith(each)), None)
        if pronoun:
            return start + a, start + a + len(pronoun)
        if 1 < len(piece) <= 26 and teller.names.may_speak(piece):
            return start + a, start + a + len(piece)
    return None


def channel_of(speech: Speech, told: Told, cue: Cue) -> Channel | None:
    """The agency, platform or outlet that a cue's sentence names beside the speaker."""
    opening, ending = told.sentences[told.sentence_at(cue.start)]
    for match in speech.channel.finditer(told.bare, max(opening, cue.start - 150), min(ending, cue.end + 200)):
        for group in ("agency", "platform", "outlet", "agency_named"):
            found = match.groupdict().get(group)
            if not found:
                continue
            a = match.start(group)
            if cue.speaker and cue.speaker[0] <= a < cue.speaker[1] and cue.way == "says":
                continue
            kind = next(kind for kind in CHANNELS if kind == group.partition("_")[0])
            return Channel(found.strip(" «„“\"»」「『《”.,'’"), kind)
    return None
