"""The workspace as a file, without a window: check, back up, restore, rescue."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop_app.cli_frame import JsonOption, WorkspaceOption, opened, print_json, progress_shown, refusals, say
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, ngettext, number, printable
from desktop_app.domain.stamps import stamp

if TYPE_CHECKING:
    from desktop_app.services.backups import BackupLine
    from desktop_app.services.rescue import Examined

app = typer.Typer()


@app.command()
def check(
    workspace: WorkspaceOption,
    backups: Annotated[bool, typer.Option("--backups", help="Read every backup to its last bit too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Check that a workspace is sound."""
    with refusals(as_json), opened(workspace, read_only=True) as services:
        problems = services.backups.check()
        if backups:
            problems += tuple(filter(None, services.backups.check_backups().values()))
        if as_json:
            print_json({"workspace": str(workspace), "sound": not problems, "problems": list(problems)})
        for problem in problems:
            say(problem)
        if problems:
            raise typer.Exit(1)
        say(_("{name} is sound.").format(name=workspace.name), quiet=as_json)


@app.command()
def backup(
    workspace: WorkspaceOption,
    folder: Annotated[Path | None, typer.Option(help="Where the copy goes; beside the workspace by default.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Write a checked copy of a workspace."""
    with refusals(as_json), opened(workspace, read_only=True) as services:
        path = services.backups.backup(folder)
        if as_json:
            print_json({"backup": str(path)})
        say(_("Backup written to {path}").format(path=path), quiet=as_json)


@app.command("backups")
def list_backups(workspace: WorkspaceOption, as_json: JsonOption = False) -> None:
    """List the backups of a workspace, the newest first."""
    with refusals(as_json), opened(workspace, read_only=True) as services:
        lines = services.backups.backups()
    if as_json:
        print_json([_as_json(line) for line in lines])
        return
    for line in lines:
        text = ngettext("{n} incident", "{n} incidents", line.incidents).format(n=number(line.incidents))
        print(f"{stamp(line.at)}  {line.reason.label}, {text}  {printable(str(line.path))}")  # noqa: T201
    if not lines:
        say(_("There is no backup yet."))


@app.command()
def restore(
    workspace: WorkspaceOption,
    backup: Annotated[Path | None, typer.Argument(help="The backup; the newest that holds something else.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Bring back what was there before the last restore.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a workspace what a backup holds; what is there now is backed up first."""
    with refusals(as_json), opened(workspace) as services, progress_shown(as_json) as progress:
        if undo:
            changes = services.backups.undo_restore(progress)
        else:
            files = services.backups.files()
            older = [line.path for line in files.backups if files.changed or line.step != files.backups[0].step]
            if backup is None and not older:
                raise Refused(_("There is no backup that holds anything else."))
            changes = services.backups.restore(backup or older[0], progress)
        if as_json:
            print_json({"workspace": str(workspace), "done": changes.name, "message": changes.message})
        say(changes.message, quiet=as_json)


@app.command()
def rescue(
    workspace: WorkspaceOption,
    salvage: Annotated[
        bool, typer.Option("--salvage", help="Take every row that can still be read instead of the newest backup.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what can be read, change nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Put a sound file in the place of a damaged one, which is kept."""
    from desktop_app.services import rescue as rescuing

    with refusals(as_json):
        if dry_run:
            _tell(rescuing.examine(workspace), as_json=as_json)
            return
        done = rescuing.rescue(workspace, salvage=salvage)
        if as_json:
            print_json({name: _plain(value) for name, value in asdict(done).items()})
        say(done.sentence, quiet=as_json)


def _tell(found: Examined, *, as_json: bool) -> None:
    if as_json:
        print_json({name: _plain(value) for name, value in asdict(found).items()})
        return
    for problem in found.problems:
        say(problem)
    for table, rows in found.rows.items():
        if rows or table in found.incomplete:
            partly = _(", not all") if table in found.incomplete else ""
            print(f"{table}: {number(rows)}{partly}")  # noqa: T201
    if found.backup_at is not None:
        say(_("The newest good backup is from {time}.").format(time=stamp(found.backup_at)))
    for step in found.missed:
        say(_("Not in the backup: {step}").format(step=step))


def _as_json(line: BackupLine) -> dict[str, Any]:
    return {name: _plain(value) for name, value in asdict(line).items()}


def _plain(value: Any) -> Any:
    """Paths and times as text, the rest as it is."""
    return value if isinstance(value, (bool, int, str, dict, list, tuple, type(None))) else str(value)
