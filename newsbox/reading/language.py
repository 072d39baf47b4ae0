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


def of(text: str, stated: Iterable[str] = ()) -> str | None:
    """The language as BCP 47 ("en", "pt-BR"): the text's own, in the form the page declares it where both agree.

    Templates declare the language they were written in, so a long text overrules its page. None for no text and no word.
    """
    codes = [code for each in stated if (code := tidy(each))]
    if len(text) < ENOUGH:
        return codes[0] if codes else (_detected(text) if len(text) > 40 else None)
    seen = _detected(text)
    agreeing = next((code for code in codes if seen and code.partition("-")[0] == seen), None)
    return agreeing or seen or (codes[0] if codes else None)


def tidy(code: str) -> str | None:
    """A declared code in BCP 47's spelling: "en_us" and "en-US" are one. None for what is no code."""
    match = CODE.match(code.strip())
    if not match:
        return None
    base, region = match[1].lower(), match[2]
    return f"{base}-{region.upper()}" if region and len(region) == 2 else base


def _detected(text: str) -> str | None:
    letters = [letter for letter in text[:2000] if letter.isalpha()]
    if not letters:
        return None
    for script, code in SCRIPTS:
        share = len(script.findall(text[:2000])) / len(letters)
        if share > (0.15 if code in ("ja", "ko") else 0.4):
            return code
    from py3langid import classify  # loads its table on first use

    code, _ = classify(text[:2000])
    return "no" if code in ("nb", "nn") else str(code)
