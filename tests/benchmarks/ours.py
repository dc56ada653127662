"""The application's side of the pairs that are whole processes. Loads nothing that the application would not."""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.ui.window.window import MainWindow

SORTED = ("title", "classification", "team", "opened")
JUMPS = 9
PATIENCE_MS = 60_000


def frame(workspace: str) -> None:
    """Print the seconds from an open database to the frame."""
    from desktop_app.services.workspaces import Workspace

    held = Workspace.open(Path(workspace))
    began = time.perf_counter()
    found = held.frames.current()
    print(time.perf_counter() - began, found.incidents.height, found.segments.height)
    held.close()


def measures(workspace: str) -> None:
    """Print the seconds from a frame to the figure of the Targets page, nothing measured before."""
    from desktop_app.domain.filters import IncidentFilter
    from desktop_app.domain.periods import Period
    from desktop_app.services.measures import MeasureService
    from desktop_app.services.workspaces import Workspace

    held = Workspace.open(Path(workspace))
    held.frames.current()
    began = time.perf_counter()
    MeasureService(held).repair_times(IncidentFilter(), Period())
    print(time.perf_counter() - began)
    held.close()


def table(workspace: str) -> None:
    """Print what ``rivals`` prints: the list that the table shows, opened with its frame read, sorted, jumped in."""
    import statistics

    from desktop_app.services.incident_lists import View
    from desktop_app.services.incidents import IncidentService
    from desktop_app.services.workspaces import Workspace
    from tests.benchmarks.report import megabytes

    held = Workspace.open(Path(workspace))
    incidents = IncidentService(held)

    def timed(view: View, start: int = 0) -> float:
        began = time.perf_counter()
        incidents.open_list(view).page(start, 200)
        return time.perf_counter() - began

    opened = timed(View())
    sorts = [min(timed(View(sort=name)) for _turn in range(2)) for name in SORTED]
    found = incidents.open_list(View(sort="team"))
    jumps = []
    for place in range(JUMPS):
        began = time.perf_counter()
        found.page(found.total * place // JUMPS, 200)
        jumps.append(time.perf_counter() - began)
    print(json.dumps({"open": opened, "sort": max(sorts), "jump": statistics.median(jumps), "mb": megabytes("VmHWM")}))
    held.close()


def imported(text: str, workspace: str) -> None:
    """Print as JSON the seconds of an import by the command, and the peaks of it and of its reader in MB."""
    from desktop_app import cli
    from tests.benchmarks.report import megabytes

    began = time.perf_counter()
    sys.argv = ["second-way", "import", text, "--workspace", workspace, "--json"]
    try:
        cli.run()
    except SystemExit as done:
        if done.code:
            raise
    print()
    print(json.dumps({"seconds": time.perf_counter() - began, "mb": megabytes("VmHWM"), "worker": _child_megabytes()}))


def read_text(text: str) -> None:
    """Print as JSON the seconds and the peak in MB of the process that reads a text file."""
    import os
    import subprocess
    import tempfile

    began = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=Path(text).parent) as out:
        command = [sys.executable, "-m", "desktop_app", "read-table", text, "--kind", "text", "--out", out]
        subprocess.run([*command, "--parent", str(os.getpid())], check=True)
        print(json.dumps({"seconds": time.perf_counter() - began, "worker": _child_megabytes()}))


def _child_megabytes() -> float:
    """Peak of the largest process that this one started and saw end; on Linux in units of 1 KB."""
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def window(workspace: str) -> None:
    """The application's own start.

    Prints ``answers`` once the window is painted and a menu has opened in it, and ``page`` once the first page stands
    with all its figures painted, each with the processor's seconds up to there.
    """
    _opened(workspace).close()


def memory(workspace: str) -> None:
    """Print the resting memory and the peak in MB, after the pages Targets and Incidents were shown."""
    from desktop_app.ui.pictures import settled
    from tests.benchmarks.report import megabytes

    shown = _opened(workspace)
    for page in ("incidents", "targets"):
        shown.navigator.show_page(page)
        settled(shown)
    gc.collect()
    print("memory", megabytes("VmRSS"), megabytes("VmHWM"))
    shown.close()


def _opened(workspace: str) -> MainWindow:
    from PySide6.QtCore import QEventLoop, QPoint, QSettings, QTimer

    from desktop_app.app import build_application, build_window, open_behind
    from desktop_app.ui.window.memory import Memory

    application, _theme = build_application(None)
    kept = QSettings(f"{workspace}.ini", QSettings.Format.IniFormat)
    kept.clear()
    shown = build_window(None, Memory(kept), Path(workspace).parent)
    shown.show()
    application.processEvents()
    menu = shown.actions_.file
    menu.popup(QPoint(0, 0))
    application.processEvents()
    if not (menu.isVisible() and shown.actions_["open"].isEnabled()):
        raise RuntimeError("The menu does not answer.")
    menu.hide()
    print("answers", time.process_time(), flush=True)
    loop = QEventLoop()

    def answered() -> None:
        if shown.page_name and loop.isRunning():
            shown.grab()  # whatever of it is not painted yet
            print("page", time.process_time(), flush=True)
            loop.quit()

    shown.operations.idle.connect(answered)
    QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
    open_behind(shown, Path(workspace))
    loop.exec()
    if shown.pages.overview.body.attainment.frame is None:
        raise RuntimeError("The first page has no figures.")
    return shown


if __name__ == "__main__":
    {f.__name__: f for f in (frame, measures, table, imported, read_text, window, memory)}[sys.argv[1]](*sys.argv[2:])
