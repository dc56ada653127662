"""Whether a workspace is sound: SQLite's own checks, and what must hold between our rows."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, exists, func, select, text

from desktop_app.domain.language import _, ngettext, number
from desktop_app.storage.database import Database
from desktop_app.storage.schema import JOURNALED, REFERENCES
from desktop_app.storage.schema import step as step_table

_UNTILED = """
    SELECT count(DISTINCT incident_id) FROM (
        SELECT s.incident_id, s.from_at, s.to_at, i.opened_at,
               lag(s.to_at) OVER life AS before_to, lag(s.id) OVER life AS before_id, lead(s.id) OVER life AS after_id
        FROM segment s JOIN incident i ON i.id = s.incident_id
        WINDOW life AS (PARTITION BY s.incident_id ORDER BY s.from_at, coalesce(s.to_at, 9e18), s.id)
    )
    WHERE (to_at IS NULL AND after_id IS NOT NULL) OR to_at < from_at
       OR (before_id IS NOT NULL AND before_to IS NOT from_at) OR (before_id IS NULL AND from_at <> opened_at)
"""
_CHAINED = (
    "SELECT count(*) FROM incident i JOIN incident t ON t.id = i.merged_into "
    "WHERE i.merged_into IS NOT NULL AND t.merged_into IS NOT NULL"
)
_LIFELESS = "SELECT count(*) FROM incident i WHERE NOT EXISTS (SELECT 1 FROM segment s WHERE s.incident_id = i.id)"
_UNINDEXED = """
    SELECT (SELECT count(*) FROM incident i LEFT JOIN incident_text t ON t.rowid = i.id
            WHERE t.ticket IS NOT i.ticket OR t.title IS NOT i.title)
         + (SELECT count(*) FROM incident_text WHERE rowid NOT IN (SELECT id FROM incident))
"""


def problems(database: Database) -> list[str]:
    """What is wrong, one sentence each; empty when all is sound. Raises WorkspaceError when it cannot be read."""
    with database.read() as connection:
        damage = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(20)") if row[0] != "ok"]
        if damage:
            return [_("The file is damaged: {detail}").format(detail=line) for line in damage]
        return list(_broken_rules(connection))


def _broken_rules(connection: Connection) -> Iterator[str]:
    for table, count in _dangling(connection).items():
        yield ngettext(
            "{n} row of {table} refers to something that is not there.",
            "{n} rows of {table} refer to something that is not there.",
            count,
        ).format(n=number(count), table=table)
    if count := _count(connection, _LIFELESS):
        yield ngettext(
            "{n} incident has no segments.", "{n} incidents have no segments.", count
        ).format(n=number(count))  # fmt: skip
    if count := _count(connection, _UNTILED):
        yield ngettext(
            "The segments of {n} incident do not follow each other from its opening.",
            "The segments of {n} incidents do not follow each other from their opening.",
            count,
        ).format(n=number(count))
    if count := _count(connection, _UNINDEXED):
        yield ngettext(
            "{n} incident is missing or wrong in the text search.",
            "{n} incidents are missing or wrong in the text search.",
            count,
        ).format(n=number(count))
    if count := _count(connection, _CHAINED):
        yield ngettext(
            "{n} incident is merged into one that is merged itself.",
            "{n} incidents are merged into one that is merged itself.",
            count,
        ).format(n=number(count))
    if count := _stray_stamps(connection):
        yield ngettext(
            "{n} row was changed without being written into the history.",
            "{n} rows were changed without being written into the history.",
            count,
        ).format(n=number(count))


def _dangling(connection: Connection) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        found[row[0]] = found.get(row[0], 0) + 1
    for table, references in REFERENCES.items():
        for column, parent in references.items():
            held, other = JOURNALED[table], JOURNALED[parent].alias()  # a table may refer to itself
            if held.c[column].foreign_keys:
                continue
            lost = select(func.count()).where(
                held.c[column].is_not(None), ~exists().where(other.c.id == held.c[column])
            )
            if count := connection.execute(lost).scalar_one():
                found[table] = found.get(table, 0) + count
    return found


def _stray_stamps(connection: Connection) -> int:
    """Rows whose ``changed_in`` names no step."""
    total = 0
    for held in JOURNALED.values():
        stray = select(func.count()).select_from(held).where(~exists().where(step_table.c.id == held.c.changed_in))
        total += connection.execute(stray).scalar_one()
    return total


def _count(connection: Connection, sql: str) -> int:
    return int(connection.execute(text(sql)).scalar_one())
