"""The targets that held before, or will hold, with the days of each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _
from desktop_app.domain.targets import TargetSet
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.teams.target_words import span_words, spans
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import clear


class TargetHistory(QWidget):
    """A line per earlier target; ``removed`` tells the one to take away."""

    removed = Signal(object)  # Target

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(16))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)

    def show_set(self, target_set: TargetSet) -> None:
        clear(self._grid)
        lines = [
            (classification, span)
            for classification in Classification
            for span in spans(target_set, classification)[:-1]
        ]
        self.setVisible(bool(lines))
        high = theme().px(30)
        for at, (classification, span) in enumerate(lines):
            name, target = classification.label, span.target
            words = _("{days}: {target}").format(days=span_words(span), target=target.label)
            link = Link(_("Remove"), style=TextStyle.CAPTION_MEDIUM)
            link.setAccessibleName(_("Remove {classification} {words}").format(classification=name, words=words))
            link.clicked.connect(lambda _checked=False, gone=target: self.removed.emit(gone))
            self._grid.addWidget(Label(name, TextStyle.BODY, "text2"), 2 * at, 0)
            self._grid.addWidget(Label(words), 2 * at, 1, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(link, 2 * at, 2)
            self._grid.setRowMinimumHeight(2 * at, high)
            self._grid.addWidget(Rule(), 2 * at + 1, 0, 1, 3)
