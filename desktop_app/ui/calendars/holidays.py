"""The holidays of a version: a year at a time, with two ways to add some."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain import stamps
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.asking import Asked
from desktop_app.ui.widgets.buttons import Button, Link
from desktop_app.ui.widgets.day_field import DayField
from desktop_app.ui.widgets.fields import Combo
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import boxed, clear, column, row
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.region_field import RegionField

YEARS = 6  # that can be chosen for public holidays, from the year before this one on
HEAD = 32  # design pixels: as high as the field in it, which is hidden while there are no holidays


class Holidays(QWidget):
    """``wanted`` tells all holidays after one was added or removed, ``public_wanted`` a region and years."""

    wanted = Signal(object)  # frozenset of date
    public_wanted = Signal(str, object)  # region, years

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._holidays: frozenset[date] = frozenset()
        self._year = today.year
        self.years = Combo(accessible_name=_("Year of the holidays"))
        self.years.setFixedWidth(theme().px(180))
        self.day = DayField(_("Holiday"), needed=True)
        self.add = Button(_("Add day"), tip=_("Add this day as a holiday (Enter)"))
        self.region = RegionField(_("Country or region"), accessible_name=_("Country or region"))
        self.first, self.last = (Combo(_years(today), accessible_name=words) for words in (_("From"), _("To")))
        self.add_public = Button(_("Add public holidays"), tip=_("Add those of this country or region"))
        self._asked_day, self._asked_region = Asked(self.day), Asked(self.region)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(16))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._lay_out()
        for combo in (self.first, self.last):
            combo.choose(today.year)
            combo.setFixedWidth(theme().px(100))
        self._listen()

    def _lay_out(self) -> None:
        self._none = Label(_("None in this calendar: every weekday above runs."), TextStyle.CAPTION, "text2", wrap=True)
        day = row((self._asked_day, 1), self.add, spacing=4)
        years = row(self.first, Label(_("to"), tone="text2"), self.last, None, self.add_public, spacing=6)
        head = SectionHeader(_("Holidays"), tools=(self.years,))
        head.setMinimumHeight(theme().px(HEAD))
        above = column(head, 4, self._none, boxed(self._grid), 12)
        public = Label(_("Public holidays of a country or region"), TextStyle.CAPTION_MEDIUM, "text2")
        region = column(12, public, 4, self._asked_region, 8)
        for part in (above, region):  # the buttons alone go on for their ring
            part.setContentsMargins(0, 0, RING, 0)
        self.setLayout(column(above, Label(_("A day"), TextStyle.CAPTION_MEDIUM, "text2"), day, region, years))

    def _listen(self) -> None:
        self.years.activated.connect(self._choose_year)
        self.add.clicked.connect(self._add_day)
        self.day.returnPressed.connect(self._add_day)
        self.add_public.clicked.connect(self._add_public)
        self.region.returnPressed.connect(self._add_public)

    def offer_regions(self, regions: Mapping[str, str]) -> None:
        self.region.set_regions(regions)

    def show_holidays(self, holidays: frozenset[date]) -> None:
        """Those of one year; the year that is shown stays as long as it has any."""
        added = holidays - self._holidays
        self._holidays = holidays
        years = sorted({day.year for day in holidays})
        if added and self._year not in {day.year for day in added}:
            self._year = min(day.year for day in added)
        if years and self._year not in years:
            self._year = min(years, key=lambda year: abs(year - self._year))
        self.years.blockSignals(True)
        self.years.clear()
        for year in years:
            count = sum(1 for day in holidays if day.year == year)
            words = ngettext("{year}: {n} day", "{year}: {n} days", count).format(year=year, n=number(count))
            self.years.addItem(words, year)
        self.years.choose(self._year)
        self.years.blockSignals(False)
        self.years.setVisible(bool(years))
        self._none.setVisible(not years)
        self._fill()

    def _fill(self) -> None:
        clear(self._grid)
        short = _("Mon Tue Wed Thu Fri Sat Sun").split()
        for at, day in enumerate(sorted(each for each in self._holidays if each.year == self._year)):
            link = Link(_("Remove"), style=TextStyle.CAPTION_MEDIUM)
            link.setAccessibleName(_("Remove {day}").format(day=stamps.day(day)))
            link.clicked.connect(lambda _checked=False, gone=day: self.wanted.emit(self._holidays - {gone}))
            cells = (Label(short[day.weekday()], tone="text2"), Label(stamps.day(day)), link)
            for place, cell in enumerate(cells):
                self._grid.addWidget(cell, 2 * at, place, Qt.AlignmentFlag.AlignVCenter)
            self._grid.setRowMinimumHeight(2 * at, theme().px(30))
            self._grid.addWidget(Rule(), 2 * at + 1, 0, 1, 3)

    def _choose_year(self, _at: int) -> None:
        self._year = int(self.years.currentData())
        self._fill()

    def _add_day(self) -> None:
        try:
            day = self.day.day()
            if day is None:
                raise Refused(_("Write the day that is a holiday."))
        except Refused as error:
            self._asked_day.refuse(error.sentence)
            return
        self.day.clear()
        self.wanted.emit(self._holidays | {day})

    def _add_public(self) -> None:
        try:
            region = self.region.region()
            if not region:
                raise Refused(_("Choose the country or region whose public holidays are added."))
        except Refused as error:
            self._asked_region.refuse(error.sentence)
            return
        first, last = int(self.first.currentData()), int(self.last.currentData())
        self.public_wanted.emit(region, range(min(first, last), max(first, last) + 1))


def _years(today: date) -> list[tuple[str, object]]:
    return [(str(year), year) for year in range(today.year - 1, today.year - 1 + YEARS)]
