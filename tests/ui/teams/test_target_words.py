"""What is said of targets and days, and what is read from typing."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.stamps import read_day
from desktop_app.domain.targets import Target, TargetSet, TargetSetKind, Unit
from desktop_app.ui.teams.target_words import (
    day_words,
    preview,
    removal_preview,
    span_words,
    spans,
)
from desktop_app.ui.widgets.value_field import read_value, value_words

LOW = Classification.LOW
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def held(*days: date | None) -> TargetSet:
    targets = tuple(Target(LOW, n + 1.0, Unit.DAYS, day, n + 1) for n, day in enumerate(days))
    return TargetSet(1, "Shared goal", TargetSetKind.SHARED, targets)


@given(DAYS)
def test_a_day_reads_as_it_is_said(day: date) -> None:
    assert read_day(day_words(day)) == read_day(day.isoformat()) == day


@given(st.integers(1, 9_999_999).map(lambda n: n / 100))
def test_a_value_reads_as_it_is_shown(value: float) -> None:
    assert read_value(value_words(value)) == pytest.approx(value)


@given(st.lists(DAYS, unique=True, max_size=5), st.booleans(), DAYS)
@settings(max_examples=50)
def test_spans_follow_each_other_and_agree_with_the_target_of_the_day(
    days: list[date], beginning: bool, on: date
) -> None:
    target_set = held(*([None] if beginning else []), *days)
    placed = spans(target_set, LOW)
    for earlier, later in pairwise(placed):
        assert earlier.until is not None
        assert earlier.until + timedelta(days=1) == later.target.valid_from
    inside = [s.target for s in placed if (s.target.valid_from or date.min) <= on <= (s.until or date.max)]
    assert inside == [t for t in [target_set.target(LOW, on)] if t]


def test_the_days_of_a_target_are_said_with_both_ends() -> None:
    first, second, third = spans(held(None, date(2026, 6, 1), date(2026, 7, 1)), LOW)
    assert [span_words(s) for s in (first, second, third)] == [
        "until 31 May 2026",
        "1 Jun 2026 to 30 Jun 2026",
        "from 1 Jul 2026",
    ]
    assert span_words(spans(held(None), LOW)[0]) == "from the beginning"


@pytest.mark.parametrize("text", ["31 Jun 2026", "6/1/2026", "soon", "1 Foo 2026", "2026-13-01"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refused, match="is not a day; write it as 1 Jun 2026 or 2026-06-01"):
        read_day(text)


@pytest.mark.parametrize("text", ["0", "-3", "abc", "1,000", "nan", "inf", "1.234", "1e3", "100000"])
def test_what_is_no_target_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="hours or days above zero"):
        read_value(text)


def test_nothing_typed_is_the_beginning_and_no_target() -> None:
    assert read_day("  ") is None
    assert read_value("  ") is None


def test_the_preview_says_what_stays_before_and_after() -> None:
    now = held(None, date(2026, 7, 1))
    assert preview(now, Target(LOW, 4, Unit.HOURS, date(2026, 6, 1))) == (
        "4 h for incidents opened 1 Jun 2026 to 30 Jun 2026; before that 1 d still holds; after that 2 d still holds."
    )
    assert (
        preview(held(None), Target(LOW, 0.25, Unit.HOURS)) == "0.25 h instead of 1 d for incidents opened on any day."
    )


def test_the_preview_of_a_removal_says_what_holds_instead() -> None:
    placed = spans(held(None, date(2026, 7, 1)), LOW)
    assert removal_preview(placed, placed[1].target) == "2 d is removed; 1 d holds instead."
    assert removal_preview(placed[:1], placed[0].target) == "Low would have no target in this set."
