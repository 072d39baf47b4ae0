"""How much each sign speaks for two passages being about one thing, and one of them wrong (data only).

Written by `python -m evaluation.between FOLDER --fit`; not by hand.
"""

CAST: dict[str, float] = {
    "always": -2.35,
    "before": 1.37,
    "behind": -0.13,
    "beside": 0.29,
    "both full": 0.21,
    "both held": -1.73,
    "both known": -1.47,
    "both speak": -0.25,
    "headline": 0.09,
    "known there": -1.55,
    "likeness": 0.89,
    "often": 1.38,
    "outvoted": 0.99,
    "outvoted by many": -0.50,
    "same role": 0.60,
    "speaks": 0.27,
    "weight": 0.60,
}

ROLES: dict[str, float] = {
    "first names": 0.71,
    "one row": 0.40,
    "outvoted": 0.75,
    "two posts": 2.00,
}

FIGURES: dict[str, float] = {
    "about": -0.51,
    "age": -0.34,
    "always": -2.92,
    "bare number": 0.86,
    "before": -0.30,
    "behind": 0.65,
    "beside": -0.11,
    "both held": -0.97,
    "days apart": -0.41,
    "far apart": -0.12,
    "headline": 0.45,
    "larger later": 0.17,
    "likeness": 0.95,
    "loss": -0.24,
    "loss fell": -0.43,
    "money or measure": -0.03,
    "one speaker": 0.81,
    "outvoted": -0.02,
    "outvoted by many": 0.84,
    "people": 0.46,
    "period of one": 0.26,
    "same hours": 0.18,
    "same length": 0.11,
    "same of": 2.09,
    "same whom": 0.47,
    "small": 0.30,
    "time": -0.71,
    "two speakers": 0.08,
    "whom of one": 0.68,
}

DATES: dict[str, float] = {
    "a day": -1.12,
    "always": -3.87,
    "before": 0.55,
    "behind": 0.42,
    "beside": 0.56,
    "both held": -0.53,
    "likeness": 0.56,
    "outvoted": 0.11,
    "outvoted by many": 0.87,
    "said there too": -0.58,
    "same day's reports": 0.69,
    "two weekdays": 0.65,
    "weight": 0.75,
    "within a week": 0.76,
}
