"""What is written is readable by its owner alone, whatever the umask says."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop_app import app
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import IncidentForm
from desktop_app.domain.periods import Period
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.printing.layouts import Layout, write_pdf
from desktop_app.ui.widgets.figure_saving import write_picture


@pytest.fixture(autouse=True)
def _careless() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    return sorted(
        f"{path.relative_to(folder)} {path.stat().st_mode & 0o777:o}"
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_mode & 0o077
    )


def test_a_workspace_its_logs_and_its_backups(tmp_path: Path) -> None:
    services = Services.over(Workspace.create(tmp_path / "a.secondway"))
    services.incidents.log(IncidentForm("first"))
    kept = services.backups.backup()
    services.drafts.keep("incident:new", {"title": "x"})
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} >= {"a.secondway", "a.secondway-wal"}
    assert open_to_others(tmp_path) == []
    assert kept.parent.stat().st_mode & 0o077 == 0
    services.backups.restore(kept)
    services.close()
    assert open_to_others(tmp_path) == []


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_exports(suffix: str, services: Services, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    services.exports.incidents(View(), out / f"list.{suffix}")
    figure = services.measures.repair_times(IncidentFilter(), Period())
    services.exports.figure(figure, out / f"figure.{suffix}")
    board = services.rotations.board()
    assert board is not None
    services.rota_exports.workbook(board, out / "rota.xlsx")
    services.rota_exports.calendars(board, out / "calendars")
    assert open_to_others(out) == []


def test_pictures_and_paper(house: None, services: Services, tmp_path: Path) -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.fill(0)
    write_picture(image, tmp_path / "figure.png")
    board = services.rotations.board()
    assert board is not None
    write_pdf(board, Layout.HUB, Layout.HUB.papers[0], tmp_path / "hub.pdf")
    assert open_to_others(tmp_path) == []


def test_the_log_also_when_a_new_one_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    monkeypatch.setattr("sys.excepthook", None)
    for handler in before:
        root.removeHandler(handler)
    try:
        app._log_to(tmp_path)
        (made,) = root.handlers
        assert isinstance(made, RotatingFileHandler)
        logging.getLogger("second-way").warning("something")
        made.doRollover()
        logging.getLogger("second-way").warning("something else")
        made.close()
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    assert {path.name for path in tmp_path.iterdir()} == {"second-way.log", "second-way.log.1"}
    assert open_to_others(tmp_path) == []
