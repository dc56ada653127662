"""What the page stores: one edit after the other, each made for the plan as the one before has left it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import Cancelled, SecondWayError
from desktop_app.domain.language import _
from desktop_app.domain.rotations import Block, Rota
from desktop_app.services.changes import Changes, Progress, Topic
from desktop_app.services.rotations import RotationService
from desktop_app.ui.operations import Operations
from desktop_app.ui.rotations.reading import Reading

if TYPE_CHECKING:
    from desktop_app.services.rota_plans import RotaPlanService

Write = Callable[[Progress], Changes]
Fields = Mapping[str, object]


@dataclass(frozen=True)
class _Edit:
    """``make`` finds the write for the plan as it is stored now; None when there is nothing left to do it to."""

    title: str
    make: Callable[[Reading | None], Write | None]
    said: str = ""
    after: Callable[[Changes], None] | None = None
    long: bool = False


class Edits(QObject):
    """An edit begun while another is on its way waits until ``take`` brings the reading that holds the other."""

    stored = Signal(str)  # the sentence after a step
    refused = Signal(str)  # why there was none
    planning_changed = Signal()

    def __init__(
        self, rotations: RotationService, plans: RotaPlanService, operations: Operations, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._rotations, self._plans, self._operations = rotations, plans, operations
        self._reading: Reading | None = None
        self._waiting: list[_Edit] = []
        self._busy = self._landed = self._planning = False

    @property
    def planning(self) -> bool:
        """The plan is being made or improved."""
        return self._planning

    @property
    def busy(self) -> bool:
        """Something is on its way, or stored but not read again yet."""
        return self._busy

    def take(self, reading: Reading | None) -> None:
        """The plan as it is stored."""
        self._reading = reading
        if self._landed or not self._busy:
            self._free()

    # -- blocks

    def place(self, block: Block, said: str) -> None:
        def make(reading: Reading | None) -> Write | None:
            return partial(_call, self._rotations.place, reading.board.plan.id, block) if reading else None

        self._add(_Edit(_("Placing a block"), make, said))

    def change(self, block: Block, fields: Fields, said: str) -> None:
        """Give a block other values; what else was changed of it meanwhile stays."""

        def write(plan_id: int, found: Block) -> Write:
            return partial(_call, self._rotations.move, plan_id, replace(found, **fields))  # type: ignore[arg-type]

        self._of_block(_("Moving a block"), block, write, said)

    def swap(self, block: Block, other: Block, said: str) -> None:
        def make(reading: Reading | None) -> Write | None:
            one, two = (reading.find(block), reading.find(other)) if reading else (None, None)
            if reading is None or one is None or two is None:
                return None
            return partial(_call, self._rotations.swap, reading.board.plan.id, one.id, two.id)

        self._add(_Edit(_("Swapping two blocks"), make, said))

    def pin(self, block: Block, pinned: bool, said: str) -> None:
        def write(plan_id: int, found: Block) -> Write:
            return partial(_call, self._rotations.pin, plan_id, (found.id,), pinned)

        self._of_block(_("Pinning a block"), block, write, said)

    def remove(self, block: Block, said: str) -> None:
        def write(plan_id: int, found: Block) -> Write:
            return partial(_call, self._rotations.remove_blocks, plan_id, (found.id,))

        self._of_block(_("Removing a block"), block, write, said)

    def _of_block(self, title: str, block: Block, write: Callable[[int, Block], Write], said: str) -> None:
        """An edit of one block, found again in the plan as it is stored by then."""

        def make(reading: Reading | None) -> Write | None:
            found = reading.find(block) if reading else None
            return write(reading.board.plan.id, found) if reading is not None and found is not None else None

        self._add(_Edit(title, make, said))

    # -- plans and rotas

    def plan(self) -> None:
        self._of_plan(_("Plan"), self._plans.plan, _("The plan was made."))

    def improve(self) -> None:
        """Long, and stopped by the window's cancel."""
        self._of_plan(_("Improve the plan"), self._plans.improve, _("The plan was improved."))

    def publish(self, said: str) -> None:
        def make(reading: Reading | None) -> Write | None:
            if reading is None:
                return None
            seen = partial(self._rotations.publish, board=reading.board)
            return partial(_call, seen, reading.board.plan.id)

        self._add(_Edit(_("Publishing"), make, said))

    def add_rota(self, added: Callable[[Changes], None]) -> None:
        """Store a proposed rota with an empty draft; ``added`` gets its ids."""

        def write(_progress: Progress) -> Changes:
            return self._rotations.add_rota(self._rotations.propose())

        self._add(
            _Edit(_("Adding a rota"), lambda _reading: write, _("A rota was added; nothing is planned yet."), added)
        )

    def change_rota(self, rota: Rota, said: str, then: Callable[[Changes], None] | None = None) -> None:
        self._add(
            _Edit(
                _("Changing the rota"), lambda _reading: partial(_call, self._rotations.change_rota, rota), said, then
            )
        )

    def remove_rota(self, rota_id: int, said: str) -> None:
        self._add(
            _Edit(_("Removing the rota"), lambda _reading: partial(_call, self._rotations.remove_rota, rota_id), said)
        )

    def _of_plan(self, title: str, run: Callable[[int, Progress], Changes], said: str) -> None:
        def make(reading: Reading | None) -> Write | None:
            if reading is None:
                return None
            plan_id = reading.board.plan.id
            return lambda progress: run(plan_id, progress)

        self._add(_Edit(title, make, said, long=True))

    # -- one after the other

    def _add(self, edit: _Edit) -> None:
        self._waiting.append(edit)
        self._next()

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        edit = self._waiting.pop(0)
        write = edit.make(self._reading)
        if write is None:
            self.refused.emit(_("This block is no longer in the plan."))
            self._next()
            return
        self._busy, self._landed = True, False
        self._set_planning(edit.long)
        run = self._operations.think if edit.long else self._operations.execute
        run(write, title=edit.title, done=partial(self._done, edit), failed=self._fail)

    def _done(self, edit: _Edit, changes: Changes) -> None:
        if edit.after is not None:
            edit.after(changes)
        stored = bool(changes.topics & {Topic.ROTATIONS, Topic.WORKSPACE})
        said = changes.message or (edit.said if stored else "")
        if said:
            self.stored.emit(said)
        if stored:
            self._landed = True
        else:  # nothing differs, so nothing is read again
            self._free()

    def _fail(self, error: SecondWayError) -> None:
        self._waiting.clear()
        self._free()
        self.refused.emit("" if isinstance(error, Cancelled) else error.sentence)

    def _free(self) -> None:
        self._busy = self._landed = False
        self._set_planning(False)
        self._next()

    def _set_planning(self, planning: bool) -> None:
        if planning != self._planning:
            self._planning = planning
            self.planning_changed.emit()


def _call(write: Callable[..., Changes], *values: object) -> Changes:
    """Our services' short writes take no progress; the operation gives it last."""
    return write(*values[:-1])
