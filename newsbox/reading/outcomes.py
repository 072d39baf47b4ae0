"""What came of it, according to a text: who won, died, was convicted, was appointed; which law was upheld?

English only: it takes a parser to tell what happened from what might happen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from newsbox.reading.units import counts_people

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CHILDREN = 24
"""Children of a verb that are looked at."""
LONGEST = 80
"""Characters of the one it happened to."""

Side = Literal["subject", "object", "either"]
# The verb, its canonical word, and on whom it falls. "either": on the object, or without one on the subject ("shops closed").
VERBS: dict[str, tuple[str, Side]] = {
    **dict.fromkeys(("win", "beat", "defeat", "triumph", "prevail", "oust"), ("won", "subject")),
    **dict.fromkeys(("lose",), ("lost", "subject")),
    **dict.fromkeys(("concede",), ("conceded", "subject")),
    **dict.fromkeys(("die", "perish", "drown"), ("died", "subject")),
    **dict.fromkeys(("kill", "murder", "assassinate", "slay"), ("killed", "object")),
    **dict.fromkeys(("survive",), ("survived", "subject")),
    **dict.fromkeys(("injure", "wound", "hurt"), ("injured", "object")),
    **dict.fromkeys(("arrest", "detain", "apprehend"), ("arrested", "object")),
    **dict.fromkeys(("charge", "indict"), ("charged", "object")),
    **dict.fromkeys(("convict",), ("convicted", "object")),
    **dict.fromkeys(("acquit", "exonerate"), ("acquitted", "object")),
    **dict.fromkeys(("sentence",), ("sentenced", "object")),
    **dict.fromkeys(("deny",), ("denied", "object")),
    **dict.fromkeys(("confirm",), ("confirmed", "object")),
    **dict.fromkeys(("uphold",), ("upheld", "object")),
    **dict.fromkeys(("overturn", "annul", "invalidate", "quash", "nullify"), ("struck down", "object")),
    **dict.fromkeys(("approve", "ratify", "adopt"), ("approved", "object")),
    **dict.fromkeys(("reject", "dismiss"), ("rejected", "object")),
    **dict.fromkeys(("resign", "quit"), ("resigned", "subject")),
    **dict.fromkeys(("appoint",), ("appointed", "object")),
    **dict.fromkeys(("nominate",), ("nominated", "object")),
    **dict.fromkeys(("elect", "reelect", "re-elect"), ("elected", "object")),
    **dict.fromkeys(("sign",), ("signed", "object")),
    **dict.fromkeys(("veto",), ("vetoed", "object")),
    **dict.fromkeys(("close", "shutter"), ("closed", "either")),
    **dict.fromkeys(("open", "reopen"), ("opened", "either")),
    **dict.fromkeys(("cancel",), ("cancelled", "object")),
    **dict.fromkeys(("suspend",), ("suspended", "object")),
    **dict.fromkeys(("ban", "outlaw"), ("banned", "object")),
    **dict.fromkeys(("sue",), ("sued", "object")),
    **dict.fromkeys(("evacuate",), ("evacuated", "object")),
    **dict.fromkeys(("release", "free"), ("released", "object")),
}  # fmt: skip
# Verbs that mean an outcome with their particle only.
WITH_PARTICLE = {
    ("strike", "down"): ("struck down", "object"), ("step", "down"): ("resigned", "subject"), ("shut", "down"): ("closed", "either"),
    ("call", "off"): ("cancelled", "object"), ("turn", "down"): ("rejected", "object"), ("vote", "down"): ("rejected", "object"),
    ("throw", "out"): ("rejected", "object"), ("swear", "in"): ("sworn in", "object"),
}  # fmt: skip
# Verbs of news that are only an outcome with the right thing behind them: bills pass, people pass.
WITH_OBJECT = {
    ("pass", frozenset("bill law measure resolution budget legislation act amendment motion".split())): ("approved", "object"),
    ("lose", frozenset("life lives".split())): ("died", "subject"),
    ("release", frozenset("prisoner hostage man woman suspect detainee soldier person people".split())): ("released", "object"),
    ("charge", frozenset("man woman suspect person official driver teenager".split())): ("charged", "object"),
}  # fmt: skip
# What these take as their thing is no outcome: shares close higher, doors open into a hall, talks confirm that.
VEHICLES = frozenset("bus car truck lorry van boat vehicle train ship ferry tram coach dinghy minibus tractor".split())
MARKETS = frozenset("share stock index yield price market bond currency future dollar euro pound yuan".split())
# What is opened and closed in the news, and not as a figure of speech ("opened the door to talks").
OPENED = frozenset(
    """border bridge road street airport port harbour harbor station school university hospital clinic embassy consulate factory plant mine store shop branch office museum theatre theater
    library market restaurant bar church mosque stadium park beach hotel tunnel canal crossing prison camp shelter center centre desk inquiry investigation probe case polls poll
    pool line route checkpoint""".split()
)  # fmt: skip
NAMED = frozenset(
    "minister leader president chief head director coach chair chairman chairwoman judge ambassador commander successor candidate envoy".split()
)
MODALS = frozenset("will would shall should can could may might must 'll ’ll 'd wo ca".split())
FAILING = frozenset("fail refuse decline neglect".split())
UNREAL = frozenset("if whether unless lest".split())
NOBODY = frozenset(("nobody", "none", "neither"))
NOT = frozenset(("not", "n't", "n’t", "never"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened, half-open in characters; of: to whom or what."""

    start: int
    end: int
    value: str
    of: str | None


def outcomes(text: str, doc: Doc) -> Iterator[Outcome]:
    """The outcomes that a block tells as having happened, in order; "not convicted" where it says so."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and (found := _outcome(text, token)):
            yield found


def _outcome(text: str, verb: Token) -> Outcome | None:
    children = list(islice(verb.children, CHILDREN))
    told = _meaning(verb, children)
    if told is None or _is_unreal(verb, children):
        return None
    value, side = told
    thing = next((child for child in children if child.dep_ in ("dobj", "obj")), None)
    subject = next((child for child in children if child.dep_ in ("nsubj", "nsubjpass")), None)
    is_passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )
    if subject is None and verb.dep_ in ("conj", "xcomp", "advcl") and not is_passive:
        subject = _subject_above(verb)
    if verb.dep_ == "acl" and is_passive:
        if side == "subject":
            return None  # "A corner won by a substitute" is no victory.
        subject = verb.head
    if subject is not None and subject.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        subject = verb.head
    if (
        side == "subject"
        and verb.tag_ == "VBN"
        and not is_passive
        and not any(child.dep_ == "aux" for child in children)
    ):
        return None  # "They may wind up beaten."
    if verb.lemma_.lower() == "hurt" and not is_passive and (thing is None or not counts_people(thing.lemma_)):
        return None
    if side == "subject":
        who = subject if not is_passive or verb.lemma_.lower() in ("drown",) else _agent(children)
    elif side == "object" and not is_passive:
        who = thing
    else:
        who = subject if is_passive or thing is None else thing
    if who is None or (side == "object" and who is thing and who.tag_ in ("WP", "WDT", "WP$")):
        return None
    if verb.lemma_.lower() == "overturn" and who.lemma_.lower() in VEHICLES:
        return None
    if verb.lemma_.lower() in ("close", "open", "suspend") and who.lemma_.lower() in MARKETS and not is_passive:
        return None
    is_not = _is_denied(verb, children) or who.lower_ in NOBODY or (subject is not None and _is_nobody(subject))
    first = next((child for child in children if child.dep_ in ("auxpass", "neg") and child.i < verb.i), verb)
    last = next((child for child in children if child.dep_ == "prt" and 0 < child.i - verb.i < 6), verb)
    if value == "died" and thing is not None and side == "subject" and verb.lemma_.lower() == "lose":
        last = thing
    start = first.idx if verb.i - first.i < 5 else verb.idx
    return Outcome(start, last.idx + len(last), f"not {value}" if is_not else value, _named(text, who))


def _meaning(verb: Token, children: list[Token]) -> tuple[str, str] | None:
    lemma = verb.lemma_.lower()
    for child in children:
        if child.dep_ in ("prt", "advmod", "prep") and (lemma, child.lower_) in WITH_PARTICLE and child.i - verb.i <= 6:
            return WITH_PARTICLE[(lemma, child.lower_)]
    thing = next((child for child in children if child.dep_ in ("dobj", "nsubjpass")), None)
    for (word, things), told in WITH_OBJECT.items():
        if word == lemma and thing is not None and (thing.lemma_.lower() in things or thing.lower_ in things):
            return told
    if (
        lemma == "name"
        and thing is not None
        and any(child.dep_ in ("prep", "oprd", "xcomp", "advcl") for child in children)
    ):
        what = next((child for child in children if child.dep_ == "oprd"), None)
        is_post = any(child.dep_ == "prep" and child.lower_ == "as" for child in children) or (
            what is not None and what.lemma_.lower() in NAMED
        )
        is_task = thing.pos_ == "PROPN" and any(child.dep_ in ("xcomp", "advcl") for child in children)
        return (
            ("appointed", "object")
            if is_post
            or is_task
            or (thing.pos_ == "PROPN" and "lead" in {token.lower_ for token in islice(verb.rights, 6)})
            else None
        )
    if lemma in ("release", "free", "charge"):
        return None
    if lemma in ("open", "close", "reopen") and thing is not None and thing.lemma_.lower() not in OPENED:
        return None
    if lemma == "confirm" and thing is None:
        return None
    if lemma == "lose" and thing is not None and thing.lemma_.lower() not in (
        "election", "case", "vote", "match", "game", "final", "seat", "battle", "war", "bid", "appeal", "majority", "race", "title"
    ) and thing.pos_ != "PROPN" and not thing.like_num:  # fmt: skip
        return None
    return VERBS.get(lemma)


def _is_unreal(verb: Token, children: list[Token]) -> bool:
    """Whether it might happen, is to happen, or is asked, and is not told as a fact."""
    auxiliaries = {child.lower_ for child in children if child.dep_ == "aux"}
    if auxiliaries & MODALS or any(child.dep_ == "mark" and child.lower_ in UNREAL for child in children):
        return True
    if verb.tag_ in ("VB", "VBG"):
        # Infinitives are wishes, apart from "failed to win"; "-ing" forms are under way, or names of deeds.
        # A plural subject's verb in a headline ("Rovers win the cup") is often taken for an infinitive.
        is_finite = not auxiliaries and any(child.dep_ == "nsubj" for child in children)
        return not (verb.tag_ == "VB" and (is_finite or auxiliaries & {"did", "do", "does"} or _fails(verb)))
    above = verb.head
    return verb.dep_ in ("ccomp", "advcl") and any(
        child.dep_ == "mark" and child.lower_ in UNREAL for child in islice(above.lefts, 4) if above is not verb
    )


def _fails(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in FAILING


def _is_denied(verb: Token, children: list[Token]) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in NOT for child in children) or _fails(verb)


def _is_nobody(subject: Token) -> bool:
    if subject.lower_ in NOBODY or subject.lower_ == "no-one":
        return True
    return any(child.lower_ == "no" for child in islice(subject.lefts, 3))


def _agent(children: list[Token]) -> Token | None:
    by = next((child for child in children if child.dep_ == "agent"), None)
    return next((child for child in islice(by.rights, 3) if child.dep_ == "pobj"), None) if by is not None else None


def _subject_above(verb: Token) -> Token | None:
    for _ in range(4):
        verb = verb.head
        found = next((child for child in islice(verb.lefts, CHILDREN) if child.dep_ in ("nsubj", "nsubjpass")), None)
        if found is not None:
            return found
        if verb.dep_ not in ("conj", "xcomp", "advcl"):
            return None
    return None


def _named(text: str, noun: Token) -> str:
    """A noun with its words on the left and its "of ..." on the right, relative clauses left out."""
    doc = noun.doc
    first = noun.left_edge.idx if noun.i - noun.left_edge.i < 12 else noun.idx
    last = noun
    for child in islice(noun.rights, CHILDREN):
        if child.dep_ == "prep" and child.lower_ in ("of", "on", "for", "to", "in") and child.i == last.i + 1:
            pobj = next((each for each in islice(child.rights, 3) if each.dep_ == "pobj"), None)
            if pobj is None or pobj.ent_type_ in ("DATE", "TIME"):
                break
            last = pobj
            continue
        if child.dep_ == "appos" and child.pos_ == "PROPN" and child.left_edge.i - last.i <= 2 and child.i - last.i < 5:
            last = child
        break
    end = last.idx + len(last)
    words = text[first:end].strip(' "“”,')
    return words if len(words) <= LONGEST else doc[noun.i].text
