"""Fits the weights of newsbox/reading/attribution.py: `python -m evaluation.cue_weights FOLDER [--folds 4]`.

FOLDER as in evaluation.attribution; only its train part is read. With --folds, nothing is written: each fold's articles are read
with weights fitted on the others, and the scores printed. Without, the weights go to cue_weights.py.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import md5
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.attribution import Scores, article_of, articles, found, marked, score, words_of
from newsbox.reading import attribution, claims_about_speech, language
from newsbox.reading import cue_weights as shipped
from newsbox.reading.clauses import SIDES, Argument, Voice, Words, arguments, cues, voices
from newsbox.reading.language import Block
from newsbox.types import Article

Floats = NDArray[np.float64]
SELDOM = {"CUES": 50, "ARGUMENTS": 30, "VOICES": 30}
"""How often a claim must be made to be given a weight."""
PENALTY = {"CUES": 5.0, "ARGUMENTS": 2.0, "VOICES": 2.0}
"""Of the squared weights, as for one coin toss against each."""
LEAST = 0.1
"""Weights nearer to nothing are left out."""
STEPS = 250
KNOWN = 8
"""Times a word must be met to have a class."""
DRAWN, RATE = 2.0, 0.1
"""Times by which a word's class is drawn to the rate of all words that might report."""
PLACE = Path(shipped.__file__)
DOC = '''"""How much each claim about a word, a clause or a name speaks for its being cue, content or speaker (data only).

Written by `python -m evaluation.cue_weights FOLDER`; not by hand.
"""

'''
Example = tuple[list[str], bool]


@dataclass(slots=True)
class Text:
    """A labelled article, parsed."""

    line: dict[str, Any]
    article: Article
    starts: list[int]
    blocks: list[Block]
    examples: dict[str, list[Example]] = field(default_factory=dict)
    candidates: list[tuple[Words, int, list[Argument], float, list[Voice], bool, bool]] = field(default_factory=list)


def texts(folder: Path, part: str) -> list[Text]:
    """The articles of a part."""
    found = []
    for line in articles(folder, part):
        article, starts = article_of(line["text"])
        found.append(Text(line, article, starts, language.parsed(article)))
    return found


def touched(words: Words, start: int, spans: Iterable[tuple[int, int]]) -> set[int]:
    """The words of a block that spans of the text touch, punctuation left out but for colons."""
    return {
        place
        for begin, end in spans
        for place in range(len(words))
        if words.start[place] + start < end
        and words.end[place] + start > begin
        and (words.text[place][0].isalnum() or words.text[place] == ":")
    }


def plain(words: Words, pieces: Iterable[tuple[int, int]]) -> set[int]:
    """The words of pieces, without punctuation."""
    return {place for piece in pieces for place in range(*piece) if words.text[place][0].isalnum()}


def is_content(words: Words, argument: Argument, content: set[int]) -> bool:
    """Whether an argument stands in the marked content for the most part."""
    mine = plain(words, argument.pieces)
    if argument.kind in SIDES:
        return 2 * len(mine & content) > 0.8 * 2 * 0.5 * (len(mine) + len(content)) if mine else False
    return bool(mine) and 2 * len(mine & content) > len(mine)


def best_cue(words: Words, cue: set[int], content: set[int]) -> tuple[int, float] | None:
    """The word of a marked cue that what is said hangs on, and how much of it does."""
    best: tuple[int, float] | None = None
    for place in sorted(cue):
        got = set[int]().union(
            *(plain(words, each.pieces) for each in arguments(words, place) if is_content(words, each, content))
        )
        agreed = 2 * len(got & content) / max(1, len(got) + len(content))
        if best is None or agreed >= best[1]:
            best = (place, agreed)
    return best


def learn_from(text: Text) -> None:
    """Puts the claims about an article's words, and whether they are so, into its examples for ARGUMENTS and VOICES."""
    text.examples = {"CUES": [], "ARGUMENTS": [], "VOICES": []}
    for number, words in enumerate(attribution.words_of_blocks(text.blocks)):
        start = text.starts[number]
        possible = set(cues(words))
        chosen: dict[int, tuple[set[int], set[int]]] = {}
        for label in text.line["attributions"]:
            if not any(start <= begin < start + len(words.block.text) for begin, _ in label["cue"]):
                continue
            content = touched(words, start, label["content"])
            cue = touched(words, start, label["cue"]) & possible
            if content and (best := best_cue(words, cue, content)):
                chosen[best[0]] = (content, touched(words, start, label["source"]))
        for cue, (content, source) in chosen.items():
            given = arguments(words, cue)
            said = [each for each in given if is_content(words, each, content)]
            for each in given:
                claimed = claims_about_speech.of_argument(words, cue, each, given)
                text.examples["ARGUMENTS"].append((claimed, each in said))
            speakers = voices(words, cue)
            for voice in speakers:
                claimed = claims_about_speech.of_voice(words, cue, voice, speakers, said)
                is_so = bool(set(range(*voice.words)) & source)
                text.examples["VOICES"].append((claimed, is_so))
        text.line.setdefault("chosen", {})[number] = set(chosen)


Tallies = dict[str, list[int]]


def tally(text: Text, weights: dict[str, dict[str, float]]) -> Tallies:
    """How often each word, and each word with its way of speaking, reports in an article: [times it does, times it stands there]."""
    counted: Tallies = {}
    text.candidates = []
    for number, words in enumerate(attribution.words_of_blocks(text.blocks)):
        chosen = text.line["chosen"][number]
        for cue in cues(words):
            if given := arguments(words, cue):
                said, likely = attribution.what_is_said(words, cue, given, weights["ARGUMENTS"])
                speakers = [voice for _, voice in attribution.likely_voices(words, cue, said, weights["VOICES"])]
                text.candidates.append((words, cue, said, likely, speakers, number == 0, cue in chosen))
                for key in claims_about_speech.keys(words, cue, said[0]):
                    times = counted.setdefault(key, [0, 0])
                    times[0] += cue in chosen
                    times[1] += 1
    return counted


def lexicon_of(tallies: Tallies, without: Tallies | None = None) -> dict[str, int]:
    """How strongly words report, in classes: the rounded log-odds, drawn towards those of all words. without: an article left out."""
    found = {}
    for key, (yes, times) in tallies.items():
        own = (without or {}).get(key, [0, 0])
        yes, times = yes - own[0], times - own[1]
        if times >= KNOWN:
            rate = (yes + DRAWN * RATE) / (times + DRAWN)
            found[key] = max(-4, min(3, round(float(np.log(rate / (1 - rate))))))
    return found


def learn_cues(text: Text, lexicon: dict[str, int]) -> None:
    """Puts the claims about the words that may report into the examples for CUES."""
    text.examples["CUES"] = []
    for words, cue, said, likely, speakers, first, is_so in text.candidates:
        claimed = claims_about_speech.of_cue(words, cue, said, likely, speakers, lexicon, first=first)
        text.examples["CUES"].append((claimed, is_so))


def fit(examples: Sequence[Example], name: str) -> dict[str, float]:
    """Logistic regression with a penalty on squared weights, by Adam over all examples at once."""
    often = Counter(claim for claimed, _ in examples for claim in claimed)
    numbers = {claim: number for number, claim in enumerate(claim for claim, n in often.items() if n >= SELDOM[name])}
    rows, columns = [], []
    for row, (claimed, _) in enumerate(examples):
        known = [numbers[claim] for claim in claimed if claim in numbers]
        rows += [row] * len(known)
        columns += known
    row, column = np.array(rows), np.array(columns)
    wanted = np.array([float(is_so) for _, is_so in examples])
    weights, first, second = (np.zeros(len(numbers)) for _ in range(3))
    for step in range(1, STEPS + 1):
        total = np.bincount(row, weights[column], len(wanted))
        off = 1 / (1 + np.exp(-np.clip(total, -30, 30))) - wanted
        slope = np.bincount(column, off[row], len(weights)) + weights * PENALTY[name] / 2
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        pace = 0.1 if step < STEPS * 0.6 else 0.03
        weights = weights - pace * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {claim: float(weights[n]) for claim, n in sorted(numbers.items()) if abs(weights[n]) >= LEAST}


def learn(parts: Sequence[Text]) -> dict[str, dict[str, float]]:
    """The weights that the articles teach."""
    weights = {
        name: fit([each for text in parts for each in text.examples[name]], name) for name in ("ARGUMENTS", "VOICES")
    }
    tallies = [tally(text, weights) for text in parts]
    total: Tallies = {}
    for one in tallies:
        for key, (yes, times) in one.items():
            known = total.setdefault(key, [0, 0])
            known[0] += yes
            known[1] += times
    for text, one in zip(parts, tallies, strict=True):
        # What an article itself says of its words would be held for more than it is.
        learn_cues(text, lexicon_of({key: total[key] for key in one}, one))
    weights["LEXICON"] = dict(sorted(lexicon_of(total).items()))
    return weights | {"CUES": fit([each for text in parts for each in text.examples["CUES"]], "CUES")}


def use(weights: dict[str, dict[str, float]]) -> None:
    """Lets the engine read with these weights."""
    for name, table in weights.items():
        known = getattr(shipped, name)
        known.clear()
        known.update(table)


def read(text: Text, scores: Scores) -> None:
    """One article's part in the scores."""
    words = words_of(text.line["text"])
    ours = attribution.attributions_of(text.article, text.blocks, lambda at, start, end: None)
    score(
        scores,
        [found(each, text.starts, words) for each in ours],
        [marked(each, words) for each in text.line["attributions"]],
    )


def show(scores: Scores) -> None:
    """The scores on lines."""
    for name, counts in scores.counts.items():
        precision, recall, f = counts.scores
        print(f"{name:34} P {precision:.3f}  R {recall:.3f}  F {f:.3f}")


def write(weights: dict[str, dict[str, float]]) -> None:
    """Puts the weights into cue_weights.py; the lexicon's classes are whole numbers."""
    lines = [DOC]
    for name in ("LEXICON", "CUES", "ARGUMENTS", "VOICES"):
        kind, digits = ("int", 0) if name == "LEXICON" else ("float", 2)
        lines.append(f"{name}: dict[str, {kind}] = {{\n")
        lines += [f"    {_literal(claim)}: {weight:.{digits}f},\n" for claim, weight in weights[name].items()]
        lines.append("}\n\n")
    PLACE.write_text("".join(lines).rstrip() + "\n", encoding="utf-8")


def _literal(text: str) -> str:
    """A string as our formatter writes it."""
    return repr(text) if '"' in text else f'"{text}"' if "'" in text else repr(text).replace("'", '"')


def main() -> int:
    """Fits, and writes the weights or prints the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    asked = parser.parse_args()
    parts = texts(asked.folder, "train")
    for text in parts:
        learn_from(text)
    if not asked.folds:
        write(learn(parts))
        return 0
    scores = Scores()
    for fold in range(asked.folds):
        held = {
            text.line["id"]
            for text in parts
            if int(md5(text.line["id"].encode(), usedforsecurity=False).hexdigest(), 16) % asked.folds == fold
        }
        use(learn([text for text in parts if text.line["id"] not in held]))
        for text in parts:
            if text.line["id"] in held:
                read(text, scores)
    show(scores)
    return 0


if __name__ == "__main__":
    sys.exit(main())
