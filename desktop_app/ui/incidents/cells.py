"""How one incident reads in one column of the table."""

from __future__ import annotations

from desktop_app.domain.language import _
from desktop_app.domain.stamps import day, stamp
from desktop_app.services.incident_lists import GoalState, IncidentRow
from desktop_app.ui.widgets.cells import CellStyle

_PLAIN = CellStyle()
_QUIET = CellStyle(quiet=True)
_LINK = CellStyle(link=True)
_GOALS = {
    GoalState.NONE: CellStyle(quiet=True, keep_icon_room=True),
    GoalState.AHEAD: CellStyle(quiet=True, keep_icon_room=True),
    GoalState.PAST: CellStyle(strong=True, icon="clock", tone="verm"),
    GoalState.PAUSED: CellStyle(quiet=True, icon="pause"),
    GoalState.IN_TIME: CellStyle(quiet=True, keep_icon_room=True),
    GoalState.MISSED: CellStyle(icon="clock", tone="ctl"),
}


def words(row: IncidentRow, key: str, *, days_only: bool = False) -> str:
    """The text of a cell, also what is copied."""
    if key == "opened":
        return day(row.opened_at) if days_only else stamp(row.opened_at)
    if key == "team":
        return row.team or _("nobody")
    texts = {
        "ticket": row.ticket,
        "title": row.title,
        "system_error": row.system_error,
        "classification": row.classification.label,
        "status": row.status_label,
        "system": row.system,
        "goal": row.goal_label,
        "route": row.route_label,
    }
    return texts[key].replace("\r", " ").replace("\n", " ").replace("\t", " ")


def style(row: IncidentRow, key: str) -> CellStyle:
    if key == "ticket":
        return _LINK
    if key == "classification":
        return CellStyle(level=row.classification.value)
    if key == "goal":
        return _GOALS[row.goal]
    if key in ("opened", "route") or (key == "team" and not row.team):
        return _QUIET
    return _PLAIN


def sentence(row: IncidentRow) -> str:
    """The whole row for a screen reader."""
    keys = ("ticket", "title", "classification", "status", "team", "goal")
    return ", ".join(text for key in keys if (text := words(row, key)))
