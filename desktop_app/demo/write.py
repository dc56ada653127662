"""Everything that ``second-way demo`` writes, one line per file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.demo.studio import Studio, import_of, page, stay
from desktop_app.domain.board import Board
from desktop_app.domain.errors import WorkspaceError
from desktop_app.domain.language import _
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services

WORKSPACE = "demo.secondway"
ZONE = "Europe/Berlin"  # where the made-up company is at home
PAGES = ("overview", "cracks", "targets", "incidents", "rotations", "hub", "people", "teams")


def write(out: Path) -> Iterator[str]:
    """Make everything in ``out``, which may exist; yields one line per file written. Raises SecondWayError."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        text = _("The demo needs a folder, and “{path}” cannot be one: {reason}.")
        raise WorkspaceError(text.format(path=out, reason=error.strerror or error)) from error
    yield from _first_steps(out)
    path = out / WORKSPACE
    for stale in out.glob(f"{WORKSPACE}*"):
        stale.unlink()
    from desktop_app.app import open_services

    with ExitStack() as closing:
        services = open_services(path, create=True, zone=ZONE)
        closing.callback(services.close)
        changes = services.demo.fill()
        yield f"{path}: {changes.message}"
        studio = Studio(services, out)
        closing.callback(studio.close)
        for name, make in files(services):
            yield f"{out / name}: {make(out / name)}"
        yield from studio.pictures([(name, page(name)) for name in PAGES])


def _first_steps(out: Path) -> Iterator[str]:
    """The pages that a new user sees, in a workspace that is thrown away."""
    from desktop_app.app import open_services

    with TemporaryDirectory() as folder, ExitStack() as closing:
        services = open_services(Path(folder) / "first.secondway", create=True, zone=ZONE)
        closing.callback(services.close)
        sample = services.imports.sample_path
        if sample is None or not sample.is_file():
            raise WorkspaceError(_("The sample is missing; the installation is damaged."))
        studio = Studio(services, out)
        closing.callback(studio.close)
        yield from studio.pictures([("start", stay), ("import", import_of(sample))])


def files(services: Services) -> list[tuple[str, Callable[[Path], str]]]:
    """The papers and workbooks, each with what makes it; they need a QApplication."""
    from desktop_app.ui.printing import month_sheet
    from desktop_app.ui.printing.layouts import Layout, Paper, write_pdf

    board = _board(services)
    hub = replace(board, sessions=services.sessions.sessions())  # also those held before the rota began
    month = _last_whole_month(services)
    return [
        ("incidents.xlsx", lambda path: services.exports.incidents(View(), path)),
        ("monthly.xlsx", lambda path: services.monthly.write(month, path)),
        ("monthly.pdf", lambda path: month_sheet.write_pdf(services.monthly.sheet(month), path)),
        ("rota.xlsx", lambda path: services.rota_exports.workbook(board, path)),
        ("calendars", lambda path: services.rota_exports.calendars(board, path)),
        ("rota.pdf", lambda path: write_pdf(board, Layout.MONTH, Paper.A4, path)),
        ("wall.pdf", lambda path: write_pdf(board, Layout.QUARTER, Paper.A3, path)),
        ("programme.pdf", lambda path: write_pdf(hub, Layout.HUB, Paper.A4, path)),
    ]


def _last_whole_month(services: Services) -> date:
    """The month before that of the newest stamp."""
    newest = services.workspace.facts().newest_on
    if newest is None:
        raise WorkspaceError(_("The demo has no incidents."))
    return newest.replace(day=1) - timedelta(days=1)


def _board(services: Services) -> Board:
    board = services.rotations.board()
    if board is None:
        raise WorkspaceError(_("The demo has no rota."))
    return board
