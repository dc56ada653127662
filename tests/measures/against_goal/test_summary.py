from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import ClassifiedAt, End, Rules
from desktop_app.measures.against_goal import repair_time, summary
from desktop_app.measures.clock.clocks import WorkingClock
from desktop_app.measures.lives.frame import Frame
from tests.measures.factories import ELAPSED, at, frame, incident, measure, random_frame, targets


def told(found: Frame, period: Period | None = None, hours: float = 72.0):
    goals = targets(hours)
    return summary.measures(
        measure(found, goals), frame=found, target_set=goals, clock=ELAPSED, period=period or Period()
    )


def test_every_group_counts_the_included_and_the_top_counts_all() -> None:
    found = frame(
        incident(0, 2, classification=1), incident(0, 6, classification=1), incident(0), incident(0, None, 100),
        incident(0, 5, exclusion=3), incident(0, 100), incident(0, status=6),
    )  # fmt: skip
    got = told(found)
    excluded = {"cancelled": 1, "duplicate": 0, "request": 1, "test": 0, "left_out": 0}
    assert (got.incidents, got.excluded) == (7, excluded)
    assert (got.all.incidents, got.all.open, got.all.resolved, got.all.estimated) == (5, 1, 3, 1)
    assert (got.all.mean_h, got.all.median_h) == (36.0, 6.0)
    assert (got.all.in_time, got.all.missed, got.all.attainment) == (2, 2, None)
    critical = got.by_classification["Critical"]
    assert (critical.incidents, critical.mean_h, critical.p85_h) == (2, 4.0, pytest.approx(5.4))
    assert got.by_classification["Low"].mean_h is None
    assert set(got.by_classification) == {"Critical", "High", "Medium", "Low"}


def test_the_definitions_follow_clock_and_rules() -> None:
    found, goals = frame(incident(0, 2)), targets(72.0)
    house = told(found)
    assert house.definition == "Repair ends at the last resolve; waiting for the user or a supplier stops the clock."
    assert "in hours, 24 × 7; repair ends at the last resolve" in house.definitions["mean_h"]
    rules = Rules(End.RESTORED, count_gaps=True, count_pauses=True, classified=ClassifiedAt.OPENING)
    start = at(0)
    got = summary.measures(
        measure(found, goals), frame=found, target_set=goals, clock=WorkingClock(SupportCalendar("UTC"), start, start),
        period=Period(), rules=rules,
    )  # fmt: skip
    said = (
        "repair ends when the impact ended; waiting of every kind counts; the time until a reopening counts; "
        "classification when opened; the clock runs in support hours"
    )
    assert got.definition == f"R{said[1:]}."
    for key in ("mean_h", "median_h", "p85_h", "in_time", "missed"):
        assert got.definitions[key].endswith(said), key
    assert "in support hours; " in got.definitions["p85_h"]
    assert "stops the clock" not in " ".join(got.definitions.values())


def test_attainment_is_given_from_ten_incidents_on() -> None:
    nine, ten = frame(*(incident(0, 5) for _n in range(9))), frame(*(incident(0, 5) for _n in range(10)))
    assert told(nine).all.attainment is None
    assert told(ten).all.attainment == 1.0


def test_attainment_is_not_given_when_too_many_cannot_be_told() -> None:
    known = [incident(0, 5) for _n in range(18)]
    assert told(frame(*known, *(incident(0, None, 100) for _n in range(2)))).all.attainment == 1.0
    assert told(frame(*known, *(incident(0, None, 100) for _n in range(3)))).all.attainment is None


def test_each_measure_has_its_own_day_in_the_period() -> None:
    found = frame(incident(0, 24), incident(24, 100), incident(60, 61))
    got = told(found, Period(date(2026, 3, 4), date(2026, 3, 5))).all
    assert (got.incidents, got.resolved, got.in_time, got.missed) == (1, 1, 1, 0)


def test_as_of_is_the_newest_instant_a_source_tells_of() -> None:
    found = frame(incident(0, 1, source=1), incident(0, 1, source=2), as_of={1: at(5), 2: at(16)})
    assert told(found).as_of == "2026-03-03T00:00:00Z"
    assert told(Frame.empty()).as_of is None


def test_nothing_can_be_measured_in_an_empty_frame() -> None:
    got = told(Frame.empty())
    assert (got.incidents, got.all.incidents, got.all.mean_h, got.all.attainment) == (0, 0, None, None)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_the_summary_and_the_figure_say_the_same(seed: int) -> None:
    found = random_frame(seed, 80)
    goals, period = targets((2, 4, 72, 120)), Period(date(2026, 3, 10), date(2026, 4, 10))
    rows = measure(found, goals)
    got = summary.measures(rows, frame=found, target_set=goals, clock=ELAPSED, period=period)
    figure = repair_time.figure(
        rows, frame=found, target_set=goals, clock=ELAPSED, base=IncidentFilter(), period=period
    )
    for row, group in zip(figure.table.rows, got.by_classification.values(), strict=True):
        assert row[3].value == group.attainment


def test_as_stamped_takes_nothing_off_and_leaves_nobody_out() -> None:
    found = frame(
        incident(0, 10, 20), incident(0, 30, 40, exclusion=1), incident(0), incident(0, -5, 50), incident(0, None, 60)
    )
    got = summary.as_stamped(found, "resolved")
    assert (got.incidents, got.all.incidents, got.all.resolved, got.all.mean_h) == (5, 5, 2, 20.0)
    assert (got.all.open, got.all.estimated, got.all.in_time, got.all.attainment) == (1, 1, 0, None)
    assert got.excluded["cancelled"] == 1
    closed = summary.as_stamped(found, "closed").all
    assert (closed.resolved, closed.mean_h, closed.median_h) == (4, 42.5, 45.0)


def test_as_stamped_knows_two_stamps() -> None:
    with pytest.raises(ValueError, match="resolved or closed"):
        summary.as_stamped(Frame.empty(), "restored")


def _tickets(rng: np.random.Generator, n: int, *, closes_hard_ones: bool) -> list[dict[str, object]]:
    """A year of incidents, 30 % of them hard; a team may leave the hard ones open from half a year on."""
    made = []
    for opened in np.sort(rng.uniform(0, 365 * 24, n)):
        hard = rng.random() < 0.3
        repair = rng.lognormal(np.log(20 * 24 if hard else 20), 0.6)
        left = hard and not closes_hard_ones and opened > 182 * 24
        ended = opened + repair if not left and opened + repair < 365 * 24 else None
        made.append(incident(float(opened), ended))
    return made


def test_a_team_that_stops_closing_its_hard_incidents_gains_nothing_here() -> None:
    """Their usual mean falls by far; the share in time falls too, and the open ones past the goal show."""
    second_half = Period(date(2026, 9, 1), date(2027, 2, 28))
    honest, gaming = (
        told(frame(*_tickets(np.random.default_rng(11), 600, closes_hard_ones=closes)), second_half, hours=30 * 24).all
        for closes in (True, False)
    )
    assert honest.mean_h is not None
    assert gaming.mean_h is not None
    assert gaming.mean_h < honest.mean_h / 2
    assert honest.attainment is not None
    assert gaming.attainment is not None
    assert gaming.attainment < honest.attainment - 0.15
    assert gaming.missed > 2 * honest.missed
