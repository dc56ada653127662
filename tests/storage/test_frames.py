from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from desktop_app.domain.columns import INCIDENT_COLUMNS, SEGMENT_COLUMNS
from desktop_app.domain.errors import Cancelled
from desktop_app.storage import frames, incidents, journal
from desktop_app.storage.database import Database
from tests.storage.builders import store

_AT = datetime(2026, 1, 1, tzinfo=UTC)


class _Stopped:
    cancelled = True

    def __call__(self, text: str, share: float | None = None) -> None: ...


def _load(database: Database) -> tuple[pl.DataFrame, pl.DataFrame]:
    with database.read() as connection:
        return frames.load(connection)


def _newest(database: Database) -> int:
    with database.read() as connection:
        return journal.newest_step(connection)


def _refreshed(
    database: Database, old: tuple[pl.DataFrame, pl.DataFrame], since: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The old frame with what changed put in, as the services do it."""
    with database.read() as connection:
        changed, segments, gone = frames.changed_since(connection, since)
    out = [*gone, *changed["id"]]
    kept = old[0].filter(~pl.col("id").is_in(out)), old[1].filter(~pl.col("incident").is_in(out))
    return pl.concat([kept[0], changed]).sort("id"), pl.concat([kept[1], segments]).sort("incident", "from_at")


def test_the_frame_has_exactly_the_columns_that_may_be_measured(database: Database) -> None:
    for _round in range(2):
        found, segments = _load(database)
        assert {n: str(t) for n, t in found.schema.items()} == dict(INCIDENT_COLUMNS)
        assert {n: str(t) for n, t in segments.schema.items()} == dict(SEGMENT_COLUMNS)
        store(database, [f"T{n}" for n in range(1200)], source=f"Tool {_round}")


def test_incidents_come_by_id_and_segments_by_incident_and_time(database: Database) -> None:
    store(database, ["A", "B", "C"])
    found, segments = _load(database)
    assert found["ticket"].to_list() == ["A", "B", "C"]
    assert segments["incident"].to_list() == [1, 1, 2, 2, 3, 3]
    assert segments.select((pl.col("from_at") >= pl.col("to_at").shift()).over("incident").all()).item()


def test_a_deleted_incident_is_not_in_the_frame(database: Database) -> None:
    store(database, ["A", "B"])
    with database.write() as connection, journal.step(connection, "delete", "me", 1) as step:
        incidents.trash(step, [1], _AT)
    found, segments = _load(database)
    assert found["id"].to_list() == [2]
    assert segments["incident"].unique().to_list() == [2]


@pytest.mark.parametrize("size", [3, 60])
def test_a_refreshed_frame_equals_a_new_one_whatever_was_done(database: Database, size: int) -> None:
    """Edits, segments alone, deletes, imports, and their undo and redo, in bulk and one by one."""
    store(database, [f"T{n}" for n in range(size)])

    def edit_segments_only() -> None:
        with database.write() as connection, journal.step(connection, "life", "me", 1) as step:
            held = incidents.load(connection, 2)
            assert held is not None
            incidents.update(step, held, incidents.segments(connection, 2)[:1])

    def trash() -> None:
        with database.write() as connection, journal.step(connection, "delete", "me", 1) as step:
            incidents.trash(step, [1, 3], _AT)

    def import_again() -> None:
        store(database, ["T0", "New"], ids=[1, None], title="Changed")

    def undo() -> None:
        with database.write() as connection:
            newest = journal.undoable(connection, "me")
            assert newest is not None
            journal.undo(connection, newest.step, "me", 2)

    def redo() -> None:
        with database.write() as connection:
            journal.redo(connection, "me", 2)

    done = [edit_segments_only, trash, import_again, undo, undo, redo, redo, undo, undo, undo, undo, redo, redo]
    start, since_start = _load(database), _newest(database)
    frame, since = start, since_start
    for action in done:
        action()
        frame, since = _refreshed(database, frame, since), _newest(database)
        for mine in (frame, _refreshed(database, start, since_start)):
            for ours, fresh in zip(mine, _load(database), strict=True):
                assert_frame_equal(ours, fresh)


def test_loading_stops_when_asked(database: Database) -> None:
    store(database, ["A"])
    with pytest.raises(Cancelled), database.read() as connection:
        frames.load(connection, _Stopped())
