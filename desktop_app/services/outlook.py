"""The next two weeks: what the published rotas and the knowledge hub hold in store."""

from __future__ import annotations

from datetime import timedelta

from desktop_app.domain.outlook import DAYS, Outlook, outlook
from desktop_app.services.rota_boards import BoardReader
from desktop_app.services.workspaces import Workspace, local
from desktop_app.storage import rotations, sessions, settings


class OutlookService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._boards = BoardReader(workspace)

    def next_days(self, length: int = DAYS) -> Outlook:
        """From today on in the workspace's zone, over the newest published plan of every rota."""
        with self._workspace.database.read() as connection:
            today = local(self._workspace.now(), settings.zone(connection)).date()
            last = today + timedelta(days=length - 1)
            plans = rotations.plans(connection)
            near = [r for r in rotations.rotas(connection) if r.from_on <= last and today <= r.to_on]
            held = tuple(sessions.sessions(connection))
        newest = (next((plan for plan in plans.get(rota.id, ()) if plan.published), None) for rota in near)
        boards = (self._boards.board(plan_id=plan.id) for plan in newest if plan is not None)
        return outlook([board for board in boards if board is not None], held, today, length)
