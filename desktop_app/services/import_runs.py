"""The imports there were: what each did, and what became of those that were taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import ImportCounts, ImportReview, Refusal
from desktop_app.domain.language import _
from desktop_app.services.workspaces import Workspace, local
from desktop_app.storage import import_undo
from desktop_app.storage import imports as store

_KEPT_REFUSALS = 1000


@dataclass(frozen=True, slots=True)
class ImportRun:
    """An import that was committed; ``at`` in the workspace's zone."""

    id: int
    file_name: str
    at: datetime
    counts: ImportCounts
    step: int
    undone: bool


@dataclass(frozen=True, slots=True)
class RunReport:
    """What an import did, as it was told then; ``refusals`` at most 1,000, of imports of older versions none."""

    run: ImportRun
    skipped_reasons: Mapping[str, int]
    refusals: tuple[Refusal, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptIncident:
    """``edited_at`` in the workspace's zone."""

    ticket: str
    title: str
    edited_at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class UndoOutcome:
    """``kept`` names at most 1,000 of ``kept_in_all``; ``failed`` says what else could not be taken back, and why."""

    at: datetime
    reversed: int
    kept_in_all: int
    kept: tuple[KeptIncident, ...]
    failed: tuple[str, ...]


def runs(workspace: Workspace) -> tuple[ImportRun, ...]:
    """Every import of the workspace, the newest first."""
    zone = workspace.zone
    with workspace.database.read() as connection:
        found = store.runs(connection)
    return tuple(_run(run, zone) for run in found)


def report(workspace: Workspace, step: int) -> RunReport:
    """What was told of the import in this step. Raises Refused when there was none."""
    with workspace.database.read() as connection:
        run = next((run for run in store.runs(connection) if run.step == step), None)
    if run is None:
        raise Refused(_("There is no such import."))
    kept: Mapping[str, Any] = run.counts
    refusals = tuple(Refusal(*refusal) for refusal in kept.get("refusals", ()))
    reasons, notes = kept.get("skipped_reasons", {}), tuple(kept.get("notes", ()))
    return RunReport(_run(run, workspace.zone), reasons, refusals, notes)


def undo_outcome(workspace: Workspace, step: int) -> UndoOutcome | None:
    """What became of an import that was taken back; None while it holds."""
    zone = workspace.zone
    with workspace.database.read() as connection:
        found = import_undo.outcome(connection, step)
    if found is None:
        return None
    why = _("edited since")
    kept = tuple(KeptIncident(one.ticket, one.title, local(one.edited_at, zone), why) for one in found.kept)
    failed = tuple(_("{name} is still needed").format(name=name) for name in found.others)
    return UndoOutcome(local(found.at, zone), found.reversed, found.kept_in_all, kept, failed)


def told(review: ImportReview) -> dict[str, Any]:
    """What the history of imports says later, as JSON knows it."""
    refusals = [(r.row, r.ticket, r.column, r.value, r.reason) for r in review.refusals[:_KEPT_REFUSALS]]
    reasons = dict(review.skipped_reasons)
    return {**asdict(review.counts), "skipped_reasons": reasons, "refusals": refusals, "notes": list(review.notes)}


def _run(run: store.Run, zone: str) -> ImportRun:
    counts = ImportCounts(**{field.name: run.counts.get(field.name, 0) for field in fields(ImportCounts)})
    return ImportRun(run.id, run.file_name, local(run.at, zone), counts, run.step, run.undone)
