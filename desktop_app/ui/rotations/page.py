"""The page "Rotations": who is where, and is cover kept?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.board import Board
from desktop_app.domain.language import _, number
from desktop_app.domain.rotations import Rota
from desktop_app.services.changes import Changes
from desktop_app.services.rotations import RotationService
from desktop_app.ui.operations import Operations
from desktop_app.ui.rotations.asking import Answer
from desktop_app.ui.rotations.head_menus import HeadActs, show_head
from desktop_app.ui.rotations.sheet import Keeping
from desktop_app.ui.rotations.words import status as status_words
from desktop_app.ui.widgets.messages import Severity

if TYPE_CHECKING:
    from desktop_app.services.rota_plans import RotaPlanService


class RotationsPage(Keeping):
    """Shows the newest plan of a rota unless another version was chosen."""

    opened = Signal(object)  # IncidentFilter
    navigated = Signal(str)
    answered = Signal(str)
    said = Signal(str)
    print_wanted = Signal(object)  # Board
    export_wanted = Signal(str, object)  # "xlsx" or "ics", Board

    def __init__(
        self, rotations: RotationService, plans: RotaPlanService, operations: Operations, parent: QWidget | None = None
    ) -> None:
        super().__init__(rotations, plans, operations, parent)
        self._form_wanted = self._told_older = self._told_holidays = False
        self._acts = HeadActs(self.choose, self.new_rota, self.change_rota, self.remove_rota, self.print_, self.export)
        self.buttons.improve.clicked.connect(self._plan_or_improve)
        self.buttons.publish.clicked.connect(self.publish)
        self.no_people.people.clicked.connect(partial(self.navigated.emit, "people"))
        self.no_rota.plan.clicked.connect(self.new_rota)
        self.panes.rota_given.connect(self._store_rota)
        self.edits.stored.connect(self._on_stored)
        self.edits.refused.connect(self._on_refused)
        self.edits.planning_changed.connect(self._show_planning)
        self.read.connect(self._on_read)

    # -- the window's side

    @property
    def title(self) -> str:
        return _("Rotations")

    @property
    def status(self) -> str:
        """The left text of the status bar."""
        return status_words(self.reading.board) if self.reading else ""

    def show_rota(self, rota_id: int) -> None:
        """Show the newest plan of a rota."""
        self.choose(rota_id, 0)

    def plan(self) -> None:
        """Fill the plan at once."""
        self.with_board(lambda _board: self.edits.plan())

    def improve(self) -> None:
        """Let the solver look for a fairer plan, in the background."""
        self.with_board(lambda _board: self.edits.improve())

    def publish(self) -> None:
        """Give the draft its number."""

        def now(board: Board) -> None:
            words = _("v{n} is published; the next change begins a draft.").format(n=number(board.plan.version))
            self.edits.publish(words)

        self.with_board(now)

    def print_(self) -> None:
        """Ask the window for the preview of what is shown."""
        self.with_board(self.print_wanted.emit)

    def export(self, kind: str) -> None:
        """Ask the window for a file: "xlsx" or "ics"."""
        self.with_board(partial(self.export_wanted.emit, kind))

    def new_rota(self) -> None:
        """Add a sensible rota with an empty draft and open its form."""
        self.when_read(lambda: self.edits.add_rota(self._added))

    def change_rota(self) -> None:
        """Open the form of the rota that is shown."""
        self.with_board(self.panes.show_form)

    def remove_rota(self) -> None:
        """Take the rota away; undo brings it back."""

        def now(board: Board) -> None:
            self._rota_id = self._plan_id = 0
            self.edits.remove_rota(board.rota.id, _("{rota} was removed.").format(rota=board.rota.name))

        self.with_board(now)

    # -- parts

    def _on_read(self, answer: Answer) -> None:
        show_head(self.buttons, answer, self._acts)
        if answer.reading is not None and self._form_wanted:
            self._form_wanted = False
            self.panes.show_form(answer.reading.board)
        if not answer.newest:
            newer = answer.versions[0]
            words = _("This version has been followed by {newer} and stays as it is.").format(newer=newer.label)
            newest = partial(self.choose, newer.rota_id, 0)
            self.message.say(words, Severity.INFO, action=_("Show {newer}").format(newer=newer.label), act=newest)
        elif self._told_older:
            self.message.dismiss()
        elif answer.reading is not None and not answer.reading.board.region and not self._told_holidays:
            self._told_holidays = True
            words = _("No public holidays are chosen yet, so every weekday counts as a working day.")
            people = partial(self.navigated.emit, "people")
            self.message.say(words, Severity.INFO, action=_("Choose them on the page People"), act=people)
        self._told_older = not answer.newest
        self.answered.emit(self.status)

    def _added(self, changes: Changes) -> None:
        self._form_wanted = True
        self.choose(changes.ids[0], 0)

    def _store_rota(self, rota: Rota, plan: bool) -> None:
        then = partial(self._planned, plan)
        self.edits.change_rota(rota, _("{rota} was stored.").format(rota=rota.name), then)

    def _planned(self, plan: bool, _changes: Changes) -> None:
        self.panes.close()
        if plan:
            self.edits.plan()

    def _plan_or_improve(self) -> None:
        empty = self.reading is not None and not self.reading.board.plan.blocks
        self.plan() if empty else self.improve()

    def _show_planning(self) -> None:
        self.buttons.improve.setEnabled(not self.edits.planning)

    def _on_stored(self, sentence: str) -> None:
        self.message.dismiss()
        self.said.emit(sentence)

    def _on_refused(self, sentence: str) -> None:
        if self.panes.side.shown is self.panes.form and sentence:
            self.panes.form.say(sentence)
        elif sentence:
            self.message.say(sentence, Severity.WARNING)
        self.choose(self._rota_id, self._plan_id)  # shows what is stored
