"""The shape of a table that comes in blocks: persons' columns, nameless blank ones and trailing blank rows left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import polars as pl

from desktop_app.exchange.columns.recognition import holds_mail_addresses, persons_among, told_by_content
from desktop_app.exchange.mapping.logs import without_persons
from desktop_app.exchange.reader.shape import ROW, Sought
from desktop_app.exchange.reader.text_cells import Ragged

_FIRST_ROWS = 5_000  # in which a column of mail addresses is looked for before anything leaves
_ENOUGH = 200  # filled cells that tell what a column holds
_BYTES_OF_A_CELL = 16  # a blank one takes them too
_BATCH = 16 << 20  # bytes of a frame that is given
_MOST_HELD = 128 << 20  # bytes that may wait for the first rows to be complete
_BLANK_CELLS = 1_000_000  # of one frame


@dataclass(slots=True)
class Rows:
    """Takes frames of ROW, c0, c1, ... and gives those to keep, by the columns' names.

    What a column holds is known at the end alone: ``columns`` are then the names to keep and ``persons`` those left
    out; frames that were given before may hold a column more.
    """

    names: Sequence[str]
    written: Sequence[str]  # the header as it is in the file, blank names too
    sought: Sought
    persons: list[str] = field(default_factory=list)
    _dropped: list[str] = field(default_factory=list)
    _held: list[pl.DataFrame] = field(default_factory=list)
    _samples: dict[str, pl.Series] = field(default_factory=dict)
    _filled: set[str] = field(default_factory=set)
    _blank: list[range] = field(default_factory=list)  # numbers of blank rows: at the end of the file they are none
    _looked: bool = False
    _size: int = 0

    def take(self, frames: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        for frame in frames:
            frame.columns = [ROW, *self.names]
            self._held.append(frame)
            self._size += max(int(frame.estimated_size()), _BYTES_OF_A_CELL * frame.height * frame.width)
            rows = sum(held.height for held in self._held)
            if self._size >= (_BATCH if self._looked or rows >= _FIRST_ROWS else _MOST_HELD):
                yield from self._released()
        yield from self._released()
        if not self._looked:  # the file is its header alone
            self._look(pl.DataFrame(schema=dict.fromkeys(self.names, pl.String)))
        self._end()

    @property
    def columns(self) -> list[str]:
        left_out = {*self._dropped, *self.persons}
        return [name for name in self.names if name not in left_out]

    @property
    def header(self) -> tuple[str, ...]:
        """All names, persons' too."""
        return tuple(name for name in self.names if name not in self._dropped)

    def ragged(self, found: Sequence[Ragged], separator: str) -> list[tuple[int, str, int, list[str]]]:
        """As ``Table.ragged``. The cells of such a row are shifted: a person may stand at any place from the first
        column of persons on, so that only the cells to its left are given where persons stay in.
        """
        kept = set(self.columns)
        safe = min(map(self.names.index, self.persons), default=len(self.names))
        places = [place for place, name in enumerate(self.names) if name in kept and place < safe]
        beyond = slice(len(self.names), None) if safe == len(self.names) else slice(0)
        table: list[tuple[int, str, int, list[str]]] = []
        for each in found:
            values = [each.cells[place] for place in places]
            beginning = separator.join([*values, *each.cells[beyond]])[:200]
            table.append((each.row, beginning, len(each.cells), values))
        return table

    def _released(self) -> Iterator[pl.DataFrame]:
        if not self._held:
            return
        frame = self._held[0] if len(self._held) == 1 else pl.concat(self._held, rechunk=True)
        self._held, self._size = [], 0
        if not self._looked:
            self._look(frame.head(_FIRST_ROWS))
        if not self.sought.persons:
            frame = without_persons(frame.drop(self.persons), self.names)
        self._watch(frame)
        yield from self._without_trailing_blanks(frame)

    def _look(self, first: pl.DataFrame) -> None:
        self._looked = True
        if self.sought.persons:
            return
        theirs, judged = persons_among(self.names), told_by_content(self.names)
        hiding = {name for name in judged if holds_mail_addresses(first[name])}
        self.persons = [name for name in self.names if name in theirs or name in hiding]
        unclear = [name for name in self.names if name in judged and name not in self.persons]
        self._samples = {name: pl.Series(name, [], dtype=pl.String) for name in unclear}

    def _watch(self, frame: pl.DataFrame) -> None:
        """Look on at columns that held little so far, and note which nameless ones hold anything."""
        for name, sample in list(self._samples.items()):
            more = frame[name].drop_nulls().head(_ENOUGH - sample.len())
            self._samples[name] = sample.append(more)
            if self._samples[name].len() >= _ENOUGH and not self._hides(name):
                del self._samples[name]
        for name, written in zip(self.names, self.written, strict=True):
            nameless = not written.strip() and name not in self._filled and name in frame.columns
            if nameless and frame[name].null_count() < frame.height:
                self._filled.add(name)

    def _hides(self, name: str) -> bool:
        return holds_mail_addresses(self._samples[name])

    def _without_trailing_blanks(self, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
        filled = frame.select(pl.any_horizontal(pl.exclude(ROW).is_not_null()).alias("any"))["any"]
        if not filled.any():
            self._blank += _runs(frame[ROW])
            return
        height = filled.len() - (filled.reverse().arg_max() or 0)
        step = max(1, _BLANK_CELLS // frame.width)
        for run in self._blank:
            for first in range(run.start, run.stop, step):
                numbers = pl.Series(ROW, range(first, min(run.stop, first + step)), dtype=pl.UInt32)
                yield pl.DataFrame([numbers]).with_columns(
                    pl.lit(None, dtype=pl.String).alias(name) for name in frame.columns[1:]
                )
        self._blank = _runs(frame[ROW][height:])
        yield frame.head(height)

    def _end(self) -> None:
        late = [name for name in self._samples if self._hides(name)]
        self._dropped = [
            name
            for name, written in zip(self.names, self.written, strict=True)
            if not written.strip() and name not in self._filled and name not in self.persons
        ]
        self.persons = [name for name in self.names if name in self.persons or name in late]


def _runs(numbers: pl.Series) -> list[range]:
    """Rising numbers as ranges without gaps."""
    if not numbers.len():
        return []
    first, last = int(numbers[0]), int(numbers[-1])
    if last - first + 1 == numbers.len():
        return [range(first, last + 1)]
    breaks = [0, *((numbers.diff() > 1).arg_true().to_list()), numbers.len()]
    return [range(int(numbers[start]), int(numbers[stop - 1]) + 1) for start, stop in pairwise(breaks)]
