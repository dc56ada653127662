"""The teams' half of the page: find, select, put on a side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.teams import Side
from desktop_app.services.teams import TeamLine
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.teams.side_table import LETTERS, SideTable
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.fields import SearchField
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.labels import ElidedLabel, Label
from desktop_app.ui.widgets.layouts import HANG, column, row
from desktop_app.ui.widgets.page_body import PageBody
from desktop_app.ui.widgets.painting import RING

SIDES = (Side.OPS, Side.DEV, Side.OTHER, Side.UNKNOWN)


class TeamSection(QWidget):
    """``side_chosen`` tells team ids and a side; ``incidents_wanted`` the incidents of a team."""

    side_chosen = Signal(object, object)
    incidents_wanted = Signal(IncidentFilter)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = SideTable()
        self._head = SectionHeader(_("Teams"))
        self.search = SearchField(_("Filter teams"), hint="Ctrl+F")
        self._picked = ElidedLabel("", TextStyle.CAPTION, "text2")
        self.buttons = {side: self._button(side) for side in SIDES}
        self.table.side_chosen.connect(self.side_chosen)
        self.table.incidents_wanted.connect(self.incidents_wanted)
        self.table.picked.connect(self._tell_selection)
        self.search.textChanged.connect(self._narrow)
        QShortcut(QKeySequence.StandardKey.Find, self, self._find)
        bulk = row((self._picked, 1), *self.buttons.values(), spacing=0)
        bulk.setContentsMargins(HANG, 0, HANG - RING, 0)  # the last button keeps room for its ring
        hint = Label(_key_hint(), TextStyle.CAPTION, "text2", wrap=True)
        above = PageBody.inset(column(self._head, 2, hint, 12, self.search))
        self.setLayout(column(above, 4, bulk, 4, (self.table, 1)))  # the table's selection hangs out of the column
        self._tell_selection()

    def show_lines(self, lines: Sequence[TeamLine]) -> None:
        self.table.show_lines(tuple(lines))
        unset = sum(1 for line in lines if line.side is Side.UNKNOWN)
        self._head.set_note(_count_words(len(lines), unset))
        self._tell_selection()

    def _button(self, side: Side) -> Button:
        tip = _("Put the selected teams on this side: {side} ({key})").format(side=side.label, key=LETTERS[side])
        button = Button(side.label, tip=tip, height=28)
        button.clicked.connect(lambda: self.side_chosen.emit(self.table.selected, side))
        return button

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _narrow(self, words: str) -> None:
        self.table.teams.narrow(words)
        self._tell_selection()

    def _tell_selection(self) -> None:
        count = len(self.table.selected)
        words = ngettext("{n} team selected; its side:", "{n} teams selected; their side:", count)
        self._picked.setText(words.format(n=number(count)) if count else _("Select teams to set sides"))
        for button in self.buttons.values():
            button.setEnabled(bool(count))


def _count_words(teams: int, unset: int) -> str:
    words = ngettext("{n} team", "{n} teams", teams).format(n=number(teams))
    if unset:
        words += ", " + ngettext("{n} without a side", "{n} without a side", unset).format(n=number(unset))
    return words


def _key_hint() -> str:
    return _(
        "A click on a circle sets one team; {ops}, {dev}, {other} or {unset} sets every selected one to Ops, Dev, "
        "Other or not set. A dashed circle is what the name suggests."
    ).format(ops=LETTERS[Side.OPS], dev=LETTERS[Side.DEV], other=LETTERS[Side.OTHER], unset=LETTERS[Side.UNKNOWN])
