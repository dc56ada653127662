"""The power fails: whatever was said to be stored is there, though unsynced writes are lost, kept or torn at will.

What is recorded is real: the services, SQLAlchemy and SQLite of the application in a process of its own, down to the
system calls. What the disk makes of it is a model (``disk``), and stricter than most disks: it forgets all that was not
synced. It believes that a finished sync is on the disk, and so do the database and every file system.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from desktop_app.storage import backups, check
from desktop_app.storage.database import Database
from tests.reliability.conftest import OLDER
from tests.reliability.disk import Disk, Kept
from tests.reliability.effort import effort
from tests.reliability.recorded import Happened, available, record
from tests.reliability.whole import faults, state

TRIALS = effort("TRIALS", 48)  # in all; shared out among the ways of writing
CHILD = Path(__file__).with_name("child.py")

unrecorded = available()
pytestmark = pytest.mark.skipif(bool(unrecorded), reason=unrecorded)


@dataclass
class Run:
    """A recorded run of the child over a file that was there before it."""

    before: bytes
    events: list[Happened]

    def said(self, until: int | None = None) -> list[list[str]]:
        """Lines that were complete before an event."""
        words = b"".join(event.data for event in self.events[:until] if event.what == "said")
        return [line.split("\t") for line in words.decode().splitlines()]

    def disk(self, folder: Path) -> Disk:
        made = Disk(folder)
        made.lay("a.secondway", self.before)
        return made


def _recorded(folder: Path, what: str, seed: int, times: int, start: Path | None = None, **more: str) -> Run:
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    path = home / "a.secondway"
    if start:
        shutil.copyfile(start, path)
    else:
        Database.create(path).close()
    before = path.read_bytes()
    environment = os.environ | {"PYTHONPATH": str(CHILD.parents[2])} | more
    arguments = [str(CHILD), what, str(path), str(seed), str(times)]
    run = Run(before, record(arguments, home, folder / "notes", environment))
    (folder / "notes").unlink()
    _check_that_all_was_recorded(run, home, folder / "again")
    return run


def _check_that_all_was_recorded(run: Run, home: Path, again: Path) -> None:
    """What was recorded, done again without a power cut, gives the very files that the child left."""
    disk = run.disk(home)
    for event in run.events:
        disk.happened(event)
    disk.whole(again)
    left = {
        p.relative_to(home): p.read_bytes() for p in home.rglob("*") if p.is_file() and p.suffix != ".secondway-shm"
    }
    made = {p.relative_to(again): p.read_bytes() for p in again.rglob("*") if p.is_file() and not p.match("*-shm")}
    assert {name for name in left if not name.match("*-shm")} == set(made)
    assert all(left[name] == made[name] for name in made)
    shutil.rmtree(again)


def _cuts(run: Run, folder: Path, count: int, seed: int) -> Iterator[tuple[Path, int, random.Random]]:
    """Folders as power cuts at random moments leave them, with the number of events before each."""
    chance, disk, done = random.Random(seed), run.disk(folder / "home"), 0
    writes = [n for n, event in enumerate(run.events) if event.what != "said"]
    for number, at in enumerate(sorted(chance.choices(writes, k=count))):
        for event in run.events[done : at + 1]:
            disk.happened(event)
        done = at + 1
        left = folder / "left"
        shutil.rmtree(left, ignore_errors=True)
        disk.cut(left, chance, list(Kept)[number % len(Kept)])
        yield left, done, chance


def _steps(lines: Sequence[Sequence[str]]) -> dict[int, str]:
    return {int(step): digest for step, digest in (line for line in lines if len(line) == 2)}


def _lost(run: Run, folder: Path, count: int, seed: int) -> tuple[int, int, list[str]]:
    """Steps that had been said to be stored, how many of them power cuts lost, and all faults, over some trials."""
    told, stored, lost, found = _steps(run.said()), 0, 0, []
    for left, done, _chance in _cuts(run, folder, count, seed):
        last = max(_steps(run.said(done)), default=1)
        stored += sum(step <= last for step in told)
        for fault in faults(left / "a.secondway", told, last):
            found.append(fault)
        lost += sum(step <= last for step in told) - _kept(left / "a.secondway", told, last)
    return stored, lost, found


def _kept(path: Path, told: dict[int, str], last: int) -> int:
    database = Database.open(path)
    newest = state(database)[0]
    database.close()
    return sum(step <= min(newest, last) for step in told)


@pytest.mark.parametrize(("what", "times"), [("edit", 60), ("import", 12), ("restore", 4)])
def test_no_step_that_was_stored_is_lost_and_none_is_there_by_half(
    what: str, times: int, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    stored = lost = trials = 0
    for seed, count in enumerate(_shares(TRIALS // 4)):
        run = _recorded(tmp_path, what, seed, times)
        there, missing, found = _lost(run, tmp_path, count, seed)
        assert found == []
        stored, lost, trials = stored + there, lost + missing, trials + count
    figures(f"power cut, {what}: {trials} trials, {stored} stored steps looked for, {lost} lost, 0 half, 0 damaged")
    assert lost == 0
    assert stored > trials


def test_a_weaker_setting_of_the_database_would_lose_steps(tmp_path: Path, figures: Callable[[str], None]) -> None:
    run = _recorded(tmp_path, "edit", 1, 30, SYNCHRONOUS="NORMAL")
    stored, lost, found = _lost(run, tmp_path, 16, 1)
    figures(f"power cut, synchronous NORMAL for comparison: 16 trials, {stored} stored steps, {lost} lost")
    assert lost > 0
    assert all(fault.startswith("steps lost") for fault in found)


def test_a_backup_that_was_made_can_be_trusted_after_a_power_cut(
    tmp_path: Path, figures: Callable[[str], None]
) -> None:
    run, looked, trials = _recorded(tmp_path, "backup", 3, 8), 0, max(1, TRIALS // 10)
    for left, done, _chance in _cuts(run, tmp_path, trials, 3):
        for _word, name, digest in (line for line in run.said(done) if line[0] == "backup"):
            backups.verify(left / name)
            database = Database.open(left / name)
            assert state(database)[1] == digest
            database.close()
            looked += 1
    figures(f"power cut, backup: {trials} trials, {looked} backups looked for, 0 lost, 0 unequal")
    assert looked


def test_a_new_workspace_is_there_once_it_was_made(tmp_path: Path, figures: Callable[[str], None]) -> None:
    run, looked, trials = _recorded(tmp_path, "create", 0, 3), 0, max(1, TRIALS // 20)
    for left, done, _chance in _cuts(run, tmp_path, trials, 4):
        for _word, name, digest in run.said(done):
            assert faults(left / name, {1: digest}, 1) == []
            looked += 1
    figures(f"power cut, new workspace: {trials} trials, {looked} workspaces looked for, 0 lost, 0 damaged")


@pytest.mark.parametrize("fixture", OLDER, ids=lambda path: path.stem)
def test_an_upgrade_is_done_or_not_begun(fixture: Path, tmp_path: Path, figures: Callable[[str], None]) -> None:
    run, upgraded = _recorded(tmp_path, "open", 0, 1, fixture), tmp_path / "home" / "a.secondway"
    database = Database.open(upgraded)
    wanted = state(database)
    database.close()
    trials, done_already = max(1, TRIALS // 20), 0
    for left, done, _chance in _cuts(run, tmp_path, trials, 5):
        database = Database.open(left / "a.secondway")
        assert check.problems(database) == []
        assert state(database) == wanted
        database.close()
        done_already += ["opened"] in run.said(done)
    figures(f"power cut, upgrade of {fixture.stem}: {trials} trials, 0 lost, 0 half, 0 damaged")


def _shares(trials: int) -> list[int]:
    """Trials in runs of at most a hundred, each with a child of its own."""
    ends = [*range(0, trials, 100), trials]
    return [end - start for start, end in pairwise(ends) if end > start]
