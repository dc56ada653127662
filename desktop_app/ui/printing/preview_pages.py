"""The pages of the preview: white paper under each other on a quiet ground, whatever the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop_app.domain.language import _, number
from desktop_app.ui.printing.marks import Page
from desktop_app.ui.theme import theme

GAP = 16  # px around and between the pages
INCH = 25.4
SCREEN_DPI = 96.0
LEAST_DPI, MOST_DPI = 24.0, 288.0


class _Pages(QWidget):
    """The pictures; each fills the rectangle of its page, sharp or stretched until a sharper one comes."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: tuple[Page, ...] = ()
        self.images: tuple[QImage, ...] = ()
        self.dpi = SCREEN_DPI

    def places(self) -> list[QRect]:
        """Where the pages lie, in px."""
        found, y = [], GAP
        for page in self.pages:
            size = QSize(round(page.width / INCH * self.dpi), round(page.height / INCH * self.dpi))
            x = max(GAP, (self.width() - size.width()) // 2)
            found.append(QRect(QPoint(x, y), size))
            y += size.height() + GAP
        return found

    def fit(self) -> None:
        """Take the size that the pages need."""
        places = self.places()
        wide = max((place.width() for place in places), default=0) + 2 * GAP
        self.setMinimumSize(wide, places[-1].bottom() + GAP if places else 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), tokens.track)
        for place, image in zip(self.places(), self.images, strict=False):
            if place.intersects(event.rect()):
                painter.fillRect(place.adjusted(-1, -1, 1, 1), tokens.line2)
                painter.drawImage(QRectF(place), image)
        painter.end()


class PagesView(QScrollArea):
    """Scrolls with the keyboard too. ``resized`` tells that pages which fill the width need new pictures."""

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = _Pages()
        self.setWidget(self._pages)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(_("Pages"))
        self.setMinimumSize(theme().px(320), theme().px(240))

    @property
    def room(self) -> int:
        """The width in px that a page may fill."""
        return self.viewport().width() - 2 * GAP

    @property
    def images(self) -> tuple[QImage, ...]:
        return self._pages.images

    def show_pages(self, pages: tuple[Page, ...], images: tuple[QImage, ...], dpi: float) -> None:
        self._pages.pages, self._pages.images, self._pages.dpi = pages, images, dpi
        self._pages.fit()
        self.setAccessibleDescription(_("{n} pages").format(n=number(len(pages))))

    def stretch(self, dpi: float) -> None:
        """Show the pictures there are at another size, until sharper ones come."""
        self._pages.dpi = dpi
        self._pages.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """The ring of the focus lies over the pages."""
        done = super().viewportEvent(event)
        if event.type() == QEvent.Type.Paint and self.hasFocus():
            painter = QPainter(self.viewport())
            box = self.viewport().rect()
            for edge in (
                QRect(0, 0, box.width(), 2), QRect(0, box.height() - 2, box.width(), 2),
                QRect(0, 0, 2, box.height()), QRect(box.width() - 2, 0, 2, box.height()),
            ):  # fmt: skip
                painter.fillRect(edge, theme().tokens.accent)
            painter.end()
        return done


def fitting_dpi(pages: tuple[Page, ...], room: int, zoom: float | None) -> float:
    """Dots of the screen for an inch of paper; without a zoom the widest page fills ``room`` px."""
    if zoom is not None:
        return SCREEN_DPI * zoom
    widest = max((page.width for page in pages), default=1.0)
    return max(LEAST_DPI, min(MOST_DPI, room / (widest / INCH)))
