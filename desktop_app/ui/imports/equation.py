"""The account of a file: rows read = new + changed + same + skipped + refused, as one line over one bar.

Many rows of an event log are one incident: there the rows are stored, skipped or refused, and come to incidents.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.imports import ImportReview
from desktop_app.domain.language import _, number
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.imports.words import incidents_fact
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.labels import ElidedLabel, Label
from desktop_app.ui.widgets.layouts import column, row

SIGN_WIDTH = 20
SIGN_GAP = 8
LEAST = 8  # pixels of a part that is not nothing
TONES = {"new": "blue", "stored": "blue", "changed": "purple", "same": "ctl", "refused": "verm"}


def _mark(painter: QPainter, box: QRectF, part: str) -> None:
    """The colour of a part of the account: stored filled, skipped hollow, refused in the signal's tone."""
    tokens = theme().tokens
    if part == "skipped":
        painter.setPen(QPen(tokens.ctl, 1.25))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.6, 0.6, -0.6, -0.6))
    else:
        painter.fillRect(box, tokens[TONES[part]])


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

    def show_parts(self, parts: tuple[tuple[str, int], ...]) -> None:
        """Names and rows; what has no row is left out."""
        self._parts = tuple((name, rows) for name, rows in parts if rows)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, gap, x = QPainter(self), 2, 0.0
        every = sum(rows for _name, rows in self._parts)
        room = self.width() - gap * (len(self._parts) - 1)
        least = theme().px(LEAST)
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


class Term(QWidget):
    """One number of the account with its name and a caption, and behind it the sign of the next one.

    A caption of the file's own words gives way.
    """

    def __init__(self, name: str, sign: str = "", part: str = "", *, foreign: bool = False) -> None:
        super().__init__()
        self.sign, self.part, self.rows, self._name = sign, part, 0, name
        self.number = Label("", TextStyle.NUMBER_SMALL)
        self.number.setMinimumHeight(theme().px(30))
        style, tone = TextStyle.CAPTION, "text2"
        self.caption = ElidedLabel("", style, tone) if foreign else Label("", style, tone, wrap=True)
        if foreign:
            self.caption.setFixedHeight(round(theme().metrics(style).height()))
        named = Label(name, TextStyle.BODY_MEDIUM, wrap=True)
        self.number.setBuddy(named)
        head = row(_Swatch(part), (named, 1), spacing=6) if part else row((named, 1))
        self._next = Label("", TextStyle.LEAD, "text3")
        self._next.setFixedSize(theme().px(SIGN_WIDTH), max(theme().px(30), self.number.sizeHint().height()))
        self._next.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        after = column(self._next, None, margins=(0, 0, SIGN_GAP, 0))
        told = column(self.number, 1, head, 2, self.caption, None)
        self.setLayout(row((told, 1), after, spacing=0))

    def show_count(self, count: int, caption: str) -> None:
        self.rows = count
        self.number.setText(number(count))
        self.number.setAccessibleName(f"{self._name}: {number(count)}")
        self.caption.setText(caption)

    def lead_on(self, following: Term | None) -> None:
        """Show the sign of the term that follows."""
        self._next.setText(following.sign if following else "")


class Equation(QWidget):
    """``4,836 rows read = 4,790 new + 22 same as before + 10 skipped + 14 refused`` over its bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.read = Term(_("Rows read"), foreign=True)
        self.parts = {
            "stored": Term(_("Stored"), "=", "stored"),
            "new": Term(_("New"), "=", "new"),
            "changed": Term(_("Changed"), "+", "changed"),
            "same": Term(_("Same as before"), "+", "same"),
            "skipped": Term(_("Skipped"), "+", "skipped"),
            "refused": Term(_("Refused"), "+", "refused"),
        }
        self.incidents = Term(_("Incidents"), "→")
        self._bar = Bar()
        line = row((self.read, 1), *((term, 1) for term in self.parts.values()), (self.incidents, 1), spacing=0)
        self.setLayout(column(line, 12, self._bar))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def terms(self) -> tuple[Term, ...]:
        """What stands in the line, from rows read on."""
        every = (self.read, *self.parts.values(), self.incidents)
        return tuple(term for term in every if not term.isHidden())

    def show_review(self, review: ImportReview) -> None:
        counts = review.counts
        log = review.event_log or counts.new + counts.changed + counts.same != counts.stored
        shown = {"stored", "skipped", "refused"} if log else {"new", "same", "skipped", "refused"}
        if counts.changed and not log:
            shown.add("changed")
        for name, term in self.parts.items():
            term.setVisible(name in shown)
        self.incidents.setVisible(log)
        terms = self.terms
        for term, following in zip(terms, (*terms[1:], None), strict=True):
            term.lead_on(following)
        self.read.show_count(counts.read, read_from(review))
        none, stored = _("none"), _("stored")
        self.parts["stored"].show_count(counts.stored, _("several of them per incident") if counts.stored else none)
        self.parts["new"].show_count(counts.new, stored if counts.new else none)
        self.parts["changed"].show_count(counts.changed, _("stored with what is new") if counts.changed else none)
        self.parts["same"].show_count(counts.same, _("here already") if counts.same else none)
        self.parts["skipped"].show_count(counts.skipped, skipped_told(review) or none)
        refused = _("listed below with the reason") if counts.refused else none
        self.parts["refused"].show_count(counts.refused, refused)
        self.incidents.show_count(counts.new + counts.changed + counts.same, incidents_fact(counts))
        self._bar.show_parts(tuple((name, self.parts[name].rows) for name in self.parts if name in shown))


def read_from(review: ImportReview) -> str:
    """``sheet Page 1, hidden rows: 12``"""
    place = _("sheet {name}").format(name=brief(review.sheet)) if review.sheet else brief(review.file_name)
    if not review.hidden_rows:
        return place
    return _("{place}, hidden rows: {n}").format(place=place, n=number(review.hidden_rows))


def skipped_told(review: ImportReview) -> str:
    """``9 empty, 1 totals line``"""
    return ", ".join(f"{number(rows)} {reason}" for reason, rows in review.skipped_reasons.items())
