"""Import a ticket dump: read, dry run, commit, report, undo."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import polars as pl

from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import ImportAnswers, ImportCounts, ImportReview
from desktop_app.domain.language import _, ngettext, number, printable
from desktop_app.exchange import plan as planning
from desktop_app.exchange import reading
from desktop_app.exchange.held import Held
from desktop_app.exchange.read_as import read_as
from desktop_app.services.backups import BackupService
from desktop_app.services.changes import Changes, Progress, Silent, Topic
from desktop_app.services.history import HistoryService
from desktop_app.services.workspaces import Workspace, known_zone, local
from desktop_app.storage import import_lookups, settings
from desktop_app.storage import imports as store

_TOPICS = frozenset({Topic.INCIDENTS, Topic.TEAMS, Topic.SETTINGS})


@dataclass(frozen=True)
class PreparedImport:
    """One file, read and planned: preview, dry run, commit, report and undo all speak of this plan."""

    path: Path
    answers: ImportAnswers
    raw: reading.RawTable
    plan: planning.ImportPlan
    stored: pl.DataFrame  # what the plan was compared with: ticket, incident_id, digest
    file_hash: str

    @property
    def review(self) -> ImportReview:
        return self.plan.review


@dataclass(frozen=True, slots=True)
class ImportRun:
    """An import that was committed; ``at`` in the workspace's zone."""

    id: int
    file_name: str
    at: datetime
    counts: ImportCounts
    step: int
    undone: bool


class ImportService:
    def __init__(self, workspace: Workspace, sample: Path | None = None) -> None:
        self._workspace = workspace
        self.sample_path = sample

    def prepare(
        self,
        path: Path,
        answers: ImportAnswers,
        progress: Progress | None = None,
        raw: reading.RawTable | None = None,
    ) -> PreparedImport:
        """Read a file in the worker process, unless ``raw`` holds it already, and plan its import.

        Raises Refused, or Cancelled.
        """
        progress = progress or Silent()
        known_zone(answers.time_zone)
        progress(_("Reading {name}").format(name=path.name))
        if raw is None:
            raw = reading.read(path, read_as(answers), progress=progress)
        return self._planned(path, answers, raw, progress, _file_hash(path))

    def again(
        self, prepared: PreparedImport, answers: ImportAnswers, progress: Progress | None = None
    ) -> PreparedImport:
        """The same file with other answers; it is read again only where they say how."""
        if read_as(answers) != prepared.raw.read_as:
            return self.prepare(prepared.path, answers, progress)
        known_zone(answers.time_zone)
        return self._planned(prepared.path, answers, prepared.raw, progress or Silent(), prepared.file_hash)

    def commit(self, prepared: PreparedImport, progress: Progress | None = None) -> Changes:
        """Store the plan as one step. Raises Refused while questions are open, Cancelled when stopped."""
        plan, review = prepared.plan, prepared.review
        if review.questions:
            raise Refused(review.questions[0].text)
        workspace, counts = self._workspace, review.counts
        first = not workspace.frames.current().incidents.height
        file_name = printable(review.file_name)
        name = _("Import {name}").format(name=file_name)
        unkept = BackupService(workspace).before_import()
        with workspace.step(name) as (connection, step):
            if (
                not import_lookups.existing(connection, plan.source)
                .sort("ticket")
                .equals(prepared.stored.sort("ticket"))
            ):
                raise Refused(_("Incidents were stored meanwhile; look at the file again."))
            store.commit(
                step,
                plan.incidents,
                plan.segments,
                source=plan.source,
                sides=dict(plan.sides),
                as_of=plan.as_of,
                run=store.Run(file_name, prepared.file_hash, workspace.now(), asdict(counts)),
                progress=progress or Silent(),
            )
            if first:  # the zone that was confirmed for the file is the workspace's from now on
                settings.set_zone(step, prepared.answers.time_zone)
            message = f"{report(review)}. {unkept}" if unkept else report(review)
            return Changes(_TOPICS, step=step.id, name=name, message=message)

    def runs(self) -> tuple[ImportRun, ...]:
        """Every import of this workspace, the newest first."""
        zone = self._workspace.zone
        with self._workspace.database.read() as connection:
            found = store.runs(connection)
        return tuple(
            ImportRun(r.id, r.file_name, local(r.at, zone), ImportCounts(**r.counts), r.step, r.undone) for r in found
        )

    def undo(self, step: int) -> Changes:
        """Take a whole import back; what was edited since is kept and counted in the message."""
        return HistoryService(self._workspace).undo_step(step)

    def _planned(
        self, path: Path, answers: ImportAnswers, raw: reading.RawTable, progress: Progress, file_hash: str
    ) -> PreparedImport:
        progress(_("Checking every row"))
        frame = self._workspace.frames.current()
        stored = pl.DataFrame({"ticket": []})
        with self._workspace.database.read() as connection:

            def tickets(source: str) -> pl.DataFrame:
                nonlocal stored
                stored = import_lookups.existing(connection, source)
                return stored

            systems, people = import_lookups.names(connection)
            held = Held(
                tickets=tickets,
                facts=partial(import_lookups.facts, connection),
                alike=partial(import_lookups.alike, connection),
                sides={t.name: t.side for t in frame.teams.values()},
                systems=systems,
                people=people,
                open_now=import_lookups.open_now(connection),
            )
            plan = planning.build(raw, answers, held, self._workspace.now())
        return PreparedImport(path, answers, raw, plan, stored, file_hash)


def report(review: ImportReview) -> str:
    """What a commit did, in one sentence."""
    counts = review.counts
    parts = [ngettext("{n} incident imported", "{n} incidents imported", counts.new).format(n=number(counts.new))]
    if counts.changed:
        text = ngettext("{n} incident changed", "{n} incidents changed", counts.changed)
        parts.append(text.format(n=number(counts.changed)))
    if counts.same:
        text = ngettext("{n} was here already", "{n} were here already", counts.same)
        parts.append(text.format(n=number(counts.same)))
    if counts.refused:
        parts.append(ngettext("{n} row refused", "{n} rows refused", counts.refused).format(n=number(counts.refused)))
    return ", ".join(parts)


def _file_hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refused(_("{file} was taken away while it was read.").format(file=path.name)) from error
