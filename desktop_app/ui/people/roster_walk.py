"""How the table of people is searched by typing, and how wide its columns are."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QApplication, QTableView

from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.people.roster_model import COUNT_ROLE, Column, RosterModel
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.cells import PADDING

NAME_LEAST, NAME_MOST, HOLIDAYS_LEAST = 160, 320, 96


class NameSearch:
    """Letters typed soon after each other belong together."""

    def __init__(self) -> None:
        self._typed, self._since = "", QElapsedTimer()

    @property
    def under_way(self) -> bool:
        """Whether a further letter continues the name."""
        return self._since.isValid() and self._since.elapsed() < QApplication.keyboardInputInterval()

    def row(self, roster: RosterModel, letter: str, here: int) -> int:
        """The next row with a name that begins with what is typed by now, -1 for none."""
        self._typed = self._typed + letter.casefold() if self.under_way else letter.casefold()
        self._since.start()
        first = here if len(self._typed) > 1 else here + 1
        for step in range(roster.rowCount()):
            at = (max(first, 0) + step) % roster.rowCount()
            person = roster.row(at).person
            names = [person.name.casefold(), *person.name.casefold().split()] if person else []
            if any(name.startswith(self._typed) for name in names):
                return at
        return -1


def widths(table: QTableView) -> dict[Column, int]:
    """Each column what its words need and the same share of what is left; names and holidays give way.

    The first day, then the last one, is left out (width 0) where there is no room for it.
    """
    px, model = theme().px, table.model()
    needed = {column: _needed(table, column) for column in Column}
    told = (model.index(row, 0).data(COUNT_ROLE) for row in range(model.rowCount()))
    beside = max((theme().width(words, TextStyle.CAPTION) for words in told if words), default=0)
    needed[Column.NAME] = max(px(NAME_LEAST), min(needed[Column.NAME] + px(10) + int(beside), px(NAME_MOST)))
    spare = table.viewport().width() - sum(needed.values())
    for column, least in ((Column.NAME, NAME_LEAST), (Column.HOLIDAYS, HOLIDAYS_LEAST)):
        given = min(max(0, -spare), max(0, needed[column] - px(least)))
        needed[column] -= given
        spare += given
    for column in (Column.FIRST, Column.LAST):
        if spare < 0:
            spare += needed[column]
            needed[column] = 0
    shown = [column for column in Column if needed[column]]
    for place, column in enumerate(shown):
        needed[column] += max(0, spare) * (place + 1) // len(shown) - max(0, spare) * place // len(shown)
    return needed


def _needed(table: QTableView, column: Column) -> int:
    head = str(table.model().headerData(column, Qt.Orientation.Horizontal))
    width = int(theme().width(head, TextStyle.CAPTION_MEDIUM)) + 2 * PADDING + 2
    return max(width, table.sizeHintForColumn(column)) + theme().px(8)
