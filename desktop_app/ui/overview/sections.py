"""The sections of the page: a head, a sentence and something below; two beside each other or all in one column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import HANG, boxed, column, row, taken_out
from desktop_app.ui.widgets.painting import RING

TWO_FROM = 1116  # px of the page: with the narrow sidebar that is a window of 1172
GAP = 48


class Section(QWidget):
    """Headline with links at the right, a sentence, and what ``add`` puts below. Stands out of the column by 8 px."""

    def __init__(self, headline: str, *, tools: tuple[QWidget, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.overhang = (HANG, HANG)
        self._headline = Label(headline, TextStyle.H2)
        self._sentence = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self._tools = row((self._headline, 1), *tools, spacing=0)
        self._head = boxed(self._tools)
        self._head.setMinimumHeight(theme().px(28) + 2 * RING)  # as high as a head with a button
        self._column = column(self._head, self._sentence, 8)
        self._column.setContentsMargins(HANG, 0, HANG, 0)
        self.setLayout(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def say(self, sentence: str) -> None:
        self._sentence.setText(sentence)

    def add_tool(self, widget: QWidget) -> None:
        """Put a link into the head."""
        self._tools.addWidget(widget)

    def add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)


class Sections(QWidget):
    """Pairs of sections with a rule under each; the last entry of all takes the whole width."""

    def __init__(self, sections: Sequence[QWidget], last: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections, self._last = tuple(sections), last
        self._rules = [Rule() for _section in sections]
        self._lines = [_inset(each) for each in self._rules]
        self._two: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(GAP) - 2 * HANG)
        self._grid.setVerticalSpacing(0)
        for widget in (*self._sections, *self._lines, last):
            widget.setParent(self)
        self._place(two=True)

    @property
    def two(self) -> bool:
        """Whether two sections stand beside each other."""
        return bool(self._two)

    def fit(self, width: int) -> None:
        """Arrange for a page so many pixels wide."""
        self._place(two=width >= theme().px(TWO_FROM))

    def _place(self, *, two: bool) -> None:
        if two == self._two:
            return
        self._two = two
        grid = self._grid
        taken_out(grid)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1 if two else 0)
        top, each = Qt.AlignmentFlag.AlignTop, 2 if two else 1
        rows = 0
        for index, section in enumerate(self._sections):
            if index and index % each == 0:
                rows += 2
            grid.addWidget(section, rows, index % each, 1, 1)
            grid.setAlignment(section, top)
        used = (rows // 2) + 1
        for index, line in enumerate(self._lines):
            line.setVisible(index < used)
            if index < used:
                grid.addWidget(line, 2 * index + 1, 0, 1, each)
        grid.addWidget(self._last, rows + 2, 0, 1, each)
        for index in range(2 * len(self._sections) + 2):
            grid.setRowStretch(index, 0)
        grid.setRowStretch(rows + 3, 1)


def _inset(line: QWidget) -> QWidget:
    """A rule as wide as the column, with the room of THEME.md above and below."""
    made = column(line)
    px = theme().px
    made.setContentsMargins(HANG, px(16), HANG, px(16))
    return boxed(made)
