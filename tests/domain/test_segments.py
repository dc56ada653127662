"""The life of an incident stays without gaps, whatever is edited."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import Refused
from desktop_app.domain.incidents import PauseReason, Segment, Status
from desktop_app.domain.segments import advanced, begun, retimed

T0 = datetime(2026, 3, 2, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
NONE = PauseReason.NONE


def test_an_incident_logged_as_open_has_one_lasting_segment() -> None:
    assert begun(T0, Status.NEW, 7, NONE, None) == (Segment(T0, None, Status.NEW, 7),)


def test_an_incident_logged_as_resolved_was_in_work_until_then() -> None:
    assert begun(T0, Status.RESOLVED, 7, NONE, T0 + HOUR) == (Segment(T0, T0 + HOUR, Status.IN_WORK, 7),)


def test_a_hand_over_closes_one_segment_and_opens_the_next() -> None:
    life = advanced(begun(T0, Status.NEW, 1, NONE, None), T0 + HOUR, Status.IN_WORK, 2, NONE)
    assert life == (Segment(T0, T0 + HOUR, Status.NEW, 1), Segment(T0 + HOUR, None, Status.IN_WORK, 2))


def test_the_same_state_again_changes_nothing() -> None:
    life = begun(T0, Status.PAUSED, 1, PauseReason.USER, None)
    assert advanced(life, T0 + HOUR, Status.PAUSED, 1, PauseReason.USER) == life


def test_a_reopened_incident_shows_the_time_it_was_resolved() -> None:
    life = begun(T0, Status.RESOLVED, 1, NONE, T0 + HOUR)
    life = advanced(life, T0 + 3 * HOUR, Status.IN_WORK, 1, NONE)
    assert [s.status for s in life] == [Status.IN_WORK, Status.RESOLVED, Status.IN_WORK]
    assert life[1].from_at == T0 + HOUR
    assert life[1].to_at == life[2].from_at == T0 + 3 * HOUR


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(Refused, match="before it was opened"):
        retimed(begun(T0, Status.NEW, 1, NONE, None), T0, T0 - HOUR)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 200), st.sampled_from(Status), st.sampled_from([None, 1, 2, 3]), st.sampled_from(PauseReason)
        ),
        max_size=8,
    ),
    st.integers(-50, 50),
    st.one_of(st.none(), st.integers(50, 400)),
)
def test_whatever_happens_segments_follow_each_other_without_gaps(
    moves: list[tuple[int, Status, int | None, PauseReason]], opened: int, ended: int | None
) -> None:
    life = begun(T0, Status.NEW, None, NONE, None)
    at = T0
    for minutes, status, team, reason in moves:
        at += timedelta(minutes=minutes)
        life = advanced(life, at, status, team, reason)
    end = None if ended is None else T0 + timedelta(minutes=ended)
    for result in (life, retimed(life, T0 + timedelta(minutes=opened), end)):
        for earlier, later in pairwise(result):
            assert earlier.to_at == later.from_at
        assert all(s.to_at is None or s.to_at >= s.from_at for s in result)
    retimed_life = retimed(life, T0 + timedelta(minutes=opened), end)
    assert retimed_life[0].from_at == T0 + timedelta(minutes=opened)
    if end is not None:
        assert retimed_life[-1].to_at == end
