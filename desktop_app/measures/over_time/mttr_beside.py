"""What stands beside a mean time to repair: the share in time, the mean before, and how many are open meanwhile.

A mean of what was closed falls when the hard ones are no longer closed; these three together show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from desktop_app.domain.durations import HOUR
from desktop_app.domain.language import _, number
from desktop_app.measures.asking import chosen, judged
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.cohort import Counts
from desktop_app.measures.asking.known_ends import known_ends
from desktop_app.measures.asking.wording import in_time
from desktop_app.measures.clock import clocks
from desktop_app.measures.lives.ends import Flags

MORE_OPEN: Final = 10  # incidents, and a fifth of those there were: less is no sign that something is left open
_GROWN: Final = 1.2


@dataclass(frozen=True, slots=True)
class Beside:
    """``mean`` and ``before`` are seconds, None where there is none to name. ``begin`` and ``end`` count the incidents
    open at the two ends of the period, None for an open-ended one. ``due`` is the headline's cohort.
    """

    mean: float | None
    before: float | None
    begin: int | None
    end: int | None
    due: Counts

    @property
    def flatters(self) -> bool:
        """Whether the mean fell while clearly more was left open."""
        if self.mean is None or self.before is None or self.begin is None or self.end is None:
            return False
        return self.mean < self.before and self.end - self.begin >= MORE_OPEN and self.end > _GROWN * self.begin

    def sentence(self, asked: Asked) -> str:
        """Empty where there is nothing to set beside the mean."""
        found = []
        if self.flatters:
            found.append(
                _(
                    "The mean fell from {before} to {mean} while the open incidents went from {begin} to {end}: "
                    "what is not closed is in no mean."
                ).format(
                    before=clocks.words(self.before or 0, asked.clock),
                    mean=clocks.words(self.mean or 0, asked.clock),
                    begin=number(self.begin or 0),
                    end=number(self.end or 0),
                )
            )
        if self.due.claimable:
            found.append(
                _("In time, the open ones counted: {share} of {n} due.").format(
                    share=in_time(self.due), n=number(self.due.told)
                )
            )
        return " ".join(found)

    @property
    def values(self) -> Mapping[str, object]:
        return {
            "before_mean_h": None if self.before is None else self.before / HOUR,
            "open_at_begin": self.begin,
            "open_at_end": self.end,
            "due": judged.bare(self.due),
        }


def beside(asked: Asked, mean: float | None, before: float | None) -> Beside:
    """``mean`` is that of what was resolved in the period, ``before`` that of the period before."""
    kind = asked.measured["classification"].to_numpy()
    mine = chosen.included(asked)
    if asked.choice.classification is not None:
        mine &= kind == asked.choice.classification
    due = judged.counted(asked, asked.period, np.where(mine, 1, 0)).get(1, judged.NOTHING)
    start, end = asked.period.instants(asked.frame.zone)
    known = int(asked.lives["as_of"].to_numpy()[mine].max(initial=0))
    if start is None or end is None or not known:
        return Beside(mean, before, None, None, due)
    return Beside(mean, before, _open_at(asked, mine, start), _open_at(asked, mine, min(end, known)), due)


def _open_at(asked: Asked, mine: Flags, at: int) -> int:
    """How many are known to have been open at an instant; what ended at a time that nothing tells is left out."""
    opened, ends = asked.measured["opened_at"].to_numpy() < at, known_ends(asked)
    return int((mine & opened & ~ends.untold & (ends.at > at)).sum())
