"""Two windows on one workspace: each waits for the other, nothing is lost, and no lock is ever spoken of."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from desktop_app.domain.incidents import IncidentForm
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import check, incidents
from tests.reliability.effort import effort

SECONDS = effort("MINUTES", 0) * 60 or 2
WRITER = Path(__file__).with_name("writer.py")


def test_two_writers_lose_nothing_and_are_never_locked_out(tmp_path: Path, figures: Callable[[str], None]) -> None:
    path = tmp_path / "a.secondway"
    services = Services.over(Workspace.create(path))
    (incident,) = services.incidents.log(IncidentForm("0")).ids
    writers = [
        subprocess.Popen(
            [sys.executable, str(WRITER), str(path), str(incident), str(SECONDS)],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(WRITER.parents[2])},
        )
        for _turn in range(2)
    ]
    told = [json.loads(writer.communicate()[0]) for writer in writers]
    assert [each["errors"] for each in told] == [[], []]
    added, conflicts = (sum(each[name] for each in told) for name in ("added", "conflicts"))
    with services.workspace.database.read() as connection:
        held = incidents.load(connection, incident)
    assert held is not None
    assert held.title == str(added), "updates were lost"
    assert all(each["added"] for each in told)
    assert check.problems(services.workspace.database) == []
    services.close()
    longest = max(each["longest"] for each in told)
    figures(
        f"two writers, {SECONDS} s: {added} stored, {conflicts} told to look again, 0 locked, 0 lost, "
        f"longest wait {longest:.2f} s"
    )
