from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Exclusion, PauseReason, Status
from desktop_app.domain.routes import Outcome, Route
from desktop_app.domain.targets import Target, TargetSet, TargetSetKind, Unit
from desktop_app.domain.teams import Side
from desktop_app.measures.clock.clocks import ElapsedClock, Support, WorkingClock
from desktop_app.measures.lives import measured
from tests.measures.factories import (
    DAY,
    DEV,
    HOUR,
    OPS,
    OTHER,
    UNSET,
    at,
    berlin,
    excluded,
    frame,
    incident,
    measure,
    only,
    segment,
    targets,
)

USER, WAITS = PauseReason.USER, Status.PAUSED


def test_repair_ends_at_the_last_resolve() -> None:
    row = only(frame(incident(0, 5, 125, segments=[segment(0, 5)])))
    assert (row["repair_s"], row["outcome"], row["estimated"], row["open"]) == (5 * HOUR, Outcome.IN_TIME, False, False)


def test_an_incident_without_segments_has_one_implied() -> None:
    row = only(frame(incident(0, 5)))
    assert (row["repair_s"], row["route"], row["hand_overs"], row["waiting_s"]) == (5 * HOUR, Route.OPS_ONLY, 0, None)


@pytest.mark.parametrize("reason", list(PauseReason))
def test_only_waiting_for_user_or_supplier_stops_the_clock(reason: PauseReason) -> None:
    life = [segment(0, 1), segment(1, 4, WAITS, OPS, reason), segment(4, 6)]
    assert only(frame(incident(0, 6, segments=life)))["repair_s"] == (3 if reason.stops_clock else 6) * HOUR


def test_the_time_between_resolve_and_reopening_counts_for_nothing() -> None:
    life = [segment(0, 2), segment(2, 50, Status.RESOLVED), segment(50, 53)]
    assert only(frame(incident(0, 53, segments=life)))["repair_s"] == 5 * HOUR


def test_a_resolved_segment_without_reopening_runs_on_to_the_resolve() -> None:
    life = [segment(0, 2), segment(2, 6, Status.RESOLVED)]
    assert only(frame(incident(0, 6, segments=life)))["repair_s"] == 6 * HOUR


def test_an_incident_worked_on_again_after_its_resolve_is_open() -> None:
    life = [segment(0, 2), segment(2, 5, Status.RESOLVED), segment(5, None)]
    row = only(frame(incident(0, 2, status=Status.IN_WORK.value, segments=life), now=at(9)))
    assert (row["open"], row["repair_s"], row["outcome"]) == (True, 6 * HOUR, Outcome.NOT_DUE)


def test_an_open_incident_runs_to_the_as_of_of_its_source() -> None:
    row = only(frame(incident(0, source=1), as_of={1: at(100)}))
    assert (row["repair_s"], row["outcome"]) == (100 * HOUR, Outcome.OPEN_PAST)


def test_an_old_dump_is_not_aged_to_today() -> None:
    found = frame(incident(0, source=1), incident(0), as_of={1: at(10)}, now=at(200))
    assert measure(found)["outcome"].to_list() == [Outcome.NOT_DUE, Outcome.OPEN_PAST]


@pytest.mark.parametrize(("resolved", "outcome"), [(72, Outcome.IN_TIME), (72.01, Outcome.MISSED)])
def test_repaired_at_the_deadline_is_in_time_and_later_is_not(resolved: float, outcome: Outcome) -> None:
    assert only(frame(incident(0, resolved)))["outcome"] == outcome


def test_an_incident_repaired_before_a_deadline_that_is_still_ahead_is_not_due() -> None:
    assert only(frame(incident(0, 5), now=at(71)))["outcome"] == Outcome.NOT_DUE
    assert only(frame(incident(0, 5), now=at(72)))["outcome"] == Outcome.IN_TIME


def test_a_pause_shifts_the_deadline() -> None:
    life = [segment(0, 1), segment(1, 31, WAITS, OPS, USER), segment(31, 90)]
    row = only(frame(incident(0, 90, segments=life)))
    assert (row["deadline_at"], row["outcome"]) == (at(102), Outcome.IN_TIME)


def test_a_pause_that_begins_when_the_target_is_reached_shifts_nothing() -> None:
    life = [segment(0, 72), segment(72, 90, WAITS, OPS, USER), segment(90, 91)]
    row = only(frame(incident(0, 91, segments=life)))
    assert (row["deadline_at"], row["outcome"], row["late_s"]) == (at(72), Outcome.MISSED, HOUR)


def test_repaired_while_the_clock_stands_at_the_target_is_in_time() -> None:
    life = [segment(0, 72), segment(72, 90, WAITS, OPS, USER)]
    row = only(frame(incident(0, 90, segments=life)))
    assert (row["repair_s"], row["outcome"], row["late_s"]) == (72 * HOUR, Outcome.IN_TIME, None)


@pytest.mark.parametrize("on_the_working_clock", [True, False])
def test_a_working_day_that_ends_in_the_evening_after_closing_time_is_in_time(on_the_working_clock: bool) -> None:
    support = Support({"": (berlin(),)}, start=at(0), end=at(200))
    clock = support.clock() if on_the_working_clock else ElapsedClock(support)
    found = frame(incident(-2, 10), incident(-2, 24.5), now=at(200))  # Monday 7:00 to 19:00, and to Tuesday 9:30
    goal = TargetSet(1, "Goal", TargetSetKind.SHARED, (Target(Classification.MEDIUM, 1, Unit.WORKING_DAYS),))
    rows = measured.against(found, measured.lives(found, clock), goal, clock)
    assert rows["outcome"].to_list() == [Outcome.IN_TIME, Outcome.MISSED]
    assert rows["late_s"].to_list()[0] is None
    assert rows["late_s"].to_list()[1] > 0


def test_what_only_a_close_bounds_is_in_time_by_the_instant_alone() -> None:
    life = [segment(0, 72), segment(72, 90, WAITS, OPS, USER)]
    row = only(frame(incident(0, None, 90, segments=life)))
    assert (row["estimated"], row["outcome"]) == (True, Outcome.UNKNOWN)


def test_past_the_resolve_the_clock_runs_on_as_if_nothing_paused() -> None:
    life = [segment(0, 1), segment(1, 3, WAITS, OPS, USER), segment(3, 4), segment(4, 40, WAITS, OPS, USER)]
    assert only(frame(incident(0, 4, segments=life)))["deadline_at"] == at(74)


def test_closed_without_a_resolve_is_in_time_only_when_even_the_close_was() -> None:
    early, late = only(frame(incident(0, None, 70))), only(frame(incident(0, None, 100)))
    assert (early["estimated"], early["repair_s"], early["outcome"]) == (True, None, Outcome.IN_TIME)
    assert (late["estimated"], late["repair_s"], late["outcome"]) == (True, None, Outcome.UNKNOWN)


def test_a_status_that_says_closed_without_any_stamp_is_estimated_and_not_open() -> None:
    row = only(frame(incident(0, status=Status.CLOSED.value)))
    assert (row["estimated"], row["open"], row["outcome"]) == (True, False, Outcome.UNKNOWN)


def test_a_resolve_before_the_opening_tells_nothing() -> None:
    row = only(frame(incident(0, -3, 100)))
    assert (row["estimated"], row["repair_s"], row["outcome"]) == (True, None, Outcome.UNKNOWN)


@pytest.mark.parametrize("reason", [e for e in Exclusion if e])
def test_an_excluded_incident_has_no_repair_time_and_no_verdict(reason: Exclusion) -> None:
    row = only(frame(incident(0, 5, **excluded(reason))))
    assert (row["repair_s"], row["outcome"]) == (None, Outcome.UNKNOWN)


def test_cancelled_by_status_alone_is_in_no_cohort() -> None:
    row = only(frame(incident(0, status=Status.CANCELLED.value)))
    assert (row["open"], row["estimated"], row["repair_s"], row["outcome"]) == (False, False, None, Outcome.NOT_DUE)


@pytest.mark.parametrize(
    ("teams", "route", "hand_overs"),
    [
        ([OPS, OPS, 5], Route.OPS_ONLY, 1),
        ([OPS, DEV], Route.OPS_TO_DEV, 1),
        ([DEV, DEV], Route.DEV_ONLY, 0),
        ([OPS, DEV, OPS, DEV], Route.BOUNCED, 3),
        ([OPS, None, OPS, DEV], Route.OPS_TO_DEV, 1),
        ([None, None, OPS], Route.NOBODY, 0),
        ([None, OPS], Route.OPS_ONLY, 0),
        ([OPS, UNSET], Route.UNKNOWN, 1),
        ([OPS, OTHER], Route.OPS_ONLY, 1),
        ([OTHER], Route.UNKNOWN, 0),
        ([OPS, 99], Route.UNKNOWN, 1),
        ([OPS, UNSET, DEV, OPS], Route.BOUNCED, 3),
    ],
)
def test_routes(teams: list[int | None], route: Route, hand_overs: int) -> None:
    life = [segment(n, n + 1, team=team) for n, team in enumerate(teams)]
    row = only(frame(incident(0, len(teams), segments=life)))
    assert (row["route"], row["hand_overs"]) == (route, hand_overs)


def test_a_team_that_takes_over_after_the_resolve_is_not_on_the_way() -> None:
    life = [segment(0, 2), segment(2, 5, Status.RESOLVED, DEV)]
    row = only(frame(incident(0, 2, segments=life, team=DEV)))
    assert (row["route"], row["resolved_side"]) == (Route.OPS_ONLY, Side.OPS)


def test_resolved_side_is_the_holder_at_the_last_resolve() -> None:
    life = [segment(0, 2), segment(2, 5, team=DEV)]
    assert only(frame(incident(0, 5, segments=life)))["resolved_side"] == Side.DEV
    assert only(frame(incident(0, segments=life)))["resolved_side"] is None


def test_waiting_runs_on_the_repair_clock_until_work_begins() -> None:
    life = [segment(0, 2, Status.NEW), segment(2, 5, WAITS, OPS, USER), segment(5, 6, Status.ASSIGNED), segment(6, 9)]
    row = only(frame(incident(0, 9, segments=life)))
    assert (row["waiting_s"], row["repair_s"]) == (3 * HOUR, 6 * HOUR)


def test_a_life_of_one_segment_does_not_tell_when_work_began() -> None:
    assert only(frame(incident(0, 9, segments=[segment(0, 9)])))["waiting_s"] is None


def test_the_target_is_the_one_valid_on_the_day_of_opening_in_the_zone() -> None:
    dated = TargetSet(
        1,
        "Own",
        TargetSetKind.OWN,
        (
            Target(Classification.MEDIUM, 4.0, Unit.HOURS),
            Target(Classification.MEDIUM, 2.0, Unit.HOURS, date(2026, 3, 4)),
        ),
    )
    # 23:30 UTC on the third of March is the fourth in Berlin.
    found = frame(incident(39.25), incident(39.5), incident(-100), zone="Europe/Berlin")
    assert measure(frame(incident(39.5)), dated)["target_s"].to_list() == [4 * HOUR]
    assert measure(found, dated)["target_s"].to_list() == [2 * HOUR, 2 * HOUR, 4 * HOUR]


def test_an_incident_before_the_first_goal_has_no_deadline() -> None:
    later = TargetSet(1, "Own", TargetSetKind.OWN, (Target(Classification.MEDIUM, 4.0, Unit.HOURS, date(2026, 3, 4)),))
    row = only(frame(incident(0, 1)), later)
    assert (row["target_s"], row["deadline_at"], row["outcome"]) == (None, None, Outcome.UNKNOWN)


def test_on_the_working_clock_nights_and_weekends_do_not_count() -> None:
    found = frame(
        incident(0, 4 * 24 + 25, segments=[segment(0, 4 * 24 + 25)])
    )  # Monday 9:00 to Saturday 10:00 in Berlin
    clock = WorkingClock(berlin(), at(0), at(200))
    row = only(found, targets(18), clock)
    assert row["repair_s"] == (8 + 4 * 9) * HOUR
    assert row["deadline_at"] == at(48)  # Wednesday 9:00
    assert only(found, targets(8), clock)["deadline_at"] == at(8)
    assert (at(200) - at(0)) % DAY == 8 * HOUR
