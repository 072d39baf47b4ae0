"""What does each feature of `likeness` add to the log-odds that a report belongs to a story?

Made by `python -m evaluation.stories FOLDER --fit`; not to be edited.
"""

from __future__ import annotations

ODDS = {
    "centroid": 2.5655,
    "nearest": 1.9696,
    "three": 3.8671,
    "mean": 4.0190,
    "head_nearest": -0.6927,
    "head_three": 4.6161,
    "head_mean": 3.6124,
    "ratio": 0.0133,
    "covered": -0.3700,
    "often": -9.8420,
    "gap": -0.4579,
    "undated": -0.9316,
    "size": -0.8455,
    "length": -0.6423,
    "shared": 0.0865,
    "lift": 0.4103,
    "lift_sum": 0.2114,
    "owned": 8.1040,
    "owned_most": 4.7549,
    "rhythm": -0.1849,
    "same_day": 1.4597,
    "gap_day": -2.5877,
    "centroid*size": -2.1068,
    "centroid*length": 1.4974,
    "lift*length": 0.4557,
    "head_nearest*length": -0.5963,
    "owned*length": 2.8632,
    "centroid*gap": -3.7376,
    "gap*gap": -0.0015,
    "owned*gap": -0.8698,
    "owned_most*gap": 1.0201,
    "head_three*gap": 0.5723,
    "lift*gap": 0.3775,
    "owned_most*length": 0.0620,
    "owned_most*size": 0.4096,
    "owned*size": 0.2070,
    "gap*length": 0.0807,
}
"""By name of feature, in its own unit."""
BIAS = -0.8444
