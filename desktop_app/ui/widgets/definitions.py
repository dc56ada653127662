"""The line under a figure that says what its numbers are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column, row


class DefinitionLine(QWidget):
    """One line in small type; its link unfolds the whole definition below and folds it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self._link = Link(_("What is this number?"), style=TextStyle.CAPTION_MEDIUM)
        self._more = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self._more.setVisible(False)
        self._link.clicked.connect(self._toggle)
        self.setLayout(column(row((self._line, 1), self._link, spacing=12), self._more, spacing=4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def define(self, line: str, lines: Sequence[str]) -> None:
        self._line.setText(line)
        self._more.setText("\n".join(lines))
        self._link.setVisible(bool(lines))
        if not lines and self.unfolded:
            self._toggle()

    @property
    def unfolded(self) -> bool:
        return not self._more.isHidden()

    def _toggle(self) -> None:
        self._more.setVisible(not self.unfolded)
        self._link.setText(_("Hide the definition") if self.unfolded else _("What is this number?"))
        self.updateGeometry()
        if self.unfolded:
            QTimer.singleShot(0, self, self._show_whole)  # once it has its place

    def _show_whole(self) -> None:
        """Scroll the page to where the definition unfolded."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self._more, 0, 24)
