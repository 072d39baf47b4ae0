"""What changed between two states of a report, word by word, and of which kind is it?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

from newsbox.texts import unaccented
from newsbox.types import Place, Reading

Kind = Literal["headline", "name", "figure", "quote", "date", "correction", "added", "removed", "wording"]
KINDS: tuple[Kind, ...] = ("headline", "name", "figure", "quote", "date", "correction", "added", "removed", "wording")
"""In the order in which they are told: a part exchanged, a note of the newsroom's, a passage that came or went; or none of these."""
Side = Literal["same", "deleted", "inserted"]

TOKEN = re.compile(
    r"([\u3040-\u30ff\u3400-\u9fff]|(?:(?![\u3040-\u30ff\u3400-\u9fff])\w)+(?:[.,'’-]\w+)*|[^\w\s])(\s*)"
)
"""A word with its points and hyphens, or a mark, with the space behind it; of Chinese and Japanese each character."""
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f]\d+)*")
QUOTED = re.compile(
    r"“([^“”]{12,})”|„([^„“”]{12,})[“”]|«([^«»]{12,})»|»([^«»]{12,})«|\"([^\"]{12,})\"|「([^「」]{6,})」"
)
CAPITAL = re.compile(r"(?<=[^\W\d_][,;:]\s)[^\W\d_][\w'’-]+|(?<=[^\W\d_]\s)[^\W\d_][\w'’-]+")
YEAR = re.compile(r"(?:19|20)\d\d")

PASSAGE = 8
"""Words from which something that came or went by itself is a passage, and not a slip mended."""
ALIKE = 0.35
"""Share of words that two paragraphs have in common from which one is taken for the other's later state."""
MOST_PAIRS = 2_500
"""Pairs of paragraphs that are compared in one stretch; in a longer one the first is compared with the first, and so on."""
LONGEST = 4_000
"""Words of a paragraph that are compared one by one; of longer ones only beginning and end."""
NOUNS_ARE_CAPITAL = ("de", "lb")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and in which of the two states they stand."""

    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """The headline, the summary, a paragraph or a note of the newsroom's, in both states at once."""

    place: Literal["headline", "summary", "paragraph", "note"]
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the two states differ here."""
        return any(piece.side != "same" for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two states of a report, beside each other."""

    parts: tuple[Part, ...]
    kinds: tuple[Kind, ...]
    """What changed, as KINDS orders it; ("wording",) where only the wording did; empty where nothing did."""


def between(before: Reading, after: Reading) -> Difference:
    """What changed from one state of a report to a later one.

    A change of figures, dates, names and quotes is one of their values, as the readings have them: "twenty" for "20" is wording.
    What only moved to another place of the text is wording, too.
    """
    first, second = _Side(before), _Side(after)
    kinds: set[Kind] = set()
    parts: list[Part] = []
    for place in ("headline", "summary"):
        ours, theirs = before.part(place), after.part(place)
        if not ours and not theirs:
            continue
        if place == "headline" and _plain(ours) != _plain(theirs):
            kinds.add("headline")
        parts.append(_compared(first, second, place, place, ours, theirs, kinds if place == "headline" else set()))
    for at, to in _aligned(before.paragraphs, after.paragraphs):
        ours = before.paragraphs[at] if at is not None else ""
        theirs = after.paragraphs[to] if to is not None else ""
        parts.append(_compared(first, second, at, to, ours, theirs, kinds))
    notes, later = [note.text for note in before.notes], [note.text for note in after.notes]
    if sorted(map(_plain, notes)) != sorted(map(_plain, later)):
        kinds.add("correction")
    for at, to in _aligned(notes, later):
        pieces = _pieces(notes[at] if at is not None else "", later[to] if to is not None else "")
        parts.append(Part("note", tuple(piece for piece, _ in pieces)))
    if not kinds and any(part.is_changed for part in parts):
        kinds.add("wording")
    return Difference(tuple(parts), tuple(kind for kind in KINDS if kind in kinds))


TELL: dict[str, str] = {
    "headline": "the headline", "name": "a name", "figure": "a figure", "quote": "a quote", "date": "a date",
    "correction": "the newsroom’s note",
}  # fmt: skip


def told(kinds: Iterable[str]) -> str:
    """What changed, as half a sentence: "the headline and a figure changed, text was added"; empty where nothing did."""
    given = set(kinds)
    exchanged = [words for kind, words in TELL.items() if kind in given]
    said = []
    if exchanged:
        said.append(" and ".join(filter(None, [", ".join(exchanged[:-1]), exchanged[-1]])) + " changed")
    moves = [words for kind, words in (("added", "added"), ("removed", "taken out")) if kind in given]
    if moves:
        said.append(f"text was {' and '.join(moves)}")
    return ", ".join(said) or ("only the wording changed" if given else "")


# Which paragraph became which? ------------------------------------------------------------------------------------------


def _aligned(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Paragraphs beside each other, in order; None where one came or went."""
    for kind, start, end, begin, stop in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(start, end), range(begin, stop), strict=True)
        else:
            yield from _paired(ours, theirs, range(start, end), range(begin, stop))


def _paired(
    ours: Sequence[str], theirs: Sequence[str], here: range, there: range
) -> Iterator[tuple[int | None, int | None]]:
    """Of a stretch that differs: those pairs, in order, that have most words in common altogether."""
    bags = {at: Counter(WORD.findall(ours[at].casefold())) for at in here}
    others = {to: Counter(WORD.findall(theirs[to].casefold())) for to in there}
    pairs: list[tuple[int, int]] = []
    if len(here) * len(there) > MOST_PAIRS:
        pairs = [pair for pair in zip(here, there, strict=False) if _likeness(bags[pair[0]], others[pair[1]]) >= ALIKE]
    elif here and there:
        best = [[0.0] * (len(there) + 1) for _ in range(len(here) + 1)]
        alike = [[_likeness(bags[at], others[to]) for to in there] for at in here]
        for row in range(len(here) - 1, -1, -1):
            for column in range(len(there) - 1, -1, -1):
                paired = alike[row][column] + best[row + 1][column + 1] if alike[row][column] >= ALIKE else 0.0
                best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
        row = column = 0
        while row < len(here) and column < len(there):
            if alike[row][column] >= ALIKE and best[row][column] == alike[row][column] + best[row + 1][column + 1]:
                pairs.append((here[row], there[column]))
                row, column = row + 1, column + 1
            elif best[row][column] == best[row + 1][column]:
                row += 1
            else:
                column += 1
    at, to = here.start, there.start
    for one, other in [*pairs, (here.stop, there.stop)]:
        yield from ((gone, None) for gone in range(at, one))
        yield from ((None, come) for come in range(to, other))
        if (one, other) != (here.stop, there.stop) or (one, other) in pairs:
            yield one, other
        at, to = one + 1, other + 1


def _likeness(ours: Counter[str], theirs: Counter[str]) -> float:
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0


# Which words? -----------------------------------------------------------------------------------------------------------

_Hunk = tuple[int, int, int, int]
"""A place that differs: from where to where in the former text, and in the later one; characters."""


def _pieces(ours: str, theirs: str) -> list[tuple[Piece, _Hunk]]:
    """Two texts as one list of pieces. Joined, the same and the deleted ones are the former text, the same and the inserted ones the later."""
    here, there = _tokens(ours), _tokens(theirs)
    words, others = [token for token, _ in here], [token for token, _ in there]
    opening = _common(words, others)
    closing = _common(words[opening:][::-1], others[opening:][::-1])
    middle, rest = words[opening : len(words) - closing], others[opening : len(others) - closing]
    codes: list[tuple[bool, int, int, int, int]] = [(True, 0, opening, 0, opening)]
    if max(len(middle), len(rest)) > LONGEST:
        codes.append((False, opening, opening + len(middle), opening, opening + len(rest)))
    else:
        for kind, a, b, c, d in SequenceMatcher(None, middle, rest, autojunk=False).get_opcodes():
            codes.append((kind == "equal", opening + a, opening + b, opening + c, opening + d))
    codes.append((True, len(words) - closing, len(words), len(others) - closing, len(others)))
    pieces: list[tuple[Piece, _Hunk]] = []
    starts, begins = [0, *_ends(here)], [0, *_ends(there)]
    for is_same, a, b, c, d in _smoothed([code for code in codes if code[2] > code[1] or code[4] > code[3]]):
        hunk = (starts[a], starts[b], begins[c], begins[d])
        if is_same:
            # The later text's spaces: nobody looks for a space that went.
            pieces.append((Piece("same", theirs[hunk[2] : hunk[3]]), hunk))
            continue
        if b > a:
            pieces.append((Piece("deleted", ours[hunk[0] : hunk[1]]), hunk))
        if d > c:
            pieces.append((Piece("inserted", theirs[hunk[2] : hunk[3]]), hunk))
    return pieces


def _tokens(text: str) -> list[tuple[str, int]]:
    """Words and marks, each with where it ends, the space behind it included."""
    return [(match[1], match.end()) for match in TOKEN.finditer(text)]


def _ends(tokens: list[tuple[str, int]]) -> list[int]:
    return [end for _, end in tokens]


def _common(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many they have in common from the beginning on."""
    return next(
        (n for n, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other),
        min(len(ours), len(theirs)),
    )


def _smoothed(codes: list[tuple[bool, int, int, int, int]]) -> list[tuple[bool, int, int, int, int]]:
    """A word or two that happen to be the same between two larger changes are part of the change: whole phrases read better."""
    smooth: list[tuple[bool, int, int, int, int]] = []
    for n, code in enumerate(codes):
        is_same, a, b, c, d = code
        if is_same and b - a <= 2 and 0 < n < len(codes) - 1:
            size = min(max(each[2] - each[1], each[4] - each[3]) for each in (codes[n - 1], codes[n + 1]))
            is_same = size < 2 * (b - a)
        if smooth and not is_same and not smooth[-1][0]:
            former = smooth.pop()
            smooth.append((False, former[1], b, former[3], d))
        else:
            smooth.append((is_same, a, b, c, d))
    return smooth


# Of which kind? ---------------------------------------------------------------------------------------------------------


class _Side:
    """One of the two states, with what is asked of it again and again."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def words(self) -> list[str]:
        reading = self.reading
        return _plain("\n".join([reading.headline or "", reading.summary or "", *reading.paragraphs])).split()

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        return frozenset(zip(*(self.words[n:] for n in range(4)), strict=False))

    @cached_property
    def whole(self) -> str:
        return f" {' '.join(self.words)} "

    def holds(self, text: str) -> bool:
        """Whether a text of some length stands here, too, wherever: four fifths of its runs of four words do."""
        words = _plain(text).split()
        runs = list(zip(*(words[n:] for n in range(4)), strict=False))
        if not runs:
            return f" {' '.join(words)} " in self.whole
        return sum(run in self.runs for run in runs) >= 0.8 * len(runs)

    def values(self, kind: str, at: Place | None, start: int, end: int) -> set[tuple[float | str | None, str | None]]:
        """The values of the claims of a kind that stand at a place."""
        return {
            (claim.value, claim.unit)
            for claim in self.reading.claims
            if claim.kind == kind and _overlap(claim.span.at, claim.span.start, claim.span.end, at, start, end)
        }

    def numbers(self, at: Place | None, start: int, end: int, text: str) -> set[str]:
        """The numbers of a place that no claim of a figure or date explains."""
        told = [claim.span for claim in self.reading.claims if claim.kind in ("figure", "date") and claim.span.at == at]
        return {
            re.sub(r"\D", "", match[0])
            for match in NUMBER.finditer(text, start, end)
            if not any(span.start <= match.start() and match.end() <= span.end for span in told)
        }

    def names(self, at: Place | None, start: int, end: int, text: str) -> set[str]:
        """Who is named at a place, as the reading knows them, or as capital letters tell; compared letters, between spaces."""
        found = {
            _plain(member.name)
            for member in self.reading.cast
            for mention in member.mentions
            if _overlap(mention.at, mention.start, mention.end, at, start, end)
            and text[mention.start : mention.start + 1] != text[mention.start : mention.start + 1].lower()
        }
        found |= {
            _plain(said.speaker.name)
            for said in self.reading.attributions
            if said.speaker
            and said.speaker.name
            and _overlap(said.speaker.span.at, said.speaker.span.start, said.speaker.span.end, at, start, end)
        }
        language = (self.reading.language or "").partition("-")[0]
        if not found and at != "headline" and not self.reading.cast and language not in NOUNS_ARE_CAPITAL:
            found = {
                _plain(match[0])
                for match in CAPITAL.finditer(text)
                if match[0][0].isupper() and match.start() < end and start < match.end()
            }
        return found

    def quotes(self, at: Place | None, start: int, end: int, text: str) -> set[str]:
        """The quotes that reach into a place, whole, in compared letters."""
        found = {
            _plain(piece.text)
            for said in self.reading.attributions
            if said.kind != "indirect"
            for piece in said.content
            if _overlap(piece.span.at, piece.span.start, piece.span.end, at, start, end)
        }
        found |= {
            _plain(match[0]) for match in QUOTED.finditer(text) if match.start() < end - 1 and start + 1 < match.end()
        }
        # Found twice, by its sentence and by its marks, it is one.
        return {quote for quote in found if quote and not any(quote != other and quote in other for other in found)}


def _compared(
    first: _Side,
    second: _Side,
    at: Place | None,
    to: Place | None,
    ours: str,
    theirs: str,
    kinds: set[Kind],
) -> Part:
    """One part in both states; adds to `kinds` what changed in it."""
    place: Literal["headline", "summary", "paragraph"] = "paragraph"
    if at in ("headline", "summary"):
        place = at
    if ours == theirs:
        return Part(place, (Piece("same", ours),))
    pieces = _pieces(ours, theirs)
    hunks = dict.fromkeys(hunk for piece, hunk in pieces if piece.side != "same")
    for start, end, begin, stop in hunks:
        kinds |= _kinds_of(first, second, at, to, ours, theirs, (start, end, begin, stop))
    return Part(place, tuple(piece for piece, _ in pieces))


def _kinds_of(
    first: _Side, second: _Side, at: Place | None, to: Place | None, ours: str, theirs: str, hunk: _Hunk
) -> set[Kind]:
    start, end, begin, stop = hunk
    deleted, inserted = ours[start:end], theirs[begin:stop]
    lost, won = len(_plain(deleted).split()), len(_plain(inserted).split())
    # What stands elsewhere in the other state only moved.
    has_lost = lost > 0 and not (lost >= 6 and second.holds(deleted))
    has_won = won > 0 and not (won >= 6 and first.holds(inserted))
    kinds: set[Kind] = set()
    if not has_lost and not has_won:
        return kinds
    if has_won and won - lost >= PASSAGE:
        kinds.add("added")
    if has_lost and lost - won >= PASSAGE:
        kinds.add("removed")
    is_short = max(lost, won) < PASSAGE

    def differ(former: set[str], later: set[str]) -> bool:
        """Whether one was exchanged for another; one that came or went by itself is told by the passage it stands in."""
        return former != later if former and later else is_short and former != later

    before = first.values("figure", at, start, end) if has_lost else set()
    after = second.values("figure", to, begin, stop) if has_won else set()
    digits = first.numbers(at, start, end, ours) if has_lost else set()
    others = second.numbers(to, begin, stop, theirs) if has_won else set()
    if differ(_digits(before, others), _digits(after, digits)):
        kinds.add("figure")
    if differ(digits - _of_values(after), others - _of_values(before)):
        kinds.add("date" if all(YEAR.fullmatch(each) for each in digits ^ others) else "figure")
    days = {str(value) for value, _ in first.values("date", at, start, end)} if has_lost else set()
    later_days = {str(value) for value, _ in second.values("date", to, begin, stop)} if has_won else set()
    if differ(days, later_days):
        kinds.add("date")
    if _is_other_name(
        first.names(at, start, end, ours) if has_lost else set(),
        second.names(to, begin, stop, theirs) if has_won else set(),
        first,
        second,
        is_short=is_short,
    ):
        kinds.add("name")
    quotes = {quote for quote in first.quotes(at, start, end, ours) if f" {quote} " not in second.whole}
    later_quotes = {quote for quote in second.quotes(to, begin, stop, theirs) if f" {quote} " not in first.whole}
    if (has_lost and has_won and quotes and later_quotes) or (is_short and (quotes or later_quotes)):
        kinds.add("quote")
    return kinds


def _digits(values: set[tuple[float | str | None, str | None]], known: set[str]) -> set[str]:
    """Figures to be compared, without those that the other state writes as a bare number."""
    told = set()
    for value, unit in values:
        number = f"{value:g}" if isinstance(value, float | int) else str(value)
        if re.sub(r"\D", "", number) not in known:
            told.add(f"{number} {unit}")
    return told


def _of_values(values: set[tuple[float | str | None, str | None]]) -> set[str]:
    return {re.sub(r"\D", "", f"{value:g}") for value, _ in values if isinstance(value, float | int)}


def _is_other_name(former: set[str], later: set[str], first: _Side, second: _Side, *, is_short: bool) -> bool:
    """Whether somebody else is named: "Roe" for "Jane Roe" is nobody else, and a name for "she" is none where it stands in both texts."""
    gone = {name for name in former if not any(_same_name(name, other) for other in later)}
    come = {name for name in later if not any(_same_name(name, other) for other in former)}
    if gone and come:
        return True
    return is_short and (
        any(not set(name.split()) <= second.known for name in gone)
        or any(not set(name.split()) <= first.known for name in come)
    )


def _same_name(one: str, other: str) -> bool:
    ours, theirs = set(one.split()), set(other.split())
    return ours <= theirs or theirs <= ours


def _overlap(where: Place, from_: int, until: int, at: Place | None, start: int, end: int) -> bool:
    """Whether a span reaches into a stretch of a part; one into which words were put between its own does, too."""
    return where == at and from_ < max(end, start + (start == end)) and start < until


def _plain(text: str) -> str:
    """What spellings of a text have in common: its words in small letters, without accents and marks, one space between."""
    return " ".join(WORD.findall(re.sub(r"(?<=\d)[.,](?=\d)|['’]", "", unaccented(text))))
