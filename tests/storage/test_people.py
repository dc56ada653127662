"""People and absences in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from sqlalchemy.exc import IntegrityError

from desktop_app.domain.errors import Conflict
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.teams import Side
from desktop_app.storage import check, journal, people, teams
from desktop_app.storage.database import Database
from tests.storage.builders import dumped

Result = TypeVar("Result")
WINTER = (date(2026, 12, 21), date(2027, 1, 1))


@contextmanager
def step(database: Database, name: str = "step") -> Iterator[journal.Step]:
    with database.write() as connection, journal.step(connection, name, "me", 1) as opened:
        yield opened


def read(database: Database, query: Callable[..., Result], *how: object) -> Result:
    with database.read() as connection:
        return query(connection, *how)


@pytest.fixture
def team(database: Database) -> int:
    with step(database) as opened:
        return teams.ensure(opened, ["Network"], {"Network": Side.OPS})["Network"]


def test_a_person_is_read_as_written(database: Database, team: int) -> None:
    wanted = Person(0, "Ops 1", team, 60, "DE-BE", date(2026, 1, 1), date(2026, 12, 31))
    with step(database) as opened:
        person_id = people.add(opened, wanted)
    assert read(database, people.one, person_id) == replace(wanted, id=person_id, changed_in=opened.id)
    assert read(database, people.one, 99) is None


def test_many_people_keep_their_order_and_are_taken_back_together(database: Database, team: int) -> None:
    before = dumped(database)
    everybody = [Person(0, f"Ops {n:02}", team, 50 + n % 50, left_on=date(2027, 1, n % 28 + 1)) for n in range(60)]
    with step(database) as opened:
        ids = people.add_many(opened, everybody)
    assert [person.name for person in read(database, people.people)] == [person.name for person in everybody]
    assert [person.id for person in read(database, people.people)] == ids
    with database.write() as connection:
        journal.undo(connection, opened.id, "me", 2)
    assert dumped(database) == before


def test_a_person_changed_elsewhere_is_not_overwritten(database: Database, team: int) -> None:
    with step(database) as opened:
        person_id = people.add(opened, Person(0, "Ops 1", team))
    seen = read(database, people.one, person_id)
    with step(database) as opened:
        people.change(opened, replace(seen, share=80))
    with pytest.raises(Conflict, match="Ops 1"), step(database) as opened:
        people.change(opened, replace(seen, share=50))
    assert read(database, people.one, person_id).share == 80


def test_a_team_does_not_go_while_people_are_at_home_in_it(database: Database, team: int) -> None:
    with step(database) as opened:
        people.add(opened, Person(0, "Ops 1", team))
    with pytest.raises(IntegrityError), step(database) as opened:
        opened.delete("team", team)
    with database.write() as connection:
        founding = next(line.step for line in journal.history(connection, "team", team))
        journal.undo(connection, founding, "me", 3)
        assert teams.by_name(connection, "Network") is not None, "it is needed"
    assert check.problems(database) == []


def test_absences_are_those_that_touch_the_period(database: Database, team: int) -> None:
    with step(database) as opened:
        person_id = people.add(opened, Person(0, "Ops 1", team))
        people.add_absences(opened, [(person_id, *WINTER), (person_id, date(2026, 8, 3), date(2026, 8, 14))])
    first_days = [a.first_on for a in read(database, people.absences)]
    assert first_days == [date(2026, 8, 3), WINTER[0]]
    touching = read(database, people.absences, date(2027, 1, 1), date(2027, 2, 1))
    assert [(a.first_on, a.last_on) for a in touching] == [WINTER]
    assert not read(database, people.absences, date(2027, 1, 2), date(2027, 2, 1))


def test_an_absence_is_changed_and_removed_and_both_are_undone(database: Database, team: int) -> None:
    with step(database) as opened:
        person_id = people.add(opened, Person(0, "Ops 1", team))
        absence_id = people.add_absence(opened, person_id, *WINTER)
    before = dumped(database)
    with step(database, "change") as changing:
        people.change_absence(changing, Absence(absence_id, person_id, WINTER[0], date(2027, 1, 8)))
    with step(database, "remove") as removing:
        people.remove_absence(removing, absence_id)
    with database.write() as connection:
        journal.undo(connection, removing.id, "me", 2)
        journal.undo(connection, changing.id, "me", 3)
    assert dumped(database) == before
    moved = Absence(absence_id, person_id, *WINTER, changed_in=1)
    with pytest.raises(Conflict, match=r"21 Dec 2026 – 1 Jan 2027"), step(database) as opened:
        people.change_absence(opened, moved)


def test_what_moved_tells_every_change_of_people_and_absences(database: Database, team: int) -> None:
    seen = {read(database, people.moved)}

    def told(work: Callable[[journal.Step], object]) -> object:
        with step(database) as opened:
            result = work(opened)
        now = read(database, people.moved)
        assert now not in seen
        seen.add(now)
        return result

    one = told(lambda s: people.add(s, Person(0, "Ops 1", team)))
    two = told(lambda s: people.add(s, Person(0, "Ops 2", team)))
    absence = told(lambda s: people.add_absence(s, two, *WINTER))
    told(lambda s: people.change(s, Person(one, "Ops 1", team, 50)))
    told(lambda s: people.remove_absence(s, absence))
    told(lambda s: people.remove(s, one))
