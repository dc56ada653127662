"""Text tables in the encodings, separators and shapes that tools write."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Refused
from desktop_app.exchange.mapping.people_found import personal
from desktop_app.exchange.reader import text
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.exchange.reader.reading import read
from desktop_app.exchange.reader.saying import Unreadable
from tests.exchange.files import plan, text_file

PLAIN = "Number;Opened;State\nINC1;2026-02-03 14:05;Störung\nINC2;2026-02-04 14:05;Closed\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32"])
def test_every_usual_encoding_gives_the_same_cells(tmp_path: Path, encoding: str) -> None:
    table = text.read(str(text_file(tmp_path, PLAIN.encode(encoding))), "")
    assert table.rows["State"].to_list() == ["Störung", "Closed"]
    assert table.header == ("Number", "Opened", "State")


def test_windows_1252_is_told(tmp_path: Path) -> None:
    raw = read(text_file(tmp_path, PLAIN.encode("cp1252")))
    assert "Windows-1252" in raw.notes[0]
    assert (raw.encoding, raw.encoding_sure) == ("cp1252", False)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_voted(tmp_path: Path, separator: str) -> None:
    table = text.read(str(text_file(tmp_path, PLAIN.replace(";", separator))), "")
    assert table.delimiter == separator
    assert table.rows.height == 2


@pytest.mark.parametrize("separator", [":", "~", "^"])
def test_an_odder_separator_is_found_where_the_usual_ones_cut_nothing(tmp_path: Path, separator: str) -> None:
    written = f"Number{separator}State\nINC1{separator}New\nINC2{separator}Closed\n"
    assert text.read(str(text_file(tmp_path, written)), "").delimiter == separator


def test_times_in_one_column_are_not_cut_at_their_colons(tmp_path: Path) -> None:
    assert text.read(str(text_file(tmp_path, "When\n" + "14:05\n" * 60)), "").header == ("When",)


def test_a_told_separator_corrects_a_wrong_one(tmp_path: Path) -> None:
    path = str(text_file(tmp_path, "Number;Title, short;State, now\nINC1;a, b;New, yes\nINC2;c, d;New, no\n"))
    table = text.read(path, "", ReadAs(delimiter=","))
    assert (table.delimiter, table.header) == (",", ("Number;Title", "short;State", "now"))
    assert text.read(path, "", ReadAs(delimiter=";")).header == ("Number", "Title, short", "State, now")


def test_a_told_separator_of_many_characters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        text.read(str(text_file(tmp_path, PLAIN)), "", ReadAs(delimiter="||"))
    assert caught.value.saying.values["separator"] == "||"


def test_a_separator_beyond_ascii_cuts_too(tmp_path: Path) -> None:
    table = text.read(str(text_file(tmp_path, PLAIN.replace(";", "§"))), "", ReadAs(delimiter="§"))
    assert table.rows["State"].to_list() == ["Störung", "Closed"]


def test_the_told_header_row_names_the_columns(tmp_path: Path) -> None:
    written = "Number,Opened,State\nNr,Auf,Zustand\nINC1,2026-02-03,New\n"
    table = text.read(str(text_file(tmp_path, written)), "", ReadAs(header_row=2))
    assert (table.header_row, table.header) == (2, ("Nr", "Auf", "Zustand"))
    assert table.rows["row"].to_list() == [3]


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
    assert table.ragged == [(3, "INC2,2026-02-04,New,oops", 4, ["INC2", "2026-02-04", "New"])]
    assert table.rows["row"].to_list() == [2, 4, 5]
    assert table.rows["State"].to_list() == ["New", None, "New"]


def test_persons_stay_out_of_the_cells_of_a_row_that_is_too_wide(tmp_path: Path) -> None:
    written = "Number,Caller,State\nINC1,Ada One,New\nINC2,Bea Two,New,oops\n"
    path = str(text_file(tmp_path, written))
    assert text.read(path, "").ragged == [(3, "INC2", 4, ["INC2"])]  # Bea may stand anywhere behind
    assert text.read(path, "", ReadAs(persons=True)).ragged[0][3] == ["INC2", "Bea Two", "New"]


def test_a_file_of_rows_that_are_all_too_wide_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        text.read(str(text_file(tmp_path, "Number,State\n" + "a,b,c\n" * 100_001)), "")
    assert caught.value.saying.values["n"] == 100_001


def test_columns_of_persons_are_known_by_their_name_or_by_mail_addresses(tmp_path: Path) -> None:
    written = "Number,Opened by,Contact\n" + "".join(f"INC{n},Ada,a{n}@example.org\n" for n in range(9))
    table = text.read(str(text_file(tmp_path, written)), "")
    assert (table.persons, table.rows.columns) == (("Opened by", "Contact"), ["row", "Number"])
    assert text.read(str(text_file(tmp_path, "Number,Opened by\n")), "").persons == ("Opened by",)


def test_titles_that_are_mail_addresses_stay(tmp_path: Path) -> None:
    written = "Number,Short description,Contact\n" + "".join(
        f"INC{n},a{n}@example.org,b@example.org\n" for n in range(9)
    )
    path = text_file(tmp_path, written)
    assert text.read(str(path), "").rows.columns == ["row", "Number", "Short description"]
    raw = read(path, ReadAs(persons=True))
    assert personal(raw, {}) == ["Contact"]


def test_mail_addresses_that_begin_late_are_left_out_too(tmp_path: Path) -> None:
    written = "Number,State,Contact\n" + "INC1,New,\n" * 6000 + "INC2,New,a@example.org\n"
    table = text.read(str(text_file(tmp_path, written)), "", block=4096)
    assert (table.persons, table.rows.columns) == (("Contact",), ["row", "Number", "State"])


def test_a_column_without_a_name_is_kept_when_its_last_cell_alone_is_filled(tmp_path: Path) -> None:
    written = "Number,State,,\n" + "INC1,New,,\n" * 400 + "INC2,New,x,\n"
    table = text.read(str(text_file(tmp_path, written)), "", block=512)
    assert table.header == ("Number", "State", "Column C")
    assert table.rows["Column C"].drop_nulls().to_list() == ["x"]


def test_blank_rows_between_are_kept_and_those_at_the_end_are_none(tmp_path: Path) -> None:
    written = "Number,State\nINC1,New\n" + ",\n" * 300 + "INC2,New\n" + "\n" * 300
    table = text.read(str(text_file(tmp_path, written)), "", block=64)
    assert table.rows["row"].to_list() == list(range(2, 304))
    assert table.rows["Number"].null_count() == 300


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
    raw = text.read(str(text_file(tmp_path, f'Number,Opened,Short description\nINC1,2026-02-03,"{long}"\n')), "")
    assert raw.rows["Short description"][0] == long


def test_a_cell_of_a_million_characters_arrives_and_one_of_eleven_is_refused(tmp_path: Path) -> None:
    path = text_file(tmp_path, 'Number,State\nINC1,"' + "x\n" * 500_000 + '"\nINC2,New\n')
    assert text.read(str(path), "").rows["State"].str.len_chars().to_list() == [1_000_000, 3]
    path = text_file(tmp_path, 'Number,State\nINC1,"' + "x\n" * 5_500_000 + '"\nINC2,New\n')
    with pytest.raises(Unreadable, match="million characters") as caught:
        text.read(str(path), "")
    assert caught.value.saying.values["row"] == 2


def test_more_columns_than_a_spreadsheet_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="the most"):
        text.read(str(text_file(tmp_path, ",".join(f"c{n}" for n in range(16_400)) + "\n")), "")


@pytest.mark.parametrize("written", ['"say \\"hi\\" now"', '"say ""hi"" now"'])
def test_quotes_may_be_doubled_or_escaped_by_a_backslash(tmp_path: Path, written: str) -> None:
    late = "".join(f'INC{n},"plain, {n}",New\n' for n in range(9000))  # more than what is looked at first
    path = text_file(tmp_path, f"Number,Title,State\n{late}INC1,{written},New\n")
    assert text.read(str(path), "").rows["Title"][-1] == 'say "hi" now'


def test_a_folder_name_that_ends_in_a_backslash_escapes_nothing(tmp_path: Path) -> None:
    table = text.read(str(text_file(tmp_path, 'Number,Title,State\nINC1,"C:\\dir\\",New\n')), "")
    assert table.rows["Title"].to_list() == ["C:\\dir\\"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_gives_the_same_rows(tmp_path: Path, end: str) -> None:
    table = text.read(str(text_file(tmp_path, PLAIN.replace("\n", end))), "", block=16)
    assert table.rows.rows() == [(2, "INC1", "2026-02-03 14:05", "Störung"), (3, "INC2", "2026-02-04 14:05", "Closed")]


def test_rows_and_the_share_of_the_file_are_told_while_it_is_read(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Number,State\n" + "INC1,New\n" * 60_000)
    told: list[tuple[int, float]] = []
    text.stream(str(path), "", ReadAs(), text.Gathered(), told=lambda *now: told.append(now), block=1 << 18)
    assert told == sorted(told)
    assert told[-1] == (60_000, 1.0)


def test_a_text_of_one_column_is_asked_about(tmp_path: Path) -> None:
    asked = plan(text_file(tmp_path, "Dear all\nthe printer is broken\n", "letter.txt")).review
    assert [(question.name, question.choices) for question in asked.questions] == [("delimiter", (";", ",", "\t", "|"))]
    assert "letter.txt" in asked.questions[0].text
    assert asked.counts.read == asked.counts.skipped == 1


def test_a_text_of_blanks_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"blank\.txt is no table"):
        read(text_file(tmp_path, "\n  \n\n", "blank.txt"))


def test_a_csv_inside_a_zip_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inside/tickets.csv", PLAIN)
    assert read(path).rows.height == 2


def test_a_file_that_is_only_a_header_has_no_rows(tmp_path: Path) -> None:
    table = text.read(str(text_file(tmp_path, "Number,Opened,State\n")), "")
    assert (table.rows.height, table.rows.columns) == (0, ["row", "Number", "Opened", "State"])


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
    assert [row for row, _start, _cells, _values in table.ragged] == wide
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


def test_a_sign_that_alone_finds_the_columns_wins_over_commas_in_titles(tmp_path: Path) -> None:
    written = "Ticket#Opened#Subject#Priority\n" + "T-1#01/02/2025 09:00#Print, scan; fax 0#P5\n" * 40
    table = text.read(str(text_file(tmp_path, written)), "")
    assert (table.delimiter, table.header) == ("#", ("Ticket", "Opened", "Subject", "Priority"))


def test_an_encoding_that_cannot_be_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as told:
        text.read(str(text_file(tmp_path, "Number;Opened\nINC1;2026-02-03\n")), "", ReadAs(encoding="utf-16"))
    assert "utf-16" in told.value.saying.values.values()
