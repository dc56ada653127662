"""When each incident ended, as far as something tells it, and until when it is known to have been open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.lives.ends import UNSET, Flags, Seconds, instants


@dataclass(frozen=True, slots=True)
class KnownEnds:
    """By row of the frame. ``at`` is the end of the repair, the close where only that is told, and of what is open
    the end of time; of what is ``unseen`` it is the last sighting. ``untold`` ended at a time that nothing tells.
    """

    at: Seconds
    untold: Flags
    unseen: Flags


def known_ends(asked: Asked) -> KnownEnds:
    table = asked.measured
    opened, closed = (instants(table[f"{name}_at"]) for name in ("opened", "closed"))
    still_open, missed = table["open"].to_numpy(), unseen(asked)
    ended = np.where(table["estimated"].to_numpy(), closed, asked.lives["end_at"].to_numpy())
    return KnownEnds(np.where(still_open & ~missed, -UNSET, ended), ~still_open & (ended < opened), missed)


def unseen(asked: Asked) -> Flags:
    """Open when last seen, and missing from newer files of its source: nobody knows whether it still is."""
    found: Flags = asked.measured["open"].to_numpy() & asked.measured["seen_until"].is_not_null().to_numpy()
    return found
