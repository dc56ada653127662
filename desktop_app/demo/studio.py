"""The real window, drawn without a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from desktop_app.domain.language import _
from desktop_app.services.suite import Services

if TYPE_CHECKING:
    from desktop_app.ui.window.window import MainWindow

SIZE = (1440, 900)

Shot = tuple[str, "Callable[[MainWindow], None]"]
"""The name of a picture, and the way to what it shows."""


class Studio:
    """A window over a workspace; to be closed before its services are."""

    def __init__(self, services: Services, out: Path) -> None:
        from PySide6.QtCore import QSettings

        from desktop_app.app import build_application, build_window
        from desktop_app.ui.window.memory import Memory
        from desktop_app.ui.window.spans import DEMO, kept_as

        _application, self._theme = build_application(None)
        self._out = out
        self._kept = TemporaryDirectory()  # nothing of the demo's window is worth remembering
        memory = Memory(QSettings(f"{self._kept.name}/window.ini", QSettings.Format.IniFormat))
        memory.write(kept_as(services.workspace.database.path), DEMO)
        self._window = build_window(services, memory, out)
        self._window.resize(*SIZE)
        self._window.show()

    def pictures(self, shots: Sequence[Shot]) -> Iterator[str]:
        """Go to each view and draw it, light and dark; yields a line per file. Raises Refused."""
        from desktop_app.ui.pictures import picture, settled
        from desktop_app.ui.theme import Mode

        for name, go in shots:
            settled(self._window)
            go(self._window)
            for mode in (Mode.LIGHT, Mode.DARK):
                self._theme.set_mode(mode)
                settled(self._window)
                file = self._out / f"{name}_{mode.value}.png"
                picture(self._window, file)
                yield _("{file}: the page in {mode}").format(file=file, mode=mode.value)

    def close(self) -> None:
        self._window.close()
        self._kept.cleanup()


def stay(_window: MainWindow) -> None:
    """The page that is shown already."""


def page(name: str) -> Callable[[MainWindow], None]:
    """The way to a page."""
    return lambda window: window.navigator.show_page(name)


def import_of(file: Path) -> Callable[[MainWindow], None]:
    """The way to the import of a file."""
    return lambda window: window.navigator.import_files([file])
