"""The pane about one block: its days, what speaks against it, why this person, what to go and see."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import conflicts
from desktop_app.domain.language import _
from desktop_app.domain.reasons import Reasons
from desktop_app.domain.rotations import Block, BlockKind
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.rotations.moving import hosts_for
from desktop_app.ui.rotations.notices import LedgerBars, Notice, Tall, reason
from desktop_app.ui.rotations.reading import Reading, affected, extended
from desktop_app.ui.rotations.words import short_words, when, where, working_days
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Link
from desktop_app.ui.widgets.fields import Combo, Form, TextArea
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import Item, boxed, column
from desktop_app.ui.widgets.panes import DetailPane

WIDTH = 304


class Question(TextArea):
    """What to go and see; ``left`` when the cursor goes elsewhere."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(_("What is to be found out there?"), accessible_name=_("Go and see"))
        self.setFixedHeight(theme().px(64))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class BlockPane(DetailPane):
    """``changed`` carries the block and the fields that shall differ. A question is stored on leaving it."""

    changed = Signal(object, object)  # Block, dict of fields
    pin_wanted = Signal(object)  # Block
    remove_wanted = Signal(object)  # Block

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(width=WIDTH, parent=parent)
        self.block: Block | None = None
        self.notices: tuple[Notice, ...] = ()
        self._reading: Reading | None = None
        self._reasons: QWidget | None = None
        self.question: Question | None = None
        self.mentor: Combo | None = None
        self.host: Combo | None = None
        self.pin = Button("", icon="pin", tip=_("Planning leaves a pinned block where it is (Space)"))
        self.remove = Button(_("Remove"), icon="trash-2", tip=_("Take this block out of the plan (Delete)"))
        self.pin.clicked.connect(lambda: self.pin_wanted.emit(self.block))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.block))
        self.add_action(self.pin)
        self.add_action(self.remove)

    def show_block(self, reading: Reading, block: Block) -> None:
        """Show it, or show it again after the plan changed; what is being typed stays."""
        same = self.block is not None and (block.id, block.person_id) == (self.block.id, self.block.person_id)
        typed = self._typed() if same else None
        writing = same and self.question is not None and self.question.hasFocus()
        if not same:
            self.commit()
        self.question = None  # the old field loses the focus when it goes; that is no leaving
        self.block, self._reading = block, reading
        board = reading.board
        self.set_title(board.plan.label, where(board, block))
        self.pin.setText(_("Unpin") if block.pinned else _("Pin"))
        self.clear()
        self._reasons = Tall()
        self._reasons.setLayout(column())
        self.add(Label(f"{when(block)}, {working_days(board, block)}", TextStyle.CAPTION, "text2", wrap=True))
        self._add_notices(reading, block)
        self._add_host(board, block)
        self.add(self._reasons)
        self._add_question(board, block)
        self.add(12)
        self._go_on(typed, writing)

    def show_reasons(self, reasons: Reasons) -> None:
        """Why this person; worked out off the GUI thread, so it comes a moment later."""
        if self._reasons is None or self.block is None:
            return
        items: list[Item] = []
        if reasons.lines or reasons.next_in_line:
            items += [14, Label(_("Why this person?"), TextStyle.BODY_STRONG), 4]
        items += [reason(line) for line in reasons.lines]
        if reasons.next_in_line is not None:
            words = _("Next in line: {name}").format(name=reasons.next_in_line.name)
            items += [4, Label(words, TextStyle.CAPTION, "text2", wrap=True)]
        if reasons.ledger:
            items += _ledger(reasons, self.block)
        layout = self._reasons.layout()
        if isinstance(layout, QBoxLayout) and layout.count() == 0:
            layout.addLayout(column(*items))
            self._body.activate()  # in its place before it is painted

    def commit(self) -> None:
        """Store the question if it was changed."""
        typed = self._typed()
        if typed is not None and self.block is not None:
            self.changed.emit(self.block, {"question": typed})

    def forget(self) -> None:
        self.commit()
        self.block = None

    # -- parts

    def _add_notices(self, reading: Reading, block: Block) -> None:
        broken = conflicts(reading.board, block)
        found = [Notice(conflict.sentence) for conflict in broken]
        home = reading.board.person[block.person_id].team_id if block.person_id in reading.board.person else 0
        told = home if any(conflict.takes_below_minimum for conflict in broken) else 0
        short = affected(reading, block)
        for team in dict.fromkeys(each.team for each in short):
            of_team = [each for each in short if each.team == team]
            longer = extended(reading, block, of_team)
            if team.id == told and not longer:
                continue  # the broken rule has said it already
            found.append(Notice(short_words(of_team), self._extend(longer) if longer else None))
        self.notices = tuple(found)
        for notice in found:
            self.add(10)
            self.add(notice)

    def _extend(self, longer: Block) -> Link:
        words = _("Extend it to {day}").format(day=when(longer).rsplit("– ", maxsplit=1)[-1])
        link = Link(words, style=TextStyle.CAPTION_MEDIUM)
        link.clicked.connect(lambda: self.changed.emit(self.block, {"to_on": longer.to_on}))
        return link

    def _add_host(self, board: Board, block: Block) -> None:
        """Only where there is a choice."""
        person = board.person.get(block.person_id)
        hosts = hosts_for(board, person) if person and block.kind is BlockKind.GUEST else ()
        self.host = None
        if len(hosts) < 2:
            return
        self.host = Combo([(board.teams[host].name, host) for host in hosts if host in board.teams])
        self.host.choose(block.host_id)
        self.host.activated.connect(self._choose_host)
        form = Form()
        form.add(_("&Guest of"), self.host)
        self.add(12)
        self.add(boxed(form))

    def _add_question(self, board: Board, block: Block) -> None:
        self.question = self.mentor = None
        if block.kind is not BlockKind.GUEST:
            return
        self.add_section(_("Go and see"))
        self.question = Question()
        self.question.setPlainText(block.question)
        self.question.left.connect(self.commit)
        self.add(self.question)
        hosts = board.members.get(block.host_id, ()) if block.host_id is not None else ()
        self.mentor = Combo([(_("nobody yet"), None), *((person.name, person.id) for person in hosts)])
        self.mentor.choose(block.mentor_id)
        self.mentor.activated.connect(self._choose_mentor)
        form = Form()
        form.add(_("&Mentor"), self.mentor)
        self.add(8)
        self.add(boxed(form))

    def _choose_host(self) -> None:
        if self.host is not None and self.block is not None and self.host.currentData() != self.block.host_id:
            self.changed.emit(self.block, {"host_id": self.host.currentData(), "mentor_id": None})

    def _choose_mentor(self) -> None:
        if self.mentor is not None and self.block is not None and self.mentor.currentData() != self.block.mentor_id:
            self.changed.emit(self.block, {"mentor_id": self.mentor.currentData()})

    def _go_on(self, typed: str | None, writing: bool) -> None:
        """The new field takes over what was being typed."""
        if self.question is None:
            return
        if typed is not None:
            self.question.setPlainText(typed)
        if writing:
            self.question.setFocus()
            self.question.moveCursor(QTextCursor.MoveOperation.End)

    def _typed(self) -> str | None:
        """A question that is not stored yet."""
        if self.question is None or self.block is None:
            return None
        typed = " ".join(self.question.toPlainText().split())
        return typed if typed != self.block.question else None


def _ledger(reasons: Reasons, block: Block) -> list[Item]:
    guest = block.kind is BlockKind.GUEST
    headline = _("Guest days, done minus fair share") if guest else _("Duty days, done minus fair share")
    if all(round(2 * days) == 0 for _person, days in reasons.ledger):
        even = Label(_("Even before this plan: nobody owes a day."), TextStyle.CAPTION, "text2", wrap=True)
        return [14, Rule(), 12, Label(headline, TextStyle.BODY_STRONG, wrap=True), 4, even]
    bars = LedgerBars(reasons.ledger, block.person_id)
    note = Label(_("before this plan; carried from plan to plan"), TextStyle.CAPTION, "text2", wrap=True)
    return [14, Rule(), 12, Label(headline, TextStyle.BODY_STRONG, wrap=True), 6, bars, 4, note]
