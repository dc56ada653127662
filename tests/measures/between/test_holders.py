"""Repair time by holder: the parts sum to T to the second, and each row opens exactly its incidents."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.charts import Parts
from desktop_app.domain.figures import By, Choice
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.rules import End, Rules
from desktop_app.measures.asking import chosen
from desktop_app.measures.between import holders
from desktop_app.measures.clock.clocks import RunningClock, WorkingClock
from desktop_app.measures.lives.walks import NO_TEAM
from tests.measures.factories import (
    DEV,
    ELAPSED,
    HOUR,
    OPS,
    OTHER,
    at,
    berlin,
    frame,
    incident,
    random_frame,
    segment,
    targets,
)  # fmt: skip
from tests.measures.questions import ask, opened

WORKING = WorkingClock(berlin(), at(0), at(90 * 24))
PAUSED = Status.PAUSED


def handed(n: int = 1, resolved: float = 10) -> list[dict[str, object]]:
    """Two hours with nobody, three with Ops, a user's pause of one hour, and the rest with Dev."""
    life = [
        segment(0, 2, Status.NEW, None),
        segment(2, 5),
        segment(5, 6, PAUSED, OPS, PauseReason.USER),
        segment(6, resolved, team=DEV),
    ]
    return [incident(0, resolved, segments=life, team=DEV) for _k in range(n)]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**6),
    st.booleans(),
    st.builds(Rules, st.sampled_from(End), st.booleans(), st.booleans()),
)
def test_the_parts_sum_to_the_repair_time_to_the_second(seed: int, working: bool, rules: Rules) -> None:
    clock: RunningClock = WORKING if working else ELAPSED
    asked = ask(random_frame(seed, 25), clock=clock, base=IncidentFilter(rules=rules))
    known = asked.measured["repair_s"].is_not_null().to_numpy()
    held = asked.stretches.of(known)
    sums = np.bincount(held.row, weights=held.counted, minlength=len(known))
    assert (held.counted >= 0).all()
    assert sums[known].tolist() == asked.measured["repair_s"].to_numpy()[known].tolist()


def test_pauses_that_stop_the_clock_and_reopening_gaps_are_nobodys_time() -> None:
    life = [
        segment(0, 2),
        segment(2, 12, Status.RESOLVED),
        segment(12, 15, team=DEV),
        segment(15, 20, PAUSED, OTHER, PauseReason.SUPPLIER),
        segment(20, 21, PAUSED, OTHER, PauseReason.CHANGE),
    ]
    asked = ask(frame(incident(0, 21, segments=life, team=OTHER)))
    held = asked.stretches.of(np.array([True]))
    hours = [seconds / HOUR for seconds in held.counted.tolist()]
    assert (held.team.tolist(), hours) == ([OPS, OPS, DEV, OTHER, OTHER], [2, 0, 3, 0, 1])


def test_what_nothing_is_told_of_lies_with_nobody() -> None:
    asked = ask(frame(incident(0, 10, segments=[segment(0, 4)]), incident(0, 5, team=DEV)))
    held = asked.stretches.of(np.array([True, True]))
    assert sorted(zip(held.row.tolist(), held.team.tolist(), held.counted.tolist(), strict=True)) == [
        (0, NO_TEAM, 6 * HOUR),
        (0, OPS, 4 * HOUR),
        (1, DEV, 5 * HOUR),
    ]


def test_moments_told_twice_count_once() -> None:
    asked = ask(frame(incident(0, 10, segments=[segment(0, 6), segment(4, 10, team=DEV)])))
    held = asked.stretches.of(np.array([True]))
    assert held.counted.tolist() == [6 * HOUR, 4 * HOUR]


def test_the_headline_gives_the_parts_of_the_whole() -> None:
    figure = holders.figure(ask(frame(*handed(12))))
    assert figure.headline == "Of the repair time, 33 % passed with Ops teams, 44 % with Dev teams and 22 % with nobody"
    assert isinstance(figure.chart, Parts)
    assert [label for label, _tone in figure.chart.key] == ["Ops teams", "Dev teams", "Nobody"]
    assert figure.chart.rows[0].shares == (pytest.approx(1 / 3), pytest.approx(4 / 9), pytest.approx(2 / 9))
    groups = figure.values["groups"]
    assert isinstance(groups, dict)
    assert groups["through_dev"] == {
        "n": 12, "hours": 108.0, "ops_h": 36.0, "dev_h": 48.0, "other_h": 0.0, "no_side_h": 0.0, "nobody_h": 24.0,
        "nobody_share": pytest.approx(2 / 9),
    }  # fmt: skip


def test_below_ten_incidents_there_are_hours_and_no_shares() -> None:
    figure = holders.figure(ask(frame(*handed(9))))
    assert figure.headline == "Fewer than ten incidents: hours only, no shares"
    assert [cell.text for cell in figure.table.rows[0]] == ["All", "–", "–", "–", "81", "9"]
    assert isinstance(figure.chart, Parts)
    assert set(figure.chart.rows[0].shares) == {0.0}


def test_open_incidents_count_so_far_and_those_without_a_resolve_are_left_out() -> None:
    found = frame(*handed(10), incident(0, segments=[segment(0, None)]), incident(0, None, 100), now=at(200))
    figure = holders.figure(ask(found))
    assert figure.n == 11
    assert "11 of 12 incidents, 1 left out: without a resolve 1." in figure.definition
    assert any(line.startswith("1 is still open past its deadline") for line in figure.definition_lines)


def test_without_a_history_nothing_is_split() -> None:
    figure = holders.figure(ask(frame(*(incident(0, 5) for _k in range(12)))))
    assert figure.headline.startswith("Nothing tells who held these incidents")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([By.ROUTE, By.CLASSIFICATION]), st.sampled_from(["all", "some", "dev"]))
def test_every_row_opens_exactly_the_incidents_it_counts(seed: int, by: By, which: str) -> None:
    base = IncidentFilter() if which == "all" else IncidentFilter().where("system", "one_of", "Shop", "ledger")
    goals = targets((2, None, 24, 48)) if which == "dev" else targets()
    asked = ask(random_frame(seed, 40), goals, base=base, choice=Choice(by=by))
    figure = holders.figure(asked)
    for row in figure.table.rows:
        assert len(opened(asked, row[-1].opens)) == row[-1].value
    assert figure.n == int((chosen.judged(asked) & ~asked.lives["estimated"].to_numpy()).sum())
    assert sum(row[-1].value or 0 for row in figure.table.rows[1:]) == figure.n
