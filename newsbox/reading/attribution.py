"""Who said what, on whose word? English, from spaCy's parse.

For each word that may report speech, belief or intention, clauses.py proposes what may have been said and by whom; a small linear model
weighs the claims of claims_about_speech.py; rules of quotation marks do the rest. The scheme is PolNeAR's (Newell,
Margolin, Ruths 2018), after PARC (Pareti 2012).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from newsbox.reading import channels
from newsbox.reading import claims_about_speech as claims
from newsbox.reading.clauses import (
    PUNCTUATION,
    SIDES,
    Argument,
    Stretch,
    Voice,
    Words,
    arguments,
    cues,
    is_aside,
    voices,
    words_of,
)
from newsbox.reading.cue_weights import ARGUMENTS, CUES, LEXICON, VOICES
from newsbox.reading.cues import RELAYS
from newsbox.reading.language import Block
from newsbox.reading.quoted import opens
from newsbox.types import Article, Attribution, Channel, Place, Quoted, Span, Speaker

Named = Callable[[Place, int, int], str | None]
IS_CUE = 0.37
"""Probability from which a word counts as reporting."""
IS_ASIDE = 0.2
"""The same for "as the ministry reported": there are few of them to learn from."""
IS_NESTED, STRONG = 0.18, 1
"""The same for a word of speech within what somebody else said: annotators often pass over these, and readers should not."""
IS_WEAK_CUE, WEAK = 0.52, -2
"""The same for a word that is not known to report, or hardly does, where nothing is quoted."""
IS_SAID = 0.5
IS_VOICE = 0.4
IS_VOICE_OF_QUOTATION = 0.1
ENDS = frozenset({",", ".", "?", "!", "—", "–", "-", "..."})
MARKS = frozenset({"“", "”", '"', "''", "``", "‘", "’", "'", "«", "»", "„"})
DASHES = "-–—―~"
LONGEST_SIGNATURE = 8
"""Words of a name and office behind a quotation and a dash."""
NEAR_REPORTS = 6
"""Reports back to which a quotation without a cue is given."""
SENTENCE = 4
"""Words from which a quotation that begins with a capital is taken for a sentence."""


@dataclass(slots=True)
class Report:
    """A cue with what is said by it and who says it, in words of a block."""

    words: Words
    cue: int
    said: list[Argument]
    voice: Voice | None
    likely: float
    content: list[Stretch] = field(default_factory=list)
    further: list[tuple[Words, Stretch]] = field(default_factory=list)
    """What is said in later blocks."""
    has_cue: bool = True
    speaker: tuple[Words, Stretch] | None = None
    """Where somebody named elsewhere speaks."""
    via: Channel | None = None
    quotes_others: bool = False
    """Whether the quotation marks within are another speaker's."""


def attributions_of(article: Article, blocks: Sequence[Block], named: Named) -> tuple[Attribution, ...]:
    """Every attribution of the parsed blocks, in the order of the text. named: who the words of a span are, or None."""
    found: list[Report] = []
    before: Words | None = None
    every = list(words_of_blocks(blocks))
    for number, words in enumerate(every):
        reports = reports_of(words, first=number == 0, outlet=article.outlet)
        _go_on(found, before, words, every[number + 1] if number + 1 < len(every) else None, reports)
        found += reports
        before = words
    return tuple(_once([_attribution(report, named) for report in found]))


def _once(every: Sequence[Attribution]) -> Iterator[Attribution]:
    """Leaves out what stands within a report of the same words by the same mention, or repeats a report as nobody's.

    "Defending, she said her client was “sorry”" has two words that might report, and tells one thing.
    """
    hers: dict[Span, list[Attribution]] = {}
    spoken = set()
    for each in every:
        if each.speaker is not None:
            hers.setdefault(each.speaker.span, []).append(each)
            spoken.add(each.content)
    for each in every:
        if each.speaker is None:
            if each.content not in spoken:
                yield each
            continue
        same = hers[each.speaker.span]
        place = next(number for number, other in enumerate(same) if other is each)
        if not any(
            other is not each and _covers(other, each) and (number < place or not _covers(each, other))
            for number, other in enumerate(same)
        ):
            yield each


def _covers(outer: Attribution, inner: Attribution) -> bool:
    return all(
        any(
            piece.span.at == whole.span.at and whole.span.start <= piece.span.start and piece.span.end <= whole.span.end
            for whole in outer.content
        )
        for piece in inner.content
    )


def words_of_blocks(blocks: Sequence[Block]) -> Iterator[Words]:
    """The words of each block, with its quotations."""
    for number, block in enumerate(blocks):
        following = blocks[number + 1].text if number + 1 < len(blocks) else ""
        yield words_of(block, goes_on=opens(following))


def reports_of(words: Words, *, first: bool = False, outlet: str | None = None) -> list[Report]:
    """What is reported in a block, in the order of the cues. outlet: whose article it is."""
    found = []
    for cue in cues(words):
        if (report := report_of(words, cue, first=first)) and (content := _content(words, report)):
            report.content = content
            report.via = channels.of_report(words, cue, report.voice, outlet)
            found.append(report)
    for report in found:
        _hand_over(report, found)
        _take_in(report, found)
    for report in found:
        _relay(report, found, outlet)
        report.via = report.via or channels.platform_of(words, report.cue)
        _leave_quotations(report, found)
    return found


def _leave_quotations(outer: Report, reports: Sequence[Report]) -> None:
    """Quoted words are those of who is named for the sentence: "they agreed on a “new start,” according to the ministry"."""
    if outer.words.lower[outer.cue] not in ("according", "per"):
        return
    for inner in reports:
        is_inside = any(start <= inner.cue < end for start, end in outer.content)
        if is_inside and inner is not outer and _kind(inner) == "mixed":
            inner.quotes_others = True


def _hand_over(inner: Report, reports: Sequence[Report]) -> None:
    """Ends what is said where the same speaker goes on with a participle: "said that ..., adding that ..."."""
    words, cue = inner.words, inner.cue
    if words.tag[cue] != "VBG" or not cue or words.text[cue - 1] != "," or inner.voice is None:
        return
    for outer in reports:
        same = outer.voice is not None and outer.voice.head == inner.voice.head
        if outer is not inner and same and outer.cue < cue and words.quote[cue] < 0:
            kept = [(start, min(end, cue - 1)) for start, end in outer.content if start < cue - 1]
            outer.content = kept or outer.content


def _take_in(report: Report, reports: Sequence[Report]) -> None:
    """Adds the clause that is joined to what is said and quotes: "said that ..., but the key is “...”"."""
    words, cue = report.words, report.cue
    if not words.quotes or not any(each.kind == "ccomp" for each in report.said):
        return
    taken = {place for each in reports for piece in each.content for place in range(*piece)}
    cued = {each.cue for each in reports}
    for kid in words.kids[cue]:
        clause = range(words.left[kid], words.right[kid] + 1)
        has_own = any(words.dep[each] == "nsubj" for each in words.kids[kid])
        if words.dep[kid] == "conj" and kid > cue and has_own and not cued & set(clause):
            loose = [
                number for number, (start, end) in enumerate(words.quotes) if start in clause and start not in taken
            ]
            if loose:
                report.content.append((clause.start, max(clause.stop, words.quotes[loose[-1]][1])))


def _relay(outer: Report, reports: Sequence[Report], outlet: str | None) -> None:
    """What an agency, an outlet or a ministry passes on came through it: "..., the ministry reported"."""
    if outer.voice is None or outer.words.lemma[outer.cue] not in (*RELAYS, "according", "per"):
        return
    channel = channels.of_words(outer.words, outer.voice.head, outlet, only=("agency", "outlet", "official"))
    if channel is None:
        return
    for inner in reports:
        if inner is not outer and inner.via is None and any(start <= inner.cue < end for start, end in outer.content):
            inner.via = channel


def _go_on(
    found: Sequence[Report], before: Words | None, words: Words, after: Words | None, reports: list[Report]
) -> None:
    """Gives the quotations of a block that no cue of its own reports to those who were speaking."""
    taken = {place for report in reports for piece in report.content for place in range(*piece)}
    for number, (start, end) in enumerate(words.quotes):
        if taken & set(range(start, end)):
            continue
        if start == 0 and found and before is not None and _is_open(found[-1], before):
            found[-1].further.append((words, (start, end)))
        elif _is_sentence(words, number) and (
            speaker := _signed(words, number, after) or _last_speaker(found, reports, before, words, start)
        ):
            loose = Report(words, start, [], None, 0.0, [(start, end)], has_cue=False, speaker=speaker)
            reports.append(loose)
            reports.sort(key=lambda report: report.cue)


def _signed(words: Words, number: int, after: Words | None) -> tuple[Words, Stretch] | None:
    """The name that a quotation is signed with behind a dash, in its own block or at the head of the next."""
    end = words.quotes[number][1]
    if end < len(words):
        return _signature(words, end, words.quotes[number + 1][0] if number + 1 < len(words.quotes) else len(words))
    return _signature(after, 0, len(after)) if after is not None else None


def _signature(words: Words, start: int, end: int) -> tuple[Words, Stretch] | None:
    place = start
    while place < end and words.pos[place] in ("SPACE",):
        place += 1
    if place >= end or words.text[place][0] not in DASHES:
        return None
    place += 1
    stop = place
    while stop < end and words.pos[stop] != "SPACE" and words.text[stop] not in (".", "!", "?"):
        stop += 1
    names = range(place, stop)
    is_name = 0 < len(names) <= LONGEST_SIGNATURE and words.text[place][0].isupper()
    return (words, (place, stop)) if is_name and not any(words.pos[each] == "VERB" for each in names) else None


def _is_open(report: Report, before: Words) -> bool:
    """Whether the block before ends with a report that goes on: in a quotation that is not closed, or in a colon."""
    if before.marks and not before.marks[-1].is_closed:
        last = before.quotes[-1]
        pieces = [piece for words, piece in report.further if words is before]
        pieces += report.content if report.words is before else []
        return any(start < last[1] and end > last[0] for start, end in pieces)
    return False


def _last_speaker(
    found: Sequence[Report], reports: Sequence[Report], before: Words | None, words: Words, place: int
) -> tuple[Words, Stretch] | None:
    """Who was speaking when a quotation without a cue begins: who spoke just before, or last was quoted near by."""
    for report in sorted((each for each in reports if each.cue < place), key=lambda each: -each.cue):
        if speaker := _speaker(report):
            return speaker
    subject = _subject_before(words, place)
    if subject:
        return words, subject
    for report in reversed(found[-NEAR_REPORTS:]):
        if (report.words is before or _kind(report) != "indirect") and (speaker := _speaker(report)):
            return speaker
    return None


def _subject_before(words: Words, place: int) -> Stretch | None:
    """The person whom the sentence before a quotation is about."""
    if place == 0:
        return None
    start, end = words.sentence[place - 1]
    for subject in range(start, min(end, place)):
        if words.dep[subject] == "nsubj" and (
            words.entity[subject] == "PERSON" or words.lower[subject] in ("he", "she")
        ):
            return words.left[subject], words.right[subject] + 1
    return None


def _speaker(report: Report) -> tuple[Words, Stretch] | None:
    if report.speaker:
        return report.speaker
    return (report.words, report.voice.words) if report.voice else None


def report_of(words: Words, cue: int, *, first: bool) -> Report | None:
    """What a word reports, if it does."""
    possible = arguments(words, cue)
    if not possible:
        return None
    said, sure = what_is_said(words, cue, possible, ARGUMENTS)
    speakers = likely_voices(words, cue, said, VOICES)
    by_likelihood = [voice for _, voice in speakers]
    likely = probability(CUES, claims.of_cue(words, cue, said, sure, by_likelihood, LEXICON, first=first))
    if likely < _least(words, cue) or (likely < IS_WEAK_CUE and _is_weak(words, cue, said)):
        return None
    # Who speaks a quotation is nearly always named, so that less is asked for there.
    least = IS_VOICE_OF_QUOTATION if any(each.kind in ("q<", "q>") for each in said) else IS_VOICE
    voice = speakers[0][1] if speakers and speakers[0][0] >= least else None
    said = _without(voice, said)
    return Report(words, cue, said, voice, likely) if said else None


def _least(words: Words, cue: int) -> float:
    """How likely a word must be to report."""
    if words.lemma[cue] in RELAYS and is_aside(words, cue):
        return IS_ASIDE
    is_nested = words.dep[cue] == "ccomp" and LEXICON.get(f"VERB {words.lemma[words.head[cue]]}", WEAK) >= STRONG
    if is_nested and LEXICON.get(f"{words.pos[cue]} {claims.word(words, cue)}", WEAK) >= STRONG:
        return IS_NESTED
    return IS_CUE


def _is_weak(words: Words, cue: int, said: Sequence[Argument]) -> bool:
    """Whether a word hardly ever reports, and nothing is quoted here."""
    known = LEXICON.get(f"{words.pos[cue]} {claims.word(words, cue)}", WEAK)
    return known <= WEAK and not any(words.quote[each.head] >= 0 for each in said)


def likely_voices(
    words: Words, cue: int, said: Sequence[Argument], weights: dict[str, float]
) -> list[tuple[float, Voice]]:
    """Who may speak by a cue, the likeliest first, and how likely each is."""
    possible = voices(words, cue)
    weighed = ((probability(weights, claims.of_voice(words, cue, each, possible, said)), each) for each in possible)
    return sorted(weighed, key=lambda pair: -pair[0])


def _without(voice: Voice | None, said: Sequence[Argument]) -> list[Argument]:
    """What is said, without what names the speaker: "as reported by the ministry"."""
    if voice is None:
        return list(said)
    return [
        each
        for each in said
        if not (each.kind in ("agent", "prep", "nsubj", "^acl", "^relcl") and _is_within(each.pieces, voice.words))
        and each.kind != "agent"
    ]


def _is_within(pieces: Sequence[Stretch], stretch: Stretch) -> bool:
    inside = sum(max(0, min(end, stretch[1]) - max(start, stretch[0])) for start, end in pieces)
    return 2 * inside > sum(end - start for start, end in pieces)


def _voice(words: Words, cue: int, speakers: Sequence[Voice], said: Sequence[Argument]) -> Voice | None:
    """The likeliest speaker. Who speaks a quotation is nearly always named, so that less is asked for there."""
    spoken = [(probability(VOICES, claims.of_voice(words, cue, each, speakers, said)), each) for each in speakers]
    sure, best = max(spoken, key=lambda pair: pair[0], default=(0.0, None))
    is_quotation = any(each.kind in ("q<", "q>") for each in said)
    if best is None or sure < (IS_VOICE_OF_QUOTATION if is_quotation else IS_VOICE):
        return None
    return best


def what_is_said(
    words: Words, cue: int, possible: Sequence[Argument], weights: dict[str, float]
) -> tuple[list[Argument], float]:
    """Which arguments of a cue are said by it, the likeliest first, and how likely that one is."""
    weighed = sorted(
        ((probability(weights, claims.of_argument(words, cue, each, possible)), each) for each in possible),
        key=lambda pair: -pair[0],
    )
    if words.lower[cue] == "according" or is_aside(words, cue):
        whole = [
            (likely, each)
            for likely, each in weighed
            if each.kind in SIDES
            or each.kind[0] == "^"
            or (each.kind[0] == "q" and _is_sentence(words, words.quote[each.head]))
        ]
        best = whole[0] if whole else weighed[0]
        return [best[1]], best[0]
    said = [each for likely, each in weighed if likely >= IS_SAID and each.kind not in SIDES]
    return said or [weighed[0][1]], weighed[0][0]


def probability(weights: dict[str, float], claimed: Sequence[str]) -> float:
    """How likely it is, by all that is claimed."""
    total = sum(weights.get(claim, 0.0) for claim in claimed)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _content(words: Words, report: Report) -> list[Stretch]:
    """The stretches of what is said: quotations are taken whole, and neither cue nor speaker is part of it."""
    pieces = [piece for argument in report.said for piece in argument.pieces]
    if words.quote[report.cue] < 0:
        grown = []
        for start, end in pieces:
            for number in {words.quote[start], words.quote[end - 1]} - {-1}:
                opening, closing = words.quotes[number]
                start, end = min(start, opening), max(end, closing)
            grown.append((start, end))
        pieces = _whole_quotations(words, report, grown) or grown
    taken = {report.cue}
    if report.voice and report.voice.words[1] - report.voice.words[0] < 12:
        taken |= set(range(*report.voice.words))
    kept = sorted({place for start, end in pieces for place in range(start, end)} - taken)
    found: list[Stretch] = []
    for place in kept:
        if found and (place == found[-1][1] or _only_marks(words, found[-1][1], place)):
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return [_without_and(words, each) for each in found if not _only_marks(words, *each)]


def _without_and(words: Words, stretch: Stretch) -> Stretch:
    """The stretch without a conjunction left over at its end."""
    start, end = stretch
    while end - start > 1 and words.pos[end - 1] == "CCONJ" and words.quote[end - 1] < 0:
        end -= 1
    return start, end


def _whole_quotations(words: Words, report: Report, pieces: Sequence[Stretch]) -> list[Stretch]:
    """The quotations among the pieces, where one beside the cue is a sentence of its own: then nothing outside is said."""
    beside = {words.quote[argument.head] for argument in report.said if argument.kind in ("q<", "q>")}
    if not any(_is_sentence(words, number) for number in beside):
        return []
    numbers = sorted({words.quote[place] for piece in pieces for place in range(*piece)} - {-1})
    return [words.quotes[number] for number in numbers]


def _is_sentence(words: Words, number: int) -> bool:
    start, end = words.quotes[number]
    inner = [words.text[place] for place in range(start, end) if words.text[place] not in MARKS]
    opened = words.text[start - 1] if start else "."
    return (
        len(inner) >= SENTENCE
        and inner[0][0].isupper()
        and (inner[-1] in ENDS or words.text[min(end, len(words) - 1)] in ENDS)
        and (not opened[0].isalnum() or words.pos[start - 1] == "VERB")
    )


def _only_marks(words: Words, start: int, end: int) -> bool:
    return all(words.pos[place] in PUNCTUATION for place in range(start, end))


def _attribution(report: Report, named: Named) -> Attribution:
    content = [quoted(report.words, each) for each in report.content]
    content += [quoted(words, each) for words, each in report.further]
    speaker = None
    if who := _speaker(report):
        text = quoted(who[0], _bare(*who))
        speaker = Speaker(text.text, text.span, named(text.span.at, text.span.start, text.span.end))
    cue = quoted(report.words, _whole_cue(report)) if report.has_cue else None
    return Attribution(_kind(report), tuple(content), speaker, cue, report.via)


def _bare(words: Words, stretch: Stretch) -> Stretch:
    """A speaker without marks, conjunctions and the 's at its ends."""
    start, end = stretch
    while end - start > 1 and (words.pos[start] in PUNCTUATION or words.pos[start] == "CCONJ"):
        start += 1
    while end - start > 1 and (words.pos[end - 1] in PUNCTUATION or words.tag[end - 1] == "POS"):
        end -= 1
    return start, end


def _whole_cue(report: Report) -> Stretch:
    """A cue with its helpers ("did not say"), its particle and the preposition that opens what is said ("called for")."""
    words, cue = report.words, report.cue
    start, end = cue, cue + 1
    helpers = {kid for kid in words.kids[cue] if words.dep[kid] in ("aux", "auxpass", "neg", "advmod") and kid < cue}
    while start - 1 in helpers:
        start -= 1
    while start < cue and words.dep[start] == "advmod":
        start += 1
    inside = {place for piece in report.content for place in range(*piece)}
    follows = end < len(words) and end not in inside and words.head[end] == cue
    opens_content = any(place in inside for place in range(end + 1, min(len(words), end + 3)))
    if follows and (words.dep[end] == "prt" or (words.dep[end] in ("prep", "agent") and opens_content)):
        end += 1
    if words.lower[cue] == "according" and end < len(words) and words.lower[end] == "to":
        end += 1
    return start, end


def _kind(report: Report) -> Literal["direct", "indirect", "mixed"]:
    """Direct where all is between marks, mixed where some of it is."""
    words = report.words
    if report.quotes_others or (report.has_cue and words.quote[report.cue] >= 0):
        return "indirect"
    inside = [
        words.quote[place] >= 0
        for piece in report.content
        for place in range(*piece)
        if words.pos[place] not in PUNCTUATION
    ]
    return "direct" if inside and all(inside) else "mixed" if any(inside) else "indirect"


def quoted(words: Words, stretch: Stretch) -> Quoted:
    """Words of a block with their place."""
    start, end = words.start[stretch[0]], words.end[stretch[1] - 1]
    return Quoted(words.block.text[start:end], Span(words.block.at, start, end))
