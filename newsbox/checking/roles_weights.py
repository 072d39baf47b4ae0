"""How much each sign speaks for a name standing where another belongs, for the check roles (data only).

Written by `python -m evaluation.people_weights FOLDER`; not by hand.
"""

from __future__ import annotations

from newsbox.checking.rivalry import Weights

NATIONS = Weights(
    signs={
        "x once": 0.708,
        "x nowhere else": 0.791,
        "x country named": -0.475,
        "x around": -0.243,
        "x first": 0.926,
        "x depth": 0.492,
        "x listed": -0.320,
        "x a noun": -0.681,
        "x of states": 0.476,
        "x of states, near": 0.537,
        "x born": -0.369,
        "x in company": 0.110,
        "others once": -0.269,
        "countries": 0.496,
        "sentences": -0.569,
        "y many": 0.169,
        "y share": -0.360,
        "y most, x nowhere else": 0.662,
        "y in headline": -0.610,
        "y near": 0.263,
        "y in same sentence": 0.113,
        "shared best": 0.202,
        "shared words": 0.528,
        "shared words, apart": 0.917,
        "same noun": 0.537,
        "same noun, apart": 0.854,
        "same clause": 0.746,
        "same neighbours": 0.039,
        "same company": -0.326,
        "same person": 0.679,
    },
    bias=-4.282,
    confidence=(0.680, 0.093, 0.144, -0.753),
)
