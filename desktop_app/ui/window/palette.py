"""The command palette: one field that finds every command, incident, person, session, view and recent workspace."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.fields import LineEdit
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.painting import rounded
from desktop_app.ui.window.palette_entries import Entry, Kind, among_incidents, among_names, ranked
from desktop_app.ui.window.palette_list import SHOWN_LINES, EntryList

if TYPE_CHECKING:
    from desktop_app.services.lookups import LookupService

WIDTH, TOP = 640, 64
Scored = list[tuple[float, Entry]]
_STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_PageDown: SHOWN_LINES - 1,
    Qt.Key.Key_PageUp: 1 - SHOWN_LINES,
}


class _Panel(QWidget):
    """The raised sheet with the field and what was found."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, QRectF(self.rect()), 8, tokens.canvas, tokens.ctl)
        painter.end()


class Palette(QWidget):
    """Lies over the whole window while it is open; a click beside it or Escape closes it.

    ``chosen`` carries the entry that is to be opened. Commands are triggered here.
    """

    chosen = Signal(Entry)

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._lookups: LookupService | None = None
        self._actions: Sequence[QAction] = ()
        self._commands: tuple[Entry, ...] = ()
        self._named: Scored = []
        self._incidents: Scored = []
        self._pending = 0  # answers that are still to come for what is typed
        self._hurried = False  # Enter was pressed before they came
        self._moved = False  # whether the arrow keys chose a line
        self._before: QWidget | None = None
        self._window = parent
        self._make()
        parent.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def _make(self) -> None:
        words = _("Search commands, incidents, people, sessions and views")
        self.field = LineEdit(words, icon="search", accessible_name=_("Search"))
        self.list = EntryList()
        self.nothing = Label(_("Nothing is called that."), TextStyle.BODY, "text2")
        self.nothing.setContentsMargins(theme().px(18), theme().px(8), theme().px(18), theme().px(12))
        self._panel = _Panel(self)
        self._panel.setLayout(column(row((self.field, 1), margins=(12, 12, 12, 8)), self.list, self.nothing, 6))
        self.field.textChanged.connect(self._ask)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self.choose())
        self.hide()

    def open(self, lookups: LookupService, commands: Sequence[tuple[QAction, Entry]]) -> None:
        """Show the palette empty, over the commands as they are now."""
        self._lookups = lookups
        self._actions = [action for action, _entry in commands]
        self._commands = tuple(entry for _action, entry in commands)
        self._before = self._window.focusWidget()
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self._named, self._incidents = [], []
        self._place()
        self.show()
        self.raise_()
        self._ask("")
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_quietly(self) -> None:
        """Put the palette away; the focus goes back to where it was."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        inside = self.isAncestorOf(self._window.focusWidget() or self)
        self.hide()
        if before is not None and before.isVisible() and inside:
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def choose(self) -> None:
        """Open the current line; one that is not possible now stays where it is."""
        entry = self.list.current
        if entry is None or not entry.enabled:
            return
        self.close_quietly()
        if entry.kind in (Kind.COMMAND, Kind.WORKSPACE):
            self._actions[entry.place].trigger()
        else:
            self.chosen.emit(entry)

    # -- finding

    def _ask(self, typed: str) -> None:
        lookups = self._lookups
        if lookups is None:
            return
        self._pending, self._hurried, self._moved = 2, False, False
        names = partial(among_names, typed, self._commands, lookups)
        incidents = partial(among_incidents, typed, lookups)
        self._operations.query(("palette", "names"), names, self._take_names, lambda _e: self._take_names([]))
        self._operations.query(
            ("palette", "incidents"), incidents, self._take_incidents, lambda _e: self._take_incidents([])
        )

    def _take_names(self, found: Scored) -> None:
        self._named = found
        self._show()

    def _take_incidents(self, found: Scored) -> None:
        self._incidents = found
        self._show()

    def _show(self) -> None:
        """What has come so far; the line that the arrow keys chose stays chosen. Nobody waits for a closed palette."""
        if self.isHidden():
            return
        self._pending -= 1
        entries = ranked(self._named, self._incidents)
        self.list.show_entries(entries, self.list.current if self._moved else None)
        self.list.setVisible(bool(entries))
        self.nothing.setVisible(not entries and self._pending <= 0)
        self._tell()
        self._place()
        if self._hurried and self._pending <= 0:
            self._hurried = False
            self.choose()

    def _tell(self) -> None:
        current = self.list.current
        self.field.setAccessibleDescription(current.spoken if current else self.nothing.text())

    # -- keys, mouse and place

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event.key())
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _on_key(self, key: int) -> bool:
        """Whether the key was for the list; all others are typed."""
        if key in _STEPS:
            self._moved = True
            self.list.step(_STEPS[key])
            self._tell()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._hurried = self._pending > 0
            if not self._hurried:
                self.choose()
        elif key == Qt.Key.Key_Escape:
            self.close_quietly()
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_quietly()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """The focus went elsewhere in the window, such as by another shortcut: the palette goes."""
        if self.isVisible() and now is not None and not self.isAncestorOf(now):
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """An Enter that came before its answer is void once something else was done."""
        self._hurried, self._pending = False, 0
        super().hideEvent(event)

    def _place(self) -> None:
        px = theme().px
        self.setGeometry(self._window.rect())
        wide = min(px(WIDTH), self.width() - 2 * px(24))
        layout = self._panel.layout()
        if layout is not None:
            layout.activate()
        high = min(self._panel.sizeHint().height(), self.height() - 2 * px(24))
        self._panel.setGeometry((self.width() - wide) // 2, min(px(TOP), self.height() // 8), wide, high)
