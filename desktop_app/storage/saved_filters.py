"""Filters that a person keeps under a name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.storage.journal import Step
from desktop_app.storage.schema import saved_filter


@dataclass(frozen=True, slots=True)
class SavedFilter:
    id: int
    name: str
    filter: IncidentFilter
    position: int
    changed_in: int


def all_filters(connection: Connection) -> list[SavedFilter]:
    """In the user's order. One that this version cannot read is left out, and stays stored."""
    found = []
    for row in connection.execute(select(saved_filter).order_by(saved_filter.c.position, saved_filter.c.id)):
        try:
            held = IncidentFilter.from_json(row.filter)
        except Refused:
            continue
        found.append(SavedFilter(row.id, row.name, held, row.position, row.changed_in))
    return found


def save(connection: Connection, step: Step, name: str, held: IncidentFilter) -> int:
    """Keep a filter after the others; the same name replaces it. Gives its id."""
    row_id = connection.execute(select(saved_filter.c.id).where(saved_filter.c.name == name)).scalar()
    if row_id is not None:
        step.update("saved_filter", row_id, {"filter": held.to_json()})
        return int(row_id)
    last = connection.execute(select(func.max(saved_filter.c.position))).scalar()
    position = 0 if last is None else last + 1
    return step.insert("saved_filter", {"name": name, "filter": held.to_json(), "position": position})


def delete(step: Step, filter_id: int) -> None:
    step.delete("saved_filter", filter_id)
