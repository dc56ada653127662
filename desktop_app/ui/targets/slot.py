"""The place of one figure of the page, which asks for it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.figures import Choice, Figure
from desktop_app.domain.language import _
from desktop_app.ui.charts.place import FigurePlace
from desktop_app.ui.targets.asking import Asking
from desktop_app.ui.targets.reading import Question
from desktop_app.ui.targets.states import Waiting
from desktop_app.ui.widgets.layouts import HANG, boxed, column
from desktop_app.ui.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from desktop_app.ui.charts.frame import FigureFrame


class FigureSlot(FigurePlace):
    """The figure before stays until the new one is there.

    ``tabled``: the figure's table says more than its picture and stands below it.
    """

    def __init__(self, key: str, asking: Asking, *, tabled: bool = False) -> None:
        self._waiting = Waiting(margin=0)
        calm = boxed(column(self._waiting))
        calm.setContentsMargins(HANG, 0, HANG, 0)
        super().__init__(key, calm)
        self._tabled, self._asking = tabled, asking
        self._asked: tuple[Question, Choice] | None = None
        self._refused: tuple[Question, Choice] | None = None  # what could not be answered, to be tried again
        self.table = ValueTable(accessible_name=_("The figures behind the picture"), parent=self)
        self.table.incidents_wanted.connect(self.opened)
        if not tabled:
            self.table.hide()

    def ask(self, question: Question, choice: Choice) -> None:
        """Ask for the figure, unless it is what was asked for last."""
        if self._asked == (question, choice):
            return
        self._asked = question, choice
        if self.figure is None:
            self._calm.show()
            self._waiting.begin()
        self._asking.figure(self.key, question, choice, self._show, self._fail)

    def forget(self) -> None:
        """Something was stored: the next ``ask`` is made whatever was asked before."""
        self._asked = None

    def dress(self, frame: FigureFrame) -> None:
        if self._tabled:
            frame.add_below(boxed(column(8, self.table)))

    def _show(self, figure: Figure) -> None:
        self._waiting.end()
        self._place(figure)
        if self._tabled:
            self.table.show_table(figure.table)
        self.shown.emit(figure)

    def _fail(self, error: SecondWayError) -> None:
        """Nothing counts as asked."""
        self._waiting.end()
        self._calm.hide()
        self._refused, self._asked = self._asked or self._refused, None
        self._refuse(error, self._try_again)

    def _try_again(self) -> None:
        if self._refused is not None:
            self.ask(*self._refused)
