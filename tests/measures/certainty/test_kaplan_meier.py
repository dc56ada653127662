from __future__ import annotations

import math
import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.measures.certainty.kaplan_meier import Survival, difference_z, kaplan_meier

samples = st.lists(st.tuples(st.integers(0, 500), st.booleans()), min_size=1, max_size=60)


def curve(times: list[int], ended: list[bool]) -> Survival:
    return kaplan_meier(np.array(times, dtype=np.int64), np.array(ended, dtype=np.bool_))


def censored_sample(seed: int) -> tuple[list[int], list[bool]]:
    """Ties, a censoring at the time of an event, one row, nobody ended, everybody ended."""
    rng = random.Random(seed)
    size = rng.choice((1, 2, 3, 10, 40, 200, 1000))
    most = rng.choice((3, 20, 400, 10**7))
    share = rng.choice((0.0, 0.2, 0.7, 1.0))
    return [rng.randint(0, most) for _n in range(size)], [rng.random() < share for _n in range(size)]


def test_curve_median_and_band_agree_with_lifelines_on_two_hundred_random_censored_samples() -> None:
    from lifelines import KaplanMeierFitter
    from lifelines.utils import median_survival_times

    reached = halves = 0
    for seed in range(200):
        times, ended = censored_sample(seed)
        mine, theirs = curve(times, ended), KaplanMeierFitter().fit(times, ended)
        at = mine.times.astype(np.float64)
        expected = theirs.survival_function_["KM_estimate"].reindex(at).to_numpy()
        assert np.allclose(mine.shares, expected, rtol=0, atol=1e-9)
        band = theirs.confidence_interval_.reindex(at).to_numpy()
        inside = (mine.shares > 0) & (mine.shares < 1)
        assert np.allclose(mine.low[inside], band[inside, 0], rtol=0, atol=1e-9)
        assert np.allclose(mine.high[inside], band[inside, 1], rtol=0, atol=1e-9)
        assert mine.watched.tolist() == theirs.event_table["at_risk"].reindex(at).astype(int).tolist()
        median = theirs.median_survival_time_
        at_half = np.abs(mine.shares - 0.5) < 1e-9  # exactly one half, or a rounding beside it in lifelines
        expected_median = float(mine.times[at_half][0]) if at_half.any() else median
        assert mine.quantile(0.5) == (None if math.isinf(expected_median) else expected_median)
        halves += bool(at_half.any())
        if inside.all():
            edges = median_survival_times(theirs.confidence_interval_).to_numpy()[0]
            assert mine.quantile_interval(0.5) == tuple(None if math.isinf(edge) else edge for edge in edges)
        reached += mine.quantile(0.5) is not None
    assert 50 < reached < 200  # both kinds were among them
    assert halves < 60  # most medians are lifelines' own


@settings(max_examples=80, deadline=None)
@given(samples)
def test_the_median_is_exact_where_the_curve_stands_at_one_half(sample: list[tuple[int, bool]]) -> None:
    share, reached = Fraction(1), None
    for at in sorted({time for time, _ended in sample}):
        watched = sum(time >= at for time, _ended in sample)
        share *= 1 - Fraction(sum(time == at and ended for time, ended in sample), watched)
        if reached is None and share <= Fraction(1, 2):
            reached = float(at)
    found = curve([time for time, _ended in sample], [ended for _time, ended in sample])
    assert found.quantile(0.5) == reached


@settings(max_examples=80, deadline=None)
@given(samples)
def test_without_censoring_the_curve_is_the_share_that_lasted_longer(sample: list[tuple[int, bool]]) -> None:
    times = [time for time, _ended in sample]
    found = curve(times, [True] * len(times))
    for at in {*times, 0, 250}:
        assert found.share(at) == pytest.approx(sum(time > at for time in times) / len(times))


@settings(max_examples=80, deadline=None)
@given(samples)
def test_the_curve_never_rises_and_lies_in_its_band(sample: list[tuple[int, bool]]) -> None:
    found = curve([time for time, _ended in sample], [ended for _time, ended in sample])
    assert (np.diff(found.shares) <= 0).all()
    assert (found.low <= found.shares + 1e-12).all()
    assert (found.shares <= found.high + 1e-12).all()
    assert found.events == sum(ended for _time, ended in sample)
    for at in {0, 1, *(time for time, _ended in sample)}:
        assert found.at_risk(at) == sum(time >= at for time, _ended in sample)


def test_when_nobody_has_ended_nothing_is_reached() -> None:
    found = curve([5, 9, 9], [False] * 3)
    assert (found.events, found.quantile(0.5), found.quantile(0.85)) == (0, None, None)
    assert found.share(9) == 1.0
    assert found.share(10) is None
    assert found.band(9) == (1.0, 1.0)


def test_who_is_last_seen_at_the_time_of_an_end_was_still_watched_then() -> None:
    assert curve([4, 4], [True, False]).share(4) == 0.5


def test_after_the_last_end_of_all_nothing_is_open_any_more() -> None:
    found = curve([3, 4], [True, True])
    assert (found.share(4), found.share(10**9)) == (0.0, 0.0)
    assert found.band(10**9) == (0.0, found.band(3)[1])  # type: ignore[index]


def test_an_empty_group_has_no_curve() -> None:
    found = curve([], [])
    assert (found.n, found.events, found.share(0), found.quantile(0.5), found.at_risk(0)) == (0, 0, None, None, 0)
    assert len(found.drawn()) == 0


@pytest.mark.parametrize("spread", [0.1, 1.0, 3.0])
def test_a_drawn_curve_has_few_points_and_none_of_it_has_moved(spread: float) -> None:
    rng = np.random.default_rng(4)
    times = np.exp(rng.normal(10, spread, 20_000)).astype(np.int64)
    found = kaplan_meier(times, rng.random(20_000) < 0.8)
    drawn = found.drawn()
    assert len(drawn) <= 400
    assert drawn[-1] == len(found.times) - 1
    across = np.log(np.maximum(found.times, 60))
    across = (across - across[0]) / (across[-1] - across[0])
    held = drawn[np.searchsorted(drawn, np.arange(len(found.times)), side="right") - 1]
    below = np.abs(found.shares - found.shares[held])
    beside = across - across[held]
    assert np.minimum(below, beside).max() < 1 / 150


def test_a_short_curve_is_drawn_whole() -> None:
    assert curve([1, 2, 2, 5], [True, True, False, True]).drawn().tolist() == [0, 1, 2]


def test_a_difference_at_a_time_is_found_as_often_as_it_should_be_where_there_is_none() -> None:
    rng = np.random.default_rng(11)
    found = 0
    for _n in range(400):
        sides = []
        for _side in range(2):
            times, until = rng.exponential(100, (2, 80))
            sides.append(kaplan_meier(np.minimum(times, until * 3).astype(np.int64), times <= until * 3))
        found += abs(difference_z(sides[0], sides[1], 70, 70)) > 1.96
    assert 0.02 < found / 400 < 0.09


def test_the_more_open_side_comes_out_above_even_where_a_side_is_wholly_open_or_ended() -> None:
    slow, quick = curve([9] * 30, [True] * 30), curve([1] * 30, [True] * 30)
    assert difference_z(slow, quick, 5, 5) > 3
    assert difference_z(quick, slow, 5, 5) < -3
    assert difference_z(slow, curve([1] * 30, [False] * 30), 5, 5) == 0.0  # nobody was watched for so long
