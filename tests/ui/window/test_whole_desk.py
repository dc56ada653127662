"""Everything out into a folder from the menu, and a new workspace from such a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.workspaces import FolderKind
from desktop_app.services.incident_lists import View
from desktop_app.ui.window.whole_desk import WholeDesk
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import rest, sentences


def desk(window: MainWindow) -> WholeDesk:
    found = window.findChild(WholeDesk)
    assert isinstance(found, WholeDesk)
    return found


def answering(window: MainWindow, kind: FolderKind | None, folder: Path | str, name: Path | str = "") -> None:
    """The user's answers; no kind, folder or name is a dialog that was closed."""
    made = desk(window)
    made.ask_kind = lambda *_: (kind.label if kind else "", kind is not None)
    made.ask_folder = lambda *_: str(folder)
    made.ask_save = lambda *_: (str(name), "")


def test_everything_goes_out_and_becomes_a_workspace_again(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    answering(filled, FolderKind.JSONL, out)
    for _time in range(2):
        filled.actions_["export_workspace"].trigger()
        rest(qtbot, filled)
    folders = sorted(out.iterdir(), key=lambda path: len(path.name))
    assert len(folders) == 2, "a second export has a name of its own"
    assert folders[1].name == f"{folders[0].name} (2)"
    assert json.loads((folders[0] / "manifest.json").read_text())["kind"] == "jsonl"
    assert "The whole workspace is in " in sentences(filled)
    answering(filled, None, folders[0], tmp_path / "again")
    filled.actions_["new_from_export"].trigger()
    qtbot.waitUntil(lambda: filled.windowTitle().startswith("again"), timeout=10_000)
    rest(qtbot, filled)
    assert filled.services.incidents.open_list(View()).of == 1500


def test_a_folder_that_is_none_of_ours_is_one_sentence(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    answering(filled, None, tmp_path, tmp_path / "again.secondway")
    filled.actions_["new_from_export"].trigger()
    rest(qtbot, filled)
    assert "is not a folder that Second Way wrote" in sentences(filled)
    assert not (tmp_path / "again.secondway").exists()
    assert filled.windowTitle().startswith("team")


@pytest.mark.parametrize("closed", ["kind", "folder"])
def test_a_dialog_that_is_closed_does_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path, closed: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    answering(window, None if closed == "kind" else FolderKind.CSV, "")
    window.actions_["export_workspace"].trigger()
    window.actions_["new_from_export"].trigger()
    rest(qtbot, window)
    assert [path for path in sorted(tmp_path.rglob("*")) if path.suffix not in ("", ".ini")] == [
        path for path in before if path.suffix not in ("", ".ini")
    ]
