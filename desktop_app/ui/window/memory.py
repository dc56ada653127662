"""What the window remembers between starts: geometry, theme and recent workspaces. Nothing of the user's data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QApplication, QMainWindow

from desktop_app.domain.stamps import day
from desktop_app.ui.theme import Mode

RECENT = 8


class Memory:
    """Over one settings file; tests give it one of their own."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def mode(self) -> Mode:
        kept = str(self._settings.value("theme", Mode.SYSTEM.value, type=str))
        return Mode(kept) if kept in {m.value for m in Mode} else Mode.SYSTEM

    def keep_mode(self, mode: Mode) -> None:
        self._settings.setValue("theme", mode.value)

    def read(self, key: str) -> str:
        """A small thing that a page remembers, such as its columns; empty when unknown."""
        return str(self._settings.value(key, "", type=str))

    def write(self, key: str, text: str) -> None:
        self._settings.setValue(key, text)

    def recent(self) -> Sequence[tuple[str, str, str]]:
        """Name, path and day of last use of the workspaces that are still there, the newest first."""
        lines = []
        for path in self._paths():
            file = Path(path)
            if _is_there(file):
                used = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
                lines.append((file.stem, path, day(used, year=False)))
        return lines

    def known(self) -> Sequence[tuple[str, str, str]]:
        """The same with those that are not there any more, whose day is empty."""
        there = {path: line for line in self.recent() for path in (line[1],)}
        return [there.get(path, (Path(path).stem, path, "")) for path in self._paths()]

    def forget(self, path: str) -> None:
        """Take one workspace out of the list; the file stays."""
        self._settings.setValue("recent", [kept for kept in self._paths() if kept != path])

    def keep_recent(self, path: Path) -> None:
        text = str(path.absolute())
        self._settings.setValue("recent", [text, *(p for p in self._paths() if p != text)][:RECENT])

    def last(self) -> Path | None:
        """The workspace that was open last, if it is still there."""
        found = self.recent()
        return Path(found[0][1]) if found else None

    def keep_window(self, window: QMainWindow) -> None:
        self._settings.setValue("geometry", window.saveGeometry())

    def restore_window(self, window: QMainWindow) -> None:
        """Put the window where it was, unless that place is on no screen any more."""
        kept = self._settings.value("geometry", QByteArray(), type=QByteArray)
        if isinstance(kept, QByteArray) and not kept.isEmpty() and window.restoreGeometry(kept):
            screens = QApplication.screens()
            if any(screen.availableGeometry().intersects(window.frameGeometry()) for screen in screens):
                return
        screen = QApplication.primaryScreen()
        room = screen.availableGeometry().size() if screen else QSize(1440, 900)
        window.resize(QSize(1440, 900).boundedTo(room))

    def _paths(self) -> list[str]:
        kept = self._settings.value("recent", [])
        if isinstance(kept, str):  # QSettings stores a list of one as its only item
            return [kept]
        return [str(p) for p in kept] if isinstance(kept, list) else []


def _is_there(file: Path) -> bool:
    """False too where the system does not even let us ask."""
    try:
        return file.is_file()
    except OSError:
        return False
