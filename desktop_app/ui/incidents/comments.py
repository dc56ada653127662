"""What was written about an incident, under each other with author and time; one's own can be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.domain.stamps import stamp
from desktop_app.services.incident_details import CommentLine
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.labels import ElidedLabel, Label
from desktop_app.ui.widgets.layouts import column, row


class Comments(QWidget):
    """``change_wanted`` and ``remove_wanted`` carry a CommentLine of the user's own."""

    change_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, lines: Sequence[CommentLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayout(column(*(self._line(line) for line in lines), spacing=12))

    def _line(self, line: CommentLine) -> QWidget:
        made = QWidget()
        words = f"{line.author} · {stamp(line.at)}" if line.author else stamp(line.at)
        who = ElidedLabel(words, TextStyle.CAPTION, "text2")
        top = row((who, 1), spacing=0)
        if line.own:
            change = Button("", icon="pencil", look=Look.QUIET, tip=_("Change this comment"), height=24)
            remove = Button("", icon="trash-2", look=Look.QUIET, tip=_("Remove this comment"), height=24)
            change.clicked.connect(lambda: self.change_wanted.emit(line))
            remove.clicked.connect(lambda: self.remove_wanted.emit(line))
            top.addWidget(change)
            top.addWidget(remove)
        made.setLayout(column(top, Label(line.body, wrap=True), spacing=0 if line.own else 2))
        return made
