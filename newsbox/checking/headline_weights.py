"""How much each claim about a name or figure that only the headline has speaks for a slip (data only).

Written by `python -m evaluation.wording_weights FOLDER`; not by hand.
"""

ABSENCES: dict[str, float] = {
    "always": -1.65,
    "is place": 0.01,
    "two words": 0.79,
    "two words of a person": 1.16,
    "proper": 0.17,
    "capitals": -0.32,
    "another there": 0.19,
    "doubt": 0.42,
    "only one": -0.73,
    "is figure": 0.23,
    "is people": 0.0,
    "is person": 0.42,
    "is organisation": -0.67,
}
