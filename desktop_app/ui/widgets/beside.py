"""A list with a pane at its right, which lies over the list where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.layouts import boxed, column

FROM = 1180  # width of the window from which on both have room


class Beside(QWidget):
    """One of the panes is shown at a time, or none."""

    def __init__(self, main: QWidget, *panes: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes = panes
        self._over = False
        self._side = boxed(column(*((pane, 1) for pane in panes)))
        self._side.setAutoFillBackground(True)
        self._side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        for pane in panes:
            pane.hide()
        self._side.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.addWidget(main, 0, 0)
        self._grid.addWidget(self._side, 0, 1)
        self._grid.setColumnStretch(0, 1)

    @property
    def pane(self) -> QWidget | None:
        """What is shown at the right."""
        return next((pane for pane in self._panes if not pane.isHidden()), None)

    @property
    def covers(self) -> bool:
        """Whether a pane lies over the list."""
        return self._over

    def show_pane(self, shown: QWidget | None) -> None:
        for pane in self._panes:
            if pane is not shown:  # two at once would make the page higher
                pane.hide()
        if shown is not None:
            shown.show()
        self._side.setVisible(shown is not None)

    def hasHeightForWidth(self) -> bool:
        """What does not fit scrolls inside; it never makes the page higher."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        over = self.window().width() < theme().px(FROM)
        if over == self._over:
            return
        self._over = over
        self._grid.removeWidget(self._side)
        if over:
            self._grid.addWidget(self._side, 0, 0, Qt.AlignmentFlag.AlignRight)
            self._side.raise_()
        else:
            self._grid.addWidget(self._side, 0, 1)
