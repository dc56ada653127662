"""The button "Monthly sheet" with what can be done with a month's one page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.widgets.buttons import Button


class MonthlyButton(Button):
    """``wanted`` tells what to do: ``preview``, from where a month is printed and saved, or ``issue``."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._ways = QMenu()
        tip = _("One page with the figures of a month, to print, to keep, or to issue")
        super().__init__(_("Monthly sheet"), icon="printer", tip=tip, menu=self._ways, parent=parent)
        for words, note, way in (
            (_("&Preview, print and save…"), _("See a month's page; print it, or save it or its workbook"), "preview"),
            (_("&Issue this month…"), _("Keep the figures as told, so that later changes show"), "issue"),
        ):
            action = self._ways.addAction(words)
            action.setStatusTip(note)
            action.triggered.connect(lambda _checked=False, wanted=way: self.wanted.emit(wanted))
