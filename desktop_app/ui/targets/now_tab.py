"""The tab Now: repair time by classification and route; one click away the article's own numbers beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.figures import Choice
from desktop_app.domain.language import _
from desktop_app.ui.targets.asking import Asking
from desktop_app.ui.targets.figure_view import FigureView
from desktop_app.ui.targets.reading import Reading
from desktop_app.ui.targets.slot import FigureSlot
from desktop_app.ui.targets.tab import Shown, Tab
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.page_body import PageBody


class NowTab(Tab):
    """``sides_wanted``: show where sides are set. Escape leads back from the article's numbers."""

    sides_wanted = Signal()

    def __init__(self, asking: Asking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self.view, self.article = FigureView(), FigureSlot("article", asking)
        self.back = Link(_("Back to the routes"), icon="arrow-left")
        above = PageBody.inset(row(self.back, None), bottom=8)
        self._article = PageBody(column(above, self.article, None))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._article)
        self.setLayout(column((self._stack, 1)))
        self._follow(self.article)
        self.view.opened.connect(self.opened)
        self.view.copied.connect(self.copied)
        self.view.sides_wanted.connect(self.sides_wanted)
        self.view.article_wanted.connect(self._go)
        self.view.export_wanted.connect(lambda: self.export_wanted.emit(self.view))
        self.back.clicked.connect(self._come_back)

    @property
    def shows_article(self) -> bool:
        return self._stack.currentWidget() is self._article

    @property
    def main(self) -> Shown:
        return self.article if self.shows_article else self.view

    def show_article(self, shown: bool) -> None:
        """Show the article's numbers, or the routes."""
        self._stack.setCurrentWidget(self._article if shown else self.view)
        if shown and self._reading is not None:
            self.article.ask(self._reading.question, Choice())

    def parts(self) -> tuple[QWidget, ...]:
        return self.view, self.back, self.article

    def show_reading(self, reading: Reading) -> None:
        self._reading = reading
        self.view.show_reading(reading)
        if self.shows_article:
            self.article.ask(reading.question, Choice())

    def forget(self) -> None:
        self.article.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.shows_article:
            self._come_back()
            return
        super().keyPressEvent(event)

    def _go(self) -> None:
        self.show_article(True)
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _come_back(self) -> None:
        self.show_article(False)
        self.view.article.setFocus(Qt.FocusReason.OtherFocusReason)
