"""Selected rows for the clipboard: what is shown, as tab-separated text and as an HTML table."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMimeData

from desktop_app.services.incident_lists import IncidentList, IncidentRow
from desktop_app.ui.incidents.cells import words
from desktop_app.ui.incidents.columns import all_columns

MOST_ROWS = 100_000  # more belongs into a file
_CHUNK = 2_000
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

Lines = tuple[tuple[str, ...], ...]


def copied(found: IncidentList, ranges: Sequence[tuple[int, int]], keys: Sequence[str]) -> Lines:
    """Head and rows in the order shown, at most MOST_ROWS of them; on a worker thread."""
    titles = {column.key: column.title for column in all_columns()}
    lines = [tuple(titles[key] for key in keys)]
    for row in _rows(found, ranges):
        if len(lines) > MOST_ROWS:
            break
        lines.append(tuple(words(row, key) for key in keys))
    return tuple(lines)


def _rows(found: IncidentList, ranges: Sequence[tuple[int, int]]) -> Iterator[IncidentRow]:
    for first, last in ranges:
        for start in range(first, last + 1, _CHUNK):
            yield from found.page(start, min(_CHUNK, last + 1 - start))


def as_mime(lines: Lines) -> QMimeData:
    data = QMimeData()
    data.setText("\n".join("\t".join(_plain(cell) for cell in line) for line in lines) + "\n")
    data.setHtml(_table(lines))
    return data


def _plain(cell: str) -> str:
    """Text that stays in its cell, and that no spreadsheet takes for a formula."""
    cell = " ".join(re.split(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+", cell))
    return "'" + cell if cell.lstrip().startswith(_FORMULA_STARTS) else cell


def _table(lines: Lines) -> str:
    head, *rows = lines
    parts = ["<table><tr>", *(f"<th>{html.escape(cell)}</th>" for cell in head), "</tr>"]
    for line in rows:
        cells = "".join(f"<td style=\"mso-number-format:'\\@'\">{html.escape(cell)}</td>" for cell in line)
        parts.append(f"<tr>{cells}</tr>")
    return "".join([*parts, "</table>"])
