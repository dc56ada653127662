"""A month to choose a day from, below its field."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QWidget

from desktop_app.domain import stamps
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column, row


class DayPopup(QWidget):
    """``chosen`` tells a date; the popup closes itself. Page Up and Page Down turn the months."""

    chosen = Signal(object)  # date

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.grid = QCalendarWidget(self)
        self.grid.setNavigationBarVisible(False)  # it does not follow the palette
        self.grid.setGridVisible(False)
        self.grid.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.grid.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self._plain_days()
        self._month = Label("", TextStyle.BODY_STRONG)
        self._month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        before = Button("", icon="arrow-left", look=Look.QUIET, tip=_("The month before"), height=28)
        after = Button("", icon="arrow-right", look=Look.QUIET, tip=_("The month after"), height=28)
        before.clicked.connect(self.grid.showPreviousMonth)
        after.clicked.connect(self.grid.showNextMonth)
        for button in (before, after):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.grid.currentPageChanged.connect(self._show_month)
        self.grid.clicked.connect(self._choose)
        self.grid.activated.connect(self._choose)
        head = row(before, (self._month, 1), after, spacing=0)
        self.setLayout(column(head, self.grid, spacing=2, margins=(8, 4, 8, 8)))

    def show_at(self, position: QPoint, day: date) -> None:
        self.grid.setSelectedDate(QDate(day.year, day.month, day.day))
        self._show_month(day.year, day.month)
        self.move(position)
        self.show()
        self.grid.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        painter.fillRect(self.rect(), tokens.line2)
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), tokens.canvas)
        painter.end()

    def _plain_days(self) -> None:
        """Qt writes weekends in red."""
        day = QTextCharFormat()
        day.setForeground(theme().tokens.text)
        for weekday in Qt.DayOfWeek:
            self.grid.setWeekdayTextFormat(weekday, day)

    def _show_month(self, year: int, month: int) -> None:
        self._month.setText(f"{stamps.months()[month - 1]} {year}")

    def _choose(self, day: QDate) -> None:
        if self.isVisible():
            self.close()
            self.chosen.emit(date(day.year(), day.month(), day.day()))
