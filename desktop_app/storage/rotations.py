"""Rotas with their roles, the versions of their plans, and the blocks of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection, func, select

from desktop_app.domain.rotations import Block, BlockKind, Plan, Role, Rota
from desktop_app.domain.teams import Side
from desktop_app.storage.journal import Step
from desktop_app.storage.journal_rows import within
from desktop_app.storage.schema import block, plan, rota, rota_role

# -- reading


def rotas(connection: Connection) -> list[Rota]:
    """Every rota with its roles, the one that begins last first; two queries."""
    roles: dict[int, list[Role]] = {}
    for row in connection.execute(select(rota_role).order_by(rota_role.c.id)):
        roles.setdefault(row.rota_id, []).append(_role(row))
    rows = connection.execute(select(rota).order_by(rota.c.from_on.desc(), rota.c.id.desc()))
    return [_rota(row, roles.get(row.id, [])) for row in rows]


def one(connection: Connection, rota_id: int) -> Rota | None:
    row = connection.execute(select(rota).where(rota.c.id == rota_id)).first()
    if row is None:
        return None
    roles = connection.execute(select(rota_role).where(rota_role.c.rota_id == rota_id).order_by(rota_role.c.id))
    return _rota(row, [_role(each) for each in roles])


def plans(connection: Connection) -> dict[int, tuple[Plan, ...]]:
    """By rota every version without its blocks, the newest first, each with what it replaces; one query."""
    found: dict[int, list[Plan]] = {}
    published: dict[int, Plan] = {}
    for row in connection.execute(select(plan).order_by(plan.c.rota_id, plan.c.version)):
        held = _plan(row, published.get(row.rota_id))
        found.setdefault(row.rota_id, []).insert(0, held)
        if held.published:
            published[row.rota_id] = held
    return {rota_id: tuple(versions) for rota_id, versions in found.items()}


def blocks(connection: Connection, plan_ids: Iterable[int]) -> dict[int, tuple[Block, ...]]:
    """By plan its blocks in order of time; one query, however many plans."""
    ids = pl.Series(list(plan_ids), dtype=pl.Int64)
    found: dict[int, list[Block]] = {}
    query = select(block).where(within(block.c.plan_id, ids)).order_by(block.c.from_on, block.c.id)
    for row in connection.execute(query):
        found.setdefault(row.plan_id, []).append(_block(row))
    return {plan_id: tuple(held) for plan_id, held in found.items()}


def moved(connection: Connection, plan_ids: Iterable[int]) -> tuple[int, ...]:
    """Numbers that differ once a rota, or one of these plans, was changed."""
    ids = pl.Series(list(plan_ids), dtype=pl.Int64)
    blocks_moved = select(func.count(), func.max(block.c.changed_in)).where(within(block.c.plan_id, ids))
    asked = [blocks_moved, *(select(func.count(), func.max(t.c.changed_in)).select_from(t) for t in (rota, rota_role))]
    return tuple(int(value or 0) for query in asked for value in connection.execute(query).one())


# -- rotas


def add(step: Step, added: Rota) -> tuple[int, int]:
    """A new rota with an empty draft. Gives the ids of both."""
    rota_id = step.insert("rota", _values(added))
    for role in added.roles:
        step.insert("rota_role", _role_values(rota_id, role))
    return rota_id, begin_plan(step, rota_id, 1)


def change(step: Step, changed: Rota) -> None:
    """Roles are known again by their id. Raises Conflict when the rota was changed since ``changed.changed_in``."""
    step.update("rota", changed.id, _values(changed), changed.changed_in or None)
    known = set(step.connection.execute(select(rota_role.c.id).where(rota_role.c.rota_id == changed.id)).scalars())
    kept = {role.id for role in changed.roles}
    for role_id in sorted(known - kept):
        step.delete("rota_role", role_id)
    for role in changed.roles:
        if role.id in known:
            step.update("rota_role", role.id, _role_values(changed.id, role))
        else:
            step.insert("rota_role", _role_values(changed.id, role))


def remove(step: Step, rota_id: int) -> None:
    """Take a rota away with every version of its plan."""
    connection = step.connection
    versions = connection.execute(select(plan.c.id).where(plan.c.rota_id == rota_id)).scalars().all()
    of_plans = select(block.c.id).where(within(block.c.plan_id, pl.Series(versions, dtype=pl.Int64)))
    step.bulk_delete("block", pl.Series(connection.execute(of_plans).scalars().all(), dtype=pl.Int64))
    for plan_id in versions:
        step.delete("plan", plan_id)
    for role_id in connection.execute(select(rota_role.c.id).where(rota_role.c.rota_id == rota_id)).scalars().all():
        step.delete("rota_role", role_id)
    step.delete("rota", rota_id)


# -- plans and blocks


def begin_plan(step: Step, rota_id: int, version: int) -> int:
    """An empty draft. Gives its id."""
    return step.insert("plan", {"rota_id": rota_id, "version": version})


def publish(step: Step, plan_id: int, at: int, seen: int | None = None) -> None:
    """``at`` in UTC seconds. Raises Conflict when the plan was changed since ``seen``."""
    step.update("plan", plan_id, {"published_at": at}, seen)


def add_blocks(step: Step, plan_id: int, added: Sequence[Block]) -> list[int]:
    """The ids of new blocks, in their order, whatever ids they had."""
    if not added:
        return []
    rows = pl.DataFrame([_block_values(plan_id, each) for each in added], infer_schema_length=None)
    first = step.bulk_insert("block", rows)
    return list(range(first, first + len(added)))


def copy_blocks(step: Step, origin: Iterable[Block], plan_id: int) -> dict[int, int]:
    """Copies of blocks in another plan: the id of each copy by the id of its original."""
    held = list(origin)
    return dict(zip((each.id for each in held), add_blocks(step, plan_id, held), strict=True))


def change_block(step: Step, plan_id: int, changed: Block, seen: int | None = None) -> None:
    """Raises Conflict when the block was changed since ``seen``, or is gone."""
    step.update("block", changed.id, _block_values(plan_id, changed), seen)


def remove_blocks(step: Step, ids: Iterable[int]) -> None:
    """Raises Conflict when one is gone already."""
    step.bulk_delete("block", pl.Series(list(ids), dtype=pl.Int64))


def replace_blocks(step: Step, plan_id: int, wanted: Sequence[Block]) -> None:
    """Make these the blocks of a plan: those with an id stay or are changed, id 0 is new, the others go."""
    known = {held.id: held for held in blocks(step.connection, [plan_id]).get(plan_id, ())}
    remove_blocks(step, known.keys() - {each.id for each in wanted})
    for each in wanted:
        if each.id in known and replace(each, changed_in=0) != replace(known[each.id], changed_in=0):
            change_block(step, plan_id, each)
    add_blocks(step, plan_id, [each for each in wanted if each.id not in known])


# -- rows


def _rota(row: Any, roles: list[Role]) -> Rota:
    return Rota(
        id=row.id,
        name=row.name,
        from_on=date.fromisoformat(row.from_on),
        weeks=row.weeks,
        slot_weeks=row.slot_weeks,
        longest_weeks=row.longest_weeks,
        rest_weeks=row.rest_weeks,
        team_ids=tuple(json.loads(row.team_ids)),
        roles=tuple(roles),
        contact=row.contact,
        changed_in=row.changed_in,
    )


def _values(held: Rota) -> dict[str, Any]:
    return {
        "name": held.name,
        "from_on": held.from_on.isoformat(),
        "weeks": held.weeks,
        "slot_weeks": held.slot_weeks,
        "longest_weeks": held.longest_weeks,
        "rest_weeks": held.rest_weeks,
        "team_ids": json.dumps(list(held.team_ids)),
        "contact": held.contact,
    }


def _role(row: Any) -> Role:
    return Role(row.id, BlockKind(row.kind), Side(row.side), row.host_id, row.places)


def _role_values(rota_id: int, role: Role) -> dict[str, Any]:
    return {
        "rota_id": rota_id,
        "kind": int(role.kind),
        "side": int(role.side),
        "host_id": role.host_id,
        "places": role.places,
    }


def _plan(row: Any, replaced: Plan | None) -> Plan:
    published_at = datetime.fromtimestamp(row.published_at, UTC) if row.published_at is not None else None
    return Plan(
        id=row.id,
        rota_id=row.rota_id,
        version=row.version,
        published_at=published_at,
        replaces_version=replaced.version if replaced else 0,
        replaces_at=replaced.published_at if replaced else None,
        changed_in=row.changed_in,
    )


def _block(row: Any) -> Block:
    return Block(
        id=row.id,
        person_id=row.person_id,
        kind=BlockKind(row.kind),
        host_id=row.host_id,
        from_on=date.fromisoformat(row.from_on),
        to_on=date.fromisoformat(row.to_on),
        pinned=bool(row.pinned),
        mentor_id=row.mentor_id,
        question=row.question,
        changed_in=row.changed_in,
    )


def _block_values(plan_id: int, held: Block) -> Mapping[str, Any]:
    return {
        "plan_id": plan_id,
        "person_id": held.person_id,
        "kind": int(held.kind),
        "host_id": held.host_id,
        "from_on": held.from_on.isoformat(),
        "to_on": held.to_on.isoformat(),
        "pinned": int(held.pinned),
        "mentor_id": held.mentor_id,
        "question": held.question,
    }
