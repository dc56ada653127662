"""Where the import stands: File, Columns, Values, Check. A picture, not a wizard: everything is on one page."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.language import _, number
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import CENTRE, rule, text

FILE, COLUMNS, VALUES, CHECK, DONE = range(5)  # done: every step has its tick
CIRCLE, GAP, LINE = 24, 8, 40


class ProgressSteps(QWidget):
    """``stand`` is one of FILE to DONE."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = (_("File"), _("Columns"), _("Values"), _("Check"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.stand = FILE
        self.set_stand(FILE)

    def set_stand(self, stand: int) -> None:
        self.stand = stand
        self.setAccessibleName(
            _("Every step is done")
            if stand == DONE
            else _("Step {n} of {all}: {name}").format(
                n=number(stand + 1), all=number(len(self._names)), name=self._names[stand]
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        widths = sum(theme().width(name, TextStyle.BODY_STRONG) for name in self._names)
        between = (len(self._names) - 1) * theme().px(LINE + 4 * GAP)
        return QSize(math.ceil(widths + between) + len(self._names) * theme().px(CIRCLE + GAP), theme().px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        x, gap = 0.0, look.px(GAP)
        for place, name in enumerate(self._names):
            self._circle(painter, x, place)
            x += look.px(CIRCLE) + gap
            style = TextStyle.BODY_STRONG if place == self.stand else TextStyle.BODY_MEDIUM
            colour = look.tokens.text if place == self.stand else look.tokens.text2
            wide = look.width(name, TextStyle.BODY_STRONG)
            text(painter, QRectF(x, 0, wide + 1, self.height()), name, style, colour)
            x += wide + 2 * gap
            if place < len(self._names) - 1:
                rule(painter, x, self.height() // 2, look.px(LINE), look.tokens.line2)
                x += look.px(LINE) + 2 * gap
        painter.end()

    def _circle(self, painter: QPainter, x: float, place: int) -> None:
        look, size = theme(), theme().px(CIRCLE)
        box = QRectF(x, (self.height() - size) / 2, size, size)
        current, done = place == self.stand, place < self.stand
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tokens.accent if current else look.tokens.tint if done else look.tokens.track)
        painter.drawEllipse(box)
        if done:
            inset = (size - look.px(14)) / 2
            look.icons.paint(painter, box.adjusted(inset, inset, -inset, -inset), "check", look.tokens.accenttext, 2.5)
        else:
            colour = look.tokens.onaccent if current else look.tokens.text2
            text(painter, box, number(place + 1), TextStyle.CAPTION_STRONG, colour, CENTRE)
