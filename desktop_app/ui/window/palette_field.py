"""The field at the top of the sidebar that opens the palette."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAction, QKeySequence, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.painting import RIGHT, focus_ring, rounded, text
from desktop_app.ui.widgets.pressable import Pressable

HEIGHT = 34


class PaletteField(Pressable):
    """Looks like an input and is a button: what is typed goes into the palette. Compact it is an icon."""

    def __init__(self, search: QAction, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        keys = search.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._keys, self._compact = keys, False
        self.clicked.connect(search.trigger)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Search ({keys})").format(keys=keys))
        self.setStatusTip(search.statusTip())

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.setToolTip(self.accessibleName() if compact else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        if self._compact:
            return QSize(look.px(36), look.px(HEIGHT))
        words = look.width(_("Search"), TextStyle.BODY) + look.width(self._keys, TextStyle.CAPTION)
        return QSize(int(words) + look.px(34 + 10 + 16), look.px(HEIGHT))

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        look, box = theme(), QRectF(self.rect())
        px, size = look.px, look.px(16)
        rounded(painter, box, 6, tokens.raised, tokens.text3 if self.hovered else tokens.ctl)
        x = (box.width() - size) / 2 if self._compact else px(10)
        look.icons.paint(painter, QRectF(x, (box.height() - size) / 2, size, size), "search", tokens.text2)
        if not self._compact:
            inner = box.adjusted(px(34), 0, -px(10), 0)
            text(painter, inner, _("Search"), TextStyle.BODY, tokens.text2)
            text(painter, inner, self._keys, TextStyle.CAPTION, tokens.text2, RIGHT)
        if self.shows_ring:
            focus_ring(painter, box, 6)
