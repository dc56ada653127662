"""From a tool's own repair time to ours, step by step, over a real dump: the table of docs/stamped-to-ours.md.

``python -m tests.stamped_to_ours DUMP`` prints it.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from desktop_app.domain.figures import GroupMeasures
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.imports import ImportAnswers
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import Rules
from desktop_app.services.changes import Silent
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace

STAMPED = (
    ("closed minus opened, every incident that has both stamps", "closed"),
    ("resolved minus opened, every incident that has both stamps", "resolved"),
)
STEPS = (
    (
        "the same of those that count: no requests, tests, cancelled ones, duplicates",
        Rules(count_gaps=True, count_pauses=True),
    ),
    ("without the time between a resolve and the reopening after it", Rules(count_pauses=True)),
    ("without waiting for the user or a supplier: ours", Rules()),
)


def imported(dump: Path, folder: Path) -> Services:
    """The dump in a new workspace, read in the zone in which it was written down."""
    services = Services.over(Workspace.create(folder / "dump.secondway"))
    prepared = services.imports.prepare(dump, ImportAnswers(time_zone="UTC"))
    services.imports.commit(prepared, Silent())
    return services


def table(services: Services) -> str:
    """The steps as a table in Markdown; hours are elapsed."""
    lines = ["| how it is counted | n | mean h | median h | in time |", "|---|---:|---:|---:|---:|"]
    for words, stamp in STAMPED:
        found = services.measures.as_stamped(stamp).all
        lines.append(_line(words, found, ""))
    for words, rules in STEPS:
        wanted = replace(IncidentFilter(), rules=rules)
        found = services.measures.measures(wanted, Period()).all
        lines.append(_line(words, found, _in_time(services, wanted)))
    return "\n".join(lines)


def _line(words: str, found: GroupMeasures, in_time: str) -> str:
    return f"| {words} | {found.resolved:,} | {found.mean_h:.2f} | {found.median_h:.2f} | {in_time} |"


def _in_time(services: Services, wanted: IncidentFilter) -> str:
    """The share of those due, as bounds where the estimated ones leave it open."""
    counts = dict(services.measures.asked(wanted).included["outcome"].value_counts().rows())
    in_time, missed, open_past, unknown = (counts.get(n, 0) for n in (1, 2, 3, 4))
    due = in_time + missed + open_past + unknown
    low, high = 100 * in_time / due, 100 * (in_time + unknown) / due
    return f"{low:.1f} % of {due:,}" if not unknown else f"{low:.1f} to {high:.1f} % of {due:,}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        held = imported(Path(sys.argv[1]), Path(temporary))
        print(table(held))
        held.close()
