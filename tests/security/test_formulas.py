"""What leaves for a spreadsheet stays text there: no cell of a workbook, csv file or clipboard becomes a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop_app.domain.incidents import IncidentForm
from desktop_app.exchange.exports import Column, Sheet, write
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.incidents.copying import as_mime, copied

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HOSTILE = (
    *(f"{sign}1+1" for sign in TRIGGERS),
    *('=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!D2"),
    *(" =1+1", "'=1+1", '"=1+1', ",=1+1", ";=1+1", "\u200b=1+1", "\ufeff=1+1", "\x00=1+1", "\x0b=1+1", "a\n=1+1"),
)


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def written(path: Path, words: list[str]) -> Path:
    write(Sheet("List", [Column(w or "Title") for w in words], [words], about=words), path)
    return path


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_of_a_csv_file_begins_a_formula(words: str, tmp_path: Path) -> None:
    for row in cells(written(tmp_path / "a.csv", [words, "plain"])):
        assert not row[0].startswith(TRIGGERS)
        assert len(row) == 3, "nor does it break out of its cell; what the file says of itself is the third"


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_of_a_workbook_is_a_formula(words: str, tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path / "a.xlsx", [words, "plain"]))
    for sheet in book:
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(alphabet=st.sampled_from([*"=+-@\t\r\n＝＋－＠'\"; ,|a1(\x00\u200b\ufeff\ud800"]), max_size=8))
def test_any_mixture_of_signs_stays_text(words: str, tmp_path: Path) -> None:
    for row in cells(written(tmp_path / "a.csv", [words, "plain"])):
        assert not row[0].startswith(TRIGGERS)
    book = load_workbook(written(tmp_path / "a.xlsx", [words, "plain"]))
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    services = Services.over(Workspace.create(tmp_path_factory.mktemp("formulas") / "a.secondway"))
    for words in HOSTILE:
        services.incidents.log(IncidentForm(words, team=words, system=words, system_error=words))
    yield services
    services.close()


def test_what_is_copied_holds_no_formula(known: Services) -> None:
    found = known.incidents.open_list(View())
    mime = as_mime(copied(found, [(0, found.total - 1)], ["title", "team", "system", "system_error"]))
    for line in mime.text().splitlines():
        assert not [cell for cell in line.split("\t") if cell.startswith(TRIGGERS)]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_list_of_hostile_incidents_holds_no_formula(suffix: str, known: Services, tmp_path: Path) -> None:
    path = tmp_path / f"list.{suffix}"
    known.exports.incidents(View(), path)
    if suffix == "csv":
        assert not [cell for row in cells(path) for cell in row if cell.startswith(TRIGGERS)]
    else:
        assert not [c for sheet in load_workbook(path) for r in sheet.iter_rows() for c in r if c.data_type == "f"]
