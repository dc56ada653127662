"""What was recognised, one fact a line, each with the way to change it; the time zone is chosen in its line."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPalette, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.imports import ImportReview
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports import words
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.fields import Combo
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import Item, column, row
from desktop_app.ui.widgets.painting import rule

CAPTION = 112
LINE = 35
ZONE_WIDTH = 196


class ZoneField(Combo):
    """All time zones with completion. ``chosen`` tells a known one; other words are undone and told by ``unknown``."""

    chosen = Signal(str)
    unknown = Signal(str)

    def __init__(self) -> None:
        super().__init__(editable=True, accessible_name=_("Time zone"))
        self._zone = ""
        self.setFixedWidth(theme().px(ZONE_WIDTH))
        self.activated.connect(self._take)
        edit = self.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self._take)
        completer = self.completer()
        if completer is not None:
            completer.activated.connect(self._take)

    def offer(self, zones: tuple[str, ...]) -> None:
        self.blockSignals(True)
        self.clear()
        self.addItems(list(zones))
        self.blockSignals(False)
        self.show_zone(self._zone)

    def show_zone(self, zone: str) -> None:
        self._zone = zone
        self.blockSignals(True)
        self.setCurrentIndex(self.findText(zone))
        self.blockSignals(False)
        self.setEditText(zone)
        self.setToolTip(zone)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(ZONE_WIDTH), theme().px(32))  # the widest of 600 names would be measured every time

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        edit = self.lineEdit()
        if edit is not None:  # the style gives it a ground again, which would hide the chevron
            clear = edit.palette()
            clear.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
            edit.setPalette(clear)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must not change an answer

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        edit = self.lineEdit()
        if edit is not None and event.reason() is not Qt.FocusReason.PopupFocusReason:
            edit.selectAll()

    def _take(self, _index: object = None) -> None:
        typed = self.currentText().strip()
        place = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        if place < 0:
            self.show_zone(self._zone)
            if typed:
                self.unknown.emit(typed)
        elif self.itemText(place) != self._zone:
            self.show_zone(self.itemText(place))
            self.chosen.emit(self._zone)
        else:
            self.setEditText(self._zone)


class _Fact(QWidget):
    """Caption, fact and link on a rule."""

    def __init__(self, caption: str, link: Link | None = None, field: QWidget | None = None) -> None:
        super().__init__()
        self.fact = Label("", wrap=True)
        named = Label(caption, tone="text2")
        named.setFixedWidth(max(theme().px(CAPTION), named.sizeHint().width() + theme().px(8)))
        named.setBuddy(field or self.fact)
        parts: list[Item] = [named, 4]
        if field is not None:
            parts += [4, field, 6]
        after: list[Item] = [12, link] if link else []
        line = row(*parts, (self.fact, 1), *after, spacing=0)
        line.setContentsMargins(0, theme().px(1), 0, theme().px(2))
        self.setLayout(line)
        self.fact.setMargin(theme().px(4))  # room above and below a fact of two lines
        self.setMinimumHeight(theme().px(LINE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rule(painter, 0, self.height() - 1, self.width(), theme().tokens.line)
        painter.end()


class Recognised(QWidget):
    """``wanted`` names the pane to open; ``zone_chosen`` tells another time zone."""

    wanted = Signal(str)
    zone_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone = ZoneField()
        self.zone.chosen.connect(self.zone_chosen)
        self.zone.unknown.connect(self._say_unknown)
        self.links: dict[str, Link] = {}
        self._facts = {
            "sheet": self._fact("sheet", _("Sheet"), _("Choose another sheet")),
            "columns": self._fact("columns", _("Columns"), _("Change what the columns are")),
            "dates": self._fact("dates", _("Dates"), _("Change the order of day, month and year")),
            "zone": _Fact(_("Time zone"), field=self.zone),
            "classification": self._fact("classification", _("Classification"), _("Change what the priorities mean")),
            "teams": self._fact("teams", _("Teams"), _("Set the sides of the teams")),
            "persons": _Fact(_("Persons")),
        }
        self._notes = column(spacing=6)
        self._note_labels: list[Label] = []
        self.setLayout(column(SectionHeader(_("What we recognised")), 4, *self._facts.values(), self._notes, None))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_review(self, review: ImportReview) -> None:
        told = {
            "sheet": review.sheet,
            "columns": words.columns_fact(review.columns),
            "dates": words.dates_fact(review.dates),
            "zone": words.zone_fact(review),
            "classification": words.classification_fact(review.priorities),
            "teams": words.teams_fact(review.teams),
            "persons": words.persons_fact(review.columns),
        }
        for name, fact in told.items():
            self._facts[name].fact.setText(fact)
        self._facts["sheet"].setVisible(len(review.sheets) > 1)
        self.links["dates"].setEnabled(bool(review.dates))
        self.links["classification"].setEnabled(bool(review.priorities))
        self.links["teams"].setEnabled(bool(review.teams))
        self.zone.show_zone(review.time_zone)
        self._show_notes(review.notes)

    def fact(self, name: str) -> str:
        """The fact as it is shown."""
        return self._facts[name].fact.text()

    def _fact(self, name: str, caption: str, tip: str) -> _Fact:
        link = Link(_("Change"), style=TextStyle.CAPTION_MEDIUM, tip=tip)
        link.setAccessibleName(_("Change: {what}").format(what=caption))
        link.clicked.connect(partial(self.wanted.emit, name))
        self.links[name] = link
        return _Fact(caption, link)

    def _show_notes(self, notes: tuple[str, ...]) -> None:
        while len(self._note_labels) < len(notes):
            label = Label("", TextStyle.CAPTION, "text2", wrap=True)
            self._note_labels.append(label)
            self._notes.addWidget(label)
        for place, label in enumerate(self._note_labels):
            label.setText(notes[place] if place < len(notes) else "")
            label.setVisible(place < len(notes))
        self._notes.setContentsMargins(0, theme().px(10 if notes else 0), 0, 0)

    def _say_unknown(self, typed: str) -> None:
        told = _("There is no time zone “{zone}”.").format(zone=typed)
        self._facts["zone"].fact.setText(told)
