"""The share of incidents that a target set agrees to repair in time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.targets import TargetSet
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.value_field import ValueField, value_words

MOST = 100


class AgreedRow(QWidget):
    """``wanted`` tells the set and its share from 0 to 1 on Enter or when the field is left; Escape restores."""

    wanted = Signal(object, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set: TargetSet | None = None
        self.field = ValueField(_("Agreed share in percent"))
        self.field.setFixedWidth(self.field.sizeHint().width())
        self._reason = Label("", TextStyle.CAPTION, "warntext", wrap=True)
        self._reason.hide()
        words = Label(_("Agreed share in time"), TextStyle.BODY_MEDIUM)
        words.setBuddy(self.field)
        self.setLayout(
            column(row(words, None, self.field, Label(_("%"), tone="text2"), spacing=8), self._reason, spacing=4)
        )
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._settle)

    @property
    def reason(self) -> str:
        """Why what is typed cannot be taken; empty while nothing is wrong."""
        return "" if self._reason.isHidden() else self._reason.text()

    def show_set(self, target_set: TargetSet) -> None:
        """Show what is stored; what is being typed for the same set stays."""
        same = self._set is not None and self._set.id == target_set.id
        typed = same and self._set is not None and self.field.text() != _words(self._set)
        self._set = target_set
        if not typed:
            self.restore()

    def restore(self) -> None:
        """Put back what is stored."""
        if self._set is not None:
            self.field.setText(_words(self._set))
        self._settle()

    def commit(self) -> None:
        """Tell what is wanted, unless it is what is stored."""
        if self._set is None or self.field.text() == _words(self._set):
            return
        try:
            share = read_share(self.field.text())
        except Refused as error:
            self._reason.setText(error.sentence)
            self._reason.show()
            self.field.set_refused(True)
            return
        self._settle()
        if abs(share - self._set.agreed_share) < 1e-9:
            self.restore()
        else:
            self.wanted.emit(self._set, share)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.commit()
                return True
            if event.key() == Qt.Key.Key_Escape and self._set is not None and self.field.text() != _words(self._set):
                self.restore()
                return True
        return False

    def _settle(self) -> None:
        self._reason.hide()
        self.field.set_refused(False)


def read_share(text: str) -> float:
    """Read a percentage as a share from 0 to 1. Raises Refused for what is none."""
    plain = text.strip().removesuffix("%").strip().replace(",", ".")
    try:
        share = float(plain) if plain.replace(".", "", 1).isdecimal() else 0.0
    except ValueError:
        share = 0.0
    if not 1 <= share <= MOST:
        raise Refused(_("“{text}” is not a share; it is a number from 1 to 100, such as 85.").format(text=text.strip()))
    return share / MOST


def _words(target_set: TargetSet) -> str:
    return value_words(round(target_set.agreed_share * MOST, 2))
