"""The heavy lines of goals over the weeks in which they hold."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF

from desktop_app.domain.charts import Weeks

Place = Callable[[float], float]


def goal_lines(chart: Weeks, plot: QRectF, x: Place, y: Place) -> list[QRectF]:
    """One for each goal, from edge to edge of its weeks; ``x`` places a week by its number, ``y`` a value."""
    goals, weeks = chart.goals, len(chart.mondays)
    found = []
    for goal, end in zip(goals, [*(later.first for later in goals[1:]), weeks], strict=False):
        left = x(goal.first - 0.5) if goal.first else plot.left()
        right = x(end - 0.5) if end < weeks else plot.right()
        if goal.first < weeks and goal.value is not None:
            found.append(QRectF(left, round(y(goal.value)) - 1, right - left, 2))
    return found
