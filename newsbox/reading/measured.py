"""What does a figure measure, or count, by the syntax of its sentence?"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from newsbox.reading import dates, units, when

if TYPE_CHECKING:
    from spacy.tokens import Token

WORDS_OF = 8
"""Words of what a figure measures; longer is no name for it."""
CHILDREN = 24
"""Children of a word that are looked at; a sentence has fewer, a table more."""
STEPS = 8
"""Steps up the tree."""
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "obj", "attr", "oprd")
# "In connection with", "in front of": no part of a thing's name.
IDIOMS = frozenset(
    "connection front addition response return case terms favor favour spite light view order place".split()
)
INSTEAD = frozenset("of for to on in against at from between with about".split())


def aged(old: Token) -> Token | None:
    """Who is so old: "a 47-year-old leader", "the ship is 21 years old"."""
    if old.dep_ in ("amod", "compound", "nmod"):
        return old.head
    return subject_of(old.head) if old.dep_ in ("acomp", "attr", "npadvmod", "appos") else None


def is_day(token: Token) -> bool:
    """Whether a word is a weekday or a month."""
    return token.lower_ in when.WEEKDAYS or token.lower_ in dates.MONTHS


def loss_of(verb: Token, noun: Token) -> str | None:
    """Killed, injured or missing, where a clause behind a noun says so: "people who died", "people injured in the fire"."""
    lemma = verb.lemma_.lower()
    if lemma in ("kill", "injure", "wound", "hurt", "murder", "slay") and verb.dep_ == "relcl":
        is_passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in islice(verb.children, CHILDREN))
        return units.LOSSES[lemma] if is_passive else None
    return units.LOSSES.get(lemma)


def loss_of_subject(verb: Token, noun: Token) -> str | None:
    """Killed, injured or missing, where a verb says so of its subject: "nine people died", "two are missing"."""
    lemma = verb.lemma_.lower()
    if lemma in ("die", "perish", "drown"):
        return units.KILLED
    if noun.dep_ == "nsubjpass" and lemma in units.LOSSES:
        return units.LOSSES[lemma]
    if lemma in ("lose",) and any(child.lower_ in ("life", "lives") for child in islice(verb.children, CHILDREN)):
        return units.KILLED
    for child in islice(verb.children, CHILDREN):
        if (
            child.dep_ in ("acomp", "oprd", "attr", "advcl", "xcomp")
            and child.lower_ in units.LOSSES
            and child.i > verb.i
        ):
            return units.LOSSES[child.lower_]
    return None


def loss_of_count(governor: Token) -> str | None:
    """What a number counts that something rose to: "the number of people killed has risen to seven", "toll rises to seven"."""
    subject = subject_of(governor) if governor.pos_ in ("VERB", "AUX") else governor
    if subject is None:
        return None
    if subject.lemma_.lower() in ("toll", "death", "fatality"):
        return units.KILLED
    if subject.lemma_.lower() in ("number", "count", "total", "figure", "toll"):
        for token in islice(subject.subtree, 14):
            if token.lower_ in units.LOSSES:
                return units.LOSSES[token.lower_]
    return None


def subject_of(verb: Token) -> Token | None:
    """A verb's subject, or that of the verb it is joined to."""
    for _ in range(STEPS):
        found = next((child for child in islice(verb.lefts, CHILDREN) if child.dep_ in SUBJECTS), None)
        if found is not None:
            return found
        if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp") or verb.head is verb:
            return None
        verb = verb.head
    return None


def follows_verb(root: Token) -> bool:
    """Whether a number is its verb's object."""
    return root.dep_ in OBJECTS and root.head.i < root.i


def top_of(root: Token, unit: Token) -> Token:
    """The word by which a figure with its unit hangs in the sentence."""
    top = root
    for _ in range(STEPS):
        if (
            top.dep_ in ("nummod", "quantmod", "compound", "nmod")
            and abs(top.head.i - unit.i) <= 2
            and top.head.i <= unit.i
        ):
            top = top.head
        else:
            break
    if top.i < unit.i and (unit.head is top or top.head is unit):
        return unit if top.head is unit else top
    return top


def whole_of(token: Token) -> Token:
    """The noun at the end of a compound: of "pay" in "pay deal" the deal."""
    for _ in range(STEPS):
        if (
            token.dep_ in ("compound", "nmod", "poss", "amod")
            and token.head.i > token.i
            and token.head.pos_ in ("NOUN", "PROPN")
        ):
            token = token.head
    return token


def counted_noun(root: Token, last: Token) -> Token | None:
    """The noun that a number counts: right of its last word, and not far."""
    doc = root.doc
    top = root
    for _ in range(4):
        if (
            top.dep_ in ("nummod", "quantmod", "compound", "nmod", "amod", "advmod", "npadvmod", "predet")
            and top.head.i > top.i
        ):
            top = top.head
        else:
            break
    if top.i > last.i and top.pos_ in ("NOUN", "PROPN") and top.i - root.i <= 6:
        if any(
            token.pos_ in ("VERB", "ADP", "PUNCT", "CCONJ")
            and token.text not in ("-", "‘", "“", "’")
            and token.dep_ not in ("amod",)
            for token in doc[last.i + 1 : top.i]
        ):
            return _next_noun(last)
        return top
    return _next_noun(last)


def _next_noun(last: Token) -> Token | None:
    """The plural right behind a number, where the parser saw no tie between them."""
    for token in last.doc[last.i + 1 : last.i + 4]:
        if token.tag_ in ("NNS", "NNPS"):
            return token
        if token.pos_ not in ("ADJ", "NOUN") or token.tag_ not in ("JJ", "NN", "JJR"):
            return None
    return None


def phrase(noun: Token | None) -> str | None:
    """A noun with what belongs to it, without its article and number: "tariffs on Chinese goods"."""
    if noun is None:
        return None
    doc, first = noun.doc, noun.i
    for child in reversed(list(islice(noun.lefts, CHILDREN))):
        if child.dep_ in (
            "det",
            "nummod",
            "quantmod",
            "advmod",
            "predet",
            "cc",
            "punct",
            "poss",
            "prep",
            "relcl",
            "mark",
            "aux",
        ) and not (child.dep_ == "poss" and child.pos_ in ("PROPN", "PRON", "NOUN")):
            break
        if (
            child.like_num
            or doc[child.left_edge.i].text[:1].isdigit()
            or child.lower_ in ("%", "percent", "additional", "extra", "further", "more")
            or child.is_punct
        ):
            break
        first = (
            child.left_edge.i
            if child.dep_ in ("poss", "compound", "amod", "nmod") and noun.i - child.left_edge.i < WORDS_OF
            else child.i
        )
    last = noun.i
    for child in islice(noun.rights, CHILDREN):
        if child.dep_ == "prep" and child.lower_ in INSTEAD and child.i == last + 1:
            pobj = next((each for each in islice(child.rights, 4) if each.dep_ == "pobj"), None)
            if (
                pobj is None
                or pobj.lower_ in IDIOMS
                or pobj.like_num
                or any(each.dep_ == "nummod" for each in islice(pobj.lefts, 4))
                or pobj.ent_type_ in ("DATE", "PERCENT", "MONEY", "TIME", "CARDINAL")
            ):
                break
            last = pobj.i
            for within in islice(pobj.rights, 4):
                if within.dep_ == "prep" and within.lower_ == "of" and within.i == last + 1:
                    deep = next((each for each in islice(within.rights, 4) if each.dep_ == "pobj"), None)
                    last = deep.i if deep is not None and not deep.like_num else last
            break
        if child.dep_ in ("case", "punct"):
            continue
        break
    if last - first >= WORDS_OF + 2:
        last = noun.i
    while first < noun.i and (doc[first].is_punct or doc[first].pos_ == "DET"):
        first += 1
    words = doc[first : last + 1].text.strip(' \n\t"“”')
    return words[:120] or None


def measured(top: Token | None) -> str | None:
    """What a figure with a unit measures, by the syntax: the thing it is part of, or that rises, or costs it."""
    if top is None:
        return None
    for child in islice(top.rights, CHILDREN):
        if child.dep_ == "prep" and child.lower_ in ("of", "in") and child.i - top.i <= 2:
            pobj = next((each for each in islice(child.rights, 4) if each.dep_ == "pobj"), None)
            if (
                pobj is not None
                and pobj.ent_type_ not in ("DATE", "TIME")
                and (child.lower_ == "of" or pobj.pos_ == "NOUN")
            ):
                if child.lower_ == "in" and pobj.lower_ in ("shares", "cash", "total", "all"):
                    continue
                return phrase(pobj)
    head = top.head
    if (
        top.dep_ in ("nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "poss")
        and head.pos_ in ("NOUN", "PROPN")
        and head.i > top.i
    ):
        return phrase(whole_of(head))
    if top.dep_ in ("npadvmod", "advmod") and head.pos_ in ("ADJ", "ADV", "ADP", "SCONJ"):
        if head.dep_ == "amod" and head.head.pos_ == "NOUN":
            return phrase(head.head)
        top, head = head, head.head
        if top.dep_ in ("prep", "advmod", "npadvmod", "acomp") and head.pos_ in ("VERB", "AUX"):
            return phrase(subject_of(head))
    for _ in range(3):
        if top.dep_ == "conj" and top.head is not top:
            top, head = top.head, top.head.head
    if top.dep_ == "pobj":
        return through(top.head)
    if head.pos_ in ("VERB", "AUX"):
        if top.dep_ in ("attr", "acomp", *OBJECTS, "npadvmod", "advmod", "ccomp"):
            return phrase(subject_of(head))
        if top.dep_ in SUBJECTS:
            return None
    if top.dep_ == "appos":
        return phrase(head)
    return None


def through(preposition: Token) -> str | None:
    """What a figure behind a preposition measures: by 60 percent, to 5 percent, of 10 percent, for 6.4 billion."""
    for _ in range(3):
        if (
            preposition.head.dep_ in ("prep", "npadvmod")
            and preposition.head.pos_ in ("ADP", "NOUN", "NUM")
            and preposition.dep_ in ("prep", "pcomp")
        ):
            if preposition.head.pos_ != "ADP":
                # "3.8 percent from 3.9": the first figure's subject is the second one's.
                return measured(preposition.head)
            preposition = preposition.head
    governor = preposition.head
    if governor.pos_ in ("NOUN", "PROPN"):
        if governor.lower_ in ("percent", "%", "point", "points") or governor.like_num:
            return measured(governor)
        return phrase(governor)
    if governor.pos_ in ("VERB", "AUX"):
        thing = next(
            (
                child
                for child in islice(governor.rights, CHILDREN)
                if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN")
            ),
            None,
        )
        if (
            thing is not None
            and not thing.like_num
            and thing.ent_type_ not in ("PERCENT", "MONEY", "CARDINAL", "DATE")
            and thing.lower_ not in units.WHOLE
        ):
            return phrase(thing)
        return phrase(subject_of(governor))
    if governor.pos_ == "NUM":
        return measured(governor)
    return None
