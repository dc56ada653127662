from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Refused
from desktop_app.measures.lists import sorting
from desktop_app.measures.lives.frame import Frame
from tests.measures.factories import DEV, OPS, at, frame, incident, measure, random_frame


def ids(found: Frame, column: str, *, descending: bool = False) -> list[int]:
    rows = measure(found)
    return rows["id"].to_numpy()[sorting.order(found, rows, column, descending=descending)].tolist()


def test_names_sort_without_regard_to_case_and_unknown_ones_last_either_way() -> None:
    found = frame(incident(team=OPS), incident(team=None), incident(team=5), incident(team=DEV), incident(team=5))
    assert ids(found, "team") == [3, 5, 4, 1, 2]  # network, Payments dev, Service desk
    assert ids(found, "team", descending=True) == [1, 4, 3, 5, 2]


def test_tickets_sort_as_text() -> None:
    found = frame(incident(ticket="inc2"), incident(ticket="INC10"), incident(ticket=None), incident(ticket="INC1"))
    assert ids(found, "ticket") == [4, 2, 1, 3]


def test_the_goal_puts_what_is_furthest_past_it_first() -> None:
    found = frame(incident(0, 80), incident(0), incident(0, 5), incident(0, 5, exclusion=1), now=at(100))
    assert ids(found, "goal") == [2, 1, 3, 4]


def test_side_is_that_of_the_team_now() -> None:
    assert ids(frame(incident(team=DEV), incident(team=None), incident(team=OPS)), "side") == [3, 1, 2]


def test_a_column_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refused, match="assignee"):
        ids(frame(incident()), "assignee")


def test_an_empty_list_has_an_empty_order() -> None:
    assert ids(Frame.empty(), "opened") == []


COLUMNS = ("opened", "resolved", "closed", "deadline", "repair", "waiting", "classification", "route", "open")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(COLUMNS), st.booleans(), st.booleans())
def test_order_is_that_of_a_plain_stable_sort(seed: int, column: str, descending: bool, shuffled: bool) -> None:
    found = random_frame(seed, 40)
    rows = measure(found)
    if shuffled:
        rows = rows.sample(fraction=1.0, shuffle=True, seed=seed % 1000)
    name = next(c for c in (f"{column}_at", f"{column}_s", column) if c in rows.columns)
    keyed = list(zip(rows[name].to_list(), rows["id"].to_list(), range(rows.height), strict=True))
    known = sorted((k for k in keyed if k[0] is not None), key=lambda k: (-k[0] if descending else k[0], k[1]))
    unknown = sorted((k for k in keyed if k[0] is None), key=lambda k: k[1])
    expected = [position for _value, _id, position in [*known, *unknown]]
    assert sorting.order(found, rows, column, descending=descending).tolist() == expected


def test_values_too_far_apart_to_be_packed_sort_all_the_same() -> None:
    found = frame(incident(0), incident(-(2**50) / 3600), incident(2**50 / 3600), now=2**51)
    assert ids(found, "opened") == [2, 1, 3]
    assert sorting.order(found, measure(found), "opened").dtype == np.int32, "four bytes a row are enough"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["INC", "inc", "X", ""]), st.integers(0, 2000), st.booleans()), min_size=1),
    st.booleans(),
)
def test_tickets_sort_as_text_whatever_they_look_like(made: list[tuple[str, int, bool]], descending: bool) -> None:
    tickets = [f"{start}{n:04}" if padded else f"{start}{n}" for start, n, padded in made]
    found = frame(*(incident(ticket=ticket) for ticket in tickets))
    numbered = sorted(enumerate(tickets, 1), key=lambda each: each[1].lower(), reverse=descending)
    order = ids(found, "ticket", descending=descending)
    assert [tickets[i - 1].lower() for i in order] == [ticket.lower() for _place, ticket in numbered]
    assert sorted(order) == list(range(1, len(tickets) + 1)), "every incident once"


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["opened", "team", "goal", "age", "ticket"]), st.booleans())
def test_a_part_of_the_rows_is_in_the_same_order_as_in_the_whole(seed: int, column: str, descending: bool) -> None:
    found = random_frame(seed, 40)
    rows = measure(found)
    kept = rows.select((pl.col("id") % 3 != seed % 3).alias("kept"))["kept"]
    whole = sorting.order(found, rows, column, descending=descending)
    part = sorting.order(found, rows, column, descending=descending, kept=kept)
    assert part.tolist() == [row for row in whole.tolist() if kept[row]]


def test_age_is_that_of_what_is_open_and_the_others_come_last() -> None:
    found = frame(incident(0, 5), incident(10), incident(0), now=at(100))
    assert ids(found, "age", descending=True) == [3, 2, 1]
    assert ids(found, "age") == [2, 3, 1]
