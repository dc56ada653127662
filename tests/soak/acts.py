"""What somebody does with the window when nobody plans it: each act is a few keys, clicks or menu entries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from desktop_app.app import open_services
from desktop_app.domain.incidents import IncidentForm
from desktop_app.services.incident_lists import View
from desktop_app.ui.pictures import settled
from desktop_app.ui.theme import Mode, theme
from desktop_app.ui.window.palette_entries import Kind
from desktop_app.ui.window.window import MainWindow

WORDS = ("queue", "error 07", "System 12", "INC00001", "late", "mail relay", "zzz", "1", "dev", "rota", "ops")
# What asks for a file or a choice in a dialog, leaves the program, or fills a workspace that is to stay small.
ASKS = frozenset(
    {"zone", "new", "open", "import", "export_incidents", "export_targets", "quit", "about", "logs", "demo", "sample"}
    | {"import_people", "print", "programme", "export_rota", "export_calendars", "new_window"}
    | {"back_up", "check", "palette", "plan_rota", "improve_rota", "publish_rota", "new_rota"}
)


def _nobody(*_asked: object) -> tuple[str, str]:
    """A chooser that is closed without a choice."""
    return "", ""


class Acts:
    """Random acts on one window; ``workspaces`` are opened in turns."""

    def __init__(self, window: MainWindow, random: Random, workspaces: tuple[Path, ...]) -> None:
        self._window, self._random, self._workspaces = window, random, workspaces
        window.desk.ask_open = window.desk.ask_save = _nobody  # a dialog would wait for an answer for ever
        window.desk.ask_files = lambda *_asked: ([], "")
        window.planning.ask_save = _nobody
        self.every: tuple[tuple[int, Callable[[], None]], ...] = (
            (10, self.go_to_a_page),
            (6, self.sort),
            (8, self.filter),
            (8, self.walk_through_rows),
            (6, self.log),
            (5, self.edit),
            (3, self.delete),
            (8, self.undo),
            (4, self.redo),
            (6, self.search),
            (6, self.search_and_open),
            (2, self.change_colours),
            (2, self.resize),
            (5, self.choose_a_command),
            (3, self.undo_an_old_step),
            (3, self.store_elsewhere),
            (1, self.open_another_workspace),
            (3, self.press_tab),
        )

    def one(self) -> str:
        """Do one act, let the window rest, and give its name."""
        weights, acts = zip(*self.every, strict=True)
        act = self._random.choices(acts, weights)[0]
        act()
        settled(self._window)
        return str(act.__name__)

    # -- acts

    def go_to_a_page(self) -> None:
        names = sorted(self._window.pages.names - {"start"})
        self._window.navigator.show_page(self._random.choice(names))

    def sort(self) -> None:
        table = self._incidents()
        if table is not None:
            head = table.horizontalHeader()
            at = QPoint(self._random.randrange(max(1, head.width())), head.height() // 2)
            QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def filter(self) -> None:
        self._page("incidents")
        self._keys("Ctrl+F")
        self._keys("Ctrl+A")
        if self._random.random() < 0.4:
            self._key(Qt.Key.Key_Delete)
        else:
            self._type(self._random.choice(WORDS))
        QTest.qWait(250)

    def walk_through_rows(self) -> None:
        table = self._incidents()
        if table is None or table.model() is None or not table.model().rowCount():
            return
        row = self._random.randrange(table.model().rowCount())
        table.setFocus(Qt.FocusReason.TabFocusReason)
        table.setCurrentIndex(table.model().index(row, table.horizontalHeader().logicalIndex(0)))
        table.scrollTo(table.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Up):
            self._key(key)
            settled(self._window)
        if self._random.random() < 0.5:
            self._key(Qt.Key.Key_Escape)

    def log(self) -> None:
        self._keys("Ctrl+N")
        settled(self._window)
        self._type(f"Soaked {self._random.randrange(1000)} {self._random.choice(WORDS)}")
        settled(self._window)
        if self._random.random() < 0.8:
            self._keys("Ctrl+Return")
            settled(self._window)
        self._key(Qt.Key.Key_Escape)

    def edit(self) -> None:
        self.walk_through_rows()
        settled(self._window)
        self._keys("F2")
        settled(self._window)
        self._type(" again")
        self._keys(self._random.choice(("Ctrl+Return", "Escape")))
        settled(self._window)
        self._key(Qt.Key.Key_Escape)

    def delete(self) -> None:
        self.walk_through_rows()
        settled(self._window)
        table = self._incidents()
        if table is not None:
            table.setFocus(Qt.FocusReason.TabFocusReason)
            self._key(Qt.Key.Key_Delete)

    def undo(self) -> None:
        self._trigger("undo")

    def redo(self) -> None:
        self._trigger("redo")

    def search(self) -> None:
        self._trigger("palette")
        settled(self._window)
        for letter in self._random.choice(WORDS):
            self._type(letter)  # without waiting: each letter supersedes the one before
        settled(self._window)
        self._key(Qt.Key.Key_Down)
        self._key(Qt.Key.Key_Escape)

    def search_and_open(self) -> None:
        self._trigger("palette")
        settled(self._window)
        self._type(self._random.choice(WORDS))
        settled(self._window)
        palette = self._window.finder.palette
        current = palette.list.current
        leads = current is not None and current.kind not in (Kind.COMMAND, Kind.WORKSPACE)
        self._key(Qt.Key.Key_Return if leads else Qt.Key.Key_Escape)

    def change_colours(self) -> None:
        theme().set_mode(self._random.choice(tuple(Mode)))

    def resize(self) -> None:
        self._window.resize(self._random.choice((1024, 1200, 1440)), self._random.choice((700, 900)))

    def choose_a_command(self) -> None:
        actions = self._window.actions_.by_name
        calm = [n for n, a in actions.items() if a.isEnabled() and n not in ASKS and not a.text().endswith("…")]
        self._trigger(self._random.choice(calm))

    def undo_an_old_step(self) -> None:
        self._page("history")
        page = self._window.pages.history
        if page.model.total > 1:
            page.table.setCurrentIndex(page.model.index(self._random.randrange(page.model.total), 0))
            settled(self._window)
            if page.chosen is not None and page.chosen.rows < 50:  # what was imported stays
                page.undo_chosen()

    def store_elsewhere(self) -> None:
        """Another process logs an incident; the window notices by itself."""
        services = open_services(self._window.services.workspace.database.path)
        ids = services.incidents.log(IncidentForm(title="Stored elsewhere")).ids
        if services.incidents.open_list(View()).total > 2500:
            services.incidents.delete(ids)
        services.close()
        self._window.look_outside()

    def open_another_workspace(self) -> None:
        there = self._window.services.workspace.database.path
        others = [path for path in self._workspaces if path != there]
        self._window.desk.open(self._random.choice(others))

    def press_tab(self) -> None:
        for _n in range(self._random.randrange(1, 12)):
            self._key(Qt.Key.Key_Tab)

    # -- hands

    def _incidents(self) -> QTableView | None:
        self._page("incidents")
        found = [t for t in self._window.pages.incidents.findChildren(QTableView) if t.isVisible()]
        return max(found, key=lambda t: t.width() * t.height()) if found else None

    def _page(self, name: str) -> None:
        self._window.navigator.show_page(name)
        settled(self._window)

    def _trigger(self, name: str) -> None:
        action = self._window.actions_[name]
        if action.isEnabled():
            action.trigger()

    def _focus(self) -> QWidget:
        """Where a key goes: a list or menu that has opened comes first, then what has the focus in the window."""
        popup = QApplication.activePopupWidget()
        if popup is None and not self._window.isActiveWindow():  # a popup has gone; without a desktop nobody says so
            self._window.activateWindow()
            QTest.qWaitForWindowActive(self._window, 1000)
        return popup or self._window.focusWidget() or self._window

    def _key(self, key: Qt.Key) -> None:
        QTest.keyClick(self._focus(), key)

    def _keys(self, sequence: str) -> None:
        QTest.keySequence(self._focus(), QKeySequence(sequence))

    def _type(self, words: str) -> None:
        QTest.keyClicks(self._focus(), words)
