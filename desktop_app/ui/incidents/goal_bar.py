"""The life of one incident on a bar against the shared goal: work solid, waiting hatched, nobody pale."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.services.incident_details import IncidentDetail, SegmentLine
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import text

BAR, OVER, GAP = 12, 3, 2


def goal_at(segments: Sequence[SegmentLine], goal: float) -> float:
    """Elapsed seconds after opening at which the running clock reaches the goal, pauses skipped."""
    elapsed = clock = 0.0
    for line in segments:
        runs = 0.0 if line.stops else line.seconds
        if runs and clock + runs >= goal:
            return elapsed + goal - clock
        clock, elapsed = clock + runs, elapsed + line.seconds
    return elapsed + goal - clock


class GoalBar(QWidget):
    """Give it a detail; its sentence is the accessible description."""

    def __init__(self, detail: IncidentDetail, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail = detail
        lived = sum(s.seconds for s in detail.segments)
        self._lived = lived
        self._goal = goal_at(detail.segments, detail.goal_seconds) if detail.goal_seconds is not None else None
        self._all = max(lived, self._goal or 0.0, 1.0)
        self.setAccessibleName(f"{detail.so_far_label}, {detail.goal_label}".strip(", "))
        self.setAccessibleDescription(detail.sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(BAR + 2 * OVER) + theme().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        bar = QRectF(0, look.px(OVER), self.width(), look.px(BAR))
        painter.fillRect(bar, look.tokens.track)
        self._paint_segments(painter, bar)
        if self._goal is not None:
            x = min(round(self._x(self._goal)), self.width() - 2)
            halo = QRectF(x - 1, 0, 4, bar.height() + 2 * look.px(OVER))
            painter.fillRect(halo, look.tokens.canvas)
            painter.fillRect(halo.adjusted(1, 0, -1, 0), look.tokens.text)
        self._paint_labels(painter, bar.bottom() + look.px(OVER))
        painter.end()

    def _x(self, seconds: float) -> float:
        return seconds / self._all * self.width()

    def _paint_segments(self, painter: QPainter, bar: QRectF) -> None:
        """Whole pixels, two between stretches; one too short for that still gets one."""
        tokens, done = theme().tokens, 0.0
        for line in self._detail.segments:
            left, right = round(self._x(done)), round(self._x(done + line.seconds))
            done += line.seconds
            box = QRectF(left, bar.top(), max(1, right - left - GAP), bar.height())
            if right > left:
                painter.fillRect(box, tokens.canvas)
                painter.fillRect(box, self._ground(line))
                painter.fillRect(QRectF(box.right(), bar.top(), right - box.right(), bar.height()), tokens.canvas)

    def _ground(self, line: SegmentLine) -> QBrush:
        tokens = theme().tokens
        if line.waiting:
            return hatch(tokens.ctl if line.stops else tokens.blue, self.devicePixelRatioF())
        return QBrush(tokens.line2 if line.nobody else tokens.blue)

    def _paint_labels(self, painter: QPainter, top: float) -> None:
        """The goal's words below its mark and the time so far below its end, never over each other."""
        look, detail = theme(), self._detail
        labels = [(self._x(self._lived), detail.so_far_label, TextStyle.CAPTION, look.tokens.text2)]
        if self._goal is not None:
            labels.append((self._x(self._goal), detail.goal_label, TextStyle.CAPTION_STRONG, look.tokens.text))
        labels.sort(key=lambda label: label[0])
        left, free = 0.0, float(self.width())
        widths = [look.width(words, style) + 1 for _x, words, style, _tone in labels]
        for i, ((x, words, style, tone), wide) in enumerate(zip(labels, widths, strict=True)):
            after = sum(w + look.px(12) for w in widths[i + 1 :])
            at = max(left, min(x + look.px(4), free - after - wide))
            text(painter, QRectF(at, top + look.px(2), wide, look.px(16)), words, style, tone)
            left = at + wide + look.px(12)


def hatch(colour: QColor, ratio: float = 1.0) -> QBrush:
    """Diagonal strokes on nothing, the sign of waiting."""
    size = 6
    tile = QPixmap(round(size * ratio), round(size * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = painter.pen()
    pen.setColor(colour)
    pen.setWidthF(1.8)
    painter.setPen(pen)
    for shift in (-size, 0, size):
        painter.drawLine(shift - 1, size + 1, shift + size + 1, -1)
    painter.end()
    return QBrush(tile)
