"""Around a figure: table in its place, clipboard, key and definition; whole and compact."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.cells import Cell, Table
from desktop_app.ui.charts.faces import key_of
from desktop_app.ui.charts.frame import FigureFrame
from desktop_app.ui.charts.key import ChartKey, repair_time_key
from desktop_app.ui.charts.reading import as_html, as_lines
from desktop_app.ui.theme import DARK, LIGHT, Mode, theme
from desktop_app.ui.widgets.buttons import Button, Link
from desktop_app.ui.widgets.definitions import DefinitionLine
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import Page, ScrollArea
from tests.ui.charts.charts import CHARTS, attainment, bars, bullets, figure_of, intervals, parts
from tests.ui.charts.figures import figure
from tests.ui.clipping import clipped
from tests.ui.pictures import colours


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
    for _turn in range(2):  # what is drawn when it is first seen tells its height a turn later
        QApplication.processEvents()
    assert clipped(page) == []


def _framed(qtbot: QtBot, width: int = 800, *, compact: bool = False) -> FigureFrame:
    made = FigureFrame(compact=compact)
    qtbot.addWidget(made)
    made.resize(width, 500)
    made.show()
    return made


def _words(frame: FigureFrame) -> list[str]:
    return [label.text() for label in frame.findChildren(Label) if label.isVisible() and label.text()]


def test_every_kind_of_chart_has_headline_note_key_and_definition(qtbot: QtBot) -> None:
    frame = _framed(qtbot)
    for kind in CHARTS:
        shown = figure_of(CHARTS[kind](5))
        frame.show_figure(shown)
        assert {shown.headline, shown.note, shown.definition} <= set(_words(frame))
        assert frame.chart.accessibleName() == shown.headline
        rows = "System error Row 0, Count 7\nSystem error Row 1, Count 7"
        assert frame.chart.accessibleDescription() == f"{shown.definition}\n{rows}"
        assert frame.chart.isVisible()
        assert _key(frame).isVisible() == bool(key_of(shown.chart))


def test_the_definition_unfolds(qtbot: QtBot) -> None:
    frame = _framed(qtbot)
    frame.show_figure(figure_of(bars(3)))
    line = frame.findChild(DefinitionLine)
    assert line is not None
    qtbot.mouseClick(line.findChild(Link), Qt.MouseButton.LeftButton)
    assert line.unfolded
    assert any("Waiting for the user stops the clock." in words for words in _words(frame))


def test_without_anything_to_show_a_quiet_word_takes_the_place(qtbot: QtBot) -> None:
    frame = _framed(qtbot)
    for kind in CHARTS:
        frame.show_figure(figure_of(CHARTS[kind](0), rows=0))
        assert "There is nothing to draw for this choice." in _words(frame)
        assert not frame.chart.isVisible()
        assert not _key(frame).isVisible()
        assert not _buttons(frame) & {"Show as table", "Copy picture"}


def test_a_figure_without_a_chart_shows_its_table(qtbot: QtBot) -> None:
    frame = _framed(qtbot)
    frame.show_figure(figure_of(None))
    assert frame.table.isVisible()
    assert _buttons(frame) == {"Copy data", "Export…", "What is this number?"}
    frame.show_figure(figure_of(bars(3)))
    assert frame.chart.isVisible()
    assert not frame.table.isVisible()


def test_one_frame_shows_figures_of_any_kind_in_turn(qtbot: QtBot) -> None:
    frame = _framed(qtbot)
    for each in (figure_of(bars(3)), figure(), figure_of(attainment(9))):
        frame.show_figure(each)
        assert frame.chart.isVisible()
        assert frame.chart.accessibleName() == each.headline
    assert sum(child.isVisible() for child in (frame.chart, frame.table)) == 1


def test_a_mark_opens_its_incidents_through_the_frame(qtbot: QtBot) -> None:
    frame = _framed(qtbot)
    frame.show_figure(figure_of(bars(3)))
    frame.chart.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(frame.opened) as opened:
        qtbot.keyClick(frame.chart, Qt.Key.Key_Return)
    assert opened.args == [bars(3).rows[0].opens]


def test_tab_goes_from_the_tools_to_the_picture(frame: FigureFrame) -> None:
    after, found = frame.nextInFocusChain(), []
    while after is not frame:
        if after.isVisible() and after.focusPolicy() & Qt.FocusPolicy.TabFocus and frame.isAncestorOf(after):
            found.append(after.accessibleName())
        after = after.nextInFocusChain()
    assert found == [
        "Show as table",
        "Copy picture",
        "Copy data",
        "Export…",
        frame.chart.accessibleName(),
        "What is this number?",
    ]


def test_compact_has_title_headline_and_one_menu(qtbot: QtBot) -> None:
    frame, shown = _framed(qtbot, compact=True), figure_of(bullets(4))
    frame.show_figure(shown)
    assert _words(frame) == [shown.title, f"{shown.headline}\n{shown.note}"]
    assert _buttons(frame) == {"More about this figure"}
    assert _key(frame).geometry().top() >= 0


def test_the_menu_of_a_compact_figure_has_everything_by_keyboard(qtbot: QtBot) -> None:
    frame, shown = _framed(qtbot, compact=True), figure_of(bullets(4))
    frame.show_figure(shown)
    entries = {entry.text().replace("&", ""): entry for entry in frame.tools.entries.actions() if entry.text()}
    assert list(entries) == ["Show as table", "Copy picture", "Copy data", "Export…", "What is this number?"]
    entries["Show as table"].trigger()
    assert frame.table.isVisible()
    entries["Show as table"].trigger()
    entries["What is this number?"].trigger()
    assert any(shown.definition_lines[1] in words for words in _words(frame))
    for name, signal in (("Copy picture", frame.copied), ("Copy data", frame.copied), ("Export…", frame.export_wanted)):
        with qtbot.waitSignal(signal):
            entries[name].trigger()
    button = next(b for b in frame.findChildren(Button) if b.accessibleName() == "More about this figure")
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert frame.tools.entries.isVisible()
    frame.tools.entries.close()


def test_a_link_of_the_page_stands_in_the_head(qtbot: QtBot) -> None:
    frame, link = _framed(qtbot, compact=True), Link("List of 46")
    frame.add_tool(link)
    frame.show_figure(figure_of(bars(3)))
    QApplication.processEvents()
    assert link.isVisible()
    assert link.mapTo(frame, link.rect().topRight()).x() < frame.tools.geometry().left()


def test_the_key_names_only_what_is_drawn() -> None:
    assert [entry.words for entry in key_of(bullets(4))] == [
        "in time",
        "95 % interval",
        "24 weeks before",
        "agreed share",
    ]
    assert [entry.words for entry in key_of(parts(1))] == [name for name, _tone in parts(1).key]
    assert key_of(bars(3)) == ()
    assert key_of(None) == ()
    assert [entry.words for entry in key_of(intervals(1))] == ["Mean", "95 % interval", "goal", "the period before"]


def test_the_copied_figure_is_light_and_whole(qtbot: QtBot) -> None:
    theme().set_mode(Mode.DARK)
    frame = _framed(qtbot, 360)
    for kind in CHARTS:
        frame.show_figure(figure_of(CHARTS[kind](9)))
        made = frame.picture(1.0)
        dark = {DARK[name].name() for name in ("canvas", "blue", "verm", "purple", "green")}
        assert not colours(made) & dark, kind
        assert made.height() > frame.chart.sizeHint().height() + 60


@pytest.mark.parametrize(
    ("points", "width", "compact"), [(10, 408, False), (14, 434, True), (10, 1296, True), (14, 1296, False)]
)
def test_no_frame_is_clipped_at_any_width(qtbot: QtBot, points: float, width: int, compact: bool) -> None:
    theme().set_points(points)
    page, frames = Page(), []
    for kind in CHARTS:
        frames.append(FigureFrame(compact=compact))
        frames[-1].show_figure(figure_of(CHARTS[kind](5)))
        page.add(frames[-1])
    page.stretch()
    area = ScrollArea(page)
    qtbot.addWidget(area)
    area.resize(width, 900)
    area.show()
    for _turn in range(2):  # what is drawn when it is first seen tells its height a turn later
        QApplication.processEvents()
    assert clipped(page) == []
    assert page.width() <= area.viewport().width()
    for each in frames:
        key = _key(each)
        assert not key.isVisible() or key.height() >= key.heightForWidth(key.width())
        assert each.chart.height() >= each.chart.places.height


def _key(frame: FigureFrame) -> ChartKey:
    found = frame.findChild(ChartKey)
    assert found is not None
    return found


def _buttons(frame: FigureFrame) -> set[str]:
    return {b.accessibleName() for b in frame.findChildren(QPushButton) if b.isVisible()}
