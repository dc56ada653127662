"""What each column of the table of incidents is in a file: dates stay dates, times are hours, the rest is text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop_app.domain.language import _
from desktop_app.exchange.exports import Column, Value
from desktop_app.services.incident_lists import COLUMNS, IncidentRow

ALWAYS: Final = ("resolved", "repair")  # in every export, whatever the table shows
_HOUR: Final = 3600


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """``value`` reads the cell from a row; what is not known is None."""

    head: Column
    value: Callable[[IncidentRow], Value]


def export_columns(shown: Sequence[str] | None = None) -> tuple[ExportColumn, ...]:
    """Those of the table as it is shown and the ones that are always there; without ``shown`` all that exist."""
    made = _all()
    keys = [*shown, *(key for key in ALWAYS if key not in shown)] if shown is not None else list(COLUMNS)
    return tuple(made[key] for key in keys)


def _all() -> dict[str, ExportColumn]:
    """By the key of the column; every key of COLUMNS is in."""
    return {
        "ticket": ExportColumn(Column(_("Incident"), 16), lambda row: row.ticket),
        "title": ExportColumn(Column(_("Title"), 48), lambda row: row.title),
        "system_error": ExportColumn(Column(_("System error"), 28), lambda row: row.system_error),
        "classification": ExportColumn(Column(_("Classification"), 14), lambda row: row.classification.label),
        "status": ExportColumn(Column(_("Status"), 18), lambda row: row.status_label),
        "team": ExportColumn(Column(_("Team"), 24), lambda row: row.team),
        "system": ExportColumn(Column(_("System"), 24), lambda row: row.system),
        "opened": ExportColumn(Column(_("Opened"), 20), lambda row: _wall(row.opened_at)),
        "goal": ExportColumn(Column(_("Goal"), 16), lambda row: row.goal_label),
        "route": ExportColumn(Column(_("Route"), 16), lambda row: row.route_label),
        "acknowledged": ExportColumn(Column(_("Acknowledged"), 20), lambda row: _wall(row.acknowledged_at)),
        "restored": ExportColumn(Column(_("Restored"), 20), lambda row: _wall(row.restored_at)),
        "resolved": ExportColumn(Column(_("Resolved"), 20), lambda row: _wall(row.resolved_at)),
        "closed": ExportColumn(Column(_("Closed"), 20), lambda row: _wall(row.closed_at)),
        "repair": ExportColumn(
            Column(_("Repair time (h)"), 16), lambda row: None if row.open else _hours(row.repair_s)
        ),
        "waiting": ExportColumn(Column(_("Waited (h)"), 14), lambda row: _hours(row.waiting_s)),
        "age": ExportColumn(Column(_("Age (h)"), 14), lambda row: _hours(row.age_s)),
        "release": ExportColumn(Column(_("Release-related"), 16), lambda row: row.release_related.label),
        "reopens": ExportColumn(Column(_("Reopened"), 12), lambda row: row.reopens),
        "fix": ExportColumn(Column(_("Fix"), 22), lambda row: row.fix.label),
        "source": ExportColumn(Column(_("Source"), 20), lambda row: row.source),
    }


def _wall(at: datetime | None) -> datetime | None:
    """The clock on the wall: spreadsheets know no zones."""
    return at.replace(tzinfo=None) if at is not None else None


def _hours(seconds: int | None) -> float | None:
    return round(seconds / _HOUR, 4) if seconds is not None else None
