"""How much each sign speaks for a name standing where another belongs, for the check roles (data only).

Written by `python -m evaluation.people_weights FOLDER`; not by hand.
"""

from __future__ import annotations

from newsbox.checking.rivalry import Weights

NATIONS = Weights(
    signs={
        "x once": 0.500,
        "x nowhere else": 0.544,
        "x country named": -0.357,
        "x around": -0.170,
        "x first": 0.655,
        "x depth": 0.258,
        "x listed": -0.231,
        "x a noun": -0.453,
        "x of states": 0.348,
        "x of states, near": 0.394,
        "x born": -0.268,
        "x in company": 0.074,
        "others once": -0.169,
        "countries": 0.207,
        "sentences": -0.453,
        "y many": 0.116,
        "y share": -0.063,
        "y most, x nowhere else": 0.494,
        "y in headline": -0.293,
        "y near": 0.228,
        "y in same sentence": 0.017,
        "shared best": 0.181,
        "shared words": 0.411,
        "shared words, apart": 0.699,
        "same noun": 0.490,
        "same noun, apart": 0.746,
        "same clause": 0.770,
        "same neighbours": 0.024,
        "same company": -0.171,
        "same person": 0.458,
    },
    bias=-3.572,
    confidence=(1.096, 0.129, -0.036, 0.169),
)
