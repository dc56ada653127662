"""What was half typed when the process was killed is offered again; what was kept once is not lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import check
from tests.reliability.effort import effort

KILLS = effort("KILLS", 2)
_TYPIST = """
import os, sys
from pathlib import Path
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
services = Services.over(Workspace.open(Path(sys.argv[1])))
services.drafts.keep("incident:new", {"title": sys.argv[2]})
os.write(1, b"kept\\n")
for n in range(10**9):
    services.drafts.keep("incident:7", {"title": "x" * (n % 300), "n": n})
    os.write(1, b"%d\\n" % n)
"""


def test_a_draft_that_was_kept_survives_a_kill(tmp_path: Path, figures: Callable[[str], None]) -> None:
    path, kept = tmp_path / "a.secondway", 0
    Workspace.create(path).close()
    for turn in range(KILLS):
        typist = subprocess.Popen(
            [sys.executable, "-c", _TYPIST, str(path), f"half a titl {turn}"],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        )
        assert typist.stdout is not None
        for _line in range(20 + 7 * turn % 40):
            last = typist.stdout.readline()
        typist.send_signal(signal.SIGKILL)
        lines = (last + typist.stdout.read()).split(b"\n")[:-1]
        typist.stdout.close()
        typist.wait()
        services = Services.over(Workspace.open(path))
        assert services.drafts.content("incident:new") == {"title": f"half a titl {turn}"}
        found = services.drafts.content("incident:7")
        assert found is not None
        assert int(lines[-1]) <= found["n"] <= int(lines[-1]) + 1
        assert len(found["title"]) == found["n"] % 300
        assert check.problems(services.workspace.database) == []
        services.close()
        kept += int(lines[-1]) + 2
    figures(f"drafts: {KILLS} kills, {kept} drafts kept, 0 lost")
