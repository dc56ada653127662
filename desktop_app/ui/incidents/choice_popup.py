"""Choices to tick, below the chip that opened it; long lists can be searched, and the ticked ones left out instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.filters import Value
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.incidents.choice_list import Choice, ChoiceList
from desktop_app.ui.incidents.popup import Popup
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.fields import SearchField
from desktop_app.ui.widgets.layouts import column, row

LONG = 10  # choices from which on there is a search field


class Choosing(QWidget):
    """Search field, list and foot; ``chosen`` tells the ticked values, and whether they are those left out."""

    chosen = Signal(tuple, bool)
    closing = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left_out = False
        self._search = SearchField(_("Find"))
        self.list = ChoiceList(name, boxes=True)
        self._search.textChanged.connect(self._sieve)
        self.list.turned.connect(self._tell)
        self.list.closing.connect(self.closing)
        self._search.returnPressed.connect(self.closing)
        self._opposite = Link("", style=TextStyle.CAPTION_MEDIUM)
        self._opposite.clicked.connect(self._turn_round)
        self._clear = Link(_("Clear"), style=TextStyle.CAPTION_MEDIUM)
        self._clear.clicked.connect(self._untick)
        foot = row(self._opposite, None, self._clear, margins=(8, 0, 8, 0))
        self.setLayout(column(self._search, self.list, foot, spacing=6))

    def offer(self, choices: Sequence[Choice], ticked: Sequence[Value], *, left_out: bool = False) -> None:
        """The choices in their order, those ticked shown ticked."""
        self._left_out = left_out
        self._search.blockSignals(True)
        self._search.clear()
        self._search.blockSignals(False)
        self.list.offer(choices, ticked)
        self._search.setVisible(len(choices) >= LONG)
        self._show_foot()

    def show_counts(self, counts: Mapping[Value, int]) -> None:
        self.list.choices.show_counts(counts)

    def take_focus(self) -> None:
        self.list.choose_row(0)
        first = self._search if not self._search.isHidden() else self.list
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _sieve(self, wanted: str) -> None:
        self.list.choices.sieve(wanted)
        self.list.choose_row(0)

    def _untick(self) -> None:
        self.list.choices.untick()
        self._tell()

    def _turn_round(self) -> None:
        self._left_out = not self._left_out
        self._tell()

    def _tell(self) -> None:
        self._show_foot()
        self.chosen.emit(self.list.choices.ticked(), self._left_out)

    def _show_foot(self) -> None:
        self._opposite.setText(_("Show only these") if self._left_out else _("Leave these out"))
        for link in (self._opposite, self._clear):
            link.setEnabled(bool(self.list.choices.ticked()))


class ChoicePopup(Popup):
    """``chosen`` after each tick; Escape, Enter or a click elsewhere closes it."""

    chosen = Signal(tuple, bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.choosing = Choosing(name)
        self.choosing.chosen.connect(self.chosen)
        self.choosing.closing.connect(self.close)
        self.setLayout(column(self.choosing, margins=(6,) * 4))

    def open_below(self, anchor: QWidget) -> None:
        super().open_below(anchor)
        self.choosing.take_focus()
