"""The keys of the timeline: arrows walk; with Shift or Ctrl they carry the current block until the key is let go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop_app.domain.rotations import Block
from desktop_app.ui.rotations.carrying import Carrying, Gesture
from desktop_app.ui.rotations.reading import Ghost
from desktop_app.ui.rotations.spot import Spot, end_of_row, first_spot, step_across, step_down

if TYPE_CHECKING:
    from desktop_app.ui.rotations.timeline import Timeline

Key, Modifier = Qt.Key, Qt.KeyboardModifier
WEEK = 7
_PLAIN, _SHIFT, _CTRL = Modifier.NoModifier, Modifier.ShiftModifier, Modifier.ControlModifier
_BOTH = _SHIFT | _CTRL
_HOLDING = (Key.Key_Shift, Key.Key_Control, Key.Key_Meta)

CARRIES: dict[tuple[Qt.KeyboardModifier, int], Callable[[Carrying], bool]] = {
    (_CTRL, Key.Key_Left): lambda held: held.days(-1),
    (_CTRL, Key.Key_Right): lambda held: held.days(1),
    (_CTRL, Key.Key_PageUp): lambda held: held.days(-WEEK),
    (_CTRL, Key.Key_PageDown): lambda held: held.days(WEEK),
    (_CTRL, Key.Key_Up): lambda held: held.give(-1),
    (_CTRL, Key.Key_Down): lambda held: held.give(1),
    (_SHIFT, Key.Key_Left): lambda held: held.end(-1),
    (_SHIFT, Key.Key_Right): lambda held: held.end(1),
    (_BOTH, Key.Key_Left): lambda held: held.start(-1),
    (_BOTH, Key.Key_Right): lambda held: held.start(1),
}

ZOOMS: dict[int, int] = {Key.Key_Plus: -1, Key.Key_Equal: -1, Key.Key_Minus: 1}  # weeks more


class Keys:
    """A carried block lies where the keys bring it until Shift or Ctrl is let go; Escape leaves it where it was."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._carrying: Carrying | None = None

    @property
    def ghost(self) -> Ghost | None:
        return self._carrying.ghost if self._carrying else None

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was one of ours."""
        key, held = event.key(), event.modifiers() & ~Modifier.KeypadModifier
        if key == Key.Key_Escape:
            return self.cancel()
        if (held, key) in CARRIES:
            return self._carry(CARRIES[held, key])
        if held & _CTRL and key in ZOOMS:
            self._timeline.zoom_wanted.emit(ZOOMS[key])
            return True
        return held == _PLAIN and (self._walk(key) or self._do(key))

    def wants(self, event: QKeyEvent) -> bool:
        """Keys that a menu's shortcut must not take while a block is current."""
        held = event.modifiers() & ~Modifier.KeypadModifier
        return self._timeline.spot.block is not None and (held, event.key()) in CARRIES

    def release(self, event: QKeyEvent) -> None:
        if event.key() in _HOLDING and not event.isAutoRepeat():
            self.finish()

    def finish(self) -> None:
        """Drop what is carried."""
        carried, self._carrying = self._carrying, None
        drop = carried.drop() if carried else None
        if drop is not None:
            self._timeline.viewport().update()
            self._timeline.dropped.emit(drop)

    def cancel(self) -> bool:
        held, self._carrying = self._carrying is not None, None
        self._timeline.viewport().update()
        return held

    def _carry(self, step: Callable[[Carrying], bool]) -> bool:
        timeline = self._timeline
        block = timeline.spot.block
        if block is None or timeline.reading is None:
            return False
        if self._carrying is None:
            self._carrying = Carrying(timeline.reading, Gesture.MOVE, block, None, block.from_on)
        if step(self._carrying) and (ghost := self._carrying.ghost) is not None:
            timeline.reveal_block(ghost.block)
            timeline.tell_ghost()
        return True

    def _walk(self, key: int) -> bool:
        timeline = self._timeline
        rows = timeline.reading.rows if timeline.reading else ()
        spot = timeline.spot
        if key not in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End) or not rows:
            return False
        if not 0 <= spot.row < len(rows):
            timeline.go(first_spot(rows))
            return True
        found: Spot | None
        if key in (Key.Key_Left, Key.Key_Right):
            step = 1 if key == Key.Key_Right else -1
            found = step_across(rows, spot, step)
            if found is None:
                timeline.scroll_weeks(step)
        elif key in (Key.Key_Up, Key.Key_Down):
            found = step_down(rows, spot, 1 if key == Key.Key_Down else -1)
        else:
            found = end_of_row(rows, spot, last=key == Key.Key_End)
        if found is not None:
            timeline.go(found)
        return True

    def _do(self, key: int) -> bool:
        timeline = self._timeline
        item = timeline.spot.item
        if key in (Key.Key_Return, Key.Key_Enter) and item is not None:
            timeline.details_wanted.emit(item)
        elif key == Key.Key_Space and isinstance(item, Block):
            timeline.pin_wanted.emit(item)
        elif key in (Key.Key_Delete, Key.Key_Backspace) and isinstance(item, Block):
            timeline.remove_wanted.emit(item)
        elif key == Key.Key_N and (person := timeline.person) is not None:
            timeline.new_wanted.emit(person)
        else:
            return False
        return True
