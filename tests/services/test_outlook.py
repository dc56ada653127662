"""The next two weeks of a workspace: published plans only, whichever rota they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.services.suite import Services
from tests.ui.rotations import boards, office


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = office.with_plan(tmp_path / "plan.secondway")
    yield made
    made.close()


def test_a_draft_is_no_outlook_and_a_published_plan_is(services: Services) -> None:
    assert not services.outlook.next_days().planned
    board = services.rotations.board()
    assert board is not None
    services.rotations.publish(board.plan.id)
    found = services.outlook.next_days()
    assert found.planned
    assert found.from_on == boards.FIRST
    assert [outing.name for outing in found.outings] == ["Dev 2", "Ops 3", "Dev 6"]


def test_a_new_draft_does_not_show_before_it_is_published(services: Services) -> None:
    board = services.rotations.board()
    assert board is not None
    services.rotations.publish(board.plan.id)
    before = services.outlook.next_days()
    held = next(block for block in board.plan.blocks if block.person_id == boards.DEV[2])
    services.rotations.move(board.plan.id, replace(held, to_on=boards.on(2)))
    assert services.outlook.next_days() == before


def test_days_after_the_rota_have_no_plan_but_their_sessions(services: Services) -> None:
    board = services.rotations.board()
    assert board is not None
    services.rotations.publish(board.plan.id)
    services.workspace.now = lambda: office.NOW + 60 * 86400
    found = services.outlook.next_days()
    assert not found.planned
    assert found.sentence == "no session"
