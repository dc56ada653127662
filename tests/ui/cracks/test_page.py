"""The page lists exactly what the figure counts, tells its parts and hours, and gives it to paper and files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.ui.cracks.page import CracksPage
from desktop_app.ui.cracks.reading import Reading
from desktop_app.ui.printing.incident_list import IncidentsOnPaper, incident_pages
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.labels import Label
from tests.ui.clipping import clipped
from tests.ui.printing.judging import faults, texts

Settle = Callable[[], None]
Opened = Callable[[str], Services]
OpenPage = Callable[[Services], CracksPage]
A4_ACROSS = (297.0, 210.0)
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


def reading(page: CracksPage) -> Reading:
    assert page.reading is not None
    return page.reading


def counted(services: Services, wanted: IncidentFilter) -> int:
    return services.incidents.open_list(View(wanted)).total


def test_list_picture_and_parts_count_the_same(page: CracksPage, services: Services) -> None:
    found = reading(page)
    n = services.measures.figure("cracks", IncidentFilter(), Period()).n
    assert 0 < found.figure.n == len(found.listed.rows) == n
    assert found.parts.rows[0][1].value == n
    assert page.header.answer.startswith(f"{n:,} of the ")
    listed = page.view.listed.model()
    assert listed.rowCount() == min(n, 100)


def test_every_part_opens_the_incidents_that_it_counts(page: CracksPage, services: Services) -> None:
    told: list[IncidentFilter] = []
    page.opened.connect(told.append)
    for at, row in enumerate(reading(page).parts.rows):
        told.clear()
        page.view.parts.clicked.emit(page.view.parts.model().index(at, 1))
        n = row[1].value
        assert [counted(services, wanted) for wanted in told] == ([n] if n else [])


def test_a_row_of_the_list_opens_its_incident_by_keyboard(page: CracksPage, services: Services, qtbot: QtBot) -> None:
    page.view.listed.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.opened) as told:
        QTest.keyClick(page.view.listed, Qt.Key.Key_Return)
    assert told.args is not None
    assert counted(services, told.args[0]) == 1


def test_tab_goes_through_the_page_as_it_is_read(page: CracksPage) -> None:
    page.print.setFocus(Qt.FocusReason.TabFocusReason)
    met: list[QWidget] = [page.print]
    for _step in range(30):
        QTest.keyClick(met[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now is page.print:
            break
        met.append(now)
    frame = page.view.frame
    assert frame is not None
    tools = [each for each in met if frame.tools.isAncestorOf(each)]
    assert tools
    assert met[: 2 + len(tools) + 1] == [page.print, page.export, *tools, frame.chart]
    assert met[-2:] == [page.view.parts, page.view.listed]
    definition = met[2 + len(tools) + 1 : -2]
    assert all(frame.isAncestorOf(each) for each in definition)


def test_the_scope_narrows_the_list(page: CracksPage, services: Services, settle: Settle) -> None:
    before = reading(page).figure.n
    page.set_scope(IncidentFilter().where("classification", "one_of", "Medium"), YEAR)
    settle()
    found = reading(page)
    assert 0 < len(found.listed.rows) == found.figure.n < before
    assert {row[1].text for row in found.listed.rows} == {"Medium"}


def test_nothing_in_a_period_is_words_and_nothing_to_print(page: CracksPage, settle: Settle) -> None:
    page.set_scope(IncidentFilter(), Period(date(2030, 1, 1), date(2030, 12, 31)))
    settle()
    said = [label.text() for label in page.findChildren(Label) if label.isVisibleTo(page)]
    assert "No incident is past the shared goal" in said
    assert page.header.answer == ""
    assert not page.print.isEnabled()
    assert not page.export.isEnabled()
    assert not page.view.listed.isVisible()


def test_without_sides_it_says_what_is_missing(opened: Opened, open_page: OpenPage) -> None:
    page = open_page(opened("unsided"))
    said = [label.text() for label in page.findChildren(Label) if label.isVisibleTo(page)]
    assert "It needs teams of both sides: set them under Teams and targets" in said
    assert not page.print.isEnabled()


def test_an_empty_workspace_offers_the_import(opened: Opened, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(opened("new"))
    assert page.nothing.isVisible()
    with qtbot.waitSignal(page.navigated) as told:
        page.start.click()
    assert told.args == ["import"]


def test_the_paper_has_every_row_its_definition_and_whole_words(
    page: CracksPage, qtbot: QtBot, services: Services
) -> None:
    with qtbot.waitSignal(page.print_wanted) as told:
        page.print.click()
    assert told.args is not None
    paper = told.args[0]
    assert isinstance(paper, IncidentsOnPaper)
    found = reading(page)
    assert [row[0] for row in paper.rows] == [row[0].text for row in found.listed.rows]
    pages = incident_pages(paper, A4_ACROSS).pages
    printed: list[str] = []
    for n, sheet in enumerate(pages, 1):
        assert not faults(sheet)
        said = texts(sheet)
        assert "Fell between the teams" in said
        assert f"Page {n} of {len(pages)}" in said
        assert found.figure.definition[:40] in " ".join(said)
        printed += [words for words in said if words.startswith("INC")]
    assert printed == [row[0] for row in paper.rows]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_list_is_exported_whole(page: CracksPage, tmp_path: Path, settle: Settle, ending: str) -> None:
    path = tmp_path / f"cracks.{ending}"
    page.saving.ask_save = lambda *_asked: (str(path), "")
    page.export.click()
    settle()
    assert path.name in page.message.sentence
    if ending == "csv":
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 1 + len(reading(page).listed.rows)
        assert lines[0].startswith("Ticket,Classification,System error,Route")


def test_a_picture_of_the_figure_can_be_kept(page: CracksPage, tmp_path: Path, settle: Settle) -> None:
    path = tmp_path / "cracks"
    page.saving.ask_save = lambda *_asked: (str(path), "PNG picture (*.png)")
    page.view.export_wanted.emit()
    settle()
    assert path.with_suffix(".png").stat().st_size > 1000


def test_a_file_that_cannot_be_written_is_one_sentence(page: CracksPage, tmp_path: Path, settle: Settle) -> None:
    page.saving.ask_save = lambda *_asked: (str(tmp_path / "nowhere" / "cracks.csv"), "")
    page.export.click()
    settle()
    assert "cracks.csv" in page.message.sentence


@pytest.mark.parametrize(("width", "height"), [(1232, 844), (968, 644)])
@pytest.mark.parametrize("points", [10, 14])
def test_nothing_is_cut(
    opened: Opened, open_page: OpenPage, qtbot: QtBot, width: int, height: int, points: int
) -> None:
    theme().set_points(points)
    page = open_page(opened("sided"))
    page.resize(width, height)
    qtbot.wait(20)
    assert [line for line in clipped(page) if page.header.answer not in line] == []


def test_longer_words_are_not_cut(opened: Opened, open_page: OpenPage, qtbot: QtBot, longer_words: None) -> None:
    page = open_page(opened("sided"))
    page.resize(968, 644)
    qtbot.wait(20)
    assert [line for line in clipped(page) if page.header.answer not in line] == []
