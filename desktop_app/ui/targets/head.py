"""The fixed head of the page: title and answer, target set, export, tabs, and how it is counted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.targets.choices import ClockChip, ExportButton, TargetSetButton
from desktop_app.ui.targets.reading import Question, Reading
from desktop_app.ui.targets.rules_chip import RulesChip
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.layouts import HANG, Page, boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar
from desktop_app.ui.widgets.tabs import Tabs


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
        self.header = PageHeader(title, actions=(self.target_set, self.export))
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
    """The tabs with chips at their right, over one rule."""

    def __init__(self, tabs: Tabs, *chips: QWidget) -> None:
        super().__init__()
        right = boxed(row(*chips, spacing=8))
        line = row((tabs, 1), right, spacing=8)
        line.setContentsMargins(0, 0, HANG, 0)
        self.setLayout(line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(HANG, self.height() - 1, self.width() - 2 * HANG, 1), theme().tokens.line)
        painter.end()
