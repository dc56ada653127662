"""Which systems run on a calendar: a box to tick for each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.fields import SearchField
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import ScrollArea, boxed, clear, column
from desktop_app.ui.widgets.tick import TickBox

MOST = 100  # boxes at once; the search finds the others
HIGH, FINDS_FROM = 232, 12


class Systems(QWidget):
    """``wanted`` tells a system and the calendar it shall run on, "" for the workspace's own."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._systems: Mapping[str, str] = {}
        self._calendar = ""
        self.boxes: dict[str, TickBox] = {}
        self._head = SectionHeader(_("Systems"))
        self._words = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.search = SearchField(_("Find a system"))
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._area = ScrollArea(boxed(self._column))
        self._area.setFixedHeight(theme().px(HIGH))
        self.setLayout(column(self._head, 4, self._words, 8, self.search, 4, self._area))
        self.search.textChanged.connect(self._fill)

    def show_systems(self, systems: Mapping[str, str], calendar: str) -> None:
        """Every system with the name of its calendar, and the calendar that is shown."""
        same = calendar == self._calendar and set(systems) == set(self._systems)
        self._systems, self._calendar = systems, calendar
        self._head.set_note("")
        self._words.setText(self._explained())
        named = bool(calendar) and bool(systems)
        self._area.setVisible(named)
        self.search.setVisible(named and len(systems) > FINDS_FROM)
        if same and named and self.boxes:
            for name, box in self.boxes.items():
                box.setChecked(systems[name] == calendar)
        else:
            self._fill()

    def _explained(self) -> str:
        systems = self._systems
        if not systems:
            return _("No incident names a system yet.")
        ours = sum(1 for name in systems.values() if name == self._calendar)
        words = {"n": number(ours), "all": number(len(systems))}
        if self._calendar:
            return ngettext("{n} of {all} system runs on it.", "{n} of {all} systems run on it.", len(systems)).format(
                **words
            )
        return ngettext(
            "{n} of {all} system runs on it: every one without a calendar of its own.",
            "{n} of {all} systems run on it: every one without a calendar of its own.",
            len(systems),
        ).format(**words)

    def _fill(self, _typed: str = "") -> None:
        clear(self._column)
        self.boxes = {}
        sought = self.search.text().strip().casefold()
        found = [name for name in self._systems if sought in name.casefold()] if self._calendar else []
        found.sort(key=lambda name: self._systems[name] != self._calendar)  # those that run on it come first
        for name in found[:MOST]:
            held = self._systems[name]
            other = held and held != self._calendar
            box = TickBox(_("{system} (now {calendar})").format(system=name, calendar=held) if other else name)
            box.setChecked(held == self._calendar)
            box.clicked.connect(lambda on, system=name: self.wanted.emit(system, self._calendar if on else ""))
            self.boxes[name] = box
            self._column.addWidget(box)
        if len(found) > MOST:
            more = _("{n} more: type a part of the name").format(n=number(len(found) - MOST))
            self._column.addWidget(Label(more, TextStyle.CAPTION, "text2"))
        self._column.addStretch(1)
