"""Which language is it?"""

from __future__ import annotations

import re
from collections.abc import Iterable

ENOUGH = 200
"""Characters; a shorter text is too little to overrule what the page declares."""
CODE = re.compile(r"^([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{2}|\d{3}|[a-zA-Z]{4})\b.*)?$")
# Scripts that belong to one language in news: surer than any statistics, and they need no model.
SCRIPTS = (
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
    (re.compile(r"[\u10a0-\u10ff]"), "ka"),
    (re.compile(r"[\u0530-\u058f]"), "hy"),
)


# Languages that share their words so far that statistics can't tell them apart as well as the page itself can.
KIN = (
    frozenset(("no", "nb", "nn")),
    frozenset(("hr", "sr", "bs", "sh", "me", "cnr")),
    frozenset(("id", "ms")),
    frozenset(("zh", "yue", "cmn")),
    frozenset(("he", "yi")),
    frozenset(("tl", "fil")),
    frozenset(("fa", "prs")),
)
CLEAR = 0.25
"""Log-likelihood a character by which a language must be likelier than the declared one to overrule it."""
# Countries' codes that templates write for languages, codes of before 1989, and what the words mean by them.
MEANT = {"cn": "zh", "jp": "ja", "kr": "ko", "ua": "uk", "cz": "cs", "gr": "el", "dk": "da", "us": "en", "gb": "en", "iw": "he", "in": "id", "ji": "yi"}  # fmt: skip


def of(text: str, stated: Iterable[str] = ()) -> str | None:
    """The language as BCP 47 ("en", "pt-BR"): the text's own, in the form the page declares it where both agree.

    Templates declare the language they were written in, so a long text overrules its page where it is clearly in
    another. Latin is what designers fill their pages with, and overrules nothing. None for no text and no word.
    """
    codes = [code for each in stated if (code := tidy(each))]
    seen = _by_script(text) or (_by_words(text, codes) if len(text) >= ENOUGH else None)
    if seen is None:
        return _likelier(text, codes) if codes else (_by_words(text, []) if len(text) > 40 else None)
    return next((code for code in codes if _is_kin(code, seen)), None) or seen


def _is_kin(code: str, seen: str) -> bool:
    base = code.partition("-")[0]
    return base == seen or any(base in kin and seen in kin for kin in KIN)


def _likelier(text: str, codes: list[str]) -> str:
    """Of the declared languages the one that a short text is in, as far as that can be told; else the first."""
    if len({code.partition("-")[0] for code in codes}) == 1 or len(text) <= 40:
        return codes[0]
    likelihood = _likelihoods(text)
    return max(codes, key=lambda code: likelihood.get(_known(code), float("-inf")))


def tidy(code: str) -> str | None:
    """A declared code in BCP 47's spelling: "en_us" and "en-US" are one. None for what is no code."""
    match = CODE.match(code.strip())
    if not match:
        return None
    base, region = MEANT.get(match[1].lower(), match[1].lower()), match[2]
    return f"{base}-{region.upper()}" if region and len(region) == 2 else base


def _by_script(text: str) -> str | None:
    """The language of a text in a script that belongs to one."""
    letters = [letter for letter in text[:2000] if letter.isalpha()]
    for script, code in SCRIPTS if letters else ():
        share = len(script.findall(text[:2000])) / len(letters)
        if share > (0.15 if code in ("ja", "ko") else 0.4):
            return code
    return None


def _by_words(text: str, codes: list[str]) -> str | None:
    """The likeliest language of a text, or the declared one where it is nearly as likely; None where there are no words."""
    if not any(letter.isalpha() for letter in text[:2000]):
        return None
    likelihood = _likelihoods(text)
    seen = max(likelihood, key=lambda code: likelihood[code])
    for code in codes:
        stated = _known(code)
        if seen == "la" or likelihood[seen] - likelihood.get(stated, float("-inf")) < CLEAR * len(text[:2000]):
            return code.partition("-")[0]
    return _known(seen)


def _known(code: str) -> str:
    """A language's code as the statistics know it, which count both written forms of Norwegian as one."""
    base = code.partition("-")[0]
    return "no" if base in ("nb", "nn") else base


def _likelihoods(text: str) -> dict[str, float]:
    """How likely the text is in each language, as logarithms."""
    from py3langid import rank  # loads its table on first use

    return {str(code): float(value) for code, value in rank(text[:2000])}
