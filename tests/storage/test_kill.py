"""Killed without warning, twenty times: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import text

from desktop_app.storage import check, journal
from desktop_app.storage.database import Database

_KILLS = 20
_CHILD = Path(__file__).with_name("restless.py")


def _acknowledged_before_the_kill(path: Path, seed: int, patience: float) -> list[int]:
    """Steps that a working child said were stored, until it was killed some time after its first."""
    child = subprocess.Popen(
        [sys.executable, str(_CHILD), str(path), str(seed)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(_CHILD.parents[2])},
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    assert first, "the child stored nothing"
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
    rest = child.stdout.read()
    child.stdout.close()
    assert child.wait() == -signal.SIGKILL
    return [int(line) for line in (first + rest).split(b"\n") if line]


def test_nothing_acknowledged_is_lost_and_nothing_is_stored_by_half(tmp_path: Path) -> None:
    path = tmp_path / "a.secondway"
    Database.create(path).close()
    chance = random.Random(7)
    acknowledged: list[int] = []
    started = time.monotonic()
    for kill in range(_KILLS):
        acknowledged += _acknowledged_before_the_kill(path, kill, chance.uniform(0, 0.15))
    opened = Database.open(path)
    assert check.problems(opened) == []
    with opened.read() as connection:
        stored = set(connection.execute(text("SELECT id FROM step")).scalars())
        assert set(acknowledged) <= stored
        assert len(acknowledged) >= _KILLS
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
    assert time.monotonic() - started < 60
