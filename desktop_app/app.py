"""The composition root, the only module that knows every layer: opens the workspace, builds services and window."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.errors import WorkspaceError
from desktop_app.domain.language import _
from desktop_app.resources import resource_folder
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import SUFFIX, Workspace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop_app.ui.theme import Theme
    from desktop_app.ui.window.memory import Memory
    from desktop_app.ui.window.window import MainWindow

APP = "second-way"
DESKTOP_ID = "io.github.second_way.SecondWay"  # the desktop entry of the package, by which Wayland finds the icon


def open_services(path: Path, *, create: bool = False, read_only: bool = False, zone: str = "UTC") -> Services:
    """The services over a workspace file; ``zone`` is that of a new one. Raises WorkspaceError."""
    workspace = Workspace.open_or_create(path, zone) if create else Workspace.open(path, read_only=read_only)
    return Services.over(workspace, resource_folder() / "sample" / "servicenow_event_log.zip")


def run_window(path: Path | None = None) -> int:
    """Open the window on a workspace, the last one used, or a new one. Returns the exit code."""
    import platformdirs
    from PySide6.QtCore import QSettings

    from desktop_app.ui.window.memory import Memory
    from desktop_app.ui.window.system import system_zone

    if _no_display():
        sys.stderr.write(_("There is no display here; “second-way demo --out build/demo” works without one.") + "\n")
        return 1
    logs = platformdirs.user_log_path(APP, ensure_exists=True)
    _log_to(logs)
    application, _theme = build_application(None)
    memory = Memory(QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, APP, APP))
    _theme.set_mode(memory.mode)
    try:
        services = open_services(path or memory.last() or _first_workspace(), create=path is None, zone=system_zone())
    except WorkspaceError as error:
        sys.stderr.write(error.sentence + "\n")
        if path is not None:
            return 1
        services = open_services(_first_workspace(), create=True, zone=system_zone())
    memory.keep_recent(services.workspace.database.path)
    window = build_window(services, memory, logs)
    window.show()
    return application.exec()


def build_application(resources: Path | None) -> tuple[QApplication, Theme]:
    """The one QApplication with fonts, icons and colours, before any widget."""
    from PySide6.QtWidgets import QApplication

    from desktop_app.ui.theme import Theme

    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName(APP)
    application.setApplicationDisplayName("Second Way")
    application.setDesktopFileName(DESKTOP_ID)
    held = application.property("theme")
    return application, held if isinstance(held, Theme) else Theme(application, resources or resource_folder())


def build_window(services: Services, memory: Memory, logs: Path) -> MainWindow:
    """The main window over open services, with its own threads."""
    from desktop_app.ui.operations import Operations
    from desktop_app.ui.window.system import system_zone
    from desktop_app.ui.window.window import MainWindow

    return MainWindow(
        services,
        Operations(),
        memory,
        lambda path, create: open_services(path, create=create, zone=system_zone()),
        (resource_folder(), logs),
    )


def write_demo(out: Path) -> Iterator[str]:
    """Make the demo workspace, its papers, workbooks and pictures in ``out``; yields a line per file.

    Raises SecondWayError.
    """
    from desktop_app.demo import write

    yield from write(out)


def _no_display() -> bool:
    named = os.environ.get("QT_QPA_PLATFORM")
    return sys.platform == "linux" and not (named or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _first_workspace() -> Path:
    """Where a first start begins: one file among the user's documents."""
    import platformdirs

    folder = platformdirs.user_documents_path() / "Second Way"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = platformdirs.user_data_path(APP, ensure_exists=True)
    return folder / f"My incidents{SUFFIX}"


def _log_to(folder: Path) -> None:
    """Write what goes wrong to a file that only its owner reads; never the user's data."""
    handler = RotatingFileHandler(folder / "second-way.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    (folder / "second-way.log").chmod(0o600)
    logging.basicConfig(level=logging.INFO, handlers=[handler])

    def unexpected(kind: type[BaseException], error: BaseException, _trace: object) -> None:
        logging.getLogger("second-way").critical("unexpected", exc_info=(kind, error, error.__traceback__))
        sys.__excepthook__(kind, error, error.__traceback__)

    sys.excepthook = unexpected
