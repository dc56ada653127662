"""What a workspace says, without who said it when: the text that two workspaces with the same content share."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select, text

from desktop_app.storage.schema import JOURNALED


def logical_dump(connection: Connection) -> str:
    """Every journaled row by table and id, without ``changed_in``, and the text index; one line each."""
    return "\n".join(_lines(connection))


def _lines(connection: Connection) -> Iterator[str]:
    for name, table in sorted(JOURNALED.items()):
        columns = [c for c in table.columns if c.name != "changed_in"]
        for row in connection.execute(select(*columns).order_by(table.c.id)):
            yield f"{name} {tuple(row)!r}"
    for row in connection.execute(text("SELECT rowid, ticket, title FROM incident_text ORDER BY rowid")):
        yield f"incident_text {tuple(row)!r}"
