"""Is a name found that is misspelled once? `python -m evaluation.misspelled FOLDER`, FOLDER as for evaluation.contradiction.

In each clean article the last mention of a person who is named at least twice by family name gets one letter left out, doubled, or
swapped with its neighbour (which of them follows from the article's id), and the words of the sentence stay as the model parsed them.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evaluation.contradiction import cases
from newsbox import checking
from newsbox.types import Reading, Sentence, Word


def misspelled(name: str, seed: int) -> str:
    """A name with one slip of the fingers behind its first two letters."""
    place = 2 + seed % (len(name) - 3)
    if seed % 3 == 0:
        return name[:place] + name[place + 1 :]
    if seed % 3 == 1:
        return name[:place] + name[place] + name[place:]
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def planted(reading: Reading, seed: int) -> tuple[Reading, str, str] | None:
    """The reading with one name misspelled in its parsed sentences, that spelling, and the right one; None where no name is fit."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, sentence in enumerate(reading.sentences):
        for place, word in enumerate(sentence.words):
            if word.entity == "PERSON" and word.pos == "PROPN" and word.text.isalpha() and len(word.text) > 5:
                places[word.text].append((number, place))
    fit = sorted(name for name, found in places.items() if len(found) > 1)
    if not fit:
        return None
    name = fit[seed % len(fit)]
    number, place = places[name][-1]
    wrong = misspelled(name, seed)
    if wrong == name:
        return None
    sentence = reading.sentences[number]
    words: tuple[Word, ...] = (
        *sentence.words[:place],
        replace(sentence.words[place], text=wrong, lemma=wrong),
        *sentence.words[place + 1 :],
    )
    sentences = (*reading.sentences[:number], Sentence(sentence.span, words), *reading.sentences[number + 1 :])
    return replace(reading, sentences=sentences), wrong, name


def main(argv: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("work", "held", "all"), default="work")
    parser.add_argument("--cache", type=Path)
    args = parser.parse_args(argv)
    tried = found = loud = clean = 0
    for case in cases(args.folder, args.part, args.cache):
        if case.kind != "clean":
            continue
        clean += 1
        loud += sum(each.severity != "note" for each in checking.check([case.reading], select=["names"]))
        made = planted(case.reading, hashlib.sha256(case.id.encode()).digest()[1])
        if made is None:
            continue
        tried += 1
        reading, wrong, right = made
        findings = checking.check([reading], select=["names"])
        hits = [
            each for each in findings if each.severity != "note" and wrong in each.message and right in each.message
        ]
        found += bool(hits)
    print(
        f"{found} of {tried} misspelled names found; {loud} errors and warnings on {clean} articles as they were printed"
    )


if __name__ == "__main__":
    main()
