"""What begins a new phase: told by hand, by targets and by rotas."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.phases import PhaseKind
from desktop_app.domain.targets import Target, Unit
from desktop_app.services.changes import Topic
from desktop_app.services.suite import Services
from tests.services.planned import MONDAY, House

MAY = date(2026, 5, 4)


def test_an_event_is_told_changed_taken_away_and_each_is_one_step(services: Services) -> None:
    phases = services.phases
    added = phases.add(MAY, PhaseKind.FIX, "  Pool   doubled ", Classification.HIGH)
    assert (added.name, added.topics) == ("Add the event “Pool doubled”", {Topic.TARGETS})
    (held,) = phases.events()
    assert (held.on, held.kind, held.title, held.classification) == (MAY, "fix", "Pool doubled", Classification.HIGH)
    phases.edit(replace(held, on=date(2026, 5, 11), classification=None))
    with pytest.raises(Conflict, match="Pool doubled"):
        phases.edit(replace(held, title="Pool trebled"))
    services.history.undo()
    assert phases.events()[0].on == MAY
    phases.remove(held.id)
    assert phases.events() == ()
    services.history.undo()
    assert [event.title for event in phases.events()] == ["Pool doubled"]


def test_an_event_that_cannot_be_is_refused_with_the_reason(services: Services) -> None:
    for title, on, why in (
        (" ", MAY, "needs a title"),
        ("x" * 81, MAY, "at most 80"),
        ("Fix", date(1066, 1, 1), "between 1900 and 2999"),
    ):
        with pytest.raises(Refused, match=why):
            services.phases.add(on, PhaseKind.OTHER, title)
    with pytest.raises(Refused, match="no longer there"):
        services.phases.remove(7)


def test_the_days_from_which_targets_hold_begin_phases_of_their_classification(services: Services) -> None:
    shared, ops = services.targets.target_sets()[:2]
    services.targets.set_target(shared.id, Target(Classification.LOW, 4, Unit.DAYS, MAY))
    (event,) = services.phases.events()
    assert (event.on, event.kind, event.title, event.classification) == (MAY, "target", "Goal 4 d", Classification.LOW)
    assert services.phases.events(ops.id) == ()
    assert services.measures.asked().events == (event,)


def test_the_first_day_of_a_rota_begins_a_phase_once_it_is_published(services: Services) -> None:
    house = House(services)
    _rota_id, plan_id = house.rota(weeks=4)
    assert services.phases.events() == ()
    services.rotations.publish(plan_id)
    (event,) = services.phases.events()
    assert (event.on, event.kind, event.title, event.classification) == (MONDAY, "rotation", "Winter", None)


def test_a_rota_that_follows_another_goes_on_with_it(services: Services) -> None:
    house = House(services)
    for name, weeks_later in (("Winter", 0), ("Spring", 8), ("Autumn", 40)):
        services.rotations.publish(house.rota(name, MONDAY + timedelta(weeks=weeks_later))[1])
    assert [event.title for event in services.phases.events()] == ["Winter", "Autumn"]


def test_teams_with_one_or_two_people_are_known_to_the_measures(services: Services) -> None:
    house = House(services, size=2)
    assert services.measures.asked().small_teams == {house.ops, house.dev}
    house.add("Ops 3", house.ops)
    assert services.measures.asked().small_teams == {house.dev}
