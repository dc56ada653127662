"""Inputs of the panes: a choice, the number of a row, and the headline over them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.fields import Combo, LineEdit
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import Item, column, row

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LAST_ROW = 100_000  # a header further down is none
PATIENCE = 600  # ms after the last step, before the file is read again
ROW_WIDTH = 88
NARROWEST = 120


class Section(QWidget):
    """A headline, what it holds, and a quiet sentence under it."""

    def __init__(self, headline: str, *items: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.said.hide()
        self.setAccessibleName(headline)
        head = Label(headline, TextStyle.BODY_STRONG, wrap=True)
        self.setLayout(column(inset(head), 6, *items, 4, inset(self.said), 14))

    def say(self, sentence: str, tone: str = "text2") -> None:
        self.said.set_tone(tone)
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))


class AnswerCombo(Combo):
    """``answered`` tells a value that the user chose. Enter opens the list, and the wheel scrolls the pane."""

    answered = Signal(object)

    def __init__(self, *, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name=accessible_name, parent=parent)
        self._shown: tuple[tuple[str, object], ...] = ()
        self.activated.connect(self._tell)

    def show_choices(self, choices: tuple[tuple[str, object], ...], value: object) -> None:
        """Words and value of each; nothing is told by this."""
        if choices != self._shown:
            self.clear()
            self._shown = choices
            for words, each in choices:
                self.addItem(words, each)
        self.setCurrentIndex(-1)
        self.choose(value)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(NARROWEST), theme().px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.showPopup()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _tell(self, place: int) -> None:
        self.answered.emit(self.itemData(place))


class _Digits(LineEdit):
    """Up and Down step by one."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if (by := steps.get(Qt.Key(event.key()))) is not None:
            self.stepped.emit(by)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(ROW_WIDTH), theme().px(32))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()


class RowField(QWidget):
    """The number of a row, counted from 1: typed, or stepped by the arrow keys and two buttons.

    ``chosen`` tells another number than the one shown: at Enter or when the field is left, and a moment after the last
    of several steps.
    """

    chosen = Signal(int)

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = 1
        self.field = _Digits(accessible_name=accessible_name)
        self.field.setValidator(QIntValidator(1, LAST_ROW, self.field))
        self.field.setFixedWidth(theme().px(ROW_WIDTH))
        self.less = Button("", icon="arrow-up", look=Look.QUIET, tip=_("One row up"))
        self.more = Button("", icon="arrow-down", look=Look.QUIET, tip=_("One row down"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.take)
        self.setLayout(row(self.field, 4, self.less, self.more, None, spacing=0))
        self.setFocusProxy(self.field)
        self.field.editingFinished.connect(self.take)
        self.field.stepped.connect(self.step)
        self.less.clicked.connect(lambda: self.step(-1))
        self.more.clicked.connect(lambda: self.step(1))

    def show_row(self, place: int) -> None:
        self._row = place
        self._timer.stop()
        self.field.setText(str(place))

    def step(self, by: int) -> None:
        place = int(self.field.text() or self._row) + by
        self.field.setText(str(min(max(1, place), LAST_ROW)))
        self._timer.start()

    def take(self) -> None:
        """Tell the number at once, if it is another one."""
        self._timer.stop()
        typed = self.field.text()
        if not typed or int(typed) < 1:
            self.field.setText(str(self._row))
        elif int(typed) != self._row:
            self._row = int(typed)
            self.chosen.emit(self._row)
