"""Colours, type and icons."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAction, QColor, QFontInfo, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui import fonts
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import DARK, LIGHT, Mode, Theme, Tokens, contrast, theme
from desktop_app.ui.widgets.labels import Label

UI = Path(__file__).resolve().parents[2] / "desktop_app" / "ui"
PALETTES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def _drawn(words: str, style: TextStyle) -> QImage:
    image = QImage(400, 60, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(theme().font(style))
    painter.drawText(QRectF(4, 4, 392, 52), words)
    painter.end()
    return image


def _ink(words: str, style: TextStyle) -> int:
    image = _drawn(words, style)
    return sum(255 - QColor(image.pixel(x, y)).red() for x in range(400) for y in range(60))


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@PALETTES
def test_text_is_readable_on_every_ground_it_stands_on(tokens: Tokens) -> None:
    grounds = ("canvas", "chrome", "raised", "sunken", "hover", "tint")
    low = {
        (name, ground): round(contrast(tokens[name], tokens[ground]), 2)
        for name in ("text", "text2", "text3", "accenttext")
        for ground in grounds
        if contrast(tokens[name], tokens[ground]) < 4.5
    }
    assert not low
    assert contrast(tokens.onaccent, tokens.accent) >= 4.5
    assert contrast(tokens.warntext, tokens.warnbg) >= 4.5


@PALETTES
def test_marks_and_focus_stand_out_from_the_canvas(tokens: Tokens) -> None:
    for name in ("ctl", "accent", "blue", "verm", "purple", "green"):
        assert contrast(tokens[name], tokens.canvas) >= 3, name


def test_no_colour_is_written_outside_the_theme() -> None:
    literal = re.compile(r"""["']#[0-9A-Fa-f]{3,8}["']|QColor\(\s*(\d|["'])|GlobalColor\.(?!transparent)|rgba?\(""")
    found = [
        f"{path.relative_to(UI)}:{number}"
        for path in UI.rglob("*.py")
        if path != UI / "theme.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if literal.search(line)
    ]
    assert not found


def test_a_change_of_mode_recolours_what_is_shown(qtbot: QtBot) -> None:
    label = Label("Targets", tone="text2")
    qtbot.addWidget(label)
    with qtbot.waitSignal(theme().changed):
        theme().set_mode(Mode.DARK)
    assert label.palette().color(QPalette.ColorRole.WindowText) == DARK.text2
    assert QApplication.palette().color(QPalette.ColorRole.Window) == DARK.canvas
    assert theme().dark


def test_the_same_mode_again_changes_nothing(qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme().changed):
        theme().set_mode(Mode.LIGHT)


def test_larger_text_makes_everything_larger(house: Theme) -> None:
    small, height = house.width("Classification", TextStyle.BODY), house.px(32)
    house.set_points(14)
    assert house.width("Classification", TextStyle.BODY) == pytest.approx(
        1.4 * small, rel=0.06
    )  # Qt draws whole pixel sizes here
    assert house.px(32) == 45 > height


def test_the_typeface_is_there_and_no_row_of_boxes() -> None:
    assert QFontInfo(theme().font(TextStyle.BODY)).family() == fonts.FAMILY
    assert _drawn("mmmm", TextStyle.TITLE) != _drawn("llll", TextStyle.TITLE)
    assert theme().width("iiii", TextStyle.BODY) < theme().width("WWWW", TextStyle.BODY)


def test_the_three_weights_differ() -> None:
    inks = [_ink("Incidents", s) for s in (TextStyle.BODY, TextStyle.BODY_MEDIUM, TextStyle.BODY_STRONG)]
    assert inks[0] < inks[1] < inks[2]


def test_digits_of_body_text_are_of_one_width() -> None:
    assert len({theme().width(digit * 10, TextStyle.BODY) for digit in "0123456789"}) == 1


def test_a_missing_font_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"Inter-Regular\.ttf"):
        fonts.load(tmp_path)


def test_every_icon_can_be_drawn_and_takes_its_colour() -> None:
    for name in theme().icons.names():
        image = theme().icons.pixmap(name, LIGHT.accent, 16, 2.0).toImage()
        colours = {
            QColor(image.pixelColor(x, y)).name()
            for x in range(32)
            for y in range(32)
            if image.pixelColor(x, y).alpha() == 255
        }
        assert LIGHT.accent.name() in colours, name


def test_an_icon_is_as_dense_as_the_screen() -> None:
    pixmap = theme().icons.pixmap("target", LIGHT.text, 16, 1.5)
    assert pixmap.size().width() == 24
    assert pixmap.deviceIndependentSize().width() == 16


def test_an_action_keeps_its_icon_in_the_colours_of_the_theme(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    action = QAction("Export", widget)
    theme().icons.dress(action, "download")
    before = action.icon().pixmap(16).toImage()
    theme().set_mode(Mode.DARK)
    assert action.icon().pixmap(16).toImage() != before


def test_an_action_that_is_gone_does_not_stop_a_change_of_theme(qtbot: QtBot) -> None:
    theme().icons.dress(QAction("Gone"), "download")
    theme().set_mode(Mode.DARK)
    assert theme().dark


def test_setting_texts_keeps_the_references_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12 loses one with each call on Python 3.11 and ends in an abort."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for i in range(1000):
        label.setText(str(i))
    assert abs(sys.getrefcount(None) - before) < 50
