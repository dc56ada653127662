"""What the file cannot tell, as a bar with the answers as buttons."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from desktop_app.domain.imports import DateOrder, Question
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.file_words import delimiter_label
from desktop_app.ui.imports.words import order_label
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import clear, column
from desktop_app.ui.widgets.painting import RING, rounded

BUTTONS = 4  # more answers than this stand in a menu
MANY_ENDS = "many_ends_agreed"


def choice_label(question: Question, choice: str) -> str:
    """An answer as the button says it; names of sheets and columns are the file's own."""
    if question.name == MANY_ENDS:
        return _("Import all the same")
    if question.name == "delimiter":
        return delimiter_label(choice)
    return order_label(DateOrder(choice)) if question.name == "date_order" else choice


def choices(question: Question) -> tuple[str, ...]:
    """What can be answered; to a number that makes one think there is one answer, and the way back."""
    return (MANY_ENDS,) if question.name == MANY_ENDS else question.choices


class QuestionBar(QWidget):
    """``answered`` tells the question and the chosen answer."""

    answered = Signal(object, str)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.setAccessibleName(question.text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        look = theme()
        self._sentence = Label(question.text, TextStyle.BODY_MEDIUM, "warntext", wrap=True)
        self.buttons = self._made_buttons()
        line = QHBoxLayout()
        line.setSpacing(0)
        for button in self.buttons:
            line.addWidget(button)
        line.addStretch(1)
        held = column(self._sentence, 4, line) if self.buttons else column(self._sentence)
        self._sentence.setContentsMargins(RING, 0, 0, 0)
        held.setContentsMargins(look.px(40) - RING, look.px(8), look.px(12), look.px(6 if self.buttons else 8))
        self.setLayout(held)

    def focus_first(self) -> None:
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, QRectF(self.rect()), 4, look.tokens.warnbg, look.tokens.warnline)
        size = look.px(16)
        top = self._sentence.y() + (look.metrics(TextStyle.BODY).lineSpacing() - size) / 2
        at = QRectF(look.px(12), top, size, size)
        look.icons.paint(painter, at, "circle-help", look.tokens.warntext)
        painter.end()

    def _made_buttons(self) -> list[Button]:
        offered = choices(self.question)
        if len(offered) > BUTTONS:
            menu = QMenu(self)
            for choice in offered:
                action = menu.addAction(choice_label(self.question, choice).replace("&", "&&"))
                action.triggered.connect(partial(self._on_chosen, choice))
            return [Button(_("Choose…"), menu=menu, height=28)]
        made = []
        for choice in offered:
            button = Button(choice_label(self.question, choice).replace("&", "&&"), height=28)
            button.clicked.connect(partial(self._on_chosen, choice))
            made.append(button)
        return made

    def _on_chosen(self, choice: str) -> None:
        self.answered.emit(self.question, choice)


class Questions(QWidget):
    """One bar per open question, none when all is clear."""

    answered = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(spacing=8)
        self._column.setContentsMargins(0, 0, 0, theme().px(14))
        self.setLayout(self._column)
        self.bars: list[QuestionBar] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def ask(self, questions: tuple[Question, ...]) -> None:
        """Bars of the same questions stay as they are."""
        if tuple(bar.question for bar in self.bars) == questions:
            return
        clear(self._column)
        self.bars = [QuestionBar(question) for question in questions]
        for bar in self.bars:
            bar.answered.connect(self.answered)
            self._column.addWidget(bar)
        self.setVisible(bool(questions))
