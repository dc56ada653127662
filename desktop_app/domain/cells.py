"""A printed value and a table of them: what sentence, picture, clipboard and export have in common."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.filters import IncidentFilter


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed value; ``value`` is the bare number for exports; ``opens`` leads to the incidents behind it."""

    text: str
    value: float | None = None
    strong: bool = False
    quiet: bool = False
    opens: IncidentFilter | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """``numeric`` tells which columns stand to the right."""

    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def turned(self) -> Table:
        """Rows as columns and columns as rows, the first of each staying the first. Needs a row and a column."""
        columns = (self.columns[0], *(row[0].text for row in self.rows))
        rows = tuple((Cell(name), *(row[at] for row in self.rows)) for at, name in enumerate(self.columns[1:], start=1))
        return Table(columns, (False, *(True for _row in self.rows)), rows)
