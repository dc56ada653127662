"""The cursor of a chart with rows: on a whole row, or on one of its numbers that opens something."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt

from desktop_app.domain.filters import IncidentFilter
from desktop_app.ui.charts.repair_time_layout import RowPlace

_WHOLE = -1
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RowCursor:
    """Coordinates are those of the layout."""

    def __init__(self) -> None:
        self._rows: Sequence[RowPlace] = ()
        self._row, self._cell = 0, _WHOLE

    def travel(self, rows: Sequence[RowPlace]) -> None:
        """Go over these rows from now on, staying where it is if that is still there."""
        self._rows = rows
        self._row = max(0, min(self._row, len(rows) - 1))
        if self._cell not in self._stops():
            self._cell = _WHOLE

    def move(self, key: Qt.Key) -> bool:
        """Follow an arrow, Home or End; False for any other key."""
        last = len(self._rows) - 1
        if key in _STEPS:
            self._row = max(0, min(last, self._row + _STEPS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._row = 0 if key is Qt.Key.Key_Home else max(0, last)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._sideways(1 if key is Qt.Key.Key_Right else -1)
        else:
            return False
        if self._cell not in self._stops():
            self._cell = _WHOLE
        return True

    def go_to(self, point: QPointF) -> bool:
        """Stand on the row or number under a point; False when there is none."""
        for i, place in enumerate(self._rows):
            if place.box.contains(point):
                self._row = i
                under = [c for c in self._stops() if c != _WHOLE and place.cells[c].contains(point)]
                self._cell = under[0] if under else _WHOLE
                return True
        return False

    def row_at(self, point: QPointF) -> RowPlace | None:
        return next((place for place in self._rows if place.box.contains(point)), None)

    def opens(self) -> IncidentFilter | None:
        """The incidents behind the row or number it stands on."""
        if not self._rows:
            return None
        row = self._rows[self._row].row
        return row.opens if self._cell == _WHOLE else row.cells[self._cell].opens

    def box(self) -> QRectF:
        """What to put the ring around."""
        if not self._rows:
            return QRectF()
        place = self._rows[self._row]
        if self._cell == _WHOLE:
            return place.box.adjusted(-8, 0, 8, 0)
        return place.cells[self._cell].adjusted(0, 0, 6, 0)

    def _stops(self) -> list[int]:
        if not self._rows:
            return [_WHOLE]
        place = self._rows[self._row]
        return [_WHOLE, *(c for c in sorted(place.cells) if place.row.cells[c].opens is not None)]

    def _sideways(self, step: int) -> None:
        stops = self._stops()
        at = stops.index(self._cell) + step
        self._cell = stops[max(0, min(len(stops) - 1, at))]
