"""What a condition can be made of: the fields in the order of their menu, and for each how it can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from desktop_app.domain.filter_words import field_name, nobody, operator_name, period_name, value_name
from desktop_app.domain.filters import CHOICES, FIELDS, OPERATORS, Condition, Kind, Value
from desktop_app.domain.language import _
from desktop_app.services.incidents import Choices
from desktop_app.ui.incidents.choice_list import Choice

_ORDER: Final = (
    "title", "ticket", "opened", "resolved", "deadline", "system_error", "system", "team", "classification", "status",
    "outcome", "route", "repair", "reopens", "hand_overs", "fix", "release_related", "pause_reason", "exclusion",
    "side", "resolved_side", "source", "acknowledged", "restored", "closed", "workaround", "comment", "open",
    "estimated",
)  # fmt: skip
_AHEAD: Final = ("tomorrow", "next_week")  # asked of deadlines alone
_PERIODS: Final = (
    "today", "tomorrow", "yesterday", "this_week", "next_week", "last_week", "this_month", "last_month",
    "this_quarter", "last_quarter", "this_year", "last_year",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to compare a field; with ``values`` nothing more has to be asked."""

    words: str
    operator: str
    values: tuple[Value, ...] | None = None


def fields() -> list[Choice]:
    return [(field_name(field), field) for field in _ORDER]


def offers(field: str) -> list[Offer]:
    """The ways to compare a field, the most usual first."""
    kind = FIELDS[field]
    if kind is Kind.FLAG:
        return [Offer(_("yes"), "is", (1,)), Offer(_("no"), "is", (0,))]
    if kind is Kind.DATE:
        return _of_days(field)
    asked = [op for op in OPERATORS[kind] if field != "source" or not op.endswith("one_of")]
    return [Offer(_words(op), op, () if op.endswith("empty") else None) for op in asked]


def place_of(field: str, condition: Condition | None) -> int:
    """Which offer a condition was made of; the first for none."""
    if condition is None:
        return 0
    for place, offer in enumerate(offers(field)):
        if offer.operator == condition.operator and offer.values in (None, condition.values):
            return place
    return 0


def choices_of(field: str, known: Choices) -> list[Choice]:
    """The values to tick, for a choice or a name."""
    if field in CHOICES:
        return [(value_name(field, key), key) for key in CHOICES[field]]
    names = {"team": known.teams, "system": known.systems, "system_error": known.system_errors}
    return [*((name, name) for name in names.get(field, ())), (nobody(field), None)]


def heading(field: str, operator: str) -> tuple[str, str]:
    """Field and comparison, as they stand over the value."""
    return field_name(field), operator_name(operator)


def _of_days(field: str) -> list[Offer]:
    ahead = field == "deadline"
    periods = [key for key in _PERIODS if ahead or key not in _AHEAD]
    counted = ("last_days", "next_days", "days_ago") if ahead else ("last_days", "days_ago")
    return [
        *(Offer(_words(op), op) for op in counted),
        Offer(_words("between"), "between"),
        *(Offer(period_name(key), "period", (key,)) for key in periods),
        *(Offer(_words(op), op, ()) for op in ("empty", "not_empty")),
    ]


def _words(operator: str) -> str:
    words = {
        "last_days": _("in the last … days"),
        "next_days": _("in the next … days"),
        "days_ago": _("more than … days ago"),
        "between": _("between … and …"),
    }
    return words.get(operator) or operator_name(operator)
