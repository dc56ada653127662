"""The time zone of stamps without one, chosen from all there are, with completion."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPalette, QShowEvent, QWheelEvent

from desktop_app.domain.language import _
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.fields import Combo

ZONE_WIDTH = 196


class ZoneField(Combo):
    """All time zones with completion. ``chosen`` tells a known one; other words are undone and told by ``unknown``."""

    chosen = Signal(str)
    unknown = Signal(str)

    def __init__(self) -> None:
        super().__init__(editable=True, accessible_name=_("Time zone"))
        self._zone = ""
        self.setFixedWidth(theme().px(ZONE_WIDTH))
        self.activated.connect(self._take)
        edit = self.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self._take)
        completer = self.completer()
        if completer is not None:
            completer.activated.connect(self._take)

    def offer(self, zones: tuple[str, ...]) -> None:
        self.blockSignals(True)
        self.clear()
        self.addItems(list(zones))
        self.blockSignals(False)
        self.show_zone(self._zone)

    def show_zone(self, zone: str) -> None:
        self._zone = zone
        self.blockSignals(True)
        self.setCurrentIndex(self.findText(zone))
        self.blockSignals(False)
        self.setEditText(zone)
        self.setToolTip(zone)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(ZONE_WIDTH), theme().px(32))  # the widest of 600 names would be measured every time

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        edit = self.lineEdit()
        if edit is not None:  # the style gives it a ground again, which would hide the chevron
            clear = edit.palette()
            clear.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
            edit.setPalette(clear)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must not change an answer

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        edit = self.lineEdit()
        if edit is not None and event.reason() is not Qt.FocusReason.PopupFocusReason:
            edit.selectAll()

    def _take(self, _index: object = None) -> None:
        typed = self.currentText().strip()
        place = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        if place < 0:
            self.show_zone(self._zone)
            if typed:
                self.unknown.emit(typed)
        elif self.itemText(place) != self._zone:
            self.show_zone(self.itemText(place))
            self.chosen.emit(self._zone)
        else:
            self.setEditText(self._zone)
