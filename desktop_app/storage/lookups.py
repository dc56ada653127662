"""The first few incidents that somebody may mean by a number or some words, quick however many there are."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import Connection, func, select, text

from desktop_app.storage.schema import incident, source

_NUMBERED: Final = re.compile(r"^(\D*)(\d+)$")
_FIRST: Final = text(
    "SELECT incident.id, incident.ticket, incident.title FROM incident_text"
    " JOIN incident ON incident.id = incident_text.rowid"
    " WHERE incident_text MATCH :query AND incident.deleted_at IS NULL ORDER BY incident_text.rowid DESC LIMIT :limit"
)
Found = tuple[int, str, str]  # id, ticket, title


def by_number(connection: Connection, number: str, limit: int) -> list[Found]:
    """Incidents whose ticket ends in these digits, written as each source writes its numbers: 12431 is INC0012431."""
    found: list[Found] = []
    for source_id in (None, *connection.execute(select(source.c.id)).scalars()):
        of_source = incident.c.source_id.is_(None) if source_id is None else incident.c.source_id == source_id
        newest = connection.execute(select(func.max(incident.c.ticket)).where(of_source)).scalar()
        query = (
            select(incident.c.id, incident.c.ticket, incident.c.title)
            .where(of_source, incident.c.ticket.in_(_spelled(number, newest or "")), incident.c.deleted_at.is_(None))
            .limit(limit)
        )
        found += [(row.id, row.ticket, row.title or "") for row in connection.execute(query)]
    return sorted(found, reverse=True)[:limit]


def by_words(connection: Connection, wanted: str, limit: int) -> list[Found]:
    """The newest incidents whose ticket or title holds every word, or one that begins with it."""
    words = [word for word in wanted.replace("\x00", " ").split() if re.search(r"\w", word)]
    if not words:
        return []
    query = " ".join('"' + word.replace('"', '""') + '"*' for word in words)
    return [(row[0], row[1], row[2] or "") for row in connection.execute(_FIRST, {"query": query, "limit": limit})]


def _spelled(number: str, newest: str) -> set[str]:
    """The number as it stands, and with the letters and zeros of the newest ticket of a source."""
    shape = _NUMBERED.match(newest)
    return {number, shape[1] + number.zfill(len(shape[2])), shape[1] + number} if shape else {number}
