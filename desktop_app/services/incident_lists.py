"""A filtered and sorted list of incidents over one frame, read page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any, Final

import numpy as np
import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.durations import duration
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import PauseReason, Status, status_label
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.routes import Outcome, Route
from desktop_app.measures.frame import Frame
from desktop_app.services.workspaces import Workspace, local
from desktop_app.storage import incidents as store

COLUMNS: Final = (
    "ticket",
    "title",
    "system_error",
    "classification",
    "status",
    "team",
    "system",
    "opened",
    "goal",
    "route",
)


@dataclass(frozen=True, slots=True)
class View:
    """What a table shows: which incidents, in which order. ``sort`` is one of COLUMNS."""

    filter: IncidentFilter = field(default_factory=IncidentFilter)
    sort: str = "opened"
    descending: bool = False


class GoalState(IntEnum):
    """Where an incident stands against the shared goal."""

    NONE = 0
    AHEAD = 1
    PAST = 2
    PAUSED = 3
    IN_TIME = 4
    MISSED = 5


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the table; ``opened_at`` is in the workspace's zone, ``team`` empty when nobody holds it."""

    id: int
    ticket: str
    title: str
    classification: Classification
    status: Status
    pause_reason: PauseReason
    status_label: str
    team: str
    system: str
    system_error: str
    opened_at: datetime
    goal: GoalState
    goal_label: str
    route_label: str


class IncidentList:
    """The answer to one View. It holds its frame, so a number and the list behind it cannot differ."""

    def __init__(
        self,
        workspace: Workspace,
        frame: Frame,
        measured: pl.DataFrame,
        order: np.ndarray[Any, Any],
        goal: str,
    ) -> None:
        """``goal`` names the target set and clock that the rows are measured against."""
        self._workspace = workspace
        self.goal = goal
        self._frame = frame
        self._measured = measured
        self._order = order
        self._positions: dict[int, int] | None = None
        self.total = len(order)
        self.of = measured.height
        shown = measured[order] if len(order) != measured.height else measured
        past = shown.filter(pl.col("outcome") == Outcome.OPEN_PAST)
        self.open = int(shown["open"].sum() or 0)
        self.past_goal = past.height
        self.waiting = past.filter(pl.col("status") == Status.PAUSED).height
        newest = [*frame.as_of.values()] or [frame.now]
        self.as_of = local(max(newest), frame.zone)

    @property
    def answer(self) -> str:
        """The page's one sentence about what needs somebody."""
        if not self.of:
            return _("No incidents yet.")
        if not self.total:
            return _("None of the incidents is in this view.")
        if not self.open:
            return ngettext("{n} incident; none is open", "{n} incidents; none is open", self.total).format(
                n=number(self.total)
            )
        text = ngettext(
            "{past} of {n} open incident is past {goal}",
            "{past} of {n} open incidents are past {goal}",
            self.open,
        ).format(past=number(self.past_goal), n=number(self.open), goal=self.goal)
        if self.waiting:
            text += "; " + ngettext("{n} of them waits", "{n} of them wait", self.waiting).format(
                n=number(self.waiting)
            )
        return text

    @property
    def status(self) -> str:
        return _("{shown} of {of} incidents shown").format(shown=number(self.total), of=number(self.of))

    def ids(self, positions: Sequence[int]) -> tuple[int, ...]:
        """The ids of the incidents at these rows of the list."""
        rows = self._order[np.asarray(positions, dtype=np.int64)]
        return tuple(int(i) for i in self._measured["id"].to_numpy()[rows])

    def position_of(self, incident_id: int) -> int | None:
        """The row of an incident in this list, None when the filter leaves it out."""
        ids = self._measured["id"].to_numpy()
        row = int(np.searchsorted(ids, incident_id))  # the frame is sorted by id
        if row >= len(ids) or ids[row] != incident_id:
            return None
        found = np.flatnonzero(self._order == row)
        return int(found[0]) if len(found) else None

    def page(self, start: int, count: int) -> tuple[IncidentRow, ...]:
        """Rows ``start`` to ``start + count`` of the list, fewer at its end."""
        rows = self._measured[self._order[start : start + count]]
        with self._workspace.database.read() as connection:
            texts = store.texts(connection, rows["id"].to_list())
        return tuple(self._row(values, texts) for values in rows.iter_rows(named=True))

    def _row(self, row: dict[str, Any], texts: dict[int, tuple[str, str]]) -> IncidentRow:
        ticket, title = texts.get(row["id"], (row["ticket"] or "", ""))
        frame = self._frame
        status, reason = Status(row["status"]), PauseReason(row["pause_reason"] or 0)
        team = frame.teams.get(row["team"])
        goal, goal_label = goal_of(row, frame)
        return IncidentRow(
            id=row["id"],
            ticket=ticket,
            title=title,
            classification=Classification(row["classification"]),
            status=status,
            pause_reason=reason,
            status_label=status_label(status, reason),
            team=team.name if team else "",
            system=frame.systems.get(row["system"], ""),
            system_error=frame.system_errors.get(row["system_error"], ""),
            opened_at=local(row["opened_at"], frame.zone),
            goal=goal,
            goal_label=goal_label,
            route_label=Route(row["route"]).label,
        )


def goal_of(row: dict[str, Any], frame: Frame) -> tuple[GoalState, str]:
    """State and words of a measured row against its target, such as "43 d past" or "in 39 h"."""
    if row["exclusion"] or row["target_s"] is None:
        return GoalState.NONE, "–"
    outcome = Outcome(row["outcome"])
    if row["open"]:
        as_of = frame.as_of.get(row["source"], frame.now) if row["source"] is not None else frame.now
        left = row["deadline_at"] - as_of
        if left < 0:
            return GoalState.PAST, _("{time} past").format(time=duration(-left))
        if row["status"] == Status.PAUSED and PauseReason(row["pause_reason"] or 0).stops_clock:
            return GoalState.PAUSED, _("paused")
        return GoalState.AHEAD, _("in {time}").format(time=duration(left))
    if outcome is Outcome.UNKNOWN:
        return GoalState.NONE, _("cannot tell")
    if outcome is Outcome.MISSED:
        over = (row["repair_s"] or row["target_s"]) - row["target_s"]
        return GoalState.MISSED, _("{time} over").format(time=duration(over)) if over > 0 else _("late")
    return GoalState.IN_TIME, _("in time")
