"""The repair-time chart: layout at any width, mouse, keyboard, words and colours."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop_app.domain.classifications import Classification
from desktop_app.domain.routes import RouteGroup
from desktop_app.ui.charts.marks import MARKS, outline
from desktop_app.ui.charts.repair_time import RepairTimeChart
from desktop_app.ui.charts.repair_time_layout import LEAST_PLOT, lay_out
from desktop_app.ui.charts.repair_time_picture import HANG
from desktop_app.ui.theme import DARK, LIGHT, Mode, Tokens, theme
from tests.ui.charts.figures import figure, route_filter
from tests.ui.pictures import colours

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def chart(qtbot: QtBot) -> RepairTimeChart:
    made = RepairTimeChart()
    qtbot.addWidget(made)
    made.resize(1184, 420)
    made.show_figure(figure())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _marks(tokens: Tokens) -> set[str]:
    return {tokens.blue.name(), tokens.verm.name(), tokens.purple.name()}


@pytest.mark.parametrize("points", [10, 14])
@pytest.mark.parametrize("width", [760, 904, 1168, 1800])
@pytest.mark.parametrize("routes", [(RouteGroup.ALL,), tuple(RouteGroup)[1:]])
def test_no_words_overlap_or_leave_the_chart(points: float, width: int, routes: tuple[RouteGroup, ...]) -> None:
    theme().set_points(points)
    layout = lay_out(figure(routes=routes), width)
    for one, other in combinations(layout.words, 2):
        shared = one.box.intersected(other.box)
        assert shared.width() < 1 or shared.height() <= theme().px(4), (one.text, other.text)
    for word in layout.words:
        assert QRectF(0, 0, width, layout.height).contains(word.box), word.text
        assert theme().width(word.text, word.style) <= word.box.width() + 1, f"{word.text} is cut"


def test_the_plot_gives_way_until_columns_do() -> None:
    wide, narrow = lay_out(figure(), 1168), lay_out(figure(), 866)
    assert len(wide.rows[0].cells) == 5
    assert wide.plot.width() > narrow.plot.width() >= LEAST_PLOT
    assert sorted(narrow.rows[0].cells) == [0, 2, 4]
    assert "P85" not in [word.text for word in narrow.words]
    least = lay_out(figure(), 600)
    assert sorted(least.rows[0].cells) == [0, 4]
    assert least.plot.width() >= 150


def test_figures_stand_in_line_with_their_rows() -> None:
    for place in lay_out(figure(), 1168).rows:
        assert {box.center().y() for box in place.cells.values()} == {place.box.center().y()}


def test_groups_with_one_row_keep_room_for_their_goal() -> None:
    layout = lay_out(figure(routes=(RouteGroup.ALL,)), 1168)
    tops = [place.box.top() for place in layout.rows]
    assert all(lower - upper >= 40 for upper, lower in pairwise(tops))


def test_labels_of_the_axis_do_not_touch(chart: RepairTimeChart) -> None:
    chart.grab()
    boxes = [box for _label, box in chart.plot.axis.shown_labels]
    assert len(boxes) > 4
    assert all(not one.intersects(other) for one, other in combinations(boxes, 2))


def test_every_route_has_its_own_shape() -> None:
    shapes = {group: MARKS[group].shape for group in RouteGroup if group is not RouteGroup.ALL}
    assert len(set(shapes.values())) == len(shapes)
    areas = [
        outline(shape).boundingRect().width() * outline(shape).boundingRect().height() for shape in shapes.values()
    ]
    assert max(areas) < 2 * min(areas)


def test_a_click_on_a_number_opens_what_it_counts(chart: RepairTimeChart, qtbot: QtBot) -> None:
    place = chart.places.rows[3]
    at = place.cells[0].center() + QPointF(HANG, 0)
    with qtbot.waitSignal(chart.opened) as opened:
        qtbot.mouseClick(chart, Left, pos=at.toPoint())
    assert opened.args == [place.row.cells[0].opens]


def test_a_click_elsewhere_on_a_row_opens_the_row(chart: RepairTimeChart, qtbot: QtBot) -> None:
    place = chart.places.rows[1]
    for x in (place.label.center().x(), chart.places.plot.center().x()):
        with qtbot.waitSignal(chart.opened) as opened:
            qtbot.mouseClick(chart, Left, pos=QPoint(int(x) + HANG, int(place.box.center().y())))
        assert opened.args == [route_filter(Classification.CRITICAL, RouteGroup.THROUGH_DEV)]


def test_a_click_outside_the_rows_opens_nothing(chart: RepairTimeChart, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(chart.opened):
        qtbot.mouseClick(chart, Left, pos=QPoint(40, 5))


def test_the_keyboard_reaches_every_row_and_number(chart: RepairTimeChart, qtbot: QtBot) -> None:
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(chart, key)
    with qtbot.waitSignal(chart.opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == [chart.places.rows[1].row.opens]
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    with qtbot.waitSignal(chart.opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Space)
    assert opened.args == [chart.places.rows[1].row.cells[0].opens]
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    with qtbot.waitSignal(chart.opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Enter)
    assert opened.args == [chart.places.rows[-1].row.opens]


def test_the_ring_shows_for_the_keyboard_alone(chart: RepairTimeChart, qtbot: QtBot) -> None:
    accent = theme().tokens.accent
    chart.clearFocus()
    qtbot.mouseClick(chart, Left, pos=QPoint(200, int(chart.places.rows[0].box.center().y())))
    row = chart.places.rows[0].box.translated(HANG, 0)
    edge = QPoint(int(row.center().x()) - 300, int(row.top()))
    assert chart.grab().toImage().pixelColor(edge) != accent
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.grab().toImage().pixelColor(edge) == accent


def test_a_screen_reader_hears_headline_definition_and_figures(chart: RepairTimeChart) -> None:
    assert chart.accessibleName() == figure().headline
    heard = chart.accessibleDescription()
    assert figure().definition in heard
    assert "Classification Critical, Route Through Dev, In time 88 %" in heard


def test_a_row_tells_itself_in_a_tool_tip(chart: RepairTimeChart) -> None:
    place = chart.places.rows[0]
    at = QPoint(int(place.box.center().x()), int(place.box.center().y()))
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, at, chart.mapToGlobal(at)))
    assert QToolTip.text().startswith("Critical, Ops only\nIn time: 88 %")
    QToolTip.hideText()


def test_a_change_of_theme_recolours_the_marks(chart: RepairTimeChart) -> None:
    assert _marks(LIGHT) <= colours(chart.grab())
    theme().set_mode(Mode.DARK)
    dark = colours(chart.grab())
    assert _marks(DARK) <= dark
    assert LIGHT.blue.name() not in dark


def test_a_copied_picture_is_light_in_the_dark(chart: RepairTimeChart) -> None:
    theme().set_mode(Mode.DARK)
    picture = chart.copy_picture()
    assert picture.deviceIndependentSize().width() == chart.width()
    assert {LIGHT.canvas.name(), LIGHT.text.name()} | _marks(LIGHT) <= colours(picture)
    assert DARK.canvas.name() not in colours(picture)


def test_the_chart_is_drawn_into_a_page_s_box(chart: RepairTimeChart) -> None:
    page = QPixmap(800, 600)
    page.fill(LIGHT.canvas)
    painter = QPainter(page)
    chart.draw_on(painter, QRectF(100, 100, 600, 400))
    painter.end()
    assert LIGHT.blue.name() in colours(page)
    inside = QRect(100, 100, 600, 400)
    for outside in (QRect(0, 0, 800, 100), QRect(0, 0, 100, 600), QRect(700, 0, 100, 600), QRect(0, 500, 800, 100)):
        assert not outside.intersects(inside)
        assert colours(page.copy(outside)) == {LIGHT.canvas.name()}


def test_the_mouse_cannot_drag_or_open_menus_of_the_plot(chart: RepairTimeChart, qtbot: QtBot) -> None:
    view = chart.plot.getPlotItem().getViewBox()
    before = view.viewRange()
    middle = chart.places.plot.center().toPoint()
    qtbot.mousePress(chart, Qt.MouseButton.RightButton, pos=middle)
    qtbot.mouseMove(chart, middle + QPoint(60, 20))
    qtbot.mouseRelease(chart, Qt.MouseButton.RightButton, pos=middle)
    assert view.viewRange() == before
    assert QApplication.activePopupWidget() is None
    assert chart.plot.getPlotItem().buttonsHidden


def test_a_new_figure_takes_the_place_of_the_old(chart: RepairTimeChart, qtbot: QtBot) -> None:
    items = len(chart.plot.getPlotItem().items)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    chart.show_figure(figure(routes=(RouteGroup.ALL,), zeros=2))
    assert len(chart.plot.getPlotItem().items) < items
    with qtbot.waitSignal(chart.opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Enter)
    assert opened.args == [chart.places.rows[-1].row.opens]


def test_a_figure_without_incidents_can_be_drawn(chart: RepairTimeChart) -> None:
    chart.show_figure(figure(times=(), goal=None))
    assert not chart.grab().isNull()


def test_repairs_of_zero_minutes_are_drawn_in_their_gutter(chart: RepairTimeChart) -> None:
    chart.show_figure(figure(zeros=5))
    place = chart.places.plot.translated(HANG, 0).toRect()
    gutter = QRect(place.left(), place.top() + 30, round(place.width() * 0.05), place.height() - 40)
    assert len(colours(chart.grab().copy(gutter))) > 3
    chart.show_figure(figure())
    assert colours(chart.grab().copy(gutter)) <= {LIGHT.canvas.name(), LIGHT.line.name()}
