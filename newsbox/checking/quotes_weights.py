"""How much each claim about two quotations speaks for a wrong speaker (data only).

Written by `python -m evaluation.wording_weights FOLDER`; not by hand.
"""

SPEAKERS: dict[str, float] = {
    "always": -3.13,
    "short": -2.72,
    "tells nothing": -0.44,
    "of the shorter": 1.64,
    "of the longer": -0.55,
    "named": 1.9,
    "named there": 2.15,
    "nobody": -0.83,
    "one paragraph": -0.74,
    "above the text": -0.92,
}
