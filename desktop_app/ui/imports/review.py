"""The dry run on one page: the account, what was recognised beside what to know, the rows refused, the first rows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from desktop_app.domain.imports import ImportAnswers, ImportReview
from desktop_app.domain.language import _, number
from desktop_app.ui.imports.edges import Scrolled, inset
from desktop_app.ui.imports.equation import Equation
from desktop_app.ui.imports.first_rows import FirstRows
from desktop_app.ui.imports.recognised import Recognised
from desktop_app.ui.imports.refusals import RefusedRows
from desktop_app.ui.imports.trust import Trust
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.layouts import HANG, boxed, column

NARROW = 900  # below this what was recognised stands over what is beside it


class Review(QWidget):
    """``wanted`` names an answer to change, ``zone_chosen`` tells one."""

    wanted = Signal(str)
    zone_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.equation, self.recognised, self.trust = Equation(), Recognised(), Trust()
        self.first_rows, self.refused = FirstRows(), RefusedRows()
        self._first_head = SectionHeader(_("First rows"))
        self._first = boxed(column(inset(self._first_head), 4, (self.first_rows, 1)))
        self._card = boxed(inset(self.trust))
        self._pair = QHBoxLayout()
        self._pair.setSpacing(px(48) - 2 * HANG)
        for beside in (boxed(inset(self.recognised)), self._card, self._first):
            self._pair.addWidget(beside, 1)
        self._below = column(spacing=0)
        self._held = column(inset(self.equation), 16, (self._pair, 1), 8, self.refused, (self._below, 1))
        self.scrolled = Scrolled(boxed(self._held))
        self.setLayout(column((self.scrolled, 1)))
        self.recognised.wanted.connect(self.wanted)
        self.recognised.zone_chosen.connect(self.zone_chosen)

    def show_review(self, review: ImportReview, answers: ImportAnswers) -> None:
        """Everything is renewed in place, so that the scroll position stays."""
        self.equation.show_review(review)
        self.recognised.show_review(review, answers.policy)
        self.trust.show_card(review.trust)
        self._card.setVisible(review.trust is not None)
        self._place_first_rows(review)
        self.first_rows.show_review(review)
        self.refused.show_review(review, answers.fixes)
        shown = number(len(review.first_rows))
        note = _("{n} of {all}, in the file's own words").format(n=shown, all=number(review.counts.read))
        self._first_head.set_note(note)

    def to_top(self) -> None:
        self.scrolled.verticalScrollBar().setValue(0)

    def to_first_rows(self) -> None:
        """Scroll so far that an answer can be judged by the rows it is about."""
        self.scrolled.ensureWidgetVisible(self._first, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < theme().px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._pair.direction() is not way:
            self._pair.setDirection(way)
            self._pair.setSpacing(theme().px(16) if narrow else theme().px(48) - 2 * HANG)
            self._pair.update()
            self._held.activate()  # else one frame is drawn with the old heights
        super().resizeEvent(event)

    def _place_first_rows(self, review: ImportReview) -> None:
        """Beside the facts until there is a card of what to know; from then on below everything."""
        wanted, other = (self._pair, self._below) if review.trust is None else (self._below, self._pair)
        if wanted.indexOf(self._first) < 0:
            other.removeWidget(self._first)
            wanted.addWidget(self._first, 1)
            self._below.setContentsMargins(0, theme().px(16) if wanted is self._below else 0, 0, 0)
