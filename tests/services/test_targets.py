"""Target sets: which is shared, what share was agreed upon, and units."""

from __future__ import annotations

import pytest

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.targets import AGREED_SHARE, Target, TargetSetKind, Unit
from desktop_app.services.suite import Services
from tests.storage.builders import dumped


def test_another_set_becomes_the_shared_goal_in_one_step(services: Services) -> None:
    before = dumped(services.workspace.database)
    old = services.targets.find(None)
    dev = services.targets.find("dev")
    changes = services.targets.choose_shared(dev.id)
    assert changes.name == f"Choose {dev.name} as the shared goal"
    assert services.targets.find(None).id == dev.id
    assert services.targets.find(old.id).kind is TargetSetKind.OWN
    assert [s.kind for s in services.targets.target_sets()].count(TargetSetKind.SHARED) == 1
    with pytest.raises(Refused, match="is the shared goal already"):
        services.targets.choose_shared(dev.id)
    services.history.undo()
    assert dumped(services.workspace.database) == before


def test_a_set_that_lacks_a_target_cannot_be_shared(services: Services) -> None:
    dev = services.targets.find("dev")
    services.targets.remove_target(dev.id, dev.targets[0])
    with pytest.raises(Refused, match="needs a target for each classification"):
        services.targets.choose_shared(dev.id)


def test_a_share_is_agreed_upon_between_one_and_a_hundred_per_cent(services: Services) -> None:
    goal = services.targets.find(None)
    assert goal.agreed_share == AGREED_SHARE
    changes = services.targets.set_agreed_share(goal.id, 0.925)
    assert changes.name == f"Agree on 92.5 % in time for {goal.name}"
    assert services.targets.find(None).agreed_share == 0.925
    services.targets.set_agreed_share(goal.id, AGREED_SHARE)
    assert services.targets.find(None).agreed_share == AGREED_SHARE
    for share in (0.0, 0.009, 1.01, float("nan")):
        with pytest.raises(Refused, match="between 1 % and 100 %"):
            services.targets.set_agreed_share(goal.id, share)


@pytest.mark.parametrize("unit", list(Unit))
def test_a_target_keeps_its_unit(services: Services, unit: Unit) -> None:
    goal = services.targets.find(None)
    services.targets.set_target(goal.id, Target(Classification.HIGH, 2.5, unit))
    held = services.targets.find(None).newest(Classification.HIGH)
    assert held is not None
    assert (held.value, held.unit) == (2.5, unit)
