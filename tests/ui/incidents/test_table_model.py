"""A long list is read in pages, only where somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import get_ident

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.classifications import Classification
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import PauseReason, Status
from desktop_app.services.incident_lists import COLUMNS, GoalState, IncidentRow
from desktop_app.ui.incidents.columns import ColumnChoice, ShortMemory
from desktop_app.ui.incidents.table import IncidentTable, stretches
from desktop_app.ui.incidents.table_model import KEPT_PAGES, PAGE, IncidentTableModel
from desktop_app.ui.operations import Operations
from tests.ui.quiet import until_quiet

TOTAL = 100_000
START = datetime(2026, 1, 1, tzinfo=UTC)


class LongList:
    """Rows made when they are asked for, as the service's list reads them from its file."""

    total = of = TOTAL
    filter = IncidentFilter()
    as_of = START

    def __init__(self) -> None:
        self.read: list[int] = []
        self.threads: set[int] = set()

    def page(self, start: int, count: int) -> tuple[IncidentRow, ...]:
        self.read.append(start // PAGE)
        self.threads.add(get_ident())
        return tuple(_row(i) for i in range(start, min(start + count, TOTAL)))


def _row(i: int) -> IncidentRow:
    return IncidentRow(
        i, f"INC{i:07}", f"Title {i}", Classification.LOW, Status.IN_WORK, PauseReason.NONE, "In work", "", "", "",
        START + timedelta(minutes=i), GoalState.AHEAD, "in 2 h", "Ops only",
    )  # fmt: skip


@pytest.fixture
def shown(qtbot: QtBot, operations: Operations) -> Callable[[], tuple[IncidentTable, LongList]]:
    def show() -> tuple[IncidentTable, LongList]:
        model = IncidentTableModel(operations)
        table = IncidentTable(model, ColumnChoice(ShortMemory()))
        qtbot.addWidget(table)
        found = LongList()
        model.setParent(table)
        table.resize(1000, 600)
        table.show()
        model.show(found, {0: found.page(0, PAGE)})  # type: ignore[arg-type]
        return table, found

    return show


def test_scrolling_through_a_hundred_thousand_rows_reads_few_of_them(
    qtbot: QtBot, operations: Operations, shown: Callable[[], tuple[IncidentTable, LongList]]
) -> None:
    table, found = shown()
    model, bar = table.model(), table.verticalScrollBar()
    found.threads.clear()
    assert model.rowCount() == TOTAL
    for share in range(1, 200):
        bar.setValue(bar.maximum() * share // 200)
        table.viewport().repaint()
    last = model.index(TOTAL - 1, COLUMNS.index("ticket"))
    table.scrollToBottom()
    table.viewport().repaint()
    qtbot.waitUntil(lambda: last.data() == f"INC{TOTAL - 1:07}", timeout=5_000)
    until_quiet(qtbot, operations)
    assert len(set(found.read)) < 60, "a drag of the bar reads where it stops, not all it passes"
    assert get_ident() not in found.threads, "rows are never read on the GUI thread"
    assert model.pages_kept <= KEPT_PAGES


def test_a_row_that_is_not_there_yet_shows_a_dot_and_then_itself(
    qtbot: QtBot, shown: Callable[[], tuple[IncidentTable, LongList]]
) -> None:
    table, _found = shown()
    index = table.model().index(50_000, COLUMNS.index("ticket"))
    assert index.data() == "·"
    qtbot.waitUntil(lambda: index.data() == "INC0050000")


def test_only_the_newest_pages_are_kept(
    qtbot: QtBot, operations: Operations, shown: Callable[[], tuple[IncidentTable, LongList]]
) -> None:
    table, _found = shown()
    model = table.model()
    for page in range(0, 160, 4):
        index = model.index(page * PAGE, 0)
        if index.data() == "·":
            qtbot.waitUntil(lambda i=index: i.data() != "·")
    assert model.pages_kept <= KEPT_PAGES


def test_all_rows_can_be_selected_at_once(shown: Callable[[], tuple[IncidentTable, LongList]]) -> None:
    table, found = shown()
    table.selectAll()
    assert table.selected_ranges() == [(0, TOTAL - 1)]
    assert table.selected_count() == TOTAL
    assert found.read == [0]


def test_a_selection_is_kept_as_few_stretches() -> None:
    assert stretches([7, 3, 4, 5, 9, 8, 1]) == [(1, 1), (3, 5), (7, 9)]
    assert stretches([]) == []
