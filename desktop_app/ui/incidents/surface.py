"""The parts of the page around the table: what is said above it, why it is empty, the place of the pane."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedLayout, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.layouts import HANG, column, row
from desktop_app.ui.widgets.side import Side

BESIDE_FROM = 1180  # width of the window from which on the pane stands beside the table


class Middle(QWidget):
    """The table, or why there is none; blank while the first list is on its way."""

    def __init__(self, table: QWidget, buttons: tuple[Button, ...], clear: Button) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)
        self._clear = clear
        self._blank = QWidget()
        self._table = table
        self._none = EmptyState(
            _("No incidents yet"), _("Import a ticket dump, or log the first incident by hand."), buttons=buttons
        )
        self._nothing = EmptyState(_("No incident fits"), _("Nothing here fits the filter."), buttons=(clear,))
        for widget in (self._blank, table, self._none, self._nothing):
            self._stack.addWidget(widget)

    def show_for(self, *, total: int, of: int, narrowed: bool, nothing: str) -> None:
        """``nothing`` is said of a view that is empty by itself."""
        if total:
            self._stack.setCurrentWidget(self._table)
        elif not of:
            self._stack.setCurrentWidget(self._none)
        else:
            self._nothing.say(
                _("No incident fits") if narrowed else _("No incidents here"),
                _("Take a filter away to see more.") if narrowed else nothing,
            )
            self._clear.setText(_("Clear the filter") if narrowed else _("Show all incidents"))
            self._stack.setCurrentWidget(self._nothing)


class Body(QWidget):
    """The list at the left and the pane beside it, over it when the window is narrow."""

    def __init__(
        self,
        filters: QWidget,
        save_changes: QWidget,
        bars: tuple[QWidget, ...],
        groups: QWidget,
        middle: QWidget,
        bulk: QWidget,
        side: Side,
    ) -> None:
        super().__init__()
        self._side = side
        self._over = False
        above = [row((filters, 1), save_changes), *(row((bar, 1)) for bar in bars)]
        above[0].setAlignment(save_changes, Qt.AlignmentFlag.AlignTop)  # beside the first line of chips
        for inset in above:
            inset.setContentsMargins(HANG, 0, HANG, 0)  # tables and tabs hang out by whole pixels at any type size
        among = row(groups, (middle, 1), spacing=8)
        left = column(8, above[0], 4, *above[1:], (among, 1), bulk)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.addLayout(left, 0, 0)
        self._grid.addWidget(side, 0, 1)
        self._grid.setColumnStretch(0, 1)

    @property
    def covers(self) -> bool:
        """Whether the pane lies over the table."""
        return self._over

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        over = self.window().width() < theme().px(BESIDE_FROM)
        if over != self._over:
            self._over = over
            self._grid.removeWidget(self._side)
            if over:
                self._grid.addWidget(self._side, 0, 0, Qt.AlignmentFlag.AlignRight)
                self._side.raise_()
            else:
                self._grid.addWidget(self._side, 0, 1)
