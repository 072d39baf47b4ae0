"""Which numbers of a sentence count the killed, the injured or the missing, by the words around them?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Loss = Literal["killed", "injured", "missing"]

_WORD = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
)
_N = rf"\b(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+|{_WORD})\b(?![.,]\d|-\w|%| percent| per cent)"
_ABOUT = r"(?:at least |more than |about |around |some |nearly |almost |up to |as many as |a total of |the |all )?"
_WHO = (
    r"(?:people|persons|men|women|children|villagers|residents|passengers|miners|workers|fishermen|sailors|crew(?: members)?"
    r"|soldiers|police officers|officers|firefighters|students|pupils|tourists|skiers|climbers|hikers|migrants|civilians"
    r"|patients|guests|spectators|fans|protesters|demonstrators|prisoners|others|of them|members of \w+)"
)
_OF_WHOM = rf"{_N}(?: (?!and|or)[a-z]+)?(?: {_WHO})?"
_ASIDE = r"(?:, (?:among them|including|most of them|many of them|some of them|all of them)[^,;]{0,50},)?"
_ADVERBS = r"(?: (?:also|still|now|already|so far|since|later|all|have|has|had|were|was|are|is|been|be|believed|feared|reported|confirmed|found|to|have))*"
_RISEN = (
    r"\b(?:to|at|reached|reaches|hit|hits|passed|is|was|are|were|now|exceeds|exceeded|stands at|stood at|remained at)\s"
    r"(?:now )?(?:at )?"
)
_FATES: tuple[tuple[Loss, str, str, str], ...] = (
    (
        "killed",
        r"(?:dead|died|dies|die|killed|perished|drowned|lost their lives|did not survive|were lost|shot dead|suffocated|crushed to death"
        r"|burned to death|burnt to death|succumbed|frozen to death|froze to death)",
        r"(?:kill(?:s|ed|ing)?|shot dead|claim(?:s|ed|ing)? the lives of|cost(?:s|ing)? the lives of|bodies of|deaths? of|loss of|drown(?:ed|ing|s)|burying)",
        r"(?:death toll|toll|(?:number|count|tally) of (?:the )?(?:confirmed )?(?:dead|deaths|fatalities|victims|lives lost|\w+ (?:who )?(?:have |had )?(?:been )?(?:killed|died|dead|drowned))|deaths|fatalities|confirmed dead)",
    ),
    (
        "injured",
        r"(?:injured|hurt|wounded|suffered (?:\w+ )?(?:injuries|burns|wounds)|sustained (?:\w+ )?(?:injuries|burns|wounds))",
        r"(?:injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurts?|hurting)",
        r"(?:(?:number|count|tally) of (?:the )?(?:injured|wounded|hurt|injuries|\w+ (?:who )?(?:have |had )?(?:been )?(?:injured|hurt|wounded)))",
    ),
    (
        "missing",
        r"(?:missing|unaccounted for)",
        r"(?:search(?:es|ed|ing)? for)",
        r"(?:(?:number|count|tally) of (?:the )?(?:missing|\w+ missing))",
    ),
)
_RULES: tuple[tuple[Loss, re.Pattern[str]], ...] = (
    *(
        (fate, re.compile(rule, re.IGNORECASE))
        for fate, happens, does, counted in _FATES
        for rule in (
            rf"(?<!\bof )(?<!\baged ){_OF_WHOM}{_ASIDE}{_ADVERBS} {happens}\b",
            rf"\b{does} {_ABOUT}{_N}(?= {_WHO}\b|[.,;]|$| (?:in|on|at|when|and|after|near|off)\b)"
            if fate != "missing"
            else rf"\b{does} (?:the )?{_N}(?= (?:missing|{_WHO})\b)",
            rf"\b{counted}\b(?![^.;:]{{0,100}}\bfrom\b)[^.;:]{{0,90}}?{_RISEN}{_ABOUT}{_N}(?! (?:years|months|weeks|days|percent|hours))",
        )
    ),
    (
        "killed",
        re.compile(rf"\b(?:claim|cost|took|take|taking|claiming|costing|lost)\w* {_ABOUT}{_N} lives\b", re.IGNORECASE),
    ),
    (
        "killed",
        re.compile(
            rf"{_N} (?:dead bodies|bodies|corpses|fatalities|deaths|lives (?:were|have been|had been) lost)\b",
            re.IGNORECASE,
        ),
    ),
)


_GATES: Mapping[Loss, re.Pattern[str]] = {
    fate: re.compile(
        rf"\b(?:{happens}|{does}|{counted}" + (r"|lives|bodies|corpses)" if fate == "killed" else ")"), re.IGNORECASE
    )
    for fate, happens, does, counted in _FATES
}
"""The words without which none of a fate's rules holds: one look instead of many."""


def losses(text: str) -> dict[int, Loss]:
    """What numbers of a sentence count, by the character they begin at: {0: "killed"} for "Thirteen people lost their lives"."""
    found: dict[int, Loss] = {}
    told = {fate for fate, gate in _GATES.items() if gate.search(text)}
    for fate, rule in _RULES:
        if fate not in told:
            continue
        for match in rule.finditer(text):
            found.setdefault(match.start("number"), fate)
    return found
