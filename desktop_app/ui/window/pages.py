"""The pages of one workspace, each made when it is first asked for, thrown away when another workspace is opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.operations import Operations
from desktop_app.ui.window.memory import Memory
from desktop_app.ui.window.plain_pages import PLAIN
from desktop_app.ui.window.system import system_zone

if TYPE_CHECKING:
    from desktop_app.services.suite import Services
    from desktop_app.ui.cracks.page import CracksPage
    from desktop_app.ui.history.page import HistoryPage
    from desktop_app.ui.hub.page import HubPage
    from desktop_app.ui.imports.page import ImportPage
    from desktop_app.ui.incidents.page import IncidentsPage
    from desktop_app.ui.overview.page import OverviewPage
    from desktop_app.ui.people.page import PeoplePage
    from desktop_app.ui.rotations.page import RotationsPage
    from desktop_app.ui.targets.page import TargetsPage
    from desktop_app.ui.teams.page import TeamsPage

# name, icon and place in the final row of six, which gives the shortcut its number
LISTED = (
    ("overview", "layout-dashboard", 1),
    ("incidents", "inbox", 2),
    ("targets", "target", 3),
    ("rotations", "calendar-range", 5),
    ("hub", "library", 6),
)


def words(page: str) -> str:
    """What the sidebar and the menu call a page."""
    return {
        "overview": _("Overview"),
        "incidents": _("Incidents"),
        "targets": _("Targets"),
        "rotations": _("Rotations"),
        "hub": _("Knowledge hub"),
    }[page]


class Pages(QObject):
    """Every page by its name, wired to what they all tell the window."""

    opened = Signal(object)  # IncidentFilter: show these incidents
    navigated = Signal(str)
    answered = Signal(str)
    said = Signal(str)
    made = Signal(QWidget)  # a page that did not exist before
    file_wanted = Signal()  # choose a ticket list to import
    import_left = Signal()
    scope_cleared = Signal()
    period_wanted = Signal()  # a choice of periods
    print_wanted = Signal(str, object)  # layout, Board or None
    workspace_wanted = Signal(str)  # open another workspace
    rescue_wanted = Signal()
    list_wanted = Signal(object)  # IncidentsOnPaper: print them
    sheet_wanted = Signal(str, object, object)  # preview, pdf, workbook or issue; a month or None; IncidentFilter
    export_wanted = Signal(str, object)  # "xlsx" or "ics", Board

    def __init__(self, services: Services, operations: Operations, memory: Memory, parent: QObject) -> None:
        from desktop_app.ui.start.page import StartPage

        super().__init__(parent)
        self._services, self._operations, self._memory = services, operations, memory
        self.start = StartPage(operations, memory.recent)
        self._wire(self.start)
        self.by_name: dict[str, QWidget] = {"start": self.start}
        self._later: dict[str, Callable[[], QWidget]] = {
            **{name: partial(make, services, operations) for name, make in PLAIN.items()},
            "overview": self._make_overview,
            "incidents": self._make_incidents,
            "targets": self._make_targets,
            "cracks": self._make_cracks,
            "import": self._make_imports,
            "rotations": self._make_rotations,
            "hub": self._make_hub,
            "files": self._make_files,
        }

    def page(self, name: str) -> QWidget:
        """The page of that name, made now if nobody asked for it before."""
        if name not in self.by_name:
            made = self._later[name]()
            self._wire(made)
            self.by_name[name] = made
            self.made.emit(made)
        return self.by_name[name]

    @property
    def names(self) -> frozenset[str]:
        """Every page that there is, made or not."""
        return frozenset((*self.by_name, *self._later))

    def commit_pending(self) -> None:
        """Store what is still being typed, such as a target that was not left yet."""
        for page in self.by_name.values():
            commit = getattr(page, "commit_pending", None)
            if commit is not None:
                commit()

    @property
    def overview(self) -> OverviewPage:
        return cast("OverviewPage", self.page("overview"))

    @property
    def incidents(self) -> IncidentsPage:
        return cast("IncidentsPage", self.page("incidents"))

    @property
    def targets(self) -> TargetsPage:
        return cast("TargetsPage", self.page("targets"))

    @property
    def cracks(self) -> CracksPage:
        return cast("CracksPage", self.page("cracks"))

    @property
    def imports(self) -> ImportPage:
        return cast("ImportPage", self.page("import"))

    @property
    def teams(self) -> TeamsPage:
        return cast("TeamsPage", self.page("teams"))

    @property
    def rotations(self) -> RotationsPage:
        return cast("RotationsPage", self.page("rotations"))

    @property
    def people(self) -> PeoplePage:
        return cast("PeoplePage", self.page("people"))

    @property
    def hub(self) -> HubPage:
        return cast("HubPage", self.page("hub"))

    @property
    def history(self) -> HistoryPage:
        return cast("HistoryPage", self.page("history"))

    def _wire(self, page: QWidget) -> None:
        for name in ("opened", "navigated", "answered", "said"):
            signal = getattr(page, name, None)
            if signal is not None:
                signal.connect(getattr(self, name))

    def _make_overview(self) -> QWidget:
        from desktop_app.ui.overview.page import OverviewPage

        page = OverviewPage(self._services, self._operations)
        page.sheet_wanted.connect(self.sheet_wanted)
        return page

    def _make_incidents(self) -> QWidget:
        from desktop_app.ui.incidents.page import IncidentsPage

        page = IncidentsPage(self._services, self._operations, memory=self._memory)
        page.print_wanted.connect(self.list_wanted)
        return page

    def _make_targets(self) -> QWidget:
        from desktop_app.ui.targets.page import TargetsPage

        page = TargetsPage(self._services, self._operations, self._memory)
        page.scope_cleared.connect(self.scope_cleared)
        page.period_wanted.connect(self.period_wanted)
        return page

    def _make_cracks(self) -> QWidget:
        from desktop_app.ui.cracks.page import CracksPage

        page = CracksPage(self._services, self._operations)
        page.print_wanted.connect(self.list_wanted)
        return page

    def _make_imports(self) -> QWidget:
        from desktop_app.ui.imports.page import ImportPage

        services = self._services
        page = ImportPage(services.imports, self._operations, lambda: services.workspace.zone_to_confirm(system_zone()))
        page.choose_file.connect(self.file_wanted)
        page.cancelled.connect(self.import_left)
        return page

    def _make_rotations(self) -> QWidget:
        from desktop_app.ui.rotations.page import RotationsPage

        page = RotationsPage(self._services.rotations, self._services.rota_plans, self._operations)
        page.print_wanted.connect(lambda board: self.print_wanted.emit("month", board))
        page.export_wanted.connect(self.export_wanted)
        return page

    def _make_hub(self) -> QWidget:
        from desktop_app.ui.hub.page import HubPage

        page = HubPage(self._services.sessions, self._operations)
        page.print_wanted.connect(lambda: self.print_wanted.emit("hub", None))
        return page

    def _make_files(self) -> QWidget:
        from desktop_app.ui.files.page import FilesPage

        page = FilesPage(self._services.backups, self._operations, self._memory.known, self._memory.forget)
        page.open_wanted.connect(self.workspace_wanted)
        page.rescue_wanted.connect(self.rescue_wanted)
        return page
