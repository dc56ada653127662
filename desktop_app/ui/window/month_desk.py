"""The monthly sheet from the window: its preview, where it is printed, saved as PDF or workbook, and handed out."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.periods import whole_month

if TYPE_CHECKING:
    from desktop_app.services.monthly import Offered
    from desktop_app.ui.window.window import MainWindow


class MonthDesk(QObject):
    """Asks first which months there are; the one that is asked for is taken where it is among them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def sheet(self, way: str, month: date | None, wanted: IncidentFilter | None = None) -> None:
        """``way`` is preview or issue; without a month the newest whole one is taken.

        ``wanted`` keeps the incidents that the sheet is about, all of them without it.
        """
        window = self._window
        window.operations.query(
            ("window", "months"),
            partial(window.services.monthly.offered, wanted),
            lambda found: self._open(month, wanted, found, to_issue=way == "issue"),
        )

    def preview(self) -> None:
        """What the scope bar tells of where it is shown, everything elsewhere; another month can be chosen there."""
        bar = self._window.scope_bar
        shown = bar.isVisibleTo(self._window)
        self.sheet("preview", whole_month(bar.period) if shown else None, bar.filter if shown else None)

    def _open(self, month: date | None, wanted: IncidentFilter | None, offered: Offered, *, to_issue: bool) -> None:
        """A month is issued from its preview, where it is seen; the button for it then has the focus."""
        from desktop_app.ui.printing.month_preview import MonthlySheetDialog

        chosen = month if month in offered.months else offered.proposed
        if chosen is None:
            self._window.teller.tell(_("There is no month yet: the workspace holds no incident."))
            return
        window = self._window
        dialog = MonthlySheetDialog(window.services.monthly, offered, window.operations, window, wanted)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.choices.months.choose(chosen)
        dialog.saved.connect(window.teller.tell)
        dialog.issued.connect(window.teller.tell_done)
        dialog.undo_wanted.connect(window.commands.undo_step)
        dialog.open()
        if to_issue:
            dialog.choices.issue_button.setFocus(Qt.FocusReason.TabFocusReason)
