"""Which lines of a pasted page are its article, by what each line is like and what stands around it?

A line is described by plain claims ("short", "ends a sentence", "prose before it"). A linear chain walks from the page's
head through the article (with junk inside it) to the page's tail; every claim speaks for or against each of the four
(conditional random field, Lafferty et al. 2001). The weights are fitted by `evaluation/pasted_lines.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import exp, log

from newsbox.reading import credits
from newsbox.reading.line_weights import MOVES, WEIGHTS
from newsbox.reading.metadata import BY
from newsbox.reading.phrases import is_furniture, is_house_note, is_page_talk, is_tail_mark

HEAD, ARTICLE, INSIDE, TAIL = range(4)
"""What a line can be: above the article, of it, junk inside it, below it."""
STATES = (HEAD, ARTICLE, INSIDE, TAIL)
FROM = ((HEAD,), (HEAD, ARTICLE, INSIDE), (ARTICLE, INSIDE), (HEAD, ARTICLE, TAIL))
"""What can stand before each: a page has one article, and what is below it stays below."""
ENOUGH = 0.5
"""The probability from which a line counts as the article's."""
CLEAN = 0.85
"""The share of words in prose from which a text without furniture is an article and nothing else."""
MOST = 10_000
"""Lines of a page that are weighed; what comes after so many is never the article."""
TOO_LONG = 20_000
"""Characters of a line that are looked at: enough to know what it is."""

# Scripts that put no space between words, and how many of their letters make about one word.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
LETTERS_A_WORD = 2.0
SENTENCE_END = re.compile(r"[.!?…。！？؟।۔][\"'”’»«“」』)\]）]*$")
SENTENCES = re.compile(r"[.!?؟।۔][\"'”’»)\]]{0,2}\s|[。！？]")
WORD = re.compile(r"[^\W\d_]+")
CONTENT = re.compile(r"[^\W\d_]{5,}|[\u3400-\u9fff\uac00-\ud7af]{2}")
NUMBERED = re.compile(r"\(?\d{1,3}[.):]\s")
TIME = re.compile(
    r"\b(19|20)\d\d\b|\b\d{1,2}[:.h]\d\d\b|\d\s*年|\bago\b|\bvor \d|\bil y a \d|\bhace \d|\bhá \d|назад|前$",
    re.IGNORECASE,
)
SIZES = (1, 2, 3, 5, 8, 12, 20, 35, 60, 100)
SHARES = (0.001, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.999)
MASSES = (1, 10, 25, 50, 100, 200, 400)
COUNTS = (1, 2, 3, 5, 8, 13, 21, 40)
COSTS = (12, 4, 40)
"""Words that a line without prose takes from the densest run, in three ways to look for one."""
GAP = 6
DISTANCES = (2, 5, 10, 25)
AROUND = (1, 3, 8, 20)
"""How many lines to either side are asked for their prose."""


def size_of(line: str) -> float:
    """How many words a line has, about, in any script."""
    unspaced = len(UNSPACED.findall(line))
    return unspaced / LETTERS_A_WORD + len(UNSPACED.sub(" ", line).split()) if unspaced else len(line.split())


def article_lines(lines: Sequence[str]) -> list[bool]:
    """Whether each line (none of them empty) is the article's."""
    return kept(lines, claims(lines[:MOST]))


def kept(lines: Sequence[str], told: Sequence[Iterable[str]]) -> list[bool]:
    """Whether each line is the article's, where the claims about them are known; all of a clean text is."""
    if is_clean(lines):
        return [True] * len(lines)
    return [chance >= ENOUGH for chance in chances(told)] + [False] * (len(lines) - len(told))


def is_clean(lines: Sequence[str]) -> bool:
    """Whether a text is an article without a page around it: nearly all of it prose, nothing that only pages have."""
    total = prose = 0.0
    for line in lines:
        size = size_of(line[:TOO_LONG])
        total += size
        prose += size if size >= 8 and SENTENCE_END.search(line[-6:]) else 0
        if is_furniture(line) or is_tail_mark(line):
            return False
    return prose >= CLEAN * total


def claims(lines: Sequence[str]) -> list[list[str]]:
    """What can be said of each line: of itself, of its neighbours, and of its place on the page."""
    cut = [line[:TOO_LONG] for line in lines]
    sizes = [size_of(line) for line in cut]
    ended = [bool(SENTENCE_END.search(line[-6:])) for line in cut]
    furniture = [is_furniture(line) for line in cut]
    marks = [is_tail_mark(line) for line in cut]
    prose = [size if (size >= 8 and end) or size >= 25 else 0.0 for size, end in zip(sizes, ended, strict=True)]
    told = [_of_itself(line, size, end, has) for line, size, end, has in zip(cut, sizes, ended, furniture, strict=True)]
    copies = Counter(cut)
    runs = [(_densest(prose, cost), cost) for cost in COSTS]
    heaviest = _heaviest(prose)
    known = _topic(cut, prose, runs[0][0])
    # A page's first line is most often its title.
    title = set(CONTENT.findall(cut[0].casefold())) if cut else set()
    named = [0, *(len(title.intersection(CONTENT.findall(line.casefold()))) for line in cut[1:])]
    about_title = [0, *accumulate(map(bool, named))]
    below, filled = [0.0, *accumulate(prose)], [0, *accumulate(map(bool, prose))]
    words = [0.0, *accumulate(sizes)]
    useless = [0, *accumulate(furniture)]
    total, count = below[-1] or 1.0, len(lines)
    last_mark, seen_day, seen_by, seen_title = -1, -100, -100, -1
    for place, (line, said) in enumerate(zip(cut, told, strict=True)):
        if copies[line] > 1:
            often = "often" if copies[line] > 2 else "twice"
            said.append(f"stands {often}" if sizes[place] >= 4 else f"short, stands {often}")
        kind = "prose" if prose[place] else "long" if sizes[place] >= 8 else "short"
        for (start, end), cost in runs:
            where = _in(DISTANCES, max(start - place, place + 1 - end), "") if not start <= place < end else " in"
            said.append(f"{kind}, {'above' if place < start else 'of'} the densest run at {cost}{where}")
        said.append(f"{kind}, {'in' if heaviest[0] <= place < heaviest[1] else 'out of'} the heaviest run")
        start, end = max(0, place - 5), min(count, place + 6)
        said.append(f"{kind}, {min(3, named[place])} of the first line's words")
        said.append(_in(COUNTS, about_title[end] - about_title[start], "the first line's words about"))
        if place and seen_title < 0 and sizes[place] >= 3 and cut[0].startswith(line):
            seen_title = place
            said.append("the title again")
        if seen_title >= 0:
            said.append(_in(COUNTS, place - seen_title, "lines since the title"))
        said.append(_in(SHARES, below[place] / total, "prose above"))
        said.append(_in(SHARES, 1 - below[place + 1] / total, "prose below"))
        for near in AROUND:
            start, end = max(0, place - near), min(count, place + 1 + near)
            said.append(_in(MASSES, (below[place] - below[start]) / near, f"prose {near} above"))
            said.append(_in(MASSES, (below[end] - below[place + 1]) / near, f"prose {near} below"))
        start, end = max(0, place - 5), min(count, place + 6)
        said.append(_in(COUNTS, filled[end] - filled[start], "prose lines about"))
        said.append(_in(COUNTS, useless[end] - useless[start], "furniture about"))
        start, end = max(0, place - 3), min(count, place + 4)
        said.append(_in(SIZES, (words[end] - words[start]) / (end - start), "words about"))
        said.append(_in(SIZES, sizes[place - 1] if place else 0, "line above"))
        said.append(_in(SIZES, sizes[place + 1] if place + 1 < count else 0, "line below"))
        if place and ended[place - 1]:
            said.append("sentence above")
        if place and cut[place - 1].endswith((":", "：")):
            said.append("colon above")
        if place + 1 < count and ended[place + 1]:
            said.append("sentence below")
        if marks[place]:
            said.append("tail mark")
            said.append(_in(SHARES, 1 - below[place + 1] / total, "tail mark, prose below"))
        if marks[place] and below[place] > 100:
            last_mark = place
        if last_mark >= 0:
            said.append(_in(COUNTS, place - last_mark, "lines since a tail mark"))
            said.append(_in(MASSES, (below[place] - below[last_mark]), f"{kind}, prose since a tail mark"))
        said.append(_in(COUNTS, place - seen_day, "lines since a time"))
        if place - seen_by < 8:
            said.append("byline just above")
        if "time" in said and sizes[place] < 14:
            seen_day = place
        if "byline" in said:
            seen_by = place
        if sizes[place] >= 3:
            said.append(_in((0.01, 0.2, 0.35, 0.5, 0.65, 0.8), known[place], f"{kind}, of the topic"))
    return told


def _of_itself(line: str, size: float, ended: bool, furniture: bool) -> list[str]:
    """What a line is like, whatever stands around it."""
    said = ["always", _in(SIZES, size, "words")]
    words = WORD.findall(line[:400])
    capital = sum(word[0].isupper() for word in words) / len(words) if words else 0
    for holds, claim in (
        (ended, "ends a sentence" if size >= 8 else "short, ends a sentence"),
        (line.endswith(("…", "...")), "breaks off"),
        (line.endswith((":", "：")), "ends in a colon"),
        (line.endswith(("?", "？", "؟")), "asks"),
        (len(SENTENCES.findall(line)) >= 2, "several sentences"),
        (furniture, "furniture"),
        (credits.is_credit(line), "credit"),
        (bool(BY.match(line)) and size < 14, "byline"),
        (is_house_note(line), "house note"),
        (is_page_talk(line), "page talk" if size < 45 else "page talk in a long line"),
        (bool(TIME.search(line)), "time" if size < 14 else "time in a long line"),
        (line[0].islower(), "begins small"),
        (line[0] in "•-*–—·▪●", "bullet"),
        (bool(NUMBERED.match(line)), "numbered"),
        (line[0].isdigit(), "begins with a digit"),
        (line[0] in "\"“„«'‘「『", "begins with a quotation mark"),
        (not words, "no word"),
        (capital > 0.7 and len(words) >= 3, "capitals"),
        (len(words) >= 3 and capital < 0.3, "few capitals"),
        (line.isupper() and len(words) >= 2, "upper case"),
        (any(mark in line for mark in "|›»→▼▶"), "arrow or bar"),
        ("©" in line or "(c)" in line.lower(), "copyright"),
        ("@" in line, "at sign"),
        ("http" in line or "www." in line, "address"),
        (sum(map(str.isdigit, line)) > 0.3 * len(line), "mostly digits"),
        (any(mark in line for mark in "$€£¥"), "money"),
        (any(mark in line for mark in ",،，、") and size >= 5, "comma"),
        (any(mark in line for mark in "“„«「"), "quotation"),
    ):
        if holds:
            said.append(claim)
    return said


def _topic(lines: Sequence[str], prose: Sequence[float], middle: tuple[int, int]) -> list[float]:
    """Which share of each line's content words stands in other prose of the page's densest part."""
    spoken = [
        set(CONTENT.findall(line.casefold())) if middle[0] <= place < middle[1] and prose[place] else set()
        for place, line in enumerate(lines)
    ]
    common = Counter(word for words in spoken for word in words)
    shares = []
    for line, own in zip(lines, spoken, strict=True):
        words = set(CONTENT.findall(line.casefold()))
        known = sum(common[word] > (word in own) for word in words)
        shares.append(known / len(words) if words else 0.0)
    return shares


def _densest(prose: Sequence[float], cost: int) -> tuple[int, int]:
    """The run of lines with the most prose, where a line without any costs as much as some words of it."""
    best, now, start, found = 0.0, 0.0, 0, (0, 0)
    for place, mass in enumerate(prose):
        if now <= 0:
            now, start = 0.0, place
        now += min(mass, 80) or -cost
        if now > best:
            best, found = now, (start, place + 1)
    return found


def _heaviest(prose: Sequence[float]) -> tuple[int, int]:
    """The run of lines with the most prose, where no more than GAP lines without any stand between two with some."""
    best, now, start, last, found = 0.0, 0.0, 0, 0, (0, 0)
    for place, mass in enumerate(prose):
        if not mass:
            continue
        if place - last > GAP + 1:
            now, start = 0.0, place
        now, last = now + mass, place
        if now > best:
            best, found = now, (start, place + 1)
    return found


def _in(bounds: Sequence[float], value: float, what: str) -> str:
    return f"{what} {bisect_right(bounds, value)}"


def chances(told: Sequence[Iterable[str]]) -> list[float]:
    """The probability of each line to be the article's, over all ways through the page (forward-backward)."""
    nothing = (0.0,) * len(STATES)
    scores = [
        [sum(column) for column in zip(*(WEIGHTS.get(claim, nothing) for claim in said), strict=True)] for said in told
    ]
    if not scores:
        return []
    ahead = [[score if state in (HEAD, ARTICLE) else -1e9 for state, score in enumerate(scores[0])]]
    for here in scores[1:]:
        ahead.append([here[to] + _sum([ahead[-1][before] + MOVES[before][to] for before in FROM[to]]) for to in STATES])
    behind = [[0.0] * len(STATES)]
    for here in reversed(scores[1:]):
        after = behind[-1]
        behind.append(
            [_sum([MOVES[state][to] + here[to] + after[to] for to in STATES if state in FROM[to]]) for state in STATES]
        )
    behind.reverse()
    whole = _sum(ahead[-1])
    return [exp(min(0.0, one[ARTICLE] + other[ARTICLE] - whole)) for one, other in zip(ahead, behind, strict=True)]


def _sum(logs: Sequence[float]) -> float:
    """The logarithm of the sum of what these are the logarithms of."""
    most = max(logs)
    return most + log(sum(exp(each - most) for each in logs))
