"""Rotas and sessions on paper and in files, as the window asks for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.printing.preview import PreviewDialog
from desktop_app.ui.window.window import MainWindow
from tests.journeys.hands import LONG, rest, sentences
from tests.services.planned import House
from tests.ui.printing.boards import board


def test_the_file_proposed_for_a_rota_lies_in_the_folder_whatever_the_rota_is_called(window: MainWindow) -> None:
    proposed: list[Path] = []

    def ask(_parent: QWidget, _title: str, path: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(path))
        return "", ""

    window.planning.ask_save = ask
    made = board(15)
    window.planning.write_rota("xlsx", replace(made, rota=replace(made.rota, name="Dev/Ops winter")))
    assert proposed == [window.planning._folder() / "Dev_Ops winter.xlsx"]


def test_a_hub_without_a_session_has_a_sentence_and_no_paper(qtbot: QtBot, window: MainWindow) -> None:
    House(window.services, 2)
    window.refresh()
    rest(qtbot, window)
    window.planning.programme()
    rest(qtbot, window)
    assert "the hub has no session" in sentences(window)
    assert not window.findChildren(PreviewDialog)


def test_a_hub_with_a_session_has_a_programme(qtbot: QtBot, window: MainWindow) -> None:
    window.planning.preview("hub", board(15))
    (dialog,) = window.findChildren(PreviewDialog)
    qtbot.waitUntil(lambda: not dialog.is_busy and dialog.document is not None, timeout=LONG)
    dialog.reject()
