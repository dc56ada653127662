"""What only an export shows of incidents: how they were put right, in the words of those who did it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, func, or_, select

from desktop_app.storage.schema import incident


def notes(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Workaround and note on the fix by id, of those that have one."""
    among = func.json_each(json.dumps(list(ids))).table_valued("value")
    rows = connection.execute(
        select(incident.c.id, incident.c.workaround, incident.c.fix_note).where(
            incident.c.id.in_(select(among.c.value)),
            or_(incident.c.workaround.is_not(None), incident.c.fix_note.is_not(None)),
        )
    )
    return {row.id: (row.workaround or "", row.fix_note or "") for row in rows}
