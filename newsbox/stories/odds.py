"""What does each feature of `likeness` add to the log-odds that a report belongs to a story?

Made by `python -m evaluation.stories FOLDER --fit`; not to be edited.
"""

from __future__ import annotations

ODDS = {
    "centroid": 16.5236,
    "nearest": 0.2158,
    "three": 3.6041,
    "mean": -6.6599,
    "head_nearest": -4.6610,
    "head_three": 14.2607,
    "head_mean": -4.4150,
    "ratio": -3.1986,
    "covered": 3.8144,
    "often": -17.6481,
    "gap": -2.6024,
    "undated": -1.2500,
    "size": -2.4919,
    "length": -1.5915,
    "shared": 1.1935,
    "lift": 1.9703,
    "lift_sum": 0.1243,
    "owned": 11.7613,
    "owned_most": 5.8481,
    "rhythm": -0.1819,
    "same_day": 1.5446,
    "gap_day": -2.5120,
    "centroid*size": -4.4423,
    "centroid*length": 1.4841,
    "lift*length": 0.0760,
    "head_nearest*length": -0.3808,
    "owned*length": 6.4940,
    "centroid*gap": -3.2839,
    "gap*gap": -0.0094,
    "owned*gap": -3.5728,
    "owned_most*gap": 1.2210,
    "head_three*gap": 0.3781,
    "lift*gap": 0.6714,
    "owned_most*length": -0.6583,
    "owned_most*size": 1.1480,
    "owned*size": -0.1507,
    "gap*length": 0.5111,
}
"""By name of feature, in its own unit."""
BIAS = 1.7945
