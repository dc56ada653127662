"""Which incidents an act means: the one in the pane, the one of the current row, or all that are selected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence

from desktop_app.domain.lives import Act
from desktop_app.services.incident_details import CommentLine, IncidentDetail
from desktop_app.services.suite import Services
from desktop_app.ui.incidents.act_words import ASKING
from desktop_app.ui.incidents.acting import Acting, Target
from desktop_app.ui.incidents.parts import Parts
from desktop_app.ui.operations import Operations

if TYPE_CHECKING:
    from desktop_app.ui.incidents.panes import Panes

Then = Callable[[IncidentDetail], None]


class ActDesk(QObject):
    """``said`` is a sentence about what was stored."""

    said = Signal(str)

    def __init__(self, services: Services, operations: Operations, parts: Parts, panes: Panes) -> None:
        super().__init__(panes)
        self._parts, self._panes = parts, panes
        self.acting = Acting(services, operations, parts.act_pane, self)
        self._listen()

    def _listen(self) -> None:
        commands, pane, acting = self._parts.commands, self._parts.detail, self.acting
        for act, action in commands.acts.items():
            action.triggered.connect(partial(self._on_action, act))
        commands.times.triggered.connect(self.correct_times)
        pane.show_edit_key(commands.edit.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        table = self._parts.table
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._offer)
        pane.act_wanted.connect(self.do_shown)
        pane.times_wanted.connect(self.correct_times)
        pane.change_comment.connect(self._change_comment)
        pane.remove_comment.connect(acting.remove_comment)
        pane.incident_wanted.connect(self._panes.show)
        acting.opened.connect(self._show_form)
        acting.closed.connect(self._after_form)
        acting.said.connect(self.said)
        self._panes.details.shown.connect(self._tell_possible)
        self._parts.side.changed.connect(self._on_side)

    @property
    def active(self) -> bool:
        return self.acting.active

    def do(self, act: Act) -> None:
        """To every selected incident when there are several, else to the one in the pane or of the current row."""
        many = self._selected()
        if many is not None:
            self.acting.do(act, many)
        elif act in ASKING or self._panes.shows_detail:
            self._panes.with_one(partial(self._do_one, act))
        elif (one := self._selected(1)) is not None:  # no pane opens for what needs no words
            self.acting.do(act, one)

    def do_shown(self, act: Act) -> None:
        """To the incident in the pane, whatever is selected beside it."""
        self._panes.details.with_current(partial(self._do_one, act))

    def correct_times(self) -> None:
        self._panes.with_one(lambda detail: self.acting.correct_times(detail, self._panes.zone))

    # -- parts

    def _offer(self, at: QPoint) -> None:
        self._parts.commands.of_rows.popup(self._parts.table.viewport().mapToGlobal(at))

    def _on_action(self, act: Act, _checked: bool = False) -> None:
        self.do(act)

    def _do_one(self, act: Act, detail: IncidentDetail) -> None:
        self.acting.do(act, Target(lambda: (detail.incident.id,), 1, self._panes.zone, detail))

    def _selected(self, least: int = 2) -> Target | None:
        count, ids = self._parts.table.selected_count(), self._panes.selected_ids()
        return Target(ids, count, self._panes.zone) if ids is not None and count >= least else None

    def _change_comment(self, line: CommentLine) -> None:
        detail = self._parts.detail.detail
        if detail is not None:
            self.acting.change_comment(detail, line, self._panes.zone)

    def _show_form(self) -> None:
        if self._panes.editing.active:
            self._panes.editing.put_away()
        self._parts.side.show_pane(self._parts.act_pane)

    def _on_side(self) -> None:
        """Something else is shown in its place."""
        if self.active and self._parts.side.shown is not self._parts.act_pane:
            self.acting.put_away()

    def _after_form(self) -> None:
        shown = self._parts.detail if self._panes.details.current else None
        self._parts.side.show_pane(shown)
        self._parts.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_possible(self) -> None:
        """The menu and the keys offer what can be done with the one incident that is selected."""
        detail = self._parts.detail.detail
        if detail is not None and self._parts.table.selected_count() == 1:
            self._parts.commands.set_possible(detail.acts)
