"""What the tabs of the page have in common."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from desktop_app.domain.figures import Figure, RepairTimeFigure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.ui.targets.reading import Reading
from desktop_app.ui.targets.slot import FigureSlot
from desktop_app.ui.widgets.tab_order import tab_through


class Shown(Protocol):
    """A figure in its place, to be exported from there."""

    @property
    def figure(self) -> Figure | RepairTimeFigure | None: ...

    def picture(self) -> QPixmap: ...


class Tab(QWidget):
    """A tab asks only while it is the one that is shown. ``export_wanted`` tells what is to be exported."""

    opened = Signal(IncidentFilter)
    copied = Signal(str)
    export_wanted = Signal(object)  # Shown

    def show_reading(self, reading: Reading) -> None:
        """Ask for the tab's figures over the same incidents, if they were not asked for already."""
        raise NotImplementedError

    def forget(self) -> None:
        """Something was stored: what is shown may be of yesterday."""
        raise NotImplementedError

    @property
    def main(self) -> Shown:
        """The figure that the page's own export button means."""
        raise NotImplementedError

    def parts(self) -> tuple[QWidget, ...]:
        """From top to bottom and left to right, which is the way of the Tab key."""
        raise NotImplementedError

    def order(self) -> None:
        """What is made late, such as the frame of a first figure, would be last for the Tab key."""
        QTimer.singleShot(0, self, lambda: tab_through(*self.parts()))  # what is to be deleted is gone by then

    def _follow(self, slot: FigureSlot) -> None:
        slot.opened.connect(self.opened)
        slot.framed.connect(self.order)
        slot.copied.connect(self.copied)
        slot.export_wanted.connect(lambda: self.export_wanted.emit(slot))
