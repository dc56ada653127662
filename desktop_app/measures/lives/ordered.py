"""Repair and waiting times in ascending order, sorted once per frame and clock, so that no filter has to sort again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.routes import Route, RouteGroup
from desktop_app.domain.teams import Side
from desktop_app.measures.lives.ends import UNSET, Flags, Seconds, instants
from desktop_app.measures.lives.frame import Frame

GROUPS = len(RouteGroup)

_NOWHERE = -1
_Small = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Cut:
    """Ascending seconds of some incidents of one classification, with route group and resolving side of each."""

    seconds: Seconds
    group: _Small
    side: npt.NDArray[np.int8]

    def of(self, group: RouteGroup) -> Seconds:
        """Those of one route group."""
        held: Seconds = self.seconds[self.group == group.value]
        return held

    def by_side(self) -> dict[Side, tuple[int, int]]:
        """Per side that is known: how many, and their seconds in all."""
        sums = {}
        for side in Side:
            held = self.seconds[self.side == side.value]
            if len(held):
                sums[side] = (len(held), int(held.sum()))
        return sums


@dataclass(frozen=True, slots=True)
class Ordered:
    """Rows of the frame that have a time, by classification and then by that time.

    Ten bytes an incident: ``seconds`` are four bytes wide where every time is below 68 years.
    """

    rows: npt.NDArray[np.int32]
    seconds: npt.NDArray[np.int32] | Seconds
    group: _Small
    side: npt.NDArray[np.int8]
    starts: tuple[int, ...]  # where each classification begins, and the end of the last

    @classmethod
    def of(cls, kind: Seconds, seconds: Seconds, known: Flags, group: _Small, side: npt.NDArray[np.int8]) -> Ordered:
        """``known`` says which of the rows have a time."""
        held, kinds = seconds[known], kind[known].astype(np.int64)
        rows = np.flatnonzero(known).astype(np.int32)
        narrow = not len(held) or -(2**31) <= int(held.min()) <= int(held.max()) < 2**31
        order = in_order(kinds, held)
        rows = rows[order]
        ends = np.cumsum(np.bincount(kinds, minlength=max(Classification) + 1))
        return cls(
            rows,
            (held.astype(np.int32) if narrow else held)[order],
            group[rows],
            side[rows],
            (0, *ends.tolist()),
        )

    def ascending(self, kept: Flags, kind: Classification | None = None) -> Seconds:
        """The seconds of what a mask over the frame's rows keeps, in order; of one classification or of all."""
        if kind is None:
            every = np.concatenate([self.ascending(kept, each) for each in Classification])
            every.sort(kind="stable")  # merges what is in order already
            return every
        span = slice(self.starts[kind], self.starts[kind + 1])
        return self.seconds[span][kept[self.rows[span]]].astype(np.int64)

    def cut(self, kind: Classification, kept: Flags) -> Cut:
        """What a mask over the frame's rows keeps of one classification, still in order."""
        span = slice(self.starts[kind], self.starts[kind + 1])
        chosen = kept[self.rows[span]]
        return Cut(self.seconds[span][chosen].astype(np.int64), self.group[span][chosen], self.side[span][chosen])


def in_order(keys: Seconds, seconds: Seconds) -> Seconds:
    """The order of these rows by key, time and row."""
    if not len(seconds):
        return np.zeros(0, dtype=np.int64)
    least, low = int(keys.min()), int(seconds.min())
    span, bits = int(seconds.max()) - low + 1, (len(seconds) - 1).bit_length()
    if (span * (int(keys.max()) - least + 1)).bit_length() + bits > 62:
        return np.lexsort((seconds, keys))
    # Packed into one integer with its row: a plain sort is several times quicker than an argsort, and polars' quickest.
    held = keys - least
    held *= span
    held += seconds
    held -= low
    held <<= bits
    held |= np.arange(len(seconds))
    order: Seconds = pl.Series(held).sort().to_numpy() & ((1 << bits) - 1)
    return order


@dataclass(frozen=True, slots=True)
class Times:
    """``code`` is classification times GROUPS plus route group, for every row of the frame."""

    code: _Small
    repaired: Ordered
    waiting: Ordered

    @classmethod
    def of(cls, kind: pl.Series, lives: pl.DataFrame, frame: Frame) -> Times:
        """``kind`` is the classification of the rows; ``lives`` has at least what ``measured.lives`` gives them.

        Route groups are told apart only once teams of both sides are known.
        """
        group_of = np.zeros(len(Route), dtype=np.uint8)
        for group in RouteGroup if by_route(frame) else ():
            if group is not RouteGroup.ALL:
                group_of[[route.value for route in group.routes]] = group.value
        kinds, group = kind.to_numpy(), group_of[lives["route"].to_numpy()]
        side = lives["resolved_side"].fill_null(_NOWHERE).to_numpy().astype(np.int8)
        repair, waiting = instants(lives["repair_s"]), instants(lives["waiting_s"])
        ended = ~(lives["open"].to_numpy() | lives["estimated"].to_numpy())
        return cls(
            kinds.astype(np.uint8) * np.uint8(GROUPS) + group,
            Ordered.of(kinds, repair, ended & (repair != UNSET), group, side),
            Ordered.of(kinds, waiting, waiting != UNSET, group, side),
        )


def by_route(frame: Frame) -> bool:
    """Whether routes can be told apart: teams of both sides are known."""
    return {Side.OPS, Side.DEV} <= {team.side for team in frame.teams.values()}
