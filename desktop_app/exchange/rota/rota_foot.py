"""What stands below a schedule: what its looks mean, whom to ask for a swap, the rule of cover and its result."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Final

from desktop_app.domain.board import Board
from desktop_app.domain.cover import Cover, cover_rule
from desktop_app.domain.language import _
from desktop_app.exchange.pages import Ground, aligned, text
from desktop_app.exchange.rota.rota_grid import Grid

_NARROWEST, _EMPTY, _NAMES = 125.0, 8.4, 31.0  # characters: days on paper, a column that nobody set, the names
_ABREAST: Final = 3  # entries of the legend in a row
_ENTRY, _SAMPLE = 38.0, 9.0  # characters


def columns_on_paper(grid: Grid) -> int:
    """How many go on paper: beside a short period as many empty ones as the lines of text need."""
    lacking = _NARROWEST - sum(grid.width(column) for column in grid.shown)
    return len(grid.shown) + max(0, round(lacking / _EMPTY))


def write_foot(grid: Grid, found: Cover, row: int, columns: int) -> int:
    """Write it from a row on, over so many columns, and return the last row."""
    entries = list(_legend(one_day=grid.shown[0].one_day))
    for start in range(0, len(entries), _ABREAST):
        for place, entry in enumerate(entries[start : start + _ABREAST]):
            _entry(grid, row, _column_at(grid, place * _ENTRY), entry)
        row += 1
    row += 1
    room = _NAMES + sum(_width(grid, index) for index in range(columns))
    for line in _lines(grid.board, found):
        grid.page.merge_cells(f"A{row}:{grid.at(columns - 1, row)}")
        aligned(text(grid.page, f"A{row}", line), wrap=True, top=True)
        grid.page.row_dimensions[row].height = 13 * ceil(len(line) / room)
        row += 1
    return row - 1


def _width(grid: Grid, index: int) -> float:
    return grid.width(grid.shown[index]) if index < len(grid.shown) else _EMPTY


def _column_at(grid: Grid, characters: float) -> int:
    """The first column that begins so many characters to the right of the names."""
    index, passed = 0, 0.0
    while passed < characters:
        passed += _width(grid, index)
        index += 1
    return index


def _entry(grid: Grid, row: int, first: int, entry: tuple[Ground, str, str]) -> None:
    """A sample as wide as its words, and what it means beside it."""
    ground, sample, words = entry
    last = first
    while sum(_width(grid, index) for index in range(first, last + 1)) < _SAMPLE:
        last += 1
    aligned(grid.merged(first, last, row, sample, bold=True, ink=ground.ink), "center", shrink=True)
    for index in range(first, last + 1):
        grid.page[grid.at(index, row)].fill = ground.fill
    text(grid.page, grid.at(last + 1, row), f" {words}", size=8)


def _legend(*, one_day: bool) -> Iterator[tuple[Ground, str, str]]:
    yield Ground.DARK, _("→ code 1/2"), _("guest in Ops, week 1 of 2")
    yield Ground.HATCHED, _("→ code"), _("guest in a Dev team")
    yield Ground.PLAIN, _("duty"), _("on duty, counts as at home")
    yield Ground.DOTTED, _("away"), _("away, no reason is kept")
    yield Ground.REST, _("grey"), _("weekend or holiday")
    if one_day:
        figures = _("people at the desk; white on black: too few")
    else:
        figures = _("people at the desk on the thinnest day")
    yield Ground.BAND, _("figures"), figures


def _lines(board: Board, found: Cover) -> Iterator[str]:
    contact = board.rota.contact or _("ask whoever plans the rota, before the week begins")
    yield _("Swap or cover: {contact}. Whoever really goes is credited.").format(contact=contact.rstrip("."))
    line = _("Cover rule: {rule}. Result when this file was made: {result}.")
    yield line.format(rule=cover_rule(board), result=found.result)
