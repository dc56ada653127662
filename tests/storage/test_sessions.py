"""Sessions, hosts and dates in the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import polars as pl
import pytest

from desktop_app.domain.errors import Conflict
from desktop_app.domain.people import Person
from desktop_app.domain.sessions import Session, SessionDate, SessionKind
from desktop_app.domain.teams import Side
from desktop_app.storage import check, journal, people, sessions, teams
from desktop_app.storage.database import Database
from tests.storage.builders import dumped
from tests.storage.test_people import read, step

NINE, NOON = datetime.fromisoformat("2026-12-02T09:00"), datetime.fromisoformat("2026-12-09T12:00")


@pytest.fixture
def held(database: Database) -> Session:
    with step(database) as opened:
        team = teams.ensure(opened, ["Network"], {"Network": Side.OPS})["Network"]
        hosts = people.add_many(opened, [Person(0, f"Ops {n}", team) for n in range(3)])
        wanted = Session(
            id=0, topic="Reading logs", kind=SessionKind.PRACTICES, team_id=team, minutes=150,
            host_ids=tuple(hosts[:2]), place="Room 2",
            dates=(SessionDate(0, NOON, "Europe/Berlin"), SessionDate(0, NINE, "UTC")),
            needs="a laptop", seats=12, own_pace=True,
        )  # fmt: skip
        session_id = sessions.add(opened, wanted)
    stored = read(database, sessions.one, session_id)
    dates = tuple(sorted((replace(d, id=n) for n, d in enumerate(wanted.dates, 1)), key=lambda d: d.starts))
    assert stored == replace(wanted, id=session_id, dates=dates, changed_in=opened.id)
    return stored


def test_a_session_is_read_as_written_its_dates_oldest_first(held: Session) -> None:
    assert [date.starts for date in held.dates] == [NINE, NOON]


def test_a_change_keeps_the_hosts_and_dates_that_stay_and_is_undone_whole(database: Database, held: Session) -> None:
    before = dumped(database)
    first, second = held.dates
    third_host = max(held.host_ids) + 1
    later = replace(second, starts=NOON + timedelta(days=1))
    changed = replace(
        held, topic="Reading traces", seats=None, host_ids=(held.host_ids[1], third_host),
        dates=(later, SessionDate(0, NINE + timedelta(days=40), "UTC")),
    )  # fmt: skip
    with step(database) as opened:
        sessions.change(opened, changed)
    now = read(database, sessions.one, held.id)
    assert (now.topic, now.seats, set(now.host_ids)) == ("Reading traces", None, {held.host_ids[1], third_host})
    assert now.dates[0] == later
    assert first.id not in {date.id for date in now.dates}
    with database.write() as connection:
        assert journal.undo(connection, opened.id, "me", 2).kept == ()
    assert dumped(database) == before


def test_a_session_changed_elsewhere_is_not_overwritten(database: Database, held: Session) -> None:
    with step(database) as opened:
        sessions.change(opened, replace(held, minutes=240))
    with pytest.raises(Conflict, match="Reading logs"), step(database) as opened:
        sessions.change(opened, replace(held, minutes=300))


def test_a_session_goes_with_its_dates_and_comes_back_with_them(database: Database, held: Session) -> None:
    before = dumped(database)
    with step(database) as opened:
        sessions.remove(opened, held.id)
    assert read(database, sessions.sessions) == []
    assert check.problems(database) == []
    with database.write() as connection:
        journal.undo(connection, opened.id, "me", 2)
    assert dumped(database) == before


def test_a_host_is_named_once(database: Database, held: Session) -> None:
    with step(database) as opened:
        sessions.change(opened, replace(held, host_ids=(*held.host_ids, held.host_ids[0])))
    assert read(database, sessions.one, held.id).host_ids == held.host_ids


def test_a_date_is_added_and_removed(database: Database, held: Session) -> None:
    with step(database) as opened:
        date_id = sessions.add_date(opened, held.id, NOON + timedelta(days=60, seconds=15), "Europe/Berlin")
    added = read(database, sessions.one, held.id).dates[-1]
    assert added == SessionDate(date_id, NOON + timedelta(days=60), "Europe/Berlin")
    with step(database) as opened:
        sessions.remove_date(opened, date_id)
    assert len(read(database, sessions.one, held.id).dates) == 2


def test_dates_and_hosts_are_of_the_session_for_whoever_looked_at_it(database: Database, held: Session) -> None:
    with step(database) as adding:
        date_id = sessions.add_date(adding, held.id, NOON + timedelta(days=60), "UTC")
    assert read(database, sessions.one, held.id).changed_in == adding.id
    with pytest.raises(Conflict, match="Reading logs"), step(database) as opened:
        sessions.change(opened, held)
    assert date_id in {date.id for date in read(database, sessions.one, held.id).dates}
    with database.write() as connection:
        outcome = journal.undo(connection, adding.id, "me", 2)
    assert (outcome.kept, read(database, sessions.one, held.id)) == ((), replace(held, changed_in=outcome.step))
    with step(database) as removing:
        people.remove(removing, held.host_ids[0])
    assert read(database, sessions.one, held.id).changed_in == removing.id
    assert check.problems(database) == []


def test_a_session_is_kept_as_it_was_edited_when_its_founding_is_undone(database: Database, held: Session) -> None:
    with step(database) as changing:
        sessions.change(changing, replace(held, topic="Reading traces"))
    with step(database) as adding:
        sessions.add_date(adding, held.id, NOON + timedelta(days=60), "UTC")
    with database.write() as connection:
        assert journal.undo(connection, held.changed_in, "me", 2).kept == ("Reading traces",)
        assert journal.undo(connection, changing.id, "me", 2).kept == ()
    now = read(database, sessions.one, held.id)
    assert (now.topic, len(now.dates)) == ("Reading logs", 3)


def test_parts_written_as_one_blob_stamp_their_session_too(database: Database, held: Session) -> None:
    with step(database) as opened:
        rows = [{"session_id": held.id, "starts": f"2027-01-01T{n:02}:00", "zone": "UTC"} for n in range(24)]
        opened.bulk_insert("session_date", pl.DataFrame(rows + [row | {"zone": "Asia/Tokyo"} for row in rows]))
    assert read(database, sessions.one, held.id).changed_in == opened.id
    with database.write() as connection:
        outcome = journal.undo(connection, opened.id, "me", 2)
    assert read(database, sessions.one, held.id) == replace(held, changed_in=outcome.step)
