"""The headline: the share in time per classification, against the agreed share and the period before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import BulletRow, Bullets
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.routes import Outcome
from desktop_app.measures.against_goal import attainment_words
from desktop_app.measures.against_goal.attainment_words import Standing
from desktop_app.measures.against_goal.repair_time import status
from desktop_app.measures.against_goal.share_cells import in_time_cell, n_cell, untold_cell, untold_title
from desktop_app.measures.against_goal.unpaused import unpaused
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.before import before, before_label
from desktop_app.measures.asking.chosen import goals, judged
from desktop_app.measures.asking.cohort import Counts, cohort, summed
from desktop_app.measures.asking.conditions import Behind
from desktop_app.measures.asking.judged import NOTHING, bare, behind, counted, together
from desktop_app.measures.asking.wording import NONE, goal_name, in_time, interval
from desktop_app.measures.certainty.intervals import wilson
from desktop_app.measures.lives.ends import Flags


def figure(asked: Asked) -> Figure:
    """The figure "attainment": a bullet per classification; a ring is the same share in the period before."""
    found = standing(asked)
    rows = tuple(_row(asked, found, kind) for kind in Classification)
    label = before_label(asked.period)
    drawn, columns = rows, [_("In time"), _("Before"), _("n")]
    if found.before is None:  # without a period before it has no column
        drawn = tuple(replace(row, cells=(row.cells[0], row.cells[2])) for row in rows)
        del columns[1]
    return Figure(
        key="attainment",
        title=_("Inside {goal}?").format(goal=goal_name(asked.target_set)),
        headline=attainment_words.headline(asked, found),
        definition=attainment_words.line(asked, found),
        definition_lines=attainment_words.lines(asked, found),
        chart=Bullets(drawn, tuple(columns), asked.target_set.agreed_share, label),
        table=_table(asked, rows, found),
        n=found.cohort.n,
        values=_values(asked, found),
        note=attainment_words.answer(asked, found),
    )


def standing(asked: Asked) -> Standing:
    """Everything that sentences and picture say, counted once."""
    now = cohort(asked.measured, asked.frame, asked.target_set, asked.period, asked.kept, asked.times)
    earlier, period = before(asked.period), {}
    if earlier is not None:
        found = counted(asked, earlier, asked.measured["classification"].to_numpy())
        period = {kind: found.get(kind.value, NOTHING) for kind in goals(asked.target_set)}
    due = judged(asked)
    return Standing(now, period if earlier is not None else None, unpaused(asked, due), _reopened(asked, due))


def _reopened(asked: Asked, due: Flags) -> int:
    """How many of these came back within seven days."""
    return int(np.count_nonzero(asked.measured["reopened_7d"].to_numpy() & due))


def beside(asked: Asked) -> str:
    """What stands beside the headline wherever else it is shown."""
    due = judged(asked)
    return attainment_words.beside(together(asked, due), _reopened(asked, due), unpaused(asked, due))


def _row(asked: Asked, found: Standing, kind: Classification) -> BulletRow:
    part, target = found.cohort.of(kind), asked.held.newest(kind)
    behind_now = Behind(asked.base, asked.period, asked.target_set)
    share = partial(_due, behind_now, kind)
    n = n_cell(part, share)
    if target is None:
        none = Cell(NONE, quiet=True)
        return BulletRow(kind.label, _("no goal"), None, None, None, None, (none, none, n), n.opens)
    low, high = wilson(part.in_time, part.told) if part.claimable else (None, None)
    earlier = found.before.get(kind) if found.before is not None else None
    then = earlier.in_time / earlier.told if earlier is not None and earlier.claimable else None
    shown = Cell(NONE, quiet=True)
    period = before(asked.period)
    if earlier is not None and period is not None:
        own = Condition("classification", "one_of", (kind.key,))
        there = n_cell(earlier, lambda outcomes: behind(asked, period, own, outcomes=outcomes))
        shown = Cell(in_time(earlier), then, quiet=True, opens=there.opens)
    return BulletRow(
        kind.label,
        _("goal {target}").format(target=target.label),
        part.in_time / part.told if part.claimable else None,
        low,
        high,
        then,
        (in_time_cell(part, share), shown, n),
        n.opens,
    )


def _due(behind_now: Behind, kind: Classification, outcomes: tuple[Outcome, ...]) -> IncidentFilter:
    return behind_now.incidents(kind, outcomes=outcomes)


def _table(asked: Asked, rows: tuple[BulletRow, ...], found: Standing) -> Table:
    columns = [_("Classification"), _("Goal"), _("In time"), _("95 % interval"), _("Before"), _("n")]
    behind_now = Behind(asked.base, asked.period, asked.target_set)
    none = Cell(NONE, quiet=True)
    made = []
    for kind, row in zip(Classification, rows, strict=True):
        part, judged_here = found.cohort.of(kind), kind in found.cohort.goals
        told = interval(part) if judged_here else NONE
        share, earlier, n = row.cells
        cells = [Cell(row.label, strong=True), Cell(row.note, quiet=True), share, Cell(told, quiet=True), earlier, n]
        if found.cohort.judged.unknown:
            cells.append(untold_cell(part, partial(_due, behind_now, kind)) if judged_here else none)
        made.append(tuple(cells))
    if found.cohort.judged.unknown:
        columns.append(untold_title())
    return Table(tuple(columns), (False, False, *(True for _column in columns[2:])), tuple(made))


def _values(asked: Asked, found: Standing) -> Mapping[str, object]:
    """The whole agrees to the digit with the sentence of the Targets page and with ``measures`` of the command line."""
    goal, whole = found.cohort.goals, found.cohort.judged

    without = found.unpaused
    return {
        "goal": asked.target_set.name,
        "agreed_share": asked.target_set.agreed_share,
        "all": _told(whole, summed(list(found.before.values())) if found.before is not None else None),
        "by_classification": {
            kind.key: _told(found.cohort.of(kind), found.before.get(kind) if found.before is not None else None)
            for kind in Classification
            if kind in goal
        },
        "status": status(found.cohort, asked.period),
        "not_due": found.cohort.not_due,
        "reopened_within_7d": {"n": found.reopened, "of": whole.n},
        "without_pauses": bare(without.whole) if without is not None else None,
        "not_due_for_pauses": without.not_due if without is not None else None,
        "beside": attainment_words.beside(whole, found.reopened, without),
    }


def _told(part: Counts, earlier: Counts | None) -> dict[str, object]:
    """Counts, share and interval; those of the period before where there is one."""
    low, high = wilson(part.in_time, part.told) if part.claimable else (None, None)
    return {**bare(part), "low": low, "high": high, "before": bare(earlier) if earlier is not None else None}
