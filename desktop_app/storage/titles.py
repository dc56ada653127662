"""Titles in alphabetical order, which the frame does not hold."""

from __future__ import annotations

import json
import string
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, func, select

from desktop_app.storage.schema import incident

_LOWER: Final = bytes.maketrans(string.ascii_uppercase.encode(), string.ascii_lowercase.encode())


def ids_by_title(connection: Connection) -> list[int]:
    """The ids of all incidents that are not deleted, by their titles in alphabetical order, then by id."""
    query = "SELECT id FROM incident WHERE deleted_at IS NULL ORDER BY title COLLATE NOCASE, id"
    found = [row[0] for row in connection.exec_driver_sql(query)]
    connection.exec_driver_sql("PRAGMA shrink_memory")  # every page was read and every title sorted for this alone
    return found


def keys(connection: Connection, ids: Sequence[int]) -> dict[int, bytes]:
    """Per id, its title in a form that sorts as ``ids_by_title`` does; deleted incidents too, none for no title."""
    among = func.json_each(json.dumps(list(ids))).table_valued("value")
    rows = connection.execute(select(incident.c.id, incident.c.title).where(incident.c.id.in_(select(among.c.value))))
    return {row.id: (row.title or "").encode().translate(_LOWER) for row in rows}
