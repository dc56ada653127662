"""Killed without warning, twenty times: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text

from desktop_app.storage import check, journal
from desktop_app.storage.database import Database

_ROUNDS = 10  # two children each, writing into the same file
_CHILD = Path(__file__).with_name("restless.py")


def _child(path: Path, seed: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(_CHILD), str(path), str(seed)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(_CHILD.parents[2])},
    )


def _acknowledged(child: subprocess.Popen[bytes], patience: float) -> list[int]:
    """Steps that a working child said were stored, until it was killed some time after its first."""
    assert child.stdout is not None
    first = child.stdout.readline()
    assert first, "the child stored nothing"
    with suppress(subprocess.TimeoutExpired):
        child.wait(patience)
    child.send_signal(signal.SIGKILL)
    rest = child.stdout.read()
    child.stdout.close()
    assert child.wait() == -signal.SIGKILL
    whole = (first + rest).rpartition(b"\n")[0]
    return [int(line) for line in whole.split(b"\n")]


def test_nothing_acknowledged_is_lost_and_nothing_is_stored_by_half(tmp_path: Path) -> None:
    path = tmp_path / "a.secondway"
    Database.create(path).close()
    chance = random.Random(7)
    acknowledged: list[int] = []
    for turn in range(_ROUNDS):
        for child in [_child(path, 2 * turn), _child(path, 2 * turn + 1)]:
            acknowledged += _acknowledged(child, chance.uniform(0, 0.15))
    opened = Database.open(path)
    assert check.problems(opened) == []
    with opened.read() as connection:
        stored = set(connection.execute(text("SELECT id FROM step")).scalars())
        assert set(acknowledged) <= stored
        assert len(acknowledged) >= 2 * _ROUNDS
        # an edit writes an incident, its segments and a setting; an import 200 incidents: all of a step or nothing
        halves = connection.execute(
            text(
                "SELECT s.id FROM step s WHERE s.name = 'edit' AND s.kind = 'do' "
                "AND (SELECT count(*) FROM change c WHERE c.step_id = s.id) <> 3"
            )
        ).all()
        assert halves == []
        incidents = connection.execute(
            text("SELECT source_id, count(*) FROM incident WHERE source_id IS NOT NULL GROUP BY 1")
        )
        assert all(count == 200 for _source, count in incidents)
        assert journal.newest_step(connection) >= max(acknowledged)
    opened.close()
