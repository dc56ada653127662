"""Whether weekly changes add up to a trend, and how sure a mean is: Student's interval, plain and for skewed values."""

from __future__ import annotations

from math import sqrt

import numpy as np
import numpy.typing as npt

from desktop_app.measures.certainty.intervals import Z95

Values = npt.NDArray[np.float64]


def student95(freedom: int) -> float:
    """The two-sided 95 % point of Student's t for at least 7 degrees of freedom, right to three digits.

    Source: the expansion of Cornish and Fisher in Abramowitz and Stegun (1964), 26.7.5.
    """
    z, v = Z95, float(freedom)
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * v**4)
    )


def mean_interval(values: Values) -> tuple[float, float]:
    """Student's 95 % interval of the mean of at least eight values."""
    n = len(values)
    middle, reach = float(values.mean()), student95(n - 1) * float(values.std(ddof=1)) / sqrt(n)
    return middle - reach, middle + reach


def skewed_mean_interval(values: Values) -> tuple[float, float]:
    """Student's 95 % interval of the mean of at least eight values, moved for their skewness; never below the least.

    Source: N. J. Johnson, Modified t tests and confidence intervals for asymmetrical populations (1978). With long
    tails and few values it is still too narrow: tests/measures/certainty/test_drift.py prints how often it
    holds the mean.
    """
    n = len(values)
    low, high = mean_interval(values)
    away = values - values.mean()
    variance = float(away @ away) / (n - 1)
    if variance <= 0:
        return low, high
    moved = float((away * away) @ away) / (6 * variance * n * n)
    return max(low + moved, float(values.min())), high + moved
