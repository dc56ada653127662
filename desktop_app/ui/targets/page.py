"""The page "Targets": one chart, one sentence, one table."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
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
from desktop_app.ui.targets.reading import Question, Reading, read
from desktop_app.ui.targets.saving import ask_path, write_picture
from desktop_app.ui.targets.states import Nothing, sides_words
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import Page, boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.page_body import PageBody
from desktop_app.ui.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from desktop_app.ui.charts.frame import FigureFrame

_TOPICS = frozenset(Topic) - {Topic.VIEWS}
_PATIENCE_MS = 400  # a shorter wait shows nothing


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
        self._measures, self._targets, self._exports, self._operations = measures, targets, exports, operations
        self._question = Question()
        self._reading: Reading | None = None
        self._stale, self._sides_asked = True, True
        self.clock = ClockChip()
        self.target_set, self.export = TargetSetButton(), ExportButton()
        self.export.setEnabled(False)
        self.header = PageHeader(self.title, actions=(boxed(row(self.clock, 4)), self.target_set, self.export))
        self.message, self.sides = MessageBar(), MessageBar()
        self.frame: FigureFrame | None = None  # made for the first figure: drawing it takes long to load
        self.table = ValueTable(accessible_name=_("Repair time against the targets, per classification"))
        self.nothing = Nothing()
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self._wait = Label("", tone="text2")
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._body = column(spacing=12)
        self._body.addLayout(PageBody.inset(row((self.sides, 1))))
        self._body.addStretch(1)
        self._stack = QStackedWidget()
        for widget in (
            PageBody(column(PageBody.inset(column(24, self._wait, None)))),
            PageBody(self._body),
            self.nothing,
        ):
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
        self.table.incidents_wanted.connect(self.opened)
        self.nothing.import_wanted.connect(partial(self.navigated.emit, "import"))
        self.nothing.all_dates_wanted.connect(self.scope_cleared)
        self._patience.timeout.connect(self._say_wait)
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
            self._patience.start()
        question = self._question
        self._operations.query(
            ("targets", "figure"), partial(read, self._measures, self._targets, question), self._show, self._fail
        )

    def picture(self) -> QPixmap:
        """Headline, key, chart and definition in the light theme; empty before the first figure."""
        return self.frame.picture() if self.frame else QPixmap()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._sides_asked = True
        if self._stale:
            self.reload()
        elif self._reading:
            self._tell_sides(self._reading)

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
        self._patience.stop()
        self._reading = reading
        self.message.dismiss()
        figure = reading.figure
        self.header.set_answer(figure.answer)
        self.clock.show_clock(reading.question.clock)
        self.target_set.show_sets(reading.sets, reading.chosen)
        self.export.setEnabled(bool(figure.n))
        if figure.n:
            self._frame().show_figure(figure)
            self.table.show_table(figure.table)
            self._tell_sides(reading)
            self._stack.setCurrentIndex(1)
        else:
            self.nothing.explain(reading)
            self._stack.setCurrentWidget(self.nothing)
        self.answered.emit(figure.status)

    def _frame(self) -> FigureFrame:
        if self.frame is None:
            from desktop_app.ui.charts.frame import FigureFrame

            self.frame = made = FigureFrame()
            made.add_below(self.table)
            made.opened.connect(self.opened)
            made.copied.connect(self.answered)
            made.export_wanted.connect(partial(self._export, ""))
            self._body.insertWidget(self._body.count() - 1, made)
        return self.frame

    def _tell_sides(self, reading: Reading) -> None:
        """The link to where sides are set, until it is closed or followed."""
        if reading.figure.by_route:
            self._sides_asked = True
            self.sides.hide()
        elif self._sides_asked:
            self._sides_asked = False
            self.sides.say(
                sides_words(sided=reading.sided), action=_("Set team sides"), act=partial(self.navigated.emit, "teams")
            )

    def _say_wait(self) -> None:
        self._wait.setText(_("Measuring the incidents…"))

    def _fail(self, error: SecondWayError) -> None:
        self._patience.stop()
        self._wait.setText("")
        self.message.say(error.sentence, Severity.WARNING, action=_("Try again"), act=self.reload)

    def _export(self, ending: str) -> None:
        """Ask for a file and write table or picture to it, by its ending."""
        path = ask_path(self, ending) if self._reading is not None and self.frame is not None else None
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the figure as shown: a picture to ``.png``, otherwise the table."""
        if self._reading is None:
            return
        figure, title = self._reading.figure, _("Exporting the figure")
        if path.suffix.casefold() == ".png":
            image = self.picture().toImage()
            self._operations.work(
                lambda _progress: write_picture(image, path), title=title, done=self._exported, failed=self._fail_export
            )
            return
        self._operations.work(
            lambda _progress: self._exports.figure(figure, path),
            title=title,
            done=self._exported,
            failed=self._fail_export,
        )

    def _exported(self, sentence: str) -> None:
        self.message.say(sentence)

    def _fail_export(self, error: SecondWayError) -> None:
        self.message.say(error.sentence, Severity.WARNING)
