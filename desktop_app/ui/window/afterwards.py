"""What the window does not wait for: modules, and the page Incidents with its parts in a menu and in the sidebar."""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop_app.ui.window.own_views import OwnViews

if TYPE_CHECKING:
    from desktop_app.ui.window.window import MainWindow

SOON = "desktop_app.ui.charts.frame"  # while the incidents are read
APART = "desktop_app.services.imports"  # nothing of Qt: a worker may load it
LATER = (  # of the pages that are likely the next
    "desktop_app.ui.imports.page",
    "desktop_app.ui.charts.repair_time",
    "desktop_app.ui.targets.page",
)


class Afterwards(QObject):
    """One per window. What knows Qt is loaded on its thread, although that holds it up for a moment.

    pyqtgraph touches every lazy type of the Qt binding when it is imported, and doing that beside a thread that paints
    has ended the process.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._done = False
        self._own_views = OwnViews(window.sidebar.views, window.navigator)
        window.operations.idle.connect(partial(QTimer.singleShot, 0, self, self.make))
        window.actions_.incident.aboutToShow.connect(self.make)

    def begin(self) -> None:
        """A workspace is open, and none of its pages made."""
        self._done = False
        QTimer.singleShot(0, self, partial(importlib.import_module, SOON))
        self._own_views.follow(None)
        self._window.pages.made.connect(self._on_made)

    def make(self) -> None:
        """Once the first page stands, or somebody opens the menu before."""
        operations = self._window.operations
        if self._done or not self._window.page_name or operations.closed:
            return
        self._done = True
        self._window.pages.page("incidents")
        operations.query(("window", "afterwards"), partial(importlib.import_module, APART), self._load)

    def _load(self, _services: object) -> None:
        for module in LATER:  # each by an event of its own: keys and clicks come between
            QTimer.singleShot(0, self, partial(importlib.import_module, module))

    def _on_made(self, page: QWidget) -> None:
        pages = self._window.pages
        if page is pages.by_name.get("incidents"):
            commands = pages.incidents.commands
            commands.new.setShortcut(QKeySequence())  # the window's own Ctrl+N works on every page
            self._window.actions_.show_incident_menu([a for a in commands.all() if a is not commands.new])
            self._own_views.follow(pages.incidents)
