"""The child of test_kill: edits, imports and undoes without pause, and says each step once it is stored."""

from __future__ import annotations

import itertools
import os
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.domain.classifications import Classification
from desktop_app.domain.incidents import Incident, Segment, Status
from desktop_app.storage import incidents, journal, settings
from desktop_app.storage.database import Database
from tests.storage.builders import store

_AT = datetime(2026, 1, 1, tzinfo=UTC)


def main(path: Path, seed: int) -> None:
    database = Database.open(path)
    chance = random.Random(seed)
    for n in itertools.count():
        kind = chance.random()
        if kind < 0.2:
            done = store(database, [f"T{k}" for k in range(200)], source=f"Tool {seed}.{n}", author=str(seed))
        elif kind < 0.4:
            done = _take_back(database, str(seed))
        else:
            done = _edit(database, str(seed), n)
        os.write(1, f"{done}\n".encode())


def _edit(database: Database, author: str, n: int) -> int:
    with database.write() as connection, journal.step(connection, "edit", author, n) as step:
        held = Incident(0, 0, f"{author}-{n}", "Screen is black", Classification.HIGH, Status.NEW, _AT)
        incidents.insert(step, held, [Segment(_AT, None, Status.NEW)])
        settings.put(step, f"count {author}", n)
        return step.id


def _take_back(database: Database, author: str) -> int:
    with database.write() as connection:
        newest = journal.undoable(connection, author)
        if newest is None:
            return journal.newest_step(connection)
        return journal.undo(connection, newest.step, author, 0).step


main(Path(sys.argv[1]), int(sys.argv[2]))
