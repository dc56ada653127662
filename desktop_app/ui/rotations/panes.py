"""What stands at the right of the timeline: a block, an open place, the form of the rota, or nothing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.domain.board import Board
from desktop_app.domain.gaps import GapReason, explain
from desktop_app.domain.reasons import Reasons, why
from desktop_app.domain.rotations import Block, OpenPlace, Rota
from desktop_app.ui.operations import Operations
from desktop_app.ui.rotations.block_pane import BlockPane
from desktop_app.ui.rotations.handling import Handling
from desktop_app.ui.rotations.place_pane import PlacePane
from desktop_app.ui.rotations.reading import Reading
from desktop_app.ui.rotations.rota_form import RotaForm
from desktop_app.ui.rotations.spot import Spot, spot_of
from desktop_app.ui.rotations.timeline import Timeline
from desktop_app.ui.widgets.side import Side


class Panes(QObject):
    """Follows the current place while a pane is open; Escape and the cross close it."""

    rota_given = Signal(object, bool)  # Rota, whether to plan it then

    def __init__(self, operations: Operations, timeline: Timeline, handling: Handling) -> None:
        super().__init__(timeline)
        self._operations, self._timeline, self._handling = operations, timeline, handling
        self._reading: Reading | None = None
        self.block, self.place, self.form = BlockPane(), PlacePane(), RotaForm()
        self.side = Side(self.block, self.place, self.form)
        for pane in (self.block, self.place, self.form):
            pane.closed.connect(self.close)
        self.block.changed.connect(handling.change)
        self.block.pin_wanted.connect(handling.pin)
        self.block.remove_wanted.connect(handling.remove)
        self.place.taken.connect(self._take)
        self.form.given.connect(self._give)
        handling.details_wanted.connect(self.show)
        timeline.details_wanted.connect(self.show)
        timeline.moved.connect(self._follow)
        timeline.left.connect(self.close)

    def take(self, reading: Reading) -> None:
        """The plan became another: show the same anew, or close what is gone."""
        before, self._reading = self._reading, reading
        if before is not None and before.board.rota.id != reading.board.rota.id and not self._shows(self.form):
            self.close()
        elif self._shows(self.block) and self.block.block is not None:
            found = reading.find(self.block.block)
            self._show_block(found) if found is not None else self.close()
        elif self._shows(self.place) and self.place.place is not None:
            there = spot_of(reading, self.place.place) is not None
            self._show_place(self.place.place) if there else self.close()

    def show(self, item: Block | OpenPlace) -> None:
        """Open the pane about something."""
        if isinstance(item, Block):
            self._show_block(item)
        else:
            self._show_place(item)
        self._timeline.reveal()

    def show_form(self, board: Board) -> None:
        self.commit()
        self.form.show_rota(board)
        self.side.show_pane(self.form)

    def close(self) -> None:
        inside = self.side.isAncestorOf(self.side.window().focusWidget() or self._timeline)
        self.commit()
        for pane in (self.block, self.place, self.form):
            pane.forget()
        self.side.show_pane(None)
        if inside:
            self._timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Store what is still being typed."""
        if self._shows(self.block):
            self.block.commit()

    def _shows(self, pane: QObject) -> bool:
        return self.side.shown is pane

    def _follow(self, spot: Spot) -> None:
        if self._shows(self.form) or self.side.shown is None:
            return
        if spot.item is not None:
            self.show(spot.item)
        else:
            self.close()

    def _show_block(self, block: Block) -> None:
        if self._reading is None:
            return
        self.place.forget()
        self.block.show_block(self._reading, block)
        self.side.show_pane(self.block)
        self._operations.query(
            ("rotations", "why"), partial(why, self._reading.board, block), partial(self._tell_why, block)
        )

    def _show_place(self, place: OpenPlace) -> None:
        if self._reading is None:
            return
        self.commit()
        self.place.show_place(self._reading, place)
        self.side.show_pane(self.place)
        self._operations.query(
            ("rotations", "why"), partial(explain, self._reading.board, place), partial(self._tell_gap, place)
        )

    def _tell_why(self, block: Block, reasons: Reasons) -> None:
        if self.block.block == block:
            self.block.show_reasons(reasons)

    def _tell_gap(self, place: OpenPlace, found: GapReason) -> None:
        if self.place.place == place:
            self.place.show_reason(found)

    def _take(self, block: Block) -> None:
        """A proposal: a new block, or one of the plan that becomes another."""
        known = self._reading.find(block) if self._reading and block.id else None
        if known is None:
            self._handling.place(block)
            return
        names = ("person_id", "host_id", "from_on", "to_on")
        self._handling.change(known, {name: getattr(block, name) for name in names})

    def _give(self, rota: Rota, plan: bool) -> None:
        self.rota_given.emit(rota, plan)
