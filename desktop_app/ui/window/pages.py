"""The pages of one workspace, made together and thrown away together when another workspace is opened."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.services.suite import Services
from desktop_app.ui.imports.page import ImportPage
from desktop_app.ui.incidents.page import IncidentsPage
from desktop_app.ui.operations import Operations
from desktop_app.ui.start.page import StartPage
from desktop_app.ui.targets.page import TargetsPage
from desktop_app.ui.teams.page import TeamsPage
from desktop_app.ui.window.memory import Memory
from desktop_app.ui.window.system import system_zone

# name, icon and place in the final row of six, which gives the shortcut its number
LISTED = (("incidents", "inbox", 2), ("targets", "target", 3))


def words(page: str) -> str:
    """What the sidebar and the menu call a page."""
    return {"incidents": _("Incidents"), "targets": _("Targets")}[page]


class Pages(QObject):
    """Every page by its name, wired to what they all tell the window."""

    opened = Signal(object)  # IncidentFilter: show these incidents
    navigated = Signal(str)
    answered = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        services: Services,
        operations: Operations,
        memory: Memory,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.start = StartPage(operations, memory.recent)
        self.incidents = IncidentsPage(services.incidents, services.exports, operations, memory=memory)
        self.targets = TargetsPage(services.measures, services.targets, services.exports, operations)
        self.imports = ImportPage(
            services.imports, operations, lambda: services.workspace.zone_to_confirm(system_zone())
        )
        self.teams = TeamsPage(services.teams, services.targets, operations)
        self.by_name: dict[str, QWidget] = {
            "start": self.start,
            "incidents": self.incidents,
            "targets": self.targets,
            "import": self.imports,
            "teams": self.teams,
        }
        for page in self.by_name.values():
            for name in ("opened", "navigated", "answered", "said"):
                signal = getattr(page, name, None)
                if signal is not None:
                    signal.connect(getattr(self, name))
