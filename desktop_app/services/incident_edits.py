"""Change many incidents at once, one field of one of them, and bring deleted ones back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import Enum
from typing import Any, Final, TypeVar

import numpy as np
import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.incidents import Fix, Incident, PauseReason, ReleaseRelated, Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.lives import Lived, changed
from desktop_app.domain.names import tidy
from desktop_app.measures.lives.frame import Frame
from desktop_app.services import status_refusals
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.incident_life import released
from desktop_app.services.status_refusals import Kept
from desktop_app.services.workspaces import Workspace, local, utc
from desktop_app.storage import holders, incidents, journal, names, teams

LONGEST_NAME = 200  # signs of a team, a system or a system error
LONGEST_TITLE = 1_000
_TOPICS = frozenset({Topic.INCIDENTS, Topic.TEAMS})
_NAMED: Final[Mapping[str, str]] = {"team": "team", "system": "system", "system_error": "system_error"}
_CODED: Final = ("classification", "release_related", "fix")

T = TypeVar("T")
Coded = TypeVar("Coded", bound=Enum)


class Mixed(Enum):
    """Stands for the value of a field that differs between the chosen incidents."""

    MIXED = "mixed"


MIXED: Final = Mixed.MIXED


@dataclass(frozen=True, slots=True)
class BulkForm:
    """What chosen incidents have in common; MIXED where they differ, "" for a name that none has."""

    count: int
    title: str | Mixed
    classification: Classification | Mixed
    status: Status | Mixed
    team: str | Mixed
    system: str | Mixed
    system_error: str | Mixed
    release_related: ReleaseRelated | Mixed
    fix: Fix | Mixed


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """What shall be the same in all of them; None leaves a field as it is, "" takes a name away."""

    title: str | None = None
    classification: Classification | None = None
    team: str | None = None
    system: str | None = None
    system_error: str | None = None
    release_related: ReleaseRelated | None = None
    fix: Fix | None = None
    status: Status | None = None

    @property
    def empty(self) -> bool:
        return all(getattr(self, field.name) is None for field in fields(self))


@dataclass(frozen=True, slots=True)
class TrashedIncident:
    """``deleted_at`` is in the workspace's zone; ``author`` deleted it."""

    id: int
    ticket: str
    title: str
    classification: Classification
    team: str
    deleted_at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class Trash:
    """The newest of the deleted incidents, and how many there are in all."""

    total: int
    rows: tuple[TrashedIncident, ...]


class IncidentEditService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def bulk_form(self, ids: Sequence[int]) -> BulkForm:
        """What the incidents have in common, for the fields of a form. Those that are gone do not count."""
        frame = self._workspace.frames.current()
        wanted = pl.Series("id", np.unique(np.asarray(ids, dtype=np.int64)))
        rows = frame.incidents.filter(pl.col("id").is_in(wanted.implode()))
        with self._workspace.database.read() as connection:
            titles = incidents.common_title(connection, rows["id"])
        return BulkForm(
            count=rows.height,
            title=MIXED if titles is None else titles,
            classification=_common(rows["classification"], Classification),
            status=_common(rows["status"], Status),
            release_related=_common(rows["release_related"], ReleaseRelated),
            fix=_common(rows["fix"], Fix),
            team=_common(rows["team"], _named(frame, "team")),
            system=_common(rows["system"], _named(frame, "system")),
            system_error=_common(rows["system_error"], _named(frame, "system_error")),
        )

    def bulk_edit(self, ids: Sequence[int], edit: BulkEdit) -> Changes:
        """One step over all of them; one that cannot have the status keeps its own, and the message tells how many.

        Raises Refused when nothing would change or a value cannot be, Conflict when one of the incidents is gone.
        """
        chosen = np.unique(np.asarray(ids, dtype=np.int64)).tolist()
        if edit.empty or not chosen:
            raise Refused(_("Nothing was chosen to be changed."))
        edit = _checked(edit)
        name = ngettext("Edit {n} incident", "Edit {n} incidents", len(chosen)).format(n=number(len(chosen)))
        with self._workspace.step(name) as (_connection, step):
            columns: dict[str, Any] = {c: int(v) for c in _CODED if (v := getattr(edit, c)) is not None}
            columns |= {f"{n}_id": self._id(step, n, v) for n in _NAMED if (v := getattr(edit, n)) is not None}
            if edit.title is not None:
                columns["title"] = edit.title
            incidents.set_columns(step, chosen, columns)
            if "team_id" in columns:
                holders.hold(step, chosen, columns["team_id"], self._workspace.now())
            kept = [] if edit.status is None else self._set_status(step, chosen, edit.status)
            if step.empty:
                raise _nothing_done(kept, edit.status)
            return Changes(_TOPICS, tuple(chosen), step.id, name, status_refusals.some(kept))

    def set_field(self, incident_id: int, field: str, value: object, seen: int) -> Changes:
        """Change one field, as the table does in place; ``seen`` is the incident's ``changed_in`` as it was shown.

        Raises Refused for a field or value that cannot be and Conflict when somebody else changed the incident since.
        """
        workspace = self._workspace
        now = utc(workspace.now())
        with workspace.database.write() as connection:
            held = incidents.load(connection, incident_id)
            if held is None:
                raise Refused(_("This incident is no longer there."))
            if held.changed_in != seen:
                raise Conflict(_("“{name}” was changed elsewhere meanwhile.").format(name=held.ticket))
            name = _("Edit {ticket}").format(ticket=held.ticket)
            with journal.step(connection, name, workspace.author, workspace.now()) as step:
                after = self._with(step, held, field, value, now)
                lived = changed(Lived(held, incidents.segments(connection, incident_id)), after, now)
                incidents.update(step, lived.incident, lived.segments)
                return Changes(_TOPICS, (incident_id,), 0 if step.empty else step.id, name)

    def trashed(self, limit: int = 1_000) -> Trash:
        """What was deleted, the newest first. Nothing is ever taken out of the trash by itself."""
        frame = self._workspace.frames.current()
        with self._workspace.database.read() as connection:
            total, rows = incidents.trashed(connection, limit)
        teams_now = frame.teams
        return Trash(
            total,
            tuple(
                TrashedIncident(
                    row.id,
                    row.ticket,
                    row.title,
                    Classification(row.classification),
                    teams_now[row.team_id].name if row.team_id in teams_now else "",
                    local(row.deleted_at, frame.zone),
                    row.author or "",
                )
                for row in rows
            ),
        )

    def put_back(self, ids: Sequence[int]) -> Changes:
        """Out of the trash, as they were. Raises Conflict when one of them is not in it any more."""
        if not ids:
            raise Refused(_("No incident was chosen."))
        name = ngettext("Restore {n} incident", "Restore {n} incidents", len(ids)).format(n=number(len(ids)))
        with self._workspace.step(name) as (_connection, step):
            incidents.put_back(step, ids)
            released(self._workspace, step)
            return Changes(_TOPICS, tuple(ids), step.id, name)

    # -- parts

    def _with(self, step: journal.Step, held: Incident, field: str, value: object, now: datetime) -> Incident:
        if field in _NAMED:
            named: dict[str, Any] = {f"{field}_id": self._id(step, field, _text(value, LONGEST_NAME))}
            return replace(held, **named)
        if field == "title":
            return replace(held, title=_title(value))
        if field == "status":
            return _with_status(held, _coded(Status, value), now)
        if field == "classification":
            return replace(held, classification=_coded(Classification, value))
        if field == "release_related":
            return replace(held, release_related=_coded(ReleaseRelated, value))
        if field == "fix":
            return replace(held, fix=_coded(Fix, value))
        raise Refused(_("“{name}” cannot be changed here.").format(name=field))

    def _set_status(self, step: journal.Step, ids: Sequence[int], status: Status) -> list[Kept]:
        """Give incidents a status, with the segment and instants that go with it; why some keep theirs."""
        now = utc(self._workspace.now())
        before = incidents.lives(step.connection, ids)
        after: list[Lived] = []
        kept: list[Kept] = []
        for held in incidents.load_many(step.connection, ids):
            lived = Lived(held, before.get(held.id, ()))
            try:
                after.append(lived if held.status is status else changed(lived, _with_status(held, status, now), now))
            except Refused as refusal:
                kept.append(Kept(held, refusal))
        lives = {e.incident.id: e.segments for e in after if e.segments != before.get(e.incident.id, ())}
        incidents.update_many(step, [each.incident for each in after], lives)
        return kept

    def _id(self, step: journal.Step, kind: str, name: str) -> int | None:
        """The id of a name, created when it is new; None for no name."""
        if not name:
            return None
        ensured: Mapping[str, int] = teams.ensure(step, [name]) if kind == "team" else names.ensure(step, kind, [name])
        return ensured[name]


def _common(column: pl.Series, meaning: Callable[[Any], T]) -> T | Mixed:
    return MIXED if column.n_unique() != 1 else meaning(column[0])


def _named(frame: Frame, name: str) -> Callable[[int | None], str]:
    known = frame.names[name]
    return lambda key: "" if key is None else known.get(key, "")


def _with_status(held: Incident, status: Status, now: datetime) -> Incident:
    """A plain change of status; a repaired incident gets now as its time of resolve."""
    if held.merged_into is not None:
        words = _("{ticket} is merged into another incident; split it first.")
        raise Refused(words.format(ticket=held.ticket))
    if status is Status.PAUSED and held.status is not Status.PAUSED:
        raise Refused(_("A pause needs a reason: what does it wait for?"))
    reason = held.pause_reason if status is Status.PAUSED else PauseReason.NONE
    ends = status in (Status.RESOLVED, Status.CLOSED)
    resolved_at = (held.resolved_at or now) if ends else held.resolved_at if status.ended else None
    return replace(held, status=status, pause_reason=reason, resolved_at=resolved_at)


def _nothing_done(kept: Sequence[Kept], status: Status | None) -> Refused:
    if kept and status is not None:
        return status_refusals.none(kept, status)
    return Refused(_("The chosen incidents have these values already."))


def _checked(edit: BulkEdit) -> BulkEdit:
    said: dict[str, Any] = {n: _text(v, LONGEST_NAME) for n in _NAMED if (v := getattr(edit, n)) is not None}
    if edit.title is not None:
        said["title"] = _title(edit.title)
    return replace(edit, **said)


def _title(value: object) -> str:
    title = _text(value, LONGEST_TITLE)
    if not title:
        raise Refused(_("An incident needs a title."))
    return title


def _text(value: object, most: int) -> str:
    words = tidy(str(value))
    if len(words) > most:
        text = _("“{text}…” is too long: at most {n} characters.")
        raise Refused(text.format(text=words[:40], n=number(most)))
    return words


def _coded(kind: type[Coded], value: object) -> Coded:
    try:
        return kind(value)
    except ValueError:
        raise Refused(_("“{value}” is none of the choices.").format(value=value)) from None
