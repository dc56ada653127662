"""Lucide icons, tinted from the theme, crisp at any scale. A name is a file of resources/icons without its ending."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

if TYPE_CHECKING:
    from desktop_app.ui.theme import Tokens

STROKE = 1.75
RATIOS = (1.0, 1.25, 1.5, 2.0, 3.0)
Dressed = QAction | QAbstractButton


class Icons:
    """Draws by name; keeps what it has drawn until the theme changes."""

    def __init__(self, folder: Path, tokens: Callable[[], Tokens]) -> None:
        self._folder = folder
        self._tokens = tokens
        self._renderers: dict[tuple[str, str, float], QSvgRenderer] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._dressed: list[tuple[Callable[[], Dressed | None], str, str]] = []

    def paint(self, painter: QPainter, box: QRectF, name: str, colour: QColor, stroke: float = STROKE) -> None:
        """Draw into ``box`` with lines of ``stroke`` on Lucide's grid of 24. Raises FileNotFoundError."""
        key = (name, colour.name(), stroke)
        if key not in self._renderers:
            source = (self._folder / f"{name}.svg").read_text("utf-8")
            source = source.replace("currentColor", colour.name()).replace(
                'stroke-width="2"', f'stroke-width="{stroke}"'
            )
            self._renderers[key] = QSvgRenderer(QByteArray(source.encode()))
        self._renderers[key].render(painter, box)

    def pixmap(self, name: str, colour: QColor, size: int = 16, ratio: float = 1.0) -> QPixmap:
        """A square of ``size`` logical pixels at a device pixel ratio."""
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRectF(0, 0, size, size), name, colour)
        painter.end()
        return pixmap

    def icon(self, name: str, tone: str = "text2") -> QIcon:
        """For menus and dialogs, in the tone's colour of today; ``dress`` keeps up with the theme."""
        key = (name, tone)
        if key not in self._icons:
            tokens, icon = self._tokens(), QIcon()
            for ratio in RATIOS:
                icon.addPixmap(self.pixmap(name, tokens[tone], 16, ratio))
                icon.addPixmap(self.pixmap(name, tokens["text3"], 16, ratio), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def dress(self, target: Dressed, name: str, tone: str = "text2") -> None:
        """Give an action or a plain button its icon, now and after each change of the theme."""
        target.setIcon(self.icon(name, tone))
        self._dressed.append((weakref.ref(target), name, tone))

    def retint(self) -> None:
        self._renderers.clear()
        self._icons.clear()
        held, self._dressed = self._dressed, []
        for ref, name, tone in held:
            target = ref()
            if target is not None and shiboken6.isValid(target):
                self.dress(target, name, tone)

    def names(self) -> list[str]:
        return sorted(path.stem for path in self._folder.glob("*.svg"))
