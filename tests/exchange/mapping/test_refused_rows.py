"""Refused rows go out as a workbook, are mended there and come in again as if they had never been refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl

from desktop_app.domain.imports import Field, ImportAnswers
from desktop_app.exchange.mapping import refused_rows
from desktop_app.exchange.mapping.held import Held
from desktop_app.exchange.mapping.plan import build
from desktop_app.exchange.reader.reading import ErrorCell, RawTable, read
from tests.exchange.files import HEADER, NOW, holds, plan_here, raw_here, text_file, tickets

WITH_PERSONS = (*HEADER, "Caller", "My own")
GOOD = ("INC1", "03.02.2026 10:00", "14.02.2026 12:00", "1 - Critical", "Closed", "Group 1", "Mail is down", "Ann", "a")
BAD = [
    ("INC2", "31.02.2026 10:00"),
    ("INC3", "02.04.2026 10:00", "01.04.2026 09:10"),
    ("INC4", ""),
    ("", "03.02.2026 10:00"),
    ("INC6", "14.05.2062 08:00"),
    ("INC7", "03.02.2026 10:00", "soon"),
    ("INC1", "04.02.2026 10:00", "", "", "", "", "=1+1", "Bob", "other"),
    ("INC9", "03.02.2026 10:00", "", "", "", "", "-minus", "Eve", "+b"),
    ("INC10", "04.02.2026 10:00", "", "", "", "", "@at", "Eve", "b", "one too many"),
]
REST = [(f"INC{n}", f"05.02.2026 10:{n - 80}") for n in range(100, 130)]
MENDED = {
    "INC2": ("Opened", "28.02.2026 10:00"),
    "INC3": ("Resolved", "03.04.2026 09:10"),
    "INC4": ("Opened", "05.02.2026"),
    None: ("Number", "INC5"),
    "INC6": ("Opened", "14.05.2026 08:00"),
    "INC7": ("Resolved", None),
    "INC1": ("Number", "INC8"),
    "INC9": ("Resolved", None),
}


def bad_file(folder: Path) -> tuple[Path, RawTable]:
    path = text_file(folder, tickets(GOOD, *BAD, *REST, header=WITH_PERSONS))
    raw = raw_here(path, ImportAnswers())
    return path, replace(raw, errors=(ErrorCell(10, "Resolved", "#REF!", "C10"),))


def test_nine_bad_rows_are_saved_mended_and_imported(tmp_path: Path) -> None:
    _path, raw = bad_file(tmp_path)
    first = build(raw, ImportAnswers(), Held(), NOW)
    assert first.review.counts.refused == 9
    saved = tmp_path / "refused.xlsx"
    assert refused_rows.write(saved, raw, first.review) == 9
    book = openpyxl.load_workbook(saved)
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    assert head == ["Row", "Reason", "Proposed fix", *HEADER, "My own"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == list(range(3, 12))
    for row in sheet.iter_rows(min_row=2):
        column, value = MENDED.get(row[3].value, ("", None))
        if column:
            row[head.index(column)].value = value
    book.save(saved)
    again = build(read(saved), ImportAnswers(), Held(), NOW)
    holds(again)
    assert not again.review.refusals
    assert not again.review.questions
    assert again.source == first.source
    assert again.incidents["ticket"].to_list() == [f"INC{n}" for n in range(2, 11)]
    assert "Proposed fix" not in "".join(filter(None, again.incidents["extra"]))


def test_a_mended_row_is_the_one_the_file_would_have_given(tmp_path: Path) -> None:
    """Equal to the last bit: a later dump that says it right finds it the same."""
    _path, raw = bad_file(tmp_path)
    saved = tmp_path / "refused.xlsx"
    refused_rows.write(saved, raw, build(raw, ImportAnswers(), Held(), NOW).review)
    book = openpyxl.load_workbook(saved)
    sheet = book.worksheets[0]
    for number in range(sheet.max_row, 1, -1):
        if sheet.cell(number, 4).value not in ("INC3", "INC9"):
            sheet.delete_rows(number)
    sheet.cell(2, 6).value = "14.04.2026 09:10"
    sheet.cell(3, 6).value = None
    book.save(saved)
    mended = build(read(saved), ImportAnswers(), Held(), NOW)
    right = [GOOD, (*BAD[1][:2], "14.04.2026 09:10"), BAD[7]]
    clean = plan_here(text_file(tmp_path, tickets(*right, header=WITH_PERSONS)))
    assert mended.incidents["digest"].to_list() == clean.incidents["digest"].to_list()[1:]


def test_every_cell_is_text_as_in_the_file_and_no_formula(tmp_path: Path) -> None:
    _path, raw = bad_file(tmp_path)
    saved = tmp_path / "refused.xlsx"
    refused_rows.write(saved, raw, build(raw, ImportAnswers(), Held(), NOW).review)
    rows = {row[3].value: row for row in openpyxl.load_workbook(saved).worksheets[0].iter_rows(min_row=2)}
    assert {cell.data_type for row in rows.values() for cell in row[1:] if cell.value is not None} == {"s"}
    assert rows["INC1"][9].value == "=1+1"
    assert rows["INC2"][4].value == "31.02.2026 10:00"
    assert rows["INC9"][5].value == "#REF!"
    assert rows["INC3"][1].value == "Resolved: before it was opened, 2 April 2026"
    assert rows["INC3"][2].value == "Swap the two dates"
    assert rows["INC10"][9].value == "@at"


def test_persons_stay_out_even_when_they_were_read(tmp_path: Path) -> None:
    path, _raw = bad_file(tmp_path)
    answers = ImportAnswers(persons=True)
    raw = raw_here(path, answers)
    review = build(raw, answers, Held(), NOW).review
    assert {one.column for one in review.columns if one.field is Field.PERSON} == {"Caller"}
    saved = tmp_path / "refused.xlsx"
    refused_rows.write(saved, raw, review)
    values = {cell for row in openpyxl.load_workbook(saved).worksheets[0].values for cell in row}
    assert not values & {"Caller", "Ann", "Bob", "Eve"}
    assert {"other", "b"} <= values


def test_a_workbook_of_refused_rows_is_recognised_as_the_same_kind_of_file() -> None:
    header = ("Row", "Reason", "Proposed fix", *HEADER)
    assert refused_rows.of_the_file(header) == HEADER
    assert refused_rows.of_the_file(HEADER) == HEADER
    assert refused_rows.of_the_file(("Row", *HEADER)) == ("Row", *HEADER), "somebody else's column of that name"


def test_columns_of_the_file_that_are_called_like_ours_keep_their_names(tmp_path: Path) -> None:
    header = ("Number", "Opened", "Reason", "Row", "Reason")
    path = text_file(tmp_path, tickets(("INC1", "soon", "why", "7", "because"), ("INC2", "2026-02-03"), header=header))
    raw = raw_here(path, ImportAnswers())
    saved = tmp_path / "refused.xlsx"
    refused_rows.write(saved, raw, build(raw, ImportAnswers(), Held(), NOW).review)
    book = openpyxl.load_workbook(saved)
    book.worksheets[0].cell(2, 5).value = "2026-02-04"
    book.save(saved)
    mended = build(read(saved), ImportAnswers(), Held(), NOW)
    assert json.loads(mended.incidents["extra"][0]) == {"Reason": "why", "Row": "7", "Reason (2)": "because"}
