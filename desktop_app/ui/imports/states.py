"""What the import page looks like in each of its states, from the first drop to the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.imports import ImportAnswers, ImportReview, Question
from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.imports.aside import Aside
from desktop_app.ui.imports.editors import Editors
from desktop_app.ui.imports.footer import Footer
from desktop_app.ui.imports.idle import Idle, Reading
from desktop_app.ui.imports.panes import SidePlace
from desktop_app.ui.imports.plain_text import brief, listed
from desktop_app.ui.imports.progress_steps import CHECK, COLUMNS, DONE, FILE, VALUES, ProgressSteps
from desktop_app.ui.imports.questions import MANY_ENDS, Questions
from desktop_app.ui.imports.report import Report
from desktop_app.ui.imports.review import Review
from desktop_app.ui.imports.side_lists import SideLists
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


NAMED = 3  # waiting files told by name
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
        self.editors, self.lists = Editors(self.place), SideLists(self.place)
        self.aside = Aside(self.place, self.editors, self.lists, self.review.recognised)
        self.setLayout(column((self.place, 1), self.footer))
        self.review.wanted.connect(self.open_pane)
        self.review.trust.behind.connect(self.aside.show_behind)
        self.review.trust.pane.connect(self.open_pane)
        self.review.trust.all_wanted.connect(self._open_trust)
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
            self.aside.leave()
            self.questions.ask(())
        if state is State.IDLE:
            self.header.set_answer(_("A ticket list is checked row by row before anything is stored."))
        self._lay_bars()

    def show_reading(self, name: str) -> None:
        self.bar.dismiss()
        self.header.set_answer(name)
        self.enter(State.READING)
        self.reading.begin(name)

    def show_review(self, review: ImportReview, answers: ImportAnswers, blocked: str) -> None:
        """Renew the dry run in place; ``blocked`` says why it cannot be stored, empty when it can."""
        asked = bool(review.questions)
        in_file = _("{sentence}, in {file}").format(sentence=review.sentence, file=review.file_name)
        self.header.set_answer(review.sentence if asked else in_file)
        self.review.show_review(review, answers)
        self.editors.show_review(review, answers)
        self.lists.show_review(review, answers.policy)
        self.block(review, blocked)
        if self.state is not State.REVIEW:
            self.enter(State.REVIEW)
            self.review.to_top()
        self.steps.set_stand(stand(review.questions))
        self.questions.ask(review.questions)

    def block(self, review: ImportReview, blocked: str) -> None:
        self.footer.show_review(review.counts.new + review.counts.changed, blocked)

    def show_report(self, review: ImportReview, saved: str) -> None:
        self.header.set_answer(outcome(review.counts))
        self.report.show_review(review, saved)
        self.footer.show_report()
        self.enter(State.REPORT)

    def warn(self, sentence: str, *, action: str = "", act: Callable[[], None] | None = None) -> None:
        self._tell(self.bar, sentence, Severity.WARNING, action, act)

    def inform(self, sentence: str, *, action: str = "", act: Callable[[], None] | None = None) -> None:
        self._tell(self.bar, sentence, Severity.INFO, action, act)

    def tell_waiting(self, names: Sequence[str], go_on: Callable[[], None]) -> None:
        """Which files wait; where nothing is being read or stored, with the way to the next."""
        if not names:
            self.queue.dismiss()
            return
        action = {
            State.IDLE: _("Go on to the next file"),
            State.REPORT: _("Go on to the next file"),
            State.REVIEW: _("Set this file aside and go on"),
        }.get(self.state, "")
        self._tell(self.queue, waiting_told(names), Severity.INFO, action, go_on)

    def open_pane(self, name: str) -> None:
        """Open the pane of one answer or list beside the dry run, or close it when it is open already."""
        self.aside.open(name)

    def close_pane(self) -> None:
        self.aside.close()

    def _open_trust(self) -> None:
        self.open_pane("trust")

    def _tell(
        self, bar: MessageBar, sentence: str, severity: Severity, action: str, act: Callable[[], None] | None
    ) -> None:
        bar.say(sentence, severity, action=action, act=act)
        self._lay_bars()

    def _lay_bars(self) -> None:
        self._bars.setVisible(not self.bar.isHidden() or not self.queue.isHidden())


def stand(questions: Sequence[Question]) -> int:
    """The step that the first open question belongs to."""
    if not questions or questions[0].name == MANY_ENDS:
        return CHECK
    return {"fields": COLUMNS, "sheet": FILE}.get(questions[0].name, VALUES)


def waiting_told(names: Sequence[str]) -> str:
    """``2 more files wait: march.csv, april.csv``"""
    n = len(names)
    shown = listed([brief(name, 40) for name in names], NAMED)
    return ngettext("{n} more file waits: {names}", "{n} more files wait: {names}", n).format(n=number(n), names=shown)
