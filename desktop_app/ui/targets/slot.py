"""The place of one figure: calm while it is asked for, the figure, or why it cannot be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.figures import Choice, Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.ui.targets.asking import Asking
from desktop_app.ui.targets.reading import Question
from desktop_app.ui.targets.states import Waiting
from desktop_app.ui.widgets.layouts import HANG, boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from desktop_app.ui.charts.frame import FigureFrame


class FigureSlot(QWidget):
    """Hangs out of the column as its frame does. The figure before stays until the new one is there.

    ``tabled``: the figure's table says more than its picture and stands below it.
    """

    opened = Signal(IncidentFilter)
    copied = Signal(str)
    export_wanted = Signal()
    shown = Signal(object)  # Figure
    framed = Signal()  # the frame was made

    def __init__(self, key: str, asking: Asking, parent: QWidget | None = None, *, tabled: bool = False) -> None:
        super().__init__(parent)
        self.key, self._tabled = key, tabled
        self._asking = asking
        self._asked: tuple[Question, Choice] | None = None
        self._refused: tuple[Question, Choice] | None = None  # what could not be answered, to be tried again
        self.figure: Figure | None = None
        self.frame: FigureFrame | None = None  # made for the first figure: what draws it takes long to load
        self.message = MessageBar()
        self.table = ValueTable(accessible_name=_("The figures behind the picture"), parent=self)
        self.table.incidents_wanted.connect(self.opened)
        if not tabled:
            self.table.hide()
        self._waiting = Waiting(margin=0)
        bar = row((self.message, 1))
        bar.setContentsMargins(HANG, 0, HANG, 0)
        self._bar = boxed(bar)
        self._bar.hide()
        self.message.closed.connect(self._bar.hide)
        self._calm = boxed(column(self._waiting))
        self._calm.setContentsMargins(HANG, 0, HANG, 0)
        self._column = column(self._bar, self._calm)
        self.setLayout(self._column)

    def ask(self, question: Question, choice: Choice) -> None:
        """Ask for the figure, unless it is what was asked for last."""
        if self._asked != (question, choice):
            self._asked = question, choice
            self._ask_again()

    def forget(self) -> None:
        """Something was stored: the next ``ask`` is made whatever was asked before."""
        self._asked = None

    def picture(self) -> QPixmap:
        """The figure in the light theme; empty where there is none."""
        return self.frame.picture() if self.frame and self.figure else QPixmap()

    def _ask_again(self) -> None:
        if self._asked is None:
            return
        if self.figure is None:
            self._calm.show()
            self._waiting.begin()
        question, choice = self._asked
        self._asking.figure(self.key, question, choice, self._show, self._fail)

    def _show(self, figure: Figure) -> None:
        self._rest()
        self.message.dismiss()
        self.figure = figure
        frame = self._made()
        frame.show_figure(figure)
        frame.show()
        if self._tabled:
            self.table.show_table(figure.table)
        self.shown.emit(figure)

    def _fail(self, error: SecondWayError) -> None:
        """Say why; the figure before answered another question, so it goes, and nothing counts as asked."""
        self._rest()
        self._refused, self._asked, self.figure = self._asked or self._refused, None, None
        if self.frame is not None:
            self.frame.hide()
        self._bar.show()
        self.message.say(error.sentence, Severity.WARNING, action=_("Try again"), act=self._try_again)

    def _try_again(self) -> None:
        if self._refused is not None:
            self.ask(*self._refused)

    def _rest(self) -> None:
        self._waiting.end()
        self._calm.hide()

    def _made(self) -> FigureFrame:
        if self.frame is None:
            from desktop_app.ui.charts.frame import FigureFrame

            self.frame = made = FigureFrame()
            made.opened.connect(self.opened)
            made.copied.connect(self.copied)
            made.export_wanted.connect(self.export_wanted)
            if self._tabled:
                made.add_below(boxed(column(8, self.table)))
            self._column.addWidget(made)
            self.framed.emit()
        return self.frame
