"""The key above a chart: what its marks mean, once, in a line that breaks when it must."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.charts import Tone
from desktop_app.domain.language import _
from desktop_app.ui.charts.drawing import Drawing
from desktop_app.ui.charts.painter import paint_shapes
from desktop_app.ui.charts.tones import LOOKS
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.painting import rounded, text

HEIGHT, BETWEEN, NOTE_BEFORE = 20, 20, 12


@dataclass(frozen=True, slots=True)
class Entry:
    """``mark`` is a name of ``_WIDTHS``, empty for a note; ``tone`` colours those that a tone tells apart."""

    mark: str
    words: str
    tone: Tone | None = None


_WIDTHS = {
    "dots": 20, "bar": 32, "median": 19, "whisker": 20, "goal": 10, "": NOTE_BEFORE,
    "share": 34, "interval": 28, "ring": 16, "agreed": 12, "part": 24, "edge": 18, "value": 17, "band": 24,
    "average": 28, "signal": 18,
}  # fmt: skip


def repair_time_key(target_set: str) -> tuple[Entry, ...]:
    """The key of the repair-time chart."""
    note = _("Waiting = median time before work begins; fewer than 10 incidents: dots and counts only")
    return (
        Entry("dots", _("one incident (at most 90 drawn a row)")),
        Entry("bar", _("middle half")),
        Entry("median", _("median")),
        Entry("whisker", _("P85")),
        Entry("goal", target_set),
        Entry("", note),
    )


class ChartKey(QWidget):
    """As high as its lines at the width it is given."""

    def __init__(
        self, entries: tuple[Entry, ...] = (), *, tokens: Tokens | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._entries, self._fixed = entries, tokens
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        self._entries = entries
        self.setAccessibleName(", ".join(entry.words for entry in entries))
        self.updateGeometry()
        self.update()

    def places(self, width: float) -> list[tuple[Entry, QRectF]]:
        """Where each entry stands, mark and words together, breaking lines at ``width``."""
        look, found, x, y = theme(), [], 0.0, 0.0
        for entry in self._entries:
            wide = look.px(_WIDTHS[entry.mark]) + look.width(entry.words, TextStyle.CAPTION) + 1
            if x and x + wide > width:
                x, y = 0.0, y + look.px(HEIGHT)
            found.append((entry, QRectF(x, y, min(wide, width), look.px(HEIGHT))))
            x += wide + look.px(BETWEEN)
        return found

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self.places(width)
        return round(places[-1][1].bottom()) if places else 0

    def sizeHint(self) -> QSize:
        return QSize(theme().px(1000), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.heightForWidth(event.oldSize().width()) != self.heightForWidth(self.width()):
            self.updateGeometry()  # a fixed height is asked from the hint, which knows the width only now

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._fixed or theme().tokens
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        for entry, box in self.places(self.width()):
            _draw_mark(painter, entry, box, tokens)
            words = box.adjusted(theme().px(_WIDTHS[entry.mark]) if entry.mark or box.left() else 0, 0, 1, 0)
            text(painter, words, entry.words, TextStyle.CAPTION, tokens.text2)
        painter.end()


def _draw_mark(painter: QPainter, entry: Entry, box: QRectF, tokens: Tokens) -> None:
    x, middle, mark = box.left(), box.center().y(), entry.mark
    if mark == "dots":
        faint = QColor(tokens.text2)
        faint.setAlphaF(0.45)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faint)
        for dx, dy in ((2, -3), (7, 2), (12, -1)):
            painter.drawEllipse(QPointF(x + dx, middle + dy), 2, 2)
    elif mark == "bar":
        rounded(painter, QRectF(x, middle - 3.5, 26, 7), 3.5, tokens.text2)
    elif mark == "median":
        rounded(painter, QRectF(x, middle - 6, 12, 12), 6, tokens.text2)
    elif mark == "whisker":
        painter.setPen(QPen(tokens.text2, 1.75))
        painter.drawLine(QPointF(x, middle), QPointF(x + 14, middle))
        painter.drawLine(QPointF(x + 14, middle - 5), QPointF(x + 14, middle + 5))
    elif mark:
        made = Drawing(box.width())
        _place_mark(made, entry, x, middle)
        paint_shapes(painter, made, tokens, box.adjusted(-4, -4, 4, 4))


def _place_mark(made: Drawing, entry: Entry, x: float, middle: float) -> None:
    """The marks that are drawn as their charts draw them."""
    kind = LOOKS[entry.tone or Tone.FIRST]
    mark, at = entry.mark, QPointF(x, middle)
    if mark == "goal":
        made.upright(x + 2, middle - 8, middle + 8, "text", 2)
    elif mark == "agreed":
        made.upright(x + 2, middle - 8, middle + 8, "text", 3)
    elif mark == "share":
        made.fill(QRectF(x, middle - 4, 26, 8), "blue")
    elif mark == "interval":
        made.whisker(x + 1, x + 20, middle, "text" if entry.tone is None else kind.token)
    elif mark == "ring":
        made.circle(at + QPointF(5, 0), 3.5, "text2")
    elif mark == "part":
        made.fill(QRectF(x, middle - 6, 16, 12), kind.token, hatch=kind.hatch)
    elif mark == "value":
        made.mark("circle", at + QPointF(5, 0), 5, kind.token)
    elif mark == "signal":
        made.mark("triangle", at + QPointF(6, 0), 5.5, "verm")
    elif mark == "edge":
        made.fill(QRectF(x + 2, middle - 7, 9, 14), "track")
        made.upright(x + 2, middle - 7, middle + 7, "text", 2.5)
    elif mark == "band":
        made.wash(QRectF(x, middle - 6, 16, 12), kind.token)
    elif mark == "average":
        made.dashed(at, at + QPointF(20, 0), "text2")
