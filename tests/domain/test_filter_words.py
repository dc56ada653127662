"""Every condition a figure may hand over reads as plain words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from desktop_app.domain.filter_words import condition_value, field_name, filter_words, operator_name, period_name
from desktop_app.domain.filters import CHOICES, FIELDS, OPERATORS, Condition, IncidentFilter
from desktop_app.domain.periods import RELATIVE
from tests.domain.conditions import conditions, filters


@settings(max_examples=300)
@given(conditions)
def test_every_condition_reads_as_plain_words(condition: Condition) -> None:
    words = condition_value(condition)
    assert words.strip()
    if not any(isinstance(value, str) and "_" in value for value in condition.values) or condition.field in CHOICES:
        assert "_" not in words
        assert "{" not in words or any("{" in str(value) for value in condition.values)
    assert "\n" not in words or condition.operator.endswith("one_of")


@given(filters)
def test_a_whole_filter_names_each_of_its_conditions(kept: IncidentFilter) -> None:
    words = filter_words(kept)
    for condition in kept.conditions:
        assert field_name(condition.field) in words
        assert condition_value(condition) in words
    assert words


def test_every_field_operator_and_period_has_a_name() -> None:
    names = [field_name(field) for field in FIELDS]
    assert len(set(names)) == len(names)
    names += [operator_name(operator) for operators in OPERATORS.values() for operator in operators]
    names += [period_name(key) for key in RELATIVE]
    assert all(name and "_" not in name for name in names)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition("deadline", "between", ("2026-06-01", "2026-06-30")), "1 – 30 Jun 2026"),
        (Condition("deadline", "between", ("2025-12-01", "2026-06-30")), "1 Dec 2025 – 30 Jun 2026"),
        (Condition("deadline", "between", (None, "2026-06-30")), "until 30 Jun 2026"),
        (Condition("opened", "between", ("2026-06-01", None)), "from 1 Jun 2026"),
        (Condition("team", "one_of", ("Mail", None)), "Mail, nobody"),
        (Condition("team", "not_one_of", ("Mail",)), "not Mail"),
        (Condition("system_error", "empty"), "none"),
        (Condition("outcome", "one_of", ("missed", "open_past")), "Missed, Open past the goal"),
        (Condition("system", "one_of", ("A", "B", "C", "D", "E")), "A, B and 3 more"),
        (Condition("open", "is", (0,)), "no"),
        (Condition("title", "contains", ("printer",)), "contains “printer”"),
        (Condition("title", "not_contains", (" two\n lines ",)), "does not contain “two lines”"),
        (Condition("ticket", "is", ("SW-1",)), "is “SW-1”"),
        (Condition("team", "contains", ("dev",)), "contains “dev”"),
        (Condition("team", "empty"), "nobody"),
        (Condition("team", "not_empty"), "not empty"),
        (Condition("opened", "last_days", (7,)), "in the last 7 days"),
        (Condition("opened", "last_days", (1,)), "in the last 1 day"),
        (Condition("opened", "days_ago", (1400,)), "more than 1,400 days ago"),
        (Condition("deadline", "next_days", (3,)), "in the next 3 days"),
        (Condition("opened", "period", ("last_quarter",)), "last quarter"),
        (Condition("repair", "at_least", (1.5,)), "at least 1.5 h"),
        (Condition("repair", "at_most", (4,)), "at most 4 h"),
        (Condition("reopens", "at_least", (2,)), "at least 2"),
        (Condition("fix", "one_of", ("workaround",)), "Workaround (duct tape)"),
        (Condition("id", "one_of", (1, 2, 3)), "3 incidents"),
    ],
)
def test_conditions_in_words(condition: Condition, words: str) -> None:
    assert condition_value(condition) == words
