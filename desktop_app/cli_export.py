"""The command `export`: incidents as a table, the month as a workbook, the whole workspace; and its way back."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli_frame import (
    JsonOption,
    WorkspaceOption,
    opened,
    progress_shown,
    refusals,
    say_written,
    without_screen,
)
from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.workspaces import FolderKind

if TYPE_CHECKING:
    from desktop_app.domain.monthly_sheet import Sheet

app = typer.Typer(help="Write incidents, a month against the goal, or everything to files.", no_args_is_help=True)


class MonthFormat(StrEnum):
    PDF = "pdf"
    XLSX = "xlsx"


FilterOption = Annotated[str | None, typer.Option("--filter", help="An incident filter as JSON.")]


@app.command()
def incidents(
    workspace: WorkspaceOption,
    out: Annotated[Path, typer.Option("--out", help="The file: .xlsx or .csv.")],
    filter_json: FilterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the incidents that a filter keeps, all of them without one, as xlsx or csv."""
    from desktop_app.services.incident_lists import View

    with refusals(as_json), opened(workspace, read_only=True) as services, progress_shown(as_json) as progress:
        sentence = services.exports.incidents(View(_filter(filter_json)), out, progress)
    say_written(sentence, out, as_json=as_json)


@app.command()
def monthly(
    workspace: WorkspaceOption,
    month: Annotated[str, typer.Option(help="The month, such as 2026-10.")],
    out: Annotated[Path, typer.Option("--out", help="The file: .xlsx or .pdf.")],
    kind: Annotated[
        MonthFormat | None, typer.Option("--format", help="pdf: one page; xlsx: live formulas. By --out's ending else.")
    ] = None,
    issue: Annotated[
        bool, typer.Option("--issue", help="Keep the figures under a number first, as handed out.")
    ] = False,
    target_set: Annotated[str | None, typer.Option(help="Name or kind: shared (the default), ops, dev.")] = None,
    filter_json: FilterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a month against the goal: the one page to hand out, or a workbook of live formulas over its incidents."""
    day, wanted = month_day(month), _filter(filter_json)
    chosen = kind or (MonthFormat.PDF if out.suffix.lower() == ".pdf" else MonthFormat.XLSX)
    with refusals(as_json), opened(workspace, read_only=not issue) as services:
        if chosen is MonthFormat.PDF and out.suffix.lower() != ".pdf":
            raise Refused(_("“{name}” is not a pdf file name.").format(name=out.name))
        if issue:
            services.monthly.issue(day, wanted, target_set)
        if chosen is MonthFormat.PDF:
            sentence = _printed(services.monthly.sheet(day, wanted, target_set), out)
        else:
            sentence = services.monthly.write(day, out, wanted, target_set)
    say_written(sentence, out, as_json=as_json)


def _printed(sheet: Sheet, out: Path) -> str:
    """The page as a PDF, as the window would write it."""
    without_screen()
    from desktop_app.app import build_application
    from desktop_app.ui.printing.month_sheet import write_pdf

    _application, _theme = build_application(None)
    return write_pdf(sheet, out)


@app.command("workspace")
def whole_workspace(
    workspace: WorkspaceOption,
    out: Annotated[Path, typer.Option("--out", help="A folder that is not there yet, or is empty.")],
    kind: Annotated[
        FolderKind, typer.Option("--format", help="jsonl: nothing is lost; csv: tables for people.")
    ] = FolderKind.JSONL,
    as_json: JsonOption = False,
) -> None:
    """Write the whole workspace into a folder: JSON lines that can be read in again, or csv for people."""
    with refusals(as_json), opened(workspace, read_only=True) as services, progress_shown(as_json) as progress:
        sentence = services.whole.export_folder(out, kind, progress)
    say_written(sentence, out, as_json=as_json)


def import_workspace(
    folder: Annotated[Path, typer.Argument(help="A folder that “export workspace” wrote as JSON lines.")],
    workspace: WorkspaceOption,
    as_json: JsonOption = False,
) -> None:
    """Make a new workspace of an exported folder, its history included."""
    from desktop_app.services.whole_workspace import import_folder

    with refusals(as_json), progress_shown(as_json) as progress:
        sentence = import_folder(folder, workspace, progress)
    say_written(sentence, workspace, as_json=as_json)


def month_day(text: str) -> date:
    """The first day of a month such as ``2026-10``; anything else is wrong use."""
    try:
        month = date.fromisoformat(f"{text}-01")
        if not 1900 <= month.year <= 2999:
            raise ValueError
        return month
    except ValueError:
        words = _("“{text}” is not a month such as 2026-10.").format(text=text)
        raise typer.BadParameter(words, param_hint="--month") from None


def _filter(text: str | None) -> IncidentFilter:
    return IncidentFilter.from_json(text) if text else IncidentFilter()
