"""An incident, the segments of its life, and what may be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from desktop_app.domain.classifications import Classification
from desktop_app.domain.keyed import Keyed
from desktop_app.domain.language import _


class Status(Keyed):
    NEW = 0
    ASSIGNED = 1
    IN_WORK = 2
    PAUSED = 3
    RESOLVED = 4
    CLOSED = 5
    CANCELLED = 6

    @property
    def label(self) -> str:
        return {
            0: _("New"),
            1: _("Assigned"),
            2: _("In work"),
            3: _("Waiting"),
            4: _("Resolved"),
            5: _("Closed"),
            6: _("Cancelled"),
        }[self.value]

    @property
    def ended(self) -> bool:
        return self >= Status.RESOLVED


class PauseReason(Keyed):
    """Why a segment waits. Waiting for the user or a supplier stops the clock; nothing else does by default."""

    NONE = 0
    USER = 1
    SUPPLIER = 2
    DEV = 3
    CHANGE = 4
    PROBLEM = 5
    EVIDENCE = 6
    OTHER = 7

    @property
    def label(self) -> str:
        return {
            0: _("Waiting"),
            1: _("Waiting for user"),
            2: _("Waiting for supplier"),
            3: _("Waiting for Dev"),
            4: _("Waiting for change"),
            5: _("Waiting for problem"),
            6: _("Waiting for evidence"),
            7: _("Waiting"),
        }[self.value]

    @property
    def stops_clock(self) -> bool:
        return self in (PauseReason.USER, PauseReason.SUPPLIER)


class Exclusion(Keyed):
    """Why an incident is counted out loud but left out of the measures."""

    NONE = 0
    CANCELLED = 1
    DUPLICATE = 2
    REQUEST = 3
    TEST = 4
    LEFT_OUT = 5  # by whoever imported it, because its stamps cannot be trusted

    @property
    def label(self) -> str:
        return {
            0: "",
            1: _("cancelled"),
            2: _("duplicates"),
            3: _("requests"),
            4: _("tests"),
            5: _("left out"),
        }[self.value]


class ReleaseRelated(Keyed):
    UNKNOWN = 0
    NO = 1
    YES = 2

    @property
    def label(self) -> str:
        return {0: _("Unknown"), 1: _("No"), 2: _("Yes")}[self.value]


class Fix(Keyed):
    """How an incident was resolved: patched for now, or repaired upstream so that it does not come back."""

    UNKNOWN = 0
    WORKAROUND = 1
    PERMANENT = 2

    @property
    def label(self) -> str:
        return {0: _("Not said"), 1: _("Workaround (duct tape)"), 2: _("Permanent fix")}[self.value]


def status_label(status: Status, reason: PauseReason) -> str:
    """What the window calls the state: the pause reason says more than "paused"."""
    return reason.label if status is Status.PAUSED else status.label


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an incident's life in one status and team; instants are UTC, ``to_at`` is None while it lasts."""

    from_at: datetime
    to_at: datetime | None
    status: Status
    team_id: int | None = None
    pause_reason: PauseReason = PauseReason.NONE


@dataclass(frozen=True, slots=True)
class Incident:
    """Facts of one incident as stored; instants are UTC with whole seconds."""

    id: int
    changed_in: int
    ticket: str
    title: str
    classification: Classification
    status: Status
    opened_at: datetime
    pause_reason: PauseReason = PauseReason.NONE
    team_id: int | None = None
    system_id: int | None = None
    system_error_id: int | None = None
    source_id: int | None = None
    acknowledged_at: datetime | None = None
    restored_at: datetime | None = None
    resolved_at: datetime | None = None
    first_resolved_at: datetime | None = None
    closed_at: datetime | None = None
    release_related: ReleaseRelated = ReleaseRelated.UNKNOWN
    exclusion: Exclusion = Exclusion.NONE
    reopens: int = 0
    workaround: str = ""
    fix: Fix = Fix.UNKNOWN
    fix_note: str = ""
    merged_into: int | None = None
    first_classification: Classification | None = None  # when it was opened; None: the same as now
    seen_until: datetime | None = None  # missing from newer dumps of its source: known up to this instant
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote about an incident; ``at`` is UTC. Never part of a measure."""

    id: int
    incident_id: int
    at: datetime
    author: str
    body: str


@dataclass(frozen=True, slots=True)
class IncidentForm:
    """What a person types to log or edit an incident. Names that do not exist yet are created with it.

    Raises nothing by itself: ``services.incidents`` refuses with a sentence. Instants are UTC; ``opened_at`` None
    is now.
    """

    title: str
    classification: Classification = Classification.MEDIUM
    status: Status = Status.NEW
    pause_reason: PauseReason = PauseReason.NONE
    team: str = ""
    system: str = ""
    system_error: str = ""
    release_related: ReleaseRelated = ReleaseRelated.UNKNOWN
    opened_at: datetime | None = None
    resolved_at: datetime | None = None
