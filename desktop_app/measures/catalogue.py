"""Every figure by its key: the one list that window, command line and tests walk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from desktop_app.domain.figures import Figure
from desktop_app.measures.against_goal import article, attainment, comparison, pauses, what_if
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.between import cracks, holders, team_time
from desktop_app.measures.over_time import flow, mttr, normal_range, survival, weekly_counts
from desktop_app.measures.recurring import occurrences, pareto
from desktop_app.measures.waiting import ageing, oldest, work_in_progress

FIGURES: Final[Mapping[str, Callable[[Asked], Figure]]] = {
    "attainment": attainment.figure,
    "comparison": comparison.figure,
    "article": article.figure,
    "cracks": cracks.figure,
    "pareto": pareto.figure,
    "occurrences": occurrences.figure,
    "normal_range": normal_range.figure,
    "weekly_counts": weekly_counts.figure,
    "holders": holders.figure,
    "team_time": team_time.figure,
    "pauses": pauses.figure,
    "what_if": what_if.figure,
    "survival": survival.figure,
    "ageing": ageing.figure,
    "oldest": oldest.figure,
    "work_in_progress": work_in_progress.figure,
    "flow": flow.figure,
    "mttr": mttr.figure,
}
