"""The section "Next two weeks": who goes where, which sessions are held, and whether cover is kept."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.domain.language import _
from desktop_app.domain.outlook import Outlook
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.overview.coming_picture import ComingPicture, paint_coming
from desktop_app.ui.overview.sections import Section
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.tips import plain

LEAST_WIDTH = 340


class ComingView(QWidget):
    """The picture; what it shows is its accessible description, and under the mouse a tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outlook: Outlook | None = None
        self._picture: ComingPicture | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._remake)

    @property
    def picture(self) -> ComingPicture | None:
        return self._picture

    def show_outlook(self, outlook: Outlook) -> None:
        self._outlook = outlook
        self.setAccessibleName(_("Next two weeks"))
        lines = [outing.words for outing in outlook.outings] + [held.words for held in outlook.sessions]
        self.setAccessibleDescription("; ".join(lines))
        self._remake()

    def heightForWidth(self, width: int) -> int:
        return ComingPicture(self._outlook, width).height if self._outlook else 0

    def sizeHint(self) -> QSize:
        return QSize(theme().px(480), self.heightForWidth(max(self.width(), theme().px(LEAST_WIDTH))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(LEAST_WIDTH), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._remake()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is not None:
            painter = QPainter(self)
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            paint_coming(painter, self._picture)
            painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._picture.words_at(QPointF(event.pos())) if self._picture else ""
            QToolTip.showText(event.globalPos(), plain(words), self)
            return True
        return super().event(event)

    def _remake(self) -> None:
        self._picture = ComingPicture(self._outlook, self.width()) if self._outlook else None
        self.updateGeometry()
        self.update()


class Coming(Section):
    """``rotations_wanted`` tells that the reader wants the plan itself."""

    rotations_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.open = Link(_("Open rotations"), style=TextStyle.CAPTION_MEDIUM, tip=_("Show the page Rotations"))
        super().__init__(_("Next two weeks"), tools=(self.open,), parent=parent)
        self.view = ComingView()
        self.open.clicked.connect(self.rotations_wanted)
        self.add(self.view)
        self.view.hide()

    def show_outlook(self, outlook: Outlook) -> None:
        """Without a published rota only its sessions are drawn, and the sentence says so."""
        if outlook.planned:
            self.say(outlook.sentence)
        elif not outlook.sessions:
            self.say(_("No rota is published for these days"))
        else:
            self.say(_("No rota is published for these days; {sessions}").format(sessions=outlook.sentence))
        self.view.show_outlook(outlook)
        self.view.setVisible(outlook.planned or bool(outlook.sessions))
