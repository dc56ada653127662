"""Every use case over one workspace, as the window and the command line receive them.

Those that bring much with them and that no first page shows are loaded when they are first asked for: files in and out,
the search for plans, the demo's story and the monthly sheet are a third of the program's own modules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.services.backups import BackupService
from desktop_app.services.calendars import CalendarService
from desktop_app.services.drafts import DraftService
from desktop_app.services.exports import ExportService
from desktop_app.services.history import HistoryService
from desktop_app.services.incident_edits import IncidentEditService
from desktop_app.services.incident_life import IncidentLifeService
from desktop_app.services.incidents import IncidentService
from desktop_app.services.lookups import LookupService
from desktop_app.services.measures import MeasureService
from desktop_app.services.outlook import OutlookService
from desktop_app.services.phases import PhaseService
from desktop_app.services.rotations import RotationService
from desktop_app.services.saved_views import SavedViewService
from desktop_app.services.sessions import SessionService
from desktop_app.services.targets import TargetService
from desktop_app.services.teams import TeamService
from desktop_app.services.workspaces import Workspace

if TYPE_CHECKING:
    from desktop_app.services.demo import DemoService
    from desktop_app.services.imports import ImportService
    from desktop_app.services.monthly import MonthlyService
    from desktop_app.services.people import PeopleService
    from desktop_app.services.rota_exports import RotaExportService
    from desktop_app.services.rota_plans import RotaPlanService
    from desktop_app.services.whole_workspace import WholeWorkspaceService


@dataclass(frozen=True)
class Services:
    """Every use case over one workspace."""

    workspace: Workspace
    sample: Path | None  # the file that the demo of an import reads
    incidents: IncidentService
    life: IncidentLifeService
    edits: IncidentEditService
    views: SavedViewService
    teams: TeamService
    targets: TargetService
    calendars: CalendarService
    phases: PhaseService
    measures: MeasureService
    exports: ExportService
    history: HistoryService
    backups: BackupService
    rotations: RotationService
    sessions: SessionService
    outlook: OutlookService
    lookups: LookupService
    drafts: DraftService

    @classmethod
    def over(cls, workspace: Workspace, sample: Path | None = None) -> Services:
        return cls(
            workspace=workspace,
            sample=sample,
            incidents=IncidentService(workspace),
            life=IncidentLifeService(workspace),
            edits=IncidentEditService(workspace),
            views=SavedViewService(workspace),
            teams=TeamService(workspace),
            targets=TargetService(workspace),
            calendars=CalendarService(workspace),
            phases=PhaseService(workspace),
            measures=MeasureService(workspace),
            exports=ExportService(workspace),
            history=HistoryService(workspace),
            backups=BackupService(workspace),
            rotations=RotationService(workspace),
            sessions=SessionService(workspace),
            outlook=OutlookService(workspace),
            lookups=LookupService(workspace),
            drafts=DraftService(workspace),
        )

    @cached_property
    def imports(self) -> ImportService:
        from desktop_app.services.imports import ImportService

        return ImportService(self.workspace, self.sample)

    @cached_property
    def demo(self) -> DemoService:
        from desktop_app.services.demo import DemoService

        return DemoService(self.workspace)

    @cached_property
    def rota_exports(self) -> RotaExportService:
        from desktop_app.services.rota_exports import RotaExportService

        return RotaExportService(self.workspace)

    @cached_property
    def monthly(self) -> MonthlyService:
        from desktop_app.services.monthly import MonthlyService

        return MonthlyService(self.workspace)

    @cached_property
    def whole(self) -> WholeWorkspaceService:
        from desktop_app.services.whole_workspace import WholeWorkspaceService

        return WholeWorkspaceService(self.workspace)

    @cached_property
    def people(self) -> PeopleService:
        from desktop_app.services.people import PeopleService

        return PeopleService(self.workspace)

    @cached_property
    def rota_plans(self) -> RotaPlanService:
        from desktop_app.services.rota_plans import RotaPlanService

        return RotaPlanService(self.workspace, self.rotations)

    def close(self) -> None:
        self.workspace.close()
