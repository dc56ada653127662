"""A list of incidents counted by one of its columns: the groups beside a table, each with the filter that opens it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Final

import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.filters import Condition
from desktop_app.domain.incidents import Fix, Status
from desktop_app.domain.language import _
from desktop_app.domain.routes import Route
from desktop_app.domain.stamps import span
from desktop_app.measures.lists import grouping
from desktop_app.measures.lives.frame import Frame

MOST: Final = 12
_CODED: Final[Mapping[str, type[IntEnum]]] = {
    "status": Status,
    "classification": Classification,
    "route": Route,
    "fix": Fix,
}


@dataclass(frozen=True, slots=True)
class Group:
    """``condition`` leaves exactly these incidents of the list."""

    label: str
    count: int
    open: int
    past_goal: int
    condition: Condition


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """The largest groups of a list (of weeks the newest), and what all the others hold together."""

    field: str
    groups: tuple[Group, ...]
    others: int = 0  # how many more groups there are
    in_others: int = 0  # incidents in them


def group_fields() -> dict[str, str]:
    """What a list can be counted by, with its name."""
    return {
        "status": _("Status"),
        "classification": _("Classification"),
        "team": _("Team"),
        "system": _("System"),
        "system_error": _("System error"),
        "route": _("Route"),
        "fix": _("Fix"),
        grouping.WEEK: _("Week opened"),
    }


def filtered_by(field: str) -> str:
    """The field of the filter behind a field of groups."""
    return "opened" if field == grouping.WEEK else field


def counted(frame: Frame, measured: pl.DataFrame, field: str, kept: pl.Series | None) -> GroupCounts:
    """The groups of the rows that a mask keeps."""
    found = grouping.shares(frame, measured, field, kept)
    groups = []
    for share in found[:MOST]:
        label, condition = _label(frame, field, share.key), _condition(frame, field, share)
        groups.append(Group(label, share.count, share.open, share.past_goal, condition))
    return GroupCounts(field, tuple(groups), len(found) - len(groups), sum(share.count for share in found[MOST:]))


def _label(frame: Frame, field: str, key: int | date | None) -> str:
    if isinstance(key, date):
        return span(key, key + timedelta(days=6))
    if field in _CODED:
        return str(_CODED[field](key or 0).label)  # type: ignore[attr-defined]
    if key is None:
        return _("nobody") if field == "team" else _("none")
    return frame.names[field].get(key, "")


def _condition(frame: Frame, field: str, share: grouping.Share) -> Condition:
    key = share.key
    if isinstance(key, date):
        return Condition("opened", "between", (key.isoformat(), (key + timedelta(days=6)).isoformat()))
    if field in _CODED:
        return Condition(field, "one_of", (_CODED[field](key or 0).key,))  # type: ignore[attr-defined]
    return Condition(field, "one_of", (None if key is None else frame.names[field].get(key),))
