"""The exact interval of a count that comes by chance (Poisson), without a library of statistics.

Source: F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936). Its bounds are quantiles of the
gamma distribution: the lower one of shape k, the upper one of shape k + 1.
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p, pi, sqrt
from statistics import NormalDist
from typing import Final

CONFIDENCE: Final = 0.95

_TINY: Final = 1e-300
_EPSILON: Final = 1e-16
_STIRLING_FROM: Final = 50.0  # above it the difference of two large logarithms would lose digits


def garwood(count: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The exact interval of the count expected behind an observed one; (0, 3.69) for none.

    Raises ValueError below zero.
    """
    if count < 0:
        raise ValueError("A count is not below zero")
    tail = (1 - confidence) / 2
    low = gamma_quantile(count, tail) if count else 0.0
    return low, gamma_quantile(count + 1, 1 - tail)


def gamma_quantile(shape: float, share: float) -> float:
    """The value below which a gamma variable of this shape (above 0) and scale 1 lies with a probability.

    ``share`` is that probability, above 0 and below 1.

    Newton's steps inside a bracket that halves when a step leaves it; to about twelve digits.
    """
    low, high = 0.0, _upper(shape, share)
    value = min(max(_first_guess(shape, share), _TINY), high)
    for _step in range(200):
        below, above = gamma_parts(shape, value)
        missed = below - share if share < 0.5 else (1 - share) - above
        low, high = (low, value) if missed > 0 else (value, high)
        slope = exp(_log_density(shape, value))
        after = value - missed / slope if slope > 0 else low
        if not low < after < high:
            after = (low + high) / 2
        if abs(after - value) <= 4e-16 * value:
            return after
        value = after
    return value


def _upper(shape: float, share: float) -> float:
    high = shape + 1.0
    while gamma_parts(shape, high)[0] < share:
        high *= 2
    return high


def _first_guess(shape: float, share: float) -> float:
    """Wilson and Hilferty's: the cube root of a gamma variable is nearly normal."""
    z = NormalDist().inv_cdf(share)
    root = 1 - 1 / (9 * shape) + z / (3 * sqrt(shape))
    return shape * root**3 if root > 0 else shape * share ** (1 / shape)


def gamma_parts(shape: float, value: float) -> tuple[float, float]:
    """The share of a gamma distribution below ``value``, and the one above: each to full digits where it is small."""
    if value <= 0:
        return 0.0, 1.0
    front = value * exp(_log_density(shape, value))  # value**shape * exp(-value) / gamma(shape)
    if value < shape + 1:
        below = front * _series(shape, value)
        return below, 1 - below
    above = front * _fraction(shape, value)
    return 1 - above, above


def _log_density(shape: float, value: float) -> float:
    """The logarithm of the density; around large shapes by Stirling's series, in which the large terms cancel."""
    if shape < _STIRLING_FROM:
        return (shape - 1) * log(value) - value - lgamma(shape)
    off = (value - shape) / shape
    rest = 1 / (12 * shape) - 1 / (360 * shape**3) + 1 / (1260 * shape**5)
    return shape * (log1p(off) - off) - 0.5 * log(2 * pi / shape) - log(value) - rest


def _series(shape: float, value: float) -> float:
    """The sum of value**n / (shape (shape + 1) ... (shape + n)): quick below the mean."""
    term = total = 1 / shape
    step = shape
    while term > total * _EPSILON:
        step += 1
        term *= value / step
        total += term
    return total


def _fraction(shape: float, value: float) -> float:
    """Legendre's continued fraction by Lentz's method: quick above the mean."""
    odd = value + 1 - shape
    c, d = 1 / _TINY, 1 / (odd or _TINY)
    found = d
    for n in range(1, 1_000_000):
        factor = -n * (n - shape)
        odd += 2
        d = 1 / ((factor * d + odd) or _TINY)
        c = (odd + factor / c) or _TINY
        found *= c * d
        if abs(c * d - 1) < _EPSILON * 4:
            break
    return found
