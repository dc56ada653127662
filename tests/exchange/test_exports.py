"""What is written can be read again: text stays text, dates stay dates, and no file is left half done."""

from __future__ import annotations

import csv
import stat
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from desktop_app.domain.errors import Refused
from desktop_app.exchange import exports
from desktop_app.exchange.exports import Column, Sheet
from desktop_app.exchange.reader import reading

AT = datetime(2026, 3, 2, 8, 30, 5)  # noqa: DTZ001 - a workbook's stamps have no zone
NASTY = ["=1+1", "+49 30", "-3", "@sum", "\ttab", "bell\x07", "\ud800lone", "a\ufffeb", "x" * 40_000, "<b>&amp;", ""]
NASTY.append("a\vb\fc")


def _sheet(*rows: tuple[exports.Value, ...], columns: int = 2) -> Sheet:
    return Sheet("Incidents", [Column(f"C{n}") for n in range(columns)], rows, ["Filter: none", "=HYPERLINK()"])


def test_a_workbook_keeps_types_header_and_what_was_counted(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    assert exports.write(_sheet(("INC1", AT), ("INC2", None), (3, 2.5)), path) == 3
    book = load_workbook(path)
    page = book["Incidents"]
    cells = [[c.value for c in row] for row in page.iter_rows()]
    assert cells == [["C0", "C1"], ["INC1", AT], ["INC2", None], [3, 2.5]]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B4"
    assert [row[0].value for row in book["About"].iter_rows()] == ["Filter: none", "=HYPERLINK()"]


def test_nothing_in_a_workbook_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    exports.write(_sheet(*((text, text) for text in NASTY)), path)
    for page in load_workbook(path).worksheets:
        assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


def test_a_workbook_prints_across_the_paper_with_its_head_on_every_page(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    exports.write(_sheet(*((f"INC{n}", AT) for n in range(200))), path)
    page = load_workbook(path)["Incidents"]
    assert page.page_setup.orientation == "landscape"
    fit, foot = page.sheet_properties.pageSetUpPr, page.oddFooter
    assert fit is not None
    assert fit.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$1:$1"
    assert foot is not None
    assert foot.right.text == "&P / &N"


def test_no_line_of_a_csv_begins_like_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    exports.write(_sheet(*((text, text) for text in NASTY)), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == len(NASTY) + 1
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)
    assert rows[-1][:2] == ["a\vb\fc"] * 2, "breaks inside a cell stay"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=20), st.none() | st.integers(-(2**40), 2**40)), max_size=6))
def test_any_table_reads_back_as_it_was_written(tmp_path: Path, rows: list[tuple[str, int | None]]) -> None:
    path = tmp_path / "any.xlsx"
    exports.write(_sheet(*rows), path)
    cells = load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)
    read = [
        (unescape(text) if isinstance(text, str) else text, n) for text, n in cells
    ]  # openpyxl leaves them as they are
    expected = [(exports.clean(text) or None, number) for text, number in rows]
    assert [row for row in read if row != (None, None)] == [row for row in expected if row != (None, None)]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_files_are_readable_by_their_owner_only(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    exports.write(_sheet(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nowhere"):
        exports.write(_sheet(), tmp_path / "nowhere" / "out.xlsx")


def test_another_suffix_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="neither an xlsx nor a csv"):
        exports.write(_sheet(), tmp_path / "out.pdf")
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")

    def rows() -> object:
        yield ("a", "b")
        raise Refused("stopped")

    with pytest.raises(Refused, match="stopped"):
        exports.write(Sheet("x", [Column("a"), Column("b")], rows()), path)  # type: ignore[arg-type]
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_what_looks_like_an_escape_of_a_workbook_stays_what_it_is(tmp_path: Path) -> None:
    titles = ["_x0041_", "a\r\nb", "plain", "_x00", "_X0041_"]
    path = tmp_path / "out.xlsx"
    exports.write(
        Sheet("Incidents", [Column("Number"), Column("Title")], [(f"INC{n}", t) for n, t in enumerate(titles)], []),
        path,
    )
    assert reading.read(path).rows["Title"].to_list() == titles
