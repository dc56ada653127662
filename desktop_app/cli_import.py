"""The commands `import`, `imports` and `undo-import`: ticket dumps in, what was imported, and back again."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from desktop_app.cli_frame import (
    JsonOption,
    WorkspaceOption,
    print_json,
    progress_shown,
    refusals,
    say,
)
from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import DateOrder, Field, ImportAnswers, ImportReview, Policy
from desktop_app.domain.language import _, ngettext, number, printable
from desktop_app.domain.trust import Doubt

if TYPE_CHECKING:
    from desktop_app.exchange.reader.reading import RawTable
    from desktop_app.services.imports import ImportService

T = TypeVar("T")
app = typer.Typer()


@app.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="Ticket dumps: xlsx, xlsm, xlsb, xls, ods, csv, text, or a zip.")],
    workspace: WorkspaceOption,
    sheet: Annotated[str | None, typer.Option(help="The sheet to read.")] = None,
    header_row: Annotated[int | None, typer.Option(help="The row with the names of the columns, from 1.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Of a text file, such as utf-8 or cp1252.")] = None,
    delimiter: Annotated[str | None, typer.Option(help="Of a text file, one character.")] = None,
    skip_hidden: Annotated[bool, typer.Option("--skip-hidden", help="Leave hidden rows of the sheet out.")] = False,
    time_zone: Annotated[
        str | None, typer.Option(help="The zone of stamps that name none: the profile's, the workspace's, or UTC.")
    ] = None,
    date_order: Annotated[DateOrder | None, typer.Option(help="The order of day, month and year.")] = None,
    column: Annotated[list[str] | None, typer.Option(help="What a column is, such as “Raised=opened”.")] = None,
    priority: Annotated[list[str] | None, typer.Option(help="What a priority is, such as “P5=low”.")] = None,
    policy: Annotated[Policy | None, typer.Option(help="What happens to known tickets that differ.")] = None,
    leave_out: Annotated[list[Doubt] | None, typer.Option(help="What is odd and is left out of the figures.")] = None,
    agree: Annotated[bool, typer.Option("--agree", help="Go on although many open incidents are ended.")] = False,
    profile: Annotated[Path | None, typer.Option(help="Answers from this profile (JSON).")] = None,
    save_refused: Annotated[Path | None, typer.Option(help="Write refused rows to this xlsx, to mend them.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, store nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Import ticket dumps; each file is one step that can be undone."""
    answers = ImportAnswers(
        sheet=sheet,
        header_row=header_row,
        encoding=encoding,
        delimiter=delimiter,
        hidden_rows=not skip_hidden,
        date_order=date_order,
        fields=_pairs(column, {field.value: field for field in Field}, "--column"),
        priorities=_pairs(priority, {rank.key.lower(): rank for rank in Classification}, "--priority"),
        left_out=frozenset(leave_out or ()),
        many_ends_agreed=agree,
    )
    with refusals(as_json):
        if profile is not None:
            kept = _answers_of(profile)
            answers, time_zone = answers.over(kept), time_zone or kept.time_zone
            policy = policy or kept.policy
    given = {"time_zone": time_zone, "policy": policy, "hidden_rows": False if skip_hidden else None}
    told = {name: value for name, value in given.items() if value is not None}
    with (
        refusals(as_json),
        _there(files),
        _reading_ahead(files[0], answers) as first,
        _new_or_kept(workspace) as keep,
        _imports(workspace, create=True) as (imports, zone),
    ):
        reports = []
        for file in files:
            raw = first() if file == files[0] else None
            answers = replace(answers, time_zone=zone())
            review = _one(imports, file, answers, told, raw, save_refused, None if dry_run else keep, as_json)
            reports.append(_import_report(review))
            _say_import(review, dry_run=dry_run, quiet=as_json)
        if as_json:
            print_json(reports[0] if len(reports) == 1 else reports)
        if any(report["refusal"] for report in reports):
            raise typer.Exit(1)


@app.command("imports")
def list_imports(workspace: WorkspaceOption, as_json: JsonOption = False) -> None:
    """List every import there was, the newest first."""
    with refusals(as_json), _imports(workspace, read_only=True) as (imports, _zone):
        runs = imports.runs()
        if as_json:
            print_json([{**asdict(run), "at": run.at.isoformat()} for run in runs])
            return
        for run in runs:
            line = _("{number}  {at}  {file}: {new} new, {changed} changed")
            told = line.format(
                number=run.step, at=f"{run.at:%Y-%m-%d %H:%M}", file=printable(run.file_name),
                new=number(run.counts.new), changed=number(run.counts.changed),
            )  # fmt: skip
            print(f"{told} ({_('taken back')})" if run.undone else told)  # noqa: T201


@app.command("undo-import")
def undo_import(
    step: Annotated[int, typer.Argument(help="The number that the command imports lists.")],
    workspace: WorkspaceOption,
    as_json: JsonOption = False,
) -> None:
    """Take a whole import back; what was edited since is kept and named."""
    with refusals(as_json), _imports(workspace) as (imports, _zone):
        imports.run_report(step)  # refuses what is no import
        imports.undo(step)
        outcome = imports.undo_outcome(step)
        if outcome is None:
            return
        if as_json:
            print_json(asdict(outcome) | {"at": outcome.at.isoformat(), "kept": [asdict(k) for k in outcome.kept]})
            return
        back = ngettext(
            "{n} incident was taken back, {kept} kept.", "{n} incidents were taken back, {kept} kept.", outcome.reversed
        )
        say(back.format(n=number(outcome.reversed), kept=number(outcome.kept_in_all)))
        for kept in outcome.kept:
            say(_("{ticket} {title}: {why}").format(ticket=kept.ticket, title=printable(kept.title), why=kept.why))
        for failed in outcome.failed:
            say(failed)


@contextmanager
def _imports(
    path: Path, *, create: bool = False, read_only: bool = False
) -> Iterator[tuple[ImportService, Callable[[], str]]]:
    """The imports of a workspace alone, since every use case takes half a second to load; and which zone to take for
    stamps that name none. Raises WorkspaceError.
    """
    from desktop_app.services.imports import ImportService
    from desktop_app.services.workspaces import Workspace

    workspace = Workspace.open_or_create(path) if create else Workspace.open(path, read_only=read_only)
    try:
        yield ImportService(workspace), lambda: workspace.zone_to_confirm("UTC")
    finally:
        workspace.close()


def _one(
    imports: ImportService,
    file: Path,
    answers: ImportAnswers,
    told: Mapping[str, object],
    raw: RawTable | None,
    save_refused: Path | None,
    keep: Callable[[], None] | None,
    as_json: bool,
) -> ImportReview:
    """Prepare one file and, where ``keep`` is given, nothing is asked and anything can be stored, store it."""
    with progress_shown(as_json) as progress:
        prepared = imports.prepare(file, answers, progress, raw, told=told)
        if save_refused is not None and prepared.review.refusals:
            imports.save_refused(prepared, save_refused)
        if keep is not None and not prepared.review.refusal:
            imports.commit(prepared, progress)
            keep()
    return prepared.review


def _pairs(given: Sequence[str] | None, words: dict[str, T], option: str) -> dict[str, T]:
    """``Column=word`` as a dictionary; anything else is wrong use."""
    found = {}
    for pair in given or ():
        name, sign, word = pair.rpartition("=")
        if not sign or word not in words:
            text = _("“{text}” is not a name, an equals sign and one of {words}.")
            raise typer.BadParameter(text.format(text=pair, words=", ".join(words)), param_hint=option)
        found[name] = words[word]
    return found


def _answers_of(profile: Path) -> ImportAnswers:
    from desktop_app.services.import_profiles import profile_of

    return profile_of(profile).answers


@contextmanager
def _there(files: list[Path]) -> Iterator[None]:
    """Refuse before anything is stored when one of several files is not there."""
    for file in files:
        if not file.exists():
            raise Refused(_("There is no file {name}.").format(name=printable(file.name)))
    yield


@contextmanager
def _new_or_kept(workspace: Path) -> Iterator[Callable[[], None]]:
    """Take a workspace that this call made away again, unless something was stored in it."""
    stored = [workspace.exists()]
    try:
        yield lambda: stored.append(True)
    finally:
        if not any(stored):
            for file in workspace.parent.glob(f"{glob.escape(workspace.name)}*"):
                file.unlink(missing_ok=True)


@contextmanager
def _reading_ahead(file: Path, answers: ImportAnswers) -> Iterator[Callable[[], RawTable]]:
    """Have the reader's process at work while the rest of the program loads; call what it yields for the table."""
    from desktop_app.exchange.reader.read_as import read_as
    from desktop_app.exchange.reader.reading import begun

    with begun(file, read_as(answers)) as table:
        yield lambda: table(None)


def _import_report(review: ImportReview) -> dict[str, Any]:
    counts = review.counts
    return {
        "file": review.file_name,
        "read": counts.read,
        "stored": counts.stored,
        "skipped": counts.skipped,
        "refused": counts.refused,
        "incidents": {"new": counts.new, "changed": counts.changed, "same": counts.same},
        "refusals": [asdict(refusal) for refusal in review.refusals],
        "refusal": review.refusal,
        "questions": [asdict(question) for question in review.questions],
        "notes": list(review.notes),
        "profile": review.profile,
        "trust": asdict(review.trust) if review.trust else None,
        "changed_fields": dict(review.changed_fields),
        "suspects": [asdict(suspect) for suspect in review.suspects],
    }


def _say_import(review: ImportReview, *, dry_run: bool, quiet: bool) -> None:
    from desktop_app.services.imports import report

    if quiet:
        return
    say(review.sentence)
    if review.zone_needed:
        say(_("Stamps without a zone are read as {zone}.").format(zone=review.time_zone))
    for note in review.notes:
        say(note)
    if review.trust and review.trust.lines:
        say(_("Grade {grade}: {said}.").format(grade=review.trust.grade, said=review.trust.said))
        for doubt in review.trust.lines[:3]:
            say(f"{doubt.sentence}. {doubt.effect}")
    for refusal in review.refusals[:20]:
        line = _("Row {row}, {column} “{value}”: {reason}")
        say(line.format(row=refusal.row, column=refusal.column, value=refusal.value, reason=refusal.reason))
    for question in review.questions[1:]:
        say(question.text)
    if review.refusal:
        say(review.refusal)
        say(_("Nothing was stored."))
    else:
        say(_("Dry run, nothing stored.") if dry_run else report(review))
        if dry_run:
            counts = review.counts
            text = _("It would add {new} incidents and change {changed}; {same} are here already.")
            say(text.format(new=number(counts.new), changed=number(counts.changed), same=number(counts.same)))
