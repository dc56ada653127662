"""The account of a file: rows read = stored + skipped + refused, and the incidents they come to."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop_app.domain.imports import ImportCounts, ImportReview
from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.words import incidents_fact
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.labels import ElidedLabel, Label
from desktop_app.ui.widgets.layouts import column, row

SIGNS = ("", "=", "+", "+", "→")
SIGN_WIDTH = 28
LEAST = 3  # pixels of a part that is not nothing


def _mark(painter: QPainter, box: QRectF, part: str) -> None:
    """The colour of a part of the account: stored filled, skipped hollow, refused in the signal's tone."""
    tokens = theme().tokens
    if part == "skipped":
        painter.setPen(QPen(tokens.ctl, 1.25))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.6, 0.6, -0.6, -0.6))
    else:
        painter.fillRect(box, tokens.blue if part == "stored" else tokens.verm)


class _Swatch(QWidget):
    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part
        self.setFixedSize(theme().px(8), theme().px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        _mark(painter, QRectF(self.rect()), self._part)
        painter.end()


class Bar(QWidget):
    """The rows of the file as one bar; its parts have the shares of their numbers, the smallest still to be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[str, int], ...] = ()
        self.setFixedHeight(theme().px(8))

    def show_counts(self, counts: ImportCounts) -> None:
        parts = (("stored", counts.stored), ("skipped", counts.skipped), ("refused", counts.refused))
        self._parts = tuple((name, rows) for name, rows in parts if rows)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, gap, x = QPainter(self), 2, 0.0
        every = sum(rows for _name, rows in self._parts)
        room = self.width() - gap * (len(self._parts) - 1)
        least = theme().px(LEAST * 2)
        small = sum(least for _name, rows in self._parts if room * rows / every < least)
        large = sum(rows for _name, rows in self._parts if room * rows / every >= least)
        if not self._parts:
            painter.fillRect(self.rect(), theme().tokens.track)
        for name, rows in self._parts:
            tiny = room * rows / every < least
            width = least if tiny else (room - small) * rows / large
            _mark(painter, QRectF(x, 0, width, self.height()), name)
            x += width + gap
        painter.end()


class _Term:
    """One number of the account with its name and a caption; the caption wraps, or gives way when it is foreign."""

    def __init__(self, name: str, part: str = "", *, foreign: bool = False) -> None:
        self.number = Label("", TextStyle.NUMBER)
        self.caption = (
            ElidedLabel("", TextStyle.CAPTION, "text2") if foreign else Label("", TextStyle.CAPTION, "text2", wrap=True)
        )
        named = Label(name, TextStyle.BODY_MEDIUM, wrap=True)
        self.number.setBuddy(named)
        head = row(_Swatch(part), (named, 1), spacing=6) if part else row((named, 1))
        if foreign:
            self.caption.setFixedHeight(round(theme().metrics(TextStyle.CAPTION).height()))
        self.layout = column(self.number, 2, head, 2, self.caption, None)
        self._name = name

    def show(self, count: int, caption: str) -> None:
        self.number.setText(number(count))
        self.number.setAccessibleName(f"{self._name}: {number(count)}")
        self.caption.setText(caption)


class Equation(QWidget):
    """``4,836 rows read = 4,812 stored + 10 skipped + 14 refused → 4,812 incidents`` over its bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = _Term(_("Rows read"), foreign=True)
        self._stored = _Term(_("Stored"), "stored")
        self._skipped = _Term(_("Skipped"), "skipped")
        self._refused = _Term(_("Refused"), "refused")
        self._incidents = _Term(_("Incidents"))
        self._bar = Bar()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        self.terms = (self._read, self._stored, self._skipped, self._refused, self._incidents)
        for place, (sign, term) in enumerate(zip(SIGNS, self.terms, strict=True)):
            if sign:
                shown = Label(sign, TextStyle.LEAD, "text3")
                shown.setFixedWidth(theme().px(SIGN_WIDTH))
                grid.addWidget(row_top(shown, term.number), 0, 2 * place - 1, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(term.layout, 0, 2 * place)
            grid.setColumnStretch(2 * place, 1)
        self.setLayout(column(grid, 10, self._bar))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_review(self, review: ImportReview) -> None:
        counts = review.counts
        place = _("sheet {name}").format(name=review.sheet) if review.sheet else review.file_name
        self._read.show(counts.read, place)
        several = _("several of them per incident") if review.event_log else _("one per incident")
        self._stored.show(counts.stored, several if counts.stored else _("none"))
        skipped = [
            ngettext("{n} row: {reason}", "{n} rows: {reason}", rows).format(n=number(rows), reason=reason)
            for reason, rows in review.skipped_reasons.items()
        ]
        self._skipped.show(counts.skipped, ", ".join(skipped) or _("none"))
        self._refused.show(counts.refused, _("listed below with the reason") if counts.refused else _("none"))
        self._incidents.show(counts.new + counts.changed + counts.same, incidents_fact(counts))
        self._bar.show_counts(counts)


def row_top(sign: Label, beside: Label) -> QWidget:
    """A sign as high as the number beside it, so that they share a middle."""
    sign.setFixedHeight(beside.sizeHint().height())
    sign.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return sign
