"""The tab Over time: is a week normal, and does the backlog grow?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import Choice, Figure
from desktop_app.domain.language import _
from desktop_app.domain.phases import PhaseEvent
from desktop_app.ui.targets.asking import Asking
from desktop_app.ui.targets.event_edits import EventEdits, Events
from desktop_app.ui.targets.event_list import EventList
from desktop_app.ui.targets.event_pane import EventPane
from desktop_app.ui.targets.reading import Reading
from desktop_app.ui.targets.slot import FigureSlot
from desktop_app.ui.targets.tab import Shown, Tab
from desktop_app.ui.widgets.beside import Beside
from desktop_app.ui.widgets.labels import Rule
from desktop_app.ui.widgets.layouts import column
from desktop_app.ui.widgets.page_body import PageBody
from desktop_app.ui.widgets.segments import Segments


class TimeTab(Tab):
    """The normal range of one classification, the days on which the work changed, and the flow of all."""

    said = Signal(str)

    def __init__(self, asking: Asking, edits: EventEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._reading: Reading | None = None
        self._known: Events = ()
        self._stale = True
        self.normal, self.flow = FigureSlot("normal_range", asking), FigureSlot("flow", asking)
        self.classifications = Segments([(c.label, c) for c in Classification], accessible_name=_("Classification"))
        self.events, self.pane = EventList(), EventPane()
        above = PageBody.inset(column(self.classifications), bottom=12)
        strip = PageBody.inset(column(self.events, 16, Rule(), 16), top=16)
        self._beside = Beside(PageBody(column(above, self.normal, strip, self.flow, None)), self.pane)
        self.setLayout(column((self._beside, 1)))
        self._listen()

    def _listen(self) -> None:
        self._follow(self.normal)
        self._follow(self.flow)
        self.normal.shown.connect(self._tell_classification)
        self.classifications.chosen.connect(self._ask_normal)
        self.events.add_wanted.connect(self.add_event)
        self.events.edit_wanted.connect(self.edit_event)
        self.pane.closed.connect(self._close)
        self.pane.store_wanted.connect(self._edits.keep)
        self.pane.remove_wanted.connect(self._edits.remove)
        self._edits.stored.connect(self._on_stored)
        self._edits.refused.connect(self.pane.refuse)

    @property
    def main(self) -> Shown:
        return self.normal

    @property
    def classification(self) -> Classification | None:
        """The one whose weeks are shown, None before the first figure."""
        value = self.classifications.value
        return value if isinstance(value, Classification) else None

    def parts(self) -> tuple[QWidget, ...]:
        return self.classifications, self.normal, self.events, self.flow

    def show_reading(self, reading: Reading) -> None:
        other = self._reading is None or reading.chosen.id != self._reading.chosen.id
        self._reading = reading
        self._ask_normal()
        self.flow.ask(reading.question, Choice())
        if other or self._stale:
            self._stale = False
            self._edits.ask(reading.chosen.id, self._show_events)

    def forget(self) -> None:
        self._stale = True
        self.normal.forget()
        self.flow.forget()

    def add_event(self) -> None:
        """Open an empty form at the right."""
        self._open(None)

    def edit_event(self, event: PhaseEvent) -> None:
        """Open an event that was told by hand."""
        self._open(event)

    def _open(self, event: PhaseEvent | None) -> None:
        self._beside.show_pane(self.pane)
        self.pane.begin(event)

    def _close(self) -> None:
        self._beside.show_pane(None)
        self.events.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_normal(self, _chosen: object = None) -> None:
        if self._reading is not None:
            self.normal.ask(self._reading.question, Choice(classification=self.classification))
        self._fill_events()

    def _tell_classification(self, figure: Figure) -> None:
        """Which one the figure chose by itself."""
        if self.classification is None:
            key = figure.values.get("classification")
            self.classifications.choose(next((c for c in Classification if c.key == key), None))
            self._fill_events()

    def _show_events(self, events: Events) -> None:
        self._known = events
        self._fill_events()

    def _fill_events(self) -> None:
        self.events.show_events(self._known, self.classification)

    def _on_stored(self, said: str) -> None:
        if self._beside.pane is self.pane:
            self._close()
        self.said.emit(said)
