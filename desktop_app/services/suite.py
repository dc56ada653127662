"""Every use case over one workspace, as the window and the command line receive them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.services.backups import BackupService
from desktop_app.services.calendars import CalendarService
from desktop_app.services.demo import DemoService
from desktop_app.services.drafts import DraftService
from desktop_app.services.exports import ExportService
from desktop_app.services.history import HistoryService
from desktop_app.services.imports import ImportService
from desktop_app.services.incident_edits import IncidentEditService
from desktop_app.services.incident_life import IncidentLifeService
from desktop_app.services.incidents import IncidentService
from desktop_app.services.lookups import LookupService
from desktop_app.services.measures import MeasureService
from desktop_app.services.monthly import MonthlyService
from desktop_app.services.outlook import OutlookService
from desktop_app.services.people import PeopleService
from desktop_app.services.phases import PhaseService
from desktop_app.services.rota_exports import RotaExportService
from desktop_app.services.rota_plans import RotaPlanService
from desktop_app.services.rotations import RotationService
from desktop_app.services.saved_views import SavedViewService
from desktop_app.services.sessions import SessionService
from desktop_app.services.targets import TargetService
from desktop_app.services.teams import TeamService
from desktop_app.services.whole_workspace import WholeWorkspaceService
from desktop_app.services.workspaces import Workspace


@dataclass(frozen=True)
class Services:
    """Every use case over one workspace."""

    workspace: Workspace
    incidents: IncidentService
    life: IncidentLifeService
    edits: IncidentEditService
    views: SavedViewService
    teams: TeamService
    targets: TargetService
    calendars: CalendarService
    phases: PhaseService
    imports: ImportService
    measures: MeasureService
    exports: ExportService
    history: HistoryService
    backups: BackupService
    people: PeopleService
    rotations: RotationService
    rota_plans: RotaPlanService
    sessions: SessionService
    outlook: OutlookService
    demo: DemoService
    rota_exports: RotaExportService
    monthly: MonthlyService
    lookups: LookupService
    drafts: DraftService
    whole: WholeWorkspaceService

    @classmethod
    def over(cls, workspace: Workspace, sample: Path | None = None) -> Services:
        rotations = RotationService(workspace)
        return cls(
            workspace=workspace,
            incidents=IncidentService(workspace),
            life=IncidentLifeService(workspace),
            edits=IncidentEditService(workspace),
            views=SavedViewService(workspace),
            teams=TeamService(workspace),
            targets=TargetService(workspace),
            calendars=CalendarService(workspace),
            phases=PhaseService(workspace),
            imports=ImportService(workspace, sample),
            measures=MeasureService(workspace),
            exports=ExportService(workspace),
            history=HistoryService(workspace),
            backups=BackupService(workspace),
            people=PeopleService(workspace),
            rotations=rotations,
            rota_plans=RotaPlanService(workspace, rotations),
            sessions=SessionService(workspace),
            outlook=OutlookService(workspace),
            demo=DemoService(workspace),
            rota_exports=RotaExportService(workspace),
            monthly=MonthlyService(workspace),
            lookups=LookupService(workspace),
            drafts=DraftService(workspace),
            whole=WholeWorkspaceService(workspace),
        )

    def close(self) -> None:
        self.workspace.close()
