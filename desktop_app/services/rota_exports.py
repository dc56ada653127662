"""A plan handed out as files: the workbook that is the twin of the printed schedule, and calendars."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.board import Board
from desktop_app.domain.language import ngettext, number
from desktop_app.exchange.calendars_out import calendars
from desktop_app.exchange.rota import rota_workbook
from desktop_app.services.rotations import RotationService
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import journal_history


class RotaExportService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._rotations = RotationService(workspace)

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
        """Write an .ics file for each person and each team into a folder; returns a sentence. Raises Refused.

        What earlier published versions had and this one has not is cancelled in them.
        """
        origin, changed = self._origin(board), self._changed(board)
        written = calendars.write(board, folder, origin, earlier=self._earlier(board), changed=changed)
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

    def _earlier(self, board: Board) -> list[Board]:
        """Every version that was published before, the newest first."""
        before = [
            self._rotations.board(plan_id=plan.id)
            for plan in self._rotations.versions(board.rota.id)
            if plan.published and plan.version < board.plan.version
        ]
        return [version for version in before if version is not None]

    def _changed(self, board: Board) -> dict[int, int]:
        """By session date the newest step that moved it, or brought it back."""
        with self._workspace.database.read() as connection:
            lines = {
                on.id: journal_history.history(connection, "session_date", on.id)
                for _session, on in board.session_dates
            }
        return {date_id: steps[-1].step for date_id, steps in lines.items() if steps}
