"""Asks from which day another goal holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.teams.target_words import begin_words
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import clear, column, row
from desktop_app.ui.widgets.segments import Segments

Day = date | None


class DayChoice(QWidget):
    """A few days beside the question; ``chosen`` tells the one that a reader took, None for the beginning.

    ``watcher`` filters the events of the choices, as it does those of the row's other inputs.
    """

    chosen = Signal(object)

    def __init__(self, watcher: QObject) -> None:
        super().__init__()
        self._watcher = watcher
        self._days: tuple[Day, ...] = ()
        self.segments: Segments | None = None
        self._place = column()
        question = Label(_("From when?"), TextStyle.CAPTION_MEDIUM)
        self.setLayout(row(question, (self._place, 1), spacing=12))
        self.hide()

    def offer(self, days: Sequence[Day], today: date, chosen: Day) -> None:
        """Ask, with a day marked if it is one of them; nothing is asked where there is only one or none."""
        self.setVisible(len(days) > 1)
        if len(days) < 2:
            return
        if self.segments is None or tuple(days) != self._days or chosen not in days:
            clear(self._place)
            self._days = tuple(days)
            choices = [(begin_words(day, today), day) for day in days]
            self.segments = Segments(choices, accessible_name=_("From when the target holds"))
            self.segments.chosen.connect(self.chosen)
            for button in self.segments.buttons:
                button.installEventFilter(self._watcher)
            self._place.addWidget(self.segments)
        self.segments.choose(chosen)
