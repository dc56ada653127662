"""The long use itself: acts until the time is up, with everything noted that went wrong, and memory by the way."""

from __future__ import annotations

import faulthandler
import gc
import statistics
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QSettings, QtMsgType, qInstallMessageHandler

from desktop_app.app import build_application, build_window, open_services
from desktop_app.ui.pictures import settled
from desktop_app.ui.window.memory import Memory
from desktop_app.ui.window.window import MainWindow
from tests import factories
from tests.soak.acts import Acts

WARM_UP = 0.35  # of the time: caches fill, and every page has been made
BETWEEN_SAMPLES_S = 3.0
MOST_GROWTH = 0.05
LONGEST_ACT_S = 90  # whoever hangs longer tells where, and is ended
SIZES = (1500, 2000)
_NOT_OURS = "This plugin does not support "


@dataclass
class Found:
    """What a soak came to. ``samples`` are seconds since the start and resident megabytes."""

    seed: int
    seconds: float = 0.0
    acts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    samples: list[tuple[float, float]] = field(default_factory=list)

    @property
    def growth(self) -> float:
        """How much more memory the last fifth of the time took than the first fifth after the warm-up, as a share."""
        warm = [megabytes for at, megabytes in self.samples if at >= self.seconds * WARM_UP]
        fifth = max(1, len(warm) // 5)
        return statistics.median(warm[-fifth:]) / statistics.median(warm[:fifth]) - 1 if warm else 0.0

    def told(self) -> str:
        """The figures, one a line."""
        samples = self.samples or [(0.0, 0.0)]
        first, last = samples[0][1], samples[-1][1]
        lines = [
            f"seed {self.seed}, {self.seconds:.0f} s, {sum(self.acts.values())} acts",
            ", ".join(f"{name} {n}" for name, n in self.acts.most_common()),
            f"memory {first:.0f} MB at first, {last:.0f} MB at last, "
            f"{max(megabytes for _at, megabytes in samples):.0f} MB at most; "
            f"{self.growth:+.1%} after the warm-up ({len(self.samples)} samples)",
            f"faults: {len(self.faults)}",
        ]
        return "\n".join([*lines, *self.faults[:5]])


def soak(folder: Path, seconds: float, seed: int, tell: Callable[[str], None] = lambda _line: None) -> Found:
    """Use the window for so long; ``folder`` holds the workspaces. Nothing is raised: faults are in the answer."""
    found = Found(seed)
    paths = tuple(folder / f"soak {n}.secondway" for n, _size in enumerate(SIZES))
    for path, size in zip(paths, SIZES, strict=True):
        factories.workspace_with(path, size).close()
    with _noted(found.faults):
        window = _window(folder, paths[0], found.faults)
        acts = Acts(window, Random(seed), paths)
        began = sampled = time.monotonic()
        while (now := time.monotonic()) - began < seconds and not found.faults:
            faulthandler.dump_traceback_later(LONGEST_ACT_S, exit=True)
            try:
                found.acts[acts.one()] += 1
            except Exception:  # noted like any other fault; the seed shows it again
                found.faults.append(traceback.format_exc())
            faulthandler.cancel_dump_traceback_later()
            if now - sampled >= BETWEEN_SAMPLES_S or not found.samples:
                sampled = now
                found.samples.append((now - began, _resident()))
                tell(f"{now - began:5.0f} s  {found.samples[-1][1]:6.1f} MB  {sum(found.acts.values())} acts")
        found.seconds = time.monotonic() - began
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return found


def _window(folder: Path, path: Path, faults: list[str]) -> MainWindow:
    build_application(None)
    memory = Memory(QSettings(str(folder / "soak.ini"), QSettings.Format.IniFormat))
    window = build_window(open_services(path), memory, folder)
    window.operations.bug.connect(faults.append)
    window.resize(1440, 900)
    window.show()
    settled(window)
    return window


@contextmanager
def _noted(faults: list[str]) -> Iterator[None]:
    """Note what Qt and Python say to nobody: messages, warnings, and exceptions in handlers of events."""

    def of_qt(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg and not words.startswith(_NOT_OURS):
            faults.append(f"Qt: {words}")

    def of_python(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        faults.append("".join(traceback.format_exception(kind, error, trace)))

    def warned(message: Warning | str, *_rest: object, **_named: object) -> None:
        faults.append(f"warning: {message}")

    before, hook = qInstallMessageHandler(of_qt), sys.excepthook
    sys.excepthook = of_python
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = warned
        try:
            yield
        finally:
            sys.excepthook = hook
            qInstallMessageHandler(before)


def _resident() -> float:
    """Megabytes of this process that lie in memory, once what nobody holds is gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
