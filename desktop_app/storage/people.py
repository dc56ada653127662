"""People and their absences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Connection, func, or_, select

from desktop_app.domain.people import Absence, Person, by_name
from desktop_app.storage.journal import Step
from desktop_app.storage.schema import absence, block, person, plan, rota, session_host


def people(connection: Connection) -> list[Person]:
    """Everybody, by name."""
    rows = [_person(row) for row in connection.execute(select(person))]
    return sorted(rows, key=lambda held: (by_name(held.name), held.id))


def one(connection: Connection, person_id: int) -> Person | None:
    row = connection.execute(select(person).where(person.c.id == person_id)).first()
    return _person(row) if row else None


def absences(connection: Connection, from_on: date | None = None, to_on: date | None = None) -> list[Absence]:
    """Every absence that touches the period, oldest first; all of them when none is given."""
    query = select(absence).order_by(absence.c.first_on, absence.c.id)
    if from_on is not None:
        query = query.where(absence.c.last_on >= from_on.isoformat())
    if to_on is not None:
        query = query.where(absence.c.first_on <= to_on.isoformat())
    return [_absence(row) for row in connection.execute(query)]


def one_absence(connection: Connection, absence_id: int) -> Absence | None:
    row = connection.execute(select(absence).where(absence.c.id == absence_id)).first()
    return _absence(row) if row else None


def add(step: Step, added: Person) -> int:
    """A new person, whatever id it has. Gives the id."""
    return step.insert("person", _values(added))


def add_many(step: Step, added: Sequence[Person]) -> list[int]:
    """The ids of new people, in their order."""
    if not added:
        return []
    first = step.bulk_insert("person", pl.DataFrame([_values(each) for each in added], infer_schema_length=None))
    return list(range(first, first + len(added)))


def change(step: Step, changed: Person) -> None:
    """Raises Conflict when the person was changed since ``changed.changed_in``, unless that is 0."""
    step.update("person", changed.id, _values(changed), changed.changed_in or None)


def published_rotas(connection: Connection, person_id: int) -> list[str]:
    """The names of the rotas in whose published plans the person stands, as guest, on duty or as mentor."""
    query = (
        select(rota.c.name)
        .join(plan, plan.c.rota_id == rota.c.id)
        .join(block, block.c.plan_id == plan.c.id)
        .where(plan.c.published_at.is_not(None), or_(block.c.person_id == person_id, block.c.mentor_id == person_id))
        .distinct()
        .order_by(rota.c.from_on)
    )
    return [str(name) for name in connection.execute(query).scalars()]


def remove(step: Step, person_id: int) -> int:
    """Take a person away with absences, hosting and blocks; guests of theirs lose the mentor. Gives how many blocks."""
    connection = step.connection
    blocks = _ids(connection, select(block.c.id).where(block.c.person_id == person_id))
    step.bulk_delete("block", blocks)
    guests = _ids(connection, select(block.c.id).where(block.c.mentor_id == person_id))
    for block_id in guests:
        step.update("block", block_id, {"mentor_id": None})
    step.bulk_delete("absence", _ids(connection, select(absence.c.id).where(absence.c.person_id == person_id)))
    step.bulk_delete("session_host", _ids(connection, select(session_host.c.id).where(
        session_host.c.person_id == person_id
    )))  # fmt: skip
    step.delete("person", person_id)
    return blocks.len()


def add_absence(step: Step, person_id: int, first_on: date, last_on: date) -> int:
    return step.insert("absence", _days(person_id, first_on, last_on))


def add_absences(step: Step, added: Iterable[tuple[int, date, date]]) -> None:
    """Many at once: person, first and last day."""
    rows = [_days(*each) for each in added]
    if rows:
        step.bulk_insert("absence", pl.DataFrame(rows))


def change_absence(step: Step, changed: Absence) -> None:
    """Raises Conflict when it was changed since ``changed.changed_in``, unless that is 0."""
    values = _days(changed.person_id, changed.first_on, changed.last_on)
    step.update("absence", changed.id, values, changed.changed_in or None)


def remove_absence(step: Step, absence_id: int) -> None:
    step.delete("absence", absence_id)


def moved(connection: Connection) -> tuple[int, ...]:
    """Numbers that differ once any person or absence was added, changed or removed."""
    return tuple(
        int(value or 0)
        for table in (person, absence)
        for value in connection.execute(select(func.count(), func.max(table.c.changed_in)).select_from(table)).one()
    )


def _ids(connection: Connection, query: Any) -> pl.Series:
    return pl.Series(connection.execute(query).scalars().all(), dtype=pl.Int64)


def _days(person_id: int, first_on: date, last_on: date) -> dict[str, Any]:
    return {"person_id": person_id, "first_on": first_on.isoformat(), "last_on": last_on.isoformat()}


def _values(held: Person) -> dict[str, Any]:
    return {
        "name": held.name,
        "team_id": held.team_id,
        "share": held.share,
        "region": held.region,
        "joined_on": held.joined_on.isoformat() if held.joined_on else None,
        "left_on": held.left_on.isoformat() if held.left_on else None,
    }


def _person(row: Any) -> Person:
    return Person(
        row.id, row.name, row.team_id, row.share, row.region, _day(row.joined_on), _day(row.left_on), row.changed_in
    )


def _absence(row: Any) -> Absence:
    return Absence(
        row.id, row.person_id, date.fromisoformat(row.first_on), date.fromisoformat(row.last_on), row.changed_in
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
