"""Headless use of the same services: results on stdout, messages on stderr.

Exit codes: 0 done, 1 refused with a sentence or open questions, 2 wrong use.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop_app import __version__, cli_export, cli_files, cli_import, cli_rota
from desktop_app.cli_frame import JsonOption, WorkspaceOption, opened, print_json, refusals, say
from desktop_app.domain.calendars import Clock
from desktop_app.domain.case_numbers import CaseNumber
from desktop_app.domain.figures import GroupMeasures, Measures
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, number
from desktop_app.domain.periods import Period

if TYPE_CHECKING:
    pass

app = typer.Typer(
    name="second-way",
    help="Shared repair-time targets for Dev and Ops. Without a command the window opens.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(cli_import.app)
app.add_typer(cli_files.app)
app.add_typer(cli_rota.app, name="rota")
app.add_typer(cli_export.app, name="export")
app.command("import-workspace")(cli_export.import_workspace)


class Stamp(StrEnum):
    RESOLVED = "resolved"
    CLOSED = "closed"


def run() -> None:
    """Run the command line; the window when there is no command."""
    from desktop_app.resources import choose_language

    choose_language()
    app(_opening(sys.argv[1:]))


def _opening(words: list[str]) -> list[str]:
    """A workspace alone is one to open: that is how a double click in a file manager starts the program."""
    return ["--open", *words] if len(words) == 1 and words[0].endswith(".secondway") else words


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
    workspace: Annotated[Path | None, typer.Option("--open", help="Open this workspace in the window.")] = None,
) -> None:
    """Open the window."""
    if version:
        print(f"second-way {__version__}")  # noqa: T201
        raise typer.Exit
    if context.invoked_subcommand is None:
        from desktop_app.app import run_window

        raise typer.Exit(run_window(workspace))


@app.command()
def measures(
    workspace: WorkspaceOption,
    target_set: Annotated[str | None, typer.Option(help="Name or kind: shared (the default), ops, dev.")] = None,
    clock: Annotated[
        Clock | None, typer.Option(help="elapsed runs 24 x 7 (the default), working in the support hours.")
    ] = None,
    period: Annotated[str, typer.Option(help="Days such as 2026-01-01..2026-03-31.")] = "..",
    as_of: Annotated[
        str | None,
        typer.Option(help="Stamps as they stood at this ISO instant; cancellations and reopens as known today."),
    ] = None,
    filter_json: Annotated[str | None, typer.Option("--filter", help="An incident filter as JSON.")] = None,
    as_stamped: Annotated[Stamp | None, typer.Option(help="Opened to this stamp, nothing taken off.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Print repair times against a target set and, without a period, the four case numbers."""
    with refusals(as_json), opened(workspace, read_only=True) as services:
        wanted = IncidentFilter.from_json(filter_json) if filter_json else IncidentFilter()
        if as_stamped is not None:
            if target_set or clock or as_of or period != "..":
                text = _("It takes every incident and no target: only --filter goes with it.")
                raise typer.BadParameter(text, param_hint="--as-stamped")
            found = services.measures.as_stamped(as_stamped.value, wanted)
        else:
            found = services.measures.measures(
                wanted,
                Period.parse(period),
                target_set,
                clock,
                _instant(as_of),
            )
        whole = as_stamped is None and as_of is None and period == ".."
        case = tuple(services.measures.case_numbers(wanted)) if whole else ()
        if as_json:
            print_json({**asdict(found), "case_numbers": {each.key: _case_number(each) for each in case}})
        else:
            _print_measures(found)
            for each in case:
                print(each.sentence)  # noqa: T201


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", help="The folder for workspace, papers, workbooks and pictures.")],
) -> None:
    """Make the demo workspace with its rota on paper, its workbooks, and a picture of every page, light and dark."""
    from desktop_app.app import write_demo

    with refusals(quiet=False):
        for line in write_demo(out):
            say(line)


def _instant(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(_("“{text}” is not an ISO instant.").format(text=text), param_hint="--as-of") from None
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())


def _print_measures(found: Measures) -> None:
    """A table for people; JSON has every digit."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    titles = (
        _("Classification"), _("Incidents"), _("Open"), _("Resolved"), _("Mean h"), _("Median h"), _("P85 h"),
        _("In time"),
    )  # fmt: skip
    for index, title in enumerate(titles):
        table.add_column(title, justify="left" if index == 0 else "right")
    for name, group in [*found.by_classification.items(), (_("All"), found.all)]:
        table.add_row(name, *_measure_cells(group))
    console = Console()
    console.print(table)
    if found.definition:
        console.print(found.definition, style="dim", markup=False)


def _case_number(found: CaseNumber) -> dict[str, Any]:
    told = ("n", "of", "unknown", "share", "low", "high", "sentence")
    return {name: getattr(found, name) for name in told}


def _measure_cells(group: GroupMeasures) -> tuple[str, ...]:
    def hours(value: float | None) -> str:
        return "–" if value is None else number(value, 1)

    if group.attainment is None:
        share = _("{n} of {all}").format(n=number(group.in_time), all=number(group.in_time + group.missed))
    else:
        share = f"{number(100 * group.attainment)} %"
    counts = (number(group.incidents), number(group.open), number(group.resolved))
    return (*counts, hours(group.mean_h), hours(group.median_h), hours(group.p85_h), share)
