"""Backups in the manager's verbs: made when something changed, listed, restored, undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.backups import Reason
from desktop_app.domain.errors import Conflict, Refused, WorkspaceError
from desktop_app.domain.imports import ImportAnswers
from desktop_app.services import rescue
from desktop_app.services.backups import not_sound
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage.dump import logical_dump
from desktop_app.storage.entrance import may_write
from tests import factories
from tests.storage.builders import store

SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "servicenow_event_log.zip"


def dumped(services: Services) -> str:
    with services.workspace.database.read() as connection:
        return logical_dump(connection)


def later(workspace: Workspace, count: int) -> None:
    """Some more incidents, of another tool."""
    store(workspace.database, [f"L{n}" for n in range(count)], source="Later")


def test_a_backup_is_made_only_when_something_was_stored(services: Services, workspace: Workspace) -> None:
    assert services.backups.automatic() is None, "nothing in it yet"
    assert services.backups.last() is None
    factories.fill(workspace, 50)
    made = services.backups.automatic()
    assert made is not None
    assert (made.reason, made.incidents) == (Reason.AUTOMATIC, 50)
    assert services.backups.last() == made.at
    assert services.backups.automatic() is None, "nothing was stored since"
    later(workspace, 5)
    assert services.backups.automatic() is not None


def test_an_import_into_a_filled_workspace_keeps_what_was_there(filled: Services) -> None:
    before = dumped(filled)
    prepared = filled.imports.prepare(SAMPLE, ImportAnswers(time_zone="UTC"))
    filled.imports.commit(prepared)
    line = filled.backups.backups()[0]
    assert line.reason is Reason.BEFORE_IMPORT
    filled.backups.restore(line.path)
    assert dumped(filled) == before


def test_a_first_import_and_one_with_a_fresh_backup_write_none(services: Services) -> None:
    services.imports.commit(services.imports.prepare(SAMPLE, ImportAnswers(time_zone="UTC")))
    assert services.backups.backups() == ()
    services.backups.backup()
    services.imports.commit(services.imports.prepare(SAMPLE, ImportAnswers(time_zone="UTC")))
    assert [line.reason for line in services.backups.backups()] == [Reason.MANUAL]


def test_an_import_goes_on_when_its_backup_cannot_be_written(filled: Services) -> None:
    path = filled.workspace.database.path
    path.with_name(f"{path.stem} backups").write_text("a file where the folder should be")
    prepared = filled.imports.prepare(SAMPLE, ImportAnswers(time_zone="UTC"))
    changes = filled.imports.commit(prepared)
    assert "890 incidents imported" in changes.message
    assert "There is no backup from before" in changes.message
    assert str(path.parent) in changes.message


def test_a_restore_shows_at_once_and_is_undone_by_one_call(filled: Services, workspace: Workspace) -> None:
    then, made = dumped(filled), filled.backups.backup()
    assert workspace.facts().incidents == 2000
    later(workspace, 10)
    now = dumped(filled)
    assert workspace.facts().incidents == 2010
    changes = filled.backups.restore(made)
    assert "The workspace is as it was on" in changes.message
    assert dumped(filled) == then
    assert workspace.facts().incidents == 2000, "the frame is read again"
    files = filled.backups.files()
    assert files.restored is not None
    assert files.restored.reason is Reason.BEFORE_RESTORE
    filled.backups.undo_restore()
    assert dumped(filled) == now
    assert workspace.facts().incidents == 2010
    assert filled.backups.check() == ()


def test_another_window_reads_everything_again_after_a_restore(filled: Services, workspace: Workspace) -> None:
    made = filled.backups.backup()
    later(workspace, 10)
    other = Workspace.open(workspace.database.path)
    assert other.facts().incidents == 2010
    filled.backups.restore(made)
    assert other.facts().incidents == 2000
    other.close()


def test_a_restore_is_not_undone_over_newer_work(filled: Services, workspace: Workspace) -> None:
    made = filled.backups.backup()
    filled.backups.restore(made)
    later(workspace, 3)
    assert filled.backups.files().restored is None
    with pytest.raises(Refused, match="stored since"):
        filled.backups.undo_restore()


def test_undo_after_a_restore_takes_back_the_step_that_was_newest_then(filled: Services, workspace: Workspace) -> None:
    made = filled.backups.backup()
    later(workspace, 10)
    filled.backups.restore(made)
    assert filled.history.names().undo == "Import sample", "what came later is gone"
    filled.history.undo()
    assert workspace.facts().incidents == 0


def test_files_tell_where_everything_lies(filled: Services, clock: Callable[[int], None]) -> None:
    clock(1_790_000_000)
    files = filled.backups.files()
    path = filled.workspace.database.path
    assert (files.path, files.backups, files.changed) == (path, (), True)
    assert files.folder == path.with_name(f"{path.stem} backups")
    assert files.size == path.stat().st_size
    made = filled.backups.backup()
    files = filled.backups.files()
    assert [line.path for line in files.backups] == [made]
    assert files.backups[0].at.timestamp() == 1_790_000_000
    assert not files.changed
    assert filled.backups.check_backups() == {made: ""}
    made.write_bytes(made.read_bytes() + b"x")
    assert "damaged" in filled.backups.check_backups()[made]


def test_a_read_only_workspace_is_backed_up_by_hand_alone(filled: Services, workspace: Workspace) -> None:
    looking = Services.over(Workspace.open(workspace.database.path, read_only=True))
    assert looking.backups.standing().read_only
    assert looking.backups.automatic() is None
    with pytest.raises(WorkspaceError, match="read-only"):
        looking.backups.restore(looking.backups.backup())
    looking.close()
    assert may_write(workspace.database.path)
    assert may_write(workspace.database.path.with_name("not there"))


def test_a_clean_start_checks_nothing_and_an_unclean_one_does(filled: Services, workspace: Workspace) -> None:
    killed = workspace.database.path.with_name("killed.secondway")
    for suffix in ("", "-wal"):
        origin = workspace.database.path.with_name(workspace.database.path.name + suffix)
        killed.with_name(killed.name + suffix).write_bytes(origin.read_bytes())
    again = Services.over(Workspace.open(killed))
    assert again.workspace.database.left_open
    assert again.backups.check_unclean() == ()
    again.close()
    clean = Services.over(Workspace.open(killed))
    assert not clean.workspace.database.left_open
    clean.close()


def test_a_damaged_workspace_says_what_is_missing(filled: Services, workspace: Workspace) -> None:
    filled.backups.backup()
    later(workspace, 10)
    path = workspace.database.path
    workspace.close()
    with pytest.raises(Refused, match="sound"):
        rescue.rescue(path)
    content = bytearray(path.read_bytes())
    at = len(content) // 2 // 4096 * 4096
    content[at : at + 64 * 4096] = bytes(64 * 4096)
    path.write_bytes(content)
    found = rescue.examine(path)
    assert found.problems
    assert len(found.missed) == 1
    done = rescue.rescue(path)
    assert "is missing: Import Later" in done.sentence
    assert done.aside.name in done.sentence
    again = Workspace.open(path)
    assert again.facts().incidents == 2000
    again.close()


def test_without_a_backup_the_rest_is_salvaged_when_asked_for(filled: Services, workspace: Workspace) -> None:
    path = workspace.database.path
    workspace.close()
    content = bytearray(path.read_bytes())
    content[-20 * 4096 :] = bytes(20 * 4096)
    path.write_bytes(content)
    with pytest.raises(rescue.NoBackup, match="salvaged"):
        rescue.rescue(path)
    done = rescue.rescue(path, salvage=True)
    assert "could be read" in done.sentence
    Workspace.open(path).close()


def test_many_problems_are_one_sentence() -> None:
    assert not_sound(()) == ""
    assert not_sound(("One.",)) == "One."
    assert not_sound(("One.", "Two.", "Three.")) == "One. (2 more problems)"


def test_a_step_between_the_copy_and_the_restore_refuses_it(filled: Services, workspace: Workspace) -> None:
    """The step is stored by another window at the last moment before the file is taken."""
    made = filled.backups.backup()
    other = Workspace.open(workspace.database.path)
    real = workspace.database.read
    stored: list[bool] = []

    def late(*arguments: object) -> object:
        if not stored and any(
            ".part" not in p.name and p.suffix == ".secondway" and p != made for p in made.parent.iterdir()
        ):
            stored.append(True)
            later(other, 2)
        return real(*arguments)

    workspace.database.read = late  # type: ignore[method-assign]
    with pytest.raises(Conflict, match="meanwhile"):
        filled.backups.restore(made)
    workspace.database.read = real  # type: ignore[method-assign]
    assert workspace.facts().incidents == 2002
    other.close()
