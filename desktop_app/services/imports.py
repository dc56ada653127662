"""Import a ticket dump: read, dry run, commit, report, undo."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

import polars as pl

from desktop_app.domain.errors import Refused
from desktop_app.domain.import_profiles import ImportProfile
from desktop_app.domain.imports import Field, ImportAnswers, ImportReview
from desktop_app.domain.language import _, ngettext, number, printable
from desktop_app.domain.people import Person
from desktop_app.domain.trust import TrustCard, TrustLine
from desktop_app.exchange.mapping import plan as planning
from desktop_app.exchange.mapping.held import Held
from desktop_app.exchange.reader import reading
from desktop_app.exchange.reader.read_as import read_as
from desktop_app.exchange.reader.shape import ROW
from desktop_app.measures.trusting import trust
from desktop_app.services import import_runs
from desktop_app.services.backups import BackupService
from desktop_app.services.changes import Changes, Progress, Silent, Topic
from desktop_app.services.history import HistoryService
from desktop_app.services.import_profiles import ImportProfileService, fingerprint
from desktop_app.services.import_runs import ImportRun, RunReport, UndoOutcome
from desktop_app.services.workspaces import Workspace, known_zone
from desktop_app.storage import import_lookups, people, settings, teams
from desktop_app.storage import imports as store
from desktop_app.storage.journal import Step

_TOPICS = frozenset({Topic.INCIDENTS, Topic.TEAMS, Topic.SETTINGS, Topic.PEOPLE})


@dataclass(frozen=True)
class PreparedImport:
    """One file, read and planned: preview, dry run, commit, report and undo all speak of this plan."""

    path: Path
    answers: ImportAnswers
    raw: reading.RawTable
    plan: planning.ImportPlan
    stored: Mapping[str, pl.DataFrame]  # what the plan was compared with, by source: ticket, incident_id, digest, open
    file_hash: str
    fingerprint: str = ""  # of the header as it was found without any answer

    @property
    def review(self) -> ImportReview:
        return self.plan.review


class ImportService:
    def __init__(self, workspace: Workspace, sample: Path | None = None) -> None:
        self._workspace = workspace
        self._profiles = ImportProfileService(workspace)
        self.sample_path = sample

    def prepare(
        self,
        path: Path,
        answers: ImportAnswers,
        progress: Progress | None = None,
        raw: reading.RawTable | None = None,
        *,
        told: Mapping[str, object] = MappingProxyType({}),
    ) -> PreparedImport:
        """Read a file in the worker process, unless ``raw`` holds it already, and plan its import.

        Where nothing was answered, the answers of the profile that is kept for files with this header are taken; the
        fields of the answers in ``told`` hold whatever it says. Raises Refused, or Cancelled.
        """
        progress = progress or Silent()
        known_zone(answers.time_zone)
        progress(_("Reading {name}").format(name=path.name))
        if raw is None:
            raw = reading.read(path, read_as(answers), progress=progress)
        mark = fingerprint(raw.header)
        profile = self._profiles.found(mark)
        if profile is not None:
            kept = profile.answers
            if kept.sheet not in raw.sheets or raw.alike:  # a month's name, where each month has a sheet: asked anew
                kept = replace(kept, sheet=None)
            answers = replace(answers.over(kept), time_zone=kept.time_zone)
        answers = replace(answers, **told)  # type: ignore[arg-type]
        known_zone(answers.time_zone)
        if read_as(answers) != raw.read_as:
            raw = reading.read(path, read_as(answers), progress=progress)
        return self._planned(path, answers, raw, progress, _file_hash(path), mark)

    def again(
        self, prepared: PreparedImport, answers: ImportAnswers, progress: Progress | None = None
    ) -> PreparedImport:
        """The same file with other answers; it is read again only where they say how."""
        progress = progress or Silent()
        known_zone(answers.time_zone)
        raw, file_hash = prepared.raw, prepared.file_hash
        if read_as(answers) != raw.read_as:
            progress(_("Reading {name}").format(name=prepared.path.name))
            raw = reading.read(prepared.path, read_as(answers), progress=progress)
            file_hash = _file_hash(prepared.path)
        return self._planned(prepared.path, answers, raw, progress, file_hash, prepared.fingerprint)

    def commit(self, prepared: PreparedImport, progress: Progress | None = None) -> Changes:
        """Store the plan as one step. Raises Refused while questions are open and where no row can be stored, Cancelled
        when stopped.
        """
        plan, review = prepared.plan, prepared.review
        if review.refusal:
            raise Refused(review.refusal)
        workspace = self._workspace
        first = not workspace.frames.current().incidents.height
        file_name = printable(review.file_name)
        name = _("Import {name}").format(name=file_name)
        unkept = BackupService(workspace).before_import()
        with workspace.step(name) as (connection, step):
            for source, stored in prepared.stored.items():
                if not import_lookups.existing(connection, source).sort("ticket").equals(stored.sort("ticket")):
                    raise Refused(_("Incidents were stored meanwhile; look at the file again."))
            done = store.commit(
                step,
                plan.incidents,
                plan.segments,
                source=plan.source,
                sides=dict(plan.sides),
                as_of=plan.as_of,
                run=store.Run(file_name, prepared.file_hash, workspace.now(), import_runs.told(review)),
                seen=plan.seen,
                log=review.event_log,
                progress=progress or Silent(),
            )
            if first:  # the zone that was confirmed for the file is the workspace's from now on
                settings.set_zone(step, review.time_zone)
            _add_people(step, review)
            self._profiles.remember(step, plan.source, prepared.fingerprint, prepared.answers)
            message = ". ".join(part for part in (report(review), _missing(done.missing), unkept) if part)
            return Changes(_TOPICS, step=step.id, name=name, message=message)

    def runs(self) -> tuple[ImportRun, ...]:
        """Every import of this workspace, the newest first."""
        return import_runs.runs(self._workspace)

    def run_report(self, step: int) -> RunReport:
        """What was told of an import when it was stored. Raises Refused when there was none in this step."""
        return import_runs.report(self._workspace, step)

    def undo_outcome(self, step: int) -> UndoOutcome | None:
        """What became of an import that was taken back; None while it holds."""
        return import_runs.undo_outcome(self._workspace, step)

    def save_refused(self, prepared: PreparedImport, path: Path) -> int:
        """Write the refused rows as a workbook to mend and import again; how many. Raises Refused."""
        from desktop_app.exchange.mapping import refused_rows  # loads openpyxl

        return refused_rows.write(path, prepared.raw, prepared.review)

    def profiles(self) -> tuple[ImportProfile, ...]:
        return self._profiles.all()

    def keep_profile(self, prepared: PreparedImport, name: str) -> Changes:
        """Keep the answers of this file under a name. Raises Refused for a name that is taken or empty."""
        return self._profiles.keep(name, prepared.plan.source, prepared.fingerprint, prepared.answers)

    def rename_profile(self, profile_id: int, name: str) -> Changes:
        return self._profiles.rename(profile_id, name)

    def remove_profile(self, profile_id: int) -> Changes:
        return self._profiles.remove(profile_id)

    def export_profile(self, profile_id: int, path: Path) -> None:
        """Write a profile as JSON. Raises Refused."""
        self._profiles.export(profile_id, path)

    def read_profile(self, path: Path) -> Changes:
        """Take in a profile from JSON. Raises Refused."""
        return self._profiles.take_in(path)

    def undo(self, step: int) -> Changes:
        """Take a whole import back; what was edited since is kept and counted in the message."""
        return HistoryService(self._workspace).undo_step(step)

    def _planned(
        self, path: Path, answers: ImportAnswers, raw: reading.RawTable, progress: Progress, file_hash: str, mark: str
    ) -> PreparedImport:
        progress(_("Checking every row"))
        frame = self._workspace.frames.current()
        stored: dict[str, pl.DataFrame] = {}
        with self._workspace.database.read() as connection:

            def tickets(source: str) -> pl.DataFrame:
                stored[source] = import_lookups.existing(connection, source)
                return stored[source]

            systems, people = import_lookups.names(connection)
            held = Held(
                tickets=tickets,
                facts=partial(import_lookups.facts, connection),
                further=partial(import_lookups.further, connection),
                alike=partial(import_lookups.alike, connection),
                sides={t.name: t.side for t in frame.teams.values()},
                systems=systems,
                people=people,
                open_now=import_lookups.open_now(connection),
            )
            plan = planning.build(raw, answers, held, self._workspace.now())
        told = trust.card(
            plan.as_told, plan.doubts, plan.review, sides=plan.team_sides, as_of=plan.as_of, left_out=answers.left_out
        )
        if told is not None:
            plan = replace(plan, review=replace(plan.review, trust=_with_words(told, raw.rows, plan.review)))
        kept = self._profiles.found(mark)
        if kept is not None and kept.answers_json() == replace(kept, answers=answers).answers_json():
            plan = replace(plan, review=replace(plan.review, profile=kept.name))
        return PreparedImport(path, answers, raw, plan, stored, file_hash, mark)


def _with_words(card: TrustCard, rows: pl.DataFrame, review: ImportReview) -> TrustCard:
    """The card with what the file says beside each row that it names: a number and a ticket tell nobody anything."""
    names = {each.field: each.column for each in review.columns if each.column in rows.columns}
    wanted = pl.Series(sorted({row for line in card.lines for row in line.rows}), dtype=rows.schema[ROW])
    some = rows.filter(pl.col(ROW).is_in(wanted.implode()))

    def words(line: TrustLine, field: Field) -> tuple[str, ...]:
        told = dict(some.select(ROW, names[field]).iter_rows()) if field in names else {}
        return tuple(told.get(row) or "" for row in line.rows)

    lines = (replace(each, openings=words(each, Field.OPENED), titles=words(each, Field.TITLE)) for each in card.lines)
    return replace(card, lines=tuple(lines))


def _missing(count: int) -> str:
    """Part of a message about what the dump before named and this one does not; empty for nothing."""
    if not count:
        return ""
    words = ngettext(
        "{n} open incident is not in this file any more: it counts as known up to the file before",
        "{n} open incidents are not in this file any more: they count as known up to the file before",
        count,
    )
    return words.format(n=number(count))


def _add_people(step: Step, review: ImportReview) -> None:
    """People of the file whom the workspace does not know; one without a team has no home and is left out."""
    homes = {team.name: team.id for team in teams.all_teams(step.connection)}
    wanted = [person for person in review.people if not person.known and person.team in homes]
    people.add_many(step, [Person(0, person.name, homes[person.team]) for person in wanted])


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
    if counts.skipped:
        parts.append(ngettext("{n} row skipped", "{n} rows skipped", counts.skipped).format(n=number(counts.skipped)))
    if counts.refused:
        parts.append(ngettext("{n} row refused", "{n} rows refused", counts.refused).format(n=number(counts.refused)))
    return ", ".join(parts)


def _file_hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refused(_("{file} was taken away while it was read.").format(file=path.name)) from error
