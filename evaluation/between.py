"""Which planted disagreements between reports are found, at how many alarms a story? `python -m evaluation.between FOLDER`.

FOLDER holds stories of real reports (wikinews_events, basil, allsides_2021, g5_newscluster; see its README). Two things are
measured on them. The alarms a story: what `checking.between` says of the reports as they are. And planted disagreements:
in one report of a copy of the story a figure, a person, a weekday or a post that another report also tells is changed, by
rule, always in the same way; a copy counts as found where a passage of a finding covers a change. An alarm need not be
wrong: --show real prints the strongest, to be read.

Half of the stories (by a digest of their label) are for rules and weights (--part work), the other is scored seldom
(--part held). --cache FILE keeps the readings (a pickle, trusted as it is: make it yourself). --fit writes the weights of
newsbox/checking/reports/weights.py from the half for work; --folds N prints what they would give on stories not fitted on.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import itertools
import json
import lzma
import pickle
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsbox import checking, reading
from newsbox.checking.reports import cast, dates, figures
from newsbox.checking.reports import weights as shipped
from newsbox.checking.reports.disputes import Dispute
from newsbox.checking.reports.matching import Ground
from newsbox.types import Article, Claim, Finding, Place, Reading, Span

SETS = {"wikinews_events": 30, "basil": 54, "g5_newscluster": 35, "allsides_2021": 140}
"""How many stories of each set are looked at: those whose digests come first."""
MOST_REPORTS = 6
EDITS = 4
"""Copies of a story for each kind of change, at most."""
KINDS = ("figure", "person", "weekday", "post")
BUDGETS = (0.02, 0.05, 0.1, 0.2)
"""Alarms a story, on the reports as they are."""
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)
UNDERSTOOD = tuple(name for name in Reading.__dataclass_fields__ if name not in ("how", "findings", "sentences"))
CHECKS: Mapping[str, tuple[tuple[str, ...], Callable[[Ground], Iterable[Dispute]]]] = {
    "CAST": (("person",), cast.disputed_parts),
    "ROLES": (("post", "person"), cast.disputed_posts),
    "FIGURES": (("figure",), figures.disputes),
    "DATES": (("weekday",), dates.disputes),
}
"""By the name of its weights, the kinds of change a check should find, and what it compares."""
PENALTY = 0.5
"""Of the squared weights."""
FEW = 3
"""Reports of each of two stories that are mixed, to learn what reports of two stories look like."""
RARE = 4
"""Stories to one with a change of a kind, as the weights are fitted."""
PLACE = Path(shipped.__file__)
DOC = '''"""How much each sign speaks for two passages being about one thing, and one of them wrong (data only).

Written by `python -m evaluation.between FOLDER --fit`; not by hand.
"""
'''
Floats = NDArray[np.float64]
Change = tuple[Span, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A story, or a copy with one report changed; its reports in order of arrival, as the library keeps them."""

    set: str
    story: str
    kind: str
    """"real", or the kind of change."""
    reports: tuple[Reading, ...]
    changed: int = -1
    """Which report was changed."""
    spans: tuple[Span, ...] = ()
    """Where it now says something else."""
    was: str = ""

    def covers(self, places: Iterable[tuple[int, Span]]) -> bool:
        """Whether a place touches a change."""
        return any(
            report == self.changed and span.at == mine.at and span.start < mine.end and mine.start < span.end
            for report, span in places
            for mine in self.spans
        )

    def is_found(self, finding: Finding) -> bool:
        """Whether a finding shows a change."""
        return self.covers((each.reading, each.span) for each in finding.passages)


def part_of(story: str) -> str:
    """Which half a story belongs to, from its label alone."""
    return "held" if _digest(story) % 2 else "work"


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


# Stories, and copies with a change ---------------------------------------------------------------------------


def article_of(line: dict[str, Any]) -> Article:
    """A line's report."""
    return Article(
        headline=line["title"] or None,
        outlet=line["source"],
        published=(line["time"] or "").removesuffix("T00:00:00Z") or None,
        paragraphs=tuple(each.strip() for each in line["text"].split("\n") if each.strip()),
        language="en",
    )


def drawn(folder: Path) -> Iterator[tuple[str, str, list[Article]]]:
    """The stories that are looked at: set, label, reports in order of arrival."""
    for name, most in SETS.items():
        with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in lines:
            stories[line["story"]].append(line)
        several = sorted((each for each in stories if len(stories[each]) > 1), key=_digest)
        for story in several[:most]:
            yield name, story, [article_of(line) for line in stories[story][:MOST_REPORTS]]


def _kept(articles: Iterable[Article]) -> Iterator[Reading]:
    for told in reading.understood_all(Reading.of(article, None) for article in articles):
        yield Reading(**{name: getattr(told, name) for name in UNDERSTOOD})


def stories(folder: Path, part: str, cache: Path | None = None) -> list[Told]:
    """The stories that are looked at and their changed copies, understood."""
    if cache and cache.exists():
        kept: list[Told] = pickle.loads(cache.read_bytes())  # noqa: S301
    else:
        kept = [Told(name, story, "real", tuple(_kept(articles))) for name, story, articles in drawn(folder)]
        kept += [copy for number, told in enumerate(kept) for copy in copies(told, kept[number - 1])]
        if cache:
            cache.write_bytes(pickle.dumps(kept))
    return [told for told in kept if part in ("all", part_of(told.story))]


def copies(told: Told, stranger: Told) -> Iterator[Told]:
    """A story's changed copies. stranger: another story, whose people are strangers here."""
    makers: tuple[tuple[str, Iterable[tuple[int, str, list[Change]]]], ...] = (
        ("figure", _other_figures(told)),
        ("person", _other_people(told, stranger)),
        ("weekday", _other_days(told)),
        ("post", _other_posts(told)),
    )
    for kind, possible in makers:
        for number, was, changes in _chosen(told, kind, list(possible)):
            article, spans = changed(told.reports[number], changes)
            reports = list(told.reports)
            (reports[number],) = _kept([article])
            yield Told(told.set, told.story, kind, tuple(reports), number, spans, was)


def _chosen(
    told: Told, kind: str, possible: list[tuple[int, str, list[Change]]]
) -> list[tuple[int, str, list[Change]]]:
    """A few of the possible changes, each of another thing, drawn by digest."""
    chosen: dict[str, tuple[int, str, list[Change]]] = {}
    for each in sorted(possible, key=lambda one: _digest(f"{told.story} {kind} {one[0]} {one[1]}")):
        chosen.setdefault(each[1], each)
    return list(chosen.values())[:EDITS]


def changed(report: Reading, changes: Sequence[Change]) -> tuple[Article, tuple[Span, ...]]:
    """The article with words put in the place of others, and where those stand then."""
    parts: dict[Place, str] = {"headline": report.headline or "", **dict(enumerate(report.paragraphs))}
    spans: list[Span] = []
    shift: Counter[Place] = Counter()
    order = sorted(changes, key=lambda each: (str(each[0].at), each[0].start))
    for span, words in order:
        begin, end = span.start + shift[span.at], span.end + shift[span.at]
        parts[span.at] = parts[span.at][:begin] + words + parts[span.at][end:]
        spans.append(Span(span.at, begin, begin + len(words)))
        shift[span.at] += len(words) - (span.end - span.start)
    article = replace(
        report.as_article(),
        headline=parts["headline"] or None,
        paragraphs=tuple(parts[place] for place in range(len(report.paragraphs))),
    )
    return article, tuple(spans)


WORDS = "two three four five six seven eight nine ten eleven twelve".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
POSTS = {
    "president": "foreign minister", "prime minister": "defence minister", "senator": "governor", "governor": "senator", "foreign minister": "president",
    "representative": "governor", "mayor": "senator", "attorney general": "ambassador",
}  # fmt: skip
SHORT_POSTS = {"sen.": "Gov.", "gov.": "Sen.", "rep.": "Gov."}


def other_figure(text: str, draw: int) -> str | None:
    """A figure's words with another number: two digits swapped, one digit changed, or a word above or below."""
    if found := re.search(r"\d[\d,.]*\d|\d", text):
        digits = found[0]
        places = [place for place, letter in enumerate(digits) if letter.isdigit()]
        if len(places) > 1 and draw % 2 and digits[places[0]] != digits[places[1]] and digits[places[1]] != "0":
            one, other = places[0], places[1]
            made = digits[:one] + digits[other] + digits[one + 1 : other] + digits[one] + digits[other + 1 :]
        else:
            place = places[0]
            digit = (int(digits[place]) + 1 + draw % 7) % 10 or 1
            if str(digit) == digits[place]:
                digit = digit % 9 + 1
            made = digits[:place] + str(digit) + digits[place + 1 :]
        return text[: found.start()] + made + text[found.end() :]
    for number, word in enumerate(WORDS):
        if re.search(rf"\b{word}\b", text, re.IGNORECASE):
            instead = WORDS[number + 2 if draw % 2 and number + 2 < len(WORDS) else number - 2]
            words = instead.capitalize() if text[0].isupper() and text.lower().startswith(word) else instead
            return re.sub(rf"\b{word}\b", words, text, count=1, flags=re.IGNORECASE)
    return None


def _other_figures(told: Told) -> Iterator[tuple[int, str, list[Change]]]:
    """A figure that two reports tell alike: in one of them another, wherever it tells it."""

    def figure(claim: Claim) -> tuple[object, ...] | None:
        number = claim.kind == "figure" and isinstance(claim.value, float) and claim.value >= 2
        return (claim.unit, claim.value) if number and claim.unit not in figures.TIMES else None

    where: dict[tuple[object, ...], dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for number, report in enumerate(told.reports):
        for claim in report.claims:
            if (key := figure(claim)) and not figures.RANGE.search(claim.text):
                where[key][number].append(claim)
    for reports in where.values():
        for number, claims in reports.items():
            theirs = {(each.of or "").casefold() for other in reports if other != number for each in reports[other]}
            if not any((claim.of or "").casefold() in theirs for claim in claims):
                continue
            made = [(claim.span, other_figure(claim.text, _digest(told.story + claims[0].text))) for claim in claims]
            changes = [(span, words) for span, words in made if words is not None]
            if changes:
                yield number, claims[0].text, changes


def _other_people(told: Told, stranger: Told) -> Iterator[tuple[int, str, list[Change]]]:
    """Somebody two reports name: in one of them somebody else, in his stead everywhere."""
    strangers = [
        member.name
        for report in stranger.reports
        for member in report.cast
        if member.kind == "person" and re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]{3,}", member.name)
    ]
    known = [{person.last: person for person in cast.people(_sheet(report))} for report in told.reports]
    if not strangers:
        return
    name = strangers[_digest(told.story) % len(strangers)]
    text = " ".join(part for report in told.reports for part in (report.headline or "", *report.paragraphs))
    if name.split()[-1] in text:
        return
    for number, persons in enumerate(known):
        for last, person in persons.items():
            if not any(last in others for place, others in enumerate(known) if place != number) or not person.first:
                continue
            changes = []
            for at, part in _parts(told.reports[number]):
                full, short = re.escape(person.member.name), re.escape(person.member.name.split()[-1])
                for match in re.finditer(rf"\b{full}\b|\b{short}\b", part):
                    words = name if " " in match[0] else name.split()[-1]
                    changes.append((Span(at, *match.span()), words))
            if changes:
                yield number, person.member.name, changes


def _other_days(told: Told) -> Iterator[tuple[int, str, list[Change]]]:
    """A weekday that two reports tell in sentences that share words: in one of them another."""
    where: dict[str, dict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for number, report in enumerate(told.reports):
        for claim in report.claims:
            if claim.kind == "date" and claim.text in DAYS:
                where[str(claim.value)][number].append(claim)
    ground = Ground([_sheet(report, number) for number, report in enumerate(told.reports)])
    for reports in where.values():
        for number, claims in reports.items():
            for claim in claims:
                mine = ground.sentence_at(number, claim.span.at, claim.span.start)
                theirs = [
                    ground.sentence_at(place, each.span.at, each.span.start)
                    for place, several in reports.items()
                    if place != number
                    for each in several
                ]
                # Of one event: a third of the rarer words is the same.
                if mine and any(other and _alike(ground, mine.keys, other.keys) > 0.3 for other in theirs):
                    day = DAYS[(DAYS.index(claim.text) + 2 + _digest(told.story) % 4) % 7]
                    yield number, f"{claim.text} in {claim.span.at}", [(claim.span, day)]


def _alike(ground: Ground, one: frozenset[str], other: frozenset[str]) -> float:
    shared, whole = (sum(ground.weights.get(key, 0.0) for key in keys) for keys in (one & other, one | other))
    return shared / whole if whole else 0.0


def _other_posts(told: Told) -> Iterator[tuple[int, str, list[Change]]]:
    """A post that two reports give somebody: in one of them another, before or behind each of his names."""
    known = [{person.last: person for person in cast.people(_sheet(report))} for report in told.reports]
    for number, persons in enumerate(known):
        for last, person in persons.items():
            mine = cast.posts_of(person.member)
            theirs = [
                cast.posts_of(others[last].member)
                for place, others in enumerate(known)
                if place != number and last in others
            ]
            shared = [post for post in mine if post in POSTS and any(post in each for each in theirs)]
            for post in shared[:1]:
                changes = []
                names = "|".join(re.escape(word) for word in {person.member.name, person.member.name.split()[-1]})
                short = "|".join(re.escape(each) for each in SHORT_POSTS)
                for at, part in _parts(told.reports[number]):
                    for match in re.finditer(rf"\b(?P<post>{post}|{short})(?=\s(?:{names})\b)", part, re.IGNORECASE):
                        other = SHORT_POSTS.get(match[0].lower(), POSTS[post])
                        words = other.title() if match[0][0].isupper() else other
                        changes.append((Span(at, *match.span()), words))
                if changes:
                    yield number, f"{post} {person.member.name}", changes


def _sheet(report: Reading, index: int = 0) -> checking.Sheet:
    return checking.Sheet(report, index)


def _parts(report: Reading) -> Iterator[tuple[Place, str]]:
    if report.headline:
        yield "headline", report.headline
    yield from enumerate(report.paragraphs)


# Weights -----------------------------------------------------------------------------------------------------


Example = tuple[Mapping[str, float], bool, float]
"""Signs, whether it is a planted change beside what it was, and how much the example weighs."""


def examples(kept: Sequence[Told], name: str) -> list[Example]:
    """What a check compares in stories. The changes of a kind weigh as if one story in RARE had one."""
    kinds, disputes = CHECKS[name]
    found: list[Example] = []
    real = sum(told.kind == "real" for told in kept)
    copies = Counter(told.kind for told in kept)
    for told in kept:
        if told.kind not in ("real", *kinds):
            continue
        ground = Ground([_sheet(report, number) for number, report in enumerate(told.reports)])
        planted: list[Mapping[str, float]] = []
        for dispute in disputes(ground):
            pair = dispute.odd, dispute.other
            if told.kind == "real":
                found.append((dispute.signs, False, 1.0))
            elif told.covers((each.report, each.span) for each in pair):
                texts = [told.reports[each.report].text_at(each.span) for each in pair if each.report != told.changed]
                was = told.was.split()[0] if told.kind == "weekday" else told.was
                if any(is_original(text, was) for text in texts):
                    planted.append(dispute.signs)
        found += [(signs, True, real / RARE / copies[told.kind] / len(planted)) for signs in planted]
    found += [(each.signs, False, 1.0) for each in _strangers(kept, disputes)]
    return found


def _strangers(kept: Sequence[Told], disputes: Callable[[Ground], Iterable[Dispute]]) -> Iterator[Dispute]:
    """What is compared between reports of two stories that were taken for one: all of it wrongly."""
    real = [told for told in kept if told.kind == "real"]
    for one, other in itertools.pairwise(real):
        mixed = (*one.reports[:FEW], *other.reports[:FEW])
        first = len(one.reports[:FEW])
        for dispute in disputes(Ground([_sheet(report, number) for number, report in enumerate(mixed)])):
            if (dispute.odd.report < first) != (dispute.other.report < first):
                yield dispute


def is_original(text: str, was: str) -> bool:
    """Whether words say what a changed passage said before: its number, its name, its day."""
    mine, before = (
        {word.casefold() for word in re.findall(r"\d[\d,.]*\d|\d|[^\W\d_]{3,}", each)} for each in (text, was)
    )
    numbers = [{word for word in words if word[0].isdigit()} for words in (mine, before)]
    return numbers[0] == numbers[1] if numbers[1] else bool(mine & before)


def fit(rows: Sequence[Example]) -> dict[str, float]:
    """Logistic regression with a penalty on squared weights, by Newton's steps."""
    if not any(is_so for _, is_so, _ in rows):
        return {"always": -3.0}
    names = sorted({name for signs, _, _ in rows for name in signs})
    signs = np.array([[each.get(name, 0.0) for name in names] for each, _, _ in rows])
    wanted = np.array([float(is_so) for _, is_so, _ in rows])
    weighs = np.array([weight for _, _, weight in rows])
    penalty = np.array([0.01 if name == "always" else PENALTY for name in names])
    weights = np.zeros(len(names))
    for _ in range(30):
        likely = 1 / (1 + np.exp(-np.clip(signs @ weights, -30, 30)))
        slope = signs.T @ (weighs * (likely - wanted)) + penalty * weights
        curve = (signs.T * (weighs * likely * (1 - likely))) @ signs + np.diag(penalty)
        weights = weights - np.linalg.solve(curve, slope)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.02}


def learn(kept: Sequence[Told]) -> dict[str, dict[str, float]]:
    """The weights that stories teach."""
    return {name: fit(examples(kept, name)) for name in CHECKS}


def use(weights: Mapping[str, Mapping[str, float]]) -> None:
    """Lets the checks work with these weights."""
    for name, table in weights.items():
        known = getattr(shipped, name)
        known.clear()
        known.update(table)


def write(weights: Mapping[str, Mapping[str, float]]) -> None:
    """Puts the weights into their file."""
    lines = [DOC]
    for name, table in weights.items():
        lines.append(f"\n{name}: dict[str, float] = {{\n")
        lines += [f'    "{sign}": {weight:.2f},\n' for sign, weight in sorted(table.items())]
        lines.append("}\n")
    PLACE.write_text("".join(lines), encoding="utf-8")


# Scores ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Score:
    """What the checks say of stories."""

    alarms: list[float]
    """Confidence of each finding on the reports as they are."""
    real: int
    best: dict[str, list[float]]
    """By kind, of each copy: the confidence of the surest finding that covers the change; -1 for none."""
    all: list[tuple[float, bool]]


def score(kept: Iterable[Told], select: Sequence[str] | None, result: Score | None = None) -> Score:
    """The checks' score on stories."""
    result = result or Score([], 0, defaultdict(list), [])
    for told in kept:
        findings = checking.between(told.reports, select=select)
        if told.kind == "real":
            result.real += 1
            result.alarms += [each.confidence for each in findings]
            result.all += [(each.confidence, False) for each in findings]
        else:
            right = [each.confidence for each in findings if told.is_found(each)]
            result.all += [(each, True) for each in right]
            result.best[told.kind].append(max(right, default=-1.0))
    return result


def printed(result: Score) -> Iterator[str]:
    """The score on lines."""
    yield f"{result.real} stories, {sum(map(len, result.best.values()))} changed copies: " + ", ".join(
        f"{kind} {len(result.best[kind])}" for kind in KINDS
    )
    yield f"{'alarms a story':>16}" + "".join(f"{kind:>10}" for kind in (*KINDS, "all")) + "  from confidence"
    ranked = sorted(result.alarms, reverse=True)
    lines = [
        (f"{budget:.2f}", ranked[int(budget * result.real)] if len(ranked) > budget * result.real else 0.0)
        for budget in BUDGETS
    ]
    loud = sum(each >= checking.WARNING for each in ranked) / max(1, result.real)
    lines.append((f"warnings: {loud:.3f}", checking.WARNING - 1e-9))
    for name, line in lines:
        rows = [result.best[kind] for kind in KINDS]
        rows.append([each for row in rows for each in row])
        shares = [sum(each > line for each in row) / len(row) if row else 0.0 for row in rows]
        yield f"{name:>16}" + "".join(f"{share:10.3f}" for share in shares) + f"  {line:.3f}"
    yield "confidence: findings, share planted"
    for low, high in itertools.pairwise(BINS):
        found = [right for confidence, right in result.all if low <= confidence < high]
        if found:
            yield f"  {low:.1f}-{min(high, 1.0):.1f}: {len(found):5d}  {sum(found) / len(found):.3f}"


def show(kept: Iterable[Told], kind: str, select: Sequence[str] | None, limit: int) -> None:
    """The strongest alarms on the reports as they are (kind "real"), or what was missed of a kind."""
    rows: list[tuple[float, str]] = []
    for told in kept:
        if told.kind != kind:
            continue
        findings = checking.between(told.reports, select=select)
        if kind == "real":
            rows += [(each.confidence, f"{told.story}\n{_told(told, each)}") for each in findings]
        else:
            best = max((each.confidence for each in findings if told.is_found(each)), default=0.0)
            span = told.spans[0]
            words = told.reports[told.changed].part(span.at)
            near = f"{words[max(0, span.start - 100) : span.start]}[[{words[span.start : span.end]}]]{words[span.end : span.end + 100]}"
            rows.append((-best, f"{told.story} ({told.changed}) was {told.was!r}: {near}"))
    for confidence, words in sorted(rows, reverse=True)[:limit]:
        print(f"{abs(confidence):.2f} {words}\n")


def _told(told: Told, finding: Finding) -> str:
    lines = [f"  {finding.code} {finding.message}"]
    for each in finding.passages:
        part = told.reports[each.reading].part(each.span.at)
        near = f"{part[max(0, each.span.start - 130) : each.span.start]}[[{each.text}]]{part[each.span.end : each.span.end + 130]}"
        lines.append(f"    {each.reading} {told.reports[each.reading].published} [{each.span.at}] ...{near}")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("work", "held", "all"), default="work")
    parser.add_argument(
        "--select", default="cast,roles,figures,dates", help="names or codes of checks, parted by commas"
    )
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--show", metavar="KIND", help="real, or a kind of change")
    parser.add_argument("--limit", type=int, default=20)
    args = parser.parse_args(argv)
    select = args.select.split(",")
    if args.fit:
        write(learn(stories(args.folder, "work", args.cache)))
        return 0
    kept = stories(args.folder, args.part, args.cache)
    if args.show:
        show(kept, args.show, select, args.limit)
        return 0
    result = Score([], 0, defaultdict(list), [])
    for fold in range(args.folds):
        mine = [told for told in kept if _digest(told.story + "fold") % args.folds == fold]
        use(learn([told for told in kept if _digest(told.story + "fold") % args.folds != fold]))
        score(mine, select, result)
    if not args.folds:
        score(kept, select, result)
    print("\n".join(printed(result)))
    return 0


if __name__ == "__main__":
    # By its full name, so that what --cache keeps can be read from elsewhere too.
    sys.exit(importlib.import_module("evaluation.between").main())
