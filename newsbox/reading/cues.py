"""The words of attribution in English: which verbs, nouns and phrases report, and how strongly; channels through which words come (data only).

How strongly a word reports is learned (LEXICON in cue_weights.py, classes from -4 to 3). What stands here was written by hand: the
words by which agencies, outlets and official bodies are known; agencies and platforms by name are in trade.py.
"""

from __future__ import annotations

import re

from newsbox.reading import trade
from newsbox.reading.cue_weights import LEXICON
from newsbox.types import CreditKind

OUTLET = re.compile(
    r"\b(times|post|news|journal|herald|gazette|tribune|guardian|telegraph|observer|chronicle|courier|examiner|inquirer|sentinel|globe|mirror|economist|newsweek|weekly|daily|magazine|newspaper|broadcaster"
    r"|radio|television|tv|channel|network|podcast|today|press|review|mail|standard|independent|bulletin|dispatch|register|ledger|cnn|bbc|nbc|abc|cbs|msnbc|npr|pbs|fox|c-span|sky|rtl|ard|zdf|nhk|cctv|cgtn"
    r"|al jazeera|al arabiya|politico|axios|breitbart|buzzfeed|vox|huffpost|huffington post|le monde|le figaro|der spiegel|die zeit|el país|bild|rt|haaretz|yahoo)\b",
    re.IGNORECASE,
)
OFFICIAL = re.compile(
    r"\b(ministry|ministries|minister's office|government|cabinet|police|department|white house|kremlin|pentagon|downing street|élysée|court|prosecutors?|prosecutor's office|office|embassy|consulate|commission|council|bureau"
    r"|authority|authorities|army|navy|air force|military|parliament|senate|congress|presidency|central bank|treasury|state council|secretariat|nato|united nations|european union|coast guard|fire service|fbi|cia)\b",
    re.IGNORECASE,
)
AGENCY = re.compile(
    r"\b((news|press|information|telegraphic|telegraph) agency|newswire|wire service|associated press|press association|agence [\w-]+ ?press\w*)\b",
    re.IGNORECASE,
)

# Verbs by which one passes on what another said: what stands under them came through their subject.
RELAYS = frozenset(
    "report say write quote cite announce state publish broadcast relay note add reveal disclose".split()
)
MEDIUMS = frozenset(
    "interview statement post tweet video message comment remark email e-mail letter article op-ed column appearance broadcast briefing thread livestream podcast".split()
)
ON = frozenset({"on", "via", "through", "in", "to", "by", "with", "from", "at", "for", "over"})


def channel_kind(name: str) -> CreditKind | None:
    """Which kind of channel a name is; None where it is none we can tell."""
    bare = name.strip().removeprefix("the ").removeprefix("The ").strip()
    small = bare.casefold()
    if small in trade.PLATFORMS and (small not in trade.AMBIGUOUS_PLATFORMS or bare[:1].isupper()):
        return "platform"
    if small in trade.AGENCIES or AGENCY.search(bare):
        return "agency"
    if OFFICIAL.search(bare):
        return "official"
    if OUTLET.search(bare):
        return "outlet"
    return None


def strength(lemma: str, pos: str = "VERB") -> int | None:
    """How strongly a word reports, from -4 (hardly ever) to 3 (nearly always); None for a word that was not met."""
    return LEXICON.get(f"{pos} {lemma}")
