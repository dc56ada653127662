"""The calm column at the left: pages that are built, and the workspace at its foot."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.navigation import NavItem
from desktop_app.ui.widgets.painting import focus_ring, rounded, text
from desktop_app.ui.widgets.pressable import Pressable
from desktop_app.ui.widgets.tips import plain
from desktop_app.ui.window.palette_field import PaletteField
from desktop_app.ui.window.view_entries import ViewEntries

WIDTH, NARROW = 208, 56


class WorkspaceButton(Pressable):
    """Name and place of the open workspace; pressed, it opens the menu of workspaces."""

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._name, self._kind, self._compact = "", "", False
        self.setMenu(menu)

    def show_workspace(self, name: str, kind: str, path: str) -> None:
        self._name, self._kind = name, kind
        self.setToolTip(plain(path))
        self.setAccessibleName(_("Workspace {name}, {kind}").format(name=name, kind=kind))
        self.update()

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(NARROW - 20 if self._compact else WIDTH - 24), theme().px(44))

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        look, box = theme(), QRectF(self.rect())
        if self.hovered:
            rounded(painter, box, 6, tokens.hover)
        size, px = look.px(18), look.px
        x = (box.width() - size) / 2 if self._compact else px(10)
        look.icons.paint(painter, QRectF(x, (box.height() - size) / 2, size, size), "database", tokens.text2)
        if not self._compact:
            wide = box.width() - px(40) - px(24)
            text(painter, QRectF(px(40), px(4), wide, px(18)), self._name, TextStyle.BODY_MEDIUM, tokens.text)
            text(painter, QRectF(px(40), px(22), wide, px(16)), self._kind, TextStyle.CAPTION, tokens.text2)
            sign = QRectF(box.width() - px(20), px(15), px(14), px(14))
            look.icons.paint(painter, sign, "chevron-down", tokens.text3)
        if self.shows_ring:
            focus_ring(painter, box, 6)


class Sidebar(QWidget):
    """One entry per page that exists; ``chosen`` names the page."""

    chosen = Signal(str)

    def __init__(
        self, pages: list[tuple[str, str, str, str]], menu: QMenu, search: QAction, parent: QWidget | None = None
    ) -> None:
        """``pages`` are (name, words, icon, shortcut); ``search`` opens the palette."""
        super().__init__(parent)
        self._items: dict[str, NavItem] = {}
        self.views = ViewEntries()
        self._compact = False
        column = QVBoxLayout(self)
        column.setSpacing(0)
        px = theme().px
        column.setContentsMargins(px(12), px(14), px(13), px(8))
        self.search = PaletteField(search)
        column.addWidget(self.search)
        column.addSpacing(px(16))
        for name, words, icon, shortcut in pages:
            item = NavItem(words, icon, tip=shortcut)
            item.clicked.connect(lambda _checked=False, page=name: self.chosen.emit(page))
            self._items[name] = item
            column.addWidget(item)
            if name == "incidents":
                column.addWidget(self.views)
        column.addStretch(1)
        self.workspace = WorkspaceButton(menu)
        column.addWidget(self.workspace)
        self.setSizePolicy(self.sizePolicy().Policy.Fixed, self.sizePolicy().Policy.Expanding)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        for item in self._items.values():
            item.set_compact(compact)
        self.workspace.set_compact(compact)
        self.views.set_compact(compact)
        self.search.set_compact(compact)
        px = theme().px
        side = px(10 if compact else 12)
        self.layout().setContentsMargins(side, px(14), side, px(8))  # type: ignore[union-attr]
        self._fit()

    def mark(self, page: str) -> None:
        """Show which page is open; none of them for a page that only menus reach."""
        for name, item in self._items.items():
            item.setAutoExclusive(False)
            item.setChecked(name == page)
            item.setAutoExclusive(True)

    def set_badge(self, page: str, badge: str) -> None:
        self._items[page].set_badge(badge)
        self._fit()

    def _fit(self) -> None:
        """As wide as designed, or as the longest words of a language need."""
        px = theme().px
        widest = max(item.sizeHint().width() for item in self._items.values()) + px(24)
        self.setFixedWidth(px(NARROW) if self._compact else max(px(WIDTH), widest))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme().tokens
        painter.fillRect(self.rect(), tokens.chrome)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), tokens.line)
        painter.end()
