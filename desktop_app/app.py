"""The composition root, the only module that knows every layer: opens the workspace, builds services and window."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.language import _
from desktop_app.domain.traces import trace
from desktop_app.domain.workspaces import SUFFIX
from desktop_app.resources import resource_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop_app.services.suite import Services
    from desktop_app.ui.theme import Theme
    from desktop_app.ui.window.memory import Memory
    from desktop_app.ui.window.window import MainWindow

APP = "second-way"
DESKTOP_ID = "io.github.second_way.SecondWay"  # the desktop entry of the package, by which Wayland finds the icon


def open_services(path: Path, *, create: bool = False, read_only: bool = False, zone: str = "UTC") -> Services:
    """The services over a workspace file; ``zone`` is that of a new one. Raises WorkspaceError."""
    from desktop_app.services.suite import Services
    from desktop_app.services.workspaces import Workspace

    create = create and not read_only
    workspace = Workspace.open_or_create(path, zone) if create else Workspace.open(path, read_only=read_only)
    return Services.over(workspace, resource_folder() / "sample" / "servicenow_event_log.zip")


def run_window(path: Path | None = None) -> int:
    """Open the window on a workspace, the last one used, or a new one. Returns the exit code.

    The window stands first; the workspace is opened behind it, and with it every heavy library.
    """
    import platformdirs
    from PySide6.QtCore import QSettings

    from desktop_app.ui.window.memory import Memory

    if _no_display():
        sys.stderr.write(_("There is no display here; “second-way demo --out build/demo” works without one.") + "\n")
        return 1
    logs = platformdirs.user_log_path(APP, ensure_exists=True)
    _log_to(logs)
    application, _theme = build_application(None)
    memory = Memory(QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, APP, APP))
    _theme.set_mode(memory.mode)
    window = build_window(None, memory, logs)
    window.show()
    if path is not None:
        open_behind(window, path)
    else:
        first = _first_workspace()
        open_behind(window, memory.last() or first, first)
    return application.exec()


def open_behind(window: MainWindow, path: Path, otherwise: Path | None = None) -> None:
    """Open a workspace behind a window that has none; why it cannot be opened is said there and on stderr.

    ``otherwise`` is opened then, or made; given, ``path`` is made too where there is none.
    """
    left = [otherwise] if otherwise is not None and otherwise != path else []

    def refused(sentence: str) -> None:
        if window.navigator.is_open:
            return
        sys.stderr.write(sentence + "\n")
        if left:
            window.desk.open(left.pop(), create=True)

    window.desk.refused.connect(refused)
    window.desk.open(path, create=otherwise is not None)


def build_application(resources: Path | None) -> tuple[QApplication, Theme]:
    """The one QApplication with fonts, icons and colours, before any widget."""
    from PySide6.QtWidgets import QApplication

    from desktop_app.ui.collecting import Collector
    from desktop_app.ui.theme import Theme

    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName(APP)
    application.setApplicationDisplayName("Second Way")
    application.setDesktopFileName(DESKTOP_ID)
    if application.findChild(Collector) is None:
        Collector(application)
    held = application.property("theme")
    return application, held if isinstance(held, Theme) else Theme(application, resources or resource_folder())


def build_window(services: Services | None, memory: Memory, logs: Path) -> MainWindow:
    """The main window over open services, or before there are any, with its own threads."""
    from desktop_app.ui.operations import Operations
    from desktop_app.ui.window.system import system_zone
    from desktop_app.ui.window.window import MainWindow

    return MainWindow(
        services,
        Operations(),
        memory,
        lambda path, create: open_services(path, create=create, read_only=not _may_write(path), zone=system_zone()),
        (resource_folder(), logs),
    )


def write_demo(out: Path) -> Iterator[str]:
    """Make the demo workspace, its papers, workbooks and pictures in ``out``; yields a line per file.

    Raises SecondWayError.
    """
    from desktop_app.demo import write

    yield from write(out)


def _may_write(path: Path) -> bool:
    """Whether something can be stored in a workspace, or it is not there yet."""
    from desktop_app.storage.entrance import may_write

    return may_write(path)


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


class _OwnLog(RotatingFileHandler):
    """A log that only its owner reads, also when it is begun anew."""

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        Path(self.baseFilename).chmod(0o600)
        return stream


def _log_to(folder: Path) -> None:
    """Write what goes wrong to a file that only its owner reads; never the user's data."""
    handler = _OwnLog(folder / "second-way.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])

    def unexpected(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        logging.getLogger("second-way").critical("unexpected\n%s", trace(error))
        sys.stderr.write(trace(error))

    sys.excepthook = unexpected
