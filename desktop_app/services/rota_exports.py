"""A plan handed out as files: the workbook that is the twin of the printed schedule, and calendars."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.board import Board
from desktop_app.domain.language import ngettext, number
from desktop_app.exchange import calendars, rota_workbook
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import journal_history


class RotaExportService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def workbook(self, board: Board, path: Path) -> str:
        """Write the plan as an xlsx file; returns a sentence. Raises Refused."""
        sheets = rota_workbook.write(board, path)
        text = ngettext(
            "{version} of {rota} written to {name}: {n} sheet of the schedule, blocks and cover.",
            "{version} of {rota} written to {name}: {n} sheets of the schedule, blocks and cover.",
            sheets,
        )
        return text.format(version=board.plan.label, rota=board.rota.name, name=path.name, n=number(sheets))

    def calendars(self, board: Board, folder: Path) -> str:
        """Write an .ics file for each person and each team into a folder; returns a sentence. Raises Refused."""
        written = calendars.write(board, folder, self._origin(board))
        teams = len(board.rota_teams)
        text = ngettext(
            "{version} of {rota}: {n} calendar written to {folder}, {teams} of them for teams.",
            "{version} of {rota}: {n} calendars written to {folder}, {teams} of them for teams.",
            len(written),
        )
        return text.format(
            version=board.plan.label, rota=board.rota.name, n=number(len(written)), folder=folder, teams=number(teams)
        )

    def _origin(self, board: Board) -> str:
        """When the rota was first stored: with its id it tells rotas of different workspaces apart, and never changes.

        A copy of the workspace file has the same rotas, and so the same names for their stays.
        """
        with self._workspace.database.read() as connection:
            first = journal_history.history(connection, "rota", board.rota.id)[:1]
        return str(first[0].at) if first else ""
