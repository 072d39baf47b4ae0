"""How much each claim about a name or figure that only the headline has speaks for a slip (data only).

Written by `python -m evaluation.wording_weights FOLDER`; not by hand.
"""

ABSENCES: dict[str, float] = {
    "always": -1.39,
    "is place": 0.01,
    "two words": 0.8,
    "two words of a person": 1.16,
    "proper": 0.17,
    "capitals": -0.3,
    "another there": 0.2,
    "share": -0.03,
    "only one": -0.74,
    "is figure": 0.23,
    "is people": 0.01,
    "is person": 0.42,
    "is organisation": -0.67,
}
