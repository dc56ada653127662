"""Plain Qt tables over the same workspace, each in a process of its own: what a small program would do.

Both print JSON with ``open`` and the slowest ``sort`` in seconds, ``jump`` in seconds, and ``mb`` of memory.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from tests.benchmarks.report import megabytes

SHOWN = ("ticket", "title", "classification", "status", "team_id", "system_id", "system_error_id", "opened_at")
SORTED = ("title", "classification", "team_id", "opened_at")
JUMPS = 9


def _seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _report(view: QTableView, opened: float, sorts: list[float], rows: int) -> None:
    def jump(row: int) -> None:
        view.scrollTo(view.model().index(row, 0), QTableView.ScrollHint.PositionAtTop)
        view.viewport().grab()

    jumps = [_seconds(lambda r=rows * place // JUMPS: jump(r)) for place in range(JUMPS)]
    print(json.dumps({"open": opened, "sort": max(sorts), "jump": statistics.median(jumps), "mb": megabytes("VmHWM")}))


def sql_table(database: str) -> None:
    """QSqlTableModel with every row fetched: before that it can neither count nor jump."""
    from PySide6.QtSql import QSqlDatabase, QSqlTableModel

    application = QApplication([])
    view = QTableView()
    view.resize(1200, 700)
    view.show()
    application.processEvents()
    link = QSqlDatabase.addDatabase("QSQLITE")
    link.setDatabaseName(database)
    if not link.open():
        raise RuntimeError(link.lastError().text())
    model = QSqlTableModel(db=link)
    model.setTable("incident")

    def fill() -> None:
        model.select()
        while model.canFetchMore():
            model.fetchMore()
        view.setModel(model)
        view.viewport().grab()

    def sort(column: str) -> None:
        model.setSort(model.fieldIndex(column), Qt.SortOrder.AscendingOrder)
        fill()

    opened = _seconds(fill)
    _report(view, opened, [_seconds(lambda c=column: sort(c)) for column in SORTED], model.rowCount())


class _Rows(QAbstractTableModel):
    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(SHOWN)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def proxy_table(database: str) -> None:
    """QSortFilterProxyModel over a list of Python tuples."""
    application = QApplication([])
    view, proxy = QTableView(), QSortFilterProxyModel()
    view.resize(1200, 700)
    view.show()
    application.processEvents()
    link = sqlite3.connect(database)

    def fill() -> _Rows:
        rows = link.execute(f"SELECT {', '.join(SHOWN)} FROM incident").fetchall()  # noqa: S608
        model = _Rows(rows)
        proxy.setSourceModel(model)
        view.setModel(proxy)
        view.viewport().grab()
        return model

    def sort(column: str) -> None:
        proxy.sort(SHOWN.index(column))
        view.viewport().grab()

    began = time.perf_counter()
    model = fill()
    opened = time.perf_counter() - began
    _report(view, opened, [_seconds(lambda c=column: sort(c)) for column in SORTED], model.rowCount())


if __name__ == "__main__":
    {f.__name__: f for f in (sql_table, proxy_table)}[sys.argv[1]](*sys.argv[2:])
