"""A plan as a workbook: the twin of the printed schedule, a sheet for each month, with all its blocks and its cover.

A rota of over 16 weeks has weeks as columns and a sheet for each quarter. Figures are formulas over the sheet "Cover";
they carry the values of ``domain.cover``, which also the paper prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from desktop_app.domain.board import Board
from desktop_app.domain.cover import cover
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.rotations import DAY
from desktop_app.exchange.exports import whole_file
from desktop_app.exchange.monthly.live_cells import LiveCells
from desktop_app.exchange.pages import new_book
from desktop_app.exchange.rota.rota_pieces import LONGEST_IN_DAYS
from desktop_app.exchange.rota.rota_sheet import Counted, fill
from desktop_app.exchange.rota.rota_tables import write_blocks, write_cover
from desktop_app.exchange.rota.rota_words import month_words


def write(board: Board, path: Path, from_on: date | None = None, to_on: date | None = None) -> int:
    """Write the workbook for a period, by default the whole rota, and return how many schedule sheets it has.

    Both days are inside. The file appears whole or not at all. Raises Refused with the reason.
    """
    if path.suffix.lower() != ".xlsx":
        raise Refused(_("“{name}” is not an xlsx file name.").format(name=path.name))
    first, last = from_on or board.rota.from_on, to_on or board.rota.to_on
    if last < first:
        raise Refused(_("The period to write ends before it begins."))
    with whole_file(path) as file:
        book, live = new_book(), LiveCells()
        parts = tuple(_parts(board, first, last))
        pages = [book.create_sheet(title) for title, _from, _to in parts]
        write_blocks(book, board)
        found = cover(board, first, last)
        counted = Counted(live, found, write_cover(book, live, board, found))
        for page, (_title, begin, end) in zip(pages, parts, strict=True):
            fill(page, board, counted, begin, end)
        live.save(book, file)
    return len(parts)


def _parts(board: Board, first: date, last: date) -> Iterator[tuple[str, date, date]]:
    """Title, first and last day of each sheet: calendar months, or quarters of a long rota."""
    months = 1 if board.rota.weeks <= LONGEST_IN_DAYS else 3
    day = first
    while day <= last:
        end = min(_end(day, months), last)
        quarter = _("{year} quarter {n}").format(year=day.year, n=(day.month + 2) // 3)
        yield (month_words(day) if months == 1 else quarter), day, end
        day = end + DAY


def _end(day: date, months: int) -> date:
    """The last day of the calendar month or quarter."""
    following = day.month - (day.month - 1) % months + months
    return date(day.year + (following - 1) // 12, (following - 1) % 12 + 1, 1) - DAY
