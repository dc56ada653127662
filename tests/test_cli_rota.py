"""The command `rota`: plan, print and hand out, with the same words as the window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner, Result

from desktop_app import cli_rota
from desktop_app.cli import app
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from tests.services.planned import House


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["rota", *(str(a) for a in arguments)])


@pytest.fixture
def staffed(tmp_path: Path) -> Path:
    """Four people on each side, and no rota yet."""
    path = tmp_path / "team.secondway"
    workspace = Workspace.create(path, "Europe/Berlin")
    House(Services.over(workspace), 4)
    workspace.close()
    return path


@pytest.fixture
def held(staffed: Path) -> Path:
    """With a rota and one block that somebody put there by hand."""
    workspace = Workspace.open(staffed)
    services = Services.over(workspace)
    team_of = {person.name: person for person in services.people.roster().people}
    done = cli_rota._board_to_plan(services, "Winter", None, None)
    role = next(role for role in done.rota.roles if role.side is done.side(team_of["Dev 1"].id))
    from desktop_app.domain.rotations import DAY, Block

    block = Block(0, team_of["Dev 1"].id, role.kind, role.host_id, done.rota.from_on, done.rota.from_on + DAY * 11)
    services.rotations.place(done.plan.id, block)
    workspace.close()
    return staffed


def _planned(done: Result) -> dict[str, Any]:
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_the_first_rota_is_proposed_and_planned(staffed: Path) -> None:
    found = _planned(run("plan", "-w", staffed, "--from", "2026-12-07", "--weeks", "4", "--no-improve", "--json"))
    assert (found["from"], found["to"], found["version"]) == ("2026-12-07", "2027-01-03", 1)
    assert found["open"] == []
    assert {block["kind"] for block in found["blocks"]} == {"guest"}
    assert {line["side"] for line in found["spread"]} <= {"ops", "dev"}


def test_improving_never_leaves_more_places_open_and_keeps_the_rota(staffed: Path) -> None:
    first = _planned(run("plan", "-w", staffed, "--weeks", "4", "--no-improve", "--json"))
    better = _planned(run("plan", "-w", staffed, "--json"))
    assert better["rota"] == first["rota"]
    assert len(better["open"]) <= len(first["open"])
    assert better["messages"]


def test_a_plan_is_told_in_words_and_open_places_with_their_reason(staffed: Path) -> None:
    workspace = Workspace.open(staffed)
    services = Services.over(workspace)
    for person in services.people.roster().people:
        if person.name.startswith("Dev") and person.name != "Dev 1":
            services.people.remove(person.id)
    workspace.close()
    done = run("plan", "-w", staffed, "--from", "2026-12-07", "--weeks", "8", "--rota", "Winter", "--no-improve")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Winter, 7 Dec 2026 – 31 Jan 2027, v1, draft: ")
    assert any(line.startswith("Open ") and "guest of Network Ops: " in line for line in lines)
    assert lines[-1].startswith("Cover ")


def test_a_rota_is_printed_on_every_layout(held: Path, tmp_path: Path, qtbot: QtBot) -> None:
    for layout in cli_rota.Layout:
        out = tmp_path / f"{layout}.pdf"
        done = run("print", "-w", held, "--layout", layout, "--out", out)
        assert done.exit_code == 0, done.output
        assert done.stdout == ""
        assert out.read_bytes().startswith(b"%PDF")
        assert out.name in done.stderr


def test_layouts_and_papers_are_those_of_the_window() -> None:
    from desktop_app.ui.printing import layouts

    assert [each.value for each in layouts.Layout] == [each.value for each in cli_rota.Layout]
    assert {each.value for each in layouts.Paper} == {each.value for each in cli_rota.Paper}


def test_a_rota_is_handed_out_as_workbook_or_calendars(held: Path, tmp_path: Path) -> None:
    done = run("export", "-w", held, "--out", tmp_path / "rota.xlsx")
    assert (done.exit_code, done.stdout) == (0, ""), done.output
    assert "Blocks" in load_workbook(tmp_path / "rota.xlsx").sheetnames
    told = json.loads(run("export", "-w", held, "--out", tmp_path / "calendars", "--json").stdout)
    assert told["message"].startswith("v1, draft of Winter: 10 calendars")
    assert told["file"] == str(tmp_path / "calendars")
    stay = Calendar.from_ical((tmp_path / "calendars" / "person-dev-1.ics").read_bytes()).walk("VEVENT")[0]
    assert str(stay["status"]) == "TENTATIVE"
    assert run("export", "-w", held, "--format", "ics", "--out", tmp_path / "v1.0").exit_code == 0
    assert (tmp_path / "v1.0" / "team-network-ops.ics").exists()


def test_a_refusal_is_one_sentence_on_stderr(staffed: Path, held: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.secondway"
    Workspace.create(empty).close()
    for arguments in (
        ("plan", "-w", empty),
        ("plan", "-w", held, "--rota", "Summer"),
        ("plan", "-w", held, "--from", "2026-12-08", "--rota", "Spring"),
        ("plan", "-w", held, "--from", "2026-12-07", "--rota", "winter"),
        ("print", "-w", empty, "--out", tmp_path / "rota.pdf"),
        ("print", "-w", held, "--out", tmp_path / "rota.png"),
        ("export", "-w", held, "--rota", "Summer", "--out", tmp_path / "rota.xlsx"),
        ("export", "-w", held, "--out", tmp_path / "nowhere" / "rota.xlsx"),
        ("export", "-w", held, "--format", "ics", "--out", tmp_path / "rota.xlsx"),
        ("export", "-w", held, "--format", "ics", "--out", tmp_path / "rota.ics"),
    ):
        done = run(*arguments)
        assert done.exit_code == 1, (arguments, done.output)
        assert done.stdout == ""
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert "Traceback" not in done.stderr
    assert not any((tmp_path / name).exists() for name in ("rota.xlsx", "rota.ics")), "nor a folder called like a file"


def test_wrong_use_is_exit_code_2(held: Path, tmp_path: Path) -> None:
    assert run("plan", "-w", held, "--weeks", "6").exit_code == 2, "the rota there is has its weeks"
    assert run("plan", "-w", held, "--from", "soon").exit_code == 2
    assert run("print", "-w", held, "--layout", "poster", "--out", tmp_path / "a.pdf").exit_code == 2
    assert run("print", "-w", held, "--month", "May", "--out", tmp_path / "a.pdf").exit_code == 2
    assert run("export", "-w", held, "--out", tmp_path / "rota.ods").exit_code == 2
