"""Every condition a figure may hand over reads as plain words."""

from __future__ import annotations

import pytest

from desktop_app.domain.filter_words import condition_value, field_name
from desktop_app.domain.filters import CHOICES, FIELDS, OPERATORS, Condition, Kind, Value

SAMPLES: dict[Kind, tuple[Value, ...]] = {
    Kind.NAME: ("Mail", None),
    Kind.DATE: ("2026-06-01", "2026-06-30"),
    Kind.FLAG: (1,),
    Kind.ID: (1, 2),
}


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_and_operator_has_words(name: str) -> None:
    kind = FIELDS[name]
    for operator in OPERATORS[kind]:
        values = () if operator == "empty" else tuple(CHOICES[name]) if kind is Kind.CHOICE else SAMPLES[kind]
        words = condition_value(Condition(name, operator, values))
        assert words
        assert "_" not in words
        assert "_" not in field_name(name)


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
        (Condition("id", "one_of", (1, 2, 3)), "3 incidents"),
    ],
)
def test_conditions_in_words(condition: Condition, words: str) -> None:
    assert condition_value(condition) == words
