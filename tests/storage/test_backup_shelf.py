"""The shelf of backups: where it stands, what is thinned out, and what is never touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from desktop_app.domain.backups import Reason
from desktop_app.domain.errors import Damaged, WorkspaceError
from desktop_app.storage import backups, mounts, shelf
from desktop_app.storage.database import Database
from tests.storage.builders import store

DAY = 86_400
NOW = 1_790_000_000


def test_backups_stand_beside_the_workspace_the_newest_first(database: Database) -> None:
    step = store(database, ["A", "B"])
    made = [shelf.add(database.path, reason, at=NOW + n) for n, reason in enumerate(Reason)]
    assert shelf.on(database.path) == tuple(reversed(made))
    assert made[0].path.parent == database.path.with_name("own backups")
    assert [line.reason for line in reversed(shelf.on(database.path))] == list(Reason)
    assert (made[0].step, made[0].rows["incident"], made[0].size) == (step, 2, made[0].path.stat().st_size)
    assert (made[0].path.parent.stat().st_mode & 0o777) == 0o700


def test_old_ones_go_when_a_new_one_is_whole(database: Database) -> None:
    first = shelf.add(database.path, Reason.AUTOMATIC, at=NOW)
    for hours in range(1, 9):
        shelf.add(database.path, Reason.AUTOMATIC, at=NOW + 3600 * hours)
    assert len(shelf.on(database.path)) == 6
    assert not first.path.exists()
    assert not backups.sidecar(first.path).exists()


def test_a_file_that_is_not_what_its_sidecar_says_is_never_deleted(database: Database) -> None:
    first = shelf.add(database.path, Reason.AUTOMATIC, at=NOW)
    foreign = first.path.with_name("own 2020-01-01 000000.secondway")
    foreign.write_bytes(b"somebody else's")
    first.path.write_bytes(first.path.read_bytes() + b"changed since")
    for hours in range(1, 9):
        shelf.add(database.path, Reason.AUTOMATIC, at=NOW + 3600 * hours)
    assert first.path.exists()
    assert foreign.read_bytes() == b"somebody else's"


def test_a_backup_that_fails_takes_no_older_one_with_it(database: Database) -> None:
    for hours in range(6):
        shelf.add(database.path, Reason.AUTOMATIC, at=NOW + 3600 * hours)
    before = shelf.on(database.path)
    database.close()
    content = bytearray(database.path.read_bytes())
    content[4096 * 3 : 4096 * 6] = bytes(4096 * 3)
    database.path.write_bytes(content)
    with pytest.raises(Damaged, match=r"own\.secondway"):
        shelf.add(database.path, Reason.AUTOMATIC, at=NOW + 7 * 3600)
    assert shelf.on(database.path) == before


def test_two_in_one_second_have_two_names(database: Database) -> None:
    made = {shelf.add(database.path, Reason.MANUAL, at=NOW).path for _turn in range(3)}
    assert len(made) == 3
    assert len(shelf.on(database.path)) == 3


def test_a_clock_that_was_set_back_does_not_cost_the_new_backup(database: Database) -> None:
    for hours in range(8):
        shelf.add(database.path, Reason.AUTOMATIC, at=NOW + 3600 * hours)
    made = shelf.add(database.path, Reason.AUTOMATIC, at=NOW - 90 * DAY + 5)
    shelf.add(database.path, Reason.AUTOMATIC, at=NOW - 90 * DAY)
    assert made.path.exists()


def test_what_a_killed_copy_left_goes_when_it_is_old(database: Database) -> None:
    made = shelf.add(database.path, Reason.AUTOMATIC, at=NOW)
    old = made.path.with_name("own 2026-01-01 000000.secondway.part")
    new = made.path.with_name("own 2026-01-02 000000.secondway.part")
    lonely = made.path.with_name("own 2026-01-01 000000.secondway.json")
    for left in (old, new, lonely):
        left.touch()
    for left in (old, lonely):
        os.utime(left, (NOW - DAY * 400, NOW - DAY * 400))
    shelf.thin(database.path)
    assert [left.exists() for left in (old, new, lonely, made.path)] == [False, True, False, True]


def test_the_newest_good_one_is_found_behind_damaged_ones(database: Database) -> None:
    good = shelf.add(database.path, Reason.AUTOMATIC, at=NOW)
    spoilt = shelf.add(database.path, Reason.AUTOMATIC, at=NOW + 1)
    spoilt.path.write_bytes(spoilt.path.read_bytes()[:-1] + b"!")
    unreadable = shelf.add(database.path, Reason.AUTOMATIC, at=NOW + 2)
    backups.sidecar(unreadable.path).write_text("{")
    assert shelf.newest_good(database.path) == good


@pytest.mark.parametrize("name", ["50 % #1?&x=y", "naïve Ünïcode 日本", "spaces  two", "'quotes\"", "b" * 237])
def test_odd_names_have_a_shelf_too(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "odd % #1? folder"
    folder.mkdir()
    made = Database.create(folder / f"{name}.secondway")
    store(made, ["A"])
    kept = shelf.add(made.path, Reason.MANUAL)
    assert backups.verify(kept.path) == kept
    assert shelf.on(made.path) == (kept,)
    made.close()


def test_a_name_too_long_for_a_log_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / ("c" * 245 + ".secondway")  # 255 bytes
    with pytest.raises(WorkspaceError, match="too long"):
        Database.create(path)
    path.write_bytes(b"SQLite format 3\x00" + bytes(100))
    with pytest.raises(WorkspaceError, match="too long"):
        Database.open(path)


def test_a_folder_that_cannot_be_written_has_its_shelf_with_the_user() -> None:
    """As another user in a child process: root may write everywhere."""
    folder = Path(tempfile.mkdtemp(prefix="second way "))
    try:
        made = Database.create(folder / "a.secondway")
        made.close()
        (folder / "a.secondway").chmod(0o644)
        own = folder / "own"
        own.mkdir(mode=0o777)
        own.chmod(0o777)
        folder.chmod(0o555)
        program = (
            "import os, sys\nfrom pathlib import Path\nfrom desktop_app.domain.backups import Reason\n"
            "from desktop_app.storage import shelf\n"
            "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
            "print(shelf.add(Path(sys.argv[1]), Reason.MANUAL).path)\nprint(len(shelf.on(Path(sys.argv[1]))))\n"
        )
        told = subprocess.run(
            [sys.executable, "-c", program, folder / "a.secondway"],
            capture_output=True, text=True, check=True, env=os.environ | {"XDG_DATA_HOME": str(own)},
        ).stdout.splitlines()  # fmt: skip
        assert Path(told[0]).is_relative_to(own)
        assert told[1] == "1"
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


_TABLE = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home/me/office\\040share rw - cifs //server/x rw
31 22 0:41 / /mnt/nfs rw - nfs4 server:/x rw
32 31 8:2 / /mnt/nfs/local rw - xfs /dev/sdb rw
"""


@pytest.mark.parametrize(
    ("path", "kind", "network"),
    [
        ("/home/me/a.secondway", "ext4", False),
        ("/home/me/office share/a.secondway", "cifs", True),
        ("/home/me/office sharex/a.secondway", "ext4", False),
        ("/mnt/nfs/deep/er/a.secondway", "nfs4", True),
        ("/mnt/nfs/local/a.secondway", "xfs", False),
    ],
)
def test_a_file_on_another_computer_is_noticed(path: str, kind: str, network: bool) -> None:
    assert mounts.kind(Path(path), _TABLE) == kind
    assert mounts.is_network(Path(path), _TABLE) is network


def test_a_table_of_mounts_that_says_nothing_is_no_warning(tmp_path: Path) -> None:
    assert not mounts.is_network(tmp_path, "rubbish\n1 2 3 - \n")
    assert not mounts.is_network(tmp_path)
