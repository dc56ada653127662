"""The four case numbers in a row, each beside the article's own; two by two where the page is narrow."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain.case_numbers import CaseNumber, CaseNumbers
from desktop_app.domain.case_table import article_words, case_figure, share_words
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.charts.tools import FigureMenu
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import HANG, boxed, column, row, taken_out
from desktop_app.ui.widgets.painting import focus_ring, rule, text
from desktop_app.ui.widgets.pressable import Pressable
from desktop_app.ui.widgets.value_table import ValueTable


class Figures(Pressable):
    """Digits that are pressed, in the colour of text; they open the incidents behind them."""

    def __init__(self, style: TextStyle, tone: str = "text") -> None:
        super().__init__("")
        self._style, self._tone = style, tone

    def say(self, words: str, spoken: str, tip: str) -> None:
        self.setText(words)
        self.setAccessibleName(spoken)
        self.setToolTip(tip)
        self.setStatusTip(spoken)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = theme()
        high = math.ceil(look.metrics(self._style).height() * 1.12)
        return QSize(math.ceil(look.width(self.words, self._style)) + 2, high)

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        box, metrics = QRectF(self.rect()), theme().metrics(self._style)
        text(painter, box, self.words, self._style, tokens[self._tone])
        if self.hovered:
            under = round(box.center().y() + metrics.ascent() / 2 + 1)
            rule(painter, 0, under, metrics.horizontalAdvance(self.words), tokens[self._tone])
        if self.shows_ring:
            focus_ring(painter, box, 4)


class Case(QWidget):
    """One number: its share, how many of how many, what it is, and what the article says of it."""

    opened = Signal(IncidentFilter)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: CaseNumber | None = None
        self.share, self.counts = Figures(TextStyle.NUMBER), Figures(TextStyle.CAPTION, "text2")
        self._title = Label("", TextStyle.BODY_MEDIUM, wrap=True)
        self._article = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.share.clicked.connect(self._open)
        self.counts.clicked.connect(self._open_all)
        top = row(self.share, (self.counts, 0), None, spacing=10)
        top.setAlignment(self.counts, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(top, 4, self._title, 2, self._article, None))

    def show_case(self, case: CaseNumber) -> None:
        self._case = case
        self.share.say(share_words(case), case.sentence, _("Show these incidents"))
        self.share.setEnabled(bool(case.of))
        counts = _("{n} of {of} repaired") if case.key == "resolved_by_dev" else _("{n} of {of}")
        everything = ngettext("The {n} incident counted", "All {n} incidents counted", case.of)
        everything = everything.format(n=number(case.of))
        self.counts.say(counts.format(n=number(case.n), of=number(case.of)), everything, everything)
        self.counts.setVisible(bool(case.of) and not case.few)
        self._title.setText(_titles()[case.key])
        unknown = ngettext("{n} unknown", "{n} unknown", case.unknown).format(n=number(case.unknown))
        article = article_words(case.key)
        self._article.setText("; ".join(filter(None, (article, unknown if case.unknown or not article else ""))))
        self.setToolTip(case.sentence)

    def _open(self) -> None:
        if self._case is not None:
            self.opened.emit(self._case.opens)

    def _open_all(self) -> None:
        if self._case is not None:
            self.opened.emit(self._case.opens_all)


class CaseSection(QWidget):
    """The numbers, their table in their place, or their definition under them."""

    opened = Signal(IncidentFilter)
    copied = Signal(str)
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.overhang = (HANG, HANG)
        self.figure: Figure | None = None
        self.cases = tuple(Case() for _each in range(4))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(24))
        self._grid.setVerticalSpacing(theme().px(16))
        self._numbers = boxed(self._grid)
        self.table = ValueTable(accessible_name=_("Case numbers"))
        self._definition = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.more = FigureMenu()
        self.more.allow(picture=False, table=True, swap=True)
        head = row((self._numbers, 1), spacing=0)
        head.setContentsMargins(HANG, 0, 0, 0)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        below = row((self._definition, 1))
        below.setContentsMargins(HANG, 0, HANG, 0)
        self.setLayout(column(head, self.table, 8, below))
        self.table.hide()
        self._definition.hide()
        self._two: bool | None = None
        self.fit(two=False)
        self.more.table_wanted.connect(self._show_table)
        self.more.data_wanted.connect(self.copy_data)
        self.more.export_wanted.connect(self.export_wanted)
        self.more.definition_wanted.connect(self._definition.setVisible)
        for case in self.cases:
            case.opened.connect(self.opened)
        self.table.incidents_wanted.connect(self.opened)

    def show_numbers(self, numbers: CaseNumbers) -> None:
        by_key = {case.key: case for case in numbers}
        order = ("resolved_by_dev", "medium_or_low", "non_release", "top_errors")
        for cell, key in zip(self.cases, order, strict=True):
            cell.show_case(by_key[key])
        self.figure = case_figure(numbers)
        self.table.show_table(self.figure.table)
        self._definition.setText("\n".join((self.figure.definition, *self.figure.definition_lines)))

    def fit(self, *, two: bool) -> None:
        """Two numbers beside each other, or all four."""
        if two == self._two:
            return
        self._two = two
        each = 2 if two else 4
        taken_out(self._grid)
        for place, cell in enumerate(self.cases):
            self._grid.addWidget(cell, place // each, place % each)
        for place in range(4):
            self._grid.setColumnStretch(place, 1 if place < each else 0)

    def copy_data(self) -> None:
        """The numbers as tab-separated text and as HTML."""
        from desktop_app.ui.charts.frame import copy_table  # what draws charts takes long to load

        if self.figure is not None:
            copy_table(self.figure.table)
            self.copied.emit(_("The figures are on the clipboard."))

    def _show_table(self, shown: bool) -> None:
        for case in self.cases:
            case.setVisible(not shown)
        self.table.setVisible(shown)


def _titles() -> dict[str, str]:
    return {
        "resolved_by_dev": _("resolved by Dev"),
        "medium_or_low": _("of non-release are medium or low"),
        "non_release": _("are not release-related"),
        "top_errors": _("come from the top 20 system errors"),
    }
