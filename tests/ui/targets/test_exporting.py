"""The figure leaves the page as a table or a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
from PySide6.QtGui import QImage

from desktop_app.ui.targets.page import TargetsPage
from desktop_app.ui.theme import LIGHT, Mode, theme

Settle = Callable[[], None]


def choose(page: TargetsPage, answer: str) -> None:
    """Answer Qt's file dialog, which nobody can press here."""
    page.saving.ask_save = lambda *_asked: (answer, "")


def export(page: TargetsPage, words: str) -> None:
    next(action for action in page.head.export.menu().actions() if action.text() == words).trigger()


def test_the_table_is_written_as_a_workbook(page: TargetsPage, settle: Settle, tmp_path: Path) -> None:
    choose(page, str(tmp_path / "figures"))
    export(page, "Table as Excel workbook…")
    settle()
    assert page.head.message.sentence == "The tables were written to figures.xlsx."
    assert page.reading is not None
    book = openpyxl.load_workbook(tmp_path / "figures.xlsx")
    words = [cell for sheet in book for row in sheet.values for cell in row]
    assert {"Classification", "Through Dev", page.reading.figure.headline} <= set(words)


def test_the_table_is_written_as_csv(page: TargetsPage, settle: Settle, tmp_path: Path) -> None:
    choose(page, str(tmp_path / "figures.csv"))
    export(page, "Table as CSV file…")
    settle()
    assert "Bounced or nobody" in (tmp_path / "figures.csv").read_text("utf-8-sig")


def test_the_picture_is_light_even_in_the_dark(page: TargetsPage, settle: Settle, tmp_path: Path) -> None:
    theme().set_mode(Mode.DARK)
    choose(page, str(tmp_path / "figure.png"))
    assert page.now.view.frame is not None
    page.now.view.frame.export_wanted.emit()
    settle()
    image = QImage(str(tmp_path / "figure.png"))
    assert page.head.message.sentence == "The picture was written to figure.png."
    assert image.width() > 1000
    assert image.pixelColor(3, 3).name() == LIGHT.canvas.name()


def test_a_folder_that_does_not_exist_is_said(page: TargetsPage, settle: Settle, tmp_path: Path) -> None:
    choose(page, str(tmp_path / "gone" / "figure.png"))
    export(page, "Picture as PNG…")
    settle()
    assert page.head.message.sentence.startswith("The picture could not be written to")
    choose(page, str(tmp_path / "gone" / "figure.csv"))
    export(page, "Table as CSV file…")
    settle()
    assert "gone" in page.head.message.sentence or "figure.csv" in page.head.message.sentence


def test_giving_up_writes_nothing(page: TargetsPage, settle: Settle, tmp_path: Path) -> None:
    choose(page, "")
    export(page, "Table as CSV file…")
    settle()
    assert page.head.message.sentence == ""
