"""What the page stores: each call is one step, and one sentence after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from desktop_app.domain import stamps
from desktop_app.domain.calendars import SupportCalendar
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.calendars import CalendarService
from desktop_app.services.changes import Changes
from desktop_app.ui.calendars.words import holidays_words, meaning, name_words
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.storing import Storing


class Edits(Storing):
    """Each call is one step of the support hours."""

    def __init__(self, calendars: CalendarService, operations: Operations, parent: QObject) -> None:
        super().__init__(operations, parent)
        self._calendars = calendars

    def set_version(self, version: SupportCalendar) -> None:
        """Store a version as it is now, or add one for another day."""
        said = _("{name}: {meaning}.").format(name=name_words(version.name), meaning=meaning(version))
        self._store(partial(self._calendars.set_version, version), said)

    def add_version(self, version: SupportCalendar, day: date) -> None:
        """Other hours from a day on, to begin with those that hold before."""
        made = replace(version, valid_from=day, id=0, changed_in=0)
        said = _("{name} has hours of their own from {day} on; change them here.").format(
            name=name_words(version.name), day=stamps.day(day)
        )
        self._store(partial(self._calendars.set_version, made), said)

    def remove_version(self, version: SupportCalendar) -> None:
        said = _("A version of {name} was removed.").format(name=name_words(version.name))
        self._store(partial(self._calendars.remove_version, version.id), said)

    def add_public(self, version: SupportCalendar, region: str, years: Sequence[int]) -> None:
        """Add the public holidays of a country or region in these years, as one step."""
        country, _dash, part = region.partition("-")

        def add() -> Changes:
            found = self._calendars.public_holidays(country, region if part else "", years)
            return self._calendars.set_version(replace(version, holidays=version.holidays | set(found)))

        self._store(add, _("Public holidays were added to {name}.").format(name=name_words(version.name)))

    def set_holidays(self, version: SupportCalendar, holidays: frozenset[date]) -> None:
        said = _("{name}: {holidays}.").format(name=name_words(version.name), holidays=holidays_words(holidays))
        self._store(partial(self._calendars.set_version, replace(version, holidays=holidays)), said)

    def add_calendar(self, name: str, copied_from: str) -> None:
        said = _("Calendar {name} was added.").format(name=name.strip())
        self._store(partial(self._calendars.add_calendar, name, copied_from), said)

    def rename(self, name: str, new_name: str) -> None:
        said = _("The calendar is called {name} now.").format(name=new_name.strip())
        self._store(partial(self._calendars.rename, name, new_name), said)

    def remove(self, name: str) -> None:
        said = _("Calendar {name} was removed; its systems run on the workspace's own hours.").format(name=name)
        self._store(partial(self._calendars.remove, name), said)

    def assign(self, systems: Sequence[str], calendar: str) -> None:
        words = ngettext("{system} runs on {calendar} now.", "{n} systems run on {calendar} now.", len(systems))
        said = words.format(system=systems[0], n=number(len(systems)), calendar=_called(calendar))
        self._store(partial(self._calendars.assign, systems, calendar), said)

    def _store(self, call: Callable[[], Changes], said: str) -> None:
        self.store(_("Storing the support hours"), call, said)


def _called(calendar: str) -> str:
    return calendar or _("the workspace's own hours")
