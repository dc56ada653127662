"""The cells of a schedule: a column for each day or week, pieces as merged cells with their words and grounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from desktop_app.domain.board import Board
from desktop_app.exchange.pages import Ground, aligned, edge, text
from desktop_app.exchange.rota.rota_pieces import Column, Look, Piece

FIRST_COLUMN: Final = 3  # A holds names, B shares and minimums
_DAY, _REST_DAY, _WEEK = 6.2, 3.6, 13.0  # widths in characters
_GROUNDS: Final = {
    Look.TO_OPS: Ground.DARK,
    Look.TO_DEV: Ground.HATCHED,
    Look.DUTY: Ground.PLAIN,
    Look.OPEN: Ground.PLAIN,
    Look.SESSION: Ground.PLAIN,
    Look.AWAY: Ground.DOTTED,
    Look.BRIDGE: Ground.REST,
}
_FRAMES: Final = {Look.OPEN: "mediumDashed", Look.SESSION: None, Look.BRIDGE: None}  # the others have a thin one


@dataclass(frozen=True, slots=True)
class Grid:
    page: Any
    board: Board
    shown: tuple[Column, ...]

    def letter(self, index: int) -> str:
        """Of the sheet's column that holds the day or week; -2 and -1 are those of the names."""
        from openpyxl.utils import get_column_letter

        return str(get_column_letter(FIRST_COLUMN + index))

    def at(self, index: int, row: int) -> str:
        return f"{self.letter(index)}{row}"

    def working(self, column: Column) -> list[date]:
        return [day for day in column.days if self.board.working(day)]

    def width(self, column: Column) -> float:
        """In characters."""
        if not column.one_day:
            return _WEEK
        return _DAY if column.first.weekday() < 5 else _REST_DAY

    def shade(self, index: int, row: int) -> None:
        """The grey of a day on which nobody works."""
        if not self.working(self.shown[index]):
            self.page[self.at(index, row)].fill = Ground.REST.fill

    def background(self, row: int) -> None:
        """Rules and greys of a row before anything is laid into it."""
        from openpyxl.styles import Border

        for index, column in enumerate(self.shown):
            opens_week = index == 0 or column.first.weekday() == 0
            left = edge("thin", strong=True) if opens_week else edge("hair")
            self.page[self.at(index, row)].border = Border(left=left, bottom=edge("hair"))
            self.shade(index, row)

    def draw(self, piece: Piece, row: int) -> None:
        """Lay a piece into a row, with the longest of its words that fit."""
        ground = _GROUNDS[piece.look]
        room = 1.25 * sum(self.width(self.shown[n]) for n in range(piece.first, piece.last + 1))
        words = next((words for words in piece.words if len(words) <= room), piece.words[-1])
        cell = self.merged(piece.first, piece.last, row, words, bold=piece.look is not Look.AWAY, ink=ground.ink)
        cells = [self.at(n, row) for n in range(piece.first, piece.last + 1)]
        for at in cells:
            self.page[at].fill = ground.fill
        aligned(cell, "center" if piece.look in (Look.DUTY, Look.OPEN, Look.BRIDGE) else "left", shrink=True)
        style = _FRAMES.get(piece.look, "thin")
        if style:
            _frame(self.page, cells, style, "thick" if piece.look is Look.DUTY else style)

    def merged(
        self, first: int, last: int, row: int, words: str, *, bold: bool = False, ink: str = Ground.PLAIN.ink
    ) -> Any:
        """Text over several columns. Returns the cell that holds it."""
        if last > first:
            self.page.merge_cells(f"{self.at(first, row)}:{self.at(last, row)}")
        return text(self.page, self.at(first, row), words, bold=bold, ink=ink)


def _frame(page: Any, cells: Sequence[str], style: str, ends: str) -> None:
    """A line around a piece, heavier at its ends for duty."""
    from openpyxl.styles import Border

    for index, at in enumerate(cells):
        page[at].border = Border(
            top=edge(style, strong=True),
            bottom=edge(style, strong=True),
            left=edge(ends if index == 0 else None, strong=True),
            right=edge(ends if index == len(cells) - 1 else None, strong=True),
        )
