"""The menu that chooses columns and order, from the head of the table, from its button and by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.language import _
from desktop_app.services.view_layouts import ALWAYS
from desktop_app.ui.incidents.columns import ColumnChoice


class ColumnsMenu(QMenu):
    """Filled anew each time it opens; ``sort_wanted`` carries a column's key."""

    changed = Signal()
    sort_wanted = Signal(str)

    def __init__(self, choice: ColumnChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self._sort = ("opened", False)
        self._column = ""
        self._of_column: list[QAction] = []
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)

    def show_sort(self, key: str, *, descending: bool) -> None:
        self._sort = (key, descending)

    def show_column(self, key: str, actions: Sequence[QAction]) -> None:
        """Offer ``actions`` for the column of this key; no key, no offer."""
        self._column, self._of_column = key, list(actions)

    def _fill(self) -> None:
        self.clear()
        if self._column:
            title = self._choice.columns[self._column].title.replace("&", "&&")
            self.addMenu(_("Column “{name}”").format(name=title)).addActions(self._of_column)
            self.addSeparator()
        for key in self._choice.order:
            action = self.addAction(self._choice.columns[key].title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(self._choice.is_shown(key))
            action.setEnabled(key != ALWAYS)
            action.toggled.connect(partial(self._show, key))
        self.addSeparator()
        self._fill_sorting(self.addMenu(_("&Sort by")))
        self.addAction(_("&Reset columns")).triggered.connect(self._reset)

    def _fill_sorting(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        key_now, descending = self._sort
        for key in self._choice.order:
            action = QAction(self._choice.columns[key].title.replace("&", "&&"), group)
            action.setCheckable(True)
            action.setChecked(key == key_now)
            action.triggered.connect(partial(self._sort_by, key, key_now))
            menu.addAction(action)
        menu.addSeparator()
        turn = menu.addAction(_("&Descending"))
        turn.setCheckable(True)
        turn.setChecked(descending)
        turn.triggered.connect(lambda: self.sort_wanted.emit(key_now))  # the same column again turns the order

    def _sort_by(self, key: str, key_now: str) -> None:
        if key != key_now:
            self.sort_wanted.emit(key)

    def _show(self, key: str, shown: bool) -> None:
        self._choice.show(key, shown)
        self.changed.emit()

    def _reset(self) -> None:
        self._choice.reset()
        self.changed.emit()
