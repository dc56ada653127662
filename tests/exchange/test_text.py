"""Text tables in the encodings, separators and shapes that tools write."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Refused
from desktop_app.exchange import text
from desktop_app.exchange.reading import read
from desktop_app.exchange.saying import Unreadable
from tests.exchange.files import text_file

PLAIN = "Number;Opened;State\nINC1;2026-02-03 14:05;Störung\nINC2;2026-02-04 14:05;Closed\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32"])
def test_every_usual_encoding_gives_the_same_cells(tmp_path: Path, encoding: str) -> None:
    table = text.read(str(text_file(tmp_path, PLAIN.encode(encoding))), "")
    assert table.rows["State"].to_list() == ["Störung", "Closed"]
    assert table.header == ("Number", "Opened", "State")


def test_windows_1252_is_told(tmp_path: Path) -> None:
    raw = read(text_file(tmp_path, PLAIN.encode("cp1252")))
    assert "Windows-1252" in raw.notes[0]
    assert raw.encoding == "cp1252"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_voted(tmp_path: Path, separator: str) -> None:
    table = text.read(str(text_file(tmp_path, PLAIN.replace(";", separator))), "")
    assert table.delimiter == separator
    assert table.rows.height == 2


def test_a_sep_line_decides_and_is_no_row(tmp_path: Path) -> None:
    table = text.read(str(text_file(tmp_path, "sep=!\r\nNumber!Opened\r\nINC1!2026-02-03\r\n")), "")
    assert table.rows.rows() == [(2, "INC1", "2026-02-03")]


def test_a_preamble_is_stepped_over_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    written = (
        "Incident report,,\nmade on 3 May,,\n\nNumber,Opened,State\nINC1,2026-02-03,New\n\nINC2,2026-02-04,New\n\n\n"
    )
    table = text.read(str(text_file(tmp_path, written)), "")
    assert table.header_row == 4
    assert table.rows["row"].to_list() == [5, 6, 7]
    assert table.rows["Number"].to_list() == ["INC1", None, "INC2"]


def test_line_breaks_inside_quotes_stay_in_their_cell(tmp_path: Path) -> None:
    written = 'Number,Short description,Opened\r\nINC1,"two\r\nlines, ""quoted""",2026-02-03\r\nINC2,one,2026-02-04\r\n'
    table = text.read(str(text_file(tmp_path, written)), "")
    assert table.rows["Short description"].to_list() == ['two\r\nlines, "quoted"', "one"]
    assert table.rows["row"].to_list() == [2, 3]


def test_a_stray_quote_is_a_plain_character(tmp_path: Path) -> None:
    written = 'Number,Short description,Opened\nINC1,5" disk,2026-02-03\nINC2,"a ""b""",2026-02-04\n'
    table = text.read(str(text_file(tmp_path, written)), "")
    assert table.rows["Short description"].to_list() == ['5" disk', 'a "b"']


def test_a_quote_that_never_closes_is_refused_with_its_row(tmp_path: Path) -> None:
    written = 'Number,Short description,Opened\nINC1,fine,2026-02-03\nINC2,"never,2026-02-04\nINC3,x,2026-02-05\n'
    with pytest.raises(Unreadable) as caught:
        text.read(str(text_file(tmp_path, written)), "")
    assert caught.value.saying.values["row"] == 3


def test_a_row_with_too_many_cells_is_put_aside_and_never_cut(tmp_path: Path) -> None:
    written = (
        "Number,Opened,State\nINC1,2026-02-03,New\nINC2,2026-02-04,New,oops\nINC3,2026-02-05\nINC4,2026-02-05,New,,\n"
    )
    table = text.read(str(text_file(tmp_path, written)), "")
    assert table.ragged == [(3, "INC2,2026-02-04,New,oops", 4)]
    assert table.rows["row"].to_list() == [2, 4, 5]
    assert table.rows["State"].to_list() == ["New", None, "New"]


def test_blank_and_repeated_headers_keep_their_columns(tmp_path: Path) -> None:
    table = text.read(str(text_file(tmp_path, "Number,Opened,Labels,Labels,,\nINC1,2026-02-03,a,b,c,\n")), "")
    assert table.header == ("Number", "Opened", "Labels", "Labels (2)", "Column E")
    assert table.rows.row(0) == (2, "INC1", "2026-02-03", "a", "b", "c")


def test_nuls_old_line_ends_and_odd_characters_do_not_break_a_file(tmp_path: Path) -> None:
    table = text.read(
        str(text_file(tmp_path, b"Number,Opened,State\rINC1,2026-02-03,a\x00b\rINC2,2026-02-04,\x01\x1f\r")), ""
    )
    assert table.rows["State"].to_list() == ["ab", "\x01\x1f"]


def test_a_cell_of_forty_thousand_characters_arrives_whole(tmp_path: Path) -> None:
    long = "long words " * 4000
    raw = read(text_file(tmp_path, f'Number,Opened,Short description\nINC1,2026-02-03,"{long}"\n'))
    assert raw.rows["Short description"][0] == long


def test_prose_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"letter\.txt is no table"):
        read(text_file(tmp_path, "Dear all\nthe printer is broken\n", "letter.txt"))


def test_a_csv_inside_a_zip_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inside/tickets.csv", PLAIN)
    assert read(path).rows.height == 2


def test_a_file_that_is_only_a_header_has_no_rows(tmp_path: Path) -> None:
    assert read(text_file(tmp_path, "Number,Opened,State\n")).rows.height == 0


CELL = st.text(alphabet=st.sampled_from("ab1 \"',;\n\r|äß\u2028\x0b"), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=8))
@example(rows=[["\n"]])
@example(rows=[["\n", "a"]])
def test_any_well_quoted_file_gives_back_its_cells_or_names_the_rows_that_are_too_wide(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    body = "".join(",".join(quoted(cell) for cell in row) + "\n" for row in [["Number", "Opened", "State"], *rows])
    table = text.read(str(text_file(tmp_path, body)), "")
    wide = [number for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row[3:])]
    assert [row for row, _start, _cells in table.ragged] == wide
    kept = {row[0]: [cell or "" for cell in row[1:]] for row in table.rows.rows()}
    for number, row in enumerate(rows, 2):
        if number in wide:
            continue
        expected = [*row[:3], *[""] * (3 - len(row))]
        if number in kept:
            assert kept[number] == expected
        else:
            assert number > max(kept, default=0)  # blank rows at the end are no rows
            assert not any(expected)
