"""The Incidents page: what needs me?"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.periods import Period
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.exports import ExportService
from desktop_app.services.incidents import IncidentService
from desktop_app.ui.incidents.columns import ColumnChoice, Memory, ShortMemory
from desktop_app.ui.incidents.columns_menu import ColumnsMenu
from desktop_app.ui.incidents.commands import Commands
from desktop_app.ui.incidents.detail_pane import IncidentPane
from desktop_app.ui.incidents.details import Details
from desktop_app.ui.incidents.editing import Editing
from desktop_app.ui.incidents.filter_row import FilterRow
from desktop_app.ui.incidents.form_pane import FormPane
from desktop_app.ui.incidents.listing import Answer, Keep, Listing
from desktop_app.ui.incidents.shelf import BEHIND, ShelfState
from desktop_app.ui.incidents.surface import Body, BulkBar, Middle, Side, ViewTabs
from desktop_app.ui.incidents.table import IncidentTable
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.incidents.taking_out import AskPath, TakingOut, ask_path
from desktop_app.ui.incidents.views import Views
from desktop_app.ui.incidents.wording import stamp
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.layouts import Page
from desktop_app.ui.widgets.messages import MessageBar, Severity


@dataclass(frozen=True, slots=True)
class PageState:
    """Where the user was; opaque to the window, which hands it back to ``restore``."""

    shelf: ShelfState
    incident: int
    pane: bool
