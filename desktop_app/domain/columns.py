"""The columns that the frame may hold. There is none for a person, a title or any other free text.

A test compares the frame with this list: what is not named here cannot be filtered, sorted or measured.
Types are polars' names; instants are whole UTC seconds since 1970, null where unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

INCIDENT_COLUMNS: Final[Mapping[str, str]] = {
    "id": "Int64",
    "changed_in": "Int64",
    "source": "Int32",  # id of the source, null when logged by hand
    "ticket": "String",
    "classification": "Int8",
    "status": "Int8",
    "pause_reason": "Int8",
    "team": "Int32",
    "system": "Int32",
    "system_error": "Int32",
    "opened_at": "Int64",
    "acknowledged_at": "Int64",
    "restored_at": "Int64",
    "resolved_at": "Int64",
    "first_resolved_at": "Int64",
    "closed_at": "Int64",
    "release_related": "Int8",
    "exclusion": "Int8",
    "reopens": "Int16",
    "fix": "Int8",  # domain.incidents.Fix
    "first_classification": "Int8",  # when it was opened, null: the same as now
    "seen_until": "Int64",  # missing from newer dumps of its source: known up to this instant
}

SEGMENT_COLUMNS: Final[Mapping[str, str]] = {
    "incident": "Int64",
    "from_at": "Int64",
    "to_at": "Int64",  # null while it lasts
    "status": "Int8",
    "team": "Int32",
    "pause_reason": "Int8",
}

MEASURED_COLUMNS: Final[Mapping[str, str]] = {
    "route": "Int8",  # domain.routes.Route
    "hand_overs": "Int16",
    "resolved_side": "Int8",  # domain.teams.Side of the team that held it at the last resolve, null until repaired
    "estimated": "Boolean",  # closed without a resolve: the true end lies somewhere before the close
    "open": "Boolean",  # neither resolved nor closed nor cancelled; by rules.End.RESTORED not restored either
    "repair_s": "Int64",  # the reader's clock up to the end, or up to as-of while open; null when estimated or excluded
    "waiting_s": "Int64",  # the reader's clock before work begins
    "reopened_7d": "Boolean",  # reopened within seven days (24 x 7) after a resolve
    "target_s": "Int64",  # the target on its own clock, null where the set has none
    "deadline_at": "Int64",  # the instant the target's own clock reaches the target
    "late_s": "Int64",  # that clock past the target, up to as-of while open; null unless missed or open past it
    "outcome": "Int8",  # domain.routes.Outcome
}
