"""The cursor of a drawing: on one of its stops, moved by arrows, Home and End, or put by the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt

from desktop_app.ui.charts.drawing import Drawing, Stop

_UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class StopCursor:
    """Coordinates are those of the drawing."""

    def __init__(self) -> None:
        self._stops: list[list[Stop]] = []
        self._across = False
        self._row, self._at = 0, 0

    def travel(self, drawing: Drawing) -> None:
        """Go over these stops from now on, staying where it is if that is still there."""
        self._stops, self._across = drawing.stops, drawing.across
        self._settle()

    @property
    def stop(self) -> Stop | None:
        """Where it stands; None when the drawing has no stops."""
        return self._stops[self._row][self._at] if self._stops else None

    def move(self, key: Qt.Key) -> bool:
        """Follow an arrow, Home or End; False for any other key."""
        if not self._stops:
            return False
        if key in _UP_DOWN:
            self._beside(max(0, min(len(self._stops) - 1, self._row + _UP_DOWN[key])))
        elif key in _SIDEWAYS:
            self._at += _SIDEWAYS[key]
        elif key in _ENDS:
            if self._across:
                self._at = _ENDS[key] % len(self._stops[self._row])
            else:
                self._row = _ENDS[key] % len(self._stops)
        else:
            return False
        self._settle()
        return True

    def go_to(self, point: QPointF) -> bool:
        """Stand on the stop under a point; False when there is none."""
        found = self.under(point)
        for row, stops in enumerate(self._stops):
            for at, stop in enumerate(stops):
                if stop is found:
                    self._row, self._at = row, at
                    return True
        return False

    def under(self, point: QPointF) -> Stop | None:
        """The stop under a point: the smallest there, among equals the nearest."""
        over = [stop for stops in self._stops for stop in stops if stop.hit.contains(point)]

        def rank(stop: Stop) -> tuple[float, float]:
            away = stop.ring.center() - point
            return stop.hit.width() * stop.hit.height(), away.manhattanLength()

        return min(over, key=rank, default=None)

    def ring(self) -> QRectF:
        stop = self.stop
        return stop.ring if stop is not None else QRectF()

    def _beside(self, row: int) -> None:
        """Go to the stop of another row nearest below or above; the first of a row stands for all of it."""
        before = self._stops[self._row][self._at].ring.center().x()
        stops = self._stops[row]
        if self._at or self._across:
            self._at = min(range(len(stops)), key=lambda i: abs(stops[i].ring.center().x() - before))
        self._row = row

    def _settle(self) -> None:
        self._row = max(0, min(self._row, len(self._stops) - 1))
        last = len(self._stops[self._row]) - 1 if self._stops else 0
        self._at = max(0, min(self._at, last))
