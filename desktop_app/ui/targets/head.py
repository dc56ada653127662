"""The fixed head of the page: title and answer, target set, export, tabs, and how it is counted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.targets.choices import ClockChip, ExportButton, TargetSetButton
from desktop_app.ui.targets.reading import Question, Reading
from desktop_app.ui.targets.rules_chip import RulesChip
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.layouts import HANG, Page, boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar
from desktop_app.ui.widgets.tabs import Tabs

_BESIDE, _BELOW = Qt.AlignmentFlag(0), Qt.AlignmentFlag.AlignLeft


class Head(QWidget):
    """Tells what is chosen; the page asks, and shows the reading here."""

    clock_chosen = Signal(object)  # Clock
    rules_chosen = Signal(object)  # Rules
    set_chosen = Signal(int)
    navigated = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.target_set, self.export = TargetSetButton(), ExportButton()
        self.export.setEnabled(False)
        self.header = PageHeader(title, actions=(self.target_set, self.export), wraps=True)
        self.message = MessageBar()
        names = (_("Now"), _("Over time"), _("What if"), _("More"))
        self.tabs = Tabs(names, accessible_name=_("What is asked of the targets"))
        self.rules, self.clock = RulesChip(), ClockChip()
        page = Page(bottom=0)
        page.add(self.header)
        page.space(4)
        page.add(self.message)
        page.add(_TabRow(self.tabs, self.rules, self.clock), hang=True)
        self.setLayout(column(page))
        self.rules.chosen.connect(self.rules_chosen)
        self.clock.chosen.connect(self.clock_chosen)
        self.clock.hours_wanted.connect(partial(self.navigated.emit, "calendars"))
        self.target_set.chosen.connect(self.set_chosen)
        self.target_set.edit_wanted.connect(partial(self.navigated.emit, "teams"))

    def show_question(self, question: Question) -> None:
        """Show what is asked for, before the answer is there."""
        self.clock.show_clock(question.clock)
        self.rules.show_rules(question.rules)

    def show_reading(self, reading: Reading) -> None:
        self.header.set_answer(reading.figure.answer)
        self.target_set.show_sets(reading.sets, reading.chosen)
        self.show_question(reading.question)


class _TabRow(QWidget):
    """The tabs over one rule, with chips at their right, or below it where both have no room."""

    def __init__(self, tabs: Tabs, *chips: QWidget) -> None:
        super().__init__()
        self._tabs, self._chips = tabs, boxed(row(*chips, spacing=8))
        self._line = row(tabs, None, self._chips, spacing=8)
        self._line.setContentsMargins(0, 0, HANG, 0)
        self.setLayout(self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._tabs.sizeHint().width() + self._line.spacing() + self._chips.sizeHint().width() + HANG
        beside = needed <= self.width()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._line.direction():
            self._line.setDirection(way)
            self._chips.setContentsMargins(0 if beside else HANG, 0, 0, 0)
            self._line.setAlignment(self._chips, _BESIDE if beside else _BELOW)
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._chips.sizeHint().width() + 2 * HANG, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(HANG, self._tabs.geometry().bottom(), self.width() - 2 * HANG, 1), theme().tokens.line)
        painter.end()
