"""What a search found is marked in the table, in quiet colours that leave the words readable."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView
from pytestqt.qtbot import QtBot

from desktop_app.domain.incidents import IncidentForm
from desktop_app.services.incident_lists import COLUMNS
from desktop_app.services.suite import Services
from desktop_app.ui.theme import DARK, LIGHT, Mode, Theme, Tokens, contrast, theme
from desktop_app.ui.widgets.cells import STYLE_ROLE, CellDelegate, CellStyle
from tests.ui.incidents.conftest import Drive, Driver


def marks(driver: Driver, row: int, key: str) -> list[str]:
    model = driver.parts.table.model()
    index = model.index(row, COLUMNS.index(key))
    return [index.data()[first:last] for first, last in index.data(STYLE_ROLE).marks]


def search(driver: Driver, words: str) -> None:
    driver.parts.filters._search.setText(words)
    driver.settle()


def test_words_are_marked_in_tickets_and_titles_alone(drive: Drive, services: Services) -> None:
    ids = services.incidents.log(IncidentForm("Große Störung, GROSSE Sorge <b>", team="Große Leute")).ids
    driver = drive()
    search(driver, "große sto")
    assert len(driver.tickets()) == 1
    assert marks(driver, 0, "title") == ["Große", "Stö"]
    assert all(not marks(driver, 0, key) for key in COLUMNS if key not in ("ticket", "title"))
    ticket = services.incidents.detail(ids[0]).incident.ticket
    search(driver, ticket.lower())
    assert marks(driver, 0, "ticket") == [ticket]
    search(driver, "")
    assert not any(marks(driver, row, "title") for row in range(3))


def test_parts_of_a_condition_are_marked_in_their_own_column(drive: Drive) -> None:
    driver = drive()
    driver.parts.filters.begin_condition()
    driver.parts.filters._others.popup.close()
    driver.page._views.narrow(driver.parts.filters._filter.where("title", "contains", "ROR"))
    driver.settle()
    assert marks(driver, 0, "title") == ["ror"]
    assert marks(driver, 0, "ticket") == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stay_readable_on_a_mark_and_the_mark_is_seen(tokens: Tokens) -> None:
    for name in ("text", "accenttext", "text2"):
        assert contrast(tokens[name], tokens.mark) >= 4.5, name
    for ground in ("canvas", "raised", "tint"):
        assert tokens.mark.rgb() != tokens[ground].rgb()
        hue = abs(tokens.mark.hsvHue() - tokens[ground].hsvHue())
        assert contrast(tokens.mark, tokens[ground]) >= 1.15 or hue > 60, "told apart by light or by hue"


def _painted(qtbot: QtBot, words: str, style: CellStyle, width: int) -> list[int]:
    """The columns of pixels in which the mark's colour shows."""
    table, model = QTableView(), QStandardItemModel()
    qtbot.addWidget(table)
    item = QStandardItem(words)
    item.setData(style, STYLE_ROLE)
    model.appendRow(item)
    table.setModel(model)
    image = QImage(width, 33, QImage.Format.Format_RGB32)
    image.fill(theme().tokens.canvas)
    painter, option = QPainter(image), QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 33)
    CellDelegate(table).paint(painter, option, model.index(0, 0))
    painter.end()
    ground = theme().tokens.mark.rgb()
    return [x for x in range(width) if any(QColor(image.pixel(x, y)).rgb() == ground for y in range(33))]


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_ground_lies_under_the_letters_and_never_beyond_the_cell(qtbot: QtBot, house: Theme, mode: Mode) -> None:
    house.set_mode(mode)
    whole = _painted(qtbot, "Printer on fire", CellStyle(marks=((0, 7),)), 300)
    later = _painted(qtbot, "Printer on fire", CellStyle(marks=((11, 15),)), 300)
    assert whole
    assert later
    assert max(whole) < min(later)
    behind = _painted(qtbot, "Printer on fire" * 20, CellStyle(marks=((200, 210),)), 120)
    assert behind, "a hit behind the end marks the dots"
    assert max(behind) < 120
    assert len(behind) < 30
    assert _painted(qtbot, "Printer on fire", CellStyle(), 300) == []
