"""The timeline: people in rows, days in columns. It draws a reading, and its signals say what the page shall do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.domain.conflicts import Conflict
from desktop_app.domain.language import _
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import Block
from desktop_app.ui.rotations import tips
from desktop_app.ui.rotations.body import Shown
from desktop_app.ui.rotations.hand import Hand
from desktop_app.ui.rotations.head import team_at
from desktop_app.ui.rotations.keys import Keys
from desktop_app.ui.rotations.painting import Scene, ghost_words
from desktop_app.ui.rotations.reading import Ghost, Reading
from desktop_app.ui.rotations.spot import Item, Spot, first_spot, spoken_spot, spot_after, spot_of
from desktop_app.ui.rotations.view import TimelineView, into_view
from desktop_app.ui.widgets.tips import plain


class Places(TimelineView):
    """The part that knows where the keys are: ``spot`` is the current row and what is current in it."""

    moved = Signal(object)  # Spot

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spot = Spot()
        self._broken: Mapping[Block, tuple[Conflict, ...]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Timeline"))

    @property
    def person(self) -> Person | None:
        """Whose row is current."""
        rows = self.reading.rows if self.reading else ()
        return rows[self.spot.row].person if 0 <= self.spot.row < len(rows) else None

    def show_reading(self, reading: Reading) -> None:
        """Draw this; what was current stays current if it is still there."""
        before, self.reading = self.reading, reading
        if before is not None and before.board.rota.id != reading.board.rota.id:
            before, self._begun = None, False
        self.spot = spot_after(before, reading, self.spot)
        self.lay_out()
        self._begin_at_today()
        self._tell_spot()

    def show_broken(self, broken: Mapping[Block, tuple[Conflict, ...]]) -> None:
        """Mark the blocks that break a rule."""
        self._broken = broken
        self._tell_spot()
        self.viewport().update()

    def sentences(self, block: Block) -> tuple[str, ...]:
        """What speaks against a block, as far as it is known already."""
        return tuple(conflict.sentence for conflict in self._broken.get(block, ()))

    def go(self, spot: Spot, *, reveal: bool = True) -> None:
        """Make a row or something in it current."""
        changed, self.spot = spot != self.spot, spot
        if reveal:
            self.reveal()
        if changed:
            self._tell_spot()
            self.moved.emit(spot)
        self.viewport().update()

    def select(self, item: Item | None) -> None:
        """Make a block or an open place current wherever it lies; None leaves only the row."""
        found = spot_of(self.reading, item) if self.reading is not None and item is not None else None
        self.go(found or Spot(self.spot.row))

    def reveal(self) -> None:
        """Scroll until the current place is seen."""
        self.reveal_row(self.spot.row)
        if self.spot.days is not None:
            self.reveal_days(*self.spot.days)

    def reveal_row(self, row: int) -> None:
        at = self.at
        if at is not None and 0 <= row < len(at.rows):
            into_view(self.verticalScrollBar(), at.tops[row], at.tops[row + 1])

    def reveal_days(self, first: date, last: date) -> None:
        at = self.at
        if at is not None:
            begin, end = round(at.index(first) * at.day), round((at.index(last) + 1) * at.day)
            into_view(self.horizontalScrollBar(), begin, end + self.covered)

    def reveal_block(self, block: Block) -> None:
        """Scroll until a block on its way is seen."""
        for index, row in enumerate(self.reading.rows if self.reading else ()):
            if row.person is not None and row.person.id == block.person_id:
                self.reveal_row(index)
        self.reveal_days(block.from_on, block.to_on)

    def scroll_weeks(self, weeks: int) -> None:
        if self.at is not None:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + round(weeks * 7 * self.at.day))

    def announce(self, words: str) -> None:
        """Say something to a screen reader at once."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.spot.item is not None:  # a pane that opened beside it took its room
            self.reveal()

    def _tell_spot(self) -> None:
        words = spoken_spot(self.reading, self.spot, self._broken) if self.reading else ""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if self.hasFocus():
                self.announce(words)


class Timeline(Places):
    """Mouse, keys and tips over the picture. Nothing is stored here."""

    details_wanted = Signal(object)  # Block or OpenPlace
    dropped = Signal(object)  # carrying.Drop
    new_wanted = Signal(object)  # Person
    pin_wanted = Signal(object)  # Block
    remove_wanted = Signal(object)  # Block
    menu_wanted = Signal(QPoint)  # on the screen
    zoom_wanted = Signal(int)  # weeks more or fewer
    left = Signal()  # Escape with nothing held

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hand, self.keys = Hand(self), Keys(self)

    def show_reading(self, reading: Reading) -> None:
        self.hand.cancel()
        self.keys.cancel()
        super().show_reading(reading)

    @property
    def ghost(self) -> Ghost | None:
        """The block on its way, by mouse or by keys."""
        return self.hand.ghost or self.keys.ghost

    def tell_ghost(self) -> None:
        """The block on its way is somewhere else."""
        if (ghost := self.ghost) is not None and self.reading is not None:
            self.announce(ghost_words(self.reading, ghost))
        self.viewport().update()

    def scene(self) -> Scene | None:
        if self.reading is None or self.at is None:
            return None
        ghost = self.ghost
        leaving = ghost.old if ghost else None
        return Scene(
            self.reading, self.at, Shown(self.spot.row, self.spot.item, leaving, self.hasFocus(), self._broken), ghost
        )

    def tip(self, position: QPointF) -> str:
        """The words for a place on the viewport."""
        at, reading = self.at, self.reading
        if at is None or reading is None or position.x() < at.left:
            return ""
        day = at.day_at(position.x())
        if position.y() < at.top:
            team = team_at(reading, position.y())
            return tips.cover_tip(reading, team, day) if team else tips.day_tip(reading, day)
        _row, piece = self.hand.under(position)
        if piece is not None:
            return tips.piece_tip(reading, piece, self.sentences(piece.block) if piece.block else ())
        row = at.row_at(position.y())
        return tips.row_tip(reading, at.rows[row], day) if row >= 0 else ""

    # -- Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.keys.cancel()
            self.hand.press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hand.move(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.hand.release()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """What the first click chose: the pane that it opened may have moved everything under the mouse."""
        if self.spot.item is not None:
            self.details_wanted.emit(self.spot.item)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.hand.cancel()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.hand.press(QPointF(event.pos()))
            self.hand.cancel()
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.hand.cancel():
            return
        if self.keys.press(event):
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.keys.release(event)
        super().keyReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_wanted.emit(-1 if event.angleDelta().y() > 0 else 1)
            event.accept()
            return
        super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.spot.row < 0 and self.reading is not None and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.go(first_spot(self.reading.rows))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.keys.finish()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.keys.wants(event):
            event.accept()
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.tip(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain(words), self.viewport()) if words else QToolTip.hideText()
            return True
        return super().viewportEvent(event)
