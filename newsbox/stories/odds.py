"""What does each feature of `likeness` add to the log-odds that a report belongs to a story?

Made by `python -m evaluation.stories FOLDER --fit`; not to be edited.
"""

from __future__ import annotations

ODDS = {
    "centroid": 5.7147,
    "nearest": 1.4570,
    "three": 3.5243,
    "mean": 1.6474,
    "head_nearest": -1.7074,
    "head_three": 7.3868,
    "head_mean": 2.1617,
    "ratio": -0.7505,
    "covered": 1.7497,
    "often": -12.5253,
    "gap": -0.9396,
    "undated": -1.4242,
    "size": -1.2493,
    "length": -0.7582,
    "shared": 0.2407,
    "lift": 0.7315,
    "lift_sum": 0.0953,
    "owned": 11.9515,
    "owned_most": 5.3786,
    "rhythm": -0.2011,
    "same_day": 1.4230,
    "gap_day": -2.8686,
    "centroid*size": -3.1607,
    "centroid*length": 1.9492,
    "lift*length": 0.3783,
    "head_nearest*length": -0.7421,
    "owned*length": 4.2428,
    "centroid*gap": -4.2543,
    "gap*gap": -0.0099,
    "owned*gap": -2.1884,
    "owned_most*gap": 1.2402,
    "head_three*gap": 0.7713,
    "lift*gap": 0.5444,
    "owned_most*length": -0.3110,
    "owned_most*size": 0.7584,
    "owned*size": -0.5094,
    "gap*length": 0.1835,
}
"""By name of feature, in its own unit."""
BIAS = -0.1550
