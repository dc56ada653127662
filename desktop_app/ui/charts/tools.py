"""What can be done with a figure: as buttons in its head, or in one menu where a page has many."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.painting import RING

HEIGHT = 28


class FigureTools(QWidget):
    """A row of icon buttons."""

    table_wanted = Signal(bool)
    picture_wanted = Signal()
    data_wanted = Signal()
    export_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._swap = _tool("table-2", _("Show as table"))
        self._swap.setCheckable(True)
        self._swap.toggled.connect(self._swapped)
        self._copy = _tool("copy", _("Copy picture"))
        data, export = _tool("file-spreadsheet", _("Copy data")), _tool("download", _("Export…"))
        self._copy.clicked.connect(self.picture_wanted.emit)
        data.clicked.connect(self.data_wanted.emit)
        export.clicked.connect(self.export_wanted.emit)
        self.setLayout(row(self._swap, self._copy, data, export, spacing=0))

    def allow(self, *, picture: bool, table: bool) -> None:
        """Offer only what the figure has: without a picture there is nothing to swap or to copy as one."""
        self._swap.setVisible(picture and table)
        self._copy.setVisible(picture)

    def _swapped(self, shown: bool) -> None:
        self._swap.setToolTip(_("Show as chart") if shown else _("Show as table"))
        self._swap.setAccessibleName(self._swap.toolTip())
        self.table_wanted.emit(shown)


class FigureMenu(Button):
    """One button whose menu has the same, and the definition."""

    table_wanted = Signal(bool)
    picture_wanted = Signal()
    data_wanted = Signal()
    export_wanted = Signal()
    definition_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__("", icon="ellipsis", look=Look.QUIET, tip=_("More about this figure"), height=HEIGHT)
        self.entries = QMenu(self)
        self._table = self._entry("table-2", _("Show as &table"))
        self._picture = self._entry("copy", _("&Copy picture"))
        data = self._entry("file-spreadsheet", _("Copy &data"))
        export = self._entry("download", _("&Export…"))
        self.entries.addSeparator()
        definition = self._entry("circle-help", _("&What is this number?"))
        for action in (self._table, definition):
            action.setCheckable(True)
        self._table.toggled.connect(self.table_wanted)
        self._picture.triggered.connect(self.picture_wanted.emit)
        data.triggered.connect(self.data_wanted.emit)
        export.triggered.connect(self.export_wanted.emit)
        definition.toggled.connect(self.definition_wanted)
        self.clicked.connect(self._open)

    def allow(self, *, picture: bool, table: bool, swap: bool = False) -> None:
        """Offer only what the figure has: without a picture there is nothing to copy as one, or to swap with a table.

        ``swap`` is for what stands in a picture's place without being one.
        """
        self._table.setVisible((picture or swap) and table)
        self._picture.setVisible(picture)

    def _entry(self, icon: str, words: str) -> QAction:
        action = self.entries.addAction(words)
        theme().icons.dress(action, icon)
        return action

    def _open(self) -> None:
        """Below the button, the right edges of both in one line."""
        right = self.mapToGlobal(QPoint(self.width() - RING, self.height() + theme().px(2)))
        self.entries.popup(QPoint(right.x() - self.entries.sizeHint().width(), right.y()))


def _tool(icon: str, tip: str) -> Button:
    return Button("", icon=icon, look=Look.QUIET, tip=tip, height=HEIGHT)
