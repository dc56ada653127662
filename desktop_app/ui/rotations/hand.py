"""The mouse in the timeline: choose, drag, draw out, drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.domain.rotations import OpenPlace
from desktop_app.ui.rotations.carrying import Carrying, Gesture
from desktop_app.ui.rotations.reading import Ghost
from desktop_app.ui.rotations.rows import Piece
from desktop_app.ui.rotations.spot import Spot
from desktop_app.ui.theme import theme

if TYPE_CHECKING:
    from desktop_app.ui.rotations.timeline import Timeline

EDGE = 7  # design pixels at a block's ends that resize it
SCROLL_MS = 60  # between two steps while a block is held over the edge


class Hand(QObject):
    """Presses, moves and releases come from the timeline; a drag begins after Qt's usual distance."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._timeline = timeline
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._carrying: Carrying | None = None
        self._pull = QTimer(self)
        self._pull.setInterval(SCROLL_MS)
        self._pull.timeout.connect(self._scroll_on)

    @property
    def ghost(self) -> Ghost | None:
        return self._carrying.ghost if self._carrying else None

    @property
    def carrying(self) -> bool:
        return self._carrying is not None

    def press(self, position: QPointF) -> None:
        row, piece = self.under(position)
        if row < 0:
            return
        self._pressed = position
        item = piece.item if piece and (piece.block or isinstance(piece.item, OpenPlace)) else None
        self._timeline.go(Spot(row, item), reveal=False)  # type: ignore[arg-type]

    def move(self, position: QPointF) -> None:
        """With the button down: carry; otherwise show what could be taken here."""
        self._last = position
        if self._pressed is None:
            self._show_cursor(position)
            return
        if self._carrying is None:
            far = (position - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if not far or not self._take(self._pressed):
                return
        self._carry(position)
        over = self._beyond(position)
        if over != 0 and not self._pull.isActive():
            self._pull.start()

    def release(self) -> None:
        clicked, self._pressed = self._pressed is not None and self._carrying is None, None
        self._pull.stop()
        carried, self._carrying = self._carrying, None
        drop = carried.drop() if carried else None
        self._timeline.viewport().update()
        if drop is not None:
            self._timeline.dropped.emit(drop)
        elif clicked and self._timeline.spot.item is not None:
            self._timeline.details_wanted.emit(self._timeline.spot.item)

    def cancel(self) -> bool:
        """Leave everything where it was; True when something was held."""
        held = self._carrying is not None
        self._pressed = self._carrying = None
        self._pull.stop()
        self._timeline.viewport().update()
        return held

    def under(self, position: QPointF) -> tuple[int, Piece | None]:
        """The row, -1 for none, and the piece under a place."""
        at = self._timeline.at
        if at is None or position.y() < at.top:
            return -1, None
        row = at.row_at(position.y())
        if row < 0 or not at.rows[row].can_focus or not at.row_box(row).contains(position):
            return -1, None
        if position.x() < at.left:
            return row, None
        for piece in reversed(at.rows[row].pieces):
            if at.piece_box(row, piece).adjusted(-1, 0, 1, 0).contains(position):
                return row, piece
        return row, None

    # -- a drag

    def _take(self, position: QPointF) -> bool:
        """Take hold of what was pressed; False when it cannot be dragged."""
        at, reading = self._timeline.at, self._timeline.reading
        row, piece = self.under(position)
        if at is None or reading is None or row < 0 or position.x() < at.left:
            self._pressed = None
            return False
        person, day = at.rows[row].person, at.day_at(position.x())
        if piece is None and person is not None:
            self._carrying = Carrying(reading, Gesture.NEW, None, person, day)
        elif piece is not None and piece.block is not None:
            gesture = self._gesture(at.piece_box(row, piece), position.x())
            self._carrying = Carrying(reading, gesture, piece.block, person, day)
        else:
            self._pressed = None
        return self._carrying is not None

    def _carry(self, position: QPointF) -> None:
        at = self._timeline.at
        if at is None or self._carrying is None:
            return
        x = min(max(position.x(), at.left + 1.0), at.width - 1.0)
        y = min(max(position.y(), at.top + 1.0), at.height - 1.0)
        row = at.row_at(y)
        person = at.rows[row].person if row >= 0 else None
        if self._carrying.to(person, at.day_at(x)):
            self._timeline.tell_ghost()

    def _scroll_on(self) -> None:
        """A block held over an edge pulls the timeline along."""
        over, bar = self._beyond(self._last), self._timeline.horizontalScrollBar()
        if over == 0 or self._carrying is None:
            self._pull.stop()
            return
        bar.setValue(bar.value() + over * bar.singleStep())
        self._carry(self._last)

    def _beyond(self, position: QPointF) -> int:
        at = self._timeline.at
        if at is None:
            return 0
        return -1 if position.x() < at.left else 1 if position.x() > at.width - theme().px(8) else 0

    @staticmethod
    def _gesture(box: QRectF, x: float) -> Gesture:
        edge = min(theme().px(EDGE), box.width() / 4)
        if x < box.left() + edge:
            return Gesture.START
        return Gesture.END if x > box.right() - edge else Gesture.MOVE

    def _show_cursor(self, position: QPointF) -> None:
        row, piece = self.under(position)
        at, shape = self._timeline.at, Qt.CursorShape.ArrowCursor
        if at is not None and piece is not None and piece.block is not None:
            gesture = self._gesture(at.piece_box(row, piece), position.x())
            shape = Qt.CursorShape.OpenHandCursor if gesture is Gesture.MOVE else Qt.CursorShape.SizeHorCursor
        self._timeline.viewport().setCursor(shape)
