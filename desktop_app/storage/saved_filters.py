"""Filters that a person keeps under a name, with the layout of their list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.storage.journal import Step
from desktop_app.storage.schema import saved_filter


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """``layout`` is JSON that only the services read, None when nobody chose one."""

    id: int
    name: str
    filter: IncidentFilter
    position: int
    changed_in: int
    layout: str | None = None


def all_filters(connection: Connection) -> list[SavedFilter]:
    """In the user's order. One that this version cannot read is left out, and stays stored."""
    found = []
    for row in connection.execute(select(saved_filter).order_by(saved_filter.c.position, saved_filter.c.id)):
        try:
            held = IncidentFilter.from_json(row.filter)
        except Refused:
            continue
        found.append(SavedFilter(row.id, row.name, held, row.position, row.changed_in, row.layout))
    return found


def save(connection: Connection, step: Step, name: str, held: IncidentFilter, layout: str | None = None) -> int:
    """Keep a filter after the others; the same name, whatever its case, replaces it. Gives its id."""
    known = connection.execute(select(saved_filter.c.id, saved_filter.c.name))
    row_id = next((row.id for row in known if row.name.casefold() == name.casefold()), None)
    values = {"filter": held.to_json(), "layout": layout}
    if row_id is not None:
        step.update("saved_filter", row_id, values)
        return int(row_id)
    last = connection.execute(select(func.max(saved_filter.c.position))).scalar()
    return step.insert("saved_filter", {"name": name, "position": 0 if last is None else last + 1, **values})


def change(step: Step, filter_id: int, held: IncidentFilter, layout: str | None) -> None:
    """What a filter holds from now on; its name and place stay."""
    step.update("saved_filter", filter_id, {"filter": held.to_json(), "layout": layout})


def rename(step: Step, filter_id: int, name: str) -> None:
    step.update("saved_filter", filter_id, {"name": name})


def reorder(step: Step, ids: Sequence[int]) -> None:
    """Put filters into this order."""
    for position, filter_id in enumerate(ids):
        step.update("saved_filter", filter_id, {"position": position})


def delete(step: Step, filter_id: int) -> None:
    step.delete("saved_filter", filter_id)
