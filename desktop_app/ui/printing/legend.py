"""The legend of a sheet: measured items on as many lines as they need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.ui.printing.marks import Box
from desktop_app.ui.printing.sheet import Run, Sheet, wrapped
from desktop_app.ui.printing.typeface import Weight, line_height, width

GAP, WIDEST_GAP = 5.0, 11.0
SWATCH_HEIGHT = 4.2
AFTER_SWATCH = 1.6


@dataclass(frozen=True, slots=True)
class Entry:
    """``draw`` paints the sample into a box; without it the words stand alone."""

    words: str
    draw: Callable[[Sheet, Box], None] | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    entry: Entry
    lines: tuple[tuple[Run, ...], ...]
    lead: float  # mm of the sample and its gap
    width: float


@dataclass(frozen=True, slots=True)
class Legend:
    entries: tuple[Entry, ...]
    points: float
    swatch: float  # width of a sample, mm
    row: float  # least height of a line, mm

    def height(self, room: float) -> float:
        """What it takes in mm on a sheet with ``room`` mm between the margins."""
        return sum(self._row_height(row) for row in self._rows(room))

    def draw(self, sheet: Sheet, bottom: float) -> None:
        """Draw it so that it ends at ``bottom``."""
        inside = sheet.inside
        rows = self._rows(inside.width)
        y = bottom - self.height(inside.width)
        for index, row in enumerate(rows):
            free = inside.width - sum(item.width for item in row)
            gap = min(WIDEST_GAP, free / max(1, len(row) - 1)) if index < len(rows) - 1 or len(rows) == 1 else GAP
            x = inside.x
            for item in row:
                self._item(sheet, item, Box(x, y, item.width, self._row_height(row)))
                x += item.width + gap
            y += self._row_height(row)

    def _item(self, sheet: Sheet, item: _Placed, box: Box) -> None:
        step = line_height(self.points)
        if item.entry.draw is not None:
            first = box.height if len(item.lines) == 1 else step
            item.entry.draw(sheet, Box(box.x, box.y + (first - SWATCH_HEIGHT) / 2, self.swatch, SWATCH_HEIGHT))
        top = box.y + (box.height - len(item.lines) * step) / 2
        for index, line in enumerate(item.lines):
            at = Box(box.x + item.lead, top + index * step, box.width - item.lead + 0.1, step)
            sheet.runs(at, line, self.points)

    def _rows(self, room: float) -> list[list[_Placed]]:
        rows: list[list[_Placed]] = [[]]
        used = 0.0
        for entry in self.entries:
            item = self._placed(entry, room)
            if rows[-1] and used + item.width > room:
                rows.append([])
                used = 0.0
            rows[-1].append(item)
            used += item.width + GAP
        return [row for row in rows if row]

    def _placed(self, entry: Entry, room: float) -> _Placed:
        lead = self.swatch + AFTER_SWATCH if entry.draw else 0.0
        takes = min(width(entry.words, self.points), room - lead)
        lines = wrapped(((entry.words, Weight.REGULAR),), takes + 0.01, self.points)
        return _Placed(entry, tuple(lines), lead, lead + takes)

    def _row_height(self, row: list[_Placed]) -> float:
        most = max(len(item.lines) for item in row) * line_height(self.points)
        return max(self.row, most + 0.6)
