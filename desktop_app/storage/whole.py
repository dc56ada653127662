"""Every row of a workspace on its way out, and into a new file. The journal travels too, so undo does as well.

What stays behind: drafts, which are half a sentence of one person, and the text index, which is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import IntegrityError

from desktop_app.domain.errors import Damaged
from desktop_app.domain.language import _
from desktop_app.storage import backups, check, entrance, faults, schema, shelf, upgrade
from desktop_app.storage.database import Database, engine_for

TABLES: Final = (*schema.JOURNALED, "step", "change", "bulk_change")  # parents before children
_AT_ONCE: Final = 1_000  # rows between two looks at the user, who may want to stop
_INDEX: Final = "INSERT INTO incident_text (rowid, ticket, title) SELECT id, ticket, title FROM incident ORDER BY id"
_FITS: Final[Mapping[str, tuple[type, ...]]] = {
    "INTEGER": (int,), "FLOAT": (float, int), "TEXT": (str,), "BLOB": (bytes,),
}  # fmt: skip
_LARGEST: Final = 1 << 63


@dataclass(frozen=True, slots=True)
class Place:
    """A column of a table, as the file itself declares it; ``kind`` is INTEGER, FLOAT, TEXT or BLOB."""

    name: str
    kind: str
    nullable: bool

    def takes(self, value: object) -> bool:
        """Whether a value can stand here as it is."""
        if value is None:
            return self.nullable
        if isinstance(value, bool) or not isinstance(value, _FITS[self.kind]):
            return False
        return not isinstance(value, int) or -_LARGEST <= value < _LARGEST


def revision(connection: Connection) -> str:
    """The schema of an open workspace, such as ``0004``."""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def places(connection: Connection) -> dict[str, tuple[Place, ...]]:
    """The columns of each table that travels, in its order; tables that this schema does not have are left out."""
    found = {}
    for table in TABLES:
        told = connection.exec_driver_sql(f"PRAGMA table_info({table})").all()
        if told:
            found[table] = tuple(Place(row[1], str(row[2]).upper(), not (row[3] or row[5])) for row in told)
    return found


def counts(connection: Connection) -> dict[str, int]:
    """Rows of each table that travels."""
    return {
        table: int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608 - our names
        for table in places(connection)
    }


def sequences(connection: Connection) -> dict[str, int]:
    """The last id that each table ever gave, so that none is given twice."""
    return {name: int(last) for name, last in connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")}


def rows(connection: Connection, table: str) -> Iterator[Sequence[Any]]:
    """The rows of a table by id, in the order of ``places``."""
    held = schema.metadata.tables[table]
    query = select(*(held.c[place.name] for place in places(connection)[table])).order_by(held.c.id)
    yield from connection.execution_options(yield_per=_AT_ONCE).execute(query)


def named_rows(connection: Connection, table: str) -> Iterator[Row[Any]]:
    """The rows of a table by id; ``of_ticket`` of ``of_source_id`` is the incident that they belong to, or repeat."""
    held, owner = schema.metadata.tables[table], schema.incident.alias()
    query = select(held).order_by(held.c.id)
    key = "merged_into" if table == "incident" else "incident_id"
    if key in held.c:
        query = query.add_columns(owner.c.ticket.label("of_ticket"), owner.c.source_id.label("of_source_id")).join(
            owner, held.c[key] == owner.c.id, isouter=True
        )
    yield from connection.execution_options(yield_per=_AT_ONCE).execute(query)


class Filling:
    """A new workspace while its rows arrive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.places = places(connection)

    def add(self, table: str, found: Iterator[Sequence[Any]], tick: Callable[[int], None]) -> int:
        """Store rows whose values fit ``places``; gives their number. ``tick`` is told of each bundle and may raise."""
        named = ", ".join(place.name for place in self.places[table])
        marks = ", ".join("?" * len(self.places[table]))
        statement = f"INSERT INTO {table} ({named}) VALUES ({marks})"  # noqa: S608 - our own names
        count, bundle = 0, []
        for row in found:
            bundle.append(tuple(row))
            if len(bundle) == _AT_ONCE:
                count += self._store(statement, bundle, tick)
                bundle = []
        return count + self._store(statement, bundle, tick)

    def _store(self, statement: str, bundle: list[tuple[Any, ...]], tick: Callable[[int], None]) -> int:
        if bundle:
            self._connection.exec_driver_sql(statement, bundle)
            tick(len(bundle))
        return len(bundle)


@contextmanager
def being_filled(path: Path, revision: str, used: Mapping[str, int]) -> Iterator[Filling]:
    """A new workspace of a schema of ours, for rows that come with ids; ``used`` are its ``sequences``.

    It takes its name when everything is in and sound, brought up to date; otherwise nothing is left. Raises
    WorkspaceError when the name is taken, Damaged when the rows do not hold together.
    """
    path = Path(path).resolve()
    entrance.reserve(path)
    fresh = shelf.unfinished(path)
    with faults.told(path):
        try:
            entrance.remove(fresh)
            entrance.reserve(fresh)
            yield from _filled(fresh, revision, used)
            _examined(fresh)
            fresh.replace(path)
            backups.settle(path.parent)
        except IntegrityError as fault:
            entrance.remove(path)
            raise Damaged(_("What is in the folder contradicts itself, so nothing was stored.")) from fault
        except BaseException:
            entrance.remove(path)
            raise
        finally:
            entrance.remove(fresh)


def _filled(fresh: Path, revision: str, used: Mapping[str, int]) -> Iterator[Filling]:
    engine = engine_for(fresh, "rw", foreign_keys=False)  # they are checked at the end, all at once
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(second_way_writes=True)
            with connection.begin():
                _begin(connection, revision)
                yield Filling(connection)
                _end(connection, used)
        if revision != schema.REVISIONS[-1]:
            upgrade.bring_up(fresh, engine)
    finally:
        engine.dispose()


def _begin(connection: Connection, revision: str) -> None:
    """The empty tables of a schema, as the version that wrote it made them."""
    if revision == schema.REVISIONS[-1]:
        schema.create(connection)
        return
    upgrade.migrate(connection, to=revision)
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.READER}")


def _end(connection: Connection, used: Mapping[str, int]) -> None:
    known = set(places(connection))
    for table, last in used.items():
        if table in known:
            connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
            highest = connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {table}").scalar_one()  # noqa: S608
            connection.exec_driver_sql(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, max(last, highest))
            )
    connection.exec_driver_sql(_INDEX)


def _examined(fresh: Path) -> None:
    """Raises Damaged with the first thing that does not hold together."""
    database = Database.open(fresh)
    try:
        wrong = check.problems(database)
    finally:
        database.close()
    if wrong:
        raise Damaged(_("What is in the folder does not hold together: {problem}").format(problem=wrong[0]))
