"""The goals of a classification over the weeks of a picture."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from desktop_app.domain.charts import Goal
from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _
from desktop_app.domain.stamps import day
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.clock import clocks


def goal_lines(asked: Asked, kind: Classification, mondays: Sequence[date]) -> tuple[Goal, ...]:
    """Each goal from the first week that it holds in; those that were gone before the picture begins are left out."""
    newest, found = asked.target_set.newest(kind), dict[int, Goal]()
    for target in sorted(asked.target_set.targets, key=lambda each: each.valid_from or date.min):
        mark = clocks.mark_seconds(target, asked.clock)
        if target.classification is kind:
            begins = target.valid_from or date.min
            shown = bool(mondays) and begins < mondays[-1] + timedelta(days=7)
            first = max(0, bisect_right(mondays, begins) - 1) if shown else len(mondays)
            label = _("goal {target}") if shown else _("goal {target} from {day}")
            words = label.format(target=target.label, day=day(begins)) if target == newest and mark is not None else ""
            found[first] = Goal(first, None if mark is None else float(mark), words)
    return tuple(found.values())
