"""Workspaces of every released schema open, and lose nothing on the way up."""

from __future__ import annotations

import io
import shutil
import sqlite3
from contextlib import closing
from datetime import date, time
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import select

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Exclusion, Fix, PauseReason
from desktop_app.domain.phases import PhaseKind
from desktop_app.domain.targets import AGREED_SHARE
from desktop_app.domain.teams import Side
from desktop_app.storage import (
    calendars,
    check,
    comments,
    drafts,
    frames,
    import_profiles,
    imports,
    incident_search,
    incidents,
    journal,
    people,
    phases,
    rotations,
    saved_filters,
    sessions,
    settings,
    targets,
    teams,
)
from desktop_app.storage.database import Database
from desktop_app.storage.schema import issued_sheet
from tests.storage.builders import dumped

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("schema_*.secondway"))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_a_workspace_of_a_released_schema_opens_whole(fixture: Path, tmp_path: Path) -> None:
    path = shutil.copy(fixture, tmp_path / "old.secondway")
    database = Database.open(Path(path))
    with database.read() as connection:
        rows, segments = frames.load(connection)
        texts = incidents.texts(connection, rows["id"].to_list())
        assert rows.height == 60, "60 imported, 1 logged by hand, 1 deleted"
        assert set(segments["incident"]) == set(rows["id"])
        assert "Logged by hand" in {title for _ticket, title in texts.values()}
        assert [view.name for view in saved_filters.all_filters(connection)] == ["Low only"]
        assert [len(found.targets) for found in targets.target_sets(connection)] == [5, 4, 4]
        assert [run.file_name for run in imports.runs(connection)] == ["sample.csv"]
        assert len(incident_search.search(connection, "logged")) == 1
    assert check.problems(database) == []
    database.close()


def test_there_is_a_fixture_of_the_newest_schema() -> None:
    versions = Path(__file__).parents[2] / "desktop_app" / "storage" / "migrations" / "versions"
    newest = max(path.stem.split("_")[0] for path in versions.glob("[0-9]*.py"))
    assert FIXTURES[-1].stem == f"schema_{newest}"


@pytest.mark.parametrize("fixture", FIXTURES[1:], ids=lambda path: path.stem)
def test_people_plans_and_sessions_of_a_released_schema_are_all_there(fixture: Path, tmp_path: Path) -> None:
    database = Database.open(Path(shutil.copy(fixture, tmp_path / "old.secondway")))
    with database.read() as connection:
        everybody = {person.name: person for person in people.people(connection)}
        assert (len(everybody), everybody["Dev 2"].share, everybody["Ops 5"].region) == (10, 80, "AT-9")
        assert [(a.person_id, (a.last_on - a.first_on).days) for a in people.absences(connection)] == [
            (everybody["Dev 3"].id, 10)
        ]
        (rota,) = rotations.rotas(connection)
        draft, published = rotations.plans(connection)[rota.id]
        assert (draft.label, published.label, draft.replaces_version) == ("v2, draft", "v1, published", 1)
        blocks = rotations.blocks(connection, [draft.id, published.id])
        assert [len(blocks[plan.id]) for plan in (draft, published)] == [3, 3]
        assert blocks[published.id][0].question == "Where do pages wait?"
        assert [len(session.host_ids) for session in sessions.sessions(connection)] == [2, 1]
        assert {(t.code, t.minimum) for t in teams.all_teams(connection)} == {("", 0), ("OPS", 3), ("WEB", 2)}
        assert settings.get(connection, "holidays") == "DE-BE"
    database.close()


@pytest.fixture
def first_schema(tmp_path: Path) -> Path:
    return Path(shutil.copy(FIXTURES[0], tmp_path / "first.secondway"))


def test_steps_journaled_before_teams_had_codes_are_undone_and_done_again(first_schema: Path) -> None:
    with closing(sqlite3.connect(first_schema)) as bare, bare:  # as version 0001 wrote it: a row without the columns
        bare.execute("INSERT INTO step (id, name, author, at, kind) VALUES (90, 'Set side', 'me', 1, 'do')")
        bare.execute("UPDATE team SET side = 3, changed_in = 90 WHERE id = 4")
        before, after = (f'{{"name":"Service desk","side":{side}}}' for side in (1, 3))
        bare.execute(
            "INSERT INTO change (step_id, seq, table_name, row_id, before, after) VALUES (90, 1, 'team', 4, ?, ?)",
            (before, after),
        )
    database = Database.open(first_schema)
    as_left = dumped(database)
    with database.write() as connection:
        assert journal.undo(connection, 90, "me", 2).kept == ()
        assert teams.by_name(connection, "Service desk").side is Side.OPS
        journal.redo(connection, "me", 3)
    assert dumped(database) == as_left
    with database.write() as connection, journal.step(connection, "code", "me", 4) as step:
        teams.set_cover(step, 4, "DESK", 2)
    with database.write() as connection:
        assert journal.undo(connection, 90, "me", 5).kept == ("Service desk",), "it was edited since"
        assert teams.by_name(connection, "Service desk").code == "DESK"
    assert check.problems(database) == []
    database.close()


def test_packed_rows_of_the_first_schema_are_undone_and_done_again(first_schema: Path) -> None:
    packed = io.BytesIO()
    frame = pl.DataFrame({"id": range(100, 140), "name": [f"Crew {n}" for n in range(40)], "side": [2] * 40})
    frame.write_ipc(packed, compression="zstd")
    with closing(sqlite3.connect(first_schema)) as bare, bare:
        bare.execute("INSERT INTO step (id, name, author, at, kind) VALUES (91, 'Import', 'me', 1, 'do')")
        bare.executemany("INSERT INTO team (id, changed_in, name, side) VALUES (?, 91, ?, ?)", frame.rows())
        bare.execute(
            "INSERT INTO bulk_change (step_id, seq, table_name, first_id, last_id, after)"
            " VALUES (91, 1, 'team', 100, 139, ?)",
            (packed.getvalue(),),
        )
    database = Database.open(first_schema)
    as_left = dumped(database)
    with database.write() as connection:
        assert journal.undo(connection, 91, "me", 2).restored == 40
        assert len(teams.all_teams(connection)) == 5
        journal.redo(connection, "me", 3)
    assert dumped(database) == as_left
    assert check.problems(database) == []
    database.close()


def test_every_step_of_the_first_schema_can_be_undone(first_schema: Path) -> None:
    database = Database.open(first_schema)
    steps = 0
    with database.write() as connection:
        while (line := journal.undoable(connection, "sample")) is not None:
            journal.undo(connection, line.step, "sample", 9)
            steps += 1
        assert not teams.all_teams(connection)
        for _again in range(steps):
            journal.redo(connection, "sample", 10)
        assert len(teams.all_teams(connection)) == 5
    assert steps == 5
    assert check.problems(database) == []
    database.close()


@pytest.mark.parametrize("fixture", FIXTURES[2:], ids=lambda path: path.stem)
def test_the_lives_of_incidents_of_a_released_schema_are_all_there(fixture: Path, tmp_path: Path) -> None:
    database = Database.open(Path(shutil.copy(fixture, tmp_path / "old.secondway")))
    with database.read() as connection:
        rows, _segments = frames.load(connection)
        fixed = rows.filter(rows["fix"] == Fix.PERMANENT)["id"].to_list()
        (held,) = incidents.load_many(connection, fixed)
        assert (held.workaround, held.fix_note) == ("Restarted by hand", "Longer timeout")
        assert [comment.body for comment in comments.of(connection, held.id)] == ["Seen since the release"]
        duplicates = [each for each in incidents.load_many(connection, rows["id"].to_list()) if each.merged_into]
        assert len(duplicates) == 2
        assert {each.exclusion for each in duplicates} == {Exclusion.DUPLICATE}
        assert drafts.find(connection, "Sample", "incident:new") == {"title": "half typed"}
    database.close()


@pytest.mark.parametrize("fixture", FIXTURES[3:], ids=lambda path: path.stem)
def test_the_profiles_of_a_released_schema_are_all_there(fixture: Path, tmp_path: Path) -> None:
    database = Database.open(Path(shutil.copy(fixture, tmp_path / "old.secondway")))
    with database.read() as connection:
        (profile,) = import_profiles.all_profiles(connection)
    assert (profile.name, profile.tool, profile.answers.time_zone) == (
        "ServiceNow monthly",
        "ServiceNow",
        "Europe/Berlin",
    )
    assert profile.answers.states["Awaiting Dev"].pause_reason is PauseReason.DEV
    database.close()


@pytest.mark.parametrize("fixture", FIXTURES[4:], ids=lambda path: path.stem)
def test_calendars_shares_events_and_issued_sheets_of_a_released_schema_are_all_there(
    fixture: Path, tmp_path: Path
) -> None:
    database = Database.open(Path(shutil.copy(fixture, tmp_path / "old.secondway")))
    with database.read() as connection:
        held = calendars.by_name(connection)
        assert {name: [v.valid_from for v in each] for name, each in held.items()} == {
            "": [None],
            "Nights": [None, date(2026, 7, 1)],
        }
        assert held["Nights"][0].hours[6] == (time(18), time(0))
        assert list(calendars.of_systems(connection).values()) == ["Nights"]
        assert [s.agreed_share for s in targets.target_sets(connection)] == [0.9, AGREED_SHARE, AGREED_SHARE]
        (event,) = phases.events(connection)
        assert (event.kind, event.on, event.title) == (PhaseKind.FIX, date(2026, 6, 1), "Longer timeout")
        assert [row.number for row in connection.execute(select(issued_sheet))] == [1]
        rows, _segments = frames.load(connection)
        assert rows["first_classification"].drop_nulls().to_list() == [Classification.LOW]
        assert rows["seen_until"].count() == 1
    database.close()


@pytest.mark.parametrize("fixture", FIXTURES[:4], ids=lambda path: path.stem)
def test_an_older_workspace_has_one_calendar_and_knows_of_no_other_classification(
    fixture: Path, tmp_path: Path
) -> None:
    database = Database.open(Path(shutil.copy(fixture, tmp_path / "old.secondway")))
    with database.read() as connection:
        assert list(calendars.by_name(connection)) == [""]
        assert {s.agreed_share for s in targets.target_sets(connection)} == {AGREED_SHARE}
        rows, _segments = frames.load(connection)
        assert rows["first_classification"].count() == rows["seen_until"].count() == 0
    database.close()
