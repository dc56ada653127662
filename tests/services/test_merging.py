"""Duplicates stay one step away from the incident they repeat, whatever is deleted, restored or undone."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import Refused
from desktop_app.domain.incidents import Exclusion, IncidentForm, Status
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.storage import check
from tests.storage.builders import dumped


@pytest.fixture
def four(services: Services) -> tuple[int, ...]:
    return tuple(services.incidents.log(IncidentForm(f"Batch {n} late")).ids[0] for n in range(4))


def sound(services: Services) -> None:
    assert check.problems(services.workspace.database) == []


def test_deleting_what_others_repeat_lets_them_live_again(services: Services, four: tuple[int, ...]) -> None:
    kept, second, third, _other = four
    services.life.merge([second, third], kept)
    before = dumped(services.workspace.database)
    done = services.incidents.delete([kept])
    assert done.message == "2 duplicates of it are incidents of their own again."
    assert services.incidents.open_list(View()).open == 3
    assert services.incidents.detail(second).incident.exclusion is Exclusion.NONE
    sound(services)
    services.history.undo()
    assert dumped(services.workspace.database) == before


def test_a_duplicate_in_the_trash_follows_when_its_own_is_merged_on(services: Services, four: tuple[int, ...]) -> None:
    first, second, third, _other = four
    services.life.merge([second], first)
    services.incidents.delete([second])
    services.life.merge([first], third)
    services.edits.put_back([second])
    assert services.incidents.detail(second).merged_into == (third, "SW-3")
    sound(services)


def test_what_comes_back_to_an_incident_in_the_trash_is_its_own(services: Services, four: tuple[int, ...]) -> None:
    first, second, *_others = four
    services.life.merge([second], first)
    services.incidents.delete([second])
    services.incidents.delete([first])
    services.edits.put_back([second])
    assert not services.incidents.detail(second).incident.status.ended
    sound(services)


def test_an_undo_makes_no_circle(services: Services, four: tuple[int, ...]) -> None:
    first, second, *_others = four
    services.life.merge([second], first)
    split = services.life.split([second])
    services.life.merge([first], second)
    done = services.history.undo_step(split.step)
    assert "kept" in done.message
    assert services.incidents.detail(second).merged_into is None
    sound(services)


def test_an_undo_merges_nothing_into_the_trash(services: Services, four: tuple[int, ...]) -> None:
    first, second, *_others = four
    services.life.merge([second], first)
    split = services.life.split([second])
    services.incidents.delete([first])
    services.history.undo_step(split.step)
    assert services.incidents.detail(second).merged_into is None
    sound(services)


def test_an_undo_makes_no_chain(services: Services, four: tuple[int, ...]) -> None:
    first, second, third, _other = four
    services.life.merge([second], first)
    split = services.life.split([second])
    services.life.merge([third], second)
    services.history.undo_step(split.step)
    assert services.incidents.detail(third).merged_into == (second, "SW-2")
    assert services.incidents.detail(second).merged_into is None
    sound(services)


def test_the_status_of_a_duplicate_is_not_changed_in_place(services: Services, four: tuple[int, ...]) -> None:
    first, second, *_others = four
    services.life.merge([second], first)
    seen = services.incidents.detail(second).incident.changed_in
    with pytest.raises(Refused, match="split it first"):
        services.edits.set_field(second, "status", Status.NEW, seen)


def test_nothing_chosen_is_refused(services: Services) -> None:
    for use in (services.incidents.delete, services.edits.put_back):
        with pytest.raises(Refused, match="No incident was chosen"):
            use([])


def test_signs_that_no_file_can_hold_are_left_out(services: Services) -> None:
    number = services.incidents.log(IncidentForm("Late \ud800\x00batch", team="Ops\udfff")).ids[0]
    services.life.comment([number], "First\ud800 line\n    Second")
    detail = services.incidents.detail(number)
    assert (detail.incident.title, detail.team) == ("Late batch", "Ops")
    assert detail.comments[0].body == "First line\n    Second"
    with pytest.raises(Refused, match="needs a title"):
        services.incidents.log(IncidentForm("\ud800"))
