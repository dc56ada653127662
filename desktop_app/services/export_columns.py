"""What each column of the table of incidents is in a file: dates stay dates, times are hours, the rest is text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop_app.exchange import own_titles
from desktop_app.exchange.exports import Column, Value
from desktop_app.services.incident_lists import COLUMNS, IncidentRow

ALWAYS: Final = ("ticket", "opened", "resolved", "repair", "source")  # in every export, whatever the table shows
ONLY_HERE: Final = ("exclusion", "workaround", "fix_note")  # no table shows them; an export of everything does
_HOUR: Final = 3600


@dataclass(frozen=True, slots=True)
class Notes:
    """What was written about how an incident was put right; empty where nothing was."""

    workaround: str
    fix_note: str


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """``value`` reads the cell from a row and, for those that are ``noted``, from its notes; not known is None."""

    head: Column
    value: Callable[[IncidentRow, Notes], Value]
    noted: bool = False


def export_columns(shown: Sequence[str] | None = None, zone: str = "UTC") -> tuple[ExportColumn, ...]:
    """Those of the table as it is shown and the ones that are always there; without ``shown`` all that exist."""
    titles = own_titles.titles(zone)
    keys = [*shown, *(key for key in ALWAYS if key not in shown)] if shown is not None else [*COLUMNS, *ONLY_HERE]
    return tuple(
        ExportColumn(Column(titles[key], _CELLS[key][0]), _CELLS[key][1], key in ("workaround", "fix_note"))
        for key in keys
    )


def _hours(seconds: int | None) -> float | None:
    return round(seconds / _HOUR, 4) if seconds is not None else None


_CELLS: Final[Mapping[str, tuple[int, Callable[[IncidentRow, Notes], Value]]]] = {  # width, and how it is read
    "ticket": (16, lambda row, _notes: row.ticket),
    "title": (48, lambda row, _notes: row.title),
    "system_error": (28, lambda row, _notes: row.system_error),
    "classification": (14, lambda row, _notes: row.classification.label),
    "status": (18, lambda row, _notes: row.status_label),
    "team": (24, lambda row, _notes: row.team),
    "system": (24, lambda row, _notes: row.system),
    "opened": (20, lambda row, _notes: row.opened_at),
    "goal": (16, lambda row, _notes: row.goal_label),
    "route": (16, lambda row, _notes: row.route_label),
    "acknowledged": (20, lambda row, _notes: row.acknowledged_at),
    "restored": (20, lambda row, _notes: row.restored_at),
    "resolved": (20, lambda row, _notes: row.resolved_at),
    "closed": (20, lambda row, _notes: row.closed_at),
    "repair": (16, lambda row, _notes: None if row.open else _hours(row.repair_s)),
    "waiting": (14, lambda row, _notes: _hours(row.waiting_s)),
    "age": (14, lambda row, _notes: _hours(row.age_s)),
    "release": (16, lambda row, _notes: row.release_related.label),
    "reopens": (12, lambda row, _notes: row.reopens),
    "fix": (22, lambda row, _notes: row.fix.label),
    "source": (20, lambda row, _notes: row.source),
    "exclusion": (14, lambda row, _notes: row.exclusion.label),
    "workaround": (40, lambda _row, notes: notes.workaround),
    "fix_note": (40, lambda _row, notes: notes.fix_note),
}
