"""The picture by system error, what it is made of, and the incidents themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.charts.place import frame_for
from desktop_app.ui.cracks.reading import Reading
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.layouts import boxed, column
from desktop_app.ui.widgets.page_body import PageBody
from desktop_app.ui.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from desktop_app.ui.charts.frame import FigureFrame

MOST_LISTED = 100


class CracksView(PageBody):
    """Scrolls below its least height. ``opened`` tells the incidents behind a bar, a part or a row."""

    opened = Signal(IncidentFilter)
    export_wanted = Signal()
    copied = Signal(str)

    def __init__(self) -> None:
        self.frame: FigureFrame | None = None  # made for the first figure: what draws it takes long to load
        self.head = SectionHeader(_("The incidents"))
        self.parts = ValueTable(accessible_name=_("How what missed the goal went"))
        self.listed = ValueTable(accessible_name=_("Incidents that fell between the teams"))
        self._parts = _section(SectionHeader(_("How it went")), self.parts)
        self._list = _section(self.head, self.listed)
        self._column = column(self._parts, self._list)
        self._column.addStretch(1)
        super().__init__(self._column)
        for table in (self.parts, self.listed):
            table.incidents_wanted.connect(self.opened)

    def show_reading(self, reading: Reading) -> None:
        """Show a reading in the place of the one before."""
        self._made().show_figure(reading.figure)
        rows = reading.listed.rows
        self.head.set_note(_list_note(len(rows)))
        self.parts.show_table(reading.parts)
        self.listed.show_table(replace(reading.listed, rows=rows[:MOST_LISTED]))
        self._parts.setVisible(bool(reading.parts.rows))
        self._list.setVisible(bool(rows))

    @property
    def in_reading_order(self) -> tuple[QWidget, ...]:
        """The picture first, once it is made; then the tables below it."""
        return (*([self.frame] if self.frame else []), self._parts, self._list)

    def _made(self) -> FigureFrame:
        if self.frame is None:
            self.frame = made = frame_for(self)
            self._column.insertWidget(0, made)
            made.show()  # now: a layout would only show it when the event loop next runs
        return self.frame


def _section(head: SectionHeader, table: ValueTable) -> QWidget:
    return boxed(column(20, PageBody.inset(column(head)), table))


def _list_note(total: int) -> str:
    if total > MOST_LISTED:
        words = _("the first {n} of {total}; print and export have more")
        return words.format(n=number(MOST_LISTED), total=number(total))
    return ngettext("{n} incident", "{n} incidents", total).format(n=number(total))
