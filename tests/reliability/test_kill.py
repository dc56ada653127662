"""Killed without warning: what was said to be stored is there, and nothing is there by half."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from desktop_app.storage import backups, check
from desktop_app.storage.database import Database
from tests.reliability.conftest import OLDER
from tests.reliability.effort import effort
from tests.reliability.whole import faults, state

KILLS = effort("KILLS", 0)  # of each kind; 0 is the quick run's few
CHILD = Path(__file__).with_name("child.py")


class Victim:
    """A child at work. Its lines are read only once it is dead: they are few enough for the pipe."""

    def __init__(self, what: str, path: Path, seed: int) -> None:
        self._child = subprocess.Popen(
            [sys.executable, str(CHILD), what, str(path), str(seed), "0"],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(CHILD.parents[2])},
        )

    def killed(self, after: float) -> list[list[str]]:
        """Kill it some seconds after its first line; gives every line that was whole."""
        assert self._child.stdout is not None
        first = self._child.stdout.readline()
        assert first, "the child said nothing"
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(after)
        self._child.send_signal(signal.SIGKILL)
        told = first + self._child.stdout.read()
        self._child.stdout.close()
        assert self._child.wait() in (0, -signal.SIGKILL)
        return [line.split("\t") for line in told.decode().split("\n")[:-1]]


@pytest.mark.parametrize(("what", "quick"), [("edit", 3), ("import", 2), ("restore", 2)])
def test_nothing_stored_is_lost_and_nothing_is_there_by_half(
    what: str, quick: int, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    path, chance, kills, stored = tmp_path / "a.secondway", random.Random(7), KILLS or quick, 0
    told: dict[int, str] = {}  # by all of them: a later one restores the backups of those before
    Database.create(path).close()
    for seed in range(kills):
        lines = Victim(what, path, seed).killed(chance.uniform(0.02, 0.6))
        told |= {int(step): digest for step, digest in lines}
        assert faults(path, told, max(told)) == []
        stored += len(lines) - 1  # the first line tells what was there before
    figures(f"kill -9, {what}: {kills} kills, {stored} stored steps, 0 lost, 0 half, 0 damaged")
    assert stored


def test_a_backup_is_whole_or_not_there(tmp_path: Path, figures: Callable[[str], None]) -> None:
    path, chance, kills, made = tmp_path / "a.secondway", random.Random(8), KILLS or 2, 0
    Database.create(path).close()
    for seed in range(kills):
        shutil.rmtree(tmp_path / "kept", ignore_errors=True)
        told = Victim("backup", path, seed).killed(chance.uniform(0.1, 0.6))
        steps = {int(line[0]): line[1] for line in told if len(line) == 2}
        assert faults(path, steps, max(steps)) == []
        digests = {name: digest for _word, name, digest in (line for line in told if len(line) == 3)}
        for found in tmp_path.glob("kept/*/*.secondway"):  # one may be there that could not be told of any more
            backups.verify(found)
            database = Database.open(found)
            assert state(database)[1] == digests.pop(str(found.relative_to(tmp_path)), state(database)[1])
            database.close()
            made += 1
        assert digests == {}, "backups that were made are gone"
    figures(f"kill -9, backup: {kills} kills, {made} backups, 0 lost, 0 unequal, 0 damaged")


@pytest.mark.parametrize("fixture", OLDER, ids=lambda path: path.stem)
def test_an_upgrade_that_was_killed_is_done_at_the_next_opening(
    fixture: Path, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    whole = Database.open(Path(shutil.copy(fixture, tmp_path / "whole.secondway")))
    wanted = state(whole)
    whole.close()
    chance, kills, middle = random.Random(9), KILLS or 2, 0
    for seed in range(kills):
        folder = tmp_path / str(seed)
        folder.mkdir()
        path = Path(shutil.copy(fixture, folder / "a.secondway"))
        told = Victim("open", path, seed).killed(chance.uniform(0, 0.15))
        middle += ["opened"] not in told
        database = Database.open(path)
        assert check.problems(database) == []
        assert state(database) == wanted
        database.close()
    figures(f"kill -9, upgrade of {fixture.stem}: {kills} kills, {middle} in the middle, 0 lost, 0 half, 0 damaged")
