"""Headless use of the same services: results on stdout, messages on stderr.

Exit codes: 0 done, 1 refused with a sentence or open questions, 2 wrong use.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from desktop_app import __version__, cli_export, cli_files, cli_import, cli_measures, cli_rota
from desktop_app.cli_frame import refusals, say

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
app.command()(cli_measures.measures)
app.command("import-workspace")(cli_export.import_workspace)


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
def demo(
    out: Annotated[Path, typer.Option("--out", help="The folder for workspace, papers, workbooks and pictures.")],
) -> None:
    """Make the demo workspace with its rota on paper, its workbooks, and a picture of every page, light and dark."""
    from desktop_app.app import write_demo

    with refusals(quiet=False):
        for line in write_demo(out):
            say(line)
