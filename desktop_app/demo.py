"""What ``second-way demo`` writes: a workspace with the sample, its workbook, and a picture of every page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from desktop_app.domain.errors import WorkspaceError
from desktop_app.domain.imports import ImportAnswers
from desktop_app.domain.language import _
from desktop_app.services.changes import Changes
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services

if TYPE_CHECKING:
    from desktop_app.ui.window.window import MainWindow

SIZE = (1440, 900)
WORKSPACE = "sample.secondway"

Step = tuple[str, "Callable[[MainWindow], None]"]


def write(out: Path) -> Iterator[str]:
    """Make everything in ``out``, which may exist; yields one line per file written. Raises SecondWayError."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        text = _("The demo needs a folder, and “{path}” cannot be one: {reason}.")
        raise WorkspaceError(text.format(path=out, reason=error.strerror or error)) from error
    path = out / WORKSPACE
    for stale in out.glob(f"{WORKSPACE}*"):
        stale.unlink()
    from desktop_app.app import open_services

    services = open_services(path, create=True)
    sample = services.imports.sample_path
    if sample is None or not sample.is_file():
        raise WorkspaceError(_("The sample is missing; the installation is damaged."))
    studio = _Studio(services, out)
    yield from studio.pictures([("start", _stay), ("import", lambda window: window.navigator.import_files([sample]))])
    changes = services.imports.commit(services.imports.prepare(sample, ImportAnswers()))
    yield f"{path}: {changes.message}"
    workbook = out / "incidents.xlsx"
    yield f"{workbook}: {services.exports.incidents(View(), workbook)}"
    studio.hear(changes)
    names = ("targets", "incidents", "teams")
    yield from studio.pictures([(name, partial(_show, name=name)) for name in names])
    studio.close()


def _stay(_window: MainWindow) -> None:
    """The page that is shown already."""


def _show(window: MainWindow, name: str) -> None:
    window.navigator.show_page(name)


class _Studio:
    """The real window, drawn without a screen."""

    def __init__(self, services: Services, out: Path) -> None:
        from PySide6.QtCore import QSettings

        from desktop_app.app import build_application, build_window
        from desktop_app.ui.window.memory import Memory

        _application, self._theme = build_application(None)
        self._out = out
        self._kept = TemporaryDirectory()  # nothing of the demo's window is worth remembering
        memory = Memory(QSettings(f"{self._kept.name}/window.ini", QSettings.Format.IniFormat))
        self._window = build_window(services, memory, out)
        self._window.resize(*SIZE)
        self._window.show()

    def pictures(self, steps: Sequence[Step]) -> Iterator[str]:
        """Go to each page and draw it, light and dark; yields a line per file."""
        from desktop_app.ui.pictures import picture, settled
        from desktop_app.ui.theme import Mode

        for name, go in steps:
            settled(self._window)
            go(self._window)
            for mode in (Mode.LIGHT, Mode.DARK):
                self._theme.set_mode(mode)
                settled(self._window)
                file = self._out / f"{name}_{mode.value}.png"
                picture(self._window, file)
                yield _("{file}: the page in {mode}").format(file=file, mode=mode.value)

    def hear(self, changes: Changes) -> None:
        """Tell the window what was stored behind its back."""
        self._window.operations.changed.emit(changes)

    def close(self) -> None:
        self._window.close()
        self._kept.cleanup()
