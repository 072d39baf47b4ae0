"""What does each feature of `likeness` add to the log-odds that a report belongs to a story?

Made by `python -m evaluation.stories FOLDER --fit`; not to be edited.
"""

from __future__ import annotations

ODDS = {
    "centroid": 16.5074,
    "nearest": 1.2103,
    "three": 3.8419,
    "mean": -9.5156,
    "head_nearest": -5.2375,
    "head_three": 14.1683,
    "head_mean": -3.0786,
    "ratio": -3.2230,
    "covered": 4.8977,
    "often": -17.5139,
    "gap": -1.8629,
    "undated": -1.4785,
    "size": -2.1198,
    "length": -0.9650,
    "shared": 0.6165,
    "lift": 1.9327,
    "lift_sum": 0.1715,
    "owned": 17.7809,
    "owned_most": 4.9696,
    "rhythm": -0.1372,
    "same_day": 1.0314,
    "gap_day": -2.8799,
    "centroid*size": -4.4123,
    "centroid*length": 1.8336,
    "lift*length": 0.2331,
    "head_nearest*length": -0.4274,
    "owned*length": 3.5972,
    "centroid*gap": -4.1135,
    "gap*gap": -0.0212,
    "owned*gap": -1.5646,
    "owned_most*gap": 1.1206,
    "head_three*gap": 0.7501,
    "lift*gap": 0.7066,
    "owned_most*length": -0.3847,
    "owned_most*size": 1.2814,
    "owned*size": -1.4029,
    "gap*length": 0.3440,
}
"""By name of feature, in its own unit."""
BIAS = 0.7239
