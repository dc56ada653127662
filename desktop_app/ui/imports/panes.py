"""The pane at the right in which one answer is changed, and the place that holds it beside or over the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import Item, column, row

WIDTH = 460
LEAST_BESIDE = 720  # the page keeps this much beside the pane; with less the pane lies over it


class EditPane(QWidget):
    """Headline, what to do, and the list of choices. Escape or the cross close it."""

    closed = Signal()

    def __init__(self, headline: str, sentence: str, body: QWidget, *foot: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.setAutoFillBackground(True)
        self.setAccessibleName(headline)
        self.body = body
        close = Button("", icon="x", look=Look.QUIET, tip=_("Close the pane"), height=28)
        close.clicked.connect(self.closed)
        top = row(inset(Label(headline, TextStyle.H2)), None, close, spacing=0)
        self.said = Label(sentence, TextStyle.CAPTION, "text2", wrap=True)
        inner = column(top, 2, inset(self.said), 12, (body, 1), *foot)
        inner.setContentsMargins(look.px(12), look.px(14), look.px(12), look.px(12))
        self.setLayout(row(Rule(vertical=True), (inner, 1), spacing=0))

    def focus_body(self) -> None:
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.body.hasFocus():
            self.focusNextChild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # an Enter that nothing here takes must not import the file
        else:
            super().keyPressEvent(event)


class SidePlace(QWidget):
    """A page and at most one pane at its right: beside it where there is room, else over it."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._pane: QWidget | None = None
        page.setParent(self)

    @property
    def pane(self) -> QWidget | None:
        return self._pane

    @property
    def beside_fits(self) -> bool:
        """Whether a pane stands beside the page instead of over it."""
        return self.width() - self._pane_width >= theme().px(LEAST_BESIDE)

    @property
    def _pane_width(self) -> int:
        return min(theme().px(WIDTH), self.width())

    def show_pane(self, pane: QWidget | None) -> None:
        if self._pane is not None:
            self._pane.hide()
        self._pane = pane
        if pane is not None:
            pane.setParent(self)
            pane.show()
            pane.raise_()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        whole, wide = self.width(), self._pane_width
        kept = whole - wide if self._pane is not None and self.beside_fits else whole
        self._page.setGeometry(0, 0, kept, self.height())
        if self._pane is not None:
            self._pane.setGeometry(whole - wide, 0, wide, self.height())
