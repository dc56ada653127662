"""Every chart at every size: nothing cut, nothing over another, nothing outside, whatever there is to draw."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.cells import Cell
from desktop_app.domain.charts import Axis, Break, Curves, Parts, Signal, Tone, Weeks
from desktop_app.domain.durations import DAY, HOUR, MINUTE
from desktop_app.ui.charts.curves import share_at
from desktop_app.ui.charts.drawing import Drawing
from desktop_app.ui.charts.layouts import is_empty, lay_out
from desktop_app.ui.charts.scales import scale
from desktop_app.ui.charts.side_labels import spread
from desktop_app.ui.charts.time_axis import time_ticks
from desktop_app.ui.charts.tones import LOOKS
from desktop_app.ui.theme import theme
from tests.ui.charts.charts import CHARTS, bars, bullets, curves, flow, log_range, matrix, normal_range, oldest, parts
from tests.ui.charts.places import outside, overlaps

DESIGN = 1184
HALF = 560
NARROW = 344  # of a page of 360 pixels
FIRST = "System error"


@pytest.mark.parametrize(("width", "points"), [(NARROW, 10), (NARROW, 14), (HALF, 15), (DESIGN, 10)])
def test_no_words_overlap_or_leave_the_chart(width: int, points: float) -> None:
    theme().set_points(points)
    for kind, n in product(CHARTS, (0, 1, 9, 11)):
        made = lay_out(CHARTS[kind](n), width, FIRST)
        assert (kind, n, overlaps(made), outside(made)) == (kind, n, [], [])


def test_a_thousand_rows_or_points_stay_apart_too() -> None:
    for i, kind in enumerate(CHARTS):
        made = lay_out(CHARTS[kind](1000), (NARROW, DESIGN)[i % 2], FIRST)
        assert (kind, overlaps(made), outside(made)) == (kind, [], [])


@pytest.mark.parametrize("points", [10, 14])
def test_nothing_is_cut_at_the_width_the_page_was_designed_for(points: float) -> None:
    theme().set_points(points)
    for kind, n in product(CHARTS, (1, 9, 11)):
        made = lay_out(CHARTS[kind](n), DESIGN, FIRST)
        assert (kind, n, [word.text for word in made.words if word.cut]) == (kind, n, [])


def test_longer_words_stay_inside_and_apart(longer_words: None) -> None:
    for kind, width in product(CHARTS, (NARROW, HALF, DESIGN)):
        made = lay_out(CHARTS[kind](9), width, FIRST)
        assert (kind, overlaps(made), outside(made)) == (kind, [], [])


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(list(CHARTS)), st.integers(1, 60), st.integers(280, 1300))
def test_any_width_will_do(kind: str, n: int, width: int) -> None:
    made = lay_out(CHARTS[kind](n), width, FIRST)
    assert (overlaps(made), outside(made)) == ([], [])


def test_what_leads_somewhere_can_be_reached_and_lies_inside() -> None:
    made = [lay_out(CHARTS[kind](9), DESIGN, FIRST) for kind in CHARTS]
    assert all(any(stop.opens is not None for row in each.stops for stop in row) for each in made)
    for stop in (stop for each in made for row in each.stops for stop in row):
        assert stop.tip.strip()
        assert stop.ring.left() >= -8
        assert stop.ring.right() <= DESIGN + 8


def test_numbers_stand_in_line_with_their_titles() -> None:
    made = lay_out(bullets(4), DESIGN, FIRST)
    right = {word.text: word.ink.right() for word in made.words}
    assert right["In time"] == pytest.approx(right["61 %"], abs=1)
    assert right["n"] == pytest.approx(DESIGN, abs=1)


def test_columns_between_first_and_last_go_before_the_last_and_the_first_never() -> None:
    wide, half, narrow = (_texts(lay_out(bullets(4), width, FIRST)) for width in (DESIGN, 380, 240))
    assert {"In time", "Before", "n"} <= wide
    assert "Before" not in half
    assert {"In time", "n"} <= half
    assert "In time" in narrow
    assert "n" not in narrow


def test_the_plot_gives_way_before_a_column_does() -> None:
    wide, narrow = lay_out(bars(9), DESIGN, FIRST), lay_out(bars(9), 480, FIRST)
    assert {"Count", "Cumulative"} <= _texts(narrow)
    assert _longest(narrow) < _longest(wide)


def test_a_list_keeps_its_words_before_the_bars() -> None:
    made = lay_out(oldest(6), HALF, "Incident")
    at = {word.text: word.ink.left() for word in made.words}
    assert at["Incident"] < at["System error"] < at["Class"] < at["Age"]


def test_fewer_than_ten_incidents_have_no_bar() -> None:
    made, few = lay_out(bullets(4), DESIGN), lay_out(bullets(5), DESIGN)
    assert sum(shape.fill == "blue" for shape in few.shapes) == sum(shape.fill == "blue" for shape in made.shapes)
    assert "3 of 4" in _texts(few)


def test_the_rest_stands_grey_below_a_rule() -> None:
    made = lay_out(bars(3), DESIGN, FIRST)
    assert [shape.fill for shape in made.shapes] == ["blue", "blue", "blue", "line", "ctl"]


def test_every_part_has_a_texture_of_its_own() -> None:
    made = lay_out(parts(1), DESIGN)
    marks = [(shape.fill, shape.hatch) for shape in made.shapes if shape.fill not in ("line", "ctl", "canvas")]
    marks += [(shape.fill, shape.hatch) for shape in made.shapes if shape.hatch == "level"]
    assert len({hatch for _fill, hatch in marks}) == len(Tone)
    assert len({look.dash for look in LOOKS.values()}) == len({look.shape for look in LOOKS.values()}) == len(Tone)


def test_a_row_without_anything_has_an_empty_track() -> None:
    chart = parts(9)
    empty = Parts(chart.rows[8:], chart.key, chart.columns)
    assert [shape.fill for shape in lay_out(empty, DESIGN).shapes][-1] == "track"


def test_what_is_past_the_goal_stands_on_grey_right_of_the_heavy_line() -> None:
    made = lay_out(matrix(1), DESIGN)
    grey = next(shape.path.boundingRect() for shape in made.shapes if shape.fill == "track")
    line = next(shape.path.boundingRect() for shape in made.shapes if shape.line == "text")
    assert line.left() == pytest.approx(grey.left())


def test_nothing_is_a_dot_and_leads_nowhere() -> None:
    made = lay_out(matrix(1), DESIGN)
    assert sum(word.text == "·" for word in made.words) == sum(cell.value == 0 for cell in matrix(1).rows[0].cells)
    assert len(made.stops[0]) == 1 + sum(1 for cell in matrix(1).rows[0].cells if cell.value)


def test_a_curve_is_thinned_to_what_can_be_seen() -> None:
    made = lay_out(curves(100_000), DESIGN)
    lines = [shape for shape in made.plotted if shape.line]
    assert all(shape.path.elementCount() < 3 * DESIGN for shape in lines)


def test_the_share_of_a_curve_holds_until_its_next_step() -> None:
    curve = curves(3).curves[0]
    assert share_at(curve, curve.seconds[0] - 1) is None
    assert share_at(curve, curve.seconds[0]) == curve.shares[0]
    assert share_at(curve, curve.seconds[1] - 1) == curve.shares[0]
    assert share_at(curve, curve.seconds[2]) == curve.shares[2]
    assert share_at(curve, curve.seconds[2] + 1) is None


def test_those_still_watched_stand_below_their_ticks() -> None:
    made = lay_out(curves(9), DESIGN)
    middle = {word.text: word.ink.center().x() for word in made.words}
    assert middle["380"] == pytest.approx(middle["1 h"], abs=1)
    assert middle["190"] == pytest.approx(middle["4 h"], abs=1)


def test_weeks_without_a_value_leave_a_gap_and_no_stop() -> None:
    chart = normal_range(13)
    assert chart.lines[0].values[11] is None
    assert len(lay_out(chart, DESIGN).stops[0]) == 12


def test_a_signal_is_a_triangle_with_its_words_and_in_the_tip_of_its_week() -> None:
    made = lay_out(normal_range(24), DESIGN)
    assert sum(shape.fill == "verm" for shape in made.plotted) == 1
    assert "17 in week 29" in _texts(made)
    assert "17 in week 29" in made.stops[0][5].tip
    assert "fix P-012 live" in "".join(stop.tip for stop in made.stops[0])


def test_each_goal_is_a_heavy_line_over_its_own_weeks() -> None:
    made = lay_out(log_range(24), DESIGN)
    boxes = [shape.path.boundingRect() for shape in made.plotted if shape.fill == "text"]
    before, now = (box for box in boxes if box.height() == 2)
    assert before.right() == pytest.approx(now.left())
    assert before.top() < now.top()


def test_labels_that_find_no_room_are_left_to_the_tips() -> None:
    chart = normal_range(24)
    many = tuple(Signal(i, f"{i} is far outside of what was normal here") for i in range(11))
    phases = tuple(Break(i, f"phase {i} with a long name that goes on") for i in range(1, 24))
    made = lay_out(Weeks(chart.mondays, chart.lines, chart.axis, chart.spans, phases, many), HALF)
    assert (overlaps(made), outside(made)) == ([], [])
    assert "phase 7 with a long name" in made.stops[0][7].tip


def test_names_of_lines_move_below_a_narrow_plot() -> None:
    beside, below = lay_out(flow(20), DESIGN), lay_out(flow(20), NARROW)
    assert below.height > beside.height
    assert {"opened", "resolved", "open at the end"} <= _texts(below)
    assert not [word.text for word in below.words if word.cut]


def test_long_periods_are_labelled_by_month_with_the_year_where_it_begins() -> None:
    made = lay_out(flow(60), DESIGN)
    labels = [word.text for word in made.words if word.box.top() > made.plot.bottom() - 10]
    assert "Jan 2026" in labels
    assert not any(label.startswith("W") for label in labels)


def test_a_time_axis_has_human_ticks_upwards_too() -> None:
    assert {"1 d", "3 d"} <= _texts(lay_out(log_range(24), DESIGN))


@pytest.mark.parametrize(("reach", "last"), [(0, "1"), (3, "3"), (17, "20"), (128, "150"), (1_000_000, "1,000,000")])
def test_counts_have_round_ticks_without_fractions(reach: float, last: str) -> None:
    made = scale(Axis.COUNT, [reach, None])
    labels = [label for _value, label in made.ticks]
    assert labels[-1] == last
    assert "." not in "".join(labels)


def test_differences_stand_around_zero_and_say_their_sign() -> None:
    labels = [label for _value, label in scale(Axis.POINTS, [-0.08, 0.19]).ticks]
    assert labels == ["−20", "−10", "0", "+10", "+20 points"]


def test_hours_and_rates_name_their_ticks() -> None:
    assert scale(Axis.HOURS, [35.0]).ticks[-1][1].endswith(" h")
    assert scale(Axis.RATE, [0.35]).ticks[-1][1] == "0.4"


def test_a_working_day_is_a_day_on_the_axis() -> None:
    ticks = {label: seconds for seconds, label in time_ticks(8 * HOUR)}
    assert ticks["1 d"] == 8 * HOUR
    assert ticks["5 d"] == 40 * HOUR
    assert "1 w" not in ticks
    assert "8 h" not in ticks


@settings(max_examples=60)
@given(st.lists(st.floats(MINUTE, 400 * DAY), max_size=20), st.sampled_from([DAY, 8 * HOUR, 10 * HOUR]))
def test_every_value_is_on_the_axis(values: list[float], day_seconds: int) -> None:
    made = scale(Axis.LOG_TIME, values, day_seconds)
    assert made.ticks
    for value in values:
        assert 0 <= made.share(value) <= 1
        assert made.low - 1e-9 <= made.low + made.share(value) * (made.high - made.low) <= made.high + 1e-9


@settings(max_examples=60)
@given(st.lists(st.floats(0, 200), max_size=8))
def test_labels_beside_a_plot_are_spread_until_none_touch(wanted: list[float]) -> None:
    placed = sorted(spread(wanted, 20, 0, 200))
    assert all(lower - upper >= 20 - 1e-6 for upper, lower in pairwise(placed))
    assert all(10 - 1e-6 <= y <= 190 + 1e-6 for y in placed)


def test_without_rows_a_chart_is_empty() -> None:
    assert all(is_empty(CHARTS[kind](0)) and not is_empty(CHARTS[kind](1)) for kind in CHARTS)
    assert is_empty(Curves(()))


def test_a_number_that_leads_nowhere_is_no_stop() -> None:
    made = lay_out(bars(2), DESIGN)
    assert isinstance(bars(2).rows[0].cells[0], Cell)
    assert all(len(row) == 1 for row in made.stops)


def _texts(made: Drawing) -> set[str]:
    return {word.text for word in made.words}


def _longest(made: Drawing) -> float:
    return max(shape.path.boundingRect().width() for shape in made.shapes if shape.fill == "blue")
