"""Target sets and their targets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from desktop_app.domain.classifications import Classification
from desktop_app.domain.targets import AGREED_SHARE, Target, TargetSet, TargetSetKind, Unit, article_targets
from desktop_app.storage.journal import Step
from desktop_app.storage.schema import target, target_set


def target_sets(connection: Connection) -> list[TargetSet]:
    """Every set in its order, its targets by classification and then by the day from which they hold."""
    targets: dict[int, list[Target]] = {}
    for row in connection.execute(
        select(target).order_by(target.c.classification, func.coalesce(target.c.valid_from, ""), target.c.id)
    ):
        targets.setdefault(row.target_set_id, []).append(_target(row))
    sets = connection.execute(select(target_set).order_by(target_set.c.position, target_set.c.id))
    return [
        TargetSet(
            row.id,
            row.name,
            TargetSetKind(row.kind),
            tuple(targets.get(row.id, ())),
            row.changed_in,
            AGREED_SHARE if row.agreed_share is None else row.agreed_share,
        )
        for row in sets
    ]


def add_set(step: Step, name: str, kind: TargetSetKind, targets: Iterable[Target]) -> int:
    """A new set after the others, with copies of these targets. Gives its id."""
    last = step.connection.execute(select(func.max(target_set.c.position))).scalar()
    position = 0 if last is None else last + 1
    set_id = step.insert("target_set", {"name": name, "kind": kind.value, "position": position})
    for each in targets:
        step.insert("target", {"target_set_id": set_id, **_values(each)})
    return set_id


def add_article_sets(step: Step) -> None:
    """The shared goal and the Ops and Dev targets of the article."""
    for name, kind, targets in article_targets():
        add_set(step, name, kind, targets)


def rename_set(step: Step, set_id: int, name: str, seen: int | None = None) -> None:
    step.update("target_set", set_id, {"name": name}, seen)


def set_kind(step: Step, set_id: int, kind: TargetSetKind) -> None:
    step.update("target_set", set_id, {"kind": kind.value})


def set_agreed_share(step: Step, set_id: int, share: float) -> None:
    """Store the share that was agreed upon; the usual one is stored as null."""
    step.update("target_set", set_id, {"agreed_share": None if share == AGREED_SHARE else float(share)})


def remove_set(step: Step, removed: TargetSet) -> None:
    """Remove a set and every target it has by now. Raises Conflict when the set is gone already."""
    for target_id in step.connection.execute(select(target.c.id).where(target.c.target_set_id == removed.id)).scalars():
        step.delete("target", target_id)
    step.delete("target_set", removed.id)


def set_target(step: Step, target_set: TargetSet, wanted: Target) -> int:
    """Add a target, or replace the one of the same classification and day. Gives its id.

    A target whose ``id`` is not 0 replaces that row. Raises Conflict when it was changed since.
    """
    values = _values(wanted)
    if wanted.id:
        step.update("target", wanted.id, values, wanted.changed_in or None)
        return wanted.id
    row_id = step.connection.execute(
        select(target.c.id).where(
            target.c.target_set_id == target_set.id,
            target.c.classification == values["classification"],
            target.c.valid_from.is_not_distinct_from(values["valid_from"]),
        )
    ).scalar()
    if row_id is None:
        return step.insert("target", {"target_set_id": target_set.id, **values})
    step.update("target", row_id, values)
    return int(row_id)


def remove_target(step: Step, target_id: int) -> None:
    step.delete("target", target_id)


def _values(held: Target) -> dict[str, Any]:
    return {
        "classification": int(held.classification),
        "value": float(held.value),
        "unit": held.unit.value,
        "valid_from": held.valid_from.isoformat() if held.valid_from else None,
    }


def _target(row: Any) -> Target:
    valid_from = date.fromisoformat(row.valid_from) if row.valid_from else None
    return Target(Classification(row.classification), row.value, Unit(row.unit), valid_from, row.id, row.changed_in)
