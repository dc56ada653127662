"""Whatever happens to an incident, its segments follow each other; what cannot happen is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.incidents import Exclusion, Fix, Incident, PauseReason, Segment, Status
from desktop_app.domain.lives import CONTINUES, Act, Doing, Lived, Times, acted, changed, possible, retold

OPENED = datetime(2026, 3, 2, 8, tzinfo=UTC)
LATER = OPENED + timedelta(days=400)
HOUR = timedelta(hours=1)


def new(team: int | None = 1) -> Lived:
    held = Incident(1, 1, "SW-1", "Batch late", Classification.HIGH, Status.NEW, OPENED, team_id=team)
    return Lived(held, (Segment(OPENED, None, Status.NEW, team),))


def do(lived: Lived, act: Act, hours: float, **more: object) -> Lived:
    return acted(lived, Doing(act, OPENED + hours * HOUR, **more), LATER)  # type: ignore[arg-type]


def shape(lived: Lived) -> list[tuple[str, int | None]]:
    return [(s.status.key, s.team_id) for s in lived.segments]


acts = st.tuples(
    st.sampled_from(list(Act)),
    st.integers(0, 5_000),
    st.integers(1, 3),
    st.sampled_from([r for r in PauseReason if r]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(acts, max_size=25))
def test_any_life_is_told_without_gaps(doings: list[tuple[Act, int, int, PauseReason]]) -> None:
    lived, at = new(), OPENED
    for act, minutes, team, reason in doings:
        at += timedelta(minutes=minutes)
        before = lived
        try:
            lived = acted(lived, Doing(act, at, team_id=team, reason=reason, into=9), LATER)
        except Refused:
            assert lived == before
            continue
        held, segments = lived.incident, lived.segments
        assert segments[0].from_at == held.opened_at
        assert all(a.to_at == b.from_at for a, b in pairwise(segments))
        assert all(s.to_at is None or s.to_at >= s.from_at for s in segments)
        assert (segments[-1].to_at is None) == (not held.status.ended)
        if not held.status.ended:
            last = segments[-1]
            assert (last.status, last.team_id, last.pause_reason) == (held.status, held.team_id, held.pause_reason)
        assert (held.resolved_at is not None) == (
            held.status in (Status.RESOLVED, Status.CLOSED) and not merged_open(held)
        )
        assert possible(held)


def merged_open(held: Incident) -> bool:
    """It was closed by being merged before anybody had resolved it."""
    return held.merged_into is not None and held.resolved_at is None


def test_each_act_writes_a_segment() -> None:
    lived = do(new(), Act.ACKNOWLEDGE, 1)
    lived = do(lived, Act.START_WORK, 2)
    lived = do(lived, Act.PAUSE, 3, reason=PauseReason.SUPPLIER)
    lived = do(lived, Act.START_WORK, 5)
    lived = do(lived, Act.HAND_OVER, 6, team_id=2)
    lived = do(lived, Act.RESTORE, 7, workaround="Restarted it")
    lived = do(lived, Act.RESOLVE, 9, fix=Fix.PERMANENT, note="Longer timeout")
    assert shape(lived) == [
        ("new", 1),
        ("assigned", 1),
        ("in_work", 1),
        ("paused", 1),
        ("in_work", 1),
        ("assigned", 2),
        ("in_work", 2),
    ]
    held = lived.incident
    assert (held.acknowledged_at, held.restored_at, held.resolved_at) == (
        OPENED + HOUR,
        OPENED + 7 * HOUR,
        OPENED + 9 * HOUR,
    )
    assert (held.workaround, held.fix, held.fix_note) == ("Restarted it", Fix.PERMANENT, "Longer timeout")


def test_a_reopened_incident_keeps_its_first_resolve_and_is_acknowledged_still() -> None:
    lived = do(do(do(new(), Act.RESOLVE, 2, fix=Fix.WORKAROUND), Act.CLOSE, 3), Act.REOPEN, 30)
    held = lived.incident
    assert (held.first_resolved_at, held.resolved_at, held.closed_at) == (OPENED + 2 * HOUR, None, None)
    assert (held.reopens, held.fix, held.status) == (1, Fix.UNKNOWN, Status.ASSIGNED)
    assert shape(lived)[-2:] == [("resolved", 1), ("assigned", 1)]


def test_a_merged_incident_is_left_out_and_splitting_makes_it_what_it_was() -> None:
    before = do(new(), Act.PAUSE, 1, reason=PauseReason.USER)
    merged = do(before, Act.MERGE, 2, into=7)
    assert (merged.incident.exclusion, merged.incident.status, merged.incident.merged_into) == (
        Exclusion.DUPLICATE,
        Status.CLOSED,
        7,
    )
    assert possible(merged.incident) == {Act.SPLIT, Act.COMMENT}
    assert do(merged, Act.SPLIT, 3) == before


def test_what_had_ended_before_it_was_merged_ends_the_same_after_splitting() -> None:
    before = do(do(new(), Act.RESOLVE, 1), Act.CLOSE, 2)
    assert do(do(before, Act.MERGE, 3, into=7), Act.SPLIT, 4) == before


def test_an_act_before_the_newest_change_is_refused_unless_the_minute_is_the_same() -> None:
    lived = do(new(), Act.START_WORK, 2 + 40 / 3600)
    with pytest.raises(Refused, match="before the newest change of SW-1"):
        do(lived, Act.PAUSE, 1, reason=PauseReason.USER)
    paused = do(lived, Act.PAUSE, 2, reason=PauseReason.USER)
    assert paused.segments[-1].from_at == OPENED + 2 * HOUR + timedelta(seconds=40)


def test_an_act_in_the_future_is_refused() -> None:
    with pytest.raises(Refused, match="lies in the future"):
        acted(new(), Doing(Act.RESOLVE, LATER + HOUR), LATER)


@pytest.mark.parametrize(
    ("act", "more"),
    [(Act.HAND_OVER, {"team_id": 1}), (Act.CLOSE, {}), (Act.REOPEN, {}), (Act.SPLIT, {})],
)
def test_what_would_change_nothing_or_comes_too_early_is_refused(act: Act, more: dict[str, int]) -> None:
    with pytest.raises(Refused, match="SW-1"):
        do(new(), act, 1, **more)


def times(lived: Lived, **more: object) -> Times:
    held = lived.incident
    facts = {
        "opened_at": held.opened_at,
        "acknowledged_at": held.acknowledged_at,
        "restored_at": held.restored_at,
        "resolved_at": held.resolved_at,
        "closed_at": held.closed_at,
        "segments": lived.segments,
    }
    return Times(**(facts | more))  # type: ignore[arg-type]


def test_corrected_times_are_taken_when_the_segments_still_follow_each_other() -> None:
    lived = do(do(new(), Act.START_WORK, 2), Act.RESOLVE, 6)
    first, second = lived.segments
    moved = (
        Segment(OPENED, OPENED + HOUR, first.status, 1),
        Segment(OPENED + HOUR, OPENED + 5 * HOUR, second.status, 2),
    )
    after = retold(lived, times(lived, resolved_at=OPENED + 5 * HOUR, segments=moved), LATER)
    assert after.segments == moved
    assert after.incident.resolved_at == OPENED + 5 * HOUR


def test_the_newest_segment_of_an_open_incident_says_its_state() -> None:
    lived = new()
    after = retold(lived, times(lived, segments=(Segment(OPENED, None, Status.IN_WORK, 4),)), LATER)
    assert (after.incident.status, after.incident.team_id) == (Status.IN_WORK, 4)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"opened_at": OPENED - HOUR}, "does not begin when the incident was opened"),
        ({"resolved_at": OPENED + 7 * HOUR}, "does not end when the incident was repaired"),
        ({"resolved_at": None}, "needs the time when it was resolved"),
        ({"resolved_at": OPENED - HOUR}, "Resolved lies before opened"),
        ({"closed_at": OPENED + 9 * HOUR}, "not closed yet"),
        ({"resolved_at": LATER + HOUR}, "Resolved lies in the future"),
        ({"acknowledged_at": OPENED - HOUR}, "Acknowledged lies before opened"),
        ({"segments": ()}, "does not begin"),
        (
            {"segments": (Segment(OPENED, OPENED + HOUR, Status.NEW), Segment(OPENED + 2 * HOUR, None, Status.NEW))},
            "ends when the next one begins",
        ),
        (
            {
                "segments": (
                    Segment(OPENED, OPENED + 9 * HOUR, Status.NEW),
                    Segment(OPENED + 9 * HOUR, OPENED + 6 * HOUR, Status.NEW),
                )
            },
            "end before it begins",
        ),
    ],
)
def test_times_that_cannot_be_are_refused_with_a_sentence(more: dict[str, object], sentence: str) -> None:
    lived = do(do(new(), Act.START_WORK, 2), Act.RESOLVE, 6)
    with pytest.raises(Refused, match=sentence):
        retold(lived, times(lived, **more), LATER)


def test_an_open_incident_has_no_end() -> None:
    lived = new()
    with pytest.raises(Refused, match="resolve it first"):
        retold(lived, times(lived, resolved_at=OPENED + HOUR), LATER)
    with pytest.raises(Refused, match="has no end yet"):
        retold(lived, times(lived, segments=(Segment(OPENED, OPENED + HOUR, Status.NEW),)), LATER)


def test_within_thirty_days_it_is_the_same_incident_and_later_a_new_one_that_names_it() -> None:
    ended = do(do(new(), Act.START_WORK, 1), Act.RESOLVE, 2, fix=Fix.PERMANENT)
    again = do(ended, Act.REOPEN, 2 + 30 * 24)
    assert (again.incident.id, again.incident.reopens) == (1, 1)
    later = do(ended, Act.REOPEN, 2 + 30 * 24 + 0.001)
    held = later.incident
    assert (held.id, held.ticket, held.status, held.reopens) == (0, "", Status.ASSIGNED, 0)
    assert (held.title, held.classification, held.extra) == ("Batch late", Classification.HIGH, {CONTINUES: "SW-1"})
    assert shape(later) == [("assigned", 1)]
    assert later.segments[0].from_at == held.opened_at
    cancelled = do(new(), Act.CANCEL, 1)
    assert do(cancelled, Act.REOPEN, 24 * 300).incident.id == 1, "coming back from a cancellation is no reopening"


def test_an_edit_does_not_bring_back_what_ended_long_ago() -> None:
    ended = do(new(), Act.RESOLVE, 2, fix=Fix.PERMANENT)
    back = replace(ended.incident, status=Status.IN_WORK, resolved_at=None)
    assert changed(ended, back, OPENED + 3 * HOUR).incident.reopens == 1
    with pytest.raises(Refused, match="SW-1 ended more than 30 days ago"):
        changed(ended, back, OPENED + 24 * 40 * HOUR)


def test_the_first_classification_is_kept_once() -> None:
    lived = new()
    for kind in (Classification.CRITICAL, Classification.LOW):
        lived = changed(lived, replace(lived.incident, classification=kind), LATER)
    assert lived.incident.first_classification is Classification.HIGH
