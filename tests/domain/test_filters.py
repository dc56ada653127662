"""A filter is JSON that says exactly what it keeps, and refuses what it does not know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import CHOICES, Condition, IncidentFilter

choices = st.sampled_from(sorted(CHOICES)).flatmap(
    lambda field: st.builds(
        Condition,
        st.just(field),
        st.sampled_from(["one_of", "not_one_of"]),
        st.lists(st.sampled_from(sorted(CHOICES[field]))).map(tuple),
    )
)
names = st.builds(
    Condition,
    st.sampled_from(["team", "system"]),
    st.just("one_of"),
    st.lists(st.none() | st.text(max_size=8)).map(tuple),
)


@given(st.lists(choices | names, max_size=4), st.text(max_size=12))
def test_a_filter_survives_json(conditions: list[Condition], text: str) -> None:
    kept = IncidentFilter(tuple(conditions), text)
    assert IncidentFilter.from_json(kept.to_json()) == kept


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "1", '{"version": 2}', '{"conditions": {}}', '{"conditions": [1]}',
        '{"conditions": [{"field": "caller", "operator": "one_of", "values": []}]}',
        '{"conditions": [{"field": "id; drop table incident", "operator": "one_of", "values": [1]}]}',
        '{"conditions": [{"field": "classification", "operator": "like", "values": ["Low"]}]}',
        '{"conditions": [{"field": "classification", "operator": "one_of", "values": ["Lowest"]}]}',
        '{"conditions": [{"field": "opened", "operator": "between", "values": ["yesterday", null]}]}',
        '{"conditions": [{"field": "open", "operator": "is", "values": ["yes"]}]}',
        '{"conditions": [{"field": "id", "operator": "one_of", "values": ["x"]}]}',
    ],
)  # fmt: skip
def test_a_filter_that_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as refused:
        IncidentFilter.from_json(text)
    assert refused.value.sentence.endswith(".")


def test_there_is_no_field_for_a_person() -> None:
    for name in ("caller", "assignee", "assigned_to", "opened_by", "resolved_by", "author"):
        with pytest.raises(Refused):
            Condition(name, "one_of", ("x",))


def test_a_new_condition_replaces_the_old_one_on_its_field() -> None:
    narrowed = IncidentFilter().where("status", "one_of", "new").where("status", "one_of", "closed")
    assert [c.values for c in narrowed.conditions] == [("closed",)]
