"""What is done to blocks, by hand, by keys, in menus and in the pane: shown at once, stored behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from desktop_app.domain.language import _
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import Block
from desktop_app.ui.rotations.carrying import Carrying, Drop, Gesture
from desktop_app.ui.rotations.edits import Edits
from desktop_app.ui.rotations.menus import block_menu, person_menu, swap_menu
from desktop_app.ui.rotations.moving import proposed
from desktop_app.ui.rotations.reading import Reading, judge
from desktop_app.ui.rotations.timeline import Timeline
from desktop_app.ui.rotations.words import name_of, when, where

Fields = dict[str, object]


class Handling(QObject):
    """``shown_now`` gives the reading as it will be; ``placed`` the block that a sentence about rules may belong to."""

    shown_now = Signal(object)  # Reading
    placed = Signal(object)  # Block
    details_wanted = Signal(object)  # Block or OpenPlace

    def __init__(self, timeline: Timeline, edits: Edits) -> None:
        super().__init__(timeline)
        self._timeline, self._edits = timeline, edits
        self.menu: QMenu | None = None  # the one that is open
        timeline.dropped.connect(self.drop)
        timeline.pin_wanted.connect(self.pin)
        timeline.remove_wanted.connect(self.remove)
        timeline.new_wanted.connect(self.begin)
        timeline.menu_wanted.connect(self.show_menu)

    @property
    def _reading(self) -> Reading | None:
        return self._timeline.reading

    # -- what the menus do (menus.Acts)

    def details(self, block: Block) -> None:
        self.details_wanted.emit(block)

    def carry(self, block: Block, step: Callable[[Carrying], bool]) -> None:
        """One step of the keys, dropped at once."""
        if self._reading is not None:
            carrying = Carrying(self._reading, Gesture.MOVE, block, None, block.from_on)
            step(carrying)
            if (drop := carrying.drop()) is not None:
                self.drop(drop)

    def change(self, block: Block, fields: Fields) -> None:
        """Other values for a block; person, host and days are judged, mentor and question are only stored."""
        changed = replace(block, **fields)  # type: ignore[arg-type]
        if changed == block:
            return
        if fields.keys() <= {"mentor_id", "question"}:
            self._edits.change(block, fields, "")
        elif self._reading is not None:
            judged = judge(self._reading, block, changed)
            self.store(Drop(changed, block, tuple(conflict.sentence for conflict in judged.conflicts)))

    def swap(self, block: Block, other: Block) -> None:
        """Exchange the people of two blocks."""
        reading = self._reading
        if reading is None:
            return
        one, two = replace(block, person_id=other.person_id), replace(other, person_id=block.person_id)
        after = reading.replaced(block, one).replaced(other, two)
        names = {"one": name_of(reading.board, block.person_id), "other": name_of(reading.board, other.person_id)}
        self._show(after, one)
        self._edits.swap(block, other, _("{one} and {other} were swapped.").format(**names))

    def pin(self, block: Block) -> None:
        reading = self._reading
        if reading is None:
            return
        words = _("{block} can be planned anew.") if block.pinned else _("{block} stays where it is when planning.")
        self._show(reading.replaced(block, replace(block, pinned=not block.pinned)), None)
        self._edits.pin(block, not block.pinned, words.format(block=where(reading.board, block)))

    def remove(self, block: Block) -> None:
        reading = self._reading
        if reading is None:
            return
        words = _("{block}, {days}, was removed.").format(block=where(reading.board, block), days=when(block))
        self._show(reading.replaced(block, None), None)
        self._edits.remove(block, words)

    # -- from the timeline

    def begin(self, person: Person) -> None:
        """A new block for a person, where it is most wanted."""
        reading = self._reading
        if reading is not None:
            today = reading.board.now.date() if reading.board.now else reading.board.rota.from_on
            self.place(proposed(reading.board, person, max(today, reading.board.rota.from_on)))

    def place(self, block: Block) -> None:
        if self._reading is not None:
            judged = judge(self._reading, None, block)
            self.store(Drop(block, None, tuple(conflict.sentence for conflict in judged.conflicts)))

    def drop(self, drop: Drop) -> None:
        """Store it, or ask first when it came to lie on another person's block."""
        reading, old, meets = self._reading, drop.old, drop.meets
        if reading is None or old is None or meets is None:
            self.store(drop)
            return
        menu = swap_menu(
            self._timeline, reading.board, drop.new, meets, lambda: self.swap(old, meets), lambda: self.store(drop)
        )
        self._open(menu, QCursor.pos())

    def store(self, drop: Drop) -> None:
        """Rules may be broken by hand; the sentences say so."""
        reading, new, old = self._reading, drop.new, drop.old
        if reading is None:
            return
        said = _("{block}, {days}.").format(block=where(reading.board, new), days=when(new))
        said = " ".join((said, *drop.sentences))
        self._show(reading.replaced(old, new), new)
        if old is None:
            self._edits.place(new, said)
            return
        names = ("person_id", "host_id", "from_on", "to_on", "mentor_id")
        self._edits.change(old, {n: getattr(new, n) for n in names if getattr(new, n) != getattr(old, n)}, said)

    def show_menu(self, at: QPoint) -> None:
        """What can be done here."""
        reading, spot, person = self._reading, self._timeline.spot, self._timeline.person
        if reading is None:
            return
        if spot.block is not None:
            self._open(block_menu(self._timeline, reading.board, spot.block, self), at)
        elif spot.item is not None:
            self.details_wanted.emit(spot.item)
        elif person is not None:
            self._open(person_menu(self._timeline, reading.board, person, self.place), at)

    def _show(self, reading: Reading, block: Block | None) -> None:
        """As it will be, until it is stored and read again."""
        self.shown_now.emit(reading)
        if block is not None:
            self._timeline.select(block)
            self.placed.emit(block)

    def _open(self, menu: QMenu, at: QPoint) -> None:
        self.menu = menu
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.aboutToHide.connect(self._closed)
        menu.popup(at)

    def _closed(self) -> None:
        self.menu = None
