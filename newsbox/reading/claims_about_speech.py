"""What is claimed of a word that may report speech, of what may be said by it, and of who may say it: the words of a linear model.

attribution.py adds up what each claim weighs (cue_weights.py), and evaluation/cue_weights.py learns the weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsbox.reading.clauses import PUNCTUATION, Argument, Voice, Words

OPENERS = frozenset(
    "that if whether while as because since when after before although though unless until what why how who which where to for about of on by with from against in at than so and but".split()
)
"""Words that say by what a clause is opened."""
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
FIRST_AND_SECOND = frozenset("i we me us you".split())
THIRD = frozenset("he she they".split())
THINGS = frozenset("it this that these those there which what".split())


def of_argument(words: Words, cue: int, argument: Argument, others: Sequence[Argument]) -> list[str]:
    """What is claimed of something that may have been said by a cue."""
    kind, head, lemma, pos = argument.kind, argument.head, word(words, cue), words.pos[cue]
    start, end = argument.pieces[0][0], argument.pieces[-1][1]
    kind = f"prep {words.lower[head]}" if kind == "prep" else kind
    opener = words.lower[start] if words.lower[start] in OPENERS else ""
    inside, mine = words.quote[min(start + 1, end - 1)] >= 0, words.quote[cue] >= 0
    has_quote = not mine and any(words.quote[place] >= 0 for place in range(start, end, max(1, (end - start) // 12)))
    side = "before" if end <= cue else "after" if start > cue else "round"
    claims = [
        f"{kind}",
        f"{kind}, {pos}",
        f"{kind}, {lemma}",
        f"{argument.kind} begins {opener}",
        f"{argument.kind} {side}",
        f"{argument.kind} {words.tag[head]}",
        f"{argument.kind} {words.entity[head]}",
        f"{argument.kind} gap {min(argument.gap, 6)}",
        f"{argument.kind} length {min(6, (end - start).bit_length())}",
        f"{argument.kind}, cue {words.tag[cue]}",
        f"{argument.kind}, cue {words.dep[cue]}",
    ]
    claims += [f"{kind} beside {other.kind}" for other in others if other is not argument]
    if not mine and argument.kind[0] != "q":
        claims.append(f"{argument.kind} quoted {inside}" if inside else f"{argument.kind} has quote {has_quote}")
    if argument.kind[0] == "q":
        claims += _of_quotation(words, cue, argument)
    return claims


def _of_quotation(words: Words, cue: int, argument: Argument) -> list[str]:
    kind, (start, end) = argument.kind, argument.pieces[0]
    last = next(
        (
            words.text[place]
            for place in range(end - 1, start, -1)
            if words.text[place] in ".,?!;—" or words.text[place].isalnum()
        ),
        "",
    )
    before = words.text[start - 1] if start else "^"
    behind = words.lower[end] if end < len(words) else "$"
    between = range(end, cue) if end <= cue else range(cue + 1, start)
    verbs = sum(words.pos[place] == "VERB" for place in between)
    begins = words.text[start + 1][:1].isupper() if start + 1 < end else False
    follows = any(words.pos[place] == "VERB" for place in range(end, min(len(words), end + 8)))
    return [
        f"{kind} ends {last if last in '.,?!;—' else 'in a word'}",
        f"{kind} after {before if before in ',:.^' else 'a word'}",
        f"{kind} before {behind if behind in ',.$' else 'a word'}",
        f"{kind} verbs between {min(verbs, 3)}",
        f"{kind} capital {begins}, ends {last if last in '.,?!;—' else 'in a word'}",
        f"{kind} verb behind {follows}, ends {last if last in '.,?!;—' else 'in a word'}",
        f"{kind} same sentence {words.sentence[cue] == words.sentence[start]}",
        f"{kind} root {words.head[cue] == cue}",
    ]


def keys(words: Words, cue: int, best: Argument) -> tuple[str, str]:
    """Under which words a cue stands in the lexicon: alone, and with what hangs on it."""
    kind = f"prep {words.lower[best.head]}" if best.kind == "prep" else best.kind
    return f"{words.pos[cue]} {word(words, cue)}", f"{word(words, cue)}, {kind}"


def of_cue(
    words: Words,
    cue: int,
    said: Sequence[Argument],
    likely: float,
    voices: Sequence[Voice],
    lexicon: Mapping[str, int],
    *,
    first: bool,
) -> list[str]:
    """What is claimed of a word that may report speech. said: its arguments, the likeliest first. first: of the first paragraph."""
    lemma, pos, dep, head = word(words, cue), words.pos[cue], words.dep[cue], words.head[cue]
    best = said[0] if said else None
    kind = "nothing" if best is None else f"prep {words.lower[best.head]}" if best.kind == "prep" else best.kind
    speaker = next((voice for voice in voices if not voice.kind.endswith(("compound", "amod", "nmod"))), None)
    who = _sort(words, speaker.head) if speaker else "nobody"
    helpers = [words.lower[kid] for kid in words.kids[cue] if words.dep[kid] in ("aux", "auxpass", "neg", "prt")]
    quoted = best is not None and any(words.quote[start] >= 0 for start, _ in best.pieces) and words.quote[cue] < 0
    claims = [
        "always",
        pos,
        f"{lemma}",
        f"{lemma}, {kind}",
        f"{pos}, {kind}",
        f"{pos}, {dep}",
        words.tag[cue],
        f"by {who}",
        f"{pos} by {speaker.kind if speaker else 'nobody'}",
        f"{lemma} by {who}",
        f"{pos} {kind} by {who}",
        f"{lemma} {dep}",
        f"likely {int(likely * 8)}",
        f"{pos} likely {int(likely * 4)}",
        f"quoted {quoted}, {pos}, {who}",
        f"inside {words.quote[cue] >= 0}, {pos}",
        f"{kind} arguments {min(3, len(said))}",
    ]
    strength, framed = lexicon.get(f"{pos} {lemma}", "?"), lexicon.get(f"{lemma}, {kind}", "?")
    if head != cue:
        claims.append(f"strength {strength} under {lexicon.get(f'{words.pos[head]} {word(words, head)}', '?')} {dep}")
    if best is not None and best.kind in ("xcomp", "ccomp", "dobj", "advcl", "acl"):
        claims.append(
            f"strength {strength} over {lexicon.get(f'{words.pos[best.head]} {word(words, best.head)}', '?')} {best.kind}"
        )
    claims += [
        f"strength {strength}",
        f"strength {strength}, {kind}",
        f"strength {strength}, {pos} {best.kind if best else 'nothing'} by {who}",
        f"strength {strength}, {pos} {dep}",
        f"strength {strength}, likely {int(likely * 4)}",
        f"strength {strength}, {words.tag[cue]}",
        f"strength {strength}, quoted {quoted}",
        f"framed {framed}",
        f"framed {framed}, by {who}",
        f"framed {framed}, strength {strength}",
        f"framed {framed}, likely {int(likely * 4)}",
    ]
    claims += [f"helper {helper}" for helper in helpers] + [f"{lemma} helper {helper}" for helper in helpers]
    if best is not None:
        opener = words.lower[best.pieces[0][0]]
        claims.append(f"{pos} {best.kind} begins {opener if opener in OPENERS else _sort(words, best.head)}")
        if best.kind in ("xcomp", "acl", "ccomp", "advcl"):
            claims += [f"{best.kind} of {word(words, best.head)}", f"{best.kind} {words.tag[best.head]}"]
        if best.kind in ("dobj", "^nsubj", "^dobj", "attr", "pobj", "nsubjpass"):
            claims.append(f"{best.kind} {word(words, best.head)}")
    if head != cue:
        claims += [f"under {word(words, head)} {dep}", f"under {words.pos[head]} {dep}"]
    before = words.text[cue - 1] if cue else "^"
    claims.append(
        f"{words.tag[cue]} {dep} after {before if before in ',—–-:;^' else 'quotation' if cue and words.quote[cue - 1] >= 0 else 'word'}"
    )
    if words.tag[cue] == "VBG":
        claims.append(f"{words.tag[cue]} after {before if before == ',' else 'word'}, strength {strength}")
    if first:
        claims += [f"first {pos}", f"first {kind}"]
    return claims


def of_voice(words: Words, cue: int, voice: Voice, others: Sequence[Voice], said: Sequence[Argument]) -> list[str]:
    """What is claimed of somebody who may speak by a cue."""
    pos, kind = words.pos[cue], voice.kind
    who = _sort(words, voice.head)
    start, end = voice.words
    claims = [
        kind,
        f"{kind}, {pos}",
        f"{kind}, {who}",
        f"{kind}, {words.tag[cue]}",
        f"{kind}, {word(words, cue)}",
        f"{kind}, {said[0].kind if said else 'nothing'}",
        f"{word(words, voice.head)}",
        f"{who}",
        f"{kind} {words.tag[voice.head]}",
        f"{kind} inside {words.quote[voice.head] >= 0}, cue {words.quote[cue] >= 0}",
        f"far {min(10, abs(voice.head - cue)).bit_length()}, {pos}",
    ]
    claims += [f"{kind} beside {other.kind}" for other in others if other is not voice]
    if any(a < end and b > start for argument in said for a, b in argument.pieces):
        claims += ["inside what is said", f"{kind} inside what is said"]
    return claims


def word(words: Words, place: int) -> str:
    """A word's lemma; of a name only that it is one, so that nothing is learned about anybody."""
    if words.pos[place] in ("ADP", "SCONJ", "PRON", "DET") or words.lower[place] in ("according", "per"):
        return words.lemma[place]
    is_name = words.pos[place] == "PROPN" or words.entity[place] in NAMED or words.text[place][1:2].isupper()
    is_name = is_name or (words.pos[place] in ("NOUN", "ADJ", "X") and words.text[place][0].isupper())
    # A surname taken for a verb has its bare form and a capital: "Trump", where a headline's verb is "Says".
    is_name = is_name or (words.text[place][0].isupper() and words.lower[place] == words.lemma[place])
    return "NAME" if is_name else words.lemma[place]


def _sort(words: Words, place: int) -> str:
    """What a word stands for: a kind of name, a kind of pronoun, a noun."""
    lower, entity, pos = words.lower[place], words.entity[place], words.pos[place]
    if lower in FIRST_AND_SECOND:
        return "I"
    if lower in THIRD:
        return "he"
    if lower in THINGS:
        return "it"
    if lower in ("who", "his", "her", "their", "its", "my", "our", "your", "him", "them"):
        return lower
    return entity or ("mark" if pos in PUNCTUATION else pos)
