"""A parsed block as plain lists, and round each word that may report speech: what may have been said, and who may have said it.

Everything here proposes; attribution.py decides.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsbox.reading.language import Block
from newsbox.reading.quoted import Quotation, quotations

Stretch = tuple[int, int]
"""Words of a block, by number: half-open."""

CLAUSES = frozenset(
    {"ccomp", "xcomp", "dobj", "dative", "attr", "oprd", "acomp", "advcl", "prep", "nsubj", "nsubjpass"}
)
CLAUSES |= {
    "csubj",
    "csubjpass",
    "acl",
    "relcl",
    "appos",
    "parataxis",
    "pcomp",
    "agent",
    "npadvmod",
    "dep",
    "conj",
    "advmod",
}
"""Relations in which what is said may hang on the word that says it."""
ABOVE = frozenset(
    {"parataxis", "advcl", "ccomp", "conj", "relcl", "acl", "prep", "advmod", "nsubj", "dobj", "amod", "pcomp"}
)
"""Relations in which the word that says it may hang on what is said."""
CHAIN = frozenset({"xcomp", "advcl", "conj", "acl", "ccomp", "prep", "pcomp", "dobj", "acomp", "attr", "oprd", "pobj"})
"""Relations that lead up to a word whose subject is the speaker too."""
SIDES = ("all before", "all behind")
"""What is only taken for said where nothing else is."""
LONGEST_LABEL = 6
"""Words before a colon that may name a speaker."""
ABBREVIATED = frozenset("u.s. u.k. u.n. e.u. u.a.e. u.s.s.r. inc. corp. co. ltd. jr. sr. a.m. p.m. etc. d.c.".split())
"""Abbreviations that often end a sentence."""
DEEPEST = 60
"""Words above a word, to the root of its sentence: more are a slip."""
MOST = 24
"""Proposals for one cue: a list of a thousand names hangs on one word, too, and each proposal is laid beside each other."""
NEAR = 14
"""Words between a cue and the quotation beside it: a speaker with name and office stands between them."""
SENTENCE_END = ".?!"
PUNCTUATION = frozenset({"PUNCT", "SPACE", "SYM"})
BREAKS = frozenset(",.;:?!—–-(")
NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "NUM", "ADJ", "DET"})
NAMING = NOMINAL | {"PART", "X"}


@dataclass(slots=True)
class Words:
    """The words of a block, each attribute a list: spaCy's own are slow to ask one by one."""

    block: Block
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    entity: list[str] = field(default_factory=list)
    kids: list[list[int]] = field(default_factory=list)
    sentence: list[Stretch] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    """The number of the quotation a word stands in, -1 outside."""
    quotes: list[Stretch] = field(default_factory=list)
    """The words of each quotation, marks included."""
    marks: list[Quotation] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.text)


def words_of(block: Block, *, goes_on: bool = False) -> Words:
    """A block's words. goes_on: the next paragraph opens with a quotation mark."""
    words = Words(block)
    for word in block.doc:
        words.start.append(word.idx)
        words.end.append(word.idx + len(word.text))
        words.text.append(word.text)
        words.lower.append(word.lower_)
        words.lemma.append(word.lemma_.lower())
        words.pos.append(word.pos_)
        words.tag.append(word.tag_)
        words.dep.append(word.dep_)
        words.head.append(word.head.i)
        words.left.append(word.left_edge.i)
        words.right.append(word.right_edge.i)
        words.entity.append(word.ent_type_)
    sentences = [(sentence.start, sentence.end) for sentence in block.doc.sents]
    for place in _missed_ends(words):
        _part(words, sentences, place)
    words.kids = [[] for _ in words.text]
    for place, head in enumerate(words.head):
        if head != place:
            words.kids[head].append(place)
    for start, end in sentences:
        words.sentence += [(start, end)] * (end - start)
    words.quote = [-1] * len(words)
    for mark in quotations(block.text[: words.end[-1]] if words.end else "", goes_on=goes_on):
        first = bisect_right(words.end, mark.start)
        last = bisect_right(words.start, mark.end - 1)
        if last > first:
            for place in range(first, last):
                words.quote[place] = len(words.quotes)
            words.quotes.append((first, last))
            words.marks.append(mark)
    return words


def _missed_ends(words: Words) -> list[int]:
    """Words that begin a sentence behind an abbreviation, where the model read on: "into the U.S. Experts also predict"."""
    return [
        place
        for place in range(1, len(words))
        if words.lower[place - 1] in ABBREVIATED
        and words.text[place][0].isupper()
        and words.text[place][1:].islower()
        and (
            words.tag[place] in ("NNS", "PRP", "DT", "WRB") or words.lower[place] in ("he", "she", "they", "the", "but")
        )
    ][:MOST]


def _part(words: Words, sentences: list[tuple[int, int]], place: int) -> None:
    """Begins a sentence at a word: its verb becomes a root, its noun the verb's subject, and the noun before takes its old place."""
    number = next((n for n, (start, end) in enumerate(sentences) if start < place < end), None)
    if number is None:
        return
    start, end = sentences[number]
    sentences[number : number + 1] = [(start, place), (place, end)]
    verb = next((each for each in range(place, min(end, place + NEAR)) if words.pos[each] == "VERB"), place)
    for each in range(start, place):
        if words.head[each] >= place:
            above = words.head[words.head[each]] if words.head[words.head[each]] < place else start
            words.dep[each] = words.dep[words.head[each]] if above != each else "ROOT"
            words.head[each] = above
    words.head[verb], words.dep[verb] = verb, "ROOT"
    for each in range(place, end):
        if each != verb and words.head[each] < place:
            words.head[each] = verb
            words.dep[each] = "nsubj" if each < verb and words.pos[each] in NOMINAL else "dep"
    _edges(words, start, end)


def _edges(words: Words, start: int, end: int) -> None:
    """Finds the first and the last word of what hangs on each word of a stretch anew."""
    for each in range(start, end):
        words.left[each] = words.right[each] = each
    for each in range(start, end):
        above = words.head[each]
        for _ in range(DEEPEST):
            if words.left[above] > each:
                words.left[above] = each
            if words.right[above] < each:
                words.right[above] = each
            if words.head[above] == above:
                break
            above = words.head[above]


@dataclass(frozen=True, slots=True)
class Argument:
    """What may have been said: a piece of the sentence, or a quotation beside it."""

    kind: str
    """The relation to the cue: "ccomp"; "^parataxis" where the cue hangs on it; "q<", "q>", "q+" for quotations before, after, next."""
    head: int
    pieces: tuple[Stretch, ...]
    gap: int = 0
    """Words between it and the cue."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who may have said it."""

    kind: str
    """The way to it from the cue: "nsubj", "agent", "poss", "conj nsubj" ..."""
    head: int
    words: Stretch


def cues(words: Words) -> Iterator[int]:
    """The words of a block that may report speech: verbs, and nouns, adjectives and some others that something hangs on."""
    for place, pos in enumerate(words.pos):
        if pos == "VERB" or words.lower[place] in ("according", "per", "reportedly", "allegedly"):
            yield place
        elif pos in ("NOUN", "ADJ", "PROPN", "AUX"):
            if any(
                words.dep[kid] in ("acl", "ccomp", "xcomp", "prep", "relcl", "appos", "poss")
                for kid in words.kids[place]
            ):
                yield place
        elif words.text[place] == ":" and _names_somebody(words, words.sentence[place][0], place):
            yield place


def _names_somebody(words: Words, start: int, colon: int) -> bool:
    """Whether what stands before a colon may be somebody who speaks: "Mayor: ...", not "Fish, ships and fog: ..."."""
    return (
        0 < colon - start <= LONGEST_LABEL
        and words.sentence[colon][1] - colon > 2
        and words.pos[colon - 1] in ("PROPN", "NOUN")
        and not any(words.text[place] in BREAKS for place in range(start, colon))
    )


def arguments(words: Words, cue: int) -> list[Argument]:
    """What may hang on a cue as said."""
    found = []
    if words.text[cue] == ":":
        end = words.sentence[cue][1]
        return [Argument(":", cue, _trimmed(words, cue + 1, end)), *_quotations(words, cue)]
    for kid in words.kids[cue]:
        dep = words.dep[kid]
        if dep in CLAUSES and words.pos[kid] not in PUNCTUATION:
            pieces = _trimmed(words, words.left[kid], words.right[kid] + 1)
            if dep in ("prep", "agent") and abs(kid - cue) == 1:
                pieces = _trimmed(words, kid + 1, words.right[kid] + 1)
            if pieces:
                found.append(Argument(dep, kid, pieces, _gap(cue, pieces)))
    found += _above(words, cue)
    found += _quotations(words, cue)
    if words.pos[cue] == "VERB" or words.lower[cue] == "according":
        found += _sides(words, cue)
    return found[:MOST]


def is_aside(words: Words, cue: int) -> bool:
    """Whether a cue stands in an aside of which the rest of the sentence is said: "as the ministry reported"."""
    left = words.left[cue]
    return words.dep[cue] == "advcl" and words.lower[left] == "as" and (left == 0 or words.text[left - 1] in ",—–-(“")


def _sides(words: Words, cue: int) -> Iterator[Argument]:
    """The sentence before the cue and its subject, and behind the cue: for where the parse went another way."""
    start, end = words.sentence[cue]
    if words.lower[cue] == "according" or is_aside(words, cue):
        begin, behind = words.left[cue], words.right[cue] + 1
        if pieces := _trimmed(words, start, begin):
            yield Argument(SIDES[0], words.head[cue], pieces, 0)
        if pieces := _trimmed(words, behind, end):
            yield Argument(SIDES[1], pieces[0][0], pieces, 0)
        return
    begin = cue
    for kid in words.kids[cue]:
        if kid < cue and words.dep[kid] in ("nsubj", "aux", "neg", "advmod", "nsubjpass", "auxpass", "mark"):
            begin = min(begin, words.left[kid])
    if pieces := _trimmed(words, start, begin):
        yield Argument(SIDES[0], words.head[cue], pieces, 0)
    behind = max((words.right[kid] + 1 for kid in words.kids[cue] if words.dep[kid] == "prt"), default=cue + 1)
    if pieces := _trimmed(words, behind, end):
        yield Argument(SIDES[1], pieces[0][0], pieces, 0)


def _gap(cue: int, pieces: tuple[Stretch, ...]) -> int:
    return max(0, min(start - cue - 1 if start > cue else cue - end for start, end in pieces))


def _above(words: Words, cue: int) -> Iterator[Argument]:
    """What the cue itself hangs on."""
    head, dep = words.head[cue], words.dep[cue]
    if dep not in ABOVE or head == cue:
        return
    left, right = words.left[cue], words.right[cue] + 1
    if dep in ("relcl", "acl"):
        pieces = _trimmed(words, words.left[head], left)
    else:
        pieces = _trimmed(words, words.left[head], left) + _trimmed(words, right, words.right[head] + 1)
    if pieces:
        yield Argument(f"^{dep}", head, pieces, _gap(cue, pieces))


def _trimmed(words: Words, start: int, end: int) -> tuple[Stretch, ...]:
    """The stretch without punctuation at its ends; quotation marks come back with their quotations."""
    while start < end and words.pos[start] in PUNCTUATION:
        start += 1
    while end > start and words.pos[end - 1] in PUNCTUATION:
        end -= 1
    return ((start, end),) if start < end else ()


def _quotations(words: Words, cue: int) -> Iterator[Argument]:
    """The quotations beside a cue: before it, after it, and the one that opens the sentence behind its own."""
    if words.quote[cue] >= 0 or not words.quotes:
        return
    sentence_end = words.sentence[cue][1]
    after = next((n for n, (start, _) in enumerate(words.quotes) if start > cue), len(words.quotes))
    if after < len(words.quotes):
        start, end = words.quotes[after]
        gap = start - cue - 1
        if gap <= NEAR and start <= sentence_end:
            yield Argument("q>", start, ((start, end),), gap)
        # What follows behind the sentence, or behind a first quotation that ends it.
        follows = after + 1 if start < sentence_end else after
        if follows < len(words.quotes):
            begin, stop = words.quotes[follows]
            behind = max(sentence_end, end) if follows > after else sentence_end
            if 0 <= begin - behind <= 1 and (start <= sentence_end):
                yield Argument("q+", begin, ((begin, stop),), begin - cue - 1)
    if after:
        start, end = words.quotes[after - 1]
        gap = cue - end
        if gap <= NEAR:
            yield Argument("q<", start, ((start, end),), gap)


def voices(words: Words, cue: int) -> list[Voice]:
    """Who may speak by a cue, the likeliest ways first."""
    found: list[Voice] = []
    if words.text[cue] == ":":
        start = words.sentence[cue][0]
        is_name = words.pos[cue - 1] == "PROPN" and words.pos[start] != "NUM"
        is_name = is_name and not any(words.pos[place] in ("VERB", "AUX") for place in range(start, cue))
        return [Voice("before colon", cue - 1, (start, cue))] if is_name else []
    if words.lower[cue] in ("according", "per"):
        return [Voice("according", *_phrase(words, each, cue)) for each in _objects(words, cue)]
    found += _own(words, cue, "")
    if words.tag[cue] == "VBG" and cue and words.text[cue - 1] == ",":
        found += _of_the_sentence(words, cue, {voice.head for voice in found})
    place, way = cue, ""
    for _ in range(5):
        dep, head = words.dep[place], words.head[place]
        if head == place:
            break
        if dep in ("acl", "relcl") and words.pos[head] in ("NOUN", "PROPN", "PRON"):
            found.append(Voice(f"{way}{dep} head", head, (words.left[head], max(head + 1, words.left[place]))))
        if dep not in CHAIN and not (dep == "acl" or dep == "relcl"):
            break
        way = f"{dep} " if not way else f"{dep[:5]}.. "
        place = head
        known = {voice.head for voice in found}
        found += [voice for voice in _own(words, place, way, below=cue) if voice.head not in known]
    found += _beside(words, cue, {voice.head for voice in found})
    found += _by_the_quotation(words, cue, {voice.head for voice in found})
    return found[:MOST]


def _of_the_sentence(words: Words, cue: int, known: set[int]) -> Iterator[Voice]:
    """The subject of the whole sentence: ", adding that" goes on with it more often than with what stands nearer."""
    start, end = words.sentence[cue]
    for place in range(start, min(end, cue)):
        if words.head[place] == place:
            for kid in words.kids[place]:
                if words.dep[kid] == "nsubj" and kid not in known and kid < cue:
                    yield Voice("main nsubj", *_phrase(words, kid, cue))


def _by_the_quotation(words: Words, cue: int, known: set[int]) -> Iterator[Voice]:
    """What stands between a quotation and the cue, and between the cue and the next mark, whatever the parse makes of it."""
    if words.quote[cue] >= 0 or not words.quotes or words.pos[cue] not in ("VERB", "AUX"):
        return
    start = cue
    while start and words.quote[start - 1] < 0 and cue - start < NEAR:
        start -= 1
    if start and words.quote[start - 1] >= 0 and start < cue:
        yield from _as_voice(words, "between", start, cue, known)
    end = cue + 1
    while end < len(words) and words.quote[end] < 0 and end - cue < NEAR and words.text[end] not in BREAKS:
        end += 1
    if start and words.quote[start - 1] >= 0 and cue - start <= 2 and end > cue + 1:
        yield from _as_voice(words, "behind", cue + 1, end, known)


def _as_voice(words: Words, kind: str, start: int, end: int, known: set[int]) -> Iterator[Voice]:
    while start < end and words.pos[start] in ("PUNCT", "SPACE", "CCONJ"):
        start += 1
    stop = start
    while stop < end and words.text[stop] not in BREAKS and words.pos[stop] in NAMING:
        stop += 1
    head = next((place for place in range(stop - 1, start - 1, -1) if words.pos[place] in NOMINAL), None)
    if head is not None and not known & set(range(start, stop)):
        yield Voice(kind, head, (start, max(stop, min(end, words.right[head] + 1) if kind == "between" else stop)))


def _objects(words: Words, place: int) -> Iterator[int]:
    for kid in words.kids[place]:
        if words.dep[kid] == "pobj":
            yield kid
        elif words.dep[kid] == "prep":
            yield from (each for each in words.kids[kid] if words.dep[each] == "pobj")


def _own(words: Words, cue: int, way: str, *, below: int = -1) -> Iterator[Voice]:
    """Subjects, agents, owners of one word. below: the cue, where the word stands above it."""
    for kid in words.kids[cue]:
        dep = words.dep[kid]
        if (
            dep in ("nsubj", "nsubjpass", "poss", "csubj", "expl")
            or (dep in ("compound", "amod", "nmod") and not way and words.pos[cue] != "VERB")
            or (dep in ("dobj", "dative") and way.startswith(("xcomp", "ccomp")))
        ):
            yield Voice(f"{way}{dep}", *_phrase(words, kid, below))
        elif (
            dep in ("agent", "prep")
            and words.lower[kid] in ("by", "from", "of", "among", "between", "with")
            and kid != below
        ):
            for thing in words.kids[kid]:
                if words.dep[thing] == "pobj":
                    yield Voice(f"{way}{words.lower[kid]}", *_phrase(words, thing, below))


def _phrase(words: Words, head: int, cue: int) -> tuple[int, Stretch]:
    """A noun with all that hangs on it, but not the cue."""
    start, end = words.left[head], words.right[head] + 1
    if head < cue < end:
        end = max(head + 1, min(end, words.left[cue] if words.left[cue] > head else cue))
    elif start <= cue < head:
        start = min(head, cue + 1)
    return head, (start, end)


def _beside(words: Words, cue: int, known: set[int]) -> Iterator[Voice]:
    """The name or pronoun that stands right beside a cue, whatever the parse makes of it."""
    if words.pos[cue] != "VERB":
        return
    start, end = words.sentence[cue]
    for way, places in (
        ("left", range(cue - 1, max(start, cue - 5) - 1, -1)),
        ("right", range(cue + 1, min(end, cue + 6))),
    ):
        for place in places:
            if words.pos[place] in ("VERB", "PUNCT"):
                break
            if words.pos[place] in ("PROPN", "PRON", "NOUN"):
                if place not in known and words.dep[place] != "compound":
                    yield Voice(f"{way} of it", *_phrase(words, place, cue))
                break
