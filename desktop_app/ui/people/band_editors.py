"""Inputs in the band of a team: its code, and the number of people it keeps at the desk."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, QSize, Qt
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.fields import LineEdit

LONGEST_CODE = 4
MOST = 999


class CodeEdit(LineEdit):
    """Up to four letters or digits; empty is the code that the name suggests."""

    def __init__(self, suggested: str, parent: QWidget) -> None:
        super().__init__(suggested, accessible_name=_("Code of the team"), parent=parent)
        self.setMaxLength(LONGEST_CODE)
        _dress(self)


class NumberEdit(LineEdit):
    """A whole number; Up and Down change it by one. Empty is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("none"), accessible_name=_("People to keep at the desk"), parent=parent)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,3}"), self))
        _dress(self)

    def step(self, by: int) -> None:
        value = int(self.text() or 0) + by
        if 0 <= value <= MOST:
            self.setText(str(value or ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if by is not None:
            self.step(by)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(72), theme().px(28))


def _dress(edit: LineEdit) -> None:
    """Smaller than in a form, on its own ground."""
    look = theme()
    edit.setAutoFillBackground(True)
    edit.setTextMargins(look.px(8), 0, look.px(8), 0)
    edit.selectAll()
