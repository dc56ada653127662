"""A filter is JSON that says exactly what it keeps, and refuses what it does not know."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import FIELDS, OPERATORS, VERSION, Condition, IncidentFilter, Kind
from tests.domain.conditions import filters


@given(filters)
def test_a_filter_survives_json(kept: IncidentFilter) -> None:
    assert IncidentFilter.from_json(kept.to_json()) == kept


def test_a_filter_of_version_1_still_reads() -> None:
    old = (
        '{"version": 1, "conditions": [{"field": "team", "operator": "one_of", "values": ["Mail", null]}, '
        '{"field": "opened", "operator": "between", "values": ["2026-06-01", null]}], "text": "disk", '
        '"target_set": 2, "clock": "working"}'
    )
    kept = IncidentFilter.from_json(old)
    assert kept.condition("team") == Condition("team", "one_of", ("Mail", None))
    assert kept.condition("opened") == Condition("opened", "between", ("2026-06-01", None))
    assert (kept.text, kept.target_set, kept.clock.value) == ("disk", 2, "working")
    assert json.loads(kept.to_json())["version"] == VERSION == 3


def _one(field: str, operator: str, *values: object) -> str:
    return json.dumps({"conditions": [{"field": field, "operator": operator, "values": list(values)}]})


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "1", "[" * 100_000, '{"rules": []}', '{"rules": {"end": "later"}}', '{"rules": {"count_gaps": 1}}',
        '{"rules": {"clock": "x"}}', '{"version": 4}', '{"version": 0}', '{"version": "2"}', '{"version": [1]}',
        '{"conditions": {}}', '{"conditions": [1]}', '{"unknown": 1}', '{"target_set": true}', '{"clock": "sundial"}',
        _one("caller", "one_of"),
        _one("id; drop table incident", "one_of", 1),
        _one("classification", "like", "Low"),
        _one("classification", "one_of", "Lowest"),
        _one("classification", "one_of", ["Low"]),
        _one("classification", "contains", "Low"),
        _one("fix", "one_of", "duct tape"),
        _one("open", "is", "yes"),
        _one("id", "one_of", "x"),
        _one("title", "one_of", "x"),
        _one("title", "contains"),
        _one("title", "contains", "  "),
        _one("title", "contains", "a", "b"),
        _one("title", "is", 3),
        _one("title", "empty", "x"),
        _one("team", "contains", None),
        _one("opened", "between", "yesterday", None),
        _one("opened", "between", "2026-01-01"),
        _one("opened", "between", ["2026-01-01"], None),
        _one("opened", "period", "next_century"),
        _one("opened", "period"),
        _one("opened", "last_days", 0),
        _one("opened", "last_days", 1.5),
        _one("opened", "last_days", True),
        _one("opened", "last_days", 10**9),
        _one("opened", "days_ago", "7"),
        _one("opened", "not_empty", None),
        _one("reopens", "at_least", -1),
        _one("reopens", "at_least", True),
        _one("reopens", "at_least", "1"),
        _one("reopens", "at_least"),
        _one("reopens", "between", 1, 2),
        _one("repair", "at_most", 1e300),
        '{"conditions": [{"field": "repair", "operator": "at_most", "values": [NaN]}]}',
        '{"conditions": [{"field": "repair", "operator": "at_most", "values": [Infinity]}]}',
    ],
)  # fmt: skip
def test_a_filter_that_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as refused:
        IncidentFilter.from_json(text)
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_takes_the_operators_of_its_kind_alone(field: str) -> None:
    for kind, operators in OPERATORS.items():
        for operator in set(operators) - set(OPERATORS[FIELDS[field]]):
            with pytest.raises(Refused, match="cannot be compared"):
                Condition(field, operator, ())
        assert kind in Kind


def test_there_is_no_field_for_a_person() -> None:
    for name in ("caller", "assignee", "assigned_to", "opened_by", "resolved_by", "author"):
        with pytest.raises(Refused):
            Condition(name, "one_of", ("x",))


def test_a_new_condition_replaces_the_old_one_on_its_field() -> None:
    narrowed = IncidentFilter().where("status", "one_of", "new").where("status", "one_of", "closed")
    assert [c.values for c in narrowed.conditions] == [("closed",)]


def test_only_titles_tickets_and_text_ask_the_database() -> None:
    assert not IncidentFilter().where("team", "contains", "mail").asks_texts
    assert not IncidentFilter(text="  ").asks_texts
    assert IncidentFilter(text="mail").asks_texts
    assert IncidentFilter().where("ticket", "is", "SW-1").asks_texts
    assert IncidentFilter().where("title", "empty").asks_texts


def test_blanks_are_no_text_to_look_for() -> None:
    assert IncidentFilter(text=" \t ") == IncidentFilter()
    assert IncidentFilter(text="late").merged(IncidentFilter(text="  ")).text == "late"
