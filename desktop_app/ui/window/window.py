"""The main window: one workspace, its pages, and what holds for all of them."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QStatusTipEvent,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.periods import Period
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.history import UndoNames
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import WorkspaceFacts
from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import Mode, theme
from desktop_app.ui.widgets.layouts import boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.window.about import AboutDialog
from desktop_app.ui.window.actions import Actions
from desktop_app.ui.window.desk import Desk, Opener
from desktop_app.ui.window.memory import Memory
from desktop_app.ui.window.menus import fill_menus
from desktop_app.ui.window.pages import LISTED, Pages, words
from desktop_app.ui.window.scope_bar import ScopeBar
from desktop_app.ui.window.sidebar import Sidebar
from desktop_app.ui.window.status import StatusBar
from desktop_app.ui.window.trail import Place, Trail

COMPACT_BELOW = 1280
SCOPED = ("incidents", "targets")


class MainWindow(QMainWindow):
    """Built by ``app.py`` over open services; ``opener`` opens another workspace (path, create) off the GUI thread."""

    def __init__(
        self, services: Services, operations: Operations, memory: Memory, opener: Opener, folders: tuple[Path, Path]
    ) -> None:
        """``folders`` are the resources' and the log's."""
        super().__init__()
        self.services, self.operations, self._memory = services, operations, memory
        self._resources, self._logs = folders
        self._trail = Trail()
        self._page = ""
        self._facts: WorkspaceFacts | None = None
        self._compact = False
        self._undoable = False
        self.desk = Desk(operations, memory, opener, self)
        self.actions_ = Actions(self)
        fill_menus(self, self.actions_, memory.mode)
        listed = [(name, words(name), icon, f"Ctrl+{place}") for name, icon, place in LISTED]
        self.sidebar = Sidebar(listed, self.actions_.workspace_menu)
        self.scope_bar = ScopeBar()
        self.message = MessageBar()
        self.stack = QStackedWidget()
        self.status = StatusBar(operations)
        self.pages = Pages(services, operations, memory, self)
        self._lay_out()
        self._connect()
        self._show_pages()
        self.setAcceptDrops(True)
        self.setMinimumSize(1024, 640)
        memory.restore_window(self)
        operations.query(("window", "charts"), _load_charts, lambda _loaded: None)

    # -- the workspace

    @Slot(object)
    def show_services(self, services: Services) -> None:
        """Show another workspace; the pages of the old one go, and it is closed in the background."""
        old, self.services = self.services, services
        for page in self.pages.by_name.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self.pages.deleteLater()
        self.operations.work(lambda _progress: old.close(), title=_("Close"), done=lambda _none: None)
        self.pages = Pages(services, self.operations, self._memory, self)
        self._page = ""
        self._show_pages()

    def _show_pages(self) -> None:
        for page in self.pages.by_name.values():
            self.stack.addWidget(page)
        self._connect_pages()
        self._trail.forget()
        self.actions_.show_recent(self._memory.recent(), self.open_path)
        self._facts = None
        self.refresh()

    @property
    def page_name(self) -> str:
        """The page that is shown: start, incidents, targets, import or teams."""
        return self._page

    def refresh(self) -> None:
        """Ask again for what the frame of the window says."""
        self.operations.query(("window", "facts"), self.services.workspace.facts, self._show_facts)
        self.operations.query(("window", "undo"), self.services.history.names, self._show_undo)

    def look_outside(self) -> None:
        """Notice what another process stored since; asked for whenever the window becomes active."""

        def moved(changed: bool) -> None:
            if changed:
                self.operations.changed.emit(Changes(frozenset(Topic)))

        self.operations.query(("window", "outside"), self.services.workspace.moved_outside, moved)

    def open_path(self, path: str) -> None:
        self.desk.open(Path(path))

    # -- pages

    def show_page(self, name: str) -> None:
        """Go to a page; Alt+Left comes back from it."""
        if name == self._page:
            return
        if self._page and self._page != "start":
            self._trail.leave(self._place())
        self._show(name)

    def show_incidents(self, incident_filter: IncidentFilter) -> None:
        """Open exactly the incidents behind a figure."""
        self._trail.leave(self._place())
        self.pages.incidents.show_filter(incident_filter)
        self._show("incidents")

    def go_back(self) -> None:
        place = self._trail.back()
        if place is None:
            return
        if place.page == "incidents" and place.state is not None:
            self.pages.incidents.restore(place.state)
        self._show(place.page)

    def import_files(self, paths: Sequence[Path]) -> None:
        """Begin to import files that were chosen or dropped."""
        self.show_page("import")
        self.pages.imports.begin(*paths)

    def import_sample(self) -> None:
        if self.services.imports.sample_path is not None:
            self.import_files([self.services.imports.sample_path])

    def log_incident(self) -> None:
        self.show_page("incidents")
        self.pages.incidents.new_incident()

    # -- actions of the menus

    def undo(self) -> None:
        self.operations.execute(lambda _p: self.services.history.undo(), title=_("Undo"), done=self._tell_changes)

    def redo(self) -> None:
        self.operations.execute(lambda _p: self.services.history.redo(), title=_("Redo"), done=self._tell_changes)

    def export(self, page: str) -> None:
        """Show a page and ask where to write what it shows."""
        self.show_page(page)
        if page == "incidents":
            self.pages.incidents.commands.export_xlsx.trigger()
        else:
            self.pages.targets.export.wanted.emit("xlsx")

    def back_up(self) -> None:
        self.desk.back_up(self.services)

    def check(self) -> None:
        self.desk.check(self.services)

    def choose_mode(self, mode: Mode) -> None:
        self._memory.keep_mode(mode)
        theme().set_mode(mode)

    def about(self) -> None:
        AboutDialog(self._resources, self).exec()

    def open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._logs)))

    # -- parts

    def _lay_out(self) -> None:
        bar = boxed(column(self.message, margins=(32, 8, 32, 0)))
        self._message_room = bar
        bar.hide()
        right = boxed(column(self.scope_bar, bar, (self.stack, 1)))
        self.setCentralWidget(boxed(column((row(self.sidebar, (right, 1), spacing=0), 1), self.status)))

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.show_page)
        self.scope_bar.changed.connect(self._set_scope)
        self.message.closed.connect(self._message_room.hide)
        self.operations.changed.connect(self._on_changed)
        self.operations.failed.connect(self._warn)
        self.operations.bug.connect(self._on_bug)
        self.desk.opened.connect(self.show_services)
        self.desk.refused.connect(self._warn)
        self.desk.told.connect(self._tell)
        self.desk.chosen.connect(self.import_files)

    def _connect_pages(self) -> None:
        pages = self.pages
        commands = pages.incidents.commands
        commands.new.setShortcut(QKeySequence())  # the window's own Ctrl+N works on every page
        self.actions_.show_incident_menu([a for a in commands.all() if a is not commands.new])
        pages.opened.connect(self.show_incidents)
        pages.navigated.connect(self.show_page)
        pages.answered.connect(self._show_status)
        pages.said.connect(self._tell_done)
        pages.targets.scope_cleared.connect(lambda: self.scope_bar.set_period(Period()))
        pages.start.file_dropped.connect(lambda path: self.import_files([path]))
        pages.start.files_dropped.connect(self.import_files)
        pages.imports.choose_file.connect(self.desk.choose_import)
        pages.imports.cancelled.connect(self.go_back)
        pages.start.choose_file.connect(self.desk.choose_import)
        pages.start.sample.connect(self.import_sample)
        pages.start.log_incident.connect(self.log_incident)
        pages.start.open_workspace.connect(self.desk.choose)
        pages.start.open_recent.connect(self.open_path)

    def _place(self) -> Place:
        state = self.pages.incidents.state() if self._page == "incidents" else None
        return Place(self._page, state)

    def _show(self, name: str) -> None:
        self._page = name
        self.stack.setCurrentWidget(self.pages.by_name[name])
        if name == "incidents":
            self.pages.incidents.take_focus()
        elif name in ("targets", "teams"):  # no control is singled out until a key is pressed
            self.pages.by_name[name].setFocus(Qt.FocusReason.MouseFocusReason)
        self.sidebar.mark(name)
        self._show_scope()
        self.actions_["back"].setEnabled(len(self._trail) > 0)
        self._show_status()

    def _show_scope(self) -> None:
        """The scope bar stands above pages with numbers, once there are any."""
        filled = self._facts is not None and self._facts.incidents > 0
        self.scope_bar.setVisible(filled and self._page in SCOPED)

    def _set_scope(self, incident_filter: IncidentFilter, period: Period) -> None:
        self.pages.incidents.set_scope(incident_filter, period)
        self.pages.targets.set_scope(incident_filter, period)

    def _show_facts(self, facts: WorkspaceFacts) -> None:
        self._facts = facts
        kind = _("read-only file") if facts.read_only else _("local file")
        self.sidebar.workspace.show_workspace(facts.name, kind, facts.path)
        self.setWindowTitle(_("{name} – Second Way").format(name=facts.name))
        badge = ngettext("{n} open", "{n} open", facts.open_incidents).format(n=number(facts.open_incidents))
        self.sidebar.set_badge("incidents", badge if facts.open_incidents else "")
        self.status.show_zone(facts.zone)
        self.scope_bar.offer(facts.systems, facts.newest_on)
        if not self._page or (self._page == "start" and facts.incidents):
            self._show("targets" if facts.incidents else "start")
        self._show_scope()

    def _show_undo(self, names: UndoNames) -> None:
        for action, name, plain in (
            (self.actions_["undo"], names.undo, _("&Undo")),
            (self.actions_["redo"], names.redo, _("&Redo")),
        ):
            action.setEnabled(name is not None)
            action.setText(f"{plain}: {name}".replace("\n", " ") if name else plain)

    def _show_status(self, _text: str = "") -> None:
        page = self.pages.by_name.get(self._page)
        self.status.show_counts(getattr(page, "status", "") or "")

    def _on_changed(self, changes: Changes) -> None:
        self._undoable = bool(changes.step)
        if changes.step:
            self.status.show_saved(_("Saved {time}").format(time=f"{datetime.now().astimezone():%H:%M}"))
        self.refresh()

    # -- sentences

    def _tell(self, sentence: str) -> None:
        self._message_room.show()
        self.message.say(sentence)

    def _tell_done(self, sentence: str) -> None:
        """A page's sentence after an action, with Undo if the action stored anything."""
        if not self._undoable:
            self._tell(sentence)
            return
        self._undoable = False
        self._message_room.show()
        self.message.say(sentence, action=_("Undo"), act=self.undo)

    def _tell_changes(self, changes: Changes) -> None:
        text = changes.name if not changes.message else f"{changes.name}. {changes.message}"
        self._tell(text)

    def _warn(self, sentence: str) -> None:
        self._message_room.show()
        self.message.say(sentence, Severity.WARNING)

    def _on_bug(self, details: str) -> None:
        self._message_room.show()
        self.message.say(
            _("Something went wrong inside the program; your data are as they were."),
            Severity.WARNING,
            action=_("Copy details"),
            act=lambda: QGuiApplication.clipboard().setText(details),
        )

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
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.import_files(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.pages.teams.commit_pending()  # a target typed but not yet left
        self._memory.keep_window(self)
        self.operations.close()
        self.services.close()
        super().closeEvent(event)


def _load_charts() -> object:
    """Load what draws charts while the first page is looked at: it takes a third of a second."""
    return importlib.import_module("desktop_app.ui.charts.frame")
