"""One of two writers of an incident: ``writer.py <file> <incident> <seconds>``; adds one to a number in its title.

A conflict is no failure: the writer reads again and tries once more. What it counted is said at the end.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from desktop_app.domain.errors import Conflict, SecondWayError
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import incidents


def main(path: str, incident: str, seconds: str) -> None:
    services, found = (
        Services.over(Workspace.open(Path(path))),
        {"added": 0, "conflicts": 0, "longest": 0.0, "errors": []},
    )
    end = time.monotonic() + float(seconds)
    while time.monotonic() < end:
        with services.workspace.database.read() as connection:
            held = incidents.load(connection, int(incident))
        assert held is not None
        begun = time.monotonic()
        try:
            services.edits.set_field(held.id, "title", str(int(held.title) + 1), held.changed_in)
            found["added"] += 1
        except Conflict:
            found["conflicts"] += 1
        except SecondWayError as error:
            found["errors"].append(error.sentence)
        found["longest"] = max(found["longest"], time.monotonic() - begun)
    services.close()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
