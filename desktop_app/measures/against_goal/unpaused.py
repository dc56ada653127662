"""How the headline stands when nothing stops the clock: what of it comes from pauses."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from desktop_app.domain.routes import Outcome
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.chosen import judged, kept
from desktop_app.measures.asking.cohort import Counts, summed
from desktop_app.measures.asking.judged import together
from desktop_app.measures.lives.ends import Flags


@dataclass(frozen=True, slots=True)
class Unpaused:
    """``whole`` is the cohort of the same period when pauses count.

    ``not_due`` are paused incidents that would be due in the period then, and are not.
    """

    whole: Counts
    not_due: int


def unpaused(asked: Asked, due: Flags) -> Unpaused | None:
    """The same deadline cohort with pauses counted; ``due`` is the one without. None if they count anyway."""
    if asked.base.rules.count_pauses:
        return None
    again = asked.without_pauses.again
    part = replace(
        asked, frame=again.frame, measured=again.measured, lives=again.lives, kept=kept(asked)[again.rows],
        times=None, shares=None, unpaused=None,
    )  # fmt: skip
    rest, sooner = due.copy(), judged(part)
    rest[again.rows] = False
    waits = asked.measured["outcome"].to_numpy()[again.rows] == Outcome.NOT_DUE
    return Unpaused(summed([together(asked, rest), together(part, sooner)]), int(np.count_nonzero(sooner & waits)))
