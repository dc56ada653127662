"""Support calendars: when the working clock runs, from which day on, and for which systems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.names import tidy
from desktop_app.domain.stamps import day
from desktop_app.planning import public_holidays
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.targets import FIRST_DAY, LAST_DAY, LONGEST_NAME
from desktop_app.services.workspaces import Workspace, known_zone
from desktop_app.storage import calendars as store
from desktop_app.storage import names

_TOPICS = frozenset({Topic.TARGETS, Topic.INCIDENTS})  # lists on the working clock have other times as well


class CalendarService:
    """The workspace's own calendar has the name "". Every change is one step that undo takes back."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def calendars(self) -> tuple[SupportCalendar, ...]:
        """Every version of every calendar: the workspace's own first, then by name; each by its day."""
        with self._workspace.database.read() as connection:
            return tuple(store.all_versions(connection))

    def systems(self) -> dict[str, str]:
        """Every system in alphabetical order with the name of its calendar, "" for the workspace's own."""
        with self._workspace.database.read() as connection:
            held, known = store.of_systems(connection), store.by_name(connection)
            found = {name: held.get(key, "") for key, name in names.systems(connection).items()}
        return {name: found[name] if found[name] in known else "" for name in sorted(found, key=str.casefold)}

    def set_version(self, calendar: SupportCalendar) -> Changes:
        """Add a version, or replace the one with its ``id``, else the one of the same calendar and day.

        Raises Refused with what is wrong, Conflict when the version was changed meanwhile.
        """
        versions = self._versions(calendar.name)
        calendar = _checked(calendar)
        if any(each.valid_from == calendar.valid_from and each.id != calendar.id for each in versions) and calendar.id:
            raise Refused(_("There are support hours from that day on already; change those."))
        name = _("Set the support hours of {calendar}").format(calendar=_called(calendar.name))
        if calendar.valid_from:
            words = _("Set the support hours of {calendar} from {day} on")
            name = words.format(calendar=_called(calendar.name), day=day(calendar.valid_from))
        with self._workspace.step(name) as (_connection, step):
            return Changes(_TOPICS, (store.save(step, calendar),), step.id, name)

    def remove_version(self, version_id: int) -> Changes:
        """Raises Refused for the last version of a calendar, and for one that is gone already."""
        found = next((each for each in self.calendars() if each.id == version_id and version_id), None)
        if found is None:
            raise Refused(_("These support hours are no longer there."))
        if len(self._versions(found.name)) == 1:
            raise Refused(_("A calendar needs support hours; these can be changed, not removed."))
        name = _("Remove support hours of {calendar}").format(calendar=_called(found.name))
        with self._workspace.step(name) as (_connection, step):
            store.remove(step, version_id)
            return Changes(_TOPICS, (version_id,), step.id, name)

    def add_calendar(self, name: str, copied_from: str = "") -> Changes:
        """A new calendar with the versions of another. Raises Refused for an empty or known name."""
        name = self._free_name(name)
        copies = [replace(each, name=name, id=0, changed_in=0) for each in self._versions(copied_from)]
        step_name = _("Add support calendar {name}").format(name=name)
        with self._workspace.step(step_name) as (_connection, step):
            return Changes(_TOPICS, tuple(store.save(step, each) for each in copies), step.id, step_name)

    def rename(self, name: str, new_name: str) -> Changes:
        """Its systems stay with it. Raises Refused for the workspace's own calendar, which has no name."""
        self._named(name)
        new_name = self._free_name(new_name, but=name)
        step_name = _("Rename support calendar {name} to {new}").format(name=name, new=new_name)
        with self._workspace.step(step_name) as (_connection, step):
            store.rename(step, name, new_name)
            return Changes(_TOPICS, step=step.id, name=step_name)

    def remove(self, name: str) -> Changes:
        """Its systems run on the workspace's own again. Raises Refused for that one."""
        self._named(name)
        step_name = _("Remove support calendar {name}").format(name=name)
        with self._workspace.step(step_name) as (_connection, step):
            store.remove_calendar(step, name)
            return Changes(_TOPICS, step=step.id, name=step_name)

    def assign(self, systems: str | Sequence[str], calendar: str) -> Changes:
        """Let systems, by name, run on a calendar; "" is the workspace's own. Raises Refused for unknown names."""
        wanted = [systems] if isinstance(systems, str) else list(dict.fromkeys(systems))
        if not wanted:
            raise Refused(_("No system was chosen."))
        self._versions(calendar)
        words = ngettext("{system} runs on {calendar}", "{n} systems run on {calendar}", len(wanted))
        name = words.format(system=wanted[0], n=number(len(wanted)), calendar=_called(calendar))
        with self._workspace.step(name) as (connection, step):
            known = names.by_name(connection, "system", wanted)
            if missing := [each for each in wanted if each not in known]:
                raise Refused(_("There is no system “{name}”.").format(name=missing[0][:80]))
            store.assign(step, known.values(), calendar)
            return Changes(_TOPICS, tuple(known.values()), step.id, name)

    def public_holidays(self, country: str, region: str, years: Iterable[int]) -> Mapping[date, str]:
        """The public holidays of a country ("DE") or a part of it ("BE", or "DE-BE"), by day, to choose from.

        Raises Refused for a country or region that nobody knows.
        """
        code = region if "-" in region or not region else f"{country}-{region}"
        return public_holidays.public_holidays(public_holidays.check_region(code or country), years)

    def regions(self) -> tuple[tuple[str, str], ...]:
        """Code and words of every country and region whose public holidays are known."""
        return public_holidays.regions()

    def _versions(self, name: str) -> tuple[SupportCalendar, ...]:
        found = tuple(each for each in self.calendars() if each.name == name)
        if not found:
            raise Refused(_("There is no support calendar “{name}”.").format(name=name[:80]))
        return found

    def _named(self, name: str) -> None:
        self._versions(name)
        if not name:
            raise Refused(_("The workspace's own support hours can be changed, not renamed or removed."))

    def _free_name(self, name: str, but: str = "") -> str:
        name = tidy(name)
        if not name:
            raise Refused(_("A support calendar needs a name."))
        if len(name) > LONGEST_NAME:
            raise Refused(_("A name has at most {n} characters.").format(n=LONGEST_NAME))
        taken = {each.name.casefold() for each in self.calendars() if each.name != but}
        if name.casefold() in taken:
            raise Refused(_("There is a support calendar “{name}” already.").format(name=name))
        return name


def _called(name: str) -> str:
    return f"“{name}”" if name else _("the workspace")


def _checked(calendar: SupportCalendar) -> SupportCalendar:
    """The calendar itself. Raises Refused with the first thing that cannot be."""
    known_zone(calendar.zone)
    if not calendar.hours:
        raise Refused(_("No weekday has support hours, so the working clock would never run."))
    if not set(calendar.hours) <= set(range(7)):
        raise Refused(_("Support hours belong to the days from Monday to Sunday."))
    for start, end in calendar.hours.values():
        if end != time(0) and end <= start:
            words = _("Support hours from {start} to {end} end before they begin.")
            raise Refused(words.format(start=start.isoformat("minutes"), end=end.isoformat("minutes")))
    if calendar.valid_from is not None and not FIRST_DAY <= calendar.valid_from <= LAST_DAY:
        raise Refused(_("Support hours hold from a day between 1900 and 2999."))
    if outside := [each for each in calendar.holidays if not FIRST_DAY <= each <= LAST_DAY]:
        raise Refused(_("The holiday {day} does not lie between 1900 and 2999.").format(day=min(outside).isoformat()))
    return calendar
