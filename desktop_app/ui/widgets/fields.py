"""Inputs of a form: 32 px, a grey outline, the accent when they have the focus."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QDateTimeEdit,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.painting import RIGHT, rounded, text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def outline(widget: QWidget, *, refused: bool = False) -> None:
    """Paint the box of an input."""
    painter, tokens = QPainter(widget), theme().tokens
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not widget.isEnabled():
        painter.setOpacity(0.6)
    focused = widget.hasFocus()
    line = tokens.accent if focused else tokens.verm if refused else tokens.ctl
    rounded(painter, QRectF(widget.rect()), 6, tokens.raised, line, 2 if focused or refused else 1)
    painter.end()


def chevron(widget: QWidget) -> None:
    painter, look = QPainter(widget), theme()
    size = look.px(14)
    at = QRectF(widget.width() - look.px(10) - size, (widget.height() - size) / 2, size, size)
    look.icons.paint(painter, at, "chevron-down", look.tokens.text2 if widget.isEnabled() else look.tokens.text3)
    painter.end()


def _clear_base(widget: QWidget) -> None:
    """Let our own box show through Qt's."""
    clear = widget.palette()
    for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Button):
        clear.setColor(role, QColor(Qt.GlobalColor.transparent))
    widget.setPalette(clear)


class LineEdit(QLineEdit):
    """``icon`` stands at the left, ``hint`` (such as a shortcut) at the right while it is empty."""

    def __init__(
        self,
        placeholder: str = "",
        *,
        icon: str = "",
        hint: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        look = theme()
        self._icon, self._hint, self._refused = icon, hint, False
        self.setFrame(False)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(accessible_name or placeholder)
        self.setFont(look.font(TextStyle.BODY))
        self.setTextMargins(look.px(34 if icon else 10), 0, look.px(10), 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        _clear_base(self)

    def set_refused(self, refused: bool) -> None:
        """Mark the input whose value cannot be taken; the sentence beside it says why."""
        self._refused = refused
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(220), theme().px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        outline(self, refused=self._refused)
        super().paintEvent(event)
        painter, look = QPainter(self), theme()
        if self._icon:
            size = look.px(16)
            at = QRectF(look.px(10), (self.height() - size) / 2, size, size)
            look.icons.paint(painter, at, self._icon, look.tokens.text3)
        if self._hint and not self.text() and self._hint_fits():
            box = QRectF(self.rect()).adjusted(0, 0, -look.px(10), 0)
            text(painter, box, self._hint, TextStyle.CAPTION, look.tokens.text3, RIGHT)
        painter.end()

    def _hint_fits(self) -> bool:
        look = theme()
        words = look.width(self.placeholderText(), TextStyle.BODY) + look.width(self._hint, TextStyle.CAPTION)
        return words + look.px(34 + 10 + 12) < self.width()


class SearchField(LineEdit):
    """Escape empties it."""

    def __init__(self, placeholder: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, icon="search", hint=hint, parent=parent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class Combo(QComboBox):
    """A choice. ``editable`` takes new words too and completes known ones."""

    def __init__(
        self,
        choices: Iterable[tuple[str, object]] = (),
        *,
        editable: bool = False,
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        look = theme()
        self.setAccessibleName(accessible_name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(14)
        for words, value in choices:
            self.addItem(words, value)
        if editable:
            self._make_editable(look.px(8))

    def _make_editable(self, margin: int) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        edit = self.lineEdit()
        if edit is not None:
            edit.setFrame(False)
            edit.setTextMargins(margin, 0, margin, 0)
            _clear_base(edit)
        completer = self.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            if (popup := completer.popup()) is not None:
                popup.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab takes the highlighted name and goes on, Ctrl+Enter takes it before the form is stored."""
        if isinstance(event, QKeyEvent) and isinstance(watched, QAbstractItemView):
            storing = event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in _ENTER
            moving = event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if storing or moving:
                self._take_highlighted(watched)
            if moving:
                self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
                return True
        return super().eventFilter(watched, event)

    def _take_highlighted(self, popup: QAbstractItemView) -> None:
        if popup.isVisible() and popup.currentIndex().isValid():
            self.setEditText(str(popup.currentIndex().data()))
        popup.hide()

    def choose(self, value: object) -> None:
        """Select the entry that carries a value; nothing happens when there is none."""
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)

    def sizeHint(self) -> QSize:
        look = theme()
        widest = max((look.width(self.itemText(i), TextStyle.BODY) for i in range(self.count())), default=0)
        return QSize(max(look.px(120), int(widest) + look.px(48)), look.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(100), theme().px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        outline(self)
        look = theme()
        if not self.isEditable():
            painter = QPainter(self)
            box = QRectF(self.rect()).adjusted(look.px(10), 0, -look.px(30), 0)
            empty = self.currentIndex() < 0
            colour = look.tokens.text3 if empty or not self.isEnabled() else look.tokens.text
            words = self.placeholderText() if empty else self.currentText()
            text(painter, box, words, TextStyle.BODY, colour)
            painter.end()
        chevron(self)


class DateTimeField(QDateTimeEdit):
    """Day and time with an unambiguous month; Down or Alt+Down opens the calendar."""

    def __init__(self, *, accessible_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.setDisplayFormat(_("d MMM yyyy HH:mm"))
        self.setCalendarPopup(True)
        self.setFrame(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        edit = self.lineEdit()
        if edit is not None:
            edit.setTextMargins(theme().px(8), 0, 0, 0)
            _clear_base(edit)

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(int(look.width(self.text(), TextStyle.BODY)) + look.px(60), look.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        outline(self)
        chevron(self)


class TextArea(QPlainTextEdit):
    """Several lines of plain text. Tab leaves it."""

    def __init__(self, placeholder: str = "", *, accessible_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(accessible_name or placeholder)
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setViewportMargins(*(theme().px(6),) * 4)
        self.viewport().setAutoFillBackground(False)
        _clear_base(self)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            outline(self)
        return super().event(event)


class Form(QFormLayout):
    """Captions above or beside their inputs; each caption is the buddy and the accessible name of its input."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self.setContentsMargins(0, 0, 0, 0)
        self.setVerticalSpacing(px(10))
        self.setHorizontalSpacing(px(16))
        self.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def add(self, caption: str, field: QWidget) -> None:
        """An ampersand in the caption makes its mnemonic."""
        label = Label(caption, TextStyle.BODY, "text2")
        label.setMinimumHeight(theme().px(32))
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(caption.replace("&", ""))
        self.addRow(label, field)
