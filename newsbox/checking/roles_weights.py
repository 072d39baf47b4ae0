"""How much each sign speaks for a name standing where another belongs, for the check roles (data only).

Written by `python -m evaluation.people_weights FOLDER`; not by hand.
"""

from __future__ import annotations

from newsbox.checking.rivalry import Weights

NATIONS = Weights(
    signs={
        "x once": 0.768,
        "x nowhere else": 0.867,
        "x country named": -0.504,
        "x around": -0.267,
        "x first": 1.022,
        "x depth": 0.591,
        "x listed": -0.345,
        "x a noun": -0.746,
        "x of states": 0.520,
        "x of states, near": 0.581,
        "x born": -0.396,
        "x in company": 0.109,
        "others once": -0.305,
        "countries": 0.595,
        "sentences": -0.585,
        "y many": 0.189,
        "y share": -0.471,
        "y most, x nowhere else": 0.706,
        "y in headline": -0.707,
        "y near": 0.275,
        "y in same sentence": 0.146,
        "shared best": 0.204,
        "shared words": 0.556,
        "shared words, apart": 0.979,
        "same noun": 0.561,
        "same noun, apart": 0.873,
        "same clause": 0.726,
        "same neighbours": 0.046,
        "same company": -0.369,
        "same person": 0.749,
    },
    bias=-4.579,
    confidence=(0.861, 0.156, -0.259, -0.349),
)
