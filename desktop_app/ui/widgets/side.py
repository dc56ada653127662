"""The place at the right of a page where one pane at a time is open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget


class Side(QWidget):
    """One pane at a time, or none; ``changed`` tells that another is shown."""

    changed = Signal()

    def __init__(self, *panes: QWidget) -> None:
        super().__init__()
        self._panes = panes
        self.setAutoFillBackground(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        for pane in panes:
            stack.addWidget(pane)
            pane.hide()
        self.hide()

    @property
    def shown(self) -> QWidget | None:
        """The pane that is open."""
        return next((pane for pane in self._panes if not pane.isHidden()), None)

    def show_pane(self, shown: QWidget | None) -> None:
        for pane in self._panes:
            pane.setVisible(pane is shown)
        self.setVisible(shown is not None)
        self.changed.emit()
