"""What is seen of the page, and how it keeps up with what is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import Conflict, conflicts
from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _
from desktop_app.domain.rotations import Block
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.rotations import RotationService
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.operations import Operations
from desktop_app.ui.rotations.asking import Answer, ask, broken_by_block
from desktop_app.ui.rotations.edits import Edits
from desktop_app.ui.rotations.handling import Handling
from desktop_app.ui.rotations.panes import Panes
from desktop_app.ui.rotations.reading import Reading
from desktop_app.ui.rotations.surface import Body, HeadButtons, NoPeople, NoRota
from desktop_app.ui.rotations.timeline import Timeline
from desktop_app.ui.rotations.words import answers
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.labels import Rule
from desktop_app.ui.widgets.layouts import Page, boxed, column
from desktop_app.ui.widgets.messages import MessageBar, Severity

if TYPE_CHECKING:
    from desktop_app.services.rota_plans import RotaPlanService

_TOPICS = frozenset({Topic.PEOPLE, Topic.ROTATIONS, Topic.SESSIONS, Topic.TEAMS, Topic.SETTINGS, Topic.WORKSPACE})


class Sheet(QWidget):
    """Head, timeline with pane, or an empty state."""

    def __init__(
        self, rotations: RotationService, plans: RotaPlanService, operations: Operations, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.buttons, self.message, self.timeline = HeadButtons(), MessageBar(), Timeline()
        self.header = PageHeader(_("Rotations"), actions=self.buttons.all)
        self.edits = Edits(rotations, plans, operations, self)
        self.handling = Handling(self.timeline, self.edits)
        self.panes = Panes(operations, self.timeline, self.handling)
        self.body = Body(self.timeline, self.panes.side)
        self.no_people, self.no_rota = NoPeople(), NoRota()
        head = Page(bottom=0)
        head.add(self.header)
        head.space(12)
        head.add(self.message)
        head.add(Rule())
        self._inner = boxed(column(12, (self.body, 1), margins=(32, 0, 32, 0)))
        self.stack = QStackedWidget()
        for widget in (boxed(column()), self._inner, self.no_people, self.no_rota):  # the first is the calm before all
            self.stack.addWidget(widget)
        self.setLayout(column(head, (self.stack, 1)))
        for button in self.buttons.all:
            button.hide()

    def show_stack(self, answer: Answer) -> None:
        """The timeline, or what to do first."""
        if answer.reading is not None:
            self.stack.setCurrentWidget(self._inner)
        else:
            self.panes.close()
            self.header.set_answer("")
            self.stack.setCurrentWidget(self.no_rota if answer.able else self.no_people)

    def show_reading(self, reading: Reading) -> None:
        """The timeline and everything that is said of it."""
        self.timeline.show_reading(reading)
        self.body.legend.show_board(reading.board)
        self._fit_answer()
        self.panes.take(reading)

    def _fit_answer(self) -> None:
        """The longest of the answers that is not cut."""
        reading = self.timeline.reading
        if reading is not None and self.stack.currentWidget() is self._inner:
            offered, room = answers(reading), self.width() - 2 * theme().px(32)
            fitting = (words for words in offered if theme().width(words, TextStyle.LEAD) <= room)
            self.header.set_answer(next(fitting, offered[-1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_answer()


class Keeping(Sheet):
    """Asks when first shown and whenever its topics change; an edit that is on its way is shown until it is stored."""

    read = Signal(object)  # Answer

    def __init__(
        self, rotations: RotationService, plans: RotaPlanService, operations: Operations, parent: QWidget | None
    ) -> None:
        super().__init__(rotations, plans, operations, parent)
        self._rotations, self._operations = rotations, operations
        self.answer: Answer | None = None
        self._rota_id = self._plan_id = 0
        self._stale = True
        self._noted: Block | None = None
        self._later: list[Callable[[], None]] = []
        self.handling.shown_now.connect(self.show_reading)
        self.handling.placed.connect(self._note)
        operations.changed.connect(self._on_changed)

    @property
    def reading(self) -> Reading | None:
        """What is shown, moves that are not stored yet included."""
        return self.timeline.reading if self.answer and self.answer.reading else None

    def reload(self) -> None:
        """Ask again; what is shown stays until the answer is there."""
        self._stale = False
        asked = partial(ask, self._rotations, self._rota_id, self._plan_id)
        self._operations.query(("rotations", "board"), asked, self._show, self._fail)

    def choose(self, rota_id: int, plan_id: int) -> None:
        """Show a plan of a rota; 0 is the newest."""
        self._rota_id, self._plan_id = rota_id, plan_id
        self.reload()

    def with_board(self, act: Callable[[Board], None]) -> None:
        """Do something with the board, once it is there; without a rota there is nothing to do it to."""

        def when_read() -> None:
            if self.answer is not None and self.answer.reading is not None and self.timeline.reading is not None:
                act(self.timeline.reading.board)
            else:
                self.message.say(_("There is no rota yet."), Severity.INFO)

        self.when_read(when_read)

    def when_read(self, act: Callable[[], None]) -> None:
        """Now, or after the first answer."""
        if self.answer is not None:
            act()
            return
        self._later.append(act)
        if not self.isVisible():
            self.reload()

    def take_focus(self) -> None:
        """The arrow keys go to the timeline."""
        self.timeline.setFocus(Qt.FocusReason.MouseFocusReason)

    def commit_pending(self) -> None:
        """Store what is still being typed; for the window before it closes."""
        self.panes.commit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _on_changed(self, changes: Changes) -> None:
        if not changes.topics & _TOPICS:
            return
        if Topic.ROTATIONS in changes.topics and self.edits.busy:
            self._plan_id = 0  # an edit lands in the newest plan
        if self.isVisible() or self.edits.busy:
            self.reload()
        else:
            self._stale = True

    def _show(self, answer: Answer) -> None:
        self.answer = answer
        if answer.reading is not None:
            self._rota_id = answer.reading.board.rota.id
        self.edits.take(answer.reading)
        if self.edits.busy and answer.reading is not None and self.stack.currentWidget() is self._inner:
            return  # the next edit is on its way already; what is shown holds it
        self.show_stack(answer)
        if answer.reading is not None:
            self.show_reading(answer.reading)
            self._tell_note()
            board = answer.reading.board
            self._operations.query(("rotations", "broken"), partial(broken_by_block, board), self._show_broken)
        self.read.emit(answer)
        later, self._later = self._later, []
        for act in later:
            act()

    def _show_broken(self, broken: Mapping[Block, tuple[Conflict, ...]]) -> None:
        self.timeline.show_broken(broken)

    def _fail(self, error: SecondWayError) -> None:
        self.message.say(error.sentence, Severity.WARNING, action=_("Try again"), act=self.reload)

    def _note(self, block: Block) -> None:
        """A block was put somewhere: as long as it breaks rules there, the foot of the page says so."""
        self._noted = block
        self._tell_note()

    def _tell_note(self) -> None:
        reading, bar = self.timeline.reading, self.body.message
        found = reading.find(self._noted) if reading is not None and self._noted is not None else None
        sentences = [c.sentence for c in conflicts(reading.board, found)] if reading and found else []
        told = self.panes.side.shown is self.panes.block and self.panes.block.block == found
        if not sentences or told:
            self._noted = found if sentences else None
            if not bar.isHidden():
                bar.dismiss()
            return
        self._noted = found
        sentence = " ".join(sentences)
        if bar.sentence != sentence:
            bar.say(sentence, Severity.WARNING)
