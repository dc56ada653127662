from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.cells import Cell
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import RepairTimeFigure
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.incidents import Status
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import RouteGroup
from desktop_app.domain.targets import TargetSet, TargetSetKind
from desktop_app.measures.against_goal import repair_time
from desktop_app.measures.clock.clocks import RunningClock, WorkingClock
from desktop_app.measures.lists import filtering
from desktop_app.measures.lives.frame import Frame
from tests.measures.factories import (
    DEV,
    ELAPSED,
    HOUR,
    OPS,
    TEAMS,
    UNSET,
    at,
    berlin,
    frame,
    incident,
    measure,
    random_frame,
    segment,
    targets,
)  # fmt: skip

ONE_SIDE = {OPS: TEAMS[OPS]}
MEDIUM = Classification.MEDIUM


def drawn(
    found: Frame,
    target_set: TargetSet | None = None,
    period: Period | None = None,
    base: IncidentFilter | None = None,
    clock: RunningClock = ELAPSED,
) -> RepairTimeFigure:
    goals, base = target_set or targets(), base or IncidentFilter()
    rows = filtering.selected(measure(found, goals, clock), base, found)
    return repair_time.figure(rows, frame=found, target_set=goals, clock=clock, base=base, period=period or Period())


def routed(wait: float, repair: float, team: int = OPS, **values: Any) -> dict[str, Any]:
    life = [segment(0, wait, Status.NEW, team), segment(wait, repair, team=team)]
    return incident(0, repair, segments=life, team=team, **values)


def many(n: int, wait: float, repair: float, team: int = OPS, **values: Any) -> list[dict[str, Any]]:
    """Like incidents, each a little longer than the one before."""
    return [routed(wait * (1 + k / 50), repair * (1 + k / 50), team, **values) for k in range(n)]


def row_of(figure: RepairTimeFigure, kind: Classification, group: RouteGroup) -> Any:
    return next(r for g in figure.groups if g.classification is kind for r in g.rows if r.group is group)


def table_row(figure: RepairTimeFigure, kind: Classification) -> dict[str, Cell]:
    return dict(zip(figure.table.columns, figure.table.rows[kind - 1], strict=True))


def test_sentences_speak_of_share_goal_and_what_is_still_open() -> None:
    found = frame(*many(15, 1, 10), *many(5, 1, 100), *(incident(0, classification=3) for _n in range(2)))
    figure = drawn(found)
    assert figure.answer == "68 % of 22 incidents were repaired within the shared goal; 2 are still open past it"
    assert figure.definition == (
        "Every incident whose deadline has passed; repair ends at the last resolve; "
        "waiting for the user or a supplier stops the clock. 22 incidents, none left out."
    )
    assert figure.status == "22 incidents past their deadline: 20 repaired, 2 open"


def test_the_headline_names_the_route_that_waits_longest() -> None:
    found = frame(
        *many(15, 1, 20),
        *many(12, 30, 60, DEV),
        *many(15, 2, 20, classification=4),
        *many(12, 60, 90, DEV, classification=4),
    )
    assert drawn(found).headline == (
        "At Medium and Low, incidents routed through Dev wait longest before work begins: median 33 h and 2.8 d"
    )


def test_no_route_is_named_from_fewer_than_ten_incidents() -> None:
    headline = drawn(frame(*many(15, 1, 20), *many(9, 30, 60, DEV))).headline
    assert "Dev" not in headline


def test_no_route_is_named_when_the_medians_may_be_the_same() -> None:
    assert "wait longest" not in drawn(frame(*many(15, 1, 20), *many(15, 1.02, 20, DEV))).headline


def test_without_waiting_times_the_headline_speaks_of_repair() -> None:
    found = frame(*(incident(0, 10 + k) for k in range(12)), *(incident(0, 50 + k, team=DEV) for k in range(12)))
    assert drawn(found).headline == "At Medium, incidents routed through Dev take longest to repair: median 2.3 d"


def test_without_sides_a_few_long_repairs_are_named_when_they_carry_the_mean() -> None:
    found = frame(*(incident(0, 10 + k) for k in range(40)), *(incident(0, 2000) for _k in range(3)), teams=ONE_SIDE)
    figure = drawn(found)
    assert figure.headline == (
        "The median is inside the goal at Medium, but the mean is not: a few long repairs carry it"
    )
    assert not figure.by_route


def test_without_sides_a_mean_that_hides_misses_is_named() -> None:
    found = frame(*many(60, 1, 5), *many(30, 1, 80), teams=ONE_SIDE)
    assert drawn(found).headline == "At Medium the mean is inside the goal, but 33 % of the incidents are not"


def test_fewer_than_ten_incidents_give_counts_only() -> None:
    figure = drawn(frame(*many(3, 1, 10), *many(1, 1, 100)))
    row = row_of(figure, MEDIUM, RouteGroup.OPS_ONLY)
    assert figure.answer == "3 of 4 incidents were repaired within the shared goal"
    assert figure.headline == "Fewer than ten incidents at each classification: counts only"
    assert [c.text for c in row.cells] == ["3 of 4", "–", "–", "–", "4"]
    assert (row.quarter, row.median, row.p85, len(row.dots)) == (None, None, None, 4)
    assert table_row(figure, MEDIUM)["95 % interval"].text == "–"


def test_a_few_closed_without_a_resolve_are_left_out_of_the_share_and_said() -> None:
    found = frame(*many(18, 1, 10), *many(1, 1, 100), incident(0, None, 100))
    figure = drawn(found)
    assert figure.answer.startswith("95 % of 19 incidents")
    assert figure.definition.endswith("19 of 20 incidents, 1 left out: closed late without a resolve 1.")
    assert row_of(figure, MEDIUM, RouteGroup.OPS_ONLY).cells[-1].text == "19"
    row = table_row(figure, MEDIUM)
    assert (row["Incidents"].text, row["In time"].text, row["Cannot be told"].text) == ("19", "95 %", "1")


def test_too_many_closed_without_a_resolve_give_bounds_and_no_claim() -> None:
    figure = drawn(frame(*many(16, 1, 10), *(incident(0, None, 100) for _k in range(4))))
    assert figure.answer == "Between 80 % and 100 % of 20 incidents were repaired within the shared goal"
    assert figure.headline.startswith("20 % of the incidents were closed late without a resolve")
    cell = table_row(figure, MEDIUM)["In time"]
    assert (cell.text, cell.value) == ("80–100 %", None)
    row = table_row(figure, MEDIUM)
    assert (row["Incidents"].text, row["Cannot be told"].text, row["Mean of those due"].text) == ("20", "4", "–")
    assert row_of(figure, MEDIUM, RouteGroup.OPS_ONLY).median is None


def test_the_excluded_are_counted_out_loud_by_reason() -> None:
    found = frame(*many(4, 1, 10), incident(0, 5, exclusion=3), incident(0, 5, exclusion=1), incident(0, status=6))
    assert "4 of 7 incidents, 3 left out: cancelled 2, requests 1." in drawn(found).definition


def test_what_is_not_due_is_in_no_share_and_is_said() -> None:
    figure = drawn(frame(*many(4, 1, 10), incident(200, 201), now=at(210)))
    assert figure.n == 4
    assert any(line.startswith("1 is not due yet") for line in figure.definition_lines)


def test_what_was_opened_before_the_goals_is_counted_as_far_as_it_was_opened_in_the_period() -> None:
    goals = replace(targets(), targets=tuple(replace(t, valid_from=date(2026, 3, 10)) for t in targets().targets))
    found = frame(*many(4, 1, 10), incident(5 * 24, 5 * 24 + 1), incident(20 * 24, 20 * 24 + 1))
    for period, words in ((Period(), "5 were"), (Period(date(2026, 3, 6), date(2026, 3, 31)), "1 was")):
        lines = drawn(found, goals, period).definition_lines
        assert any(line.startswith(f"{words} opened before the target set had a goal") for line in lines)


def test_the_period_is_that_of_the_deadline() -> None:
    found = frame(*(incident(24 * n, 24 * n + 1) for n in range(10)))  # deadlines from 5 to 14 March
    figure = drawn(found, period=Period(date(2026, 3, 6), date(2026, 3, 8)))
    assert figure.n == 3
    assert figure.definition.startswith("Deadline in the period; ")
    assert figure.status == "3 incidents with a deadline in the period: 3 repaired, 0 open"


def test_a_mean_of_fewer_than_five_is_few_and_so_is_the_one_that_would_give_it_away() -> None:
    row = table_row(drawn(frame(*many(20, 1, 10), *many(3, 1, 30, DEV))), MEDIUM)
    assert (row["Mean of those due, by Ops"].text, row["Mean of those due, by Dev"].text) == ("few", "few")
    assert row["Mean of those due, by Ops"].value is None
    row = table_row(drawn(frame(*many(20, 1, 10), *many(3, 1, 30, DEV), *many(3, 1, 9, UNSET))), MEDIUM)
    assert (row["Mean of those due, by Ops"].text, row["Mean of those due, by Dev"].text) == ("12 h", "few")


def test_without_sides_there_is_one_row_and_no_mean_by_side() -> None:
    figure = drawn(frame(*many(12, 1, 10), teams=ONE_SIDE))
    assert [r.group for g in figure.groups for r in g.rows] == [RouteGroup.ALL] * 4
    assert "Mean of those due, by Dev" not in figure.table.columns


def test_unknown_sides_have_a_row_of_their_own_where_there_are_any() -> None:
    figure = drawn(frame(*many(12, 1, 10), incident(0, 3, team=UNSET)))
    groups = {g.classification: [r.group for r in g.rows] for g in figure.groups}
    assert groups[MEDIUM][-1] is RouteGroup.UNKNOWN
    assert RouteGroup.UNKNOWN not in groups[Classification.LOW]


def test_at_most_ninety_dots_are_drawn_with_the_shortest_and_the_longest() -> None:
    found = frame(*(incident(0, hours) for hours in range(500)))
    row = row_of(drawn(found), MEDIUM, RouteGroup.OPS_ONLY)
    assert (len(row.dots), row.dots[0], row.dots[-1], row.zeros) == (90, HOUR, 499 * HOUR, 1)
    assert row == row_of(drawn(found), MEDIUM, RouteGroup.OPS_ONLY)


def test_a_classification_without_a_goal_shows_what_was_resolved() -> None:
    figure = drawn(frame(*many(12, 1, 10), *many(11, 1, 10, classification=4)), targets((2, 4, 72, None)))
    low = figure.groups[3]
    assert (low.goal_label, low.goal_seconds) == ("no goal", None)
    assert low.rows[0].cells[0].text == "–"
    assert low.rows[0].n == 11
    assert figure.answer.startswith("100 % of 12 incidents")


def test_a_target_set_without_goals_says_so() -> None:
    figure = drawn(frame(*many(12, 1, 10)), targets((None,) * 4))
    assert figure.answer == "“Shared goal” has no goals yet"
    assert (figure.n, figure.status) == (12, "12 incidents resolved")


def test_no_incidents_at_all_is_said_in_plain_words() -> None:
    figure = drawn(Frame.empty())
    assert (figure.n, figure.groups) == (0, ())
    assert figure.answer == "No incident has reached its deadline under the shared goal yet"
    assert [c.text for c in figure.table.rows[0]] == ["Critical", "72 h", "0", "–", "–", "–", "0"]


def test_on_the_working_clock_days_are_working_days() -> None:
    found = frame(*(incident(0, 24 * k + 4) for k in range(12)))
    figure = drawn(found, targets(27), clock=WorkingClock(berlin(), at(0), at(999)))
    assert figure.day_seconds == 9 * HOUR
    assert "support hours" in figure.definition
    assert any("a day is 9.0 h" in line for line in figure.definition_lines)


@pytest.mark.parametrize(
    ("kind", "words", "title"),
    [
        (TargetSetKind.OPS, "within the Ops targets", "Ops target"),
        (TargetSetKind.DEV, "within the Dev targets", "Dev target"),
        (TargetSetKind.OWN, "within the goal “Shared goal”", "Goal"),
    ],
)
def test_another_target_set_is_called_by_its_name(kind: TargetSetKind, words: str, title: str) -> None:
    figure = drawn(frame(*many(12, 1, 10)), targets(72, kind))
    assert words in figure.answer
    assert figure.table.columns[1] == title


def cells(figure: RepairTimeFigure) -> list[tuple[str, Cell]]:
    titled = [(figure.table.columns[n], cell) for row in figure.table.rows for n, cell in enumerate(row)]
    titled += [(t, c) for g in figure.groups for r in g.rows for t, c in zip(figure.row_columns, r.cells, strict=True)]
    return titled + [("n", Cell("", float(r.n), opens=r.opens)) for g in figure.groups for r in g.rows]


periods = st.sampled_from([Period(), Period(date(2026, 3, 10), date(2026, 3, 31)), Period(None, date(2026, 4, 2))])
bases = st.sampled_from(
    [
        IncidentFilter(),
        IncidentFilter().where("classification", "one_of", "Medium", "Low"),
        IncidentFilter().where("outcome", "one_of", "missed", "in_time"),
        IncidentFilter().where("exclusion", "one_of", "none", "request").where("side", "not_one_of", "dev"),
    ]
)
goals = st.sampled_from([targets((2, 4, 72, 120)), targets((2, 4, 72, None)), targets((None,) * 4)])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 150), periods, bases, goals)
def test_every_number_opens_exactly_the_incidents_behind_it(
    seed: int, size: int, period: Period, base: IncidentFilter, target_set: TargetSet
) -> None:
    found = random_frame(seed, size)
    rows = measure(found, target_set)
    for title, cell in cells(drawn(found, target_set, period, base)):
        if cell.opens is not None:
            opens = IncidentFilter.from_json(cell.opens.to_json())
            behind = filtering.selected(rows, opens, found)
            check(title, cell, behind, rows, found)


def check(title: str, cell: Cell, behind: pl.DataFrame, rows: pl.DataFrame, found: Frame) -> None:
    if title in ("Incidents", "n", "Open past goal", "Cannot be told"):
        assert behind.height == cell.value
    elif title == "In time" and cell.value is None:
        low = cell.text.replace("–", " ").split()
        assert "%" in low or behind.height == int(low[0] if low else 0)
    elif cell.value is None:
        return
    elif title == "In time":
        assert behind.height == pytest.approx(cell.value * told(cell, rows, found))
    elif title == "Waiting":
        assert behind["waiting_s"].median() == pytest.approx(cell.value)
    elif title in ("Median", "P85"):
        share = 0.5 if title == "Median" else 0.85
        assert behind["repair_s"].quantile(share, "linear") == pytest.approx(cell.value)
    else:
        assert title in ("Mean of those due", "Mean of those due, by Ops", "Mean of those due, by Dev")
        assert behind["repair_s"].mean() == pytest.approx(cell.value)


def told(cell: Cell, rows: pl.DataFrame, found: Frame) -> int:
    """How many incidents of the whole that a share is taken from are known to be in time or not."""
    assert cell.opens is not None
    *others, in_time = cell.opens.conditions
    while in_time.field != "outcome":
        in_time = others.pop()
    kept = [c for c in cell.opens.conditions if c != in_time]
    known = Condition("outcome", "one_of", ("in_time", "missed", "open_past"))
    return filtering.selected(rows, IncidentFilter((*kept, known)), found).height


def test_the_picture_is_a_table_too() -> None:
    figure = drawn(frame(*many(12, 1, 10)))
    assert figure.as_table().columns == ("Classification", "Route", "In time", "Waiting", "Median", "P85", "n")
    assert len(figure.as_table().rows) == 12


def test_no_sentence_calls_a_team_slow() -> None:
    figure = drawn(frame(*many(15, 1, 20), *many(15, 30, 90, DEV)))
    said = " ".join((figure.answer, figure.headline, figure.definition, *figure.definition_lines)).casefold()
    assert not any(team.name.casefold() in said for team in TEAMS.values())
    assert not any(word in said for word in ("slow", "worst", "fault", "blame"))
