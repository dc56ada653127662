"""Log, find, edit and delete incidents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from desktop_app.domain import lives
from desktop_app.domain.calendars import Clock
from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import IncidentFilter, Value
from desktop_app.domain.incidents import Incident, IncidentForm, PauseReason, Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.names import tidy
from desktop_app.domain.segments import begun
from desktop_app.domain.targets import TargetSetKind
from desktop_app.measures.lists import filtering, sorting
from desktop_app.measures.lists.choice_counts import choice_counts
from desktop_app.measures.lives.frame import Frame
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.incident_details import IncidentDetail, StoredIncident, detail_of
from desktop_app.services.incident_groups import GroupCounts, counted
from desktop_app.services.incident_life import released, told_released
from desktop_app.services.incident_lists import COLUMNS, IncidentList, View
from desktop_app.services.saved_views import SavedView
from desktop_app.services.targets import find_set
from desktop_app.services.thrift import give_back
from desktop_app.services.workspaces import Workspace, utc
from desktop_app.storage import comments, incident_search, journal, names, teams
from desktop_app.storage import incidents as store

_INCIDENTS = frozenset({Topic.INCIDENTS, Topic.TEAMS})


@dataclass(frozen=True, slots=True)
class Choices:
    """Names that exist, for completion and filter menus, in alphabetical order."""

    teams: tuple[str, ...]
    systems: tuple[str, ...]
    system_errors: tuple[str, ...]


class IncidentService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    # -- reading

    def open_list(self, view: View) -> IncidentList:
        """The incidents of a view in its order. Raises Refused for a sort column that does not exist."""
        if view.sort not in COLUMNS:
            raise Refused(_("Incidents cannot be sorted by “{name}”.").format(name=view.sort))
        frame, measured = self._measured(view.filter)
        kept = self._rows(frame, measured, view.filter)
        order = self._order(frame, measured, view, kept)
        return IncidentList(self._workspace, frame, measured, order, self._goal_name(view.filter), view.filter)

    def counts(self, views: Sequence[SavedView], base: IncidentFilter) -> dict[int, int]:
        """How many incidents each view holds, by its id, within the base filter."""
        counts = {}
        for view in views:
            wanted = base.merged(view.filter)
            try:
                frame, measured = self._measured(wanted)
            except Refused:  # its target set was removed since: the view says so when it is opened
                counts[view.id] = 0
                continue
            kept = self._rows(frame, measured, wanted)
            counts[view.id] = measured.height if kept is None else int(kept.sum() or 0)
        return counts

    def choice_counts(self, field: str, incident_filter: IncidentFilter) -> dict[Value, int]:
        """How many incidents of a filter have each value of a choice or name."""
        frame, measured = self._measured(incident_filter)
        return choice_counts(frame, measured, field, self._rows(frame, measured, incident_filter))

    def group_counts(self, view: View, field: str) -> GroupCounts:
        """How many incidents of a view share each value of a field of ``incident_groups.group_fields``."""
        frame, measured = self._measured(view.filter)
        return counted(frame, measured, field, self._rows(frame, measured, view.filter))

    def warm_up(self) -> None:
        """Prepare the order by title, which takes seconds for a million incidents, before anybody asks for it."""
        frames = self._workspace.frames
        frames.title_ranks(frames.current())
        give_back()

    def detail(self, incident_id: int) -> IncidentDetail:
        """Everything about one incident. Raises Refused when it is gone."""
        frame, measured = self._measured(IncidentFilter())
        row = measured.filter(pl.col("id") == incident_id)
        with self._workspace.database.read() as connection:
            stored = StoredIncident(
                self._existing(store.load(connection, incident_id)),
                store.segments(connection, incident_id),
                comments.of(connection, incident_id),
                store.duplicates(connection, [incident_id]),
                journal.history(connection, "incident", incident_id),
                journal.history_of_parts(connection, "segment", "incident_id", incident_id),
                journal.history_of_parts(connection, "comment", "incident_id", incident_id),
                store.merged_into(connection, incident_id),
            )
        measured_row = row.row(0, named=True) if row.height else None
        return detail_of(stored, frame, measured_row, self._workspace.author, find_set(self._workspace, None))

    def choices(self) -> Choices:
        frame = self._workspace.frames.current()
        return Choices(
            teams=_alphabetical([t.name for t in frame.teams.values()]),
            systems=_alphabetical(frame.systems.values()),
            system_errors=_alphabetical(frame.system_errors.values()),
        )

    # -- writing

    def log(self, form: IncidentForm) -> Changes:
        """Log one incident by hand. Raises Refused when the form cannot be stored."""
        form = self._checked(form, now := self._workspace.now())
        opened_at = form.opened_at or utc(now)
        with self._workspace.step(_("Log incident")) as (connection, step):
            team_id = self._id(step, "team", form.team)
            ended_at = form.resolved_at if form.status.ended else None
            incident_id = store.insert(
                step,
                Incident(
                    id=0,
                    changed_in=0,
                    ticket=store.next_tickets(connection)[0],
                    title=form.title,
                    classification=form.classification,
                    status=form.status,
                    pause_reason=form.pause_reason if form.status is Status.PAUSED else PauseReason.NONE,
                    team_id=team_id,
                    system_id=self._id(step, "system", form.system),
                    system_error_id=self._id(step, "system_error", form.system_error),
                    opened_at=opened_at,
                    resolved_at=ended_at,
                    closed_at=utc(now) if form.status is Status.CLOSED else None,
                    release_related=form.release_related,
                ),
                begun(opened_at, form.status, team_id, form.pause_reason, ended_at),
            )
            return Changes(_INCIDENTS, (incident_id,), step.id, _("Log incident"))

    def edit(self, incident_id: int, form: IncidentForm, seen: int) -> Changes:
        """Store what the form says; ``seen`` is the incident's ``changed_in`` when the form was filled.

        Raises Refused when it cannot be stored and Conflict when somebody else changed the incident since.
        """
        now = self._workspace.now()
        with self._workspace.database.read() as connection:
            before = self._existing(store.load(connection, incident_id))
            segments = store.segments(connection, incident_id)
        form = self._checked(form, now, before)
        name = _("Edit {ticket}").format(ticket=before.ticket)
        with self._workspace.step(name) as (_connection, step):
            team_id = self._id(step, "team", form.team)
            after = replace(
                before,
                title=form.title,
                classification=form.classification,
                status=form.status,
                pause_reason=form.pause_reason if form.status is Status.PAUSED else PauseReason.NONE,
                team_id=team_id,
                system_id=self._id(step, "system", form.system),
                system_error_id=self._id(step, "system_error", form.system_error),
                release_related=form.release_related,
                opened_at=form.opened_at or before.opened_at,
                resolved_at=form.resolved_at,
            )
            lived = lives.changed(lives.Lived(before, segments), after, utc(now))
            store.update(step, lived.incident, lived.segments, seen=seen)
            return Changes(_INCIDENTS, (incident_id,), step.id, name)

    def delete(self, ids: Sequence[int]) -> Changes:
        """Take incidents out of every list and measure; undo brings them back.

        What was merged into one of them becomes an incident of its own again. Raises Refused for none.
        """
        if not ids:
            raise Refused(_("No incident was chosen."))
        name = ngettext("Delete {n} incident", "Delete {n} incidents", len(ids)).format(n=number(len(ids)))
        with self._workspace.step(name) as (_connection, step):
            store.trash(step, ids, utc(self._workspace.now()))
            alone = released(self._workspace, step)
            return Changes(_INCIDENTS, tuple(ids), step.id, name, told_released(alone))

    # -- parts

    def _measured(self, wanted: IncidentFilter) -> tuple[Frame, pl.DataFrame]:
        """The frame, measured against the target set and on the clock that a filter speaks of."""
        frames = self._workspace.frames
        frame = frames.current()
        goals = find_set(self._workspace, wanted.target_set)
        return frame, frames.measured(frame, wanted.clock, goals, wanted.rules)

    def _goal_name(self, wanted: IncidentFilter) -> str:
        """What a filter measures against, as a sentence names it."""
        target_set = find_set(self._workspace, wanted.target_set)
        name = _("the shared goal") if target_set.kind is TargetSetKind.SHARED else f"“{target_set.name}”"
        return name if wanted.clock is Clock.ELAPSED else _("{name} in working hours").format(name=name)

    def _order(self, frame: Frame, measured: pl.DataFrame, view: View, kept: pl.Series | None) -> sorting.Positions:
        """Positions of the measured rows that are kept, in the view's order."""
        if view.sort != "title":
            return sorting.order(frame, measured, view.sort, descending=view.descending, kept=kept)
        ranks = self._workspace.frames.title_ranks(frame)
        return sorting.by_rank(ranks, descending=view.descending, kept=kept)

    def _rows(self, frame: Frame, measured: pl.DataFrame, incident_filter: IncidentFilter) -> pl.Series | None:
        """A mask over the measured rows, None when the filter keeps all."""
        if not incident_filter.conditions and not incident_filter.text.strip():
            return None
        return kept_rows(self._workspace, frame, measured, incident_filter)

    def _existing(self, incident: Incident | None) -> Incident:
        if incident is None:
            raise Refused(_("This incident is no longer there."))
        return incident

    def _checked(self, form: IncidentForm, now: int, before: Incident | None = None) -> IncidentForm:
        """The form with its gaps filled. Raises Refused with the field that is wrong."""
        form = replace(
            form,
            title=tidy(form.title),
            team=tidy(form.team),
            system=tidy(form.system),
            system_error=tidy(form.system_error),
        )
        if not form.title:
            raise Refused(_("An incident needs a title."))
        opened_at = form.opened_at or (before.opened_at if before else utc(now))
        if opened_at > utc(now):
            raise Refused(_("Opened lies in the future."))
        if not form.status.ended:
            return replace(form, resolved_at=None)
        if form.resolved_at is None and before is not None and before.status is form.status:
            # a dump's end stays as it was told, also where it was never told: nobody knows more than before
            return replace(form, resolved_at=before.resolved_at)
        if form.status is Status.CANCELLED:
            return form
        resolved_at = form.resolved_at or (before.resolved_at if before else None) or utc(now)
        if resolved_at < opened_at:
            raise Refused(_("Resolved lies before opened."))
        if resolved_at > utc(now):
            raise Refused(_("Resolved lies in the future."))
        return replace(form, resolved_at=resolved_at)

    def _id(self, step: journal.Step, kind: str, name: str) -> int | None:
        """The id of a team, system or system error by name, created when it is new; None for no name."""
        name = name.strip()
        if not name:
            return None
        ensured: Mapping[str, int] = teams.ensure(step, [name]) if kind == "team" else names.ensure(step, kind, [name])
        return ensured[name]


def kept_rows(
    workspace: Workspace, frame: Frame, measured: pl.DataFrame, incident_filter: IncidentFilter, now: int | None = None
) -> pl.Series:
    """A mask over measured rows; texts are looked up in the database, relative days are as seen from ``now``."""
    text_ids = None
    if incident_filter.asks_texts:
        with workspace.database.read() as connection:
            text_ids = incident_search.answered(connection, incident_filter)
    expression = filtering.expression(incident_filter, frame, text_ids, workspace.now() if now is None else now)
    return measured.select(expression.fill_null(value=False).alias("kept"))["kept"]


def _alphabetical(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=str.casefold))
