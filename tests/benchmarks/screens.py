"""What the user waits for on the screen: a filter to the redrawn chart, the table opened, sorted and jumped through."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from desktop_app.app import build_application
from desktop_app.domain.calendars import Clock
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.services.incident_lists import COLUMNS, View
from desktop_app.services.incidents import IncidentService
from desktop_app.services.measures import MeasureService
from desktop_app.services.targets import find_set
from desktop_app.services.workspaces import Workspace
from tests.benchmarks.report import Report, median_ms, pair


def seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def chart(report: Report, path: Path, bound_ms: float, ratio_bound: float) -> None:
    """From a chosen filter to the picture drawn again, beside the bare group-by of the same numbers."""
    build_application(None)
    from desktop_app.ui.charts.repair_time import RepairTimeChart

    held = Workspace.open(path)
    measures = MeasureService(held)
    picture = RepairTimeChart()
    picture.resize(1232, 480)
    picture.show()
    base = IncidentFilter().where("release_related", "one_of", "no")

    def redraw() -> None:
        picture.show_figure(measures.repair_times(base, Period()))
        picture.grab()

    frame = held.frames.current()
    measured = held.frames.measured(frame, Clock.ELAPSED, find_set(held, None))

    def bare() -> None:
        numbers = pl.col("repair_s")
        (
            measured.filter(pl.col("release_related") == 1)
            .group_by("classification", "route")
            .agg(
                n=pl.len(),
                in_time=(pl.col("outcome") == 1).sum(),
                mean=numbers.mean(),
                median=numbers.median(),
                p85=numbers.quantile(0.85),
                quarter=numbers.quantile(0.25),
                three_quarters=numbers.quantile(0.75),
                waiting=pl.col("waiting_s").median(),
            )
        )

    size = f"{frame.incidents.height:,}"
    redraw(), bare()
    mine, theirs = (1000 * spent for spent in pair(lambda: seconds(redraw), lambda: seconds(bare), 15)[1:])
    report.at_most(f"filter to redrawn chart, {size} incidents, ms", mine, bound_ms, "absolute, informs")
    report.at_most(
        f"filter to redrawn chart, {size} incidents, ratio",
        mine / theirs,
        ratio_bound,
        f"bare polars group-by, {theirs:.0f} ms",
    )
    picture.close()
    held.close()


def table(report: Report, path: Path) -> None:
    """The list behind the table: opened, sorted by every column, read anywhere."""
    held = Workspace.open(path)
    size = f"{held.frames.current().incidents.height:,}"
    incidents = IncidentService(held)
    opening = 1000 * seconds(lambda: incidents.open_list(View()))
    report.at_most(f"table of {size} incidents opens, ms", opening, 500, "absolute, informs")
    warm = {name: median_ms(lambda n=name: incidents.open_list(View(sort=n)), 3) for name in COLUMNS}
    slowest = max(warm, key=lambda name: warm[name])
    report.at_most(f"table of {size} sorted, slowest column ({slowest}), ms", warm[slowest], 150, "absolute, informs")
    found = incidents.open_list(View(sort="goal"))
    places = iter(range(1, found.total - 200, found.total // 12))
    jump = median_ms(lambda: found.page(next(places), 200))
    report.at_most(f"jump to any 200 of {size} rows, ms", jump, 50, "absolute, informs")
    held.close()
