"""Undo is exact: whatever managers did, undoing everything gives the first dump, redoing everything the last."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from sqlalchemy import text

from desktop_app.domain.errors import Refused
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import check
from tests.reliability import acts
from tests.reliability.effort import effort
from tests.reliability.whole import state
from tests.storage.builders import dumped

ACTIONS = effort("ACTIONS", 40)
_NAMES = ("source ", "system ", "system_error ", "team ")  # lines of a dump
_HELD = (
    "SELECT id FROM step WHERE author = :author AND kind = 'do' AND id NOT IN (SELECT reverts FROM step"
    " WHERE reverts IS NOT NULL) ORDER BY id"
)


def _opened(path: Path) -> Services:
    services = Services.over(Workspace.open(path))
    services.workspace.now = lambda: int(acts.NOW.timestamp())
    return services


def _all(act: acts.Act, services: Services, most: int = 100_000) -> int:
    """How often an act was taken until it was refused."""
    chance, times = random.Random(0), 0
    while times < most and acts.taken(act, services, chance):
        times += 1
    return times


def test_more_than_a_hundred_steps_are_undone_and_done_again_after_a_restart(
    tmp_path: Path, figures: Callable[[str], None]
) -> None:
    path, chance, wanted = tmp_path / "a.secondway", random.Random(11), 105
    Workspace.create(path).close()
    services = _opened(path)
    first = state(services.workspace.database)[1]
    while len(_held(services)) < wanted:
        acts.taken(chance.choice(acts.EDITS), services, chance)
    last = state(services.workspace.database)[1]
    services.close()
    services = _opened(path)
    assert _all(acts.undo, services) == wanted
    assert state(services.workspace.database)[1] == first
    services.close()
    services = _opened(path)
    assert _all(acts.redo, services) == wanted
    assert state(services.workspace.database)[1] == last
    assert check.problems(services.workspace.database) == []
    services.close()
    figures(f"undo: {wanted} steps undone and done again, over two restarts, 0 differences")


def _held(services: Services) -> list[int]:
    """Own steps that hold."""
    workspace = services.workspace
    with workspace.database.read() as connection:
        return list(connection.execute(text(_HELD), {"author": workspace.author}).scalars())


class Managed(RuleBasedStateMachine):
    """One manager. ``undone`` holds the state before each undo that can be taken back."""

    counts: ClassVar[dict[str, int]] = {"acts": 0, "undone": 0, "older": 0, "reopened": 0}

    @initialize(older=st.booleans())
    def begin(self, older: bool) -> None:
        """Half of the workspaces see steps undone out of their order."""
        self.older, self.partly = older, False
        self.folder = Path(tempfile.mkdtemp())
        Workspace.create(self.folder / "a.secondway").close()
        self.services = _opened(self.folder / "a.secondway")
        self.first, self.names_stay = self.dump(), False
        self.undone: list[str] = []

    @property
    def now(self) -> str:
        return state(self.services.workspace.database)[1]

    @staticmethod
    def kept(lines: list[str], left_out: tuple[str, ...]) -> list[str]:
        return [line for line in lines if not line.startswith(left_out)]

    def dump(self) -> list[str]:
        return dumped(self.services.workspace.database).splitlines()

    @rule(kinds=st.lists(st.sampled_from(acts.EDITS), min_size=4, max_size=12), chance=st.integers(0, 10**6))
    def act(self, kinds: list[acts.Act], chance: int) -> None:
        before = _held(self.services)
        for kind in kinds:
            acts.taken(kind, self.services, random.Random(chance))
            self.counts["acts"] += 1
        if _held(self.services) != before:
            self.undone.clear()

    @rule()
    def undo(self) -> None:
        before = self.now
        if acts.taken(acts.undo, self.services, random.Random(0)):
            self.undone.append(before)
            self.counts["undone"] += 1

    @rule()
    def redo(self) -> None:
        if acts.taken(acts.redo, self.services, random.Random(0)):
            assert self.now == self.undone.pop()

    @precondition(lambda self: self.older)
    @rule(place=st.floats(0, 0.999))
    def undo_an_older_one(self, place: float) -> None:
        """Rows that later steps changed are kept, which is said, and redo brings back the rest.

        What was kept then is not undone with everything else: its step was taken back already. So is a name that
        later steps use, which is nobody's row.
        """
        if held := _held(self.services):
            before = self.now
            try:
                changes = self.services.history.undo_step(held[int(place * len(held))])
            except Refused:
                return
            self.counts["older"] += 1
            if changes.message:
                self.partly = True
                self.services.history.redo()
                assert self.now == before
            else:
                self.undone.append(before)
                self.names_stay = True

    @rule(really=st.sampled_from([False, False, True]))
    def reopen(self, really: bool) -> None:
        if not really:
            return
        before = self.now
        self.services.close()
        self.services = _opened(self.folder / "a.secondway")
        assert self.now == before
        self.counts["reopened"] += 1

    def teardown(self) -> None:
        if not hasattr(self, "services"):
            return
        last = self.now
        undone = _all(acts.undo, self.services)
        left_out = _NAMES if self.names_stay else ()
        if not self.partly:
            assert self.kept(self.dump(), left_out) == self.kept(self.first, left_out)
        assert check.problems(self.services.workspace.database) == []
        assert _all(acts.redo, self.services, undone) == undone
        assert self.now == last
        self.services.close()
        shutil.rmtree(self.folder)


def test_whatever_was_done_is_undone_to_the_first_dump_and_done_again_to_the_last(
    figures: Callable[[str], None],
) -> None:
    more = settings(
        max_examples=max(4, ACTIONS // 100),
        stateful_step_count=20,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # a workspace takes seconds to be made again, too long to shrink what failed
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    for turn in count():
        run_state_machine_as_test(seed(turn)(Managed), settings=more)
        if Managed.counts["acts"] >= ACTIONS:
            break
    told = ", ".join(f"{number} {name}" for name, number in Managed.counts.items())
    figures(f"undo at random: {told}; 0 differences")
