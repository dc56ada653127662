"""Support calendars: dated versions, one of its own for a service, and each change is one step that undo takes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import polars as pl
import pytest
from sqlalchemy.exc import IntegrityError

from desktop_app.domain.calendars import Clock, SupportCalendar
from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import IncidentForm, Status
from desktop_app.domain.rules import Rules
from desktop_app.domain.targets import Target, Unit
from desktop_app.services.suite import Services
from desktop_app.storage import check
from tests.storage.builders import dumped

MONDAY = int(datetime(2026, 3, 2, 8, tzinfo=UTC).timestamp())
HOUR = 3600
NIGHTS = dict.fromkeys(range(7), (time(20), time(0)))
DAYS = dict.fromkeys(range(5), (time(8), time(17)))


def told(services: Services) -> list[tuple[str, date | None]]:
    return [(each.name, each.valid_from) for each in services.calendars.calendars()]


def test_a_calendar_has_versions_and_a_name_and_undo_takes_each_step_back(services: Services) -> None:
    database, calendars = services.workspace.database, services.calendars
    own = calendars.calendars()[0]
    before = [dumped(database)]
    steps: list[Callable[[], object]] = [
        lambda: calendars.set_version(replace(own, zone="Europe/Berlin")),
        lambda: calendars.set_version(SupportCalendar("Europe/Berlin", DAYS, valid_from=date(2026, 7, 1))),
        lambda: calendars.add_calendar("Nights"),
        lambda: calendars.set_version(SupportCalendar("UTC", NIGHTS, name="Nights")),
        lambda: calendars.rename("Nights", "Late shift"),
        lambda: calendars.remove_version(calendars.calendars()[-1].id),
    ]
    for step in steps:
        step()
        before.append(dumped(database))
    assert told(services) == [("", None), ("", date(2026, 7, 1)), ("Late shift", None)]
    assert calendars.calendars()[-1].hours == NIGHTS
    assert check.problems(database) == []
    for wanted in reversed(before[:-1]):
        services.history.undo()
        assert dumped(database) == wanted


def test_undo_keeps_a_newer_calendar_of_the_same_name(services: Services) -> None:
    calendars = services.calendars
    calendars.add_calendar("Nights")
    removed = calendars.remove("Nights")
    calendars.add_calendar("Nights")
    newer = calendars.calendars()[-1]
    calendars.set_version(replace(newer, hours=NIGHTS))
    services.history.undo_step(removed.step)
    assert told(services) == [("", None), ("Nights", None)]
    assert (calendars.calendars()[-1].id, calendars.calendars()[-1].hours) == (newer.id, NIGHTS)
    assert check.problems(services.workspace.database) == []


def test_undo_keeps_a_newer_version_of_the_same_day(services: Services) -> None:
    calendars, july = services.calendars, date(2026, 7, 1)
    calendars.set_version(SupportCalendar())
    calendars.set_version(SupportCalendar("UTC", DAYS, valid_from=july))
    removed = calendars.remove_version(calendars.calendars()[-1].id)
    calendars.set_version(SupportCalendar("UTC", NIGHTS, valid_from=july))
    services.history.undo_step(removed.step)
    assert told(services) == [("", None), ("", july)]
    assert calendars.calendars()[-1].hours == NIGHTS


def test_the_file_itself_holds_each_calendar_once_from_a_day_on(services: Services) -> None:
    values = {"zone": "UTC", "hours": "{}", "holidays": "[]"}
    with services.workspace.step("twice") as (_connection, step), pytest.raises(IntegrityError):
        step.insert("support_calendar", values)


def test_systems_run_on_a_calendar_until_it_is_removed(services: Services, clock: Callable[[int], None]) -> None:
    clock(MONDAY)
    for system in ("Shop", "ledger"):
        services.incidents.log(IncidentForm("Down", system=system))
    services.calendars.add_calendar("Nights")
    services.calendars.set_version(SupportCalendar("UTC", NIGHTS, name="Nights"))
    changes = services.calendars.assign("Shop", "Nights")
    assert changes.name == "Shop runs on “Nights”"
    clock(MONDAY + 24 * HOUR)
    assert repaired(services) == [4 * HOUR, 9 * HOUR]
    services.calendars.rename("Nights", "Late")
    assert services.calendars.systems() == {"ledger": "", "Shop": "Late"}
    services.calendars.remove("Late")
    assert services.calendars.systems() == {"ledger": "", "Shop": ""}
    assert repaired(services) == [9 * HOUR, 9 * HOUR]
    services.history.undo()
    assert repaired(services) == [4 * HOUR, 9 * HOUR]


def repaired(services: Services) -> list[int]:
    frames = services.workspace.frames
    measured = frames.measured(frames.current(), Clock.WORKING, services.targets.find(None))
    return measured["repair_s"].to_list()


def test_a_new_version_leaves_the_past_as_it_was(services: Services, clock: Callable[[int], None]) -> None:
    clock(MONDAY + 9 * HOUR)
    form = IncidentForm("Down", status=Status.RESOLVED, opened_at=datetime.fromtimestamp(MONDAY, UTC))
    services.incidents.log(form)
    services.calendars.set_version(SupportCalendar("UTC", {0: (time(8), time(9))}, valid_from=date(2026, 3, 3)))
    assert repaired(services) == [9 * HOUR]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"hours": {0: (time(9), time(8))}}, "from 09:00 to 08:00 end before they begin"),
        ({"hours": {0: (time(9), time(9))}}, "end before they begin"),
        ({"hours": {}}, "No weekday has support hours"),
        ({"hours": {7: (time(9), time(10))}}, "Monday to Sunday"),
        ({"zone": "Mars/Olympus"}, "no time zone"),
        ({"valid_from": date(1800, 1, 1)}, "between 1900 and 2999"),
        ({"holidays": frozenset({date(3000, 1, 1)})}, "holiday 3000-01-01"),
        ({"name": "Nobody's"}, "no support calendar “Nobody's”"),
    ],
)
def test_support_hours_that_cannot_be_are_refused(services: Services, wrong: dict[str, object], sentence: str) -> None:
    before = dumped(services.workspace.database)
    with pytest.raises(Refused, match=sentence):
        services.calendars.set_version(replace(services.calendars.calendars()[0], **wrong))  # type: ignore[arg-type]
    assert dumped(services.workspace.database) == before


def test_what_the_workspace_needs_is_not_taken_away(services: Services) -> None:
    calendars = services.calendars
    with pytest.raises(Refused, match="can be changed, not removed"):
        calendars.remove_version(calendars.calendars()[0].id)
    for act in (lambda: calendars.remove(""), lambda: calendars.rename("", "Ours")):
        with pytest.raises(Refused, match="not renamed or removed"):
            act()
    calendars.add_calendar("Nights")
    with pytest.raises(Refused, match="already"):
        calendars.add_calendar(" nights ")
    with pytest.raises(Refused, match="needs a name"):
        calendars.add_calendar(" ")
    with pytest.raises(Refused, match="no system “Shop”"):
        calendars.assign(["Shop"], "Nights")
    with pytest.raises(Refused, match="no longer there"):
        calendars.remove_version(99)


def test_a_version_that_was_changed_meanwhile_is_a_conflict(services: Services) -> None:
    own = services.calendars.calendars()[0]
    services.calendars.set_version(replace(own, zone="Europe/Berlin"))
    with pytest.raises(Conflict):
        services.calendars.set_version(replace(own, zone="Europe/Madrid"))
    later = services.calendars.set_version(SupportCalendar("UTC", DAYS, valid_from=date(2026, 7, 1))).ids[0]
    moved = next(each for each in services.calendars.calendars() if each.id == later)
    with pytest.raises(Refused, match="from that day on already"):
        services.calendars.set_version(replace(moved, valid_from=None))


def test_public_holidays_are_suggested_by_country_and_region(services: Services) -> None:
    found = services.calendars.public_holidays("DE", "BE", [2026])
    assert date(2026, 3, 8) in found, "Women's day is one in Berlin alone"
    assert date(2026, 3, 8) not in services.calendars.public_holidays("DE", "", [2026])
    with pytest.raises(Refused, match="No public holidays"):
        services.calendars.public_holidays("XX", "", [2026])


def test_targets_in_working_days_are_judged_on_the_working_clock(
    services: Services, clock: Callable[[int], None]
) -> None:
    goal = services.targets.find(None)
    services.targets.set_target(goal.id, Target(Classification.MEDIUM, 1.0, Unit.WORKING_DAYS))
    friday = MONDAY + 4 * 24 * HOUR
    clock(friday)
    number = services.incidents.log(IncidentForm("Down")).ids[0]
    clock(friday + 3 * 24 * HOUR + HOUR)  # Monday at nine
    wanted = IncidentFilter().where("outcome", "one_of", "open_past")
    frames, goal = services.workspace.frames, services.targets.find(None)
    row = frames.measured(frames.current(), Clock.ELAPSED, goal).filter(pl.col("id") == number).row(0, named=True)
    assert (row["repair_s"], row["target_s"], row["late_s"]) == (73 * HOUR, 9 * HOUR, HOUR)
    assert row["deadline_at"] == friday + 9 * HOUR
    detail = services.incidents.detail(number)
    assert (detail.goal_label, detail.goal_seconds) == ("shared goal 1 working d", 9 * HOUR)
    strict = replace(wanted, rules=Rules(count_pauses=True))
    with_rules = frames.measured(frames.current(), Clock.ELAPSED, goal, strict.rules)
    assert with_rules["late_s"].to_list() == [HOUR]
    assert frames.measured(frames.current(), Clock.ELAPSED, goal, strict.rules) is with_rules
