from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from desktop_app.measures.certainty.intervals import Z95, wilson
from desktop_app.measures.certainty.newcombe import difference, z_of_many

counts = st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [  # Newcombe, Statistics in Medicine 17 (1998), table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_the_interval_of_a_difference_agrees_with_the_published_ones(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = difference(*first, *second)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def _oracle(hits: int, n: int, before: int, n_before: int) -> tuple[float, float]:
    return confint_proportions_2indep(hits, n, before, n_before, method="newcomb", compare="diff")  # type: ignore[no-any-return]


def test_over_a_grid_it_is_that_of_statsmodels() -> None:
    sizes = [(hits, n) for n in (1, 2, 9, 10, 47) for hits in {0, 1, n // 2, n - 1, n} if 0 <= hits <= n]
    for (hits, n), (before, n_before) in product(sizes, sizes):
        found = difference(hits, n, before, n_before)
        assert (found.low, found.high) == pytest.approx(_oracle(hits, n, before, n_before), abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(counts, counts)
def test_for_any_counts_it_is_that_of_statsmodels_and_holds_the_difference(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    found = difference(*first, *second)
    assert (found.low, found.high) == pytest.approx(_oracle(*first, *second), abs=1e-9)
    assert -1 <= found.low <= found.value <= found.high <= 1


@settings(max_examples=50, deadline=None)
@given(counts)
def test_wilsons_interval_is_that_of_statsmodels(pair: tuple[int, int]) -> None:
    hits, n = pair
    assert wilson(hits, n) == pytest.approx(proportion_confint(hits, n, method="wilson"), abs=1e-9)


def test_a_difference_is_clear_when_its_interval_leaves_out_none() -> None:
    assert difference(90, 100, 60, 100).clear
    assert difference(60, 100, 90, 100).clear
    assert not difference(62, 100, 60, 100).clear


def test_overlapping_intervals_do_not_hide_a_clear_difference() -> None:
    assert wilson(75, 100)[0] < wilson(61, 100)[1]
    assert difference(75, 100, 61, 100).clear


def test_who_looks_often_needs_wider_intervals() -> None:
    assert z_of_many(1) == z_of_many(0) == Z95
    assert z_of_many(2) == pytest.approx(2.2414, abs=1e-4)
    assert z_of_many(20) == pytest.approx(3.0233, abs=1e-4)


def test_without_incidents_there_is_no_difference_to_speak_of() -> None:
    with pytest.raises(ValueError, match="both sides"):
        difference(0, 0, 1, 2)
