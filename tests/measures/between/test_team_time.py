"""Hours by team: parts of the whole, small teams together, and each bar opens the incidents behind it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.charts import Bars
from desktop_app.domain.figures import Figure
from desktop_app.domain.incidents import Status
from desktop_app.measures.between import team_time
from tests.measures.factories import DEV, HOUR, OPS, OTHER, UNSET, frame, incident, random_frame, segment
from tests.measures.questions import ask, opened


def handed(n: int, *teams: int | None) -> list[dict[str, object]]:
    """Each team holds it for an hour."""
    life = [segment(k, k + 1, Status.IN_WORK, team) for k, team in enumerate(teams)]
    return [incident(0, len(teams), segments=life, team=teams[-1]) for _k in range(n)]


def rows(figure: Figure) -> list[list[str]]:
    return [[cell.text for cell in row] for row in figure.table.rows]


def test_hours_are_spread_over_teams_and_nobody() -> None:
    figure = team_time.figure(ask(frame(*handed(10, OPS, None, DEV, DEV), *handed(6, OPS))))
    assert rows(figure) == [["Payments dev", "20", "10"], ["Service desk", "16", "16"], ["Nobody", "10", "10"]]
    assert figure.headline == (
        "2 teams held these incidents for 36 hours of repair time; nobody held them for 10 more, 22 % of the whole"
    )
    assert isinstance(figure.chart, Bars)
    assert [bar.rest for bar in figure.chart.rows] == [False, False, True]


def test_teams_with_few_incidents_are_counted_together() -> None:
    figure = team_time.figure(ask(frame(*handed(10, OPS, DEV), *handed(3, OTHER), *handed(3, UNSET))))
    assert rows(figure)[-1] == ["2 other teams", "6.0", "6"]


def test_a_single_small_team_is_never_given_away() -> None:
    figure = team_time.figure(ask(frame(*handed(10, OPS, DEV), *handed(3, OTHER))))
    assert [row[0] for row in rows(figure)] == ["Service desk", "2 other teams"]
    assert rows(figure)[-1][1:] == ["13", "13"]
    assert rows(team_time.figure(ask(frame(*handed(3, OTHER, OTHER)))))[0] == ["1 other team", "few", "few"]


def test_teams_of_fewer_than_three_people_roll_into_their_side() -> None:
    figure = team_time.figure(ask(frame(*handed(10, OPS, DEV, 5)), small_teams=frozenset({OPS, 5})))
    assert rows(figure) == [["Ops, teams under three people", "20", "10"], ["Payments dev", "10", "10"]]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_bars_sum_to_the_whole_and_open_their_incidents(seed: int) -> None:
    asked = ask(random_frame(seed, 60))
    figure = team_time.figure(asked)
    whole = asked.measured.filter(
        asked.measured["repair_s"].is_not_null() & asked.measured["outcome"].is_in([1, 2, 3])
    )["repair_s"].sum()
    assert figure.values["hours"] == pytest.approx(whole / HOUR)
    told = [row for row in figure.table.rows if row[1].text != "few"]
    if len(told) == len(figure.table.rows):
        assert sum(row[1].value or 0 for row in told) == pytest.approx(whole / HOUR)
    for row in told:
        assert len(opened(asked, row[2].opens)) == row[2].value
