"""What ``second-way demo`` writes beside the pictures: every paper and workbook is there and says something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.app import build_application, open_services
from desktop_app.demo import write
from desktop_app.demo.write import files
from desktop_app.domain.errors import WorkspaceError
from desktop_app.sample.story import Story
from desktop_app.services.demo import DemoService
from desktop_app.services.suite import Services

SMALL = Story(
    others=(12, 44, 356, 388), release=(5, 17, 34, 28), top=544, rare_errors=40, left_open=25, unresolved=9, stuck=6,
    by_dev=17,
)  # fmt: skip


@pytest.fixture
def services(tmp_path: Path, qapp: QApplication) -> Iterator[Services]:
    build_application(None)
    held = open_services(tmp_path / "demo.secondway", create=True, zone="Europe/Berlin")
    held.workspace.now = lambda: int(datetime(2026, 11, 24, 12, tzinfo=UTC).timestamp())
    DemoService(held.workspace).fill(story=SMALL)
    yield held
    held.close()


def test_every_paper_and_workbook_is_written(services: Services, tmp_path: Path) -> None:
    written = {}
    for name, make in files(services):
        written[name] = make(tmp_path / name)
    assert set(written) == {
        "incidents.xlsx", "monthly.xlsx", "monthly.pdf", "rota.xlsx", "calendars", "rota.pdf", "wall.pdf",
        "programme.pdf",
    }  # fmt: skip
    assert all(written.values()), "each says what it holds"
    assert "October 2026" in written["monthly.xlsx"], "the last whole month"
    for name in written:
        path = tmp_path / name
        assert any(path.iterdir()) if path.is_dir() else path.stat().st_size > 4000, name
    assert len(list((tmp_path / "calendars").glob("*.ics"))) == 26, "21 people and five teams"


def test_a_folder_that_cannot_be_one_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "taken"
    file.write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="needs a folder"):
        next(write(file))
