"""The workbook of a month: live formulas that come to the application's figures, also where numbers are small."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.incidents import ReleaseRelated
from desktop_app.domain.monthly import Missed, MonthIncident
from desktop_app.domain.routes import Outcome, RouteGroup
from desktop_app.domain.teams import Side
from desktop_app.exchange.monthly import monthly_workbook
from tests.exchange.months import incident, month, page
from tests.recalculation import differing, formulas, needs_libreoffice

CRITICAL, HIGH, MEDIUM, LOW = Classification
BETWEEN = {"missed": Missed.BETWEEN, "late_h": 2.5}
DEV = {"side": Side.DEV, "route": RouteGroup.THROUGH_DEV}


def _incidents() -> list[MonthIncident]:
    """Critical: 3 of 4 in time; High: few by Dev; Medium: too many cannot be told; Low: all in time."""
    late = Outcome.MISSED
    return [
        *(incident(CRITICAL, 0.5, ticket=f"=C{n}") for n in range(3)),
        incident(CRITICAL, None, Outcome.OPEN_PAST, missed=Missed.OPEN, late_h=1.0),
        *(incident(HIGH, 0.4 * n, error="a*b?", reopened=n < 3) for n in range(1, 6)),
        *(incident(HIGH, 0.4 * n, late, error="a*b?", missed=Missed.OTHER, late_h=0.4) for n in range(6, 11)),
        *(incident(HIGH, 9.0 + n, late, error="=1+1", **DEV, **BETWEEN) for n in range(3)),  # type: ignore[arg-type]
        incident(HIGH, 5 / 60, opened_in=False),
        *(incident(MEDIUM, 1.7, error="<5", release=ReleaseRelated.UNKNOWN) for _ in range(12)),
        *(incident(MEDIUM, None, Outcome.UNKNOWN, error="~x", closed_in=True, age_h=h) for h in (2.0, *[1000.0] * 4)),
        *(incident(LOW, n / 7, error="", release=ReleaseRelated.YES) for n in range(15)),
        *(incident(LOW, 2.0 + n, **DEV) for n in range(8)),  # type: ignore[arg-type]
        incident(LOW, 30.0, Outcome.NOT_DUE, Side.OTHER, due_in=False, route=RouteGroup.UNKNOWN),
    ]


def _write(incidents: list[MonthIncident], path: Path, *, by_route: bool = True) -> None:
    made = month(incidents, by_route=by_route)
    monthly_workbook.write(made, page(made), path)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("month") / "month.xlsx"
    _write(_incidents(), path)
    return path


def _line(page: Any, label: str) -> dict[str, Any]:
    row = next(row for row in range(7, 13) if page.cell(row, 1).value == label)
    return {column: page[f"{column}{row}"].value for column in "BCDEFGHIJKLMNOPQR"}


def test_small_numbers_are_counts_few_or_bounds(written: Path) -> None:
    page = load_workbook(written, data_only=True)["Summary"]
    critical, high, medium, low = (_line(page, kind.label) for kind in Classification)
    assert (critical["C"], critical["G"], critical["H"], critical["K"], critical["P"]) == (4, "3 of 4", "–", "–", "–")
    assert (high["L"], high["M"], high["N"], high["O"]) == (11, "few", 3, "few"), "the one would give the other away"
    assert (medium["C"], medium["F"], medium["G"], medium["I"]) == (17, 5, "71–100 %", "–")
    assert (medium["J"], medium["R"]) == (12, 5)
    assert [medium[column] for column in "KMOPQ"] == ["–"] * 5, "5 of 17 closed without a resolve: no mean is named"
    assert (low["G"], low["I"]) == (1, 1)
    assert low["O"] == pytest.approx(5.5)
    assert _line(page, "All")["C"] == 4 + 14 + 17 + 23


@needs_libreoffice
def test_libreoffice_computes_every_figure_that_the_workbook_carries(written: Path, tmp_path: Path) -> None:
    assert len(formulas(written)) > 600
    without_sides = tmp_path / "without sides.xlsx"
    few = [incident(LOW, float(n), side=None, route=None) for n in range(3)]
    _write(few, without_sides, by_route=False)
    assert differing(tmp_path, written, without_sides) == []
    assert load_workbook(without_sides, data_only=True)["Bins"]["E3"].value == "All teams"


def test_formulas_need_no_new_excel_and_no_macro(written: Path) -> None:
    book = load_workbook(written)
    texts = [getattr(book[sheet][at].value, "text", book[sheet][at].value) for sheet, at in formulas(written)]
    newer = ("LET(", "FILTER(", "UNIQUE(", "SORT(", "XLOOKUP(", "IFS(", "TEXTJOIN(", "CONCAT(", "LAMBDA(", "_xlfn", "#")
    for text in texts:
        rest = text.replace("COUNTIFS(", "").replace("AVERAGEIFS(", "").replace("SUMIFS(", "")
        assert not any(word in rest for word in newer), text


def test_data_has_a_line_for_each_incident_and_no_person_or_title(written: Path) -> None:
    page = load_workbook(written)["Data"]
    heads = [cell.value for cell in page[1]]
    assert heads == [
        "Incident", "Classification", "Route", "Resolved by", "System error", "Release", "Opened", "Resolved",
        "Deadline", "Repair time (h)", "Goal (h)", "Outcome", "Opened in the month", "Due in the month",
        "Resolved in the month", "Open at its end", "Group of routes", "How it missed the goal", "Past the goal (h)",
        "Age at its end (h)", "Reopened within 7 d", "Closed in the month without a resolve",
    ]  # fmt: skip
    assert page.max_row == len(_incidents()) + 1
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


def test_errors_with_signs_of_patterns_are_counted_as_they_are(written: Path) -> None:
    page = load_workbook(written, data_only=True)["Summary"]
    counted = {page.cell(row, 1).value: page.cell(row, 6).value for row in range(12, page.max_row + 1)}
    assert {name: counted[name] for name in ("<5", "a*b?", "=1+1", "~x")} == {"<5": 12, "a*b?": 10, "=1+1": 3, "~x": 5}


def test_there_is_a_native_chart_for_each_classification_with_the_goal_under_its_bins(written: Path) -> None:
    page = load_workbook(written)["Summary"]
    assert len(page._charts) == 4
    bins = load_workbook(written, data_only=True)["Bins"]
    assert [bins.cell(row, 1).value for row in range(3, 8)] == [
        "Critical", "within the goal, 2 h", None, "past the goal, 2 h", None,
    ]  # fmt: skip
    totals = [bins.cell(row, 9).value for row in range(4, 8)]
    assert totals == [0, 3, 0, 0]


def test_each_classification_is_cut_by_route_and_small_numbers_are_counts(written: Path) -> None:
    page = load_workbook(written, data_only=True)["Routes"]
    lines = {(page.cell(row, 1).value, page.cell(row, 2).value): row for row in range(5, page.max_row + 1)}
    routes = ["Not known", "Ops only", "Ops to Dev", "Dev only", "Bounced", "Through nobody", "All routes"]
    assert [route for kind, route in lines if kind == "High"] == routes
    high = lines["High", "Ops only"], lines["High", "Ops to Dev"], lines["High", "Bounced"]
    assert [page.cell(row, 3).value for row in high] == [11, 3, 0]
    assert [page.cell(row, 8).value for row in high] == [pytest.approx(6 / 11), "0 of 3", "–"]
    assert [page.cell(row, 12).value for row in high][1:] == ["–", "–"], "below ten there is no mean"
    assert page.cell(lines["Medium", "Ops only"], 12).value == "–", "too many closed without a resolve"
    assert page.cell(lines["Critical", "All routes"], 16).value == 1, "one is open at the month's end"
    assert page.cell(lines["All", "All routes"], 3).value == 4 + 14 + 17 + 23
    assert len(load_workbook(written)["Routes"]._charts) == 5


def test_the_months_before_stand_beside_this_one(written: Path) -> None:
    page = load_workbook(written, data_only=True)["Months"]
    heads = [row for row in range(1, page.max_row + 1) if page.cell(row, 2).value == "Opened"]
    assert [page.cell(row, 1).value for row in heads] == ["All", "Critical", "High", "Medium", "Low"]
    assert [page.cell(heads[0] + n, 1).value for n in (1, 2)] == ["Sep 2026", "Oct 2026"]
    assert page.cell(heads[0] + 2, 5).value == 4 + 14 + 17 + 23
    assert page.cell(heads[1] + 2, 9).value == "3 of 4"
    assert len(load_workbook(written)["Months"]._charts) == 2


def test_every_sheet_prints_on_whole_pages_and_says_which(written: Path) -> None:
    book = load_workbook(written)
    assert book.sheetnames == ["Summary", "Headline", "Routes", "Ageing", "Months", "Definitions", "Bins", "Data"]
    for sheet in book.worksheets:
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0), sheet.title
        assert sheet.oddFooter.right.text == "&P / &N", sheet.title
    assert "Europe/Berlin · filter: none" in book["Summary"]["A2"].value


def test_five_minutes_lie_in_the_bin_up_to_five_minutes(written: Path) -> None:
    bins = load_workbook(written, data_only=True)["Bins"]
    row = next(row for row in range(1, bins.max_row) if bins.cell(row, 1).value == "High") + 1
    assert (bins.cell(row, 2).value, bins.cell(row, 5).value) == ("≤ 5 min", 1)


def test_what_was_left_out_and_what_figures_mean_is_said(written: Path) -> None:
    book = load_workbook(written)
    words = {str(cell.value): cell for page in book.worksheets for row in page.iter_rows() for cell in row}
    assert book["Summary"].cell(words["tests"].row, 13).value == 1
    assert words["=Repair time: from opened to the last resolve."].data_type == "s"
    assert any(text.startswith("2 incidents are not due yet") for text in words)


def test_another_ending_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not an xlsx"):
        _write([], tmp_path / "month.csv")
    assert list(tmp_path.iterdir()) == []


def test_the_headline_has_the_figures_of_the_printed_page(written: Path) -> None:
    sheet = load_workbook(written, data_only=True)["Headline"]
    lines = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(1, sheet.max_row + 1)}
    assert "Changed since issued: September (issued as no 4): 88 %, now 86 %: 3 reopened." in lines
    assert lines["Past the goal"] == 9
    assert lines["Fell between the teams: each side inside its target"] == 4
    assert (lines["of them repaired late"], lines["of them still open"]) == (3, 1)
    assert lines["Their hours past the goal, so far"] == pytest.approx(8.5)
    assert lines["Others: a side past its target, or not known"] == 5
    assert lines["Reopened within 7 d, of those due"] == 2
    ends = lines["Difference from, points"], lines["Difference to, points"]
    assert ends == ("–", "–"), "too many cannot be told for a difference"
    assert lines["=1+1"] == 3, "a name that looks like a formula stays a name"


def test_the_backlog_is_counted_by_age_in_data(written: Path) -> None:
    sheet = load_workbook(written, data_only=True)["Ageing"]
    assert [sheet.cell(4, column).value for column in range(1, 6)] == [
        "Classification", "to 2 h", "to 30 d", "longer", "open",
    ]  # fmt: skip
    rows = {sheet.cell(row, 1).value: [sheet.cell(row, c).value for c in range(2, 6)] for row in range(5, 10)}
    assert rows["Critical"] == [0, 1, 0, 1]
    assert rows["All"] == [0, 2, 4, 6]
    assert len(load_workbook(written)["Ageing"]._charts) == 1


def test_what_was_left_out_is_counted_by_opening_and_by_deadline(written: Path) -> None:
    sheet = load_workbook(written)["Summary"]
    rows = {sheet.cell(row, 10).value: row for row in range(12, sheet.max_row + 1)}
    counts = {name: (sheet.cell(rows[name], 13).value, sheet.cell(rows[name], 15).value) for name in rows if name}
    assert {name: counts[name] for name in ("cancelled", "tests", "requests")} == {
        "cancelled": (3, 2), "tests": (1, 0), "requests": (0, 4),
    }  # fmt: skip
