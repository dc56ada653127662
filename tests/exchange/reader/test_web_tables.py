"""Tables of web pages that go by the name of a workbook: GLPI and ServiceNow export so."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.exchange.reader import web_tables
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.exchange.reader.reading import read
from desktop_app.exchange.reader.saying import Unreadable
from desktop_app.exchange.reader.shape import Table
from tests.exchange.files import text_file

PAGE = """<html><head><meta charset="{charset}"><style>td {{ mso-number-format: "@" }}</style></head><body>
<table><tr><td>Menu</td><td>Help</td></tr></table>
<table border=1>
<tr><th>Number</th><th>Opened</th><th>State</th><th>Short description</th></tr>
<tr><td>INC1</td><td>2026-02-03 14:05</td><td>Closed</td><td>Störung &amp; <b>Ausfall</b><br>zweite   Zeile</td></tr>
<tr><td>INC2<td>2026-02-04 09:00<td>New<td></tr>
</table></body></html>"""


def table_of(folder: Path, page: str | bytes, wanted: ReadAs | None = None) -> Table:
    return web_tables.read(str(text_file(folder, page, "incident.xls")), wanted or ReadAs())


def test_a_web_page_named_xls_is_read_like_a_workbook(tmp_path: Path) -> None:
    table = read(text_file(tmp_path, PAGE.format(charset="utf-8"), "incident.xls"))
    assert table.header == ("Number", "Opened", "State", "Short description")
    assert table.rows.rows() == [
        (2, "INC1", "2026-02-03 14:05", "Closed", "Störung & Ausfall\nzweite Zeile"),
        (3, "INC2", "2026-02-04 09:00", "New", None),
    ]
    assert table.notes == ("1 other table of the web page was left out.",)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_the_page_says_its_encoding(tmp_path: Path, charset: str) -> None:
    table = table_of(tmp_path, PAGE.format(charset=charset).encode(charset))
    assert table.rows["Short description"][0].startswith("Störung")
    assert table.encoding == ("cp1252" if charset == "iso-8859-1" else charset)  # as browsers
    assert table.encoding_sure


def test_a_page_in_utf_16_is_known_by_its_mark_and_a_silent_one_is_said(tmp_path: Path) -> None:
    page = PAGE.format(charset="").replace('<meta charset="">', "")
    assert table_of(tmp_path, page.encode("utf-16")).rows.height == 2
    silent = table_of(tmp_path, page.encode("cp1252"))
    assert silent.rows["Short description"][0].startswith("Störung")
    assert not silent.encoding_sure


def test_cells_that_span_columns_and_rows_keep_the_others_in_their_place(tmp_path: Path) -> None:
    page = """<table><tr><th>Number<th>Opened<th>State</tr>
    <tr><td rowspan=2>INC1</td><td colspan=2>2026-02-03</td></tr>
    <tr><td>2026-02-04</td><td>New</td></tr></table>"""
    rows = table_of(tmp_path, page).rows.rows()
    assert rows == [(2, "INC1", "2026-02-03", None), (3, "INC1", "2026-02-04", "New")]


def test_tables_within_tables_are_tables_of_their_own(tmp_path: Path) -> None:
    page = f"<table><tr><td>Layout</td><td>{PAGE.format(charset='utf-8')}</td></tr></table>"
    assert table_of(tmp_path, page).rows["Number"].to_list() == ["INC1", "INC2"]


def test_persons_stay_in_the_worker(tmp_path: Path) -> None:
    page = "<table><tr><th>Number<th>Opened<th>Caller</tr><tr><td>INC1<td>2026-02-03<td>Ann Lee</tr></table>"
    table = table_of(tmp_path, page)
    assert table.persons == ("Caller",)
    assert "Caller" not in table.rows.columns
    assert table_of(tmp_path, page, ReadAs(persons=True)).rows["Caller"].to_list() == ["Ann Lee"]


def test_scripts_and_entities_are_text_or_nothing(tmp_path: Path) -> None:
    page = """<!DOCTYPE html [<!ENTITY a "aaaa">]><table><tr><th>Number<th>Opened</tr>
    <tr><td><script>alert(1)</script>INC1<td>&a; =cmd|'/c calc'</tr></table>"""
    assert table_of(tmp_path, page).rows.rows() == [(2, "INC1", "&a; =cmd|'/c calc'")]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<html><p>Your session has ended.</p></html>", "without a table"),
        ("<html><table><tr><td> </td></tr></table>", "without a table"),
        ("<table><tr><td>" * 60, "nested too deeply"),
        ("<table><tr>" + "<td colspan=1000>x" * 20_001, "more than"),
    ],
)
def test_a_page_without_a_table_and_one_made_to_do_harm_are_a_sentence(tmp_path: Path, page: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        table_of(tmp_path, page)


def test_spans_of_absurd_size_cost_nothing(tmp_path: Path) -> None:
    page = "<table><tr><th>Number<th>Opened</tr><tr><td rowspan=99999999>INC1<td colspan=99999999>x</tr></table>"
    assert table_of(tmp_path, page).header[:2] == ("Number", "Opened")


@pytest.mark.parametrize("charset", ["iso-8859-1", "us-ascii"])
def test_pages_are_in_the_encoding_that_browsers_take_them_for(tmp_path: Path, charset: str) -> None:
    page = f"<html><meta charset={charset}><table><tr><th>Number<th>Title<tr><td>INC1<td>5 €</table>"
    path = tmp_path / "page.html"
    path.write_bytes(page.encode("cp1252"))
    assert web_tables.read(str(path), ReadAs()).rows["Title"].to_list() == ["5 €"]
