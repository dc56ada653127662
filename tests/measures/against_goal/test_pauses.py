"""The pause ledger: with and without pauses, exactly as judging by each rule gives it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.charts import Bullets
from desktop_app.domain.figures import By, Choice
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import Rules
from desktop_app.measures.against_goal import pauses
from desktop_app.measures.asking.cohort import cohort
from tests.measures.factories import DEV, at, frame, incident, random_frame, segment, targets
from tests.measures.questions import ask, opened

COUNTED = IncidentFilter(rules=Rules(count_pauses=True))
MARCH = Period(date(2026, 3, 10), date(2026, 4, 20))


def paused(reason: PauseReason, waits: float = 20, n: int = 1, **values: Any) -> list[dict[str, Any]]:
    """Two hours of work around a pause."""
    life = [
        segment(0, 1),
        segment(1, 1 + waits, Status.PAUSED, reason=reason),
        segment(1 + waits, 2 + waits, team=DEV),
    ]
    return [incident(0, 2 + waits, segments=life, team=DEV, **values) for _k in range(n)]


def test_the_headline_gives_both_shares_and_what_is_not_due() -> None:
    made = [*paused(PauseReason.USER, n=5), *(incident(0, 3) for _k in range(15))]
    waiting = incident(0, None, segments=[segment(0, 1), segment(1, None, Status.PAUSED, reason=PauseReason.SUPPLIER)])
    figure = pauses.figure(ask(frame(*made, waiting, now=at(100)), targets(10)))
    assert figure.headline == (
        "100 % in time with pauses taken off, 71 % with every pause counted; "
        "1 incident is not due yet because of a pause"
    )
    assert figure.note == "Hours that stopped the clock: Waiting for user 100."
    assert isinstance(figure.chart, Bullets)
    assert (figure.chart.rows[0].share, figure.chart.rows[0].before) == (1, pytest.approx(15 / 21))
    assert [cell.text for cell in figure.table.rows[0]] == ["All", "100 %", "71 %", "+29 points", "1", "20"]


def test_waiting_that_counts_is_told_apart() -> None:
    figure = pauses.figure(ask(frame(*paused(PauseReason.DEV, n=3), *paused(PauseReason.OTHER, 1, 2)), targets(10)))
    assert figure.headline == "No pause stopped the clock here"
    assert figure.note == "Hours of waiting that count: Waiting for Dev 60, Waiting 2.0."
    assert figure.values["counted_h"] == {"dev": 60.0, "other": 2.0}


def test_below_ten_there_are_counts_and_no_points() -> None:
    figure = pauses.figure(ask(frame(*paused(PauseReason.USER, n=2), incident(0, 3)), targets(10)))
    assert figure.headline == "3 of 3 in time with pauses taken off, 1 of 3 with every pause counted"
    assert [cell.text for cell in figure.table.rows[0]] == ["All", "3 of 3", "1 of 3", "–", "0", "3"]


def test_without_incidents_it_says_so() -> None:
    assert pauses.figure(ask(frame())).headline == "No incident has reached its deadline here yet"


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 10**6), st.booleans(), st.sampled_from([Period(), MARCH]), st.sampled_from([None, By.CLASSIFICATION])
)
def test_both_shares_are_those_of_judging_by_each_rule(
    seed: int, reader_counts: bool, period: Period, by: By | None
) -> None:
    found = random_frame(seed, 60)
    asked = ask(found, targets(), period, COUNTED if reader_counts else None, choice=Choice(by=by))
    figure = pauses.figure(asked)
    groups = figure.values["groups"]
    assert isinstance(groups, dict)
    for name, base in (("pauses_off", None), ("pauses_counted", COUNTED)):
        other = ask(found, targets(), period, base)
        whole = cohort(other.measured, found, other.target_set, period).judged
        told = groups["all"][name]
        assert (told["n"], told["in_time"], told["unknown"]) == (whole.n, whole.in_time, whole.unknown)
    off = ask(found, targets(), period)
    for row in figure.table.rows:
        assert len(opened(off, row[-1].opens)) == row[-1].value
        assert len(opened(off, row[-2].opens)) == row[-2].value


def test_the_definition_says_whose_hours_of_waiting_are_left_out() -> None:
    said = " ".join(pauses.figure(ask(frame(incident(0, 5)))).definition_lines)
    assert "without those that were closed without a resolve: when their waiting ended is not known." in said
