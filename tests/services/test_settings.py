"""Teams, targets, exports, backups and the workspace itself."""

from __future__ import annotations

import csv
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused, WorkspaceError
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.targets import Target, TargetSetKind, Unit
from desktop_app.domain.teams import Side
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace

LOW = Classification.LOW


def test_a_new_workspace_has_the_three_target_sets_of_the_article(services: Services) -> None:
    kinds = [s.kind for s in services.targets.target_sets()]
    assert kinds == [TargetSetKind.SHARED, TargetSetKind.OPS, TargetSetKind.DEV]
    assert services.history.names().undo is None, "what was there from the start cannot be undone"


def test_targets_are_added_by_date_replaced_and_removed(services: Services) -> None:
    (shared, *_rest) = services.targets.target_sets()
    services.targets.set_target(shared.id, Target(LOW, 4, Unit.DAYS, date(2026, 6, 1)))
    services.targets.set_target(shared.id, Target(LOW, 2, Unit.DAYS, date(2026, 6, 1)))
    low = [t for t in services.targets.find("shared").targets if t.classification is LOW]
    assert [(t.label, t.valid_from) for t in low] == [("5 d", None), ("2 d", date(2026, 6, 1))]
    services.targets.remove_target(shared.id, low[1])
    with pytest.raises(Refused, match="needs a target"):
        services.targets.remove_target(shared.id, services.targets.find("shared").targets[-1])


@pytest.mark.parametrize("value", [0, -1, 1e9])
def test_a_target_is_a_number_above_zero(services: Services, value: float) -> None:
    with pytest.raises(Refused, match="above zero"):
        services.targets.set_target(1, Target(LOW, value, Unit.HOURS))


def test_own_target_sets_come_and_go_and_the_shared_goal_stays(services: Services) -> None:
    services.targets.add_set("Summer", copied_from=None)
    own = services.targets.find("summer")
    assert [t.label for t in own.targets] == ["2 h", "4 h", "3 d", "5 d"]
    with pytest.raises(Refused, match="already"):
        services.targets.add_set("shared GOAL")
    services.targets.rename_set(own.id, "Autumn")
    services.targets.remove_set(own.id)
    services.history.undo()
    assert services.targets.find("Autumn").targets == services.targets.find(own.id).targets
    with pytest.raises(Refused, match="cannot be removed"):
        services.targets.remove_set(services.targets.find("shared").id)


def test_sides_are_one_step_for_many_teams(filled: Services) -> None:
    teams = filled.teams.teams()
    filled.teams.set_sides([t.id for t in teams], Side.UNKNOWN)
    changes = filled.teams.accept_proposals()
    assert changes.message == "5 teams have a side now"
    filled.history.undo()
    assert {t.side for t in filled.teams.teams()} == {Side.UNKNOWN}
    filled.history.undo()
    assert {t.side for t in filled.teams.teams()} == {Side.OPS, Side.DEV}


def test_filtered_incidents_are_written_as_shown(filled: Services, tmp_path: Path) -> None:
    view = View(IncidentFilter().where("open", "is", 1), "ticket")
    found = filled.incidents.open_list(view)
    sentence = filled.exports.incidents(view, tmp_path / "open.xlsx")
    assert sentence == f"{found.total} incidents written to open.xlsx."
    book = load_workbook(tmp_path / "open.xlsx")
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [row.ticket for row in found.page(0, found.total)]
    assert all(hasattr(row[7], "year") for row in rows), "a date stays a date"
    about = [row[0] for row in book["About"].iter_rows(values_only=True)]
    assert "Times are in the zone UTC" in about
    filled.exports.incidents(view, tmp_path / "open.csv")
    with (tmp_path / "open.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [line["Incident"] for line in csv.DictReader(file)] == [row[0] for row in rows]


def test_a_figure_is_written_with_its_sentence_and_definition(filled: Services, tmp_path: Path) -> None:
    figure = filled.measures.repair_times(IncidentFilter(), Period())
    filled.exports.figure(figure, tmp_path / "figure.xlsx")
    book = load_workbook(tmp_path / "figure.xlsx")
    about = [row[0] for row in book["About"].iter_rows(values_only=True)]
    head, *rows = book["By classification"].iter_rows(values_only=True)
    assert all(isinstance(row[head.index("Incidents")], int) for row in rows), "numbers stay numbers"
    assert all(isinstance(row[head.index("Mean of those due (h)")], float) for row in rows)
    assert about[:2] == [figure.answer, figure.headline]
    assert figure.definition in about


def test_a_backup_holds_the_same_incidents(filled: Services) -> None:
    path = filled.backups.backup()
    copy = Services.over(Workspace.open(path))
    assert copy.incidents.open_list(View()).of == 2000
    assert copy.backups.check() == ()
    copy.close()


def test_damage_is_found_and_said(filled: Services, tmp_path: Path) -> None:
    path = filled.backups.backup(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM team")
    connection.commit()
    connection.close()
    damaged = Services.over(Workspace.open(path))
    assert damaged.backups.check()
    damaged.close()


def test_the_zone_decides_the_hours_that_are_shown(filled: Services) -> None:
    before = filled.incidents.open_list(View()).page(0, 1)[0].opened_at
    filled.workspace.set_zone("Asia/Tokyo")
    after = filled.incidents.open_list(View()).page(0, 1)[0].opened_at
    assert after == before
    assert after.utcoffset() != before.utcoffset()
    with pytest.raises(Refused):
        filled.workspace.set_zone("Nowhere")


def test_a_file_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.secondway"
    path.write_text("just notes")
    with pytest.raises(WorkspaceError, match=r"notes\.secondway"):
        Workspace.open(path)
    assert path.read_text() == "just notes"
