"""The list of steps, what taking one back would keep, and how another's step is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.errors import Refused
from desktop_app.domain.incidents import IncidentForm
from desktop_app.services.history import Moved
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import journal
from tests import factories


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Services]:
    made = Services.over(Workspace.create(tmp_path / "history.secondway"))
    yield made
    made.close()


def _log(services: Services, *titles: str) -> list[int]:
    return [services.incidents.log(IncidentForm(title=title)).ids[0] for title in titles]


def _edit(services: Services, incident_id: int, title: str) -> int:
    held = services.incidents.detail(incident_id).incident
    return services.incidents.edit(incident_id, IncidentForm(title=title), held.changed_in).step


def test_steps_come_newest_first_with_who_when_and_how_many(alone: Services) -> None:
    _log(alone, "Mail relay down", "Batch late")
    newest, older, first = alone.history.steps(0, 10)
    assert (newest.name, older.name) == ("Log incident", "Log incident")
    assert newest.what == "1 incident"
    assert newest.author == alone.workspace.author
    assert newest.own
    assert newest.undoable
    assert newest.step > older.step > first.step
    assert not first.undoable
    assert not first.undone
    assert newest.at.tzinfo is not None


def test_a_bulk_step_tells_its_rows_though_its_ids_have_gaps(alone: Services) -> None:
    factories.fill(alone.workspace, 300)
    ids = [row.id for row in alone.incidents.open_list(View()).page(0, 300)]
    alone.incidents.delete(ids[::3])
    assert alone.history.steps(0, 1)[0].what == "100 incidents"
    alone.history.undo()
    undone = alone.history.steps(0, 2)
    assert undone[0].name == "Undo: Delete 100 incidents"
    assert undone[0].what == "100 incidents"
    assert undone[1].undone
    assert not undone[1].undoable


def test_a_step_can_be_taken_back_any_time_and_a_redo_makes_it_hold_again(alone: Services) -> None:
    first, _second = _log(alone, "Mail relay down", "Batch late")
    step = alone.history.steps(1, 1)[0]
    alone.history.undo_step(step.step)
    with pytest.raises(Refused):
        alone.incidents.detail(first)
    with pytest.raises(Refused, match="undone already"):
        alone.history.undo_step(step.step)
    alone.history.redo()
    assert alone.incidents.detail(first).incident.title == "Mail relay down"
    again = {row.step: row for row in alone.history.steps(0, 10)}[step.step]
    assert again.undoable
    assert not again.undone


def test_what_an_undo_would_keep_is_said_before_and_is_what_it_keeps(alone: Services) -> None:
    (first,) = _log(alone, "Mail relay down")
    step = _edit(alone, first, "Mail relay is down")
    row = next(row for row in alone.history.steps(0, 5) if row.step == step)
    assert alone.history.forecast(row) == "Undoing it restores everything it changed."
    _edit(alone, first, "Mail relay 4.7.1 is down")
    assert alone.history.forecast(row) == "Nothing is left to undo: “SW-1” was edited since, and stays."
    changes = alone.history.undo_step(step)
    assert changes.message.startswith("“SW-1” was kept")
    assert alone.incidents.detail(first).incident.title == "Mail relay 4.7.1 is down"


def test_a_forecast_writes_nothing(alone: Services) -> None:
    _log(alone, "Mail relay down", "Batch late")
    before = alone.workspace.database.data_version()
    for row in alone.history.steps(0, 10):
        alone.history.forecast(row)
    assert alone.workspace.database.data_version() == before


def test_the_list_narrows_to_ones_own_steps(alone: Services) -> None:
    _log(alone, "Mail relay down")
    alone.workspace.author = "somebody else"
    _log(alone, "Batch late")
    assert alone.history.total() == 3
    assert alone.history.total(own=True) == 1
    (own,) = alone.history.steps(0, 10, own=True)
    assert own.author == "somebody else"


def test_a_hundred_thousand_steps_are_read_by_the_page(alone: Services) -> None:
    with alone.workspace.database.write() as connection:
        rows = [(f"Step {n}", "somebody", 1_700_000_000 + n, "do") for n in range(100_000)]
        connection.connection.driver_connection.executemany(  # type: ignore[union-attr]
            "INSERT INTO step (name, author, at, kind) VALUES (?, ?, ?, ?)", rows
        )
    assert alone.history.total() == 100_001
    assert [row.name for row in alone.history.steps(0, 2)] == ["Step 99999", "Step 99998"]
    assert [row.name for row in alone.history.steps(99_998, 100)] == ["Step 1", "Step 0", "New workspace"]


def test_forty_steps_are_undone_and_redone_over_a_restart(alone: Services, tmp_path: Path) -> None:
    """More than a hundred are in tests/reliability."""
    (first,) = _log(alone, "Title 0")
    for n in range(1, 41):
        _edit(alone, first, f"Title {n}")
    path = alone.workspace.database.path
    for n in range(39, 19, -1):
        alone.history.undo()
        assert alone.incidents.detail(first).incident.title == f"Title {n}"
    alone.close()
    again = Services.over(Workspace.open(path))
    for n in range(19, -1, -1):
        again.history.undo()
        assert again.incidents.detail(first).incident.title == f"Title {n}"
    for _n in range(40):
        again.history.redo()
    assert again.incidents.detail(first).incident.title == "Title 40"
    again.close()


def test_a_look_costs_no_query_until_somebody_stores(alone: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = alone.history.moved()
    asked: list[int] = []
    ask = journal.newest_step
    monkeypatch.setattr(journal, "newest_step", lambda connection: asked.append(1) or ask(connection))
    assert alone.history.moved(seen) is seen
    assert not asked
    other = Services.over(Workspace.open(alone.workspace.database.path))
    other.incidents.log(IncidentForm(title="Batch late"))
    other.close()
    now = alone.history.moved(seen)
    assert now.step == seen.step + 1
    assert alone.history.moved(Moved(0, 0)).step == now.step
