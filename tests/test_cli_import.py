"""Imports from the command line: options, profiles, the list of imports and their undo."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from desktop_app.cli import app

ODD = "Ref~Raised~Fixed~Level\nA1~03/02/2026 08:00~03/02/2026 10:00~Rainbow\nA2~04/02/2026 08:00~~P1\n"
ANSWERS = (
    "--delimiter", "~", "--column", "Raised=opened", "--column", "Fixed=resolved", "--column", "Level=priority",
    "--priority", "Rainbow=critical", "--date-order", "dmy", "--time-zone", "Europe/Berlin",
)  # fmt: skip


def _run(*arguments: object, code: int = 0) -> Any:
    done = CliRunner().invoke(app, [str(a) for a in arguments])
    assert done.exit_code == code, done.output
    return json.loads(done.stdout) if "--json" in arguments else done.output


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "odd.csv"
    path.write_text(ODD, encoding="utf-8")
    return path


def test_every_answer_can_be_given_as_an_option(odd: Path, tmp_path: Path) -> None:
    found = _run("import", odd, "-w", tmp_path / "w.secondway", *ANSWERS, "--json")
    assert (found["read"], found["incidents"]["new"], found["questions"]) == (2, 2, [])
    measured = _run("measures", "-w", tmp_path / "w.secondway", "--as-stamped", "resolved", "--json")
    assert measured["by_classification"]["Critical"]["mean_h"] == 2


def test_answers_are_remembered_for_the_next_file_of_the_kind(odd: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "w.secondway"
    _run("import", odd, "-w", workspace, *ANSWERS)
    odd.write_text(ODD + "A3~05/02/2026 08:00~~Rainbow\n", encoding="utf-8")
    again = _run("import", odd, "-w", workspace, "--delimiter", "~", "--json")
    assert (again["incidents"]["new"], again["incidents"]["same"], again["profile"]) == (1, 2, "Ticket list")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "list.csv has no rows under the names of its columns."),
        ("A1,someday,,P1\n", "No row of this file can be stored."),
    ],
)
def test_a_file_of_which_nothing_can_be_stored_is_no_step(tmp_path: Path, rows: str, said: str) -> None:
    path, workspace = tmp_path / "list.csv", tmp_path / "w.secondway"
    path.write_text("Number,Opened,Resolved,Priority\nA0,2026-02-03 08:00,,P1\n", encoding="utf-8")
    _run("import", path, "-w", workspace)
    path.write_text("Number,Opened,Resolved,Priority\n" + rows, encoding="utf-8")
    output = _run("import", path, "-w", workspace, code=1)
    assert said in output
    assert "Nothing was stored." in output
    assert len(_run("imports", "-w", workspace, "--json")) == 1


def test_a_word_that_is_no_field_is_wrong_use(odd: Path, tmp_path: Path) -> None:
    output = _run("import", odd, "-w", tmp_path / "w.secondway", "--column", "Raised=whenever", code=2)
    assert "Raised=whenever" in output
    assert not (tmp_path / "w.secondway").exists()


def test_an_import_is_listed_and_taken_back_by_its_number(odd: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "w.secondway"
    _run("import", odd, "-w", workspace, *ANSWERS)
    (run,) = _run("imports", "-w", workspace, "--json")
    assert (run["file_name"], run["counts"]["new"], run["undone"]) == ("odd.csv", 2, False)
    back = _run("undo-import", run["step"], "-w", workspace, "--json")
    assert (back["reversed"], back["kept"]) == (2, [])
    assert "taken back" in _run("imports", "-w", workspace)
    assert "no such import" in _run("undo-import", 1, "-w", workspace, code=1)


def test_a_profile_from_a_file_answers_for_another_workspace(odd: Path, tmp_path: Path) -> None:
    from desktop_app.app import open_services

    _run("import", odd, "-w", tmp_path / "w.secondway", *ANSWERS)
    services = open_services(tmp_path / "w.secondway")
    services.imports.export_profile(services.imports.profiles()[0].id, tmp_path / "p.json")
    services.close()
    found = _run("import", odd, "-w", tmp_path / "v.secondway", "--profile", tmp_path / "p.json", "--json")
    assert (found["incidents"]["new"], found["questions"]) == (2, [])
    (tmp_path / "p.json").write_text("no profile", encoding="utf-8")
    _run("import", odd, "-w", tmp_path / "u.secondway", "--profile", tmp_path / "p.json", code=1)
    _run("import", odd, "-w", tmp_path / "u.secondway", "--profile", tmp_path / "none.json", code=1)
    (tmp_path / "p.json").write_text(" " * (1 << 20) + "{}", encoding="utf-8")
    told = _run("import", odd, "-w", tmp_path / "u.secondway", "--profile", tmp_path / "p.json", code=1)
    assert "too large" in told
    assert not (tmp_path / "u.secondway").exists()


def test_a_policy_that_was_told_wins_over_the_one_that_is_kept(tmp_path: Path) -> None:
    workspace, path = tmp_path / "w.secondway", tmp_path / "list.csv"
    path.write_text("Number,Opened,Resolved,Priority,State\nINC1,2026-02-03 08:00,,P1,New\n", encoding="utf-8")
    _run("import", path, "-w", workspace)
    closed = "Number,Opened,Resolved,Priority,State\nINC1,2026-02-03 08:00,2026-02-03 09:00,P1,Closed\n"
    path.write_text(closed, encoding="utf-8")
    assert _run("import", path, "-w", workspace, "--policy", "skip", "--json")["skipped"] == 1
    assert _run("import", path, "-w", workspace, "--policy", "update", "--json")["incidents"]["changed"] == 1
