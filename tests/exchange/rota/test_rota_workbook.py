"""The workbook of a plan: the words and figures of the printed schedule, in cells that can be counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop_app.domain.cover import cover
from desktop_app.domain.errors import Refused
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import days
from desktop_app.exchange.rota import rota_workbook
from desktop_app.exchange.rota.rota_tables import team_marks
from tests.exchange.boards import DEV, OPS, PORTAL, QUESTION, board
from tests.recalculation import differing, formulas, needs_libreoffice


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rota") / "rota.xlsx"
    assert rota_workbook.write(board(), path) == 2
    return path


def _row(page: Any, label: str) -> int:
    return next(row for row in range(1, page.max_row + 1) if page.cell(row, 1).value == label)


def _words(page: Any, row: int) -> list[str]:
    found = (page.cell(row, column).value for column in range(3, page.max_column + 1))
    return [str(value) for value in found if value is not None]


def test_there_is_a_sheet_for_each_month_and_the_tables_behind_them(written: Path) -> None:
    assert load_workbook(written).sheetnames == ["December 2026", "January 2027", "Blocks", "Cover"]


def test_blocks_are_merged_cells_with_the_words_of_the_printed_plan(written: Path) -> None:
    page = load_workbook(written)["December 2026"]
    assert _words(page, _row(page, "Dev 1")) == ["→ OPS 1/2 with Ops 2", "–", "→ OPS 2/2 with Ops 2"]
    assert _words(page, _row(page, "On duty")) == ["Dev 2 + Ops 4", "Dev 2 + Ops 4"]
    assert _words(page, _row(page, "Open places")) == ["→ PAY", "→ OPS"]
    assert _words(page, _row(page, "Open places") + 1) == ["duty: Dev", "→ PAY ×2"]
    assert "▸ Thu 17: JMS queues, full; disk, 3 h, OPS" in _words(page, _row(page, "Hub sessions"))
    row = _row(page, "Dev 1")
    assert f"C{row}:G{row}" in {str(merged) for merged in page.merged_cells.ranges}


def test_looks_differ_without_colour(written: Path) -> None:
    page = load_workbook(written)["December 2026"]
    fills = {
        name: page.cell(_row(page, name), column).fill for name, column in (("Dev 1", 3), ("Ops 3", 3), ("Ops 1", 5))
    }
    assert [fill.patternType for fill in fills.values()] == ["solid", "lightUp", "gray125"]
    assert page.cell(_row(page, "Dev 2"), 3).fill.patternType is None
    colours = {cell.fill.fgColor.rgb for row in page.iter_rows() for cell in row if cell.fill.patternType}
    assert all(colour[2:4] == colour[4:6] == colour[6:8] for colour in colours), "greys only"


def test_figures_and_ticks_are_those_of_the_cover(written: Path) -> None:
    made = board()
    found = cover(made)
    shown = load_workbook(written, data_only=True)
    for title, first in (("December 2026", date(2026, 12, 14)), ("January 2027", date(2027, 1, 1))):
        page = shown[title]
        for team in made.rota_teams:
            row = _row(page, team.name)
            for column, day in enumerate(days(first, made.rota.to_on), 3):
                if day.month == first.month:
                    assert page.cell(row, column).value == found.at_desk.get((team.id, day)), (team.name, day)


def test_a_day_below_the_minimum_names_its_teams(tmp_path: Path) -> None:
    made = board()
    teams = {**made.teams, OPS: replace(made.teams[OPS], minimum=4), DEV: replace(made.teams[DEV], minimum=5)}
    rota_workbook.write(replace(made, teams=teams), tmp_path / "short.xlsx")
    page = load_workbook(tmp_path / "short.xlsx", data_only=True)["December 2026"]
    kept = _words(page, _row(page, "Cover kept"))
    assert kept[:5] == ["PAY", "PAY", "OPS PAY", "OPS PAY", "OPS PAY"]


def test_teams_with_the_same_letters_are_counted_apart() -> None:
    made = board()
    assert team_marks(made) == {OPS: "OPS", DEV: "PAY", PORTAL: "PAY2"}
    odd = {**made.teams, DEV: replace(made.teams[DEV], code="*?"), PORTAL: replace(made.teams[PORTAL], code="ops")}
    assert team_marks(replace(made, teams=odd)) == {OPS: "OPS", DEV: "T2", PORTAL: "ops2"}


@needs_libreoffice
def test_libreoffice_computes_the_same_figures(written: Path, tmp_path: Path) -> None:
    by_weeks = tmp_path / "weeks.xlsx"
    rota_workbook.write(board(weeks=17), by_weeks)
    assert min(len(formulas(written)), len(formulas(by_weeks))) > 100
    assert differing(tmp_path, written, by_weeks) == []


def test_every_block_is_a_line_with_its_days_and_question(written: Path) -> None:
    page = load_workbook(written)["Blocks"]
    lines = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    assert len(lines) == len(board().plan.blocks)
    first = next(line for line in lines if line[0] == "Dev 1")
    assert first[1:4] == ["Payments Dev", "guest", "Operations"]
    assert first[4:6] == [datetime(2026, 12, 14), datetime(2026, 12, 24)]  # noqa: DTZ001 - cells have no zone
    assert first[6:] == [9, "Ops 2", QUESTION, "v3, published"]


def test_names_that_begin_like_formulas_stay_text(written: Path) -> None:
    book = load_workbook(written)
    texts = [c for page in book.worksheets for row in page.iter_rows() for c in row if str(c.value).startswith("=J")]
    assert texts
    assert all(cell.data_type == "s" for cell in texts)
    assert all(
        book[sheet][at].value.startswith(("=COUNTIF", "='Cover'!", "=IF(TRIM")) for sheet, at in formulas(written)
    )


def test_leave_has_no_reason_and_no_line_of_its_own(written: Path) -> None:
    book = load_workbook(written)
    page = book["December 2026"]
    assert _words(page, _row(page, "Ops 1")) == ["away"]
    assert "away" not in {str(cell.value) for row in book["Blocks"].iter_rows() for cell in row}


def test_the_sheet_prints_on_one_page_across_with_its_head_repeated(written: Path) -> None:
    page = load_workbook(written)["December 2026"]
    assert page.page_setup.orientation == "landscape"
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 1)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$4:$6"
    assert page.freeze_panes == "C7"
    assert "PUBLISHED v3, replaces v2 of 1 Dec 2026, made 11 Dec 2026 09:12" in str(page["A3"].value)
    assert "R&&D" in page.oddFooter.left.text


def test_many_people_go_on_over_several_pages(tmp_path: Path) -> None:
    made = board()
    crowd = tuple(Person(100 + n, f"Dev {n:02}", DEV) for n in range(60))
    rota_workbook.write(replace(made, people=(*made.people, *crowd)), tmp_path / "crowd.xlsx")
    page = load_workbook(tmp_path / "crowd.xlsx")["December 2026"]
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert _row(page, "Dev 59") > 60


def test_a_part_of_the_rota_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "week.xlsx"
    assert rota_workbook.write(board(), path, date(2026, 12, 21), date(2026, 12, 27)) == 1
    page = load_workbook(path)["December 2026"]
    assert _words(page, _row(page, "Dev 1")) == ["→ OPS 2/2 from 14 Dec"], "as much as has room"


def test_an_empty_plan_is_written_with_all_its_places_open(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    rota_workbook.write(replace(board(published=False).with_blocks(()), sessions=(), people=()), path)
    page = load_workbook(path)["December 2026"]
    assert str(page["A3"].value).startswith("DRAFT v3")
    assert _words(page, _row(page, "Open places"))[0] == "→ OPS"


def test_what_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not an xlsx"):
        rota_workbook.write(board(), tmp_path / "rota.ods")
    with pytest.raises(Refused, match="ends before it begins"):
        rota_workbook.write(board(), tmp_path / "rota.xlsx", date(2027, 1, 2), date(2027, 1, 1))
    assert list(tmp_path.iterdir()) == []
