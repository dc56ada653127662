"""Who of the team gives the session: a box for each of its people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.domain.people import Person
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import clear, column
from desktop_app.ui.widgets.tick import TickBox


class Hosts(QWidget):
    """``edited`` when a box is set or taken away. Hosts of another team stay in the list while they are chosen."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[int, TickBox] = {}
        self._people: tuple[Person, ...] = ()
        self._before: QWidget | None = None
        self._column = column()
        self.setLayout(self._column)
        self.setAccessibleName(_("Hosts"))

    def offer(self, people: Sequence[Person], team_id: int | None, chosen: Sequence[int]) -> None:
        """The people of a team, and whoever is chosen already."""
        self._people = tuple(people)
        shown = [person for person in people if person.team_id == team_id or person.id in chosen]
        clear(self._column)
        self.boxes = {}
        for person in sorted(shown, key=lambda each: (each.name.casefold(), each.id)):
            self.boxes[person.id] = box = TickBox(person.name)
            box.setChecked(person.id in chosen)
            box.toggled.connect(self.edited)
            self._column.addWidget(box)
        self._order_tabs()
        if not shown:
            words = _("Nobody of this team is listed.") if team_id else _("Choose the owner first.")
            none = Label(words, tone="text2", wrap=True)
            none.setMinimumHeight(theme().px(32))
            self._column.addWidget(none)

    def follow(self, field: QWidget) -> None:
        """The Tab key comes from this field."""
        self._before = field
        self._order_tabs()

    def _order_tabs(self) -> None:
        if self._before is not None:
            for before, after in pairwise((self._before, *self.boxes.values())):
                QWidget.setTabOrder(before, after)

    @property
    def chosen(self) -> tuple[int, ...]:
        return tuple(person_id for person_id, box in self.boxes.items() if box.isChecked())

    def choose(self, ids: Sequence[int]) -> None:
        for person_id, box in self.boxes.items():
            box.setChecked(person_id in ids)
