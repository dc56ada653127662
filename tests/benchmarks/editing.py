"""Search among a million incidents, and one step that changes ten thousand."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop_app.domain.filters import IncidentFilter
from desktop_app.services.history import HistoryService
from desktop_app.services.incident_edits import BulkEdit, IncidentEditService
from desktop_app.services.incident_lists import View
from desktop_app.services.incidents import IncidentService
from desktop_app.services.workspaces import Workspace
from tests.benchmarks.report import Report, median_ms
from tests.benchmarks.screens import seconds

SEARCHES = ("INC0424242", "INC04242", "error 41 system 17")  # one, a hundred, and words that nearly every title holds
MANY = 10_000


def search(report: Report, path: Path) -> None:
    """From the words to the first 200 rows of the list that holds them."""
    held = Workspace.open(path)
    incidents = IncidentService(held)
    size = f"{incidents.open_list(View()).total:,}"
    for words in SEARCHES:
        view = View(filter=IncidentFilter(text=words))
        found = incidents.open_list(view)
        spent = median_ms(lambda v=view: incidents.open_list(v).page(0, 200))
        report.at_most(f"search “{words}” of {size} to the list of {found.total:,}, ms", spent, 50, "absolute, informs")
    held.close()


def edits(report: Report, path: Path) -> None:
    """One bulk edit and its undo, in a copy of the workspace."""
    copy = path.with_name(f"edited_{path.name}")
    shutil.copy(path, copy)
    held = Workspace.open(copy)
    ids = held.frames.current().incidents["id"].head(MANY).to_list()
    size = f"{held.frames.current().incidents.height:,}"
    service = IncidentEditService(held)
    spent = seconds(lambda: service.bulk_edit(ids, BulkEdit(team="Payments Dev", system="System 01")))
    report.at_most(f"bulk edit of 10,000 of {size}, seconds", spent, 1, "absolute, informs")
    seen = seconds(held.frames.current)
    report.at_most(f"frame of {size} after it, seconds", seen, 1, "absolute, informs")
    report.at_most(
        f"undo of the bulk edit, {size}, seconds", seconds(HistoryService(held).undo), 1, "absolute, informs"
    )
    held.close()
    copy.unlink()
