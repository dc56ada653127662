from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.measures.certainty.intervals import Z95, median_interval, quantile, wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [  # Newcombe, Statistics in Medicine 17 (1998), table I, score method without continuity correction
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_agrees_with_published_intervals(hits: int, n: int, low: float, high: float) -> None:
    assert wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


def _bound(share: float, n: int, beyond: float) -> float:
    """The true share between ``share`` and ``beyond`` at which the observed one lies 1.96 standard errors away."""
    near, far = share, beyond
    for _step in range(200):
        middle = (near + far) / 2
        if abs(share - middle) <= Z95 * sqrt(middle * (1 - middle) / n):
            near = middle
        else:
            far = middle
    return near


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_inverts_the_score_test(counts: tuple[int, int]) -> None:
    hits, n = counts
    assert wilson(hits, n) == pytest.approx((_bound(hits / n, n, 0.0), _bound(hits / n, n, 1.0)), abs=1e-9)


def test_no_incident_tells_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=50), st.floats(0, 1))
def test_quantiles_are_those_of_numpy(values: list[int], share: float) -> None:
    ordered = np.sort(np.array(values, dtype=np.int64))
    assert quantile(ordered, share) == pytest.approx(float(np.quantile(ordered, share)), rel=1e-9, abs=1e-6)


def test_the_interval_of_a_median_holds_it_19_times_in_20() -> None:
    rng = np.random.default_rng(7)
    for n in (10, 11, 25, 60):
        drawn = np.sort(rng.integers(0, 10**6, (4000, n)), axis=1)
        hits = sum(low <= 500_000 <= high for low, high in map(median_interval, drawn))
        assert hits / 4000 >= 0.94
