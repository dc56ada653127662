"""The main window: one workspace, its pages, and what holds for all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QResizeEvent,
    QStatusTipEvent,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.periods import Period
from desktop_app.domain.workspaces import FirstLook, WorkspaceFacts
from desktop_app.services.changes import Changes, Topic
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.layouts import boxed, column, row
from desktop_app.ui.window.actions import Actions
from desktop_app.ui.window.afterwards import Afterwards
from desktop_app.ui.window.commands import WindowCommands
from desktop_app.ui.window.demo_banner import DemoBanner
from desktop_app.ui.window.desk import Desk, Opener
from desktop_app.ui.window.memory import Memory
from desktop_app.ui.window.menus import fill_menus
from desktop_app.ui.window.month_desk import MonthDesk
from desktop_app.ui.window.navigator import Navigator
from desktop_app.ui.window.outside import Outside
from desktop_app.ui.window.pages import LISTED, Pages, words
from desktop_app.ui.window.palette_ways import PaletteWays
from desktop_app.ui.window.planning_desk import PlanningDesk
from desktop_app.ui.window.safekeeping import Safekeeping, put_away
from desktop_app.ui.window.scope_bar import ScopeBar
from desktop_app.ui.window.sidebar import Sidebar
from desktop_app.ui.window.spans import kept_as
from desktop_app.ui.window.status import StatusBar
from desktop_app.ui.window.teller import Teller

if TYPE_CHECKING:
    from desktop_app.services.history import UndoNames
    from desktop_app.services.suite import Services

COMPACT_BELOW = 1280
MODES = ("mode_system", "mode_light", "mode_dark")
WITHOUT_WORKSPACE = ("new", "new_from_export", "open", "demo", "quit", "logs", "about", *MODES)
SCOPED = ("overview", "incidents", "targets", "cracks")


class MainWindow(QMainWindow):
    """Built by ``app.py``; ``opener`` opens a workspace (path, create) off the GUI thread.

    It stands before any workspace is open, and then offers what needs none: no heavy library is loaded for it.
    """

    def __init__(
        self,
        services: Services | None,
        operations: Operations,
        memory: Memory,
        opener: Opener,
        folders: tuple[Path, Path],
    ) -> None:
        """``services`` are those of the open workspace, ``folders`` the resources' and the log's."""
        super().__init__()
        self._services, self.operations, self.memory = services, operations, memory
        self._facts: WorkspaceFacts | None = None
        self._compact = False
        self.desk = Desk(operations, memory, opener, self)
        self.stack = QStackedWidget()
        self.navigator = Navigator(self.stack, self)
        self.commands = WindowCommands(self, *folders)
        self.planning, self.monthly = PlanningDesk(self), MonthDesk(self)
        self.actions_ = Actions(self)
        self.finder, self.outside = PaletteWays(self), Outside(self)
        fill_menus(self, self.actions_, memory.mode)
        listed = [(name, words(name), icon, f"Ctrl+{place}") for name, icon, place in LISTED]
        self.sidebar = Sidebar(listed, self.actions_.workspace_menu, self.actions_["palette"])
        self.scope_bar, self.status = ScopeBar(), StatusBar(operations)
        self.banner, self.safekeeping = DemoBanner(), Safekeeping(self)
        right = boxed(column(self.banner, self.safekeeping.banner, self.scope_bar, (self.stack, 1)))
        self.teller = Teller(operations, self.commands.undo_step, right)
        self.setCentralWidget(boxed(column((row(self.sidebar, (right, 1), spacing=0), 1), self.status)))
        self._connect()
        self._opens_recent = lambda path: self.desk.open(Path(path))
        if services is not None:
            self._begin()
        else:  # calm, with the menus that need no workspace
            self.actions_.show_recent(memory.recent(), self._opens_recent)
            self.actions_.allow_only(WITHOUT_WORKSPACE)
            self.banner.hide()
            self.scope_bar.hide()
        self.setAcceptDrops(True)
        room = self.screen().availableSize()  # at 150 % a small screen has fewer pixels of ours
        self.setMinimumSize(min(1024, room.width()), min(640, room.height()))
        memory.restore_window(self)

    @property
    def services(self) -> Services:
        """Those of the open workspace. Raises RuntimeError before there is one."""
        if self._services is None:
            raise RuntimeError("No workspace is open yet.")
        return self._services

    @property
    def pages(self) -> Pages:
        return self.navigator.pages

    @property
    def zone(self) -> str:
        """The workspace's time zone, as far as it is known already."""
        return self._facts.zone if self._facts else ""

    @property
    def page_name(self) -> str:
        """The page that is shown, such as ``start`` or ``targets``; empty before the first."""
        return self.navigator.page

    @Slot(object)
    def show_services(self, services: Services) -> None:
        """Show another workspace; the pages of the old one go, and it is closed in the background."""
        old, self._services = self._services, services
        if old is None:
            self._begin()
            return
        self.pages.commit_pending()
        self.teller.forget()
        self._begin()
        self.operations.work(lambda _progress: put_away(old), title=_("Close"), done=lambda _none: None)

    def refresh(self) -> None:
        """Ask again for what the frame of the window says."""
        self.operations.query(("window", "facts"), self.services.workspace.facts, self._show_facts)
        self.operations.query(("window", "undo"), self.services.history.names, self._show_undo)

    def look_outside(self) -> None:
        """Notice what another process stored since; asked for every second, and when the window becomes active."""
        self.outside.look()

    # -- parts

    def _begin(self) -> None:
        """Make the pages of the workspace; what they will show is read meanwhile."""
        self._facts = None
        self.scope_bar.begin(self.memory.read(kept_as(self.services.workspace.database.path)))
        self.outside.begin()
        self.finder.hide()
        self.operations.query(("window", "first"), self.services.workspace.first_look, self._look)
        self.refresh()
        self.actions_.allow_all()
        self.safekeeping.begin()
        self.navigator.begin(Pages(self.services, self.operations, self.memory, self))
        self._connect_pages()
        self.actions_.show_recent(self.memory.recent(), self._opens_recent)

    def _connect(self) -> None:
        self.afterwards = Afterwards(self)
        self.sidebar.chosen.connect(self.navigator.show_page)
        self.navigator.shown.connect(self._on_shown)
        self.scope_bar.changed.connect(self._set_scope)
        self.operations.changed.connect(self.refresh)
        self.outside.moved.connect(lambda: self.operations.changed.emit(Changes(frozenset(Topic))))
        self.desk.opened.connect(self.show_services)
        self.desk.refused.connect(self.teller.warn)
        self.desk.offered.connect(self.teller.warn)
        self.desk.told.connect(self.teller.tell)
        self.desk.chosen.connect(self.navigator.import_files)
        self.banner.own_wanted.connect(self.desk.new)

    def _connect_pages(self) -> None:
        pages, navigator, start = self.pages, self.navigator, self.pages.start
        self.afterwards.begin()
        pages.made.connect(self._give_scope)
        pages.opened.connect(navigator.show_incidents)
        pages.navigated.connect(navigator.show_page)
        pages.answered.connect(self._show_counts)
        pages.said.connect(self.teller.tell_done)
        pages.print_wanted.connect(self.planning.preview)
        pages.workspace_wanted.connect(self._opens_recent)
        pages.rescue_wanted.connect(lambda: self.desk.rescue(self.services.workspace.database.path, self.services))
        pages.list_wanted.connect(self.planning.preview_list)
        pages.sheet_wanted.connect(self.monthly.sheet)
        pages.export_wanted.connect(self.planning.write_rota)
        pages.scope_cleared.connect(lambda: self.scope_bar.set_period(Period()))
        pages.period_wanted.connect(self.scope_bar.offer_periods)
        pages.file_wanted.connect(self.desk.choose_import)
        pages.import_left.connect(navigator.go_back)
        start.file_dropped.connect(lambda path: navigator.import_files([path]))
        start.files_dropped.connect(navigator.import_files)
        start.choose_file.connect(self.desk.choose_import)
        start.sample.connect(self.commands.import_sample)
        start.demo.connect(self.desk.open_demo)
        start.log_incident.connect(navigator.log_incident)
        start.open_workspace.connect(self.desk.choose)
        start.open_recent.connect(lambda path: self.desk.open(Path(path)))

    def _on_shown(self, name: str) -> None:
        self.teller.leave_page()
        self.sidebar.mark(name)
        if name not in ("start", "import"):
            self.memory.write("page", name)
        self._show_scope()
        self.actions_["back"].setEnabled(self.navigator.can_go_back)
        self._show_counts()

    def _show_scope(self) -> None:
        """The scope bar stands above pages with numbers, once there are any."""
        filled = self._facts is not None and self._facts.incidents > 0
        self.scope_bar.setVisible(filled and self.page_name in SCOPED)

    def _set_scope(self) -> None:
        self.memory.write(kept_as(self.services.workspace.database.path), self.scope_bar.span)
        for name in SCOPED:
            if (page := self.pages.by_name.get(name)) is not None:
                self._give_scope(page)

    def _give_scope(self, page: QWidget) -> None:
        """Also to a page that was not there when the scope was chosen."""
        if hasattr(page, "set_scope"):
            page.set_scope(self.scope_bar.filter, self.scope_bar.period)

    def _show_facts(self, facts: WorkspaceFacts) -> None:
        self._facts = facts
        kind = _("read-only file") if facts.read_only else _("local file")
        self.sidebar.workspace.show_workspace(facts.name, kind, facts.path)
        self.setWindowTitle(_("{name} – Second Way").format(name=facts.name))
        badge = ngettext("{n} open", "{n} open", facts.open_incidents).format(n=number(facts.open_incidents))
        self.sidebar.set_badge("incidents", badge if facts.open_incidents else "")
        self.banner.setVisible(facts.demo)
        self.status.show_zone(facts.zone)
        self.scope_bar.offer(facts.systems, facts.newest_on)
        self._show_first(facts.incidents > 0)
        self._show_scope()

    def _look(self, look: FirstLook) -> None:
        if look.incidents:
            self.scope_bar.know(look.newest_on)  # a page asks for its period at once
        self._show_first(look.incidents)

    def _show_first(self, holds_incidents: bool) -> None:
        """Begin with the page that was open last; with incidents, the page Start has served its purpose."""
        if self.page_name and not (self.page_name == "start" and holds_incidents):
            return
        last = self.navigator.wanted or self.memory.read("page")
        known = last if last in self.pages.names and not self.page_name else "overview"
        self.navigator.show(known if holds_incidents else self.navigator.wanted or "start")

    def _show_undo(self, names: UndoNames) -> None:
        for action, name, plain in (
            (self.actions_["undo"], names.undo, _("&Undo")),
            (self.actions_["redo"], names.redo, _("&Redo")),
        ):
            action.setEnabled(name is not None)
            action.setText(
                f"{plain}: {name}".replace("\n", " ").replace("&", "&&").replace("&&", "&", 1) if name else plain
            )
        self.status.show_saved(names.saved_at)

    def _show_counts(self, _text: str = "") -> None:
        if not self.navigator.is_open:
            return
        page = self.pages.by_name.get(self.page_name)
        self.status.show_counts(getattr(page, "status", "") or "")

    # -- Qt

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QStatusTipEvent):
            self.status.show_tip(event.tip())
            return True
        if event.type() is QEvent.Type.WindowActivate and self._facts is not None:
            self.look_outside()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < COMPACT_BELOW
        if compact != self._compact:
            self._compact = compact
            self.sidebar.set_compact(compact)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.navigator.is_open and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.navigator.import_files(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.navigator.is_open:
            self.pages.commit_pending()
        self.memory.keep_window(self)
        self.operations.close()
        self.safekeeping.leave()
        super().closeEvent(event)
