"""The article's table: goal, share in time and means per classification, all and by the side that resolved."""

from __future__ import annotations

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _, number
from desktop_app.domain.routes import Outcome
from desktop_app.domain.targets import TargetSet
from desktop_app.domain.teams import Side
from desktop_app.measures.against_goal import share_cells
from desktop_app.measures.against_goal.share_cells import in_time_cell, n_cell, untold_cell, untold_title
from desktop_app.measures.asking.cohort import Cohort, Part
from desktop_app.measures.asking.conditions import Behind
from desktop_app.measures.asking.wording import NONE, goal_title, interval
from desktop_app.measures.clock import clocks
from desktop_app.measures.clock.clocks import RunningClock

TOO_FEW = 5
"""A mean of fewer incidents of one side is not shown: it would tell of single incidents."""

_SIDES = (Side.OPS, Side.DEV)


def article_table(cohort: Cohort, target_set: TargetSet, clock: RunningClock, behind: Behind) -> Table:
    """One row per classification; the two means by side are there once sides are known."""
    sided = (_("Mean of those due, by Ops"), _("Mean of those due, by Dev")) if cohort.by_route else ()
    columns = (
        _("Classification"), goal_title(target_set), _("Incidents"), _("In time"), _("95 % interval"),
        _("Mean of those due"), *sided, _("Open past goal"),
    )  # fmt: skip
    rows = tuple(_row(kind, cohort, target_set, clock, behind) for kind in Classification)
    if cohort.judged.unknown:
        columns = (*columns, untold_title())
        rows = tuple((*row, _untold(kind, cohort, behind)) for kind, row in zip(Classification, rows, strict=True))
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
    share = _share_behind(kind, behind)
    n = n_cell(part, share)
    return (
        Cell(kind.label, strong=True),
        goal,
        n,
        in_time_cell(part, share) if target else Cell(NONE, quiet=True),
        Cell(interval(part) if target else NONE, quiet=not (target and part.claimable), opens=n.opens),
        mean_all,
        *sides,
        Cell(number(part.open_past), float(part.open_past), opens=share((Outcome.OPEN_PAST,)))
        if target
        else Cell(NONE, quiet=True),
    )


def _untold(kind: Classification, cohort: Cohort, behind: Behind) -> Cell:
    if kind not in cohort.goals:
        return Cell(NONE, quiet=True)
    return untold_cell(cohort.of(kind), _share_behind(kind, behind))


def _share_behind(kind: Classification, behind: Behind) -> share_cells.Behind:
    return lambda outcomes: behind.incidents(kind, outcomes=outcomes)


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
