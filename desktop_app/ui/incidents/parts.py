"""The widgets of the page, made and laid out; what they do is wired in ``page``."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from desktop_app.domain.language import _
from desktop_app.ui.incidents.act_pane import ActPane
from desktop_app.ui.incidents.bulk_bar import BulkBar
from desktop_app.ui.incidents.bulk_pane import BulkPane
from desktop_app.ui.incidents.columns import ColumnChoice
from desktop_app.ui.incidents.columns_menu import ColumnsMenu
from desktop_app.ui.incidents.commands import Commands
from desktop_app.ui.incidents.detail_pane import IncidentPane
from desktop_app.ui.incidents.filter_row import FilterRow
from desktop_app.ui.incidents.form_pane import FormPane
from desktop_app.ui.incidents.groups import GroupList
from desktop_app.ui.incidents.merging_pane import MergePane
from desktop_app.ui.incidents.surface import Body, Middle
from desktop_app.ui.incidents.table import IncidentTable
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.incidents.view_tabs import ViewTabs
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Link, Look
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.layouts import Page
from desktop_app.ui.widgets.messages import MessageBar
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.side import Side


class Parts:
    """Everything visible on ``page``, in the order of the Tab key."""

    def __init__(self, page: Page, model: IncidentTableModel, choice: ColumnChoice) -> None:
        self.tabs = ViewTabs()
        self.bar, self.unstored = MessageBar(), MessageBar()
        self.filters = FilterRow()
        self.save_changes = Link(_("Save changes to the view"), icon="bookmark")
        self.save_changes.hide()
        self.groups = GroupList()
        self.table = IncidentTable(model, choice)
        self.commands = Commands(page, self.table)
        self.columns = ColumnsMenu(choice, page)
        self.import_button = Button(_("Import a ticket dump"), icon="upload", look=Look.PRIMARY)
        self.first_button = Button(_("New incident"), icon="plus")
        self.clear_button = Button(_("Clear the filter"))
        self.middle = Middle(self.table, (self.import_button, self.first_button), self.clear_button)
        self.bulk = BulkBar()
        self.detail, self.form, self.act_pane = IncidentPane(), FormPane(), ActPane()
        self.bulk_pane, self.merge_pane = BulkPane(), MergePane()
        self.side = Side(self.detail, self.form, self.act_pane, self.bulk_pane, self.merge_pane)
        bars = (self.bar, self.unstored)
        self.body = Body(self.filters, self.save_changes, bars, self.groups, self.middle, self.bulk, self.side)
        self.header = self._header()
        page.add(self.header)
        page.space(6)
        page.add(self.tabs, hang=True)
        page.add(self.body, 1, hang=True)

    def _header(self) -> PageHeader:
        self.columns_button = Button("", icon="columns-3", tip=_("Choose columns and order"))
        self.columns_button.clicked.connect(self._open_columns)
        self.groups_button = Button("", icon="chart-bar-decreasing", tip=_("Count by the values of a column"))
        self.groups_button.clicked.connect(self._open_groups)
        export = QMenu()
        export.addActions([self.commands.export_xlsx, self.commands.export_csv])
        self.export_button = Button(_("Export"), icon="download", menu=export, tip=_("Export the incidents shown"))
        self.new_button = Button(_("New incident"), icon="plus", look=Look.PRIMARY, tip=self.commands.new.toolTip())
        quiet = (self.groups_button, self.columns_button)
        return PageHeader(_("Incidents"), actions=(*quiet, self.export_button, self.new_button))

    def _open_columns(self) -> None:
        _open_below(self.columns_button, self.columns)

    def _open_groups(self) -> None:
        _open_below(self.groups_button, self.commands.table.groups)


def _open_below(button: Button, menu: QMenu) -> None:
    """The right edges of both in one line."""
    right = button.mapToGlobal(QPoint(button.width() - RING, button.height() + theme().px(2)))
    menu.popup(QPoint(right.x() - menu.sizeHint().width(), right.y()))
