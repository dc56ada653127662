"""The preview: what it shows, how it is used, and that the window stays quick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.domain.board import Board
from desktop_app.ui.printing.layouts import Layout, Paper
from desktop_app.ui.printing.preview import PreviewDialog
from desktop_app.ui.theme import Mode, theme
from tests.ui.clipping import clipped
from tests.ui.pictures import colours
from tests.ui.printing.boards import board
from tests.ui.printing.judging import texts

OpenPreview = Callable[..., PreviewDialog]


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[OpenPreview]:
    opened: list[PreviewDialog] = []

    def show(own: Board | None = None, layout: Layout = Layout.MONTH) -> PreviewDialog:
        dialog = PreviewDialog(own or board(15, full=True), layout)
        opened.append(dialog)
        qtbot.addWidget(dialog)
        dialog.open()
        rest(dialog, qtbot)
        return dialog

    yield show
    for dialog in opened:
        dialog.reject()


def rest(dialog: PreviewDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.is_busy and dialog.document is not None, timeout=20_000)


def said(dialog: PreviewDialog) -> list[str]:
    assert dialog.document is not None
    return texts(dialog.document.pages[0])


def test_it_shows_the_month_on_a4_and_says_how_many_pages(preview: OpenPreview) -> None:
    dialog = preview()
    assert "Rotation plan, January 2027" in said(dialog)
    assert len(dialog.view.images) == 1
    room = dialog.screen().availableGeometry().size()
    assert dialog.size() == QSize(1120, 760).boundedTo(room), "no larger than the screen"
    assert "1 page, A4 landscape" in [label.text() for label in dialog.findChildren(QLabel)]


def test_layout_paper_period_colour_and_names_can_be_chosen(preview: OpenPreview, qtbot: QtBot) -> None:
    dialog = preview()
    dialog.choices.layouts.choose(Layout.QUARTER)
    rest(dialog, qtbot)
    assert dialog.document is not None
    assert dialog.document.pages[0].width == 420.0
    dialog.choices.papers.choose(Paper.A4)
    rest(dialog, qtbot)
    assert dialog.document.pages[0].width == 297.0
    dialog.choices.layouts.choose(Layout.MONTH)
    dialog.choices.periods.setCurrentIndex(2)
    rest(dialog, qtbot)
    assert "Rotation plan, March 2027" in said(dialog)
    dialog.choices.names.setCurrentIndex(1)
    dialog.choices.colours.setCurrentIndex(1)
    rest(dialog, qtbot)
    assert "O1" in said(dialog)
    shades = {
        image.pixelColor(x, y).name()
        for image in dialog.view.images
        for x in range(image.width())
        for y in range(0, image.height(), 12)
    }
    assert any(shade[1:3] != shade[3:5] for shade in shades), "colours are drawn"


def test_zoom_and_width_change_the_pictures(preview: OpenPreview, qtbot: QtBot) -> None:
    dialog = preview()
    fitted = dialog.view.images[0].width()
    dialog.resize(dialog.width() + 200, dialog.height())
    rest(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.view.images[0].width() > fitted)
    dialog.choices.zooms.choose(2.0)
    rest(dialog, qtbot)
    assert dialog.view.images[0].width() == round(297 / 25.4 * 192)
    qtbot.keyClick(dialog, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert dialog.choices.zooms.currentData() == 1.5
    rest(dialog, qtbot)


def test_the_paper_stays_white_in_the_dark(preview: OpenPreview) -> None:
    theme().set_mode(Mode.DARK)
    dialog = preview()
    grabbed = dialog.view.grab()
    assert "#ffffff" in colours(grabbed)
    assert theme().tokens.track.name() in colours(grabbed)


def test_a_pdf_is_written_off_the_window_and_told(preview: OpenPreview, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = preview()
    with qtbot.waitSignal(dialog.saved) as told:
        dialog.save(tmp_path / "January.pdf")
    assert told.args == ["1 page was saved in “January.pdf”."]
    assert dialog.message.sentence == "1 page was saved in “January.pdf”."
    assert (tmp_path / "January.pdf").read_bytes().startswith(b"%PDF")


def test_a_place_that_cannot_be_written_is_told_in_the_dialog(
    preview: OpenPreview, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = preview()
    dialog.save(tmp_path / "missing" / "January.pdf")
    qtbot.waitUntil(lambda: bool(dialog.message.sentence))
    assert dialog.message.sentence.startswith("“January.pdf” cannot be written in")


def test_pages_go_to_a_printer(preview: OpenPreview, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = preview(board(60))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print_on(printer)
    qtbot.waitUntil(lambda: bool(dialog.message.sentence))
    assert dialog.message.sentence == "5 pages were sent to the printer."
    assert (tmp_path / "printed.pdf").stat().st_size > 10_000


@pytest.mark.parametrize("points", [10, 15])
def test_nothing_in_the_dialog_is_cut(preview: OpenPreview, qtbot: QtBot, points: int, longer_words: None) -> None:
    theme().set_points(points)
    dialog = preview()
    qtbot.waitUntil(lambda: clipped(dialog) == [])


def test_every_control_is_reached_by_the_keyboard_and_has_a_name(preview: OpenPreview) -> None:
    dialog = preview()
    own = dialog.choices
    controls = [
        own.layouts, own.periods, own.papers, own.colours, own.names, own.zooms, dialog.print_button,
        dialog.save_button, dialog.close_button, dialog.view,
    ]  # fmt: skip
    for control in controls:
        assert control.accessibleName(), control
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control
    assert dialog.view.hasFocus() or dialog.focusWidget() is dialog.view


def test_what_cannot_be_composed_is_told_and_nothing_old_is_printed(preview: OpenPreview, qtbot: QtBot) -> None:
    dialog = preview(board(15).with_blocks(()))
    dialog.choices.layouts.choose(Layout.SLIP)
    qtbot.waitUntil(lambda: bool(dialog.message.sentence))
    assert dialog.message.sentence.startswith("Nobody goes to another team")
    assert dialog.document is None
    dialog.choices.layouts.choose(Layout.QUARTER)
    rest(dialog, qtbot)
    assert not dialog.message.sentence


def test_closing_while_pages_are_composed_is_quiet(qtbot: QtBot) -> None:
    dialog = PreviewDialog(board(60), Layout.QUARTER)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.reject()
    assert dialog.document is None
