"""How much each sign speaks for a name standing where another belongs, for the check roles (data only).

Written by `python -m evaluation.people_weights FOLDER`; not by hand.
"""

from __future__ import annotations

from newsbox.checking.rivalry import Weights

NATIONS = Weights(
    signs={
        "x once": 0.778,
        "x nowhere else": 0.853,
        "x country named": -0.491,
        "x around": -0.255,
        "x first": 0.622,
        "x in headline": 3.436,
        "x depth": 0.666,
        "x listed": -0.336,
        "x a noun": -0.748,
        "x of states": 0.542,
        "x of states, near": 0.596,
        "x born": -0.379,
        "x in company": 0.151,
        "others once": -0.294,
        "countries": 0.542,
        "sentences": -0.586,
        "y many": 0.157,
        "y share": -0.505,
        "y most, x nowhere else": 0.677,
        "y in headline": -0.600,
        "y near": 0.317,
        "y in same sentence": 0.154,
        "shared best": 0.210,
        "shared words": 0.569,
        "shared words, apart": 0.949,
        "same noun": 0.621,
        "same noun, apart": 0.770,
        "same clause": 0.586,
        "same neighbours": 0.042,
        "same company": -0.320,
        "same person": 0.963,
    },
    bias=-4.557,
    confidence=(0.875, 0.170, -0.305, -0.319),
)
