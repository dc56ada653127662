"""Asks for the first and the last day of a period."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.periods import Period
from desktop_app.domain.stamps import day, read_day
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.fields import Form, LineEdit
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column, row


class PeriodDialog(QDialog):
    """Days are typed as ``1 Jun 2026`` or ``2026-06-01``; an empty field is open-ended."""

    def __init__(self, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.period = period
        self.setWindowTitle(_("Period"))
        self.first = LineEdit(_("the beginning"), accessible_name=_("First day"))
        self.last = LineEdit(_("open-ended"), accessible_name=_("Last day"))
        for field, held in ((self.first, period.from_on), (self.last, period.to_on)):
            field.setText(day(held) if held else "")
        form = Form()
        form.add(_("&First day"), self.first)
        form.add(_("&Last day"), self.last)
        self._refusal = Label("", tone="warntext", wrap=True)
        self._refusal.hide()
        show, cancel = Button(_("Show"), look=Look.PRIMARY), Button(_("Cancel"))
        show.setDefault(True)
        show.clicked.connect(self._take)
        cancel.clicked.connect(self.reject)
        hint = Label(_("Days such as 1 Jun 2026 or 2026-06-01"), tone="text2")
        self.setLayout(column(hint, 8, form, 8, self._refusal, 12, row(None, cancel, show), margins=(24, 20, 24, 16)))
        self.setMinimumWidth(360)

    def _take(self) -> None:
        try:
            first, last = read_day(self.first.text()), read_day(self.last.text())
            self.period = Period.parse(f"{_iso(first)}..{_iso(last)}")
        except Refused as refused:
            self._refusal.setText(refused.sentence)
            self._refusal.show()
            return
        self.accept()


def _iso(held: date | None) -> str:
    return held.isoformat() if held else ""
