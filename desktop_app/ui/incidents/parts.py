"""The widgets of the page, made and laid out; what they do is wired in ``page``."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from desktop_app.domain.language import _
from desktop_app.ui.incidents.columns import ColumnChoice
from desktop_app.ui.incidents.columns_menu import ColumnsMenu
from desktop_app.ui.incidents.commands import Commands
from desktop_app.ui.incidents.detail_pane import IncidentPane
from desktop_app.ui.incidents.filter_row import FilterRow
from desktop_app.ui.incidents.form_pane import FormPane
from desktop_app.ui.incidents.surface import Body, BulkBar, Middle, ViewTabs
from desktop_app.ui.incidents.table import IncidentTable
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.layouts import Page
from desktop_app.ui.widgets.messages import MessageBar
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.side import Side


class Parts:
    """Everything visible on ``page``, in the order of the Tab key."""

    def __init__(self, page: Page, model: IncidentTableModel, choice: ColumnChoice) -> None:
        self.tabs = ViewTabs()
        self.bar = MessageBar()
        self.filters = FilterRow()
        self.table = IncidentTable(model, choice)
        self.commands = Commands(page, self.table)
        self.columns = ColumnsMenu(choice, page)
        self.import_button = Button(_("Import a ticket dump"), icon="upload", look=Look.PRIMARY)
        self.first_button = Button(_("New incident"), icon="plus")
        self.clear_button = Button(_("Clear the filter"))
        self.middle = Middle(self.table, (self.import_button, self.first_button), self.clear_button)
        self.bulk = BulkBar()
        self.detail, self.form = IncidentPane(), FormPane()
        self.side = Side(self.detail, self.form)
        self.body = Body(self.filters, self.bar, self.middle, self.bulk, self.side)
        self.header = self._header()
        page.add(self.header)
        page.space(6)
        page.add(self.tabs, hang=True)
        page.add(self.body, 1, hang=True)

    def _header(self) -> PageHeader:
        self.columns_button = Button("", icon="columns-3", tip=_("Choose columns and order"))
        self.columns_button.clicked.connect(self._open_columns)
        export = QMenu()
        export.addActions([self.commands.export_xlsx, self.commands.export_csv])
        self.export_button = Button(_("Export"), icon="download", menu=export, tip=_("Export the incidents shown"))
        self.new_button = Button(_("New incident"), icon="plus", look=Look.PRIMARY, tip=self.commands.new.toolTip())
        return PageHeader(_("Incidents"), actions=(self.columns_button, self.export_button, self.new_button))

    def _open_columns(self) -> None:
        button = self.columns_button
        right = button.mapToGlobal(QPoint(button.width() - RING, button.height() + theme().px(2)))
        self.columns.popup(QPoint(right.x() - self.columns.sizeHint().width(), right.y()))
