"""The user's own views under the entry of their page in the sidebar: small, indented, with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop_app.domain.language import _, number
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.layouts import clear, column
from desktop_app.ui.widgets.painting import RIGHT, focus_ring, rounded, text
from desktop_app.ui.widgets.pressable import Pressable
from desktop_app.ui.widgets.tips import plain

MOST = 8
Entry = tuple[int, str, int | None]  # id, name, count as far as it is known


class ViewEntry(Pressable):
    """``menu_wanted`` by the menu key or a right click, ``rename_wanted`` by F2, ``removed`` by Delete."""

    menu_wanted = Signal(QPoint)
    rename_wanted = Signal()

    def __init__(self, name: str, count: int | None, parent: QWidget | None = None) -> None:
        super().__init__(name.replace("&", "&&"), parent)
        self._count = "" if count is None else number(count)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain(name))
        self.setAccessibleName(f"{name}, {self._count}" if self._count else name)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(28))

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        look, box, on = theme(), QRectF(self.rect()), self.isChecked()
        px, body = look.px, QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.hovered:
            rounded(painter, body, 6, tokens.hover)
        wide = look.width(self._count, TextStyle.CAPTION)
        style = TextStyle.CAPTION_STRONG if on else TextStyle.CAPTION_MEDIUM
        room = QRectF(px(42), 0, box.width() - px(60) - wide, box.height())
        text(painter, room, self.words, style, tokens.accenttext if on else tokens.text2)
        text(painter, box.adjusted(0, 0, -px(10), 0), self._count, TextStyle.CAPTION, tokens.text2, RIGHT)
        if self.shows_ring:
            focus_ring(painter, body, 6)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
            return
        super().keyPressEvent(event)


class ViewEntries(QWidget):
    """``chosen`` and ``rename_wanted`` carry a view's id, ``menu_wanted`` the place of its menu too."""

    chosen = Signal(int)
    rename_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = column()
        self.setLayout(self._list)
        self._views: tuple[Entry, ...] = ()
        self._compact = False
        self.setAccessibleName(_("Your views"))
        self.hide()

    def show_views(self, views: Sequence[Entry], current: int) -> None:
        """At most MOST of them, the one that is shown marked; the rest wait behind "More views…"."""
        focused = next((e.property("view") for e in self.entries if e.hasFocus()), None)
        self._views = tuple(views)
        clear(self._list)
        for view_id, name, count in self._views[:MOST]:
            entry = ViewEntry(name, count)
            entry.setProperty("view", view_id)
            entry.setChecked(view_id == current)
            entry.clicked.connect(partial(self._choose, view_id))
            entry.menu_wanted.connect(partial(self.menu_wanted.emit, view_id))
            entry.rename_wanted.connect(partial(self.rename_wanted.emit, view_id))
            self._list.addWidget(entry)
            if view_id == focused:
                entry.setFocus(Qt.FocusReason.OtherFocusReason)
        if len(self._views) > MOST:
            more = ViewEntry(_("More views…"), None)
            more.setCheckable(False)
            more.clicked.connect(partial(self._show_more, more))
            self._list.addWidget(more)
        self.setVisible(bool(self._views) and not self._compact)

    @property
    def entries(self) -> list[ViewEntry]:
        items = [self._list.itemAt(place) for place in range(self._list.count())]
        found = [item.widget() for item in items if item is not None]
        return [widget for widget in found if isinstance(widget, ViewEntry)]

    def set_compact(self, compact: bool) -> None:
        """A narrow sidebar has no room for names."""
        self._compact = compact
        self.setVisible(bool(self._views) and not compact)

    def _choose(self, view_id: int, _checked: bool = False) -> None:
        self.chosen.emit(view_id)

    def _show_more(self, more: ViewEntry, _checked: bool = False) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for view_id, name, _count in self._views[MOST:]:
            menu.addAction(name.replace("&", "&&")).triggered.connect(partial(self._choose, view_id))
        menu.popup(more.mapToGlobal(QPoint(more.width(), 0)))
