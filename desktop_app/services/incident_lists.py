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
from desktop_app.domain.incidents import Exclusion, Fix, PauseReason, ReleaseRelated, Status, status_label
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.routes import Outcome, Route
from desktop_app.measures.lists.sorting import Positions
from desktop_app.measures.lives.frame import Frame
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
    "acknowledged",
    "restored",
    "resolved",
    "closed",
    "repair",
    "waiting",
    "age",
    "release",
    "reopens",
    "fix",
    "source",
)

_STAMPS: Final = ("acknowledged_at", "restored_at", "resolved_at", "closed_at")


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
    """One line of the table; instants are in the workspace's zone, times in seconds, ``team`` empty for nobody."""

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
    acknowledged_at: datetime | None = None
    restored_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    repair_s: int | None = None  # on the list's clock; up to now while ``open``
    waiting_s: int | None = None
    age_s: int | None = None  # since the opening, while ``open``
    open: bool = False
    release_related: ReleaseRelated = ReleaseRelated.UNKNOWN
    reopens: int = 0
    fix: Fix = Fix.UNKNOWN
    source: str = ""
    exclusion: Exclusion = Exclusion.NONE
    seen: int = 0  # the step that last changed it: what an edit of this row refers to


class IncidentList:
    """The answer to one View. It holds its frame, so a number and the list behind it cannot differ."""

    def __init__(
        self,
        workspace: Workspace,
        frame: Frame,
        measured: pl.DataFrame,
        order: Positions,
        goal: str,
        kept: IncidentFilter | None = None,
    ) -> None:
        """``order`` are rows of ``measured``; ``goal`` names the target set and clock that they are measured against.

        ``kept`` is the filter that made the list.
        """
        self._workspace = workspace
        self.filter = kept or IncidentFilter()
        self.goal = goal
        self._frame = frame
        self._measured = measured
        self._order = order
        self.total = len(order)
        self.of = measured.height
        whole = self.total == self.of
        past = measured["outcome"].to_numpy() == Outcome.OPEN_PAST
        waits = measured["status"].to_numpy() == Status.PAUSED
        self.open, self.past_goal, self.waiting, self.past_and_waiting = (
            int(np.count_nonzero(flags if whole else flags[order]))
            for flags in (measured["open"].to_numpy(), past, waits, past & waits)
        )
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
        if self.waiting == self.total:
            return self._all_wait
        text = ngettext(
            "{past} of {n} open incident is past {goal}",
            "{past} of {n} open incidents are past {goal}",
            self.open,
        ).format(past=number(self.past_goal), n=number(self.open), goal=self.goal)
        if self.past_and_waiting:
            text += "; " + ngettext("{n} of them waits", "{n} of them wait", self.past_and_waiting).format(
                n=number(self.past_and_waiting)
            )
        return text

    @property
    def _all_wait(self) -> str:
        waits = ngettext("{n} incident waits", "{n} incidents wait", self.total).format(n=number(self.total))
        if not self.past_goal:
            return waits + "; " + _("none of them is past {goal}").format(goal=self.goal)
        past = ngettext("{n} of them is past {goal}", "{n} of them are past {goal}", self.past_goal)
        return waits + "; " + past.format(n=number(self.past_goal), goal=self.goal)

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

    def positions_of(self, incident_ids: Sequence[int]) -> tuple[int, ...]:
        """The rows of many incidents in this list, ascending; those that the filter leaves out are missing."""
        ids = self._measured["id"].to_numpy()
        rows = np.searchsorted(ids, np.asarray(incident_ids, dtype=np.int64))  # the frame is sorted by id
        rows = rows[rows < len(ids)]
        wanted = np.zeros(len(ids), dtype=bool)
        wanted[rows[np.isin(ids[rows], np.asarray(incident_ids, dtype=np.int64))]] = True
        return tuple(np.flatnonzero(wanted[self._order]).tolist())

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
        stamps = {name: _local(row[name], frame.zone) for name in _STAMPS}
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
            repair_s=row["repair_s"],
            waiting_s=row["waiting_s"],
            age_s=_as_of(row, frame) - row["opened_at"] if row["open"] else None,
            open=bool(row["open"]),
            release_related=ReleaseRelated(row["release_related"] or 0),
            reopens=row["reopens"] or 0,
            fix=Fix(row["fix"] or 0),
            source=frame.sources.get(row["source"], ""),
            exclusion=Exclusion(row["exclusion"] or 0),
            seen=row["changed_in"],
            **stamps,
        )


def _local(seconds: int | None, zone: str) -> datetime | None:
    return None if seconds is None else local(seconds, zone)


def _as_of(row: dict[str, Any], frame: Frame) -> int:
    """Up to when the incident's source tells something."""
    until = frame.now if row["source"] is None else frame.as_of.get(row["source"], frame.now)
    return until if row["seen_until"] is None else min(until, row["seen_until"])


def goal_of(row: dict[str, Any], frame: Frame) -> tuple[GoalState, str]:
    """State and words of a measured row against its target, such as "43 d past" or "in 39 h"."""
    if row["exclusion"] or row["target_s"] is None:
        return GoalState.NONE, "–"
    outcome = Outcome(row["outcome"])
    if row["open"]:
        left = row["deadline_at"] - _as_of(row, frame)
        if left < 0:
            return GoalState.PAST, _("{time} past").format(time=duration(-left))
        if row["status"] == Status.PAUSED and PauseReason(row["pause_reason"] or 0).stops_clock:
            return GoalState.PAUSED, _("paused")
        return GoalState.AHEAD, _("in {time}").format(time=duration(left))
    if outcome is Outcome.UNKNOWN:
        return GoalState.NONE, _("cannot tell")
    if outcome is Outcome.MISSED:
        over = row["late_s"]
        return GoalState.MISSED, _("{time} over").format(time=duration(over)) if over else _("late")
    return GoalState.IN_TIME, _("in time")
