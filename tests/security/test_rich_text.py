"""Text from data stays plain text on every page, in tips, messages and on paper: rich text could load local files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QMenu, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.filters import IncidentFilter
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.ui.incidents.copying import as_mime, copied
from desktop_app.ui.pictures import settled
from desktop_app.ui.printing.layouts import Layout, compose
from desktop_app.ui.printing.render import image
from desktop_app.ui.widgets.messages import MessageBar
from desktop_app.ui.widgets.tips import plain
from desktop_app.ui.window.window import MainWindow
from tests.security.conftest import CANARY
from tests.sources import trees

PAGES = (
    "start",
    "overview",
    "cracks",
    "incidents",
    "targets",
    "rotations",
    "hub",
    "teams",
    "people",
    "import",
    "history",
    "files",
    "trash",
)
ROWS = 40  # of each table


def red(picture: QImage) -> int:
    """Pixels in the red of the picture that rich text would load."""
    plain_picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain_picture.constBits(), dtype=np.uint32).reshape(plain_picture.height(), -1)
    return int(((pixels & 0xFFFFFF) == 0xFF0000).sum())


def rich(words: str) -> bool:
    """Whether a tool tip or an automatic label would make a picture or bold text of data."""
    return "<img" in words or "<b>" in words  # both make Qt read the whole as rich text


def faults(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        name = f"{type(widget).__name__} {widget.objectName()}"
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText and widget.text():
            if widget.text() == "Opacity":
                continue  # in a menu that pyqtgraph makes for each plot and we never open; it shows no data
            yield f"{name} may show rich text: {widget.text()[:60]}"
        if rich(widget.toolTip()):
            yield f"{name} has a rich tip: {widget.toolTip()[:60]}"
        if isinstance(widget, QTextEdit) and (widget.acceptRichText() or "<img src" in widget.toHtml()):
            yield f"{name} takes rich text"
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from (f"{name}: {words[:60]}" for words in _tips(widget.model()) if rich(words))
        if isinstance(widget, QMenu) and widget.toolTipsVisible():
            yield from (f"{name}, action: {a.toolTip()[:60]}" for a in widget.actions() if rich(a.toolTip()))


def _tips(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(min(ROWS, model.rowCount(QModelIndex()))):
        for column in range(model.columnCount(QModelIndex())):
            yield str(model.data(model.index(row, column), Qt.ItemDataRole.ToolTipRole) or "")


def _seen(window: MainWindow, found: list[str], where: str) -> None:
    settled(window)
    found += [f"{where}: {fault}" for top in QApplication.topLevelWidgets() for fault in faults(top)]
    if count := red(window.grab().toImage()):
        found.append(f"{where}: {count} pixels of a picture that data asked for")


def test_the_walk_finds_rich_text_where_there_is_some(qtbot: QtBot, house: None, picture: Path) -> None:
    said = f"<img src='{picture}'><b>{CANARY}</b>"
    bad = QWidget()
    qtbot.addWidget(bad)
    label = QLabel(said, bad)
    label.setToolTip(said)
    label.resize(QSize(300, 100))
    bad.resize(QSize(300, 100))
    assert len(list(faults(bad))) == 2
    assert red(bad.grab().toImage()) > 100
    label.setToolTip(plain(said))
    label.setTextFormat(Qt.TextFormat.PlainText)
    assert list(faults(bad)) == []
    assert red(bad.grab().toImage()) == 0


def test_no_page_shows_data_as_rich_text(qtbot: QtBot, window: MainWindow) -> None:
    found: list[str] = []
    for page in (page for page in PAGES if page in window.pages.names):
        window.navigator.show_page(page)
        _seen(window, found, page)
    with window.services.workspace.database.read() as connection:
        incident = connection.exec_driver_sql("SELECT id FROM incident WHERE deleted_at IS NULL").scalar()
        person = connection.exec_driver_sql("SELECT id FROM person").scalar()
        session = connection.exec_driver_sql("SELECT id FROM session").scalar()
    window.navigator.show_incidents(IncidentFilter(text=CANARY))
    _seen(window, found, "search")
    window.navigator.show_incident(incident)
    _seen(window, found, "detail")
    window.navigator.show_person(person)
    _seen(window, found, "person")
    window.navigator.show_session(session)
    _seen(window, found, "session")
    assert found == []


def test_messages_show_sentences_with_data_as_they_are(qtbot: QtBot, house: None, picture: Path) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.say(f"<img src='{picture}'><b>{CANARY}</b> was not found")
    bar.resize(600, 80)
    bar.show()
    assert list(faults(bar)) == []
    assert red(bar.grab().toImage()) == 0


@pytest.mark.parametrize("layout", list(Layout))
def test_paper_shows_data_as_it_is(house: None, layout: Layout, services: Services) -> None:
    board = services.rotations.board()
    assert board is not None
    document = compose(layout, board, layout.papers[0])
    assert document.pages
    for page in document.pages[:4]:
        drawn = image(page, 60)
        assert red(drawn) == 0


def test_what_is_copied_is_escaped(services: Services) -> None:
    mime = as_mime(copied(services.incidents.open_list(View()), [(0, 20)], ["ticket", "title", "team"]))
    assert CANARY in mime.html()
    assert "<img" not in mime.html()
    assert "<b>" not in mime.html()


_MAKES_RICH = {
    *("setHtml", "insertHtml", "setMarkdown", "QTextDocument", "QStaticText", "QTextBrowser", "QErrorMessage"),
    *("QMessageBox", "QProgressDialog", "QLabel", "QTextEdit", "QGraphicsTextItem", "LabelItem"),
}
_ALLOWED = {
    "setHtml": {"ui/incidents/copying.py", "ui/charts/frame.py"},  # to the clipboard, escaped
    "QLabel": {"ui/widgets/labels.py"},  # made plain there
}


def test_what_could_make_rich_text_is_used_nowhere() -> None:
    found = []
    for place, tree in trees().items():
        if not place.startswith("ui/"):
            continue
        for node in ast.walk(tree):
            used = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
            if used in _MAKES_RICH and place not in _ALLOWED.get(used, set()):
                found.append(f"{place}: {used}")
    assert found == []
