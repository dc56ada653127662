from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, gamma
from statsmodels.stats.rates import confint_poisson

from desktop_app.measures.certainty.garwood import gamma_parts, gamma_quantile, garwood

COUNTS = (*range(60), 99, 100, 1_000, 12_345, 100_000)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0.0, 3.689), (1, 0.025, 5.572), (10, 4.795, 18.390), (50, 37.111, 65.919)]
)
def test_the_interval_of_a_count_agrees_with_the_published_ones(count: int, low: float, high: float) -> None:
    assert garwood(count) == pytest.approx((low, high), abs=5e-4)


def test_over_a_grid_it_is_made_of_the_quantiles_of_chi_square() -> None:
    for count in COUNTS:
        low, high = garwood(count)
        assert low == pytest.approx(chi2.ppf(0.025, 2 * count) / 2 if count else 0.0, rel=1e-11)
        assert high == pytest.approx(chi2.ppf(0.975, 2 * count + 2) / 2, rel=1e-11)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 2_000_000))
def test_for_any_count_it_is_the_exact_one_of_statsmodels(count: int) -> None:
    low, high = garwood(count)
    assert (low, high) == pytest.approx(confint_poisson(count, 1, method="exact-c"), rel=1e-10)
    assert low < count < high


@settings(max_examples=50, deadline=None)
@given(st.floats(0.5, 5_000), st.floats(1e-6, 1 - 1e-6))
def test_a_quantile_of_gamma_leads_back_to_its_share(shape: float, share: float) -> None:
    value = gamma_quantile(shape, share)
    below, above = gamma_parts(shape, value)
    assert value == pytest.approx(gamma.ppf(share, shape), rel=1e-10)
    assert below + above == pytest.approx(1, abs=1e-12)
    assert below == pytest.approx(share, rel=1e-9)


def test_another_confidence_gives_another_width() -> None:
    narrow, wide = garwood(7, 0.9), garwood(7, 0.99)
    assert wide[0] < garwood(7)[0] < narrow[0] < narrow[1] < garwood(7)[1] < wide[1]


def test_nothing_lies_below_zero() -> None:
    assert gamma_parts(3, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="below zero"):
        garwood(-1)
