"""The command `rota`: plan one, print it, hand it out as a workbook or as calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop_app.cli_export import month_day
from desktop_app.cli_frame import (
    JsonOption,
    WorkspaceOption,
    opened,
    print_json,
    progress_shown,
    refusals,
    say,
    say_written,
    without_screen,
)
from desktop_app.domain.board import Board
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _

if TYPE_CHECKING:
    from desktop_app.services.suite import Services

app = typer.Typer(help="Plan rotations, print them, hand them out.", no_args_is_help=True)

_FILES = (".xlsx", ".ics", ".csv", ".pdf")  # nobody calls a folder so
RotaOption = Annotated[str | None, typer.Option("--rota", help="The name of the rota; the newest one by default.")]


class Layout(StrEnum):
    """As in ui.printing.layouts, which loads Qt; a test keeps the two alike."""

    MONTH = "month"
    QUARTER = "quarter"
    HUB = "hub"
    SLIP = "slip"


class Paper(StrEnum):
    A4 = "A4"
    A3 = "A3"
    A5 = "A5"
    LETTER = "Letter"


class Format(StrEnum):
    XLSX = "xlsx"
    ICS = "ics"


@app.command()
def plan(
    workspace: WorkspaceOption,
    rota: RotaOption = None,
    from_on: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="Begin a new rota on this Monday, such as 2026-12-07."),
    ] = None,
    weeks: Annotated[int | None, typer.Option(min=1, help="How long a new rota is; eight weeks by default.")] = None,
    improve: Annotated[bool, typer.Option(help="Improve the first plan with the solver.")] = True,
    as_json: JsonOption = False,
) -> None:
    """Plan a rota: the first one is proposed from the teams when there is none."""
    from desktop_app import cli_rota_words  # with the solver's words, which no other command needs

    with refusals(as_json), opened(workspace) as services, progress_shown(as_json) as progress:
        board = _board_to_plan(services, rota, from_on.date() if from_on else None, weeks)
        done = services.rota_plans.plan(board.plan.id, progress)
        messages = [done.message]
        if improve:
            done = services.rota_plans.improve(done.ids[0], progress)
            messages.append(done.message)
        planned = _stored(services, board.rota.id)
    told = [message for message in messages if message]
    if as_json:
        print_json({**cli_rota_words.data(planned), "messages": told})
        return
    for message in told:
        say(message)
    for line in cli_rota_words.lines(planned):
        print(line)  # noqa: T201


@app.command("print")
def print_rota(
    workspace: WorkspaceOption,
    out: Annotated[Path, typer.Option("--out", help="The file: .pdf.")],
    layout: Annotated[Layout, typer.Option(help="The sheet.")] = Layout.MONTH,
    paper: Annotated[Paper | None, typer.Option(help="The paper; the layout's usual one by default.")] = None,
    month: Annotated[str | None, typer.Option(help="Begin with this month, such as 2027-01.")] = None,
    rota: RotaOption = None,
    colour: Annotated[bool, typer.Option("--colour", help="In colour; grey by default.")] = False,
    initials: Annotated[bool, typer.Option("--initials", help="People by their initials only.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print a sheet of the rota into a PDF file, as the window would."""
    first = month_day(month) if month else None
    with refusals(as_json), opened(workspace, read_only=True) as services:
        board = _board(services, rota)
        sentence = _printed(board, layout, paper, out, first, colour=colour, initials=initials)
    say_written(sentence, out, as_json=as_json)


@app.command()
def export(
    workspace: WorkspaceOption,
    out: Annotated[Path, typer.Option("--out", help="A file .xlsx, or a folder for calendars.")],
    kind: Annotated[
        Format | None, typer.Option("--format", help="xlsx, or ics: a calendar for each person and team.")
    ] = None,
    rota: RotaOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the plan as a workbook, or as calendars into a folder; by the ending of --out unless a format is given."""
    wanted = kind or (Format.XLSX if out.suffix.lower() == ".xlsx" else Format.ICS)
    if kind is None and out.suffix and out.suffix.lower() != ".xlsx" and not out.is_dir():
        words = _("“{name}” is neither an .xlsx file nor a folder; name a format.").format(name=out.name)
        raise typer.BadParameter(words, param_hint="--out")
    with refusals(as_json), opened(workspace, read_only=True) as services:
        if wanted is Format.ICS and out.suffix.lower() in _FILES and not out.is_dir():
            words = _("Calendars go into a folder, and “{name}” is the name of a file.")
            raise Refused(words.format(name=out.name))
        board = _board(services, rota)
        exports = services.rota_exports
        sentence = exports.workbook(board, out) if wanted is Format.XLSX else exports.calendars(board, out)
    say_written(sentence, out, as_json=as_json)


def _board(services: Services, name: str | None) -> Board:
    """The newest plan of the rota of that name, or of the newest rota. Raises Refused."""
    board = services.rotations.board(_rota_id(services, name))
    if board is None:
        raise Refused(_("There is no rota yet; “second-way rota plan” proposes one."))
    return board


def _rota_id(services: Services, name: str | None) -> int | None:
    if name is None:
        return None
    rotas = services.rotations.rotas()
    found = next((line.id for line in rotas if line.name.casefold() == name.strip().casefold()), None)
    if found is None and rotas:
        known = ", ".join(f"“{line.name}”" for line in rotas)
        raise Refused(_("There is no rota “{name}”; there are {known}.").format(name=name, known=known))
    return found


def _board_to_plan(services: Services, name: str | None, from_on: date | None, weeks: int | None) -> Board:
    """The rota to plan: the one asked for, or a new one where there is none or a beginning is given. Raises Refused."""
    rotations = services.rotations
    if rotations.rotas() and from_on is None:
        if weeks is not None:
            raise typer.BadParameter(_("It belongs to a new rota; give its Monday with --from."), param_hint="--weeks")
        return _board(services, name)
    proposed = rotations.propose(())
    wanted = replace(
        proposed,
        name=name or proposed.name,
        from_on=from_on or proposed.from_on,
        weeks=weeks or proposed.weeks,
        slot_weeks=min(proposed.slot_weeks, weeks or proposed.weeks),
    )
    if any(line.name.casefold() == wanted.name.casefold() for line in rotations.rotas()):
        raise Refused(_("There is a rota “{name}” already; give the new one a name.").format(name=wanted.name))
    return _stored(services, rotations.add_rota(wanted).ids[0])


def _stored(services: Services, rota_id: int) -> Board:
    board = services.rotations.board(rota_id)
    if board is None:
        raise Refused(_("This rota is no longer there."))
    return board


def _printed(
    board: Board, layout: Layout, paper: Paper | None, out: Path, first: date | None, *, colour: bool, initials: bool
) -> str:
    if out.suffix.lower() != ".pdf":
        raise Refused(_("“{name}” is not a pdf file name.").format(name=out.name))
    without_screen()
    from desktop_app.app import build_application
    from desktop_app.ui.printing import layouts

    _application, _theme = build_application(None)
    sheet = layouts.Layout(layout.value)
    size = layouts.Paper(paper.value) if paper else sheet.papers[0]
    return layouts.write_pdf(board, sheet, size, out, first, colour=colour, initials=initials)
