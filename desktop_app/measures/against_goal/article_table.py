"""The article's table: goal, share in time and means per classification, all and by the side that resolved."""

from __future__ import annotations

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.classifications import Classification
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, number
from desktop_app.domain.routes import Outcome
from desktop_app.domain.targets import TargetSet
from desktop_app.domain.teams import Side
from desktop_app.measures.asking.cohort import Cohort, Part
from desktop_app.measures.asking.conditions import Behind
from desktop_app.measures.asking.wording import NONE, goal_title, in_time, interval
from desktop_app.measures.clock import clocks
from desktop_app.measures.clock.clocks import RunningClock

TOO_FEW = 5
"""A mean of fewer incidents of one side is not shown: it would tell of single incidents."""

_SIDES = (Side.OPS, Side.DEV)


def article_table(cohort: Cohort, target_set: TargetSet, clock: RunningClock, behind: Behind) -> Table:
    """One row per classification; the two means by side are there once sides are known."""
    sided = (_("Mean, resolved by Ops"), _("Mean, resolved by Dev")) if cohort.by_route else ()
    columns = (
        _("Classification"), goal_title(target_set), _("Incidents"), _("In time"), _("95 % interval"), _("Mean, all"),
        *sided, _("Open past goal"),
    )  # fmt: skip
    rows = tuple(_row(kind, cohort, target_set, clock, behind) for kind in Classification)
    return Table(columns, (False, *(True for _column in columns[1:])), rows)


def _row(
    kind: Classification, cohort: Cohort, target_set: TargetSet, clock: RunningClock, behind: Behind
) -> tuple[Cell, ...]:
    part, target = cohort.of(kind), target_set.newest(kind)
    goal = Cell(target.label, float(clocks.target_seconds(target, clock))) if target else Cell(NONE, quiet=True)
    repaired = behind.incidents(kind, repaired=True)
    mean = _mean(len(part.repaired), int(part.repaired.sum()), clock)
    mean_all = Cell(*mean, opens=repaired) if part.summarised else Cell(NONE, quiet=True, opens=repaired)
    sides = _by_side(kind, cohort, clock, behind, part) if cohort.by_route else ()
    opens = behind.incidents(kind)
    return (
        Cell(kind.label, strong=True),
        goal,
        Cell(number(part.n), float(part.n), opens=opens),
        in_time_cell(part, behind.incidents(kind, outcome=Outcome.IN_TIME)) if target else Cell(NONE, quiet=True),
        Cell(interval(part) if target else NONE, quiet=not (target and part.claimable), opens=opens),
        mean_all,
        *sides,
        Cell(number(part.open_past), float(part.open_past), opens=behind.incidents(kind, outcome=Outcome.OPEN_PAST))
        if target
        else Cell(NONE, quiet=True),
    )


def in_time_cell(part: Part, opens: IncidentFilter) -> Cell:
    """The share in time, strong where it is claimed."""
    share = part.in_time / part.told if part.claimable else None
    return Cell(in_time(part), share, strong=part.claimable, quiet=not part.n, opens=opens)


def _mean(n: int, total: int, clock: RunningClock) -> tuple[str, float | None]:
    return (clocks.text(total / n, clock), total / n) if n else (NONE, None)


def _by_side(
    kind: Classification, cohort: Cohort, clock: RunningClock, behind: Behind, whole: Part
) -> tuple[Cell, ...]:
    """The means of Ops and Dev. Where one is hidden and the rest of the row would give it away, the other is too."""
    sums = {side: cohort.means.get((kind, side), (0, 0)) for side in _SIDES}
    nobody_else = sum(n for n, _total in sums.values()) == len(whole.repaired)
    hidden = {side for side, (n, _total) in sums.items() if 0 < n < TOO_FEW}
    cells = []
    for side, (n, total) in sums.items():
        opens = behind.incidents(kind, repaired=True, side=side)
        if n and (side in hidden or (hidden and nobody_else)):
            cells.append(Cell(_("few"), quiet=True, opens=opens))
        elif whole.summarised and n:
            cells.append(Cell(*_mean(n, total, clock), opens=opens))
        else:
            cells.append(Cell(NONE, quiet=True, opens=opens))
    return tuple(cells)
