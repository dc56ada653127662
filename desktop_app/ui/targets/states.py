"""What the page says when there is nothing to draw, or little."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.periods import Period
from desktop_app.ui.targets.reading import Reading
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column

PATIENCE_MS = 400


class Nothing(QWidget):
    """The empty states, with the next step of each."""

    import_wanted = Signal()
    all_dates_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = Button(_("Import a ticket dump"), icon="upload", look=Look.PRIMARY)
        self.all_dates = Button(_("Show all dates"), look=Look.PRIMARY)
        self.start.clicked.connect(self.import_wanted)
        self.all_dates.clicked.connect(self.all_dates_wanted)
        self._none = EmptyState(
            _("No incidents yet"),
            _("Import a ticket dump, and this page shows how long repairs take against the shared goal."),
            icon="target",
            buttons=(self.start,),
        )
        self._period = EmptyState("", "", icon="calendar-range", buttons=(self.all_dates,))
        self._other = EmptyState("", "", icon="funnel")
        self._stack = QStackedLayout(self)
        for state in (self._none, self._period, self._other):
            self._stack.addWidget(state)

    def explain(self, reading: Reading) -> None:
        """Show why the figure is empty."""
        if not reading.total:
            self._stack.setCurrentWidget(self._none)
            return
        held = ngettext("The workspace holds {n} incident", "The workspace holds {n} incidents", reading.total)
        held = held.format(n=number(reading.total))
        if reading.question.period != Period():
            sentence = _("{held}; none of them has its deadline in these dates.").format(held=held)
            self._period.say(_("No incidents in this period"), sentence)
            self._stack.setCurrentWidget(self._period)
        elif reading.question.filter.conditions or reading.question.filter.text:
            sentence = _("{held}; none of those that the filters keep has reached its deadline.").format(held=held)
            self._other.say(_("No incident matches the filters"), sentence)
            self._stack.setCurrentWidget(self._other)
        else:
            sentence = _("{held}; none of them has reached its deadline yet.").format(held=held)
            self._other.say(_("Nothing is due yet"), sentence)
            self._stack.setCurrentWidget(self._other)


class Waiting(QWidget):
    """The calm before the first figure; a short wait shows nothing."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 32) -> None:
        """``margin`` are the design pixels beside the words."""
        super().__init__(parent)
        self._words = Label("", tone="text2")
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._say)
        self.setLayout(column(24, self._words, None, margins=(margin, 0, margin, 0)))

    def begin(self) -> None:
        self._patience.start()

    def end(self) -> None:
        self._patience.stop()
        self._words.setText("")

    def _say(self) -> None:
        self._words.setText(_("Measuring the incidents…"))


def sides_words(*, sided: bool) -> str:
    """Why the teams are not drawn by route."""
    if sided:
        return _("Routes need teams on both sides, Ops and Dev; until then all teams are drawn together.")
    return _("No team has a side yet, so all teams are drawn together.")
