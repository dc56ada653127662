"""Around a chart: table in its place, clipboard, key and definition."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.cells import Cell, Table
from desktop_app.ui.charts.frame import FigureFrame
from desktop_app.ui.charts.key import ChartKey, repair_time_key
from desktop_app.ui.charts.reading import as_html, as_lines
from desktop_app.ui.theme import LIGHT, Mode, theme
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.layouts import Page, ScrollArea
from tests.ui.charts.figures import figure
from tests.ui.clipping import clipped


@pytest.fixture
def frame(qtbot: QtBot) -> FigureFrame:
    made = FigureFrame()
    qtbot.addWidget(made)
    made.resize(1184, 560)
    made.show_figure(figure())
    made.show()
    return made


def _press(qtbot: QtBot, frame: FigureFrame, name: str) -> None:
    button = next(b for b in frame.findChildren(Button) if b.accessibleName() == name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_table_takes_the_place_of_the_chart_and_back(frame: FigureFrame, qtbot: QtBot) -> None:
    _press(qtbot, frame, "Show as table")
    assert frame.table.isVisible()
    assert not frame.chart.isVisible()
    assert frame.table.model().rowCount() == 12
    _press(qtbot, frame, "Show as chart")
    assert frame.chart.isVisible()


def test_a_number_of_the_table_opens_the_same_incidents(frame: FigureFrame, qtbot: QtBot) -> None:
    _press(qtbot, frame, "Show as table")
    frame.table.setFocus(Qt.FocusReason.TabFocusReason)
    frame.table.setCurrentIndex(frame.table.model().index(0, 2))
    with qtbot.waitSignal(frame.opened) as opened:
        qtbot.keyClick(frame.table, Qt.Key.Key_Return)
    assert opened.args == [figure().groups[0].rows[0].cells[0].opens]


def test_the_data_are_copied_as_lines_and_as_html(frame: FigureFrame, qtbot: QtBot) -> None:
    with qtbot.waitSignal(frame.copied):
        _press(qtbot, frame, "Copy data")
    held = QGuiApplication.clipboard().mimeData()
    assert held.text().splitlines()[0] == "Classification\tRoute\tIn time\tWaiting\tMedian\tP85\tn"
    assert held.text().splitlines()[1] == "Critical\tOps only\t88 %\t4.9 h\t28 h\t2.6 d\t292"
    assert "<td>Critical</td>" in held.html()


def test_the_copied_picture_is_light_and_holds_headline_and_chart(frame: FigureFrame, qtbot: QtBot) -> None:
    theme().set_mode(Mode.DARK)
    with qtbot.waitSignal(frame.copied):
        _press(qtbot, frame, "Copy picture")
    image = QGuiApplication.clipboard().image()
    assert image.pixelColor(2, 2) == LIGHT.canvas
    head = {image.pixelColor(x, y).lightness() for x in range(40, 600) for y in range(40, 90)}
    assert min(head) < 60, "the headline is dark on light"


def test_export_is_left_to_the_page(frame: FigureFrame, qtbot: QtBot) -> None:
    with qtbot.waitSignal(frame.export_wanted):
        _press(qtbot, frame, "Export…")


def test_names_from_data_are_escaped_in_html() -> None:
    table = Table(("a<b",), (False,), ((Cell("<script>"),),))
    assert as_html(table) == "<table><tr><th>a&lt;b</th></tr><tr><td>&lt;script&gt;</td></tr></table>"
    assert as_lines(table) == "a<b\n<script>"


@pytest.mark.parametrize("width", [300, 700, 1200])
def test_the_key_breaks_its_line_instead_of_cutting_words(qtbot: QtBot, width: int) -> None:
    key = ChartKey(repair_time_key("Shared goal"))
    qtbot.addWidget(key)
    boxes = [box for _entry, box in key.places(width)]
    assert all(box.right() <= width for box in boxes)
    assert key.heightForWidth(width) == boxes[-1].bottom()
    assert key.heightForWidth(300) > key.heightForWidth(1200)


@pytest.mark.parametrize("points", [10, 14])
@pytest.mark.parametrize("width", [904, 1240])
def test_nothing_of_the_figure_is_clipped(qtbot: QtBot, points: float, width: int) -> None:
    theme().set_points(points)
    page, frame = Page(), FigureFrame()
    page.add(frame)
    page.stretch()
    area = ScrollArea(page)
    qtbot.addWidget(area)
    frame.show_figure(figure())
    area.resize(width if points == 10 else round(width * 1.4), 1000)
    area.show()
    QApplication.processEvents()
    assert clipped(page) == []
