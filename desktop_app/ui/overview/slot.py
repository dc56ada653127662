"""The place of one figure on the page: its title while it is asked for, the figure, or why it cannot be made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.figures import Choice, Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.periods import Period
from desktop_app.services.measures import MeasureService
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.operations import Operations
from desktop_app.ui.overview.sections import Section
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.layouts import HANG, boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity

if TYPE_CHECKING:
    from desktop_app.ui.charts.frame import FigureFrame

Way = Callable[[Figure], str]


@dataclass(frozen=True, slots=True)
class Question:
    """The scope of the page."""

    filter: IncidentFilter = field(default_factory=IncidentFilter)
    period: Period = field(default_factory=Period)


class FigureSlot(QWidget):
    """Stands out of the column by 8 px as its frame does. ``way`` gives the words of the link at its head, or none."""

    opened = Signal(IncidentFilter)
    copied = Signal(str)
    followed = Signal()
    export_wanted = Signal()
    shown = Signal(object)  # Figure
    refused = Signal()

    def __init__(self, key: str, title: str, measures: MeasureService, operations: Operations) -> None:
        super().__init__()
        self.key, self._title = key, title
        self._measures, self._operations = measures, operations
        self.way: Way = _no_way
        self.choice = Choice()
        self.question = Question()
        self.figure: Figure | None = None
        self.frame: FigureFrame | None = None  # made for the first figure: what draws it takes long to load
        self.link = Link("", style=TextStyle.CAPTION_MEDIUM)
        self.link.clicked.connect(self.followed)
        self.message = MessageBar()
        bar = row((self.message, 1))
        bar.setContentsMargins(HANG, 0, HANG, 0)
        self._bar = boxed(bar)
        self._bar.hide()
        self.message.closed.connect(self._bar.hide)
        self._calm = Section(title)
        self.overhang = self._calm.overhang
        self._column = column(self._calm, self._bar)
        self.setLayout(self._column)

    def ask(self, question: Question) -> None:
        """Ask anew; the figure before stays until the new one is there."""
        self.question = question
        read = partial(self._measures.figure, self.key, question.filter, question.period, self.choice)
        self._operations.query(("overview", self.key), read, self._show, self._fail)

    def _again(self) -> None:
        self.ask(self.question)

    def _show(self, figure: Figure) -> None:
        self.message.dismiss()
        self.figure = figure = replace(figure, title=self._title)
        frame, drawn = self._made(), bool(figure.table.rows)
        self._calm.say(figure.headline)  # with nothing to draw the sentence is all there is
        frame.show_figure(replace(figure, note=""))  # what is beside the headline has its own place
        frame.add_tool(self.link) if drawn else self._calm.add_tool(self.link)
        words = self.way(figure)
        self.link.setText(words)
        self.link.setVisible(bool(words))
        frame.setVisible(drawn)
        self._calm.setVisible(not drawn)
        self.shown.emit(figure)

    def _fail(self, error: SecondWayError) -> None:
        self._bar.show()
        self.message.say(error.sentence, Severity.WARNING, action=_("Try again"), act=self._again)
        self.refused.emit()

    def _made(self) -> FigureFrame:
        if self.frame is None:
            from desktop_app.ui.charts.frame import FigureFrame

            self.frame = made = FigureFrame(compact=True)
            made.opened.connect(self.opened)
            made.copied.connect(self.copied)
            made.export_wanted.connect(self.export_wanted)
            self._column.addWidget(made)
        return self.frame


def _no_way(_figure: Figure) -> str:
    return ""
