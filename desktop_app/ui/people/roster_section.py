"""The list of people with what stands over it: the search, and the public holidays that are kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.people.roster_model import Listed
from desktop_app.ui.people.roster_table import RosterTable
from desktop_app.ui.people.words import holidays_words
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.fields import SearchField
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import HANG, column, row


class RosterSection(QWidget):
    """``holidays_wanted`` when the user wants to choose another region."""

    holidays_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RosterTable()
        self.search = SearchField(_("Find people or teams"), hint="Ctrl+F")
        self.search.setFixedWidth(theme().px(300))
        self.search.textChanged.connect(self._narrow)
        self.holidays = Link("", icon="calendar-range", tip=_("Choose the country or region whose holidays are kept"))
        self.holidays.clicked.connect(self.holidays_wanted)
        self._nobody = Label(_("Nobody of that name is in the list."), tone="text2", wrap=True)
        self._nobody.hide()
        self._region, self._regions = "", dict[str, str]()
        tools = row(self.search, None, self.holidays, spacing=8)
        tools.setContentsMargins(HANG, 0, HANG, 0)
        self._nobody.setContentsMargins(HANG, theme().px(8), HANG, theme().px(8))
        self.setLayout(column(tools, 4, self._nobody, (self.table, 1)))
        QShortcut(QKeySequence.StandardKey.Find, self, self._find)

    def show_roster(self, listed: Listed) -> None:
        self.table.show_roster(listed)
        self._region = listed.region
        self._name()
        self._tell()

    def name_regions(self, regions: Mapping[str, str]) -> None:
        self._regions = dict(regions)
        self.table.roster.name_regions(regions)
        self.table.share_width()
        self._name()

    def _name(self) -> None:
        self.holidays.setText(holidays_words(self._region, self._regions))

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _narrow(self, words: str) -> None:
        self.table.narrow(words)
        self._tell()

    def _tell(self) -> None:
        self._nobody.setVisible(bool(self.search.text().strip()) and not self.table.roster.shown_people)
