"""The month's workbook and the application say the same: every figure, recalculated, equals that of the measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop_app.domain.calendars import Clock
from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.figures import GroupMeasures
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.imports import ImportAnswers
from desktop_app.domain.monthly_sheet import Sheet
from desktop_app.domain.periods import Period
from desktop_app.domain.targets import TargetSetKind
from desktop_app.measures.certainty.intervals import wilson
from desktop_app.measures.certainty.newcombe import difference
from desktop_app.services.monthly import MonthlyService
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from tests import factories
from tests.recalculation import differing_from, needs_libreoffice, recalculated
from tests.services.conftest import SAMPLE

OCTOBER = date(2025, 10, 17)
WHOLE = Period(date(2025, 10, 1), date(2025, 10, 31))


FILTERS = [IncidentFilter(clock=clock).where("release_related", "one_of", "no") for clock in Clock]


@dataclass(frozen=True)
class Books:
    """Workbooks as written, beside them as LibreOffice computes them."""

    generated: list[tuple[Path, Any]]  # by FILTERS
    real: tuple[Path, Any]
    sentence: str  # that told of the real one


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """One for all tests of the module: they only read."""
    workspace = Workspace.create(tmp_path_factory.mktemp("filled") / "team.secondway")
    factories.fill(workspace, 2000)
    yield Services.over(workspace, SAMPLE)
    workspace.close()


@pytest.fixture(scope="module")
def books(filled: Services, tmp_path_factory: pytest.TempPathFactory) -> Books:
    """All that are recalculated, in one run of LibreOffice: it is slow to start."""
    folder = tmp_path_factory.mktemp("books")
    paths = [folder / f"{wanted.clock.value}.xlsx" for wanted in FILTERS]
    for wanted, path in zip(FILTERS, paths, strict=True):
        filled.monthly.write(OCTOBER, path, wanted)
    real, sentence = folder / "march.xlsx", _real_month(folder)
    *generated, last = zip((*paths, real), recalculated(folder, *paths, real), strict=True)
    return Books(generated, last, sentence)


def _real_month(folder: Path) -> str:
    workspace = Workspace.create(folder / "real.secondway")
    services = Services.over(workspace, SAMPLE)
    services.imports.commit(services.imports.prepare(SAMPLE, ImportAnswers()))
    services.teams.accept_proposals()
    sentence = services.monthly.write(date(2016, 3, 1), folder / "march.xlsx")
    workspace.close()
    return sentence


def _number(value: Any, wanted: float | None, n: int) -> None:
    """A figure below ten incidents is a dash, and so is one beside too many that have no resolve."""
    assert value == ("–" if wanted is None else pytest.approx(wanted, rel=1e-9))
    assert n >= 10 or value == "–"


def _same(line: dict[str, Any], group: GroupMeasures, ops: GroupMeasures, dev: GroupMeasures) -> None:
    assert line["D"] == group.in_time
    assert line["C"] - line["D"] - line["F"] == group.missed
    assert line["J"] == group.resolved
    assert (line["L"], line["N"]) == (ops.resolved, dev.resolved)
    _number(line["K"], group.mean_h, group.resolved)
    _number(line["P"], group.median_h, group.resolved)
    _number(line["Q"], group.p85_h, group.resolved)
    if group.attainment is None:
        assert not isinstance(line["G"], float)
    else:
        assert line["G"] == pytest.approx(group.attainment)
        low, high = wilson(group.in_time, group.in_time + group.missed)
        assert (line["H"], line["I"]) == (pytest.approx(low), pytest.approx(high))
    few = {count for count in (ops.resolved, dev.resolved) if 0 < count < 5}
    if group.resolved >= 10 and not few:
        for cell, side in (("M", ops), ("O", dev)):
            assert side.mean_h is None or line[cell] == pytest.approx(side.mean_h)


def _same_headline(page: Any, sheet: Sheet) -> None:
    """Head and middle of the printed page, as LibreOffice computes them."""
    lines = {page.cell(row, 1).value: page.cell(row, 2).value for row in range(1, page.max_row + 1)}
    assert sheet.before is not None
    now, then, own = sheet.whole, sheet.before, sheet.between
    assert lines["95 % interval from"] == pytest.approx(now.low)
    assert lines["Incidents due"] == then.due
    newcombe = difference(now.in_time, now.due - now.unknown, then.in_time, then.due - then.unknown)
    assert lines["Difference from, points"] == pytest.approx(100 * newcombe.low)
    assert lines["Difference to, points"] == pytest.approx(100 * newcombe.high)
    assert lines["Past the goal"] == own.missed == own.between + own.still_open + own.others == now.missed
    assert lines["Fell between the teams: each side inside its target"] == own.together
    assert (lines["of them repaired late"], lines["of them still open"]) == (own.between, own.still_open)
    assert lines["Their hours past the goal, so far"] == pytest.approx(own.hours)
    assert lines["Reopened within 7 d, of those due"] == sheet.reopened


@needs_libreoffice
def test_recalculated_figures_are_those_of_the_measures(filled: Services, books: Books) -> None:
    for wanted, (_path, book) in zip(FILTERS, books.generated, strict=True):
        page = book["Summary"]
        found, ops, dev = (
            filled.measures.measures(each, WHOLE)
            for each in (wanted, *(wanted.where("resolved_side", "one_of", side) for side in ("ops", "dev")))
        )
        lines = {page[f"A{row}"].value: {c: page[f"{c}{row}"].value for c in "CDEFGHIJKLMNOPQ"} for row in range(7, 12)}
        assert found.all.resolved > 50
        for kind in Classification:
            groups = (each.by_classification[kind.key] for each in (found, ops, dev))
            _same(lines[kind.label], *groups)
        _same(lines["All"], found.all, ops.all, dev.all)
        _same_headline(book["Headline"], MonthlyService(filled.workspace).sheet(OCTOBER, wanted))


@needs_libreoffice
def test_a_real_dump_with_ends_that_cannot_be_told_recalculates_to_itself(books: Books) -> None:
    assert books.sentence.startswith("march.xlsx: ")
    assert "March 2016" in books.sentence
    assert differing_from(*books.real) == []


def test_the_month_counts_what_the_targets_page_counts(filled: Services) -> None:
    sheet = MonthlyService(filled.workspace).figures(OCTOBER)
    figure = filled.measures.repair_times(IncidentFilter(), WHOLE)
    assert sheet.all.due == figure.n
    by_page = {row[0].text: row[2].text for row in figure.table.rows}
    assert {group.label: str(group.due) for group in sheet.groups[:-1]} == by_page
    assert sum(i.due_in for i in sheet.incidents) == sheet.all.due
    assert sum(i.repaired_in for i in sheet.incidents) == sheet.all.resolved
    assert all(i.repair_h is not None for i in sheet.incidents if i.repaired_in)


def test_every_repair_time_lies_in_one_bin_and_the_goal_is_an_edge(filled: Services) -> None:
    sheet = MonthlyService(filled.workspace).figures(OCTOBER)
    for group in sheet.groups[:-1]:
        assert group.classification is not None
        bins = sheet.bins[group.classification]
        assert [one.over_h for one in bins[1:]] == [one.to_h for one in bins[:-1]]
        goal_h = {i.goal_h for i in sheet.incidents if i.classification is group.classification}
        assert goal_h == {[one.to_h for one in bins if one.within][-1]}


def test_another_target_set_judges_by_its_own_deadlines(filled: Services) -> None:
    months = MonthlyService(filled.workspace)
    shared, dev = months.figures(OCTOBER), months.figures(OCTOBER, target_set=TargetSetKind.DEV.value)
    assert (shared.target_set, dev.target_set) == ("Shared goal", "Dev targets")
    assert dev.groups[-2].goal == "90 d"
    assert dev.all.attainment != shared.all.attainment
    assert dev.all.mean_h == shared.all.mean_h


def test_top_errors_and_what_was_left_out_are_counted_out_loud(filled: Services) -> None:
    sheet = MonthlyService(filled.workspace).figures(OCTOBER)
    counts = [count for _name, count in sheet.top_errors]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) == 10
    measures = filled.measures.measures(IncidentFilter(), WHOLE)
    assert sum(n for _reason, n in sheet.left_out) == sum(measures.excluded.values())


def test_a_month_without_incidents_is_refused_and_writes_nothing(filled: Services, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="in May 1999"):
        MonthlyService(filled.workspace).write(date(1999, 5, 1), tmp_path / "month.xlsx")
    assert not (tmp_path / "month.xlsx").exists()


def test_the_workbook_opens_without_a_calculating_program(filled: Services, tmp_path: Path) -> None:
    path = tmp_path / "month.xlsx"
    MonthlyService(filled.workspace).write(OCTOBER, path)
    page = load_workbook(path, data_only=True)["Summary"]
    assert page["A11"].value == "All"
    assert page["C11"].value == MonthlyService(filled.workspace).figures(OCTOBER).all.due


def test_the_workbook_holds_the_incidents_of_a_filter_alone(filled: Services, tmp_path: Path) -> None:
    months, kept = MonthlyService(filled.workspace), IncidentFilter().where("hand_overs", "at_least", 999)
    with pytest.raises(Refused, match="October"):
        months.write(OCTOBER, tmp_path / "month.xlsx", incident_filter=kept)
    assert not (tmp_path / "month.xlsx").exists()


def test_the_page_has_the_figures_of_the_measures_and_of_the_article(filled: Services) -> None:
    """To the digit: the share of the Targets page, the parts of what fell between, means as the article's table."""
    page = filled.monthly.sheet(OCTOBER)
    table = {row[0].text: row for row in filled.measures.repair_times(IncidentFilter(), WHOLE).table.rows}
    for line in page.goals:
        assert table[line.classification.label][3].text == line.now.words
    article = filled.measures.figure("article", IncidentFilter(), WHOLE)
    cells = {row[0].text: [cell.text for cell in row] for row in article.table.rows}
    for row in page.means:
        assert row.mean in cells[row.classification.label], row
        assert row.median in cells[row.classification.label], row
        assert row.p85 in cells[row.classification.label], row
    pareto = filled.measures.figure("pareto", IncidentFilter(), WHOLE)
    assert pareto.n == page.errors.counted
    assert [cells[0].text for cells in pareto.table.rows][: len(page.errors.rows)] == [r[0] for r in page.errors.rows]
    cracks = filled.measures.figure("cracks", IncidentFilter(), WHOLE)
    assert cracks.n == page.between.together + page.between.replay
