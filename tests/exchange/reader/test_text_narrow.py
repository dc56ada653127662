"""Rows with fewer cells than the header: counted, and the last one told, for the file may have been cut there."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.exchange.reader import text
from tests.exchange.files import text_file

HEADER = "Number,Title,State\n"


def notes(folder: Path, rows: str) -> list[str]:
    return [note.text() for note in text.read(str(text_file(folder, HEADER + rows)), "").notes]


@pytest.mark.parametrize("title", ["a", '"a, ""b"""', '5" disk'])
def test_a_last_row_that_is_cut_is_told_with_its_number(tmp_path: Path, title: str) -> None:
    told = notes(tmp_path, f"INC1,{title},New\n\nINC2,{title},\nINC3,{title}")
    assert told == ["Row 5 is the last one and has 2 of 3 cells: the file may have been cut off there."]


def test_narrower_rows_elsewhere_are_counted_and_blank_ones_are_none(tmp_path: Path) -> None:
    (told,) = notes(tmp_path, "INC1,a\n\nINC2\n,,\nINC3,c,New\n")
    assert told.startswith("2 rows have fewer cells")


def test_whole_rows_with_blank_cells_say_nothing(tmp_path: Path) -> None:
    assert notes(tmp_path, 'INC1,"a, b",\nINC2,,\n\nINC3,c,New\n\n') == []
