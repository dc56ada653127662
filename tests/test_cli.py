"""The command line: clean JSON on stdout, messages on stderr, exit codes that a script can trust."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from desktop_app import __version__
from desktop_app.cli import _opening, app

SAMPLE = Path(__file__).parents[1] / "resources" / "sample" / "servicenow_event_log.zip"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "odd name %20 #1?.secondway"


@pytest.fixture
def imported(workspace: Path) -> Path:
    assert run("import", SAMPLE, "--workspace", workspace).exit_code == 0
    return workspace


def as_json(done: Result) -> Any:
    return json.loads(done.stdout)


def test_an_import_accounts_for_every_row(workspace: Path) -> None:
    done = run("import", SAMPLE, "--workspace", workspace, "--json")
    report = as_json(done)
    assert done.exit_code == 0
    assert report["read"] == 5998 == report["stored"] + report["skipped"] + report["refused"]
    assert report["incidents"] == {"new": 890, "changed": 0, "same": 0}
    assert report["questions"] == []
    again = as_json(run("import", SAMPLE, "--workspace", workspace, "--json"))
    assert again["incidents"] == {"new": 0, "changed": 0, "same": 890}


def test_a_dry_run_stores_nothing(workspace: Path) -> None:
    assert as_json(run("import", SAMPLE, "-w", workspace, "--dry-run", "--json"))["incidents"]["new"] == 890
    assert list(workspace.parent.iterdir()) == [], "not even a workspace"


def test_measures_give_hours_as_numbers_and_count_all(imported: Path) -> None:
    found = as_json(run("measures", "--workspace", imported, "--json"))
    assert found["incidents"] == 890
    assert found["target_set"] == "Shared goal"
    assert found["clock"] == "elapsed"
    assert list(found["by_classification"]) == ["Critical", "High", "Medium", "Low"]
    wanted = {
        "incidents",
        "open",
        "resolved",
        "estimated",
        "mean_h",
        "median_h",
        "p85_h",
        "in_time",
        "missed",
        "untold",
        "attainment",
    }
    assert set(found["all"]) == wanted
    assert 0 < found["all"]["attainment"] < 1


def test_measures_as_stamped_reconcile_with_another_tool(imported: Path) -> None:
    found = as_json(run("measures", "--workspace", imported, "--as-stamped", "resolved", "--json"))
    assert found["all"]["resolved"] == 861
    assert found["all"]["mean_h"] == pytest.approx(315.8668, abs=0.001)
    assert found["all"]["median_h"] == pytest.approx(54.4667, abs=0.001)


def test_filter_period_clock_and_as_of_narrow_the_measures(imported: Path) -> None:
    whole = as_json(run("measures", "-w", imported, "--json"))["all"]
    only_low = '{"conditions": [{"field": "classification", "operator": "one_of", "values": ["Low"]}]}'
    assert as_json(run("measures", "-w", imported, "--filter", only_low, "--json"))["all"]["incidents"] == 85
    in_march = as_json(run("measures", "-w", imported, "--period", "2016-03-01..2016-03-31", "--json"))["all"]
    assert in_march["in_time"] + in_march["missed"] < whole["in_time"] + whole["missed"]
    working = as_json(run("measures", "-w", imported, "--clock", "working", "--json"))
    assert working["clock"] == "working"
    assert working["all"]["mean_h"] < whole["mean_h"]
    then = as_json(run("measures", "-w", imported, "--as-of", "2016-03-02T00:00:00", "--json"))
    assert then["as_of"] == "2016-03-02T00:00:00Z"
    assert then["all"]["open"] > 0


def test_a_refusal_is_one_sentence_on_stderr_and_exit_code_1(imported: Path, tmp_path: Path) -> None:
    for arguments in (
        ("measures", "-w", imported, "--target-set", "nobody's"),
        ("measures", "-w", imported, "--period", "soon"),
        ("measures", "-w", imported, "--filter", "{"),
        ("measures", "-w", tmp_path / "absent.secondway"),
        ("import", tmp_path / "absent.csv", "-w", imported),
        ("import", SAMPLE, "-w", imported, "--time-zone", "Mars/Olympus"),
        ("check", "-w", tmp_path / "absent.secondway"),
    ):
        done = run(*arguments)
        assert done.exit_code == 1, arguments
        assert done.stdout == ""
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert "Traceback" not in done.stderr


def test_an_open_question_ends_with_exit_code_1_and_is_listed(tmp_path: Path, workspace: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Number,Opened,Resolved\nA1,03/04/2026 10:00,04/04/2026 10:00\nA2,05/06/2026 10:00,06/06/2026 11:00\n"
    )
    done = run("import", path, "-w", workspace, "--json")
    assert done.exit_code == 1
    (question, *_rest) = as_json(done)["questions"]
    assert question["name"] == "date_order"
    assert set(question["choices"]) >= {"dmy", "mdy"}
    answered = run("import", path, "-w", workspace, "--date-order", "dmy", "--json")
    assert answered.exit_code == 0
    assert as_json(answered)["incidents"]["new"] == 2


def test_wrong_use_is_exit_code_2(workspace: Path) -> None:
    assert run("measures").exit_code == 2
    assert run("import", SAMPLE, "-w", workspace, "--date-order", "backwards").exit_code == 2
    assert run("measures", "-w", workspace, "--as-of", "later").exit_code in (1, 2)
    assert run("unknown").exit_code == 2
    assert run("import", SAMPLE, "-w", workspace).exit_code == 0
    assert run("measures", "-w", workspace, "--as-stamped", "closed", "--clock", "working").exit_code == 2


def test_check_and_backup(imported: Path, tmp_path: Path) -> None:
    assert as_json(run("check", "-w", imported, "--json"))["sound"] is True
    written = as_json(run("backup", "-w", imported, "--folder", tmp_path / "safe", "--json"))["backup"]
    assert as_json(run("measures", "-w", written, "--json"))["incidents"] == 890


def test_the_command_works_as_a_process_and_knows_its_version(workspace: Path) -> None:
    command = [sys.executable, "-m", "desktop_app"]
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == f"second-way {__version__}\n"
    done = subprocess.run(
        [*command, "import", str(SAMPLE), "--workspace", str(workspace), "--json"],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["stored"] == 5998
    assert done.stderr == ""


def test_measures_tell_the_four_case_numbers_of_the_whole_time(imported: Path) -> None:
    found = as_json(run("measures", "-w", imported, "--json"))["case_numbers"]
    assert list(found) == ["resolved_by_dev", "non_release", "medium_or_low", "top_errors"]
    assert all(set(each) >= {"n", "of", "unknown", "share", "low", "high", "sentence"} for each in found.values())
    in_march = as_json(run("measures", "-w", imported, "--period", "2016-03-01..2016-03-31", "--json"))["case_numbers"]
    assert 0 < in_march["non_release"]["unknown"] < found["non_release"]["unknown"]
    shown = run("measures", "-w", imported).stdout
    assert all(each["sentence"] in shown for each in found.values())


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (["team.secondway"], ["--open", "team.secondway"]),
        (["--version"], ["--version"]),
        (["check", "team.secondway"], ["check", "team.secondway"]),
        ([], []),
    ],
)
def test_a_workspace_alone_is_opened_as_a_double_click_does(words: list[str], given: list[str]) -> None:
    assert _opening(words) == given


def test_a_backup_is_listed_restored_and_the_restore_undone(imported: Path) -> None:
    made = as_json(run("backup", "-w", imported, "--json"))["backup"]
    listed = as_json(run("backups", "-w", imported, "--json"))
    assert [line["path"] for line in listed] == [made]
    assert listed[0]["reason"] == "manual"
    before = as_json(run("measures", "-w", imported, "--json"))
    run("import", "-w", imported, _other(imported.parent), "--time-zone", "UTC")
    after = as_json(run("measures", "-w", imported, "--json"))
    assert after != before
    done = run("restore", "-w", imported)
    assert done.exit_code == 0, done.output
    assert as_json(run("measures", "-w", imported, "--json")) == before
    assert run("restore", "-w", imported, "--undo").exit_code == 0
    assert as_json(run("measures", "-w", imported, "--json")) == after
    assert as_json(run("check", "-w", imported, "--backups", "--json"))["sound"]


def test_a_damaged_workspace_is_rescued_from_its_backup(imported: Path) -> None:
    run("backup", "-w", imported)
    content = bytearray(imported.read_bytes())
    content[8 * 4096 : 40 * 4096] = bytes(32 * 4096)
    imported.write_bytes(content)
    told = as_json(run("rescue", "-w", imported, "--dry-run", "--json"))
    assert told["problems"]
    assert told["backup"]
    assert imported.read_bytes() == content, "a dry run changes nothing"
    done = as_json(run("rescue", "-w", imported, "--json"))
    assert Path(done["aside"]).read_bytes() == content
    assert run("check", "-w", imported).exit_code == 0
    again = run("rescue", "-w", imported)
    assert again.exit_code == 1
    assert "sound" in again.output


def test_without_a_backup_there_is_nothing_to_restore(imported: Path) -> None:
    refused = run("restore", "-w", imported)
    assert refused.exit_code == 1
    assert "no backup" in refused.output


def _other(folder: Path) -> Path:
    file = folder / "other.csv"
    file.write_text("Number,Priority,Opened,Resolved\nX1,2,2026-01-02 08:00,2026-01-02 09:30\n", "utf-8")
    return file


def test_no_mean_is_told_of_fewer_than_ten(imported: Path) -> None:
    critical = '{"conditions": [{"field": "classification", "operator": "one_of", "values": ["Critical"]}]}'
    asked = ("measures", "-w", imported, "--filter", critical, "--period", "2016-03-01..2016-03-05", "--json")
    group = as_json(run(*asked))["all"]
    assert 0 < group["resolved"] < 10
    assert (group["mean_h"], group["median_h"], group["p85_h"]) == (None, None, None)
    assert run("measures", "-w", imported, "--filter", "").exit_code == 1


def test_a_share_in_time_has_bounds_where_some_cannot_be_told(imported: Path) -> None:
    whole = as_json(run("measures", "-w", imported, "--json"))["attainment"]["all"]
    low, high = whole["bounds"]
    assert (low, high) == (whole["in_time"] / whole["n"], (whole["in_time"] + whole["unknown"]) / whole["n"])
    assert low < whole["share"] < high
