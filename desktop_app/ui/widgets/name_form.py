"""A name, asked for in the page instead of in a box over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.fields import LineEdit
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.painting import RING


class NameForm(QWidget):
    """Hidden until ``ask``. Enter gives the name, Escape closes it."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._give: Callable[[str], None] | None = None
        self._caption = Label("", tone="text2")
        self.name = LineEdit(placeholder)
        self.name.setMaxLength(80)
        self.accept = Button("", look=Look.PRIMARY)
        self.cancel = Button(_("Cancel"))
        self.accept.clicked.connect(self._accept)
        self.cancel.clicked.connect(self.hide)
        line = row((self.name, 1), 4, self.accept, self.cancel, spacing=0)
        self.overhang = (0, RING)  # the last button keeps room for its ring
        self.setLayout(column(8, self._caption, line, spacing=2))
        self.hide()

    def ask(self, caption: str, text: str, verb: str, give: Callable[[str], None]) -> None:
        """Show the form; ``give`` gets the name that was typed, and the form stays until ``hide``."""
        self._give = give
        self._caption.setText(caption)
        self.name.setText(text)
        self.name.setAccessibleDescription(caption)
        self.accept.setText(verb)
        self.accept.updateGeometry()
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _accept(self) -> None:
        if self._give is not None:
            self._give(self.name.text())
