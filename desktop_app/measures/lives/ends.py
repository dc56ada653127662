"""How each incident ended, as far as its stamps and its source tell."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.incidents import Status
from desktop_app.domain.rules import End, Rules
from desktop_app.measures.lives.frame import Frame

Flags = npt.NDArray[np.bool_]
Seconds = npt.NDArray[np.int64]

UNSET = -(2**62)
"""Stands for an unknown instant inside numpy arrays."""


@dataclass(frozen=True, slots=True)
class Ends:
    """One entry per incident of the frame, in its order; instants in UTC seconds.

    ``end`` is the last resolve where ``repaired`` (or the restore, where the rules choose it and it is known), the
    close where ``estimated`` (or as-of when even that is unknown), and as-of while ``open``; never before ``opened``.
    """

    opened: Seconds
    as_of: Seconds
    end: Seconds
    open: Flags
    repaired: Flags
    estimated: Flags
    cancelled: Flags


def ends(frame: Frame, rules: Rules | None = None) -> Ends:
    """Ends by the rules: a resolve tells, a close only bounds, a stamp before the opening tells nothing.

    An incident that its status calls ended without any stamp is estimated too: its end lies somewhere before as-of. One
    that is worked on again after its last stamp is open.
    """
    table = frame.incidents
    opened = table["opened_at"].to_numpy()
    status = table["status"].to_numpy()
    resolved, closed = instants(table["resolved_at"]), instants(table["closed_at"])
    as_of = known_until(frame, table)
    cancelled = status == Status.CANCELLED
    stamped = (resolved != UNSET) | (closed != UNSET)
    said_ended = (status == Status.RESOLVED) | (status == Status.CLOSED)
    is_open = ~cancelled & ((~stamped & ~said_ended) | _worked_on_again(frame, status, np.maximum(resolved, closed)))
    repaired = ~is_open & ~cancelled & (resolved >= opened)
    bound = np.where(closed >= opened, closed, np.maximum(as_of, opened))
    end = np.where(is_open, np.maximum(as_of, opened), np.where(resolved >= opened, resolved, bound))
    found = Ends(opened, as_of, end, is_open, repaired, ~is_open & ~cancelled & ~repaired, cancelled)
    return _until_restored(table, found) if rules and rules.end is End.RESTORED else found


def _until_restored(table: pl.DataFrame, found: Ends) -> Ends:
    """The repair ends with the impact where somebody told so, else where it ended before.

    A restore that lies before a reopening tells nothing: the impact came back.
    """
    restored, first = instants(table["restored_at"]), instants(table["first_resolved_at"])
    resolved, closed = instants(table["resolved_at"]), instants(table["closed_at"])
    reopened = (first != UNSET) & ((resolved == UNSET) | (resolved > first)) & (restored <= first)
    reopened |= found.open & (restored <= np.maximum(resolved, closed))
    holds = ~found.cancelled & (restored >= found.opened) & ~reopened
    return replace(
        found,
        end=np.where(holds, restored, found.end),
        open=found.open & ~holds,
        repaired=found.repaired | holds,
        estimated=found.estimated & ~holds,
    )


def instants(column: pl.Series) -> Seconds:
    """A column of instants as an array, UNSET where unknown."""
    filled: Seconds = column.fill_null(UNSET).to_numpy()
    return filled


def known_until(frame: Frame, incidents: pl.DataFrame) -> Seconds:
    """The as-of of each incident's source; now for those logged by hand and for sources that say nothing.

    What is missing from newer dumps of its source is known up to its last sighting.
    """
    by_source = np.full(2 + max((0, *frame.sources, *frame.as_of)), frame.now, dtype=np.int64)
    for source, instant in frame.as_of.items():
        by_source[source + 1] = instant
    keys = incidents["source"].fill_null(-1).to_numpy()
    known: Seconds = by_source[np.clip(keys + 1, 0, len(by_source) - 1)]
    seen = incidents["seen_until"]
    return known if seen.null_count() == len(seen) else np.minimum(known, seen.fill_null(-UNSET).to_numpy())


def _worked_on_again(frame: Frame, status: npt.NDArray[np.int8], stamp: Seconds) -> Flags:
    """True where the last segment is live, still lasts, and began at or after every stamp of an end."""
    again = np.zeros(len(status), dtype=np.bool_)
    live = pl.col("to_at").is_null() & (pl.col("status") < Status.RESOLVED.value)
    lasting = frame.segments.lazy().filter(live).select("incident", "from_at").collect()
    ids = frame.incidents["id"].to_numpy()
    if lasting.height and len(ids):
        row = np.minimum(np.searchsorted(ids, lasting["incident"].to_numpy()), len(ids) - 1)
        late = (ids[row] == lasting["incident"].to_numpy()) & (lasting["from_at"].to_numpy() >= stamp[row])
        again[row[late]] = True
    live_now: Flags = again & (status < Status.RESOLVED) & (stamp != UNSET)
    return live_now
