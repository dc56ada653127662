from __future__ import annotations

import pytest

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.teams import Side
from desktop_app.measures.lists import filtering
from desktop_app.measures.lives.frame import Frame
from tests.measures.factories import DEV, OPS, TEAMS, frame, incident, measure

EVERYTHING = IncidentFilter()


@pytest.fixture
def found() -> Frame:
    return frame(
        incident(0, 5, classification=1, team=OPS, system=1, source=1),
        incident(39.25, 45, classification=3, team=DEV, system=2),
        incident(39.5, classification=3, team=None),
        incident(100, None, 900, classification=4, team=4, exclusion=2),
        as_of={1: 2**40},
        zone="Europe/Berlin",
    )


def ids(found: Frame, wanted: IncidentFilter, text_ids: list[int] | None = None) -> list[int]:
    return filtering.selected(measure(found), wanted, found, text_ids)["id"].to_list()


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (("classification", "one_of", "Critical", "Low"), [1, 4]),
        (("classification", "not_one_of", "Critical", "Low"), [2, 3]),
        (("classification", "one_of"), []),
        (("team", "one_of", "Payments dev"), [2]),
        (("team", "one_of", "Payments dev", None), [2, 3]),
        (("team", "one_of", "No such team"), []),
        (("team", "not_one_of", "No such team"), [1, 2, 3, 4]),
        (("team", "not_one_of", "Payments dev"), [1, 3, 4]),
        (("team", "empty"), [3]),
        (("system", "one_of", "Shop", "ledger"), [1, 2]),
        (("source", "one_of", "ServiceNow"), [1]),
        (("source", "empty"), [2, 3, 4]),
        (("side", "one_of", "dev"), [2]),
        (("side", "one_of", "unknown"), [3, 4]),
        (("side", "not_one_of", "unknown"), [1, 2]),
        (("resolved_side", "one_of", "ops"), [1]),
        (("outcome", "one_of", "in_time"), [1, 2]),
        (("exclusion", "one_of", "none"), [1, 2, 3]),
        (("open", "is", 1), [3]),
        (("estimated", "is", 1), [4]),
        (("id", "one_of", 4, 1), [1, 4]),
        (("resolved", "empty"), [3, 4]),
        (("resolved", "between", None, None), [1, 2]),
        # Half past eleven on the third of March in UTC is the fourth in Berlin, a quarter past too.
        (("opened", "between", "2026-03-04", "2026-03-04"), [2, 3]),
        (("opened", "between", None, "2026-03-03"), [1]),
        (("opened", "between", "2026-03-05", None), [4]),
        (("closed", "between", "2026-04-01", None), [4]),
    ],
)
def test_a_condition_keeps_what_it_says(found: Frame, condition: tuple[str, ...], expected: list[int]) -> None:
    assert ids(found, EVERYTHING.where(*condition)) == expected


def test_conditions_hold_together(found: Frame) -> None:
    assert ids(found, EVERYTHING.where("classification", "one_of", "Medium").where("open", "is", 0)) == [2]


def test_the_empty_filter_keeps_all(found: Frame) -> None:
    assert ids(found, EVERYTHING) == [1, 2, 3, 4]


def test_a_text_is_answered_by_the_ids_the_caller_found(found: Frame) -> None:
    assert ids(found, IncidentFilter(text="printer"), [3, 1, 77]) == [1, 3]
    assert ids(found, IncidentFilter(text="printer"), []) == []


def test_a_text_that_nobody_looked_up_is_an_error(found: Frame) -> None:
    with pytest.raises(ValueError, match="no ids"):
        ids(found, IncidentFilter(text="printer"))


def test_a_field_and_its_opposite_share_all_incidents(found: Frame) -> None:
    for side in Side:
        one = ids(found, EVERYTHING.where("side", "one_of", side.key))
        other = ids(found, EVERYTHING.where("side", "not_one_of", side.key))
        assert sorted(one + other) == [1, 2, 3, 4]
    assert {team.side for team in TEAMS.values()} == set(Side)
