"""The parts of the page around the table: tabs of views, the bar for many rows, the place of the pane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QStackedLayout, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.incidents import SavedView
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.incidents.shelf import BEHIND
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Link
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import HANG, column, row
from desktop_app.ui.widgets.painting import rule
from desktop_app.ui.widgets.side import Side
from desktop_app.ui.widgets.tabs import Tabs

BESIDE_FROM = 1180  # width of the window from which on the pane stands beside the table


class ViewTabs(Tabs):
    """One tab per view; ``view_chosen`` and ``removed`` carry the view's id."""

    view_chosen = Signal(int)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name=_("Views"), parent=parent)
        self._ids: list[int] = []
        self.currentChanged.connect(self._on_change)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer_removal)

    def show_views(self, views: Sequence[SavedView], counts: Mapping[int, int], current: int) -> None:
        self.blockSignals(True)
        while self.count() > len(views):
            self.removeTab(self.count() - 1)
        self._ids = [view.id for view in views]
        for place, view in enumerate(views):
            name = _("Behind the figure") if view.id == BEHIND else view.name
            if place == self.count():
                self.addTab(name)
            self.setTabText(place, name)
            self.set_count(place, number(counts[view.id]) if view.id in counts else "")
        if current in self._ids:
            self.setCurrentIndex(self._ids.index(current))
        self.blockSignals(False)
        self.updateGeometry()
        self.update()

    def _on_change(self, place: int) -> None:
        if 0 <= place < len(self._ids):
            self.view_chosen.emit(self._ids[place])

    def _offer_removal(self, at: QPoint) -> None:
        place = self.tabAt(at)
        if place < 0 or self._ids[place] < 0:
            return
        view_id = self._ids[place]
        menu = QMenu(self)
        words = _("Close this tab") if view_id == BEHIND else _("Delete view")
        menu.addAction(words).triggered.connect(lambda: self.removed.emit(view_id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(at))


class BulkBar(QWidget):
    """What can be done with several rows at once; hidden below two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = Label("", TextStyle.BODY_STRONG)
        self.copy = Link(_("Copy rows"), icon="copy", tip=_("Copy the selected rows as they are shown (Ctrl+C)"))
        self.delete = Link(_("Delete"), icon="trash-2", tip=_("Delete the selected incidents (Delete)"))
        inner = row(self._count, self.copy, self.delete, None, spacing=24)
        inner.setContentsMargins(HANG, 0, HANG, 0)
        self.setLayout(inner)
        self.setFixedHeight(theme().px(44))
        self.hide()

    def show_count(self, count: int) -> None:
        words = ngettext("{n} selected", "{n} selected", count).format(n=number(count))
        self._count.setText(words)
        self.setVisible(count > 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rule(painter, HANG, 0, self.width() - 2 * HANG, theme().tokens.line2)
        painter.end()


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

    def show_for(self, *, total: int, of: int, narrowed: bool) -> None:
        if total:
            self._stack.setCurrentWidget(self._table)
        elif not of:
            self._stack.setCurrentWidget(self._none)
        else:
            self._nothing.say(
                _("No incident fits") if narrowed else _("No incidents here"),
                _("Take a filter away to see more.") if narrowed else _("Nothing waits in this view."),
            )
            self._clear.setText(_("Clear the filter") if narrowed else _("Show all incidents"))
            self._stack.setCurrentWidget(self._nothing)


class Body(QWidget):
    """The list at the left and the pane beside it, over it when the window is narrow."""

    def __init__(self, filters: QWidget, bar: QWidget, middle: QWidget, bulk: QWidget, side: Side) -> None:
        super().__init__()
        self._side = side
        self._over = False
        above = [row((widget, 1)) for widget in (filters, bar)]
        for inset in above:
            inset.setContentsMargins(HANG, 0, HANG, 0)  # tables and tabs hang out by whole pixels at any type size
        left = column(8, above[0], 4, above[1], (middle, 1), bulk)
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
