"""The cells of a share in time: the share, of how many it speaks, and how many more cannot be told."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.domain.cells import Cell
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, number
from desktop_app.domain.routes import Outcome
from desktop_app.measures.asking.cohort import Counts
from desktop_app.measures.asking.conditions import JUDGED, TOLD
from desktop_app.measures.asking.wording import in_time

Behind = Callable[[tuple[Outcome, ...]], IncidentFilter]
"""Makes the filter behind the incidents of a part that went one of these ways."""


def in_time_cell(part: Counts, behind: Behind) -> Cell:
    """The share in time, strong where it is claimed; it opens what came in time."""
    share = part.in_time / part.told if part.claimable else None
    return Cell(in_time(part), share, strong=part.claimable, quiet=not part.n, opens=behind((Outcome.IN_TIME,)))


def n_cell(part: Counts, behind: Behind) -> Cell:
    """Of how many the share beside it speaks; it opens exactly these."""
    told = part.claimable and part.unknown
    return Cell(number(part.counted), float(part.counted), quiet=True, opens=behind(TOLD if told else JUDGED))


def untold_title() -> str:
    return _("Cannot be told")


def untold_cell(part: Counts, behind: Behind) -> Cell:
    """How many were closed late without a resolve, whether or not a share leaves them out."""
    return Cell(number(part.unknown), float(part.unknown), quiet=True, opens=behind((Outcome.UNKNOWN,)))
