"""The page at every width and type size, with longer words, in light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.rotations import Block, BlockKind, Role
from desktop_app.domain.teams import Side
from desktop_app.services.suite import Services
from desktop_app.ui.rotations import marks
from desktop_app.ui.rotations.page import RotationsPage
from desktop_app.ui.rotations.reading import Reading
from desktop_app.ui.rotations.timeline import Timeline
from desktop_app.ui.theme import DARK, LIGHT, Mode, theme
from desktop_app.ui.widgets import stays
from tests.ui.clipping import clipped
from tests.ui.pictures import colours
from tests.ui.rotations.boards import DEV, OPS, PAY, blocks, board, guest, large_board, on, rota
from tests.ui.rotations.conftest import OpenPage, block_of

Settle = Callable[[], None]
SIZES = [(1232, 798), (968, 599)]


def every_pane(page: RotationsPage, settle: Settle) -> list[str]:
    """What is cut with each of the panes open, and with none."""
    found = cut_at_rest(page)
    assert page.reading is not None
    for item in (block_of(page, 7), block_of(page, 1), page.reading.board.open_places[0]):
        page.timeline.select(item)
        page.panes.show(item)
        settle()
        found += cut_at_rest(page)
    page.change_rota()
    settle()
    return found + cut_at_rest(page)


def cut_at_rest(page: RotationsPage) -> list[str]:
    """What is still cut when a scroll bar that came has taken its room and the words are broken anew."""
    for _pass in range(40):
        if not (found := clipped(page)):
            break
        QTest.qWait(10)
    return found


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("points", [10, 15])
def test_nothing_is_cut(
    services: Services, open_page: OpenPage, settle: Settle, width: int, height: int, points: int
) -> None:
    theme().set_points(points)
    assert every_pane(open_page(services, width, height), settle) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_words_that_are_40_percent_longer_are_not_cut(
    services: Services, open_page: OpenPage, settle: Settle, longer_words: None, width: int, height: int
) -> None:
    assert every_pane(open_page(services, width, height), settle) == []


@pytest.mark.parametrize("name", ["no_people", "no_rota"])
def test_empty_states_fit_too(
    opened: Callable[[str], Services], open_page: OpenPage, longer_words: None, name: str
) -> None:
    page = open_page(opened("people"), 968, 599)
    page.stack.setCurrentWidget(getattr(page, name))
    assert clipped(page) == []


@pytest.mark.parametrize(("mode", "tokens"), [(Mode.LIGHT, LIGHT), (Mode.DARK, DARK)])
def test_the_picture_has_the_colours_of_its_theme(
    services: Services, open_page: OpenPage, mode: Mode, tokens: object
) -> None:
    theme().set_mode(mode)
    page = open_page(services)
    page.timeline.select(block_of(page, 7))
    seen = colours(page.timeline.grab())
    look = theme().tokens
    assert look is tokens
    for colour in (look.canvas, look.accent, look.shade, look.line, look.line2, look.verm, look.warnbg):
        assert colour.name() in seen
    other = DARK if tokens is LIGHT else LIGHT
    assert other.accent.name() not in seen


def shown(qtbot: QtBot, reading: Reading, width: int = 900, height: int = 700) -> Timeline:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.resize(width, height)
    timeline.show_reading(reading)
    timeline.show()
    return timeline


def test_only_what_is_seen_is_painted_of_a_large_rota(qtbot: QtBot) -> None:
    timeline = shown(qtbot, Reading.of(large_board()))
    at = timeline.at
    assert at is not None
    assert len(at.rows) > 60
    assert len(at.visible_rows) < 25
    assert len(at.visible_days) < 45
    timeline.select(timeline.reading.board.plan.blocks[-1])  # type: ignore[union-attr]
    assert timeline.spot.row in timeline.at.visible_rows  # type: ignore[union-attr]
    assert timeline.horizontalScrollBar().value() > 0


def test_days_are_never_narrower_than_legible(qtbot: QtBot) -> None:
    for width in range(300, 1500, 97):
        timeline = shown(qtbot, Reading.of(board()), width)
        assert timeline.at is not None
        assert timeline.at.day >= 19.5


def test_two_blocks_on_a_day_lie_under_each_other_in_a_taller_row(qtbot: QtBot) -> None:
    double = (*blocks(), guest(9, DEV[1], OPS, 16, 21))
    timeline = shown(qtbot, Reading.of(board(plan=board().plan.__class__(1, 1, 1, blocks=double))))
    at = timeline.at
    assert at is not None
    row = next(i for i, each in enumerate(at.rows) if each.person is not None and each.person.id == DEV[1])
    first, second = (at.piece_box(row, piece) for piece in at.rows[row].pieces)
    assert not first.intersects(second)
    assert min(first.height(), second.height()) >= theme().metrics(theme_caption()).height()


def theme_caption() -> object:
    from desktop_app.ui.fonts import TextStyle

    return TextStyle.CAPTION_STRONG


def test_no_hatching_or_dots_lie_behind_words(qtbot: QtBot, house: object) -> None:
    """The ground of a word has two colours at most: its plate and the letters' own edge."""
    picture = QPixmap(160, 40)
    picture.fill(theme().tokens.canvas)
    painter = QPainter(picture)
    stays.draw_to_dev(painter, QRectF(10, 8, 140, 24), " ")
    painter.end()
    wide = theme().width(" ", theme_caption()) + 12  # type: ignore[arg-type]
    plate = picture.copy(14, 12, round(wide) - 4, 16)
    assert colours(plate) == {theme().tokens.canvas.name()}


def test_duty_is_framed_and_in_the_legend(qtbot: QtBot) -> None:
    roles = (Role(1, BlockKind.DUTY, Side.DEV, None), Role(2, BlockKind.DUTY, Side.OPS, None))
    duty = Block(9, DEV[4], BlockKind.DUTY, None, on(7), on(13))
    held = board(rota=rota(roles=roles), plan=board().plan.__class__(1, 1, 1, blocks=(duty,)))
    timeline = shown(qtbot, Reading.of(held))
    assert marks.code_of(held, duty) == "duty"
    timeline.select(duty)
    assert timeline.accessibleDescription() == "Dev 4, on duty, 30 Nov to 6 Dec 2026, draft"
    assert PAY in held.teams
