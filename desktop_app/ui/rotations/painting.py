"""The whole picture of the timeline in its order: grounds, rules, blocks, names, head, what is on its way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from desktop_app.domain.rotations import Block
from desktop_app.ui.rotations import marks
from desktop_app.ui.rotations.body import Shown, paint_names, paint_rows, paint_rules
from desktop_app.ui.rotations.bubble import paint_bubble
from desktop_app.ui.rotations.geometry import Geometry
from desktop_app.ui.rotations.head import (
    WEEKS,
    paint_calendar,
    paint_cover,
    paint_cover_names,
    paint_shades,
    paint_weeks,
)
from desktop_app.ui.rotations.reading import Ghost, Reading
from desktop_app.ui.rotations.words import when, where, working_days
from desktop_app.ui.theme import theme


@dataclass(frozen=True)
class Scene:
    reading: Reading
    at: Geometry
    shown: Shown = field(default_factory=Shown)
    ghost: Ghost | None = None


def paint_scene(painter: QPainter, scene: Scene) -> None:
    """Everything that is seen; the ground is there already."""
    at, body = scene.at, scene.at.body
    live = scene.ghost.reading if scene.ghost else scene.reading  # the cover that the block on its way would make
    bottom = min(at.height, at.top + at.full_height - at.scroll_y)
    left, top = QRectF(at.left, 0, at.width - at.left, at.height), QRectF(0, at.top, at.width, at.height - at.top)
    painter.setClipRect(body)
    paint_shades(painter, scene.reading, at, at.top, bottom)
    painter.setClipRect(top)
    paint_rules(painter, at, scene.shown)
    painter.setClipRect(left)
    paint_shades(painter, scene.reading, at, theme().px(WEEKS), at.top)
    paint_weeks(painter, at, 0, bottom)
    painter.setClipRect(body)
    paint_rows(painter, replace(scene.reading, at_desk=live.at_desk), at, scene.shown)
    painter.setClipRect(QRectF(0, at.top, at.left, at.height - at.top))
    paint_names(painter, scene.reading, at, scene.shown)
    painter.setClipRect(QRectF(at.left, 0, at.width - at.left, at.top))
    paint_calendar(painter, scene.reading, at)
    paint_cover(painter, live, at)
    painter.setClipping(False)
    paint_cover_names(painter, scene.reading, at)
    painter.fillRect(QRectF(at.left, 0, 1, bottom), theme().tokens.line2)
    if scene.ghost is not None:
        _paint_ghost(painter, scene, scene.ghost)


def ghost_box(at: Geometry, block: Block) -> QRectF | None:
    """Where a block would lie in its person's row."""
    for index, row in enumerate(at.rows):
        if row.person is not None and row.person.id == block.person_id:
            return at.bar_box(index, block.from_on, block.to_on)
    return None


def _paint_ghost(painter: QPainter, scene: Scene, ghost: Ghost) -> None:
    at = scene.at
    box = ghost_box(at, ghost.block)
    if box is None:
        return
    painter.setClipRect(at.body)
    marks.draw_ghost(painter, box, scene.reading.board, ghost.block, refused=bool(ghost.conflicts))
    painter.setClipping(False)
    board = scene.reading.board
    title = f"{where(board, ghost.block)}, {when(ghost.block)}, {working_days(board, ghost.block)}"
    bounds = QRectF(at.left, at.top, at.width - at.left, at.height - at.top)
    paint_bubble(painter, box, bounds, title, [conflict.sentence for conflict in ghost.conflicts])


def ghost_words(reading: Reading, ghost: Ghost) -> str:
    """The block on its way in one line, its conflicts last."""
    board = reading.board
    title = f"{where(board, ghost.block)}, {when(ghost.block)}"
    return ". ".join((title, *(conflict.sentence for conflict in ghost.conflicts)))
