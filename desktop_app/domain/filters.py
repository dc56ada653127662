"""One filter for tables, saved views, drill-through, exports and the command line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from desktop_app.domain.calendars import Clock
from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.incidents import Exclusion, Fix, PauseReason, ReleaseRelated, Status
from desktop_app.domain.language import _
from desktop_app.domain.periods import MOST_DAYS, RELATIVE
from desktop_app.domain.routes import Outcome, Route
from desktop_app.domain.rules import ClassifiedAt, End, Rules
from desktop_app.domain.teams import Side

VERSION: Final = 3  # of what is written; older ones are read

Value = str | int | float | None

MOST_AMOUNT: Final = 1_000_000

_KEYS: Final = frozenset({"version", "conditions", "text", "target_set", "clock", "rules"})


class Kind(StrEnum):
    """How the values of a field are written: keys of a choice, names, words, ISO dates, numbers, or yes and no."""

    CHOICE = "choice"
    NAME = "name"
    TEXT = "text"  # is not in the frame: the database answers
    DATE = "date"
    NUMBER = "number"
    FLAG = "flag"
    ID = "id"


CHOICES: Final[Mapping[str, Mapping[str, int]]] = {
    "classification": {c.key: c.value for c in Classification},
    "status": {s.key: s.value for s in Status},
    "pause_reason": {r.key: r.value for r in PauseReason},
    "fix": {f.key: f.value for f in Fix},
    "release_related": {r.key: r.value for r in ReleaseRelated},
    "exclusion": {e.key: e.value for e in Exclusion},
    "route": {r.key: r.value for r in Route},
    "outcome": {o.key: o.value for o in Outcome},
    "side": {s.key: s.value for s in Side},  # of the team that holds it now
    "resolved_side": {s.key: s.value for s in Side},  # of the team that held it at the last resolve
}

FIELDS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(CHOICES, Kind.CHOICE),
    "team": Kind.NAME,
    "system": Kind.NAME,
    "system_error": Kind.NAME,
    "source": Kind.NAME,
    "title": Kind.TEXT,
    "ticket": Kind.TEXT,
    "workaround": Kind.TEXT,
    "comment": Kind.TEXT,  # any of an incident's comments
    "opened": Kind.DATE,
    "acknowledged": Kind.DATE,
    "restored": Kind.DATE,
    "resolved": Kind.DATE,
    "closed": Kind.DATE,
    "deadline": Kind.DATE,
    "reopens": Kind.NUMBER,
    "hand_overs": Kind.NUMBER,
    "repair": Kind.NUMBER,  # hours on the filter's clock, so far while it is open
    "open": Kind.FLAG,
    "estimated": Kind.FLAG,
    "id": Kind.ID,
}

OPERATORS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.CHOICE: ("one_of", "not_one_of"),
    Kind.NAME: ("one_of", "not_one_of", "contains", "not_contains", "empty", "not_empty"),
    Kind.TEXT: ("contains", "not_contains", "is", "empty", "not_empty"),
    # between: two ISO days, both inside, null is open-ended. The next ones are as seen from the day of asking. All are
    # days of the workspace's zone.
    Kind.DATE: ("between", "period", "last_days", "next_days", "days_ago", "empty", "not_empty"),
    Kind.NUMBER: ("at_least", "at_most"),
    Kind.FLAG: ("is",),  # one value: 1 or 0
    Kind.ID: ("one_of",),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """``field operator values``; every name is checked against the lists above. Raises Refused."""

    field: str
    operator: str
    values: tuple[Value, ...] = ()

    def __post_init__(self) -> None:
        kind = FIELDS.get(self.field)
        if kind is None:
            raise Refused(_("The filter names “{name}”, which is not a field.").format(name=self.field))
        if self.operator not in OPERATORS[kind]:
            raise Refused(
                _("The filter's field “{name}” cannot be compared with “{operator}”.").format(
                    name=self.field, operator=self.operator
                )
            )
        if not self._values_fit(kind):
            raise Refused(_("The filter's values for “{name}” do not fit it.").format(name=self.field))

    def _values_fit(self, kind: Kind) -> bool:
        values = self.values
        if self.operator in ("empty", "not_empty"):
            return not values
        if self.operator in ("contains", "not_contains") or kind is Kind.TEXT:
            return len(values) == 1 and isinstance(values[0], str) and bool(values[0].strip())
        if kind is Kind.CHOICE:
            return all(isinstance(v, str) and v in CHOICES[self.field] for v in values)
        if kind is Kind.DATE:
            return self._days_fit()
        if kind is Kind.NUMBER:
            return len(values) == 1 and _is_amount(values[0])
        if kind is Kind.FLAG:
            return len(values) == 1 and values[0] in (0, 1)
        if kind is Kind.ID:
            return all(isinstance(v, int) for v in values)
        return all(v is None or isinstance(v, str) for v in values)

    def _days_fit(self) -> bool:
        values = self.values
        if self.operator == "between":
            return len(values) == 2 and all(v is None or _is_day(v) for v in values)
        if self.operator == "period":
            return len(values) == 1 and values[0] in RELATIVE
        return len(values) == 1 and type(values[0]) is int and 1 <= values[0] <= MOST_DAYS


def _is_amount(value: Value) -> bool:
    return type(value) in (int, float) and math.isfinite(float(value or 0)) and 0 <= float(value or 0) <= MOST_AMOUNT


def _is_day(value: Value) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Conditions that all hold, and a text that ticket or title contains (answered by the full-text index).

    Deadline and outcome are those against ``target_set`` (an id; None is the shared goal) on ``clock`` by ``rules``:
    with them a filter keeps the same incidents wherever it is used.
    """

    conditions: tuple[Condition, ...] = ()
    text: str = ""
    target_set: int | None = None
    clock: Clock = Clock.ELAPSED
    rules: Rules = Rules()  # noqa: RUF009

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.text.strip())  # blanks are no words to look for

    def where(self, field: str, operator: str, *values: Value) -> IncidentFilter:
        """The same filter with this condition instead of any other on the field."""
        return replace(
            self.without(field), conditions=(*self.without(field).conditions, Condition(field, operator, values))
        )

    def without(self, *fields: str) -> IncidentFilter:
        return replace(self, conditions=tuple(c for c in self.conditions if c.field not in fields))

    @property
    def asks_texts(self) -> bool:
        """Whether the database must be asked: titles and tickets are searched there."""
        return bool(self.text.strip()) or any(FIELDS[c.field] is Kind.TEXT for c in self.conditions)

    def condition(self, field: str) -> Condition | None:
        return next((c for c in self.conditions if c.field == field), None)

    def merged(self, other: IncidentFilter) -> IncidentFilter:
        """Both filters at once; on a field that both name, the other's condition joins ours."""
        added = tuple(c for c in other.conditions if c not in self.conditions)
        target_set = self.target_set if other.target_set is None else other.target_set
        clock = self.clock if other.clock is Clock.ELAPSED else other.clock
        rules = self.rules if other.rules == Rules() else other.rules
        return IncidentFilter((*self.conditions, *added), other.text or self.text, target_set, clock, rules)

    def to_json(self) -> str:
        conditions = [{"field": c.field, "operator": c.operator, "values": list(c.values)} for c in self.conditions]
        data = {"version": VERSION, "conditions": conditions, "text": self.text}
        against = {"target_set": self.target_set, "clock": self.clock.value, "rules": asdict(self.rules)}
        return json.dumps({**data, **against}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> IncidentFilter:
        """Read what ``to_json`` of this version or an older one wrote. Raises Refused with the reason."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):  # brackets in brackets in brackets
            raise Refused(_("The filter is not JSON.")) from None
        if isinstance(data, dict) and (unknown := set(data) - _KEYS):
            raise Refused(_("The filter names “{name}”, which is not a field.").format(name=min(unknown)))
        if not isinstance(data, dict) or data.get("version", VERSION) not in range(1, VERSION + 1):
            raise Refused(_("The filter is not of version {version}.").format(version=VERSION))
        target_set, clock = data.get("target_set"), data.get("clock", Clock.ELAPSED.value)
        if (
            isinstance(target_set, bool)
            or not isinstance(target_set, int | None)
            or clock not in [c.value for c in Clock]
        ):
            raise Refused(_("The filter's target set or clock is not one."))
        text = str(data.get("text") or "")
        rules = _rules(data.get("rules", {}))
        return cls(tuple(_conditions(data.get("conditions", []))), text, target_set, Clock(clock), rules)


def _rules(data: Any) -> Rules:
    known = asdict(Rules())
    fits = isinstance(data, dict) and set(data) <= set(known)
    if not fits or not all(type(value) is bool for name, value in data.items() if name.startswith("count_")):
        raise Refused(_("The filter's rules are not of the known form."))
    held = {**known, **data}
    try:
        return Rules(End(held["end"]), held["count_gaps"], held["count_pauses"], ClassifiedAt(held["classified"]))
    except ValueError:
        raise Refused(_("The filter's rules are not of the known form.")) from None


def _conditions(items: Any) -> Iterable[Condition]:
    if not isinstance(items, list):
        raise Refused(_("The filter's conditions are not a list."))
    for item in items:
        if not isinstance(item, dict) or not isinstance(item.get("values", []), list):
            raise Refused(_("A condition of the filter is not of the form field, operator, values."))
        yield Condition(str(item.get("field")), str(item.get("operator")), tuple(item.get("values", [])))
