"""Wires what the table can do by itself: cells edited in place, columns, groups, and views with their layout."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from desktop_app.services.incident_lists import COLUMNS
from desktop_app.services.suite import Services
from desktop_app.services.view_layouts import ALWAYS
from desktop_app.ui.incidents.cell_editing import CellEditing
from desktop_app.ui.incidents.grouping import Grouping
from desktop_app.ui.incidents.listing import Listing
from desktop_app.ui.incidents.panes import Panes
from desktop_app.ui.incidents.parts import Parts
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.incidents.views import Views
from desktop_app.ui.operations import Operations

WIDER = 16  # pixels of the base text size that one key press makes a column wider


class TableWork(QObject):
    """``list_wanted`` carries a Keep: how the next list finds its place."""

    list_wanted = Signal(object)

    def __init__(
        self,
        services: Services,
        operations: Operations,
        parts: Parts,
        model: IncidentTableModel,
        views: Views,
        listing: Listing,
        panes: Panes,
    ) -> None:
        super().__init__(parts.table)
        self._parts, self._views, self._panes = parts, views, panes
        self._was_open = False  # the pane, when the mouse was pressed last
        self._column = ""  # whose head was clicked for a menu; else that of the current cell
        self.editing = CellEditing(services.edits, operations, parts.table, model, parts.unstored)
        self.grouping = Grouping(services.incidents, operations, parts.groups, views.shelf)
        self.editing.list_wanted.connect(self.list_wanted)
        listing.shown.connect(self.editing.take_list)
        listing.shown.connect(lambda _answer: self.grouping.refresh())
        self._wire_cells()
        self._wire_columns()
        self._wire_views()

    # -- cells

    def _wire_cells(self) -> None:
        table, views = self._parts.table, self._views
        table.pressed.connect(self._on_pressed)
        table.edit_begins.connect(self._take_click_back)
        self._parts.commands.table.edit_cell.triggered.connect(self._edit_cell)
        views.known.connect(partial(setattr, table.editors, "choices"))

    def _on_pressed(self) -> None:
        self._was_open = not self._parts.side.isHidden()

    def _take_click_back(self) -> None:
        """The first click of a double click may have opened the pane; the cell is to be edited where it was."""
        if not self._was_open and not self._parts.side.isHidden():
            self._panes.close()
            layout = self._parts.body.layout()
            if layout is not None:
                layout.activate()

    def _edit_cell(self) -> None:
        """The cell under the cursor where it can be changed, else the form; the fields of several rows together."""
        table = self._parts.table
        if table.selected_count() > 1:
            self._parts.commands.edit_many.trigger()
            return
        if not (table.hasFocus() and table.edit_cell(table.currentIndex())):
            self._panes.edit()

    # -- columns

    def _wire_columns(self) -> None:
        parts, commands = self._parts, self._parts.commands.table
        placing, menu = parts.table.placing, parts.columns
        menu.changed.connect(placing.place)
        menu.changed.connect(self._views.arrange)
        placing.arranged.connect(self._views.arrange)
        parts.table.columns_wanted.connect(self._open_columns)
        menu.aboutToHide.connect(self._forget_column)
        commands.columns.triggered.connect(self._open_at_cell)
        commands.column_left.triggered.connect(lambda: placing.move(self._key(), -1))
        commands.column_right.triggered.connect(lambda: placing.move(self._key(), 1))
        commands.wider.triggered.connect(lambda: placing.widen(self._key(), WIDER))
        commands.narrower.triggered.connect(lambda: placing.widen(self._key(), -WIDER))
        commands.fit.triggered.connect(lambda: placing.fit(self._key()))
        commands.sort.triggered.connect(lambda: self._views.sort(self._key()))
        commands.hide.triggered.connect(lambda: placing.hide(self._key()))

    def _key(self) -> str:
        key, self._column = self._column or self._parts.table.current_key, ""
        return key

    def _open_columns(self, at: QPoint, key: str) -> None:
        self._column = key
        commands = self._parts.commands.table
        commands.hide.setEnabled(key != ALWAYS)
        self._parts.columns.show_column(key, commands.of_column)
        self._parts.columns.popup(at)

    def _forget_column(self) -> None:
        self._parts.columns.show_column("", ())
        self._parts.commands.table.hide.setEnabled(True)

    def _open_at_cell(self) -> None:
        table = self._parts.table
        header, key = table.horizontalHeader(), table.current_key
        left = header.sectionViewportPosition(COLUMNS.index(key))
        self._open_columns(header.mapToGlobal(QPoint(max(0, left), header.height())), key)

    # -- views

    def _wire_views(self) -> None:
        parts, commands, views = self._parts, self._parts.commands.table, self._views
        views.arranged.connect(parts.table.placing.place)
        views.unsaved.connect(self._show_unsaved)
        commands.save_changes.triggered.connect(views.keeping.save_changes)
        parts.save_changes.clicked.connect(views.keeping.save_changes)
        commands.rename_view.triggered.connect(views.keeping.begin_rename)
        commands.view_left.triggered.connect(lambda: views.keeping.move(views.shelf.view.id, -1))
        commands.view_right.triggered.connect(lambda: views.keeping.move(views.shelf.view.id, 1))
        commands.delete_view.triggered.connect(lambda: views.remove(views.shelf.view.id))
        commands.groups.chosen.connect(self._count_by)
        self.grouping.field_changed.connect(commands.groups.show_field)
        self.grouping.narrowed.connect(views.narrow)

    def _count_by(self, field: str) -> None:
        self.grouping.count_by(field)

    def _show_unsaved(self, changed: bool) -> None:
        own = self._views.shelf.view.id > 0
        self._parts.tabs.changed = changed
        self._parts.save_changes.setVisible(own and changed)
        self._parts.commands.table.show_view(own=own, changed=changed)
