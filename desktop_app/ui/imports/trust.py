"""Whether the data can be trusted: the grade, and the worst things to know, each with what it does to the figures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.trust import Doubt, TrustCard, TrustLine
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import boxed, clear, column, row

WORST = 3  # lines on the page; the pane has all of them
ICON, LEAD = 16, 28
ICONS = {
    Doubt.NO_RESOLVE: "circle-help",
    Doubt.RESOLVED_FIRST: "triangle-alert",
    Doubt.ZERO_MINUTES: "clock",
    Doubt.BULK_CLOSES: "copy",
    Doubt.FUTURE: "triangle-alert",
    Doubt.DEFAULT_CLASSIFICATION: "chart-bar-decreasing",
    Doubt.AMBIGUOUS_DATES: "calendar-range",
    Doubt.DUPLICATES: "copy",
    Doubt.MONTH_END: "calendar-range",
    Doubt.UNKNOWN_SIDES: "users",
}


def answered_in(doubt: Doubt) -> tuple[str, str]:
    """The pane in which a doubt can be settled, and the words of the link to it; empty where there is none."""
    return {
        Doubt.UNKNOWN_SIDES: ("teams", _("Set the sides")),
        Doubt.AMBIGUOUS_DATES: ("dates", _("Look at the dates")),
        Doubt.NO_RESOLVE: ("columns", _("Look at the columns")),
        Doubt.DEFAULT_CLASSIFICATION: ("classification", _("Look at the values")),
    }.get(doubt, ("", ""))


class _Icon(QWidget):
    """Its middle is that of the first line beside it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(theme().px(LEAD), theme().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = look.px(ICON)
        look.icons.paint(painter, QRectF(0, (self.height() - size) / 2, size, size), self._name, look.tokens.text2)
        painter.end()


class Doubted(QWidget):
    """One thing to know: icon, sentence, effect, and what can be done about it.

    ``chosen`` tells a doubt and whether it shall be left out; ``behind`` the line whose rows are wanted, ``pane`` the
    name of the pane in which it is settled.
    """

    chosen = Signal(object, bool)
    behind = Signal(object)
    pane = Signal(str)

    def __init__(self, line: TrustLine, *, ruled: bool) -> None:
        super().__init__()
        self.line = line
        sentence = Label(line.sentence, TextStyle.BODY_MEDIUM, wrap=True)
        effect = Label(line.effect, TextStyle.CAPTION, "text2", wrap=True)
        self.setAccessibleName(f"{line.sentence} {line.effect}")
        self.act, self.settle, self.see = self._act(), self._settle(), self._see()
        self.links = tuple(link for link in (self.act, self.settle, self.see) if link)
        links = row(*self.links, None, spacing=16)
        told = column(sentence, 2, effect, links, *((6, Rule()) if ruled else ()))
        icon = column(_Icon(ICONS[line.doubt]), None)
        self.setLayout(row(icon, (told, 1), spacing=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _act(self) -> Link | None:
        line = self.line
        if not line.action:
            return None
        words = _("Done: {action}. Take it back").format(action=line.action) if line.left_out else line.action
        link = Link(words.replace("&", "&&"), style=TextStyle.CAPTION_MEDIUM, tip=line.sentence)
        link.setAccessibleName(f"{words}: {line.sentence}")
        link.clicked.connect(partial(self._on_act, not line.left_out))
        return link

    def _settle(self) -> Link | None:
        pane, words = answered_in(self.line.doubt)
        if not pane:
            return None
        link = Link(words, style=TextStyle.CAPTION_MEDIUM, tip=self.line.sentence)
        link.setAccessibleName(f"{words}: {self.line.sentence}")
        link.clicked.connect(partial(self._on_settle, pane))
        return link

    def _see(self) -> Link | None:
        if not self.line.rows:
            return None
        link = Link(see_label(self.line.count), style=TextStyle.CAPTION_MEDIUM, tip=_("List the rows and tickets"))
        link.setAccessibleName(f"{link.words}: {self.line.sentence}")
        link.clicked.connect(self._on_see)
        return link

    def _on_act(self, out: bool, _checked: bool = False) -> None:
        self.chosen.emit(self.line.doubt, out)

    def _on_settle(self, pane: str, _checked: bool = False) -> None:
        self.pane.emit(pane)

    def _on_see(self) -> None:
        self.behind.emit(self.line)


class DoubtedLines(QWidget):
    """The lines one under the other; lines that say the same stay, and so does the focus."""

    chosen = Signal(object, bool)
    behind = Signal(object)
    pane = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: list[Doubted] = []
        self._column = column(spacing=8)
        self.setLayout(self._column)

    def show_lines(self, lines: tuple[TrustLine, ...]) -> None:
        if tuple(each.line for each in self.shown) == lines:
            return
        focused = next((e.line.doubt for e in self.shown if e.isAncestorOf(e.window().focusWidget() or self)), None)
        clear(self._column)
        self.shown = [Doubted(line, ruled=line is not lines[-1]) for line in lines]
        for each in self.shown:
            each.chosen.connect(self.chosen)
            each.behind.connect(self.behind)
            each.pane.connect(self.pane)
            self._column.addWidget(each)
            if each.line.doubt is focused and each.links:
                each.links[0].setFocus(Qt.FocusReason.OtherFocusReason)


class Trust(QWidget):
    """The card on the page. ``all_wanted`` when every thing to know is."""

    chosen = Signal(object, bool)
    behind = Signal(object)
    pane = Signal(str)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grade = Label("", TextStyle.CAPTION, "text2", wrap=True)
        head = boxed(row(Label(_("Can these data be trusted?"), TextStyle.H2), 8, (self._grade, 1), spacing=0))
        head.setMinimumHeight(theme().px(28))  # as high as the head beside it
        self.lines = DoubtedLines()
        self.lines.chosen.connect(self.chosen)
        self.lines.behind.connect(self.behind)
        self.lines.pane.connect(self.pane)
        self.nothing = Label(_("Nothing odd was found in these rows."), tone="text2", wrap=True)
        self.more = Link("", style=TextStyle.CAPTION_MEDIUM, tip=_("Every thing to know, with what it does"))
        self.more.clicked.connect(self.all_wanted)
        after = boxed(row(self.more, None, margins=(LEAD, 0, 0, 0)))
        self.setLayout(column(head, 4, self.nothing, self.lines, 4, after, None))

    @property
    def grade(self) -> str:
        """The grade in words."""
        return self._grade.text()

    def show_card(self, card: TrustCard | None) -> None:
        """Nothing is claimed about a file whose columns are not known yet."""
        self.setVisible(card is not None)
        if card is None:
            return
        self._grade.setText(_("grade {grade}: {said}").format(grade=card.grade.value, said=card.said))
        self.lines.show_lines(card.lines[:WORST])
        self.lines.setVisible(bool(card.lines))
        self.nothing.setVisible(not card.lines)
        self.more.setText(all_label(len(card.lines)))
        self.more.setVisible(len(card.lines) > WORST)


def see_label(count: int) -> str:
    return ngettext("See it", "See the {n}", count).format(n=number(count))


def all_label(count: int) -> str:
    return ngettext("The one thing to know", "All {n} things to know", count).format(n=number(count))
