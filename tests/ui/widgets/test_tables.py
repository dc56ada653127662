"""Tables by mouse and keyboard, and how their cells look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from pytestqt.qtbot import QtBot

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.filters import IncidentFilter
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Mode, theme
from desktop_app.ui.widgets.cells import STYLE_ROLE, CellStyle
from desktop_app.ui.widgets.tables import DataTable
from desktop_app.ui.widgets.value_table import ValueTable

Left = Qt.MouseButton.LeftButton
_NONE = QModelIndex()
OPEN = IncidentFilter().where("open", "is", 1)
TABLE = Table(
    ("Classification", "Incidents", "In time"),
    (False, True, True),
    (
        (Cell("Critical"), Cell("18", 18, opens=OPEN), Cell("61 %", 0.61, strong=True)),
        (Cell("High"), Cell("52", 52), Cell("65 %", 0.65, strong=True)),
    ),
)


class Tickets(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.sorted: list[tuple[int, Qt.SortOrder]] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 20

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 3

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"INC{index.row():05}" if index.column() == 0 else "Medium"
        if role == STYLE_ROLE and index.column() == 1:
            return CellStyle(level=3)
        if role == STYLE_ROLE and index.column() == 2:
            return CellStyle(icon="clock", tone="verm", medium=True)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        return ("Incident", "Class", "Goal")[section] if role == Qt.ItemDataRole.DisplayRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sorted.append((column, order))


@pytest.fixture
def tickets() -> Tickets:
    return Tickets()


@pytest.fixture
def table(qtbot: QtBot, tickets: Tickets) -> DataTable:
    made = DataTable(accessible_name="Incidents")
    qtbot.addWidget(made)
    made.setModel(tickets)
    made.resize(500, 300)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_rows_and_head_have_the_heights_of_the_house(table: DataTable) -> None:
    assert table.rowHeight(0) == 33
    assert table.horizontalHeader().height() == 33


def test_a_row_is_opened_with_enter_and_by_double_click(table: DataTable, qtbot: QtBot) -> None:
    table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args[0].row() == 1
    at = QPoint(20, table.rowViewportPosition(3) + 10)
    qtbot.mouseClick(table.viewport(), Left, pos=at)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.mouseDClick(table.viewport(), Left, pos=at)
    assert opened.args[0].row() == 3


def test_the_cell_ring_is_for_the_keyboard(table: DataTable, qtbot: QtBot) -> None:
    qtbot.mouseClick(table.viewport(), Left, pos=QPoint(20, 10))
    assert table.currentIndex().row() == 0
    assert not table.rings(table.currentIndex())
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.rings(table.currentIndex())


def test_a_click_on_the_head_sorts_through_the_model(table: DataTable, tickets: Tickets, qtbot: QtBot) -> None:
    table.setSortingEnabled(True)
    head = table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(1) + 20, 10)
    qtbot.mouseClick(head.viewport(), Left, pos=at)
    qtbot.mouseClick(head.viewport(), Left, pos=at)
    assert [column for column, _order in tickets.sorted[-2:]] == [1, 1]
    assert tickets.sorted[-1][1] is not tickets.sorted[-2][1]


def test_selection_and_marks_follow_the_theme(table: DataTable, qtbot: QtBot) -> None:
    table.selectRow(1)
    at = QPoint(2, table.rowViewportPosition(1) + 4)
    for mode in (Mode.LIGHT, Mode.DARK):
        theme().set_mode(mode)
        assert table.viewport().grab().toImage().pixelColor(at) == theme().tokens.tint


def test_a_hidden_or_moved_column_keeps_the_rules_flush(table: DataTable) -> None:
    index = table.model().index
    assert table.edges(index(0, 0)) == (True, False)
    table.setColumnHidden(2, True)
    assert table.edges(index(0, 1)) == (False, True)
    table.horizontalHeader().moveSection(1, 0)
    assert table.edges(index(0, 1)) == (True, False)


def test_a_plain_qt_model_can_be_shown(qtbot: QtBot) -> None:
    table, model = DataTable(), QStandardItemModel(1, 1)
    qtbot.addWidget(table)
    model.setItem(0, 0, QStandardItem("plain"))
    table.setModel(model)
    assert not table.grab().isNull()


@pytest.fixture
def values(qtbot: QtBot) -> ValueTable:
    made = ValueTable(accessible_name="Targets")
    qtbot.addWidget(made)
    made.resize(700, 200)
    made.show_table(TABLE)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_value_table_is_as_high_and_wide_as_it_must(values: ValueTable) -> None:
    assert values.sizeHint().height() == 33 + 2 * 30 + 1
    assert sum(values.columnWidth(i) for i in range(3)) == values.viewport().width()


def test_a_number_opens_its_incidents_by_mouse_and_keyboard(values: ValueTable, qtbot: QtBot) -> None:
    at = values.visualRect(values.model().index(0, 1)).center()
    with qtbot.waitSignal(values.incidents_wanted) as wanted:
        qtbot.mouseClick(values.viewport(), Left, pos=at)
    assert wanted.args == [OPEN]
    values.setFocus(Qt.FocusReason.TabFocusReason)
    values.setCurrentIndex(values.model().index(0, 0))
    qtbot.keyClick(values, Qt.Key.Key_Right)
    with qtbot.waitSignal(values.incidents_wanted) as wanted:
        qtbot.keyClick(values, Qt.Key.Key_Enter)
    assert wanted.args == [OPEN]


def test_a_number_without_incidents_opens_nothing(values: ValueTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(values.incidents_wanted):
        qtbot.mouseClick(values.viewport(), Left, pos=values.visualRect(values.model().index(1, 2)).center())


def test_a_few_rows_of_many_numbers_stand_as_columns_where_only_that_fits(values: ValueTable, qtbot: QtBot) -> None:
    names = tuple(f"A number {n}" for n in range(8))
    rows = tuple((Cell(kind), *(Cell(f"{kind} {n}", n, opens=OPEN) for n in range(8))) for kind in ("High", "Low"))
    values.show_table(Table(("Classification", *names), (False, *(True for _name in names)), rows))

    def shown() -> list[object]:
        return [values.model().headerData(i, Qt.Orientation.Horizontal) for i in range(values.model().columnCount())]

    assert shown() == ["Classification", "High", "Low"]
    assert values.sizeHint().height() == 33 + 8 * 30 + 1
    assert values.model().index(3, 2).data() == "Low 3"
    at = values.visualRect(values.model().index(3, 2)).center()
    with qtbot.waitSignal(values.incidents_wanted) as wanted:
        qtbot.mouseClick(values.viewport(), Left, pos=at)
    assert wanted.args == [OPEN]
    values.resize(1400, 400)
    assert shown() == ["Classification", *names]
    assert values.sizeHint().height() == 33 + 2 * 30 + 1


@pytest.mark.parametrize("points", [10, 14])
def test_no_value_is_cut_however_narrow_the_table(values: ValueTable, points: float) -> None:
    theme().set_points(points)
    values.resize(260, 200)
    values.show_table(TABLE)
    for column in range(3):
        head = theme().width(TABLE.columns[column], TextStyle.CAPTION_MEDIUM)
        assert values.columnWidth(column) >= head + 16
