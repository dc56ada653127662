"""Filters in plain words, for chips and for the foot of an export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import Final

from desktop_app.domain.classifications import Classification
from desktop_app.domain.filters import CHOICES, FIELDS, Condition, IncidentFilter, Kind
from desktop_app.domain.incidents import Exclusion, Fix, PauseReason, ReleaseRelated, Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.routes import Outcome, Route
from desktop_app.domain.stamps import span
from desktop_app.domain.teams import Side

_ENUMS: Final[Mapping[str, type[IntEnum]]] = {
    "classification": Classification,
    "status": Status,
    "pause_reason": PauseReason,
    "fix": Fix,
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
        "fix": _("Fix"),
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
        "title": _("Title"),
        "ticket": _("Incident"),
        "workaround": _("Workaround"),
        "comment": _("Comments"),
        "opened": _("Opened"),
        "acknowledged": _("Acknowledged"),
        "restored": _("Restored"),
        "resolved": _("Resolved"),
        "closed": _("Closed"),
        "deadline": _("Deadline"),
        "reopens": _("Times reopened"),
        "hand_overs": _("Hand-overs"),
        "repair": _("Repair time"),
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


def operator_name(operator: str) -> str:
    """What stands between a field and its value when a condition is made."""
    names = {
        "one_of": _("is"),
        "not_one_of": _("is not"),
        "contains": _("contains"),
        "not_contains": _("does not contain"),
        "is": _("is"),
        "empty": _("is empty"),
        "not_empty": _("is not empty"),
        "between": _("between"),
        "period": _("in"),
        "last_days": _("in the last"),
        "next_days": _("in the next"),
        "days_ago": _("longer ago than"),
        "at_least": _("at least"),
        "at_most": _("at most"),
    }
    return names[operator]


def period_name(key: str) -> str:
    """One of the relative periods."""
    names = {
        "today": _("today"),
        "yesterday": _("yesterday"),
        "tomorrow": _("tomorrow"),
        "this_week": _("this week"),
        "last_week": _("last week"),
        "next_week": _("next week"),
        "this_month": _("this month"),
        "last_month": _("last month"),
        "this_quarter": _("this quarter"),
        "last_quarter": _("last quarter"),
        "this_year": _("this year"),
        "last_year": _("last year"),
    }
    return names[key]


def condition_value(condition: Condition) -> str:
    """The value of a condition in plain words; its field is named by ``field_name``."""
    kind, values = FIELDS[condition.field], condition.values
    if condition.operator == "empty":
        return nobody(condition.field)
    if condition.operator == "not_empty":
        return _("not empty")
    if kind is Kind.DATE:
        return _days(condition)
    if kind is Kind.NUMBER:
        return _amount(condition)
    if kind is Kind.FLAG:
        return _("yes") if values[0] else _("no")
    if kind is Kind.ID:
        return ngettext("{n} incident", "{n} incidents", len(values)).format(n=number(len(values)))
    if condition.operator in _SAID:
        return _SAID[condition.operator]().format(text=" ".join(str(values[0]).split()))
    names = listed([value_name(condition.field, v) for v in values]) or _("none")
    return _("not {names}").format(names=names) if condition.operator == "not_one_of" else names


_SAID: Final[Mapping[str, Callable[[], str]]] = {
    "contains": lambda: _("contains “{text}”"),
    "not_contains": lambda: _("does not contain “{text}”"),
    "is": lambda: _("is “{text}”"),
}


def _days(condition: Condition) -> str:
    operator, values = condition.operator, condition.values
    if operator == "between":
        return span(*(date.fromisoformat(str(v)) if v is not None else None for v in values))
    if operator == "period":
        return period_name(str(values[0]))
    days = int(values[0] or 0)
    words = {
        "last_days": ngettext("in the last {n} day", "in the last {n} days", days),
        "next_days": ngettext("in the next {n} day", "in the next {n} days", days),
        "days_ago": ngettext("more than {n} day ago", "more than {n} days ago", days),
    }
    return words[operator].format(n=number(days))


def _amount(condition: Condition) -> str:
    amount = float(condition.values[0] or 0)
    count = number(int(amount)) if amount == int(amount) else f"{amount:g}"
    words = _("{n} h").format(n=count) if condition.field == "repair" else count
    return (_("at least {n}") if condition.operator == "at_least" else _("at most {n}")).format(n=words)


def filter_words(incident_filter: IncidentFilter) -> str:
    """A whole filter as one line of text."""
    words = [f"{field_name(c.field)}: {condition_value(c)}" for c in incident_filter.conditions]
    if incident_filter.text:
        words.append(_("text contains “{text}”").format(text=incident_filter.text))
    return "; ".join(words) or _("none")
