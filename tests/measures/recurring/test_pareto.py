"""What incidents come from: counts, hours, shares, and the bounds of what is not known."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.charts import Axis, Bars
from desktop_app.domain.figures import Amount, Choice, Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.recurring import pareto
from tests.measures.factories import HOUR, frame, incident, random_frame
from tests.measures.made import bases, periods
from tests.measures.questions import ask, opened

NO, YES, UNKNOWN = 1, 2, 0
ERRORS = {n: f"Error {n:02}" for n in range(1, 60)}


def some(n: int, error: int | None = 1, release: int = NO, hours: float = 1, **values: Any) -> list[dict[str, Any]]:
    return [incident(0, hours, system_error=error, release_related=release, **values) for _k in range(n)]


def asked_of(*incidents: dict[str, Any], amount: Amount = Amount.COUNT, **more: Any) -> Asked:
    return ask(frame(*incidents, system_errors=ERRORS), choice=Choice(amount=amount), **more)


def drawn(*incidents: dict[str, Any], **more: Any) -> Figure:
    return pareto.figure(asked_of(*incidents, **more))


def rows(figure: Figure) -> list[list[str]]:
    return [[cell.text for cell in row] for row in figure.table.rows]


def test_the_largest_cause_comes_first_and_shares_add_up_as_text() -> None:
    figure = drawn(*some(10, 2), *some(30, 1), *some(60, 3), *some(7, 4, YES))
    assert rows(figure) == [
        ["Error 03", "60", "60 %", "60 %"],
        ["Error 01", "30", "30 %", "90 %"],
        ["Error 02", "10", "10 %", "100 %"],
    ]
    assert figure.headline == (
        "60 % of the incidents that no release caused come from Error 03, 100 % from the top 3 causes"
    )
    assert isinstance(figure.chart, Bars)
    assert (figure.chart.rows[0].label, figure.chart.rows[0].value) == ("Error 03", 60.0)
    assert figure.definition.endswith("100 of 107 incidents, 7 left out: caused by a release 7.")


def test_beyond_the_top_twenty_everything_is_one_grey_row() -> None:
    figure = drawn(*[each for n in range(1, 26) for each in some(40 - n, n)])
    assert isinstance(figure.chart, Bars)
    assert len(figure.chart.rows) == 21
    last = figure.chart.rows[-1]
    assert (last.label, last.rest, last.value) == ("5 other causes", True, float(sum(40 - n for n in range(21, 26))))
    assert last.cells[2].text == "100 %"
    values: Any = figure.values
    assert values["others"]["causes"] == 5
    assert values["top"]["incidents"] + values["others"]["incidents"] == figure.n


def test_hours_are_repair_time_so_far_and_order_the_causes_anew() -> None:
    made = [*some(30, 1, hours=1), *some(2, 2, hours=100), incident(0, None, 50, system_error=2, release_related=NO)]
    figure = drawn(*made, amount=Amount.HOURS)
    assert isinstance(figure.chart, Bars)
    assert figure.chart.axis is Axis.HOURS
    assert rows(figure) == [["Error 02", "200", "87 %", "87 %"], ["Error 01", "30", "13 %", "100 %"]]
    assert figure.headline == "87 % of the hours that no release caused go to Error 02, 100 % to the top 2 causes"
    assert "1 was closed without a resolve and adds no hours." in figure.definition_lines


def test_while_no_error_is_told_a_cause_is_the_system() -> None:
    figure = drawn(*some(12, 1), *some(8, None, system=1), *some(5, None, system=2), *some(4, None))
    assert [row[0] for row in rows(figure)] == [
        "Error 01", "Shop, error not told", "ledger, error not told", "Neither error nor system told",
    ]  # fmt: skip
    assert rows(figure)[-1][1:] == ["4", "14 %", "100 %"]
    assert isinstance(figure.chart, Bars)
    assert figure.chart.rows[-1].rest
    assert any("while no error is told for an incident, by its system" in line for line in figure.definition_lines)


def test_while_a_release_is_unknown_counts_and_shares_are_bounds() -> None:
    figure = drawn(*some(10, 1), *some(10, 1, UNKNOWN), *some(20, 2))
    assert rows(figure) == [["Error 02", "20", "50–67 %", "50–67 %"], ["Error 01", "10–20", "33–50 %", "100 %"]]
    assert [row[2].value for row in figure.table.rows] == [None, None]
    assert figure.headline == (
        "Between 50 % and 67 % of the incidents that no release caused come from Error 02, 100 % from the top 2 causes"
    )
    assert any(
        line.startswith("Of 10 it is not known whether a release caused them") for line in figure.definition_lines
    )


def test_where_no_release_is_known_at_all_no_share_is_claimed() -> None:
    figure = drawn(*some(20, 1, UNKNOWN), *some(10, 2, UNKNOWN), *some(2, 2))
    assert figure.headline == (
        "It is not known of 30 of 32 incidents whether a release caused them; the largest cause is Error 01"
    )
    assert rows(figure) == [["Error 01", "20", "–", "–"], ["Error 02", "12", "–", "–"]]
    assert figure.values["largest"] == ""


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from([NO, UNKNOWN])), min_size=10, max_size=14))
def test_the_bounds_are_the_extremes_of_every_way_it_may_have_been(told: list[tuple[int, int]]) -> None:
    figure = drawn(*[each for error, release in told for each in some(1, error, release)])
    values: Any = figure.values
    unknown = [error for error, release in told if release == UNKNOWN]
    sure = [error for error, release in told if release == NO]
    for cause in values["causes"]:
        error = int(cause["name"].split()[1])
        shares = []
        for joins in product((False, True), repeat=len(unknown)) if len(unknown) <= 10 else ():
            every = sure + [e for e, joined in zip(unknown, joins, strict=True) if joined]
            if every:
                shares.append(every.count(error) / len(every))
        if shares:
            assert cause["share_high"] == pytest.approx(max(shares))
            assert cause["share_low"] == pytest.approx(min(shares))


def test_below_ten_there_are_counts_and_no_share() -> None:
    figure = drawn(*some(4, 1), *some(3, 2))
    assert rows(figure) == [["Error 01", "4", "–", "–"], ["Error 02", "3", "–", "–"]]
    assert figure.headline == "7 incidents: too few for a share"
    values: Any = figure.values
    assert (values["causes"][0]["share_low"], values["top"]["share_high"]) == (None, None)


def test_the_headline_says_what_is_missing() -> None:
    assert drawn(*some(3, 1, YES)).headline == "No incident is known here that no release caused"
    assert drawn(*some(12, None)).headline == "No system error is told for these incidents, and no system"
    zero = drawn(*[incident(0, None, 50, system_error=1, release_related=NO) for _n in range(12)], amount=Amount.HOURS)
    assert zero.headline == "No repair time is known for these incidents yet"
    assert drawn(*some(12, 1)).headline == "100 % of the incidents that no release caused come from Error 01"
    assert pareto.figure(ask(Frame.empty())).n == 0


def test_the_largest_error_is_named_for_other_pages() -> None:
    assert (
        drawn(*some(16, 1), *some(84, 2)).values["largest"]
        == "one error, Error 02, causes 84 % of non-release incidents"
    )
    for made in (some(9, 1), some(20, 1, UNKNOWN), some(20, None, system=1)):
        assert drawn(*made).values["largest"] == ""
    assert drawn(*some(20, 1), amount=Amount.HOURS).values["largest"] == ""


def test_the_period_is_that_of_the_opening() -> None:
    made = [incident(24 * n, 24 * n + 1, system_error=1, release_related=NO) for n in range(10)]
    figure = drawn(*made, period=Period(date(2026, 3, 3), date(2026, 3, 5)))
    assert figure.n == 3
    assert figure.definition.startswith("Opened in the period; ")


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), bases, periods, st.sampled_from(Amount))
def test_every_number_opens_exactly_the_incidents_behind_it(
    seed: int, base: IncidentFilter, period: Period, amount: Amount
) -> None:
    found = random_frame(seed, 120)
    asked = ask(found, None, period, base, choice=Choice(amount=amount))
    figure = pareto.figure(asked)
    assert isinstance(figure.chart, Bars)
    ids = [i for row in figure.chart.rows for i in opened(asked, row.opens)]
    assert len(ids) == len(set(ids)) == figure.n
    for row in figure.chart.rows:
        behind = asked.measured.filter(asked.measured["id"].is_in(opened(asked, row.opens)))
        if amount is Amount.COUNT:
            assert behind.height == row.cells[0].value
        else:
            timed = behind.filter(~behind["estimated"])["repair_s"].drop_nulls()
            assert int(timed.sum()) / HOUR == pytest.approx(row.cells[0].value)


def test_the_other_causes_open_their_incidents_too() -> None:
    asked = asked_of(*[each for n in range(1, 26) for each in some(3, n)])
    figure = pareto.figure(asked)
    assert isinstance(figure.chart, Bars)
    assert len(opened(asked, figure.chart.rows[-1].opens)) == 15
