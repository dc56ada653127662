"""Every use case over one workspace, as the window and the command line receive them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.services.backups import BackupService
from desktop_app.services.exports import ExportService
from desktop_app.services.history import HistoryService
from desktop_app.services.imports import ImportService
from desktop_app.services.incidents import IncidentService
from desktop_app.services.measures import MeasureService
from desktop_app.services.targets import TargetService
from desktop_app.services.teams import TeamService
from desktop_app.services.workspaces import Workspace


@dataclass(frozen=True)
class Services:
    """Every use case over one workspace."""

    workspace: Workspace
    incidents: IncidentService
    teams: TeamService
    targets: TargetService
    imports: ImportService
    measures: MeasureService
    exports: ExportService
    history: HistoryService
    backups: BackupService

    @classmethod
    def over(cls, workspace: Workspace, sample: Path | None = None) -> Services:
        return cls(
            workspace=workspace,
            incidents=IncidentService(workspace),
            teams=TeamService(workspace),
            targets=TargetService(workspace),
            imports=ImportService(workspace, sample),
            measures=MeasureService(workspace),
            exports=ExportService(workspace),
            history=HistoryService(workspace),
            backups=BackupService(workspace),
        )

    def close(self) -> None:
        self.workspace.close()
