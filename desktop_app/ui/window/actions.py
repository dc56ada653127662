"""Every action of the window, in its menu with its shortcut: the menu is the whole truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from desktop_app.domain.language import _
from desktop_app.ui.theme import Mode
from desktop_app.ui.window.letters import give_letters

OF_THE_MOMENT = ("undo", "redo", "back")  # possible only when something was done before
Shortcut = QKeySequence.StandardKey | str | None


class Actions:
    """Made once per window; ``by_name`` holds every action by the name of the method that it calls."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.by_name: dict[str, QAction] = {}
        bar = window.menuBar()
        bar.setNativeMenuBar(False)
        self.file = bar.addMenu(_("&File"))
        self.edit = bar.addMenu(_("&Edit"))
        self.view = bar.addMenu(_("&View"))
        self.incident = bar.addMenu(_("&Incident"))
        self.plan = bar.addMenu(_("&Plan"))
        self.help = bar.addMenu(_("&Help"))
        self.recent = QMenu(_("Open &recent"), window)
        self.workspace_menu = QMenu(window)

    def add(
        self, menu: QMenu, name: str, words: str, tip: str, call: Callable[[], object], shortcut: Shortcut = None
    ) -> QAction:
        """An action in a menu; its status tip says what it does."""
        action = QAction(words, self._window)
        action.setStatusTip(tip)
        action.setObjectName(name)
        if isinstance(shortcut, QKeySequence.StandardKey):
            action.setShortcuts(shortcut)  # every key that the platform knows for it
        elif shortcut is not None:
            action.setShortcuts([QKeySequence(keys) for keys in shortcut.split()])
        action.triggered.connect(lambda _checked=False: call())
        menu.addAction(action)
        self.by_name[name] = action
        return action

    def allow_only(self, names: Sequence[str]) -> None:
        """No workspace is open yet: only what needs none can be chosen."""
        for name, action in self.by_name.items():
            action.setEnabled(name in names)

    def allow_all(self) -> None:
        """A workspace is open. What has a reason of its own to wait is told when that is known."""
        for name, action in self.by_name.items():
            action.setEnabled(name not in OF_THE_MOMENT)

    def __getitem__(self, name: str) -> QAction:
        return self.by_name[name]

    def show_recent(self, paths: Sequence[tuple[str, str, str]], call: Callable[[str], None]) -> None:
        self.recent.clear()
        for name, path, _used in paths:
            action = self.recent.addAction(name.replace("&", "&&"))
            action.setStatusTip(path)
            action.triggered.connect(lambda _checked=False, p=path: call(p))
        self.recent.setEnabled(bool(paths))

    def show_incident_menu(self, commands: Sequence[QAction]) -> None:
        """The commands of the Incidents page, which come and go with it; each of them shows the page first."""
        self.incident.clear()
        self.incident.addAction(self["log"])
        for command in commands:
            submenu = command.menu()
            for each in submenu.actions() if isinstance(submenu, QMenu) else (command,):
                each.triggered.connect(self["page_incidents"].trigger)
            self.incident.addAction(command)
        self.incident.addSeparator()
        self.incident.addAction(self["trash"])
        give_letters(self.incident)

    def add_modes(self, menu: QMenu, chosen: Mode, call: Callable[[Mode], None]) -> None:
        """Light, dark, or as the system has it."""
        sub = menu.addMenu(_("&Appearance"))
        group = QActionGroup(self._window)
        words = {Mode.SYSTEM: _("As the &system"), Mode.LIGHT: _("&Light"), Mode.DARK: _("&Dark")}
        for mode, text in words.items():
            action = QAction(text, self._window)
            action.setCheckable(True)
            action.setChecked(mode is chosen)
            action.setActionGroup(group)
            action.setStatusTip(_("Choose the colours of the window"))
            action.triggered.connect(lambda _checked=False, m=mode: call(m))
            sub.addAction(action)
            self.by_name[f"mode_{mode.value}"] = action
