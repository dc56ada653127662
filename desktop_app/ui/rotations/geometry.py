"""Where days and rows lie in the timeline, in pixels of its viewport."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from PySide6.QtCore import QRectF

from desktop_app.domain.rotations import DAY, Rota
from desktop_app.ui.rotations.rows import Piece, Row

LEAST_DAY = 19.5  # design pixels: below that day numbers run into each other


@dataclass(frozen=True)
class Geometry:
    """One state of the view. Lengths are logical pixels; ``scroll_x`` and ``scroll_y`` is what lies outside."""

    first: date
    days: int
    day: float  # width of a day
    left: int  # width of the frozen names
    top: int  # height of the frozen head
    width: int
    height: int
    rows: Sequence[Row] = ()
    scale: float = 1.0
    scroll_x: int = 0
    scroll_y: int = 0
    tops: Sequence[int] = field(default=())

    @property
    def full_width(self) -> int:
        return round(self.days * self.day)

    @property
    def full_height(self) -> int:
        return self.tops[-1] if self.tops else 0

    @property
    def body(self) -> QRectF:
        return QRectF(self.left, self.top, self.width - self.left, self.height - self.top)

    # -- days

    def index(self, on: date) -> int:
        return (on - self.first).days

    def edge(self, index: int) -> int:
        """The left edge of a day, a whole pixel."""
        return self.left + round(index * self.day) - self.scroll_x

    def x(self, on: date) -> int:
        return self.edge(self.index(on))

    def span(self, first: date, last: date) -> tuple[int, int]:
        """Left and right edge of some days, both inside; clamped to the rota."""
        begin, end = max(0, self.index(first)), min(self.days, self.index(last) + 1)
        return self.edge(begin), self.edge(max(begin, end))

    def day_at(self, x: float) -> date:
        """The day under a place, the nearest of the rota when it lies outside."""
        index = int((x - self.left + self.scroll_x) // self.day)
        return self.first + DAY * min(max(index, 0), self.days - 1)

    @property
    def visible_days(self) -> range:
        begin = max(0, int(self.scroll_x // self.day))
        end = min(self.days, int((self.scroll_x + self.width - self.left) // self.day) + 1)
        return range(begin, max(begin, end))

    # -- rows

    def row_top(self, index: int) -> int:
        return self.top + self.tops[index] - self.scroll_y

    def row_box(self, index: int) -> QRectF:
        """From edge to edge of the viewport, the names included."""
        return QRectF(0, self.row_top(index), self.width, self.tops[index + 1] - self.tops[index])

    def row_at(self, y: float) -> int:
        """The row under a place; -1 above the first, the last below it."""
        inside = y - self.top + self.scroll_y
        if inside < 0 or not self.rows:
            return -1
        return min(bisect_right(self.tops, inside) - 1, len(self.rows) - 1)

    @property
    def visible_rows(self) -> range:
        if not self.rows or self.height <= self.top:
            return range(0)
        return range(max(0, self.row_at(self.top)), self.row_at(self.height - 1) + 1)

    def piece_box(self, row: int, piece: Piece) -> QRectF:
        """The body of a piece in its row; three pixels of the row stay free above and below."""
        return self.bar_box(row, piece.first, piece.last, piece.lane, self.rows[row].lanes if piece.lanes > 1 else 1)

    def bar_box(self, row: int, first: date, last: date, lane: int = 0, lanes: int = 1) -> QRectF:
        left, right = self.span(first, last)
        gap = round(3 * self.scale)
        box = self.row_box(row)
        high = (box.height() - 2 * gap) / lanes
        return QRectF(left + 1.5, box.top() + gap + lane * high, max(2.0, right - left - 3.0), high - (lanes > 1))


def tops_of(rows: Sequence[Row], scale: float) -> list[int]:
    """Where each row begins below the head, and at the end the height of all."""
    return [0, *accumulate(round(row.height * scale) for row in rows)]


def day_width(rota: Rota, room: int, weeks: int, scale: float) -> float:
    """The width of a day when ``weeks`` shall be seen in ``room``; 0 is as many as fit. Never below the least."""
    least = LEAST_DAY * scale
    fitting = max(1, min(rota.weeks, int(room / (7 * least))))
    wanted = min(weeks, rota.weeks) if weeks else fitting
    return max(least, room / (7 * wanted))
