"""The application's side of the pairs that are whole processes."""

from __future__ import annotations

import sys
import time
from pathlib import Path


def frame(workspace: str) -> None:
    """Print the seconds from an open database to the frame."""
    from desktop_app.services.workspaces import Workspace

    held = Workspace.open(Path(workspace))
    began = time.perf_counter()
    found = held.frames.current()
    print(time.perf_counter() - began, found.incidents.height, found.segments.height)
    held.close()


def window(workspace: str) -> None:
    """The application's own start, up to the first page that is usable, and out again."""
    from PySide6.QtCore import QSettings

    from desktop_app.app import build_application, build_window, open_services
    from desktop_app.ui.pictures import settled
    from desktop_app.ui.window.memory import Memory

    _application, _theme = build_application(None)
    services = open_services(Path(workspace))
    memory = Memory(QSettings(f"{workspace}.ini", QSettings.Format.IniFormat))
    shown = build_window(services, memory, Path(workspace).parent)
    shown.show()
    settled(shown)
    shown.close()


def memory(workspace: str) -> None:
    """Print the peak and the resting memory in MB of the application with a workspace open."""
    import resource

    window(workspace)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    {f.__name__: f for f in (frame, window, memory)}[sys.argv[1]](*sys.argv[2:])
