"""How one incident reads in one column of the table."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.domain.durations import duration
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.hits import hits
from desktop_app.domain.language import _, number
from desktop_app.domain.stamps import brief, stamp
from desktop_app.services.incident_lists import GoalState, IncidentRow
from desktop_app.ui.widgets.cells import CellStyle

_PLAIN = CellStyle()
_QUIET = CellStyle(quiet=True)
_LINK = CellStyle(link=True)
_NUMBER = CellStyle(right=True)
_QUIET_NUMBER = CellStyle(right=True, quiet=True)
_STAMPS = ("acknowledged", "restored", "resolved", "closed")
_TIMES = ("repair", "waiting", "age")
RIGHT = (*_TIMES, "reopens")  # columns of figures
_QUIETLY = ("opened", "route", *_STAMPS)
_GOALS = {
    GoalState.NONE: CellStyle(quiet=True, keep_icon_room=True),
    GoalState.AHEAD: CellStyle(quiet=True, keep_icon_room=True),
    GoalState.PAST: CellStyle(strong=True, icon="clock", tone="verm"),
    GoalState.PAUSED: CellStyle(quiet=True, icon="pause"),
    GoalState.IN_TIME: CellStyle(quiet=True, keep_icon_room=True),
    GoalState.MISSED: CellStyle(icon="clock", tone="ctl"),
}


def words(row: IncidentRow, key: str, *, year: int | None = None) -> str:
    """The text of a cell, also what is copied; a ``year`` is left out where a narrow column shows the time of day."""
    if key == "opened":
        return stamp(row.opened_at) if year is None else brief(row.opened_at, year)
    if key == "team":
        return row.team or _("nobody")
    if key in _STAMPS:
        at = getattr(row, f"{key}_at")
        return stamp(at) if at else ""
    if key in _TIMES:
        return _time(row, key)
    texts = {
        "ticket": row.ticket,
        "title": row.title,
        "system_error": row.system_error,
        "classification": row.classification.label,
        "status": row.status_label,
        "system": row.system,
        "goal": row.goal_label,
        "route": row.route_label,
        "release": row.release_related.label if row.release_related else "",
        "reopens": number(row.reopens) if row.reopens else "",
        "fix": row.fix.label if row.fix else "",
        "source": row.source or _("logged by hand"),
    }
    return texts[key].replace("\r", " ").replace("\n", " ").replace("\t", " ")


def style(row: IncidentRow, key: str) -> CellStyle:
    if key == "ticket":
        return _LINK
    if key == "classification":
        return CellStyle(level=row.classification.value)
    if key == "goal":
        return _GOALS[row.goal]
    if key in RIGHT:
        return _QUIET_NUMBER if row.open and key == "repair" else _NUMBER
    if key in _QUIETLY or (key == "team" and not row.team) or (key == "source" and not row.source):
        return _QUIET
    return _PLAIN


def marked(row: IncidentRow, key: str, wanted: IncidentFilter) -> CellStyle:
    """The style with what the filter's text, or its condition on this column, found in the cell."""
    plain = style(row, key)
    if key not in ("ticket", "title") or not wanted.asks_texts:
        return plain
    asked = (c for c in wanted.conditions if c.field == key and c.operator in ("contains", "is"))
    parts = tuple(str(c.values[0]).strip() for c in asked)
    found = hits(words(row, key), wanted.text, parts)
    return replace(plain, marks=found) if found else plain


def _time(row: IncidentRow, key: str) -> str:
    """A span of time; what goes on still says so."""
    seconds = getattr(row, f"{key}_s")
    if seconds is None:
        return ""
    so_far = row.open and key == "repair"
    return _("{time} so far").format(time=duration(seconds)) if so_far else duration(seconds)


def sentence(row: IncidentRow) -> str:
    """The whole row for a screen reader."""
    keys = ("ticket", "title", "classification", "status", "team", "goal")
    return ", ".join(text for key in keys if (text := words(row, key)))
