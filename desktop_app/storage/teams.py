"""Teams and the side each stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from desktop_app.domain.teams import Side, Team
from desktop_app.storage.journal import Step
from desktop_app.storage.names import ensure_named
from desktop_app.storage.schema import team


def all_teams(connection: Connection) -> list[Team]:
    """Every team in the order in which they were found."""
    rows = connection.execute(select(team).order_by(team.c.id))
    return [_team(row) for row in rows]


def by_name(connection: Connection, name: str) -> Team | None:
    row = connection.execute(select(team).where(team.c.name == name)).first()
    return _team(row) if row else None


def ensure(step: Step, names: Iterable[str], sides: Mapping[str, Side] | None = None) -> dict[str, int]:
    """Ids by name. Teams that are new are created with their side; teams that exist keep theirs."""
    known = sides or {}
    return ensure_named(step, "team", {name: {"side": int(known.get(name, Side.UNKNOWN))} for name in names})


def set_side(step: Step, team_id: int, side: Side, seen: int | None = None) -> None:
    """Raises Conflict when the team was changed since ``seen``."""
    step.update("team", team_id, {"side": int(side)}, seen)


def set_cover(step: Step, team_id: int, code: str, minimum: int, seen: int | None = None) -> None:
    """What the team is called in blocks, empty for what its name suggests, and how many people its desk needs.

    Raises Conflict when the team was changed since ``seen``.
    """
    step.update("team", team_id, {"code": code or None, "minimum": minimum or None}, seen)


def _team(row: Any) -> Team:
    return Team(row.id, row.name, Side(row.side), row.changed_in, row.code or "", row.minimum or 0)
