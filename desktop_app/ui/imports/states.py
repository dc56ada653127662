"""What the import page looks like in each of its states, from the first drop to the report."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.imports import ImportReview
from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.imports.editors import Editors
from desktop_app.ui.imports.footer import Footer
from desktop_app.ui.imports.idle import Idle, Reading
from desktop_app.ui.imports.panes import SidePlace
from desktop_app.ui.imports.progress_steps import CHECK, DONE, FILE, ProgressSteps
from desktop_app.ui.imports.questions import Questions
from desktop_app.ui.imports.report import Report
from desktop_app.ui.imports.review import Review
from desktop_app.ui.imports.words import outcome
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.labels import Rule
from desktop_app.ui.widgets.layouts import boxed, column
from desktop_app.ui.widgets.messages import MessageBar, Severity


class State(Enum):
    IDLE = auto()
    READING = auto()
    REVIEW = auto()  # the dry run
    RUNNING = auto()  # the commit
    REPORT = auto()


_STAND = {State.IDLE: FILE, State.READING: FILE, State.REVIEW: CHECK, State.RUNNING: CHECK, State.REPORT: DONE}


class ImportView(QWidget):
    """Header, steps, bars, the state's body with a pane beside it, and the foot. It decides nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.state = State.IDLE
        self.header, self.steps = PageHeader(_("Import")), ProgressSteps()
        self.bar, self.queue, self.questions = MessageBar(), MessageBar(), Questions()
        self.idle, self.reading, self.review, self.report = Idle(), Reading(), Review(), Report()
        self.footer = Footer()
        self._stack = QStackedWidget()
        for view in (self.idle, self.reading, self.review, self.report):
            self._stack.addWidget(view)
        bars = column(self.bar, self.queue, spacing=8)
        bars.setContentsMargins(0, 0, 0, px(14))
        self._bars = boxed(bars)
        head = column(self.header, 8, self.steps, 12, Rule(), 14, self._bars, self.questions)
        head.setContentsMargins(px(32), px(20), px(32), 0)
        self.place = SidePlace(boxed(column(head, (self._stack, 1))))
        self.editors = Editors(self.place)
        self.setLayout(column((self.place, 1), self.footer))
        self.review.wanted.connect(self.open_pane)
        self.editors.closed.connect(self.close_pane)
        for bar in (self.bar, self.queue):
            bar.closed.connect(self._lay_bars)
        self.enter(State.IDLE)

    def enter(self, state: State) -> None:
        self.state = state
        bodies = {State.IDLE: self.idle, State.READING: self.reading, State.REPORT: self.report}
        self._stack.setCurrentWidget(bodies.get(state, self.review))
        self._stack.setEnabled(state is not State.RUNNING)
        self.steps.set_stand(_STAND[state])
        self.footer.setVisible(state not in (State.IDLE, State.READING))
        if state is not State.REVIEW:
            self.close_pane()
            self.questions.ask(())
        if state is State.IDLE:
            self.header.set_answer(_("A ticket list is checked row by row before anything is stored."))
        self._lay_bars()

    def show_reading(self, name: str) -> None:
        self.bar.dismiss()
        self.header.set_answer(name)
        self.enter(State.READING)
        self.reading.begin(name)

    def show_review(self, review: ImportReview, blocked: str) -> None:
        """Renew the dry run in place; ``blocked`` says why it cannot be stored, empty when it can."""
        asked = bool(review.questions)
        in_file = _("{sentence}, in {file}").format(sentence=review.sentence, file=review.file_name)
        self.header.set_answer(review.sentence if asked else in_file)
        self.review.show_review(review)
        self.editors.show_review(review)
        self.block(review, blocked)
        if self.state is not State.REVIEW:
            self.enter(State.REVIEW)
            self.review.to_top()
        self.questions.ask(review.questions)

    def block(self, review: ImportReview, blocked: str) -> None:
        self.footer.show_review(review.counts.new + review.counts.changed, blocked)

    def show_report(self, review: ImportReview) -> None:
        self.header.set_answer(outcome(review.counts))
        self.report.show_review(review)
        self.footer.show_report()
        self.enter(State.REPORT)

    def warn(self, sentence: str, *, action: str = "", act: Callable[[], None] | None = None) -> None:
        self._tell(self.bar, sentence, Severity.WARNING, action, act)

    def inform(self, sentence: str) -> None:
        self._tell(self.bar, sentence, Severity.INFO, "", None)

    def tell_waiting(self, files: int, go_on: Callable[[], None]) -> None:
        """How many more files wait; where nothing is under way, with the way to the next."""
        if not files:
            self.queue.dismiss()
            return
        told = ngettext("{n} more file waits.", "{n} more files wait.", files).format(n=number(files))
        free = self.state in (State.IDLE, State.REPORT)
        self._tell(self.queue, told, Severity.INFO, _("Go on to the next file") if free else "", go_on)

    def open_pane(self, name: str) -> None:
        """Open the pane of one answer beside the dry run, or close it when it is open already."""
        pane = self.editors.panes[name]
        if self.place.pane is pane:
            self.close_pane()
            return
        self.place.show_pane(pane)
        pane.focus_body()

    def close_pane(self) -> None:
        open_pane = self.place.pane
        self.place.show_pane(None)
        for name, pane in self.editors.panes.items():
            if pane is open_pane and self.state is State.REVIEW:
                self.review.recognised.links[name].setFocus()

    def _tell(
        self, bar: MessageBar, sentence: str, severity: Severity, action: str, act: Callable[[], None] | None
    ) -> None:
        bar.say(sentence, severity, action=action, act=act)
        self._lay_bars()

    def _lay_bars(self) -> None:
        self._bars.setVisible(not self.bar.isHidden() or not self.queue.isHidden())
