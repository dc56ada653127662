"""The logarithmic axis in human ticks."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.durations import DAY, HOUR, HUMAN_TICKS, MINUTE
from desktop_app.ui.charts.time_axis import TimeScale, fitting, scale_for
from tests.ui.charts.figures import figure

SECONDS = st.integers(1, 2 * 365 * DAY)


def test_the_axis_starts_at_the_last_round_time_below_the_shortest_repair() -> None:
    scale = scale_for(figure(times=(20 * MINUTE, 3 * DAY)))
    assert scale.low == pytest.approx(math.log10(15 * MINUTE))
    assert scale.high > math.log10(3 * DAY)


def test_a_goal_outside_the_repairs_is_on_the_axis() -> None:
    scale = scale_for(figure(times=(9 * DAY, 10 * DAY), goal=2 * HOUR))
    assert scale.low < math.log10(2 * HOUR)


def test_ticks_are_human_and_lie_inside() -> None:
    labels = [label for _x, label in scale_for(figure(times=(70 * MINUTE, 20 * DAY), goal=2 * HOUR)).ticks()]
    assert labels == ["1 h", "2 h", "4 h", "8 h", "1 d", "3 d", "1 w"]


def test_zeros_have_a_gutter_only_when_there_are_some() -> None:
    without, with_zeros = scale_for(figure()), scale_for(figure(zeros=3))
    assert not without.gutter
    assert without.start == without.low
    assert with_zeros.start < with_zeros.zero < with_zeros.low
    assert with_zeros.at(0) == with_zeros.zero
    assert with_zeros.ticks()[0] == (with_zeros.zero, "0")


def test_an_axis_without_repairs_still_has_ticks() -> None:
    assert len(scale_for(figure(times=())).ticks()) > 3


@settings(max_examples=60)
@given(st.lists(SECONDS, min_size=1, max_size=30), SECONDS, st.booleans())
def test_every_time_is_drawn_inside_the_plot(times: list[int], goal: int, zeros: bool) -> None:
    scale = scale_for(figure(times=tuple(times), goal=goal, zeros=int(zeros)))
    for seconds in (0 if zeros else times[0], *times, goal):
        assert 0 <= scale.share(scale.at(seconds)) <= 1


@settings(max_examples=60)
@given(st.floats(0.5, 7), st.floats(0.2, 8), st.integers(120, 1600), st.booleans())
def test_labels_of_ticks_never_touch(low: float, span: float, width: int, gutter: bool) -> None:
    scale = TimeScale(low, low + span, gutter)

    def place(x: float) -> float:
        return width * scale.share(x)

    def measure(words: str) -> float:
        return 7.0 * len(words)

    kept = fitting(scale.ticks(), place, measure)
    ends = [(place(x) - measure(label) / 2, place(x) + measure(label) / 2) for x, label in kept]
    assert all(right < left for (_, right), (left, _) in pairwise(ends))
    assert kept or not scale.ticks()
    assert {label for _x, label in kept} <= {"0", *(label for _s, label in HUMAN_TICKS)}


def test_a_working_day_is_a_day_on_the_axis_of_repair_times() -> None:
    labels = {label: x for x, label in TimeScale(math.log10(HOUR), math.log10(60 * DAY), False, 8 * HOUR).ticks()}
    assert labels["1 d"] == pytest.approx(math.log10(8 * HOUR))
    assert "1 w" not in labels
