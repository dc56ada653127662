"""One calendar in full: its versions, the hours of the week, its zone, its holidays and its systems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.domain.language import _
from desktop_app.ui.calendars.holidays import HEAD, Holidays
from desktop_app.ui.calendars.systems import Systems
from desktop_app.ui.calendars.versions import Versions
from desktop_app.ui.calendars.week import Week
from desktop_app.ui.calendars.words import meaning, name_words
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import HANG, boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.name_form import NameForm
from desktop_app.ui.widgets.page_body import PageBody
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.zone_field import ZoneField

BESIDE_FROM = 820  # design pixels from which hours and holidays have room beside each other


class Body(QWidget):
    """Tells what is asked for; the page stores it and shows the calendar again."""

    version_wanted = Signal(object)  # SupportCalendar
    version_added = Signal(object, object)  # SupportCalendar to begin with, date
    version_removed = Signal(object)  # SupportCalendar
    holidays_wanted = Signal(object, object)  # SupportCalendar, frozenset of date
    public_wanted = Signal(object, str, object)  # SupportCalendar, region, years
    system_wanted = Signal(str, str)  # system, calendar
    renamed = Signal(str, str)
    removed = Signal(str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._versions: tuple[SupportCalendar, ...] = ()
        self._systems: Mapping[str, str] = {}
        self._shown = SupportCalendar()
        self._awaited: date | None = None  # the first day of a version that was just added
        self.message, self.form = MessageBar(), NameForm(_("Name of the calendar"))
        self.rename, self.remove = Link(_("Rename")), Link(_("Remove"))
        self._head = SectionHeader("", tools=(self.rename, boxed(row(16)), self.remove))
        self._meaning = Label("", tone="text2", wrap=True)
        self.versions, self.week, self.zone = Versions(), Week(), ZoneField()
        self.holidays, self.systems = Holidays(today), Systems()
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        zone = row(Label(_("Time zone"), TextStyle.BODY_MEDIUM), 8, self.zone, None)
        hours = SectionHeader(_("Hours"))
        hours.setMinimumHeight(theme().px(HEAD))
        self._left = left = column(hours, 4, self.week, 16, zone, 20, self.systems, None)
        right = column(self.holidays, None)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(theme().px(48))
        self._halves.addLayout(left, 1)
        self._halves.addLayout(right, 1)
        above = column(self.message, self._head, 2, self._meaning, self.form, 12, self.versions, 14, Rule(), 14)
        self._halves.setContentsMargins(HANG, 0, HANG - RING, 0)  # the last buttons keep room for their ring
        self._body = PageBody(column(PageBody.inset(above), self._halves, None))
        self.setLayout(column((self._body, 1)))

    def _listen(self) -> None:
        self.week.wanted.connect(lambda hours: self._want(replace(self._shown, hours=hours)))
        self.week.refused.connect(self.refuse)
        self.zone.chosen.connect(lambda zone: self._want(replace(self._shown, zone=zone)))
        self.zone.unknown.connect(self._refuse_zone)
        self.versions.chosen.connect(self._choose)
        self.versions.added.connect(self._add)
        self.versions.removed.connect(lambda: self.version_removed.emit(self._shown))
        self.holidays.wanted.connect(lambda days: self.holidays_wanted.emit(self._shown, days))
        self.holidays.public_wanted.connect(lambda code, years: self.public_wanted.emit(self._shown, code, years))
        self.systems.wanted.connect(self.system_wanted)
        self.rename.clicked.connect(self._ask_name)
        self.remove.clicked.connect(lambda: self.removed.emit(self._shown.name))

    @property
    def shown(self) -> SupportCalendar:
        """The version that is shown."""
        return self._shown

    def show_calendar(self, versions: Sequence[SupportCalendar], systems: Mapping[str, str]) -> None:
        """Every version of one calendar; the one that was shown still is, else the one that holds today."""
        same = bool(self._versions) and versions[0].name == self._versions[0].name
        self._versions = tuple(versions)
        days = [each.valid_from for each in versions]
        wanted = self._awaited if self._awaited in days and self._awaited else self._shown.valid_from if same else None
        if not same or wanted not in days:
            wanted = max((day for day in days if day is None or day <= self._today), key=_order, default=days[0])
        self._awaited = None if wanted == self._awaited else self._awaited
        self._systems = systems
        self._show(wanted, keep=same and wanted == self._shown.valid_from)

    def commit(self) -> None:
        """Tell what is being typed, as if it had been left."""
        self.week.commit()

    def refuse(self, sentence: str) -> None:
        """Say why something cannot be taken; what was typed stays."""
        self._awaited = None
        self.message.say(sentence, Severity.WARNING)

    def calm(self) -> None:
        """What was asked for is stored."""
        self.message.dismiss()
        self.form.hide()
        self.versions.calm()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme().px(BESIDE_FROM)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._halves.direction():
            self._halves.setDirection(way)
            self._left.setContentsMargins(0, 0, 0 if beside else RING, 0)  # its rules end where those above do

    def _show(self, day: date | None, *, keep: bool) -> None:
        before, self._shown = self._shown, next(each for each in self._versions if each.valid_from == day)
        shown = self._shown
        self._head.set_headline(name_words(shown.name))
        self._meaning.setText(meaning(shown) + ".")
        self.rename.setVisible(bool(shown.name))
        self.remove.setVisible(bool(shown.name))
        self.versions.show_versions(self._versions, day)
        if not keep or before.hours != shown.hours:
            self.week.show_hours(shown.hours)
        self.zone.show_zone(shown.zone)
        self.holidays.show_holidays(shown.holidays)
        self.systems.show_systems(self._systems, shown.name)

    def _want(self, version: SupportCalendar) -> None:
        self.message.dismiss()
        if version != self._shown:
            self.version_wanted.emit(version)

    def _choose(self, day: date | None) -> None:
        self.commit()
        self._show(day, keep=False)

    def _add(self, day: date) -> None:
        self._awaited = day
        self.version_added.emit(self._shown, day)

    def _refuse_zone(self, typed: str) -> None:
        self.refuse(_("There is no time zone “{zone}”; a name such as Europe/Berlin is needed.").format(zone=typed))

    def _ask_name(self) -> None:
        name = self._shown.name
        caption = _("Another name for {name}").format(name=name)
        self.form.ask(caption, name, _("Rename"), lambda new_name: self.renamed.emit(name, new_name))


def _order(day: date | None) -> date:
    return day or date.min
