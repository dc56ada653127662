"""Incidents counted by a value, against a plain count."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.routes import Outcome
from desktop_app.measures.lists import grouping
from desktop_app.measures.lives.frame import Frame
from tests.measures.factories import measure, random_frame


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([f for f in grouping.FIELDS if f != grouping.WEEK]), st.booleans())
def test_every_group_holds_what_a_plain_count_finds(seed: int, field: str, some: bool) -> None:
    found = random_frame(seed, 60)
    rows = measure(found)
    kept = rows.select((pl.col("id") % 2 == 0).alias("kept"))["kept"] if some else None
    held = rows if kept is None else rows.filter(kept)
    shares = grouping.shares(found, rows, field, kept)
    assert {s.key: s.count for s in shares} == Counter(held[field].to_list())
    assert [s.count for s in shares] == sorted((s.count for s in shares), reverse=True)
    assert sum(s.open for s in shares) == held["open"].sum()
    assert sum(s.past_goal for s in shares) == (held["outcome"] == Outcome.OPEN_PAST.value).sum()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_weeks_begin_on_monday_and_the_newest_comes_first(seed: int) -> None:
    found = random_frame(seed, 60)
    rows = measure(found)
    days = [datetime.fromtimestamp(at, ZoneInfo(found.zone)).date() for at in rows["opened_at"]]
    shares = grouping.shares(found, rows, grouping.WEEK)
    assert {s.key: s.count for s in shares} == Counter(d - timedelta(days=d.weekday()) for d in days)
    assert [s.key for s in shares] == sorted((s.key for s in shares), reverse=True)  # type: ignore[type-var]


def test_nothing_has_no_groups() -> None:
    empty = Frame.empty()
    for field in grouping.FIELDS:
        assert grouping.shares(empty, measure(empty), field) == []


def test_nobody_can_be_counted_by() -> None:
    empty = Frame.empty()
    with pytest.raises(ValueError, match="person"):
        grouping.shares(empty, measure(empty), "person")
