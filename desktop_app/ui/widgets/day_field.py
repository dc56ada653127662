"""A day that is typed or chosen from a month, and may be empty."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QCalendarWidget, QWidget

from desktop_app.domain import stamps
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.day_popup import DayPopup
from desktop_app.ui.widgets.drop_field import DropField

_WIDE = date(2026, 5, 28)  # as wide as a day gets


class DayField(DropField):
    """A day, typed or chosen in a calendar (Alt+Down); empty is the beginning, unless a day is ``needed``."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None, *, needed: bool = False) -> None:
        empty = _("day") if needed else _("the beginning")
        super().__init__(empty, accessible_name=accessible_name, parent=parent)
        look = theme()
        self.setAccessibleDescription(
            _("A day. Alt and Down open a calendar.")
            if needed
            else _("A day; empty is the beginning. Alt and Down open a calendar.")
        )
        self.setTextMargins(look.px(10), 0, look.px(26), 0)
        self._calendar: DayPopup | None = None

    def day(self) -> date | None:
        """None for the beginning. Raises Refused for what is no day."""
        return stamps.read_day(self.text())

    def set_day(self, day: date | None) -> None:
        self.setText("" if day is None else stamps.day(day))

    def drop_down(self) -> None:
        """Show the month of the day, or of today."""
        try:
            day = self.day()
        except Refused:
            day = None
        if self._calendar is not None:
            self._calendar.deleteLater()
        calendar = DayPopup(self)
        calendar.show_at(self.mapToGlobal(QPoint(0, self.height() + 4)), day or date.today())  # noqa: DTZ011
        calendar.chosen.connect(self._on_chosen)
        self._calendar = calendar

    @property
    def calendar(self) -> QCalendarWidget | None:
        """The open calendar."""
        return self._calendar.grid if self._calendar is not None and self._calendar.isVisible() else None

    def _on_chosen(self, day: date) -> None:
        self.set_day(day)
        self.textEdited.emit(self.text())
        self.setFocus()

    def sizeHint(self) -> QSize:
        look = theme()
        widest = max(look.width(self.placeholderText(), TextStyle.BODY), look.width(stamps.day(_WIDE), TextStyle.BODY))
        return QSize(int(widest) + look.px(42), look.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
