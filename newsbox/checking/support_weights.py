"""How much each claim about a sentence speaks for its saying something else than an article, or more (data only).

Written by `python -m evaluation.summedits FOLDER --fit`; not by hand.
"""

UNSUPPORTED: dict[str, float] = {
    "always": 0.36,
    "names missing": 0.3,
    "names elsewhere": 0.55,
    "figures elsewhere": 0.2,
    "opposites": 0.68,
    "denied": 0.46,
    "verbs missing": -0.5,
    "verbs elsewhere": -0.24,
    "adverbs missing": 0.11,
}
