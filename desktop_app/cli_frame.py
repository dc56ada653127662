"""What every command shares: how a workspace is opened, how it speaks, and how it ends.

Results go to stdout, messages to stderr. Exit codes: 0 done, 1 refused with a sentence, 2 wrong use.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from desktop_app.domain.errors import SecondWayError

if TYPE_CHECKING:
    from desktop_app.services.changes import Progress as Told
    from desktop_app.services.suite import Services

WorkspaceOption = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace file (.secondway).")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")]


@contextmanager
def opened(path: Path, *, create: bool = False, read_only: bool = False) -> Iterator[Services]:
    """The services over a workspace file. Raises WorkspaceError."""
    from desktop_app.app import open_services

    services = open_services(path, create=create, read_only=read_only)
    try:
        yield services
    finally:
        services.close()


@contextmanager
def refusals(quiet: bool) -> Iterator[None]:
    """A domain error is one sentence on stderr and exit code 1."""
    try:
        yield
    except SecondWayError as error:
        if quiet:
            print_json({"error": error.sentence})
        refuse(error.sentence)


def refuse(sentence: str) -> NoReturn:
    """Say why, and end with exit code 1."""
    say(sentence)
    raise typer.Exit(1)


def say(line: str, quiet: bool = False) -> None:
    """A message on stderr."""
    if not quiet:
        print(line, file=sys.stderr)  # noqa: T201


def say_written(sentence: str, path: Path, *, as_json: bool) -> None:
    """What was written where: a sentence on stderr, or the file (or folder) and the sentence as JSON."""
    if as_json:
        print_json({"file": str(path), "message": sentence})
    say(sentence, quiet=as_json)


def print_json(data: Any) -> None:
    """The result as JSON on stdout."""
    print(json.dumps(data, ensure_ascii=False, indent=1))  # noqa: T201


@contextmanager
def progress_shown(quiet: bool) -> Iterator[Told]:
    """A progress line on a terminal, nothing elsewhere."""
    from desktop_app.services.changes import Silent

    if quiet or not sys.stderr.isatty():
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _RichProgress(bar)


class _RichProgress:
    """Told by services, shown by rich."""

    cancelled = False

    def __init__(self, bar: Any) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None)

    def __call__(self, text: str, share: float | None = None) -> None:
        self._bar.update(self._task, description=text, total=None if share is None else 1.0, completed=share or 0.0)


def without_screen() -> None:
    """Let Qt draw where no screen is; before its first use."""
    screens = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in screens):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
