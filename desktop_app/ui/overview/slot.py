"""The place of one figure on the page: its title while it is asked for, the figure, or why it cannot be made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.figures import Choice, Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.services.measures import MeasureService
from desktop_app.ui.charts.place import FigurePlace
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.operations import Operations
from desktop_app.ui.overview.sections import Section
from desktop_app.ui.widgets.buttons import Link

Way = Callable[[Figure], str]


@dataclass(frozen=True, slots=True)
class Question:
    """The scope of the page."""

    filter: IncidentFilter = field(default_factory=IncidentFilter)
    period: Period = field(default_factory=Period)


class FigureSlot(FigurePlace):
    """``way`` gives the words of the link at the figure's head, or none."""

    followed = Signal()
    refused = Signal()

    def __init__(self, key: str, title: str, measures: MeasureService, operations: Operations) -> None:
        self._section = Section(title)
        super().__init__(key, self._section, compact=True)
        self._title = title
        self._measures, self._operations = measures, operations
        self.way: Way = _no_way
        self.choice = Choice()
        self.question = Question()
        self.link = Link("", style=TextStyle.CAPTION_MEDIUM)
        self.link.clicked.connect(self.followed)

    def ask(self, question: Question) -> None:
        """Ask anew; the figure before stays until the new one is there."""
        self.question = question
        read = partial(self._measures.figure, self.key, question.filter, question.period, self.choice)
        self._operations.query(("overview", self.key), read, self._show, self._fail)

    def _again(self) -> None:
        self.ask(self.question)

    def _show(self, figure: Figure) -> None:
        drawn = bool(figure.table.rows)
        beside = str(figure.values.get("beside", ""))  # the note of a figure has its own place, over the page
        told = replace(figure, title=self._title, note=beside)
        frame = self._place(told)
        self.figure = replace(told, note=figure.note)
        self._section.say(figure.headline)  # with nothing to draw the sentence is all there is
        frame.add_tool(self.link) if drawn else self._section.add_tool(self.link)
        words = self.way(figure)
        self.link.setText(words)
        self.link.setVisible(bool(words))
        frame.setVisible(drawn)
        self._section.setVisible(not drawn)
        self.shown.emit(self.figure)

    def _fail(self, error: SecondWayError) -> None:
        self._section.say("")
        self._section.show()  # its title tells what is missing
        self._refuse(error, self._again)
        self.refused.emit()


def _no_way(_figure: Figure) -> str:
    return ""
