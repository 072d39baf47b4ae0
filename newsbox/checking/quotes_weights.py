"""How much each claim about two quotations speaks for a wrong speaker (data only).

Written by `python -m evaluation.wording_weights FOLDER`; not by hand.
"""

SPEAKERS: dict[str, float] = {
    "always": -3.12,
    "short": -2.73,
    "tells nothing": -0.44,
    "of the shorter": 1.64,
    "of the longer": -0.54,
    "named": 1.88,
    "named there": 2.18,
    "nobody": -0.62,
    "one paragraph": -0.74,
    "above the text": -0.58,
}
