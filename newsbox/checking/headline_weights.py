"""How much each claim about a name or figure that only the headline has speaks for a slip (data only).

Written by `python -m evaluation.wording_weights FOLDER`; not by hand.
"""

ABSENCES: dict[str, float] = {
    "always": -1.54,
    "is place": 0.08,
    "two words": 0.89,
    "two words of a person": 1.19,
    "proper": 0.16,
    "capitals": -0.43,
    "another there": 0.3,
    "share": -0.03,
    "only one": -0.71,
    "is figure": -0.03,
    "is people": 0.08,
    "is person": 0.48,
    "is organisation": -0.61,
}
