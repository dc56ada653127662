"""xls, xlsb and ods say the same as an xlsx would: values, errors, hidden rows and sheets, what was ignored."""

from __future__ import annotations

import contextlib
import random
import shutil
import struct
from pathlib import Path

import pytest

from desktop_app.domain.errors import Refused
from desktop_app.exchange.reader import workbook
from desktop_app.exchange.reader.gate import Kind, admit
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.exchange.reader.reading import read
from desktop_app.exchange.reader.saying import Unreadable
from desktop_app.exchange.reader.shape import Table
from tests.exchange import books_made as made
from tests.exchange.books_made import Day
from tests.exchange.files import HEADER, holds, plan

BOOKS = Path(__file__).parents[1] / "books"
OPENED = Day(46056.586909722)  # 3 February 2026, 14:05:09
HEAD = list(enumerate(HEADER))


def table(path: Path, wanted: ReadAs | None = None) -> Table:
    """Read behind the gate in this process: what the worker does, without starting one."""
    return workbook.read_other(str(path), admit(path).kind, wanted or ReadAs())


def notes(found: Table) -> list[str]:
    return [note.text() for note in found.notes]


def refusal(path: Path, wanted: ReadAs | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        table(path, wanted)
    return caught.value.saying.text() if "file" in caught.value.saying.values else caught.value.saying.message.format(
        file=path.name, **caught.value.saying.values
    )  # fmt: skip


def tickets_xlsb(folder: Path, **more: object) -> Path:
    sheet = made.xlsb_sheet(
        {
            1: HEAD,
            2: [(0, "@0"), (1, OPENED), (2, Day(46057)), (3, "1 - Critical"), (4, True), (5, 7), (6, 0.5)],
            3: [(0, "@1"), (1, OPENED), (2, "#REF!"), (3, "2 - High")],
            5: [(0, "INC3"), (1, Day(0.5))],
        },
        hidden=[3],
    )
    return made.xlsb(folder / "dump.xlsb", sheet, texts=("INC1", "INC2"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["dump.xls", "dump1904.xls"])
def test_an_old_workbook_gives_values_errors_and_what_is_hidden(name: str) -> None:
    found = table(BOOKS / name)
    opened = "2026-02-03 14:05:09"
    assert found.rows.rows() == [
        (2, "INC1", opened, "2026-02-03 16:05:09", "1 - Critical", "Closed", "0.5", "true"),
        (3, "INC2", opened, None, "2 - High", "Closed", "3", "false"),
        (4, "INC3", opened, None, "2 - High", "Closed", "3", "false"),
        (5, "INC4", opened, None, "3 - Moderate", "New", "12:30:00", None),
    ]
    assert found.errors == [(3, "Resolved", "#DIV/0!", "C3"), (4, "Resolved", "#N/A", "C4")]
    assert (found.sheet, found.sheets, found.hidden_rows) == ("Tickets", ("Tickets", "Secret"), 1)
    assert notes(found) == ["1 hidden row was read too.", "1 hidden sheet was left out: Secret."]


def test_an_old_workbook_is_planned_through_the_worker_and_its_errors_are_no_open_tickets(tmp_path: Path) -> None:
    shutil.copy(BOOKS / "dump.xls", tmp_path / "dump.csv")  # what it is called does not matter
    result = plan(tmp_path / "dump.csv")
    holds(result)
    assert [(one.row, one.column, one.value) for one in result.review.refusals] == [
        (3, "Resolved", "#DIV/0!"),
        (4, "Resolved", "#N/A"),
    ]
    assert result.incidents["ticket"].to_list() == ["INC1", "INC4"]


def test_an_old_workbook_cut_or_changed_anywhere_is_read_whole_or_refused(tmp_path: Path) -> None:
    whole = (BOOKS / "dump.xls").read_bytes()
    path, chance = tmp_path / "cut.xls", random.Random(5)
    for length in (600, 1024, 2048, 3000, 4096):
        path.write_bytes(whole[:length])
        try:
            admitted = admit(path)
        except Refused:
            continue
        with pytest.raises(Unreadable):
            workbook.read_other(str(path), admitted.kind, ReadAs())
    for _attempt in range(40):
        data = bytearray(whole)
        data[chance.randrange(512, len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        with contextlib.suppress(Unreadable, Refused):
            assert table(path).rows.height <= 4


def test_a_protected_old_workbook_says_so(tmp_path: Path) -> None:
    assert "protected by a password" in refusal(made.encrypted_xls(tmp_path / "secret.xls"))


def test_a_binary_workbook_gives_values_errors_and_what_is_hidden(tmp_path: Path) -> None:
    found = table(tickets_xlsb(tmp_path, more="xl/vbaProject.bin"))
    opened = "2026-02-03 14:05:09"
    assert found.rows.rows() == [
        (2, "INC1", opened, "2026-02-04 00:00:00", "1 - Critical", "true", "7", "0.5"),
        (3, "INC2", opened, None, "2 - High", None, None, None),
        (4, *[None] * 7),
        (5, "INC3", "12:00:00", *[None] * 5),
    ]
    assert found.errors == [(3, "Resolved", "#REF!", "C3")]
    assert notes(found) == [
        "1 hidden row was read too.",
        "1 hidden sheet was left out: Secret.",
        "The macros in this workbook were ignored.",
    ]


def test_days_of_a_binary_workbook_may_count_from_1904(tmp_path: Path) -> None:
    sheet = made.xlsb_sheet({1: HEAD, 2: [(0, "INC1"), (1, Day(OPENED - 1462))]})
    found = table(made.xlsb(tmp_path / "mac.xlsb", sheet, since_1904=True))
    assert found.rows["Opened"].to_list() == ["2026-02-03 14:05:09"]


def test_a_number_that_is_no_day_stays_a_number(tmp_path: Path) -> None:
    days = [Day(-5), Day(60), Day(1e9), Day(2_958_466)]
    sheet = made.xlsb_sheet({1: HEAD, **{row: [(0, "INC"), (1, day)] for row, day in enumerate(days, 2)}})
    found = table(made.xlsb(tmp_path / "odd.xlsb", sheet))
    assert found.rows["Opened"].to_list() == ["-5", "60", "1000000000", "2958466"]


@pytest.mark.parametrize(("row", "column"), [(1_048_576, 16_383), (900_000, 3), (4, 16_000)])
def test_one_cell_far_away_in_a_binary_workbook_is_told_and_costs_nothing(
    tmp_path: Path, row: int, column: int
) -> None:
    sheet = made.xlsb_sheet({1: HEAD, 2: [(0, "INC1"), (1, OPENED)], row: [(column, "stray")]})
    found = table(made.xlsb(tmp_path / "far.xlsb", sheet))
    assert found.rows.shape == (1, 8)
    assert any("1 cell far outside the table was left out" in note for note in notes(found))


def test_a_binary_workbook_that_ends_early_is_refused_with_the_part_named(tmp_path: Path) -> None:
    sheet = made.xlsb_sheet({1: HEAD, 2: [(0, "INC1")], 3: [(0, "INC2")]})
    for cut in (len(sheet) - 4, len(sheet) - 30, 20):
        path = made.xlsb(tmp_path / "cut.xlsb", sheet[:cut])
        assert refusal(path) == "cut.xlsb is damaged in its part xl/worksheets/sheet1.bin. Fetch it again."
    texts = made.xlsb(tmp_path / "texts.xlsb", made.xlsb_sheet({1: [(0, "@9")]}))
    assert "sheet1.bin" in refusal(texts)
    assert refusal(made.xlsb(tmp_path / "odd.xlsb", made.record(0, struct.pack("<I", 1)))).endswith("Fetch it again.")


def tickets_ods(folder: Path, **parts: str) -> Path:
    date = '<table:table-cell office:value-type="date" office:date-value="2026-02-03T14:05:09"/>'
    error = '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"><text:p>{}</text:p></table:table-cell>'  # noqa: E501
    nothing = '<table:table-cell table:number-columns-repeated="1000"/>'
    spaced = '<table:table-cell office:value-type="string"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>New <text:s text:c="2"/>one<text:tab/></text:p><text:p>and more</text:p></table:table-cell>'  # noqa: E501
    rows = [
        made.ods_row(*map(made.ods_text, HEADER)),
        made.ods_row(made.ods_text("INC1"), date, '<table:table-cell office:value-type="time" office:time-value="PT12H30M00S"/>', '<table:table-cell office:value-type="float" office:value="1"/>', spaced),  # noqa: E501
        made.ods_row(made.ods_text("INC2"), date, error.format("Err:502"), more='table:visibility="filter"'),
        made.ods_row(nothing, more='table:number-rows-repeated="2"'),
        made.ods_row(made.ods_text("same", 'table:number-columns-repeated="2"'), '<table:table-cell table:formula="of:=A1"/>', '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', more='table:number-rows-repeated="2"'),  # noqa: E501
        made.ods_row(nothing, more='table:number-rows-repeated="1048568" table:visibility="collapse"'),
    ]  # fmt: skip
    secret = (
        f'<table:table table:name="Secret" table:style-name="unseen">{made.ods_row(made.ods_text("x"))}</table:table>'
    )
    tables = f'<table:table table:name="Tickets">{"".join(rows)}</table:table>{secret}'
    return made.ods(folder / "dump.ods", tables, **parts)


def test_an_open_document_gives_values_errors_repeats_and_what_is_hidden(tmp_path: Path) -> None:
    found = table(tickets_ods(tmp_path, Basic___Standard___Module1__xml="x"))
    opened = "2026-02-03 14:05:09"
    assert found.rows.rows() == [
        (2, "INC1", opened, "12:30:00", "1", "New   one\t\nand more", None, None),
        (3, "INC2", opened, None, None, None, None, None),
        (4, *[None] * 7),
        (5, *[None] * 7),
        (6, "same", "same", None, "true", None, None, None),
        (7, "same", "same", None, "true", None, None, None),
    ]
    assert found.errors == [
        (3, "Resolved", "Err:502", "C3"),
        (6, "Resolved", "", "C6"),
        (7, "Resolved", "", "C7"),
    ]
    assert notes(found) == [
        "1 hidden row was read too.",
        "1 hidden sheet was left out: Secret.",
        "The macros in this workbook were ignored.",
    ]


def test_hidden_rows_are_left_out_when_they_are_not_wanted(tmp_path: Path) -> None:
    found = table(tickets_ods(tmp_path), ReadAs(hidden_rows=False))
    assert 3 not in found.rows["row"].to_list()
    assert (found.hidden_rows, [error[0] for error in found.errors]) == (1, [6, 7])
    assert "1 hidden row was left out." in notes(found)
    assert table(BOOKS / "dump.xls", ReadAs(hidden_rows=False)).rows.height == 3


def test_the_sheet_and_the_header_row_can_be_told(tmp_path: Path) -> None:
    assert table(tickets_ods(tmp_path), ReadAs(sheet="Secret")).header == ("x",)
    found = table(BOOKS / "dump.xls", ReadAs(header_row=2))
    assert (found.header_row, found.header[0], found.rows.height) == (2, "INC1", 3)
    assert "has no sheet Gone" in refusal(tickets_xlsb(tmp_path), ReadAs(sheet="Gone"))


def test_a_workbook_with_nothing_but_hidden_sheets_filled_says_so(tmp_path: Path) -> None:
    hidden = f'<table:table table:name="Data" table:style-name="unseen">{made.ods_row(made.ods_text("x"))}'
    path = made.ods(tmp_path / "blank.ods", f'<table:table table:name="Cover"/>{hidden}</table:table>')
    assert refusal(path) == "blank.ods is empty: all its cells are in hidden sheets: Data."
    assert table(path, ReadAs(sheet="Data")).header == ("x",)


def test_an_open_document_that_repeats_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    cell = made.ods_text("x", 'table:number-columns-repeated="16384"')
    row = made.ods_row(cell, more='table:number-rows-repeated="1048576"')
    path = made.ods(tmp_path / "bomb.ods", f'<table:table table:name="A">{row}</table:table>')
    assert "bomb.ods is refused" in refusal(path)
    broken = made.ods(tmp_path / "broken.ods", '<table:table table:name="A"><table:table-row>')
    assert refusal(broken) == "broken.ods is damaged in its part content.xml. Fetch it again."


def test_a_protected_open_document_says_so(tmp_path: Path) -> None:
    path = tickets_ods(tmp_path, **{"META-INF___manifest__xml": "<manifest:encryption-data/>"})
    with pytest.raises(Refused, match=r"dump\.ods is protected by a password"):
        admit(path)


def test_each_format_goes_through_the_gate_and_the_worker_also_inside_a_zip(tmp_path: Path) -> None:
    assert admit(BOOKS / "dump.xls").kind is Kind.XLS
    packed = made.zipped(tmp_path / "dump.zip", {"in/dump.xlsb": tickets_xlsb(tmp_path).read_bytes()})
    assert read(packed).rows["Number"].to_list() == ["INC1", "INC2", None, "INC3"]
    assert read(tickets_ods(tmp_path)).errors[0].address == "C3"


def test_a_merged_cell_of_a_binary_workbook_holds_for_each_of_its_rows(tmp_path: Path) -> None:
    rows = {1: [(0, "Number"), (1, "Team")], 2: [(0, "INC1"), (1, "Blue")], 3: [(0, "INC2")]}
    merged = made.record(176, struct.pack("<IIII", 1, 2, 1, 1))
    found = table(made.xlsb(tmp_path / "merged.xlsb", made.xlsb_sheet(rows) + merged))
    assert found.rows["Team"].to_list() == ["Blue", "Blue"]
