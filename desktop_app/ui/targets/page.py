"""The page "Targets": one chart, one sentence, one table."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.calendars import Clock
from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.periods import Period
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.exports import ExportService
from desktop_app.services.measures import MeasureService
from desktop_app.services.targets import TargetService
from desktop_app.ui.operations import Operations
from desktop_app.ui.targets.choices import ClockChip, ExportButton, TargetSetButton
from desktop_app.ui.targets.figure_view import FigureView
from desktop_app.ui.targets.reading import Question, Reading, read
from desktop_app.ui.targets.saving import Saving, ask_path
from desktop_app.ui.targets.states import Nothing, Waiting
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.labels import Rule
from desktop_app.ui.widgets.layouts import Page, boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity

_TOPICS = frozenset(Topic) - {Topic.VIEWS}


class TargetsPage(QWidget):
    """Loads when first shown, when its scope changes and whenever its topics do; the old figure stays meanwhile."""

    opened = Signal(object)  # IncidentFilter
    navigated = Signal(str)
    answered = Signal(str)
    said = Signal(str)
    scope_cleared = Signal()  # the reader wants all dates

    def __init__(
        self,
        measures: MeasureService,
        targets: TargetService,
        exports: ExportService,
        operations: Operations,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._measures, self._targets, self._operations = measures, targets, operations
        self._question = Question()
        self._reading: Reading | None = None
        self._stale = True
        self.clock = ClockChip()
        self.target_set, self.export = TargetSetButton(), ExportButton()
        self.export.setEnabled(False)
        self.header = PageHeader(self.title, actions=(boxed(row(self.clock, 4)), self.target_set, self.export))
        self.message, self.view, self.nothing = MessageBar(), FigureView(), Nothing()
        self._waiting, self._saving = Waiting(), Saving(exports, operations, self)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for widget in (self._waiting, self.view, self.nothing):
            self._stack.addWidget(widget)
        head = Page(bottom=0)
        head.add(self.header)
        head.space(12)
        head.add(self.message)
        head.add(Rule())
        self.setLayout(column(head, (self._stack, 1)))

    def _listen(self) -> None:
        self.clock.chosen.connect(self._choose_clock)
        self.target_set.chosen.connect(self._choose_set)
        self.target_set.edit_wanted.connect(partial(self.navigated.emit, "teams"))
        self.export.wanted.connect(self._export)
        self.view.export_wanted.connect(self._export)
        self.view.opened.connect(self.opened)
        self.view.copied.connect(self.answered)
        self.view.sides_wanted.connect(partial(self.navigated.emit, "teams"))
        self._saving.saved.connect(self.message.say)
        self._saving.refused.connect(self._refuse)
        self.nothing.import_wanted.connect(partial(self.navigated.emit, "import"))
        self.nothing.all_dates_wanted.connect(self.scope_cleared)
        self._operations.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        return _("Targets")

    @property
    def status(self) -> str:
        """The left text of the status bar."""
        return self._reading.figure.status if self._reading else ""

    @property
    def reading(self) -> Reading | None:
        """What is shown."""
        return self._reading

    def set_scope(self, incident_filter: IncidentFilter, period: Period) -> None:
        """Measure these incidents; the figure before stays until the new one is there."""
        self._ask(replace(self._question, filter=incident_filter, period=period))

    def reload(self) -> None:
        """Ask again; a newer question takes the place of the older."""
        self._stale = False
        if self._reading is None:
            self._waiting.begin()
        asked = partial(read, self._measures, self._targets, self._question)
        self._operations.query(("targets", "figure"), asked, self._show, self._fail)

    def picture(self) -> QPixmap:
        """Headline, key, chart and definition in the light theme; empty before the first figure."""
        return self.view.frame.picture() if self.view.frame else QPixmap()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._reading:
            self.view.tell_sides(self._reading, again=True)
        if self._stale:
            self.reload()

    def _ask(self, question: Question) -> None:
        if question == self._question and not self._stale:
            return
        self._question, self._stale = question, True
        if self.isVisible():
            self.reload()

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self._stale = True
            if self.isVisible():
                self.reload()

    def _choose_clock(self, clock: Clock) -> None:
        self.clock.show_clock(clock)
        self._ask(replace(self._question, clock=clock))

    def _choose_set(self, set_id: int) -> None:
        self._ask(replace(self._question, target_set_id=set_id))

    def _show(self, reading: Reading) -> None:
        self._waiting.end()
        self._reading = reading
        self.message.dismiss()
        figure = reading.figure
        self.header.set_answer(figure.answer)
        self.clock.show_clock(reading.question.clock)
        self.target_set.show_sets(reading.sets, reading.chosen)
        self.export.setEnabled(bool(figure.n))
        if figure.n:
            self.view.show_reading(reading)
            self._stack.setCurrentWidget(self.view)
        else:
            self.nothing.explain(reading)
            self._stack.setCurrentWidget(self.nothing)
        self.answered.emit(figure.status)

    def _fail(self, error: SecondWayError) -> None:
        self._waiting.end()
        self.message.say(error.sentence, Severity.WARNING, action=_("Try again"), act=self.reload)

    def _refuse(self, sentence: str) -> None:
        self.message.say(sentence, Severity.WARNING)

    def _export(self, ending: str = "") -> None:
        """Ask for a file and write table or picture to it, by its ending."""
        if path := ask_path(self, ending):
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the figure as shown: a picture to ``.png``, otherwise the table."""
        if self._reading is None or self.view.frame is None:
            return
        if path.suffix.casefold() == ".png":
            self._saving.save_picture(self.picture(), path)
        else:
            self._saving.save_table(self._reading.figure, path)
