"""What does a turn of phrase say, by its words alone: "took Veldmark past Ilmara", "declared void", "no increase in the rate"?

The parser errs on every tenth sentence, and no table of verbs has the phrases that newspapers have for a victory.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from newsbox.checking.deeds import FAILING
from newsbox.checking.opposites import is_negation
from newsbox.checking.shape import Line
from newsbox.texts import plain
from newsbox.types import Word

SLOTS = frozenset("TDWL")
"""What it is about, who does it, who wins and who loses."""
GAP = 3
"""Words that "~" covers."""
LOOK = 5
"""Words before a phrase in which it is denied."""
IN_NAMES = frozenset(("DET", "ADJ", "NUM", "NOUN", "PROPN", "SYM"))
HELPING = frozenset(("AUX", "ADV", "PART"))
JOINING = frozenset("of in on for from by at against with to between".split())
"""Between the nouns of one phrase: "the sale of the harbour"."""
BEFORE = frozenset(
    """vote decide agree choose resolve rule refuse fail decline have be do will would shall plan seek say not to then now also
    finally eventually narrowly unanimously once more again yesterday today""".split()
)
"""Words over which the subject of a phrase is looked for, going back."""


OPEN_IF_DENIED = frozenset("rule fail find see celebrate".split())
"""Words whose denial leaves the question open: what is not ruled out is not yet so."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found in a sentence."""

    question: str
    """The question's name in stands.toml."""
    yes: bool
    denied: bool
    """Whether the words before it turn it."""
    start: int
    end: int
    """Words from its first to behind its last, without the noun before it."""
    slots: Mapping[str, int]
    """The noun that fills each slot, by its number."""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A line of phrases.toml."""

    question: str
    yes: bool
    parts: tuple[tuple[str, frozenset[str]], ...]
    """"slot", "gap", "end", "may" or "word", and the words."""
    needed: tuple[frozenset[str], ...] = ()
    """Of each set, a sentence without any of its words can't have the phrase."""


@cache
def patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """The phrases by each word that they may begin with, slots aside."""
    told = tomllib.loads(files("newsbox.checking").joinpath("phrases.toml").read_text("utf-8"))
    found: dict[str, list[Pattern]] = defaultdict(list)
    for question, sides in told.items():
        for side, lines in sides.items():
            for line in lines:
                parts = tuple(map(_part, line.split()))
                first, *needed = (words for kind, words in parts if kind == "word")
                pattern = Pattern(question, side == "yes", parts, tuple(needed))
                for word in first:
                    found[word].append(pattern)
    return {word: tuple(known) for word, known in found.items()}


def _part(text: str) -> tuple[str, frozenset[str]]:
    if text in SLOTS:
        return "slot", frozenset((text,))
    if text in "~$":
        return ("gap" if text == "~" else "end"), frozenset()
    return ("may", frozenset(text[1:].split("|"))) if text[0] == "?" else ("word", frozenset(text.split("|")))


def phrases(line: Line) -> Iterator[Phrase]:
    """The phrases of a sentence, in order; where two overlap with one question, the longer."""
    found: list[Phrase] = []
    known = patterns()
    has = {*line.small, *line.lemmas}
    possible = {
        word: tuple(each for each in known[word] if not any(map(has.isdisjoint, each.needed)))
        for word in known.keys() & has
    }
    possible = {word: several for word, several in possible.items() if several}
    for number, (form, lemma) in enumerate(zip(line.small, line.lemmas, strict=True) if possible else ()):
        here = possible.get(form, ())
        if lemma != form and lemma in possible:
            here = tuple(dict.fromkeys((*here, *possible[lemma])))
        for pattern in here:
            phrase = _matched(line, number, pattern)
            if phrase is not None:
                found.append(phrase)
    found.sort(key=lambda each: (each.start - each.end, each.start))
    kept: list[Phrase] = []
    for each in found:
        if not any(
            each.question == other.question and each.start < other.end and other.start < each.end for other in kept
        ):
            kept.append(each)
    yield from sorted(kept, key=lambda each: each.start)


def _matched(line: Line, number: int, pattern: Pattern) -> Phrase | None:
    words = line.words
    slots: dict[str, int] = {}
    parts = pattern.parts
    if parts[0][0] == "slot":
        (name,) = parts[0][1]
        noun = _noun_before(words, number)
        if noun is None:
            return None
        slots[name] = noun
        parts = parts[1:]
    for filled, end in _filled(line, number, parts):
        denied = _denials(words, number) % 2 == 1
        if denied and line.lemmas[number] in OPEN_IF_DENIED:
            return None
        return Phrase(pattern.question, pattern.yes, denied, number, end, {**slots, **filled})
    return None


def _filled(
    line: Line, place: int, parts: tuple[tuple[str, frozenset[str]], ...]
) -> Iterator[tuple[dict[str, int], int]]:
    """The ways in which words from a place on fill the parts of a pattern, and where each ends."""
    if not parts:
        yield {}, place
        return
    words = line.words
    (kind, forms), rest = parts[0], parts[1:]
    if kind == "gap":
        for step in range(GAP + 1):
            if place + step > len(words) or any(each.pos == "PUNCT" for each in words[place : place + step]):
                return
            yield from _filled(line, place + step, rest)
        return
    if kind == "may":
        if place < len(words) and _is(line, place, forms):
            yield from _filled(line, place + 1, rest)
        yield from _filled(line, place, rest)
        return
    if kind == "end":
        if place == len(words) or words[place].pos in ("PUNCT", "CCONJ", "SCONJ"):
            yield from _filled(line, place, rest)
        return
    if place >= len(words):
        return
    if kind == "word":
        if _is(line, place, forms):
            yield from _filled(line, place + 1, rest)
        elif (
            place + 1 < len(words)
            and words[place].pos == "ADV"
            and not is_negation(plain(words[place].text))
            and _is(line, place + 1, forms)
        ):
            yield from _filled(line, place + 2, rest)  # "Was narrowly rejected".
        return
    (name,) = forms
    for head, end in _noun_behind(words, place):
        for filled, last in _filled(line, end, rest):
            yield {name: head, **filled}, last


def _is(line: Line, place: int, forms: frozenset[str]) -> bool:
    return line.small[place] in forms or line.lemmas[place] in forms


def _noun_behind(words: Sequence[Word], place: int) -> Iterator[tuple[int, int]]:
    """The nouns that a phrase which begins there may have for its head, with where it ends: the longest phrase first."""
    ends: list[tuple[int, int]] = []
    head: int | None = None
    closed = False
    for number in range(place, min(len(words), place + 9)):
        word = words[number]
        if word.pos in ("NOUN", "PROPN") or (word.text[:1].isupper() and word.pos != "AUX" and word.text.isalpha()):
            head = number if not closed else head
            assert head is not None
            ends.append((head, number + 1))
        elif word.lemma.casefold() in ("of", "in", "for", "on") and head is not None:
            closed = True
        elif word.text in ("'s", "’s", "’", "'", "-"):
            continue
        elif word.pos == "PRON" and number == place and word.tag != "PRP$":
            ends.append((number, number + 1))
            break
        elif word.pos not in IN_NAMES and word.tag not in ("PRP$", "VBN", "VBG"):
            break
    yield from reversed(ends)


def _noun_before(words: Sequence[Word], place: int) -> int | None:
    """The head of the noun phrase before a phrase, over its helping verbs; None where something else stands there."""
    number = place - 1
    steps = 0
    while number >= 0 and steps < 12:
        word = words[number]
        if word.pos in ("NOUN", "PROPN") or (word.pos == "PRON" and word.tag == "PRP"):
            break
        if number == place - 1 and word.text.istitle() and word.pos in ("VERB", "ADJ", "INTJ", "X"):
            break  # A surname alone before a verb, as headlines have it.
        if word.text in (",", ")", "–", "—"):
            opening = next((each for each in range(number - 1, -1, -1) if words[each].text in (",", "(", "–", "—")), -1)
            inside = words[opening + 1 : number]
            if opening < 1 or any(each.pos in ("VERB", "AUX") for each in inside):
                return None
            number = opening
        elif not (
            word.pos in HELPING
            or word.lemma.casefold() in BEFORE
            or word.text.casefold() in ("been", "’s", "'s")
            or word.pos == "NUM"
        ):
            return None
        number -= 1
        steps += 1
    if number < 0:
        return None
    # "The sale of the harbour": the first noun of the run.
    while words[number].dep == "pobj":
        joint = words[number].head
        above = words[joint].head
        if words[joint].lemma.casefold() not in JOINING or above >= joint or words[above].pos not in ("NOUN", "PROPN"):
            break
        number = above
    return number


def _denials(words: Sequence[Word], place: int) -> int:
    """How many words before a phrase, in its clause, turn it."""
    count = 0
    for number in range(place - 1, max(-1, place - 1 - LOOK), -1):
        word = words[number]
        text, lemma = plain(word.text), word.lemma.casefold()
        if word.pos in ("NOUN", "PROPN", "PUNCT", "PRON", "SCONJ"):
            if number == place - 1 - LOOK:
                break
            before = words[number - 1].text.casefold() if number else ""
            count += word.pos == "NOUN" and before in ("no", "neither")
            count += text in ("nobody", "none")
            break
        count += is_negation(text) or lemma in FAILING
    return count
