"""The scrolled picture of a reading: layout, bars and painting, without any doing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QSizePolicy, QWidget

from desktop_app.domain.rotations import monday
from desktop_app.ui.rotations.body import name_width
from desktop_app.ui.rotations.geometry import Geometry, day_width, tops_of
from desktop_app.ui.rotations.head import head_height
from desktop_app.ui.rotations.painting import Scene, paint_scene
from desktop_app.ui.rotations.reading import Reading
from desktop_app.ui.theme import theme


class TimelineView(QAbstractScrollArea):
    """Names and head are frozen: all is painted on one viewport, and only what is seen of it."""

    laid_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reading: Reading | None = None
        self._geometry: Geometry | None = None
        self._weeks = self.covered = 0
        self._begun = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.viewport().setMouseTracking(True)
        self.setCornerWidget(QWidget())  # Fusion would frame the corner
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._scrolled)

    @property
    def at(self) -> Geometry | None:
        """Where everything lies; None before the first reading."""
        return self._geometry

    @property
    def weeks(self) -> int:
        """How many weeks are seen at once."""
        at = self._geometry
        return max(1, round((at.width - at.left) / (7 * at.day))) if at else 0

    @property
    def most_weeks(self) -> int:
        """As many weeks as are legible in this room, at most those of the rota."""
        at = self._geometry
        if at is None or self.reading is None:
            return 0
        rota, room = self.reading.board.rota, at.width - at.left
        return round(room / (7 * day_width(rota, room, 0, at.scale)))

    def set_weeks(self, weeks: int) -> None:
        """Show so many weeks at once, 0 for as many as fit; the first day seen stays."""
        at = self._geometry
        first = at.day_at(at.left + at.day / 2) if at else None
        self._weeks = weeks
        self.lay_out()
        if first:
            self.scroll_to(first)

    def set_covered(self, width: int) -> None:
        """So much of the right side lies under a pane; what is revealed is brought out from under it."""
        if width != self.covered:
            self.covered = width
            self.lay_out()

    def scroll_to(self, day: date) -> None:
        """Put a day at the left."""
        if self._geometry:
            self.horizontalScrollBar().setValue(round(self._geometry.index(day) * self._geometry.day))

    def scene(self) -> Scene | None:
        """What there is to paint."""
        return Scene(self.reading, self._geometry) if self.reading and self._geometry else None

    def lay_out(self) -> None:
        """Work out where everything lies, after another reading, size or zoom."""
        if self.reading is None:
            return
        rota, look, reading = self.reading.board.rota, theme(), self.reading
        left, top, view = name_width(reading), head_height(reading), self.viewport().size()
        day = day_width(rota, view.width() - left, self._weeks, look.scale)
        tops = tops_of(reading.rows, look.scale)
        self._geometry = Geometry(
            rota.from_on,
            rota.weeks * 7,
            day,
            left,
            top,
            view.width(),
            view.height(),
            reading.rows,
            look.scale,
            tops=tops,
        )
        self.setMinimumHeight(top + look.px(90))
        self._set_bars(self._geometry)
        self._scrolled()
        self.laid_out.emit()

    def _set_bars(self, at: Geometry) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, at.full_width + self.covered - (at.width - at.left)))
        across.setPageStep(max(1, at.width - at.left))
        across.setSingleStep(round(at.day))
        down.setRange(0, max(0, at.full_height - (at.height - at.top)))
        down.setPageStep(max(1, at.height - at.top))
        down.setSingleStep(theme().px(30))
        self.setMaximumHeight(self._full_height(at))
        self.updateGeometry()

    def _full_height(self, at: Geometry) -> int:
        across = self.horizontalScrollBar()
        return at.top + at.full_height + (across.sizeHint().height() if across.maximum() else 0)

    def _begin_at_today(self) -> None:
        """A running rota opens with the week of today at the left."""
        board = self.reading.board if self.reading else None
        if board is None or self._begun or not self.isVisible():
            return
        self._begun = True
        if board.now and board.rota.from_on <= board.now.date() <= board.rota.to_on:
            self.scroll_to(monday(board.now.date()))

    def _scrolled(self) -> None:
        if self._geometry is not None:
            across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
            self._geometry = replace(self._geometry, scroll_x=across, scroll_y=down)
        self.viewport().update()

    # -- Qt

    def sizeHint(self) -> QSize:
        at = self._geometry
        return QSize(theme().px(700), self._full_height(at) if at else theme().px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(124 + 7 * 20), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.lay_out()
        self._begin_at_today()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.viewport().rect(), theme().tokens.canvas)
        if (scene := self.scene()) is not None:
            paint_scene(painter, scene)
        painter.end()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The bars are followed by ``_scrolled``; nothing is shifted as pixels."""


def into_view(bar: QScrollBar, first: int, last: int) -> None:
    """Scroll as little as needed; what is too long shows its beginning."""
    value, page = bar.value(), bar.pageStep()
    if first < value:
        bar.setValue(first)
    elif last > value + page:
        bar.setValue(min(first, last - page))
