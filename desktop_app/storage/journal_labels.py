"""What a person calls a row, for the sentences of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop_app.domain.stamps import span


def label(table: str, row: Mapping[str, Any]) -> str:
    """What a person calls the row: an incident's ticket, a team's name, the days of an absence."""
    for name in ("ticket", "name", "topic", "title", "file_name", "key", "starts", "zone"):
        if row.get(name):
            return str(row[name])
    for first, last in (("first_on", "last_on"), ("from_on", "to_on")):
        if row.get(first):
            return span(date.fromisoformat(row[first]), date.fromisoformat(row[last]))
    return f"v{row['version']}" if row.get("version") else f"{table} {row['id']}"
