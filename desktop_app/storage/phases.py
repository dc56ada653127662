"""What begins a new phase of the work and was told by hand: a permanent fix, or another change."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from desktop_app.domain.classifications import Classification
from desktop_app.domain.phases import PhaseEvent, PhaseKind
from desktop_app.storage.journal import Step
from desktop_app.storage.schema import phase_event


def events(connection: Connection) -> list[PhaseEvent]:
    """Every stored event by day."""
    query = select(phase_event).order_by(phase_event.c.happened_on, phase_event.c.id)
    return [_event(row) for row in connection.execute(query)]


def one(connection: Connection, event_id: int) -> PhaseEvent | None:
    row = connection.execute(select(phase_event).where(phase_event.c.id == event_id)).first()
    return None if row is None else _event(row)


def add(step: Step, added: PhaseEvent) -> int:
    """Gives its id."""
    return step.insert("phase_event", _values(added))


def change(step: Step, changed: PhaseEvent) -> None:
    """Raises Conflict when it was changed since ``changed.changed_in``, or is gone."""
    step.update("phase_event", changed.id, _values(changed), changed.changed_in or None)


def remove(step: Step, event_id: int) -> None:
    """Raises Conflict when it is gone already."""
    step.delete("phase_event", event_id)


def _values(held: PhaseEvent) -> dict[str, Any]:
    return {
        "happened_on": held.on.isoformat(),
        "kind": held.kind.value,
        "title": held.title,
        "classification": None if held.classification is None else int(held.classification),
    }


def _event(row: Any) -> PhaseEvent:
    return PhaseEvent(
        date.fromisoformat(row.happened_on),
        PhaseKind(row.kind),
        row.title,
        None if row.classification is None else Classification(row.classification),
        row.id,
        row.changed_in,
    )
