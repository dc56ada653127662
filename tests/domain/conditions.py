"""Any condition that a filter may hold, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from desktop_app.domain.calendars import Clock
from desktop_app.domain.filters import CHOICES, FIELDS, MOST_AMOUNT, OPERATORS, Condition, IncidentFilter, Kind, Value
from desktop_app.domain.periods import MOST_DAYS, RELATIVE
from desktop_app.domain.rules import ClassifiedAt, End, Rules

_words = st.text(min_size=1, max_size=12).filter(str.strip)
_day = st.none() | st.dates().map(lambda day: day.isoformat())


def _values(field: str, operator: str) -> st.SearchStrategy[tuple[Value, ...]]:
    kind = FIELDS[field]
    if operator in ("empty", "not_empty"):
        return st.just(())
    if kind is Kind.TEXT or operator in ("contains", "not_contains"):
        return st.tuples(_words)
    if kind is Kind.DATE:
        days = st.tuples(st.integers(1, MOST_DAYS))
        return {"between": st.tuples(_day, _day), "period": st.tuples(st.sampled_from(RELATIVE))}.get(operator, days)
    if kind is Kind.CHOICE:
        return st.lists(st.sampled_from(sorted(CHOICES[field]))).map(tuple)
    if kind is Kind.NUMBER:
        return st.tuples(st.integers(0, MOST_AMOUNT) | st.floats(0, MOST_AMOUNT))
    if kind is Kind.FLAG:
        return st.tuples(st.sampled_from((0, 1)))
    each = st.integers(0, 2**53) if kind is Kind.ID else st.none() | st.text(max_size=8)
    return st.lists(each, max_size=3).map(tuple)


_compared = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda field: st.tuples(st.just(field), st.sampled_from(OPERATORS[FIELDS[field]]))
)
conditions: st.SearchStrategy[Condition] = _compared.flatmap(
    lambda pair: st.builds(Condition, st.just(pair[0]), st.just(pair[1]), _values(*pair))
)
filters: st.SearchStrategy[IncidentFilter] = st.builds(
    IncidentFilter,
    st.lists(conditions, max_size=4).map(tuple),
    st.text(max_size=12),
    st.none() | st.integers(1, 9),
    st.sampled_from(Clock),
    st.builds(Rules, st.sampled_from(End), st.booleans(), st.booleans(), st.sampled_from(ClassifiedAt)),
)
