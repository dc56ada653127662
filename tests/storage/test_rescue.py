"""A damaged workspace is kept, and as much of it comes back as there is."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.backups import Reason
from desktop_app.domain.errors import Damaged, Locked, WorkspaceError
from desktop_app.storage import check, rescue, shelf
from desktop_app.storage.database import Database
from tests.storage.builders import dumped, store


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A workspace with a backup of 100 incidents and 100 more after it; pages in its middle are rubbish."""
    made = Database.create(tmp_path / "desk.secondway", at=1_700_000_000)
    store(made, [f"A{n}" for n in range(100)])
    shelf.add(made.path, Reason.AUTOMATIC)
    store(made, [f"B{n}" for n in range(100)], source="Later")
    made.close()
    _spoil(made.path, _root(made.path, "segment"))
    return made.path


def _root(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as bare:
        return int(bare.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0])


def _spoil(path: Path, *pages: int) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * 4096 : page * 4096] = random.Random(page).randbytes(4096)
    path.write_bytes(content)


def test_what_is_missing_since_the_backup_is_named(damaged: Path) -> None:
    before = damaged.read_bytes()
    good = shelf.newest_good(damaged)
    assert good is not None
    done = rescue.put_back(damaged, good)
    assert done.aside.read_bytes() == before, "the damaged file is kept, bit by bit"
    assert "damaged" in done.aside.name
    assert [step.name for step in done.missed] == ["Import Later"]
    opened = Database.open(damaged)
    assert check.problems(opened) == []
    assert dumped(opened).count("incident (") == 100
    opened.close()
    assert not [p.name for p in damaged.parent.iterdir() if p.name.endswith((".part", "-wal", "-shm"))]


def test_without_a_backup_every_readable_row_comes_back(damaged: Path) -> None:
    found = rescue.look(damaged)
    assert found.problems
    assert found.rows["incident"] == 200
    assert found.rows["segment"] == 0
    assert found.incomplete == ("segment",)
    done = rescue.rebuild(damaged)
    assert done.rows["incident"] == 200
    opened = Database.open(damaged)
    said = check.problems(opened)
    assert said == ["200 incidents have no segments."], "honest about what is lost"
    store(opened, ["C"], source="New")
    opened.close()


def test_around_a_spoilt_leaf_the_rest_of_a_table_is_read(tmp_path: Path) -> None:
    made = Database.create(tmp_path / "desk.secondway")
    store(made, [f"A{n}" for n in range(800)])
    made.close()
    with closing(sqlite3.connect(made.path)) as bare:
        leaves = bare.execute("SELECT pageno FROM dbstat WHERE name = 'incident' AND pagetype = 'leaf'").fetchall()
    _spoil(made.path, leaves[len(leaves) // 2][0])
    found = rescue.look(made.path)
    assert 700 <= found.rows["incident"] < 800
    assert "incident" in found.incomplete
    assert rescue.rebuild(made.path).rows["incident"] == found.rows["incident"]


def test_what_the_log_of_a_killed_process_holds_is_read_too(tmp_path: Path) -> None:
    made = Database.create(tmp_path / "desk.secondway")
    store(made, ["A"])
    killed = tmp_path / "killed.secondway"
    for suffix in ("", "-wal"):
        killed.with_name(killed.name + suffix).write_bytes(made.path.with_name(made.path.name + suffix).read_bytes())
    assert rescue.look(killed).rows["incident"] == 1
    opened = Database.open(killed)
    assert opened.left_open, "an unclean end is noticed by the log it left"
    opened.close()
    opened = Database.open(killed)
    assert not opened.left_open
    opened.close()
    made.close()


def test_a_file_without_its_head_is_put_back_from_a_backup(damaged: Path) -> None:
    _spoil(damaged, 1)
    with pytest.raises(WorkspaceError):
        Database.open(damaged)
    good = shelf.newest_good(damaged)
    assert good is not None
    done = rescue.put_back(damaged, good)
    assert done.missed == ()
    assert set(done.incomplete) >= {"incident", "step"}
    Database.open(damaged).close()


def test_when_nothing_can_be_read_that_is_said_and_the_file_stays(damaged: Path) -> None:
    damaged.write_bytes(random.Random(3).randbytes(50_000))
    before = damaged.read_bytes()
    with pytest.raises(Damaged, match="Nothing in"):
        rescue.rebuild(damaged)
    assert damaged.read_bytes() == before


def test_a_file_that_is_open_elsewhere_is_not_exchanged(tmp_path: Path) -> None:
    made = Database.create(tmp_path / "desk.secondway")
    store(made, ["A"])
    good = shelf.add(made.path, Reason.MANUAL)
    with pytest.raises(Locked, match="another window"):
        rescue.put_back(made.path, good)
    assert sorted(p.name for p in tmp_path.iterdir() if "damaged" in p.name) == []
    store(made, ["B"], source="Other")
    made.close()


def test_a_stale_log_never_stands_beside_the_backup(tmp_path: Path) -> None:
    """The old log over a new file gives rows of both, and SQLite finds nothing wrong with that."""
    made = Database.create(tmp_path / "desk.secondway")
    store(made, ["A"])
    good = shelf.add(made.path, Reason.AUTOMATIC)
    wanted = dumped(made)
    store(made, [f"B{n}" for n in range(300)], source="Later")
    trio = {s: made.path.with_name(made.path.name + s).read_bytes() for s in ("", "-wal")}
    made.close()
    for suffix, content in trio.items():
        made.path.with_name(made.path.name + suffix).write_bytes(content)
    rescue.put_back(made.path, good)
    opened = Database.open(made.path)
    assert dumped(opened) == wanted
    opened.close()
