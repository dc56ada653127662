"""Small parts of the panes: a warning with what could be done about it, a list of reasons, the ledger's bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.language import _
from desktop_app.domain.people import Person
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.rotations.words import signed
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.empty import Glyph
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import boxed, column, row
from desktop_app.ui.widgets.painting import RIGHT, rounded, text


class Tall(QWidget):
    """Asks for the height that its wrapped words need at its width, so that a scrolled pane never squeezes them."""

    def minimumSizeHint(self) -> QSize:
        hint, layout = super().minimumSizeHint(), self.layout()
        if layout is not None and layout.hasHeightForWidth():
            hint.setHeight(layout.totalHeightForWidth(max(hint.width(), self.width())))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class Notice(Tall):
    """A warning that stays as long as it holds, with a link to what would mend it."""

    def __init__(self, sentence: str, link: Link | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = sentence
        self._words = Label(sentence, TextStyle.CAPTION_MEDIUM, wrap=True)
        below = (6, row(link, None)) if link is not None else ()
        self.setLayout(column(self._words, *below, margins=(36, 11, 12, 11)))
        self.setAccessibleName(sentence)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, QRectF(self.rect()), 6, look.tokens.warnbg, look.tokens.warnline)
        size = look.px(16)
        look.icons.paint(painter, QRectF(look.px(12), look.px(12), size, size), "triangle-alert", look.tokens.warntext)
        painter.end()


def reason(words: str) -> QWidget:
    """A line with a tick."""
    tick = Glyph("check", 16, "accenttext", 2.0)
    line = row(tick, (Label(words, wrap=True), 1), spacing=6, margins=(0, 2, 0, 2))
    line.setAlignment(tick, Qt.AlignmentFlag.AlignTop)
    return boxed(line)


class LedgerBars(QWidget):
    """Days done minus fair share: below zero to the left, above to the right; the chosen person stands out."""

    LINE = 22

    def __init__(self, lines: Sequence[tuple[Person, float]], chosen: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._chosen = tuple(lines), chosen
        self.setFixedHeight(theme().px(self.LINE) * max(1, len(self._lines)))
        self.setAccessibleName(
            "; ".join(_("{name} {days}").format(name=person.name, days=signed(days)) for person, days in self._lines)
        )

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look, tokens = QPainter(self), theme(), theme().tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high, figures = look.px(self.LINE), look.px(46)
        names = min(
            look.px(110),
            max((look.width(p.name, TextStyle.BODY_STRONG) for p, _d in self._lines), default=0) + look.px(8),
        )
        begin, end = names + look.px(8), self.width() - figures - look.px(8)
        least = min(0.0, *(days for _p, days in self._lines)) if self._lines else 0.0
        most = max(0.0, *(days for _p, days in self._lines)) if self._lines else 0.0
        unit = min((end - begin) / max(most - least, 1.0), look.px(16))
        zero = round(begin + (end - begin - unit * (most - least)) / 2 - least * unit)
        for place, (person, days) in enumerate(self._lines):
            own = person.id == self._chosen
            box = QRectF(0, place * high, self.width(), high)
            style = TextStyle.BODY_STRONG if own else TextStyle.BODY
            text(painter, box.adjusted(0, 0, names - box.width(), 0), person.name, style, tokens.text)
            long = abs(days) * unit
            bar = QRectF(zero + 1 if days > 0 else zero - long, box.top() + look.px(7), long, look.px(8))
            painter.fillRect(bar, tokens.blue if own else tokens.ctl)
            text(painter, box, signed(days), TextStyle.BODY, tokens.text, RIGHT)
        painter.fillRect(QRectF(zero, 0, 1, self.height()), tokens.ctl)
        painter.end()
