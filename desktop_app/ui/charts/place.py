"""The place of one figure on a page: nothing yet, the figure in its frame, or why it cannot be made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.ui.widgets.layouts import HANG, boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity

if TYPE_CHECKING:
    from desktop_app.ui.charts.frame import FigureFrame


class _Telling(Protocol):
    """Who tells on what a frame tells."""

    opened: SignalInstance
    copied: SignalInstance
    export_wanted: SignalInstance


def frame_for(owner: _Telling, *, compact: bool = False) -> FigureFrame:
    """A frame whose signals its owner tells. Made for a first figure: what draws it takes long to load."""
    from desktop_app.ui.charts.frame import FigureFrame

    made = FigureFrame(compact=compact)
    made.opened.connect(owner.opened)
    made.copied.connect(owner.copied)
    made.export_wanted.connect(owner.export_wanted)
    return made


class FigurePlace(QWidget):
    """Hangs out of the column as its frame does. ``calm`` stands in the frame's place while there is none to show."""

    opened = Signal(IncidentFilter)
    copied = Signal(str)
    export_wanted = Signal()
    shown = Signal(object)  # Figure
    framed = Signal()  # the frame was made

    def __init__(self, key: str, calm: QWidget, *, compact: bool = False) -> None:
        super().__init__()
        self.key, self._calm, self._compact = key, calm, compact
        self.overhang = (HANG, HANG)
        self.figure: Figure | None = None
        self.frame: FigureFrame | None = None
        self.message = MessageBar()
        bar = row((self.message, 1))
        bar.setContentsMargins(HANG, 0, HANG, 0)
        self._bar = boxed(bar)
        self._bar.hide()
        self.message.closed.connect(self._bar.hide)
        self._column = column(self._calm, self._bar)
        self.setLayout(self._column)

    def picture(self) -> QPixmap:
        """The figure in the light theme; empty where there is none."""
        return self.frame.picture() if self.frame and self.figure else QPixmap()

    def dress(self, frame: FigureFrame) -> None:
        """Add to the new frame what the page wants in it."""

    def _place(self, figure: Figure) -> FigureFrame:
        """Show a figure in the place of the one before."""
        self.message.dismiss()
        self.figure = figure
        frame = self._made()
        frame.show_figure(figure)
        frame.show()
        self._calm.hide()
        return frame

    def _refuse(self, error: SecondWayError, again: Callable[[], None]) -> None:
        """Say why there is no figure; the one before answered another question, so it goes."""
        self.figure = None
        if self.frame is not None:
            self.frame.hide()
        self._bar.show()
        self.message.say(error.sentence, Severity.WARNING, action=_("Try again"), act=again)

    def _made(self) -> FigureFrame:
        if self.frame is None:
            self.frame = frame_for(self, compact=self._compact)
            self.dress(self.frame)
            self._column.addWidget(self.frame)
            self.framed.emit()
        return self.frame
