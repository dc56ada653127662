"""Acts on incidents: each is one named step that tells what it left alone, and undo makes everything as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.incidents import Exclusion, Fix, IncidentForm, PauseReason, ReleaseRelated, Status
from desktop_app.domain.lives import CONTINUES, REOPEN_DAYS, Act, Times
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.storage import check, incidents
from tests.storage.builders import dumped

NOON = int(datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp())
Clock = Callable[[int], None]


@pytest.fixture
def three(services: Services, clock: Clock) -> list[int]:
    """Three open incidents of Operations, logged at noon; now it is one."""
    clock(NOON)
    made = [services.incidents.log(IncidentForm(f"Batch {n} late", team="Operations")).ids[0] for n in range(3)]
    clock(NOON + 3600)
    return made


def test_an_act_on_several_is_one_step_and_names_what_it_left(services: Services, three: list[int]) -> None:
    services.life.resolve(three[:1], Fix.PERMANENT, "New timeout")
    done = services.life.pause(three, PauseReason.SUPPLIER, comment="Ticket with the supplier")
    assert done.name == "Pause: 2 incidents"
    assert done.ids == tuple(three[1:])
    assert done.message == "1 was left as it is: “Pause” is not possible for SW-1 as it is now."
    assert [services.incidents.detail(n).incident.status for n in three] == [
        Status.RESOLVED,
        Status.PAUSED,
        Status.PAUSED,
    ]
    assert [len(services.incidents.detail(n).comments) for n in three] == [0, 1, 1]


def test_when_none_allows_it_nothing_is_stored(services: Services, three: list[int]) -> None:
    services.life.resolve(three, Fix.WORKAROUND)
    before = dumped(services.workspace.database)
    with pytest.raises(Refused, match="“Hand over” is not possible for SW-1"):
        services.life.hand_over(three, "Team that is new")
    assert dumped(services.workspace.database) == before


def test_a_whole_life_is_told_by_the_history_and_taken_back_step_by_step(
    services: Services, three: list[int], clock: Clock
) -> None:
    (number, *_others), before = three, dumped(services.workspace.database)
    life, acts = services.life, 0
    for minute, act in enumerate(
        (
            lambda: life.acknowledge([number]),
            lambda: life.start_work([number]),
            lambda: life.hand_over([number], "Payments Dev", comment="It is in the new release"),
            lambda: life.pause([number], PauseReason.CHANGE),
            lambda: life.start_work([number]),
            lambda: life.restore([number], "Restarted by hand"),
            lambda: life.set_release_related([number], ReleaseRelated.YES),
            lambda: life.resolve([number], Fix.PERMANENT, "Index added"),
            lambda: life.close([number]),
            lambda: life.reopen([number], comment="Came back"),
            lambda: life.cancel([number]),
        )
    ):
        clock(NOON + 3600 + 60 * minute)
        act()
        acts += 1
    detail = services.incidents.detail(number)
    assert [line.name for line in detail.history][:3] == ["Cancel incident: SW-1", "Reopen: SW-1", "Close: SW-1"]
    assert len(detail.history) == acts + 1
    assert ("Workaround", "–", "Restarted by hand") in [c for line in detail.history for c in line.changes]
    assert [c.body for c in detail.comments] == ["It is in the new release", "Came back"]
    assert detail.segments[0].team == "Operations"
    assert check.problems(services.workspace.database) == []
    for _each in range(acts):
        services.history.undo()
    assert dumped(services.workspace.database) == before


def test_duplicates_end_are_left_out_and_follow_when_their_own_is_merged_on(
    services: Services, three: list[int]
) -> None:
    first, second, third = three
    services.life.merge([third], second)
    services.life.merge([second], first)
    detail = services.incidents.detail(first)
    assert [ticket for _id, ticket, _title in detail.duplicates] == ["SW-2", "SW-3"]
    gone = services.incidents.detail(third)
    assert gone.merged_into == (first, "SW-1")
    assert (gone.incident.exclusion, gone.acts) == (Exclusion.DUPLICATE, {Act.SPLIT, Act.COMMENT})
    assert services.incidents.open_list(View()).open == 1
    services.life.split([second, third])
    assert services.incidents.open_list(View()).open == 3
    assert services.incidents.detail(first).duplicates == ()


def test_merging_refuses_itself_what_is_gone_and_what_is_merged(services: Services, three: list[int]) -> None:
    first, second, third = three
    with pytest.raises(Refused, match="into itself"):
        services.life.merge([first], first)
    with pytest.raises(Refused, match="no longer there"):
        services.life.merge([first], 99)
    services.life.merge([third], second)
    with pytest.raises(Refused, match="SW-3 is itself merged"):
        services.life.merge([first], third)


def test_times_are_corrected_once_and_a_second_hand_meets_a_conflict(services: Services, three: list[int]) -> None:
    number = three[0]
    services.life.resolve([number], Fix.UNKNOWN)
    detail = services.incidents.detail(number)
    held, (segment,) = detail.incident, detail.raw_segments
    end = held.opened_at + timedelta(minutes=10)
    times = Times(held.opened_at, held.acknowledged_at, None, end, None, (replace(segment, to_at=end),))
    services.life.correct_times(number, times, held.changed_in)
    after = services.incidents.detail(number)
    assert after.so_far_seconds == 600
    assert after.history[0].name == "Correct times of SW-1"
    with pytest.raises(Conflict):
        services.life.correct_times(number, times, held.changed_in)
    assert check.problems(services.workspace.database) == []


def test_a_correction_of_segments_alone_is_in_the_history(services: Services, three: list[int], clock: Clock) -> None:
    number = three[0]
    services.life.start_work([number])
    clock(NOON + 7200)
    detail = services.incidents.detail(number)
    held, (new, work) = detail.incident, detail.raw_segments
    middle = held.opened_at + timedelta(minutes=5)
    segments = (replace(new, to_at=middle), replace(work, from_at=middle))
    times = Times(held.opened_at, held.acknowledged_at, None, None, None, segments)
    services.life.correct_times(number, times, held.changed_in)
    line = services.incidents.detail(number).history[0]
    assert [label for label, _before, _after in line.changes] == ["Segment until", "Segment from"]


def test_only_its_author_changes_a_comment(services: Services, three: list[int]) -> None:
    number = three[0]
    services.life.comment([number], "  Seen since the release ")
    (comment,) = services.incidents.detail(number).comments
    assert (comment.body, comment.own) == ("Seen since the release", True)
    services.life.change_comment(comment.id, "Seen since Monday")
    services.workspace.author = "Somebody else"
    (comment,) = services.incidents.detail(number).comments
    assert not comment.own
    for write in (
        lambda: services.life.change_comment(comment.id, "No"),
        lambda: services.life.remove_comment(comment.id),
    ):
        with pytest.raises(Refused, match="somebody else"):
            write()


def test_a_removed_comment_stays_in_the_history(services: Services, three: list[int]) -> None:
    number = three[0]
    services.life.comment([number], "Seen")
    (comment,) = services.incidents.detail(number).comments
    services.life.remove_comment(comment.id)
    detail = services.incidents.detail(number)
    assert detail.comments == ()
    assert [line.name for line in detail.history] == ["Remove comment", "Comment: SW-1", "Log incident"]
    assert detail.history[0].changes == (("Comment", "Seen", "–"),)


@pytest.mark.parametrize("body", ["", "   ", "x" * 10_001])
def test_an_empty_or_endless_comment_is_refused(services: Services, three: list[int], body: str) -> None:
    with pytest.raises(Refused):
        services.life.comment(three, body)


def test_many_incidents_are_handled_like_one(filled: Services, clock: Clock) -> None:
    """More than 32 are written in bulk: the same comes of it as one by one, and undo makes it as it was."""
    database = filled.workspace.database
    known = filled.workspace.frames.current().incidents
    at = datetime.fromtimestamp(int(known["closed_at"].max()) + 3600, UTC)  # type: ignore[arg-type]
    ended = pl.col("resolved_at") > at.timestamp() - REOPEN_DAYS * 86_400
    ids = known.filter(ended.fill_null(value=False))["id"].to_list()[:200]
    clock(int(at.timestamp()))
    before = dumped(database)
    bulk = filled.life.reopen(ids, at)
    after = _lives(filled, ids)
    assert len(bulk.ids) > 50
    assert check.problems(database) == []
    filled.history.undo()
    assert dumped(database) == before
    for number in bulk.ids:
        filled.life.reopen([number], at)
    assert _lives(filled, ids) == after


def _lives(services: Services, ids: list[int]) -> list[object]:
    with services.workspace.database.read() as connection:
        life = incidents.lives(connection, ids)
        return [(replace(held, changed_in=0), life[held.id]) for held in incidents.load_many(connection, ids)]


def test_the_classification_is_no_part_of_a_life(services: Services, three: list[int]) -> None:
    services.life.start_work(three)
    assert {services.incidents.detail(n).incident.classification for n in three} == {Classification.MEDIUM}


def test_what_comes_back_after_thirty_days_is_logged_anew(services: Services, three: list[int], clock: Clock) -> None:
    services.life.resolve(three, Fix.PERMANENT)
    before = dumped(services.workspace.database)
    clock(NOON + 40 * 86_400)
    done = services.life.reopen(three[:1], comment="It is back")
    assert done.message == "SW-1 ended more than 30 days ago: SW-4 was logged and continues it."
    (number,) = done.ids
    held = services.incidents.detail(number)
    assert (held.incident.ticket, held.incident.extra) == ("SW-4", {CONTINUES: "SW-1"})
    assert [comment.body for comment in held.comments] == ["It is back"]
    old = services.incidents.detail(three[0])
    assert (old.incident.status, [comment.body for comment in old.comments]) == (
        Status.RESOLVED,
        ["It goes on in SW-4."],
    )
    many = services.life.reopen(three[1:])
    assert many.message.startswith("2 ended more than 30 days ago: new incidents were logged")
    assert check.problems(services.workspace.database) == []
    services.history.undo()
    services.history.undo()
    assert dumped(services.workspace.database) == before
