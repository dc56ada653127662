"""The alphabetical order of titles, kept beside the frame: titles themselves stay in the database."""

from __future__ import annotations

import threading
from contextlib import suppress

import numpy as np
import numpy.typing as npt

from desktop_app.measures.lives.frame import Frame
from desktop_app.storage import journal, titles
from desktop_app.storage.database import Connection, Database

Ranks = npt.NDArray[np.int32]
_Ids = npt.NDArray[np.int64]

MOST_MOVED = 2_000  # changed titles above which sorting all of them anew is quicker


class TitleOrder:
    """Sorted by the database once, about two seconds for a million; afterwards only what changed finds its place."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._step = 0
        self._ordered: _Ids | None = None  # ids by their titles, as of ``_step``
        self._ranks: tuple[Frame, Ranks] | None = None

    def ranks(self, frame: Frame) -> Ranks:
        """Per row of the frame, the place of its title."""
        with self._lock:
            if self._ranks is not None and self._ranks[0] is frame:
                return self._ranks[1]
            if self._ordered is None or frame.step != self._step:
                self._ordered, self._step = self._order(frame), frame.step
            places = _places(frame.incidents["id"].to_numpy(), self._ordered)
            self._ranks = (frame, places)
            return places

    def _order(self, frame: Frame) -> _Ids:
        ids = frame.incidents["id"].to_numpy()
        with self._database.read() as connection:
            before = self._ordered
            follows = frame.step > self._step and not journal.restored_since(connection, self._step)
            if before is not None and follows:
                newer = ids[frame.incidents["changed_in"].to_numpy() > self._step]
                if len(newer) <= MOST_MOVED:
                    with suppress(KeyError):  # the database is newer than the frame: a row is gone by now
                        return _moved(connection, before, newer, ids)
            return titles.ids_by_title(connection).to_numpy()


def _moved(connection: Connection, ordered: _Ids, newer: _Ids, ids: _Ids) -> _Ids:
    """The order with changed and new incidents at their places, and without those that are gone."""
    stays = _among(ordered, ids) & ~_among(ordered, newer)
    kept = ordered[stays]
    found = sorted((title, row) for row, title in titles.keys(connection, newer.tolist()).items())
    if not found:
        return kept
    places = _search(connection, kept, found)
    return np.insert(kept, places, [row for _title, row in found])


def _search(connection: Connection, kept: _Ids, wanted: list[tuple[bytes, int]]) -> list[int]:
    """Where each of the wanted goes, by halving: in every round one question for the middles of all of them."""
    low, high = [0] * len(wanted), [len(kept)] * len(wanted)
    while any(first < last for first, last in zip(low, high, strict=True)):
        middles = [(first + last) // 2 for first, last in zip(low, high, strict=True)]
        known = titles.keys(connection, [int(kept[m]) for m in set(middles) if m < len(kept)])
        for place, (key, middle) in enumerate(zip(wanted, middles, strict=True)):
            if low[place] >= high[place]:
                continue
            row = int(kept[middle])
            if (known[row], row) < key:
                low[place] = middle + 1
            else:
                high[place] = middle
    return low


def _among(values: _Ids, ascending: _Ids) -> npt.NDArray[np.bool_]:
    if not len(ascending):
        return np.zeros(len(values), dtype=np.bool_)
    rows = np.minimum(np.searchsorted(ascending, values), len(ascending) - 1)
    found: npt.NDArray[np.bool_] = ascending[rows] == values
    return found


def _places(ids: _Ids, ordered: _Ids) -> Ranks:
    """Per id its place in the order; ids that the order does not know come last."""
    places = np.full(len(ids), len(ordered), dtype=np.int32)
    if len(ids):
        rows = np.minimum(np.searchsorted(ids, ordered), len(ids) - 1)
        known = ids[rows] == ordered
        places[rows[known]] = np.flatnonzero(known)
    return places
