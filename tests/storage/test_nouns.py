from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import text

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Conflict
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import Exclusion, Incident, PauseReason, ReleaseRelated, Segment, Status
from desktop_app.domain.targets import Target, TargetSetKind, Unit, article_targets
from desktop_app.storage import calendars, check, incident_search, incidents, journal, saved_filters, settings, targets
from desktop_app.storage.database import Database
from tests.storage.builders import dumped, store

_AT = datetime(2026, 1, 1, 8, tzinfo=UTC)


def _logged(database: Database, ticket: str = "SW-1") -> int:
    held = Incident(
        id=0,
        changed_in=0,
        ticket=ticket,
        title="Screen is black",
        classification=Classification.HIGH,
        status=Status.PAUSED,
        opened_at=_AT,
        pause_reason=PauseReason.DEV,
        acknowledged_at=_AT + timedelta(minutes=5),
        release_related=ReleaseRelated.YES,
        exclusion=Exclusion.TEST,
        reopens=2,
        extra={"Färbung": "rot"},
    )
    with database.write() as connection, journal.step(connection, "log", "me", 1) as step:
        return incidents.insert(step, held, [Segment(_AT, None, Status.PAUSED, None, PauseReason.DEV)])


def test_a_new_workspace_has_the_articles_targets_a_calendar_and_settings(database: Database) -> None:
    with database.read() as connection:
        found = [
            (s.name, s.kind, [(t.classification, t.value, t.unit) for t in s.targets])
            for s in targets.target_sets(connection)
        ]
        wanted = [(n, k, [(t.classification, t.value, t.unit) for t in ts]) for n, k, ts in article_targets()]
        assert found == wanted
        assert replace(calendars.current(connection), id=0, changed_in=0) == SupportCalendar()
        assert (settings.zone(connection), settings.own_name(connection)) == ("UTC", "")
        assert journal.undoable(connection, "") is None


def test_an_incident_is_read_as_it_was_written(database: Database) -> None:
    incident_id = _logged(database)
    with database.read() as connection:
        held = incidents.load(connection, incident_id)
        assert held is not None
        assert held.acknowledged_at == _AT + timedelta(minutes=5)
        assert (held.exclusion, held.release_related, held.reopens) == (Exclusion.TEST, ReleaseRelated.YES, 2)
        assert held.extra == {"Färbung": "rot"}
        assert incidents.segments(connection, incident_id) == (
            Segment(_AT, None, Status.PAUSED, None, PauseReason.DEV),
        )
        assert incidents.texts(connection, [incident_id, 99]) == {incident_id: ("SW-1", "Screen is black")}


def test_an_edit_replaces_the_life_and_is_undone_with_it(database: Database) -> None:
    incident_id = _logged(database)
    before = dumped(database)
    end = _AT + timedelta(hours=2)
    with database.write() as connection, journal.step(connection, "edit", "me", 1) as step:
        held = incidents.load(connection, incident_id)
        assert held is not None
        life = (Segment(_AT, end, Status.PAUSED), Segment(end, end + timedelta(hours=1), Status.IN_WORK))
        incidents.update(step, replace(held, status=Status.RESOLVED), life, seen=held.changed_in)
        assert incidents.segments(connection, incident_id) == life
        edited = step.id
    with database.write() as connection:
        journal.undo(connection, edited, "me", 2)
    assert dumped(database) == before


def test_two_people_editing_one_incident_is_a_conflict(database: Database) -> None:
    incident_id = _logged(database)
    with database.read() as connection:
        held = incidents.load(connection, incident_id)
    assert held is not None
    with database.write() as connection, journal.step(connection, "theirs", "you", 1) as step:
        incidents.update(step, replace(held, title="Theirs"), None, seen=held.changed_in)
    with (
        pytest.raises(Conflict, match="SW-1"),
        database.write() as connection,
        journal.step(connection, "mine", "me", 1) as step,
    ):
        incidents.update(step, replace(held, title="Mine"), None, seen=held.changed_in)


def test_a_trashed_incident_is_found_nowhere_until_undo(database: Database) -> None:
    store(database, ["A", "B"])
    with database.write() as connection, journal.step(connection, "delete", "me", 1) as step:
        incidents.trash(step, [1], _AT)
        deleted = step.id
    with database.read() as connection:
        held = incidents.load(connection, 2)
        assert incidents.load(connection, 1) is None
        assert incident_search.search(connection, "fire").tolist() == [2]
    assert held is not None
    with (
        pytest.raises(Conflict),
        database.write() as connection,
        journal.step(connection, "late", "me", 1) as step,
    ):
        incidents.update(step, replace(held, id=1))
    with database.write() as connection:
        journal.undo(connection, deleted, "me", 2)
        assert incident_search.search(connection, "fire").tolist() == [1, 2]


def test_tickets_of_hand_logged_incidents_count_up(database: Database) -> None:
    with database.read() as connection:
        assert incidents.next_tickets(connection, 2) == ["SW-1", "SW-2"]
    for ticket in ("SW-9", "SW-10"):
        _logged(database, ticket)
    with database.read() as connection:
        assert incidents.next_tickets(connection) == ["SW-11"]


def test_targets_are_added_replaced_and_removed(database: Database) -> None:
    later = Target(Classification.HIGH, 3, Unit.HOURS, date(2026, 7, 1))
    with database.write() as connection, journal.step(connection, "targets", "me", 1) as step:
        shared = targets.target_sets(connection)[0]
        targets.set_target(step, shared, later)
        targets.set_target(step, shared, replace(later, value=2.5))
        own = targets.add_set(step, "Ours", TargetSetKind.OWN, shared.targets)
        targets.rename_set(step, own, "Mine")
    with database.read() as connection:
        shared, *_others, mine = targets.target_sets(connection)
    assert shared.target(Classification.HIGH, date(2026, 6, 30)) == shared.targets[1]
    assert shared.newest(Classification.HIGH) is not None
    assert [t.value for t in shared.targets if t.classification is Classification.HIGH] == [4, 2.5]
    assert (mine.name, mine.kind, len(mine.targets)) == ("Mine", TargetSetKind.OWN, 4)
    with database.write() as connection, journal.step(connection, "away", "me", 1) as step:
        targets.remove_set(step, mine)
        targets.remove_target(step, shared.targets[2].id)
    with database.read() as connection:
        assert [len(s.targets) for s in targets.target_sets(connection)] == [4, 4, 4]


def test_a_calendar_a_setting_and_a_saved_filter_are_kept(database: Database) -> None:
    calendar = SupportCalendar("Europe/Berlin", {0: (time(7, 30), time(16))}, frozenset({date(2026, 12, 24)}))
    held = IncidentFilter(text="größe").where("open", "is", 1)
    with database.write() as connection, journal.step(connection, "all", "me", 1) as step:
        calendars.save(step, calendar)
        settings.set_own_name(step, "Ana")
        first = saved_filters.save(connection, step, "Open", IncidentFilter())
        assert saved_filters.save(connection, step, "Open", held) == first
        saved_filters.save(connection, step, "All", IncidentFilter())
    with database.read() as connection:
        held_now = calendars.current(connection)
        assert replace(held_now, id=0, changed_in=0) == calendar
        assert calendars.by_name(connection) == {"": (held_now,)}
        assert settings.own_name(connection) == "Ana"
        found = saved_filters.all_filters(connection)
    assert [(f.name, f.filter) for f in found] == [("Open", held), ("All", IncidentFilter())]
    with database.write() as connection, journal.step(connection, "laid out", "me", 1) as step:
        saved_filters.change(step, first, held, '{"sort": "goal"}')
        saved_filters.rename(step, first, "Opened")
        saved_filters.reorder(step, [found[1].id, first])
    with database.read() as connection:
        again = saved_filters.all_filters(connection)
    assert [(f.name, f.layout) for f in again] == [("All", None), ("Opened", '{"sort": "goal"}')]
    with database.write() as connection, journal.step(connection, "away", "me", 1) as step:
        saved_filters.delete(step, first)
        assert [f.name for f in saved_filters.all_filters(connection)] == ["All"]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("UPDATE segment SET from_at = from_at + 5 WHERE id = 1", "follow each other"),
        ("UPDATE segment SET to_at = to_at - 5 WHERE id = 1", "follow each other"),
        ("UPDATE segment SET to_at = NULL WHERE id = 1", "follow each other"),
        ("DELETE FROM segment WHERE incident_id = 2", "no segments"),
        ("UPDATE incident SET team_id = 99 WHERE id = 1", "not there"),
        ("UPDATE team SET changed_in = 99 WHERE id = 1", "history"),
        ("DELETE FROM incident_text WHERE rowid = 1", "text search"),
        ("UPDATE incident SET title = 'x' WHERE id = 1", "text search"),
    ],
)
def test_the_check_finds_what_was_changed_behind_our_back(database: Database, broken: str, told: str) -> None:
    store(database, ["A", "B", "C"])
    assert check.problems(database) == []
    with database.write() as connection:
        connection.execute(text(broken))
    found = check.problems(database)
    assert len(found) == 1
    assert told in found[0]
