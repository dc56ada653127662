from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from desktop_app.measures.certainty.drift import mean_interval, skewed_mean_interval, student95


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    return lambda line: record_property("figure", line)


def test_the_points_of_student_agree_with_scipy() -> None:
    from scipy import stats

    for freedom in (7, 8, 9, 12, 20, 60, 200, 10_000):
        assert student95(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=2e-4)


def test_the_interval_of_a_mean_agrees_with_scipy() -> None:
    from scipy import stats

    values = np.random.default_rng(3).normal(5, 2, 30)
    expected = stats.t.interval(0.95, 29, loc=values.mean(), scale=stats.sem(values))
    assert mean_interval(values) == pytest.approx(expected, abs=1e-4)


def test_the_skewed_interval_of_even_values_is_the_plain_one() -> None:
    values = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0])
    low, high = mean_interval(values)
    assert skewed_mean_interval(values) == pytest.approx((max(low, 1.0), high))


def test_equal_values_have_an_interval_of_one_point() -> None:
    assert skewed_mean_interval(np.full(12, 7.0)) == (7.0, 7.0)


def test_a_long_tail_moves_the_interval_up_and_never_below_the_least_value() -> None:
    values = np.array([1.0] * 20 + [200.0])
    low, high = skewed_mean_interval(values)
    assert low == 1.0
    assert high > mean_interval(values)[1]


def test_how_often_the_interval_holds_the_mean_of_long_tailed_times_is_printed(
    figures: Callable[[str], None],
) -> None:
    rng = np.random.default_rng(8)
    for n in (10, 30, 100, 1000):
        trials = np.exp(rng.normal(0, 1.2, (600, n)))
        true = np.exp(1.2**2 / 2)
        holds = np.mean([low <= true <= high for low, high in (skewed_mean_interval(each) for each in trials)])
        figures(f"mean repair time: the 95 % interval held the true mean of {n:>4} log-normal times in {holds:.0%}")
        assert holds > (0.75 if n < 100 else 0.86)
