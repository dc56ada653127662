"""Workbooks: native values as they are, errors and far cells never silently something else."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import ImportAnswers
from desktop_app.exchange.mapping.held import Held
from desktop_app.exchange.mapping.plan import build
from desktop_app.exchange.reader import workbook as workbook_reader
from desktop_app.exchange.reader import workbook_xml
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.exchange.reader.reading import ErrorCell, read
from desktop_app.exchange.reader.saying import Unreadable
from desktop_app.exchange.reader.workbook_cells import Gathered, Taken
from desktop_app.exchange.reader.workbook_found import MOST_TOLD, Findings
from tests.exchange.files import HEADER, at, holds, plan, text_file, with_part, workbook

DAY = dt.datetime.fromisoformat("2026-02-03")
SHEET = "xl/worksheets/sheet1.xml"


def row(ticket: str, opened: object = DAY, resolved: object = None) -> tuple[object, ...]:
    return (ticket, opened, resolved, "1 - Critical", "New", "Group 1", "Mail")


def test_dates_numbers_and_booleans_keep_their_value(tmp_path: Path) -> None:
    stamp = dt.datetime.fromisoformat("2026-02-03 14:05:09")
    raw = read(
        workbook(
            tmp_path,
            [
                ("Number", "Opened", "Count", "Share", "Flag", "At"),
                (7, stamp, 3.0, 0.5, True, dt.time(8, 30)),
                (8, DAY, 3, 1, False, dt.time(0, 0)),
            ],
        )
    )
    assert raw.rows.rows() == [
        (2, "7", "2026-02-03 14:05:09", "3", "0.5", "true", "08:30:00"),
        (3, "8", "2026-02-03 00:00:00", "3", "1", "false", "00:00:00"),
    ]


def test_a_table_that_starts_lower_and_further_right_keeps_its_row_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["B2"] = "Open incidents"
    for place, name in enumerate(HEADER):
        sheet.cell(5, 3 + place, name)
        sheet.cell(6, 3 + place, row("INC1")[place])
        sheet.cell(8, 3 + place, row("INC2")[place])
    book.save(tmp_path / "low.xlsx")
    made = plan(tmp_path / "low.xlsx")
    holds(made)
    assert (made.review.counts.read, made.review.counts.stored) == (3, 2)
    assert made.review.skipped_reasons == {"empty": 1}


@pytest.mark.parametrize("streaming", [False, True])
def test_a_merged_cell_holds_for_each_of_its_rows(tmp_path: Path, *, streaming: bool) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for place, cells in ((2, HEADER), (3, row("INC1")), (4, row("INC2")), (5, row("INC3")), (6, ())):
        for column, cell in enumerate(cells, 2):
            sheet.cell(place, column, cell)
    team = 2 + HEADER.index("Assignment group")
    for place in (4, 5):
        sheet.cell(place, team, None)
    sheet.merge_cells(start_row=3, end_row=9, start_column=team, end_column=team)
    sheet.merge_cells(start_row=1, end_row=1, start_column=2, end_column=team)
    book.save(tmp_path / "merged.xlsx")
    table = workbook_reader.read(str(tmp_path / "merged.xlsx"), ReadAs(), streaming=streaming)
    assert table.rows["Assignment group"].to_list() == ["Group 1"] * 3
    assert [note.text() for note in table.notes] == ["1 merged cell stands for several rows."]


def test_of_several_sheets_with_tickets_nobody_but_the_user_can_tell_which_is_meant(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(workbook(tmp_path, [HEADER, row("INC1")]))
    first = book.worksheets[0].title
    for name, rows in (
        ("Notes", [("Read me", ""), ("a", "b")]),
        ("February", [HEADER, row("INC2")]),
        ("Empty", [HEADER]),
    ):
        for cells in rows:
            (book[name] if name in book.sheetnames else book.create_sheet(name)).append(list(cells))
    book.save(tmp_path / "year.xlsx")
    (asked,) = plan(tmp_path / "year.xlsx").review.questions
    assert (asked.name, asked.choices) == ("sheet", (first, "February"))
    chosen = ImportAnswers(sheet="February")
    made = build(read(tmp_path / "year.xlsx", ReadAs(sheet="February")), chosen, Held(), at("2026-06-01 00:00"))
    assert (made.review.questions, made.incidents["ticket"].to_list()) == ((), ["INC2"])


def test_an_error_under_resolved_refuses_the_row_with_its_address_and_is_no_open_ticket(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADER, row("INC1"), row("INC2", resolved="#REF!"), row("INC3")])
    assert read(path).errors == (ErrorCell(3, "Resolved", "#REF!", "C3"),)
    made = plan(path)
    holds(made)
    (refused,) = made.review.refusals
    assert (refused.row, refused.ticket, refused.column, refused.value) == (3, "INC2", "Resolved", "#REF!")
    assert "C3" in refused.reason
    assert made.incidents["ticket"].to_list() == ["INC1", "INC3"]


def test_a_formula_nobody_computed_is_refused_too(tmp_path: Path) -> None:
    made = plan(workbook(tmp_path, [HEADER, row("INC1"), row("INC2", resolved="=B3+1")]))
    assert [(one.row, one.column) for one in made.review.refusals] == [(3, "Resolved")]


def test_an_error_in_another_column_is_told(tmp_path: Path) -> None:
    rows = [(*HEADER, "Company"), (*row("INC1"), "#N/A")]
    made = plan(workbook(tmp_path, rows))
    assert made.review.counts.stored == 1
    assert any("H2" in note for note in made.review.notes)


def test_hidden_rows_and_sheets_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (HEADER, row("INC1"), row("INC2")):
        sheet.append(list(line))
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("Secret").sheet_state = "hidden"
    book.save(tmp_path / "hidden.xlsx")
    raw = read(tmp_path / "hidden.xlsx")
    assert raw.rows.height == 2
    assert any("1 hidden row " in note for note in raw.notes)
    assert any("Secret" in note for note in raw.notes)


def test_the_sheet_with_tickets_is_found_and_another_can_be_chosen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Cover"
    book.worksheets[0].append(["Our report", "of May"])
    tickets = book.create_sheet("Tickets & more")
    tickets.append(list(HEADER))
    tickets.append(list(row("INC1")))
    book.save(tmp_path / "two.xlsx")
    raw = read(tmp_path / "two.xlsx")
    assert (raw.sheet, raw.sheets) == ("Tickets & more", ("Cover", "Tickets & more"))
    assert read(tmp_path / "two.xlsx", ReadAs(sheet="Cover")).header == ("Our report", "of May")
    with pytest.raises(Refused, match="has no sheet Gone"):
        read(tmp_path / "two.xlsx", ReadAs(sheet="Gone"))


@pytest.mark.parametrize("far", ["XFD1048576", "ZZ900000", "XFD5"])
def test_one_cell_far_away_does_not_keep_the_rows_from_being_read(tmp_path: Path, far: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (HEADER, row("INC1"), row("INC2")):
        sheet.append(list(line))
    sheet[far] = "stray"
    book.save(tmp_path / "far.xlsx")
    raw = read(tmp_path / "far.xlsx")
    assert raw.rows["Number"].to_list() == ["INC1", "INC2"]
    assert raw.rows["Opened"].to_list() == ["2026-02-03 00:00:00"] * 2
    assert any(far in note for note in raw.notes)


def test_a_cell_outside_any_sheet_is_refused_at_once(tmp_path: Path) -> None:
    path = with_part(
        workbook(tmp_path, [HEADER, row("INC1")]), tmp_path / "beyond.xlsx", SHEET, (b'r="A2"', b'r="ZZZZ2"')
    )
    with pytest.raises(Refused, match=r"beyond\.xlsx is damaged"):
        read(path)


def test_a_wrong_dimension_loses_no_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADER, *[row(f"INC{n}") for n in range(20)]])
    lying = with_part(path, tmp_path / "lie.xlsx", SHEET, (b'ref="A1:G21"', b'ref="A1"'))
    assert read(lying).rows.height == 20


def test_a_truncated_or_changed_workbook_is_refused_and_never_half_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADER, *[row(f"INC{n}") for n in range(500)]])
    data = path.read_bytes()
    with pytest.raises(Refused, match=r"short\.xlsx is damaged"):
        read(text_file(tmp_path, data[: len(data) // 2], "short.xlsx"))
    bad = with_part(path, tmp_path / "bad.xlsx", SHEET, (b"</sheetData>", b""))
    with pytest.raises(Refused, match="damaged"):
        read(bad)


def test_a_tag_without_its_end_is_refused_although_calamine_reads_over_it(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADER, row("INC1"), row("INC2")])
    bad = with_part(path, tmp_path / "tag.xlsx", SHEET, (b'</c><c r="D2"', b'</c\x9a<c r="D2"'))
    with pytest.raises(Refused, match=r"tag\.xlsx is damaged in its part xl/worksheets/sheet1\.xml"):
        read(bad)


def test_a_day_beyond_the_calendar_is_told_and_is_no_open_ticket(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADER, row("INC1", resolved=DAY), row("INC2", resolved=DAY)])
    late = with_part(
        path, tmp_path / "late.xlsx", SHEET, (b'<c r="C3" s="1" t="n"><v>46056<', b'<c r="C3" s="1"><v>1e9<')
    )
    assert read(late).errors == (ErrorCell(3, "Resolved", "1e9", "C3"),)


def test_wide_sheets_are_read_in_a_moment(tmp_path: Path) -> None:
    names = [*HEADER, *["again"] * 4000]
    raw = read(workbook(tmp_path, [names, [*row("INC1"), *range(4000)]]))
    assert (len(raw.header), raw.header[-1], raw.rows.height) == (4007, "again (4000)", 1)


def test_a_flipped_bit_in_a_part_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADER, *[row(f"INC{n}") for n in range(500)]])
    data = bytearray(path.read_bytes())
    place = data.index(SHEET.encode()) + len(SHEET) + 2000
    data[place] ^= 0x10
    with pytest.raises(Refused, match="damaged"):
        read(text_file(tmp_path, bytes(data), "flipped.xlsx"))


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"blank\.xlsx is empty"):
        read(workbook(tmp_path, [], name="blank.xlsx"))


def test_control_characters_and_long_cells_arrive(tmp_path: Path) -> None:
    long = "x" * 32_000
    path = workbook(tmp_path, [HEADER, (*row("INC1")[:6], long), (*row("INC2")[:6], "tab\tand\nline")])
    assert read(path).rows["Short description"].to_list() == [long, "tab\tand\nline"]


def test_native_dates_are_stored_as_they_are(tmp_path: Path) -> None:
    made = plan(workbook(tmp_path, [HEADER, row("INC1", resolved=dt.datetime.fromisoformat("2026-02-03 10:59:59"))]))
    assert made.incidents["opened_at"].to_list() == [at("2026-02-03")]
    assert made.incidents["resolved_at"].to_list() == [at("2026-02-03 10:59:59")]
    assert not made.review.questions


def without_places(path: Path, target: Path) -> Path:
    """The same workbook whose cells and rows do not say where they stand, as some programs write them."""
    with zipfile.ZipFile(path) as book:
        xml = book.read(SHEET)
    return with_part(path, target, SHEET, (xml, re.sub(rb'<(c|row) r="[A-Z]*\d+"', rb"<\1", xml)))


def test_errors_lost_results_and_hidden_rows_are_counted_where_cells_do_not_say_their_place(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (HEADER, row("INC1", resolved="#REF!"), row("INC2", resolved="=B3+1"), row("INC3", resolved=DAY)):
        sheet.append(list(line))
    sheet.row_dimensions[4].hidden = True
    book.save(tmp_path / "placed.xlsx")
    placed = read(tmp_path / "placed.xlsx")
    assert placed.errors == (ErrorCell(2, "Resolved", "#REF!", "C2"), ErrorCell(3, "Resolved", "", "C3"))
    bare = read(without_places(tmp_path / "placed.xlsx", tmp_path / "bare.xlsx"))
    assert (bare.errors, bare.hidden_rows, bare.rows.rows()) == (placed.errors, 1, placed.rows.rows())


def test_thousands_of_formulas_without_a_result_are_all_told(tmp_path: Path) -> None:
    raw = read(workbook(tmp_path, [HEADER, *[row(f"INC{n}", resolved=f"=B{n}+1") for n in range(2, 6002)]]))
    assert len(raw.errors) == 6000


def test_more_errors_than_can_be_told_refuse_the_file() -> None:
    found = Findings(errors=[("A", 1, "#N/A")] * MOST_TOLD)
    with pytest.raises(Unreadable, match=r"more than \{n\} cells with errors"):
        found.without_result("B", 2)


def test_a_header_far_below_is_taken_as_told_and_one_outside_the_sheet_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, [*[("a line", "of text")] * 49, HEADER, row("INC1")])
    raw = read(path, ReadAs(header_row=50))
    assert (raw.header_row, raw.header, raw.rows.height) == (50, HEADER, 1)
    with pytest.raises(Refused, match=r"Row 52 of .*\.xlsx cannot hold the names.*first 51 rows"):
        read(path, ReadAs(header_row=52))


def test_a_sheet_that_was_asked_for_and_is_empty_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(list(HEADER))
    book.create_sheet("Blank")
    book.save(tmp_path / "two.xlsx")
    with pytest.raises(Refused, match="no cells in its sheet Blank"):
        read(tmp_path / "two.xlsx", ReadAs(sheet="Blank"))


def test_whatever_goes_wrong_beside_the_values_is_raised(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADER, row("INC1")])
    look = workbook_xml._Look(str(path), SHEET, None)  # type: ignore[arg-type]
    look.start()
    with pytest.raises(AttributeError):
        look.findings()


def test_a_few_cells_far_below_are_stray_and_more_are_rows() -> None:
    def taken(rows: int) -> Taken:
        gathered = Gathered("Tickets")
        gathered.row(1, [(0, "Number"), (1, "State")])
        for number in range(rows):
            gathered.row(20_002 + number, [(0, f"INC{number}"), (1, "New")])
        found = gathered.taken()
        assert found is not None
        return found

    assert (taken(2).cells.height, [note.values["n"] for note in taken(2).notes]) == (1, [4])
    assert (taken(9).cells.height, taken(9).notes) == (20_010, [])
    assert taken(9).cells.row(-1) == ("INC8", "New")
