"""Teams and the side each stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.teams import Side, propose_side
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import teams as store

_TOPICS = frozenset({Topic.TEAMS, Topic.INCIDENTS})


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team, the side set for it and the one its name suggests, and how many incidents it holds or ended."""

    id: int
    name: str
    side: Side
    proposed: Side
    incidents: int
    changed_in: int


class TeamService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def teams(self) -> tuple[TeamLine, ...]:
        """Every team, those with most incidents first."""
        frame = self._workspace.frames.current()
        counts = dict(frame.incidents.filter(pl.col("team").is_not_null()).group_by("team").len().iter_rows())
        lines = [
            TeamLine(t.id, t.name, t.side, propose_side(t.name), counts.get(t.id, 0), t.changed_in)
            for t in frame.teams.values()
        ]
        return tuple(sorted(lines, key=lambda line: (-line.incidents, line.name.casefold())))

    def set_sides(self, ids: Sequence[int], side: Side) -> Changes:
        """Put teams on a side; all of them are one step."""
        name = ngettext("Set side of {n} team to {side}", "Set side of {n} teams to {side}", len(ids)).format(
            n=number(len(ids)), side=side.label
        )
        with self._workspace.step(name) as (_connection, step):
            for team_id in ids:
                store.set_side(step, team_id, side)
            return Changes(_TOPICS, step=step.id, name=name)

    def accept_proposals(self) -> Changes:
        """Give every team without a side the one that its name suggests."""
        proposals = [line for line in self.teams() if line.side is Side.UNKNOWN and line.proposed is not Side.UNKNOWN]
        name = _("Accept proposed sides")
        with self._workspace.step(name) as (_connection, step):
            for line in proposals:
                store.set_side(step, line.id, line.proposed)
            message = ngettext("{n} team has a side now", "{n} teams have a side now", len(proposals))
            return Changes(_TOPICS, step=step.id, name=name, message=message.format(n=number(len(proposals))))
