"""How alike are a report and a story: do they tell of the same event?

A report is looked at through its `Traits`: the words of its headline and of the opening of its text, when it is dated, how long it is.
What its words weigh is learned from the stream itself: a word that stands in few stories tells stories apart, however
often one big story repeats it (so document frequency is counted in stories, not in reports: a story that grows must not
make its own name worthless). Beside cosines of such weights (Allan 2002, "Topic Detection and Tracking") two things
count: how much of all that was ever reported with these words stands in this story, and how long it has been silent.
`WEIGHTS` make one number of them: log-odds, fitted by `python -m evaluation.stories --fit`.
"""

from __future__ import annotations

import hashlib
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from newsbox.stories.plain_words import PLAIN
from newsbox.types import Article, moment

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]

OPENING = 1600
"""Characters of the text that are looked at: what happened stands in front; background follows."""
LONGEST_HEADLINE = 300
"""Characters."""
HEADLINE_WEIGHT, PAIR_WEIGHT = 2.0, 0.5
"""A word of the headline counts as so many of the text; two neighbours of the headline, as so much of a word."""
WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?:['’][^\W_]+)*"
)
LOG_OF_NONE = math.log(0.5)
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
DAY = 86400.0
STRANGE, UNMET = 20.0, 2.0
"""While only some dozens of reports are known, every word looks like one story's own: it is taken to stand in so many more."""
STUB = 80
"""Words up to which a text may be what a site shows to those who have not paid."""
COLUMN_AGAIN = 0.8 * DAY
"""Seconds after which the same headline of the same outlet is the next one of a column (a horoscope), not a new version."""


# What is looked at ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a report is looked at: some hundred bytes that can be kept beside it. JSON can carry it (`to_dict`)."""

    key: str
    """The report's own name, wherever it is kept."""
    minute: int | None = None
    """When it arrived, in minutes since 1970 (UTC): reports of one minute have no order among them. None: alone in its minute."""
    dated: float | None = None
    """When it was published, in seconds since 1970 (UTC); None where the page does not say."""
    by_day: bool = False
    """Whether the page gives a day without an hour."""
    length: int = 0
    """Words of the text, roughly."""
    outlet: str = ""
    language: str = ""
    headline: tuple[str, ...] = ()
    """Its words in lower case, "" where plain words were."""
    text: Mapping[str, int] | None = None
    """How often a word stands in the opening."""
    wording: str = ""
    """Digest of the opening."""
    digest: str = ""
    """Digest of headline and opening."""

    @property
    def order(self) -> tuple[str, str, str]:
        """What a fixed order of the reports of one minute goes by; it does not depend on which was handed in first."""
        return self.digest, self.outlet, self.key

    def to_dict(self) -> dict[str, Any]:
        """As JSON objects, lists, strings and numbers."""
        return {
            "key": self.key,
            "minute": self.minute,
            "dated": self.dated,
            "by_day": self.by_day,
            "length": self.length,
            "outlet": self.outlet,
            "language": self.language,
            "headline": list(self.headline),
            "text": dict(self.text or {}),
            "wording": self.wording,
            "digest": self.digest,
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Traits:
        """The traits that `to_dict` gave. Raises KeyError where the key is missing."""
        values = {name: plain[name] for name in cls.__slots__ if name in plain}
        return cls(**{**values, "key": plain["key"], "headline": tuple(plain.get("headline", ()))})


def traits(article: Article, *, key: str, arrived: datetime | None = None) -> Traits:
    """What of a reading or article is looked at. key: the report's own name; arrived: when the box had it, in UTC.

    Without `arrived`, it arrived when it was published. A date after the arrival is the arrival. Looks at nothing that
    takes a language model.
    """
    headline = article.headline or ""
    text = _opening(article.paragraphs)
    length = sum(map(len, article.paragraphs))
    if (article.paywalled and length < 6 * STUB) or not text.strip():
        text = article.summary or ""
        length = len(text)
    published = moment(article.published)
    if published is not None and arrived is not None:
        published = min(published, arrived)
    came = arrived or published
    language = (article.language or "").partition("-")[0].lower()
    words = _words(text[:OPENING], language)
    counts: dict[str, int] = {}
    for word in words:
        if word:
            counts[word] = counts.get(word, 0) + 1
    return Traits(
        key=key,
        minute=int(came.timestamp() // 60) if came else None,
        dated=published.timestamp() if published else None,
        by_day=bool(article.published) and len(article.published or "") <= len("2026-11-12"),
        length=length // 6,
        outlet=(article.outlet or _host(article.url)).strip().lower(),
        language=language,
        headline=tuple(_words(headline[:LONGEST_HEADLINE], language)),
        text=counts,
        wording=digest(text[:OPENING]) if text.strip() else "",
        digest=digest(f"{headline}\n{text[:OPENING]}"),
    )


def digest(text: str) -> str:
    """Sixteen letters that stand for a text, the same in every process."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _host(url: str | None) -> str:
    return urlsplit(url).netloc if url else ""


def _opening(paragraphs: Sequence[str]) -> str:
    """The first characters of the text; subheadings and all."""
    taken, size = [], 0
    for paragraph in paragraphs:
        taken.append(paragraph)
        size += len(paragraph)
        if size > OPENING:
            break
    return " ".join(taken)


def _words(text: str, language: str) -> list[str]:
    """Its words in lower case, "" where a plain word was; of Chinese and Japanese, neighbouring characters."""
    plain = PLAIN.get(language, PLAIN["en"])
    words: list[str] = []
    for word in WORD.findall(text.lower()):
        if UNSPACED.match(word):
            words.extend(word[place : place + 2] for place in range(max(1, len(word) - 1)))
        else:
            words.append("" if len(word) < 2 or word in plain else word)
    return words


def tongue_without_list(language: str) -> str:
    """A language, where we have no list of its plain words; "" for one that has a list, and for an unknown one."""
    return "" if language in PLAIN else language


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The word without its commonest endings: enough for "strikes" to meet "strike" and "striking". Numbers stay."""
    bare = word.replace("’", "'")
    if bare.endswith("'s"):
        bare = bare[:-2]
    bare = bare.replace("'", "")
    if bare.isdigit():
        return bare
    if len(bare) > 4 and bare.endswith("ies"):
        bare = bare[:-3] + "y"
    elif len(bare) > 3 and bare.endswith("s") and not bare.endswith(("ss", "us", "is")):
        bare = bare[:-1]
    for ending in ("ing", "ed", "ly", "er", "ion", "e", "y"):
        if bare.endswith(ending) and len(bare) - len(ending) >= 4:
            return bare[: -len(ending)]
    return bare


def weighed(seen: Traits, *, with_text: bool = True) -> tuple[dict[str, float], dict[str, float]]:
    """What is compared: the weight of each term in the report, and in its headline alone."""
    head: dict[str, float] = {}
    before = ""
    for word in seen.headline:
        if word:
            root = stem(word)
            head[root] = head.get(root, 0.0) + 1.0
            if before:
                pair = f"{before} {root}"
                head[pair] = head.get(pair, 0.0) + PAIR_WEIGHT
            before = root
        else:
            before = ""
    counts: dict[str, int] = {}
    for word, count in (seen.text or {}).items() if with_text else ():
        root = stem(word)
        counts[root] = counts.get(root, 0) + count
    body = {root: 1.0 + math.log(count) if count > 1 else 1.0 for root, count in counts.items()}
    for root, weight in head.items():
        body[root] = body.get(root, 0.0) + HEADLINE_WEIGHT * weight
    return body, head


# How alike ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Vector:
    """One report, its terms as numbers: `terms` (ascending), `weights` of all, (n,) int64 and float64; `head`, `head_weights` of the headline."""

    terms: Ints
    weights: Floats
    head: Ints
    head_weights: Floats
    length: int
    dated: float | None
    by_day: bool
    tongue: str = ""
    """Its language, where we have no list of that one's plain words."""


@dataclass(slots=True)
class Rows:
    """The reports of one story side by side, as likeness wants them; made anew when the story changes."""

    terms: Ints
    weights: Floats
    sizes: Ints
    """Terms of each report."""
    head: Ints
    head_weights: Floats
    head_sizes: Ints
    vocabulary: Ints
    """Every term of the story once."""
    counts: Floats
    """In how many of its reports."""
    place: Ints
    """Where in `vocabulary` each of `terms` is."""
    dates: list[float]
    """When its reports are dated, sorted; undated ones are not among them."""
    reports: int
    """Of the whole story; where it is a big one, only some stand here."""


def rows(vectors: Sequence[Vector], reports: int) -> Rows:
    """The reports of a story side by side. reports: how many it has in all, if not all are given."""
    dates = sorted(vector.dated for vector in vectors if vector.dated is not None)
    # A report without a word, put here by hand, is like nothing: it lends its date alone.
    vectors = [vector for vector in vectors if len(vector.terms)] or vectors[:1]
    if len(vectors) == 1:
        return _row(vectors[0], reports, dates)
    terms = np.concatenate([vector.terms for vector in vectors])
    vocabulary, place, counts = np.unique(terms, return_inverse=True, return_counts=True)
    return Rows(
        terms=terms,
        weights=np.concatenate([vector.weights for vector in vectors]),
        sizes=np.array([len(vector.terms) for vector in vectors]),
        head=np.concatenate([vector.head for vector in vectors]),
        head_weights=np.concatenate([vector.head_weights for vector in vectors]),
        head_sizes=np.array([len(vector.head) for vector in vectors]),
        vocabulary=vocabulary,
        counts=counts * (reports / len(vectors)),
        place=place.reshape(-1),
        dates=dates,
        reports=reports,
    )


def _row(vector: Vector, reports: int, dates: list[float]) -> Rows:
    """A story of one report: most are."""
    return Rows(
        terms=vector.terms,
        weights=vector.weights,
        sizes=np.array([len(vector.terms)]),
        head=vector.head,
        head_weights=vector.head_weights,
        head_sizes=np.array([len(vector.head)]),
        vocabulary=vector.terms,
        counts=np.full(len(vector.terms), float(reports)),
        place=np.arange(len(vector.terms)),
        dates=dates,
        reports=reports,
    )


class Scales:
    """What words weigh: in how many stories and in how many reports each stands. Two arrays that grow; no history."""

    def __init__(self) -> None:
        self.in_stories: Floats = np.zeros(1 << 12)
        self.logs: Floats = np.full(1 << 12, LOG_OF_NONE)
        """Of `in_stories` and a half: asked for far more often than changed."""
        self.in_reports: Floats = np.zeros(1 << 12)
        self.query: Floats = np.zeros(1 << 12)
        self.headline: Floats = np.zeros(1 << 12)
        self.where: Ints = np.full(1 << 12, -1)
        self.stories = 0
        self.reports = 0
        self.tongues: Counter[str] = Counter()
        """Reports by `Vector.tongue`."""

    def grow(self, terms: int) -> None:
        """Room for so many terms."""
        size = len(self.in_stories)
        if terms > size:
            more = max(terms, 2 * size) - size
            self.in_stories = np.concatenate([self.in_stories, np.zeros(more)])
            self.logs = np.concatenate([self.logs, np.full(more, LOG_OF_NONE)])
            self.in_reports = np.concatenate([self.in_reports, np.zeros(more)])
            self.query = np.concatenate([self.query, np.zeros(more)])
            self.headline = np.concatenate([self.headline, np.zeros(more)])
            self.where = np.concatenate([self.where, np.full(more, -1)])

    def count(self, report: Vector, times: int = 1) -> None:
        """A report comes (1), or goes (-1)."""
        self.in_reports[report.terms] += times
        self.reports += times
        self.tongues[report.tongue] += times

    def spread(self, terms: Ints, times: float = 1.0) -> None:
        """Some terms, each given once, stand in one story more (1) or less (-1)."""
        stories = self.in_stories[terms] + times
        self.in_stories[terms] = stories
        self.logs[terms] = np.log(stories + 0.5)

    def share(self, report: Vector) -> float:
        """The share of all that was ever told among which a report's words are rare or common: 0.0 to 1.0.

        Where we have no list of a language's plain words, only reports of that language tell which they are: beside a thousand
        English stories, all words of the first two Polish ones would look like one story's own.
        """
        return self.tongues[report.tongue] / self.reports if report.tongue and self.reports else 1.0

    def rarity(self, terms: Ints, share: float = 1.0) -> Floats:
        """How much each term tells a story from others: log of stories (that share of them) over stories that have it."""
        weights: Floats = math.log(self.stories * share + 2.0) - self.logs[terms]
        return np.maximum(weights, 0.01, out=weights)


NAMES = (
    "centroid nearest three mean head_nearest head_three head_mean ratio covered often gap undated size length shared "
    "lift lift_sum owned owned_most rhythm same_day gap_day "
    "centroid*size centroid*length lift*length head_nearest*length owned*length centroid*gap gap*gap owned*gap "
    "owned_most*gap head_three*gap lift*gap owned_most*length owned_most*size owned*size gap*length"
).split()
"""What `features` gives, in order."""


def features(scales: Scales, report: Vector, stories: Sequence[Rows]) -> Floats:
    """How a report stands to each of some stories: (stories, len(NAMES)) float64. A report without terms is like nothing: no rows."""
    if not stories or not len(report.terms):
        return np.zeros((0, len(NAMES)))
    share = scales.share(report)
    reports = scales.reports * share
    rarity = scales.rarity(report.terms, share)
    mine = report.weights * rarity
    scales.query[report.terms] = mine / (np.sqrt(mine @ mine) or 1.0)
    scales.where[report.terms] = np.arange(len(report.terms))
    members = np.array([len(each.sizes) for each in stories])
    first = np.concatenate([[0], np.cumsum(members)[:-1]])
    size = np.array([float(each.reports) for each in stories])

    # Cosines with every report of every story.
    terms = np.concatenate([each.terms for each in stories])
    sizes = np.concatenate([each.sizes for each in stories])
    theirs = np.concatenate([each.weights for each in stories]) * scales.rarity(terms, share)
    start = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    norms = np.sqrt(np.add.reduceat(theirs * theirs, start)) + 1e-9
    near = np.add.reduceat(scales.query[terms] * theirs, start) / norms
    nearest, three, mean = _best(near, first, members)

    # With the middle of each story.
    spread = np.array([len(each.vocabulary) for each in stories])
    offset = np.concatenate([[0], np.cumsum(spread)[:-1]])
    place = np.concatenate([each.place + shift for each, shift in zip(stories, offset.tolist(), strict=True)])
    middle = np.bincount(place, theirs / np.repeat(norms, sizes), minlength=int(spread.sum()))
    centroid = mean * members / (np.sqrt(np.add.reduceat(middle * middle, offset)) + 1e-9)

    # Of headlines.
    head_nearest, head_three, head_mean = _headlines(scales, report, stories, first, members)

    # Which of the report's terms each story has, and what part of all reports with a term is this story's.
    vocabulary = np.concatenate([each.vocabulary for each in stories])
    counts = np.concatenate([each.counts for each in stories])
    at = scales.where[vocabulary]
    known = at >= 0
    has = np.zeros((len(stories), len(report.terms)))
    has[np.repeat(np.arange(len(stories)), spread)[known], at[known]] = counts[known]
    scales.query[report.terms] = 0.0
    scales.where[report.terms] = -1
    often = np.minimum(report.weights, 3.0)
    mass = often * rarity
    total = mass.sum() or 1.0
    everywhere = scales.in_reports[report.terms]
    column = size[:, None]
    base = (everywhere + 0.5) / (reports + 2.0)
    ratio = np.log((has + 2 * base) / (column + 2.0) / base) @ often / total
    elsewhere = np.maximum(everywhere - has + 0.5, 0.5) / (np.maximum(reports - column, 0.0) + 2.0)
    lifts = np.log((has + 2 * elsewhere) / (column + 2.0) / elsewhere) @ often
    lift = lifts / total
    own = has / (everywhere + 1.0 + UNMET * STRANGE / (reports + STRANGE))
    owned = own @ mass / total
    strong = own * np.minimum(1.0, has / (column * 0.5))
    owned_most = (
        np.partition(strong, len(report.terms) - 2, axis=1)[:, -2:].mean(axis=1)
        if len(report.terms) > 1
        else strong[:, 0]
    )
    covered = (has > 0) @ mass / total
    frequent = np.minimum(1.0, has / np.maximum(1.0, column * 0.3)) @ mass / total
    shared = np.log1p((has > 0) @ rarity)

    gap, undated, rhythm, same_day = _silences(report, stories)
    gaps = np.log1p(gap)
    length = np.full(len(stories), np.log1p(min(report.length, OPENING // 6)))
    sized = np.log(size)
    table = np.array(
        [
            *(centroid, nearest, three, mean, head_nearest, head_three, head_mean, ratio, covered, frequent),
            *(gaps, undated, sized, length, shared, lift, np.log1p(np.maximum(lifts, 0.0)), owned, owned_most),
            *(rhythm, same_day, np.minimum(gap, 1.0)),
            *(centroid * sized, centroid * length, lift * length, head_nearest * length, owned * length),
            *(centroid * gaps, gaps * gaps, owned * gaps, owned_most * gaps, head_three * gaps, lift * gaps),
            *(owned_most * length, owned_most * sized, owned * sized, gaps * length),
        ]
    )
    return np.ascontiguousarray(table.T)


def _best(near: Floats, first: Ints, members: Ints) -> tuple[Floats, Floats, Floats]:
    """Of each story: its nearest report, the mean of its nearest three, and of all."""
    if len(near) == len(members):
        return near, near, near
    order = np.lexsort((-near, np.repeat(np.arange(len(members)), members)))
    rank = np.arange(len(near)) - np.repeat(first, members)
    top = np.add.reduceat(np.where(rank < 3, near[order], 0.0), first) / np.minimum(3, members)
    return np.maximum.reduceat(near, first), top, np.add.reduceat(near, first) / members


def _headlines(
    scales: Scales, report: Vector, stories: Sequence[Rows], first: Ints, members: Ints
) -> tuple[Floats, Floats, Floats]:
    terms = np.concatenate([each.head for each in stories])
    if not len(report.head) or not len(terms):
        nothing = np.zeros(len(stories))
        return nothing, nothing, nothing
    share = scales.share(report)
    mine = report.head_weights * scales.rarity(report.head, share)
    scales.headline[report.head] = mine / (np.sqrt(mine @ mine) or 1.0)
    sizes = np.concatenate([each.head_sizes for each in stories])
    theirs = np.concatenate([each.head_weights for each in stories]) * scales.rarity(terms, share)
    # Sums over runs, some of which are empty: differences of the running sum.
    ends = np.cumsum(sizes)
    begins = ends - sizes
    squares = np.concatenate([[0.0], np.cumsum(theirs * theirs)])
    products = np.concatenate([[0.0], np.cumsum(scales.headline[terms] * theirs)])
    scales.headline[report.head] = 0.0
    norms = np.sqrt(np.maximum(squares[ends] - squares[begins], 0.0))
    near = np.where(norms > 1e-6, (products[ends] - products[begins]) / np.maximum(norms, 1e-6), 0.0)
    return _best(near, first, members)


def _silences(report: Vector, stories: Sequence[Rows]) -> tuple[Floats, Floats, Floats, Floats]:
    """Days between the report and the story's nearest; whether that can't be told; beside the story's own pace; the same day."""
    gap, undated, rhythm, same_day = (np.zeros(len(stories)) for _ in range(4))
    if report.dated is None:
        undated[:] = 1.0
        return gap, undated, rhythm, same_day
    for number, each in enumerate(stories):
        dates = each.dates
        if not dates:
            undated[number] = 1.0
            continue
        at = bisect_left(dates, report.dated)
        days = min(abs(other - report.dated) for other in dates[max(0, at - 1) : at + 1]) / DAY
        gap[number] = days
        if len(dates) > 1:
            pace = (dates[-1] - dates[0]) / DAY / (len(dates) - 1)
            rhythm[number] = math.log((days + 0.25) / (pace + 0.25))
        same_day[number] = float(report.by_day and days == 0.0)
    return gap, undated, rhythm, same_day
