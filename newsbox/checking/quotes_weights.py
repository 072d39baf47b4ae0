"""How much each claim about two quotations speaks for a wrong speaker (data only).

Written by `python -m evaluation.wording_weights FOLDER`; not by hand.
"""

SPEAKERS: dict[str, float] = {
    "always": -4.0,
    "short": -3.18,
    "tells nothing": -0.59,
    "of the shorter": 2.11,
    "of the longer": -1.01,
    "named": 2.55,
    "named there": 2.6,
    "nobody": -0.8,
    "one paragraph": -0.98,
    "above the text": -1.23,
}
