"""How long each side held an incident: parts of its own repair time, never a team's or a person's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.domain.teams import Side
from desktop_app.measures.clock.clocks import Seconds
from desktop_app.measures.lives.ends import Flags
from desktop_app.measures.lives.frame import Frame
from desktop_app.measures.lives.shares_of_time import Stretches, Whole
from desktop_app.measures.lives.walks import NO_TEAM, Rows, summed

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Held:
    """Per incident: seconds of its repair time with teams of a side, and with nobody.

    Nobody's time is 0 where no team was ever told: it is not known then. ``holder`` is the side (Side, or NOBODY) of
    the team that has it now.
    """

    sides: Mapping[Side, Seconds]
    nobody: Seconds
    holder: npt.NDArray[np.int8]


def held(frame: Frame, stretches: Stretches, rows: Rows) -> Held:
    """One pass over the stretches of these rows of the frame, which ascend and have a repair time."""
    n = len(rows)
    chosen = np.zeros(frame.incidents.height, dtype=np.bool_)
    chosen[rows] = True
    found = stretches.of(chosen)
    place, side = (np.cumsum(chosen) - 1)[found.row], _sides(frame, found.team)
    counted = found.counted
    sums = {each: summed(place[of], counted[of], n) for each in (*Side, NOBODY) for of in (side == each,)}
    told: Flags = np.zeros(n, dtype=np.bool_)
    told[place[found.team != NO_TEAM]] = True
    now = frame.incidents["team"].gather(rows).fill_null(NO_TEAM).to_numpy()
    return Held({each: sums[each] for each in Side}, np.where(told, sums[NOBODY], 0), _sides(frame, now))


def _sides(frame: Frame, team: Whole) -> npt.NDArray[np.int8]:
    """The side of each team, NOBODY for none."""
    side_of = np.full(2 + max((0, *frame.teams)), Side.UNKNOWN.value, dtype=np.int8)
    for key, each in frame.teams.items():
        side_of[key] = each.side.value
    found: npt.NDArray[np.int8] = np.where(
        team == NO_TEAM, np.int8(NOBODY), side_of[np.clip(team, 0, len(side_of) - 1)]
    ).astype(np.int8)
    return found
