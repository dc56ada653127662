"""Two periods side by side: what is called a change, what is hidden, and what opens."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.charts import Axis, Intervals
from desktop_app.domain.figures import By, Choice, Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.measures.against_goal import comparison
from desktop_app.measures.against_goal.comparison_words import Pair, points
from desktop_app.measures.asking.cohort import Counts
from desktop_app.measures.certainty import detectability
from desktop_app.measures.certainty.newcombe import difference
from desktop_app.measures.lives.frame import Frame
from tests.measures.factories import DEV, OPS, TEAMS, frame, incident, random_frame, targets
from tests.measures.made import BLAME, bases, said
from tests.measures.questions import ask, opened

THIS, BEFORE = 7 * 24, 0
WEEK = Period(date(2026, 3, 9), date(2026, 3, 15))
SYSTEMS = {n: f"System {n:02}" for n in range(1, 40)}


def due(n: int, in_time: int, week: int = THIS, **values: Any) -> list[dict[str, Any]]:
    return [incident(week, week + (5 if k < in_time else 20), **values) for k in range(n)]


def drawn(*incidents: dict[str, Any], by: By | None = By.SYSTEM, period: Period = WEEK, **more: Any) -> Figure:
    return comparison.figure(ask(frame(*incidents, systems=SYSTEMS), targets(10), period, choice=Choice(by=by), **more))


def texts(figure: Figure) -> list[list[str]]:
    return [[cell.text for cell in row] for row in figure.table.rows]


def test_a_row_is_the_difference_of_two_shares_with_newcombes_interval() -> None:
    figure = drawn(*due(40, 30, system=1), *due(50, 20, BEFORE, system=1))
    assert isinstance(figure.chart, Intervals)
    row, told = figure.chart.rows[0], difference(30, 40, 20, 50)
    assert (figure.chart.axis, figure.chart.zero) == (Axis.POINTS, True)
    assert (row.value, row.low, row.high) == (told.value, told.low, told.high)
    assert texts(figure) == [["System 01", "40 %", "75 %", "+35 points", "50", "40"]]
    assert (
        figure.headline == "Of 1 system looked at, more often in time than in the week before: System 01 (+35 points)"
    )


def test_only_what_stays_clear_among_all_that_were_looked_at_is_called() -> None:
    close = [*due(100, 69, system=1), *due(100, 53, BEFORE, system=1)]
    assert "System 01" in drawn(*close).headline
    quiet = [each for n in range(2, 9) for week in (THIS, BEFORE) for each in due(20, 10, week, system=n)]
    figure = drawn(*close, *quiet)
    assert figure.headline == "No change against the week before is large enough to call; 8 systems looked at"
    assert any("widened because 8 were looked at (Bonferroni)" in line for line in figure.definition_lines)
    values: Any = figure.values
    assert values["looked_at"] == 8
    assert values["groups"][0]["low"] > 0
    assert values["groups"][0]["clear"] is False


def test_the_largest_changes_are_named_first_and_the_others_counted() -> None:
    made = [each for n in range(1, 6) for each in (*due(60, 10 * n, system=n), *due(60, 0, BEFORE, system=n))]
    less = [*due(60, 0, system=9), *due(60, 60, BEFORE, system=9)]
    assert drawn(*made, *less).headline == (
        "Of 6 systems looked at, more often in time than in the week before: System 05 (+83 points), "
        "System 04 (+67 points), System 03 (+50 points) and 2 more; "
        "less often in time than in the week before: System 09 (−100 points)"
    )


def test_below_ten_on_a_side_there_are_counts_and_no_change() -> None:
    figure = drawn(*due(40, 30), *due(9, 4, BEFORE), by=By.CLASSIFICATION)
    assert texts(figure) == [["Medium", "4 of 9", "75 %", "–", "9", "40"]]
    assert figure.headline == "Nowhere ten incidents in both periods: counts only"
    values: Any = figure.values
    assert (values["groups"][0]["difference"], values["groups"][0]["before"]["share"]) == (None, None)


def test_a_system_below_five_is_few_and_so_is_the_one_that_would_give_it_away() -> None:
    made = [
        *due(40, 30, system=1), *due(40, 30, BEFORE, system=1), *due(20, 10, system=2), *due(20, 10, BEFORE, system=2),
        *due(3, 1, system=3), *due(12, 1, BEFORE, system=3),
    ]  # fmt: skip
    figure = drawn(*made)
    assert texts(figure) == [
        ["System 01", "75 %", "75 %", "±0 points", "40", "40"],
        ["System 02", "few", "few", "–", "few", "few"],
        ["System 03", "few", "few", "–", "few", "few"],
    ]
    values: Any = figure.values
    assert [group["now"] is None for group in values["groups"]] == [False, True, True]
    two = drawn(*made, *due(2, 1, system=4))
    assert [row[4] for row in texts(two)] == ["40", "20", "few", "few"]


def test_the_fifteen_systems_with_most_incidents_have_rows_and_the_others_one() -> None:
    made = [each for n in range(1, 20) for week in (THIS, BEFORE) for each in due(30 - n, 5, week, system=n)]
    figure = drawn(*made, *due(11, 5), *due(11, 5, BEFORE))
    labels = [row[0] for row in texts(figure)]
    assert labels[:2] + labels[14:] == ["System 01", "System 02", "System 15", "4 other systems", "No system told"]
    assert texts(figure)[15][5] == "50"


def test_routes_and_releases_can_be_compared() -> None:
    made = [*due(20, 10, team=OPS), *due(20, 5, team=DEV), *due(20, 10, BEFORE, team=OPS)]
    assert [row[0] for row in texts(drawn(*made, by=None))] == ["Ops only", "Dev only"]
    assert drawn(*made, by=By.SYSTEM_ERROR).values["by"] == "route"
    released = drawn(*due(20, 10, release_related=2), *due(20, 5, release_related=1), *due(5, 5), by=By.RELEASE)
    assert [row[0] for row in texts(released)] == [
        "Not caused by a release", "Caused by a release", "Release not known",
    ]  # fmt: skip
    assert released.table.columns[0] == "Release"


def test_an_open_ended_period_asks_for_one_with_two_ends() -> None:
    figure = drawn(*due(20, 10, system=1), period=Period())
    assert figure.headline == "Choose a period with a first and a last day to compare it with the one before"
    assert figure.note.startswith("All dates together have nothing before them")
    half = drawn(*due(20, 10, system=1), period=Period(date(2026, 3, 1)))
    assert half.note.startswith("An open-ended period has none as long as itself")
    assert figure.chart is None
    assert texts(figure) == [["System 01", "–", "50 %", "–", "–", "20"]]


def test_too_many_closed_without_a_resolve_and_nothing_at_all_are_said() -> None:
    closed = [incident(THIS, None, THIS + 50, system=1) for _n in range(5)]
    figure = drawn(*due(15, 10, system=1), *closed, *due(20, 10, BEFORE, system=1))
    assert figure.headline.startswith("25 % of the incidents were closed late without a resolve")
    assert texts(figure)[0][2:4] == ["50–75 %", "–"]
    nothing = comparison.figure(ask(Frame.empty(), targets(10), WEEK))
    assert (nothing.headline, nothing.n) == ("No incident was due in either period", 0)


def test_how_little_a_comparison_can_show_is_said() -> None:
    assert detectability.line() in drawn(*due(20, 10, system=1)).definition_lines


@pytest.mark.parametrize(
    ("difference", "words"),
    [(0.12, "+12 points"), (-0.02, "−2 points"), (0.004, "+0.4 points"), (-0.01, "−1.0 points"), (0.0, "±0 points")],
)
def test_small_changes_keep_a_digit(difference: float, words: str) -> None:
    assert points(difference) == words


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), bases, st.sampled_from(By), st.sampled_from([None, (2, 4, 72, None)]))
def test_every_number_opens_exactly_the_incidents_behind_it(
    seed: int, base: IncidentFilter, by: By, hours: tuple[float | None, ...] | None
) -> None:
    period = Period(date(2026, 3, 20), date(2026, 4, 8))
    asked = ask(random_frame(seed, 120), targets(hours or (2, 4, 72, 120)), period, base, choice=Choice(by=by))
    figure = comparison.figure(asked)
    groups: Any = figure.values["groups"]
    for row, group in zip(figure.table.rows, groups, strict=True):
        assert group["now"] is None or len(opened(asked, row[5].opens)) == group["now"]["of"]
    for row in figure.table.rows:
        cells = dict(zip(figure.table.columns, row, strict=True))
        for title in ("n before", "n"):
            if cells[title].value is not None:
                assert len(opened(asked, cells[title].opens)) == cells[title].value
        assert len(opened(asked, cells["Now"].opens)) == len(opened(asked, cells["n"].opens))


@pytest.mark.parametrize("by", [By.ROUTE, By.CLASSIFICATION, By.SYSTEM])
def test_no_sentence_calls_a_team_slow(by: By) -> None:
    words = said(drawn(*due(60, 10, system=1, team=DEV), *due(60, 50, BEFORE, system=1, team=DEV), by=by))
    assert not any(team.name.casefold() in words for team in TEAMS.values())
    assert not any(word in words for word in BLAME)


def test_what_the_whole_gives_away_hides_the_next_smallest_too() -> None:
    made = [*due(30, 20, system=1), *due(9, 3, system=2), *due(1, 1, system=3), *due(1, 0, system=4)]
    assert [row[5] for row in texts(drawn(*made))] == ["30", "few", "few", "few"]
    told = [*due(30, 20, system=1), *due(9, 3, system=2), *due(2, 1, system=3), *due(1, 0, system=4)]
    assert [row[5] for row in texts(drawn(*told))] == ["30", "9", "few", "few"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12))
def test_no_sum_of_hidden_counts_gives_one_away_while_another_is_shown(counts: list[tuple[int, int]]) -> None:
    pairs = [Pair("", Counts(now, 0, 0, 0, 0, 0), Counts(then, 0, 0, 0, 0, 0), ()) for now, then in counts]
    made = comparison._discreet(pairs)
    hidden = [pair for pair in made if pair.hidden]
    if not hidden or len(hidden) == len(made):
        return
    assert len(hidden) > 1
    for each in ([pair.now.n for pair in hidden], [pair.then.n for pair in hidden]):
        some = sum(n > 0 for n in each)
        assert not some or sum(each) not in (some, 4 * some)
