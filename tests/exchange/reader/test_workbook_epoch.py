"""Workbooks of the Mac count their days from 1904; bare numbers in them must not be four years off."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from desktop_app.exchange.reader.reading import read
from desktop_app.exchange.reader.workbook_epoch import since_1904
from tests.exchange import books_made
from tests.exchange.files import at, plan, text_file


def mac(folder: Path, epoch: dt.datetime = CALENDAR_MAC_1904) -> Path:
    """A ticket whose resolve is a bare number."""
    book = openpyxl.Workbook()
    book.epoch = epoch
    sheet = book.worksheets[0]
    sheet.append(["Number", "Opened", "Resolved"])
    stamp = dt.datetime(2025, 3, 1, 10, 30)  # noqa: DTZ001 - a wall time, as workbooks hold them
    sheet.append(["INC1", stamp, stamp + dt.timedelta(hours=6)])
    sheet.cell(2, 3).number_format = "General"
    book.save(folder / "mac.xlsx")
    return folder / "mac.xlsx"


@pytest.mark.parametrize("epoch", [CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900])
def test_bare_day_numbers_count_from_where_the_workbook_does(tmp_path: Path, epoch: dt.datetime) -> None:
    path = mac(tmp_path, epoch)
    made = plan(path)
    assert since_1904(str(path)) == (epoch == CALENDAR_MAC_1904)
    assert made.incidents.select("opened_at", "resolved_at").row(0) == (at("2025-03-01 10:30"), at("2025-03-01 16:30"))
    resolved = next(reading for reading in made.review.dates if reading.column == "Resolved")
    assert resolved.meaning == "1 March 2025 16:30"


def test_what_is_no_workbook_counts_from_1900(tmp_path: Path) -> None:
    assert not since_1904(str(text_file(tmp_path, "a,b", "a.xlsx")))
    assert not since_1904(str(tmp_path / "none.xlsx"))


@pytest.mark.parametrize("epoch", [True, False])
def test_binary_workbooks_say_from_where_they_count_too(tmp_path: Path, *, epoch: bool) -> None:
    sheet = books_made.xlsb_sheet({1: [(0, "Number"), (1, "Resolved")], 2: [(0, "INC1"), (1, 44000)]})
    assert read(books_made.xlsb(tmp_path / "mac.xlsb", sheet, since_1904=epoch)).since_1904 is epoch


@pytest.mark.parametrize("name", ["dump.xls", "dump1904.xls"])
def test_old_workbooks_say_from_where_they_count_too(name: str) -> None:
    assert read(Path(__file__).parents[1] / "books" / name).since_1904 is ("1904" in name)
