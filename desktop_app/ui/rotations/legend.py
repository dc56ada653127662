"""What the marks of the timeline mean: measured, and wrapped where the room ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.board import Board
from desktop_app.domain.language import _
from desktop_app.domain.outlook import ARROW
from desktop_app.domain.rotations import BlockKind
from desktop_app.domain.teams import Side
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.rotations import marks
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.painting import text
from desktop_app.ui.widgets.stays import block_words_width, draw_duty, draw_to_dev, draw_to_ops

Swatch = tuple[float, Callable[[QPainter, QRectF], None], str]
HIGH, LINE, GAP, BESIDE = 20, 28, 20, 8  # design pixels


class Legend(QWidget):
    """Shows only the marks that the board can hold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_board(self, board: Board) -> None:
        self._board = board
        self.setAccessibleName(
            _("Legend: {marks}").format(marks=", ".join(words for _w, _d, words in self._swatches()))
        )
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = _lines(self._swatches(), width)
        return theme().px(LINE) * max(1, len(lines))

    def sizeHint(self) -> QSize:
        wide = sum(_width(swatch) + theme().px(GAP) for swatch in self._swatches())
        return QSize(round(wide), theme().px(LINE))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(LINE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, px = QPainter(self), theme().px
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        for place, line in enumerate(_lines(self._swatches(), self.width())):
            x, y = 0.0, float(px(LINE) * place)
            for wide, draw, words in line:
                draw(painter, QRectF(x, y + px(4), wide, px(HIGH)))
                box = QRectF(x + wide + px(BESIDE), y, self.width(), px(LINE))
                text(painter, box, words, TextStyle.CAPTION, theme().tokens.text2)
                x += _width((wide, draw, words)) + px(GAP)
        painter.end()

    def _swatches(self) -> Sequence[Swatch]:
        return tuple(_swatches(self._board)) if self._board else ()


def _swatches(board: Board) -> list[Swatch]:
    px = theme().px
    ops = next((team.letters for team in board.rota_teams if team.side is Side.OPS), "OPS")
    dev = next((team.letters for team in board.rota_teams if team.side is Side.DEV), "DEV")
    to_ops, to_dev = f"{ARROW} {ops}", f"{ARROW} {dev}"
    found: list[Swatch] = [
        (block_words_width(to_ops), lambda p, box: draw_to_ops(p, box, to_ops), _("to Ops")),
        (
            block_words_width(to_dev) + px(18),
            lambda p, box: draw_to_dev(p, box, to_dev),
            _("to a Dev team"),
        ),
    ]
    if any(role.kind is BlockKind.DUTY for role in board.rota.roles):
        duty = _("duty")
        wide = block_words_width(duty) + px(12)
        found.append((wide, lambda p, box: draw_duty(p, box, duty), _("on duty")))
    found.append((px(40), lambda p, box: marks.draw_away(p, box, ""), _("away")))
    found.append((px(HIGH), _draw_shade, _("weekend or holiday")))
    found.append((px(HIGH), marks.draw_shortfall, _("below the minimum")))
    if board.open_places:
        found.append((px(32), lambda p, box: marks.draw_open(p, box, ""), _("not filled")))
    return found


def _draw_shade(painter: QPainter, box: QRectF) -> None:
    tokens = theme().tokens
    painter.fillRect(box, tokens.shade)
    painter.setPen(QPen(tokens.line2))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _width(swatch: Swatch) -> float:
    return swatch[0] + theme().px(BESIDE) + theme().width(swatch[2], TextStyle.CAPTION)


def _lines(swatches: Sequence[Swatch], room: int) -> list[list[Swatch]]:
    lines: list[list[Swatch]] = []
    x = 0.0
    for swatch in swatches:
        wide = _width(swatch)
        if not lines or x + wide > room:
            lines.append([])
            x = 0.0
        lines[-1].append(swatch)
        x += wide + theme().px(GAP)
    return lines
