"""An input of a form with the reason under it why its value cannot be taken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.widgets.fields import LineEdit
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column


class Asked(QWidget):
    """The reason is a sentence of ``domain.errors``; it goes when something else is typed. What is typed stays."""

    def __init__(self, field: QWidget, accessible_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._reason = Label("", TextStyle.CAPTION, "warntext", wrap=True)
        self._reason.hide()
        self.setLayout(column(field, self._reason, spacing=3))
        self.setFocusProxy(field)
        if accessible_name:
            field.setAccessibleName(accessible_name)
        if isinstance(field, LineEdit):
            field.textChanged.connect(self.settle)

    @property
    def reason(self) -> str:
        """Why the value cannot be taken, empty while nothing is wrong."""
        return "" if self._reason.isHidden() else self._reason.text()

    def refuse(self, sentence: str) -> None:
        """Say why, mark the input and put the cursor there."""
        self._reason.setText(sentence)
        self._reason.show()
        self._mark(sentence)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Forget the reason."""
        if self.reason:
            self._reason.hide()
            self._mark("")

    def _mark(self, sentence: str) -> None:
        self.field.setAccessibleDescription(sentence)
        if isinstance(self.field, LineEdit):
            self.field.set_refused(bool(sentence))
