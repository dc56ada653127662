"""A manager at work, in a process that is ended without warning: ``child.py <what> <file> <seed> <times>``.

What is stored is said on standard output at once, a line each; ``times`` 0 is for ever. The environment may weaken the
database (SYNCHRONOUS), which shows that a test can fail.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import database as engine
from tests.reliability import acts
from tests.reliability.whole import state


def say(*words: object) -> None:
    os.write(1, ("\t".join(str(word) for word in words) + "\n").encode())


def _services(path: Path) -> Services:
    workspace = Workspace.open(path)
    workspace.now = lambda: int(acts.NOW.timestamp())
    return Services.over(workspace)


def editing(path: Path, chance: random.Random, turns: Iterator[int]) -> None:
    """Acts of all kinds; says each step with the digest of what is stored then."""
    services = _services(path)
    last = state(services.workspace.database)
    say(*last)
    for _turn in turns:
        acts.something(services, chance)
        stored = state(services.workspace.database)
        if stored != last:
            say(*stored)
            last = stored


def importing(path: Path, chance: random.Random, turns: Iterator[int]) -> None:
    """Imports of a few hundred rows, and their undoing."""
    services = _services(path)
    say(*state(services.workspace.database))
    for turn in turns:
        if turn % 3 == 2:
            services.history.undo()
        else:
            tickets = [f"T{n}" for n in range(chance.randint(50, 400))]
            acts.store(
                services.workspace.database, tickets, source=f"Dump {chance.random()}", author=services.workspace.author
            )
        say(*state(services.workspace.database))


def backing_up(path: Path, chance: random.Random, turns: Iterator[int]) -> None:
    """Backups of a workspace that is being edited; says each backup with the digest of what it must hold."""
    services = _services(path)
    say(*state(services.workspace.database))
    for turn in turns:
        acts.something(services, chance)
        say(*(stored := state(services.workspace.database)))
        made = services.backups.backup(path.parent / "kept" / str(turn))
        say("backup", made.relative_to(path.parent), stored[1])


def restoring(path: Path, chance: random.Random, turns: Iterator[int]) -> None:
    """Restores backups of a workspace that is being edited."""
    services = _services(path)
    say(*state(services.workspace.database))
    for turn in turns:
        for _act in range(3):
            acts.something(services, chance)
            say(*state(services.workspace.database))
        if turn % 2 == 0:
            services.backups.backup()
        services.backups.restore(chance.choice(services.backups.backups()).path)
        say(*state(services.workspace.database))


def opening(path: Path, chance: random.Random, turns: Iterator[int]) -> None:
    """Brings an old workspace up to date."""
    import alembic.command  # so that the time between the two words is spent on the workspace

    assert alembic.command
    say("ready")
    Workspace.open(path).close()
    say("opened")


def creating(path: Path, chance: random.Random, turns: Iterator[int]) -> None:
    """Makes new workspaces beside the given one."""
    for turn in turns:
        made = Workspace.create(path.with_name(f"new {turn}.secondway"))
        say("created", made.database.path.name, state(made.database)[1])
        made.close()


WAYS: dict[str, Callable[[Path, random.Random, Iterator[int]], None]] = {
    "edit": editing,
    "import": importing,
    "backup": backing_up,
    "restore": restoring,
    "open": opening,
    "create": creating,
}


def main(what: str, file: str, seed: str, times: str) -> None:
    weaker = os.environ.get("SYNCHRONOUS")
    if weaker:
        full = "PRAGMA synchronous = FULL"
        engine._BEFORE_USE = tuple(p.replace(full, full.replace("FULL", weaker)) for p in engine._BEFORE_USE)
    turns = iter(range(int(times))) if int(times) else count()
    WAYS[what](Path(file), random.Random(seed), turns)


if __name__ == "__main__":
    main(*sys.argv[1:])
