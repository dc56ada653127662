"""What ``second-way demo`` writes: a workspace with the sample, its workbook, and a picture of every page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.imports import ImportAnswers
from desktop_app.domain.language import _
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services

if TYPE_CHECKING:
    from desktop_app.ui.window.window import MainWindow

SIZE = (1440, 900)
PAGES = ("targets", "incidents", "teams")
WORKSPACE = "sample.secondway"


def write(out: Path) -> Iterator[str]:
    """Make everything in ``out``, which may exist; yields one line per file written. Raises SecondWayError."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out.mkdir(parents=True, exist_ok=True)
    path = out / WORKSPACE
    for stale in out.glob(f"{WORKSPACE}*"):
        stale.unlink()
    from desktop_app.app import open_services

    services = open_services(path, create=True)
    sample = services.imports.sample_path
    if sample is None:
        raise FileNotFoundError("The sample is missing; the installation is damaged.")
    prepared = services.imports.prepare(sample, ImportAnswers())
    changes = services.imports.commit(prepared)
    yield f"{path}: {changes.message}"
    workbook = out / "incidents.xlsx"
    yield f"{workbook}: {services.exports.incidents(View(), workbook)}"
    yield from _pictures(services, out, sample)


def _pictures(services: Services, out: Path, sample: Path) -> Iterator[str]:
    """Every page, light and dark, drawn by the real window without a screen."""
    from PySide6.QtCore import QSettings

    from desktop_app.app import build_application, build_window
    from desktop_app.ui.pictures import picture, settled
    from desktop_app.ui.theme import Mode
    from desktop_app.ui.window.memory import Memory

    _application, theme = build_application(None)
    memory = Memory(QSettings(str(out / "window.ini"), QSettings.Format.IniFormat))
    window = build_window(services, memory, out)
    window.resize(*SIZE)
    window.show()
    steps: list[tuple[str, Callable[[MainWindow], None]]] = [
        *((name, lambda w, n=name: w.show_page(n)) for name in PAGES),
        ("import", lambda w: w.import_files([sample])),
    ]
    settled(window)
    for name, go in steps:
        go(window)
        for mode in (Mode.LIGHT, Mode.DARK):
            theme.set_mode(mode)
            settled(window)
            file = out / f"{name}_{mode.value}.png"
            picture(window, file)
            yield _("{file}: the page in {mode}").format(file=file, mode=mode.value)
    window.close()
    (out / "window.ini").unlink(missing_ok=True)
