"""Puts the user's columns on the head of the table, and learns from the head what the user does to them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QTableView

from desktop_app.domain.durations import DAY, duration
from desktop_app.domain.language import _
from desktop_app.domain.stamps import brief, stamp
from desktop_app.services.incident_lists import COLUMNS
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.incidents.columns import ColumnChoice
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import PADDING
from desktop_app.ui.widgets.tables import ARROW

STAMPS = ("acknowledged", "restored", "resolved", "closed")
WIDEST = datetime(2028, 12, 28, 20, 28, tzinfo=UTC)


class Placing(QObject):
    """``sort_wanted`` carries the key of the column whose head was clicked."""

    sort_wanted = Signal(str)
    arranged = Signal()  # by hand: order or width of a column

    def __init__(self, table: QTableView, model: IncidentTableModel, choice: ColumnChoice) -> None:
        super().__init__(table)
        self._table, self._model, self._choice, self._quiet = table, model, choice, False
        self._header = header = table.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(True)
        header.sectionClicked.connect(self._on_head)
        header.sectionMoved.connect(self._on_moved)
        header.sectionResized.connect(self._on_resized)
        model.titled.connect(self.place)
        self._sorted = ("opened", False)
        self._relay = QTimer(self)  # once after a drag, not at each of its pixels
        self._relay.setSingleShot(True)
        self._relay.setInterval(250)
        self._relay.timeout.connect(self.place)
        self.place()

    def place(self) -> None:
        """Show, order and size the columns as chosen and as far as the width allows."""
        header, width = self._header, self._table.viewport().width()
        empty = () if self._model.has_titles else ("title",)
        placed = self._choice.placed(width, self._needed(), theme().scale, empty)
        visible = [p.key for p in placed]
        order = [*visible, *(key for key in self._choice.order if key not in visible)]
        with self._silently():
            for key in order:
                header.setSectionHidden(COLUMNS.index(key), key not in visible)
            for place, key in enumerate(order):  # hidden ones come last, so that the first shown is the first of all
                header.moveSection(header.visualIndex(COLUMNS.index(key)), place)
            for column in placed:
                header.resizeSection(COLUMNS.index(column.key), column.width)
        widths = {column.key: column.width for column in placed}
        self._model.set_narrow(widths.get("opened", 0) < _width_of(stamp(WIDEST)))
        self._table.viewport().update()

    def keys(self) -> list[str]:
        """The visible columns from left to right."""
        header = self._header
        sections = [header.logicalIndex(place) for place in range(header.count())]
        return [COLUMNS[section] for section in sections if not header.isSectionHidden(section)]

    def move(self, key: str, places: int) -> None:
        """Move a visible column to the right, or to the left by a negative number."""
        keys = self.keys()
        if key not in keys:
            return
        place = keys.index(key)
        keys.insert(max(0, min(len(keys) - 1, place + places)), keys.pop(place))
        self._choice.reorder(keys)
        self.place()
        self.arranged.emit()

    def widen(self, key: str, by: int) -> None:
        """Make a column wider by so many pixels of the base text size, or narrower."""
        width = self._header.sectionSize(COLUMNS.index(key)) + theme().px(by)
        self._choice.resize(key, max(width, self._header.minimumSectionSize()))
        self.place()
        self.arranged.emit()

    def fit(self, key: str) -> None:
        """Leave a column's width to the table."""
        self._choice.fit(key)
        self.place()
        self.arranged.emit()

    def hide(self, key: str) -> None:
        self._choice.show(key, False)
        self.place()
        self.arranged.emit()

    def show_sort(self, key: str, *, descending: bool) -> None:
        self._sorted = (key, descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(COLUMNS.index(key), order)

    def _needed(self) -> dict[str, int]:
        """What each head takes with its arrow, a stamp without its year or time, and 999 days past the goal."""
        look = theme()
        extra = 2 * PADDING + look.px(ARROW) + 6
        columns = self._choice.columns.values()
        needed = {c.key: math.ceil(look.width(c.title, TextStyle.CAPTION_STRONG)) + extra for c in columns}
        needed["opened"] = max(needed["opened"], *(_width_of(brief(WIDEST, year)) for year in (WIDEST.year, 0)))
        for key in STAMPS:
            needed[key] = max(needed[key], _width_of(stamp(WIDEST)))
        past = _("{time} past").format(time=duration(999 * DAY))
        needed["goal"] = max(needed["goal"], _width_of(past, TextStyle.BODY_STRONG) + look.px(20))
        return needed

    @contextmanager
    def _silently(self) -> Iterator[None]:
        """Changes of the head in here are ours, not the user's."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def _on_head(self, section: int) -> None:
        self.sort_wanted.emit(COLUMNS[section])

    def _on_moved(self, _logical: int, _old: int, _new: int) -> None:
        if not self._quiet:
            self._choice.reorder(self.keys())
            self.arranged.emit()

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if not self._quiet and new > 0:
            self._choice.resize(COLUMNS[section], new)
            self._relay.start()
            self.arranged.emit()


def _width_of(words: str, style: TextStyle = TextStyle.BODY) -> int:
    return math.ceil(theme().width(words, style)) + 2 * PADDING + 2
