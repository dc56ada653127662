"""Backups can be trusted: restored is what was kept, and one wrong bit in a backup is never taken for good."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.errors import SecondWayError
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import backups, check
from tests.reliability import acts
from tests.reliability.effort import effort
from tests.reliability.whole import state

RESTORES, BITS = effort("RESTORES", 8), effort("BITS", 60)


def _services(path: Path) -> Services:
    services = Services.over(Workspace.create(path))
    services.workspace.now = lambda: int(acts.NOW.timestamp())
    return services


def test_a_restored_workspace_is_what_was_backed_up(tmp_path: Path, figures: Callable[[str], None]) -> None:
    services, chance, kept = _services(tmp_path / "a.secondway"), random.Random(5), {}
    for turn in range(RESTORES):
        for _act in range(3):
            acts.taken(chance.choice(acts.EDITS), services, chance)
        kept[services.backups.backup(tmp_path / f"kept {turn}")] = state(services.workspace.database)[1]
        path = chance.choice(sorted(kept))
        before = state(services.workspace.database)
        services.backups.restore(path)
        assert state(services.workspace.database)[1] == kept[path]
        assert state(services.workspace.database)[0] > before[0], "a step's number is not given twice"
        if turn % 4 == 3:
            services.backups.undo_restore()
            assert state(services.workspace.database)[1] == before[1]
    assert check.problems(services.workspace.database) == []
    services.close()
    again = Workspace.open(tmp_path / "a.secondway")
    assert check.problems(again.database) == []
    again.close()
    figures(f"restore: {RESTORES} restores equal to what was backed up, every fourth taken back")


def test_every_flipped_bit_of_a_backup_is_found_and_nothing_is_restored(
    tmp_path: Path, figures: Callable[[str], None]
) -> None:
    services, chance = _services(tmp_path / "a.secondway"), random.Random(6)
    for _turn in range(10):
        acts.taken(chance.choice(acts.EDITS), services, chance)
    path = services.backups.backup(tmp_path / "kept")
    before, good = state(services.workspace.database), path.read_bytes()
    for _bit in range(BITS):
        at, bit = chance.randrange(len(good)), 1 << chance.randrange(8)
        path.write_bytes(good[:at] + bytes([good[at] ^ bit]) + good[at + 1 :])
        with pytest.raises(SecondWayError, match=path.name.replace(".", r"\.")):
            services.backups.restore(path)
    path.write_bytes(good)
    backups.verify(path)
    assert state(services.workspace.database) == before
    services.close()
    figures(f"backup: {BITS} flipped bits, {BITS} found, 0 restored")
