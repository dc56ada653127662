"""Formulas carry their values, so that a reader which does not calculate sees what the others compute."""

from __future__ import annotations

import zipfile
from pathlib import Path

from openpyxl import Workbook, load_workbook

from desktop_app.exchange.monthly.live_cells import LiveCells, literal, sheet_ref


def _book(path: Path) -> None:
    book, live = Workbook(), LiveCells()
    one, two = book.worksheets[0], book.create_sheet("It's two")
    one.title = "One"
    one["A1"], one["A2"] = 3, 4
    live.put(one, "B1", "=SUM(A1:A2)", 7)
    live.put(one, "B2", "=SUM(A1:A2*2)", 14.5, array=True)
    live.put(two, "A1", f"={literal('<b> & ')}&{sheet_ref('One')}A1", '<b> & 3 "q"\x07')
    two["A2"] = "=1+1"
    live.put(two, "A3", "=0/0", float("nan"))
    with path.open("wb") as file:
        live.save(book, file)


def test_values_stand_beside_their_formulas(tmp_path: Path) -> None:
    path = tmp_path / "live.xlsx"
    _book(path)
    shown, kept = load_workbook(path, data_only=True), load_workbook(path)
    assert (shown["One"]["B1"].value, shown["One"]["B2"].value) == (7, 14.5)
    assert shown["It's two"]["A1"].value == '<b> & 3 "q"'
    assert kept["One"]["B1"].value == "=SUM(A1:A2)"
    assert kept["One"]["B2"].value.text == "=SUM(A1:A2*2)"


def test_a_formula_without_a_value_is_left_to_whoever_calculates(tmp_path: Path) -> None:
    path = tmp_path / "live.xlsx"
    _book(path)
    shown = load_workbook(path, data_only=True)["It's two"]
    assert (shown["A2"].value, shown["A3"].value) == (None, None)


def test_the_file_says_who_made_it_and_asks_to_be_calculated(tmp_path: Path) -> None:
    path = tmp_path / "live.xlsx"
    _book(path)
    with zipfile.ZipFile(path) as parts:
        assert b"<Application>Second Way</Application>" in parts.read("docProps/app.xml")
        assert b'fullCalcOnLoad="1"' in parts.read("xl/workbook.xml")
