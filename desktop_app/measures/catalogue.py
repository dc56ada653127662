"""Every figure by its key: the one list that window, command line and tests walk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from desktop_app.domain.figures import Figure
from desktop_app.measures import (
    ageing,
    article,
    attainment,
    comparison,
    cracks,
    flow,
    holders,
    mttr,
    normal_range,
    occurrences,
    oldest,
    pareto,
    pauses,
    survival,
    team_time,
    weekly_counts,
    what_if,
    work_in_progress,
)
from desktop_app.measures.asked import Asked

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
