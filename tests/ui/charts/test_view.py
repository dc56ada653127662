"""Every chart as a widget: mouse, keyboard, words for screen readers, colours."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop_app.domain.charts import BarRow, Bars, Chart
from desktop_app.domain.filters import IncidentFilter
from desktop_app.ui.charts.picture import HANG
from desktop_app.ui.charts.view import ChartView
from desktop_app.ui.theme import DARK, LIGHT, Mode, Tokens, theme
from tests.ui.charts.charts import CHARTS, bars, bullets, flow, matrix, normal_range
from tests.ui.pictures import colours

LEFT = Qt.MouseButton.LeftButton
UNMIXED = ("canvas", "blue", "verm", "purple", "green")  # no smoothed edge of the other theme has one of these


def shown(qtbot: QtBot, chart: Chart, width: int = 1200) -> ChartView:
    made = ChartView()
    made.show_chart(chart, first="System error", name="The headline")
    qtbot.addWidget(made)
    made.resize(width, 400)
    made.resize(width, made.sizeHint().height())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    return made


def only(tokens: Tokens) -> set[str]:
    """Colours that the other theme does not have."""
    other = LIGHT if tokens is DARK else DARK
    return {tokens[name].name() for name in UNMIXED} - {other[name].name() for name in UNMIXED}


def test_the_keyboard_walks_over_every_row_and_opens_what_is_behind_it(qtbot: QtBot) -> None:
    view = shown(qtbot, bars(3))
    for kind in CHARTS:
        view.show_chart(CHARTS[kind](5))
        _walk(qtbot, view)


def _walk(qtbot: QtBot, view: ChartView) -> None:
    opened: list[IncidentFilter] = []
    view.opened.connect(opened.append)
    for _row in view.places.stops:
        qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    wanted = []
    for row in view.places.stops:
        for at, stop in enumerate(row):
            if at:
                qtbot.keyClick(view, Qt.Key.Key_Right)
            assert view.stop_cursor.stop is stop
            qtbot.keyClick(view, Qt.Key.Key_Return)
            wanted += [stop.opens] if stop.opens is not None else []
        for _stop in row:
            qtbot.keyClick(view, Qt.Key.Key_Left)
        qtbot.keyClick(view, Qt.Key.Key_Down)
        if view.places.across:
            qtbot.keyClick(view, Qt.Key.Key_Home)
    assert opened == wanted != []
    view.opened.disconnect(opened.append)


def test_a_click_opens_the_incidents_behind_a_mark(qtbot: QtBot) -> None:
    view = shown(qtbot, bars(3))
    for kind in CHARTS:
        view.show_chart(CHARTS[kind](4))
        view.resize(view.width(), view.sizeHint().height())
        stop = next(stop for row in view.places.stops for stop in reversed(row) if stop.opens is not None)
        with qtbot.waitSignal(view.opened) as opened:
            qtbot.mouseClick(view, LEFT, pos=_on(stop.ring))
        assert opened.args == [stop.opens]


def test_the_number_of_a_row_opens_something_else_than_the_row(qtbot: QtBot) -> None:
    view = shown(qtbot, bullets(4))
    row, number = view.places.stops[1][:2]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [number.opens] != [row.opens]


def test_home_and_end_go_to_the_first_and_last_week_or_row(qtbot: QtBot) -> None:
    weeks, rows = shown(qtbot, normal_range(20)), shown(qtbot, bars(5))
    qtbot.keyClick(weeks, Qt.Key.Key_End)
    assert weeks.stop_cursor.stop is weeks.places.stops[0][-1]
    qtbot.keyClick(weeks, Qt.Key.Key_Home)
    assert weeks.stop_cursor.stop is weeks.places.stops[0][0]
    qtbot.keyClick(rows, Qt.Key.Key_End)
    assert rows.stop_cursor.stop is rows.places.stops[-1][0]


def test_down_stays_in_the_same_week(qtbot: QtBot) -> None:
    view = shown(qtbot, flow(20))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(view, key)
    assert view.stop_cursor.stop is view.places.stops[1][2]


def test_other_keys_are_left_to_the_page(qtbot: QtBot) -> None:
    view = shown(qtbot, bars(3))
    before = view.stop_cursor.stop
    qtbot.keyClick(view, Qt.Key.Key_F)
    assert view.stop_cursor.stop is before


def test_the_focus_ring_is_drawn_by_keyboard_and_not_by_mouse(qtbot: QtBot) -> None:
    view = shown(qtbot, matrix(4))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert LIGHT.accent.name() in colours(view.grab())
    qtbot.mouseClick(view, LEFT, pos=_on(view.places.stops[2][0].ring))
    assert LIGHT.accent.name() not in colours(view.grab())


def test_a_row_under_the_mouse_is_marked_when_it_leads_somewhere(qtbot: QtBot) -> None:
    view = shown(qtbot, bars(3))
    qtbot.mouseMove(view, _on(view.places.stops[0][0].ring))
    assert LIGHT.hover.name() in colours(view.grab())
    assert view.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert LIGHT.hover.name() not in colours(view.grab())


def test_words_on_the_plot_are_seen_from_the_first_chart_on(qtbot: QtBot) -> None:
    view = shown(qtbot, normal_range(24))
    assert view.places.words
    for word in view.places.words:
        box = word.box.translated(HANG, 0).toAlignedRect()
        assert len(colours(view.grab(box))) > 1, word.text


def test_names_from_data_are_plain_text_in_tips(qtbot: QtBot) -> None:
    view = shown(qtbot, Bars((BarRow("<b>bold</b>", 3, ()),), ()))
    at = _on(view.places.stops[0][0].ring)
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(at)))
    assert QToolTip.text() == "<span>&lt;b&gt;bold&lt;/b&gt;</span>"
    nowhere = QPoint(view.width() // 2, view.height() - 1)
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, nowhere, view.mapToGlobal(nowhere)))


def test_the_copied_picture_is_light_in_a_dark_window(qtbot: QtBot) -> None:
    theme().set_mode(Mode.DARK)
    view = shown(qtbot, bars(3))
    for kind in CHARTS:
        view.show_chart(CHARTS[kind](9))
        copied = colours(view.copy_picture(1.0))
        assert LIGHT.canvas.name() in copied
        assert not copied & only(DARK), kind


def test_a_chart_follows_the_theme(qtbot: QtBot) -> None:
    view = shown(qtbot, bars(3))
    for kind in CHARTS:
        theme().set_mode(Mode.LIGHT)
        view.show_chart(CHARTS[kind](9))
        assert not colours(view.grab()) & only(DARK), kind
        theme().set_mode(Mode.DARK)
        drawn = colours(view.grab())
        assert not drawn & only(LIGHT), kind
        assert drawn & {DARK.blue.name(), DARK.track.name()}, kind


def test_fixed_colours_do_not_follow_the_theme(qtbot: QtBot) -> None:
    made = ChartView(tokens=LIGHT)
    made.show_chart(normal_range(20))
    qtbot.addWidget(made)
    made.resize(800, 300)
    theme().set_mode(Mode.DARK)
    assert not colours(made.grab()) & only(DARK)


def test_larger_type_makes_the_chart_taller_at_once(qtbot: QtBot) -> None:
    view = shown(qtbot, bars(5))
    before = view.sizeHint().height()
    theme().set_points(14)
    assert view.sizeHint().height() > before


def test_a_chart_of_another_kind_takes_the_place_of_the_one_before(qtbot: QtBot) -> None:
    view = shown(qtbot, normal_range(20))
    view.show_chart(bars(3))
    assert LIGHT.verm.name() not in colours(view.grab())
    view.show_chart(normal_range(20))
    assert LIGHT.verm.name() in colours(view.grab())


def test_a_chart_draws_on_a_printers_painter_inside_its_box(qtbot: QtBot) -> None:
    view = shown(qtbot, bars(3))
    page = QPixmap(400, 400)
    page.fill(LIGHT.mark)
    painter = QPainter(page)
    view.draw_on(painter, QRectF(50, 50, 300, 300))
    painter.end()
    image = page.toImage()
    assert image.pixelColor(20, 200) == LIGHT.mark
    assert LIGHT.blue.name() in colours(page)


def test_the_headline_is_its_name(qtbot: QtBot) -> None:
    assert shown(qtbot, bars(3)).accessibleName() == "The headline"


def _on(ring: QRectF) -> QPoint:
    at = ring.center() + QPointF(HANG, 0)
    return at.toPoint()
