"""The command `export`: files on demand, one sentence on stderr, exit codes that a script can trust."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import typer
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner, Result

from desktop_app.cli import app
from desktop_app.cli_export import month_day
from tests import factories

ONLY_LOW = '{"conditions": [{"field": "classification", "operator": "one_of", "values": ["Low"]}]}'


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["export", *(str(a) for a in arguments)])


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "team.secondway"
    factories.workspace_with(path, 600).close()
    return path


def test_incidents_become_a_workbook_or_a_csv(workspace: Path, tmp_path: Path) -> None:
    done = run("incidents", "-w", workspace, "--out", tmp_path / "all.xlsx")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "600 incidents written to all.xlsx.\n")
    assert load_workbook(tmp_path / "all.xlsx")["Incidents"].max_row == 601
    done = run("incidents", "-w", workspace, "--out", tmp_path / "low.csv", "--filter", ONLY_LOW, "--json")
    assert json.loads(done.stdout)["file"] == str(tmp_path / "low.csv")
    with (tmp_path / "low.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert 0 < len(lines) < 600
    assert {line["Classification"] for line in lines} == {"Low"}


def test_a_month_becomes_a_workbook(workspace: Path, tmp_path: Path) -> None:
    done = run("monthly", "-w", workspace, "--month", "2025-10", "--out", tmp_path / "month.xlsx")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ""
    assert "due in October 2025" in done.stderr
    assert load_workbook(tmp_path / "month.xlsx").sheetnames == [
        "Summary",
        "Headline",
        "Routes",
        "Ageing",
        "Months",
        "Definitions",
        "Bins",
        "Data",
    ]
    run("monthly", "-w", workspace, "--month", "2025-10", "--target-set", "dev", "--out", tmp_path / "dev.xlsx")
    assert load_workbook(tmp_path / "dev.xlsx")["Summary"]["A1"].value == "Dev targets, October 2025"


def test_a_month_becomes_one_page_and_can_be_issued(workspace: Path, tmp_path: Path, qtbot: QtBot) -> None:
    out, wanted = tmp_path / "month.pdf", ("monthly", "-w", workspace, "--month", "2025-10", "--out")
    done = run(*wanted, out)
    assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    assert done.stderr == "Shared goal, October 2025 was saved in “month.pdf”.\n"
    assert out.read_bytes().startswith(b"%PDF")
    assert run(*wanted, tmp_path / "issued.pdf", "--issue").exit_code == 0
    steps = run("monthly", "-w", workspace, "--month", "2025-10", "--out", tmp_path / "m.xlsx", "--format", "pdf")
    assert (steps.exit_code, steps.stderr) == (1, "“m.xlsx” is not a pdf file name.\n")


def test_a_refusal_is_one_sentence_and_leaves_no_file(workspace: Path, tmp_path: Path) -> None:
    for arguments in (
        ("incidents", "-w", workspace, "--out", tmp_path / "all.pdf"),
        ("incidents", "-w", workspace, "--out", tmp_path / "nowhere" / "all.csv"),
        ("incidents", "-w", workspace, "--out", tmp_path / "all.csv", "--filter", "{"),
        ("incidents", "-w", tmp_path / "absent.secondway", "--out", tmp_path / "all.csv"),
        ("monthly", "-w", workspace, "--month", "1999-05", "--out", tmp_path / "month.xlsx"),
        ("monthly", "-w", workspace, "--month", "2025-10", "--out", tmp_path / "month.csv"),
        ("monthly", "-w", workspace, "--month", "2025-10", "--target-set", "theirs", "--out", tmp_path / "m.xlsx"),
    ):
        done = run(*arguments)
        assert done.exit_code == 1, arguments
        assert done.stdout == ""
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_wrong_use_is_exit_code_2(workspace: Path, tmp_path: Path) -> None:
    assert run("monthly", "-w", workspace, "--month", "October", "--out", tmp_path / "m.xlsx").exit_code == 2
    assert run("monthly", "-w", workspace, "--out", tmp_path / "m.xlsx").exit_code == 2
    assert run("incidents", "-w", workspace).exit_code == 2
    assert run("everything").exit_code == 2


@pytest.mark.parametrize("text", ["9999-12", "0001-01", "2026-13", "October"])
def test_what_is_no_month_is_wrong_use(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="is not a month"):
        month_day(text)


def test_the_whole_workspace_goes_out_and_comes_back(workspace: Path, tmp_path: Path) -> None:
    folder, again = tmp_path / "whole", tmp_path / "again.secondway"
    done = run("workspace", "-w", workspace, "--out", folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("The whole workspace is in whole: ")
    back = CliRunner().invoke(app, ["import-workspace", str(folder), "-w", str(again), "--json"])
    assert json.loads(back.stdout)["file"] == str(again)
    run("incidents", "-w", workspace, "--out", tmp_path / "one.csv")
    run("incidents", "-w", again, "--out", tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_the_whole_workspace_becomes_tables(workspace: Path, tmp_path: Path) -> None:
    done = run("workspace", "-w", workspace, "--out", tmp_path / "tables", "--format", "csv", "--json")
    assert json.loads(done.stdout)["message"].startswith("The whole workspace is in tables: ")
    with (tmp_path / "tables" / "incidents.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 600


def test_what_cannot_become_a_workspace_is_one_sentence(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    for folder, name in (("other", "new.secondway"), ("nowhere", "new.secondway"), ("other", "new.db")):
        done = CliRunner().invoke(app, ["import-workspace", str(tmp_path / folder), "-w", str(tmp_path / name)])
        assert done.exit_code == 1
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert run("workspace", "-w", workspace, "--out", tmp_path).exit_code == 1
    assert run("workspace", "-w", workspace, "--out", tmp_path / "x", "--format", "xml").exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["other"]
