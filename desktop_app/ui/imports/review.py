"""The dry run on one page: the account, what was recognised beside the first rows, and the rows refused."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from desktop_app.domain.imports import ImportReview
from desktop_app.domain.language import _, number
from desktop_app.ui.imports.edges import Scrolled, inset
from desktop_app.ui.imports.equation import Equation
from desktop_app.ui.imports.first_rows import FirstRows
from desktop_app.ui.imports.recognised import Recognised
from desktop_app.ui.imports.refusals import RefusedRows
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.layouts import HANG, boxed, column

NARROW = 900  # below this what was recognised stands over the first rows


class Review(QWidget):
    """``wanted`` names an answer to change, ``zone_chosen`` tells one."""

    wanted = Signal(str)
    zone_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.equation, self.recognised = Equation(), Recognised()
        self.first_rows, self.refused = FirstRows(), RefusedRows()
        self._first_head = SectionHeader(_("First rows"))
        self._pair = QHBoxLayout()
        self._pair.setSpacing(px(48) - 2 * HANG)
        self._pair.addWidget(boxed(inset(self.recognised)), 1)
        self._pair.addWidget(boxed(column(inset(self._first_head), 4, (self.first_rows, 1))), 1)
        self._held = column(inset(self.equation), 16, (self._pair, 1), 8, self.refused)
        self.scrolled = Scrolled(boxed(self._held))
        self.setLayout(column((self.scrolled, 1)))
        self.recognised.wanted.connect(self.wanted)
        self.recognised.zone_chosen.connect(self.zone_chosen)

    def show_review(self, review: ImportReview) -> None:
        """Everything is renewed in place, so that the scroll position stays."""
        self.equation.show_review(review)
        self.recognised.show_review(review)
        self.first_rows.show_review(review)
        self.refused.show_review(review)
        shown = number(len(review.first_rows))
        note = _("{n} of {all}, in the file's own words").format(n=shown, all=number(review.counts.read))
        self._first_head.set_note(note)

    def to_top(self) -> None:
        self.scrolled.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < theme().px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._pair.direction() is not way:
            self._pair.setDirection(way)
            self._pair.setSpacing(theme().px(16) if narrow else theme().px(48) - 2 * HANG)
            self._pair.update()
            self._held.activate()  # else one frame is drawn with the old heights
        super().resizeEvent(event)
