"""The frozen program in a folder: PyInstaller run on second-way.spec, its log read for what would fail elsewhere."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from installer.running import ROOT, Failed, run

SPEC = ROOT / "installer" / "second-way.spec"
WORK = ROOT / "build" / "package"
BUNDLE = WORK / "bundle" / "second-way"
MODULES = WORK / "work" / "second-way" / "modules.txt"  # written by the spec
WARNINGS = WORK / "work" / "second-way" / "warn-second-way.txt"  # written by PyInstaller
LOG = WORK / "pyinstaller.log"

_MISSING = re.compile(r"Library not found: could not resolve '(?P<library>[^']+)', dependency of '(?P<user>[^']+)'")

# Library and who needs it -> why its absence on the building machine does no harm.
TOLERATED: Mapping[tuple[str, str], str] = {
    ("libgtk-3.so.0", "libqgtk3.so"): "the GTK theme plugin is left out of the bundle: the window has its own colours",
    ("libgdk-3.so.0", "libqgtk3.so"): "the same plugin",
    ("libQt6Pdf.so.6", "libqpdf.so"): "reads PDF files as pictures with a library of PySide6-Addons; nobody does here",
}


def build() -> Path:
    """Freeze the program and give its folder. Raises Failed when the log or the result shows a fault."""
    shutil.rmtree(WORK, ignore_errors=True)
    folders: list[str | Path] = ["--distpath", BUNDLE.parent, "--workpath", WORK / "work"]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", *folders, SPEC]
    run(command, log=LOG, env={"PYTHONHASHSEED": "0", "QT_QPA_PLATFORM": "offscreen"})
    warned = WARNINGS.read_text(encoding="utf-8")
    faults = [*log_faults(LOG.read_text(encoding="utf-8")), *missing_rooms(warned), *dangling(BUNDLE)]
    if faults:
        raise Failed("The bundle is not complete (see {}):\n{}".format(LOG.relative_to(ROOT), "\n".join(faults)))
    return BUNDLE


def log_faults(log: str) -> Iterator[str]:
    """The lines of PyInstaller's log after which the program would lack something, the tolerated ones left out."""
    for line in log.splitlines():
        found = _MISSING.search(line)
        if found is not None and (found["library"], Path(found["user"]).name) in TOLERATED:
            continue
        if "Library not found" in line or " ERROR: " in line:
            yield line


def missing_rooms(warnings: str) -> Iterator[str]:
    """The lines of PyInstaller's warnings that name a module of our own: it is imported but does not exist."""
    for line in warnings.splitlines():
        if re.match(r"missing module named '?desktop_app\b", line):
            yield line


def dangling(folder: Path) -> Iterator[str]:
    """Links in the bundle that lead nowhere, one sentence each."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() and not path.exists():
            yield f"{path.relative_to(folder)} leads to {path.readlink()}, which is not there."
