"""Heads of pages and of their sections."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.labels import ElidedLabel, Label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.painting import RING


class PageHeader(QWidget):
    """Title, the one-line answer, and the page's actions at the right; 62 px high.

    An answer too long for its line is cut; with ``wraps`` it takes a second one and the head grows.
    """

    def __init__(
        self,
        title: str,
        answer: str = "",
        actions: tuple[QWidget, ...] = (),
        parent: QWidget | None = None,
        *,
        wraps: bool = False,
    ) -> None:
        super().__init__(parent)
        self._title = Label(title, TextStyle.TITLE)
        self._answer: Label | ElidedLabel
        if wraps:
            self._answer = Label(answer, TextStyle.LEAD, "text2", wrap=True)
            self._answer.setMinimumHeight(theme().px(22))
        else:
            self._answer = ElidedLabel(answer, TextStyle.LEAD, "text2")
            self._answer.setFixedHeight(theme().px(22))
        self._actions = QHBoxLayout()
        self._actions.setSpacing(0)
        self._actions.setContentsMargins(0, 0, 0, 0)
        for action in actions:
            self.add_action(action)
        self.overhang = (0, RING)  # buttons keep room for their ring: their bodies end at the page's edge
        top = row(self._title, None, self._actions, spacing=0)
        self.setLayout(column(top, self._answer, spacing=0))
        self.setMinimumHeight(theme().px(62))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add_action(self, action: QWidget) -> None:
        self._actions.addWidget(action)

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_answer(self, answer: str) -> None:
        self._answer.setText(answer)

    @property
    def answer(self) -> str:
        return self._answer.text()


class SectionHeader(QWidget):
    """A section's headline, a quiet note beside it, and links or tools at the right; 28 px high."""

    def __init__(
        self, headline: str, note: str = "", tools: tuple[QWidget, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._headline = Label(headline, TextStyle.H2)
        self._note = ElidedLabel(note, TextStyle.CAPTION, "text2")
        self.setLayout(row(self._headline, 8, (self._note, 1), *tools, spacing=0))
        self.setMinimumHeight(theme().px(28))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_headline(self, headline: str) -> None:
        self._headline.setText(headline)

    def set_note(self, note: str) -> None:
        self._note.setText(note)
