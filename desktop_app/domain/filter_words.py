"""Filters in plain words, for chips and for the foot of an export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import Final

from desktop_app.domain.classifications import Classification
from desktop_app.domain.filters import CHOICES, FIELDS, Condition, IncidentFilter, Kind
from desktop_app.domain.incidents import Exclusion, PauseReason, ReleaseRelated, Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.routes import Outcome, Route
from desktop_app.domain.stamps import span
from desktop_app.domain.teams import Side

_ENUMS: Final[Mapping[str, type[IntEnum]]] = {
    "classification": Classification,
    "status": Status,
    "pause_reason": PauseReason,
    "release_related": ReleaseRelated,
    "exclusion": Exclusion,
    "route": Route,
    "outcome": Outcome,
    "side": Side,
    "resolved_side": Side,
}


def field_name(field: str) -> str:
    """What a chip calls a field of the filter."""
    names = {
        "classification": _("Classification"),
        "status": _("Status"),
        "pause_reason": _("Waiting for"),
        "release_related": _("Release-related"),
        "exclusion": _("Left out of measures"),
        "route": _("Route"),
        "outcome": _("Outcome"),
        "side": _("Side of the team"),
        "resolved_side": _("Resolved by side"),
        "team": _("Team"),
        "system": _("System"),
        "system_error": _("System error"),
        "source": _("Source"),
        "opened": _("Opened"),
        "resolved": _("Resolved"),
        "closed": _("Closed"),
        "deadline": _("Deadline"),
        "open": _("Open"),
        "estimated": _("End estimated"),
        "id": _("Chosen"),
    }
    return names[field]


def value_name(field: str, value: object) -> str:
    """What a chip calls one value of a field."""
    if FIELDS[field] is Kind.CHOICE:
        label: str = getattr(_ENUMS[field](CHOICES[field][str(value)]), "label", "")
        return label or _("none")
    if value is None:
        return nobody(field)
    return str(value)


def nobody(field: str) -> str:
    """What is written where a name is missing."""
    return _("nobody") if field == "team" else _("none")


def listed(names: Sequence[str]) -> str:
    """Up to three names, more as the first two and a count."""
    if len(names) <= 3:
        return ", ".join(names)
    more = ngettext("{names} and {n} more", "{names} and {n} more", len(names) - 2)
    return more.format(names=", ".join(names[:2]), n=number(len(names) - 2))


def condition_value(condition: Condition) -> str:
    """The value of a condition in plain words; its field is named by ``field_name``."""
    kind, values = FIELDS[condition.field], condition.values
    if condition.operator == "empty":
        return nobody(condition.field)
    if kind is Kind.DATE:
        return span(*(date.fromisoformat(str(v)) if v is not None else None for v in values))
    if kind is Kind.FLAG:
        return _("yes") if values[0] else _("no")
    if kind is Kind.ID:
        return ngettext("{n} incident", "{n} incidents", len(values)).format(n=number(len(values)))
    names = listed([value_name(condition.field, v) for v in values]) or _("none")
    return _("not {names}").format(names=names) if condition.operator == "not_one_of" else names


def filter_words(incident_filter: IncidentFilter) -> str:
    """A whole filter as one line of text."""
    words = [f"{field_name(c.field)}: {condition_value(c)}" for c in incident_filter.conditions]
    if incident_filter.text:
        words.append(_("text contains “{text}”").format(text=incident_filter.text))
    return "; ".join(words) or _("none")
